r"""Elementwise for matrix product, or the other way round.

What it is
    `A \odot B` where `A B` is meant, or `A B` (a contraction) where each entry should be multiplied with its partner.

Why it matters
    An activation acts entry by entry: its derivative enters a gradient with ⊙. A linear map enters with a matrix product.

Example
    `\delta = W^\top \delta_2\, \sigma'(z)`.

Instead
    `\delta = W^\top \delta_2 \odot \sigma'(z)`.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, heads, is_expression, is_transposed
from derive.mistakes.transpose import toggled
from derive.reading.rewriting import NOWHERE, Spot, spots
from derive.reading.syntax import Name, Node, Product, Scripted


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """One product sign exchanged; ⊙ needs no transposition before it."""
    node = spot.node
    if not isinstance(node, Product) or not is_expression(spot) or not _of_arrays(node, around):
        return
    for n, operator in enumerate(node.operators):
        other = "" if operator in ("odot", "circ") else "odot" if operator in ("", "cdot", "times", "*") else None
        if other is not None and not heads(node, n):
            operators = (*node.operators[:n], other, *node.operators[n + 1 :])
            yield Product(node.factors, operators, NOWHERE)
            if is_transposed(node.factors[n]) and other:
                for plain in toggled(node.factors[n], around):
                    yield Product((*node.factors[:n], plain, *node.factors[n + 1 :]), operators, NOWHERE)


def _of_arrays(node: Product, around: Surroundings) -> bool:
    """Whether a vector or matrix is among what is multiplied: numbers have one product only."""
    values = (around.value(s.node) for s in spots(node) if isinstance(s.node, Name | Scripted))
    return any(v is not None and v.rank for v in values)


MISTAKE = Mistake("elementwise for matrix product", repairs)
