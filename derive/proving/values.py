"""Numbers that the facts allow few values: `y (y - 1) = 0` says that y is 0 or 1, hence y^2 = y, and what holds for both holds.

Comes in: equations about one number each, with the coefficients of a polynomial. Goes out: theorems about its powers, and that two
terms are equal, or one has a sign, because that holds at each of its values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derive.proving.chaining import right
from derive.proving.rules import says
from derive.proving.theorem import Theorem
from derive.terms.parts import parts
from derive.terms.polynomial import LARGEST_POWER, OutOfFuel, Poly, Rational, Ring, plus, poly_term, quotient
from derive.terms.term import MINUS_ONE, ZERO, Term, add, eq, is_integer, mul, ne, num, power, sub

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser

MOST_SPLITS = 3  # how many numbers are taken at all of their values in turn
Meeting = Callable[["Normaliser", Term, Term], "Theorem | None"]
AtValue = Callable[[Theorem], "Theorem | None"]  # what follows from x = v


@dataclass(frozen=True, slots=True)
class Equation:
    """A fact that says p(x) = 0 of the entry x (for all indices), p of degree 2 or more."""

    fact: Theorem
    entry: Term


class FewValues:
    """The part of the normaliser that knows of few values."""

    def __init__(self, normal: Normaliser) -> None:
        self.normal, self.kernel = normal, normal.kernel
        self.equations = [Equation(t, x) for c, t in normal.facts.stated.items() if (x := _entry(c)) is not None]
        self.known: dict[Term, Theorem | None] = {}
        self.splits = 0

    def fact(self, x: Term) -> Theorem | None:
        """What is stated of this very number."""
        if x not in self.known:
            found = (self.normal.facts.about(e.fact, e.entry, x) for e in self.equations if e.entry.tag is x.tag)
            self.known[x] = next((t for t in found if t is not None), None)
        return self.known[x]

    def lowered(self, x: Term, n: Rational) -> Theorem | None:
        """|- x^n = a polynomial of less degree than what is stated of x"""
        fact = self.fact(x) if self.equations and 2 <= n <= LARGEST_POWER and n.denominator == 1 else None
        if fact is None:
            return None
        zero, divisor = self._zero(fact)
        rest, factor, degree = Ring().of(power(x, n)), dict[Rational, Rational](), _degree(divisor)
        while (k := _degree(rest)) >= degree:
            factor[k - degree] = quotient(_at(rest, k), _at(divisor, degree))
            rest = plus(rest, Ring().times(divisor, Ring().of(power(x, k - degree))), -factor[k - degree])
        if not factor:
            return None
        quotient_term = add(*(mul(num(c), power(x, k)) for k, c in factor.items()))
        return self._without(zero, power(x, n), poly_term(rest), quotient_term)

    def _zero(self, fact: Theorem) -> tuple[Theorem, Poly]:
        """|- left - right of the fact = 0, and its polynomial"""
        difference = sub(*fact.concl.args)
        replaced = self.kernel("replace", difference, fact)
        return self.normal.chain(replaced, self.kernel("clear", right(replaced), ZERO)), Ring().of(difference)

    def _without(self, zero: Theorem, left: Term, rest: Term, factor: Term, *nonzero: Theorem) -> Theorem:
        """|- left = rest, where left = rest + factor d and d = 0"""
        whole = add(rest, mul(factor, zero.concl.args[0]))
        start = self.kernel("clear", left, whole, *nonzero)
        gone = self.kernel("replace", whole, zero)
        return self.normal.chain(start, gone, self.kernel("clear", right(gone), rest))

    def met(self, a: Term, b: Term, meet: Meeting) -> Theorem | None:
        """|- a = b, because they meet once a number in them is each of its few values."""
        return self._everywhere(eq(a, b), lambda value: self._met(a, b, value, meet))

    def _met(self, a: Term, b: Term, value: Theorem, meet: Meeting) -> Theorem | None:
        """x = v |- a = b"""
        normal = self.normal
        here, there = (normal.then(self.kernel("replace", s, value)) for s in (a, b))
        joined = meet(normal, right(here), right(there))
        return normal.chain(here, joined, self.kernel("sym", there)) if joined is not None else None

    def sign(self, t: Term, rel: str) -> Theorem | None:
        """0 < t (lt), 0 <= t (le) or t != 0 (ne), because it is a number of that sign at each value."""
        return self._everywhere(says(t, rel), lambda value: self._sign(t, rel, value))

    def _sign(self, t: Term, rel: str, value: Theorem) -> Theorem | None:
        """x = v |- the sign of t"""
        form = self.normal.then(self.kernel("replace", t, value))
        n = right(form)
        if n.op != "num" or not {"lt": n.tag > 0, "le": n.tag >= 0, "ne": n.tag != 0}[rel]:
            return None
        if rel != "ne":
            return self.kernel("linear", says(t, rel), num(-1), form)
        below = n.tag < 0
        shown = self.kernel("linear", ne(t, ZERO) if below else ne(ZERO, t), num(1 if below else -1), form)
        return shown if below else self.kernel("sym", shown)

    def _everywhere(self, goal: Term, at: AtValue) -> Theorem | None:
        """The goal, which is shown at each of the few values of the first number in it that has some"""
        if not self.equations or self.splits >= MOST_SPLITS:
            return None
        x = next((t for t in parts(goal) if t.op == "real" and t.loose == 0 and self.fact(t) is not None), None)
        fact = self.fact(x) if x is not None else None
        if x is None or fact is None or len(values := _values(x, fact.concl)) < 2:
            return None
        self.splits += 1
        try:
            return self._each(goal, x, self._zero(fact)[0], values, (), at)
        except OutOfFuel:
            return None
        finally:
            self.splits -= 1

    def _each(
        self, goal: Term, x: Term, zero: Theorem, values: tuple[Rational, ...], apart: tuple[Theorem, ...], at: AtValue
    ) -> Theorem | None:
        """The goal, shown at each of the values; apart: x is none of those that were taken before"""
        kernel, (v, *rest) = self.kernel, values
        if not rest:
            factor = mul(*(power(t.concl.args[0], MINUS_ONE) for t in apart))
            return at(self._without(zero, x, num(v), factor, *apart))
        scale, _, primitive = Ring().content(Ring().of(sub(x, num(v))))
        away, scale = (poly_term(primitive), scale) if v else (x, 1)  # x - v = scale away
        here, known = kernel("assume", eq(away, ZERO)), self.normal.facts.condition(ne(away, ZERO))
        if known is not None:
            one: Theorem | None = kernel("absurd", goal, known, here)
        else:
            one = at(here if away is x else self._without(here, x, num(v), num(scale)))
        other = self._each(goal, x, zero, tuple(rest), (*apart, kernel("assume", ne(away, ZERO))), at) if one is not None else None
        return kernel("cases", eq(away, ZERO), one, other) if other is not None else None


def _entry(c: Term) -> Term | None:
    """The number of which the condition says p(x) = 0."""
    while c.op == "forall":
        c = c.args[1]
    if c.op != "eq" or any(a.op in ("index", "element", "bound") for a in c.args):
        return None
    try:
        poly = Ring(fuel=200).of(sub(*c.args))
    except OutOfFuel:
        return None
    atoms = {a for m in poly for a, _ in m}
    x = next(iter(atoms), None)
    fine = x is not None and len(atoms) == 1 and x.op == "real" and not is_integer(x)
    return x if fine and all(e > 0 and e.denominator == 1 for m in poly for _, e in m) and _degree(poly) >= 2 else None


def _values(x: Term, c: Term) -> tuple[Rational, ...]:
    """The values that the equation (x - v) (x - w) ... = 0 leaves; none where it is of another form."""
    left, other = c.args
    if other is not ZERO or left.op != "mul":
        return ()
    found: dict[Rational, None] = {}
    for f in left.args:
        poly = plus(Ring().of(x), Ring().of(f), -1)
        if any(poly.keys() - {()}):
            return ()
        found[poly.get((), 0)] = None
    return tuple(found) if len(found) == len(left.args) else ()


def _degree(poly: Poly) -> Rational:
    return max((e for m in poly for _, e in m), default=0)


def _at(poly: Poly, k: Rational) -> Rational:
    """The coefficient at the k-th power of the only atom."""
    return next(c for m, c in poly.items() if sum(e for _, e in m) == k)
