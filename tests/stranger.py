"""A plain evaluator of terms: one recursion, mpmath at 120 digits, derivatives as central differences. It shares nothing with
`derive.evaluating`, `derive.proving` and `derive.theory`; it knows the meaning of terms from the table in `derive.terms.term` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from mpmath import mp, mpf

from derive.terms.claim import Claim
from derive.terms.term import Symbol, Term

DIGITS = 120
STEP = mpf(10) ** -30

FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": mp.exp, "abs": abs, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "tanh": mp.tanh, "sinh": mp.sinh, "cosh": mp.cosh,
    "arctan": mp.atan, "relu": lambda x: max(x, mpf(0)), "sigma": lambda x: 1 / (1 + mp.exp(-x)), "sign": mp.sign,
}  # fmt: skip


def flat(term: Term) -> list[Term]:
    """The factors of products in products."""
    return [f for a in term.args for f in flat(a)] if term.op == "mul" else [term]


class Undefined(Exception):
    """The term has no value at this point."""


class Unknown(Exception):
    """The point says nothing of a name."""


def power(base: Any, exponent: Any) -> Any:
    whole = exponent == int(exponent)
    if (base == 0 and exponent < 0) or (base < 0 and not whole):
        raise Undefined(f"{base} to the power {exponent}")
    return base ** int(exponent) if whole else base**exponent


def logarithm(x: Any) -> Any:
    if x <= 0:
        raise Undefined(f"log of {x}")
    return mp.log(x)


def number(text: Any) -> Any:
    """A "p/q" string, a decimal or an int; lists of them."""
    if isinstance(text, list):
        return [number(t) for t in text]
    if isinstance(text, int):
        return text
    parts = text.split("/")
    return mpf(parts[0]) / mpf(parts[1]) if len(parts) == 2 else mpf(text)


def minor(rows: list[list[Any]], i: int, j: int) -> list[list[Any]]:
    return [row[:j] + row[j + 1 :] for n, row in enumerate(rows) if n != i]


def determinant(rows: list[list[Any]]) -> Any:
    """Laplace's expansion by the first row."""
    if not rows:
        return mpf(1)
    return mp.fsum((-1) ** j * x * determinant(minor(rows, 0, j)) for j, x in enumerate(rows[0]))


def polynomial(text: str, arguments: list[Any], orders: tuple[int, ...]) -> Any:
    """`(s, t) -> s t^2 - 1/2 t`, differentiated term by term, at the arguments."""
    letters, _, body = text.partition(" -> ")
    names = letters.strip("()").split(", ")
    total = mpf(0)
    for piece in body.replace("- ", "+ -").split("+ "):
        coefficient, powers = mpf(-1 if piece.startswith("-") else 1), dict.fromkeys(names, 0)
        for factor in piece.lstrip("-").split():
            name, _, exponent = factor.partition("^")
            if name in powers:
                powers[name] = int(exponent or 1)
            else:
                coefficient *= number(factor)
        slopes = (mp.ff(powers[n], k) * x ** max(powers[n] - k, 0) for n, k, x in zip(names, orders, arguments, strict=True))
        total += coefficient * mp.fprod(slopes)
    return total


def depth(value: Any) -> int:
    return 1 + depth(value[0]) if isinstance(value, list) and value else int(isinstance(value, list))


