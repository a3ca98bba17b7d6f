r"""Brackets that have lost their partner, put in where they are missing.

Comes in: tokens with brackets that close nothing or are never closed. Goes out: tokens in which the missing ones stand, of no width,
each marked as mended. A bracket never reaches beyond the side of a relation that it stands on, nor out of a bracket that is whole; where
that leaves no place, nothing is put in and the reason stays. It does not know expressions.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.reading.brackets import Structure
from derive.reading.repairs import Repair
from derive.reading.tokens import Token
from derive.reading.vocabulary import CLOSING_TEXT

_OPENING = {"open": "close", "lbrace": "rbrace"}
_WHOLE = ("env",)  # environments are never put in
_ENDS = frozenset({"rel", "row", "wrapper", "words", "opener", "amp"})
_BLANK = frozenset({"amp", "quad"})
_SHOWN = {"(": "(", "[": "[", "{": "\\{", "<": "\\langle", "|": "|", "||": "\\|", "@": "\\left.", "floor": "\\lfloor", "ceil": "\\lceil"}


@dataclass(slots=True)
class _Level:
    """A bracket that is open: its token (None for the formula itself), whether it has its partner, where the side at hand begins."""

    token: Token | None
    whole: bool
    side: int
    lost: bool = False  # a relation stands in it, so that nobody knows where it should have closed


def balanced(structure: Structure) -> list[Token]:
    """The tokens with the missing brackets in them; those for which there is no place stay as they are."""
    return _Balance(structure).run()


class _Balance:
    def __init__(self, structure: Structure) -> None:
        self.tokens = structure.tokens
        self.partner = structure.partner
        self.levels = [_Level(None, True, 0)]
        self.put: dict[int, list[Token]] = {}  # before each token

    def run(self) -> list[Token]:
        for i, token in enumerate(self.tokens):
            if token.kind in _OPENING or token.kind in _WHOLE:
                self.levels.append(_Level(token, self.partner[i] >= 0, i + 1))
            elif token.kind in ("close", "rbrace", "endenv"):
                self._closing(i, token)
            elif token.kind in _ENDS:
                self._side_ends(i, token)
        while len(self.levels) > 1:
            self._close_before(len(self.tokens))
        mended: list[Token] = []
        for i, token in enumerate(self.tokens):
            mended += self.put.get(i, ())
            mended.append(token)
        return mended + self.put.get(len(self.tokens), [])

    def _closing(self, i: int, token: Token) -> None:
        if self.partner[i] >= 0:
            while not self.levels[-1].whole:
                self._close_before(i)
            self.levels.pop()
            return
        if token.kind == "endenv":
            return
        if token.kind == "close" and self._is_mismatch(token):
            self.levels.pop()
            return
        for level in reversed(self.levels):
            if level.whole:
                break
            opener = level.token
            if opener is not None and _OPENING.get(opener.kind) == token.kind and opener.text == token.text.replace("}", "{"):
                while self.levels[-1] is not level:
                    self._close_before(i)
                self.levels.pop()  # it had its partner after all: a brace between them had lost its own
                return
        if token.kind == "rbrace" and self._wraps_nothing(i):
            return
        side = self.tokens[self.levels[-1].side]
        self._put(self.levels[-1].side, _opening(token, side.start))

    def _is_mismatch(self, token: Token) -> bool:
        """`(x]`: which of the two is wrong, nobody knows."""
        top = self.levels[-1].token
        return not self.levels[-1].whole and top is not None and top.kind == "open" and top.text != token.text

    def _wraps_nothing(self, i: int) -> bool:
        """Whether a brace that closes nothing stands where no side has begun."""
        return self.levels[-1].side >= i

    def _side_ends(self, i: int, token: Token) -> None:
        while not self.levels[-1].whole:
            if token.kind == "rel" and _is_argument(self.levels[-1]):
                self.levels[-1].lost = True  # `\sum_{i = 1 ..`, `P(O = o ..`: the relation may well belong inside
                return
            if token.kind == "amp":
                return
            self._close_before(self._before_blanks(i))
        self.levels[-1].side = i + 1

    def _before_blanks(self, i: int) -> int:
        while i > 0 and self.tokens[i - 1].kind in _BLANK:
            i -= 1
        return i

    def _close_before(self, i: int) -> None:
        level = self.levels.pop()
        if level.token is None or level.whole or level.lost or level.token.kind in _WHOLE:
            return
        end = self.tokens[i - 1].end
        self._put(i, _closing_of(level.token, end))

    def _put(self, i: int, token: Token) -> None:
        self.put.setdefault(i, []).append(token)


def _is_argument(level: _Level) -> bool:
    return level.token is not None and level.token.kind == "lbrace"


def _opening(closing: Token, place: int) -> Token:
    if closing.kind == "rbrace":
        return Token("lbrace", "{", place, place, "", Repair("missing bracket", place, place, "{"))
    return Token("open", closing.text, place, place, "", Repair("missing bracket", place, place, _SHOWN[closing.text]))


def _closing_of(opening: Token, place: int) -> Token:
    if opening.kind == "lbrace":
        return Token("rbrace", "}", place, place, "", Repair("missing bracket", place, place, "}"))
    return Token("close", opening.text, place, place, "", Repair("missing bracket", place, place, CLOSING_TEXT[opening.text]))
