"""One verdict for each step: prove, always also try to refute, and say honestly what is left.

Comes in: steps. Goes out: judgements. `proved` is only what a fresh kernel accepted from the proof's table alone; `refuted` only
what has an exact witness; both at once is an alarm and no verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter
from typing import TypeAlias

from derive.meaning.declarations.variables import Note
from derive.meaning.statements.denied import DENIALS, DENIED, SAID_TOO
from derive.meaning.statements.step import Reading, Step
from derive.proving.acceptance import NoProof, Proof, accepted, conditions_of
from derive.proving.proof_table import Checker, ProofTable, extract
from derive.proving.prover import Prover
from derive.proving.theorem import FUEL, Refused
from derive.searching import NONE_FOUND, Found, Searches, search, without_model
from derive.terms.claim import Claim, Given
from derive.terms.parts import parts
from derive.terms.term import ZERO, Symbol, Term, le, real
from derive.theory.calculus import NotDifferentiable, unfold
from derive.verdict import Judgement, Verdict

ANALYTIC = frozenset(("real", "num", "pi", "add", "mul", "sum", "set", "range", "bound", "index", "card", "exp", "sin", "cos"))
OPEN = (  # by what shows that two readings are open: the reading that counts, and the other one
    (("\\odot", "\\circ", "⊙", "∘"), "(A ∘ B) C", "A ∘ (B C)"),
    (("/",), "(a/b)c", "a/(bc)"),
    (("\\prod", "∏"), "∏ aᵢ(∏ bᵢ)", "(∏ aᵢ)(∏ bᵢ)"),
    ((), "log(x · y)", "log(x) · y"),
)
NO_MODEL = "no example satisfies the Given (contradictory?), and from a contradiction nothing is proved"

AFFORDABLE = FUEL // 4  # fuel of an attempt that may be made several times more


def judge(reading: Reading, searches: Searches, bench: Bench | None = None) -> list[Judgement]:
    """A judgement for each step, neighbours in a chain compared. A bench may be used again for further steps under its Givens."""
    claims = [claim for step in reading.steps for claim in (step.claim, step.alternative) if claim is not None]
    bench = bench or Bench()
    bench.include(claim.given for claim in claims)
    givens = bench.groups
    searches.send(givens, claims)
    answers = Answers(searches, givens)
    proofs = [bench.of(claim.given).prove(claim, partial(answers.hopeless, n, claim)) for n, claim in enumerate(claims)]
    models = {id(given): lack for given, lack in zip(givens, answers.models(), strict=True)}
    results = {id(claim): (proof, answers.search(n)) for n, (claim, proof) in enumerate(zip(claims, proofs, strict=True))}
    judged = [doubted(judge_readings(step, bench, models, results), reading) for step in reading.steps]
    return list(odd_ones_out(judged, bench))


class Answers:
    """What the searches found, read in their order when it is first asked for."""

    def __init__(self, searches: Searches, givens: Sequence[Given]) -> None:
        self.searches, self.givens = searches, givens
        self.lacks: list[str | None] = []
        self.found: list[Found] = []

    def models(self) -> list[str | None]:
        """Of each Given, why no model of it is known."""
        while len(self.lacks) < len(self.givens):
            self.lacks.append(self.searches.next_model())
        return self.lacks

    def search(self, n: int) -> Found:
        """Of the n-th claim."""
        self.models()
        while len(self.found) <= n:
            self.found.append(self.searches.next_search())
        return self.found[n]

    def hopeless(self, n: int, claim: Claim) -> bool:
        """Whether there is a witness against the n-th claim, also where everything holds that its sides need."""
        if self.search(n).witness is None:
            return False
        try:
            needed = tuple(conditions_of(claim))
        except NotDifferentiable:
            return True
        return not needed or search(claim, needed, thorough=False).witness is not None


Models: TypeAlias = dict[int, str | None]  # of each Given, why no model of it is known
Results: TypeAlias = "dict[int, tuple[tuple[Proof, ProofTable] | NoProof, Found]]"


class Bench:
    """The tools for one document: a prover and a checker with a kernel of its own for each Given.

    Definitions made later in the text are there from the start: no earlier step can speak of the names that they define. So Givens with
    the same facts, one of which only defines more than the other, are one group.
    """

    def __init__(self) -> None:
        self.groups: list[Given] = []
        self.tools: dict[int, Tools] = {}

    def include(self, givens: Iterable[Given]) -> None:
        """Make ready for claims under these."""
        for given in givens:
            for n, other in enumerate(self.groups):
                if _extends(given, other):
                    self.groups[n] = given
                    break
                if _extends(other, given):
                    break
            else:
                self.groups.append(given)

    def group(self, given: Given) -> Given:
        """The largest Given that extends this one."""
        return next((g for g in self.groups if _extends(g, given)), given)

    def of(self, given: Given) -> Tools:
        whole = self.group(given)
        if id(whole) not in self.tools:
            self.tools[id(whole)] = Tools(Prover(whole), Checker(whole.definitions))
        return self.tools[id(whole)]


def _extends(more: Given, less: Given) -> bool:
    return more.facts == less.facts and all(more.definitions.get(s) is d for s, d in less.definitions.items())


@dataclass(frozen=True, slots=True)
class Tools:
    prover: Prover
    checker: Checker

    def prove(self, claim: Claim, hopeless: Callable[[], bool] = lambda: False) -> tuple[Proof, ProofTable] | NoProof:
        """A proof that the checker accepted from its table alone as a proof of this very claim. hopeless: see `Prover.prove`."""
        try:
            proof = self.prover.prove(claim, hopeless)
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


def doubted(j: Judgement, reading: Reading) -> Judgement:
    """No refutation where a formula of the Given that speaks of the same names could not be used: the witness may break it."""
    claim = j.step.claim
    denied = j.step.unclaimed in DENIALS and j.verdict in (Verdict.REFUTED, Verdict.ILL_TYPED)
    unsettled = (Verdict.REFUTED, Verdict.UNDECIDED)
    if j.step.unclaimed and not j.conflict and not denied and (j.verdict in unsettled or j.step.unclaimed == DENIED):
        return Judgement(j.step, Verdict.UNDECIDED, j.step.unclaimed, seconds=j.seconds)
    if denied:
        j = replace(j, reason=f"{j.reason} ({SAID_TOO})")
    if j.verdict is not Verdict.REFUTED or claim is None:
        return j
    if (about := of_all_arguments(claim)) is not None:
        reason = f"the sides differ somewhere, but what is known of `{about}` may be meant for all arguments: a witness knows it at one"
        return replace(j, verdict=Verdict.UNDECIDED, reason=reason, witness=None, holds_when=None)
    names = spoken_of(claim)
    defined = {s.name for s in claim.given.definitions}  # what words say of these follows, or is wrong
    variables = {a.name for a in spoken_atoms(claim) if isinstance(a, Symbol)}  # what a page only lets guess is no index
    later = j.step.span.start
    said = [n for _, n in reading.notes if not (n.quiet and n.names <= defined) and not (n.behind and n.span.start > later)]
    notes = [note for note in said if note.names & (variables if note.remark else names) and is_about(note, claim)]
    if not notes:
        return j
    note = next((n for n in notes if not n.enough), notes[0])
    if note.enough:
        found = search(claim, tuple(c for n in notes for c in n.enough), thorough=True)
        if found.witness is not None:
            reason = f"at the witness the left side is {found.witness.left}, the right side {found.witness.right}"
            return replace(j, reason=reason, witness=found.witness)
    reason = f"the sides differ somewhere, but not all of the Given could be used ({note.message})"
    return replace(j, verdict=Verdict.UNDECIDED, reason=reason, witness=None, holds_when=None)


def is_about(note: Note, claim: Claim) -> bool:
    """Whether what would be enough speaks of a variable of the claim: `n` may be an index or an integer there."""
    spoken = {a for c in note.enough for a in c.atoms if isinstance(a, Symbol)}
    return not (note.remark and spoken) or not spoken.isdisjoint(spoken_atoms(claim))


def of_all_arguments(claim: Claim) -> str | None:
    """The name of an unknown function of which a hypothesis says something at a variable: it may be meant for all numbers, and a witness
    has it at one. A strict relation there can be had everywhere, as long as the claim speaks of the function nowhere else."""
    whole = {t: unfold(t, claim.given.definitions) for t in (claim.left, claim.right, *claim.case, *claim.given.facts)}
    used = calls(whole[claim.left], whole[claim.right])
    functions = {t.tag[0] for t in used}
    for hypothesis in (*claim.case, *claim.given.facts):
        for call in calls(whole[hypothesis]):
            places = {t.args for t in used if t.tag[0] == call.tag[0]}
            local = hypothesis.op in ("ne", "lt") and places == {call.args}
            if call.tag[0] in functions and not local and any(isinstance(a, Symbol | Term) for x in call.args for a in x.atoms):
                return str(call.tag[0].name)
    return None


def calls(*terms: Term) -> list[Term]:
    """The calls of unknown functions in the terms."""
    return [t for term in terms for t in parts(term) if t.op == "call"]


def spoken_of(claim: Claim) -> set[str]:
    """The names that the claim speaks of, also inside of definitions and by facts about variables that it has."""
    return {a.name if isinstance(a, Symbol) else a.tag[0] for a in spoken_atoms(claim) if isinstance(a, Symbol | Term)}


def spoken_atoms(claim: Claim) -> frozenset[object]:
    """The symbols and indices that it speaks of."""
    definitions = claim.given.definitions
    atoms = frozenset[object]().union(*(t.atoms | unfold(t, definitions).atoms for t in (claim.left, claim.right, *claim.case)))
    facts = [f.atoms | unfold(f, definitions).atoms for f in claim.given.facts]
    grown = True
    while grown:
        tied = [f for f in facts if any(isinstance(a, Symbol) and a.sort in ("real", "function") for a in f & atoms)]
        more = atoms.union(*tied)
        grown, atoms = len(more) > len(atoms), more
    return atoms


def judge_readings(step: Step, bench: Bench, models: Models, results: Results) -> Judgement:
    """The verdict of the step; ambiguous, where another reading is well-typed and has another verdict."""
    first = judge_step(step, bench, models, results)
    if step.alternative is None or (step.ways is not None and first.verdict is Verdict.PROVED):
        return first
    second = judge_step(replace(step, claim=step.alternative), bench, models, results)
    if second.verdict is first.verdict or (
        step.ways is not None and Verdict.UNDECIDED is first.verdict and second.verdict is not Verdict.PROVED
    ):
        return first
    if step.ways is not None:
        reason = f"read as {step.ways[0]} this is {first.verdict.value}, read as {step.ways[1]} it is {second.verdict.value}"
        return Judgement(step, Verdict.AMBIGUOUS, reason)
    written = step.left.latex + step.right.latex
    ways = next((one, other) for signs, one, other in OPEN if not signs or any(sign in written for sign in signs))
    reason = (
        f"how far a slash, a function or a product reaches is open: read as {ways[0]} this is {first.verdict.value}, "
        f"read as {ways[1]} it is {second.verdict.value}; write a fraction or brackets"
    )
    return Judgement(step, Verdict.AMBIGUOUS, reason)


def judge_step(step: Step, bench: Bench, models: Models, results: Results) -> Judgement:
    claim = step.claim
    if claim is None:
        return Judgement(step, Verdict(step.outcome), step.reason)
    if (lack := models[id(bench.group(claim.given))]) is not None:
        return Judgement(step, Verdict.UNDECIDED, NO_MODEL if lack == NONE_FOUND else f"{lack}: without one nothing is proved")
    start = perf_counter()
    proof, found = results[id(claim)]
    result = without_proof(step, claim, proof, found, bench) if isinstance(proof, NoProof) else with_proof(step, claim, *proof, found)
    return replace(result, seconds=perf_counter() - start)


def with_proof(step: Step, claim: Claim, proof: Proof, table: ProofTable, found: Found) -> Judgement:
    """Proved, unless a witness turns up where the conditions hold, or there is no place where both sides are defined."""
    if proof.conditions:
        found = search(claim, proof.conditions, thorough=False)
    if found.witness is not None:
        text = "internal conflict: a proof and a witness against it were both found; please report this document"
        return Judgement(step, Verdict.UNDECIDED, text, witness=found.witness, conflict=True)
    if proof.conditions or claim.case or not found.agreed:
        lack = without_instance(claim, proof.conditions)
        if lack is not None:
            return Judgement(step, Verdict.UNDECIDED, nowhere(claim) or f"{lack} where the conditions hold and both sides are defined")
    reason = f"proved; {step.reason}" if step.reason else "proved"
    return Judgement(step, Verdict.PROVED, reason, proof.conditions, proof=table)


def without_instance(claim: Claim, conditions: tuple[Term, ...]) -> str | None:
    """Why no exact model is known that satisfies the Given, the case and the conditions, and gives both sides a value; None where one is.
    Without one the equation says nothing, however it is proved (1/0 = 0)."""
    return without_model(claim.given, claim.case, conditions, (claim.left, claim.right))


def has_instance(claim: Claim, conditions: tuple[Term, ...]) -> bool:
    """Whether such a model is known."""
    return without_instance(claim, conditions) is None


def without_proof(step: Step, claim: Claim, proof: NoProof, found: Found, bench: Bench) -> Judgement:
    """Refuted, if a thorough search finds a witness."""
    if found.witness is None:
        found = search(claim, (), thorough=True)
    if found.witness is None:
        if reason := nowhere(claim):
            return Judgement(step, Verdict.UNDECIDED, reason)
        points = f"the sides agreed at {found.agreed} points" if found.agreed else nothing_computed(found)
        return Judgement(step, Verdict.UNDECIDED, f"{proof.reason}; {points}")
    reason = f"at the witness the left side is {found.witness.left}, the right side {found.witness.right}"
    when = holds_when(claim, bench.of(claim.given)) if proof.spent <= AFFORDABLE else None
    return Judgement(step, Verdict.REFUTED, reason, witness=found.witness, holds_when=when)


def nothing_computed(found: Found) -> str:
    """Why there is not one point at which the sides agree or differ."""
    lack = f" ({found.lack})" if found.lack else ""
    return f"no point was found where both sides are defined and small enough to be computed{lack}"


def nowhere(claim: Claim) -> str | None:
    """Why a side has no value anywhere, where its very form says so."""
    try:
        conditions = conditions_of(claim)
    except NotDifferentiable:
        return None
    for c in conditions:
        if all(a.op == "num" for a in c.args) and {"ne": c.args[0] is c.args[1], "lt": c.args[0].tag >= c.args[1].tag}.get(c.op):
            return "a side divides by 0 and has no value anywhere" if c.op == "ne" else "a side has no value anywhere"
    return None


def holds_when(claim: Claim, tools: Tools) -> Term | None:
    """A sign of a scalar variable under which the claim is proved."""
    sides = [unfold(side, claim.given.definitions) for side in (claim.left, claim.right)]
    atoms = sides[0].atoms | sides[1].atoms
    scalars = sorted((a for a in atoms if isinstance(a, Symbol) and a.sort == "real" and not a.axes), key=lambda s: s.name)
    bound = frozenset[object]().union(*(t.atoms for t in (*claim.given.facts, *claim.case)))
    analytic = all(map(_analytic, sides))
    for symbol in scalars[:3]:
        if analytic and symbol not in bound:
            continue  # what holds for x >= 0 would hold everywhere
        x = real(symbol)
        for condition in (le(ZERO, x), le(x, ZERO)):
            found = tools.prove(replace(claim, case=(*claim.case, condition)))
            if not isinstance(found, NoProof) and not found[0].conditions:
                return condition
    return None


def _analytic(term: Term) -> bool:
    """Whether the term is an analytic function of its variables, up to isolated points: two that agree on a half-line agree."""
    if term.op == "pow":
        return term.args[1].op == "num" and term.args[1].tag == int(term.args[1].tag) and _analytic(term.args[0])
    return term.op in ANALYTIC and all(map(_analytic, term.args))


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
    ends = second.step.ends() if second.step.ends is not None else None
    return ends is not None and not isinstance(bench.of(ends.given).prove(ends), NoProof)
