"""A term as SymPy would have it written: `objects` says which object stands for what.

Comes in: a term (sides and conditions alike). Goes out: a SymPy object in which nothing was evaluated: what is nested stays nested,
what could be simplified is not. Bound indices get letters that nothing else in the term has. Knows nothing of definitions and truth.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, count
from typing import Any

import sympy
from sympy.functions.elementary.piecewise import ExprCondPair

from derive.restating.objects import (
    BIG,
    CARD,
    EXTREME,
    MATRIX,
    NEUTRAL,
    OWN_NAMES,
    RELATIONS,
    TO_FUNCTION,
    CannotRestate,
    index_object,
    size_symbol,
)
from derive.terms.term import ONE, Symbol, Term, base_set, filter_conditions, index, instantiate, is_integer

LETTERS = "ijklpqrst"


def to_sympy(term: Term) -> Any:
    """The SymPy object for a term. Raises CannotRestate for what has none, and where SymPy would not leave it as it is."""
    if term.loose:
        raise CannotRestate("a term with loose bound indices has no SymPy object")
    try:
        return _Writer(_names(term)).write(term)
    except RecursionError:
        raise CannotRestate("the term is nested too deeply for SymPy") from None
    except TypeError as why:
        raise CannotRestate(f"SymPy refuses a part of the term ({why})") from None


def _names(term: Term) -> frozenset[str]:
    return frozenset(a.tag[0] if isinstance(a, Term) else getattr(a, "name", "") for a in term.atoms)


class _Writer:
    """taken: names that no bound index may have. Bound indices are opened on the way down, so that every term met is closed."""

    def __init__(self, taken: frozenset[str]) -> None:
        self.taken = taken
        self.written: dict[Term, Any] = {}

    def write(self, t: Term) -> Any:
        found = self.written.get(t)
        if found is None:
            found = self.written[t] = self._write(t)
        return found

    def _write(self, t: Term) -> Any:
        match t:
            case Term("num", _, value):
                return _number(value)
            case Term("index", _, (name, over)):
                return self.index(str(name), over)
            case Term("real" | "element" | "defined", indices, symbol):
                return self.entry(symbol, indices)
            case Term("call", args, (function, orders)):
                return self.call(function.name, orders, tuple(map(self.write, args)))
            case Term("add", args):
                return _kept(sympy.Add, *map(self.write, args)) if len(args) > 1 else sympy.Add(*map(self.write, args))
            case Term("mul", args):
                return _kept(sympy.Mul, *map(self.write, args)) if len(args) > 1 else sympy.Mul(*map(self.write, args))
            case Term("pow", (base, exponent)):
                return _kept(sympy.Pow, self.write(base), self.write(exponent))
            case Term("sum" | "prod", _):
                return self.big(t)
            case Term("max" | "min" as op, (over, _)):
                variable, body, condition = self.opened(t)
                filtered = () if condition is None else (sympy.Lambda(variable, condition),)
                return _kept(EXTREME[op], sympy.Lambda(variable, body), sympy.Tuple(*self.limits(base_set(over))), *filtered)
            case Term("pi", ()):
                return sympy.pi
            case Term("det" | "inv" as op, (over, _, *entry)):
                variables, body = self.matrix(t)
                return _kept(MATRIX[op], sympy.Lambda(variables, body), sympy.Tuple(*self.limits(over)), *map(self.write, entry))
            case Term("D", (body, *indices), symbol):
                entry = self.entry(symbol, tuple(indices))
                return sympy.Expr.__new__(sympy.Derivative, self.write(body), sympy.Tuple(entry, sympy.S.One))
            case Term("at", (value, body), symbol):
                return self.at(symbol, value, body)
            case Term("card", (over,)):
                return self.size(over)
        return self._condition(t)

    def _condition(self, t: Term) -> Any:
        match t:
            case Term("iverson", (Term("eq", (a, b)),)) if _is_place(a) and _is_place(b):
                return _kept(sympy.KroneckerDelta, self.write(a), self.write(b))
            case Term("iverson", (condition,)):
                return _piecewise(sympy.S.One, self.write(condition), sympy.S.Zero)
            case Term("eq" | "ne" | "lt" | "le" as op, (a, b)):
                return _kept(RELATIONS[op], self.write(a), self.write(b))
            case Term("and", args):
                return _conjunction(*map(self.write, args))
            case Term(op, (argument,)) if op in TO_FUNCTION:
                return _kept(TO_FUNCTION[op], self.write(argument))
        raise CannotRestate(f"`{t.op}` has no SymPy object here")

    # --- names and sets ---

    def entry(self, symbol: Symbol, indices: tuple[Term, ...]) -> Any:
        if not indices:
            whole = symbol.sort in ("integer", "element")
            return sympy.Symbol(symbol.name, **{"integer" if whole else "real": True})
        label = sympy.Symbol(symbol.name, integer=True) if symbol.sort == "element" else sympy.Symbol(symbol.name)
        return sympy.IndexedBase(label)[tuple(map(self.write, indices))]

    def call(self, name: str, orders: tuple[int, ...], arguments: tuple[Any, ...]) -> Any:
        """An unknown function of SymPy; a derivative of it is taken at symbols of its own, for which the arguments stand."""
        if name in OWN_NAMES:
            raise CannotRestate(f"an unknown function `{name}` would be the `{name}` of SymPy")
        function = sympy.Function(name, real=True)
        if not any(orders):
            return function(*arguments)
        places = [sympy.Symbol(f"xi_{k + 1}", real=True) for k in range(len(orders))]
        counts = (sympy.Tuple(x, sympy.Integer(k)) for x, k in zip(places, orders, strict=True) if k)
        return sympy.Subs(sympy.Expr.__new__(sympy.Derivative, function(*places), *counts), tuple(places), arguments)

    def index(self, name: str, over: Term) -> Any:
        if over.op == "filter":
            raise CannotRestate(f"the index {name} of a part of a set has no SymPy object: `Idx` knows a range only")
        return index_object(name, *self.limits(over))

    def limits(self, over: Term) -> tuple[Any, Any]:
        """The least and the greatest element of a set without filters."""
        match over:
            case Term("set", _, name):
                return sympy.S.One, size_symbol(str(name))
            case Term("range", (low, Term("card", (Term("set", _, name),)))) if low is ONE:
                return sympy.S.One, CARD(sympy.Symbol(str(name)))
            case Term("range", (low, high)):
                return self.write(low), self.write(high)
        raise CannotRestate(f"the set `{over.op}` has no limits in SymPy")

    def size(self, over: Term) -> Any:
        if over.op == "set":
            return size_symbol(str(over.tag))
        limits = sympy.Tuple(*self.limits(base_set(over)))
        if over.op == "range":
            return _kept(CARD, limits)
        variable = self.fresh(base_set(over), over)
        return _kept(CARD, limits, sympy.Lambda(self.write(variable), self.conditions(over, variable)))

    # --- binders ---

    def fresh(self, over: Term, where: Term, also: frozenset[str] = frozenset()) -> Term:
        """An index over the set, with the first letter that is not taken."""
        taken = self.taken | _names(where) | also
        letters = chain(LETTERS, (f"i{k}" for k in count(1)))
        return index(next(n for n in letters if n not in taken), over)

    def conditions(self, over: Term, variable: Term) -> Any:
        """All filters of a set as one condition about an element; None without filters."""
        found = tuple(map(self.write, filter_conditions(over, variable)))[::-1]
        return None if not found else found[0] if len(found) == 1 else _conjunction(*found)

    def opened(self, t: Term) -> tuple[Any, Any, Any]:
        """The index that a node binds, its body, and its filter (or None)."""
        over, body = t.args
        variable = self.fresh(base_set(over), t)
        return self.write(variable), self.write(instantiate(body, (variable,))), self.conditions(over, variable)

    def matrix(self, t: Term) -> tuple[tuple[Any, Any], Any]:
        """The row and the column that a matrix binds, and its entry there."""
        over, body = t.args[:2]
        row = self.fresh(over, t)
        column = self.fresh(over, t, frozenset((row.tag[0],)))
        return (self.write(row), self.write(column)), self.write(instantiate(body, (row, column)))

    def big(self, t: Term) -> Any:
        variable, body, condition = self.opened(t)
        if condition is not None:
            body = _piecewise(body, condition, NEUTRAL[t.op])
        return _bounded(BIG[t.op], body, sympy.Tuple(variable, *self.limits(base_set(t.args[0]))))

    def at(self, symbol: Symbol, value: Term, body: Term) -> Any:
        if symbol.sort != "real":
            raise CannotRestate(f"the value of {symbol.name}, which is no real variable, cannot be replaced in SymPy")
        within = self.write(body)
        also = frozenset(s.name for s in within.free_symbols)  # SymPy takes the indices of a Subs inside to be free
        variables: tuple[Term, ...] = ()
        for axis in symbol.axes:
            variables = (*variables, self.fresh(axis, Term("at", (value, body), symbol), also.union(v.tag[0] for v in variables)))
        point = self.write(instantiate(value, variables))
        return sympy.Subs(within, self.entry(symbol, variables), point)


def _number(value: int | Fraction) -> Any:
    return sympy.Integer(value) if isinstance(value, int) else sympy.Rational(value.numerator, value.denominator)


def _is_place(t: Term) -> bool:
    return t.op in ("index", "element") or (is_integer(t) and t.op not in ("iverson",))


def _kept(cls: Any, *args: Any) -> Any:
    """The object of this class with these very arguments."""
    made = cls(*args, evaluate=False)
    if made.func != cls or len(made.args) != len(args) or not all(map(_same, made.args, args)):
        raise CannotRestate(f"SymPy would not leave `{cls.__name__}` of {len(args)} arguments as it is written")
    return made


def _same(a: Any, b: Any) -> bool:
    """Written the same way. SymPy's own cache gives back what it calls equal, and it calls some `Subs` equal that are not."""
    if a is b:
        return True
    return a.func == b.func and len(a.args) == len(b.args) and (all(map(_same, a.args, b.args)) if a.args else a == b)


def _bounded(cls: Any, body: Any, limits: Any) -> Any:
    """A Sum or Product, built without their `__new__`, which evaluates conditions in the body; sums in sums are one Sum there as here."""
    inner, within = (body.function, body.limits) if body.func is cls else (body, ())
    made = sympy.Expr.__new__(cls, inner, *within, limits)
    made.is_commutative = True
    return made


def _piecewise(value: Any, condition: Any, otherwise: Any) -> Any:
    """Built without `Piecewise.__new__`, which rewrites conditions that hold another Piecewise."""
    pairs = (sympy.Tuple.__new__(ExprCondPair, value, condition), sympy.Tuple.__new__(ExprCondPair, otherwise, sympy.true))
    return sympy.Basic.__new__(sympy.Piecewise, *pairs)


def _conjunction(*conditions: Any) -> Any:
    """Built without `And.__new__`, which sorts, drops doubles and turns contradictions into False."""
    made = sympy.Basic.__new__(sympy.And, *conditions)
    made._argset = frozenset(conditions)
    return made
