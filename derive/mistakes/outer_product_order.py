r"""Outer-product order: the factors of a product of vectors or matrices in the wrong order.

What it is
    `a b^\top` for `b a^\top`, `a\, b` for `b\, a^\top`, `A B` for `B A`.

Why it matters
    `a b^\top` and `b a^\top` are transposes of each other; a gradient must have the shape of what it is taken by.

Example
    `\frac{\partial J}{\partial W} = x \delta^\top` for `J = f(Wx)`, `W \in \mathbb{R}^{m \times n}`.

Instead
    `\frac{\partial J}{\partial W} = \delta x^\top`: m rows from δ, n columns from x.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from derive.mistakes.mistake import Mistake, Surroundings, heads, is_expression
from derive.mistakes.transpose import PLAIN, toggled
from derive.reading.rewriting import Spot, replaced
from derive.reading.syntax import Node, Product


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """Two neighbouring factors exchanged, their transpositions as they were, or set anew."""
    node = spot.node
    if not isinstance(node, Product) or not is_expression(spot):
        return
    for n, (a, b) in enumerate(pairwise(node.factors)):
        if heads(node, n) or heads(node, n + 1) or (n and heads(node, n - 1)) or node.operators[n] not in PLAIN:
            continue
        first, second = list(toggled(a, around)), list(toggled(b, around))
        yield replaced(node, n, 2, b, a)
        yield from (replaced(node, n, 2, b, x) for x in first)
        yield from (replaced(node, n, 2, y, a) for y in second)
        yield from (replaced(node, n, 2, y, x) for x in first for y in second)


MISTAKE = Mistake("outer-product order", repairs)
