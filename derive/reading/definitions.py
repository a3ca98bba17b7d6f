r"""Definitions of own commands: `\newcommand{\x}[1]{..}`, `\def\x{..}`, `\DeclareMathOperator{\x}{..}`.

Comes in: text. Goes out: where each definition stands, its name, its number of arguments and its body. It does not know
what the body means, nor whether the command is ever used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from derive.reading.tokens import Token, is_built_in
from derive.reading.vocabulary import ACCENTS, FONTS, GREEK

_HEAD = re.compile(
    r"\\(?P<how>(?:re|provide)?newcommand|def|DeclareMathOperator)\*?\s*\{?\s*\\(?P<name>[A-Za-z]+)\s*\}?\s*"
    r"(?:\[(?P<count>[0-9])\]|(?P<hashes>(?:\#[1-9])+))?\s*\{"
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
# A page may give these another look: every use of the name changes alike.
_LOOKS = frozenset(ACCENTS) | frozenset(FONTS) | GREEK
_MAX_BODY = 2_000  # characters


class Definition(NamedTuple):
    """A command with the number of its arguments and the place of its body; operator: the body is one upright word."""

    name: str
    arity: int
    start: int
    end: int
    operator: bool

    @property
    def redefines(self) -> bool:
        """Whether the name already means something: a built-in command keeps its meaning."""
        return is_built_in(self.name) and not self.operator and self.name not in _LOOKS


def definitions(text: str, start: int, end: int) -> Iterator[Definition]:
    """The definitions in text[start:end], in order."""
    if text.find("\\newcommand", start, end) < 0 and not re.compile(r"\\(?:def\\|renew|provide|Declare)").search(text, start, end):
        return
    while (match := _HEAD.search(text, start, end)) is not None:
        found = _definition(text, match, end)
        if found is not None:
            yield found
        start = match.end() if found is None else found.end


def _definition(text: str, match: re.Match[str], end: int) -> Definition | None:
    depth = 1
    for brace in _BRACE.finditer(text, match.end(), min(end, match.end() + _MAX_BODY)):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            count = match.group("count") or len(match.group("hashes") or "") // 2
            operator = match.group("how") == "DeclareMathOperator"
            return Definition(match.group("name"), int(count), match.end(), brace.start(), operator)
    return None


def skip_definition(match: re.Match[str], tokens: list[Token]) -> int:
    """Pass a definition that stands inside a formula; the offset after it. Redefining a built-in command is an error."""
    start, end = match.span()
    head = _HEAD.match(match.string, start, match.endpos)
    found = _definition(match.string, head, match.endpos) if head is not None else None
    if found is None:
        tokens.append(Token("bad", "this definition of a command cannot be read", start, end))
        return end
    if found.redefines:
        reason = f"\\{found.name} is a built-in command and cannot be redefined"
        tokens.append(Token("bad", reason, start, found.end + 1))
    return found.end + 1
