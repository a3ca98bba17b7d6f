r"""Wrong derivative on the left: the left side differentiates by another variable than the right side.

What it is
    The computation is right, but it is the derivative by another variable than the left side says.

Why it matters
    Mostly the left side was copied from the part before. A reader who looks up the result takes it for the wrong gradient.

Example
    `\frac{\partial J}{\partial a} = \frac{\partial J}{\partial z} \frac{\partial z}{\partial b}`.

Instead
    `\frac{\partial J}{\partial b} = \frac{\partial J}{\partial z} \frac{\partial z}{\partial b}`:
    look at what stands under the last \partial.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import NOWHERE, Spot
from derive.reading.syntax import Derivative, Node, Number


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """The derivative by another variable that the page differentiates by, those of the right side first."""
    node = spot.node
    if around.side != "left" or len(spot.path) > 1 or not isinstance(node, Derivative) or len(node.by) != 1:
        return
    if around.other == Number("0", NOWHERE):
        return  # the derivative by almost anything is 0
    for variable in around.variables:
        if variable != node.by[0]:
            yield Derivative(node.kind, node.of, (variable,), node.order, NOWHERE)


MISTAKE = Mistake("wrong derivative on the left", repairs)
