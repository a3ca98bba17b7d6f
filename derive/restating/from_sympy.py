"""A SymPy expression as a term: the inverse of `to_sympy`, and more that people write by hand.

Comes in: a SymPy expression, made by `to_sympy` or by hand with SymPy's usual evaluation, and a vocabulary. Goes out: the term; it is
read as it stands, nothing is simplified, so what SymPy's evaluation changed stays changed. Knows nothing of truth.

Beyond `objects`: a bound index may be any Symbol (its limits say where it runs), an Idx without range and a Symbol are looked up by name;
`E**x`, `Max(0, x)` (relu), `Gt`, `Ge`, derivatives of higher order, a Piecewise of several branches (a sum of cases).

Not told apart, because they are the same in SymPy: add and mul of one argument or none, and that argument, 0 or 1; filters in filters,
and one filter by `and`; the sum of [c] over a set, and the sum of 1 over the filter by c. Everything else comes back as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import count
from typing import Any

import sympy

from derive.restating.conditions import filtered, negated, parts_of_lambda, related
from derive.restating.objects import FROM_FUNCTION, NEUTRAL, CannotRestate, function_name, undefined
from derive.restating.vocabulary import Vocabulary
from derive.terms.term import ONE, Symbol, Term, abstract, add, bind, both, fn, index, integer_range, iverson, matrix, mul, num, real


def from_sympy(expression: Any, vocabulary: Vocabulary) -> Term:
    """The term that a SymPy expression or condition stands for. Raises CannotRestate for what is no object of SymPy (text is never
    read), for names that the vocabulary does not have, and for what no term says."""
    if not isinstance(expression, sympy.Basic):
        raise CannotRestate(f"{type(expression).__name__} is no SymPy expression")
    try:
        return _Reader(vocabulary, {}).read(expression)
    except RecursionError:
        raise CannotRestate("the SymPy expression is nested too deeply") from None


@dataclass(frozen=True, slots=True)
class _Reader:
    """bound: the SymPy objects that binders around have bound, and the passing indices that stand for them meanwhile."""

    vocabulary: Vocabulary
    bound: Mapping[Any, Term]
    numbers: count[int] = field(default_factory=count)
    known: dict[int, tuple[Any, Term]] = field(default_factory=dict)

    def read(self, e: Any) -> Term:
        """Every object once. By identity: SymPy calls some objects equal that were written differently (`Subs`)."""
        found = self.known.get(id(e))
        if found is None:
            found = self.known[id(e)] = e, self._read(e)
        return found[1]

    def all(self, expressions: Any) -> tuple[Term, ...]:
        return tuple(map(self.read, expressions))

    def _read(self, e: Any) -> Term:
        if isinstance(e, sympy.Symbol | sympy.Idx) and e in self.bound:
            return self.bound[e]
        match e:
            case sympy.Integer():
                return num(int(e))
            case sympy.Rational():
                return num(Fraction(int(e.p), int(e.q)))
            case sympy.Idx():
                return self.index(e)
            case _ if e is sympy.pi:
                return Term("pi")
            case sympy.Symbol():
                return self.name(e)
            case sympy.Indexed():
                return self.entry(e)
            case sympy.Add():
                return add(*self.all(e.args))
            case sympy.Mul():
                return mul(*self.all(e.args))
            case sympy.Pow() if e.base is sympy.E:
                return fn("exp", self.read(e.exp))
            case sympy.Pow():
                return Term("pow", self.all((e.base, e.exp)))
            case sympy.Sum() | sympy.Product():
                return self.big("sum" if isinstance(e, sympy.Sum) else "prod", e.function, e.limits)
            case sympy.Derivative():
                return self.derivative(e)
            case sympy.Subs():
                return self.replaced(e)
            case sympy.KroneckerDelta():
                return iverson(Term("eq", self.all(e.args[:2])))
            case sympy.Piecewise():
                return self.cases(e)
        return self._function(e) if isinstance(e, sympy.Function | sympy.Max) or e is sympy.E else self.condition(e)

    def _function(self, e: Any) -> Term:
        if e is sympy.E:
            return fn("exp", ONE)
        name = function_name(e)
        if name in ("max", "min") and undefined(e) and len(e.args) in (2, 3):
            return self.over(name, *e.args)
        if name in ("det", "inv") and undefined(e) and len(e.args) == (2 if name == "det" else 4):
            return self.matrix(name, *e.args)
        if name == "card" and undefined(e):
            return self.size(*e.args)
        if isinstance(e, sympy.Max) and len(e.args) == 2 and sympy.S.Zero in e.args:
            return fn("relu", self.read(next(a for a in e.args if a != 0)))
        if name in FROM_FUNCTION and len(e.args) == 1 and undefined(e) == (name in ("sigma", "relu")):
            return fn(FROM_FUNCTION[name], self.read(e.args[0]))
        if undefined(e) and (function := self.vocabulary.function(name, len(e.args))) is not None:
            return Term("call", self.all(e.args), (function, (0,) * len(e.args)))
        raise CannotRestate(f"the function `{name}` of {len(e.args)} arguments has no term")

    # --- names ---

    def name(self, e: Any) -> Term:
        over = self.vocabulary.sized(e.name)
        if over is not None:
            return Term("card", (over,))
        free = self.vocabulary.index(e.name) if (e.name, 0) not in self.vocabulary.symbols else None
        if free is not None:
            return free
        return real(self.vocabulary.symbol(e.name, (), True if e.is_integer else False if e.is_real else None))

    def index(self, e: Any) -> Term:
        """A free Idx: its range says the set, else the vocabulary."""
        name = str(e.label)
        if e.lower is not None and e.upper is not None:
            return index(name, self.set(e.lower, e.upper))
        free = self.vocabulary.index(name)
        if free is None:
            raise CannotRestate(f"the index `{name}` has no range, and none is declared")
        return free

    def entry(self, e: Any) -> Term:
        label = e.base.label
        if not isinstance(label, sympy.Symbol):
            raise CannotRestate(f"`{e.base}` is no name that can have entries")
        places = tuple(map(self.place, e.indices))
        return real(self.vocabulary.symbol(label.name, places, bool(label.is_integer)), *places)

    def place(self, e: Any) -> Term:
        """What stands in an index: a free index before a scalar of the same name."""
        free = self.vocabulary.index(e.name) if isinstance(e, sympy.Symbol) and e not in self.bound else None
        return free if free is not None else self.read(e)

    def set(self, low: Any, high: Any) -> Term:
        """The set that limits describe: (1, |V|) is V, all others are ranges."""
        over = self.vocabulary.sized(high.name) if isinstance(high, sympy.Symbol) else None
        return over if over is not None and low == 1 else integer_range(self.read(low), self.read(high))

    def size(self, over: Any, *conditions: Any) -> Term:
        if isinstance(over, sympy.Symbol) and over.name in self.vocabulary.sets and not conditions:
            return Term("card", (self.vocabulary.sets[over.name],))
        if not isinstance(over, sympy.Tuple) or len(over) != 2 or len(conditions) > 1:
            raise CannotRestate("`card` takes a set, or limits and a condition")
        found = self.set(*over)
        if conditions:
            variable, inside = self.inside(*parts_of_lambda(conditions[0])[:1], found)
            found = Term("filter", (found, abstract(inside.condition(conditions[0].expr), (variable,))))
        return Term("card", (found,))

    # --- binders ---

    def inside(self, symbol: Any, over: Term) -> tuple[Term, _Reader]:
        """A passing index over the set, and a reader for what the binder of `symbol` holds."""
        if not isinstance(symbol, sympy.Symbol | sympy.Idx):
            raise CannotRestate(f"`{symbol}` is no index that a sum can bind")
        variable = index(f"_restated{next(self.numbers)}", over)
        return variable, replace(self, bound={**self.bound, symbol: variable}, known={})

    def big(self, op: str, body: Any, limits: Any) -> Term:
        """SymPy writes the innermost sum first; a Piecewise that ends in 0 (in 1 for products) filters it."""
        *outer, (symbol, low, high) = limits
        variable, inside = self.inside(symbol, self.set(low, high))
        if outer:
            return bind(op, variable, inside.big(op, body, outer))
        kept = filtered(body, NEUTRAL[op])
        if kept is None:
            return bind(op, variable, inside.read(body))
        return bind(op, variable, inside.read(kept[0]), inside.condition(kept[1]))

    def over(self, op: str, body: Any, limits: Any, condition: Any = None) -> Term:
        """`max` and `min` over a set."""
        if not isinstance(limits, sympy.Tuple) or len(limits) != 2:
            raise CannotRestate(f"`{op}` takes a Lambda and the Tuple of its limits")
        symbol, value = parts_of_lambda(body)
        over = self.set(*limits)
        variable, inside = self.inside(symbol, over)
        if condition is None:
            return bind(op, variable, inside.read(value))
        about, truth = parts_of_lambda(condition)
        about_it = replace(self, bound={**self.bound, about: variable}, known={})
        return bind(op, variable, inside.read(value), about_it.condition(truth))

    def matrix(self, op: str, body: Any, limits: Any, *entry: Any) -> Term:
        """`det` and `inv` of the matrix whose entry a Lambda of two indices says."""
        if not isinstance(limits, sympy.Tuple) or len(limits) != 2 or not isinstance(body, sympy.Lambda) or len(body.variables) != 2:
            raise CannotRestate(f"`{op}` takes a Lambda of two indices and the Tuple of their limits")
        over = self.set(*limits)
        row, inside = self.inside(body.variables[0], over)
        column, inside = inside.inside(body.variables[1], over)
        return matrix(op, row, column, inside.read(body.expr), *map(self.place, entry))

    def derivative(self, e: Any) -> Term:
        body = self.read(e.expr)
        for variable, times in e.variable_count:
            entry = self.read(variable)
            if entry.op not in ("real", "defined") or entry.tag.sort == "integer":
                raise CannotRestate(f"a derivative by `{variable}`, which is no entry of a variable, has no term")
            if not isinstance(times, sympy.Integer):
                raise CannotRestate(f"a derivative of order `{times}` has no term")
            for _ in range(int(times)):
                body = Term("D", (body, *entry.args), entry.tag)
        return body

    def replaced(self, e: Any) -> Term:
        """`Subs(body, x, value)`, and `Subs(body, z[i, j], value)` for all i and j; `Subs(Derivative(f(x, y), x), (x, y), (a, b))` for an
        unknown function."""
        if isinstance(e.expr, sympy.Derivative) and undefined(e.expr.expr) and e.expr.expr.args == tuple(e.variables):
            function = self.vocabulary.function(function_name(e.expr.expr), len(e.variables))
            times = dict(e.expr.variable_count)
            if function is not None and all(isinstance(n, sympy.Integer) and x in e.variables for x, n in times.items()):
                return Term("call", self.all(e.point), (function, tuple(int(times.get(x, 0)) for x in e.variables)))
        if len(e.variables) != 1:
            raise CannotRestate(f"`Subs` of {len(e.variables)} variables at once has no term")
        place, value = e.variables[0], e.point[0]
        if not isinstance(place, sympy.Indexed):
            symbol = Symbol(str(place))
            return Term("at", (self.read(value), self.having(symbol).read(e.expr)), symbol)
        variables: list[Term] = []
        inside = self
        if len(set(place.indices)) < len(place.indices):
            raise CannotRestate(f"`Subs` of `{place}` has no term: its indices must differ")
        for i in place.indices:
            if not isinstance(i, sympy.Idx) or i.lower is None or i.upper is None or i in e.expr.free_symbols:
                raise CannotRestate(
                    f"`Subs` of `{place}` has no term: an index there means all entries, so it must be an Idx of its own, with a range"
                )
            variable, inside = inside.inside(i, inside.set(i.lower, i.upper))
            variables.append(variable)
        symbol = Symbol(str(place.base.label), tuple(v.tag[1] for v in variables))
        return Term("at", (abstract(inside.read(value), tuple(variables)), self.having(symbol).read(e.expr)), symbol)

    def having(self, symbol: Symbol) -> _Reader:
        return replace(self, vocabulary=self.vocabulary.having(symbol), known={})

    # --- conditions ---

    def condition(self, e: Any) -> Term:
        relation = related(e)
        if relation is not None:
            return Term(relation[0], self.all(relation[1]))
        if isinstance(e, sympy.And):
            return Term("and", tuple(map(self.condition, e.args)))
        advice = ": write an exact Rational" if isinstance(e, sympy.Float) else ""
        raise CannotRestate(f"`{e}` ({type(e).__name__}) has no term{advice}")

    def cases(self, e: Any) -> Term:
        """[c] for ((1, c), (0, True)); else the sum over the branches, each where the conditions before it fail."""
        kept = filtered(e, sympy.S.Zero)
        if kept is not None and kept[0] == 1:
            return iverson(self.condition(kept[1]))
        earlier: list[Any] = []
        parts: list[Term] = []
        for value, condition in e.args:
            own = () if condition == sympy.true else (self.condition(condition),)
            if value != 0:
                where = (*(negated(self.condition(c)) for c in earlier), *own)
                weight = (iverson(both(*where)),) if where else ()
                parts.append(mul(*weight, *(() if value == 1 else (self.read(value),))))
            if not own:
                return add(*parts)
            earlier.append(condition)
        raise CannotRestate(f"`{e}` has no value where none of its conditions holds: end it with (0, True)")
