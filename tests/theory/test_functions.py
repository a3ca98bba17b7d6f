"""Every function of the theory: its derivative against central differences, its domain and its kinks against its values."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from derive.terms.term import FUNCTIONS as NAMES
from derive.terms.term import (
    HALF,
    ONE,
    ZERO,
    Symbol,
    Term,
    add,
    bind,
    div,
    finite_set,
    fn,
    index,
    integer_range,
    le,
    lt,
    mul,
    ne,
    num,
    power,
    real,
)
from derive.theory.calculus import NotDifferentiable, diff, domain
from derive.theory.functions import FUNCTIONS

X = Symbol("x")
x = real(X)
BELL = add(ONE, fn("exp", mul(num(-1), power(x, 2))))
POINTS = (-3.1, -2.0, -1.3, -0.6, -0.25, 0.2, 0.45, 0.9, 1.7, 2.4, 3.3)
STEP = 1e-6

PLAIN: dict[str, Callable[[float], float]] = {
    "exp": math.exp, "log": math.log, "abs": abs, "sin": math.sin, "cos": math.cos, "tan": math.tan, "tanh": math.tanh,
    "sinh": math.sinh, "cosh": math.cosh, "arctan": math.atan, "relu": lambda v: max(v, 0.0),
    "sigma": lambda v: 1 / (1 + math.exp(-v)), "sign": lambda v: math.copysign(1.0, v) if v else 0.0,
}  # fmt: skip


def value(t: Term, at: float) -> float:
    """The term at a point, in floats. Raises ValueError, ZeroDivisionError or TypeError where there is no number."""
    match t:
        case Term("num", _, number):
            return float(number)
        case Term("real"):
            return at
        case Term("add", args):
            return sum(value(a, at) for a in args)
        case Term("mul", args):
            return math.prod(value(a, at) for a in args)
        case Term("pow", (base, exponent)):
            return float(value(base, at) ** value(exponent, at))
        case Term("iverson", (condition,)):
            return float(holds(condition, at))
        case Term(op, (argument,)):
            return PLAIN[op](value(argument, at))
    raise NotImplementedError(t.op)


def holds(condition: Term, at: float) -> bool:
    a, b = (value(s, at) for s in condition.args)
    return {"eq": a == b, "ne": a != b, "lt": a < b, "le": a <= b}[condition.op]


def slope(t: Term, at: float) -> float:
    return (value(t, at + STEP) - value(t, at - STEP)) / (2 * STEP)


def test_the_table_is_complete() -> None:
    assert set(FUNCTIONS) == set(NAMES) == set(PLAIN)
    assert all(name == f.name for name, f in FUNCTIONS.items())


@pytest.mark.parametrize("name", FUNCTIONS)
def test_derivative(name: str) -> None:
    f = FUNCTIONS[name]
    smooth = [p for p in POINTS if all(holds(c, p) for c in (*f.smooth(x), *f.domain(x)))]
    assert len(smooth) >= 5
    for p in smooth:
        assert value(f.derivative(x), p) == pytest.approx(slope(fn(name, x), p), rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_derivative_holds_in_its_domain_alone(name: str) -> None:
    """Where the conditions of the domain are hurt, there is no value; where those of smooth are, there is a kink, a jump or a pole."""
    f = FUNCTIONS[name]
    for p in (*POINTS, 0.0):
        if not all(holds(c, p) for c in f.domain(x)):
            with pytest.raises(ValueError):
                value(fn(name, x), p)
        elif not all(holds(c, p) for c in f.smooth(x)):
            sides = [(value(fn(name, x), p + h) - value(fn(name, x), p)) / h for h in (-STEP, STEP)]
            assert sides[0] != pytest.approx(sides[1], abs=1e-3) or abs(sides[0]) > 1e3


# --- the rules of differentiation, in one table: the term, and what must be excluded

TERMS: dict[str, tuple[Term, frozenset[Term]]] = {
    "a constant": (num(3), frozenset()),
    "a product": (mul(x, fn("exp", x), fn("sin", x)), frozenset()),
    "a quotient": (div(fn("sin", x), x), frozenset({ne(x, ZERO)})),
    "an integer power": (power(x, 3), frozenset()),
    "a negative power": (power(x, -2), frozenset({ne(x, ZERO)})),
    "a root": (power(x, HALF), frozenset({lt(ZERO, x)})),
    "an exponential": (power(num(2), x), frozenset({lt(ZERO, num(2))})),
    "x to the x": (power(x, x), frozenset({lt(ZERO, x)})),
    "a chain": (fn("log", BELL), frozenset({lt(ZERO, BELL)})),
    "a kink inside": (fn("relu", add(x, ONE)), frozenset({ne(add(x, ONE), ZERO)})),
}  # fmt: skip


@pytest.mark.parametrize("name", TERMS)
def test_rules_of_differentiation(name: str) -> None:
    term, expected = TERMS[name]
    conditions: dict[Term, None] = {}
    derivative = diff(term, X, (), conditions)
    assert set(conditions) == expected
    for p in (p for p in POINTS if all(holds(c, p) for c in expected)):
        assert value(derivative, p) == pytest.approx(slope(term, p), rel=1e-4, abs=1e-6)


DOMAINS: dict[str, tuple[Term, frozenset[Term]]] = {
    "1/x": (power(x, -1), frozenset({ne(x, ZERO)})),
    "x^2": (power(x, 2), frozenset()),
    "root": (power(x, HALF), frozenset({le(ZERO, x)})),
    "log of 1/x": (fn("log", power(x, -1)), frozenset({lt(ZERO, power(x, -1)), ne(x, ZERO)})),
    "the derivative of log": (Term("D", (fn("log", x),), X), frozenset({lt(ZERO, x), ne(x, ZERO)})),
    "the derivative of |x|": (Term("D", (fn("abs", x),), X), frozenset({ne(x, ZERO)})),
    "an empty maximum": (
        bind("max", index("i", integer_range(ONE, x)), ONE), frozenset({lt(ZERO, Term("card", (integer_range(ONE, x),)))}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DOMAINS)
def test_domains(name: str) -> None:
    term, expected = DOMAINS[name]
    assert set(domain(term)) == expected


def test_conditions_are_closed_by_for_all() -> None:
    i = index("i", finite_set("V"))
    p = real(Symbol("p", (finite_set("V"),)), i)
    (condition,) = domain(bind("sum", i, fn("log", p)))
    assert condition is bind("forall", i, lt(ZERO, p))


def test_what_no_rule_differentiates() -> None:
    with pytest.raises(NotDifferentiable):
        diff(bind("max", index("i", finite_set("V")), x), X, (), {})
