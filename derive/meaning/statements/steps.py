"""A page into steps: chains, conditions, definitions in the text, remarks in brackets; each with its place, its id and its claim.

Comes in: a Page. Goes out: steps in the order of the page, each with a claim to be judged, or the reason why there is none. Knows
nothing of truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from derive.meaning.declarations.declare import declare
from derive.meaning.declarations.fonts import told_apart
from derive.meaning.declarations.listed import as_bounds
from derive.meaning.declarations.one_moment import with_moments
from derive.meaning.declarations.precedence import Place, own_names, stated_in_prose
from derive.meaning.declarations.redeclared import begin_anew, repeats
from derive.meaning.declarations.variables import Note, told
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.formulas.narrowed import remember, remember_events
from derive.meaning.names import array_like, numbered
from derive.meaning.names.definitions import can_be_made_again, define
from derive.meaning.names.layers import defined_labels
from derive.meaning.names.parameters import between_numerals
from derive.meaning.names.scope import Scope, spoken_names
from derive.meaning.names.words import joined, spoken_words
from derive.meaning.statements import sign_hints, signed, told_dependence
from derive.meaning.statements.afterwards import EXAMPLE
from derive.meaning.statements.cases import ALL_OF_THEM, apart
from derive.meaning.statements.comparing import ChainAtHand
from derive.meaning.statements.condition_words import AND_IF, ELSE, IF_AFTER, IF_BEFORE, IN_BRACKETS, LEAD_IN, LEFT_OPEN
from derive.meaning.statements.lists import Lists
from derive.meaning.statements.lying import laid, said, with_rows
from derive.meaning.statements.open_functions import open_functions
from derive.meaning.statements.statement import Statements
from derive.meaning.statements.step import Condition, Reading, Rereading, Step
from derive.meaning.statements.told import TEXT, declare_told
from derive.meaning.statements.told_random import declare_random
from derive.meaning.statements.told_recursions import Made, bases
from derive.meaning.statements.unclaimed import SETTING, has_zero
from derive.meaning.statements.units import END_OF_PROOF, Units, ends_proof
from derive.reading.syntax import (
    Break,
    Chain,
    Event,
    Expectation,
    Formula,
    Name,
    Node,
    Page,
    Scripted,
    Statement,
    Unreadable,
    Words,
)
from derive.terms.claim import Claim
from derive.terms.term import Term


def read_steps(page: Page, shared: Iterable[tuple[Page, int]] = ()) -> Reading:
    """All steps of the page. `shared` are Given blocks of other documents (--given)."""
    given = tuple((with_moments(p), number) for p, number in shared)
    page, others = told_apart(with_moments(page), (p for p, _ in given))
    blocks = tuple((others[id(p)], number) for p, number in given)
    return with_rows(_Walk(page, blocks).run(), lambda over: _Walk(page, blocks, lying=over).run(), said(page.text))


MAY_REPEAT = re.compile(
    r"(without|not|n't|no longer|drop\w*|remov\w*)[^.;]{0,60}\b(distinct|different|unique)"
    r"|(with|allow\w*|may) (repetitions?|repeat)|with replacement",
    re.I,
)


@dataclass(slots=True)
class _Walk(Statements):
    page: Page
    shared: tuple[tuple[Page, int], ...]
    steps: list[Step] = field(default_factory=list)
    notes: list[tuple[Page | None, Note]] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=dict)
    chain: ChainAtHand = field(default_factory=ChainAtHand)
    before: tuple[Condition, ...] = ()
    compound: bool = False
    always: tuple[Condition, ...] = ()
    words: str = ""
    part: str = "0"
    stretch: str = "0"  # the part, and the heading in it
    made_at: dict[str, int] = field(default_factory=dict)
    paragraph: int = 0
    opener: str = ""  # of the statement at hand
    used: set[str] = field(default_factory=set)  # numbers of a definition, as the x of `u = x`: behind its chain they are seen
    spoken_before: str = ""  # the words of the sentence before the statement
    noted: ChainAtHand | None = None  # the chain before one that a note inserts
    goes_from: bool = False  # whether it goes on from the one before it
    base: Scope = field(default_factory=Scope)
    active: tuple[tuple[int, bool], ...] | None = None  # the Given blocks that hold here, and whether they stand further on, elsewhere
    scope: Scope = field(default_factory=Scope)
    added: list[tuple[Node, Node]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    supposed_before: set[str] = field(default_factory=set)
    previous: Node | None = None
    ends: Callable[[], Claim | None] | None = None
    doubt: str = ""
    after_step: Callable[[], None] | None = None
    again: Rereading | None = None
    expected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    was_condition: bool = False
    was_binder: bool = False  # the statement before only says over what a letter runs
    events: list[Event] = field(default_factory=list)
    resume: int = 0
    clauses: tuple[Chain, ...] = ()  # `for k = 1, ..., n` behind the formula at hand
    made: dict[str, str] = field(default_factory=dict)  # names that the text defines, each with its part
    ahead: list[Chain] = field(default_factory=list)  # definitions that were taken up before they are reached
    repeating: str | None = None  # the part that says of a sample that it may repeat itself
    reader: Elaborator | None = None  # of the step at hand
    places: dict[str, Place] = field(default_factory=dict)  # where other documents' Givens declare their names
    lying: frozenset[Term] = frozenset()  # sets over which vectors are rows
    calls: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    reading: int = 0  # the event of the formula at hand
    depth: int = 0  # of the lists around
    before_list: Node | None = None  # the end of the chain before the list at hand
    signs: tuple[Chain, ...] = ()  # what the words around the formula at hand suppose of its names
    by_cases: list[Chain] = field(default_factory=list)
    own: frozenset[str] = frozenset()
    spoken_words: frozenset[str] = frozenset()
    labelled: frozenset[str] = frozenset()
    words_around: tuple[str, str] = ("", "")  # before and after the statement at hand
    goes_on: bool = False
    told: Chain | None = None
    several: Condition | None = None
    entry: tuple[str, Node] | None = None
    all_behind: tuple[Condition, ...] = ()  # the conditions behind the formula at hand
    doubtful: dict[str, str] = field(default_factory=dict)  # names whose definitions could be read in two ways, each with the sentence
    bounded: dict[Term, tuple[str, bool]] = field(default_factory=dict)  # by whose definition; whether in a section before
    units: Units = field(default_factory=Units)
    lists: Lists = field(default_factory=Lists)
    reached: int = 0  # where the paragraph that came last ends
    introduced: str = ""  # the name that the definition before defines
    parameters: frozenset[str] = frozenset()  # of the definition before: numbers of which nothing is declared
    recursive: frozenset[str] = frozenset()  # names of whose members the page states a recursion
    sequences: list[Made] = field(default_factory=list)  # the equations that make sequences
    world: tuple[str, str] | None = None  # a part, and the function that an open spelling means in it so far

    def run(self) -> Reading:
        for page, number in self.shared:
            self.base.stated = {}
            block = [e for e in page.events if e.given == number]
            begin_anew(self.base, block, None)
            self.notes += [(page, n) for n in declare(self.base, page.text, block)]
            remember_events(self.base, page.text, block)
            self.places.update({name: Place(page, span) for name, span in self.base.stated.items()})
        self.base.stated = {}
        laid(self.base, self.lying)
        self.own = own_names(self.page)
        self.events = [e for e in self.page.events if e.given is None]
        for d in stated_in_prose(self.base, self.page, self.events, self.places):
            self.notes.append((None, told(d)))
        self.recursive = bases(self.page.events)
        made, notes, self.sequences = declare_told(self.base, self.page, self.events, self.own)
        self.made.update(dict.fromkeys(made, TEXT))
        notes = [*notes, *declare_random(self.base, self.page, self.events, self.own), *sign_hints.notes(self.base, self.events)]
        self.notes += [(None, n) for n in notes]
        known = self.own | self.base.values.keys()
        self.base.depends = told_dependence.told(self.page.events)
        self.base.array_like = array_like.names(self.events, known) | array_like.told(self.events, known)
        self.base.numbered = numbered.names(self.events, self.base.array_like.keys() | known)
        known = known | self.base.sets.keys() | self.base.functions.keys()
        self.spoken_words = spoken_words(self.page.text, self.events, known)
        self.labelled = defined_labels(self.events, known)
        self.doubtful.update(open_functions(self.page.events, self.page.text))
        for n, event in enumerate(self.events):
            if n >= self.resume:
                self.event(event, n)
        steps = (replace(s, expected=self.expected.get(s.id, ())) for s in self.steps)
        scope = self.scope if self.active is not None else self.whole()
        return Reading(tuple(steps), tuple(self.notes), scope)

    def whole(self) -> Scope:
        """The scope of a document without steps: all its Given blocks."""
        scope = self.base.child()
        for block in self.page.givens:
            self.take(scope, block.number)
        return scope

    def take(self, scope: Scope, number: int, ahead: bool = False) -> None:
        """What a Given block of this page declares, into the scope; a note only once. One that another section has further on does not
        say what names are that are declared already."""
        block = [e for e in self.page.events if e.given == number]
        if ahead and repeats(scope, block):
            return
        anew = begin_anew(scope, block, self.page.givens[number].home)
        found = anew + declare(scope, self.page.text, block, self.places)
        remember_events(scope, self.page.text, block)
        self.notes += [(None, n) for n in found if (None, n) not in self.notes]

    # --- scopes ---

    def enter(self, event: Event) -> None:
        """The scope of the Given blocks that hold where the event stands, with the definitions made in the text."""
        active = tuple(
            (g.number, g.span.start > event.what.span.start and event.section[: len(g.home)] != g.home)
            for g in self.page.givens if event.section[: len(g.scope)] == g.scope
        )  # fmt: skip
        if active == self.active:
            return
        self.active = active
        self.scope = self.base.child()
        for number, ahead in active:
            self.take(self.scope, number, ahead)
        laid(self.scope, self.lying)
        for left, right in self.added:
            if can_be_made_again(self.scope, self.page.text, left, right):
                made, made_at = dict(self.made), dict(self.made_at)
                name = self.define(left, right)
                if name in made:  # it is still the definition of that other place
                    self.made[name], self.made_at[name] = made[name], made_at.get(name, self.made_at[name])

    def define(self, left: Node, right: Node) -> str | None:
        attempt = self.scope.child()
        name = define(attempt, self.page.text, {}, left, right, in_text=True)
        self.scope = attempt
        self.made[name], self.made_at[name] = self.stretch, self.paragraph
        self.doubtful.pop(name, None)
        known = self.scope.known
        self.used.update(s for s in spoken_names(right, self.scope) if s and not known(s))
        return name

    def stands_first(self, left: Node) -> bool:
        """Whether it is the first side of a statement that no sign says to follow and no condition restricts."""
        return left is self.chain.first and not self.goes_from and not self.chain.behind and self.opener != "therefore"

    def among_names(self) -> bool:
        """Whether only names stand before the relation at hand: `b = 1` in `a = b = 1`."""
        only = self.previous is None or self.previous is self.chain.first
        return isinstance(self.chain.first, Name | Scripted) and only and not self.goes_from and not self.chain.behind

    # --- events ---

    def leave_list(self, depth: int) -> None:
        """Behind a list it is not clear whether the chain in it goes on, or the one before it."""
        if depth > self.depth == 0:
            self.before_list = self.chain.last
        if depth < self.depth:
            self.listed = self.chain.last if self.before_list is not None and self.chain.last is not self.before_list else None
        self.depth = depth

    def event(self, event: Event, n: int) -> None:
        following = self.events[n + 1] if n + 1 < len(self.events) else None
        if event.part != self.part:
            if self.part == "0":
                self.leave_introduction()
            self.part = self.stretch = event.part
            self.units, self.lists = Units(), Lists()
            self.before, self.chain, self.words = self.always, ChainAtHand(number=self.chain.number + 1), ""
            self.forget()
            self.pending, self.solved, self.noted = None, (), None
            self.told = self.entry = None
        match event.what:
            case Break(kind, _, depth):
                self.leave_list(depth)
                self.before = self.units.between(self.before, self.page.text[self.reached : event.what.span.start])
                self.reached = max(self.reached, event.what.span.end)
                display = following is not None and isinstance(following.what, Formula) and following.what.display
                self.words = self.words if display and kind == "paragraph" and LEFT_OPEN.search(self.words) else ""
                self.paragraph += 1
                if kind in ("heading", "item"):
                    self.stretch = f"{self.part} {event.what.span.start}"
                    over = self.lists.item(depth, self.before, self.words_at(n - 1) if n else "") if kind == "item" else ()
                    self.before, self.parameters = (*self.always, *(c for c in over if c not in self.always)), frozenset()
                elif kind == "paragraph":
                    self.lists.came_to(depth)
                if kind == "heading":
                    self.units, self.lists = Units(), Lists()
                    self.bounded = {term: (name, True) for term, (name, _) in self.bounded.items()}
                elif self.compound and not (following and isinstance(following.what, Formula) and following.what.display):
                    self.compound, self.before = False, tuple(c for c in self.before if c.lasting)
            case Words(text):
                if n and isinstance(self.events[n - 1].what, Break):
                    self.before = self.units.led_in(self.before, text)
                if END_OF_PROOF.search(text):
                    self.before = self.units.closed(self.before)
                self.words += text
                if EXAMPLE.search(text):
                    self.stretch = f"{self.part} {event.what.span.start}"
                if MAY_REPEAT.search(text):
                    self.repeating = self.part
                goes_on = (self.was_condition and AND_IF.match(text)) or self.stays(text)
                if ELSE.search(text) or LEAD_IN.match(text):
                    self.before = self.always
                elif IF_BEFORE.search(IN_BRACKETS.sub("", text)) and not goes_on:
                    self.before = tuple(c for c in self.before if c.lasting)
                elif ALL_OF_THEM.search(text) and not self.was_condition:
                    self.before = tuple(c for c in self.before if self.case_of(c) is None)
            case Expectation(step, verdicts):
                self.expect(step, verdicts)
            case Formula() as formula:
                if ends_proof(formula):
                    self.before = self.units.closed(self.before)
                self.enter(event)
                if (case := self.in_words(n)) is not None:
                    formula = replace(formula, statements=(Statement(case, "", "", case.span),), span=case.span)
                    self.events[n : n + 3] = [event]
                elif (between := between_numerals(self.words_at(n - 1) if n else "", self.alone_at(n), self.words_at(n + 1))) is not None:
                    formula = replace(formula, statements=(Statement(between, "", "", between.span),))
                formula = as_bounds(joined(formula, self.scope, self.spoken_words, self.labelled))
                self.events[n] = event = replace(event, what=apart(formula, self.page.text, self.scope))
                assert isinstance(event.what, Formula)
                self.formula(event.what, n)

    def expect(self, step: str | None, verdicts: tuple[str, ...]) -> None:
        """A comment without an id is about the last step before it; one with an id about that step, wherever it stands."""
        if step is None and self.steps:
            self.expected[self.steps[-1].id] = verdicts
        elif step is not None:
            self.expected[step] = verdicts

    # --- formulas ---

    def formula(self, formula: Formula, n: int) -> None:
        words, self.words = self.words, ""
        self.reading, self.said = n, self.sentence(n)
        self.signs = self.said_signs(n, words)
        after, formula = self.words_at(n + 1), self.leading(formula)
        last = formula.statements[-1] if formula.statements else None
        if not IF_AFTER.match(words):
            after = self.joined_by_if(n) or after
        asked = isinstance(last, Statement) and self.is_condition(last.node, last.words or words, after)
        behind = (*self.conditions_behind(formula), *(() if asked else self.conditions_after(n)))
        self.clauses = tuple(self.clauses_behind(formula, n))
        self.look_ahead(formula, n)
        self.all_behind = behind
        self.goes_on = n + 2 < len(self.events) and isinstance(self.events[n + 2].what, Formula)
        formula = self.restricted(formula, behind)
        last = formula.statements[-1] if formula.statements else None
        own, leading = self.own_conditions(formula, behind), ""
        for k, s in enumerate(formula.statements):
            if isinstance(s, Unreadable):
                self.unreadable(s)
                continue
            lead = s.words or ("" if k else words)
            sentence = s.words if k or s.words else self.sentence(n)
            leading = sentence if not k else leading
            if k and not s.words and isinstance(s, Statement) and has_zero(s.node) and SETTING.search(leading):
                sentence = leading  # the second of two conditions that one sentence leads to
            self.spoken_before = sentence
            self.begin(s, lead, sentence, after if s is last else "", not formula.display)
            self.statement(s, formula, lead, after if s is last else self.words_of(formula, k + 1), own[k])
            if isinstance(s, Statement):
                self.scope = remember(self.scope, self.page.text, [s.node])
                self.remember((*self.before, *own[k]))
                self.entry = self.entry_at(s.node) or self.entry

    def said_signs(self, n: int, words: str) -> tuple[Chain, ...]:
        """What the words around the n-th formula suppose of the signs of its names. What they only claim a witness has to satisfy."""
        found, supposed = signed.bounds(self.events, n, words)
        for c in () if supposed else found:
            self.note_supposed(Condition(c, self.written(c)))
        return tuple(found) if supposed else ()

    def words_of(self, formula: Formula, k: int) -> str:
        """The words before a later statement of a formula."""
        s = formula.statements[k]
        return s.words if isinstance(s, Statement) else ""
