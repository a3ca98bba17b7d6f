"""A page into steps: chains, conditions, definitions in the text, remarks in brackets; each with its place, its id and its claim.

Comes in: a Page. Goes out: steps in the order of the page, each with a claim to be judged, or the reason why there is none. Knows
nothing of truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from derive.meaning import arrays
from derive.meaning.application import NAMES, ON_ARRAYS, grouped
from derive.meaning.arrays import IllTyped, Value
from derive.meaning.declare import Note, declare
from derive.meaning.definitions import call_of, define
from derive.meaning.elaborate import Elaborator
from derive.meaning.places import names_in
from derive.meaning.scope import Ambiguous, MeaningError, NotSupported, Scope, Undeclared, spelled
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
    Span,
    Statement,
    Unreadable,
    Words,
)
from derive.terms.claim import Claim, Given
from derive.terms.term import Term, bind, index

IF_BEFORE = re.compile(r"(\b(if|when|whenever|suppose|assume|assuming|set|setting|provided)\b|만약|만일|当|若|令|如果|假设)[^.;]*$", re.I)
IF_AFTER = re.compile(r"^\s*(이면|일 때|인 경우|라면|두면|로 두면|이라면|时)", re.I)
FOR_ALL = re.compile(r"^\s*(for (all|every|each|any)|모든)\b", re.I)
JOINED = re.compile(r"^\s*(and|,?\s*and|이고|그리고|且)\s*$", re.I)
FOR_BEFORE = re.compile(r"(\b(for|where|with|when|if)\b|其中)[^.;]*$", re.I)
FOR_FRONT = re.compile(r"(^|[\s,.;:(])(for( all| every| each| any)?|where)\s*$", re.I)
BEHIND = re.compile(r"^\s*,?\s*\(?(if|when|whenever|provided( that)?|for( all| every| each| any)?|where)\s*$", re.I)
STRONG = re.compile(r"\b(if|when|whenever|provided)\b", re.I)
WRITTEN = {"!=": r"\neq", "<=": r"\leq", ">=": r"\geq", "in": r"\in", "==": r"\equiv", "~": r"\sim", "~=": r"\approx",
           "propto": r"\propto", "->": r"\to", "notin": r"\notin", "subset": r"\subset"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a step: as written, and as read (None where it has no meaning)."""

    latex: str
    span: Span
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One relation of the page. outcome is "claim" where there is something to judge, else the verdict that reading alone gives;
    chain numbers the chain that it belongs to; ends makes the claim that the expression before this step's left side,
    in the same chain, equals its right side: what decides whether that left side is the odd one out. alternative is the claim
    under another reading (`a/bc` as a over bc), where there is one."""

    id: str
    part: str
    span: Span
    left: Side
    relation: str
    right: Side
    under: tuple[str, ...]
    outcome: str
    reason: str
    claim: Claim | None = None
    layout: str | None = None
    chain: int = 0
    ends: Callable[[], Claim | None] | None = None
    expected: tuple[str, ...] = ()
    alternative: Claim | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the page: how it is written and what it says; everywhere: "for all" its free indices."""

    node: Node
    latex: str
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The steps of a page, the notes about Given blocks (with the page of another document, or None for this one), and the
    Givens that its steps stand under."""

    steps: tuple[Step, ...]
    notes: tuple[tuple[Page | None, Note], ...]
    givens: tuple[tuple[Given, Span], ...] = ()


def read_steps(page: Page, shared: Iterable[tuple[Page, int]] = ()) -> Reading:
    """All steps of the page. `shared` are Given blocks of other documents (--given)."""
    return _Walk(page, tuple(shared)).run()


@dataclass(slots=True)
class _Chain:
    """Where the page is inside a chain: the last expression, the left side that it began with, the conditions behind it."""

    last: Node | None = None
    first: Node | None = None
    behind: tuple[Condition, ...] = ()
    number: int = 0


@dataclass(slots=True)
class _Walk:
    page: Page
    shared: tuple[tuple[Page, int], ...]
    steps: list[Step] = field(default_factory=list)
    notes: list[tuple[Page | None, Note]] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=dict)
    chain: _Chain = field(default_factory=_Chain)
    before: tuple[Condition, ...] = ()
    compound: bool = False
    words: str = ""
    part: str = "0"
    base: Scope = field(default_factory=Scope)
    active: tuple[int, ...] | None = None
    scope: Scope = field(default_factory=Scope)
    added: list[tuple[Node, Node]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    givens: dict[tuple[int, ...], tuple[Given, Span]] = field(default_factory=dict)
    previous: Node | None = None
    ends: Callable[[], Claim | None] | None = None
    expected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    was_condition: bool = False
    events: list[Event] = field(default_factory=list)
    resume: int = 0

    def run(self) -> Reading:
        for page, number in self.shared:
            self.notes += [(page, n) for n in declare(self.base, page.text, [e for e in page.events if e.given == number])]
        self.events = [e for e in self.page.events if e.given is None]
        for n, event in enumerate(self.events):
            if n >= self.resume:
                self.event(event, n)
        steps = (replace(s, expected=self.expected.get(s.id, ())) for s in self.steps)
        return Reading(tuple(steps), tuple(self.notes), tuple(self.givens.values()))

    # --- scopes ---

    def enter(self, event: Event) -> None:
        """The scope of the Given blocks that hold where the event stands, with the definitions made in the text."""
        active = tuple(g.number for g in self.page.givens if event.section[: len(g.scope)] == g.scope)
        if active == self.active:
            return
        self.active = active
        self.scope = self.base.child()
        for number in active:
            block = [e for e in self.page.events if e.given == number]
            found = declare(self.scope, self.page.text, block)
            self.notes += [(None, n) for n in found if (None, n) not in self.notes]
        for left, right in self.added:
            call = call_of(left)
            if not self.scope.known(call[0] if call else spelled(left) or ""):
                self.define(left, right)
        span = next((g.span for g in self.page.givens if g.number in active), Span(0, 0))
        self.givens[active] = (self.scope.given(), span)

    def define(self, left: Node, right: Node) -> str | None:
        attempt = self.scope.child()
        name = define(attempt, self.page.text, {}, left, right)
        self.scope = attempt
        return name

    # --- events ---

    def event(self, event: Event, n: int) -> None:
        following = self.events[n + 1] if n + 1 < len(self.events) else None
        if event.part != self.part:
            self.part = event.part
            self.before, self.chain, self.words = (), _Chain(number=self.chain.number + 1), ""
        match event.what:
            case Break(kind):
                self.words = ""
                if kind in ("heading", "item"):
                    self.before = ()
                elif self.compound and not (following and isinstance(following.what, Formula) and following.what.display):
                    self.compound, self.before = False, ()
            case Words(text):
                self.words += text
                if IF_BEFORE.search(text):
                    self.before = ()
            case Expectation(step, verdicts):
                self.expect(step, verdicts)
            case Formula():
                self.enter(event)
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
        after = self.words_at(n + 1)
        last = formula.statements[-1] if formula.statements else None
        asked = isinstance(last, Statement) and self.is_condition(last.node, last.words or words, after)
        behind = (*self.conditions_behind(formula), *(() if asked else self.conditions_after(n)))
        first = True
        for s in formula.statements:
            if isinstance(s, Unreadable):
                self.unreadable(s)
                first = False
                continue
            lead = words if first and not s.words else s.words
            self.statement(s, lead, after, behind)
            first = False

    def statement(self, s: Statement, lead: str, after: str, behind: tuple[Condition, ...]) -> None:
        node = s.node
        if any(c.node is node for c in behind):
            return
        if self.is_condition(node, lead, after):
            self.take_condition(node, joined=bool(JOINED.match(lead)) and self.was_condition, everywhere=bool(FOR_ALL.match(after)))
            self.was_condition = True
            return
        self.was_condition = False
        if isinstance(node, Chain) and FOR_FRONT.search(lead) and _binds(node):
            return
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
            if not continues and s.opener not in ("therefore", "quad", ",", "row", ";"):
                self.chain = _Chain(number=self.chain.number + 1, behind=behind)
            elif behind:
                self.chain.behind = (*self.chain.behind, *(b for b in behind if b not in self.chain.behind))
            self.chain_of(node)
        elif isinstance(node, Group) and _relations(node):
            self.remark(node)
        else:
            self.chain = _Chain(last=node, first=node, number=self.chain.number + 1, behind=behind)

    def unreadable(self, s: Unreadable) -> None:
        text = self.page.text[s.span.start : s.span.end]
        left, _, right = text.partition("=")
        if "=" not in text and not re.search(r"\\(le|ge|ne|approx|sim|in)\b|[<>]", text):
            left, right = text, ""
        self.emit(Side(left.strip(), s.span), "=", Side(right.strip(), s.span), (), "unreadable", s.reason)

    # --- conditions ---

    def under(self, behind: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return (*self.before, *(b for b in behind if b not in self.before))

    def is_condition(self, node: Node, lead: str, after: str) -> bool:
        """Whether an "if" (before, or after in Korean and Chinese) makes this relation a condition."""
        if not isinstance(node, Chain) or isinstance(node.operands[0], Missing):
            return False
        joined = bool(JOINED.match(lead)) and self.was_condition
        asked = bool(IF_BEFORE.search(lead)) or bool(IF_AFTER.match(after)) or joined
        if not asked and FOR_FRONT.search(lead) and not _binds(node):
            return self.conditional(node)
        return asked and self.fresh_side(node) is None

    def words_at(self, n: int) -> str:
        what = self.events[n].what if n < len(self.events) else None
        return what.text if isinstance(what, Words) else ""

    def conditions_after(self, n: int) -> Iterator[Condition]:
        """`$A = B$ if $x > 0$ and $w \\neq o$`: relations in the words behind a formula; they are read here and passed over later."""
        k, opening = n + 1, BEHIND
        while k + 1 < len(self.events):
            words, what = self.words_at(k), self.events[k + 1].what
            if not opening.match(words) or not isinstance(what, Formula) or what.display:
                return
            leads_on = re.match(r"\s*(,|，|then\b|:)\s*$", self.words_at(k + 2)) and k + 3 < len(self.events)
            if leads_on and isinstance(self.events[k + 3].what, Formula):
                return
            chains = [s.node for s in what.statements if isinstance(s, Statement) and isinstance(s.node, Chain)]
            if len(chains) != len(what.statements) or not chains:
                return
            strong = STRONG.search(words) is not None and opening is not JOINED
            for c in chains:
                if not _binds(c) and (self.fresh_side(c) is not None or not (strong or self.conditional(c))):
                    return
            everywhere = FOR_ALL.match(self.words_at(k + 2)) is not None
            yield from (Condition(c, self.written(c), everywhere) for c in chains if not _binds(c))
            self.resume = k + 2
            k, opening = k + 2, JOINED

    def take_condition(self, node: Node, joined: bool, everywhere: bool) -> None:
        condition = Condition(node, self.written(node), everywhere)
        self.before = (*self.before, condition) if joined else (condition,)
        assert isinstance(node, Chain)
        self.compound = not all(isinstance(o, Name | Number | Scripted) for o in node.operands)
        self.chain = _Chain(number=self.chain.number + 1)

    def conditions_behind(self, formula: Formula) -> Iterator[Condition]:
        """`\\quad (w \\neq c)` and `for j \\neq 0` behind a formula: relations between indices, numbers and free variables."""
        for n, s in enumerate(formula.statements):
            if isinstance(s, Unreadable) or n == 0:
                continue
            bracketed = isinstance(s.node, Group) and s.node.kind in ("(", "[")
            worded = bool(FOR_BEFORE.search(s.words))
            bound = s.opener == "quad" and isinstance(s.node, Chain) and not {"=", ":=", "==", "in"} & set(s.node.relations)
            if not (bracketed or worded or bound):
                continue
            inner = s.node.body if isinstance(s.node, Group) else s.node
            chains = [c for c in (inner.items if isinstance(inner, Listing) else (inner,)) if isinstance(c, Chain)]
            colon = isinstance(inner, Listing) and len(chains) < len(inner.items)  # `(c: c = w_t)` declares
            if chains and all(self.conditional(c) for c in chains) and not (colon and all(self.declares(c) for c in chains)):
                yield Condition(s.node, ", ".join(self.written(c) for c in chains))

    def conditional(self, chain: Chain) -> bool:
        """Only indices, sizes, numbers, declared free variables and undeclared scalars may be related by a condition there."""
        return all(self.conditional_operand(o) for o in chain.operands) and self.fresh_side(chain) is None

    def conditional_operand(self, node: Node) -> bool:
        if isinstance(node, Number) or self.elaborator().places.is_place(node):
            return True
        try:
            v = self.elaborator().value(node)
        except (MeaningError, IllTyped):
            return False
        return v.body.op in ("real", "num") or (v.rank == 0 and not _real_entries(v.body))

    def declares(self, chain: Chain) -> bool:
        """`w_t = c` between index names, outside an "if"."""
        places = self.elaborator().places
        return chain.relations == ("=",) and all(places.is_place(o) for o in chain.operands)

    def written(self, node: Node) -> str:
        if not isinstance(node, Chain):
            return self.text(node)
        parts = [self.text(node.operands[0])]
        for r, o in zip(node.relations, node.operands[1:], strict=True):
            parts += [WRITTEN.get(r, r), self.text(o)]
        return " ".join(parts)

    # --- chains ---

    def elaborator(self) -> Elaborator:
        return Elaborator(self.scope, self.page.text)

    def text(self, node: Node) -> str:
        return " ".join(self.page.text[node.span.start : node.span.end].split())

    def remark(self, node: Group) -> None:
        """A bracket that holds relations: its steps, the chain goes on from the first of them."""
        inner = node.body.items if isinstance(node.body, Listing) else (node.body,)
        outer: _Chain | None = None
        for item in inner:
            while isinstance(item, Group) and isinstance(item.body, Chain | Group):
                item = item.body
            if isinstance(item, Chain) and self.declares(item):
                self.declare_indices(item)
            elif isinstance(item, Chain):
                saved = self.chain
                self.chain = _Chain(number=saved.number + 1, behind=saved.behind)
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
        if all(r in ("in", "~", "subset", "notin") for r in chain.relations) or self.declares(chain):
            if self.declares(chain):
                self.declare_indices(chain)
            return
        operands = list(chain.operands)
        if isinstance(operands[0], Missing):
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
            if isinstance(right, Missing):
                self.emit(
                    self.side(left), relation, Side("", right.span), (), "unreadable", "nothing stands after the relation sign"
                )
                continue
            self.relation(left, relation, right, self.under(self.chain.behind))
            self.chain.last, self.previous = right, left

    def broken(self, chain: Chain, reason: str) -> None:
        for relation, right in zip(chain.relations, chain.operands[1:], strict=False):
            self.emit(Side("", chain.span), relation, self.side(right), (), "unreadable", reason)
            self.chain.last = right

    def side(self, node: Node, value: Value | None = None) -> Side:
        return Side(self.text(node), node.span, value)

    def relation(self, left: Node, relation: str, right: Node, under: tuple[Condition, ...]) -> None:
        """One step: a definition, or two sides to be compared."""
        a, b = self.side(left), self.side(right)
        latex = tuple(c.latex for c in under)
        self.ends = partial(self.around, self.scope, self.previous, right, under) if self.previous is not None else None
        if relation not in ("=", ":=", "=="):
            word = WRITTEN.get(relation, relation)
            self.emit(a, relation, b, latex, "undecided", f"the relation `{word}` is not supported yet")
            return
        fresh = self.fresh_side(Chain((left, right), ("=",), left.span))
        try:
            if fresh is not None:
                name, body = fresh
                self.define(name, body)
                self.added.append((name, body))
                self.emit(a, relation, b, latex, "given", f"defines `{self.text(name)}`")
                return
            self.compare(left, relation, right, under)
        except Undeclared as why:
            self.emit(a, relation, b, latex, "undecided", self.located(why))
        except NotSupported as why:
            self.emit(a, relation, b, latex, "undecided", self.located(why))
        except Ambiguous as why:
            self.emit(a, relation, b, latex, "ambiguous", self.located(why))
        except IllTyped as why:
            self.emit(a, relation, b, latex, "ill-typed", self.ill_typed(why))
        except RecursionError:
            self.emit(a, relation, b, latex, "unreadable", "the formula is nested too deeply")

    def around(self, scope: Scope, before: Node, right: Node, under: tuple[Condition, ...]) -> Claim | None:
        """The expression two places back compared with the right side, where both have a meaning."""
        try:
            elaborator = Elaborator(scope, self.page.text)
            elaborator.places.survey(before, right, *(c.node for c in under))
            case = tuple(self.condition(c, elaborator) for c in under)
            v, w = elaborator.value(before), elaborator.value(right)
        except (MeaningError, IllTyped):
            return None
        if v.axes != w.axes:
            return None
        given = scope.given()
        indices = free_indices(v, w, given, case)
        return Claim(given, case, v.entry(*indices), w.entry(*indices))

    def located(self, why: MeaningError) -> str:
        if why.at is None:
            return str(why)
        line, column = self.page.line_column(why.at.start)
        return f"{why} (line {line}, column {column})"

    def ill_typed(self, why: IllTyped) -> str:
        written = getattr(why, "written", None)
        return f"{why}" if written is None or written in str(why) else f"`{written}`: {why}"

    def compare(self, left: Node, relation: str, right: Node, under: tuple[Condition, ...]) -> None:
        elaborator = self.elaborator()
        elaborator.places.survey(left, right, *(c.node for c in under))
        case = [self.condition(c, elaborator) for c in under]
        v, w = elaborator.value(left), elaborator.value(right)
        case += elaborator.conditions
        if v.axes != w.axes:
            v, w = arrays.broadcast(v, w), arrays.broadcast(w, v)
        a, b = self.side(left, v), self.side(right, w)
        latex = tuple(c.latex for c in under)
        self.seen.update(s for n in (left, right) for x in names_in(n) if (s := spelled(x)))
        if v.axes != w.axes:
            reason = f"the left side is {arrays.shape_text(v)}, the right side {arrays.shape_text(w)}"
            self.emit(a, relation, b, latex, "ill-typed", reason)
            return
        layout = None
        if v.rank == 1 and v.row != w.row:
            layout = f"the left side is {arrays.shape_text(v)}, the right side {arrays.shape_text(w)}"
        given = self.scope.given()
        indices = free_indices(v, w, given, case)
        claim = Claim(given, tuple(case), v.entry(*indices), w.entry(*indices))
        self.emit(a, relation, b, latex, "claim", "", claim, layout)
        if elaborator.slashes:
            self.steps[-1] = replace(self.steps[-1], alternative=self.other_reading(claim, left, right))

    def other_reading(self, claim: Claim, left: Node, right: Node) -> Claim | None:
        """The claim with `a/bc` read as a over bc, where that is well-typed."""
        elaborator = self.elaborator()
        elaborator.slash_takes_all = True
        elaborator.places.survey(left, right)
        try:
            v, w = elaborator.value(left), elaborator.value(right)
        except (MeaningError, IllTyped):
            return None
        indices = free_indices(v, w, claim.given, claim.case)
        return Claim(claim.given, claim.case, v.entry(*indices), w.entry(*indices)) if v.axes == w.axes else None

    def condition(self, condition: Condition, elaborator: Elaborator) -> Term:
        node = condition.node
        if isinstance(node, Group) and isinstance(node.body, Listing):
            node = replace(node.body, items=tuple(i for i in node.body.items if isinstance(i, Chain)))
        found = elaborator.places.condition(node)
        if condition.everywhere:
            free = [a for a in found.atoms if isinstance(a, Term) and self.scope.indices.get(a.tag[0]) is not a]
            for i in sorted(free, key=lambda i: i.key):
                found = bind("forall", i, found)
        return found

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
                self.chain.number, self.ends,
            )
        )  # fmt: skip

    # --- fresh names ---

    def fresh_side(self, chain: Chain) -> tuple[Node, Node] | None:
        """(name, body) if a fresh name stands alone on one side of an equation."""
        if len(chain.operands) != 2 or chain.relations[0] not in ("=", ":=", "=="):
            return None
        left, right = chain.operands
        for name, body in ((left, right), (right, left)):
            if self.is_fresh(name) and not isinstance(body, Missing | Number) and not self.elaborator().places.is_place(body):
                inside = {spelled(n) for n in names_in(body)}
                if spelled(name) not in inside:
                    return name, body
        call = call_of(left)
        if call and self.is_new_function(*call):
            return left, right
        return None

    def is_new_function(self, name: str, bracket: Group) -> bool:
        """A call of a name that stands for nothing yet, with names in its brackets: `f'(t)` and `k(2)` define nothing."""
        stem = name.rstrip("'")
        formal = all(spelled(n) is not None and not isinstance(n, Number) for a in grouped(bracket.body) for n in (a[0], a[-1]))
        new = not self.scope.known(name) and name not in self.seen and not _is_known_function(name)
        return new and stem == name and formal

    def is_fresh(self, node: Node) -> bool:
        name = spelled(node)
        if name is None or isinstance(node, Number):
            return False
        scope = self.scope
        if scope.known(name) or name in scope.letters or name in self.seen or _is_known_function(name) or name in ("e", "I", "pi"):
            return False
        if isinstance(node, Scripted) and node.sup is None and node.sub is not None:
            base = spelled(node.base)
            return base is not None and not scope.known(base) and base not in self.seen and base not in ("e", "delta")
        return True


def free_indices(left: Value, right: Value, given: Given, case: Iterable[Term]) -> tuple[Term, ...]:
    """A free index for each axis of the two sides, named apart from all that they, the Given and the case speak of."""
    spoken = (left.body, right.body, *given.facts, *given.definitions.values(), *case)
    taken = {a.tag[0] for t in spoken for a in t.atoms if isinstance(a, Term)}
    names = (n for n in (*"ijklpqrs", *(f"i{k}" for k in range(1, 20))) if n not in taken)
    return tuple(index(next(names), over) for over in left.axes)


def _relations(node: Group) -> bool:
    inner = node.body.items if isinstance(node.body, Listing) else (node.body,)
    if node.kind == "[" and isinstance(node.body, Chain):
        return False
    return any(isinstance(i, Chain) or (isinstance(i, Group) and isinstance(i.body, Chain)) for i in inner)


def _binds(chain: Chain) -> bool:
    """`i = 1, ..., n` and `w \\in V`: what says over which set a letter runs."""
    return chain.relations == ("in",) or any(isinstance(i, Ellipsis_) for o in chain.operands if isinstance(o, Listing) for i in o.items)


def _real_entries(term: Term) -> bool:
    return any(getattr(a, "sort", "") in ("real", "defined") for a in term.atoms)


def _is_known_function(name: str) -> bool:
    return name in NAMES or name in ON_ARRAYS

