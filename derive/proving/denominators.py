"""Polynomials in other shapes: the content apart from the primitive part, terms over a common denominator, products without brackets.

Comes in: terms in normal form. Goes out: theorems that they equal the same in the other shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.proving.chaining import right
from derive.proving.theorem import Theorem
from derive.terms.parts import factors
from derive.terms.polynomial import Rational, Ring, poly_term
from derive.terms.term import ONE, Term, mul, num, power

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser


class Fractions:
    """The part of the normaliser that knows fractions."""

    def __init__(self, normal: Normaliser) -> None:
        self.normal, self.kernel = normal, normal.kernel
        self.found: dict[tuple[Term, int], Theorem] = {}

    def content(self, t: Term) -> Theorem:
        """|- t = c m p, the content of the polynomial apart from its primitive part"""
        if t.op in ("sum", "real"):
            return self.normal.unchanged(t)  # an atom is its own content
        ring = Ring(*self.normal.nonzero.signs())
        poly = ring.of(t)
        if not poly:
            return self.normal.unchanged(t)
        c, m, primitive = ring.content(poly)
        parts = [num(c)] if c != 1 else []
        parts += [f if e == 1 else power(f, e) for f, e in m]
        parts += [poly_term(primitive)] if len(primitive) > 1 or not parts else []
        product = mul(*parts)
        if product is t or len(primitive) == 1:
            return self.normal.unchanged(t)
        here, there = self.normal.ring(t), self.normal.ring(product)
        if right(here) is not right(there):
            return self.normal.unchanged(t)
        return self.normal.chain(here, self.kernel("sym", there))

    def together(self, t: Term) -> Theorem:
        """|- t = c m p / d, over the common denominator d of its terms"""
        found = self.found.get((t, len(self.normal.nonzero.known)))
        if found is None:
            found = self.found[t, len(self.normal.nonzero.known)] = self._together(t)
        return found

    def _together(self, t: Term) -> Theorem:
        ring = Ring(*self.normal.nonzero.signs())
        poly, deepest = ring.of(t), dict[Term, Rational]()
        for a, e in (f for m in poly for f in m):
            if a.op == "add" and e < deepest.get(a, 0):
                deepest[a] = e
        if t.op != "add" or not deepest:
            return self.content(t)
        for a, e in deepest.items():
            poly = ring.times(poly, {((a, -e),): 1})
        numerator, denominator = right(self.normal.ring(poly_term(poly))), [power(a, e) for a, e in deepest.items()]
        split = self.content(numerator)
        over = mul(numerator, *denominator)
        fraction = self.kernel("clear", t, over, *(self.normal.nonzero.known[a] for a in deepest if a in self.normal.nonzero.known))
        return self.normal.chain(fraction, self.normal.inside(over, [split]), self.flat(mul(right(split), *denominator)))

    def flat(self, t: Term) -> Theorem:
        """|- a product of products = the product of all factors, each base once"""
        number, exponents = num(1), dict[Term, Rational]()
        for f in (f for a in factors(t) for f in factors(a)):
            base, e = (f.args[0], f.args[1].tag) if f.op == "pow" and f.args[1].op == "num" else (f, 1)
            if f.op == "num":
                number = f
            else:
                exponents[base] = exponents.get(base, 0) + e
        powers = [base if e == 1 else power(base, e) for base, e in exponents.items() if e]
        whole = mul(*([] if number is ONE and powers else [number]), *powers)
        gone = [self.normal.nonzero.known[base] for base, e in exponents.items() if base in self.normal.nonzero.known and e == 0]
        return self.kernel("clear", t, whole, *gone) if whole is not t else self.normal.unchanged(t)
