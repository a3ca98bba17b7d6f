"""Normal forms of sums: flat blocks of indices, brackets contracted, connected components apart, indices in a canonical order.

Comes in: a term `sum`. Goes out: a theorem that it equals a polynomial over canonical sums. Every rearrangement is one application
of the kernel's `fubini`, `delta`, `distribute` or `congruence`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from derive.proving.brackets import swapped
from derive.proving.chaining import changed, right
from derive.proving.counting import counted
from derive.proving.faulhaber import sum_of_powers
from derive.proving.patterns import applied
from derive.proving.rules import nested
from derive.proving.symmetry import canonical_order
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import factors as factors_of
from derive.terms.term import Term, abstract, eq, index, iverson, membership, mul, num, open_binder, set_of, substitute

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser

Indices = tuple[Term, ...]
Factors = tuple[Term, ...]


class SumNormal:
    """The part of the normaliser that knows binders."""

    def __init__(self, normal: Normaliser) -> None:
        self.normal, self.kernel = normal, normal.kernel

    def of(self, t: Term) -> Theorem:
        """|- sum = its normal form"""
        normal, kernel = self.normal, self.kernel
        if t.args[0].op == "filter":
            return normal.then(kernel("axiom", "sum-filter", *t.args[0].args, t.args[1]))
        variables, body = self.opened(t)
        inner = normal.of(body)
        m = inner.concl.args[1]
        theorem = self.under(variables, inner) if m is not body else normal.unchanged(t)
        if m.op != "add":
            return normal.chain(theorem, self.monomial(variables, m))
        spread = self.spread(variables, m)
        replaced = normal.inside(spread.concl.args[1], [self.monomial(variables, part) for part in m.args])
        return normal.chain(theorem, spread, replaced, normal.arithmetic(replaced.concl.args[1]))

    def opened(self, t: Term) -> tuple[Indices, Term]:
        """Indices for the sums that stand directly in each other, and what they sum."""
        taken, variables, body = t.atoms | self.kernel.fixed, list[Term](), t
        while body.op == "sum" and body.args[0].op != "filter":
            variable, body = open_binder(body, taken, "_")
            taken |= {variable}
            variables.append(variable)
        return tuple(variables), body

    def spread(self, variables: Indices, total: Term) -> Theorem:
        """|- the sums of a + b + ... = the sums of a + the sums of b + ..."""
        theorem = self.normal.unchanged(total)
        for i in reversed(variables):
            inside = self.kernel("congruence", "sum", i, i.tag[1], theorem)
            over, parts = inside.concl.args[1].args
            theorem = self.normal.chain(inside, self.kernel("axiom", "sum-add", over, *parts.args))
        return theorem

    def under(self, variables: Sequence[Term], theorem: Theorem) -> Theorem:
        """s = t |- the sums over the indices, the first one outside"""
        if not changed(theorem):
            return self.normal.unchanged(nested(tuple(variables), right(theorem)))
        for i in reversed(variables):
            theorem = self.kernel("congruence", "sum", i, i.tag[1], theorem)
        return theorem

    def monomial(self, variables: Indices, m: Term) -> Theorem:
        """|- sum over the indices of one normal monomial = its normal form"""
        normal = self.normal
        indices, factors, flat = self.flatten(variables, factors_of(m))
        inner = normal.chain(self.same(m, flat.concl.args[0]), flat)
        order = (*variables, *indices)
        contracted = self.contract(order, factors) or normal.matrices.rewritten(order, factors) or self.by_facts(order, factors)
        if contracted is None:
            contracted = self.components(order, factors)
        return normal.chain(self.under(variables, inner), contracted) if changed(inner) else contracted

    def by_facts(self, order: Indices, factors: Factors) -> Theorem | None:
        """An equation between sums that the facts state, used inside of this one."""
        rules = self.normal.equations.sum_rules() if self.normal.equations.stated else []
        return next((found for _, rule in rules if (found := applied(self.normal, order, factors, rule)) is not None), None)

    def block(self, t: Term) -> tuple[Indices, Factors]:
        """The indices and factors of a nested sum."""
        variables, body = self.opened(t)
        return variables, factors_of(body)

    def same(self, left: Term, to: Term) -> Theorem:
        """|- left = to, where they differ in the order of factors only"""
        if left is to:
            return self.normal.unchanged(left)
        here, there = self.normal.ring(left), self.normal.ring(to)
        if here.concl.args[1] is not there.concl.args[1]:
            raise Refused("two forms of a monomial differ")
        return self.normal.chain(here, self.kernel("sym", there))

    def flatten(self, variables: Indices, factors: Factors) -> tuple[Indices, Factors, Theorem]:
        """Sums among the factors that depend on the indices are pulled out: (their indices, all factors, product = nested sum)."""
        blocks: list[tuple[Indices, Factors]] = []
        plain: list[Term] = []
        taken = frozenset().union(*(f.atoms for f in factors)) | self.kernel.fixed | set(variables)
        for f in factors:
            base, n = _power(f)
            if base.op != "sum" or base.atoms.isdisjoint(variables) or n < 1:
                plain.append(f)
                continue
            for _ in range(n):
                opened: list[Term] = []
                body = base
                while body.op == "sum" and body.args[0].op != "filter":
                    i, body = open_binder(body, taken, "_")
                    taken |= {i}
                    opened.append(i)
                blocks.append((tuple(opened), factors_of(body)))
        if not blocks:
            return (), factors, self.normal.unchanged(mul(*factors))
        order = tuple(i for indices, _ in blocks for i in indices)
        merged = self.kernel("fubini", order, (*blocks, ((), tuple(plain))))
        whole = tuple(f for _, fs in blocks for f in fs) + tuple(plain)
        return order, whole, self.kernel("sym", merged)

    def contract(self, order: Indices, factors: Factors) -> Theorem | None:
        """A bracket [i = e] among the factors, i one of the indices: the sum over i picks e."""
        for guard in factors:
            if guard.op != "iverson" or guard.args[0].op != "eq":
                continue
            a, b = guard.args[0].args
            for variable, value in ((a, b), (b, a)):
                if variable in order and variable not in value.atoms:
                    found = self.pick(order, factors, guard, variable, value)
                    if found is not None:
                        return found
        return None

    def pick(self, order: Indices, factors: Factors, guard: Term, variable: Term, value: Term) -> Theorem | None:
        normal, kernel = self.normal, self.kernel
        outer = tuple(i for i in order if i is not variable)
        rest = mul(*(f for f in factors if f is not guard))
        wanted = iverson(eq(variable, value))
        try:
            picked = self.delta(variable, value, rest)
        except Refused:
            return None
        body = mul(guard, rest)
        turned = swapped(kernel, guard) if guard is not wanted else normal.unchanged(guard)
        inner = normal.inside(body, [turned]) if guard is not wanted else normal.unchanged(body)
        if inner.concl.args[1] is not mul(wanted, rest):
            return None
        step = normal.chain(kernel("congruence", "sum", variable, variable.tag[1], inner), picked)
        step = self.under(outer, step)
        arranged = self.rearranged(order, factors, (*outer, variable), (guard, rest))
        if arranged is None:
            return None
        return normal.then(normal.chain(arranged, step))

    def delta(self, variable: Term, value: Term, rest: Term) -> Theorem:
        """|- the sum over the index of [index = value] rest = rest at the value; at an integer that may lie outside, with brackets"""
        over, body = variable.tag[1], abstract(rest, (variable,))
        if set_of(value) is not over:
            return self.kernel("axiom", "sum-delta-range", over, value, body)
        inside = self.kernel("member", value) if membership(value) else None
        parts = [self.kernel("part", num(n), inside) for n in (0, 1)] if inside else []
        return self.kernel("axiom", "sum-delta", value, body, *parts)

    def rearranged(self, order: Indices, factors: Factors, new_order: Indices, new_factors: Factors) -> Theorem | None:
        """|- nested(order, factors) = nested(new order, the same factors regrouped)"""
        kernel, normal = self.kernel, self.normal
        try:
            swapped = kernel("fubini", order, ((new_order, factors),))
        except Refused:
            return None
        return normal.chain(swapped, self.regrouped(new_order, factors, new_factors))

    def regrouped(self, order: Indices, factors: Factors, new_factors: Factors) -> Theorem:
        """|- nested(order, factors) = nested(order, the same factors in another order)"""
        return self.under(order, self.same(mul(*factors), mul(*new_factors)))

    def components(self, order: Indices, factors: Factors) -> Theorem:
        """The connected components of the block, each a canonical sum of its own; what depends on no index stands outside."""
        normal, kernel = self.normal, self.kernel
        blocks: list[tuple[Indices, Factors]] = []
        left = list(factors)
        for group in _groups(order, factors):
            own = tuple(f for f in left if not set(group).isdisjoint(f.atoms))
            left = [f for f in left if f not in own]
            blocks.append((group, own))
        parts = [self.component(group, own) for group, own in blocks]
        if len(blocks) == 1 and not left:
            (only,) = parts
            whole = only or normal.unchanged(nested(order, mul(*factors)))
            return normal.chain(whole, normal.arithmetic(right(whole)))
        regrouped = self.regrouped(order, factors, (*left, *(f for _, own in blocks for f in own)))
        apart = normal.chain(regrouped, kernel("fubini", order, (((), tuple(left)), *blocks)))
        product = right(apart)
        replaced = normal.inside(product, [p for p in parts if p is not None])
        return normal.chain(apart, replaced, normal.arithmetic(replaced.concl.args[1]))

    def component(self, group: Indices, factors: Factors) -> Theorem | None:
        """|- one connected sum = the same sum with its indices and factors in canonical order"""
        normal, kernel = self.normal, self.kernel
        if not factors:
            return normal.then(kernel("axiom", "count", group[0].tag[1]))
        if len(group) == 1:
            alone = mul(*factors)
            if (closed := sum_of_powers(normal, group[0], alone) or counted(normal, group[0], alone)) is not None:
                return closed
            return None if mul(*factors) is _sorted(factors) else self.resorted(group, factors)
        ordered = canonical_order(group, factors, normal.matrices.is_symmetric)
        try:
            swapped = kernel("fubini", group, ((ordered, factors),))
        except Refused:
            return None
        names = _passing_names(len(group), frozenset().union(*(f.atoms for f in factors)) - set(group))
        renamed = tuple(index(n, i.tag[1]) for n, i in zip(names, ordered, strict=True))
        mapping = dict(zip(ordered, renamed, strict=True))
        body = mul(*(substitute(f, mapping) for f in factors))
        if any(set(mapping) & i.tag[1].atoms for i in ordered):
            return normal.chain(swapped)
        inner = normal.of(body)
        return normal.chain(swapped, self.under(renamed, inner), self.number_outside(renamed, right(inner)))

    def number_outside(self, order: Indices, m: Term) -> Theorem:
        """|- the nested sum of c m = c times that of m: facts such as K_ij = -K_ji turn signs where indices get new names"""
        c = next((f for f in factors_of(m) if f.op == "num"), None)
        if c is None or m is c:
            return self.normal.unchanged(nested(order, m))
        return self.kernel("fubini", order, (((), (c,)), (order, tuple(f for f in factors_of(m) if f is not c))))

    def resorted(self, group: Indices, factors: Factors) -> Theorem:
        return self.regrouped(group, factors, factors_of(_sorted(factors)))


def _power(f: Term) -> tuple[Term, int]:
    if f.op == "pow" and f.args[1].op == "num" and f.args[1].tag.denominator == 1:
        return f.args[0], int(f.args[1].tag)
    return f, 1


def _sorted(factors: Factors) -> Term:
    """The factors of a monomial without its coefficient in the order of their bases."""
    return mul(*sorted(factors, key=lambda f: _power(f)[0].key))


def _groups(order: Indices, factors: Factors) -> list[Indices]:
    """Indices that share a factor, or whose sets depend on each other, belong together."""
    groups: list[set[Term]] = [{i} for i in order]
    links = [set(order) & f.atoms for f in factors] + [set(order) & (i.tag[1].atoms | {i}) for i in order]
    for link in links:
        touched = [g for g in groups if g & link]
        if len(touched) > 1:
            groups = [g for g in groups if not g & link] + [set().union(*touched)]
    return sorted((tuple(i for i in order if i in g) for g in groups), key=lambda g: order.index(g[0]))


def _passing_names(count: int, taken: frozenset[object]) -> list[str]:
    used = {a.tag[0] for a in taken if isinstance(a, Term)}
    names = (f"_{n}" for n in range(count + len(used) + 1))
    return [n for n in names if n not in used][:count]
