"""How many numbers of a range lie below or above one of them.

Comes in: an index of a range and a bracket. Goes out: a theorem by splitting the range there, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.proving.theorem import Theorem
from derive.terms.polynomial import UNIT, Ring
from derive.terms.term import ONE, Term, abstract, add, is_integer, le, num, sub

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser


def counted(normal: Normaliser, variable: Term, guard: Term) -> Theorem | None:
    """|- the sum of [a < i] over i = high - a, and of [i < a] = a - low, for low - 1 <= a <= high + 1"""
    over = variable.tag[1]
    if guard.op != "iverson" or guard.args[0].op != "lt" or not is_range(over):
        return None
    low, high = guard.args[0].args
    at = low if high is variable else add(high, num(-1))
    if variable in at.atoms or not is_integer(at) or _is_end(over, at):
        return None
    split = split_at(normal, over, at, abstract(guard, (variable,)))
    return normal.then(split) if split is not None else None


def split_at(normal: Normaliser, over: Term, at: Term, body: Term) -> Theorem | None:
    """|- the sum over low..high = the sum over low..at + the sum over at + 1..high"""
    low, high = over.args
    premises = [normal.facts.condition(c) for c in (le(low, add(at, ONE)), le(at, high))]
    return None if any(p is None for p in premises) else normal.kernel("axiom", "sum-split", over, at, body, *premises)


def is_range(over: Term) -> bool:
    return over.op == "range" and all(map(is_integer, over.args))


def _is_end(over: Term, at: Term) -> bool:
    """Whether one of the parts would be empty whatever the values: where it was split already."""
    low, high = (Ring().of(sub(at, e)) for e in over.args)
    return low == {UNIT: -1} or not high