@dataclass
class Point:
    """Sizes of sets and values of names, as the JSON of a witness gives them, and the definitions of the claim."""

    sizes: Mapping[str, int]
    values: Mapping[str, Any]
    claim: Claim
    moved: dict[tuple[Symbol, tuple[int, ...]], Any] = field(default_factory=dict)
    tables: dict[Symbol, Any] = field(default_factory=dict)
    bound: list[Any] = field(default_factory=list)

    def elements(self, over: Term) -> list[Any]:
        match over:
            case Term("set", _, name):
                return list(range(self.sizes[name]))
            case Term("range", (low, high)):
                return list(range(int(self.of(low)), int(self.of(high)) + 1))
            case Term("filter", (inner, condition)):
                return [e for e in self.elements(inner) if self.under(condition, e)]
        raise TypeError(over.op)

    def value(self, name: str, axes: int) -> Any:
        """What stands under the name with so many axes; a name that plays several parts is listed as `w`, `w~2`, ..."""
        for label, found in (*self.values.items(), *self.sizes.items()):
            if label.split("~")[0] == name and depth(found) == axes:
                return number(found)
        raise Unknown(name)

    def under(self, body: Term, *values: Any) -> Any:
        self.bound[:0] = values
        try:
            return self.of(body)
        finally:
            del self.bound[: len(values)]

    def entry(self, symbol: Symbol, place: tuple[int, ...]) -> Any:
        if symbol.sort == "defined":
            with self.stack(list(place)):
                return self.of(self.claim.given.definitions[symbol])
        found = self.tables.get(symbol)
        if found is None:
            found = self.value(symbol.name, len(symbol.axes))
        for over, k in zip(symbol.axes, place, strict=True):
            found = found[self.elements(over).index(k)]
        return found + self.moved.get((symbol, place), 0)

    @contextmanager
    def stack(self, bound: list[Any]) -> Iterator[None]:
        before, self.bound = self.bound, bound
        try:
            yield
        finally:
            self.bound = before

    def slope(self, symbol: Symbol, place: tuple[int, ...], body: Term) -> Any:
        before, values = self.moved.get((symbol, place), mpf(0)), []
        for h in (-2 * STEP, -STEP, STEP, 2 * STEP):
            self.moved[symbol, place] = before + h
            values.append(self.of(body))
        self.moved[symbol, place] = before
        a, b, c, d = values
        return (a - 8 * b + 8 * c - d) / (12 * STEP)

    def of(self, t: Term) -> Any:
        match t:
            case Term("num", _, value):
                return mpf(value.numerator) / value.denominator
            case Term("bound", _, k):
                return self.bound[k]
            case Term("index", _, (name, _)):
                return self.value(name, 0)
            case Term("real" | "element" | "defined", indices, symbol):
                return self.entry(symbol, tuple(int(self.of(i)) for i in indices))
            case Term("call", args, (function, orders)):
                return polynomial(self.values[function.name], [self.of(a) for a in args], orders)
            case Term("add", args):
                return mp.fsum(self.of(a) for a in args)
            case Term("mul"):
                factors = flat(t)
                if any(f.op == "iverson" and not self.of(f.args[0]) for f in factors):
                    return mpf(0)  # whatever stands beside it
                return mp.fprod(self.of(f) for f in factors)
            case Term("pow", (base, exponent)):
                return power(self.of(base), self.of(exponent))
            case Term("log", (x,)):
                return logarithm(self.of(x))
            case Term("card", (over,)):
                return mpf(len(self.elements(over)))
            case Term("sum" | "prod" | "max" | "min" as op, (over, body)):
                values = [self.under(body, e) for e in self.elements(over)]
                return {"sum": mp.fsum, "prod": mp.fprod, "max": max, "min": min}[op](values)
            case Term("forall", (over, body)):
                return all(self.under(body, e) for e in self.elements(over))
            case Term("iverson", (condition,)):
                return mpf(bool(self.of(condition)))
            case Term("and", args):
                return all(self.of(a) for a in args)
            case Term("eq" | "ne" | "lt" | "le" as op, (a, b)):
                x, y = self.of(a), self.of(b)
                return {"eq": x == y, "ne": x != y, "lt": x < y, "le": x <= y}[op]
            case Term("pi", ()):
                return +mp.pi
            case Term("det", (over, body)):
                return determinant(self.matrix(over, body))
            case Term("inv", (over, body, row, column)):
                return self.inverse(over, body, row, column)
            case Term("D", (body, *indices), symbol):
                return self.slope(symbol, tuple(int(self.of(i)) for i in indices), body)
            case Term("at", (value, body), symbol):
                return self.at(symbol, value, body)
            case Term(op, (x,)) if op in FUNCTIONS:
                return FUNCTIONS[op](self.of(x))
        raise NotImplementedError(t.op)

    def matrix(self, over: Term, body: Term) -> list[list[Any]]:
        elements = self.elements(over)
        return [[self.under(body, i, j) for j in elements] for i in elements]

    def inverse(self, over: Term, body: Term, row: Term, column: Term) -> Any:
        """Cramer's rule."""
        rows, elements = self.matrix(over, body), self.elements(over)
        i, j = elements.index(int(self.of(row))), elements.index(int(self.of(column)))
        whole = determinant(rows)
        if abs(whole) < mpf(10) ** (-DIGITS // 2):
            raise Undefined("the inverse of a singular matrix")
        return (-1) ** (i + j) * determinant(minor(rows, j, i)) / whole

    def at(self, symbol: Symbol, value: Term, body: Term) -> Any:
        """The body where the symbol has the entries of the value (first axis = bound 0)."""
        before, self.tables = self.tables, {**self.tables, symbol: self.tabled(symbol.axes, value, ())}
        try:
            return self.of(body)
        finally:
            self.tables = before

    def tabled(self, axes: tuple[Term, ...], value: Term, place: tuple[Any, ...]) -> Any:
        if not axes:
            return self.under(value, *place)
        return [self.tabled(axes[1:], value, (*place, e)) for e in self.elements(axes[0])]
