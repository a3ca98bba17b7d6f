"""One verdict for each step: prove, always also try to refute, and say honestly what is left.

Comes in: steps. Goes out: judgements. `proved` is only what a fresh kernel accepted from the proof's table alone; `refuted` only
what has an exact witness; both at once is an alarm and no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter

from derive.evaluating.arithmetic import TooLarge, Unsupported
from derive.evaluating.refuting import Outcome, find_model, refute
from derive.evaluating.witness import Witness
from derive.meaning.steps import Reading, Step
from derive.proving.kernel import Refused
from derive.proving.proof_table import Checker, ProofTable, extract
from derive.proving.prover import NoProof, Proof, Prover, accepted
from derive.terms.claim import Claim, Given
from derive.terms.term import ZERO, Symbol, Term, le, real
from derive.theory.calculus import unfold
from derive.verdict import Judgement, Verdict, WitnessText

NOTHING = Outcome(None, 0, 0)
NO_MODEL = "no example satisfies the Given (contradictory?), and from a contradiction nothing is proved"


def judge(reading: Reading) -> list[Judgement]:
    """A judgement for each step, neighbours in a chain compared."""
    bench = Bench()
    judged = [judge_step(step, bench) for step in reading.steps]
    return list(odd_ones_out(judged, bench))


class Bench:
    """The tools for one document, one set for each Given: a prover, a checker with a kernel of its own, whether there is a model."""

    def __init__(self) -> None:
        self.tools: dict[tuple[object, ...], Tools] = {}

    def of(self, given: Given) -> Tools:
        key = (tuple(given.definitions.items()), given.facts)
        if key not in self.tools:
            self.tools[key] = Tools(Prover(given), Checker(given.definitions), has_model(given))
        return self.tools[key]


@dataclass(frozen=True, slots=True)
class Tools:
    prover: Prover
    checker: Checker
    has_model: bool

    def prove(self, claim: Claim) -> tuple[Proof, ProofTable] | NoProof:
        """A proof that the checker accepted from its table alone as a proof of this very claim."""
        proof = self.prover.prove(claim)
        if isinstance(proof, NoProof):
            return proof
        table = extract(proof.theorem)
        try:
            again = accepted(claim, self.checker.replay(table))
        except Refused as why:
            return NoProof(f"the kernel refused the proof when it read it again ({why})")
        same = isinstance(again, Proof) and again.conditions == proof.conditions
        return (proof, table) if same else NoProof("the proof, read again, proves something else")


def judge_step(step: Step, bench: Bench) -> Judgement:
    start = perf_counter()
    if step.claim is None:
        return Judgement(step, Verdict(step.outcome), step.reason, seconds=perf_counter() - start)
    try:
        result = judge_claim(step, step.claim, bench.of(step.claim.given))
    except RecursionError:
        result = Judgement(step, Verdict.UNDECIDED, "the formula is nested too deeply")
    return replace(result, seconds=perf_counter() - start)


def judge_claim(step: Step, claim: Claim, tools: Tools) -> Judgement:
    if not tools.has_model:
        return Judgement(step, Verdict.UNDECIDED, NO_MODEL)
    found = tools.prove(claim)
    if isinstance(found, NoProof):
        outcome = searched(claim, ())
        if outcome.witness is not None:
            return refuted(step, claim, outcome.witness, tools)
        return Judgement(step, Verdict.UNDECIDED, open_reason(found, outcome))
    proof, table = found
    outcome = searched(claim, proof.conditions)
    if outcome.witness is not None:
        return alarm(step, claim, outcome.witness)
    return proved(step, claim, proof, table, outcome)


def has_model(given: Given) -> bool:
    """Whether some exact model of the Given is found."""
    try:
        return not given.facts or find_model(given) is not None
    except (Unsupported, TooLarge):
        return False


def searched(claim: Claim, conditions: tuple[Term, ...]) -> Outcome:
    try:
        return refute(claim, conditions)
    except (Unsupported, TooLarge):
        return NOTHING


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


def refuted(step: Step, claim: Claim, witness: Witness, tools: Tools) -> Judgement:
    text = named(claim, witness)
    reason = f"at the witness the left side is {text.left}, the right side {text.right}"
    return Judgement(step, Verdict.REFUTED, reason, witness=text, holds_when=holds_when(claim, tools))


def open_reason(proof: NoProof, outcome: Outcome) -> str:
    if outcome.agreed:
        return f"{proof.reason}; the sides agreed at {outcome.agreed} points"
    return f"{proof.reason}; no point was found where both sides are defined"


def holds_when(claim: Claim, tools: Tools) -> Term | None:
    """A sign of a scalar variable under which the claim is proved."""
    atoms = unfold(claim.left, claim.given.definitions).atoms | unfold(claim.right, claim.given.definitions).atoms
    scalars = sorted((a for a in atoms if isinstance(a, Symbol) and a.sort == "real" and not a.axes), key=lambda s: s.name)
    for symbol in scalars[:3]:
        x = real(symbol)
        for condition in (le(ZERO, x), le(x, ZERO)):
            found = tools.prove(replace(claim, case=(*claim.case, condition)))
            if not isinstance(found, NoProof) and not found[0].conditions:
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


def odd_ones_out(judged: list[Judgement], bench: Bench) -> Iterator[Judgement]:
    """Two failing neighbours A = B, B = C where A = C is proved: B is the odd one out, and both say so."""
    odd: dict[int, str] = {}
    for n in range(len(judged) - 1):
        first, second = judged[n], judged[n + 1]
        if _failing_neighbours(first, second) and _ends_agree(second, bench):
            odd[n] = odd[n + 1] = second.step.left.latex
    for n, j in enumerate(judged):
        yield replace(j, odd_one_out=odd[n]) if n in odd else j


def _failing_neighbours(first: Judgement, second: Judgement) -> bool:
    failing = (Verdict.REFUTED, Verdict.ILL_TYPED)
    same = first.step.chain == second.step.chain and first.step.right.latex == second.step.left.latex
    return first.verdict in failing and second.verdict in failing and same


def _ends_agree(second: Judgement, bench: Bench) -> bool:
    ends = second.step.ends
    return ends is not None and not isinstance(bench.of(ends.given).prove(ends), NoProof)
