"""Cases that relations between index names make: `Case 1: $w = o$`, `$A = B$, $w \\neq o$`, `$y_o = 1$, all others $y_w = 0$`.

Comes in: statements with the words around them. Goes out: the condition each of them stands under. A relation in which a free letter is
said to be, or not to be, another index claims nothing: it tells a case, whatever words lead to it. "Otherwise" and "all others" tell the
opposite of the case before, or all entries but the one before. Knows nothing of terms.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from derive.meaning.names.replacing import replaced
from derive.meaning.names.scope import Scope, names_in, spelled
from derive.meaning.names.subscripts import outside_sums, subscripts
from derive.meaning.statements.reach import Reach
from derive.meaning.statements.step import Condition
from derive.reading.syntax import (
    Additive,
    Big,
    Chain,
    Derivative,
    Formula,
    Group,
    Listing,
    Name,
    Node,
    Number,
    Product,
    Scripted,
    Span,
    Statement,
)
from derive.reading.vocabulary import GREEK
from derive.terms.term import set_of

_WORDS = (
    r"otherwise|(?<!thing )(?<!one )(?<!what )else(where)?\b|(every|all|any)( of)?( the)? other\b|(the |all )?others\b"
    r"|(all |for )?(the )?(remaining|other) (words|entries|elements|components|indices|ones|classes|positions|cases?)|everywhere else"
    r"|(in )?the (other|opposite) case\b|나머지|그\s*외|그렇지 않|아니면|다른 모든|否则|其余|其他|其它"
)
OTHERS = re.compile(rf"({_WORDS})[^.;]*$", re.I)
OTHERS_AFTER = re.compile(rf"^\s*[,(]*\s*(for |in |at )*({_WORDS})", re.I)
GOES_ON = re.compile(r"^\s*(:|,\s*\S)")
LEADS = re.compile(r"^\s*[:：]\s*$")  # `$o = w_s$:` before a display is a case
IN_CASE = re.compile(r"^\s*(인 경우|일 때|일때|이면|时|のとき|の時|の場合)")
EXCEPTED = re.compile(
    r"\bexcept(?: (?:at|for|when|if|where|in|the one|the entry|the case))*\s*$|(?:除了|除)\s*$|\bau(?:ß|ss)er\s*$|\bsalvo\s*$", re.I
)
UNLESS = re.compile(r"^\s*,?\s*\(?(unless|except( (when|for|if|that))*)\s*$", re.I)
FOR_ALL_OF = re.compile(r"^\s*,?\s*\(?(for|at) (all|every|each|any)?( other)?( words?| ind(ex|ices))?\s*$", re.I)
BUT = re.compile(r"^\s*,?\s*(except( for)?|but|other than|different from|not equal to|apart from|besides)\s*$", re.I)
APART = re.compile(
    r"^\s*(is |are |be )?(different (from|to|than)|not( equal to| the same as)?|other than|distinct from|unequal to)\s*$"
    r"|^\s*(differs|is apart) from\s*$|^\s*(不等于|不是|≠)\s*$", re.I,
)  # fmt: skip
SAME = re.compile(r"^\s*(is|equals|is equal to|is the same as|coincides with|is exactly|等于|是)\s*$", re.I)
ENDS = re.compile(r"^\s*([.);,]|$)")
ASIDE = re.compile(r"^\s*,?\s*\(?\s*$")
CASE = re.compile(r"(\bcases?|경우|情况|情形)\s*\w{0,3}\s*[:.(：（]?\s*$", re.I)  # `Case 1: $i = j$`
# the words before a case that heads what follows, `2) off-diagonal entries, $i \\neq j$:`, and what may stand behind it
IN_FRONT = re.compile(r"^\W*(\w{1,4}\W+)?([\w-]+\s*){0,4}\W*$")
OVER = re.compile(r"^\s*([:：)）(（*_.,，。]|$)")
HEADS = re.compile(r"^\s*[:：]")
ALL_OF_THEM = re.compile(r"\bfor (all|every|any|each)( words?| ind(ices|ex)| entries| components)?\s*[,:]?\s*$|모든 (단어|인덱스)", re.I)
OPPOSITE = {"=": "!=", "!=": "="}
BEYOND = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Cases(Reach):
    """The part of the walk over a page that tells the cases of an index."""

    told: Chain | None  # the case of an index that the part told last
    several: Condition | None = None  # of several conditions, in place of one
    goes_on: bool  # whether another formula follows the words behind the one at hand
    entry: tuple[str, Node] | None  # the array, and the fixed index of its entry, that the statement before was about

    def is_case(self, chain: Node) -> bool:
        """`w = o`, `w \\neq o`: a free letter and another index, and nothing else."""
        if not isinstance(chain, Chain) or len(chain.operands) != 2 or chain.relations[0] not in OPPOSITE:
            return False
        places = self.elaborator().places
        free = [o for o in chain.operands if isinstance(o, Name) and places.element(o) is None and self.is_letter(o)]
        others = [o for o in chain.operands if o not in free]
        if self.relates_letters(chain):
            return True
        return len(free) == 1 and all(self.is_other(o, free[0]) or self.is_offset(o, chain, free[0]) for o in others)

    def relates_letters(self, chain: Chain) -> bool:
        """`i = j`, `k \\neq j`: two letters that are subscripts on the page, and that nothing declares."""
        letters = [o for o in chain.operands if isinstance(o, Name) and len(o.text) == 1]
        places = self.elaborator().places
        unknown = len(letters) == 2 and letters[0] != letters[1] and not any(map(places.element, letters))
        return unknown and self.are_subscripts(*letters)

    def only_mentions(self, node: Node, lead: str, after: str) -> bool:
        """`only the term $i = j$ is left`: a case that the text speaks of, without supposing it for what follows."""
        if not isinstance(node, Chain) or len(node.operands) != 2 or node.relations[0] not in OPPOSITE or not self.relates_letters(node):
            return False
        return not (super().is_condition(node, lead, after) or CASE.search(lead) or (IN_FRONT.match(lead) and OVER.match(after)))

    def is_other(self, node: Node, letter: Name) -> bool:
        """An index of the set that the letter runs over, as far as that is known."""
        places = self.elaborator().places
        over = self.scope.letters.get(spelled(letter) or "")
        found = places.element(node) if places.is_place(node) else None
        return found is not None and (over is None or set_of(found) is over)

    def is_offset(self, node: Node, chain: Chain, letter: Name) -> bool:
        """The 0 of `j \\neq 0`, where j runs over a range."""
        over = self.scope.letters.get(spelled(letter) or "")
        return isinstance(node, Number) and chain.relations == ("!=",) and over is not None and over.op == "range"

    def in_words(self, n: int) -> Chain | None:
        """`$w$ is different from $o$`, `$w = v$ different to $o$`, `$w$ equals $o$`: the case that two formulas and the words between
        them tell; None where they tell none."""
        first, second, words = self.alone_at(n), self.alone_at(n + 2), self.words_at(n + 1)
        relation = "!=" if APART.match(words) else "=" if SAME.match(words) else None
        if relation == "!=" and isinstance(first, Chain) and first.relations == ("=",) and isinstance(first.operands[0], Name):
            first = first.operands[-1]  # the letter that is spoken of from here on
        if relation is None or not isinstance(first, Name) or not isinstance(second, Name):
            return None
        case = Chain((first, second), (relation,), Span(first.span.start, second.span.end))
        return case if self.is_case(case) else None

    def is_letter(self, node: Name) -> bool:
        """A letter that stands for nothing, or for any element of a set."""
        name = spelled(node)
        scope = self.scope
        if name is None or (len(name) > 1 and name not in GREEK):
            return False
        if name in scope.letters:
            return True
        return not self.elaborator().stands_for_something(name) and (name not in self.seen or self.are_subscripts(node))

    def is_excepted(self, node: Node, lead: str) -> bool:
        """`everywhere except at $w = o$`: the words before tell what is so elsewhere, and nothing is claimed of the letters."""
        plain = isinstance(node, Chain) and node.relations == ("=",) and all(isinstance(o, Name) for o in node.operands)
        return plain and EXCEPTED.search(lead) is not None

    def is_condition(self, node: Node, lead: str, after: str) -> bool:
        led = LEADS.match(after) is not None and self.relates_places(node)
        if led or super().is_condition(node, lead, after) or self.is_case(node):
            return True
        two = isinstance(node, Chain) and node.relations[0] in OPPOSITE and bool(CASE.search(lead) or (not lead and HEADS.match(after)))
        return two and isinstance(node, Chain) and self.tells_subscripts(node)

    def relates_places(self, node: Node) -> bool:
        """`o = w_s`, `o \\neq w_s`."""
        match node:
            case Chain((left, right), ("=" | "!=",)):
                places = self.elaborator().places
                return places.is_place(left) and places.is_place(right)
        return False

    def conditions_after(self, n: int) -> Iterator[Condition]:
        """Also `$A = B$, $w \\neq o$.` and `$A = B$ ($w = o$ 인 경우)`."""
        what = self.events[n + 2].what if n + 2 < len(self.events) else None
        words, after = self.words_at(n + 1), self.words_at(n + 3)
        if (exception := self.exception(n)) is not None:
            yield exception
            return
        alone = isinstance(what, Formula) and not what.display and len(what.statements) == 1 and isinstance(what.statements[0], Statement)
        if not (alone and words and ASIDE.match(words)):
            yield from super().conditions_after(n)
            return
        assert isinstance(what, Formula)
        node = what.statements[0].node if isinstance(what.statements[0], Statement) else None
        inside = "(" in words
        if node is None or not self.is_case(node) or not (ENDS.match(after) or (inside and IN_CASE.match(after))):
            yield from super().conditions_after(n) if self.words_bracket(n) is not None else ()
            return
        if not inside and GOES_ON.match(after):
            return
        self.resume = n + 3
        yield Condition(node, self.written(node))

    def exception(self, n: int) -> Condition | None:
        """`$y_w = 0$ unless $w = o$`, `$y_w = 0$ for all $w$ except $o$`."""
        first, second = self.alone_at(n + 2), self.alone_at(n + 4)
        if first is not None and UNLESS.match(self.words_at(n + 1)) and isinstance(first, Chain) and self.is_case(first):
            self.resume = n + 3
            return self.negated(first)
        worded = FOR_ALL_OF.match(self.words_at(n + 1)) and BUT.match(self.words_at(n + 3))
        if not (worded and isinstance(first, Name) and second is not None):
            return None
        case = Chain((first, second), ("=",), second.span)
        if not self.is_case(case):
            return None
        self.resume = n + 5
        return self.negated(case)

    def alone_at(self, n: int) -> Node | None:
        """The one statement of an inline formula."""
        what = self.events[n].what if n < len(self.events) else None
        if not isinstance(what, Formula) or what.display or len(what.statements) != 1 or not isinstance(what.statements[0], Statement):
            return None
        return what.statements[0].node

    def restricted(self, formula: Formula, behind: tuple[Condition, ...]) -> Formula:
        """`\\sum_j a_j, j \\neq 0`: what is said of a letter that only a sum binds restricts the sum."""
        statements = list(formula.statements)
        for c in behind:
            node = c.node.body if isinstance(c.node, Group) else c.node
            if not isinstance(node, Chain) or node.relations != ("!=",):
                continue
            letters = {spelled(o) for o in node.operands if isinstance(o, Name)}
            for k, s in enumerate(statements):
                if not isinstance(s, Statement) or not isinstance(s.node, Chain) or s.node is c.node:
                    continue
                free = {spelled(n) for o in s.node.operands for n in outside_sums(o)}
                bound = letters - free
                operands = tuple(replaced(o, lambda n: _restrict(n, bound, node)) for o in s.node.operands)  # noqa: B023
                if sum(a is not b for a, b in zip(operands, s.node.operands, strict=True)) == 1:  # of two sums nothing tells which is meant
                    statements[k] = replace(s, node=replace(s.node, operands=operands))
        return replace(formula, statements=tuple(statements))

    def cases_behind(self, formula: Formula) -> list[tuple[int, Condition]]:
        """`A = B, w \\neq o`: the cases behind a comma, each with the number of its statement."""
        return [
            (n, Condition(s.node, self.written(s.node)))
            for n, s in enumerate(formula.statements)
            if n and isinstance(s, Statement) and s.opener in (",", "quad") and not s.words and self.is_case(s.node)
        ]

    def announced(self, node: Chain, lead: str) -> bool:
        """Whether a sentence that told a case goes on to its opposite: "two cases: $w = o$, and $w \\neq o$"; neither holds then."""
        return not re.search("[.;:。；：]", lead) and any(_opposite(self.case_of(c), node) for c in self.before)

    def leading(self, formula: Formula) -> Formula:
        r"""`(w \neq o) \\ A &= B \\ (w = o) \\ C &= D`: bracketed cases on rows of their own, before what they govern."""
        statements = list(formula.statements)
        for n, (s, following) in enumerate(pairwise(statements)):
            match s, following:
                case Statement(Group("(", Chain() as case), "" | "row"), Statement(opener="row") if self.is_case(case):
                    statements[n] = replace(s, node=case)
                case _ if n == 0:
                    return formula
        return replace(formula, statements=tuple(statements))

    def own_conditions(self, formula: Formula, behind: tuple[Condition, ...]) -> dict[int, tuple[Condition, ...]]:
        """Which of the conditions behind a formula each statement of it stands under: all of them; but where they are opposite cases,
        those between it and the next relation."""
        places = {n: c for c in behind for n, s in enumerate(formula.statements) if isinstance(s, Statement) and s.node is c.node}
        cases = [c for c in behind if self.case_of(c) is not None]
        opposed = any(_opposite(self.case_of(a), self.case_of(b)) for a in cases for b in cases)
        count = len(formula.statements)
        if not opposed:
            return dict.fromkeys(range(count), behind)
        outside = tuple(c for c in behind if c not in places.values())
        found: dict[int, tuple[Condition, ...]] = {}
        following: tuple[Condition, ...] = outside
        was_condition = False
        for n in reversed(range(count)):
            if n in places:
                following = (places[n], *(following if was_condition else ()))
            was_condition = n in places
            found[n] = following
        return found

    def under(self, behind: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """The conditions before a statement and those behind it; of opposite cases the one behind it."""
        return (*self.still(self.before, behind), *(b for b in behind if b not in self.before))

    def still(self, earlier: tuple[Condition, ...], now: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """The earlier conditions that do not tell the opposite of a case told now."""
        cases = [c for c in map(self.case_of, now) if c is not None]
        return tuple(e for e in earlier if not any(_opposite(self.case_of(e), c) for c in cases)) if cases else earlier

    def case_of(self, condition: Condition) -> Chain | None:
        node = condition.node
        while isinstance(node, Group) and isinstance(node.body, Chain | Group):
            node = node.body
        return node if isinstance(node, Chain) and self.is_case(node) else None

    def remember(self, conditions: tuple[Condition, ...]) -> None:
        """The case that "otherwise" will be the opposite of."""
        case = next((c for c in map(self.case_of, reversed(conditions)) if c is not None), None)
        alone = _bound(conditions[0]) if len(conditions) == 1 and not self.supposed else None
        self.told = case or alone or (None if len(conditions) > 1 else self.told)
        self.several = None if case or alone or len(conditions) < 2 else replace(conditions[-1], unclear=True)

    def the_others(self, node: Node, lead: str, after: str) -> tuple[Condition, ...]:
        """What "otherwise", or "all others", says of the index of a statement."""
        behind = OTHERS_AFTER.match(after)
        if behind and self.goes_on and not re.search(r"[.;)]", after[behind.end() :]):
            behind = None  # `$b = v$, otherwise $b = 0$`
        if not isinstance(node, Chain) or not (OTHERS.search(lead) or behind):
            return ()
        if self.told is None and self.several is not None:
            return (self.several,)  # what is otherwise, of several conditions, is no one condition
        letter = self.entry_at(node)
        of_entries = self.entry is not None and letter is not None and letter[0] == self.entry[0]
        if self.told is not None and not (of_entries and self.told.relations[0] in BEYOND):
            return (self.negated(self.told if letter is None else self.of_letter(self.told, letter[1])),)
        if self.entry is None or letter is None or not of_entries:
            return ()
        return (self.negated(Chain((letter[1], self.entry[1]), ("=",), node.span)),)

    def of_letter(self, case: Chain, letter: Node) -> Chain:
        """The case of the letter that the next entry is written with: `$y_i = 1$ for $i = o$, all others $y_w = 0$`."""
        own = [o for o in case.operands if isinstance(o, Name) and self.is_letter(o)]
        fits = len(own) == 1 and isinstance(letter, Name) and letter not in case.operands and self.is_letter(letter)
        return replace(case, operands=tuple(letter if o is own[0] else o for o in case.operands)) if fits else case

    def negated(self, case: Chain) -> Condition:
        chain = replace(case, relations=((OPPOSITE | BEYOND)[case.relations[0]],))
        return Condition(chain, self.written(chain))

    def entry_at(self, node: Node) -> tuple[str, Node] | None:
        """The array and the index of the entry that stands alone on the left side: `y_o = 1`."""
        left = node.operands[0] if isinstance(node, Chain) else None
        if not isinstance(left, Scripted) or left.sub is None or left.sup is not None:
            return None
        base, places = spelled(left.base), subscripts(left.sub, 1)
        return (base, places[0]) if base and len(places) == 1 and isinstance(places[0], Name) else None


def _bound(condition: Condition) -> Chain | None:
    """`x > 0` or `x = 1`, of a number: what is otherwise is on the other side."""
    node = condition.node
    bound = isinstance(node, Chain) and len(node.operands) == 2 and node.relations[0] in (*BEYOND, "=", "!=")
    plain = isinstance(node, Chain) and all(isinstance(o, Name | Number) for o in node.operands)
    return node if bound and plain and isinstance(node, Chain) and not (condition.everywhere or condition.unclear) else None


def _restrict(node: Node, letters: set[str | None], condition: Node) -> Node:
    if not isinstance(node, Big) or node.sub is None:
        return node
    items = node.sub.items if isinstance(node.sub, Listing) and node.sub.separator == "," else (node.sub,)
    if letters.isdisjoint(spelled(n) for i in items for n in names_in(i)) or condition in items:
        return node
    return replace(node, sub=Listing(",", (*items, condition), node.sub.span))


def _opposite(one: Chain | None, other: Chain | None) -> bool:
    if one is None or other is None:
        return False
    same = {spelled(o) for o in one.operands} == {spelled(o) for o in other.operands}
    return same and one.relations != other.relations


def apart(formula: Formula, source: str, scope: Scope) -> Formula:
    """The formula with a bracketed relation at the end of an expression as a statement of its own: `0 \\ (w \\neq c)` is no product."""
    found: list[object] = []
    changed = False
    for s in formula.statements:
        cut = _without_remark(s.node, source, scope.functions) if isinstance(s, Statement) else None
        if cut is None or not isinstance(s, Statement):
            found.append(s)
            continue
        changed = True
        found += [replace(s, node=cut[0]), Statement(cut[1], "quad", "", cut[1].span)]
    return replace(formula, statements=tuple(found)) if changed else formula  # type: ignore[arg-type]


def _without_remark(node: Node, source: str, functions: Collection[str]) -> tuple[Node, Group] | None:
    """The node without the bracket at its end that holds a relation, and the bracket."""
    match node:
        case Chain(operands, _):
            for n, operand in enumerate(operands):
                if n in (0, len(operands) - 1) and (cut := _without_remark(operand, source, functions)) is not None:
                    shorter = (*operands[:n], cut[0], *operands[n + 1 :])
                    start, end = shorter[0].span.start, shorter[-1].span.end
                    return replace(node, operands=shorter, span=Span(start, end)), cut[1]
        case Scripted(Derivative() as derivative, Chain() as chain, None, 0) if _is_relation(chain):
            return derivative, Group("(", chain, chain.span)  # `\frac{\partial J}{\partial v_w}_{w \neq c}`
        case Additive(terms, _) if (cut := _without_remark(terms[-1], source, functions)) is not None:
            return replace(node, terms=(*terms[:-1], cut[0]), span=Span(node.span.start, cut[0].span.end)), cut[1]
        case Product((*before, Group("(", body) as group), operators) if before and operators[-1] == "" and _is_relation(body):
            last = before[-1]
            one = isinstance(last, Number) and last.text == "1"  # `1(x > 0)` is a bracket, `1 (x > 0)` the number and a remark
            touching = last.span.end == group.span.start and (one or isinstance(last, Name | Scripted))
            if touching or spelled(last) in functions:
                return None  # `P(x = 1)` is a call
            span = Span(node.span.start, last.span.end)
            return before[0] if len(before) == 1 else Product(tuple(before), operators[:-1], span), group
    return None


def _is_relation(body: Node) -> bool:
    chains = body.items if isinstance(body, Listing) and body.separator == "," else (body,)
    return all(isinstance(c, Chain) and set(c.relations) <= {"=", "!=", "<", "<=", ">", ">="} for c in chains)
