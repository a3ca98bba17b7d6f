"""Double sums over triangles: as sums over the whole square with brackets, and halved where the terms do not tell the indices apart.

Comes in: a double sum in normal form. Goes out: a theorem that it equals something else, or None.
"""

from __future__ import annotations

from derive.proving.aligning import tidy
from derive.proving.chaining import right
from derive.proving.counting import is_range, split_at
from derive.proving.normal import Normaliser
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import factors
from derive.terms.polynomial import UNIT, Ring, poly_term, quotient
from derive.terms.term import MINUS_ONE, Term, add, bind, iverson, le, lt, mul, num, open_binder


def rectangular(normal: Normaliser, whole: Term) -> Theorem | None:
    """|- the sum over i of the sum over j <= i = that over all j of the range of i, with [j <= i]"""
    over = whole.args[0]
    i, body = open_binder(whole, whole.atoms | normal.kernel.fixed, "_")
    if body.op != "sum" or not is_range(over) or not is_range(body.args[0]) or i not in body.args[0].atoms:
        return None
    wide = _widened(normal, body, over)
    found = normal.then(normal.kernel("congruence", "sum", i, over, wide)) if wide is not None else None
    return found if found is not None and right(found) is not whole else None


def _widened(normal: Normaliser, inner: Term, over: Term) -> Theorem | None:
    """|- the sum over first..last of f(j) = the sum over low..high of [first <= j] [j <= last] f(j)"""
    (first, last), (low, high) = inner.args[0].args, over.args
    taken = inner.atoms | over.atoms | normal.kernel.fixed
    j, f = open_binder(Term("sum", (over, inner.args[1])), taken, "_")
    guards = [*([_at_most(first, j)] if first is not low else []), *([_at_most(j, last)] if last is not high else [])]
    wide = bind("sum", j, mul(*guards, f))
    theorem = normal.kernel("refl", wide)
    for at, begins in ((add(first, num(-1)), True), (last, False)):
        if first is low if begins else last is high:
            continue
        rest = right(theorem) if right(theorem).op == "sum" else right(theorem).args[-1]
        split = split_at(normal, rest.args[0], at, rest.args[1])
        if split is None:
            return None
        ends = normal.inside(right(split), [tidy(normal, s) for s in right(split).args])
        theorem = normal.chain(theorem, normal.inside(right(theorem), [normal.chain(split, ends)]))
    here, there = normal.then(theorem), normal.then(tidy(normal, inner))
    return normal.chain(there, normal.kernel("sym", here)) if right(here) is right(there) else None


def _at_most(a: Term, b: Term) -> Term:
    """[a <= b] between integers, as [i < b] where a is i + 1, and as [a < i] where b is i - 1"""
    lower, upper = Ring().of(a), Ring().of(b)
    if lower.pop(UNIT, 0) == 1 and lower:
        return iverson(lt(poly_term(lower), b))
    if upper.pop(UNIT, 0) == -1 and upper:
        return iverson(lt(a, poly_term(upper)))
    return iverson(le(a, b))


def halved(normal: Normaliser, whole: Term) -> Theorem | None:
    """|- the sum of [i < j] f(i, j) = half of what is left of all f(i, j) without the f(i, i), where f is symmetric"""
    order, body = normal.sums.opened(whole)
    guard = next((f for f in factors(body) if f.op == "iverson" and f.args[0].op == "lt" and set(f.args[0].args) <= set(order)), None)
    if guard is None:
        return None
    i, j = guard.args[0].args
    if i.tag != (i.tag[0], j.tag[1]):
        return None
    swap = {i: j, j: i}
    kernel, turned = normal.kernel, tuple(swap.get(x, x) for x in order)
    try:
        theorem = kernel("fubini", order, ((turned, factors(body)),))
        opened = normal.inside(body, [kernel("axiom", "bracket-trichotomy", j, i)])
        found = normal.then(normal.chain(theorem, normal.sums.under(turned, opened)))
        return _solved(normal, found) if theorem.concl.args[0] is whole else None
    except Refused:
        return None


def _is_triangle(t: Term) -> bool:
    """A double sum with a bracket [i < j]"""
    while t.op == "sum":
        t = t.args[1]
    return any(f.op == "iverson" and f.args[0].op == "lt" for f in factors(t))


def _solved(normal: Normaliser, theorem: Theorem) -> Theorem | None:
    """s = c s + rest |- s = rest / (1 - c), for a number c other than 1; where c is 0 only if what s is turned into comes first"""
    kernel, (s, other) = normal.kernel, theorem.concl.args
    poly = Ring().of(other)
    c = poly.pop(((s, 1),), 0)
    if c == 1 or (c == 0 and not any(_is_triangle(a) and a.key < s.key for m in poly for a, _ in m)):
        return None
    if c == 0:
        return theorem
    factor, rest = num(quotient(1, 1 - c)), poly_term(poly)
    # s = (s - other + rest) / (1 - c), whatever `other` is; and s = other
    apart = mul(factor, add(s, mul(MINUS_ONE, other), rest))
    start = kernel("clear", s, apart)
    same = kernel("replace", apart, kernel("sym", theorem))
    return normal.chain(start, same, kernel("clear", right(same), mul(factor, rest)), normal.ring(mul(factor, rest)))
