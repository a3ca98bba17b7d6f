r"""Wrong index: an entry with another index than is meant.

What it is
    `u_o` for `u_w`, `x_i` for `x_j`: the right name with the wrong index.

Why it matters
    One of the indices is summed over, fixed, or differentiated by; with the wrong one the formula speaks of another entry.

Example
    `\frac{\partial}{\partial x_k} \sum_i x_i y_i = y_i`.

Instead
    `y_k`: the index of the derivative.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, bound_letters
from derive.reading.rewriting import Spot
from derive.reading.syntax import Name, Node, Number


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """Another index, one bound here first."""
    node = spot.node
    if spot.role == "sub" and isinstance(node, Name | Number) and around.is_index(node):
        bound = bound_letters(spot)
        yield from (Name(letter) for letter in sorted(bound) if Name(letter) != node)
        yield from (i for i in around.indices if i != node and not (isinstance(i, Name) and i.text in bound))


MISTAKE = Mistake("wrong index", repairs)
