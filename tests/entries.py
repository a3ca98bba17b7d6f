"""All entries of a claim at fixed sizes, as SymPy expressions in one symbol for each entry of each variable: what a user of SymPy would
have to simplify instead. Comes in: a claim and sizes. Goes out: pairs of expressions. Uses SymPy's own derivatives.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import sympy

from derive.terms.claim import Claim
from derive.terms.term import Symbol, Term
from tests.oracle import Names


class Entries:
    def __init__(self, claim: Claim, sizes: dict[str, int], integer: int) -> None:
        self.claim, self.sizes, self.integer = claim, sizes, integer
        self.indices: dict[Term, int] = {}
        self.replaced: dict[tuple[Symbol, tuple[int, ...]], Any] = {}

    def pairs(self) -> Iterator[tuple[Any, Any]]:
        """Both sides for every value of the free indices for which the case holds."""
        free = sorted(Names(self.claim.given, (self.claim.left, self.claim.right)).indices, key=lambda i: i.tag[0])
        free = [i for i in free if i in self.claim.left.atoms | self.claim.right.atoms]
        for values in product(*(self.elements(i.tag[1], ()) for i in free)):
            self.indices = dict(zip(free, values, strict=True))
            try:
                if all(self.of(c, ()) for c in self.claim.case):
                    yield self.of(self.claim.left, ()), self.of(self.claim.right, ())
            except KeyError:
                return

    def elements(self, over: Term, bound: tuple[int, ...]) -> list[int]:
        match over:
            case Term("set", _, name):
                return list(range(self.sizes.get(name, self.sizes["V"])))
            case Term("range", (low, high)):
                return list(range(int(self.of(low, bound)), int(self.of(high, bound)) + 1))
            case Term("filter", (inner, condition)):
                return [e for e in self.elements(inner, bound) if self.of(condition, (e, *bound))]
        raise NotImplementedError(over.op)

    def entry(self, symbol: Symbol, places: tuple[int, ...]) -> Any:
        if (symbol, places) in self.replaced:
            return self.replaced[symbol, places]
        if symbol in self.claim.given.definitions:
            return self.of(self.claim.given.definitions[symbol], places)
        if symbol.sort == "integer":
            return sympy.Integer(self.sizes.get(symbol.name, self.integer))
        if symbol.sort == "element":
            assert symbol.target is not None
            choices = self.elements(symbol.target, ())
            return sympy.Integer(choices[sum(places) % len(choices)])
        return sympy.Symbol("_".join(map(str, ("x", *symbol.name.encode(), *places))).replace("-", "m"), real=True)

    def of(self, t: Term, bound: tuple[int, ...]) -> Any:
        match t:
            case Term("num", _, value):
                return sympy.Rational(value.numerator, value.denominator)
            case Term("bound", _, k):
                return sympy.Integer(bound[k])
            case Term("index"):
                return sympy.Integer(self.indices[t])
            case Term("real" | "element" | "defined", indices, symbol):
                return self.entry(symbol, tuple(int(self.of(i, bound)) for i in indices))
            case Term("add", args):
                return sympy.Add(*(self.of(a, bound) for a in args))
            case Term("mul", args):
                return sympy.Mul(*(self.of(a, bound) for a in args))
            case Term("pow", (base, exponent)):
                return self.of(base, bound) ** self.of(exponent, bound)
            case Term("card", (over,)):
                return sympy.Integer(len(self.elements(over, bound)))
            case Term("sum" | "prod" as op, (over, body)):
                values = [self.of(body, (e, *bound)) for e in self.elements(over, bound)]
                return sympy.Add(*values) if op == "sum" else sympy.Mul(*values)
            case Term("iverson", (condition,)):
                return sympy.Integer(bool(self.of(condition, bound)))
            case Term("and", args):
                return all(self.of(a, bound) for a in args)
            case Term("eq" | "ne" | "lt" | "le" as op, (a, b)):
                x, y = self.of(a, bound), self.of(b, bound)
                return bool({"eq": x == y, "ne": x != y}[op] if op in ("eq", "ne") else x < y if op == "lt" else x <= y)
            case Term("D", (body, *indices), symbol):
                places = tuple(int(self.of(i, bound)) for i in indices)
                return sympy.diff(self.of(body, bound), self.entry(symbol, places))
            case Term("sigma", (x,)):
                return 1 / (1 + sympy.exp(-self.of(x, bound)))
            case Term("arctan", (x,)):
                return sympy.atan(self.of(x, bound))
            case Term("exp" | "log" | "sin" | "cos" | "tan" | "tanh" | "sinh" | "cosh" | "sign" as op, (x,)):
                return getattr(sympy, op)(self.of(x, bound))
            case Term("abs", (x,)):
                return sympy.Abs(self.of(x, bound))
        raise NotImplementedError(t.op)
