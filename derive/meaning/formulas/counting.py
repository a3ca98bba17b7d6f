r"""Factorials and binomial coefficients of whole numbers, as products.

Comes in: integer terms, and which of them the Given says are natural. Goes out: terms: `n!` is the product of 1..n, `\binom{n}{k}` that of
(n - k + j) / j over j = 1..k. Where the argument may be negative a factor 1/[0 <= n] says that nothing is meant there.
"""

from __future__ import annotations

from collections.abc import Container
from fractions import Fraction
from math import factorial as factorial_of

from derive.meaning.formulas.arrays import IllTyped
from derive.terms.polynomial import Ring, poly_term
from derive.terms.term import ONE, ZERO, Term, add, bind, index, integer_range, is_integer, iverson, le, mul, neg, num, power

WRITTEN_OUT = 12


def factorial(n: Term, facts: Container[Term]) -> Term:
    whole(n, "the factorial")
    if n.op == "num" and n.tag >= 0 and n.tag <= WRITTEN_OUT:
        return num(factorial_of(int(n.tag)))
    k = index("_", integer_range(ONE, n))
    return guarded(bind("prod", k, k), n, facts)


def binomial(n: Term, k: Term, facts: Container[Term]) -> Term:
    whole(n, "the upper number of a binomial coefficient")
    whole(k, "the lower number of a binomial coefficient")
    if k.op == "num" and 0 <= k.tag <= WRITTEN_OUT:
        top = [tidy(add(n, num(-j))) for j in range(int(k.tag))]
        return mul(*top, num(Fraction(1, factorial_of(int(k.tag))))) if top else ONE
    j = index("_", integer_range(ONE, k))
    return guarded(bind("prod", j, mul(add(n, neg(k), j), power(j, -1))), k, facts)


def whole(n: Term, what: str) -> None:
    if not is_integer(n) or (n.op == "num" and n.tag < 0):
        raise IllTyped(f"{what} has to be a natural number; declare it with `$n \\in \\mathbb{{N}}$`")


def guarded(product: Term, n: Term, facts: Container[Term]) -> Term:
    return product if natural(n, facts) else mul(product, power(iverson(le(ZERO, n)), -1))


def natural(n: Term, facts: Container[Term]) -> bool:
    """Whether the integer is not negative by its form: sizes, declared naturals, indices of 0.. or 1.., sums and products of these."""
    match n:
        case Term("num", _, value):
            return bool(value >= 0)
        case Term("index", _, (_, over)):
            return over.op == "range" and natural(over.args[0], facts)
        case Term("add" | "mul", args):
            return all(natural(a, facts) for a in args)
        case Term("real"):
            return le(ZERO, n) in facts
    return n.op == "card"


def tidy(n: Term) -> Term:
    """An integer expression in its normal form: `t + j - t` is `j`."""
    return poly_term(Ring().of(n))
