r"""Vector for component: an index is missing.

What it is
    The whole vector stands where one of its entries belongs: `\hat y` for `\hat y_w`.

Why it matters
    The two sides have different shapes; in a program the whole vector would be broadcast, silently.

Example
    `\frac{\partial J}{\partial z_w} = \hat y - y_w`.

Instead
    `\frac{\partial J}{\partial z_w} = \hat y_w - y_w`: an index that is free on one side is free on the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, bound_letters, is_expression
from derive.reading.rewriting import Spot, subscripted
from derive.reading.syntax import Group, Name, Node, Scripted


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """An entry of the name, at each index that is known."""
    node = spot.node
    if not is_expression(spot) or spot.role == "base":
        return
    value = around.value(node)
    if value is None and isinstance(node, Scripted) and node.sub is None:
        value = around.value(node.base)
    if (value is not None and value.rank) or (isinstance(node, Group) and node.kind == "("):
        bound = sorted(bound_letters(spot))
        yield from (subscripted(node, Name(letter)) for letter in bound)
        yield from (subscripted(node, i) for i in around.indices if not (isinstance(i, Name) and i.text in bound))


MISTAKE = Mistake("vector for component", repairs)
