"""Vectors that a page writes as rows, found by reading it a second time.

Comes in: the reading of a page in which products of a vector and a matrix have no meaning, and a way to read it again. Goes out: the
reading in which the vectors of that size are rows, if it gives a meaning to such a step and leaves every other claim as it was. So one
vector that stands as a column anywhere, or is transposed, keeps all of them columns. Knows nothing of truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from derive.meaning.declarations.doubted import DENIAL
from derive.meaning.declarations.variables import Note
from derive.meaning.formulas.arrays import Value, set_name
from derive.meaning.names.scope import Scope
from derive.meaning.statements.step import Reading, Step
from derive.terms.term import Term

MANY = 3  # steps that have a meaning only so: no slip of the pen
ROW_TIMES_MATRIX = re.compile(r"the product of a vector in R\^(?P<size>\S+) and a (?P=size) x \S+ matrix")


# "all vectors are row vectors", not "$u_w^T$ is a row vector" nor "the rows of $U$"
SAID = re.compile(
    r"\b(?:word|all|the|these|as|are|use|using|treat\w*|with|embedding)\b[^.;\n$]*\brow vectors\b"
    r"|\brow vectors (?:throughout|everywhere|here)\b"
    r"|(?:向量|词向量)[^。\n$]*行向量|벡터[^.\n$]*행\s?벡터",
    re.IGNORECASE,
)
DENIED = re.compile(rf"{DENIAL}|\b(?:some|other|many|most|if|were|would|could|might|authors?|books?)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.;\n]*")


def said(text: str) -> bool:
    """Whether the page says in words that its vectors are rows."""
    plain = text.replace("*", "")
    for found in SAID.finditer(plain):
        begun = max(plain.rfind(stop, 0, found.start()) for stop in (". ", ";", "\n\n")) + 1
        rest = SENTENCE.match(plain, found.end())
        if DENIED.search(plain[begun : rest.end() if rest else found.end()]) is None:
            return True
    return False


def with_rows(first: Reading, again: Callable[[frozenset[Term]], Reading], stated: bool = False) -> Reading:
    """The first reading, or the one in which some vectors are rows throughout; also where the page says so, and more steps have a
    meaning then."""
    if stated and (second := as_stated(first, again)) is not None:
        return second
    names = {m.group("size") for s in first.steps if s.outcome == "ill-typed" and (m := ROW_TIMES_MATRIX.search(s.reason))}
    axes = {v.axes[0] for v in first.scope.values.values() if (v.rank == 1 or _members(first.scope, v)) and not v.row}
    sets = [a for a in axes if _size(a) in names]
    choices = [frozenset((a,)) for a in sorted(sets, key=lambda a: a.key)]
    if sets and len(axes) > 1:
        choices.append(frozenset(axes))
    found = [r for chosen in choices if (r := _reading(first, chosen, again(chosen))) is not None]
    return min(found, key=_lost, default=first)


def _reading(first: Reading, chosen: frozenset[Term], second: Reading) -> Reading | None:
    """The second reading, if it gives a meaning to steps and takes none away."""
    helped = [new for old, new in zip(first.steps, second.steps, strict=False) if old.outcome == "ill-typed" != new.outcome]
    keeps = _meant if len(helped) >= MANY else _kept
    if not helped or len(first.steps) != len(second.steps) or not all(map(keeps, first.steps, second.steps)):
        return None
    size = " and ".join(f"R^{_size(a)}" for a in sorted(chosen, key=lambda a: a.key))
    message = f"the vectors in {size} are rows throughout this document: `{helped[0].right.latex}` fits only so"
    return replace(second, notes=(*second.notes, (None, Note(message, helped[0].span, remark=True))))


def _lost(reading: Reading) -> int:
    return sum(s.outcome == "ill-typed" for s in reading.steps)


def as_stated(first: Reading, again: Callable[[frozenset[Term]], Reading]) -> Reading | None:
    """The reading in which all vectors are rows, if fewer steps are without a meaning in it."""
    axes = frozenset(v.axes[0] for v in first.scope.values.values() if v.rank == 1 or _members(first.scope, v))
    second = again(axes)
    if not axes or len(first.steps) != len(second.steps) or _lost(second) >= _lost(first):
        return None
    helped = next(new for old, new in zip(first.steps, second.steps, strict=True) if old.outcome == "ill-typed" != new.outcome)
    message = f"the vectors are rows throughout this document, as it says: `{helped.right.latex}` fits only so"
    return replace(second, notes=(*second.notes, (None, Note(message, helped.span, remark=True))))


def _members(scope: Scope, v: Value) -> bool:
    return v.rank == 2 and any(scope.values.get(name) is v for name in scope.families)


def _size(over: Term) -> str:
    return f"|{set_name(over)}|" if over.op == "set" else set_name(over)


def _kept(old: Step, new: Step) -> bool:
    """What had a meaning has the same one."""
    if old.claim is None:
        return True
    return new.claim is not None and new.claim.left is old.claim.left and new.claim.right is old.claim.right


def _meant(old: Step, new: Step) -> bool:
    """What had a meaning has one, maybe another: where many steps fit only so, `u v^\\top` is meant as a number everywhere."""
    return new.outcome != "ill-typed" or old.outcome == "ill-typed"


def laid(scope: Scope, over: frozenset[Term]) -> None:
    """All vectors over these sets as rows."""
    for name, v in scope.values.items():
        lies = v.rank == 1 or (v.rank == 2 and name in scope.families)
        if lies and v.axes[0] in over and not v.row:
            scope.values[name] = replace(v, row=True)
