"""Recursions that any model of the rest can be extended by: none has to be looked for that satisfies them too.

Comes in: a Given, and what else has to hold. Goes out: the Given without the equations that say of each member of a sequence what it is
by the members before, where nothing else is said of the sequence. Such a sequence exists by the recursion theorem, whatever the values
of the rest are; with an activation such as tanh in it no model of rational numbers would be found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from derive.meaning.formulas.recursions import Equation, Recursion, equations, lags, recursions
from derive.terms.claim import Given
from derive.terms.term import Symbol, Term
from derive.theory.calculus import NotDifferentiable, domain, unfold


def without_recursions(given: Given, said: Iterable[Term], defined: Iterable[Term] = ()) -> Given:
    """The Given without the recursions that say nothing of anything but their own sequences. said: what has to hold besides; defined:
    terms that have to have a value."""
    stated = {fact: found for fact in given.facts if (found := next(iter(equations((fact,), given.definitions)), None)) is not None}
    every = list(stated.values())
    known = {s: r for s, r in recursions(every).items() if _makes(s, r, every)}
    try:
        where = [c for t in defined for c in domain(unfold(t, given.definitions))] if known else []
    except NotDifferentiable:
        return given
    spoken = frozenset[object]().union(*(unfold(t, given.definitions).atoms for t in (*said, *where)))
    free = {s for s in known if s not in spoken}
    while free:
        kept = [f for f in given.facts if f not in stated or stated[f].symbol not in free]
        tied = free & frozenset[object]().union(*(unfold(f, given.definitions).atoms for f in kept))
        tied |= {s for s in free if not _goes_down(known[s], free, known)}
        if not tied:
            return replace(given, facts=tuple(kept))
        free -= tied
    return given


def _makes(symbol: Symbol, r: Recursion, every: list[Equation]) -> bool:
    """Whether the equations say what each member is once: from some number on by the recursion, before it at most by one of their own."""
    first = [e for e in every if e.symbol == symbol and e is not r.equation]
    places = [e.arguments[r.axis] for e in first]
    whole = all(a.op == "bound" for e in first for n, a in enumerate(e.arguments) if n != r.axis)
    before = r.low is not None and all(p.op == "num" and p.tag < r.low for p in places)
    try:
        always = not any(domain(e.right) for e in (r.equation, *first))
    except NotDifferentiable:
        return False
    alone = all(symbol not in e.right.atoms for e in first)
    return whole and before and always and alone and len(set(places)) == len(places)


def _goes_down(r: Recursion, free: set[Symbol], known: dict[Symbol, Recursion], above: tuple[Symbol, ...] = ()) -> bool:
    """Whether it makes a member of members before, or at the same place of other sequences that do not lead back to it."""
    if r.equation.symbol in above or r.equation.arguments[r.axis].op != "bound":
        return False
    found = set(lags(r, {s: known[s] for s in free}, r.equation.right))
    if any(lag is None or lag > 0 for _, lag in found):
        return False
    return all(_goes_down(known[s], free, known, (*above, r.equation.symbol)) for s, lag in found if lag == 0)
