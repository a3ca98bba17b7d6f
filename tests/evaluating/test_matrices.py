"""Inverses, determinants and π at models: against NumPy, against their laws in exact arithmetic, and against the stranger."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from derive.evaluating import exact
from derive.evaluating.arithmetic import Floats, TooLarge, Unsupported
from derive.evaluating.evaluator import Evaluator
from derive.evaluating.model import Model, Table
from derive.terms.term import (
    ONE,
    ZERO,
    Symbol,
    Term,
    add,
    bind,
    eq,
    finite_set,
    fn,
    index,
    integer_range,
    iverson,
    lt,
    matrix,
    mul,
    neg,
    num,
    power,
    real,
    sub,
)

V = finite_set("V")
N = Symbol("n", sort="integer")
RANGE = integer_range(ONE, real(N))
X = Symbol("x")
x = real(X)
nan = math.nan


def letters(over):
    return tuple(index(c, over) for c in "ijkpqrs")


def values(term, entries, over=V, at_x=Fraction(2)):
    """The entries of the term at i, j over the whole set, in floats, and the same in exact arithmetic; x stands for a number."""
    size = len(entries)
    first = 0 if over is V else 1
    table = np.empty((size, size, 1), dtype=object)
    for place in np.ndindex(size, size):
        table[(*place, 0)] = Fraction(entries[place[0]][place[1]])
    reals = {Symbol("A", (over, over)): Table.of_fractions((first, first), table), X: Table.of_fractions((), np.array([at_x]))}
    at = Model({"V": size}, {N: size}, {}, {}, reals)
    i, j = letters(over)[:2]
    with exact.precision(128):
        found = [Evaluator({}, at, numbers, (i, j)).evaluate(term) for numbers in (Floats(), exact.Exact())]
    shape = (*([size] * 2), 1)
    rough, sharp = (np.broadcast_to(f.reshape(f.shape[max(0, f.ndim - 3) :]), shape)[..., 0].T for f in found)
    near = np.array([[float(exact.ball(v).mid()) if exact.is_finite(v) else nan for v in row] for row in sharp]).reshape(size, size)
    assert np.allclose(rough, near, rtol=1e-9, atol=1e-12, equal_nan=True)
    return near


def symbol(over=V):
    return Symbol("A", (over, over))


def a(over=V):
    return lambda r, c: real(symbol(over), r, c)


def inverse(entry, row, column, over=V):
    *_, r, s = letters(over)
    return matrix("inv", r, s, entry(r, s), row, column)


def determinant(entry, over=V):
    *_, r, s = letters(over)
    return matrix("det", r, s, entry(r, s))


REGULAR = {
    "one by one": [[Fraction(-3, 2)]],
    "two by two": [[1, 2], [3, 4]],
    "zero on the diagonal": [[0, 1], [1, 0]],
    "three by three": [[2, 0, 1], [1, 1, Fraction(1, 3)], [0, -1, 3]],
    "permuted": [[0, 0, 2], [1, 0, 0], [0, -1, 0]],
    "four by four": [[2, 0, -1, 3], [1, 1, 0, -2], [0, 5, Fraction(1, 2), 1], [-1, 2, 4, 1]],
}
SINGULAR = {"zero": [[0]], "equal rows": [[1, 2], [1, 2]], "rank one": [[1, 2, 3], [2, 4, 6], [3, 6, 9]]}


@pytest.mark.parametrize("over", [V, RANGE], ids=["set", "range"])
@pytest.mark.parametrize("entries", REGULAR.values(), ids=REGULAR)
def test_inverse_and_determinant_are_those_of_numpy(entries, over):
    i, j, *_ = letters(over)
    plain = np.array(entries, dtype=float)
    assert np.allclose(values(inverse(a(over), i, j, over), entries, over), np.linalg.inv(plain))
    assert np.allclose(values(determinant(a(over), over), entries, over), np.linalg.det(plain))


@pytest.mark.parametrize("entries", SINGULAR.values(), ids=SINGULAR)
def test_a_singular_matrix_has_no_inverse_but_a_determinant(entries):
    i, j, *_ = letters(V)
    assert np.isnan(values(inverse(a(), i, j), entries)).all()
    assert (values(determinant(a()), entries) == 0).all()


def laws(over=V):
    i, j, k, *_ = letters(over)
    A = a(over)

    def inv(r, c):
        return inverse(A, r, c, over)

    D = symbol(over)
    det = determinant(A, over)
    return {
        "A A^-1 = I": (bind("sum", k, mul(A(i, k), inv(k, j))), iverson(eq(i, j))),
        "A^-1 A = I": (bind("sum", k, mul(inv(i, k), A(k, j))), iverson(eq(i, j))),
        "(A^-1)^-1 = A": (inverse(inv, i, j, over), A(i, j)),
        "(A^T)^-1 = (A^-1)^T": (inverse(lambda r, s: A(s, r), i, j, over), inv(j, i)),
        "det A^-1 = 1 / det A": (determinant(inv, over), power(det, -1)),
        "det A^T = det A": (determinant(lambda r, s: A(s, r), over), det),
        "det of a product": (determinant(lambda r, s: bind("sum", k, mul(A(r, k), A(k, s))), over), power(det, 2)),
        "det(xA)": (determinant(lambda r, s: mul(x, A(r, s)), over), mul(bind("prod", k, x), det)),
        "d det A / dA_ij": (Term("D", (det, i, j), D), mul(det, inv(j, i))),
        "d log |det A| / dA_ij": (Term("D", (fn("log", fn("abs", det)), i, j), D), inv(j, i)),
        "d tr(A^-1) / dA_ij": (
            Term("D", (bind("sum", k, inv(k, k)), i, j), D),
            neg(bind("sum", k, mul(inv(j, k), inv(k, i)))),
        ),
        "d (A + xI)^-1 / dx": (
            Term("D", (inverse(lambda r, s: add(A(r, s), mul(x, iverson(eq(r, s)))), i, j, over),), X),
            neg(bind("sum", k, mul(*(inverse(lambda r, s: add(A(r, s), mul(x, iverson(eq(r, s)))), p, q, over)
                                     for p, q in ((i, k), (k, j)))))),
        ),
        "second derivative by x": (
            Term("D", (Term("D", (power(determinant(lambda r, s: mul(x, A(r, s)), over), -1),), X),), X),
            mul(power(bind("prod", k, x), -1), power(x, -2), power(det, -1), len_times(over)),
        ),
        "half of pi": (fn("sin", mul(num(Fraction(1, 2)), Term("pi"))), ONE),
    }  # fmt: skip


def len_times(over):
    size = Term("card", (over,))
    return mul(size, add(size, ONE))


@pytest.mark.parametrize("over", [V, RANGE], ids=["set", "range"])
@pytest.mark.parametrize("law", laws())
def test_laws(law, over):
    left, right = laws(over)[law]
    for entries in REGULAR.values():
        near = values(left, entries, over), values(right, entries, over)
        assert np.isfinite(near).all() and np.allclose(*near, rtol=1e-9), entries


def test_determinants_are_differentiated_where_there_is_no_inverse():
    i, j, *_ = letters(V)
    slope = values(Term("D", (determinant(a()), i, j), symbol()), SINGULAR["equal rows"])
    assert (slope == [[2, -1], [-2, 1]]).all()


def test_pi_is_enclosed():
    with exact.precision(200):
        (found,) = exact.values({}, Model({}, {}, {}, {}, {}), (Term("pi"),))
        assert not isinstance(found, exact.fmpq) and abs(found - exact.arb("3.14159265358979323846264338327950288419716939937510")) < 1e-49


def test_leading_minors():
    """det over 1..k, for every k: where the ends of the set vary, one matrix is not the other."""
    k, r, s = index("k", RANGE), index("r", RANGE), index("s", RANGE)
    part = integer_range(ONE, k)
    minor = Term("det", (part, Term("real", (Term("bound", (), 0), Term("bound", (), 1)), symbol(RANGE))))
    body = bind("sum", k, mul(k, minor))
    assert values(body, [[2, 1, 0], [1, 3, 5], [0, 5, 1]], RANGE)[0, 0] == 2 + 2 * 5 + 3 * (2 * (3 - 25) - 1)
    corner = Term("inv", (part, minor.args[1], r, s))
    found = values(bind("sum", k, bind("sum", r, bind("sum", s, corner, lt(s, add(k, ONE))), lt(r, add(k, ONE)))), [[2, 1], [1, 1]], RANGE)
    assert found[0, 0] == 0.5 + (1 - 1 - 1 + 2)
    outside = values(bind("sum", k, Term("inv", (part, minor.args[1], *letters(RANGE)[:2]))), [[2, 1], [1, 1]], RANGE)
    assert outside[0, 0] == 1.5 and np.isnan(outside).sum() == 3  # the 1 x 1 corner has no other entries


def test_what_is_no_entry_of_the_inverse_is_undefined():
    i, j, *_ = letters(RANGE)
    assert np.isnan(values(inverse(a(RANGE), add(i, ONE), j, RANGE), [[1, 2], [3, 4]], RANGE)[1]).all()


def test_an_empty_matrix_has_determinant_one():
    empty = integer_range(ONE, ZERO)
    r, s = index("r", empty), index("s", empty)
    assert values(matrix("det", r, s, ZERO), [[5]])[0, 0] == 1


def test_limits():
    large = integer_range(ONE, num(40))
    r, s = index("r", large), index("s", large)
    with pytest.raises(TooLarge, match="matrix with 40 rows"):
        values(matrix("det", r, s, sub(r, s)), [[5]])
    part = Term("filter", (V, eq(Term("bound", (), 0), Term("bound", (), 0))))
    with pytest.raises(Unsupported, match="part of a set"):
        values(Term("det", (part, ONE)), [[5]])
