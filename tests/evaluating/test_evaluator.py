"""Values of terms against formulas written by hand in NumPy and SymPy, which share no code with the evaluator."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from derive.evaluating import exact
from derive.evaluating.arithmetic import FLOAT_FUNCTIONS, Floats, TooLarge, Unsupported
from derive.evaluating.evaluator import Evaluator
from derive.evaluating.model import Model, Table
from derive.terms.term import (
    FUNCTIONS,
    ONE,
    ZERO,
    Symbol,
    Term,
    abstract,
    add,
    bind,
    div,
    eq,
    finite_set,
    fn,
    index,
    integer_range,
    iverson,
    le,
    lt,
    mul,
    ne,
    neg,
    num,
    power,
    real,
    sub,
)

V = finite_set("V")
M = Symbol("m", sort="integer")
m = real(M)
X, Y = Symbol("x"), Symbol("y")
x, y = real(X), real(Y)
A = Symbol("a", (V,))
W = Symbol("w", (integer_range(neg(m), m),))
E = Symbol("e", (integer_range(ZERO, m),), "element", V)
i, j, k = index("i", V), index("j", V), index("k", V)
s, t = index("s", integer_range(neg(m), m)), index("t", integer_range(neg(m), m))
VECTOR = [Fraction(1, 2), Fraction(-2), Fraction(3)]


def a(place):
    return real(A, place)


def table(values, *offsets):
    array = np.array(values, dtype=object)
    return Table.of_fractions(offsets, array.reshape((*array.shape, 1)) if array.shape else array.reshape(1))


def model(vector=VECTOR, at_x=Fraction(2), at_y=Fraction(1, 3), radius=1, **indices):
    window = [Fraction(n + 1) for n in range(2 * radius + 1)]
    places = np.array([[n % len(vector)] for n in range(radius + 1)])
    return Model(
        {"V": len(vector)},
        {M: radius},
        {index(n, V): np.array([p]) for n, p in indices.items()},
        {E: Table((0,), places, places)},
        {X: table(at_x), Y: table(at_y), A: table(vector, 0), W: table(window, -radius)},
    )


def both(term, at=None, definitions=None):
    """The value in floats and in balls, which must agree; nan if undefined in both."""
    at = at or model()
    rough = float(Evaluator(definitions or {}, at, Floats()).evaluate(term).flat[0])
    with exact.precision(128):
        (sharp,) = exact.values(definitions or {}, at, (term,))
    if not exact.is_finite(sharp):
        assert not math.isfinite(rough)
        return math.nan
    assert rough == pytest.approx(float(exact.ball(sharp).mid()), rel=1e-12, abs=1e-14)
    return rough


def D(body, symbol, *indices):
    return Term("D", (body, *indices), symbol)


def root(term):
    return power(term, Fraction(1, 2))


nan = math.nan
RAGGED = index("r", integer_range(s, m))
CASES = {
    "literal": (num(Fraction(3, 4)), 0.75),
    "empty sum of arguments": (Term("add"), 0),
    "negative base, integer power": (power(num(-2), 3), -8),
    "negative base, negative power": (power(num(-2), -3), -1 / 8),
    "perfect root": (root(num(Fraction(9, 4))), 1.5),
    "root of a negative": (root(num(-1)), nan),
    "cube root of a negative": (power(num(-8), Fraction(1, 3)), nan),
    "0^0": (power(ZERO, 0), nan),
    "x^0": (power(x, 0), 1),
    "power 0 of what is 0 but does not look so": (power(sub(root(mul(num(2), num(2))), fn("exp", fn("log", x))), 0), nan),
    "0^-1": (power(sub(x, x), -1), nan),
    "x^y": (power(x, y), 2 ** (1 / 3)),
    "negative to a variable integer": (power(num(-3), x), 9),
    "log 0": (fn("log", ZERO), nan),
    "log of a negative": (fn("log", num(-1)), nan),
    "undefined spreads": (mul(ZERO, fn("log", ZERO)), nan),
    "undefined denominator": (power(power(ZERO, -1), -1), nan),
    "sum": (bind("sum", i, a(i)), 1.5),
    "sum of a constant": (bind("sum", i, x), 6),
    "product": (bind("prod", i, a(i)), -3),
    "product of a constant": (bind("prod", i, x), 8),
    "maximum": (bind("max", i, a(i)), 3),
    "minimum": (bind("min", i, a(i)), -2),
    "filtered maximum": (bind("max", i, a(i), lt(a(i), ONE)), 0.5),
    "maximum over nothing": (bind("max", i, a(i), lt(a(i), num(-9))), nan),
    "filtered sum": (bind("sum", i, a(i), lt(ZERO, a(i))), 3.5),
    "undefined outside the filter": (bind("sum", i, fn("log", a(i)), lt(ZERO, a(i))), math.log(1.5)),
    "undefined inside the filter": (bind("sum", i, fn("log", a(i)), lt(a(i), ONE)), nan),
    "double sum": (bind("sum", i, bind("sum", j, mul(a(i), a(j)), ne(i, j))), 1.5**2 - 13.25),
    "window": (bind("sum", s, real(W, s)), 6),
    "window without 0": (bind("sum", s, real(W, s), ne(s, ZERO)), 4),
    "index as a number": (bind("sum", s, mul(s, real(W, s))), 2),
    "outside of a window": (real(W, add(m, ONE)), nan),
    "outside, filtered away": (bind("sum", s, real(W, add(s, ONE)), lt(s, m)), 5),
    "empty range": (bind("sum", index("p", integer_range(ONE, ZERO)), x), 0),
    "empty range, product": (bind("prod", index("p", integer_range(ONE, ZERO)), x), 1),
    "cardinality": (Term("card", (V,)), 3),
    "cardinality of a filter": (Term("card", (bind("sum", i, x, ne(i, k)).args[0],)), 2),
    "iverson": (bind("sum", i, mul(iverson(eq(i, k)), a(i))), 3),
    "iverson of reals": (iverson(lt(y, x)), 1),
    "forall": (iverson(bind("forall", i, lt(a(i), num(4)))), 1),
    "forall fails": (iverson(bind("forall", i, lt(a(i), num(3)))), 0),
    "forall over nothing": (iverson(bind("forall", i, lt(x, ONE), lt(a(i), num(-9)))), 1),
    "exact equality of rationals": (iverson(eq(mul(y, num(3)), ONE)), 1),
    "and": (iverson(Term("and", (lt(y, x), le(x, x)))), 1),
    "map": (a(Term("element", (ONE,), E)), -2),
    "derivative": (D(power(x, 3), X), 12),
    "derivative by another": (D(power(x, 3), Y), 0),
    "partial by an entry": (D(bind("sum", i, power(a(i), 2)), A, k), 6),
    "partial inside a sum": (bind("sum", j, D(bind("sum", i, power(a(i), 2)), A, j)), 3),
    "second derivative": (D(D(mul(power(x, 3), power(y, 2)), X), Y), 12 * 2 / 3),
    "twice the same": (D(D(power(x, 3), X), X), 12),
    "x^1 at 0": (D(power(sub(x, num(2)), 1), X), 1),
    "x^2 at 0": (D(power(sub(x, num(2)), 2), X), 0),
    "root at 0": (D(root(sub(x, num(2))), X), nan),
    "kink of abs": (D(fn("abs", sub(x, num(2))), X), nan),
    "kink of relu": (D(fn("relu", sub(x, num(2))), X), nan),
    "kink of sign": (D(fn("sign", sub(x, num(2))), X), nan),
    "kink of an iverson": (D(iverson(lt(x, num(2))), X), nan),
    "beside the kink": (D(iverson(lt(x, num(3))), X), 0),
    "kink of a filter": (D(bind("sum", i, a(i), lt(num(3), a(i))), A, k), nan),
    "kink elsewhere": (D(bind("sum", i, fn("abs", sub(a(i), num(3)))), A, index("l", V)), -1),
    "tie": (D(bind("max", i, mul(x, power(iverson(eq(i, i)), 1), add(ONE, mul(ZERO, a(i))))), X), nan),
    "maximum of one thing": (D(bind("max", i, x), X), 1),
    "slope of a maximum": (D(bind("max", i, a(i)), A, k), 1),
    "derivative of something undefined": (D(add(x, fn("log", num(-1))), X), nan),
    "x in the exponent": (D(power(y, x), X), (1 / 3) ** 2 * math.log(1 / 3)),
    "ragged double sum": (bind("sum", s, bind("sum", RAGGED, real(W, RAGGED))), 14),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_value(name):
    term, expected = CASES[name]
    assert both(term, model(k=2, l=0)) == pytest.approx(expected, rel=1e-12, nan_ok=True)


def test_every_function_is_there():
    assert set(FLOAT_FUNCTIONS) == set(exact.FUNCTIONS) == FUNCTIONS


NAMES = {"sigma": lambda v: 1 / (1 + sympy.exp(-v)), "relu": lambda v: sympy.Max(v, 0), "arctan": sympy.atan, "abs": sympy.Abs}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@pytest.mark.parametrize("order", [0, 1, 2])
def test_functions_and_their_derivatives(name, order):
    v = sympy.Symbol("v", real=True)
    formula = NAMES.get(name, getattr(sympy, name, None))(v)
    formula = formula.diff(v, order) if order else formula
    term = fn(name, x)
    for _ in range(order):
        term = D(term, X)
    for value in (Fraction(1, 3), Fraction(-2, 3), Fraction(2)):
        if name == "log" and value < 0:
            continue
        assert both(term, model(at_x=value)) == pytest.approx(float(formula.subs(v, sympy.Rational(value))), rel=1e-12)


def test_softmax_gradient_and_hessian_against_numpy():
    scores = Symbol("z", (V,))
    p = div(fn("exp", real(scores, j)), bind("sum", i, fn("exp", real(scores, i))))
    values = np.array([0.5, -2.0, 3.0, 1.0])
    soft = np.exp(values) / np.exp(values).sum()
    at = Model({"V": 4}, {}, {}, {}, {scores: table([Fraction(z) for z in values], 0)})
    first = Evaluator({}, at, Floats(), (j, k)).evaluate(D(p, scores, k)).reshape(4, 4)
    np.testing.assert_allclose(first, np.diag(soft) - np.outer(soft, soft), rtol=1e-12)
    entropy = bind("sum", i, fn("exp", real(scores, i)))
    second = Evaluator({}, at, Floats(), (j, k)).evaluate(D(D(fn("log", entropy), scores, j), scores, k)).reshape(4, 4)
    np.testing.assert_allclose(second, np.diag(soft) - np.outer(soft, soft), rtol=1e-12)


def test_definitions_are_followed_under_a_derivative():
    square = Symbol("q", (V,), "defined")
    definitions = {square: abstract(power(a(i), 2), (i,))}
    assert both(D(bind("sum", j, real(square, j)), A, k), model(k=1), definitions) == -4


def test_at_replaces_and_differentiates_by_the_name():
    z = Symbol("z", (V,))
    doubled = abstract(mul(num(2), a(i)), (i,))
    inner = D(bind("sum", i, mul(power(real(z, i), 2), a(i))), z, k)
    assert both(Term("at", (doubled, inner), z), model(k=2)) == 2 * 6 * 3
    outer = D(Term("at", (doubled, inner), z), A, k)  # 2 (2 a_k) a_k = 4 a_k^2, so 8 a_k
    assert both(outer, model(k=2)) == 24
    assert both(bind("sum", k, Term("at", (doubled, inner), z))) == 4 * 13.25


def test_at_under_a_binder_that_the_value_uses():
    z = Symbol("z")
    term = bind("sum", i, Term("at", (a(i), D(power(real(z), 3), z)), z))
    assert both(term) == 3 * 13.25


def test_coincident_and_single():
    one = model([Fraction(-7)], i=0, j=0)
    assert both(iverson(eq(i, j)), one) == 1
    assert both(bind("sum", i, bind("sum", j, a(j), ne(i, j))), one) == 0


@pytest.mark.parametrize("term", [Term("integral", (x,)), D(x, M), bind("sum", index("r", x), ONE), real(Symbol("f", sort="defined"))])
def test_unsupported(term):
    with pytest.raises(Unsupported):
        both(term)


@pytest.mark.parametrize(
    "term",
    [
        bind("sum", index("r", integer_range(ONE, num(10**9))), ONE),
        bind("sum", index("r", integer_range(ONE, num(10**30))), ONE),
    ],
)
def test_too_large(term):
    with pytest.raises(TooLarge):
        both(term)


def test_huge_powers_end():
    tower = power(num(9), power(num(9), num(9)))
    assert not math.isfinite(Evaluator({}, model(), Floats()).evaluate(tower).flat[0])
    with exact.precision(128):
        assert exact.values({}, model(), (tower,))


def test_deep_terms_are_refused():
    term = x
    for _ in range(3000):
        term = Term("exp", (neg(term),))
    with pytest.raises(TooLarge):
        Evaluator({}, model(), Floats()).evaluate(term)


LEAVES = st.sampled_from([x, y, num(2), num(Fraction(-1, 2)), num(3)])
SMOOTH = ("exp", "sin", "cos", "tanh", "sigma", "arctan")


def grown(inner):
    return st.one_of(
        st.builds(add, inner, inner),
        st.builds(mul, inner, inner),
        st.builds(lambda b, n: power(b, n), inner, st.sampled_from([2, 3, -1])),
        st.builds(fn, st.sampled_from(SMOOTH), inner),
    )


def in_sympy(term, names):
    match term:
        case Term("num", _, value):
            return sympy.Rational(value)
        case Term("real", _, symbol):
            return names[symbol.name]
        case Term("add", args):
            return sympy.Add(*(in_sympy(b, names) for b in args))
        case Term("mul", args):
            return sympy.Mul(*(in_sympy(b, names) for b in args))
        case Term("pow", (base, exponent)):
            return in_sympy(base, names) ** in_sympy(exponent, names)
    return NAMES.get(term.op, getattr(sympy, term.op, None))(in_sympy(term.args[0], names))


@settings(max_examples=60, deadline=None)
@any_of(st.recursive(LEAVES, grown, max_leaves=6))
def test_mixed_second_derivatives_agree_with_sympy(term):
    names = {"x": sympy.Symbol("x"), "y": sympy.Symbol("y")}
    at = {names["x"]: sympy.Rational(2, 3), names["y"]: sympy.Rational(-3, 2)}
    try:
        derivative = in_sympy(term, names).diff(names["x"], names["y"])
        if derivative.has(sympy.zoo, sympy.nan):
            return
        expected = derivative.subs(at).evalf(30)
    except (ZeroDivisionError, ValueError):
        return
    if not (expected.is_Float or expected.is_Rational) or abs(expected) > 1e12:
        return
    with exact.precision(256):
        (found,) = exact.values({}, model(at_x=Fraction(2, 3), at_y=Fraction(-3, 2)), (D(D(term, X), Y),))
    if exact.is_finite(found):
        assert float(exact.ball(found).mid()) == pytest.approx(float(expected), rel=1e-9, abs=1e-15)


def test_an_index_array_is_not_taken_for_one_that_is_gone() -> None:
    """Arrays are known by their identity, which a new one may have after an old one is gone."""
    places = Evaluator({}, model(), Floats())
    values = np.zeros((3, 1))
    for n in range(60):
        place = n % 6
        _, outside = places.gather(values, (0,), [np.full(1, place)])
        assert (outside is not None) == (place >= 3)


@pytest.mark.parametrize("place", [0, 1])
def test_a_tie_has_no_derivative_whichever_element_changes(place: int) -> None:
    """max(x_1^2, x_2^2) has a gradient at 0, the first derivatives agree there; it has no Hessian."""
    axis = integer_range(num(1), num(2))
    x, i, k = Symbol("t", (axis,)), index("i", axis), index("k", axis)
    largest = bind("max", k, mul(real(x, k), real(x, k)))
    twice = Term("D", (Term("D", (largest, i), x), i), x)
    at = Model({}, {}, {i: np.array([place + 1])}, {}, {x: table([Fraction(0), Fraction(0)], 1)})
    assert math.isnan(float(Evaluator({}, at, Floats()).evaluate(twice).flat[0]))
