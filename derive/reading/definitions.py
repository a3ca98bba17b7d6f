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
    r"\\(?:(?P<how>(?:re|provide)?newcommand|DeclareRobustCommand|DeclareMathOperator)\*?\s*\{?\s*\\(?P<name>[A-Za-z]+)\s*\}?\s*"
    r"(?:\[(?P<count>[0-9])\]\s*(?:\[(?P<default>[^\[\]]{0,80})\])?)?"
    r"|[gex]?def\s*\\(?P<plain>[A-Za-z]+)\s*(?P<hashes>(?:\#[1-9]|\\[A-Za-z]+|[^{}\\%\#\n])*)"
    r"|(?:New|Renew|Provide)DocumentCommand\s*\{?\s*\\(?P<document>[A-Za-z]+)\s*\}?\s*\{(?P<signature>(?:[mo\s]|O\{[^{}]{0,80}\}){0,20})\}"
    r"|(?P<delimiter>DeclarePairedDelimiter)\s*\{?\s*\\(?P<pair>[A-Za-z]+)\s*\}?)\s*\{"
)
_LET = re.compile(r"\\let\s*\\(?P<name>[A-Za-z]+)\s*=?\s*(?P<body>\\[A-Za-z]+|[^\s\\{}])")
_ANY = re.compile(r"\\(?:[A-Za-z]*(?:newcommand|def|DocumentCommand)|Declare[A-Z]|let(?![A-Za-z]))")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
# A page may give these another look: every use of the name changes alike.
_LOOKS = frozenset(ACCENTS) | frozenset(FONTS) | GREEK
# Commands that a page may well define for itself: then its own meaning counts.
OWN = frozenset(("mod", "bmod", "pmod", "choose", "over", "iint", "iiint", "oint", "asymp", "lesssim", "gtrsim", "oplus", "ominus",
                 "part", "bold"))  # fmt: skip
_MAX_BODY = 2_000  # characters


class Definition(NamedTuple):
    """A command with the number of its arguments and the place of its body; operator: the body is one upright word; default: the place of
    what its first argument is where that is not written in [ ]; close: the place of the closing bracket of a pair whose opening one is
    the body; template: the place of what a call looks like, where its arguments do not just stand one after the other (`[#1]`, `#1by#2`);
    over: where the definition ends."""

    name: str
    arity: int
    start: int
    end: int
    operator: bool = False
    default: tuple[int, int] | None = None
    close: tuple[int, int] | None = None
    over: int = 0
    template: tuple[int, int] | None = None

    @property
    def redefines(self) -> bool:
        """Whether the name already means something: a built-in command keeps its meaning."""
        return is_built_in(self.name) and not self.operator and self.close is None and self.name not in _LOOKS | OWN


def definitions(text: str, start: int, end: int) -> Iterator[Definition]:
    """The definitions in text[start:end], in order."""
    while (match := _ANY.search(text, start, end)) is not None:
        found = definition_at(text, match.start(), end)
        if found is not None:
            yield found
        start = match.end() if found is None else found.over


def definition_at(text: str, start: int, end: int) -> Definition | None:
    """The definition that begins here."""
    let = _LET.match(text, start, end)
    if let is not None:
        return Definition(let.group("name"), 0, let.start("body"), let.end("body"), over=let.end())
    head = _HEAD.match(text, start, end)
    if head is None:
        return None
    closing = _closing_brace(text, head.end(), end)
    if closing is None:
        return None
    name = next(head.group(kind) for kind in ("name", "plain", "document", "pair") if head.group(kind))
    if head.group("delimiter"):
        second = _second_argument(text, closing + 1, end)
        return None if second is None else Definition(name, 1, head.end(), closing, close=second, over=second[1] + 1)
    arity, default = _arguments(head)
    hashes = head.group("hashes") or ""
    template = head.span("hashes") if re.sub(r"#[1-9]", "", hashes).strip() else None
    return Definition(name, arity, head.end(), closing, head.group("how") == "DeclareMathOperator", default, None, closing + 1, template)


def _arguments(head: re.Match[str]) -> tuple[int, tuple[int, int] | None]:
    """How many arguments a command takes, and where the default of the first one stands."""
    signature = head.group("signature")
    if signature is not None:
        start = head.start("signature") + signature.find("{") + 1
        kinds = re.sub(r"\{[^{}]*\}|\s", "", signature)
        first = kinds[:1]
        empty = head.end("signature"), head.end("signature")
        return len(kinds), (start, _brace_after(head.string, start)) if first == "O" else empty if first == "o" else None
    count = int(head.group("count") or (head.group("hashes") or "").count("#"))
    return count, head.span("default") if head.group("default") is not None and count else None


def _brace_after(text: str, start: int) -> int:
    """The closing brace after start."""
    return text.index("}", start)


def _closing_brace(text: str, start: int, end: int) -> int | None:
    """The brace that closes the one right before start."""
    depth = 1
    for brace in _BRACE.finditer(text, start, min(end, start + _MAX_BODY)):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            return brace.start()
    return None


def _second_argument(text: str, start: int, end: int) -> tuple[int, int] | None:
    brace = re.compile(r"\s*\{").match(text, start, end)
    closing = _closing_brace(text, brace.end(), end) if brace is not None else None
    return (brace.end(), closing) if brace is not None and closing is not None else None


def skip_definition(match: re.Match[str], tokens: list[Token]) -> int:
    """Pass a definition that stands inside a formula; the offset after it. Redefining a built-in command is an error."""
    start, end = match.span()
    found = definition_at(match.string, start, match.endpos)
    if found is None:
        tokens.append(Token("bad", "this definition of a command cannot be read", start, end))
        return end
    if found.redefines:
        reason = f"\\{found.name} is a built-in command and cannot be redefined"
        tokens.append(Token("bad", reason, start, found.over))
    return found.over
