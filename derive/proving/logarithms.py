"""Normal forms of logarithms: products spread, powers come out, numbers go into primes, log exp x = x.

Comes in: a term `log`. Goes out: a theorem that it equals a polynomial over logarithms of what cannot be split. Only factors known to be
positive are split off.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derive.proving.chaining import changed, right
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import factors
from derive.terms.polynomial import Rational, quotient
from derive.terms.term import HALF, ONE, Term, fn, mul, num, power

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser

PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)


class LogNormal:
    """The part of the normaliser that knows logarithms."""

    def __init__(self, normal: Normaliser) -> None:
        self.normal, self.kernel = normal, normal.kernel

    def of(self, t: Term) -> Theorem:
        (x,) = t.args
        shown = self.normal.nonzero.shown_or_assumed(x, "lt")
        normal = self.normal.of(x)
        whole = self.kernel("rewrite", shown, *changed(normal))
        self.normal.nonzero.learn_factors(whole)
        content = self.normal.fractions.together(right(normal))
        whole = self.kernel("rewrite", whole, *changed(content))
        self.normal.nonzero.learn_factors(whole)
        inner = self.normal.inside(t, [normal])
        apart = self.normal.inside(right(inner), [content])
        return self.normal.chain(inner, apart, self._spread_log(right(content), whole))

    def _spread_log(self, x: Term, shown: Theorem) -> Theorem:
        """log of a product (shown to be positive): the factors known to be positive, one by one, then the rest."""
        if x.op == "num":
            return self._log_number(x)
        known = [(f, self.normal.nonzero.positive(f)) for f in factors(x)]
        split = [(f, p) for f, p in known if p is not None]
        rest = [f for f, p in known if p is None]
        if len(split) + bool(rest) < 2:
            return self._log_factor(x, shown)
        first, positive = split[0]
        others = mul(*(f for f, _ in split[1:]), *rest)
        inverse = self.kernel("sign", power(first, -1), "lt", positive)
        quotient = mul(x, power(first, -1))
        above = self.kernel("sign", quotient, "lt", shown, inverse)
        same = self.equal(quotient, others, positive)
        if same is None:
            return self.kernel("refl", fn("log", x))
        remaining = self.kernel("rewrite", above, same)
        product = self.kernel("axiom", "log-product", first, others, positive, remaining)
        reorder = self.equal(x, mul(first, others))
        head = self.normal.chain(self.normal.inside(fn("log", x), [reorder] if reorder else []), product)
        tail = [self._log_factor(first, positive), self._spread_log(others, remaining)]
        added = self.normal.inside(right(head), tail)
        return self.normal.chain(head, added, self.normal.arithmetic(right(added)))

    def equal(self, left: Term, to: Term, *premises: Theorem) -> Theorem | None:
        nonzero = [p for p in premises if p.concl.args[1].op not in ("exp", "num", "mul", "pow")]
        extra = self.normal.nonzero.cancelling(left, to)
        here, there = (self.kernel("ring", t, *nonzero, *extra) for t in (left, to))
        if right(here) is right(there):
            return self.normal.chain(here, self.kernel("sym", there))
        try:
            return self.kernel("clear", left, to, *nonzero, *extra)  # where a factor is a sum that was expanded
        except Refused:
            return None

    def _log_factor(self, x: Term, shown: Theorem) -> Theorem:
        """log of one factor: log exp x = x, log x ** k = k log x, numbers into primes."""
        match x:
            case Term("exp", (a,)):
                return self.normal.then(self.kernel("axiom", "log-exp", a))
            case Term("num"):
                return self._log_number(x)
            case Term("pow", (base, k)) if (positive := self.normal.nonzero.positive(base)) is not None:
                opened = self.kernel("axiom", "log-power", base, k, positive)
                inner = self.normal.inside(right(opened), [self._log_factor(base, positive)])
                return self.normal.chain(opened, inner, self.normal.arithmetic(right(inner)))
            case Term("pow", (base, Term("num", _, k))) if k % 2 == 0 and k != 2:
                return self._log_even_power(x, base, k)
            case Term("abs", (base,)) if (positive := self.normal.facts.sign(power(base, 2), "lt")) is not None:
                root = self.kernel("sym", self.kernel("axiom", "root-of-square", base))
                opened = self.normal.inside(fn("log", x), [root])
                return self.normal.chain(opened, self.kernel("axiom", "log-power", power(base, 2), HALF, positive))
            case Term("mul") if any(self.normal.nonzero.positive(f) for f in x.args):
                return self._spread_log(x, shown)
            case Term("add"):
                return self._log_sum(x, shown)
        return self.kernel("refl", fn("log", x))

    def _log_even_power(self, x: Term, base: Term, k: Rational) -> Theorem:
        """log x ** k = (k / 2) log x ** 2, for an even k and any x != 0"""
        square = power(base, 2)
        positive = self.normal.facts.sign(square, "lt")
        whole = power(square, quotient(k, 2))
        same = self.equal(x, whole) if positive is not None else None
        if same is None or positive is None:
            return self.kernel("refl", fn("log", x))
        opened = self.normal.inside(fn("log", x), [same])
        return self.normal.chain(opened, self.kernel("axiom", "log-power", square, num(quotient(k, 2)), positive))

    def _log_sum(self, x: Term, shown: Theorem) -> Theorem:
        """log of a sum over its common denominator"""
        fraction = self.normal.fractions.together(x)
        if right(fraction) is x or right(fraction).op == "add":
            return self.kernel("refl", fn("log", x))
        whole = self.kernel("rewrite", shown, fraction)
        self.normal.nonzero.learn_factors(whole)
        opened = self.normal.inside(fn("log", x), [fraction])
        return self.normal.chain(opened, self._spread_log(right(fraction), whole))

    def _log_number(self, x: Term) -> Theorem:
        if x is ONE:
            return self.kernel("axiom", "log-one")
        powers = _prime_powers(x.tag)
        if powers == [(x.tag, Fraction(1))] or x.tag <= 0:
            return self.kernel("refl", fn("log", x))
        product = mul(*(power(num(p), e) for p, e in powers))
        same = self.equal(x, product)
        assert same is not None
        opened = self.normal.inside(fn("log", x), [same])
        return self.normal.chain(opened, self._spread_powers(list(powers)))

    def _spread_powers(self, powers: list[tuple[Fraction, Fraction]]) -> Theorem:
        (p, e), *others = powers
        first = power(num(p), e)
        positive = self.kernel("sign", num(p), "lt")
        head = self.kernel("axiom", "log-power", num(p), num(e), positive)
        if not others:
            return self.normal.chain(head, self.normal.arithmetic(right(head)))
        rest = mul(*(power(num(q), f) for q, f in others))
        shown = [t for t in (self.normal.nonzero.positive(first), self.normal.nonzero.positive(rest)) if t is not None]
        product = self.kernel("axiom", "log-product", first, rest, *shown)
        whole = self.kernel("axiom", "log-product", first, rest, *shown).concl.args[0]
        flat = mul(first, *factors(rest))
        regroup = self.normal.inside(fn("log", flat), [s] if (s := self.equal(flat, whole.args[0])) else [])
        added = self.normal.inside(right(product), [head, self._spread_powers(others)])
        return self.normal.chain(regroup, product, added, self.normal.arithmetic(right(added)))


def _prime_powers(value: Fraction) -> list[tuple[Fraction, Fraction]]:
    powers: list[tuple[Fraction, Fraction]] = []
    for n, sign in ((value.numerator, 1), (value.denominator, -1)):
        for p in PRIMES:
            k = 0
            while n % p == 0 and n > 0:
                n, k = n // p, k + 1
            if k:
                powers.append((Fraction(p), Fraction(sign * k)))
        if n != 1:
            powers.append((Fraction(n), Fraction(sign)))
    return powers
