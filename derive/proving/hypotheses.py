"""Equations between sums that the facts state, such as the normal equations X^T X w = X^T y: the heaviest product is rewritten by the rest.

Comes in: a fact `for all i: left = right`. Goes out: a rule about sums (`proving.patterns`), or None where the fact gives none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.proving.chaining import right
from derive.proving.patterns import SumRule
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import factors as factors_of
from derive.terms.parts import monomials, parts
from derive.terms.term import MINUS_ONE, Symbol, Term, abstract, add, mul, open_binder, power

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser


def rule_of(normal: Normaliser, fact: Theorem) -> SumRule | None:
    """lead = (right side - rest) / c, where the difference of the sides is c lead + rest and the lead is the heaviest sum. Only where
    that goes down: then the rule comes to an end."""
    try:
        opened, theorem = _opened(normal, fact)
        left, other = (normal.of(side) for side in theorem.concl.args)
        return _rule(normal, opened, left, theorem, other)
    except Refused:
        return None


def _opened(normal: Normaliser, fact: Theorem) -> tuple[list[Term], Theorem]:
    variables: list[Term] = []
    theorem = fact
    while theorem.concl.op == "forall":
        if theorem.concl.args[0].op == "filter":
            raise Refused("only facts about whole sets become rules")
        variable, _ = open_binder(theorem.concl, theorem.concl.atoms | normal.kernel.fixed | {*variables}, "_f")
        variables.append(variable)
        theorem = normal.kernel("instance", variable, theorem)
    return variables, theorem


def _rule(normal: Normaliser, opened: list[Term], left: Theorem, fact: Theorem, other: Theorem) -> SumRule | None:
    kernel = normal.kernel
    both = [(m, 0) for m in monomials(right(left))] + [(m, 1) for m in monomials(right(other))]
    single = [len(monomials(right(s))) == 1 for s in (left, other)]
    lead, side = max(both, key=lambda b: (*size(b[0]), single[b[1]], b[0].key))
    block = next((f for f in factors_of(lead) if f.op == "sum"), None)
    others = [m for m, _ in both if m is not lead]
    if block is None or not _goes_down(lead, others):
        return None
    if any(a.op == "add" and not a.atoms.isdisjoint(opened) for e in parts(block) if e.op == "real" for a in e.args):
        return None  # a recursion: `x_2` is rewritten by it, and no sum over x_{k-1} is seen in one over x_1
    beside = [f for f in factors_of(lead) if f is not block]
    known = [normal.facts.sign(_base(f), "ne") for f in beside if f.op not in ("num", "sum")]
    if any(t is None for t in known) or any(not f.atoms.isdisjoint(opened) for f in beside):
        return None
    coefficient = mul(*beside)
    here, there = (left, other) if side == 0 else (other, left)
    equation = kernel("trans", kernel("trans", kernel("sym", left), fact), other)
    equation = equation if side == 0 else kernel("sym", equation)
    rest = add(*(m for m in monomials(right(here)) if m is not lead))
    inverse = power(coefficient, MINUS_ONE)
    alone = kernel("clear", block, mul(inverse, add(right(here), mul(MINUS_ONE, rest))), *known)
    theorem = normal.then(normal.chain(alone, kernel("replace", right(alone), equation)))
    inner, factors = normal.sums.block(block)
    for variable in reversed(opened):
        theorem = kernel("generalize", variable, variable.tag[1], theorem)
    pattern = tuple(abstract(f, (*opened, *inner)) for f in factors)
    spoken = frozenset().union(*(f.atoms for f in factors))
    return SumRule(pattern, len(opened), len(inner), theorem) if set(opened) <= spoken and right(there) is not block else None


def _goes_down(lead: Term, others: list[Term]) -> bool:
    """Whether what stands for the lead is lighter, or as light without some variable of it: A^T v has no x, in Q x = c - A^T v."""
    heavy = [m for m in others if size(m) >= size(lead)]
    gone = {a for a in lead.atoms if isinstance(a, Symbol)}.difference(*(m.atoms for m in heavy))
    return not heavy or (bool(gone) and all(size(m) == size(lead) for m in heavy))


def _base(f: Term) -> Term:
    """What is raised to a power."""
    return f.args[0] if f.op == "pow" else f


def size(m: Term) -> tuple[int, int]:
    """What a rule makes smaller: how many entries a monomial multiplies, and how many sums stand in it; both add up in a product."""
    return weight(m), sums(m)


def sums(m: Term) -> int:
    """How many sums stand in a monomial."""
    match m:
        case Term("sum", (_, body)):
            return 1 + sums(body)
        case Term("mul", args):
            return sum(map(sums, args))
        case Term("pow", (base, Term("num", _, n))) if n > 0:
            return int(sums(base) * n)
    return 0


def weight(m: Term) -> int:
    """How many entries a monomial multiplies."""
    match m:
        case Term("sum", (_, body)):
            return weight(body)
        case Term("mul" | "add", args):
            return sum(map(weight, args))
        case Term("pow", (base, Term("num", _, n))) if n > 0:
            return int(weight(base) * n)
    return 1 if m.op in ("real", "inv", "defined") else 0
