r"""Lost exp: the exponential function was dropped.

What it is
    A score stands where its exponential belongs: `\frac{s_o}{\sum_w s_w}` for a softmax.

Why it matters
    Without exp the values may be negative, and do not form a distribution.

Example
    `\log P = \log \frac{u_o^\top v}{\sum_w \exp(u_w^\top v)}`.

Instead
    `\log \frac{\exp(u_o^\top v)}{\sum_w \exp(u_w^\top v)}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.losing import lost
from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import Spot
from derive.reading.syntax import Node


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """exp of a piece."""
    yield from lost(spot, "exp")


MISTAKE = Mistake("lost exp", repairs)
