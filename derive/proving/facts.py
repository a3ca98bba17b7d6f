"""What is known while proving: the facts of the Given and the case, what was assumed, and what follows about signs and bounds.

Comes in: theorems. Goes out: theorems that a term is positive, nonnegative or nonzero, that a bound holds, that two indices are
equal or differ; or None. Knows nothing of normal forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from derive.proving.distinct import nonzero_difference
from derive.proving.kernel import Kernel
from derive.proving.rules import says, sign_premises
from derive.proving.theorem import Refused, Theorem, negation
from derive.terms.matching import matches
from derive.terms.polynomial import UNIT, OutOfFuel, Poly, Rational, Ring, plus, quotient
from derive.terms.term import ZERO, Term, base_set, filter_conditions, is_integer, le, lt, ne, num, open_binder, set_of, sub

LONGEST_SUM = 40
PLACES = ("index", "element")
MOST_EQUATIONS = 400  # known conditions, beyond which equal indices are not followed further


class Facts:
    """The store of facts for one attempt; `depth` bounds how far signs are searched."""

    def __init__(self, kernel: Kernel, facts: tuple[Term, ...]) -> None:
        self.kernel = kernel
        self.known: dict[Term, Theorem] = {}
        self.general: list[Theorem] = []
        self.stated: dict[Term, Theorem] = {}
        self.asked: dict[Term, Theorem | None] = {}
        self.sought: dict[Term, int] = {}  # how deep, where there was no answer
        self.bounds: list[tuple[Theorem, Poly]] | None = None
        self.ring = Ring()
        self.own: dict[Term, list[tuple[Theorem, Poly]]] = {}
        self.declared = frozenset(facts)
        for fact in facts:
            if fact.op == "eq" and fact.args[0] is fact.args[1]:
                continue  # says nothing, and used as a rule it would go round
            theorem = kernel("assume", fact)
            self.add(theorem)
            opened = self._unfolded(theorem)
            self.stated[opened.concl] = opened
            if opened is not theorem:
                self.add(opened)
        self._by_equal_indices()

    def _unfolded(self, theorem: Theorem) -> Theorem:
        """The relation without defined names, which what is to be proved does not have either."""
        fact, definitions = theorem.concl, self.kernel.definitions.keys()
        if fact.op not in ("eq", "ne", "lt", "le") or "D" in fact.atoms or definitions.isdisjoint(fact.atoms):
            return theorem
        return self.kernel("rewrite", theorem, *(self.kernel("definition", a) for a in fact.args if not definitions.isdisjoint(a.atoms)))

    def _by_equal_indices(self) -> None:
        """Of two indices that are equal each has what is known of the other, also by way of a third one: `j = o` and `w = o`."""
        self._by_way_of_a_third()
        equal = [t for c, t in self.known.items() if c.op == "eq" and c.args[0].op == "index"]
        for t in equal:
            for fact in [*self.known.values(), *self.general]:
                if t.concl.args[0] in fact.concl.atoms and fact.concl.op != "eq":
                    self.add(self.kernel("rewrite", fact, t))

    def _by_way_of_a_third(self) -> None:
        """a = c from a = b and b = c. Rewriting takes the first equation that fits: without these, two that turn one index into two
        others would leave these two apart."""
        waiting = [t for c, t in self.known.items() if c.op == "eq" and c.args[0].op in PLACES]
        while waiting and len(self.known) < MOST_EQUATIONS:
            one = waiting.pop()
            a, b = one.concl.args
            for other in [t for c, t in self.known.items() if c.op == "eq" and c.args[0] is b and c.args[1] is not a]:
                found = self.kernel("trans", one, other)
                if found.concl not in self.known:
                    self.add(found)
                    waiting += [found, self.known[Term("eq", found.concl.args[::-1])]]

    def add(self, theorem: Theorem) -> None:
        if theorem.concl in self.known:
            return
        self.asked, self.sought = self._shown(), {}
        match theorem.concl:
            case Term("forall", _):
                self.general.append(theorem)
            case Term("and", parts):
                for n in range(len(parts)):
                    self.add(self.kernel("part", num(n), theorem))
            case concl:
                added = [theorem]
                if concl.op in ("eq", "ne") and Term(concl.op, concl.args[::-1]) not in self.known:
                    added.append(self.kernel("sym", theorem))
                self.known.update((t.concl, t) for t in added)
                if self.bounds is not None:
                    self.bounds += self._as_bounds(added)

    def _shown(self) -> dict[Term, Theorem | None]:
        """The questions that the declared facts answer: more facts answer others, and perhaps those that an assumption answered."""
        return {c: shown for c, shown in self.asked.items() if shown is not None and shown.hyps.keys() <= self.declared}

    def find(self, condition: Term) -> Theorem | None:
        """The condition as a known fact or an instance of a general one."""
        return self.known.get(condition) or next((t for g in self.general if (t := self._instance(g, condition))), None)

    def _instance(self, general: Theorem, wanted: Term) -> Theorem | None:
        """The general fact at the elements that make it the wanted condition."""
        bindings: dict[int, Term] = {}
        if not matches(innermost(general.concl), wanted, bindings):
            return None
        theorem = self._specialised(general, bindings)
        return theorem if theorem is not None and theorem.concl is wanted else None

    def equation(self, general: Theorem, left: Term) -> Theorem | None:
        """The general equation at the elements that make this its left side."""
        return self.about(general, innermost(general.concl).args[0], left)

    def about(self, general: Theorem, part: Term, term: Term) -> Theorem | None:
        """The general fact at the elements that make this term of a part of what it says."""
        bindings: dict[int, Term] = {}
        return self._specialised(general, bindings) if matches(part, term, bindings) else None

    def _specialised(self, general: Theorem, bindings: dict[int, Term]) -> Theorem | None:
        """A fact for all elements of some sets at given elements; bindings name them by bound index, the innermost first."""
        theorem, depth = general, 0
        while theorem.concl.op == "forall":
            depth += 1
            value = bindings.get(_depth(general.concl) - depth)
            if value is None:
                value = _some(theorem.concl.args[0])
            if value is None:
                return None
            premises = [self.condition(c) for c in membership(theorem.concl.args[0], value)]
            if any(p is None for p in premises):
                return None
            try:
                theorem = self.kernel("instance", value, theorem, *premises)
            except Refused:
                return None
        return theorem

    def turned(self, general: Theorem) -> list[Theorem]:
        """A general equation with its sides exchanged."""
        concl, theorem = general.concl, general
        opened: list[tuple[Term, Term]] = []
        while concl.op == "forall":
            variable, _ = open_binder(concl, concl.atoms | self.kernel.fixed | frozenset(v for v, _ in opened), "_")
            over = concl.args[0]
            inner = self.extended(self.kernel("assume", c) for c in filter_conditions(over, variable))
            premises = [inner.condition(c) for c in membership(over, variable)]
            if any(p is None for p in premises):
                return []
            theorem = self.kernel("instance", variable, theorem, *premises)
            opened.append((variable, over))
            concl = theorem.concl
        theorem = self.kernel("sym", theorem)
        for variable, over in reversed(opened):
            theorem = self.kernel("generalize", variable, over, theorem)
        return [theorem]

    # --- conditions ---

    def condition(self, c: Term, depth: int = 14) -> Theorem | None:
        """A theorem that the condition holds, or None."""
        if c not in self.asked or self.sought.get(c, depth) < depth:
            self.asked[c] = None  # a question that comes back while it is open has no answer
            self.sought.pop(c, None)
            self.asked[c] = shown = self._condition(c, depth)
            if shown is None:
                self.sought[c] = depth  # whoever looks deeper may find one
        return self.asked[c]

    def _condition(self, c: Term, depth: int) -> Theorem | None:
        found = self.find(c)
        if found or depth == 0:
            return found
        match c:
            case Term("forall", (over, _)):
                return self._for_all(c, over, depth)
            case Term("eq", (left, right)) if left is right:
                return self.kernel("refl", left)
            case Term("ne" | "lt" | "le" as op, (left, right)):
                if op == "ne" and ZERO in c.args:
                    shown = self.sign(right if left is ZERO else left, "ne", depth)
                    return shown if shown is None or left is not ZERO else self.kernel("sym", shown)
                if op == "ne":
                    return self.bound(c) or self._different(left, right, c)
                if left is ZERO:
                    return self.sign(right, op, depth) or self._strict(c)
                return self.bound(c) or self._by_difference(c, depth) or self._strict(c)
        return None

    def _for_all(self, c: Term, over: Term, depth: int) -> Theorem | None:
        variable, body = open_binder(c, c.atoms | self.kernel.fixed, "_")
        with_filter = [self.kernel("assume", x) for x in filter_conditions(over, variable)]
        inner = self.extended(with_filter) if with_filter else self
        shown = inner.condition(body, depth - 1) or self._of_none(body, with_filter)
        return self.kernel("generalize", variable, over, shown) if shown else None

    def _of_none(self, body: Term, filters: list[Theorem]) -> Theorem | None:
        """What is said of the elements with some property, because there are none with it."""
        for f in filters:
            if f.concl.op in ("lt", "le", "ne") and (opposite := self.refuted(f.concl)) is not None:
                return self.kernel("absurd", body, f, opposite)
        return None

    def extended(self, theorems: Iterable[Theorem]) -> Facts:
        """These facts and some more, for use inside a binder or a case."""
        copy = Facts(self.kernel, ())
        copy.known, copy.general, copy.stated, copy.own = dict(self.known), list(self.general), self.stated, self.own
        copy.declared, copy.asked = self.declared, self._shown()
        copy.bounds = None if self.bounds is None else list(self.bounds)
        for t in theorems:
            copy.add(t)
        return copy

    def sign(self, t: Term, rel: str, depth: int = 14) -> Theorem | None:
        """0 < t (lt), 0 <= t (le) or t != 0 (ne)."""
        wanted = says(t, rel)
        if wanted in self.asked and self.asked[wanted] is not None:
            return self.asked[wanted]
        found = self.find(wanted)
        if found or depth == 0:
            return found
        if t.op == "add" and rel != "le" and (shown := self._positive_sum(t, depth)) is not None:
            return self.kernel("sign", t, "ne", shown) if rel == "ne" else shown
        for way in sign_premises(t, rel):
            premises = [self.condition(p, depth - 1) for p in way]
            if all(premises):
                return self.kernel("sign", t, rel, *premises)
        return self.bound(wanted) if rel != "ne" else self._nonzero(t)

    def _positive_sum(self, t: Term, depth: int) -> Theorem | None:
        """0 < a + b + ...: no part is negative, one is positive."""
        if len(t.args) > LONGEST_SUM:
            return None
        parts: list[Theorem] = []
        for a in t.args:
            shown = self.condition(says(a, "lt"), depth - 1) or self.condition(says(a, "le"), depth - 1)
            if shown is None:
                return None
            parts.append(shown)
        return self.kernel("sign", t, "lt", *parts) if any(p.concl.op == "lt" for p in parts) else None

    def _nonzero(self, t: Term) -> Theorem | None:
        """t != 0 because it is negative, or the difference of what is known to differ."""
        below = self.bound(lt(t, ZERO))
        if below or t.op != "add":
            return self.kernel("linear", ne(t, ZERO), num(1), below) if below else None
        known = chain(self.known.values(), self._at_places(t, ("ne",)))
        apart = (p for p in known if p.concl.op == "ne" and ZERO not in p.concl.args and _numeric(p.concl))
        return nonzero_difference(self.kernel, apart, t)

    def _at_places(self, t: Term, relations: tuple[str, ...]) -> Iterator[Theorem]:
        """The general facts of one element that state such a relation, at the indices that the term speaks of."""
        for general in self.general:
            if _depth(general.concl) == 1 and general.concl.args[1].op in relations:
                over = base_set(general.concl.args[0])
                places = sorted((a for a in t.atoms if isinstance(a, Term) and a.op == "index" and a.tag[1] is over), key=lambda a: a.key)
                yield from (p for i in places if (p := self._specialised(general, {0: i})) is not None)

    def _strict(self, c: Term) -> Theorem | None:
        """a < b from a <= b and a != b"""
        apart = self.find(ne(*c.args)) if c.op == "lt" else None
        below = self.find(le(*c.args)) or self.bound(le(*c.args)) if apart else None
        return self.kernel("axiom", "strict", *c.args, below, apart) if below else None

    def _by_difference(self, c: Term, depth: int) -> Theorem | None:
        """a < b from 0 < b - a, for terms that are not linear in what is known."""
        left, right = c.args
        shown = self.sign(sub(right, left), c.op, depth - 1)
        return self.kernel("linear", c, num(1), shown) if shown else None

    # --- linear bounds ---

    def bound(self, goal: Term) -> Theorem | None:
        """A linear consequence (Farkas) of at most three known bounds."""
        try:
            wanted = self._apart(*goal.args)
            parts = self._combined(wanted, self._usable(wanted), 3, goal.op != "le") if len(wanted) <= 8 else None
            if parts is None and len(wanted) <= 8 and (more := self._as_bounds(self._at_places(goal, ("lt", "le")))):
                parts = self._combined(wanted, more + self._usable(wanted), 3, goal.op != "le")
        except OutOfFuel:
            return None
        if parts is None:
            return None
        try:
            return self.kernel.apply("linear", (goal, *(num(f) for f, _ in parts)), tuple(t for _, t in parts))
        except Refused:
            return None

    def _combined(self, wanted: Poly, usable: list[tuple[Theorem, Poly]], left: int, strict: bool) -> list[tuple[Rational, Theorem]] | None:
        """Factors and bounds that leave of `wanted` a constant that is not negative (positive, where a strict bound is still
        needed): one monomial is removed after the other."""
        first = next((m for m in wanted if m), None)
        if first is None:
            rest = wanted.get(UNIT, 0)
            return [] if rest > 0 or (rest == 0 and not strict) else None
        for theorem, poly in usable if left else ():
            if first in poly:
                factor = quotient(wanted[first], poly[first])
                if factor < 0 and theorem.concl.op != "eq":
                    continue
                needed = strict and theorem.concl.op != "lt"
                found = self._combined(plus(wanted, poly, -factor), usable, left - 1, needed)
                if found is not None:
                    return [(factor, theorem), *found]
        return None

    def _usable(self, wanted: Poly) -> list[tuple[Theorem, Poly]]:
        """Known bounds as right - left, and what the sets of the indices in `wanted` say of them."""
        if self.bounds is None:
            self.bounds = self._as_bounds(self.known.values())
        for atom in (a for m in wanted for a, _ in m if a not in self.own):
            self.own[atom] = [(t, self._difference(t)) for t in self._own_bounds(atom)]
        return [b for m in wanted for a, _ in m for b in self.own[a]] + self.bounds

    def _as_bounds(self, theorems: Iterable[Theorem]) -> list[tuple[Theorem, Poly]]:
        known = [self._whole(t) for t in theorems if t.concl.op in ("lt", "le", "eq") and _numeric(t.concl)]
        return [(t, self._difference(t)) for t in known]

    def _difference(self, theorem: Theorem) -> Poly:
        return self._apart(*theorem.concl.args)

    def _apart(self, left: Term, right: Term) -> Poly:
        """right - left; each of them stands in many bounds."""
        return self.ring.of(right) if left is ZERO else plus(self.ring.of(right), self.ring.of(left), -1)

    def _whole(self, theorem: Theorem) -> Theorem:
        integers = theorem.concl.op == "lt" and all(map(is_integer, theorem.concl.args))
        return self.kernel("axiom", "whole", *theorem.concl.args, theorem) if integers else theorem

    def _own_bounds(self, atom: Term) -> Iterator[Theorem]:
        over = set_of(atom)
        if over is not None and over.op == "range":
            both = self.kernel("member", atom)
            yield self.kernel("part", num(0), both)
            yield self.kernel("part", num(1), both)
        for name in FUNCTION_BOUNDS.get(atom.op, ()):
            yield self.kernel("axiom", name, atom.args[0])
        if atom.op == "card":
            (counted,) = atom.args
            yield self.kernel("axiom", "set-nonempty" if counted.op == "set" else "count-nonnegative", counted)

    # --- indices ---

    def different(self, left: Term, right: Term) -> Theorem | None:
        """left != right: known, or numbers whose difference is never 0."""
        wanted = ne(left, right)
        if wanted not in self.asked:
            self.asked[wanted] = self._different(left, right, wanted)
        return self.asked[wanted]

    def _different(self, left: Term, right: Term, wanted: Term) -> Theorem | None:
        found = self.find(wanted)
        if found or not _numeric(wanted):
            return found
        for goal in (lt(left, right), lt(right, left)):
            shown = self.bound(goal)
            if shown:
                a, _ = goal.args
                theorem = self.kernel("linear", ne(*goal.args), num(1), shown)
                return theorem if a is left else self.kernel("sym", theorem)
        return None

    def refuted(self, c: Term) -> Theorem | None:
        """The negation of one relation between indices or integers, if it is known."""
        if c.op == "eq":
            return self.different(*c.args)
        if c.op in ("lt", "le"):
            return self.find(negation(c)) or self.bound(negation(c))
        return self.find(negation(c))


FUNCTION_BOUNDS = {"sigma": ("sigma-below-one",), "tanh": ("tanh-below-one", "tanh-above-minus-one")}


def innermost(c: Term) -> Term:
    """What a general fact says of its elements."""
    while c.op == "forall":
        c = c.args[1]
    return c


def _some(over: Term) -> Term | None:
    """An element to take where it does not matter which."""
    low: Term | None = base_set(over).args[0] if base_set(over).op == "range" else None
    return low


def _depth(c: Term) -> int:
    """For how many elements a general fact speaks."""
    return 1 + _depth(c.args[1]) if c.op == "forall" else 0


def membership(over: Term, value: Term) -> list[Term]:
    """What must be shown for the value to be an element of the set."""
    needed = list(filter_conditions(over, value))
    base = base_set(over)
    if set_of(value) is not base and base.op == "range":
        needed += [le(base.args[0], value), le(value, base.args[1])]
    return needed


def _numeric(c: Term) -> bool:
    """Whether a relation is between numbers (not between elements of a named set)."""
    return all(is_integer(a) or a.op not in ("index", "element") for a in c.args)
