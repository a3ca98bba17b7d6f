"""Sums over ranges between two numbers, written out: the sum over 1..3 of x_i is x_1 + x_2 + x_3.

Comes in: a term. Goes out: a theorem that it equals the same with such sums written out, or None. Tried only where the normal forms differ:
products of matrices with numbers of rows keep their sums, which the rules about matrices need.
"""

from __future__ import annotations

from derive.proving.chaining import right
from derive.proving.meeting import alike
from derive.proving.normal import Normaliser
from derive.proving.theorem import Theorem
from derive.terms.parts import parts
from derive.terms.term import ONE, Term, add, le, lt

LONGEST = 6
MOST = 40  # sums that are written out, those inside of others counted each time


def written_out(normal: Normaliser, left: Term, other: Term) -> Theorem | None:
    """|- left = other, once the sums between numbers in both are written out."""
    a, b = _spread(normal, left), _spread(normal, other)
    if a is None and b is None:
        return None
    here, there = (normal.then(x) if x is not None else normal.of(t) for x, t in ((a, left), (b, other)))
    joined = alike(normal, right(here), right(there))
    return normal.chain(here, joined, normal.kernel("sym", there)) if joined is not None else None


def _spread(normal: Normaliser, t: Term) -> Theorem | None:
    """|- t = t with the closed sums between numbers written out, round after round; None where there are none."""
    theorem: Theorem | None = None
    done = 0
    while found := [s for s in parts(right(theorem) if theorem else t) if s.op == "sum" and s.loose == 0 and _is_short(s.args[0])]:
        done += len(found)
        if done > MOST:
            return None
        outermost = [s for s in found if not any(s is not o and s in set(parts(o)) for o in found)]
        step = normal.inside(right(theorem) if theorem else t, [_terms(normal, s) for s in outermost])
        theorem = normal.chain(theorem, step) if theorem else step
    return theorem


def _is_short(over: Term) -> bool:
    match over:
        case Term("range", (Term("num", _, low), Term("num", _, high))):
            return bool(high - low < LONGEST)
    return False


def _terms(normal: Normaliser, s: Term) -> Theorem:
    """|- the sum = its first term + ... + its last one"""
    kernel, (over, body) = normal.kernel, s.args
    low, high = over.args
    if high.tag < low.tag:
        return kernel("axiom", "sum-empty", over, body, _shown(normal, lt(high, low)))
    if low is high:
        return kernel("axiom", "sum-single", low, body)
    apart = kernel("axiom", "sum-split", over, low, body, _shown(normal, le(low, add(low, ONE))), _shown(normal, le(low, high)))
    ends = kernel("ring", add(low, ONE))
    apart = normal.chain(apart, normal.inside(right(apart), [ends]))
    first, rest = kernel("axiom", "sum-single", low, body), Term("sum", (Term("range", (right(ends), high)), body))
    return normal.chain(apart, normal.inside(right(apart), [first, _terms(normal, rest)]))


def _shown(normal: Normaliser, condition: Term) -> Theorem:
    """A relation between two numbers."""
    return normal.kernel("linear", condition)
