"""Sums over ranges that overlap or are moved copies of each other: split, shifted or turned until the same sums stand on both sides.

Comes in: a normal form that should be 0. Goes out: a theorem that it is, or None.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from derive.proving.chaining import right
from derive.proving.clearing import Zero
from derive.proving.normal import Normaliser
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import factors, monomials
from derive.terms.polynomial import OutOfFuel, Ring, poly_term
from derive.terms.term import ONE, ZERO, Term, add, instantiate, is_integer, le, neg, num, open_binder, sub

MOST_SUMS = 8


def aligned(normal: Normaliser, t: Term, vanishes: Zero) -> Theorem | None:
    """|- t = 0, if it vanishes once one of its sums is moved onto another or split where another begins or ends: as often as fewer sums
    are left by it, else once."""
    atoms = range_sums(t)
    if not 2 <= len(atoms) <= MOST_SUMS:
        return None
    for moved in _moves(normal, t, atoms):
        form = normal.then(moved)
        left = len(range_sums(right(form)))
        zero = aligned(normal, right(form), vanishes) if 2 <= left < len(atoms) else None
        if (zero := zero or vanishes(normal, right(moved))) is not None:
            return normal.chain(form if zero.concl.args[0] is right(form) else moved, zero)
    return None


def _moves(normal: Normaliser, t: Term, atoms: dict[Term, None]) -> Iterator[Theorem]:
    """|- t = t with one sum moved or split, or two of them split where their ranges overlap"""
    for s, other in permutations(atoms, 2):
        try:
            move = _move(normal, s, other)
        except (Refused, OutOfFuel):
            continue
        if move is None:
            continue
        yield normal.inside(t, [move])
        try:
            met = _parted(normal, other, s)
        except (Refused, OutOfFuel):
            continue
        if met is not None:
            yield normal.inside(t, [move, met])


def range_sums(t: Term) -> dict[Term, None]:
    """The sums over ranges of integers that are factors of its monomials."""
    return {f: None for m in monomials(t) for f in factors(m) if is_range_sum(f)}


def is_range_sum(t: Term) -> bool:
    return t.op == "sum" and t.args[0].op == "range" and all(map(is_integer, t.args[0].args))


def _move(normal: Normaliser, s: Term, other: Term) -> Theorem | None:
    """|- s = what it is over the range of the other sum, or with the other sum split off."""
    if (parted := _parted(normal, s, other)) is not None:
        return parted
    (low, high), (other_low, other_high) = s.args[0].args, other.args[0].args
    kernel, (over, body) = normal.kernel, s.args
    for by in dict.fromkeys((*_steps((other_low, low), (other_high, high)), ONE, num(-1))):  # by one: of f(k + 1) and f(k) over one range
        if by is not ZERO and (onto := _onto(normal, kernel("axiom", "sum-shift", over, by, body), other)) is not None:
            return onto
    for by in _steps((other_low, neg(high)), (other_high, neg(low))):
        turned = kernel("axiom", "sum-reflect", over, body)
        if (onto := _onto(normal, normal.chain(turned, kernel("axiom", "sum-shift", *_shift(right(turned), by))), other)) is not None:
            return onto
    return None


def _shift(s: Term, by: Term) -> tuple[Term, Term, Term]:
    over, body = s.args
    return over, by, body


def _steps(*ends: tuple[Term, Term]) -> list[Term]:
    """How far a sum has to be moved for one of its ends to be where an end of the other sum is; once, where both agree."""
    return list(dict.fromkeys(poly_term(Ring().of(sub(there, here))) for there, here in ends))


def _parted(normal: Normaliser, s: Term, other: Term) -> Theorem | None:
    """|- s = the other sum, which has the same terms and begins or ends with it, + the rest"""
    (low, high), (other_low, other_high) = s.args[0].args, other.args[0].args
    if s is other:
        return None
    if s.args[1] is not other.args[1]:
        turned = _in_the_order_of(normal, s, other)
        parted = _parted(normal, right(turned), other) if turned is not None else None
        return normal.chain(turned, parted) if turned is not None and parted is not None else None
    if _same(low, other_low):
        return _split(normal, s, other_high)
    if _same(high, other_high):
        return _split(normal, s, add(other_low, num(-1)))
    return _split(normal, s, other_high)  # the ranges overlap, as 2..n and 1..n - 1 do


def _in_the_order_of(normal: Normaliser, s: Term, other: Term) -> Theorem | None:
    """|- s = s with its terms as the other sum writes them; over another range the factors of the same terms may come in another order"""
    over, _ = s.args
    variable, body = open_binder(s, s.atoms | other.atoms | normal.kernel.fixed, "_")
    written = instantiate(other.args[1], (variable,))
    if body.op != "mul" or written.op != "mul" or not _same(body, written):
        return None
    return normal.kernel("congruence", "sum", variable, over, normal.kernel("clear", body, written))


def _split(normal: Normaliser, s: Term, at: Term) -> Theorem | None:
    over, body = s.args
    low, high = over.args
    premises = [normal.facts.condition(c) for c in (le(low, add(at, ONE)), le(at, high))]
    if any(p is None for p in premises):
        return None
    split = normal.kernel("axiom", "sum-split", over, at, body, *premises)
    parts = [tidy(normal, part) for part in right(split).args]
    return normal.chain(split, normal.inside(right(split), parts))


def tidy(normal: Normaliser, s: Term) -> Theorem:
    """|- the sum with the ends of its range worked out; a sum of one term is the term"""
    ends = [p for e in s.args[0].args if right(p := normal.kernel("ring", e)) is not e]
    theorem = normal.inside(s, ends)
    (low, high), body = right(theorem).args[0].args, right(theorem).args[1]
    return normal.chain(theorem, normal.kernel("axiom", "sum-single", low, body)) if low is high else theorem


def _onto(normal: Normaliser, moved: Theorem, other: Term) -> Theorem | None:
    """The moved sum, if it is (a multiple of) the other one, or has the same terms and the other one is split off."""
    theorem = normal.then(normal.chain(moved, tidy(normal, right(moved))))
    sums = range_sums(right(theorem))
    if other in sums:
        return theorem
    parts = [p for s in sums if (p := _parted(normal, s, other)) is not None]
    return normal.chain(theorem, normal.inside(right(theorem), parts)) if parts else None


def _same(a: Term, b: Term) -> bool:
    return not Ring().of(sub(a, b))
