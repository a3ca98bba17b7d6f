r"""Arrows between two equations: `f(x) = x^2 \to f'(x) = 2 x` says what follows, and no convergence.

Comes in: the bracketed tokens of a formula. Goes out: the same, with such arrows as the sign that a new statement starts. An arrow that has
no equation on one side of it (`x_n = \frac{1}{n} \to 0`, `f : A \to B`) stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.reading.brackets import Structure
from derive.reading.tokens import Token

_APART = frozenset({"row", "words", "opener", "stop", "quad", "comma"})


def implications(structure: Structure) -> Structure:
    """The tokens with the arrows between equations as `\\Rightarrow`."""
    if all(t.kind != "rel" or t.text != "->" for t in structure.tokens):
        return structure
    tokens = list(structure.tokens)
    for i in _implied(structure):
        tokens[i] = tokens[i]._replace(kind="opener", text="therefore")
    return structure._replace(tokens=tokens)


def _implied(structure: Structure) -> Iterator[int]:
    """Arrows at the top level with an equation right before them, be it in the row above, and one right behind."""
    tokens = structure.tokens
    i, arrow, before, now = 0, -1, False, False  # the arrow at hand; whether an equation stands before it, and since
    while i < len(tokens):
        token = tokens[i]
        if token.kind in _APART:
            arrow, before, now = -1, False, now and token.kind == "row" and _begins_with_arrow(tokens[i + 1 :])
        elif token.kind == "rel" and token.text == "->":
            arrow, before, now = i, now, False
        elif token.kind == "rel" and token.text in ("=", ":="):
            if arrow >= 0 and before:
                yield arrow
            arrow, now = -1, True
        i = max(structure.partner[i], i) + 1


def _begins_with_arrow(row: list[Token]) -> bool:
    first = next((t for t in row if t.kind != "amp"), None)
    return first is not None and (first.kind, first.text) == ("rel", "->")
