"""A page into steps: chains, conditions, definitions in the text, remarks in brackets; each with its place, its id and its claim.

Comes in: a Page. Goes out: steps in the order of the page, each with a claim to be judged, or the reason why there is none. Knows
nothing of truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from derive.meaning.declarations.declare import Declaration, declare
from derive.meaning.declarations.doubted import taken_back
from derive.meaning.declarations.fonts import told_apart
from derive.meaning.declarations.listed import as_bounds
from derive.meaning.declarations.precedence import Place, own_names, stated_in_prose
from derive.meaning.declarations.redeclared import begin_anew, repeats
from derive.meaning.declarations.variables import Note, told
from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.formulas.narrowed import remember, remember_events
from derive.meaning.names import array_like, numbered, upstream, worlds
from derive.meaning.names.definitions import can_be_made_again, define
from derive.meaning.names.layers import defined_labels
from derive.meaning.names.parameters import between_numerals, bounds
from derive.meaning.names.scope import MeaningError, Scope, names_in, spelled, spoken_names
from derive.meaning.names.words import joined, spoken_words
from derive.meaning.statements import signed
from derive.meaning.statements.afterwards import EXAMPLE
from derive.meaning.statements.cases import ALL_OF_THEM, apart
from derive.meaning.statements.condition_words import (
    AND_IF,
    COMMA,
    ELSE,
    FOR_FRONT,
    IF_AFTER,
    IF_BEFORE,
    IN_BRACKETS,
    JOINED,
    LEAD_IN,
    LEFT_OPEN,
    THINGS_AFTER,
)
from derive.meaning.statements.conditions import binds
from derive.meaning.statements.lying import laid, said, with_rows
from derive.meaning.statements.open_functions import open_functions
from derive.meaning.statements.relations import ChainAtHand, Relations
from derive.meaning.statements.step import Condition, Reading, Rereading, Side, Step
from derive.meaning.statements.told import TEXT, declare_told
from derive.meaning.statements.told_recursions import Made
from derive.meaning.statements.unclaimed import GOES_FROM_REASON, NOTED, REASON, REASON_AFTER, SETTING, to_zero
from derive.meaning.statements.units import END_OF_PROOF, Units, ends_proof
from derive.reading.syntax import (
    Break,
    Chain,
    Ellipsis_,
    Event,
    Expectation,
    Formula,
    Group,
    Listing,
    Missing,
    Name,
    Node,
    Number,
    Page,
    Scripted,
    Statement,
    Unreadable,
    Words,
)
from derive.terms.claim import Claim
from derive.terms.term import Term, index


def read_steps(page: Page, shared: Iterable[tuple[Page, int]] = ()) -> Reading:
    """All steps of the page. `shared` are Given blocks of other documents (--given)."""
    given = tuple(shared)
    page, others = told_apart(page, (p for p, _ in given))
    blocks = tuple((others[id(p)], number) for p, number in given)
    return with_rows(_Walk(page, blocks).run(), lambda over: _Walk(page, blocks, lying=over).run(), said(page.text))


MAY_REPEAT = re.compile(
    r"(without|not|n't|no longer|drop\w*|remov\w*)[^.;]{0,60}\b(distinct|different|unique)"
    r"|(with|allow\w*|may) (repetitions?|repeat)|with replacement",
    re.I,
)


ASIDE = re.compile(r"\(\s*$|^\s*,\s*$")  # `$y_i \in \{0, 1\}$ ($i = 1, \dots, n$)`, `data $(x_i, y_i)$, $i = 1, \dots, n$`
RELATION = re.compile(r"\\(le|leq|ge|geq|ne|neq|not|approx|sim|simeq|cong|in|equiv|propto|to|subset|subseteq|mapsto)\b|[<>≤≥≠≈≡∼∈∝→⊂]")
ARROW = re.compile(r"(\\(Rightarrow|implies|therefore|Longrightarrow)|[⇒⟹∴])\s*&?\s*$")


@dataclass(slots=True)
class _Walk(Relations):
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
    signs: tuple[Chain, ...] = ()  # what the words around the formula at hand suppose of its names
    by_cases: list[Chain] = field(default_factory=list)
    own: frozenset[str] = frozenset()
    spoken_words: frozenset[str] = frozenset()
    labelled: frozenset[str] = frozenset()
    words_around: tuple[str, str] = ("", "")  # before and after the statement at hand
    goes_on: bool = False
    told: Chain | None = None
    entry: tuple[str, Node] | None = None
    all_behind: tuple[Condition, ...] = ()  # the conditions behind the formula at hand
    doubtful: dict[str, str] = field(default_factory=dict)  # names whose definitions could be read in two ways, each with the sentence
    bounded: dict[Term, tuple[str, bool]] = field(default_factory=dict)  # by whose definition; whether in a section before
    units: Units = field(default_factory=Units)
    reached: int = 0  # where the paragraph that came last ends
    introduced: str = ""  # the name that the definition before defines
    parameters: frozenset[str] = frozenset()  # of the definition before: numbers of which nothing is declared
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
        made, notes, self.sequences = declare_told(self.base, self.page, self.events, self.own)
        self.made.update(dict.fromkeys(made, TEXT))
        self.notes += [(None, n) for n in notes]
        known = self.own | self.base.values.keys()
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
                self.define(left, right)

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

    # --- events ---

    def event(self, event: Event, n: int) -> None:
        following = self.events[n + 1] if n + 1 < len(self.events) else None
        if event.part != self.part:
            self.part = self.stretch = event.part
            self.units = Units()
            self.before, self.chain, self.words = self.always, ChainAtHand(number=self.chain.number + 1), ""
            self.forget()
            self.pending, self.solved, self.noted = None, (), None
            self.told = self.entry = None
        match event.what:
            case Break(kind):
                self.before = self.units.between(self.before, self.page.text[self.reached : event.what.span.start])
                self.reached = max(self.reached, event.what.span.end)
                display = following is not None and isinstance(following.what, Formula) and following.what.display
                self.words = self.words if display and kind == "paragraph" and LEFT_OPEN.search(self.words) else ""
                self.paragraph += 1
                if kind in ("heading", "item"):
                    self.stretch = f"{self.part} {event.what.span.start}"
                if kind in ("heading", "item"):
                    self.before, self.parameters = self.always, frozenset()
                if kind == "heading":
                    self.units = Units()
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
            if k and not s.words and isinstance(s, Statement) and to_zero(s.node) and SETTING.search(leading):
                sentence = leading  # the second of two conditions that one sentence leads to
            self.spoken_before = sentence
            self.begin(s, lead, sentence, after if s is last else "", not formula.display)
            self.statement(s, formula, lead, after if s is last else self.words_of(formula, k + 1), own[k])
            if isinstance(s, Statement):
                self.scope = remember(self.scope, self.page.text, [s.node])
                self.remember((*self.before, *own[k]))
                self.entry = self.entry_at(s.node) or self.entry

    def depends(self, node: Name, formula: Formula) -> bool:
        """`$L$ is a scalar loss that depends on $a$`: L is defined as far as this says what it is."""
        n = self.reading
        of = signed.names_of(self.events, n + 2)
        if len(formula.statements) > 1 or not of or not upstream.told(self.words_at(n + 1), self.words_at(n + 3)):
            return False
        call = upstream.call(node, of)
        if self.scope.known(spelled(node) or "") or upstream.arguments(self.scope, node, call) is None:
            return False
        self.define(node, call)
        return True

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

    def enter_world(self, s: Statement, formula: Formula) -> None:
        """Which function an open spelling means here: the one that this statement speaks of, else its formula, else the part so far;
        the one declared first where nothing tells."""
        if not self.scope.alternatives:
            return
        whole = [t.node for t in formula.statements if isinstance(t, Statement)]
        found = worlds.meant(self.scope, [s.node]) or worlds.meant(self.scope, whole)
        if found is not None:
            self.world = (self.part, found)
        first = next(iter(self.scope.alternatives.values()))[0].name
        self.scope = worlds.in_world(self.scope, self.world[1] if self.world and self.world[0] == self.part else first)

    def joined_by_if(self, n: int) -> str:
        """`$x = 1$ 이고 $y = 1$ 이면`, `$x = 1$, $y = 1$일 때`: the words behind the last of several conditions; none where a comma stands
        behind what may be a claim."""
        k = n + 1
        while k + 2 < len(self.events) and isinstance(self.events[k + 1].what, Formula):
            if not JOINED.match(self.words_at(k)) and not (COMMA.match(self.words_at(k)) and self.plain_condition(k - 1)):
                break
            k += 2
        return self.words_at(k) if k > n + 1 and IF_AFTER.match(self.words_at(k)) else ""

    def plain_condition(self, n: int) -> bool:
        """Whether the n-th formula relates numbers or indices that nothing defines, and no more."""
        what = self.events[n].what
        match what.statements if isinstance(what, Formula) and not what.display else ():
            case (Statement(Chain() as chain),):
                defined = any(spelled(x) in self.scope.defined for x in names_in(chain))
                return not defined and self.conditional(chain)
        return False

    def behind_last(self, node: Node) -> str:
        """What stands between the last expression and this one."""
        last = self.chain.last
        return self.page.text[last.span.end : node.span.start].replace("$", " ") if last is not None else ""

    def is_reason(self, lead: str, after: str) -> bool:
        """Whether words give a formula in the line as a reason, or as one more of them."""
        return bool(REASON.search(lead) or REASON_AFTER.match(after) or (self.noted is not None and JOINED.match(lead)))

    def statement(self, s: Statement, formula: Formula, lead: str, after: str, behind: tuple[Condition, ...]) -> None:
        node = s.node
        if any(c.node is node for c in self.all_behind):
            return
        lead = lead or ("," if self.was_condition and s.opener == "," else "")  # `if $a > 0, b > 0$`
        self.words_around, self.opener = (lead, after), s.opener
        self.enter_world(s, formula)
        self.reopen(node, lead, after)
        if isinstance(node, Name) and self.depends(node, formula):
            return
        if signs := [c for c in self.signs if c.operands[0] is node] or signed.of_space(node, self.page.text):
            for c in signs:
                self.take_condition(c, lead, after, declared=True)
            self.chain, self.was_condition = ChainAtHand(number=self.chain.number + 1), True
            return
        if self.is_excepted(node, lead):
            return
        if self.is_condition(node, lead, after):
            self.take_condition(node, lead, after)
            self.chain = ChainAtHand(number=self.chain.number + 1)
            self.was_condition = True
            return
        if self.was_condition and FOR_FRONT.search(lead) and isinstance(node, Chain) and node.relations == ("!=",):
            return  # `$u_a = 2 u_b$ for $a \neq b$`: part of the condition before it
        was_condition, self.was_condition = self.was_condition, False
        if self.equivalent and isinstance(node, Chain) and (self.declares(node) or self.is_case(node)):
            return  # `y_w = 1` if and only if `w = o`: the indices are not set equal for what follows
        if others := self.the_others(node, lead, after):
            self.before, behind = (), (*self.still(behind, others), *others)
        was_binder, self.was_binder = self.was_binder, False
        # `for $i = 1, \dots, n$ and $k = 1, \dots, m$`, `for all $i, j = 1, \dots, n$`
        one_more = was_binder and (JOINED.match(lead) or COMMA.match(lead) or s.opener == ",")
        if isinstance(node, Name) and FOR_FRONT.search(lead):
            self.was_binder = True
        led = FOR_FRONT.search(lead) or ASIDE.search(lead) or THINGS_AFTER.match(after)
        if isinstance(node, Chain) and (node in self.clauses or led or one_more) and binds(node):
            self.was_binder = True
            self.was_condition = was_condition  # "let $a_w > 0$ for $w \in V$ with ..."
            return
        if isinstance(node, Ellipsis_):
            return  # a row of dots: what follows goes on from the row above
        continues = isinstance(node, Chain) and isinstance(node.operands[0], Missing)
        if s.opener == "therefore" and not isinstance(node, Chain):
            if self.chain.first is not None:
                self.relation(self.chain.first, "=", node, self.under(self.chain.behind))
            return
        if isinstance(node, Name) and node.text == "=":
            empty = Side(s.words, node.span)
            self.emit(empty, "=", Side("", node.span), (), "unreadable", "words stand where an expression should be")
            return
        if isinstance(node, Chain):
            if not continues:
                self.seen |= self.used
                self.used = set()
            spoken = re.search(r"[A-Za-z]{2}", self.spoken_before) if self.chain.display else GOES_FROM_REASON.match(self.behind_last(node))
            if continues and self.noted is not None and spoken and formula.display:
                self.chain, self.noted = self.noted, None  # `Noting that $$A = B$$ we have $$= C$$` goes on from before the note
                self.lone = self.chain.last
            elif not continues and not formula.display and self.is_reason(lead, after):
                self.noted = self.chain if self.chain.display and self.chain.last is not None else self.noted
            elif not continues and s.opener not in ("therefore", "quad", ",", "row", ";"):
                self.noted = self.chain if formula.display and NOTED.search(self.spoken_before) and self.chain.last is not None else None
            if not continues and s.opener not in ("therefore", "quad", ",", "row", ";"):
                self.chain = ChainAtHand(number=self.chain.number + 1, behind=behind)
            elif behind:
                earlier = self.still(self.chain.behind, behind)
                self.chain.behind = (*earlier, *(b for b in behind if b not in earlier))
            self.chain.display = formula.display
            self.chain.clauses = self.clauses or self.chain.clauses
            last, first = self.chain.last, self.chain.first
            aside = s.opener in (",", "quad") and last is not None and (node in self.ahead or self.fresh_side(node) is not None)
            self.chain_of(node)
            if aside:  # the next row goes on from the row above, not from what explains it
                self.chain.last, self.chain.first = last, first
        elif isinstance(node, Group) and _relations(node):
            self.remark(node)
        else:
            remark = formula.display and "(" in s.words and isinstance(node, Name | Scripted) and self.chain.last is not None
            if remark or self.set_aside(node, formula, after, self.chain.first, self.chain.last):
                return  # `&& \text{(definition of } m \text{)}`: the next row goes on from the row above
            self.chain = ChainAtHand(last=node, first=node, number=self.chain.number + 1, behind=behind)

    def unreadable(self, s: Unreadable) -> None:
        text = self.page.text[s.span.start : s.span.end]
        left, _, right = text.partition("=")
        if "=" in text and not text.lstrip(" &\n").startswith("="):  # the rows below go on from what could not be read
            self.chain = ChainAtHand(number=self.chain.number + 1)
        if "=" not in text and not RELATION.search(text):
            if not ARROW.search(self.page.text[: s.span.start]):
                return  # a formula that states nothing
            left, right = text, ""
        self.emit(Side(left.strip(), s.span), "=", Side(right.strip(), s.span), (), "unreadable", s.reason)

    # --- chains ---

    def remark(self, node: Group) -> None:
        """A bracket that holds relations: its steps, the chain goes on from the first of them."""
        inner = node.body.items if isinstance(node.body, Listing) else (node.body,)
        outer: ChainAtHand | None = None
        for item in inner:
            while isinstance(item, Group) and isinstance(item.body, Chain | Group):
                item = item.body
            if isinstance(item, Chain) and self.declares(item):
                self.declare_indices(item)
            elif isinstance(item, Chain):
                saved = self.chain
                self.chain = ChainAtHand(number=saved.number + 1, behind=saved.behind)
                self.chain_of(item)
                outer = outer or self.chain
                self.chain = replace(saved, number=self.chain.number + 1)
        if outer is not None and self.chain.last is None:
            self.chain = replace(outer, number=outer.number)

    def declare_indices(self, chain: Chain) -> None:
        condition = self.elaborator().places.condition(chain)
        if Term(condition.op, condition.args[::-1]) not in self.scope.facts:
            self.scope.facts[condition] = None

    def chain_of(self, chain: Chain) -> None:
        """The relations of one chain, one step each."""
        map_between_sets = chain.relations == (":", "->")
        if map_between_sets or all(r in ("in", "~", "subset", "notin") for r in chain.relations) or self.declares(chain):
            if self.declares(chain):
                self.declare_indices(chain)
            return
        if any(m.start == chain.span.start for m in self.sequences):
            self.make_sequence(replace(chain, operands=chain.operands[:2], relations=chain.relations[:1]))
            if len(chain.operands) == 2:
                return
            chain = replace(chain, operands=(Missing(chain.operands[1].span), *chain.operands[2:]), relations=chain.relations[1:])
        free = not self.chain.behind and not self.before and not taken_back(*self.words_around)
        if self.parameters and free and bounds(chain, self.parameters):
            self.declare_bound(chain)
            for left, relation, right in zip(chain.operands, chain.relations, chain.operands[1:], strict=False):
                a, b = (Side(o.text, o.span) if isinstance(o, Number) else self.side(o) for o in (left, right))
                self.emit(a, relation, b, (), "given", "said of a number that the definition before introduces")
            return
        operands = list(chain.operands)
        self.goes_from = isinstance(operands[0], Missing)
        if self.goes_from:
            if self.chain.last is None:
                self.broken(chain, "a relation begins here, but no expression stands before it")
                return
            operands[0] = self.chain.last
        elif isinstance(operands[0], Group) and _relations(operands[0]):
            self.chain.last = None
            self.remark(operands[0])
            if self.chain.last is None:
                self.broken(chain, "the bracket on the left holds no expression to go on from")
                return
            operands[0] = self.chain.last
        else:
            self.chain.first = operands[0]
        self.previous = None if operands[0] is not self.chain.last else self.previous
        for left, relation, right in zip(operands, chain.relations, operands[1:], strict=False):
            if isinstance(right, Ellipsis_) and relation == "=":
                return  # `= \\vdots`: the next row goes on from the row above
            if isinstance(right, Missing):
                self.emit(self.side(left), relation, Side("", right.span), (), "unreadable", "nothing stands after the relation sign")
                continue
            reason = self.unclaimed(self.chain.first, left, relation, right, right is operands[-1])
            self.doubt, self.after_step = "", None
            self.relation(left, relation, right, self.under(self.chain.behind))
            self.note_unclaimed(reason, left)
            if self.after_step is not None:
                self.after_step()
            self.chain.last, self.previous = right, left

    def make_sequence(self, chain: Chain) -> None:
        """An equation that says what the entries of a sequence are: a fact from here on."""
        made = next(m for m in self.sequences if m.start == chain.span.start)
        declaration = Declaration(self.scope.child(), self.page.text)
        if made.letter is not None and made.over is not None:
            declaration.names[made.letter] = index(made.letter, made.over)
        left, right = (self.side(o) for o in chain.operands)
        outcome, reason = "given", f"says what the entries of `{made.base}` are"
        try:
            declaration.fact(chain)
            self.scope = declaration.scope
        except (MeaningError, IllTyped) as why:
            outcome, reason = "undecided", self.located(why) if isinstance(why, MeaningError) else self.ill_typed(why)
            self.notes.append((None, Note(f"the recursion of `{made.base}`", chain.span, frozenset({made.base}), quiet=True)))
        self.chain.first = chain.operands[0]
        self.emit(left, chain.relations[0], right, (), outcome, reason)
        self.chain.last, self.previous = chain.operands[1], chain.operands[0]

    def broken(self, chain: Chain, reason: str) -> None:
        for relation, right in zip(chain.relations, chain.operands[1:], strict=False):
            self.emit(Side("", chain.span), relation, self.side(right), (), "unreadable", reason)
            self.chain.last = right


def _relations(node: Group) -> bool:
    inner = node.body.items if isinstance(node.body, Listing) else (node.body,)
    if node.kind == "[" and isinstance(node.body, Chain):
        return False
    return any(isinstance(i, Chain) or (isinstance(i, Group) and isinstance(i.body, Chain)) for i in inner)
