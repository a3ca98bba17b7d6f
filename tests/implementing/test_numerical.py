"""Numerical derivatives against known ones: complex steps, balls, kinks, nested derivatives."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import numpy as np
import pytest

from derive.evaluating.arithmetic import Floats
from derive.evaluating.evaluator import Evaluator
from derive.evaluating.model import Model, Table
from derive.implementing.comparing import errors
from derive.implementing.numerical import FUNCTIONS, numerical, order
from derive.terms.term import Symbol, Term, add, eq, fn, index, iverson, matrix, mul, ne, num, power, real
from derive.theory.functions import FUNCTIONS as KNOWN

X = Symbol("x")
x = real(X)
POINTS = ["1/3", "2", "1/7", "5/4"]


def model(points: list[str]) -> Model:
    values = np.array([Fraction(p) for p in points], dtype=object)
    return Model({}, {}, {}, {}, {X: Table.of_fractions((), values)}, count=len(points))


def D(body: Term) -> Term:
    return Term("D", (body,), X)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@pytest.mark.parametrize("exact", [False, True])
def test_every_function(name: str, exact: bool) -> None:
    points = POINTS + ([] if name == "log" else ["-2", "-1/3"])
    expected = Evaluator({}, model(points), Floats()).evaluate(KNOWN[name].derivative(x))
    found = numerical({}, D(fn(name, x)), model(points), (), exact)
    assert np.max(errors(np.broadcast_to(expected, found.shape), found)) < 1e-14


def test_no_function_is_left_out() -> None:
    assert set(FUNCTIONS) == set(KNOWN)


@pytest.mark.parametrize("exponent", ["2", "3", "-1", "-2", "1/2", "-3/2"])
def test_powers(exponent: str) -> None:
    n = Fraction(exponent)
    found = numerical({}, D(power(x, n)), model(POINTS), ())
    expected = np.array([float(n) * float(Fraction(p)) ** float(n - 1) for p in POINTS])
    assert np.max(errors(expected, found)) < 1e-14


@pytest.mark.parametrize("exponent", range(5))
def test_powers_with_a_letter_in_the_exponent(exponent: int) -> None:
    points = [*POINTS, "-1/2", "-3", "0"]
    whole = Symbol("n", sort="integer")
    found = numerical({}, D(power(x, real(whole))), dataclasses.replace(model(points), integers={whole: exponent}), ())
    expected = np.array([exponent * float(Fraction(p)) ** max(exponent - 1, 0) for p in points])
    assert np.max(errors(expected, found)) < 1e-14


def test_what_has_no_value_has_no_slope() -> None:
    assert np.isnan(numerical({}, D(power(x, fn("cos", x))), model(["-2"]), ())).all()


def test_nested_derivatives_are_taken_in_balls() -> None:
    second = D(D(mul(x, fn("exp", x))))
    assert order(second, {}) == 2
    at = np.array([float(Fraction(p)) for p in POINTS])
    assert np.max(errors((at + 2) * np.exp(at), numerical({}, second, model(POINTS), ()))) < 1e-14


def test_a_derivative_through_a_definition() -> None:
    y = Symbol("y", (), "defined")
    definitions = {y: D(power(x, 3))}
    assert order(real(y), definitions) == 1
    at = np.array([float(Fraction(p)) for p in POINTS])
    assert np.max(errors(6 * at, numerical(definitions, D(real(y)), model(POINTS), ()))) < 1e-14


def test_errors_are_relative_to_the_largest_entry_and_see_what_is_no_number() -> None:
    expected = np.array([[1.0, np.nan], [1e-20, 2.0]])
    found = np.array([[1.0, 5.0], [0.0, np.inf]])
    assert errors(expected, found)[0, 0] == 0
    assert errors(expected, found)[1, 0] < 1e-19
    assert np.isnan(errors(expected, found)[0, 1])
    assert np.isinf(errors(expected, found)[1, 1])


def test_derivatives_of_inverses_and_determinants() -> None:
    """Of M = [[x, 1], [2, x]], singular at x^2 = 2: (M^-1)_11 = x / (x^2 - 2) and det M = x^2 - 2."""
    two = Term("range", (num(1), num(2)))
    i, j = index("i", two), index("j", two)
    entry = add(mul(iverson(eq(i, j)), x), mul(iverson(ne(i, j)), i))
    at = np.array([float(Fraction(p)) for p in POINTS])
    expected = {
        matrix("inv", i, j, entry, num(1), num(1)): -(at**2 + 2) / (at**2 - 2) ** 2,
        matrix("det", i, j, entry): 2 * at,
        fn("sin", mul(Term("pi"), x)): np.pi * np.cos(np.pi * at),
    }
    for term, slope in expected.items():
        for exact in (False, True):
            assert np.max(errors(slope, numerical({}, D(term), model(POINTS), (), exact))) < 1e-13
