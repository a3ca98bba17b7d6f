"""A question about models: terms to look at, and conditions that a model has to satisfy, ready for sampling.

Comes in: a Given, a case, conditions, the terms to evaluate. Goes out: the same with equal free indices made one, every
condition flat, and each free index marked as swept (an array axis: all its values at once), tied (the value of a map) or
drawn. Knows nothing of values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from derive.evaluating.arithmetic import TooLarge
from derive.evaluating.contents import Contents, contents, relevant
from derive.evaluating.places import integral
from derive.terms.claim import Given
from derive.terms.term import Symbol, Term, base_set, filter_conditions, le, substitute

LARGEST_PART = 10_000


@dataclass(frozen=True, slots=True)
class Problem:
    """size_conditions speak of sizes and integers only. merged: free indices that stand for another by an equality.
    multiplied: matrices that a condition multiplies with each other, or with themselves."""

    definitions: Mapping[Symbol, Term]
    targets: tuple[Term, ...]
    size_conditions: tuple[Term, ...]
    conditions: tuple[Term, ...]
    contents: Contents
    merged: Mapping[Term, Term]
    ties: Mapping[Term, Term]
    drawn: frozenset[Term]
    multiplied: frozenset[Symbol]

    @property
    def literals(self) -> tuple[Fraction, ...]:
        """The numbers that the targets speak of, the smallest first."""
        found: set[Fraction] = set()
        waiting, seen = list(self.targets), set[Term]()
        while waiting:
            term = waiting.pop()
            if term not in seen:
                seen.add(term)
                waiting += term.args
                if term.op == "num":
                    found.add(Fraction(term.tag))
        plain = (x for x in found if abs(x.numerator) <= LARGEST_PART and x.denominator <= LARGEST_PART)
        return tuple(sorted(plain, key=lambda x: (abs(x), x)))


def pose(given: Given, conditions: tuple[Term, ...], targets: tuple[Term, ...], every_fact: bool = False) -> Problem:
    """every_fact: also facts that have nothing to do with the targets. Raises TooLarge for very deep terms."""
    try:
        return _posed(given, conditions, targets, every_fact)
    except RecursionError:
        raise TooLarge("the term is nested too deeply") from None


def _posed(given: Given, conditions: tuple[Term, ...], targets: tuple[Term, ...], every_fact: bool) -> Problem:
    facts = given.facts if every_fact else relevant(given.facts, (*conditions, *targets), given.definitions)
    flat = tuple(f for c in (*facts, *conditions) for f in flatten(c))
    found = contents((*flat, *targets), given.definitions)
    flat += tuple(m for i in found.indices for m in membership(i))
    merged = equalities(flat)
    definitions: Mapping[Symbol, Term] = given.definitions
    if merged:
        flat = tuple(substitute(f, merged) for f in flat)
        targets = tuple(substitute(t, merged) for t in targets)
        definitions = {s: substitute(t, merged) for s, t in definitions.items()}
    found = contents((*flat, *targets), definitions)
    parts = [contents((f,), definitions) for f in flat]
    sizes = tuple(f for f, part in zip(flat, parts, strict=True) if part.sizes_only)
    others = tuple(f for f, part in zip(flat, parts, strict=True) if not part.sizes_only and not _trivial(f))
    ties = tied(others)
    with_values = {i for f, p in zip(flat, parts, strict=True) if p.reals for i in p.indices}
    dependent = {i for i in found.indices if contents((i.tag[1],), definitions).indices}
    multiplied = frozenset(s for c in others for s in _multiplied(c))
    return Problem(definitions, targets, sizes, others, found, merged, ties, frozenset(with_values | dependent), multiplied)


def flatten(condition: Term) -> Iterator[Term]:
    if condition.op == "and":
        for part in condition.args:
            yield from flatten(part)
    else:
        yield condition


def _multiplied(condition: Term) -> frozenset[Symbol]:
    """The symbols with two axes that an equation has in two factors of one product."""
    while condition.op == "forall":
        condition = condition.args[1]
    found, seen, waiting = set[Symbol](), set[Term](), list(condition.args) if condition.op == "eq" else []
    while waiting:
        term = waiting.pop()
        waiting += [a for a in term.args if a not in seen]
        seen.update(term.args)
        if term.op == "mul":
            inside = [{a for a in f.atoms if isinstance(a, Symbol) and len(a.axes) == 2} for f in term.args]
            found |= set().union(*(a | b for n, a in enumerate(inside) for b in inside[:n] if a and b))
    return frozenset(found)


def _trivial(condition: Term) -> bool:
    return condition.op in ("eq", "le") and condition.args[0] is condition.args[1]


def membership(variable: Term) -> tuple[Term, ...]:
    """What a free index satisfies as an element of its set, as far as drawing from the covering set does not ensure it."""
    over = variable.tag[1]
    base = base_set(over)
    found = filter_conditions(over, variable)
    if base.op == "range" and any(isinstance(a, Term) for a in base.atoms):
        found += (le(base.args[0], variable), le(variable, base.args[1]))
    return found


def equalities(conditions: tuple[Term, ...]) -> dict[Term, Term]:
    """Free indices of one set that the conditions make equal, each with its representative."""
    leader: dict[Term, Term] = {}

    def find(i: Term) -> Term:
        while i in leader:
            i = leader[i]
        return i

    for condition in conditions:
        if condition.op != "eq" or any(a.op != "index" for a in condition.args):
            continue
        first, second = sorted(map(find, condition.args), key=lambda i: (i.tag[0], i.key))
        if first is not second and first.tag[1] is second.tag[1]:
            leader[second] = first
    return {i: find(i) for i in leader}


def tied(conditions: tuple[Term, ...]) -> dict[Term, Term]:
    """Free indices that the conditions make equal to an entry of a map at a fixed place."""
    found: dict[Term, Term] = {}
    for condition in conditions:
        if condition.op == "eq":
            for variable, entry in (condition.args, condition.args[::-1]):
                fixed = all(integral(a) and not any(isinstance(x, Term) for x in a.atoms) for a in entry.args)
                if variable.op == "index" and entry.op == "element" and fixed:
                    found.setdefault(variable, entry)
    return found
