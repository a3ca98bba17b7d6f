"""Two normal forms that differ: equal all the same once denominators are cleared, at the top or inside one opened sum at a time.

Comes in: two normal forms. Goes out: a theorem that they are equal, or None.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from derive.proving.aligning import aligned, range_sums
from derive.proving.chaining import right
from derive.proving.clearing import Zero, equal_by, without_inverse
from derive.proving.exchanging import exchanged
from derive.proving.normal import Normaliser
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import factors
from derive.terms.polynomial import Monomial, OutOfFuel, Poly, Ring, monomial_term, plus
from derive.terms.term import ONE, ZERO, Term, add, bind, mul, open_binder, sub

# an index, and for each monomial: a constant, what is summed over the index beside it, and how that sum stands in the monomial
Joined: TypeAlias = tuple[Term, list[tuple[Term, Term, Theorem]]]
DEEPEST = 2
MOST_OPENED = 4  # how many sums are opened in turn
MOST_MOVES = 2  # how often in turn an equation is multiplied by a matrix or a sum moved (Woodbury's identity: once)


def meet(normal: Normaliser, a: Term, b: Term, depth: int = DEEPEST) -> Theorem | None:
    """|- a = b, if the kernel finds them equal after clearing denominators, here or inside the sums of one set."""
    return alike(normal, a, b) or (by_moves(normal, a, b, depth) if depth else by_values(normal, a, b, depth))


def by_moves(normal: Normaliser, a: Term, b: Term, depth: int = DEEPEST) -> Theorem | None:
    """|- a = b, for what is not `alike`: once sums are opened, moved or exchanged, or the equation is multiplied by a matrix."""
    return (
        without_inverse(normal, a, b, lambda n, t: vanishing(n, t, depth))
        or under_sums(normal, a, b, depth)
        or moved_sums(normal, a, b, lambda n, t: vanishing(n, t, depth))
        or in_another_order(normal, a, b, depth)
        or by_values(normal, a, b, depth)
    )


def by_values(normal: Normaliser, a: Term, b: Term, depth: int) -> Theorem | None:
    """|- a = b, because they meet at each of the few values that a number in them may have."""
    return normal.few.met(a, b, lambda n, s, t: meet(n, s, t, depth))


def alike(normal: Normaliser, a: Term, b: Term) -> Theorem | None:
    """|- a = b, where nothing but a common denominator is between them"""
    if a is b:
        return normal.kernel("refl", a)
    try:
        return normal.kernel("clear", a, b, *normal.nonzero.cancelling(a, b))
    except Refused:
        return None


def in_another_order(normal: Normaliser, a: Term, b: Term, depth: int) -> Theorem | None:
    """|- a = b, because they meet once double sums are exchanged."""
    found = exchanged(normal, a, b)
    if found is None:
        return None
    joined = meet(normal, right(found[0]), right(found[1]), depth - 1)
    return normal.chain(found[0], joined, normal.kernel("sym", found[1])) if joined is not None else None


def moved_sums(normal: Normaliser, a: Term, b: Term, vanishes: Zero) -> Theorem | None:
    """|- a = b, because a - b vanishes once sums over ranges are aligned."""
    if len(range_sums(a) | range_sums(b)) < 2:
        return None
    difference = normal.of(sub(a, b))
    zero = aligned(normal, right(difference), vanishes)
    return equal_by(normal, a, b, normal.chain(difference, zero)) if zero is not None else None


def vanishing(normal: Normaliser, t: Term, depth: int) -> Theorem | None:
    """|- t = 0"""
    form = normal.of(t)
    normal.cleared += 1
    try:
        zero = meet(normal, right(form), ZERO, depth) if normal.cleared <= MOST_MOVES else None
    finally:
        normal.cleared -= 1
    return normal.chain(form, zero) if zero is not None else None


def under_sums(normal: Normaliser, a: Term, b: Term, depth: int) -> Theorem | None:
    """a - b as one sum over a set whose terms all vanish."""
    ring = Ring(*normal.nonzero.signs())
    try:
        difference = plus(ring.of(a), ring.of(b), -1)
    except OutOfFuel:
        return None
    for over, which in _indices(atom for m in difference for atom, e in m if atom.op == "sum" and e == 1):
        joined = _joined(difference, over, which, normal)
        if joined is None:
            continue
        found = _vanishes(normal, bind("sum", joined[0], add(*(mul(c, s) for c, s, _ in joined[1]))), depth)
        if found is not None and (theorem := _added(normal, a, b, joined, found)) is not None:
            return theorem
    return None


def _indices(sums: Iterable[Term]) -> Iterable[tuple[Term, int]]:
    """The sets over which they sum, those of outer indices first; where a sum has several indices over a set, each of them in turn."""
    found: dict[tuple[Term, int], None] = {}
    inner: dict[tuple[Term, int], None] = {}
    for s in sums:
        seen: list[Term] = []
        while s.op == "sum":
            over, s = s.args
            if over.loose == 0:
                (inner if seen else found)[over, seen.count(over)] = None
            seen.append(over)
    return list({**found, **inner})[:MOST_OPENED]


def _joined(difference: Poly, over: Term, which: int, normal: Normaliser) -> Joined | None:
    """What of the difference is one sum over the set: the monomials that hold one sum over it, or the number of its elements. The rest
    has to vanish by itself. Of several indices over the set it is the one with this number, or the last."""
    variable: Term | None = None
    parts: list[tuple[Term, Term, Theorem]] = []
    taken = frozenset().union(*(a.atoms for m in difference for a, _ in m)) | normal.kernel.fixed
    for m, c in difference.items():
        found = next(((a, s) for a, e in m if e == 1 and (s := _summed(normal, a, over, which)) is not None), None)
        if found is None:
            continue
        here, stands = found
        rest: Monomial = tuple((a, e) for a, e in m if a is not here)
        variable, body = open_binder(stands.concl.args[0], taken, "_")
        parts.append((monomial_term(rest, c), body, stands))
    return None if variable is None else (variable, parts)


def _summed(normal: Normaliser, atom: Term, over: Term, which: int) -> Theorem | None:
    """|- a sum over the set = the atom: a sum over it, also further in, or its number of elements, n for 1..n"""
    if atom.op == "sum":
        return normal.kernel("refl", atom) if atom.args[0] is over and not which else _outermost(normal, atom, over, which)
    counts = over.op == "range" and over.args[0] is ONE and atom is over.args[1]
    return normal.of(Term("sum", (over, ONE))) if counts or (atom.op == "card" and atom.args[0] is over) else None


def _outermost(normal: Normaliser, whole: Term, over: Term, which: int) -> Theorem | None:
    """|- the sum with an index over the set taken out first = the sum as it is"""
    order, body = normal.sums.opened(whole)
    first = [i for i in order if i.tag[1] is over][: which + 1]
    if not first:
        return None
    try:
        return normal.kernel("fubini", (first[-1], *(i for i in order if i is not first[-1])), ((order, factors(body)),))
    except Refused:
        return None


def _vanishes(normal: Normaliser, whole: Term, depth: int) -> Theorem | None:
    """|- the sum = 0, because each of its terms is"""
    kernel = normal.kernel
    variable, body = open_binder(whole, whole.atoms | kernel.fixed, "_")
    inner = normal.of(body)
    inner = normal.chain(inner, normal.fractions.content(right(inner)))  # what all terms have in common stands before what has to vanish
    primitive = next((f for f in factors(right(inner)) if f.op == "add"), right(inner))
    zero = meet(normal, primitive, ZERO, depth - 1)
    if zero is None:
        return None
    if primitive is not right(inner):
        zero = normal.inside(right(inner), [zero])
        zero = normal.chain(zero, normal.ring(right(zero)))
    each = kernel("congruence", "sum", variable, whole.args[0], normal.chain(inner, zero))
    return normal.then(each)


def _apart(normal: Normaliser, joined: Joined) -> Theorem:
    """|- the sum of c s(i) + d t(i) + ... = c (the sum of s(i)) + d (the sum of t(i)) + ..., each sum as it stands in its monomial"""
    variable, parts = joined
    if len(parts) == 1:
        return _outside(normal, variable, *parts[0])
    spread = normal.sums.spread((variable,), add(*(mul(c, s) for c, s, _ in parts)))
    return normal.chain(spread, normal.inside(right(spread), [_outside(normal, variable, *part) for part in parts]))


def _outside(normal: Normaliser, variable: Term, constant: Term, body: Term, stands: Theorem) -> Theorem:
    """|- the sum of c s(i) = c times the sum of s(i), as that stands in the monomial"""
    theorem = normal.kernel("fubini", (variable,), (((), (constant,)), ((variable,), (body,))))
    return normal.chain(theorem, normal.inside(right(theorem), [stands]))


def _added(normal: Normaliser, a: Term, b: Term, joined: Joined, zero: Theorem) -> Theorem | None:
    """|- a = b, from a = b + whole and whole = 0"""
    kernel = normal.kernel
    spread = _apart(normal, joined)
    whole = spread.concl.args[0]
    try:
        start = kernel("clear", a, add(b, right(spread)), *normal.nonzero.cancelling(a, b, right(spread)))
    except Refused:
        return None
    back = kernel("replace", add(b, right(spread)), kernel("sym", spread)) if right(spread) is not whole else None
    target = add(b, whole)
    steps = [start] if back is None else [start, back]
    if right(steps[-1]) is not target:
        return None
    steps.append(kernel("replace", target, zero))
    steps.append(kernel("clear", right(steps[-1]), b))
    return normal.chain(*steps)
