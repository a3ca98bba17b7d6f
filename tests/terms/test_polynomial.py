"""Properties of the arithmetic that prover and kernel share: an expansion has the value of the term, in the total semantics too."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derive.terms.polynomial import OutOfFuel, Poly, Ring, constant, plus, poly_term
from derive.terms.term import HALF, MINUS_ONE, ONE, ZERO, Symbol, Term, add, div, fn, mul, neg, num, power, real, sub

x, y, z = (real(Symbol(name)) for name in "xyz")
Values = dict[Term, Fraction]

rationals = st.fractions(min_value=-4, max_value=4, max_denominator=6)
points = st.fixed_dictionaries({x: rationals, y: rationals, z: rationals})
leaves = st.one_of(st.sampled_from((x, y, z)), rationals.map(num))


def composed(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    some = st.lists(inner, min_size=0, max_size=3)
    return st.one_of(
        some.map(lambda args: add(*args)),
        some.map(lambda args: mul(*args)),
        st.tuples(inner, st.integers(-3, 3)).map(lambda p: power(*p)),
    )


terms = st.recursive(leaves, composed, max_leaves=8)


def value(t: Term, at: Values) -> Fraction:
    """The term in exact rational arithmetic, total: 1/0 = 0."""
    match t:
        case Term("num", _, number):
            return Fraction(number)
        case Term("real"):
            return at[t]
        case Term("add", args):
            return sum((value(a, at) for a in args), Fraction(0))
        case Term("mul", args):
            return math.prod((value(a, at) for a in args), start=Fraction(1))
        case Term("pow", (base, Term("num", _, n))):
            b = value(base, at)
            return Fraction(0) if b == 0 and n < 0 else b ** int(n)
    raise NotImplementedError(t.op)


def of_poly(poly: Poly, at: Values) -> Fraction:
    total = Fraction(0)
    for monomial, coefficient in poly.items():
        assert coefficient != 0
        total += coefficient * math.prod((value(power(atom, e), at) for atom, e in monomial), start=Fraction(1))
    return total


# --- laws


@settings(max_examples=400, deadline=None)
@given(terms, points)
def test_an_expansion_has_the_value_of_the_term_everywhere(t: Term, at: Values) -> None:
    """Where a denominator is 0 too: the arithmetic is that of the total semantics."""
    poly = Ring().of(t)
    assert of_poly(poly, at) == value(t, at)
    assert value(poly_term(poly), at) == value(t, at)


@settings(max_examples=300, deadline=None)
@given(terms, points)
def test_with_known_denominators_it_has_the_value_where_they_are_not_zero(t: Term, at: Values) -> None:
    assume(all(at.values()))
    assert of_poly(Ring(nonzero=frozenset(at)).of(t), at) == value(t, at)


@settings(max_examples=300, deadline=None)
@given(terms)
def test_the_term_of_a_polynomial_is_a_fixed_point(t: Term) -> None:
    once = poly_term(Ring().of(t))
    assert poly_term(Ring().of(once)) is once


@settings(max_examples=200, deadline=None)
@given(st.lists(terms, min_size=2, max_size=3))
def test_the_order_does_not_matter(parts: list[Term]) -> None:
    for build in (add, mul):
        assert len({poly_term(Ring().of(build(*order))) for order in permutations(parts)}) == 1


@settings(max_examples=200, deadline=None)
@given(terms, terms, terms)
def test_brackets_do_not_matter(a: Term, b: Term, c: Term) -> None:
    ring = Ring()
    assert ring.of(add(add(a, b), c)) == ring.of(add(a, add(b, c))) == ring.of(add(a, b, c))
    assert ring.of(mul(mul(a, b), c)) == ring.of(mul(a, mul(b, c))) == ring.of(mul(a, b, c))
    assert ring.of(mul(a, add(b, c))) == ring.of(add(mul(a, b), mul(a, c)))
    assert not ring.of(sub(a, a)) and plus(ring.of(a), ring.of(a), Fraction(-1)) == {} == constant(0)


# --- cases

E_X, E_Y = fn("exp", x), fn("exp", y)
INVERSE = power(x, -1)
CANCELS: dict[str, tuple[Term, Term, frozenset[Term], frozenset[Term]]] = {
    "x/x": (mul(x, INVERSE), ONE, frozenset({x}), frozenset()),
    "x^2/x": (mul(power(x, 2), INVERSE), x, frozenset({x}), frozenset()),
    "root of x, squared": (power(power(x, HALF), 2), x, frozenset(), frozenset({x})),
    "root of x squared": (power(power(x, 2), HALF), x, frozenset(), frozenset({x})),
    "root times root": (mul(power(x, HALF), power(y, HALF)), power(mul(x, y), HALF), frozenset(), frozenset({x, y})),
    "root / x": (mul(power(x, HALF), INVERSE), power(x, Fraction(-1, 2)), frozenset(), frozenset({x})),
}  # fmt: skip
ALWAYS: dict[str, tuple[Term, Term]] = {
    "exp of a sum": (fn("exp", add(x, y)), mul(E_X, E_Y)),
    "exp of a difference": (fn("exp", sub(x, y)), div(E_X, E_Y)),
    "exp is not zero": (mul(E_X, power(E_X, -1)), ONE),
    "exp of a multiple": (fn("exp", mul(num(3), x)), power(E_X, 3)),
    "exp of zero": (fn("exp", sub(x, x)), ONE),
    "one over zero": (power(ZERO, -1), power(sub(x, x), -1)),
    "to the power 0": (power(x, 0), ONE),
    "an inverse of an inverse": (power(power(x, -1), -1), x),
    "a square of a sum": (power(add(x, y), 2), add(power(x, 2), mul(num(2), x, y), power(y, 2))),
    "a sum of one": (Term("add", (x,)), x),
    "no factors": (Term("mul", ()), ONE),
    "no summands": (Term("add", ()), ZERO),
    "inverse of a product": (power(mul(x, y), -1), mul(power(x, -1), power(y, -1))),
    "sign of a denominator": (div(ONE, sub(x, y)), neg(div(ONE, sub(y, x)))),
    "content of a denominator": (div(num(2), add(mul(num(2), x), mul(num(2), y))), div(ONE, add(x, y))),
    "root of a number": (power(num(12), HALF), mul(num(2), power(num(3), HALF))),
    "root of a fraction": (power(num(Fraction(1, 2)), HALF), mul(HALF, power(num(2), HALF))),
    "root of two, squared": (mul(power(num(2), HALF), power(num(2), HALF)), num(2)),
}
NEVER: dict[str, tuple[Term, Term]] = {
    "x/x is not 1": (mul(x, INVERSE), ONE),
    "x^2/x is not x, formally": (mul(power(x, 2), INVERSE, INVERSE), ONE),
    "(x + y)/(x + y) is not 1": (div(add(x, y), add(x, y)), ONE),
    "root of a square": (power(power(x, 2), HALF), x),
    "square of a root": (power(power(x, HALF), 2), x),
    "root of a product": (power(mul(x, y), HALF), mul(power(x, HALF), power(y, HALF))),
    "root of a negative number": (power(num(-4), HALF), num(2)),
    "third root of a cube": (power(power(x, 3), Fraction(1, 3)), x),
    "log of exp of a sum": (fn("log", add(E_X, E_Y)), add(x, y)),
    "exp of a product": (fn("exp", mul(x, y)), mul(E_X, E_Y)),
    "one over zero is not one": (power(ZERO, -1), ONE),
}


@pytest.mark.parametrize("name", CANCELS)
def test_what_is_known_cancels_and_nothing_else(name: str) -> None:
    left, right, nonzero, positive = CANCELS[name]
    known = Ring(nonzero, positive)
    assert known.of(left) == known.of(right)
    assert Ring().of(left) != Ring().of(right)


@pytest.mark.parametrize("name", ALWAYS)
def test_what_always_holds(name: str) -> None:
    left, right = ALWAYS[name]
    assert Ring().of(left) == Ring().of(right)


@pytest.mark.parametrize("name", NEVER)
def test_what_is_never_assumed(name: str) -> None:
    left, right = NEVER[name]
    assert Ring().of(left) != Ring().of(right)


HEAVY: dict[str, Callable[[], Term]] = {
    "many factors": lambda: mul(*(add(real(Symbol(f"a{k}")), real(Symbol(f"b{k}"))) for k in range(40))),
    "a power of a long sum": lambda: power(add(*(real(Symbol(f"a{k}")) for k in range(12))), 60),
}


@pytest.mark.parametrize("name", HEAVY)
def test_fuel_bounds_an_expansion(name: str) -> None:
    with pytest.raises(OutOfFuel):
        Ring().of(HEAVY[name]())


@pytest.mark.parametrize("exponent", [10**9, -(10**9), 10**40])
def test_great_powers_stay_atoms(exponent: int) -> None:
    for base in (num(9), add(x, ONE), x):
        assert len(Ring().of(power(base, exponent))) == 1
    assert MINUS_ONE is num(-1)
