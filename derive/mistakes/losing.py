r"""A function put around a piece of a formula, or taken away.

Comes in: a spot and the name of a function. Goes out: nodes that could stand there.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import heads, is_expression, is_function
from derive.reading.rewriting import Spot, applied, product, stripped
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
                yield product(*node.factors[:n], applied(function, product(*node.factors[n:])))


def _is_argument(spot: Spot) -> bool:
    parent, n = spot.parent, spot.path[-1][1]
    return isinstance(parent, Product) and n > 0 and heads(parent, n - 1)


def spurious(spot: Spot, function: str) -> Iterator[Node]:
    """The argument instead of the function."""
    node = spot.node
    if isinstance(node, Product):
        for n in range(len(node.factors) - 1):
            if is_function(node, n, function):
                yield product(*node.factors[:n], stripped(node.factors[n + 1]), *node.factors[n + 2 :])
    if function == "exp" and isinstance(node, Scripted) and isinstance(node.base, Name) and node.base.text == "e" and node.sup:
        yield node.sup
