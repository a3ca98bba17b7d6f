"""Which relations of a page are conditions: "if", "for", "where", "let" before them, "이면" behind them, and their kin.

Comes in: statements with the words around them. Goes out: conditions, apart from steps and definitions. Knows nothing of what they
mean in terms.
"""

from __future__ import annotations

from dataclasses import replace

from derive.meaning.declarations.variables import Note
from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.formulas.number_sets import limits_numbers
from derive.meaning.names.layers import is_space
from derive.meaning.names.scope import MeaningError, names_in, spelled
from derive.meaning.names.subscripts import subscript_letters
from derive.meaning.statements import letting
from derive.meaning.statements.condition_words import (
    BETWEEN_NAMES,
    CASE_GOES_BEHIND,
    CASE_GOES_ON,
    CASE_HEADS,
    CASE_IN_FRONT,
    CASE_NAMED,
    COLON,
    COMMA,
    FOR_ALL,
    FOR_ALL_FRONT,
    FOR_FRONT,
    FOR_THINGS,
    GOES_ON,
    IF_AFTER,
    IF_BEFORE,
    IF_OVER,
    IN_BRACKETS,
    IN_CASE_OF,
    JOINED,
    LET_AFTER,
    OR,
    SINCE,
    STOP,
    THINGS_AFTER,
    WITH,
    WITH_THIS,
    WRITTEN,
)
from derive.meaning.statements.fresh_names import FreshNames
from derive.meaning.statements.step import Condition
from derive.reading.syntax import (
    Chain,
    Ellipsis_,
    Event,
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
)
from derive.reading.writing import copied
from derive.terms.term import Term


