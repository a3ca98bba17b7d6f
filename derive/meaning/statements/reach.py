"""How far a condition reaches: until the next one takes its place, joins it, or frees its letters.

Comes in: a condition before what it governs, with the words around it. Goes out: the conditions in force.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from derive.meaning.declarations.doubted import LIMITED
from derive.meaning.declarations.listed import ANY
from derive.meaning.declarations.variables import Note
from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.formulas.number_sets import limits_numbers
from derive.meaning.names.scope import MeaningError, names_in, spelled
from derive.meaning.statements import letting
from derive.meaning.statements.behind import Behind
from derive.meaning.statements.condition_words import (
    ABOUT,
    AND_IF,
    ANOTHER_IF,
    CLAUSE,
    COMMA,
    EVERY_BEFORE,
    EXCLUDED,
    FAILS,
    FOR_ALL,
    FOR_ALL_BEHIND,
    FOR_ALL_FRONT,
    FOR_CLAUSE,
    FOR_THESE,
    IF_BEFORE,
    JOINED,
    OF_EVERY,
    OR,
    PART_OF_IT,
    SET_AGAIN,
    SUPPOSED,
    UNCLEAR,
    WHATEVER_BEFORE,
    WHATEVER_BEHIND,
)
from derive.meaning.statements.conditions import for_all, letters_told
from derive.meaning.statements.freed import FOR_ANY, freed
from derive.meaning.statements.notions import explains_a_word
from derive.meaning.statements.step import Condition
from derive.reading.syntax import Chain, Formula, Group, Listing, Name, Node, Number, Scripted, Statement
from derive.terms.term import Symbol, Term
from derive.theory.calculus import unfold

RUNNING = frozenset("ijklmnpqrst")  # letters that count


class Reach(Behind):
    """The part of the walk over a page that keeps the conditions in force."""

    always: tuple[Condition, ...]  # what is supposed throughout
    compound: bool
    supposed: bool = False  # whether "suppose", and not "if", led to the condition before
    made: dict[str, str]
    reading: int

    def condition(self, condition: Condition, elaborator: Elaborator) -> Term:
        raise NotImplementedError

    def announced(self, node: Chain, lead: str) -> bool:
        raise NotImplementedError

    def take_condition(self, node: Node, lead: str, after: str, declared: bool = False) -> None:
        """A condition before what it governs: in place of the ones before it, or joined to them. declared: whether it says of what kind
        a name is, so that it lasts unless an "if" makes it."""
        assert isinstance(node, Chain)
        if self.was_condition and FOR_ALL_FRONT.match(lead):
            last = self.before[-1]
            self.before = (*self.before[:-1], replace(last, everywhere=True, limit=node, letters=letters_told(node)))
            return
        if self.was_condition and self.announced(node, lead):
            self.before = ()
            return
        again = SET_AGAIN.search(lead) is not None and spelled(node.operands[0]) in self.made  # defined anew, or supposed
        again = again or LIMITED.match(after.lstrip()) is not None  # "let $x > 0$ in (b)"
        unclear = bool(again or UNCLEAR.search(CLAUSE.sub("", lead)) or FAILS.match(after) or explains_a_word(self.said, after))
        self.supposed_before.add(self.written(node))
        lasting = self.is_lasting(node, lead, after) or (declared and not IF_BEFORE.search(lead) and not FOR_THESE.search(lead))
        everywhere, letters = self.every(lead, after)
        condition = Condition(node, self.written(node), everywhere, None, unclear, lasting, declared, letters)
        condition = self.in_its_formula(condition)
        if (condition.lasting and (FOR_CLAUSE.match(after) or self.of_any_entry(node))) or Name(ANY) in names_in(node):
            condition = replace(condition, everywhere=True)  # "let $a_w > 0$ for $w \in V$"
        joined = self.was_condition and bool(JOINED.match(lead) or OR.match(lead) or COMMA.match(lead) or AND_IF.match(lead))
        joined = joined or self.stays(lead) or (self.was_condition and PART_OF_IT.match(lead) is not None)
        beside = declared and self.supposed  # "Suppose $x > 0$. For negative $y$ ...": x is still supposed
        self.supposed = bool(SUPPOSED.search(lead)) or condition.lasting or (joined and self.supposed)
        earlier = tuple(replace(c, unclear=c.unclear or bool(OR.match(lead))) for c in self.before) if joined else ()
        bound = condition.lasting and letting.ORDER.issuperset(node.relations) and not letting.CASE.search(lead)
        if bound or (self.supposed and letting.of_an_expression(node)):
            self.note_supposed(condition)
        if condition.lasting and letting.THROUGHOUT.search(self.said):
            self.always = (*self.always, condition)
        about = _names(node)
        special = letting.SPECIAL.search(lead) is not None  # a case of what is supposed before
        still = [c for c in self.before if (c.lasting or special or beside) and c not in earlier and about.isdisjoint(_names(c.node))]
        self.before = (*still, *earlier, condition)
        self.compound = not all(map(letting.plain, node.operands))

    def every(self, lead: str, after: str) -> tuple[bool, frozenset[str]]:
        """Whether words right behind or before the condition say that it holds for all letters, and which these are."""
        n = self.reading
        if FOR_ALL.match(after) or OF_EVERY.match(self.words_at(n + 1)):
            return True, self.letters_behind(n + 2)
        if ABOUT.match(lead) and EVERY_BEFORE.search(self.words_at(n - 3)) and (letters := self.letters_behind(n - 2)):
            return True, letters
        return False, frozenset()

    def in_its_formula(self, condition: Condition) -> Condition:
        r"""The condition, for all letters that `\text{for all } k` names in the same formula."""
        formula = self.events[self.reading].what
        statements = formula.statements if isinstance(formula, Formula) else ()
        places = [n for n, s in enumerate(statements) if isinstance(s, Statement) and s.node is condition.node]
        return for_all(condition, formula, places[0]) if places and isinstance(formula, Formula) else condition

    def spoken_of(self, under: tuple[Condition, ...], *sides: Node) -> tuple[Condition, ...]:
        """The conditions without those that only say of what kind a name is of which the sides, and the other conditions, do not speak."""
        if not any(c.kind for c in under):
            return under
        nodes = (*sides, *(c.node for c in under if not c.kind))
        names = {s for node in nodes for n in names_in(node) if (s := spelled(n)) is not None}
        bodies = [self.scope.values[s].body for s in names if s in self.scope.values]
        bodies += [f.body.body for s in names for f in self.scope.functions.get(s, ())]
        names |= {a.name for body in bodies for a in unfold(body, self.scope.definitions).atoms if isinstance(a, Symbol)}
        return tuple(c for c in under if not c.kind or not names.isdisjoint(_names(c.node)))

    def of_any_entry(self, node: Chain) -> bool:
        """Whether "let $a_w > 0$" speaks of an entry with a letter that is no fixed element."""
        entries = (o for o in node.operands if isinstance(o, Scripted) and o.sub is not None and o.sup is None)
        letters = {spelled(o.sub) for o in entries if o.sub is not None}
        return letting.ORDER.issuperset(node.relations) and bool(letters) and letters.isdisjoint({None, *self.scope.indices})

    def note_supposed(self, condition: Condition) -> None:
        """What is supposed may still be meant where the page no longer says so: a witness later on has to satisfy it too."""
        elaborator = self.elaborator()
        try:
            elaborator.places.survey(condition.node)
            term = self.condition(condition, elaborator)
        except (MeaningError, IllTyped):
            return
        names = frozenset(a.name for a in term.atoms if isinstance(a, Symbol))
        if not condition.unclear and all(isinstance(a, Symbol) for a in term.atoms):
            message = f"`{condition.latex}` was supposed, and may still be meant"
            self.notes.append((None, Note(message, condition.node.span, names, (term,), quiet=True, behind=True)))

    def leave_introduction(self) -> None:
        """What is set before the first label may be meant in all parts: "Let $a = 2$. (a) $a^2 = 4$"."""
        for c in self.before:
            if c.lasting and isinstance(c.node, Chain) and letting.is_plain(c.node):
                self.note_supposed(c)

    def note_unjudged(self, order: Chain) -> None:
        """What is no equation, and no condition either: what it supposes a witness has to satisfy, where that can be told."""
        lead = self.words_around[0]
        unclear = UNCLEAR.search(lead) is not None
        if EXCLUDED.search(lead):
            self.note_unused(order)
        elif letting.is_bound(order) and not unclear:
            self.note_supposed(Condition(order, self.written(order)))
        elif SUPPOSED.search(self.said) or SUPPOSED.search(lead):
            before = len(self.notes)
            if letting.ORDER.issuperset(order.relations) and not unclear:
                self.note_supposed(Condition(order, self.written(order)))
            if len(self.notes) == before:
                self.note_unused(order)

    def note_unused(self, node: Chain) -> None:
        """Something that the page says of variables and that is not used: no witness counts that may break it."""
        left = node.operands[0] if set(node.relations) <= {"in", "notin", "subset"} else node
        names = frozenset(name for n in names_in(left) if not isinstance(n, Number) and (name := spelled(n)) is not None)
        self.notes.append((None, Note(f"`{self.written(node)}` is said of it and not used", node.span, names, quiet=True)))

    def lies_elsewhere(self, chain: Chain) -> bool:
        r"""`u \in \mathbb{S}^{n-1}`, `x \notin (0, 1)`: what lies in a set of which nothing is known."""
        match chain:
            case Chain((_, where), ("in",)):
                base = where.base if isinstance(where, Scripted) else where
                space = isinstance(base, Name) and base.font == "bb" and base.text in ("R", "N", "Z", "Q")
                known = space or isinstance(base, Group) or spelled(where) in self.scope.sets
                return not known and bool(SUPPOSED.search(self.said) or SUPPOSED.search(self.words_around[0]))
            case Chain((left, where), ("notin",)):
                return limits_numbers(Chain((left, where), ("in",), chain.span))
        return False

    def reopen(self, node: Node, lead: str, after: str) -> None:
        """`For $x > 0$: $A$. For all $x$: $B$.`: the letters of a new clause are as free as the Given leaves them. What was supposed before
        may still be meant."""
        free = freed(node, lead, after)
        if not self.before or not (free or (FOR_ANY.search(lead) and not self.was_condition)):
            return
        named = node.operands[0] if isinstance(node, Chain) and node.relations == ("in",) else node
        names = {spelled(n) for n in (named.items if isinstance(named, Listing) else (named,)) if isinstance(n, Name | Scripted)}

        def about(c: Condition) -> bool:
            return not c.everywhere and (self.is_about(c, names) or not free.isdisjoint(_names(c.node)))

        if self.supposed or free:
            self.before = tuple(replace(c, unclear=True) if about(c) else c for c in self.before)
        else:
            self.before = tuple(c for c in self.before if not about(c))

    def reopen_behind(self, n: int, lead: str) -> None:
        """`$A$ for all $x$`, `$A$ whatever $x$ is`: what was supposed of x may be meant no more, or still."""
        after, following = self.words_at(n + 1), self.events[n + 2].what if n + 2 < len(self.events) else None
        if WHATEVER_BEFORE.search(lead) or WHATEVER_BEHIND.match(after):
            self.before = tuple(replace(c, unclear=True) for c in self.before)
        if not FOR_ALL_BEHIND.match(after) or not isinstance(following, Formula) or following.display:
            return
        names = {name for s in following.statements if isinstance(s, Statement) for name in _freed_numbers(s.node)}
        names -= self.scope.letters.keys() | self.scope.indices.keys()
        self.before = tuple(
            replace(c, unclear=True) if not c.everywhere and self.is_about(c, names) and not self.of_places(c) else c for c in self.before
        )

    @staticmethod
    def is_about(condition: Condition, names: Collection[str | None]) -> bool:
        """Whether one of the names stands alone on a side of it."""
        sides = condition.node.operands if isinstance(condition.node, Chain) else ()
        listed = (n for o in sides for n in (o.items if isinstance(o, Listing) else (o,)))
        return any(isinstance(o, Name | Scripted) and spelled(o) in names for o in listed)

    def of_places(self, condition: Condition) -> bool:
        """Whether it relates indices: `if $i \\neq j$, $A_{ij} = 0$ for all $i, j$`."""
        sides = condition.node.operands if isinstance(condition.node, Chain) else ()
        places = self.elaborator().places
        return all(isinstance(o, Number) or places.is_place(o) or spelled(o) in RUNNING for o in sides)

    def stays(self, text: str) -> bool:
        """Whether what was supposed still holds under the next condition: "Suppose $A$. If $B$, then ..."."""
        return self.was_condition and self.supposed and ANOTHER_IF.match(text) is not None


def _freed_numbers(node: Node) -> Iterator[str]:
    """`x`, `x, y`, `x \\in \\mathbb{R}`: names that a "for all" behind a formula sets free; of `x > 0` none."""
    named = node.operands[0] if isinstance(node, Chain) and node.relations == ("in",) else node
    items = named.items if isinstance(named, Listing) else (named,)
    yield from (name for i in items if isinstance(i, Name | Scripted) and (name := spelled(i)) is not None)


def _names(node: Node) -> set[str]:
    return {name for n in names_in(node) if isinstance(n, Name | Scripted) and (name := spelled(n)) is not None}
