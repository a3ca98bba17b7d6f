"""Small models, and what terms mean in them: an evaluator of its own, in exact fractions where they suffice and else in 50 digits.

It shares no code with the search for witnesses. Powers of 0 and inverses of singular matrices are 0, as the total semantics has it; a
logarithm or a root of what has none raises.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from itertools import permutations
from typing import Any

from mpmath import mp, mpf

from derive.terms.term import Symbol, Term


class Undefined(Exception):
    """No real number is meant."""


@dataclass
class Model:
    """Sizes of named sets, and values that are drawn when they are first asked for."""

    seed: str
    sizes: dict[str, int] = field(default_factory=dict)
    drawn: dict[Any, Any] = field(default_factory=dict)
    small: bool = False

    def value(self, symbol: Symbol, *places: int) -> Any:
        key = (symbol.name, places)
        if key not in self.drawn:
            chance = random.Random(f"{self.seed}{key}")
            if symbol.sort == "integer":
                self.drawn[key] = Fraction(chance.randint(-2, 3))
            else:
                wide = [Fraction(chance.randint(-4000, 4000), 1000), Fraction(-7, 3), Fraction(1, 4), Fraction(5)]
                self.drawn[key] = chance.choice([Fraction(k) for k in (-2, -1, 0, 0, 1, 1, 2)] + ([] if self.small else wide))
        return self.drawn[key]

    def size(self, name: str) -> int:
        return self.sizes.setdefault(name, random.Random(f"{self.seed}|{name}").randint(1, 3))

    def member(self, t: Term) -> int:
        name, over = t.tag
        inside = elements(over, self, ())
        if not inside:
            raise Undefined  # no such element
        return self.drawn.setdefault(("index", name), random.Random(f"{self.seed}index{name}").choice(inside))


def elements(over: Term, m: Model, bound: tuple[int, ...]) -> list[int]:
    match over:
        case Term("set", _, name):
            return list(range(m.size(name)))
        case Term("range", (low, high)):
            return list(range(int(value(low, m, bound)), int(value(high, m, bound)) + 1))
        case Term("filter", (base, condition)):
            return [k for k in elements(base, m, bound) if value(condition, m, (k, *bound))]
    raise NotImplementedError(over.op)


def power(base: Any, exponent: Any) -> Any:
    if exponent == 0:
        return Fraction(1)
    if base == 0:
        return Fraction(0)  # the total semantics
    if exponent == int(exponent):
        return base ** int(exponent)
    if base < 0:
        raise Undefined
    return number(base) ** number(exponent)


def number(x: Any) -> Any:
    return mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mpf(x)


def logarithm(x: Any) -> Any:
    if x <= 0:
        raise Undefined
    return mp.log(x)


PLAIN = {
    "log": logarithm, "exp": mp.exp, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "tanh": mp.tanh, "sinh": mp.sinh, "cosh": mp.cosh,
    "arctan": mp.atan, "sigma": lambda x: 1 / (1 + mp.exp(-x)),
}  # fmt: skip
EXACT = {"abs": abs, "relu": lambda x: max(x, Fraction(0)), "sign": lambda x: Fraction((x > 0) - (x < 0))}
RELATION: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: close(a, b), "ne": lambda a, b: not close(a, b), "lt": lambda a, b: below(a, b), "le": lambda a, b: not below(b, a),
}  # fmt: skip
ROUND = mpf(10) ** -40


def alike(*values: Any) -> list[Any]:
    """All as fractions, or all as numbers of many digits."""
    return list(values) if all(isinstance(v, Fraction) for v in values) else [number(v) for v in values]


def close(a: Any, b: Any) -> bool:
    x, y = alike(a, b)
    return bool(x == y or (not isinstance(x, Fraction) and abs(x - y) <= ROUND * max(1, abs(x))))


def below(a: Any, b: Any) -> bool:
    x, y = alike(a, b)
    return bool(x < y)


def total(values: list[Any]) -> Any:
    return sum(values, Fraction(0)) if all(isinstance(v, Fraction) for v in values) else mp.fsum(map(number, values))


def times(values: list[Any]) -> Any:
    if all(isinstance(v, Fraction) for v in values):
        return reduce(lambda a, b: a * b, values, Fraction(1))
    return mp.fprod(map(number, values))


def determinant(rows: list[list[Any]]) -> Any:
    """By permutations (Leibniz)."""
    n = len(rows)
    return total([(-1) ** sum(p[b] < p[a] for a in range(n) for b in range(a, n)) * times([rows[k][p[k]] for k in range(n)])
                  for p in permutations(range(n))])  # fmt: skip


def inverse(rows: list[list[Any]], i: int, j: int) -> Any:
    """By cofactors (Cramer); 0 where the determinant is 0."""
    whole = determinant(rows)
    minor = [[x for c, x in enumerate(row) if c != i] for r, row in enumerate(rows) if r != j]
    return Fraction(0) if whole == 0 else (-1) ** (i + j) * determinant(minor) / whole


def value(t: Term, m: Model, bound: tuple[int, ...] = ()) -> Any:
    """The term in the model. Raises Undefined."""

    def of(part: Term) -> Any:
        return value(part, m, bound)

    match t:
        case Term("num", _, n):
            return Fraction(n)
        case Term("real" | "element", args, symbol):
            return m.value(symbol, *(int(of(a)) for a in args))
        case Term("bound", _, k):
            return Fraction(bound[k])
        case Term("index"):
            return Fraction(m.member(t))
        case Term("add", args):
            return total([of(a) for a in args])
        case Term("mul", args):
            return times([of(a) for a in args])
        case Term("pow", (base, exponent)):
            return power(of(base), of(exponent))
        case Term("iverson", (condition,)):
            return Fraction(bool(of(condition)))
        case Term("eq" | "ne" | "lt" | "le" as op, (a, b)):
            return RELATION[op](of(a), of(b))
        case Term("and", parts):
            return all(of(c) for c in parts)
        case Term("forall" | "sum" | "prod" as op, (over, body)):
            each = [value(body, m, (k, *bound)) for k in elements(over, m, bound)]
            return {"forall": all, "sum": total, "prod": times}[op](each)
        case Term("card", (over,)):
            return Fraction(len(elements(over, m, bound)))
        case Term("pi"):
            return +mp.pi
        case Term("inv" | "det" as op, (over, body, *entry)):
            inside = elements(over, m, bound)
            rows = [[value(body, m, (r, c, *bound)) for c in inside] for r in inside]
            return determinant(rows) if op == "det" else inverse(rows, *(inside.index(int(of(e))) for e in entry))
        case Term(op, (x,)) if op in EXACT:
            return EXACT[op](of(x))
        case Term(op, (x,)):
            result = PLAIN[op](number(of(x)))
            if not mp.isfinite(result) or mp.im(result) != 0:
                raise Undefined
            return mp.re(result)
    raise NotImplementedError(t.op)
