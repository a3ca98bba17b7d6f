r"""One relation of a chain as a step: a definition, a declaration, or a claim that its two sides are equal.

Comes in: the two sides as syntax, with the conditions that they stand under, while the page is walked. Goes out: a step, with the verdict
that reading alone gives, or with what is to be judged. Knows nothing of blocks and paragraphs.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from derive.meaning.formulas import unsupported
from derive.meaning.formulas.application import NAMES
from derive.meaning.formulas.arrays import IllTyped, Unsized
from derive.meaning.formulas.calls import calls_in
from derive.meaning.formulas.places import TwoSets
from derive.meaning.formulas.pointless import with_their_argument
from derive.meaning.names import undeclared
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
    square_root,
)
from derive.meaning.names.subscripts import subscript_letters
from derive.meaning.statements.anew import LET
from derive.meaning.statements.called_arrays import called_an_array
from derive.meaning.statements.claims import flat, no_number
from derive.meaning.statements.comparing import Comparing
from derive.meaning.statements.condition_words import IF_BEFORE
from derive.meaning.statements.redefined import defined_name
from derive.meaning.statements.step import Condition, Rereading, Step
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

DEVIATIONS = frozenset[str | None]({"sigma", "\\sigma", "s", "tau", "\\tau"})  # squares of which are variances
OPEN_BRACKET = "a bracket is never closed, and a + or − stands behind it: where it should close is open"


class Relations(Comparing):
    """The part of the walk over a page that makes steps of relations."""

    introduced: str
    parameters: frozenset[str]

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
            self.steps[n] = step
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
        step = partial(self.emit, self.side(left), relation, self.side(right), tuple(c.latex for c in under))
        self.note_calls(left, right)
        left, right = self.as_meant(left, right)
        at = self.standing(under)
        self.ends = partial(self.around, at, self.previous, right) if self.previous is not None else None
        self.again = Rereading(left, right, self.scope, partial(self.around, at))
        if (aside := self.not_compared(left, relation, right)) is not None:
            step(*aside)
            return
        fresh = self.fresh_side(Chain((left, right), ("=",), left.span)) or self.fresh_square(left, right)
        if (known := self.known_before(left, right, fresh)) is not None:
            step(*known)
            return
        try:
            if (reason := self.taken_up(left, relation, right, fresh)) is not None:
                step("given", reason)
            else:
                self.compare_anew(left, relation, right, under)
        except (Undeclared, NotSupported) as why:
            self.not_defined(fresh, left)
            step("undecided", self.located(why), undeclared=isinstance(why, Undeclared))
        except Ambiguous as why:
            step("ambiguous", self.located(why))
        except IllTyped as why:
            if not self.with_bare_families(left, relation, right, under):
                unread = self.unread_call(left) or self.unread_call(right)  # by what stands before this step
                self.not_defined(fresh, left)
                outcome, reason, undeclared = self.without_meaning(why, unread, fresh, left, right)
                step(outcome, reason, undeclared=undeclared)
        except RecursionError:
            step("unreadable", "the formula is nested too deeply")

    def as_meant(self, left: Node, right: Node) -> tuple[Node, Node]:
        """The sides with the arguments and entries that they leave out."""
        around = () if self.chain.first is None else (self.chain.first,)
        left, right = (with_entries(self.with_arguments(side), self.scope) for side in (left, right))
        return with_their_argument((left, right), around, self.is_known_function, self.may_be_any_number)

    def not_compared(self, left: Node, relation: str, right: Node) -> tuple[str, str] | None:
        """The verdict on what is no equation between two sides that this page says."""
        sized = self.scope.known("d")  # beside a size d, only `du = 2t dt` with a d on both sides
        if (all if sized else any)(map(self.differential, (left, right))):
            return "undecided", "a differential (`dx` outside of a derivative) is not judged"
        if relation not in ("=", ":=", "=="):
            self.note_unjudged(Chain((left, right), (relation,), left.span))
            return "undecided", unsupported.relation(relation)
        foreign = self.foreign(left) or self.foreign(right)
        return ("ambiguous", foreign) if foreign else None

    def known_before(self, left: Node, right: Node, fresh: tuple[Node, Node] | None) -> tuple[str, str] | None:
        """The verdict on what was taken up before it is reached, on what leaves a sign open, and on what a word before it leaves open."""
        ahead = any(c.operands == (left, right) for c in (*self.ahead, *self.by_cases))
        anew = self.begins_anew(left, right, self.words_around[0])
        if fresh is not None and self.of_either_sign(left, right):
            equation = Chain((left, right), ("=",), left.span)
            self.before = (*self.before, Condition(equation, self.written(equation), lasting=True))
            self.note_supposed(self.before[-1])
            return "given", f"is supposed, and leaves open which root of `{self.text(right)}` is meant"
        if open_letter := captured(self.scope, left, right) or self.inherited(right, *(() if anew else (left,))):
            if ahead or fresh is not None:
                self.doubtful[self.text(fresh[0] if fresh else left)] = open_letter
            return "ambiguous", open_letter
        return ("given", f"defines `{self.text(left)}`") if ahead else None

    def taken_up(self, left: Node, relation: str, right: Node, fresh: tuple[Node, Node] | None) -> str | None:
        """What the step says of a name, where it defines or declares one; None where its two sides are to be compared. Raises what
        definitions raise."""
        if fresh is not None:
            return self.define_fresh(left, relation, *fresh)
        if self.defined_anew(left, relation, right, *self.words_around):
            return f"defines `{self.text(left)}`, instead of what was said of it before"
        if self.not_claimed:
            return None
        if self.use_again(left, right):
            return f"`{self.text(left)}` is used again here, for something else than in the Given"
        if self.defines_variable(left, right, *self.words_around):
            return f"says what `{self.text(left)}` is"
        if self.beside(left, right):
            return f"defines `{self.text(left)}`, beside what its letter is alone"
        return None

    def define_fresh(self, left: Node, relation: str, name: Node, body: Node) -> str:
        """A name that means nothing yet, from here on as the body, with what stands behind as bounds of its numbers."""
        told = of_definition(self.scope, name, body)
        after = [c for c in self.chain.behind if not self.says_where(c.node, name)]
        behind = [c.node for c in after if not (c.unclear or c.everywhere)] if all_bounds((c.node for c in after), told) else []
        letters = set(subscript_letters(name)) - self.scope.indices.keys()
        two_sides = (c.node.operands for c in self.before if isinstance(c.node, Chain) and len(c.node.operands) == 2)
        if len(behind) < len(after) or any(spelled(o) in letters for operands in two_sides for o in operands):
            raise NotSupported("a definition that holds only under a condition", left.span)
        before, known = self.scope, self.scope.known
        made = self.define(name, body)
        if relation != ":=" and not LET.search(self.words_around[0]) and is_value(self.scope, made, name, known):
            self.scope = before
            raise NotSupported(f"`{self.text(left)} = ...` is a value, and says not what the function is elsewhere", left.span)
        number = self.scope.values.get(made or "")
        if number is not None and not number.rank and called_an_array(self.page.text, self.text(name)):
            self.scope = before
            raise NotSupported(f"the page calls `{self.text(name)}` an array, and what stands here is a number", left.span)
        self.added.append((name, body))
        self.parameters, self.introduced = told, defined_name(name) or ""
        for bound in behind:
            self.declare_bound(bound)
        return f"defines `{self.text(name)}`"

    def without_meaning(
        self, why: IllTyped, unread: str | None, fresh: tuple[Node, Node] | None, left: Node, right: Node
    ) -> tuple[str, str, bool]:
        """Whether a step without meaning is wrong, or only misses what the page does not say; the reason; whether that is a declaration."""
        if isinstance(why, TwoSets) and self.previous is not None and _within(why, left.span):
            reason = f"the left side stands on the right of the step before, and has no meaning: {self.ill_typed(why)}"
            return "undecided", reason, False
        if number := self.taken_for_a_number(why, fresh[0] if fresh is not None else None, left, right):
            return "undecided", no_number(number, self.ill_typed(why)), True
        if unread:
            return "undecided", unread, False
        if fresh is not None and (member := self.for_one_member(*fresh)):
            return "undecided", member, False
        if unused := self.unused(left, right):
            return "undecided", f"not all of the Given could be used ({unused}), and without that {self.ill_typed(why)}", False
        return "undecided" if isinstance(why, Unsized) else "ill-typed", self.ill_typed(why), False

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
        if any(c.op == "eq" for _, note in self.notes if spelled(root) in note.names for c in note.enough):
            return None  # what it is was supposed before
        body = Root(right, None, right.span, squared=True)
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


def _within(why: IllTyped, span: Span) -> bool:
    at = getattr(why, "at", None)
    return at is not None and span.start <= at.start and at.end <= span.end
