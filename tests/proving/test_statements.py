"""A proof proves one statement: the claim altered, the proof untouched; and tables and theorems that nobody proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from derive.checking import check_file
from derive.proving.acceptance import Proof, accepted, is_membership
from derive.proving.kernel import Kernel
from derive.proving.proof_table import Lemma, ProofTable, extract, replay
from derive.proving.theorem import Refused, Theorem
from derive.terms.claim import Claim, Given
from derive.terms.term import ONE, ZERO, Symbol, Term, abstract, add, eq, finite_set, index, integer_range, le, lt, mul, num, real
from derive.theory.calculus import unfold

HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2" / "handwritten.md"
V = finite_set("V")
n, x = real(Symbol("n", sort="integer")), real(Symbol("x"))
i = index("i", integer_range(ONE, n))
j = index("j", integer_range(ONE, i))


@pytest.fixture(scope="module")
def proofs() -> list[tuple[str, Claim, Theorem]]:
    judged = check_file(str(HOMEWORK)).judgements
    return [(j.step.id, j.step.claim, replay(j.proof)) for j in judged if j.proof is not None and j.step.claim is not None]


def changed_sides(claim: Claim) -> Iterator[Claim]:
    for side, other in ((claim.left, claim.right), (claim.right, claim.left)):
        for new in (mul(num(-1), side), add(side, ONE), mul(num(2), side), other):
            if new is not side:
                yield replace(claim, left=new) if side is claim.left else replace(claim, right=new)
    if claim.left is not claim.right:
        yield replace(claim, left=claim.right, right=claim.left)


def changed_definitions(claim: Claim) -> Iterator[Claim]:
    """One definition altered, where a side stands on it. (t = t holds under any definitions.)"""
    if claim.left is claim.right:
        return
    for symbol, value in claim.given.definitions.items():
        for new in (add(value, ONE), mul(num(-1), value)):
            definitions = {**claim.given.definitions, symbol: new}
            if any(unfold(s, definitions) is not unfold(s, claim.given.definitions) for s in (claim.left, claim.right)):
                yield replace(claim, given=replace(claim.given, definitions=definitions))


def fewer_hypotheses(claim: Claim, used: Theorem) -> Iterator[Claim]:
    """A fact or a case that the proof uses, left out or turned round."""
    for h in used.hyps:
        if is_membership(h, claim):
            continue  # that an index lies in its own set belongs to the index
        facts, case = (tuple(f for f in known if f is not h) for known in (claim.given.facts, claim.case))
        yield replace(claim, given=replace(claim.given, facts=facts), case=case)
        yield replace(claim, given=replace(claim.given, facts=facts), case=(*case, Term(h.op, h.args[::-1])))


def test_sides_altered(proofs: list[tuple[str, Claim, Theorem]]) -> None:
    for name, claim, theorem in proofs:
        assert isinstance(accepted(claim, theorem), Proof)
        for other in changed_sides(claim):
            assert not isinstance(accepted(other, theorem), Proof), (name, other.left, other.right)


def test_definitions_altered(proofs: list[tuple[str, Claim, Theorem]]) -> None:
    altered = [(name, other, theorem) for name, claim, theorem in proofs for other in changed_definitions(claim)]
    assert len({name for name, _, _ in altered}) > 12
    wrong = [(name, other.left) for name, other, theorem in altered if isinstance(accepted(other, theorem), Proof)]
    assert not wrong


def test_hypotheses_left_out(proofs: list[tuple[str, Claim, Theorem]]) -> None:
    altered = [(name, other, theorem) for name, claim, theorem in proofs for other in fewer_hypotheses(claim, theorem)]
    assert {name for name, _, _ in altered} >= {"c.3", "f.9"}
    for name, other, theorem in altered:
        again = accepted(other, theorem)
        assert not isinstance(again, Proof) or again.conditions, name


def test_a_proof_of_one_step_is_none_of_another(proofs: list[tuple[str, Claim, Theorem]]) -> None:
    for name, claim, _ in proofs:
        for other, stated, theorem in proofs:
            if (claim.left, claim.right) != (stated.left, stated.right):
                assert not isinstance(accepted(claim, theorem), Proof), (name, other)


def lemma(rule: str, *args: object, premises: tuple[int, ...] = ()) -> Lemma:
    return Lemma(rule, args, premises)


FORGED = {
    "an empty table": (),
    "a lemma that stands on itself": (lemma("sym", premises=(0,)),),
    "a lemma that stands on a later one": (lemma("sym", premises=(1,)), lemma("refl", x)),
    "a premise with a negative number": (lemma("refl", x), lemma("sym", premises=(-1,))),
    "no such rule": (lemma("sorry", eq(x, ONE)),),
    "no such equation": (lemma("axiom", "x-is-one", x),),
    "no such sign": (lemma("sign", ONE, "gt"),),
    "an equation without its condition": (lemma("axiom", "exp-log", x),),
    "an equation with the wrong condition": (lemma("assume", le(ZERO, x)), lemma("axiom", "exp-log", x, premises=(0,))),
    "too many arguments": (lemma("refl", x, x),),
    "too few arguments": (lemma("refl"),),
    "an argument that is no term": (lemma("refl", "x"),),
    "an argument that is no condition": (lemma("assume", x),),
    "a part that is not there": (lemma("member", i), lemma("part", num(2), premises=(0,))),
    "x / x = 1 for every x": (lemma("clear", mul(x, Term("pow", (x, num(-1)))), ONE),),
    "0 < x out of nothing": (lemma("linear", lt(ZERO, x)),),
    "a bracket that is no bracket": (lemma("bracket", x, "negate"),),
    "a bound index escapes": (lemma("refl", Term("bound", (), 0)),),
    "j <= i for one i is j <= i for all": (
        lemma("member", j), lemma("part", num(1), premises=(0,)), lemma("generalize", i, integer_range(ONE, n), premises=(1,)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_forged_tables_are_refused(name: str) -> None:
    with pytest.raises(Refused, match=r"^\S.*"):
        replay(ProofTable({}, FORGED[name]))


def test_theorems_come_only_from_rules() -> None:
    kernel = Kernel({})
    with pytest.raises(Refused, match="only be made by a rule"):
        Theorem(object(), kernel, {}, eq(x, ONE), "refl", (), ())
    with pytest.raises(Refused, match="sym: a premise"):
        Kernel({})("sym", kernel("refl", x))


def test_extract_and_replay_are_inverse(proofs: list[tuple[str, Claim, Theorem]]) -> None:
    for name, _, theorem in proofs:
        table = extract(theorem)
        again = replay(table)
        assert again.concl is theorem.concl and list(again.hyps) == list(theorem.hyps), name
        assert extract(again) == table, name


def test_a_definition_that_speaks_of_an_index_fixes_it() -> None:
    """s(i) = t(i) with s defined by this very i holds for this i alone."""
    s, at = Symbol("s", (), "defined"), index("i", V)
    kernel = Kernel({s: real(Symbol("p", (V,)), at)})
    with pytest.raises(Refused, match="speaks of this very index"):
        kernel("generalize", at, V, kernel("definition", real(s)))
    assert abstract(at, (at,)).op == "bound" and Given().facts == ()
