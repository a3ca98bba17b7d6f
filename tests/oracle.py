"""A second evaluator that decides which claims are really false: exact rationals (fmpq) where that is possible, arb balls where not.

Comes in: a claim. Goes out: random points that satisfy its facts, and the values of terms there. It shares nothing with
`derive.evaluating`, `derive.proving` and `derive.theory`; it knows the meaning of terms from the table in `derive.terms.term` alone.
Derivatives are differences of fourth order with a step of 10^-30, as balls with room for what is cut off, so that a slope of 0 is
never taken for a number that can be divided by; a kink, where the two sides' slopes differ, is no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from itertools import product
from math import perm
from random import Random
from typing import Any

import flint
from flint import arb, fmpq

from derive.terms.claim import Claim, Given
from derive.terms.term import Symbol, Term

STEP = fmpq(1, 10**30)
LEAST = Fraction(1, 10**40)  # what a difference of approximations must exceed to be one
TRUNCATION = arb(10) ** -90  # of the difference of a smooth function: about STEP^4
BITS = 640
NUMBERS = [fmpq(p, q) for p, q in ((1, 1), (-1, 1), (1, 2), (2, 1), (-1, 2), (1, 3), (3, 1), (-2, 1), (-1, 3), (3, 2), (2, 3), (0, 1))]
POSITIVE = [fmpq(p, q) for p, q in ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (3, 2), (2, 3), (1, 4))]


class Undefined(Exception):
    """The term has no value at this point, or none that this evaluator can compute."""


class Missing(Undefined):
    """The point says nothing of a name."""


def ball(x: Any) -> Any:
    return arb(x) if isinstance(x, fmpq) else x


def power(base: Any, exponent: Any) -> Any:
    if isinstance(exponent, fmpq) and exponent.q == 1:
        n = int(exponent.p)
        if n <= 0 and not (base > 0 or base < 0):
            raise Undefined
        if isinstance(base, fmpq) and base.height_bits() * abs(n) < 40_000:
            return base**n
        # flint takes the power of a ball around 0 through the logarithm, which has no value there
        return ball(base) ** n if not 0 < n <= 64 else reduce(lambda x, y: x * y, [ball(base)] * n)
    if base == 0 and exponent > 0:
        return fmpq(0)
    if not base > 0:
        raise Undefined
    return ball(base) ** ball(exponent)


def logarithm(x: Any) -> Any:
    if not x > 0:
        raise Undefined
    return fmpq(0) if x == 1 else ball(x).log()


def at_zero(function: Callable[[Any], Any], value: int) -> Callable[[Any], Any]:
    return lambda x: fmpq(value) if x == 0 else function(ball(x))


def piecewise(negative: Callable[[Any], Any], zero: Any, positive: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def of(x: Any) -> Any:
        if x > 0:
            return positive(x)
        if x < 0:
            return negative(x)
        if x == 0:
            return zero
        raise Undefined

    return of


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": at_zero(lambda x: x.exp(), 1), "sin": at_zero(lambda x: x.sin(), 0), "cos": at_zero(lambda x: x.cos(), 1),
    "tan": at_zero(lambda x: x.tan(), 0), "tanh": at_zero(lambda x: x.tanh(), 0), "sinh": at_zero(lambda x: x.sinh(), 0),
    "cosh": at_zero(lambda x: x.cosh(), 1), "arctan": at_zero(lambda x: x.atan(), 0), "log": logarithm,
    "sigma": lambda x: 1 / (1 + at_zero(lambda y: y.exp(), 1)(-x)), "abs": piecewise(lambda x: -x, fmpq(0), lambda x: x),
    "relu": piecewise(lambda x: fmpq(0), fmpq(0), lambda x: x), "sign": piecewise(lambda x: fmpq(-1), fmpq(0), lambda x: fmpq(1)),
}  # fmt: skip


def less(a: Any, b: Any) -> bool:
    if a < b:
        return True
    if a >= b:
        return False
    raise Undefined


def same(a: Any, b: Any) -> bool:
    d = a - b
    if isinstance(d, fmpq):
        return bool(d == 0)
    if not d.is_finite() or d.contains(0):
        raise Undefined
    return False


@dataclass
class Point:
    """Sizes of sets, and values of free indices, integers, maps and variables (by the places of their entries)."""

    definitions: dict[Symbol, Term]
    sizes: dict[str, int]
    indices: dict[Term, int]
    values: dict[tuple[Symbol, tuple[int, ...]], Any]
    memo: dict[Any, Any] = field(default_factory=dict)
    moved: int = 0

    def extend(self, claim: Claim) -> None:
        """Values for what the claim speaks of and the point does not know yet, by names alone."""
        names = Names(claim.given, (claim.left, claim.right, *claim.case))
        random = Random(f"{sorted(self.sizes.items())}{len(self.values)}")
        for name in names.sets:
            self.sizes.setdefault(name, 2)
        for s in in_order(names, self.definitions):
            for places in product(*(self.elements(axis, ()) for axis in s.axes)):
                if (s, places) not in self.values:
                    self.values[s, places] = chosen(self, s, NUMBERS, random)
        for i in names.indices:
            if i not in self.indices and (found := self.elements(i.tag[1], ())):
                self.indices[i] = random.choice(found)

    def elements(self, over: Term, bound: tuple[int, ...]) -> list[int]:
        match over:
            case Term("set", _, name):
                if name not in self.sizes:
                    raise Missing
                return list(range(self.sizes[name]))
            case Term("range", (low, high)):
                return list(range(self.integer(low, bound), self.integer(high, bound) + 1))
            case Term("filter", (inner, condition)):
                return [e for e in self.elements(inner, bound) if self.holds(condition, (e, *bound))]
        raise NotImplementedError(over.op)

    def integer(self, t: Term, bound: tuple[int, ...]) -> int:
        found = self.of(t, bound)
        if isinstance(found, int):
            return found
        if not isinstance(found, fmpq) or found.q != 1:
            raise Undefined
        return int(found.p)

    def entry(self, symbol: Symbol, places: tuple[int, ...]) -> Any:
        if symbol in self.definitions:
            return self.of(self.definitions[symbol], places)
        try:
            return self.values[symbol, places]
        except KeyError:
            raise (Undefined if any(s is symbol for s, _ in self.values) else Missing) from None

    def slope(self, body: Term, symbol: Symbol, places: tuple[int, ...], bound: tuple[int, ...]) -> Any:
        if any(not 0 <= n < 64 for n in places) and (symbol, places) not in self.values:
            raise Undefined
        before = self.values.get((symbol, places))
        if before is None:
            raise Undefined
        memo, samples = self.memo, []
        for k in (-2, -1, 0, 1, 2):
            self.values[symbol, places], self.memo = before + k * STEP, {}
            try:
                samples.append(self.of(body, bound))
            finally:
                self.values[symbol, places], self.memo = before, memo
        a, b, f, c, d = samples
        left, right = (f - b) / STEP, (c - f) / STEP
        if not abs(right - left) < fmpq(1, 10**9) * (1 + abs(right)):
            raise Undefined
        bends = abs((a - 2 * b + f) - (f - 2 * c + d)) / STEP  # large where the second derivative jumps: relu(x)^2 at 0
        return (a - 8 * b + 8 * c - d) / (12 * STEP) + arb(0, TRUNCATION + abs(ball(bends)).upper())

    def holds(self, condition: Term, bound: tuple[int, ...] = ()) -> bool:
        match condition:
            case Term("and", parts):
                return all(self.holds(p, bound) for p in parts)
            case Term("forall", (over, body)):
                return all(self.holds(body, (e, *bound)) for e in self.elements(over, bound))
            case Term(op, (a, b)):
                x, y = self.of(a, bound), self.of(b, bound)
                return {"eq": same, "ne": lambda p, q: not same(p, q), "lt": less, "le": lambda p, q: not less(q, p)}[op](x, y)
        raise NotImplementedError(condition.op)

    def of(self, t: Term, bound: tuple[int, ...] = ()) -> Any:
        key = (t, bound[: t.loose])
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = self._of(t, bound)
        return found

    def _of(self, t: Term, bound: tuple[int, ...]) -> Any:
        match t:
            case Term("num", _, value):
                return fmpq(value.numerator, value.denominator)
            case Term("bound", _, k):
                return fmpq(bound[k])
            case Term("index"):
                if t not in self.indices:
                    raise Missing
                return fmpq(self.indices[t])
            case Term("real" | "element" | "defined", indices, symbol):
                return self.entry(symbol, tuple(self.integer(i, bound) for i in indices))
            case Term("call", (x,), (function, (order,))):
                at, powers = self.of(x, bound), self.elements(function.axes[0], bound)
                return sum((self.entry(function, (k,)) * perm(k, order) * at ** (k - order) for k in powers if k >= order), fmpq(0))
            case Term("add", args):
                return reduce(lambda x, y: x + y, [self.of(a, bound) for a in args])
            case Term("mul", args):
                return reduce(lambda x, y: x * y, [self.of(a, bound) for a in args])
            case Term("pow", (base, exponent)):
                return power(self.of(base, bound), self.of(exponent, bound))
            case Term("card", (over,)):
                return fmpq(len(self.elements(over, bound)))
            case Term("sum" | "prod" as op, (over, body)):
                values = [self.of(body, (e, *bound)) for e in self.elements(over, bound)]
                return sum(values, fmpq(0)) if op == "sum" else reduce(lambda x, y: x * y, values, fmpq(1))
            case Term("max" | "min" as op, (over, body)):
                values = [self.of(body, (e, *bound)) for e in self.elements(over, bound)]
                if not values:
                    raise Undefined
                return reduce(lambda x, y: y if less(x, y) == (op == "max") else x, values)
            case Term("iverson", (condition,)):
                return fmpq(int(self.holds(condition, bound)))
            case Term("pi"):
                return arb.pi()
            case Term("D", (body, *indices), symbol):
                return self.slope(body, symbol, tuple(self.integer(i, bound) for i in indices), bound)
            case Term("at", (value, body), symbol):
                return self.at(symbol, value, body, bound)
            case Term("det", (over, body)):
                return self.matrix(over, body, bound).det()
            case Term("inv", (over, body, row, column)):
                return self.inverse(over, body, row, column, bound)
            case Term(op, (x,)) if op in FUNCTIONS:
                return FUNCTIONS[op](self.of(x, bound))
        raise NotImplementedError(t.op)

    def matrix(self, over: Term, body: Term, bound: tuple[int, ...]) -> Any:
        places = self.elements(over, bound)
        entries = [self.of(body, (i, j, *bound)) for i in places for j in places]
        if all(isinstance(x, fmpq) for x in entries):
            return flint.fmpq_mat(len(places), len(places), entries)
        return flint.arb_mat(len(places), len(places), [ball(x) for x in entries])

    def inverse(self, over: Term, body: Term, row: Term, column: Term, bound: tuple[int, ...]) -> Any:
        places = self.elements(over, bound)
        try:
            found = self.matrix(over, body, bound).inv()
        except ZeroDivisionError:
            raise Undefined from None
        i, j = self.integer(row, bound), self.integer(column, bound)
        if i not in places or j not in places:
            raise Undefined
        return found[places.index(i), places.index(j)]

    def at(self, symbol: Symbol, value: Term, body: Term, bound: tuple[int, ...]) -> Any:
        """The body where the symbol has the entries of the value (first axis = bound 0)."""
        new = {}
        for places in product(*(self.elements(axis, bound) for axis in symbol.axes)):
            new[symbol, places] = self.of(value, (*places, *bound))
        values, memo = self.values, self.memo
        self.values, self.memo = {**values, **new}, {}
        try:
            return self.of(body, bound)
        finally:
            self.values, self.memo = values, memo


def differ(point: Point, left: Term, right: Term) -> bool:
    """Whether both sides have values at the point that are certainly not equal."""
    with flint.ctx.workprec(BITS):
        try:
            x, y = point.of(left), point.of(right)
            d = x - y
        except (Undefined, ZeroDivisionError, IndexError):
            return False
        least = fmpq(LEAST.numerator, LEAST.denominator) if "D" in left.atoms | right.atoms else fmpq(0)  # all else is enclosed
        if isinstance(d, fmpq):
            return bool(abs(d) > least)
        return bool(d.is_finite() and abs(d) > arb(least))


def has_value(point: Point, term: Term) -> bool:
    """Whether the term has a value at the point that this evaluator can enclose."""
    with flint.ctx.workprec(BITS):
        try:
            found = point.of(term)
        except (Undefined, ZeroDivisionError, IndexError, NotImplementedError, KeyError):
            return False
        return isinstance(found, fmpq) or bool(found.is_finite())


def satisfied(point: Point, conditions: tuple[Term, ...]) -> bool:
    """Whether the conditions hold; one about names of which the point says nothing is free to hold."""
    return all(holds(point, c) for c in conditions)


def holds(point: Point, condition: Term) -> bool:
    with flint.ctx.workprec(BITS):
        try:
            return point.holds(condition)
        except Missing:
            return True
        except (Undefined, ZeroDivisionError, IndexError):
            return False


class Names:
    """The sets, indices, integers, maps and variables that terms speak of."""

    def __init__(self, given: Given, terms: tuple[Term, ...]) -> None:
        self.sets: dict[str, None] = {}
        self.indices: dict[Term, None] = {}
        self.symbols: dict[Symbol, None] = {}
        self.definitions = given.definitions
        self.seen: set[Term] = set()
        for t in (*given.facts, *terms):
            self.walk(t)

    def walk(self, t: Term) -> None:
        if t in self.seen:
            return
        self.seen.add(t)
        if t.op == "set":
            self.sets[t.tag] = None
        elif t.op == "index":
            self.indices[t] = None
            self.walk(t.tag[1])
        elif isinstance(t.tag, Symbol) and t.tag not in self.symbols:
            self.symbols[t.tag] = None
            for over in (*t.tag.axes, *((t.tag.target,) if t.tag.target is not None else ())):
                self.walk(over)
            if t.tag in self.definitions:
                self.walk(self.definitions[t.tag])
        for a in t.args:
            self.walk(a)


def points(claim: Claim, random: Random, wanted: int = 10, tries: int = 160, further: tuple[Term, ...] = ()) -> list[Point]:
    """Random points that satisfy the Given, as far as chance finds them: of all sizes from 1 to 3, coincidences included."""
    names = Names(claim.given, (claim.left, claim.right, *claim.case, *further))
    found = []
    for n in range(tries):
        point = drawn(claim.given, names, random, n)
        if point is not None and satisfied(point, claim.given.facts):
            found.append(point)
        if len(found) == wanted:
            break
    return found


def drawn(given: Given, names: Names, random: Random, n: int) -> Point | None:
    sizes = {name: random.randint(1, 3) if n % 4 else 2 for name in names.sets}
    values: dict[tuple[Symbol, tuple[int, ...]], Any] = {}
    point = Point(dict(given.definitions), sizes, {}, values)
    palette = POSITIVE if n % 3 == 1 else NUMBERS
    try:
        for s in in_order(names, given.definitions):
            for places in product(*(point.elements(axis, ()) for axis in s.axes)):
                values[s, places] = chosen(point, s, palette, random)
            point.memo.clear()
        for i in sorted(names.indices, key=lambda i: (any(isinstance(a, Term) for a in i.tag[1].atoms), i.tag[0])):
            point.indices[i] = random.choice(point.elements(i.tag[1], ()))
    except (Undefined, IndexError):
        return None
    point.memo.clear()
    return point


def in_order(names: Names, definitions: Mapping[Symbol, Term]) -> list[Symbol]:
    """Variables without definition, those first that ranges and maps depend on."""
    free = [s for s in names.symbols if s not in definitions and s.sort != "defined"]
    return sorted(free, key=lambda s: (s.sort != "integer", s.sort != "element", s.name))


def chosen(point: Point, symbol: Symbol, palette: list[Any], random: Random) -> Any:
    if symbol.sort == "integer":
        return fmpq(random.choice((1, 2, 3, 0, 2)))
    if symbol.target is not None:
        return fmpq(random.choice(point.elements(symbol.target, ())))
    return random.choice(palette)


def of_model(claim: Claim, model: Any) -> Point:
    """The point of a witness."""
    values: dict[tuple[Symbol, tuple[int, ...]], Any] = {(s, ()): fmpq(int(v)) for s, v in model.integers.items()}
    for symbol, table in (*model.elements.items(), *model.reals.items()):
        for places in places_of(table.values.shape[:-1]):
            x = table.values[(*places, 0)]
            exact = fmpq(int(x.numerator), int(x.denominator))
            values[symbol, tuple(p + o for p, o in zip(places, table.offsets, strict=True))] = exact
    sizes = {name: int(n) for name, n in model.sizes.items()}
    indices = {i: int(v[0]) for i, v in model.indices.items()}
    return Point(dict(claim.given.definitions), sizes, indices, values)


def places_of(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    return product(*(range(n) for n in shape))
