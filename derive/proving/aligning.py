"""Sums over ranges that overlap or are moved copies of each other: split, shifted or turned until the same sums stand on both sides.

Comes in: a normal form that should be 0. Goes out: a theorem that it is, or None.
"""

from __future__ import annotations

from derive.proving.chaining import right
from derive.proving.clearing import Zero
from derive.proving.normal import Normaliser
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import factors, monomials
from derive.terms.polynomial import UNIT, OutOfFuel, Ring
from derive.terms.term import ONE, Term, add, is_integer, le, neg, num, sub

MOST_SUMS = 8


def aligned(normal: Normaliser, t: Term, vanishes: Zero) -> Theorem | None:
    """|- t = 0, if it vanishes once one of its sums is moved onto another or split where another begins or ends."""
    atoms = range_sums(t)
    if not 2 <= len(atoms) <= MOST_SUMS:
        return None
    for s in atoms:
        for other in atoms:
            if s is other:
                continue
            try:
                move = _move(normal, s, other)
            except (Refused, OutOfFuel):
                continue
            if move is None:
                continue
            moved = normal.inside(t, [move])
            if (zero := vanishes(normal, right(moved))) is not None:
                return normal.chain(moved, zero)
    return None


def range_sums(t: Term) -> dict[Term, None]:
    """The sums over ranges of integers that are factors of its monomials."""
    return {f: None for m in monomials(t) for f in factors(m) if is_range_sum(f)}


def is_range_sum(t: Term) -> bool:
    return t.op == "sum" and t.args[0].op == "range" and all(map(is_integer, t.args[0].args))


def _move(normal: Normaliser, s: Term, other: Term) -> Theorem | None:
    """|- s = what it is over the range of the other sum, or with the other sum split off."""
    (low, high), (other_low, other_high) = s.args[0].args, other.args[0].args
    kernel, body = normal.kernel, s.args[1]
    if body is other.args[1]:
        if _same(low, other_low):
            return _split(normal, s, other_high)
        if _same(high, other_high):
            return _split(normal, s, add(other_low, num(-1)))
    by = _difference(other_low, low)
    if by is not None and by != 0 and _difference(other_high, high) == by:
        return _onto(normal, kernel("axiom", "sum-shift", s.args[0], num(by), body), other)
    by = _difference(other_low, neg(high))
    if by is not None and _difference(other_high, neg(low)) == by:
        turned = kernel("axiom", "sum-reflect", s.args[0], body)
        over, new = right(turned).args
        return _onto(normal, normal.chain(turned, kernel("axiom", "sum-shift", over, num(by), new)), other)
    return None


def _split(normal: Normaliser, s: Term, at: Term) -> Theorem | None:
    over, body = s.args
    low, high = over.args
    premises = [normal.facts.condition(c) for c in (le(low, add(at, ONE)), le(at, high))]
    if any(p is None for p in premises):
        return None
    split = normal.kernel("axiom", "sum-split", over, at, body, *premises)
    parts = [_tidy(normal, part) for part in right(split).args]
    return normal.chain(split, normal.inside(right(split), parts))


def _tidy(normal: Normaliser, s: Term) -> Theorem:
    """|- the sum with the ends of its range worked out; a sum of one term is the term"""
    ends = [p for e in s.args[0].args if right(p := normal.kernel("ring", e)) is not e]
    theorem = normal.inside(s, ends)
    (low, high), body = right(theorem).args[0].args, right(theorem).args[1]
    return normal.chain(theorem, normal.kernel("axiom", "sum-single", low, body)) if low is high else theorem


def _onto(normal: Normaliser, moved: Theorem, other: Term) -> Theorem | None:
    """The moved sum, if it is (a multiple of) the other one."""
    tidy = normal.chain(moved, _tidy(normal, right(moved)))
    theorem = normal.then(tidy)
    return theorem if any(other in factors(m) for m in monomials(right(theorem))) else None


def _difference(a: Term, b: Term) -> int | None:
    """a - b, where it is a whole number."""
    poly = Ring().of(sub(a, b))
    value = poly.get(UNIT, 0)
    return int(value) if all(m == UNIT for m in poly) and value == int(value) else None


def _same(a: Term, b: Term) -> bool:
    return _difference(a, b) == 0
