r"""Lost hat: a name without the hat (tilde, bar) that tells it from another one.

What it is
    `y` where `\hat y` is meant. Both are declared, and they are different things.

Why it matters
    A prediction and the true label, an estimate and the parameter, a mean and a single value differ in nothing but the mark.

Example
    `\frac{\partial J}{\partial z} = y - y`, where the gradient of the cross-entropy is meant.

Instead
    `\frac{\partial J}{\partial z} = \hat y - y`: write the mark every time.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import NOWHERE, Spot
from derive.reading.syntax import Name, Node


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """The same letter with a mark."""
    node = spot.node
    if not isinstance(node, Name) or spot.role == "sub":
        return
    for name in around.names.values():
        if isinstance(name, Name) and name.text == node.text and len(name.marks) > len(node.marks):
            yield Name(name.text, name.marks, node.font, NOWHERE)


MISTAKE = Mistake("lost hat", repairs)
