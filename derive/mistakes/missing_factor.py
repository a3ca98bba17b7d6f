r"""Missing or spurious factor.

What it is
    A factor was dropped (an inner derivative, a 2, a 1/n), or one too many was kept.

Why it matters
    The chain rule's inner derivative is the factor most often lost.

Example
    `\frac{d}{dx} (3x + 1)^2 = 2 (3x + 1)`.

Instead
    `2 (3x + 1) \cdot 3`: outer derivative times inner derivative.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, heads, is_expression
from derive.mistakes.pieces import factors_of
from derive.reading.rewriting import NOWHERE, Spot, product, replaced
from derive.reading.syntax import Additive, Fraction, Node, Number, Product

MOST_DROPPED = 4


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """A factor of the product dropped; a factor that stands elsewhere in the step put before or behind a term."""
    node = spot.node
    if not is_expression(spot):
        return
    if isinstance(node, Product) and len(node.factors) > 1:
        yield from _without(node)
    if isinstance(node, Additive) or spot.role not in ("", "terms", "numerator", "body"):
        return
    for factor in factors_of(around):
        yield product(factor, node)
        if not isinstance(factor, Number):
            yield product(node, factor)
        if factor != node:
            yield _over(node, factor)


def _over(node: Node, factor: Node) -> Node:
    """A half of a third is a sixth."""
    match node, factor:
        case Fraction(above, Number(n)), Number(m) if n.isdigit() and m.isdigit():
            return Fraction(above, Number(str(int(n) * int(m)), NOWHERE), NOWHERE)
        case Fraction(above, below), _:
            return Fraction(above, product(factor, below), NOWHERE)
    return Fraction(node, factor, NOWHERE)


def _without(node: Product) -> Iterator[Node]:
    """The product without one factor, or a function and its argument, or a few neighbours."""
    count = len(node.factors)
    for length in range(1, min(MOST_DROPPED, count - 1) + 1):
        for n in range(count - length + 1):
            whole = not heads(node, n + length - 1) and not (n and heads(node, n - 1))
            if whole and (n == 0 or node.operators[n - 1] != "/"):
                yield replaced(node, n, length)


MISTAKE = Mistake("missing factor", repairs, left=False)
