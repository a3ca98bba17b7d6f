"""Normal forms of powers whose exponent is a whole number with a letter in it, of a base whose sign is not known.

Comes in: base and exponent in normal form. Goes out: a theorem that the power equals products of plainer ones, or that it is what it is:
(a b) ** n = a ** n b ** n, (a ** 2) ** n = (a ** n) ** 2, a ** (2 n) = (a ** n) ** 2; and where the exponents are shown to be at least 0
a ** (m + n) = a ** m a ** n, a ** n = a a ** (n - 1).
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from derive.proving.chaining import right
from derive.proving.theorem import Theorem
from derive.terms.polynomial import UNIT, Poly, Ring, constant, plus, poly_term
from derive.terms.term import MINUS_ONE, ONE, ZERO, Term, add, le, mul, num, power

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser


class WholePowers:
    """The part of the normaliser that knows a ** n."""

    def __init__(self, normal: Normaliser) -> None:
        self.normal, self.kernel, self.facts = normal, normal.kernel, normal.facts

    def of(self, base: Term, exponent: Term) -> Theorem:
        """|- the power = its normal form"""
        step = self.by_base(base, exponent) or self.by_exponent(base, exponent)
        return self.normal.unchanged(power(base, exponent)) if step is None else self.normal.then(step)

    def by_base(self, base: Term, exponent: Term) -> Theorem | None:
        """The power of a product, or of a power with a literal exponent."""
        match base:
            case Term("mul", factors):
                return self.kernel("axiom", "power-product", exponent, *factors)
            case Term("pow", (x, Term("num", _, k) as literal)) if k.denominator == 1:
                return self.exchange(x, literal, exponent)
            case Term("num", _, c) if c < 0 and c != -1:
                joined = self.kernel("ring", mul(MINUS_ONE, num(-c)))
            case Term("add"):
                joined = self.kernel("sym", self.normal.fractions.content(base))
            case _:
                return None
        product = joined.concl.args[0]
        if product.op != "mul":
            return None
        same = self.written(power(product, exponent), joined, power(base, exponent))
        return same and self.normal.chain(same, self.kernel("axiom", "power-product", exponent, *product.args))

    def written(self, raw: Term, equation: Theorem, wanted: Term) -> Theorem | None:
        """|- wanted = raw, if the equation makes raw into what is wanted, and into nothing else"""
        back = self.kernel("replace", raw, equation)
        return self.kernel("sym", back) if right(back) is wanted else None

    def exchange(self, base: Term, m: Term, n: Term) -> Theorem | None:
        """|- (a ** m) ** n = (a ** n) ** m"""
        one, other = (self.kernel("axiom", "power-power", base, *two) for two in ((m, n), (n, m)))
        turned = self.kernel("clear", mul(n, m), mul(m, n))
        same = self.written(power(base, mul(n, m)), turned, power(base, mul(m, n)))
        return same and self.normal.chain(self.kernel("sym", one), same, other)

    def by_exponent(self, base: Term, exponent: Term) -> Theorem | None:
        """The exponent taken apart: a common factor, letter by letter, or the largest number that it is shown to exceed."""
        poly = Ring().of(exponent)
        letters = [m for m in poly if m]
        common = gcd(*(c.numerator for c in poly.values())) if all(c.denominator == 1 for c in poly.values()) else 1
        if common > 1:
            return self.multiple(base, exponent, {m: c // common for m, c in poly.items()}, num(common))
        if len(letters) == 1:
            (letter,), above = letters, poly.get(UNIT, 0)
            for least in range(3, -4, -1):
                rest = above + poly[letter] * least
                lower = plus(poly, constant(rest), -1)
                if rest > 0 and rest.denominator == 1 and (found := self.sum(base, exponent, lower, constant(rest))) is not None:
                    return found
            return None
        alone = ({m: poly[m]} for m in letters)
        return next((s for one in alone if (s := self.sum(base, exponent, one, plus(poly, one, -1))) is not None), None)

    def multiple(self, base: Term, exponent: Term, inner: Poly, outer: Term) -> Theorem | None:
        """|- a ** (k n) = (a ** n) ** k"""
        n = poly_term(inner)
        same = self.written(power(base, mul(n, outer)), self.kernel("clear", mul(n, outer), exponent), power(base, exponent))
        return same and self.normal.chain(same, self.kernel("axiom", "power-power", base, n, outer))

    def sum(self, base: Term, exponent: Term, first: Poly, second: Poly) -> Theorem | None:
        """|- a ** (m + n) = a ** m a ** n"""
        m, n = poly_term(first), poly_term(second)
        shown = [self.facts.condition(le(ZERO, part)) for part in (m, n)]
        if not all(shown):
            return None
        same = self.written(power(base, add(m, n)), self.kernel("clear", add(m, n), exponent), power(base, exponent))
        return same and self.normal.chain(same, self.kernel("axiom", "power-sum", base, m, n, *shown))

    def of_minus_one(self, exponent: Term, k: Term) -> Theorem | None:
        """|- ((-1) ** n) ** k = 1 or (-1) ** n, as k is even or odd"""
        turned, number = self.exchange(MINUS_ONE, exponent, k), self.kernel("ring", power(MINUS_ONE, k))
        if turned is None:
            return None
        step = self.normal.chain(turned, self.normal.inside(right(turned), [number]))
        return self.normal.chain(step, self.kernel("axiom", "root-of-one", exponent)) if right(step).args[0] is ONE else step
