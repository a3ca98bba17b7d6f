r"""Lost log: the logarithm was dropped.

What it is
    A probability stands where its logarithm belongs.

Why it matters
    A loss without log is another function with another gradient.

Example
    `-\log \frac{a}{b} = -\log a + b`.

Instead
    `-\log a + \log b`: the logarithm reaches every factor.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.losing import lost
from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import Spot
from derive.reading.syntax import Node


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """log of a piece."""
    yield from lost(spot, "log")


MISTAKE = Mistake("lost log", repairs)
