r"""The vector of ones in `X W + \mathbf{1} b^\top`: its size is that of the other terms of the sum.

Comes in: the terms of a sum, and which one is to be read. Goes out: its value. Raises what the term raises alone, where no other term is
a matrix that it fits.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.unsized import NO_SIZE
from derive.meaning.names.scope import MeaningError
from derive.reading.syntax import Node

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator


def value_of_term(owner: Elaborator, terms: tuple[Node, ...], n: int) -> Value:
    """The value of the n-th term."""
    try:
        return owner.value(terms[n])
    except IllTyped as why:
        if NO_SIZE not in str(why) or owner.ones is not None:
            raise
        found = next((v for k, term in enumerate(terms) if k != n and (v := _beside(owner, terms[n], term)) is not None), None)
        if found is None:
            raise
        return found


def _beside(owner: Elaborator, term: Node, other: Node) -> Value | None:
    """The term with ones of a size that the other term has, where both have one shape then."""
    with suppress(IllTyped, MeaningError):
        axes = owner.value(other).axes
        for size in dict.fromkeys(axes) if len(axes) == 2 else ():
            owner.ones = size
            try:
                if (v := owner.value(term)).axes == axes:
                    return v
            except IllTyped:
                continue
            finally:
                owner.ones = None
    return None
