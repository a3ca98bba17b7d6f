r"""Component for vector: an index too many.

What it is
    One entry stands where the whole vector (or matrix) belongs: `y_w` for `y`.

Why it matters
    The two sides have different shapes, or a vector is replaced by a number times something.

Example
    `\frac{\partial J}{\partial z} = \hat y_w - y_w`.

Instead
    `\frac{\partial J}{\partial z} = \hat y - y`: the gradient has the shape of z.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, is_expression
from derive.reading.rewriting import Spot, raised
from derive.reading.syntax import Name, Node, Scripted


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """The name without its subscript."""
    node = spot.node
    if is_expression(spot) and isinstance(node, Scripted) and node.sub is not None and isinstance(node.base, Name) and not node.primes:
        yield node.base if node.sup is None else raised(node.base, node.sup)


MISTAKE = Mistake("component for vector", repairs)
