r"""One relation of a chain as a step: a definition, a declaration, or a claim that its two sides are equal.

Comes in: the two sides as syntax, with the conditions that they stand under, while the page is walked. Goes out: a step, with the verdict
that reading alone gives, or with what is to be judged. Knows nothing of blocks and paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from derive.meaning.formulas import arrays, unsupported
from derive.meaning.formulas.application import NAMES
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.calls import calls_in
from derive.meaning.formulas.each_entry import about_one_vector, differentiates, is_formal, with_a_number
from derive.meaning.formulas.lone_entries import lone_entries
from derive.meaning.formulas.places import TwoSets
from derive.meaning.formulas.pointless import with_their_argument
from derive.meaning.names import undeclared, upstream
from derive.meaning.names.bare_families import as_members, with_vectors
from derive.meaning.names.captured import captured
from derive.meaning.names.definitions import define, is_value
from derive.meaning.names.layers import with_entries
from derive.meaning.names.parameters import all_bounds, of_definition
from derive.meaning.names.scope import (
    Ambiguous,
    MeaningError,
    NotSupported,
    Undeclared,
    as_latex,
    names_in,
    spelled,
    spoken_names,
    square_root,
)
from derive.meaning.names.windows import of_a_window, with_its_meaning
from derive.meaning.statements.afterwards import LET, Afterwards
from derive.meaning.statements.claims import EVERY, flat, free_indices, letter_of_entries, no_number, with_repetition, without
from derive.meaning.statements.condition_words import IF_BEFORE, UNCLEAR
from derive.meaning.statements.letting import is_bound
from derive.meaning.statements.redefined import defined_name
from derive.meaning.statements.step import Condition, Rereading, Side, Standing, Step
from derive.meaning.statements.unclaimed import Unclaimed
from derive.reading.syntax import (
    Additive,
    Chain,
    Group,
    Name,
    Node,
    Product,
    Root,
    Scripted,
    Span,
)
from derive.terms.claim import Claim, Given
from derive.terms.term import Symbol, Term, real

DEVIATIONS = frozenset[str | None]({"sigma", "\\sigma", "s", "tau", "\\tau"})  # squares of which are variances
OPEN_BRACKET = "a bracket is never closed, and a + or − stands behind it: where it should close is open"


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


class Relations(Unclaimed, Afterwards):
    """The part of the walk over a page that makes steps of relations."""

    chain: ChainAtHand
    previous: Node | None
    repeating: str | None  # the part that says of a sample that it may repeat itself
    counters: dict[str, int]
    ends: Callable[[], Claim | None] | None
    again: Rereading | None
    bounded: dict[Term, tuple[str, bool]]
    introduced: str
    parameters: frozenset[str]

    def side(self, node: Node, value: Value | None = None) -> Side:
        return Side(self.text(node), node.span, value)

    def relation(self, left: Node, relation: str, right: Node, under: tuple[Condition, ...]) -> None:
        """One step, with what was mended in its sides and conditions."""
        before, reader = len(self.steps), self.reader
        under = self.spoken_of(under, left, right)
        self.one_step(left, relation, right, under)
        slips = tuple(self.reader.slips.found) if self.reader is not None and self.reader is not reader else ()
        conditions = tuple(c.node.span for c in under)
        for n in range(before, len(self.steps)):
            step = self.steps[n]
            written = self.page.repairs_within(step.left.span, step.right.span, *conditions) if self.page.repairs else ()
            step = self.doubted_bracket(step, left, right)
            if slips or written:
                self.steps[n] = replace(step, mended=tuple(sorted((*written, *slips), key=lambda repair: (repair.start, repair.end))))

    def doubted_bracket(self, step: Step, left: Node, right: Node) -> Step:
        """A bracket that was never closed may have been meant to close before any + in it: such a step can be proved, never fail."""
        lost = {r.start for r in self.page.repairs_within(left.span, right.span) if r.kind == "missing bracket" and r.read in (")", "]")}
        groups = (n for side in (left, right) for n in names_in(side) if isinstance(n, Group) and n.span.end in lost) if lost else ()
        if not any(isinstance(group.body, Additive) for group in groups):
            return step
        if step.outcome == "ill-typed":
            return replace(step, outcome="undecided", reason=f"{OPEN_BRACKET}; read to the end of its side, {step.reason}", again=None)
        return replace(step, unclaimed=step.unclaimed or OPEN_BRACKET)

    def says_where(self, clause: Node, name: Node) -> bool:
        """Whether it is what says over what the letter of the name runs that is defined."""
        clause = clause.body if isinstance(clause, Group) else clause
        base = spelled(name.base) if isinstance(name, Scripted) else None
        return base is not None and self.scope.runs.get(base) == clause

    def one_step(self, left: Node, relation: str, right: Node, under: tuple[Condition, ...]) -> None:
        """A definition, or two sides to be compared."""
        a, b = self.side(left), self.side(right)
        self.note_calls(left, right)
        left, right = (with_entries(self.with_arguments(side), self.scope) for side in (left, right))
        around = () if self.chain.first is None else (self.chain.first,)
        left, right = with_their_argument((left, right), around, self.is_known_function, self.may_be_any_number)
        latex = tuple(c.latex for c in under)
        at = self.standing(under)
        self.ends = partial(self.around, at, self.previous, right) if self.previous is not None else None
        self.again = Rereading(left, right, self.scope, partial(self.around, at))
        sized = self.scope.known("d")  # beside a size d, only `du = 2t dt` with a d on both sides
        if (all if sized else any)(map(self.differential, (left, right))):
            self.emit(a, relation, b, latex, "undecided", "a differential (`dx` outside of a derivative) is not judged")
            return
        if relation not in ("=", ":=", "=="):
            self.emit(a, relation, b, latex, "undecided", unsupported.relation(relation))
            order = Chain((left, right), (relation,), left.span)
            if is_bound(order) and not UNCLEAR.search(
                self.words_around[0]
            ):  # whoever says it, a witness against what follows has to satisfy it
                self.note_supposed(Condition(order, self.written(order)))
            return
        if foreign := self.foreign(left) or self.foreign(right):
            self.emit(a, relation, b, latex, "ambiguous", foreign)
            return
        fresh = self.fresh_side(Chain((left, right), ("=",), left.span)) or self.fresh_square(left, right)
        ahead = any(c.operands == (left, right) for c in (*self.ahead, *self.by_cases))
        anew = self.begins_anew(left, right, self.words_around[0])
        if fresh is not None and self.of_either_sign(left, right):
            equation = Chain((left, right), ("=",), left.span)
            self.before = (*self.before, Condition(equation, self.written(equation), lasting=True))
            self.emit(a, relation, b, latex, "given", f"is supposed, and leaves open which root of `{self.text(right)}` is meant")
            return
        if open_letter := captured(self.scope, left, right) or self.inherited(right, *(() if anew else (left,))):
            if ahead or fresh is not None:
                self.doubtful[self.text(fresh[0] if fresh else left)] = open_letter
            self.emit(a, relation, b, latex, "ambiguous", open_letter)
            return
        if ahead:
            self.emit(a, relation, b, latex, "given", f"defines `{self.text(left)}`")
            return
        try:
            if fresh is None and self.defined_anew(left, relation, right, *self.words_around):
                self.emit(a, relation, b, latex, "given", f"defines `{self.text(left)}`, instead of what was said of it before")
                return
            if fresh is None and not self.not_claimed and self.use_again(left, right):
                self.emit(a, relation, b, latex, "given", f"`{self.text(left)}` is used again here, for something else than in the Given")
                return
            if fresh is None and not self.not_claimed and self.defines_variable(left, right, *self.words_around):
                self.emit(a, relation, b, latex, "given", f"says what `{self.text(left)}` is")
                return
            if fresh is None and not self.not_claimed and self.beside(left, right):
                self.emit(a, relation, b, latex, "given", f"defines `{self.text(left)}`, beside what its letter is alone")
                return
            told = of_definition(self.scope, *fresh) if fresh is not None else frozenset[str]()
            after = [c for c in self.chain.behind if fresh is None or not self.says_where(c.node, fresh[0])]
            behind = [c.node for c in after if not (c.unclear or c.everywhere)] if all_bounds((c.node for c in after), told) else []
            if fresh is not None and len(behind) < len(after):
                raise NotSupported("a definition that holds only under a condition", left.span)
            if fresh is not None:
                name, body = fresh
                before, known = self.scope, self.scope.known
                made = self.define(name, body)
                if relation != ":=" and not LET.search(self.words_around[0]) and is_value(self.scope, made, name, known):
                    self.scope = before
                    raise NotSupported(f"`{self.text(left)} = ...` is a value, and says not what the function is elsewhere", left.span)
                self.added.append((name, body))
                self.parameters, self.introduced = told, defined_name(name) or ""
                for bound in behind:
                    self.declare_bound(bound)
                self.emit(a, relation, b, latex, "given", f"defines `{self.text(name)}`")
                return
            self.compare_anew(left, relation, right, under)
        except (Undeclared, NotSupported) as why:
            self.not_defined(fresh, left)
            self.emit(a, relation, b, latex, "undecided", self.located(why))
            self.steps[-1] = replace(self.steps[-1], undeclared=isinstance(why, Undeclared))
        except Ambiguous as why:
            self.emit(a, relation, b, latex, "ambiguous", self.located(why))
        except IllTyped as why:
            if self.with_bare_families(left, relation, right, under):
                return
            unread = self.unread_call(left) or self.unread_call(right)  # by what stands before this step
            self.not_defined(fresh, left)
            if isinstance(why, TwoSets) and self.previous is not None and _within(why, left.span):
                reason = f"the left side stands on the right of the step before, and has no meaning: {self.ill_typed(why)}"
                self.emit(a, relation, b, latex, "undecided", reason)
            elif number := self.taken_for_a_number(why, fresh[0] if fresh is not None else None, left, right):
                self.emit(a, relation, b, latex, "undecided", no_number(number, self.ill_typed(why)))
                self.steps[-1] = replace(self.steps[-1], undeclared=True)
            elif unread:
                self.emit(a, relation, b, latex, "undecided", unread)
            elif fresh is not None and (member := self.for_one_member(*fresh)):
                self.emit(a, relation, b, latex, "undecided", member)
            elif unused := self.unused(left, right):
                reason = f"not all of the Given could be used ({unused}), and without that {self.ill_typed(why)}"
                self.emit(a, relation, b, latex, "undecided", reason)
            else:
                self.emit(a, relation, b, latex, "ill-typed", self.ill_typed(why))
        except RecursionError:
            self.emit(a, relation, b, latex, "unreadable", "the formula is nested too deeply")

    def with_bare_families(self, left: Node, relation: str, right: Node, under: tuple[Condition, ...]) -> bool:
        """The step with bare letters as the vectors of numbers that are declared one by one, where it means something so."""
        scope, attempt, number = self.scope, with_vectors(self.scope, left, right), len(self.steps)
        if attempt is None:
            return False
        self.scope = attempt
        self.one_step(left, relation, right, under)
        if self.steps[-1].outcome not in ("claim", "given"):
            self.scope = scope
            self.counters[self.part] -= len(self.steps) - number
            del self.steps[number:]
            return False
        self.scope = self.scope.child()
        for name in attempt.values.keys() - scope.values.keys():
            self.scope.values.pop(name, None)
        return True

    def for_one_member(self, name: Node, body: Node) -> str:
        """Why a definition that means nothing may be one nevertheless: a family without a subscript may stand for one of its vectors."""
        scope, found = as_members(self.scope, body)
        if not found:
            return ""
        try:
            define(scope, self.page.text, {}, name, body, in_text=True)
        except (MeaningError, IllTyped):
            return ""
        return f"`{as_latex(found[0])}` stands for several vectors, and which of them is meant here is not said"

    def declare_bound(self, bound: Node) -> None:
        """From here on the bound holds of the numbers that the definition before has introduced."""
        self.scope = self.scope.child()
        for part in flat(self.elaborator().places.condition(bound)):
            self.scope.facts[part] = None
            self.bounded[part] = self.introduced, False

    def without_old_bounds(self, given: Given, *sides: Node) -> Given:
        """The Given without the bounds that other sections set for functions that this step does not speak of: the letter may be used
        again, for something else."""
        spoken = {spelled(n) for node in (*sides, self.chain.first) for n in names_in(node)}
        old = {term for term, (name, before) in self.bounded.items() if before and name not in spoken}
        return replace(given, facts=tuple(f for f in given.facts if f not in old)) if old else given

    def differential(self, node: Node) -> bool:
        """`2x \\, dx`: a d that stands for nothing, right before a name at the end of a product."""
        terms = node.terms if isinstance(node, Additive) else (node,)
        for term in terms:
            match term:
                case Product((*_, Name("d", ()) as d, Name() | Scripted() as variable), (*_, "")):
                    touching = d.span.end == variable.span.start
                    if d.font == "rm" or touching or (len(term.factors) == 2 and not self.scope.known("d")):
                        return True
        return False

    def fresh_square(self, left: Node, right: Node) -> tuple[Node, Node] | None:
        r"""`s^2 = \frac{1}{n-1} \sum_i (x_i - m)^2` with a fresh s, which is no number yet: s is the root of what stands there."""
        root = square_root(left)
        if root is None or not self.stands_first(left) or IF_BEFORE.search(self.said.replace("$", " ")):
            return None
        body = Root(right, None, right.span)
        return self.fresh_side(Chain((root, body), ("=",), left.span))

    def of_either_sign(self, left: Node, right: Node) -> bool:
        r"""`y^2 = 9`: an equation for y, which may be 3 or -3; of a variance `\sigma^2 = 4` it says what its root is."""
        root = square_root(left)
        if root is None or any(isinstance(n, Name | Scripted) for n in names_in(right)):
            return False
        return spelled(root.base if isinstance(root, Scripted) else root) not in DEVIATIONS

    def is_known_function(self, name: str) -> bool:
        """Whether the name stands for a known function of one number, and for nothing else."""
        functions = self.scope.functions.get(name, ())
        if any(f.unknown is not None for f in functions):
            return False
        own = bool(functions) and all(f.kinds == ("scalar",) for f in functions)
        return own or (name in NAMES and not self.scope.known(name) and not undeclared.free(name, self.page.text))

    def may_be_any_number(self, letter: str) -> bool:
        known = self.scope.values.get(letter)
        number = known is not None and not known.rank and known.body.op == "real"
        return number or not (self.scope.known(letter) or letter in self.scope.letters)

    def not_defined(self, fresh: tuple[Node, Node] | None, left: Node) -> None:
        """A name whose definition could not be used is no number in what follows."""
        name = defined_name(fresh[0]) if fresh is not None else None
        if name is not None:
            line, _ = self.page.line_column(left.span.start)
            self.scope.unread[name] = f"`{name}` is defined in line {line} by what could not be used"

    def unread_call(self, node: Node) -> str | None:
        """Why a name or a call in the step means nothing: the page defines it by what could not be used."""
        heads = [call[0] for n in names_in(node) if isinstance(n, Product) for call in calls_in(n)]
        heads += [name for n in names_in(node) if isinstance(n, Scripted) and (name := spelled(n)) is not None]
        heads += [s for n in names_in(node) if isinstance(n, Name) and (s := spelled(n)) and not self.scope.known(s)]
        return next((self.scope.unread[name] for name in heads if name in self.scope.unread), None)

    def inherited(self, *nodes: Node) -> str | None:
        """Why a name in the step has no one meaning: its definition could be read in two ways."""
        names = (spelled(n) for node in nodes for n in names_in(node)) if self.doubtful else ()
        return next((f"`{n}` has no one meaning: {self.doubtful[n]}" for n in names if n in self.doubtful), None)

    def unused(self, *nodes: Node) -> str | None:
        """What could not be used of the Given, where it should have said what a name in the step is."""
        names = {s for node in nodes for n in names_in(node) if (s := spelled(n)) and not self.scope.known(s)}
        return next((note.message for _, note in self.notes if not note.remark and note.other is None and note.names & names), None)

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
            numbers = lone_entries(left, right, self.scope)
            if numbers is None:
                raise
            try:
                self.compare(numbers[0], relation, numbers[1], under)
            except (IllTyped, MeaningError):
                raise why from None
        except IllTyped as why:
            self.compare_otherwise(left, relation, right, under, why)

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
        claim = Claim(given, tuple(case), v.entry(*indices), w.entry(*indices))
        if (misused := upstream.misused(claim, self.scope.upstream)) is not None:
            self.emit(a, relation, b, latex, "undecided", misused)
            return
        self.emit(a, relation, b, latex, "claim", instead, claim, layout)
        if (letter := letter_of_entries(claim, self.scope)) is not None:
            self.steps[-1] = replace(self.steps[-1], unclaimed=EVERY.format(as_latex(letter)))
        if elaborator.forks:
            self.steps[-1] = replace(self.steps[-1], alternative=self.other_reading(claim, left, right))

    def emit(
        self, left: Side, relation: str, right: Side, under: tuple[str, ...], outcome: str, reason: str,
        claim: Claim | None = None, layout: str | None = None,
    ) -> None:  # fmt: skip
        number = self.counters[self.part] = self.counters.get(self.part, 0) + 1
        span = Span(min(left.span.start, right.span.start), max(left.span.end, right.span.end))
        if left.span.start > right.span.start or left.span.end < right.span.start - 400:
            span = right.span
        self.steps.append(
            Step(
                f"{self.part}.{number}", self.part, span, left, relation, right, under, outcome, reason, claim, layout,
                self.chain.number, self.ends, again=self.again if outcome in ("claim", "ill-typed") else None,
            )
        )  # fmt: skip


def _within(why: IllTyped, span: Span) -> bool:
    at = getattr(why, "at", None)
    return at is not None and span.start <= at.start and at.end <= span.end


def _of_entries(*sides: Node) -> set[str | None]:
    """The names that are written with a subscript."""
    return {spelled(n.base) for side in sides for n in names_in(side) if isinstance(n, Scripted) and n.sub is not None}
