r"""Spurious hat: a hat (tilde, bar) on a name that should have none.

What it is
    `\hat y` where the plain `y` is meant, or a wrong mark (`\tilde x` for `\bar x`).

Why it matters
    It puts the prediction where the label belongs: a gradient becomes 0, a loss an entropy.

Example
    `J = -\sum_w \hat y_w \log \hat y_w` for a cross-entropy.

Instead
    `J = -\sum_w y_w \log \hat y_w`.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import NOWHERE, Spot
from derive.reading.syntax import Name, Node


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """The same letter with fewer marks, or another one."""
    node = spot.node
    if not isinstance(node, Name) or spot.role == "sub":
        return
    for name in around.names.values():
        if isinstance(name, Name) and name.text == node.text and len(name.marks) <= len(node.marks) and name.marks != node.marks:
            yield Name(name.text, name.marks, node.font, NOWHERE)


MISTAKE = Mistake("spurious hat", repairs)
