"""What the steps of a document take from its Given: which facts each proof used, which none did, which contradict each other.

Comes in: a checked document. Goes out: one-sentence lines. What a proof used are the hypotheses of its theorem, made anew from its table,
without those that it does as well without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.checking import Checked
from derive.proving.acceptance import NoProof
from derive.proving.proof_table import replay
from derive.proving.prover import prove
from derive.reporting.latex import latex
from derive.searching import NONE_FOUND, without_model
from derive.terms.claim import Given
from derive.terms.term import Term
from derive.verdict import Judgement

MOST_FACTS = 24  # of a Given that is searched for a contradiction fact by fact


def assumptions(document: Checked) -> Iterator[str]:
    """A line for each proved step, for each fact that was never used, and for each contradiction."""
    used: set[Term] = set()
    declared: dict[Term, None] = {}
    givens: dict[tuple[Term, ...], Given] = {}
    for j in document.judgements:
        if j.step.claim is None:
            continue
        given = j.step.claim.given
        declared.update(dict.fromkeys(given.facts))
        if given.facts not in givens or len(given.definitions) > len(givens[given.facts].definitions):
            givens[given.facts] = given
        if j.proof is not None:
            needed = facts_used(j)
            used.update(needed)
            yield f"{j.step.id} uses {_listed(needed)}" if needed else f"{j.step.id} uses no declared fact"
    for fact in declared:
        if fact not in used:
            yield f"${latex(fact)}$ is declared and no proof uses it"
    for given in givens.values():
        clash, searched = contradiction(given)
        if clash:
            yield f"no example was found in which all of these hold: {_listed(clash)}; each of them left out, there is one"
        elif searched is not None:
            yield f"of a Given with {len(given.facts)} facts {searched}"


def facts_used(j: Judgement) -> list[Term]:
    """Declared facts that suffice to prove the step under the same conditions, none of which can be left out: of what the proof took
    up, fact by fact, what it does not fail without."""
    assert j.proof is not None and j.step.claim is not None
    facts = frozenset(j.step.claim.given.facts)
    kept = [h for h in replay(j.proof).hyps if h in facts]
    for fact in tuple(kept):
        if fact in kept and (fewer := _needed(j, [f for f in kept if f is not fact])) is not None:
            kept = fewer
    return kept


def _needed(j: Judgement, facts: list[Term]) -> list[Term] | None:
    """What a proof by these facts alone takes up of them; None where none is found under the conditions of the step."""
    assert j.step.claim is not None
    claim = replace(j.step.claim, given=Given(j.step.claim.given.definitions, tuple(facts)))
    try:
        proof = prove(claim)
    except RecursionError:
        return None
    if isinstance(proof, NoProof) or not set(proof.conditions) <= set(j.conditions):
        return None
    return [f for f in facts if f in proof.theorem.hyps]


def contradiction(given: Given) -> tuple[tuple[Term, ...], str | None]:
    """Facts without an exact model of which each is needed for that; or (), with the reason where no model is known all the same."""
    lack = without_model(given) if given.facts else None
    if lack is None:
        return (), None
    if lack != NONE_FOUND or len(given.facts) > MOST_FACTS:
        return (), lack
    kept = list(given.facts)
    for fact in given.facts:
        fewer = [f for f in kept if f is not fact]
        if without_model(Given(given.definitions, tuple(fewer))) == NONE_FOUND:
            kept = fewer
    return tuple(kept), None


def _listed(facts: list[Term] | tuple[Term, ...]) -> str:
    return ", ".join(f"${latex(f)}$" for f in facts)
