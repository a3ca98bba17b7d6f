"""What an expression presupposes of sizes by naming an entry: `x_2` of a vector that there are two at least.

Comes in: terms and what is known. Goes out: conditions on sizes that hold wherever the expression has a value: an entry under a sum that
may be empty, or beside a bracket that may be 0, presupposes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from derive.terms.parts import parts
from derive.terms.term import BINDING, Term, le
from derive.theory.calculus import all_factors


def presupposed(terms: Collection[Term], known: Collection[Term]) -> tuple[Term, ...]:
    """That the places named by numbers and sizes alone lie in the ranges of their axes, where that is not known anyway."""
    found = (c for t in terms for entry in _needed(t) for c in _inside(entry))
    return tuple(dict.fromkeys(c for c in found if c not in known))


def _needed(t: Term) -> Iterator[Term]:
    """The entries without which the term has no value."""
    if t.op in ("real", "defined"):
        yield t
    elif t.op not in BINDING and not (t.op == "mul" and any(a.op == "iverson" for a in all_factors(t))):
        for a in t.args:
            yield from _needed(a)


def _inside(entry: Term) -> Iterator[Term]:
    for place, axis in zip(entry.args, entry.tag.axes, strict=False):
        if axis.op == "range" and _of_sizes(place):
            low, high = axis.args
            yield from (le(a, b) for a, b in ((low, place), (place, high)) if a is not b and not a.op == b.op == "num")


def _of_sizes(place: Term) -> bool:
    """Whether it is made of numbers and sizes alone."""
    return not place.loose and all(p.op in ("num", "add", "mul", "real") for p in parts(place))
