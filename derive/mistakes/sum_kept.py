r"""Σ kept after differentiating by one of its terms.

What it is
    The derivative of a sum by a variable that occurs in one of its terms keeps the Σ.

Why it matters
    `\frac{\partial}{\partial x_k} \sum_i f(x_i)` is `f'(x_k)`: all other terms are constant.

Example
    `\frac{\partial}{\partial x_k} \sum_{i=1}^n x_i^2 = \sum_{i=1}^n 2 x_i`.

Instead
    `2 x_k`: drop the Σ and put the index of the derivative for the summed one.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, letters_of
from derive.mistakes.renaming import renamed
from derive.reading.rewriting import Spot
from derive.reading.syntax import Big, Name, Node


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """One term of the sum instead of the sum: the bound letter set free, or another index in its place."""
    node = spot.node
    if not isinstance(node, Big) or node.operator not in ("sum", "prod"):
        return
    yield node.body
    for letter in sorted(letters_of(node)):
        yield from (renamed(node.body, letter, i) for i in around.indices if i != Name(letter))


MISTAKE = Mistake("Σ kept", repairs, left=False)
