"""True claims find no witness, false ones an exact one that can be recomputed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from fractions import Fraction
from math import exp
from pathlib import Path

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
import homework

from derive.evaluating import exact
from derive.evaluating.arithmetic import Unsupported
from derive.evaluating.contents import relevant
from derive.evaluating.refuting import find_model, refute
from derive.terms.claim import Claim, Given
from derive.terms.term import (
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
i, j, k = index("i", V), index("j", V), index("k", V)
N = Symbol("n", sort="integer")
n = real(N)
D_ = integer_range(ONE, n)
r, s, t = index("r", D_), index("s", D_), index("t", D_)
x, y = real(Symbol("x")), real(Symbol("y"))
P, A, B = Symbol("p", (V,)), Symbol("A", (D_, D_)), Symbol("B", (D_,))
WORDS = Symbol("w", (D_,), "element", V)
M = Symbol("m", sort="integer")
u = index("u", integer_range(ONE, real(M)))
L = Symbol("l", (integer_range(ONE, real(M)),))
TINY = Fraction(1, 10**12)
WINDOW, SHORT = integer_range(neg(real(M)), real(M)), integer_range(neg(real(M)), n)
w, short = index("w", WINDOW), index("w", SHORT)
W = Symbol("g", (WINDOW,))
PLAIN = Given()


def p(place):
    return real(P, place)


def a(row, column):
    return real(A, row, column)


def entry(place):
    return real(WORDS, place)


def under(*facts):
    return Given({}, (le(ONE, n), *facts))


def root(term):
    return power(term, Fraction(1, 2))


def recomputed(claim, witness):
    """Both sides and all conditions at the witness once more."""
    with exact.precision(512):
        left, right = exact.values(claim.given.definitions, witness.model, (claim.left, claim.right))
        facts = relevant(claim.given.facts, (*claim.case, claim.left, claim.right), claim.given.definitions)
        held = exact.values(claim.given.definitions, witness.model, (*facts, *claim.case))
    assert exact.apart(left, right) and all(h == 1 for h in held)
    assert witness.left != witness.right
    return left, right


@pytest.mark.parametrize("name", homework.TRUE)
def test_homework_true(name):
    outcome = refute(homework.TRUE[name])
    assert outcome.witness is None and outcome.agreed >= 40 and outcome.undefined == 0


@pytest.mark.parametrize("name", homework.FALSE)
def test_homework_false(name):
    witness = refute(homework.FALSE[name]).witness
    recomputed(homework.FALSE[name], witness)
    assert witness.sizes["V"] <= 2 and witness.integers["d"] == 1


def test_a_witness_by_hand():
    """u and v in plain Python, without the evaluator."""
    witness = refute(homework.FALSE["by v_c, sign"]).witness
    u, v = ([[Fraction(q) for q in row] for row in witness.reals[name]] for name in "uv")
    c, o, k = witness.indices["c"], witness.indices["o"], witness.indices["k"] - 1
    weights = [exp(sum(p * q for p, q in zip(row, v[c], strict=True))) for row in u]
    gradient = -float(u[o][k]) + sum(q * float(row[k]) for q, row in zip(weights, u, strict=True)) / sum(weights)
    assert float(Fraction(witness.left)) == pytest.approx(gradient)
    assert float(Fraction(witness.right)) == pytest.approx(-gradient)


FAR = num(Fraction(1, 10**12))
FALSE = {
    "root of a square": Claim(PLAIN, (), root(power(x, 2)), x),
    "near miss": Claim(PLAIN, (), add(fn("exp", x), FAR), fn("exp", x)),
    "nearer miss": Claim(PLAIN, (), add(fn("sin", x), num(Fraction(1, 10**40))), fn("sin", x)),
    "near miss of a rational": Claim(PLAIN, (), add(x, FAR), x),
    "only at a coincidence": Claim(PLAIN, (), iverson(eq(i, j)), ZERO),
    "only if three differ": Claim(PLAIN, (ne(i, j), ne(j, k), ne(i, k)), ONE, ZERO),
    "only at size 1": Claim(PLAIN, (), iverson(eq(Term("card", (V,)), ONE)), ZERO),
    "only at size 2": Claim(under(), (), iverson(eq(n, num(2))), ZERO),
    "true at size 1": Claim(PLAIN, (), bind("sum", i, mul(p(i), p(i))), power(bind("sum", i, p(i)), 2)),
    "empty window": Claim(Given({}, (le(ZERO, n),)), (), iverson(eq(n, ZERO)), ZERO),
    "only for ties": Claim(PLAIN, (), bind("sum", i, iverson(eq(p(i), bind("max", j, p(j))))), ONE),
    "only for negatives": Claim(PLAIN, (), fn("relu", x), x),
    "only for 0": Claim(PLAIN, (), iverson(eq(x, ZERO)), ZERO),
    "log of a product": Claim(PLAIN, (lt(ZERO, x), lt(ZERO, y)), fn("log", mul(x, y)), mul(fn("log", x), fn("log", y))),
    "symmetric": Claim(under(bind("forall", r, bind("forall", s, eq(a(r, s), a(s, r))))), (ne(s, t),), a(s, t), neg(a(t, s))),
    "a distribution": Claim(Given({}, (eq(bind("sum", i, p(i)), ONE), bind("forall", i, lt(ZERO, p(i))))), (), p(j), power(p(j), 2)),
    "zero array": Claim(under(), (bind("forall", r, eq(real(B, r), ZERO)),), add(x, real(B, s)), ZERO),
    "different words": Claim(under(bind("forall", r, bind("forall", s, ne(entry(r), entry(s)), ne(r, s)))), (), p(entry(t)), p(k)),
    "repeated words": Claim(under(le(num(2), n)), (ne(s, t),), iverson(eq(entry(s), entry(t))), ZERO),
    "idempotent": Claim(Given({}, (eq(power(x, 2), x),)), (), x, ONE),
    "a bounded number": Claim(Given({}, (lt(neg(ONE), x), lt(x, ONE))), (), root(sub(ONE, power(x, 2))), ONE),
    "recursion": Claim(
        under(bind("forall", r, eq(real(B, r), add(mul(num(2), real(B, sub(r, ONE))), ONE)), ne(r, ONE))),
        (ne(s, ONE),),
        real(B, s),
        real(B, ONE),
    ),
    "negative integer": Claim(PLAIN, (), fn("abs", n), n),
    "only where x = y": Claim(PLAIN, (), iverson(eq(x, y)), ZERO),
    "exact size": Claim(Given({}, (eq(n, num(6)),)), (), n, num(5)),
    "kink": Claim(PLAIN, (), Term("D", (fn("abs", x),), Symbol("x")), ONE),
    "a far digit, 0 at equal entries": Claim(PLAIN, (), mul(num(1 + TINY), sub(p(i), p(j))), sub(p(i), p(j))),
    "a far digit in an exponent": Claim(under(), (), mul(power(n, -1 + TINY), power(real(B, s), 2)), div(power(real(B, s), 2), n)),
    "a far digit under a large term": Claim(PLAIN, (), add(fn("exp", x), num(TINY)), fn("exp", x)),
    "the shorter of two ends": Claim(Given({}, (le(ONE, n), le(ONE, real(M)))), (), bind("sum", r, real(L, r)), bind("sum", u, real(L, u))),
    "the end of a window": Claim(
        Given({}, (le(ZERO, n), le(ZERO, real(M)))), (), bind("sum", w, real(W, w)), bind("sum", short, real(W, short))
    ),
    "an empty product where two indices differ": Claim(
        Given({}, (le(ZERO, real(M)),)), (ne(i, j),), bind("prod", u, mul(iverson(eq(i, j)), real(L, u))), ZERO
    ),
    "all words the same": Claim(Given({}, (le(num(4), n), le(n, num(6)))), (), bind("prod", r, iverson(eq(entry(r), i))), ZERO),
}

TRUE = {
    "root of a square": Claim(PLAIN, (le(ZERO, x),), root(power(x, 2)), x),
    "merged indices": Claim(PLAIN, (eq(i, j), eq(j, k)), add(p(i), p(k)), mul(num(2), p(j))),
    "symmetric": Claim(under(bind("forall", r, bind("forall", s, eq(a(r, s), a(s, r))))), (), a(s, t), a(t, s)),
    "normalised": Claim(Given({}, (eq(bind("sum", i, p(i)), ONE),)), (), bind("sum", i, mul(x, p(i))), x),
    "nothing undefined counts": Claim(PLAIN, (), mul(x, power(x, -1)), ONE),
    "not at the kink": Claim(
        PLAIN, (), Term("D", (fn("abs", x),), Symbol("x")), sub(iverson(le(ZERO, x)), iverson(lt(x, ZERO)))
    ),
    "different words": Claim(
        under(bind("forall", r, bind("forall", s, ne(entry(r), entry(s)), ne(r, s)))),
        (),
        iverson(eq(entry(s), entry(t))),
        iverson(eq(s, t)),
    ),
    "triangular sums": Claim(under(), (), bind("sum", r, r), mul(n, add(n, ONE), num(Fraction(1, 2)))),
    "cancellation to 0": Claim(PLAIN, (), sub(fn("exp", x), mul(fn("exp", sub(x, ONE)), fn("exp", ONE))), ZERO),
    "large numbers": Claim(PLAIN, (), power(fn("exp", mul(num(200), x)), -1), fn("exp", mul(num(-200), x))),
    "bounds": Claim(Given({}, (lt(ZERO, x), lt(x, ONE))), (), fn("abs", sub(x, ONE)), sub(ONE, x)),
    "idempotent": Claim(Given({}, (eq(power(x, 2), x),)), (), power(x, 3), x),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_false(name):
    outcome = refute(FALSE[name])
    assert outcome.witness is not None
    recomputed(FALSE[name], outcome.witness)


@pytest.mark.parametrize("name", TRUE)
def test_true(name):
    outcome = refute(TRUE[name])
    assert outcome.witness is None and outcome.agreed >= 8


def test_conditions_restrict_the_search():
    claim = Claim(PLAIN, (), root(power(x, 2)), x)
    assert refute(claim).witness is not None
    assert refute(claim, (le(ZERO, x),)).witness is None


def test_other_facts_do_not_matter():
    hopeless = eq(add(power(y, 2), ONE), ZERO)
    assert refute(Claim(Given({}, (hopeless,)), (), x, ONE)).witness is not None


def test_the_witness_is_plain():
    witness = refute(Claim(PLAIN, (), root(power(x, 2)), x)).witness
    assert (witness.reals, witness.left, witness.right) == ({"x": "-1"}, "1", "-1")


def test_decimals_tell_near_sides_apart():
    for claim in (FALSE["nearer miss"], Claim(PLAIN, (), div(ONE, num(16)), power(num(2), -4 + TINY))):
        witness = refute(claim).witness
        assert Fraction(witness.left) != Fraction(witness.right), claim


def test_unknown_operators_are_named():
    with pytest.raises(Unsupported, match="integral"):
        refute(Claim(PLAIN, (), Term("integral", (x,)), x))


MODELS = {
    "nothing": (PLAIN, True),
    "positive": (Given({}, (lt(ZERO, x), lt(x, num(Fraction(1, 100))))), True),
    "negative square": (Given({}, (eq(power(x, 2), neg(ONE)),)), False),
    "contradiction": (Given({}, (lt(x, ZERO), lt(ZERO, x))), False),
    "sizes": (Given({}, (le(num(2), n), lt(n, num(2)))), False),
    "too many different words": (
        under(eq(Term("card", (V,)), ONE), eq(n, num(2)), ne(entry(ONE), entry(num(2)))), False,
    ),
    "distribution": (Given({}, (eq(bind("sum", i, p(i)), ONE), bind("forall", i, lt(ZERO, p(i))))), True),
    "two equations": (Given({}, (eq(add(x, y), ONE), eq(x, num(3)))), True),
    "identity": (under(bind("forall", r, bind("forall", s, eq(bind("sum", t, mul(a(r, t), a(s, t))), iverson(eq(r, s)))))), True),
    "equal and not": (Given({}, (eq(i, j), ne(i, j))), False),
    "a product of sizes": (Given({}, (eq(n, mul(num(2), real(Symbol("h", sort="integer")))), le(num(3), n))), True),
    "divided": (Given({}, (eq(mul(num(3), x), ONE),)), True),
}  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_models(name):
    facts, expected = MODELS[name]
    found = find_model(facts)
    assert (found is not None) == expected
    if found is not None:
        with exact.precision(128):
            assert all(h == 1 for h in exact.values(facts.definitions, found, facts.facts))


def test_a_model_where_terms_are_defined():
    assert find_model(PLAIN, defined=(fn("log", x), fn("log", neg(y)))) is not None
    assert find_model(PLAIN, defined=(fn("log", sub(neg(power(x, 2)), ONE)),)) is None
    softmax = Symbol("q", (V,), "defined")
    body = abstract(div(fn("exp", p(i)), bind("sum", j, fn("exp", p(j)))), (i,))
    assert find_model(Given({softmax: body}), defined=(fn("log", real(softmax, k)),)) is not None


POLYNOMIALS = st.lists(st.tuples(st.integers(-3, 3), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@any_of(POLYNOMIALS, POLYNOMIALS)
def test_polynomials_differ_exactly_when_their_coefficients_do(first, second):
    def term(parts):
        one = [power(x, p) if p else ONE for p in range(4)], [power(y, p) if p else ONE for p in range(4)]
        return add(*(mul(num(q), one[0][p], one[1][r]) for q, p, r in parts))

    def coefficients(parts):
        total = {}
        for q, *powers in parts:
            total[tuple(powers)] = total.get(tuple(powers), 0) + q
        return {powers: q for powers, q in total.items() if q}

    claim = Claim(PLAIN, (), term(first), term(second))
    witness = refute(claim).witness
    assert (witness is None) == (coefficients(first) == coefficients(second))
    if witness is not None:
        left, right = recomputed(claim, witness)
        assert (str(left), str(right)) == (witness.left, witness.right)


PRINTED = """
import json, sys
sys.path.insert(0, {folder!r})
import homework
from test_witness_search import FALSE
from derive.evaluating.refuting import refute
found = {{}}
for name, claim in [*homework.FALSE.items(), *FALSE.items()]:
    w = refute(claim).witness
    found[name] = [w.sizes, w.indices, w.integers, w.elements, w.reals, w.left, w.right]
print(json.dumps(found))
"""


def test_equal_bytes_in_every_run():
    program = PRINTED.format(folder=str(Path(__file__).parent))
    runs = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
        runs.add(done.stdout)
    assert len(runs) == 1 and json.loads(runs.pop())
