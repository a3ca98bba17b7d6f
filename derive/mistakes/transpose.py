r"""Lost or wrong transpose.

What it is
    A `^\top` is missing, or stands where none belongs.

Why it matters
    The shapes tell: for `U \in \mathbb{R}^{d \times n}` the product `U v` with `v \in \mathbb{R}^d` has no meaning. Where shapes fit by
    chance (a square matrix) the result is another one.

Example
    `\nabla_w \tfrac12 \|Xw - y\|^2 = X (Xw - y)`.

Instead
    `X^\top (Xw - y)`: write the shapes under every factor; neighbours must agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from derive.mistakes.mistake import Mistake, Surroundings, heads, is_expression, is_transposed
from derive.reading.rewriting import NOWHERE, Spot, grouped, raised, replaced
from derive.reading.syntax import Additive, Derivative, Fraction, Group, Name, Node, Number, Product, Scripted

PLAIN = ("", "cdot", "times", "*")


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """This piece transposed, or no longer transposed."""
    node = spot.node
    if not is_expression(spot):
        return
    if spot.role != "base" and isinstance(node, Name | Scripted | Group | Derivative):
        yield from toggled(node, around)


def pairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """Two neighbours of a product at once; the whole side."""
    node = spot.node
    if isinstance(node, Product | Additive | Fraction) and not spot.path:
        yield raised(grouped(node), mark(around))
    if isinstance(node, Product) and is_expression(spot):
        for n, (a, b) in enumerate(pairwise(node.factors)):
            if not heads(node, n) and node.operators[n] in PLAIN:
                yield from both(node, n, a, b, around)


def both(node: Product, n: int, a: Node, b: Node, around: Surroundings) -> Iterator[Node]:
    for x in toggled(a, around):
        for y in toggled(b, around):
            yield replaced(node, n, 2, x, y)


def toggled(node: Node, around: Surroundings) -> Iterator[Node]:
    """With the transposition if it had none, without it if it had one."""
    if is_transposed(node) and isinstance(node, Scripted):
        yield node.base if node.sub is None and not node.primes else Scripted(node.base, node.sub, None, node.primes, NOWHERE)
    elif not isinstance(node, Number) and (not isinstance(node, Scripted) or node.sup is None):
        yield raised(node, mark(around))


def mark(around: Surroundings) -> Node:
    """The sign of transposition that the page uses."""
    return around.names.get("^", Name("top"))


MISTAKE = Mistake("transpose", repairs, pairs)
