"""A few hundred mutants (`.ci/run`: 20,000): none really false is proved, no witness is wrong, nearly all are refuted."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from random import Random

from derive.terms.claim import Claim, Given
from derive.terms.term import MINUS_ONE, ZERO, Symbol, Term, add, bind, finite_set, fn, index, mul, neg, num, power, real
from tests import mutants, mutation, oracle

COUNT = 400


def test_mutants() -> None:
    found = list(mutation.run(COUNT, seed=7, jobs=1))
    counts = Counter(outcome for _, outcome, _ in found)
    assert [text for _, outcome, text in found if outcome.isupper()] == []
    assert counts["refuted"] > COUNT // 3
    assert counts["false, open"] <= counts["refuted"] // 100


X = Symbol("x")
V = finite_set("V")
Z = Symbol("z", (V,))
CURVATURE = Term("D", (Term("D", (fn("sigma", real(X)),), X),), X)  # 0 at x = 0


BENT = Term("D", (power(fn("relu", real(X)), 2),), X)  # its second derivative jumps at 0


def slope_of_softmax() -> Term:
    """sum_w dp_i/dz_w = 0"""
    w, k, i = (index(name, V) for name in "wki")
    p = mul(fn("exp", real(Z, i)), power(bind("sum", k, fn("exp", real(Z, k))), -1))
    return bind("sum", w, Term("D", (p, w), Z))


ORACLE = (  # left side, right side, whether they differ at x = 0, |V| = 2, z = (1, 1/2)
    (power(CURVATURE, 2), num(-1), True),
    (power(CURVATURE, 2), ZERO, False),
    (power(CURVATURE, MINUS_ONE), ZERO, False),
    (BENT, ZERO, False),
    (BENT, num(Fraction(1, 10**12)), True),
    (power(slope_of_softmax(), MINUS_ONE), ZERO, False),
    (slope_of_softmax(), ZERO, False),
    (slope_of_softmax(), num(Fraction(1, 10**12)), True),
)


def test_the_oracle_takes_no_slope_of_zero_for_a_number_to_divide_by() -> None:
    for left, right, apart in ORACLE:
        point = oracle.points(Claim(Given(), (), left, right), Random(1), 1)[0]
        point.sizes, point.indices = {"V": 2}, {index("i", V): 0}
        point.values = {(X, ()): oracle.fmpq(0), (Z, (0,)): oracle.fmpq(1), (Z, (1,)): oracle.fmpq(1, 2)}
        point.memo.clear()
        assert oracle.differ(point, left, right) is apart, (left, right)


VACUOUS = (
    (power(slope_of_softmax(), MINUS_ONE), ZERO),
    (power(add(real(X), neg(real(X))), MINUS_ONE), ZERO),
    (fn("log", add(real(X), neg(real(X)))), fn("log", ZERO)),
)


def test_what_has_no_value_anywhere_does_not_count_as_proved() -> None:
    judge = mutation.Judge([], [], 1)
    for left, right in VACUOUS:
        assert not judge.proved(Claim(Given(), (), left, right), lambda: False, 0), (left, right)
    assert judge.proved(Claim(Given(), (), slope_of_softmax(), ZERO), lambda: False, 0)


def test_there_are_enough_kinds() -> None:
    assert len(mutants.OPERATORS) >= 30


def test_a_mutant_depends_on_seed_and_number_alone() -> None:
    steps, _ = mutation.sources(3, texts=0, folder=mutation.DERIVATIONS / "activations")
    first, again = (mutation.Judge(steps, [], 3) for _ in range(2))
    assert [again.mutant(n) for n in range(200, 0, -1)] == [first.mutant(n) for n in range(1, 201)][::-1]
