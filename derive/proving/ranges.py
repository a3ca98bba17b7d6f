"""Sums over ranges of integers: closed forms by telescoping, and sums whose ranges are split, shifted or turned until they meet.

Comes in: two sides, or a polynomial of sums. Goes out: theorems that they are equal, or None.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.proving.aligning import is_range_sum
from derive.proving.chaining import right
from derive.proving.clearing import equal_by
from derive.proving.meeting import meet
from derive.proving.normal import Normaliser
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import parts
from derive.terms.polynomial import UNIT, OutOfFuel, Ring
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
    G(k) - G(k - 1) is the k-th term, and G(low - 1) = 0."""
    for s in dict.fromkeys(_range_sums(left)):
        n = _free_end(s)
        if n is None:
            continue
        difference = sub(left, other)
        constant = substitute(difference, {s: ZERO})
        factor = sub(substitute(difference, {s: ONE}), constant)
        try:
            factor = right(normal.of(factor))
            if factor is not ZERO and not _speaks(factor, n[0]):
                found = _telescoped(normal, s, n, factor, constant, left, other)
                if found is not None:
                    return found
        except (Refused, OutOfFuel):
            continue
    return None


def _telescoped(
    normal: Normaliser, s: Term, end: tuple[Term, int], factor: Term, constant: Term, left: Term, other: Term
) -> Theorem | None:
    kernel, (n, offset) = normal.kernel, end
    over, (low, high) = s.args[0], s.args[0].args
    variable, body = open_binder(s, s.atoms | constant.atoms | kernel.fixed, "_")
    at = substitute(mul(MINUS_ONE, constant), {n: add(variable, num(-offset))})
    if any(x.op in ("index", "sum") and n in _arguments(x) for x in parts(constant)):
        return None
    closed = abstract(at, (variable,))
    step = sub(instantiate(closed, (variable,)), instantiate(closed, (add(variable, MINUS_ONE),)))
    term = _equal(normal, mul(factor, body), step)
    empty = _equal(normal, instantiate(closed, (add(low, MINUS_ONE),)), ZERO)
    long = normal.facts.condition(le(low, add(high, ONE)))
    if term is None or empty is None or long is None:
        return None
    summed = kernel("congruence", "sum", variable, over, term)
    telescope = kernel("axiom", "sum-telescope", over, closed, long)
    whole = normal.chain(summed, telescope)
    whole = normal.chain(whole, normal.inside(right(whole), [empty]))
    # factor S = G(high), and left - other = factor S - G(high)
    here = _equal(normal, sub(left, other), add(mul(factor, s), constant))
    pulled = _equal(normal, mul(factor, s), whole.concl.args[0])
    ended = _equal(normal, add(right(whole), constant), ZERO)
    if here is None or pulled is None or ended is None:
        return None
    zero = normal.chain(here, kernel("replace", right(here), normal.chain(pulled, whole)), ended)
    return equal_by(normal, left, other, zero)


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


def _free_end(s: Term) -> tuple[Term, int] | None:
    """The upper end as n + offset, for an integer variable n of which nothing else in the sum speaks."""
    low, high = s.args[0].args
    poly = Ring().of(high)
    offset = poly.pop(UNIT, 0)
    variables = [m[0][0] for m in poly if len(m) == 1]
    if len(poly) != 1 or len(variables) != 1 or poly != {((variables[0], 1),): 1} or int(offset) != offset:
        return None
    n = variables[0]
    whole = n.op == "real" and isinstance(n.tag, Symbol) and n.tag.sort == "integer" and n is real(n.tag)
    return (n, int(offset)) if whole and not _speaks(low, n) and not _speaks(s.args[1], n) else None
