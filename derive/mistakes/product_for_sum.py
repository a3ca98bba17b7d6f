r"""Product for a sum, or a sum for a product.

What it is
    `\log a \cdot \log b` for `\log a + \log b`, `e^a + e^b` for `e^a e^b`.

Why it matters
    Logarithms make sums of products and exponentials make products of sums; entropies of independent variables add up, their
    probabilities multiply.

Example
    `\log(a b) = \log a \log b`.

Instead
    `\log(a b) = \log a + \log b`.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, heads, is_expression
from derive.reading.rewriting import NOWHERE, Spot, additive, product
from derive.reading.syntax import Additive, Node, Product


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """Plus for one sign of multiplication, times for one plus."""
    node = spot.node
    if not is_expression(spot):
        return
    if isinstance(node, Product) and set(node.operators) <= {"", "cdot", "times"}:
        for n in range(1, len(node.factors)):
            if not heads(node, n - 1):
                yield additive((_part(node, 0, n), _part(node, n, len(node.factors))), ("+", "+"))
    if isinstance(node, Additive) and node.signs == ("+", "+"):
        yield product(*node.terms)


def _part(node: Product, first: int, last: int) -> Node:
    return node.factors[first] if last == first + 1 else Product(node.factors[first:last], node.operators[first : last - 1], NOWHERE)


MISTAKE = Mistake("product for a sum", repairs, left=False)
