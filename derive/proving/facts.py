"""What is known while proving: the facts of the Given and the case, what was assumed, and what follows about signs and bounds.

Comes in: theorems. Goes out: theorems that a term is positive, nonnegative or nonzero, that a bound holds, that two indices are
equal or differ; or None. Knows nothing of normal forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations

from derive.proving.kernel import Kernel, Refused, Theorem, negation, says, sign_premises
from derive.terms.matching import matches
from derive.terms.polynomial import OutOfFuel, Poly, Ring
from derive.terms.term import ZERO, Term, base_set, filter_conditions, is_integer, le, lt, ne, num, open_binder, set_of, sub


class Facts:
    """The store of facts for one attempt; `depth` bounds how far signs are searched."""

    def __init__(self, kernel: Kernel, facts: Iterable[Term]) -> None:
        self.kernel = kernel
        self.known: dict[Term, Theorem] = {}
        self.general: list[Theorem] = []
        self.asked: dict[Term, Theorem | None] = {}
        for fact in facts:
            self.add(kernel("assume", fact))

    def add(self, theorem: Theorem) -> None:
        self.asked.clear()
        match theorem.concl:
            case Term("forall", _):
                self.general.append(theorem)
            case Term("and", parts):
                for n in range(len(parts)):
                    self.add(self.kernel("part", num(n), theorem))
            case concl:
                self.known.setdefault(concl, theorem)
                if concl.op in ("eq", "ne"):
                    self.known.setdefault(Term(concl.op, concl.args[::-1]), self.kernel("sym", theorem))

    def find(self, condition: Term) -> Theorem | None:
        """The condition as a known fact or an instance of a general one."""
        return self.known.get(condition) or next((t for g in self.general if (t := self._instance(g, condition))), None)

    def _instance(self, general: Theorem, wanted: Term) -> Theorem | None:
        theorem = general
        bodies, over = [], []
        pattern = general.concl
        while pattern.op == "forall":
            over.append(pattern.args[0])
            pattern = pattern.args[1]
            bodies.append(pattern)
        bindings: dict[int, Term] = {}
        if not matches(pattern, wanted, bindings) or len(bindings) < len(over):
            return None
        for depth in range(len(over)):
            value = bindings[len(over) - 1 - depth]
            here = theorem.concl.args[0]
            premises = [self.condition(c) for c in membership(here, value)]
            if any(p is None for p in premises):
                return None
            try:
                theorem = self.kernel("instance", value, theorem, *premises)
            except Refused:
                return None
        return theorem if theorem.concl is wanted else None

    # --- conditions ---

    def condition(self, c: Term, depth: int = 14) -> Theorem | None:
        """A theorem that the condition holds, or None."""
        if c not in self.asked:
            self.asked[c] = None  # a question that comes back while it is open has no answer
            self.asked[c] = self._condition(c, depth)
        return self.asked[c]

    def _condition(self, c: Term, depth: int) -> Theorem | None:
        found = self.find(c)
        if found or depth == 0:
            return found
        match c:
            case Term("forall", (over, _)):
                return self._for_all(c, over, depth)
            case Term("ne" | "lt" | "le" as op, (left, right)):
                if op == "ne" and right is ZERO:
                    return self.sign(left, "ne", depth)
                if op != "ne" and left is ZERO:
                    return self.sign(right, op, depth) or self.bound(c)
                return self.bound(c) or self._by_difference(c, depth)
        return None

    def _for_all(self, c: Term, over: Term, depth: int) -> Theorem | None:
        variable, body = open_binder(c, c.atoms | self.kernel.fixed, "_")
        with_filter = [self.kernel("assume", x) for x in filter_conditions(over, variable)]
        inner = self.extended(with_filter) if with_filter else self
        shown = inner.condition(body, depth - 1)
        return self.kernel("generalize", variable, over, shown) if shown else None

    def extended(self, theorems: Iterable[Theorem]) -> Facts:
        """These facts and some more, for use inside a binder or a case."""
        copy = Facts(self.kernel, ())
        copy.known, copy.general = dict(self.known), list(self.general)
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
        for way in sign_premises(t, rel):
            premises = [self.condition(p, depth - 1) for p in way]
            if all(premises):
                return self.kernel("sign", t, rel, *premises)
        return self.bound(wanted) if rel != "ne" else self._nonzero(t)

    def _nonzero(self, t: Term) -> Theorem | None:
        """t != 0 because it is negative."""
        below = self.bound(lt(t, ZERO))
        return self.kernel("linear", ne(t, ZERO), num(1), below) if below else None

    def _by_difference(self, c: Term, depth: int) -> Theorem | None:
        """a < b from 0 < b - a, for terms that are not linear in what is known."""
        left, right = c.args
        if c.op == "ne":
            return None
        shown = self.sign(sub(right, left), c.op, depth - 1)
        return self.kernel("linear", c, num(1), shown) if shown else None

    # --- linear bounds ---

    def bound(self, goal: Term) -> Theorem | None:
        """A linear consequence (Farkas) of at most three known bounds."""
        ring = Ring()
        try:
            wanted = ring.of(sub(goal.args[1], goal.args[0]))
            if not any(m for m in wanted):
                return self._try_linear(goal, ())
            if len(wanted) > 8:
                return None
            usable = list(self._bounds(wanted, ring))
        except OutOfFuel:
            return None
        for size in (1, 2, 3):
            for chosen in combinations(usable, size):
                factors = _combination(wanted, [p for _, p in chosen])
                if factors and (t := self._try_linear(goal, tuple(zip(factors, (t for t, _ in chosen), strict=True)))):
                    return t
        return None

    def _try_linear(self, goal: Term, parts: tuple[tuple[Fraction, Theorem], ...]) -> Theorem | None:
        try:
            return self.kernel.apply("linear", (goal, *(num(f) for f, _ in parts)), tuple(t for _, t in parts))
        except Refused:
            return None

    def _bounds(self, wanted: Poly, ring: Ring) -> Iterator[tuple[Theorem, Poly]]:
        """Known bounds that share a monomial with what is wanted, as right - left."""
        atoms = {a for m in wanted for a, _ in m}
        found: dict[Term, Theorem] = {}
        for c, t in self.known.items():
            if c.op in ("lt", "le", "eq") and not atoms.isdisjoint(_leaves(c)):
                found[c] = self._whole(t)
        for a in sorted(atoms, key=lambda x: x.key):
            for t in self._own_bounds(a):
                found[t.concl] = t
        ends = {e for c in found for e in _leaves(c)} - atoms
        for c, t in self.known.items():
            if c.op in ("lt", "le", "eq") and not ends.isdisjoint(_leaves(c)):
                found.setdefault(c, self._whole(t))
        for t in found.values():
            left, right = t.concl.args
            if is_integer(left) or left.op not in ("index", "element"):
                yield t, ring.of(sub(right, left))

    def _whole(self, theorem: Theorem) -> Theorem:
        integers = theorem.concl.op == "lt" and all(map(is_integer, theorem.concl.args))
        return self.kernel("whole", theorem) if integers else theorem

    def _own_bounds(self, atom: Term) -> Iterator[Theorem]:
        over = set_of(atom)
        if over is not None and base_set(over).op == "range" and over.op == "range":
            both = self.kernel("member", atom)
            yield self.kernel("part", num(0), both)
            yield self.kernel("part", num(1), both)
        if atom.op == "card":
            yield self.kernel("size", atom.args[0])

    # --- indices ---

    def different(self, left: Term, right: Term) -> Theorem | None:
        """left != right, for indices: known, or an integer difference that is never 0."""
        wanted = ne(left, right)
        found = self.find(wanted)
        if found or not (is_integer(left) and is_integer(right)):
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


def membership(over: Term, value: Term) -> list[Term]:
    """What must be shown for the value to be an element of the set."""
    needed = list(filter_conditions(over, value))
    base = base_set(over)
    if set_of(value) is not base and base.op == "range":
        needed += [le(base.args[0], value), le(value, base.args[1])]
    return needed


def _leaves(c: Term) -> set[Term]:
    """The atoms of arithmetic that a relation speaks of."""
    found: set[Term] = set()
    stack = list(c.args)
    while stack:
        t = stack.pop()
        if t.op in ("add", "mul", "pow"):
            stack.extend(t.args)
        elif t.op != "num":
            found.add(t)
    return found


def _combination(wanted: Poly, parts: list[Poly]) -> list[Fraction] | None:
    """Factors f with wanted - sum f p constant, by elimination over the monomials; None if there are none."""
    rows = sorted({m for p in [wanted, *parts] for m in p if m}, key=lambda m: tuple((a.key, e) for a, e in m))
    matrix = [[p.get(m, Fraction(0)) for p in parts] + [wanted.get(m, Fraction(0))] for m in rows]
    pivots: list[int] = []
    for column in range(len(parts)):
        row = next((r for r in range(len(pivots), len(matrix)) if matrix[r][column]), None)
        if row is None:
            return None
        here = len(pivots)
        matrix[here], matrix[row] = matrix[row], matrix[here]
        matrix[here] = [x / matrix[here][column] for x in matrix[here]]
        for r in range(len(matrix)):
            if r != here and matrix[r][column]:
                f = matrix[r][column]
                matrix[r] = [x - f * y for x, y in zip(matrix[r], matrix[here], strict=True)]
        pivots.append(column)
    if any(row[-1] for row in matrix[len(pivots) :]):
        return None
    return [matrix[n][-1] for n in range(len(pivots))]

