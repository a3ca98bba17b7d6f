"""Terms made by hypothesis, and their values in two worlds: a model for `derive.evaluating`, and the same numbers for SymPy."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
from hypothesis import strategies as st
from opinion import World, definitions

from derive.evaluating.model import Model, Table
from derive.terms.term import (
    FUNCTIONS,
    ONE,
    Symbol,
    Term,
    abstract,
    add,
    bind,
    both,
    div,
    eq,
    finite_set,
    fn,
    index,
    integer_range,
    iverson,
    le,
    lt,
    matrix,
    mul,
    ne,
    neg,
    num,
    power,
    real,
)

V = finite_set("V")
d, m = Symbol("d", sort="integer"), Symbol("m", sort="integer")
D, WINDOW = integer_range(ONE, real(d)), integer_range(neg(real(m)), real(m))
COUNTED = integer_range(ONE, Term("card", (V,)))
X, U, A, B = Symbol("x"), Symbol("u", (V, D)), Symbol("a", (V,)), Symbol("b", (WINDOW,))
WORD = Symbol("w", (WINDOW,), "element", V)
YHAT, F = Symbol(r"\hat{y}", (V,), "defined"), Symbol("F", (), "defined")
Z = Symbol("z°", (V,))
o, i = index("o", V), index("i", V)
DEFINITIONS = {
    YHAT: abstract(div(fn("exp", real(A, i)), bind("sum", o, fn("exp", real(A, o)))), (i,)),
    F: mul(real(X), real(A, o)),
}
SETS = (V, D, WINDOW, COUNTED)
STEEP = frozenset({"exp", "log", "sinh", "cosh", "tan"})  # of entries only: towers of them have no number that anyone can compute
SMALL = st.sampled_from([num(n) for n in (-2, -1, 0, 1, 2)] + [num(Fraction(n, 3)) for n in (1, -2, 5)])
NAMES = [f"_{k}" for k in range(20)]


def places(over: Term, env: tuple[Term, ...]) -> Any:
    """Indices that may stand on an axis."""
    found = [i for i in env if i.tag[1] is over]
    if over is V:
        found += [real(WORD, i) for i in env if i.tag[1] is WINDOW] + [o]
    return st.sampled_from(found or [ONE if over is not V else o])


@st.composite
def entries(draw: Any, env: tuple[Term, ...]) -> Term:
    symbol = draw(st.sampled_from([X, U, A, B, YHAT, F]))
    return real(symbol, *(draw(places(a, env)) for a in symbol.axes))


@st.composite
def conditions(draw: Any, env: tuple[Term, ...], depth: int) -> Term:
    if draw(st.integers(0, 5)) == 0:
        return both(draw(conditions(env, depth)), draw(conditions(env, depth)))
    if draw(st.booleans()):
        over = draw(st.sampled_from([V, WINDOW]))
        return draw(st.sampled_from([eq, ne]))(draw(places(over, env)), draw(places(over, env)))
    relation = draw(st.sampled_from([eq, ne, lt, le]))
    return relation(draw(terms(env, depth - 1)), draw(terms(env, depth - 1)))


@st.composite
def sets(draw: Any, env: tuple[Term, ...], variable: Term, depth: int) -> Term:
    over = variable.tag[1]
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        over = Term("filter", (over, abstract(draw(conditions((*env, variable), depth - 1)), (variable,))))
    return over


@st.composite
def terms(draw: Any, env: tuple[Term, ...] = (), depth: int = 3, smooth: bool = False) -> Term:
    if depth <= 0:
        return draw(st.one_of(entries(env), SMALL))
    kinds = ["leaf", "add", "mul", "pow", "fn", "fn", "big", "big", "max", "iverson", "card", "D", "at", "matrix", "pi"]
    kind = draw(st.sampled_from(kinds))
    inner = terms(env, depth - 1, smooth)
    match kind:
        case "add" | "mul":
            return Term(kind, tuple(draw(st.lists(inner, max_size=3))))
        case "pow":
            return power(draw(inner), draw(SMALL))
        case "fn":
            name = draw(st.sampled_from(sorted(FUNCTIONS - ({"sign", "abs", "relu"} if smooth else set()))))
            return fn(name, draw(entries(env) if name in STEEP else inner))
        case "big" | "max":
            op = draw(st.sampled_from(["sum", "sum", "prod"] if kind == "big" or smooth else ["max", "min"]))
            variable = index(NAMES[len(env)], draw(st.sampled_from(SETS)))
            over = draw(sets(env, variable, depth))
            return Term(op, (over, abstract(draw(terms((*env, variable), depth - 1, smooth)), (variable,))))
        case "iverson" if not smooth:
            return iverson(draw(conditions(env, depth)))
        case "card":
            variable = index(NAMES[len(env)], draw(st.sampled_from(SETS)))
            return Term("card", (draw(sets(env, variable, depth)),))
        case "pi":
            return Term("pi")
        case "matrix":
            over = draw(st.sampled_from(SETS))
            row, column = index(NAMES[len(env)], over), index(NAMES[len(env) + 1], over)
            entry = [draw(places(over, env)) for _ in range(draw(st.sampled_from([0, 2])))]
            body = draw(terms((*env, row, column), depth - 2, True))
            return matrix("inv" if entry else "det", row, column, body, *entry)
        case "D":
            symbol = draw(st.sampled_from([X, U, A]))
            return Term("D", (draw(terms(env, depth - 1, True)), *(draw(places(a, env)) for a in symbol.axes)), symbol)
        case "at":
            return draw(replaced(env, depth))
    return draw(entries(env))


@st.composite
def replaced(draw: Any, env: tuple[Term, ...], depth: int) -> Term:
    """A function of z° at a value that depends on its index."""
    variable = index(NAMES[len(env)], V)
    value = abstract(draw(terms((*env, variable), depth - 2, True)), (variable,))
    place = draw(places(V, env))
    body = add(fn("tanh", mul(real(Z, place), draw(terms(env, depth - 2, True)))), bind("sum", variable, fn("exp", real(Z, variable))))
    return Term("at", (value, Term("D", (body, place), Z) if draw(st.booleans()) else body), Z)


SIZES = {"|V|": 3, "d": 2, "m": 1}
PLACE_OF_O = 2  # the element of V that o is, counted from 1


def worlds(seed: int) -> tuple[World, Model]:
    """The same numbers for SymPy and for the evaluator, which counts the elements of V from 0."""
    maps = {"w": {(-1,): 3, (0,): 1, (1,): 3}}
    world = World(SIZES, definitions(DEFINITIONS), maps, Random(seed))
    reals = {}
    for symbol, spans in ((X, ()), (U, ((1, 3), (1, 2))), (A, ((1, 3),)), (B, ((-1, 1),))):
        shape = tuple(high - low + 1 for low, high in spans)
        values = np.empty((*shape, 1), dtype=object)
        for cell in np.ndindex(shape):
            number = world.number(symbol.name, tuple(c + low for c, (low, _) in zip(cell, spans, strict=True)))
            values[(*cell, 0)] = Fraction(int(number.p), int(number.q))
        offsets = tuple(0 if axis is V else low for axis, (low, _) in zip(symbol.axes, spans, strict=True))
        reals[symbol] = Table.of_fractions(offsets, values)
    words = np.array([[2], [0], [2]])
    return world, Model({"V": 3}, {d: 2, m: 1}, {o: np.array([PLACE_OF_O - 1])}, {WORD: Table((-1,), words, words)}, reals)
