"""Sparse polynomials over interned atoms: the arithmetic that prover and kernel share.

Comes in: a term, and the terms known to be nonzero or positive. Goes out: its polynomial (monomials map atoms to rational
exponents), and the term that stands for a polynomial. exp of a sum is a product of exp atoms. Part of the trusted base; every
step is an identity of the total semantics of `term`: an atom and its inverse cancel only where the atom is known to be nonzero.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, isqrt
from typing import TypeAlias

from derive.terms.term import Term, add, fn, mul, num, power

Rational: TypeAlias = int | Fraction  # never divided by `/`: two ints would make a float
Monomial: TypeAlias = tuple[tuple[Term, Rational], ...]
Poly: TypeAlias = dict[Monomial, Rational]

UNIT: Monomial = ()
LARGEST_POWER = 64
LARGEST_NUMBER_BITS = 4096


class OutOfFuel(Exception):
    """The expansion needs more terms than the budget allows."""


def constant(value: Rational) -> Poly:
    return {UNIT: value} if value else {}


def plus(left: Poly, right: Poly, scale: Rational = 1) -> Poly:
    """left + scale * right."""
    total = dict(left)
    for monomial, coefficient in right.items():
        value = total.get(monomial, 0) + scale * coefficient
        if value:
            total[monomial] = value
        else:
            total.pop(monomial, None)
    return total


def monomial_term(monomial: Monomial, coefficient: Rational = 1) -> Term:
    factors = [atom if e == 1 else power(atom, e) for atom, e in monomial]
    return mul(*([num(coefficient)] if coefficient != 1 or not factors else []), *factors)


def poly_term(poly: Poly) -> Term:
    """The one term that stands for the polynomial: monomials and factors in the order of their keys."""
    ordered = sorted(poly.items(), key=lambda item: order_key(item[0])) if len(poly) > 1 else poly.items()
    return add(*(monomial_term(m, c) for m, c in ordered))


def order_key(monomial: Monomial) -> tuple[tuple[bytes, Rational], ...]:
    return tuple([(atom.key, e) for atom, e in monomial])


class Ring:
    """Expansion of terms where the atoms in `nonzero` may be cancelled and those in `positive` may have rational exponents."""

    def __init__(self, nonzero: frozenset[Term] = frozenset(), positive: frozenset[Term] = frozenset(), fuel: int = 20_000):
        self.positive = positive
        self.nonzero = nonzero | positive
        self.fuel = fuel
        self.memo: dict[Term, Poly] = {}

    def of(self, term: Term) -> Poly:
        found = self.memo.get(term)
        if found is None:
            found = self.memo[term] = self._expand(term)
        return found

    def _expand(self, term: Term) -> Poly:
        op, args = term.op, term.args
        if op == "num":
            return constant(term.tag)
        if op == "add":
            total: Poly = {}
            for a in args:
                for monomial, c in self.of(a).items():
                    _accumulate(total, monomial, c)
            return total
        if op == "mul":
            product = self.of(args[0]) if args else constant(1)
            for a in args[1:]:
                product = self.times(product, self.of(a))
            return product
        if op == "pow" and args[1].op == "num":
            return self.raised(self.of(args[0]), args[1].tag, term)
        if op == "exp":
            return self._exponential(self.of(args[0]))
        return {((term, 1),): 1}

    def _exponential(self, argument: Poly) -> Poly:
        atoms = {fn("exp", monomial_term(m)): c for m, c in argument.items()}
        return {tuple(sorted(atoms.items(), key=_atom_key)): 1}

    def times(self, left: Poly, right: Poly) -> Poly:
        self.fuel -= len(left) * len(right)
        if self.fuel < 0:
            raise OutOfFuel
        total: Poly = {}
        for m, c in left.items():
            for n, d in right.items():
                if not m or not n:
                    _accumulate(total, m or n, c * d)
                    continue
                for monomial, factor in self.merge(m, n).items():
                    _accumulate(total, monomial, c * d * factor)
        return total

    def merge(self, left: Monomial, right: Monomial) -> Poly:
        """The product of two monomials; a sum or number whose rational exponent reaches 1 is expanded."""
        if not left or not right:
            return {left or right: 1}
        exponents = dict(left)
        for atom, e in right:
            exponents[atom] = exponents.get(atom, 0) + e
        whole = [x for x in exponents.items() if (x[0].op == "add" and x[1] >= 1) or (x[0].op == "num" and not 0 <= x[1] < 1)]
        kept = [x for x in exponents.items() if x[1] and x not in whole] if whole else [x for x in exponents.items() if x[1]]
        rest = tuple(sorted(kept, key=_atom_key))
        product: Poly = {rest: 1}
        for atom, e in whole:
            floor = e.numerator // e.denominator
            product = self.times(product, self.raised(self.of(atom), floor, None))
            if e != floor:
                product = self.times(product, {((atom, e - floor),): 1})
        return product

    def raised(self, base: Poly, exponent: Rational, term: Term | None) -> Poly:
        """base ** exponent; `term` is the atom that stands for it where nothing better is known."""
        if exponent == 1:
            return base
        size = exponent if exponent > 0 else -exponent
        if size > LARGEST_POWER or any(_bits(c) * size > LARGEST_NUMBER_BITS for c in base.values()):
            return {((term or power(poly_term(base), exponent), 1),): 1}
        if exponent.denominator != 1:
            return self._root(base, exponent)
        if exponent < 0:
            return self.raised(self._inverse(base), -exponent, None)
        result = base if exponent else constant(1)
        for _ in range(int(exponent) - 1):
            result = self.times(result, base)
        return result

    def _inverse(self, base: Poly) -> Poly:
        """1/base: the content (coefficient and monomial) apart, what remains of several terms is one atom."""
        if not base:
            return {}  # 1/0 = 0
        coefficient, content, primitive = self.content(base)
        inverse: Poly = {UNIT: quotient(1, coefficient)}
        for atom, e in content:
            inverse = self.times(inverse, self._inverse_atom(atom, e))
        return inverse if len(primitive) == 1 else self.times(inverse, self._inverse_atom(poly_term(primitive), 1))

    def _inverse_atom(self, atom: Term, e: Rational) -> Poly:
        if atom.op in ("exp", "num") or atom in self.nonzero:
            return {((atom, -e),): 1}
        if atom.op == "pow" and atom.args[1] is num(-1):
            return {((atom.args[0], e),): 1} if atom.args[0].op != "add" else self.raised(self.of(atom.args[0]), e, None)
        return {((power(atom, -1), e),): 1}

    def content(self, base: Poly) -> tuple[Rational, Monomial, Poly]:
        """(c, m, p) with base = c m p: m the greatest common monomial, p with integer coprime coefficients, the first positive."""
        common: dict[Term, Rational] | None = None
        for monomial in base:
            here = dict(monomial)
            if common is None:
                common = here
                continue
            for atom in [*common, *(a for a in here if a not in common)]:
                e = min(common.get(atom, 0), here.get(atom, 0))
                common[atom] = e
        for atom in [a for a in common or {} if a.op in ("add", "num")]:
            if common and any(dict(m).get(atom, 0) != common[atom] for m in base):
                del common[atom]  # what is left of a sum or a number would be expanded again
        content = tuple(sorted(((a, e) for a, e in (common or {}).items() if e), key=_atom_key))
        down = tuple((a, -e) for a, e in content)
        primitive = {next(iter(self.merge(m, down))): c for m, c in base.items()}
        first = primitive[min(primitive, key=order_key)]
        scale = _common_divisor(list(primitive.values())) * (1 if first > 0 else -1)
        return scale, content, {m: quotient(c, scale) for m, c in primitive.items()}

    def _root(self, base: Poly, exponent: Rational) -> Poly:
        if not base:
            return {}
        coefficient, content, primitive = self.content(base)
        if coefficient < 0:  # base = (-c) m (-p)
            coefficient, primitive = -coefficient, {m: -c for m, c in primitive.items()}
        sole = len(primitive) == 1 and primitive.get(UNIT, 0) == 1
        rest = poly_term(primitive)
        known = all(a.op == "exp" or a in self.positive for a, _ in content) and (sole or rest in self.positive)
        if coefficient <= 0 or not known:
            return {((power(poly_term(base), exponent), 1),): 1}
        result = _numeric_root(coefficient, exponent)
        factors = [(a, e * exponent) for a, e in content] + ([] if sole else [(rest, exponent)])
        for atom, e in factors:
            result = self.times(result, {((atom, e),): 1}) if atom.op != "add" else self._split(result, atom, e)
        return result

    def _split(self, result: Poly, atom: Term, e: Rational) -> Poly:
        whole = max(e.numerator // e.denominator, 0)
        if whole:
            result = self.times(result, self.raised(self.of(atom), whole, None))
        return self.times(result, {((atom, e - whole),): 1}) if e != whole else result


def _atom_key(item: tuple[Term, Rational]) -> bytes:
    return item[0].key


def _accumulate(total: Poly, monomial: Monomial, value: Rational) -> None:
    value += total.get(monomial, 0)
    if value:
        total[monomial] = value
    else:
        total.pop(monomial, None)


def quotient(above: Rational, below: Rational) -> Rational:
    """above / below, exactly; an int where it is whole."""
    if below == 1:
        return above
    value = Fraction(above) / below
    return value.numerator if value.denominator == 1 else value


def _bits(value: Rational) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length()) - 1


def _common_divisor(values: list[Rational]) -> Rational:
    numerator, denominator = 0, 1
    for v in values:
        numerator = gcd(numerator, v.numerator)
        denominator = denominator * v.denominator // gcd(denominator, v.denominator)
    return quotient(numerator, denominator)


def _numeric_root(value: Rational, exponent: Rational) -> Poly:
    """value ** exponent for a positive rational: perfect squares leave the root, other numbers stay atoms in (0, 1)."""
    whole = exponent.numerator // exponent.denominator
    part = exponent - whole
    result = Fraction(value) ** whole
    atoms: list[tuple[Term, Rational]] = []
    for n, sign in ((value.numerator, 1), (value.denominator, -1)):
        root, rest = _square_free(n) if part == Fraction(1, 2) else (1, n)
        result *= Fraction(root) ** sign
        if rest != 1:
            result *= 1 if sign > 0 else Fraction(1, rest)
            atoms.append((num(rest), part if sign > 0 else 1 - part))
    return {tuple(sorted(atoms, key=_atom_key)): result}


def _square_free(n: int) -> tuple[int, int]:
    """(r, m) with n = r^2 m, squares of small primes and a square rest taken out."""
    root = 1
    for p in (2, 3, 5, 7, 11, 13):
        while n % (p * p) == 0:
            n //= p * p
            root *= p
    return (root * isqrt(n), 1) if isqrt(n) ** 2 == n else (root, n)
