r"""Joint for conditional probability.

What it is
    `P(a, b)` where `P(a \mid b)` is meant, or the condition and the event exchanged.

Why it matters
    They differ by the factor P(b); Bayes' rule says nothing else.

Example
    `P(a, b) = P(a, b) P(b)`.

Instead
    `P(a, b) = P(a \mid b) P(b)`.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import NOWHERE, Spot
from derive.reading.syntax import Listing, Node


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """A bar for the comma, a comma for the bar, the two sides of the bar exchanged."""
    node = spot.node
    if not isinstance(node, Listing) or len(node.items) != 2 or spot.role != "body":
        return
    first, second = node.items
    other = {",": "|", "|": ","}.get(node.separator)
    if other is not None:
        yield Listing(other, (first, second), NOWHERE)
        yield Listing("|", (second, first), NOWHERE)


MISTAKE = Mistake("joint for conditional probability", repairs)
