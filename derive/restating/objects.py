"""Which SymPy objects stand for what: the names that both directions share.

Comes in: nothing. Goes out: tables and small constructors. Knows nothing of terms under binders.

| term | SymPy |
|---|---|
| index of a set V | `Idx(Symbol(name, integer=True), (1, |V|))`, `|V|` = `Symbol("|V|", integer=True, positive=True)` |
| index of a range | `Idx(Symbol(name, integer=True), (low, high))` |
| real, no indices | `Symbol(name, real=True)`; sort "integer": `Symbol(name, integer=True)` |
| real, defined, with indices | `IndexedBase(Symbol(name))[...]` |
| defined, no indices | `Symbol(name, real=True)` |
| element | `IndexedBase(Symbol(name, integer=True))[...]`; without indices `Symbol(name, integer=True)` |
| num | `Integer`, `Rational` |
| add, mul, pow | `Add`, `Mul`, `Pow`, with evaluate=False: nested as written, in the order that was written |
| exp log abs sign sin cos tan tanh sinh cosh arctan | `exp log Abs sign sin cos tan tanh sinh cosh atan`, with evaluate=False |
| sigma, relu | `Function("sigma")`, `Function("relu")` |
| call | `Function(name, real=True)(x, y)`; a derivative `Subs(Derivative(f(xi_1, xi_2), xi_1), (xi_1, xi_2), (x, y))` |
| sum, prod | `Sum(body, (i, low, high))`, `Product(...)`; SymPy writes sums in sums as one `Sum` with several limits |
| filter under sum (prod) | the whole body is `Piecewise((body, condition), (0, True))` (`(1, True)`) |
| max, min | `Function("max")(Lambda(i, body), Tuple(low, high))`, with a filter a third argument `Lambda(i, condition)` |
| pi | `pi` |
| det, inv | `Function("det")(Lambda((i, j), body), Tuple(low, high))`, `Function("inv")(..., row, column)` |
| iverson of an equation of indices or integers | `KroneckerDelta(i, j)`, in the order that was written |
| iverson of another condition | `Piecewise((1, condition), (0, True))` |
| card of a set, a range, a filter | `|V|`, `card(Tuple(low, high))`, `card(Tuple(low, high), Lambda(i, c))` |
| the range 1..card V (it is not V itself) | limits `(1, Function("card")(Symbol("V")))` |
| D | `Derivative(body, entry)`, never evaluated. A defined name is opaque to SymPy: its `doit` takes F to be constant. Unfold first |
| at, of a scalar | `Subs(body, x, value)` |
| at, of an array | `Subs(body, z[i, j], value)`: for *all* indices, i and j being bound. SymPy's `doit` would replace that one entry only |
| eq ne lt le and | `Eq Ne Lt Le And`, with evaluate=False |
| forall; a free index of a filtered set | none: `CannotRestate` |
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import UndefinedFunction


class CannotRestate(Exception):
    """What has no counterpart on the other side; the message is one sentence that names it."""


SIGMA, RELU, CARD, MAX, MIN, DET, INV = (sympy.Function(name) for name in ("sigma", "relu", "card", "max", "min", "det", "inv"))
TO_FUNCTION: dict[str, Any] = {
    "exp": sympy.exp, "log": sympy.log, "abs": sympy.Abs, "sign": sympy.sign, "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan,
    "tanh": sympy.tanh, "sinh": sympy.sinh, "cosh": sympy.cosh, "arctan": sympy.atan, "sigma": SIGMA, "relu": RELU,
}  # fmt: skip
FROM_FUNCTION: dict[str, str] = {function.__name__: name for name, function in TO_FUNCTION.items()}
RELATIONS: dict[str, Any] = {"eq": sympy.Eq, "ne": sympy.Ne, "lt": sympy.Lt, "le": sympy.Le}
BIG: dict[str, Any] = {"sum": sympy.Sum, "prod": sympy.Product}
NEUTRAL: dict[str, Any] = {"sum": sympy.S.Zero, "prod": sympy.S.One}
EXTREME: dict[str, Any] = {"max": MAX, "min": MIN}
MATRIX: dict[str, Any] = {"det": DET, "inv": INV}
OWN_NAMES = frozenset({*TO_FUNCTION, *FROM_FUNCTION, *EXTREME, *MATRIX, "card"})  # an unknown function of such a name would be that one


def size_symbol(name: str) -> Any:
    """The number of elements of a named set."""
    return sympy.Symbol(f"|{name}|", integer=True, positive=True)


def index_object(name: str, low: Any, high: Any) -> Any:
    """An index that runs from low to high."""
    return sympy.Idx(sympy.Symbol(name, integer=True), (low, high))


def function_name(expression: Any) -> str:
    """`sigma` for an applied function, be it SymPy's own or an undefined one."""
    return str(expression.func.__name__)


def undefined(expression: Any) -> bool:
    """Whether the expression applies a function that SymPy knows nothing of."""
    return isinstance(expression.func, UndefinedFunction)
