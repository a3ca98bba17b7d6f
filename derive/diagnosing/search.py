"""The diagnosis of every failed step: the first repair, in the order of the mistakes, after which the step is proved.

Comes in: judgements, the text of the page, a bench of provers. Goes out: judgements with repairs. Budgets are counts of candidates, so
that the same page always gets the same diagnoses. Knows nothing of points and formats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product

from derive.diagnosing.screening import Screen
from derive.diagnosing.surroundings import Writings
from derive.judging import AFFORDABLE, Bench
from derive.meaning.statements.step import Rereading
from derive.mistakes import TIERS
from derive.mistakes.mistake import Mistake
from derive.proving.acceptance import NoProof
from derive.reading.rewriting import NOWHERE, Spot, fitted, put, spots
from derive.reading.syntax import Group, Name, Node, Number, Product, Scripted
from derive.reading.writing import CannotWrite, spliced, written
from derive.terms.claim import Claim
from derive.verdict import Judgement, Repair, Verdict

FAILED = (Verdict.REFUTED, Verdict.ILL_TYPED)
CANDIDATES = 320  # of one step
BETWEEN = 120  # of an expression whose neighbours agree: what it should be is known without
LOOKS = 8  # what looking at the neighbours of a step costs, in candidates
PROOFS = 16
BACK = 40  # steps of a chain
PAGE, SHARE = 1_600, 5  # candidates of one page; no step takes more than a share of what is left
LARGEST = 300  # nodes of a side
NODES = 24_000  # of all candidates of a step together
ANYTHING = Number("0", NOWHERE)  # a literal has the shape of whatever it is compared with


@dataclass(slots=True)
class Budget:
    """What may still be tried."""

    candidates: int
    proofs: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Both sides with something else at one spot, or throughout: each change as what stands there and what could."""

    mistake: Mistake
    side: str
    left: Node
    right: Node
    changes: tuple[tuple[Node, Node], ...]


def changed(again: Rereading, mistake: Mistake, side: str, spot: Spot, new: Node) -> Candidate:
    """The new node at a spot of one side."""
    parent = spot.parent
    shown = new if parent is None else fitted(parent, *spot.path[-1], new)
    root = put(again.left if side == "left" else again.right, spot.path, new)
    sides = (root, again.right) if side == "left" else (again.left, root)
    return Candidate(mistake, side, *sides, ((spot.node, shown),))


def throughout(again: Rereading, writings: Writings) -> Iterator[Candidate]:
    """Another variable in all derivatives of both sides by the one that the left side differentiates by."""
    around = writings.around(again, "left")
    found = [[s for s in spots(root) if s.role == "by"] for root in (again.left, again.right)]
    variable = next((s.node for s in found[0]), None)
    if variable is None or not any(s.node == variable for s in found[1]):
        return
    for mistake in (m for tier in TIERS for m in tier if m.throughout is not None):
        for new in mistake.throughout(variable, around) if mistake.throughout is not None else ():
            if speaks(again.right, new):  # else both sides may become 0
                left, right = again.left, again.right
                for s in found[0]:
                    left = put(left, s.path, new) if s.node == variable else left
                for s in found[1]:
                    right = put(right, s.path, new) if s.node == variable else right
                changes = [(s.node, new) for s in chain(*found) if s.node == variable]
                yield Candidate(mistake, "both", left, right, tuple(changes))


def speaks(root: Node, variable: Node) -> bool:
    """Whether the tree has the name of the variable anywhere but under a derivative."""
    name = variable.base if isinstance(variable, Scripted) else variable
    return any(s.node == name and all(place != "by" for place, _ in s.path) for s in spots(root))


def bare(node: Node) -> Node:
    """The node without a bracket around all of it, or around the argument of its function."""
    while isinstance(node, Group) and node.kind in "([":
        node = node.body
    if isinstance(node, Product):
        inner = [bare(f) for f in node.factors]
        flat = [g for f in inner for g in (f.factors if isinstance(f, Product) else (f,))]
        return Product(tuple(flat), ("",) * (len(flat) - 1), NOWHERE)
    return node


def within(node: Node, root: Node) -> bool:
    return root.span.start <= node.span.start and node.span.end <= root.span.end


def diagnosed(judged: Sequence[Judgement], text: str, bench: Bench) -> list[Judgement]:
    """Every judgement, the failed ones with a repair where one was found."""
    if not any(j.verdict in FAILED for j in judged):
        return list(judged)
    search = _Search(text, bench, Writings(j.step for j in judged))
    return [search.diagnosed(list(judged), n) for n in range(len(judged))]


