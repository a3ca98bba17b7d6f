"""A place in the tokens of a formula, and how to step on from it.

Comes in: a structure of tokens and a stretch of it. Goes out: the token at hand, spans, nested stretches. It does not know
the grammar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from derive.reading.brackets import Structure, bars_to_come
from derive.reading.problems import MAX_NESTING, Problem
from derive.reading.repairs import Repair
from derive.reading.syntax import Span
from derive.reading.tokens import Token

_Result = TypeVar("_Result")

# The kinds of tokens that a factor may begin with, where it stands beside another one.
STARTS = frozenset({"num", "name", "open", "lbrace", "big", "frac", "root", "accent", "font", "binom", "stack", "note",
                     "substack", "partial", "nabla", "dots", "env"})  # fmt: skip


class Cursor:
    """Tokens start..end-1 of a structure, the place in them, and the brackets that are open there."""

    def __init__(self, structure: Structure, text: str) -> None:
        self.tokens = structure.tokens
        self.partner = structure.partner
        self.text = text
        self.at = 0
        self.end = 0
        self.bar = ""  # the innermost open bar, "|" or "||"
        self.bracket = ""  # the innermost bracket: "" at the top level, "argument" inside braces
        self.font = ""
        self.repairs: list[Repair] = []
        self._depth = 0
        self._bars: dict[int, int] | None = None
        self._structure = structure

    def peek(self) -> Token:
        """The token at hand; of kind "end" where the stretch is over."""
        if self.at < self.end:
            return self.tokens[self.at]
        place = self.tokens[self.end - 1].end if self.end else 0
        return Token("end", "", place, place)

    def kind(self, ahead: int = 0) -> str:
        """The kind of the token at hand, or of one further on."""
        i = self.at + ahead
        return self.tokens[i].kind if i < self.end else "end"

    def span(self, start: int) -> Span:
        """From an offset of the text to the end of the last token passed."""
        return Span(start, max(self.tokens[self.at - 1].end, start) if self.at else start)

    def bars_left(self, i: int) -> int:
        """How many bars stand from token i to the end of its level."""
        if self._bars is None:
            self._bars = bars_to_come(self._structure)
        return self._bars.get(i, 0)

    def within(self, start: int, end: int, bracket: str, read: Callable[[], _Result]) -> _Result:
        """Read all tokens start..end-1 by `read`; afterwards the place is as before."""
        outside = self.at, self.end, self.bar, self.bracket
        self.at, self.end, self.bar, self.bracket = start, end, "", bracket
        with self.deeper():
            result = read()
            if self.at < self.end:
                raise unexpected(self.peek(), self.text)
        self.at, self.end, self.bar, self.bracket = outside
        return result

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level of nesting; the limit keeps the recursion bounded."""
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise Problem(f"brackets and operators are nested more than {MAX_NESTING} deep", self.peek().start)
        try:
            yield
        finally:
            self._depth -= 1

    def reset(self, start: int, end: int) -> None:
        """Start anew at the top level, whatever was left open by a piece that could not be read."""
        self.at, self.end, self.bar, self.bracket, self.font, self._depth = start, end, "", "", "", 0


def unexpected(token: Token, text: str) -> Problem:
    """The sentence for a token that cannot stand where it stands."""
    if token.kind == "bad":
        return Problem(token.text, token.start)
    if token.kind == "end":
        return Problem("the formula ends where an expression was expected", token.start)
    shown = text[token.start : token.end]
    if token.kind == "bar":
        return Problem(f"a bar {shown} stands here without its partner", token.start)
    if token.kind == "words":
        return Problem(f"the words `{token.text}` stand inside an expression", token.start)
    return Problem(f"`{shown}` cannot stand here: an expression was expected", token.start)
