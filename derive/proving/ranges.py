"""Sums over ranges of integers: closed forms by telescoping, and sums whose ranges are split, shifted or turned until they meet.

Comes in: two sides, or a polynomial of sums. Goes out: theorems that they are equal, or None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derive.proving.aligning import is_range_sum
from derive.proving.chaining import right
from derive.proving.clearing import equal_by
from derive.proving.meeting import meet
from derive.proving.normal import Normaliser
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import parts
from derive.terms.polynomial import OutOfFuel, Rational, Ring, poly_term, quotient
from derive.terms.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Symbol,
    Term,
    abstract,
    add,
    instantiate,
    le,
    mul,
    num,
    open_binder,
    real,
    sub,
    substitute,
)


def closed_form(normal: Normaliser, left: Term, other: Term) -> Theorem | None:
    """|- left = other, where left is c S + r for one sum S over low..high, and other its closed form: as a function G of high,
    G(k) - G(k - 1) is the k-th term, and G is the first term at low (or 0 before it). A sum of f(n - k) is turned around first."""
    for s in dict.fromkeys(_range_sums(left)):
        difference = sub(left, other)
        constant = substitute(difference, {s: ZERO})
        factor = sub(substitute(difference, {s: ONE}), constant)
        for turned in _either_way(normal, s):
            for end in _free_ends(right(turned)):
                try:
                    factor = right(normal.of(factor))
                    if factor is not ZERO and not _speaks(factor, end.variable):
                        found = _telescoped(normal, turned, end, factor, constant, left, other)
                        if found is not None:
                            return found
                except (Refused, OutOfFuel):
                    continue
    return None


def _either_way(normal: Normaliser, s: Term) -> Iterator[Theorem]:
    """|- the sum = itself, and where its terms speak of its end: the same from the last term to the first"""
    yield normal.kernel("refl", s)
    over, body = s.args
    if any(_speaks(body, x) for x in parts(over.args[1]) if x.op == "real"):
        reflected = normal.kernel("axiom", "sum-reflect", over, body)
        moved, new = right(reflected).args
        theorem = normal.chain(reflected, normal.kernel("axiom", "sum-shift", moved, add(*over.args), new))
        ends = [p for e in right(theorem).args[0].args if right(p := normal.kernel("ring", e)) is not e]
        theorem = normal.chain(theorem, normal.inside(right(theorem), ends))
        variable, body = open_binder(right(theorem), right(theorem).atoms | normal.kernel.fixed, "_")
        yield normal.chain(theorem, normal.sums.under((variable,), normal.of(body)))


def _telescoped(normal: Normaliser, turned: Theorem, end: End, factor: Term, constant: Term, left: Term, other: Term) -> Theorem | None:
    """|- left = other, where left - other = factor S + constant, and the sum S = s, of which the end is free"""
    kernel, n, s = normal.kernel, end.variable, right(turned)
    variable, _ = open_binder(s, s.atoms | constant.atoms | kernel.fixed, "_")
    if any(x.op in ("index", "sum") and n in _arguments(x) for x in parts(constant)):
        return None
    closed = abstract(substitute(mul(MINUS_ONE, constant), {n: end.solved(variable)}), (variable,))
    whole = _after_the_first(normal, factor, s, closed) or _from_nothing(normal, factor, s, closed)
    # factor S = G(high), and left - other = factor S - G(high)
    here = _equal(normal, sub(left, other), add(mul(factor, turned.concl.args[0]), constant))
    if whole is None or here is None:
        return None
    here = normal.chain(here, normal.inside(right(here), [turned]))
    ended = _equal(normal, add(right(whole), constant), ZERO)
    if ended is None:
        return None
    zero = normal.chain(here, kernel("replace", right(here), whole), ended)
    return equal_by(normal, left, other, zero)


def _from_nothing(normal: Normaliser, factor: Term, s: Term, closed: Term) -> Theorem | None:
    """|- factor times the sum over low..high = G(high), where G(low - 1) = 0"""
    empty = _equal(normal, instantiate(closed, (add(s.args[0].args[0], MINUS_ONE),)), ZERO)
    whole = _steps(normal, factor, s, closed) if empty is not None else None
    return normal.chain(whole, normal.inside(right(whole), [empty])) if whole is not None and empty is not None else None


def _steps(normal: Normaliser, factor: Term, s: Term, closed: Term) -> Theorem | None:
    """|- factor times the sum over low..high = G(high) - G(low - 1), where factor f(k) = G(k) - G(k - 1)"""
    kernel, (over, _) = normal.kernel, s.args
    low, high = over.args
    variable, body = open_binder(s, s.atoms | closed.atoms | kernel.fixed, "_")
    step = sub(instantiate(closed, (variable,)), instantiate(closed, (add(variable, MINUS_ONE),)))
    term = _equal(normal, mul(factor, body), step)
    long = normal.facts.condition(le(low, add(high, ONE)))
    if term is None or long is None:
        return None
    whole = normal.chain(kernel("congruence", "sum", variable, over, term), kernel("axiom", "sum-telescope", over, closed, long))
    pulled = _equal(normal, mul(factor, s), whole.concl.args[0])
    return normal.chain(pulled, whole) if pulled is not None else None


def _after_the_first(normal: Normaliser, factor: Term, s: Term, closed: Term) -> Theorem | None:
    """|- factor times the sum over low..high = G(high), where G(low) is the first term: before it G may say nothing, as 0 q^(-1)"""
    kernel, (over, body) = normal.kernel, s.args
    low, high = over.args
    conditions = [normal.facts.condition(c) for c in (le(low, add(low, ONE)), le(low, high))]
    if any(c is None for c in conditions):
        return None
    split = kernel("axiom", "sum-split", over, low, body, *conditions)
    single = kernel("axiom", "sum-single", low, body)
    first, rest = right(single), right(split).args[1]
    steps = _steps(normal, factor, rest, closed)
    at_low = _equal(normal, mul(factor, first), instantiate(closed, (low,)))
    if steps is None or at_low is None:
        return None
    both = add(mul(factor, first), mul(factor, rest))
    theorem = normal.inside(mul(factor, s), [split])
    theorem = normal.chain(theorem, normal.inside(right(theorem), [single]))
    theorem = normal.chain(theorem, kernel("clear", right(theorem), both), normal.inside(both, [at_low, steps]))
    ends = right(theorem)
    before = _equal(normal, ends, instantiate(closed, (high,)))
    return normal.chain(theorem, before) if before is not None else None


def _equal(normal: Normaliser, a: Term, b: Term) -> Theorem | None:
    here, there = normal.of(a), normal.of(b)
    joined = meet(normal, right(here), right(there))
    return None if joined is None else normal.chain(here, joined, normal.kernel("sym", there))


def _range_sums(t: Term) -> Iterator[Term]:
    return (x for x in parts(t) if x.loose == 0 and is_range_sum(x))


def _arguments(x: Term) -> tuple[Term, ...]:
    return tuple(parts(x)) if x.op == "sum" else tuple(parts(x.tag[1]))


def _speaks(t: Term, n: Term) -> bool:
    return any(x is n for x in parts(t))


@dataclass(frozen=True, slots=True)
class End:
    """The upper end of a range as c n + rest, for an integer variable n of which nothing else in the sum speaks."""

    variable: Term
    coefficient: Rational
    rest: Term

    def solved(self, high: Term) -> Term:
        """What n is, if this is the upper end."""
        return mul(num(quotient(1, self.coefficient)), sub(high, self.rest))


def _free_ends(s: Term) -> Iterator[End]:
    low, high = s.args[0].args
    poly = Ring().of(high)
    for m, c in poly.items():
        n = m[0][0] if len(m) == 1 and m[0][1] == 1 else None
        whole = n is not None and n.op == "real" and isinstance(n.tag, Symbol) and n.tag.sort == "integer" and n is real(n.tag)
        if n is None or not whole or _speaks(low, n) or _speaks(s.args[1], n):
            continue
        rest = poly_term({k: d for k, d in poly.items() if k != m})
        if not _speaks(rest, n):
            yield End(n, c, rest)
