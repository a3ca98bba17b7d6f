r"""A function put around a piece of a formula, or taken away.

Comes in: a spot and the name of a function. Goes out: nodes that could stand there.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import heads, is_expression, is_function
from derive.reading.rewriting import NOWHERE, Spot, applied, replaced, stripped
from derive.reading.syntax import Additive, Big, Fraction, Group, Name, Node, Product, Scripted


def lost(spot: Spot, function: str) -> Iterator[Node]:
    """The function of the piece; in a product also of what stands from some factor on."""
    node = spot.node
    if not is_expression(spot) or spot.role == "base" or (isinstance(node, Group) and spot.role == "factors" and _is_argument(spot)):
        return
    if isinstance(node, Name | Scripted | Product | Fraction | Group | Big) or (isinstance(node, Additive) and spot.role != "factors"):
        yield applied(function, node)
    if isinstance(node, Product):
        for n in range(1, len(node.factors) - 1):
            if not heads(node, n - 1):
                rest = Product(node.factors[n:], node.operators[n:], NOWHERE)
                yield replaced(node, n, len(node.factors) - n, applied(function, rest))


def _is_argument(spot: Spot) -> bool:
    parent, n = spot.parent, spot.path[-1][1]
    return isinstance(parent, Product) and n > 0 and heads(parent, n - 1)


def spurious(spot: Spot, function: str) -> Iterator[Node]:
    """The argument instead of the function."""
    node = spot.node
    if isinstance(node, Product):
        for n in range(len(node.factors) - 1):
            if is_function(node, n, function):
                yield replaced(node, n, 2, stripped(node.factors[n + 1]))
    if function == "exp" and isinstance(node, Scripted) and isinstance(node.base, Name) and node.base.text == "e" and node.sup:
        yield node.sup
