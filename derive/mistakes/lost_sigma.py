r"""Lost σ: the sigmoid was dropped.

What it is
    The argument stands where σ of it belongs: `\log(-u^\top v)` for `\log \sigma(-u^\top v)`.

Why it matters
    σ makes a probability out of a score; the logarithm of a score may not even exist.

Example
    `J = -\log(u_o^\top v) - \sum_k \log \sigma(-u_k^\top v)`.

Instead
    `J = -\log \sigma(u_o^\top v) - \sum_k \log \sigma(-u_k^\top v)`.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.losing import lost
from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import Spot
from derive.reading.syntax import Node


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """σ of a piece."""
    if "sigma" not in around.scope.values:  # there it is a number, such as a standard deviation
        yield from lost(spot, "sigma")


MISTAKE = Mistake("lost σ", repairs)
