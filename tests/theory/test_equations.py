"""Every equation of the theory at points: it holds where its conditions do, and each condition is needed."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from mpmath import mp, mpf

from derive.terms.term import Term
from derive.theory.equations import EQUATIONS, Equation

ROUND = mpf(10) ** -40
GRID = (mpf(-7) / 3, mpf(-1), mpf(-1) / 4, mpf(0), mpf(1) / 4, mpf(1) / 2, mpf(1), mpf(2), mpf(7) / 3, mpf(5))


class Undefined(Exception):
    """No real number is meant."""


def real(x: Any) -> Any:
    if not mp.isfinite(x) or mp.im(x) != 0:
        raise Undefined
    return mp.re(x)


def power(base: Any, exponent: Any) -> Any:
    if (base == 0 and exponent < 0) or (base < 0 and exponent != int(exponent)):
        raise Undefined
    return base**exponent


def logarithm(x: Any) -> Any:
    if x <= 0:
        raise Undefined
    return mp.log(x)


PLAIN = {
    "log": logarithm, "abs": abs, "exp": mp.exp, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "tanh": mp.tanh, "sinh": mp.sinh,
    "cosh": mp.cosh, "arctan": mp.atan, "relu": lambda x: max(x, mpf(0)), "sigma": lambda x: 1 / (1 + mp.exp(-x)), "sign": mp.sign,
}  # fmt: skip


def value(t: Term, at: dict[Term, Any]) -> Any:
    """The term in real arithmetic. Raises Undefined."""
    match t:
        case Term("num", _, Fraction() | int() as number):
            return mpf(number.numerator) / number.denominator
        case Term("real"):
            return at[t]
        case Term("add", args):
            return mp.fsum(value(a, at) for a in args)
        case Term("mul", args):
            return mp.fprod(value(a, at) for a in args)
        case Term("pow", (base, exponent)):
            return power(value(base, at), value(exponent, at))
        case Term("iverson", (condition,)):
            return mpf(value(condition, at))
        case Term("eq" | "ne" | "lt" | "le" as op, (a, b)):
            x, y = value(a, at), value(b, at)
            return {"eq": x == y, "ne": x != y, "lt": x < y, "le": x <= y}[op]
        case Term(op, (x,)):
            return real(PLAIN[op](value(x, at)))
    raise NotImplementedError(t.op)


def points(equation: Equation) -> list[dict[Term, Any]]:
    chance = random.Random(equation.name)
    count = len(equation.variables)
    drawn = [tuple(mpf(chance.randint(-4000, 4000)) / 1000 for _ in range(count)) for _ in range(60)]
    return [dict(zip(equation.variables, values, strict=True)) for values in (*product(GRID, repeat=count), *drawn)]


def agrees(equation: Equation, at: dict[Term, Any]) -> bool:
    """Whether both sides are defined there and are the same number."""
    try:
        left, right = value(equation.left, at), value(equation.right, at)
    except Undefined:
        return False
    return bool(abs(left - right) <= ROUND * max(1, abs(left)))


@pytest.fixture(autouse=True)
def _many_digits() -> Any:
    with mp.workdps(50):
        yield


@pytest.mark.parametrize("name", EQUATIONS)
def test_holds_where_its_conditions_do(name: str) -> None:
    equation = EQUATIONS[name]
    assert equation.name == name and len(set(equation.variables)) == len(equation.variables)
    held = [at for at in points(equation) if all(value(c, at) for c in equation.conditions)]
    assert len(held) >= (10 if equation.variables else 1)
    for at in held:
        assert agrees(equation, at), at


@pytest.mark.parametrize("name", EQUATIONS)
def test_speaks_of_its_variables_alone(name: str) -> None:
    equation = EQUATIONS[name]
    spoken = equation.left.atoms.union(equation.right.atoms, *(c.atoms for c in equation.conditions))
    assert spoken == frozenset().union(*(v.atoms for v in equation.variables))


NEEDED = [(name, n) for name, e in EQUATIONS.items() for n in range(len(e.conditions))]


@pytest.mark.parametrize(("name", "number"), NEEDED)
def test_each_condition_is_needed(name: str, number: int) -> None:
    """Somewhere this condition alone is hurt, and there the sides differ or one of them is no real number."""
    equation = EQUATIONS[name]
    others = [c for n, c in enumerate(equation.conditions) if n != number]
    hurt = [at for at in points(equation) if not value(equation.conditions[number], at) and all(value(c, at) for c in others)]
    assert any(not agrees(equation, at) for at in hurt)


def test_an_equation_without_its_condition_is_noticed() -> None:
    """The test above can fail: log(xy) = log x + log y for x, y < 0."""
    product_rule = EQUATIONS["log-product"]
    x, y = product_rule.variables
    assert not agrees(product_rule, {x: mpf(-2), y: mpf(-3)}) and agrees(product_rule, {x: mpf(2), y: mpf(3)})
