"""Rules about sums of products: a pattern of factors summed over their inner indices, found inside larger sums and replaced.

Comes in: the indices and factors of a sum, and a rule. Goes out: a theorem that the sum is what the rule makes of it. The rule is a
theorem for all values of its free ends; where they lie is found by matching.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derive.proving.chaining import right
from derive.proving.theorem import Theorem
from derive.terms.matching import matches
from derive.terms.term import Term, mul

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser

Indices = tuple[Term, ...]
Factors = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class SumRule:
    """for all free ends: the sum over the inner indices of the factors = right side. `pattern`: the factors with the free ends as
    unknowns 0, 1, ..., then the inner indices."""

    pattern: Factors
    free: int
    inner: int
    theorem: Theorem


def applied(normal: Normaliser, order: Indices, factors: Factors, rule: SumRule) -> Theorem | None:
    """|- the nested sum = its normal form after the rule was used once; None where it does not apply."""
    if (found := _applied(normal, order, factors, rule)) is not None:
        return found
    spread = tuple(copy for f in factors for copy in copies(f))
    found = _applied(normal, order, spread, rule) if len(spread) > len(factors) else None  # `W_{ia}^2` is W_{ia} W_{ib} at b = a
    return normal.chain(normal.sums.regrouped(order, factors, spread), found) if found is not None else None


def _applied(normal: Normaliser, order: Indices, factors: Factors, rule: SumRule) -> Theorem | None:
    if len(rule.pattern) > len(factors):
        return None
    for group, at in _apart_first(_selections(normal, rule.pattern, list(factors), {}), rule.free):
        own = tuple(at[rule.free + n] for n in range(rule.inner) if rule.free + n in at)
        ends = tuple(at[n] for n in range(rule.free) if n in at)
        rest = tuple(f for f in factors if f not in group)
        if len(own) < rule.inner or len(ends) < rule.free or len(rest) + len(group) != len(factors):
            continue
        if len(set(own)) != len(own) or not set(own) <= set(order) or any(not set(own).isdisjoint(t.atoms) for t in (*rest, *ends)):
            continue
        theorem = _replaced(normal, order, factors, own, group, rest, normal.matrices.at(rule.theorem, *ends))
        if theorem is not None:
            return theorem
    return None


def _apart_first(found: Iterator[tuple[Factors, dict[int, Term]]], free: int) -> Iterator[tuple[Factors, dict[int, Term]]]:
    """Those with two free ends at the same index last: of u v^T A^{-1} u it is the other u that the rule is about."""
    later: list[tuple[Factors, dict[int, Term]]] = []
    for group, at in found:
        ends = [at[n] for n in range(free) if n in at]
        if len(set(ends)) < len(ends):
            later.append((group, at))
        else:
            yield group, at
    yield from later


def copies(f: Term) -> Factors:
    """The factors that a small power multiplies."""
    match f:
        case Term("pow", (base, Term("num", _, n))) if n in (2, 3, 4) and base.op != "sum":
            return (base,) * int(n)
    return (f,)


def _replaced(
    normal: Normaliser, order: Indices, factors: Factors, own: Indices, group: Factors, rest: Factors, instance: Theorem
) -> Theorem | None:
    sums, kernel = normal.sums, normal.kernel
    outer = tuple(i for i in order if i not in own)
    arranged = sums.rearranged(order, factors, (*outer, *own), (*rest, *group))
    if arranged is None:
        return None
    apart = kernel("fubini", own, (((), rest), (own, group)))
    here, there = plain(normal, own, group), plain(normal, *sums.block(instance.concl.args[0]))
    if right(here) is not right(there):
        there = _entries_turned(normal, instance.concl.args[0])
    if right(here) is not right(there) or right(apart) is not mul(mul(*rest), here.concl.args[0]):
        return None
    replaced = normal.inside(right(apart), [normal.chain(here, kernel("sym", there), instance)])
    step = normal.chain(apart, replaced)
    for i in reversed(outer):
        step = kernel("congruence", "sum", i, i.tag[1], step)
    return normal.then(normal.chain(arranged, step))


def _entries_turned(normal: Normaliser, whole: Term) -> Theorem:
    """|- the nested sum = the same with S_ji for S_ij where that is the normal form of the entry, in canonical order"""
    own, group = normal.sums.block(whole)
    entries = [normal.of(f) for f in group if normal.matrices.is_symmetric(f)]
    turned = normal.sums.under(own, normal.inside(mul(*group), entries))
    return normal.chain(turned, plain(normal, *normal.sums.block(right(turned))))


def plain(normal: Normaliser, own: Indices, group: Factors) -> Theorem:
    """|- one nested sum = the same in canonical order, no rule used"""
    return normal.sums.component(own, group) or normal.kernel("fubini", own, ((own, group),))


def _selections(
    normal: Normaliser, pattern: Factors, factors: list[Term], bindings: dict[int, Term]
) -> Iterator[tuple[Factors, dict[int, Term]]]:
    """The ways to find the factors of the pattern among these; an entry of a symmetric matrix is found either way round."""
    if not pattern:
        yield (), bindings
        return
    for n, f in enumerate(factors):
        for seen in (f, Term("real", f.args[::-1], f.tag)) if f.op == "real" and normal.matrices.is_symmetric(f) else (f,):
            tried = dict(bindings)
            if matches(pattern[0], seen, tried):
                for more, found in _selections(normal, pattern[1:], factors[:n] + factors[n + 1 :], tried):
                    yield (f, *more), found
