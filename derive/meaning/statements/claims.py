"""Two sides and a case as a claim, and what to say where they have no meaning.

Comes in: syntax, scope and conditions. Goes out: claims about terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from derive.meaning.formulas import arrays, unknown_functions
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.calls import grouped
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.formulas.recursions import equations
from derive.meaning.names.definitions import call_of
from derive.meaning.names.scope import MeaningError, NotSupported, Scope, as_latex, spelled
from derive.meaning.statements.cases import Cases
from derive.meaning.statements.presupposed import presupposed
from derive.meaning.statements.step import Condition, Standing
from derive.reading.syntax import Chain, Group, Listing, Node
from derive.terms.claim import Claim, Given
from derive.terms.term import ZERO, Symbol, Term, bind, index, real


class Claims(Cases):
    """The part of the walk over a page that makes claims."""

    reader: Elaborator | None

    def compared(self, elaborator: Elaborator, at: Standing, left: Node, right: Node) -> tuple[Value, Value, list[Term], str]:
        """Both sides, brought to one shape where that is possible, the case, and what the left side was read as. Raises what elaboration
        raises."""
        elaborator.slips.step = (left, right) if at.first is None else (left, right, at.first)
        elaborator.places.take_clauses(at.clauses)
        elaborator.places.survey(left, right, conditions=(c.node for c in at.under))
        elaborator.point = unknown_functions.point(at.scope, (left, right))
        elaborator.places.keep_free(at.first)
        case = [part for c in at.under for part in flat(self.condition(c, elaborator))]
        v, instead = self.left_value(left, elaborator, at.last is left)
        w = elaborator.value(right)
        case += elaborator.conditions
        if v.axes != w.axes:
            v, w = arrays.broadcast(v, w), arrays.broadcast(w, v)
        arrays.settled(v, w)
        case += presupposed((v.body, w.body), {*at.scope.facts, *case})
        return v, w, case, instead

    def left_value(self, left: Node, elaborator: Elaborator, lenient: bool) -> tuple[Value, str]:
        """The left side, and what it was read as. One that stands on the right of the step before, and has no meaning, was reported
        there: here it is read as what was meant, if a lost transpose or a slip at the end of dots is all that is wrong."""
        try:
            return elaborator.value(left), ""
        except IllTyped:
            if not lenient:
                raise
            elaborator.lenient = True
            try:
                v = elaborator.value(left)
            finally:
                elaborator.lenient = False
            return v, "the left side, which has no meaning as it stands, is read as what was meant"

    def around(self, at: Standing, left: Node, right: Node) -> Claim | None:
        """Two expressions compared in the place of a step, where both have a meaning of one shape."""
        try:
            v, w, case, _ = self.compared(Elaborator(at.scope, self.page.text), at, left, right)
        except (MeaningError, IllTyped, RecursionError):
            return None
        if v.axes != w.axes:
            return None
        given = without(at.scope.given(), case)
        indices = free_indices(v, w, given, case)
        return Claim(given, tuple(case), v.entry(*indices), w.entry(*indices))

    def located(self, why: MeaningError) -> str:
        if why.at is None:
            return str(why)
        line, column = self.page.line_column(why.at.start)
        return f"{why} (line {line}, column {column})"

    def ill_typed(self, why: IllTyped) -> str:
        written = getattr(why, "written", None)
        return f"{why}" if written is None or written in str(why) else f"`{written}`: {why}"

    def taken_for_a_number(self, why: IllTyped, defined: Node | None, *sides: Node) -> str | None:
        """An undeclared name in the part without meaning that was read as a number: that may be what is wrong. defined: what the step
        would define."""
        at, reader = getattr(why, "at", None), self.elaborator()
        if at is None:
            return None
        for side in sides:  # anew, since a definition has a reader of its own
            with suppress(MeaningError, IllTyped):
                reader.value(side)
        assumed = reader.assumed | (self.reader.assumed if self.reader else set())
        call = call_of(defined) if defined is not None else None
        formal = (a[0] for a in grouped(call[1].body)) if call is not None else ()  # w of `L(w) = X w - y` too
        assumed |= {name for n in formal if (name := spelled(n)) is not None and not self.scope.known(name)}
        text = self.page.text[at.start : at.end]
        spellings = {n: as_latex(n) for n in sorted(assumed)}
        return next((s for s in spellings.values() if re.search(rf"(?<![A-Za-z\\\\]){re.escape(s)}(?![A-Za-z])", text)), None)

    def as_a_vector(self, assumed: Iterable[str], at: Standing, left: Node, right: Node) -> str | None:
        """An undeclared name, read as a number, with which the sides are of one shape if it is a vector: `X w = y` for a matrix X."""
        axes = dict.fromkeys(axis for v in at.scope.values.values() for axis in v.axes)
        for name in sorted(assumed):
            for axis in axes:
                scope = at.scope.child()
                scope.values[name] = Value((axis,), real(Symbol(name, (axis,)), Term("bound", (), 0)))
                with suppress(MeaningError, IllTyped):
                    v, w, _, _ = self.compared(Elaborator(scope, self.page.text), replace(at, scope=scope), left, right)
                    if v.axes == w.axes:
                        return as_latex(name)
        return None

    def other_reading(self, claim: Claim, left: Node, right: Node) -> Claim | None:
        """The claim with `a/bc` read as a over bc, and A ∘ B C as A ∘ (B C), where that is well-typed."""
        elaborator = self.elaborator()
        elaborator.otherwise = True
        elaborator.slips.step = (left, right)
        elaborator.places.survey(left, right)
        elaborator.point = unknown_functions.point(elaborator.scope, (left, right))
        try:
            v, w = elaborator.value(left), elaborator.value(right)
            arrays.settled(v, w)
        except (MeaningError, IllTyped):
            return None
        indices = free_indices(v, w, claim.given, claim.case)
        return Claim(claim.given, claim.case, v.entry(*indices), w.entry(*indices)) if v.axes == w.axes else None

    def condition(self, condition: Condition, elaborator: Elaborator) -> Term:
        node = condition.node
        if isinstance(node, Group) and isinstance(node.body, Listing):
            node = replace(node.body, items=tuple(i for i in node.body.items if isinstance(i, Chain)))
        if condition.unclear:
            raise NotSupported(f"a condition negated, or joined by `or`, in words ({condition.latex})", node.span)
        found = elaborator.places.condition(node)
        if condition.everywhere:
            limit = None if condition.limit is None else elaborator.places.condition(condition.limit)
            free = [a for a in found.atoms if isinstance(a, Term) and self.scope.indices.get(a.tag[0]) is not a]
            if condition.letters:  # `$n_k \neq a$ for all $k$` says nothing of every a
                free = [a for a in free if a.tag[0] in condition.letters]
            for i in sorted(free, key=lambda i: i.key):
                found = bind("forall", i, found, limit if limit is not None and i in limit.atoms else None)
        return found


EVERY = "the condition may be meant for every `{0}`: `for all ${0}$` would say so"


def for_all_entries(claim: Claim, scope: Scope) -> Claim:
    r"""The claim under `if $p_{ij} = a_i b_j$` for all i and j, where it speaks of neither, nor of other places there: an equation between
    the entries at the same places says that the arrays are the same. Not `if $q_i = 1$`, which may be meant of one."""
    spoken = {a.tag[1] for a in claim.left.atoms | claim.right.atoms if isinstance(a, Term) and a.op == "index"}

    def everywhere(c: Term) -> Term:
        letters = [{a for a in side.atoms if isinstance(a, Term) and a.op == "index"} for side in c.args] if c.op == "eq" else []
        free = {a for a in set[Term]().union(*letters) if scope.indices.get(a.tag[0]) is not a}
        if (
            not free
            or not spoken.isdisjoint(a.tag[1] for a in free)
            or not all(free & side for side in letters)
            or any(a.op in ("index", "element") for a in c.args)
        ):
            return c
        for i in sorted(free, key=lambda i: i.key):
            c = bind("forall", i, c)
        return c

    case = tuple(everywhere(c) for c in claim.case)
    return claim if case == claim.case else replace(claim, case=case)


def letter_of_entries(claim: Claim, scope: Scope) -> str | None:
    """The letter of `if $q_i = \\frac1n$` before a claim that speaks of no i: that all of these entries are so may be what is meant."""
    spoken = claim.left.atoms | claim.right.atoms
    entries = (c for c in claim.case if any(isinstance(a, Symbol) and a.axes and a.sort != "integer" for a in c.atoms))
    letters = (a for c in entries for a in c.atoms - spoken if isinstance(a, Term) and a.op == "index")
    return min((str(a.tag[0]) for a in letters if scope.indices.get(a.tag[0]) is not a), default=None)


def made_anew(claim: Claim) -> bool:
    """Whether a case says of entries what they are of which the facts say it already: "instead, suppose that $h_t = 3 h_{t-1}$"."""
    made = {e.symbol for e in equations(claim.given.facts, claim.given.definitions)}
    return any(c.op == "eq" and not made.isdisjoint(c.atoms) for c in claim.case)


def no_number(name: str, why: str) -> str:
    """What to say of an undeclared name that can be no number where it stands."""
    declared = f"if it is a vector, `${name} \\in \\mathbb{{R}}^n$` in the Given would do"
    return f"`{name}` is not declared; as a number it has no place here ({why}): {declared}"


def flat(condition: Term) -> tuple[Term, ...]:
    """The parts of a conjunction."""
    return tuple(p for c in condition.args for p in flat(c)) if condition.op == "and" else (condition,)


def without(given: Given, case: Iterable[Term]) -> Given:
    """The Given without what the case of the page contradicts: `w \\neq c` where the page says "if w = c"."""
    against = {Term("ne", sides) for c in case if c.op == "eq" for sides in (c.args, c.args[::-1])}
    facts = tuple(f for f in given.facts if f not in against)
    return given if len(facts) == len(given.facts) else replace(given, facts=facts)


def with_repetition(given: Given) -> Given:
    """The Given without the facts that the entries of a sequence differ from each other."""

    def distinct(fact: Term) -> bool:
        while fact.op == "forall":
            fact = fact.args[1]
        one, other = fact.args if fact.op == "ne" else (ZERO, ZERO)
        return one.op == other.op == "element" and one.tag == other.tag

    return replace(given, facts=tuple(f for f in given.facts if not distinct(f)))


def free_indices(left: Value, right: Value, given: Given, case: Iterable[Term]) -> tuple[Term, ...]:
    """A free index for each axis of the two sides, named apart from all that they, the Given and the case speak of."""
    spoken = (left.body, right.body, *given.facts, *given.definitions.values(), *case)
    taken = {a.tag[0] for t in spoken for a in t.atoms if isinstance(a, Term)}
    names = (n for n in (*"ijklpqrs", *(f"i{k}" for k in range(1, 20))) if n not in taken)
    return tuple(index(next(names), over) for over in left.axes)
