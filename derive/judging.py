"""One verdict for each step: prove, always also try to refute, and say honestly what is left.

Comes in: steps. Goes out: judgements. `proved` is only what a fresh kernel accepted from the proof's table alone; `refuted` only
what has an exact witness; both at once is an alarm and no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import partial
from time import perf_counter
from typing import Any

from derive.beside import Beside, Task
from derive.meaning.steps import Reading, Step
from derive.proving.kernel import Refused
from derive.proving.proof_table import Checker, ProofTable, extract
from derive.proving.prover import NoProof, Proof, Prover, accepted
from derive.terms.claim import Claim, Given
from derive.terms.term import ZERO, Symbol, Term, le, real
from derive.theory.calculus import unfold
from derive.verdict import Judgement, Verdict, WitnessText

NO_MODEL = "no example satisfies the Given (contradictory?), and from a contradiction nothing is proved"


def judge(reading: Reading) -> list[Judgement]:
    """A judgement for each step, neighbours in a chain compared."""
    claims = [step.claim for step in reading.steps if step.claim is not None]
    bench = Bench(claim.given for claim in claims)
    givens = bench.givens()
    tasks: list[Task] = [partial(has_model, given) for given in givens]
    tasks += [partial(searched, claim, (), 1) for claim in claims]
    with closing(Beside(tasks)) as found:
        proofs = {id(claim): bench.of(claim.given).prove(claim) for claim in claims}
        models = {given.facts: found[n] for n, given in enumerate(givens)}
        searches = {id(claim): found[len(givens) + n] for n, claim in enumerate(claims)}
        judged = [judge_step(step, bench, proofs, models, searches) for step in reading.steps]
    return list(odd_ones_out(judged, bench))


class Bench:
    """The tools for one document: a prover and a checker with a kernel of its own for each set of facts.

    Definitions made later in the text are there from the start: no earlier step can speak of the names that they define.
    """

    def __init__(self, givens: Iterable[Given]) -> None:
        self.definitions: dict[tuple[Term, ...], dict[Symbol, Term]] = {}
        self.tools: dict[tuple[Term, ...], Tools] = {}
        for given in givens:
            self.definitions.setdefault(given.facts, {}).update(given.definitions)

    def givens(self) -> list[Given]:
        """The Givens of the document, one for each set of facts."""
        return [Given(definitions, facts) for facts, definitions in self.definitions.items()]

    def of(self, given: Given) -> Tools:
        whole = Given(self.definitions[given.facts], given.facts)
        if any(whole.definitions[s] is not d for s, d in given.definitions.items()):
            return Tools(Prover(given), Checker(given.definitions))  # a name defined twice, in two sections
        if given.facts not in self.tools:
            self.tools[given.facts] = Tools(Prover(whole), Checker(whole.definitions))
        return self.tools[given.facts]


@dataclass(frozen=True, slots=True)
class Tools:
    prover: Prover
    checker: Checker

    def prove(self, claim: Claim) -> tuple[Proof, ProofTable] | NoProof:
        """A proof that the checker accepted from its table alone as a proof of this very claim."""
        try:
            proof = self.prover.prove(claim)
        except RecursionError:
            return NoProof("the formula is nested too deeply")
        if isinstance(proof, NoProof):
            return proof
        table = extract(proof.theorem)
        try:
            again = accepted(claim, self.checker.replay(table))
        except Refused as why:
            return NoProof(f"the kernel refused the proof when it read it again ({why})")
        same = isinstance(again, Proof) and again.conditions == proof.conditions
        return (proof, table) if same else NoProof("the proof, read again, proves something else")


def judge_step(
    step: Step, bench: Bench, proofs: dict[int, tuple[Proof, ProofTable] | NoProof], models: dict[tuple[Term, ...], bool],
    searches: dict[int, Any],
) -> Judgement:  # fmt: skip
    claim = step.claim
    if claim is None:
        return Judgement(step, Verdict(step.outcome), step.reason)
    if not models[claim.given.facts]:
        return Judgement(step, Verdict.UNDECIDED, NO_MODEL)
    start = perf_counter()
    proof, search = proofs[id(claim)], searches[id(claim)]
    result = without_proof(step, claim, proof, search, bench) if isinstance(proof, NoProof) else with_proof(step, claim, *proof, search)
    return replace(result, seconds=perf_counter() - start)


def with_proof(step: Step, claim: Claim, proof: Proof, table: ProofTable, search: Any) -> Judgement:
    """Proved, unless a witness turns up where the conditions hold, or there is no place where both sides are defined."""
    if proof.conditions:
        search = searched(claim, proof.conditions, 1)
    if search["witness"] is not None:
        text = "internal conflict: a proof and a witness against it were both found; please report this document"
        return Judgement(step, Verdict.UNDECIDED, text, witness=WitnessText(**search["witness"]), conflict=True)
    if not search["agreed"] and not defined_somewhere(claim, proof.conditions):
        return Judgement(step, Verdict.UNDECIDED, "no example was found where both sides are defined")
    return Judgement(step, Verdict.PROVED, "proved", proof.conditions, proof=table)


def without_proof(step: Step, claim: Claim, proof: NoProof, search: Any, bench: Bench) -> Judgement:
    """Refuted, if a thorough search finds a witness."""
    if search["witness"] is None:
        search = searched(claim, (), 3)
    if search["witness"] is None:
        points = f"the sides agreed at {search['agreed']} points" if search["agreed"] else "no point was found where both sides are defined"
        return Judgement(step, Verdict.UNDECIDED, f"{proof.reason}; {points}")
    witness = WitnessText(**search["witness"])
    reason = f"at the witness the left side is {witness.left}, the right side {witness.right}"
    return Judgement(step, Verdict.REFUTED, reason, witness=witness, holds_when=holds_when(claim, bench.of(claim.given)))


def has_model(given: Given) -> bool:
    """Whether some exact model of the Given is found."""
    from derive.evaluating.arithmetic import TooLarge, Unsupported
    from derive.evaluating.refuting import find_model

    try:
        return not given.facts or find_model(given) is not None
    except (Unsupported, TooLarge):
        return False


def searched(claim: Claim, conditions: tuple[Term, ...], least: int) -> dict[str, Any]:
    """A witness or none, and at how many points the sides agreed. least: how many choices of sizes are tried at the least."""
    from derive.evaluating.arithmetic import TooLarge, Unsupported
    from derive.evaluating.refuting import refute

    try:
        outcome = refute(claim, conditions, least=least)
    except (Unsupported, TooLarge, RecursionError):
        return {"agreed": 0, "witness": None}
    return {"agreed": outcome.agreed, "witness": None if outcome.witness is None else asdict(named(claim, outcome.witness))}


def defined_somewhere(claim: Claim, conditions: tuple[Term, ...]) -> bool:
    from derive.evaluating.arithmetic import TooLarge, Unsupported
    from derive.evaluating.refuting import find_model

    try:
        return find_model(claim.given, claim.case, conditions, (claim.left, claim.right)) is not None
    except (Unsupported, TooLarge):
        return False


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


def named(claim: Claim, witness: Any) -> WitnessText:
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