class Conditions(FreshNames):
    """The part of the walk over a page that tells conditions from steps."""

    events: list[Event]
    was_condition: bool
    resume: int
    notes: list[tuple[Page | None, Note]]
    supposed_before: set[str]  # the conditions of the page so far
    by_cases: list[Chain]
    opener: str
    said: str = ""  # the sentence before the formula at hand

    def text(self, node: Node) -> str:
        return copied(self.page.text, node.span)

    def letters_behind(self, n: int) -> frozenset[str]:
        """The letters that the n-th event of the page begins with, where it is a formula behind "for all"."""
        what = self.events[n].what if 0 <= n < len(self.events) else None
        first = what.statements[0] if isinstance(what, Formula) and not what.display else None
        return letters_told(first.node) if isinstance(first, Statement) else frozenset()

    def is_condition(self, node: Node, lead: str, after: str) -> bool:
        """Whether an "if" (before, or after in Korean and Chinese) makes this relation a condition."""
        if not isinstance(node, Chain) or isinstance(node.operands[0], Missing) or self.tells(node):
            return False
        if node.relations == ("in",) and is_space(node.operands[1]):
            return False  # `suppose $x \\in \\mathbb{R}^n$` declares
        if node.relations == ("~",):
            return False  # so does `suppose $x_i \\sim \\mathcal{N}(\\mu, 1)$`, which no value of x_i violates, or which a note tells
        joined = self.was_condition and bool(JOINED.match(lead) or OR.match(lead))
        joined = joined or (self.was_condition and bool(COMMA.match(lead) and GOES_ON.match(after)) and self.conditional(node))
        joined = joined or (self.was_condition and bool(WITH.match(lead)) and self.conditional(node))
        listed = self.was_condition and COMMA.match(lead) is not None and letting.is_bound(node)
        goes_on = any(pattern.match(after) for pattern in (letting.WE_HAVE, JOINED, OR))
        joined = joined or (listed and (self.opener == "," or goes_on) and self.conditional(node))
        asked = bool(IF_BEFORE.search(lead) and not IF_OVER.search(IN_BRACKETS.sub("", lead))) or bool(IF_AFTER.match(after))
        asked = asked or joined or self.is_let(node, lead, after) or is_case_in_brackets(node, lead, after)
        asked = asked or (LET_AFTER.match(after) is not None and self.is_let_behind(node, after))
        asked = asked or bool(WITH_THIS.search(lead) and letting.WE_HAVE.match(after) and self.conditional(node))
        row = isinstance(node.operands[0], Listing) and any(isinstance(i, Ellipsis_) for i in node.operands[0].items)  # it is declared
        asked = asked or (limits_numbers(node) and not row and bool(letting.LET.search(lead) or FOR_FRONT.search(lead)))
        asked = asked or (SINCE.search(lead) is not None and self.written(node) in self.supposed_before)
        asked = asked or (is_case_in_front(lead, after) and self.tells_subscripts(node))
        of_things = not STOP.match(after) and bool(FOR_THINGS.search(lead) or THINGS_AFTER.match(after))
        apart = tells_apart(node) and (of_things or is_case_in_front(lead, after))
        if not asked and (FOR_FRONT.search(lead) or apart) and not binds(node):
            return self.conditional(node)
        return asked and (self.fresh_side(node) is None or self.tells_subscripts(node) or supposes_equal(node, lead, after))

    def tells_subscripts(self, chain: Chain) -> bool:
        r"""`If $i = j$, $$\frac{\partial p_i}{\partial z_j} = \dots$$`: two letters that are subscripts on the page, and one of them in the
        formula that follows: of `$i = j$: $\partial p_i / \partial z_i = \dots$` the other one is written as this one."""
        letters = {spelled(o) for o in chain.operands if isinstance(o, Name) and not self.scope.known(spelled(o) or "")}
        if len(letters) < 2 or len(letters) != len(chain.operands):
            return False
        formulas = [e.what for e in self.events if isinstance(e.what, Formula)]
        following = next((f for f in formulas if f.span.start >= chain.span.end), None)
        near = _subscripted(following) if following is not None else set()
        return not letters.isdisjoint(near) and letters <= {letter for f in formulas for letter in _subscripted(f)}

    def are_subscripts(self, *letters: Name) -> bool:
        """Whether letters that nothing declares are subscripts on the page."""
        names = {spelled(n) or "" for n in letters}
        formulas = (e.what for e in self.events if isinstance(e.what, Formula))
        return not any(map(self.scope.known, names)) and names <= {letter for f in formulas for letter in _subscripted(f)}

    def tells(self, node: Chain) -> bool:
        r"""Whether `$\mu \in \mathbb{R}$` only says of what kind a known name is."""
        match node:
            case Chain(
                (left, Group("{") | Name("R" | "N" | "Z", font="bb") | Scripted(Name("R" | "N" | "Z", font="bb")) as where), ("in",)
            ):
                items = left.items if isinstance(left, Listing) else (left,)
                names = [n for n in items if not isinstance(n, Ellipsis_)]
                if isinstance(where, Group) and len(names) == len(items):
                    return False  # of one number, `y \in \{0, 1\}` is a condition
                bases = (n.base if isinstance(n, Scripted) and n.sub is not None else n for n in names)
                return all(self.scope.known(spelled(b) or "") for b in bases)
        return False

    def is_let(self, node: Chain, lead: str, after: str) -> bool:
        """Whether "let" supposes the relation, and does not declare an index."""
        if not letting.supposes(node, lead, self.said, after) or self.declares(node):
            return False
        if letting.of_an_expression(node) or (letting.SPECIAL.search(lead) and self.means_something(node)):
            return self.means_something(node)
        return all(self.conditional_operand(o) for o in node.operands)

    def is_let_behind(self, node: Chain, after: str) -> bool:
        """Whether Korean words behind the relation suppose it: an order, one between plain names, or, where they say so, any."""
        found = LET_AFTER.match(after)
        if found is None or self.declares(node):
            return False
        return found["suppose"] is not None or (letting.is_plain(node) and all(self.conditional_operand(o) for o in node.operands))

    def is_lasting(self, node: Chain, lead: str, after: str) -> bool:
        """Whether "let" supposes it for more than its sentence: "for $y$ with $w^\\top y = 0$ we have ..." speaks of this y alone."""
        return self.is_let(node, lead, after) and not (letting.of_an_expression(node) and letting.FOR_THIS.match(self.said))

    def means_something(self, node: Chain) -> bool:
        """Whether both sides of an equation have a meaning, of one shape, and it speaks of something that is not defined: of $Q = ...$
        the words "with $Q^2 = Q$" claim it."""
        names = [s for n in names_in(node) if (s := spelled(n)) is not None and not isinstance(n, Number)]
        if not any(s in self.scope.values and s not in self.scope.defined for s in names):
            return False
        elaborator = self.elaborator()
        try:
            elaborator.places.survey(node)
            elaborator.places.condition(node)
        except (MeaningError, IllTyped):
            return False
        return True

    def conditional(self, chain: Chain) -> bool:
        """Only indices, sizes, numbers, declared free variables and undeclared scalars may be related by a condition there."""
        if limits_numbers(chain) or (set(chain.relations) <= {"=", "!="} and self.tells_subscripts(chain)):
            return True
        return all(map(self.conditional_operand, chain.operands)) and self.fresh_side(chain) is None

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
            # a bound that words suppose has a number that stands nowhere
            parts += [WRITTEN.get(r, r), o.text if isinstance(o, Number) else self.text(o)]
        return " ".join(parts)


