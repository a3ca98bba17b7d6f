"""Normal forms of inverses and determinants: entries in normal form, factors outside, A^-1 A = I inside of sums.

Comes in: terms `inv` and `det`, and products of factors under sums. Goes out: theorems. For each inverse one rule is kept: the monomial of
A with most factors, times A^-1, is the unit matrix less the rest of A times A^-1; so no product holds both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from derive.proving.chaining import changed, right
from derive.proving.hypotheses import weight
from derive.proving.patterns import SumRule, applied, plain
from derive.proving.rules import nested
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import factors as factors_of
from derive.terms.parts import monomials
from derive.terms.term import (
    HALF,
    MINUS_ONE,
    ONE,
    ZERO,
    Symbol,
    Term,
    abstract,
    add,
    binders,
    eq,
    index,
    instantiate,
    iverson,
    le,
    mul,
    ne,
    open_matrix,
    set_of,
)

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser

Indices = tuple[Term, ...]
Factors = tuple[Term, ...]


class MatrixNormal:
    """The part of the normaliser that knows matrices."""

    def __init__(self, normal: Normaliser) -> None:
        self.normal, self.kernel = normal, normal.kernel
        self.entries: dict[tuple[str, Term, Term], Theorem | None] = {}
        self.rules: dict[tuple[Term, Term, bool], SumRule | None] = {}
        self.building: set[Term] = set()
        self.learnt: set[Term] = set()
        self.symmetric: set[tuple[Term, Term]] = set()

    # --- normal forms ---

    def opened(self, t: Term) -> tuple[Term, Term, Term]:
        """A row, a column and the entry there; their names do not depend on which entry of the inverse is wanted."""
        return open_matrix(t, t.args[0].atoms | self.kernel.fixed)

    def entrywise(self, t: Term, of: Callable[[Term], Theorem]) -> Theorem:
        """|- an entry of an inverse, or a determinant, = that of the new matrix; `of` proves |- entry = new entry."""
        return self._in_place(t, self._entrywise(t, of))

    def normal_entries(self, t: Term) -> Theorem:
        """The same for the normal form of the entries, which is found once for all of them."""
        key = t.op, t.args[0], t.args[1]
        if key not in self.entries:
            self.entries[key] = self._entrywise(t, self.normal.of)
        return self._in_place(t, self.entries[key])

    def _in_place(self, t: Term, found: Theorem | None) -> Theorem:
        return self.at(found, *t.args[2:]) if found else self.kernel("refl", t)

    def _entrywise(self, t: Term, of: Callable[[Term], Theorem]) -> Theorem | None:
        kernel, (over, body, *place) = self.kernel, t.args
        row, column, entry = self.opened(t)
        inner = of(entry)
        if right(inner) is entry:
            return None
        each = kernel("generalize", row, over, kernel("generalize", column, over, inner))
        return kernel("axiom", "inverse-entries" if place else "det-entries", over, body, abstract(right(inner), (row, column)), each)

    def of(self, t: Term) -> Theorem:
        """|- an entry of an inverse, or a determinant, = its normal form"""
        normal, place = self.normal, t.args[2:]
        theorem = self.normal_entries(t)
        moved = normal.inside(right(theorem), [normal.of(e) for e in place])
        theorem = normal.chain(theorem, moved)
        for rule in (self.diagonal, self.multiple, self.nested, self.product, self.transposed):
            found = rule(right(theorem))
            if found is not None:
                return normal.then(normal.chain(theorem, found))
        return theorem

    def regular(self, over: Term, body: Term) -> Theorem:
        """det A != 0, from what is known in whatever form, or else assumed: A^-1 has no meaning without it."""
        determinant = Term("det", (over, body))
        return self.nonzero(determinant) or self.normal.nonzero.shown_or_assumed(determinant, "ne")

    def nonzero(self, determinant: Term) -> Theorem | None:
        """A normal det A is not 0, from what is known in whatever form."""
        facts = self.normal.facts
        if facts.condition(ne(determinant, ZERO)) is None:
            for c in [*facts.known, *(g.concl for g in facts.general)]:
                while c.op == "forall":
                    c = c.args[1]
                x = c.args[1] if c.op == "lt" else c.args[0]
                if c.op in ("ne", "lt") and x.loose == 0 and x not in self.learnt and _has_determinant(x):
                    self.learnt.add(x)
                    self.normal.nonzero.learn(x, c.op)
        return facts.condition(ne(determinant, ZERO)) or self.gram(determinant)

    def gram(self, determinant: Term) -> Theorem | None:
        """det(w Z^T diag(r) Z + c I) != 0 for c > 0, w >= 0 and r >= 0"""
        if determinant.op != "det" or determinant.args[1].op != "add":
            return None
        over = determinant.args[0]
        row, column, entry = self.opened(determinant)
        units = [m for m in entry.args if _is_unit(m)]
        outer = [f for m in entry.args if not _is_unit(m) for f in factors_of(m)]
        sums = [f for f in outer if f.op == "sum"]
        if len(units) != 1 or len(sums) != 1 or len(entry.args) != 2 or sums[0].args[0].op not in ("set", "range"):
            return None
        (k, *more), factors = self.normal.sums.block(sums[0])
        weights = [f for f in (*outer, *factors) if f is not sums[0] and {row, column}.isdisjoint(f.atoms)]
        if any(self.normal.facts.sign(f, "le") is None for f in weights):
            return None
        unit = next(f for f in (units[0].args if units[0].op == "mul" else units) if f.op == "iverson")
        c = mul(*(f for f in units[0].args if f is not unit)) if units[0].op == "mul" else ONE
        first = mul(*(Term("pow", (f, HALF)) for f in weights), *(f for f in factors if row in f.atoms))
        if more or not {row, column}.isdisjoint(c.atoms) or (positive := self.normal.nonzero.positive(c)) is None:
            return None
        theorem = self.kernel("axiom", "gram-positive", over, k.tag[1], abstract(first, (k, row)), c, positive)
        try:
            form = self.normal_entries(theorem.concl.args[1])
        except Refused:
            return None
        if right(form) is not determinant:
            return None
        return self.kernel("sign", determinant, "ne", self.kernel("rewrite", theorem, *changed(form)))

    def at(self, theorem: Theorem, *values: Term) -> Theorem:
        """for all i, j: c(i, j) |- c at these values. Raises Refused where they are not shown to lie in the set."""
        for v in values:
            over = theorem.concl.args[0]
            needed = [] if set_of(v) is over or over.op != "range" else [le(over.args[0], v), le(v, over.args[1])]
            premises = [self.normal.facts.condition(c) for c in needed]
            if any(p is None for p in premises):
                raise Refused("the entry of a matrix is not shown to lie in it")
            theorem = self.kernel("instance", v, theorem, *premises)
        return theorem

    def diagonal(self, t: Term) -> Theorem | None:
        """The entries are [row = column] f(row)."""
        over, place = t.args[0], t.args[2:]
        row, column, entry = self.opened(t)
        factors = factors_of(entry)
        units = [f for f in factors if f.op == "iverson" and f.args[0] in (eq(row, column), eq(column, row))]
        rest = [f for f in factors if f not in units]
        if not units or (any(row in f.atoms for f in rest) and any(column in f.atoms for f in rest)):
            return None
        variable = column if any(column in f.atoms for f in rest) else row
        value = abstract(mul(*rest), (variable,))
        shaped = self.entrywise(t, lambda e: self.same(e, mul(iverson(eq(row, column)), instantiate(value, (row,)))))
        if t.op == "det":
            return self.normal.chain(shaped, self.kernel("axiom", "det-diagonal", over, value))
        needed = Term("forall", (over, ne(value, ZERO)))
        shown = self.normal.facts.condition(needed) or self.kernel("assume", needed)
        return self.normal.chain(shaped, self.at(self.kernel("axiom", "inverse-diagonal", over, value, shown), *place))

    def same(self, left: Term, to: Term) -> Theorem:
        """|- left = to, by arithmetic and under a bracket; raises Refused where it is not so"""
        a, b = self.normal.of(left), self.normal.of(to)
        if right(a) is not right(b):
            raise Refused("two forms of an entry differ")
        return self.normal.chain(a, self.kernel("sym", b))

    def multiple(self, t: Term) -> Theorem | None:
        """A factor of every entry stands outside."""
        over, place = t.args[0], t.args[2:]
        row, column, entry = self.opened(t)
        split = self.normal.fractions.content(entry)
        factors = right(split).args if right(split).op == "mul" else ()
        outer = [f for f in factors if row not in f.atoms and column not in f.atoms]
        inner = [f for f in factors if f not in outer]
        if not outer or not inner:
            return None
        c, rest = mul(*outer), mul(*inner)
        shaped = self.entrywise(t, lambda e: self.normal.chain(split, self.same(right(split), mul(c, rest))))
        new = abstract(rest, (row, column))
        if t.op == "det":
            return self.normal.chain(shaped, self.kernel("axiom", "det-multiple", over, c, new))
        return self.normal.chain(shaped, self.at(self.kernel("axiom", "inverse-multiple", over, c, new), *place))

    def nested(self, t: Term) -> Theorem | None:
        """An inverse of an inverse, the determinant of an inverse."""
        over, body, *place = t.args
        ends = (Term("bound", (), 0), Term("bound", (), 1))
        if body.op != "inv" or body.args[0] is not over or body.args[2:] != ends or body.args[1].loose > 2:
            return None
        inside = body.args[1]
        if t.op == "det":
            return self.kernel("axiom", "det-inverse", over, inside)
        shown = self.regular(over, inside)
        return self.at(self.kernel("axiom", "inverse-inverse", over, inside, shown), *place)

    def is_symmetric(self, t: Term) -> bool:
        """Whether the factor is an entry of what is known to be symmetric (but for the sign), or of its inverse."""
        if t.op == "real":
            return len(t.args) == 2 and any(_says_symmetric(fact.concl, t.tag) for fact in self.normal.equations.stated)
        return t.op == "inv" and (t.args[0], t.args[1]) in self.symmetric

    def product(self, t: Term) -> Theorem | None:
        """det(A B) = det A det B and (A B)^-1 = B^-1 A^-1, for square A and B."""
        over, body, *place = t.args
        row, column, entry = self.opened(t)
        if body.op != "sum":
            return None
        variables, parts = self.normal.sums.block(entry)
        first = [f for f in parts if row in f.atoms]
        joint = [v for v in variables if any(v in f.atoms for f in first)]
        if len(joint) != 1 or joint[0].tag[1] is not over or any(column in f.atoms for f in first):
            return None
        second = nested(tuple(v for v in variables if v not in joint), mul(*(f for f in parts if f not in first)))
        a, b = abstract(mul(*first), (row, *joint)), abstract(second, (*joint, column))
        theorem = self.kernel("axiom", "inverse-product" if place else "det-product", over, a, b)
        theorem = self.at(theorem, *place)
        wanted = theorem.concl.args[0]
        shaped = self.entrywise(t, lambda e: self.same(e, instantiate(wanted.args[1], (row, column))))
        return self.normal.chain(shaped, theorem) if right(shaped) is wanted else None

    def transposed(self, t: Term) -> Theorem | None:
        """Of a matrix and its transpose the one whose entry comes first is kept."""
        over, body, *place = t.args
        row, column, _ = self.opened(t)
        turned = self.normal.of(instantiate(body, (column, row)))
        other = abstract(right(turned), (row, column))
        if other is body:
            self.symmetric.add((over, body))
        if _reading(other) > _reading(body) or (other is body and (not place or place[0].key <= place[1].key)):
            return None
        mirror = self.kernel("axiom", "inverse-transpose" if t.op == "inv" else "det-transpose", over, body)
        if place:
            mirror = self.at(mirror, *place)
        theorem = self.normal.chain(mirror, self.normal_entries(right(mirror)))
        return theorem if right(theorem) is not t else None

    # --- A^-1 A = I inside of sums ---

    def rewritten(self, order: Indices, factors: Factors) -> Theorem | None:
        """|- nested sum = the sum with lead(A) A^-1 replaced, or None where no rule applies."""
        for f in factors:
            if f.op == "inv" and f.args[1] not in self.building and f.args[1].loose <= 2:
                for mirrored in (False, True):
                    rule = self.rule(f.args[0], f.args[1], mirrored)
                    found = applied(self.normal, order, factors, rule) if rule is not None else None
                    if found is not None:
                        return found
        return None

    def rule(self, over: Term, body: Term, mirrored: bool) -> SumRule | None:
        key = (over, body, mirrored)
        if key not in self.rules:
            self.rules[key] = None
            self.building.add(body)
            try:
                self.rules[key] = self._rule(over, body, mirrored)
            except Refused:
                pass
            finally:
                self.building.discard(body)
        return self.rules[key]

    def _rule(self, over: Term, body: Term, mirrored: bool) -> SumRule | None:
        """From A A^-1 = I (or A^-1 A = I): the lead alone on the left."""
        normal, kernel = self.normal, self.kernel
        whole = Term("inv", (over, body, Term("bound", (), 0), Term("bound", (), 1)))
        i, j, _ = self.opened(whole)
        k = index(f"{j.tag[0]}k", over)
        free, joint = (j, k) if mirrored else (i, k)
        entry = instantiate(body, (k, j) if mirrored else (i, k))
        leads = [m for m in monomials(entry) if joint in m.atoms and free in m.atoms and not _is_unit(m)]
        if not leads:
            return None
        lead = max(leads, key=lambda m: (weight(m), m.key))
        inverse = Term("inv", (over, body, *((i, k) if mirrored else (k, j))))
        shown = self.regular(over, body)
        unit = self.at(kernel("axiom", "inverse-left" if mirrored else "inverse-right", over, body, shown), i, j)
        held = {f: s for f in factors_of(lead) if f.atoms.isdisjoint((free, joint)) and (s := normal.facts.sign(f, "ne")) is not None}
        inner, factors = normal.sums.block(mul(*(f for f in factors_of(lead) if f not in held)))
        coefficient = mul(*held)
        own = (k, *inner)
        block = plain(normal, own, (*factors, inverse))
        # c block + rest = [i = j], hence block = ([i = j] - rest) / c
        rest = add(*(m for m in monomials(entry) if m is not lead), ZERO)
        others = Term("sum", (over, abstract(mul(rest, inverse), (k,))))
        spread = self._spread(unit.concl.args[0], lead, rest, inverse, k, own, factors, coefficient)
        total = kernel("trans", kernel("sym", spread), unit)
        target = mul(Term("pow", (coefficient, MINUS_ONE)), add(right(unit), mul(MINUS_ONE, others)))
        cleared = mul(Term("pow", (coefficient, MINUS_ONE)), add(right(spread), mul(MINUS_ONE, others)))
        back = kernel("clear", block.concl.args[0], cleared, *(s for f, s in held.items() if f.op != "num"))
        moved = kernel("replace", right(back), total)
        theorem = normal.chain(kernel("sym", block), back, moved)
        if right(theorem) is not target:
            return None
        done = normal.then(theorem)
        closed = kernel("generalize", i, over, kernel("generalize", j, over, done))
        return SumRule(tuple(abstract(f, (i, j, *own)) for f in (inverse, *factors)), 2, len(own), closed)

    def _spread(self, product: Term, lead: Term, rest: Term, inverse: Term, k: Term, own: Indices, factors: Factors, c: Term) -> Theorem:
        """|- sum over k of A A^-1 = c (nested sum of the lead's factors with A^-1) + sum over k of the rest"""
        normal, kernel = self.normal, self.kernel
        over = product.args[0]
        body = instantiate(product.args[1], (k,))
        parts = (mul(lead, inverse), mul(rest, inverse))
        split = kernel("clear", body, add(*parts))
        theorem = kernel("congruence", "sum", k, over, split)
        theorem = normal.chain(theorem, kernel("axiom", "sum-add", over, *(abstract(p, (k,)) for p in parts)))
        inner = own[1:]
        flat = kernel("sym", kernel("fubini", inner, ((inner, factors), ((), (inverse,)))))
        flat = normal.chain(kernel("clear", parts[0], mul(c, flat.concl.args[0])), normal.inside(mul(c, flat.concl.args[0]), [flat]))
        lifted = kernel("congruence", "sum", k, over, flat)
        nested = right(flat).args[1]
        pulled = kernel("fubini", (k,), (((), (c,)), ((k,), (nested,))))
        lifted = normal.chain(lifted, pulled)
        return normal.chain(theorem, normal.inside(right(theorem), [lifted]))


def _reading(body: Term) -> tuple[list[int], bytes]:
    """How the entry of a matrix reads: rows before columns."""
    found: list[int] = []

    def walk(t: Term, depth: int) -> None:
        if t.op == "bound" and t.tag >= depth:
            found.append(t.tag - depth)
        if t.loose > depth:
            for n, a in enumerate(t.args):
                walk(a, depth + binders(t.op, t.tag, n))

    walk(body, 0)
    return found, body.key


def _says_symmetric(c: Term, symbol: Symbol) -> bool:
    """for all i, j: S_ij = c S_ji"""
    match c:
        case Term("forall", (_, Term("forall", (_, Term("eq", (Term("real", (i, j), s), other)))))):
            entry = other.args[-1] if other.op == "mul" and len(other.args) == 2 and other.args[0].op == "num" else other
            return s == entry.tag == symbol and entry.args == (j, i) and i.op == j.op == "bound" and entry.op == "real"
    return False


def _has_determinant(t: Term) -> bool:
    return t.op == "det" or (t.op in ("mul", "add", "pow") and any(map(_has_determinant, t.args)))


def _is_unit(m: Term) -> bool:
    return any(f.op == "iverson" for f in factors_of(m))