@dataclass(slots=True)
class _Search:
    text: str
    bench: Bench
    writings: Writings
    page: int = PAGE
    screen: Screen = field(default_factory=Screen)
    tried: dict[tuple[int, object, object, object], bool] = field(default_factory=dict)

    def diagnosed(self, judged: list[Judgement], n: int) -> Judgement:
        j = judged[n]
        again = j.step.again
        if j.verdict not in FAILED or again is None or self.page <= 0:
            return j
        self.page -= LOOKS
        before = list(earlier(judged, n))
        trusted = [e for e in before if e.verdict in FAILED][-1:]
        odd = self.odd(judged, n)
        size = sum(1 for root in (again.left, again.right) for _ in spots(root))
        most = min(CANDIDATES if odd is None else BETWEEN, self.page // SHARE, NODES // size)
        repair = self.inherited(again, trusted) or self.local(again, trusted, Budget(most, PROOFS), first=not before) or odd
        return replace(j, repair=repair) if repair is not None else j

    # --- neighbours

    def inherited(self, again: Rereading, trusted: list[Judgement]) -> Repair | None:
        """The right side follows from what stood before the error."""
        for e in trusted:
            claim = again.claim(e.step.again.left, again.right) if e.step.again is not None else None
            if claim is not None and self.holds(claim, Budget(1, 1)):
                return Repair("inherited error", e.step.left.latex, self.latex(again.right))
        return None

    def odd(self, judged: list[Judgement], n: int) -> Repair | None:
        """The expression between two that agree is what went wrong."""
        following = judged[n + 1].step if n + 1 < len(judged) else None
        if judged[n].odd_one_out != judged[n].step.right.latex or following is None or following.again is None:
            return None
        return Repair("odd one out", judged[n].step.left.latex, self.latex(following.again.right), judged[n].step.right.latex)

    # --- the step itself

    def local(self, again: Rereading, trusted: list[Judgement], budget: Budget, first: bool) -> Repair | None:
        """The first candidate that is proved."""
        lefts = [again.left, *(e.step.again.left for e in trusted if e.step.again is not None)]
        lefts = [x for x in lefts if again.claim(x, ANYTHING) is not None]
        sides = ["right"] if lefts else []
        if first and again.claim(ANYTHING, again.right) is not None:
            sides.append("left")
        seen = set[tuple[Node, Node]]()
        price = 1 + sum(1 for side in (again.left, again.right) for _ in spots(side)) // 100  # reading a long formula again costs more
        for c in self.candidates(again, tuple(sides)):
            for left in lefts if c.side == "right" else [c.left]:
                pair = (left, c.right)
                if pair in seen:
                    continue
                if budget.candidates <= 0 or budget.proofs <= 0:
                    return None
                seen.add(pair)
                budget.candidates -= price
                self.page -= price
                trivial = bare(left) == bare(c.right) and (left != c.right or all(isinstance(new, Name | Scripted) for _, new in c.changes))
                trivial = trivial and c.mistake.name != "lost brackets"
                claim = None if trivial else again.claim(*pair)
                if claim is not None and self.holds(claim, budget):
                    found = self.repair(again, c, left)
                    if found is not None:
                        return found
        return None

    def candidates(self, again: Rereading, sides: tuple[str, ...]) -> Iterator[Candidate]:
        """Every proposal of every mistake: slips on either side, a variable on both, whatever else."""
        around = {side: self.writings.around(again, side) for side in sides}
        places = {side: list(spots(around[side].root)) for side in sides}
        if any(len(p) > LARGEST for p in places.values()):
            return
        for number, (tier, side) in enumerate(product(TIERS, sides)):
            if "left" in sides and number == len(sides):
                yield from throughout(again, self.writings)
            tried = [m for m in tier if side == "right" or m.left]
            for mistake, propose in [(m, m.repairs) for m in tried] + [(m, m.further) for m in tried]:
                for spot in places[side] if propose is not None else ():
                    for new in propose(spot, around[side]) if propose is not None else ():
                        yield changed(again, mistake, side, spot, new)

    def holds(self, claim: Claim, budget: Budget) -> bool:
        """Whether the claim is proved; what differs at a sampled point is not tried."""
        group = self.bench.group(claim.given)
        key = (id(group), claim.left, claim.right, claim.case)
        if key not in self.tried:
            if not self.screen.plausible(claim, group):
                self.tried[key] = False
                return False
            budget.proofs -= 1
            found = self.bench.of(claim.given).prove(claim)
            self.tried[key] = not isinstance(found, NoProof)
            if (found if isinstance(found, NoProof) else found[0]).spent > AFFORDABLE:
                budget.proofs = 0  # what took long once would take long every time
        return self.tried[key]

    # --- in the writer's notation

    def repair(self, again: Rereading, c: Candidate, left: Node) -> Repair | None:
        on_left = [x for x in c.changes if c.side != "right" and within(x[0], again.left)]
        on_right = [x for x in c.changes if x not in on_left]
        old, new = c.changes[0]
        try:
            sides = spliced(again.left if on_left else left, on_left, self.text), spliced(again.right, on_right, self.text)
            return Repair(c.mistake.name, *sides, written(old, self.text), written(new, self.text), bool(on_left))
        except CannotWrite:
            return None

    def latex(self, node: Node) -> str:
        return written(node, self.text)


def earlier(judged: Sequence[Judgement], n: int) -> Iterator[Judgement]:
    """The steps of the same chain before this one, the nearest first, as far as one looks back."""
    first = max(n - BACK, 0)
    while n > first and judged[n - 1].step.chain == judged[n].step.chain and judged[n - 1].step.right.latex == judged[n].step.left.latex:
        n -= 1
        yield judged[n]
