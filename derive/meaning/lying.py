"""Vectors that a page writes as rows, found by reading it a second time.

Comes in: the reading of a page in which products of a vector and a matrix have no meaning, and a way to read it again. Goes out: the
reading in which the vectors of that size are rows, if it gives a meaning to such a step and leaves every other claim as it was. So one
vector that stands as a column anywhere, or is transposed, keeps all of them columns. Knows nothing of truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from derive.meaning.arrays import set_name
from derive.meaning.declare import Note
from derive.meaning.scope import Scope
from derive.meaning.step import Reading, Step
from derive.terms.term import Term

ROW_TIMES_MATRIX = re.compile(r"the product of a vector in R\^(?P<size>\S+) and a (?P=size) x \S+ matrix")


def with_rows(first: Reading, again: Callable[[frozenset[Term]], Reading]) -> Reading:
    """The first reading, or the one in which some vectors are rows throughout."""
    names = {m.group("size") for s in first.steps if s.outcome == "ill-typed" and (m := ROW_TIMES_MATRIX.search(s.reason))}
    axes = {v.axes[0] for v in first.scope.values.values() if v.rank == 1 and not v.row}
    sets = [a for a in axes if _size(a) in names]
    choices = [frozenset((a,)) for a in sorted(sets, key=lambda a: a.key)]
    if sets and len(axes) > 1:
        choices.append(frozenset(axes))
    for chosen in choices:
        second = again(chosen)
        helped = [new for old, new in zip(first.steps, second.steps, strict=False) if old.outcome == "ill-typed" != new.outcome]
        if helped and len(first.steps) == len(second.steps) and all(map(_kept, first.steps, second.steps)):
            size = " and ".join(f"R^{_size(a)}" for a in sorted(chosen, key=lambda a: a.key))
            message = f"the vectors in {size} are rows throughout this document: `{helped[0].right.latex}` fits only so"
            return replace(second, notes=(*second.notes, (None, Note(message, helped[0].span, remark=True))))
    return first


def _size(over: Term) -> str:
    return f"|{set_name(over)}|" if over.op == "set" else set_name(over)


def _kept(old: Step, new: Step) -> bool:
    """What had a meaning has the same one."""
    if old.claim is None:
        return True
    return new.claim is not None and new.claim.left is old.claim.left and new.claim.right is old.claim.right


def laid(scope: Scope, over: frozenset[Term]) -> None:
    """All vectors over these sets as rows."""
    for name, v in scope.values.items():
        if v.rank == 1 and v.axes[0] in over and not v.row:
            scope.values[name] = replace(v, row=True)
