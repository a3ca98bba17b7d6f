"""Derivatives of unknown functions, against dual numbers at random polynomials; and what no kernel takes for a call."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.evaluating.arithmetic import Floats
from derive.evaluating.evaluator import Evaluator
from derive.evaluating.model import Model, Table
from derive.proving.kernel import Kernel
from derive.proving.theorem import Refused
from derive.terms import wellformed
from derive.terms.parts import occurs
from derive.terms.table import Reader, Writer
from derive.terms.term import ONE, ZERO, Symbol, Term, add, bind, fn, index, integer_range, mul, num, power, real, substitute
from derive.theory.calculus import diff, without_derivatives

POWERS = integer_range(ZERO, num(3))
X, Y, Z = Symbol("x"), Symbol("y"), Symbol("z", (integer_range(ONE, num(3)),))
F, H = Symbol("f", (POWERS,), "function"), Symbol("h", (POWERS, POWERS), "function")
I = index("i", integer_range(ONE, num(3)))  # noqa: E741 (an index)


def f(x: Term, order: int = 0) -> Term:
    return Term("call", (x,), (F, (order,)))


def h(x: Term, y: Term, *orders: int) -> Term:
    return Term("call", (x, y), (H, orders or (0, 0)))


def terms() -> st.SearchStrategy[Term]:
    leaves = st.sampled_from([real(X), real(Y), num(2), num(Fraction(-1, 2)), real(Z, I), real(Z, num(1))])

    def grown(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        return st.one_of(
            st.builds(f, inner, st.integers(0, 2)),
            st.builds(h, inner, inner, st.integers(0, 2), st.integers(0, 1)),
            st.builds(add, inner, inner),
            st.builds(mul, inner, inner),
            st.builds(lambda t: bind("sum", I, t), inner),
            st.builds(lambda t: fn("tanh", t), inner),
            st.builds(lambda t: power(t, 2), inner),
        )

    return st.recursive(leaves, grown, max_leaves=8)


def model(seed: int) -> Model:
    random = np.random.default_rng(seed)

    def table(offsets: tuple[int, ...], *shape: int) -> Table:
        numbers = random.integers(-3, 4, (*shape, 1))
        return Table.of_fractions(offsets, np.vectorize(lambda n: Fraction(int(n), 4), otypes=[object])(numbers))

    reals = {X: table(()), Y: table(()), Z: table((1,), 3), F: table((0,), 4), H: table((0, 0), 4, 4)}
    return Model({}, {}, {I: np.array([2])}, {}, reals)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(terms(), st.sampled_from([(X, ()), (Y, ()), (Z, (I,)), (Z, (num(1),))]), st.integers(0, 50))
def test_the_chain_rule_at_polynomials(t: Term, by: tuple[Symbol, tuple[Term, ...]], seed: int) -> None:
    wellformed.check(t)
    symbol, entry = by
    evaluator = Evaluator({}, model(seed), Floats())
    slope = evaluator.evaluate(diff(t, symbol, entry, {})).flat[0]
    expected = evaluator.evaluate(Term("D", (t, *entry), symbol)).flat[0]
    assert slope == pytest.approx(expected, rel=1e-9, abs=1e-9, nan_ok=True)


def test_second_derivatives_do_not_depend_on_their_order() -> None:
    x, y = real(X), real(Y)
    t = h(x, y)
    one, other = (without_derivatives(Term("D", (Term("D", (t,), a),), b), {}) for a, b in ((X, Y), (Y, X)))
    assert one is other and occurs(h(x, y, 1, 1), one)


def test_a_derivative_is_taken_at_the_argument_of_its_own() -> None:
    """f'(g) for every argument, by another variable 0, and nothing bound escapes or is captured."""
    assert diff(f(real(Y)), X, (), {}) is ZERO
    bound = bind("sum", I, f(mul(real(X), real(Z, I))))
    slope = diff(bound, X, (), {})
    assert slope.loose == 0 and slope.args[1].args[0].tag == (F, (1,))
    renamed = substitute(f(real(Z, I)), {I: num(1)})
    assert renamed is f(real(Z, num(1)))


MALFORMED = [
    Term("call", (), (F, ())), Term("call", (real(X), real(X)), (F, (0, 0))), Term("call", (real(X),), (F, (0, 0))),
    Term("call", (real(X),), (F, (-1,))), Term("call", (real(X),), (F, ("1",))), Term("call", (real(X),), (X, (0,))),
    Term("call", (real(X),), (F, (0,), 1)), Term("real", (num(1),), F), Term("D", (f(real(X)), num(1)), F),
    Term("at", (real(X), f(real(X))), F), Term("call", (real(X),), (Symbol("f", (), "function"), (0,))),
    Term("call", (real(X),), (Symbol("f", (POWERS,), "real"), (0,))), Term("call", (real(X),), ("f", (0,))),
]  # fmt: skip


@pytest.mark.parametrize("t", MALFORMED, ids=repr)
def test_what_is_no_call(t: Term) -> None:
    with pytest.raises((ValueError, TypeError)):
        wellformed.check(t)
    with pytest.raises(Refused):
        Kernel({})("refl", t)


def test_calls_are_rows_and_come_back() -> None:
    t = add(f(real(X), 2), h(real(X), f(real(Y)), 1, 3), bind("sum", I, f(real(Z, I))))
    writer = Writer()
    number = writer.term(t)
    assert Reader(writer.rows()).term(number) is t


def test_the_kernel_uses_no_equation_at_one_argument_under_a_derivative() -> None:
    """From f(x) = 0 follows nothing about f'(x)."""
    kernel = Kernel({})
    known = kernel("assume", Term("eq", (f(real(X)), ZERO)))
    found = kernel("replace", Term("D", (f(real(X)),), X), known)
    assert found.concl.args[1] is Term("D", (f(real(X)),), X)
