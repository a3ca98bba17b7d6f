"""Sums of powers of the index over a range: polynomials of its ends, as 1 + 2 + ... + n = n (n + 1) / 2.

Comes in: an index of a range and what is summed over it. Goes out: a theorem by telescoping, or None.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import comb
from typing import TYPE_CHECKING

from derive.proving.chaining import right
from derive.proving.theorem import Theorem
from derive.terms.term import MINUS_ONE, ONE, Term, abstract, add, instantiate, is_integer, le, mul, num, power, sub

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser

LARGEST = 6


def sum_of_powers(normal: Normaliser, variable: Term, summed: Term) -> Theorem | None:
    """|- the sum of i ^ k over low..high = F(high) - F(low - 1), where F(i) - F(i - 1) = i ^ k"""
    over, exponent = variable.tag[1], _exponent(variable, summed)
    if not exponent or over.op != "range" or not all(map(is_integer, over.args)):
        return None
    low, high = over.args
    long = normal.facts.condition(le(low, add(high, ONE)))
    if long is None:
        return None
    closed = abstract(add(*(mul(num(c), power(variable, k)) for k, c in _coefficients(exponent) if c)), (variable,))
    step = sub(instantiate(closed, (variable,)), instantiate(closed, (add(variable, MINUS_ONE),)))
    each = normal.kernel("congruence", "sum", variable, over, normal.kernel("clear", summed, step))
    whole = normal.chain(each, normal.kernel("axiom", "sum-telescope", over, closed, long))
    return normal.chain(whole, normal.of(right(whole)))


def _exponent(variable: Term, t: Term) -> int:
    """k, where the term is the k-th power of the index; 0 for anything else."""
    if t is variable:
        return 1
    match t:
        case Term("pow", (base, Term("num", _, n))) if base is variable and n.denominator == 1 and 2 <= n <= LARGEST:
            return int(n)
    return 0


@cache
def _coefficients(k: int) -> tuple[tuple[int, Fraction], ...]:
    """Of F: (k + 1) F_k(x) = (x + 1)^(k + 1) - 1 - the sum of binomial(k + 1, j) F_j(x) for j < k, where F_0(x) = x."""
    total = {e: Fraction(comb(k + 1, e)) for e in range(1, k + 2)}
    for j in range(k):
        for e, c in _coefficients(j):
            total[e] -= comb(k + 1, j) * c
    return tuple((e, c / (k + 1)) for e, c in total.items())
