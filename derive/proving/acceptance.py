"""What a proof of a claim is: a theorem that says exactly what the page claims, and assumes nothing that the page does not grant.

Comes in: a claim and a theorem. Goes out: a `Proof` with the conditions that the Given does not settle, or the reason why it is none.
Part of the trusted base; knows nothing of the prover.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from derive.proving.theorem import Theorem
from derive.terms.claim import Claim
from derive.terms.parts import occurs
from derive.terms.term import Symbol, Term, both, eq, membership
from derive.theory.calculus import NotDifferentiable, domain, unfold


@dataclass(frozen=True, slots=True)
class Proof:
    """A theorem about exactly the claim; conditions are the hypotheses that the Given and the case do not contain; spent: the fuel that
    it took to find it."""

    theorem: Theorem
    conditions: tuple[Term, ...]
    spent: int = 0


@dataclass(frozen=True, slots=True)
class NoProof:
    reason: str
    spent: int = 0


def accepted(claim: Claim, theorem: Theorem) -> Proof | NoProof:
    """The theorem as a proof of the claim, if it is one: it says that the sides are defined and equal, under no hypotheses but facts,
    the case, and conditions under which a side is defined."""
    try:
        needed = conditions_of(claim)
    except NotDifferentiable as why:
        return NoProof(f"out of the fragment: {why}")
    if theorem.concl is not both(eq(claim.left, claim.right), *needed):
        return NoProof("the theorem is about something else")
    if not same_definitions(claim, theorem.kernel.definitions):
        return NoProof("the theorem is about other definitions")
    declared = {*claim.given.facts, *claim.case}
    rest = tuple(h for h in theorem.hyps if h not in declared and not is_membership(h, claim))
    allowed = {weaker for c in needed for weaker in unquantified(c)}
    if any(h not in allowed for h in rest):
        return NoProof("the proof needs a condition that no side implies")
    return Proof(theorem, rest)


def is_membership(condition: Term, claim: Claim) -> bool:
    """Whether the condition only says that an index of the claim, or every entry of a map of the claim, lies in the range that it
    belongs to. Of other maps nobody has said that they exist: into an empty range there is none."""
    said = (claim.left, claim.right, *claim.case)
    meant = [unfold(t, claim.given.definitions) for t in said]
    closed = condition.op == "forall"
    over, inner = condition.args if closed else (None, condition)
    for value in inner.args if inner.op == "le" else ():
        if value.op not in ("index", "element") or inner not in membership(value):
            continue
        if closed and value.op == "element" and value.args == (Term("bound", (), 0),) and value.tag.axes == (over,):
            return any(value.tag in t.atoms for t in (*meant, *claim.given.facts))
        if not closed and any(occurs(value, t) for t in (*said, *meant)):
            return True
    return False


def same_definitions(claim: Claim, definitions: Mapping[Symbol, Term]) -> bool:
    """Whether these are the definitions of the claim, and perhaps some of names that the claim does not speak of."""
    own = claim.given.definitions
    spoken = frozenset().union(*(t.atoms for t in (claim.left, claim.right, *claim.case, *claim.given.facts, *own.values())))
    return all(definitions.get(s) is d for s, d in own.items()) and all(s in own for s in definitions if s in spoken)


def conditions_of(claim: Claim) -> dict[Term, None]:
    """Where both sides are defined. Raises NotDifferentiable."""
    return {c: None for side in (claim.left, claim.right) for c in domain(unfold(side, claim.given.definitions))}


def unquantified(condition: Term) -> list[Term]:
    """The condition, and what it says without quantifiers over sets that are never empty, of whose elements it does not speak."""
    found = [condition]
    while condition.op == "forall" and condition.args[0].op == "set" and condition.args[1].loose == 0:
        condition = condition.args[1]
        found.append(condition)
    return found
