"""Two sides of a step as a claim: compared in the scope at hand, or in another one where they have no meaning in it.

Comes in: the two sides as syntax, with the conditions that they stand under. Goes out: a step with a claim, or with the verdict that
reading alone gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from derive.meaning.formulas import arrays, substitution
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.each_entry import about_one_unknown, about_one_vector, differentiates, is_formal, with_a_number
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.formulas.lone_entries import lone_entries
from derive.meaning.names import upstream
from derive.meaning.names.bare_families import with_vectors
from derive.meaning.names.scope import (
    MeaningError,
    NotSupported,
    Undeclared,
    as_latex,
    names_in,
    spelled,
    spoken_names,
)
from derive.meaning.names.windows import of_a_window, with_its_meaning
from derive.meaning.statements.afterwards import Afterwards
from derive.meaning.statements.claims import (
    EVERY,
    flat,
    for_all_entries,
    free_indices,
    letter_of_entries,
    made_anew,
    no_number,
    with_repetition,
    without,
)
from derive.meaning.statements.step import Condition, Rereading, Side, Standing, Step
from derive.meaning.statements.unclaimed import Unclaimed
from derive.reading.syntax import (
    Chain,
    Derivative,
    Name,
    Node,
    Number,
    Scripted,
    Span,
)
from derive.terms.claim import Claim, Given
from derive.terms.term import Symbol, Term, real

FACTOR = "with the bracket as a factor behind the function"
MEANT = "with `{0}` as a condition, which `if` before it would make it,"


@dataclass(slots=True)
class ChainAtHand:
    """Where the page is inside a chain: the last expression, the left side that it began with, the conditions behind it, and the
    clauses that say over which sets its letters run."""

    last: Node | None = None
    clauses: tuple[Chain, ...] = ()
    first: Node | None = None
    behind: tuple[Condition, ...] = ()
    number: int = 0
    display: bool = False  # whether its last expression stands in a display


# a name that is differentiated may be what another section defines, or begin anew
OF_ANOTHER_PART = ("what another section says of its names", "a statement about any numbers")


class Comparing(Unclaimed, Afterwards):
    """The part of the walk over a page that compares two sides."""

    chain: ChainAtHand
    previous: Node | None
    repeating: str | None  # the part that says of a sample that it may repeat itself
    counters: dict[str, int]
    ends: Callable[[], Claim | None] | None
    again: Rereading | None
    bounded: dict[Term, tuple[str, bool]]

    def side(self, node: Node, value: Value | None = None) -> Side:
        return Side(self.text(node), node.span, value)

    def standing(self, under: tuple[Condition, ...]) -> Standing:
        """Where the next relation of the chain stands."""
        return Standing(self.scope, under, self.chain.clauses, self.chain.first, self.chain.last)

    def compare_anew(self, left: Node, relation: str, right: Node, under: tuple[Condition, ...]) -> None:
        """The step compared; where it has no meaning because of names that another part of the text defined for itself, without these."""
        if (whole_window := of_a_window(self.scope, left, right)) is not None:
            outer, self.scope = self.scope, with_its_meaning(self.scope, *whole_window)
            try:
                self.again = Rereading(left, right, self.scope, partial(self.around, self.standing(under)))
                self.compare(left, relation, right, under)
            finally:
                self.scope = outer
            return
        try:
            self.compare(left, relation, right, under)
        except Undeclared as why:
            if (alone := about_one_unknown(left, right, self.scope)) is not None and self.compare_entries(
                left, relation, right, under, alone
            ):
                return
            numbers = lone_entries(left, right, self.scope)
            if numbers is None:
                raise
            try:
                self.compare(numbers[0], relation, numbers[1], under)
            except (IllTyped, MeaningError):
                raise why from None
        except IllTyped as why:
            self.compare_otherwise(left, relation, right, under, why)

    def compare_entries(self, left: Node, relation: str, right: Node, under: tuple[Condition, ...], alone: Name) -> bool:
        """The step with its only letter, used like a vector elsewhere on the page, as any number; whether that has a meaning."""
        outer, self.scope = self.scope, with_a_number(self.scope, alone)
        try:
            self.compare(left, relation, right, under)
        except (IllTyped, MeaningError):
            return False
        finally:
            self.scope = outer
        if self.reader is not None:
            self.reader.slips.note("each entry", alone, self.text(alone))
        return True

    def compare_otherwise(self, left: Node, relation: str, right: Node, under: tuple[Condition, ...], why: IllTyped) -> None:
        """The step with the names of other parts as what they were before, or with its only vector as any number. Raises `why`."""
        whole, others = self.scope, self.of_other_parts(left, right)
        around = () if self.chain.first is None else (self.chain.first,)
        alone = about_one_vector(left, right, whole, around)
        formal = alone is not None and is_formal(spelled(alone) or "", (left, right, *around), whole)
        if alone is not None and not others and differentiates(left, right) and not formal:
            reason = f"`{self.text(alone)}` is a vector: whether each entry is meant or the matrix of derivatives is not said"
            raise NotSupported(reason, left.span) from why
        ways = [whole.without(others)] if others else []
        ways += [with_a_number(whole, alone)] if alone is not None else []
        for way in ways:
            self.scope = way
            try:
                self.compare(left, relation, right, under)
            except (IllTyped, MeaningError):
                continue
            break
        else:
            self.scope = whole
            raise why from None
        if alone is not None and (not others or way is not ways[0]):
            self.scope = whole
            if self.reader is not None:
                self.reader.slips.note("each entry", alone, self.text(alone))
        elif all(self.made[n].split()[0] == self.part for n in others):
            self.scope = whole  # another heading of this part: its names are dropped for this step alone
        elif others.isdisjoint(_of_entries(left, right)) and all(n in whole.values and whole.values[n].rank for n in others):
            self.scope = whole.child()  # `\sigma'(s)` after `s_i = \dots`: from here on s alone is a number, and s_i what it was
            self.scope.beside.update({n: Value((), real(Symbol(n))) for n in others})

    def compare(self, left: Node, relation: str, right: Node, under: tuple[Condition, ...]) -> None:
        elaborator = self.reader = self.elaborator()
        v, w, case, instead = self.compared(elaborator, self.standing(under), left, right)
        a, b = self.side(left, v), self.side(right, w)
        latex = tuple(c.latex for c in under)
        self.seen.update(s for n in (left, right) for s in spoken_names(n, self.scope) if s)
        if v.axes != w.axes:
            reason = f"the left side is {arrays.shape_text(v)}, the right side {arrays.shape_text(w)}"
            around = () if self.chain.first is None else (self.chain.first,)
            alone = about_one_vector(left, right, self.scope, around)
            formal = alone is not None and is_formal(spelled(alone) or "", (left, right, *around), self.scope)
            if formal or with_vectors(self.scope, left, right) is not None:
                raise IllTyped(reason)
            if (number := self.as_a_vector(elaborator.assumed, self.standing(under), left, right)) is not None:
                raise Undeclared(no_number(number, reason), left.span)
            self.emit(a, relation, b, latex, "ill-typed", reason)
            return
        layout = None
        if v.rank == 1 and v.row != w.row:
            layout = f"the left side is {arrays.shape_text(v)}, the right side {arrays.shape_text(w)}"
        given = self.without_old_bounds(without(self.scope.given(), case), left, right)
        if self.repeating == self.part:
            given = with_repetition(given)
        indices = free_indices(v, w, given, case)
        claim = for_all_entries(Claim(given, tuple(case), v.entry(*indices), w.entry(*indices)), self.scope)
        if (misused := upstream.misused(claim, self.scope.upstream)) is not None:
            self.emit(a, relation, b, latex, "undecided", misused)
            return
        if elaborator.absent is not None and not any(isinstance(n, Number) for n in (left, right)):
            self.emit(a, relation, b, latex, "undecided", elaborator.absent)  # 0 = 0 would say nothing of what is meant
            return
        letter = letter_of_entries(claim, self.scope)
        if letter is not None and made_anew(claim):
            self.emit(a, relation, b, latex, "undecided", EVERY.format(as_latex(letter)))
            return
        self.emit(a, relation, b, latex, "claim", instead, claim, layout)
        if letter is not None:
            self.steps[-1] = replace(self.steps[-1], unclaimed=EVERY.format(as_latex(letter)))
        put_in = substitution.in_terms_of(elaborator, left)
        if elaborator.forks or put_in is not None:
            other = self.other_reading(claim, left if put_in is None else put_in, right)
            ways = elaborator.ways if put_in is None else substitution.WAYS
            self.steps[-1] = replace(self.steps[-1], alternative=other, ways=ways)
        elif (others := self.of_other_parts(left, right)) and any(
            isinstance(n, Derivative) for side in (left, right) for n in names_in(side)
        ):
            outer, self.scope = self.scope, self.scope.without(others)
            self.steps[-1] = replace(self.steps[-1], alternative=self.other_reading(claim, left, right), ways=OF_ANOTHER_PART)
            self.scope = outer
        elif self.perhaps is not None and self.perhaps.node.span.start > right.span.end:
            ways = f"a statement of its own, beside `{self.perhaps.latex}`", f"one under the condition `{self.perhaps.latex}`"
            self.steps[-1] = replace(self.steps[-1], alternative=self.under_it(claim, self.perhaps, elaborator), ways=ways)

    def under_it(self, claim: Claim, perhaps: Condition, elaborator: Elaborator) -> Claim | None:
        """The claim under what may be meant as a condition."""
        try:
            return replace(claim, case=(*claim.case, *flat(self.condition(perhaps, elaborator))))
        except (MeaningError, IllTyped):
            return None

    def without_old_bounds(self, given: Given, *sides: Node) -> Given:
        """The Given without the bounds that other sections set for functions that this step does not speak of: the letter may be used
        again, for something else."""
        spoken = {spelled(n) for node in (*sides, self.chain.first) for n in names_in(node)}
        old = {term for term, (name, before) in self.bounded.items() if before and name not in spoken}
        return replace(given, facts=tuple(f for f in given.facts if f not in old)) if old else given

    def emit(
        self, left: Side, relation: str, right: Side, under: tuple[str, ...], outcome: str, reason: str,
        claim: Claim | None = None, layout: str | None = None, undeclared: bool = False,
    ) -> None:  # fmt: skip
        number = self.counters[self.part] = self.counters.get(self.part, 0) + 1
        span = Span(min(left.span.start, right.span.start), max(left.span.end, right.span.end))
        if left.span.start > right.span.start or left.span.end < right.span.start - 400:
            span = right.span
        self.steps.append(
            Step(
                f"{self.part}.{number}", self.part, span, left, relation, right, under, outcome, reason, claim, layout,
                self.chain.number, self.ends, again=self.again if outcome in ("claim", "ill-typed") else None, undeclared=undeclared,
            )
        )  # fmt: skip


def _of_entries(*sides: Node) -> set[str | None]:
    """The names that are written with a subscript."""
    return {spelled(n.base) for side in sides for n in names_in(side) if isinstance(n, Scripted) and n.sub is not None}
