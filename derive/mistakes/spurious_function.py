r"""Spurious function: exp, log, σ or tanh where none belongs.

What it is
    A function was kept that had already been undone or differentiated away.

Why it matters
    `\log e^x = x`: after the two have cancelled none of them may stay.

Example
    `\log \exp(u^\top v) = \exp(u^\top v)`.

Instead
    `\log \exp(u^\top v) = u^\top v`.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.losing import spurious
from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import Spot
from derive.reading.syntax import Node


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """The argument alone."""
    for function in ("exp", "log", "sigma", "tanh", "relu"):
        yield from spurious(spot, function)


MISTAKE = Mistake("spurious function", repairs)