def _subscripted(formula: Formula) -> set[str]:
    """The letters that are subscripts in the formula."""
    nodes = (s.node for s in formula.statements if isinstance(s, Statement))
    return {letter for node in nodes for n in names_in(node) for letter in subscript_letters(n)}


def binds(chain: Chain) -> bool:
    """`i = 1, ..., n` and `w \\in V`: what says over which set a letter runs."""
    if limits_numbers(chain):
        return False
    return chain.relations == ("in",) or any(isinstance(i, Ellipsis_) for o in chain.operands if isinstance(o, Listing) for i in o.items)


def letters_told(node: Node) -> frozenset[str]:
    r"""The letters that "for all" names: `k`, `i, j`, `k = 1, \dots, n`, `1 \le k \le n`, `j \neq i` (which speaks of the j)."""
    match node:
        case Name():
            return frozenset({spelled(node) or ""}) - {""}
        case Listing(_, items):
            return frozenset().union(*map(letters_told, items))
        case Chain((_, middle, _), _):
            return letters_told(middle)
        case Chain((first, *_), _):
            return letters_told(first)
    return frozenset()


def for_all(condition: Condition, formula: Formula, n: int) -> Condition:
    r"""The condition that is the n-th statement of a formula, for all letters that `\text{for all } k` right behind or before it names."""
    before, behind = (formula.statements[k] if k < len(formula.statements) else None for k in (n - 1, n + 1))
    if isinstance(behind, Statement) and FOR_ALL.match(behind.words):
        limit = behind.node if isinstance(behind.node, Chain) and not binds(behind.node) else None
        return replace(condition, everywhere=True, limit=limit, letters=letters_told(behind.node))
    if isinstance(before, Statement) and said_of_all(before):
        return replace(condition, everywhere=True, letters=letters_told(before.node))
    return condition


def said_of_all(s: Statement | Unreadable | None) -> bool:
    r"""`\forall k:`, before what holds for all of them."""
    return isinstance(s, Statement) and FOR_ALL_FRONT.search(s.words) is not None and isinstance(s.node, Name | Listing)


def is_case_in_brackets(node: Chain, lead: str, after: str) -> bool:
    """`With one key ($n = 1$) we have $A = B$`: the case that the sentence is about."""
    match node:
        case Chain((Name(), Number()), ("=",)):
            headed = CASE_IN_FRONT.search(lead) is not None and CASE_HEADS.match(after) is not None  # `One class ($K = 1$): $A = B$`
            return headed or (IN_CASE_OF.search(lead) is not None and CASE_GOES_ON.match(after) is not None)
    return False


def is_case_in_front(lead: str, after: str) -> bool:
    r"""`Off the diagonal ($i \neq j$): $A = B$`: the words say of which entries the sentence speaks, the formula which these are."""
    bracketed = CASE_IN_FRONT.search(lead) is not None and CASE_GOES_BEHIND.match(after) is not None
    return bracketed or (CASE_NAMED.search(lead) is not None and COLON.match(after) is not None)


def tells_apart(chain: Chain) -> bool:
    r"""`i \neq 1`, `w \neq o`: a letter that is not another one, or not this number."""
    return set(chain.relations) == {"!="} and all(isinstance(o, Name | Number) for o in chain.operands)


def supposes_equal(node: Chain, lead: str, after: str) -> bool:
    """`If $a = b$, then ...`: of two letters an "if" supposes that they are one, and defines neither."""
    letters = all(isinstance(o, Name) and len(o.text) == 1 and not o.marks for o in node.operands)
    return letters and node.relations == ("=",) and bool(BETWEEN_NAMES.search(lead) or IF_AFTER.match(after))


def _real_entries(term: Term) -> bool:
    return any(getattr(a, "sort", "") in ("real", "defined") for a in term.atoms)
