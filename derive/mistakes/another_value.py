r"""Another value: the left side is a number, and this is not the one.

What it is
    A whole side is claimed where the other side is 0, 1, 2, 1/2 or -1: everything cancels, or adds up to one.

Why it matters
    A trace, a total probability or an elasticity that is a plain number is a result of its own; whoever misses that misses what cancels.

Example
    `\sum_i p_i = n` for probabilities p.

Instead
    `\sum_i p_i = 1`: work the left side out in the smallest case.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import NOWHERE, Spot
from derive.reading.syntax import Additive, Fraction, Node, Number


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """A small number for the whole side."""
    if not spot.path:
        yield from (Number(n, NOWHERE) for n in "012")
        yield Additive((Number("1", NOWHERE),), ("-",), NOWHERE)
        yield Fraction(Number("1", NOWHERE), Number("2", NOWHERE), NOWHERE)


MISTAKE = Mistake("another value", repairs, left=False)
