"""Laws of the normal form, over random terms: it evaluates to its source, is its own normal form, and knows neither names nor order."""

from __future__ import annotations

from random import Random
from typing import Any

import flint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from derive.proving.prover import Prover
from derive.terms.claim import Claim, Given
from derive.terms.term import Symbol, Term, abstract, add, eq, finite_set, fn, index, iverson, mul, num, power, real, sub
from tests import oracle
from tests.metamorphic import Renaming, commuted

V = finite_set("V")
OUTSIDE, CENTER = index("o", V), index("c", V)
X, Y = Symbol("x"), Symbol("y")
F, G, A = Symbol("f", (V,)), Symbol("g", (V,)), Symbol("A", (V, V))


def terms(places: tuple[Term, ...], depth: int) -> st.SearchStrategy[Term]:
    """Terms in which these indices may occur free."""
    place = st.sampled_from(places)
    leaf = st.one_of(
        st.integers(-3, 3).map(num),
        st.sampled_from([real(X), real(Y)]),
        st.builds(lambda s, i: real(s, i), st.sampled_from([F, G]), place),
        st.builds(lambda i, j: real(A, i, j), place, place),
        st.builds(lambda i, j: iverson(eq(i, j)), place, place),
    )
    if depth == 0:
        return leaf
    inner = terms(places, depth - 1)
    bound = index(f"k{depth}", V)
    body = terms((*places, bound), depth - 1)
    return st.one_of(
        leaf,
        st.lists(inner, min_size=2, max_size=3).map(lambda ts: add(*ts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda ts: mul(*ts)),
        st.builds(sub, inner, inner),
        inner.map(lambda t: power(t, 2)),
        inner.map(lambda t: fn("exp", t)),
        body.map(lambda t: Term("sum", (V, abstract(t, (bound,))))),
    )


TERMS = terms((OUTSIDE, CENTER), 3)
LAWS = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def normal(t: Term) -> Term:
    found: Term = Prover(Given()).normaliser(()).of(t).concl.args[1]
    return found


@LAWS
@given(TERMS)
def test_it_evaluates_to_its_source(t: Term) -> None:
    form = normal(t)
    for point in oracle.points(Claim(Given(), (), t, form), Random(1), wanted=4):
        with flint.ctx.workprec(oracle.BITS):
            difference: Any = point.of(t) - point.of(form)
        assert difference == 0 if isinstance(difference, flint.fmpq) else difference.contains(0)


@LAWS
@given(TERMS)
def test_it_is_idempotent(t: Term) -> None:
    assert normal(normal(t)) is normal(t)


@LAWS
@given(TERMS, st.integers(0, 99))
def test_order_of_terms_and_factors_does_not_matter(t: Term, seed: int) -> None:
    assert normal(commuted(t, Random(seed), {})) is normal(t)


@LAWS
@given(TERMS, st.integers(0, 99))
def test_names_do_not_matter(t: Term, seed: int) -> None:
    """The difference of the renamed normal form and the normal form of the renamed term has the normal form 0."""
    new = Renaming(Random(seed))
    assert normal(sub(new.of(normal(t)), normal(new.of(t)))) is num(0)
