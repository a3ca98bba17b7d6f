"""One verdict for each step: prove, always also try to refute, and say honestly what is left.

Comes in: steps. Goes out: judgements. `proved` is only what a fresh kernel accepted from the proof's table alone; `refuted` only
what has an exact witness; both at once is an alarm and no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from derive.evaluating.arithmetic import TooLarge, Unsupported
from derive.evaluating.refuting import Outcome, find_model, refute
from derive.evaluating.witness import Witness
from derive.meaning.steps import Reading, Step
from derive.proving.kernel import Refused
from derive.proving.proof_table import ProofTable, extract, replay
from derive.proving.prover import NoProof, Proof, accepted, prove
from derive.terms.claim import Claim, Given
from derive.terms.term import ZERO, Symbol, Term, le, real
from derive.theory.calculus import unfold
from derive.verdict import Judgement, Verdict, WitnessText

NOTHING = Outcome(None, 0, 0)
NO_MODEL = "no example satisfies the Given (contradictory?), and from a contradiction nothing is proved"


def judge(reading: Reading) -> list[Judgement]:
    """A judgement for each step, neighbours in a chain compared."""
    models: dict[int, bool] = {}
    judged = [judge_step(step, models) for step in reading.steps]
    return list(odd_ones_out(judged))


def judge_step(step: Step, models: dict[int, bool]) -> Judgement:
    start = perf_counter()
    if step.claim is None:
        return Judgement(step, Verdict(step.outcome), step.reason, seconds=perf_counter() - start)
    try:
        result = judge_claim(step, step.claim, models)
    except RecursionError:
        result = Judgement(step, Verdict.UNDECIDED, "the formula is nested too deeply")
    return replace(result, seconds=perf_counter() - start)


def judge_claim(step: Step, claim: Claim, models: dict[int, bool]) -> Judgement:
    if not has_model(claim.given, models):
        return Judgement(step, Verdict.UNDECIDED, NO_MODEL)
    proof = prove(claim)
    if isinstance(proof, Proof):
        proof_table = reread(claim, proof)
        if proof_table is None:
            return Judgement(step, Verdict.UNDECIDED, "the kernel refused the proof when it read it again")
        outcome = searched(claim, proof.conditions)
        if outcome.witness is not None:
            return alarm(step, claim, outcome.witness)
        return proved(step, claim, proof, proof_table, outcome)
    outcome = searched(claim, ())
    if outcome.witness is not None:
        return refuted(step, claim, outcome.witness)
    return Judgement(step, Verdict.UNDECIDED, open_reason(proof, outcome))


def has_model(given: Given, models: dict[int, bool]) -> bool:
    """Whether some exact model of the Given exists; asked once for each set of facts."""
    key = hash((given.facts, tuple(given.definitions)))
    if key not in models:
        try:
            models[key] = not given.facts or find_model(given) is not None
        except (Unsupported, TooLarge):
            models[key] = False
    return models[key]


def searched(claim: Claim, conditions: tuple[Term, ...]) -> Outcome:
    try:
        return refute(claim, conditions)
    except (Unsupported, TooLarge):
        return NOTHING


def reread(claim: Claim, proof: Proof) -> ProofTable | None:
    """The proof as a table that a fresh kernel has accepted as a proof of this very claim, or None."""
    table = extract(proof.theorem)
    try:
        again = accepted(claim, replay(table))
    except Refused:
        return None
    return table if isinstance(again, Proof) and again.conditions == proof.conditions else None


def proved(step: Step, claim: Claim, proof: Proof, table: ProofTable, outcome: Outcome) -> Judgement:
    if not outcome.agreed and not defined_somewhere(claim, proof.conditions):
        return Judgement(step, Verdict.UNDECIDED, "no example was found where both sides are defined")
    return Judgement(step, Verdict.PROVED, "proved", proof.conditions, proof=table)


def defined_somewhere(claim: Claim, conditions: tuple[Term, ...]) -> bool:
    try:
        return find_model(claim.given, claim.case, conditions, (claim.left, claim.right)) is not None
    except (Unsupported, TooLarge):
        return False


def alarm(step: Step, claim: Claim, witness: Witness) -> Judgement:
    text = "internal conflict: a proof and a witness against it were both found; please report this document"
    return Judgement(step, Verdict.UNDECIDED, text, witness=named(claim, witness), conflict=True)


def refuted(step: Step, claim: Claim, witness: Witness) -> Judgement:
    text = named(claim, witness)
    reason = f"at the witness the left side is {text.left}, the right side {text.right}"
    return Judgement(step, Verdict.REFUTED, reason, witness=text, holds_when=holds_when(claim))


def open_reason(proof: NoProof, outcome: Outcome) -> str:
    if outcome.agreed:
        return f"{proof.reason}; the sides agreed at {outcome.agreed} points"
    return f"{proof.reason}; no point was found where both sides are defined"


def holds_when(claim: Claim) -> Term | None:
    """A sign of a scalar variable under which the claim is proved."""
    atoms = unfold(claim.left, claim.given.definitions).atoms | unfold(claim.right, claim.given.definitions).atoms
    scalars = sorted((a for a in atoms if isinstance(a, Symbol) and a.sort == "real" and not a.axes), key=lambda s: s.name)
    for symbol in scalars[:3]:
        x = real(symbol)
        for condition in (le(ZERO, x), le(x, ZERO)):
            narrowed = replace(claim, case=(*claim.case, condition))
            found = prove(narrowed)
            if isinstance(found, Proof) and not found.conditions and reread(narrowed, found):
                return condition
    return None


def named(claim: Claim, witness: Witness) -> WitnessText:
    """The witness without what the two sides and the case do not speak of."""
    atoms: set[object] = set()
    for t in (claim.left, claim.right, *claim.case):
        atoms |= unfold(t, claim.given.definitions).atoms
    names = {a.name if isinstance(a, Symbol) else a.tag[0] for a in atoms if isinstance(a, Symbol | Term)}
    values = {}
    for table in (witness.integers, witness.indices, witness.elements, witness.reals):
        values.update({n: v for n, v in table.items() if n.split("~")[0] in names})
    return WitnessText(dict(witness.sizes), values, witness.left, witness.right)


def odd_ones_out(judged: list[Judgement]) -> Iterator[Judgement]:
    """Two failing neighbours A = B, B = C where A = C is proved: B is the odd one out, and both say so."""
    odd: dict[int, str] = {}
    for n in range(len(judged) - 1):
        first, second = judged[n], judged[n + 1]
        if _failing_neighbours(first, second) and _ends_agree(first, second):
            odd[n] = odd[n + 1] = second.step.left.latex
    for n, j in enumerate(judged):
        yield replace(j, odd_one_out=odd[n]) if n in odd else j


def _failing_neighbours(first: Judgement, second: Judgement) -> bool:
    failing = (Verdict.REFUTED, Verdict.ILL_TYPED)
    same = first.step.chain == second.step.chain and first.step.right.latex == second.step.left.latex
    return first.verdict in failing and second.verdict in failing and same


def _ends_agree(first: Judgement, second: Judgement) -> bool:
    ends = second.step.ends
    if ends is None:
        return False
    found = prove(ends)
    return isinstance(found, Proof) and reread(ends, found) is not None


