"""What is accepted as a proof: both sides are defined where it is said that they are equal.

Conditions that the facts imply are shown by the theorem, the others stand under it; a theorem that says less is no proof.
"""

from __future__ import annotations

import pytest

from derive.proving.acceptance import NoProof, Proof, accepted, conditions_of
from derive.proving.kernel import Kernel
from derive.proving.proof_table import extract, replay
from derive.proving.prover import prove
from derive.searching import without_model
from derive.terms.claim import Claim, Given
from derive.terms.term import (
    HALF,
    ONE,
    ZERO,
    Symbol,
    Term,
    bind,
    div,
    eq,
    finite_set,
    fn,
    index,
    integer_range,
    le,
    lt,
    mul,
    ne,
    power,
    real,
    sub,
)

V = finite_set("V")
X, P = Symbol("x"), Symbol("p", (V,))
x, w, o = real(X), index("w", V), index("o", V)
root = power(x, HALF)
a_w = real(P, w)

CASES: dict[str, tuple[tuple[Term, ...], Term, Term, tuple[Term, ...]]] = {  # facts, left, right, conditions
    "a root minus itself": ((), sub(root, root), ZERO, (le(ZERO, x),)),
    "0 times a root": ((), mul(ZERO, root), ZERO, (le(ZERO, x),)),
    "0 times a root of what is given to be positive": ((lt(ZERO, x),), mul(ZERO, root), ZERO, ()),
    "a logarithm minus itself": ((), sub(fn("log", x), fn("log", x)), ZERO, (lt(ZERO, x),)),
    "a sum of fractions minus itself": (
        (), sub(bind("sum", w, div(ONE, a_w)), bind("sum", w, div(ONE, a_w))), ZERO, (bind("forall", w, ne(a_w, ZERO)),)),
    "the same, given for all": ((bind("forall", w, lt(ZERO, a_w)),), mul(ZERO, bind("sum", w, div(ONE, a_w))), ZERO, ()),
    "a sum over what does not depend on its index": ((), mul(ZERO, bind("sum", w, root)), ZERO, (le(ZERO, x),)),
    "0 times the derivative of a root": ((), mul(ZERO, Term("D", (root,), X)), ZERO, (lt(ZERO, x),)),
    "one condition follows from the other": ((), mul(ZERO, fn("log", x), div(ONE, x)), ZERO, (lt(ZERO, x),)),
    "nothing to be shown": ((), sub(fn("exp", x), fn("exp", x)), ZERO, ()),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_conditions_of_both_sides_are_shown_or_stand_under_the_proof(name: str) -> None:
    facts, left, right, conditions = CASES[name]
    for claim in (Claim(Given({}, facts), (), left, right), Claim(Given({}, facts), (), right, left), Claim(Given(), facts, left, right)):
        proof = prove(claim)
        assert isinstance(proof, Proof), name
        assert proof.conditions == conditions
        again = accepted(claim, replay(extract(proof.theorem)))
        assert isinstance(again, Proof) and again.conditions == conditions


@pytest.mark.parametrize("name", [n for n in CASES if n != "nothing to be shown"])
def test_an_equation_alone_is_no_proof_where_a_side_needs_a_condition(name: str) -> None:
    facts, left, right, _ = CASES[name]
    claim = Claim(Given({}, facts), (), left, right)
    proof = prove(claim)
    assert isinstance(proof, Proof)
    kernel = proof.theorem.kernel
    equation = kernel("part", ZERO, proof.theorem)
    assert equation.concl is eq(left, right) and isinstance(accepted(claim, equation), NoProof)
    shorter = kernel("conjunction", equation)
    assert isinstance(accepted(claim, shorter), NoProof)


def test_foreign_hypotheses_are_no_conditions() -> None:
    """A condition of neither side is not assumed, however true it may be somewhere."""
    claim = Claim(Given(), (), fn("abs", x), x)
    kernel = Kernel({})
    theorem = kernel("axiom", "abs-nonnegative", x, kernel("assume", le(ZERO, x)))
    assert isinstance(accepted(claim, theorem), NoProof)


def test_a_map_that_the_claim_does_not_speak_of_need_not_exist() -> None:
    """No map goes from a set, which is never empty, into the empty range 1..0; 0 = 1 does not follow from one."""
    image = Term("element", (Term("bound", (), 0),), Symbol("m", (V,), "element", integer_range(ONE, ZERO)))
    kernel = Kernel({})
    first, last = (kernel("instance", w, kernel("assume", Term("forall", (V, c)))) for c in (le(ONE, image), le(image, ZERO)))
    nothing = kernel("linear", le(ONE, ZERO), ONE, ONE, first, last)
    theorem = kernel("absurd", eq(ZERO, ONE), nothing, kernel("sign", ONE, "lt"))
    assert isinstance(accepted(Claim(Given(), (), ZERO, ONE), theorem), NoProof)


def test_conditions_without_a_model_are_found_out() -> None:
    """1 / (x - x): the kernel has a theorem under 0 != 0, and no model satisfies that."""
    claim = Claim(Given(), (), mul(ZERO, div(ONE, sub(x, x))), ZERO)
    proof = prove(claim)
    assert isinstance(proof, Proof) and proof.conditions == tuple(conditions_of(claim))
    assert without_model(claim.given, claim.case, proof.conditions, (claim.left, claim.right))
