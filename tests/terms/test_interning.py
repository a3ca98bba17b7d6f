"""Terms are interned; what is made when it is first asked for (the key, the mark of a sound term) is the same whenever that is."""

from __future__ import annotations

import pytest

from derive.terms.term import NONE, ONE, Symbol, Term, add, bind, finite_set, fn, index, integer_range, mul, num, power, real
from derive.terms.wellformed import check

V = finite_set("V")
i, j = index("i", V), index("j", V)
X, Z = Symbol("x"), Symbol("z", (V,))


def test_a_deep_term_has_a_key() -> None:
    term = real(X)
    for _ in range(50_000):
        term = fn("exp", add(term, ONE))
    assert len(term.key) == 24


def test_keys_do_not_depend_on_the_order_in_which_they_are_asked_for() -> None:
    inner = bind("sum", i, mul(real(Z, i), num(7)))
    outer = power(inner, 2)
    assert outer.key != inner.key
    expected = outer.key, inner.key
    del inner, outer
    again = bind("sum", i, mul(real(Z, i), num(7)))
    assert (again.key, power(again, 2).key) == expected[::-1]


LOOSE_AND_ATOMS = (
    (num(3), 0, NONE),
    (Term("bound", (), 2), 3, NONE),
    (Term("sum", (V, real(Z, Term("bound", (), 0)))), 0, {Z}),
    (Term("sum", (V, real(Z, Term("bound", (), 1)))), 1, {Z}),
    (Term("sum", (integer_range(ONE, Term("bound", (), 0)), ONE)), 1, NONE),
    (Term("det", (V, mul(Term("bound", (), 0), Term("bound", (), 3)))), 2, NONE),
    (Term("D", (real(X),), X), 0, {X, "D"}),
    (Term("at", (num(1), mul(real(X), real(Z, i))), X), 0, {Z, i, "D"}),
    (add(real(X), mul(real(X), real(Z, j))), 0, {X, Z, j}),
)


@pytest.mark.parametrize(("term", "loose", "atoms"), LOOSE_AND_ATOMS)
def test_what_a_term_knows_of_itself(term: Term, loose: int, atoms: frozenset[object]) -> None:
    assert (term.loose, term.atoms) == (loose, frozenset(atoms))


UNSOUND = (
    Term("pow", (ONE,)),
    Term("exp", (Term("real", (), Z),)),
    add(ONE, Term("log", (ONE, ONE))),
    Term("nothing", (ONE,)),
)


@pytest.mark.parametrize("term", UNSOUND)
def test_an_unsound_term_stays_so(term: Term) -> None:
    for _ in range(2):
        with pytest.raises(ValueError):
            check(term)
        assert not term.sound
    whole = mul(real(X), term)
    with pytest.raises(ValueError):
        check(whole)
    assert not whole.sound
