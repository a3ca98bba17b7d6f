"""Models that satisfy the conditions of a problem, many samples at a time.

Comes in: a problem, a frame. Goes out: a model whose samples pass the conditions in floats, with the free indices that are
swept; and exact confirmation of single points. Tries plain drawing first, then solves for entries, then smaller and plainer
values. Knows nothing of left and right sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from derive.evaluating.arithmetic import Array, Floats
from derive.evaluating.evaluator import Evaluator
from derive.evaluating.frames import Frame
from derive.evaluating.model import Model
from derive.evaluating.places import Places, integral
from derive.evaluating.problem import Problem
from derive.evaluating.sampling import Sampler, swept
from derive.evaluating.solving import Solver
from derive.terms.term import ONE, Symbol, Term, eq

ALWAYS = eq(ONE, ONE)
SEED = 20240229
ONE_BY_ONE = "one by one"


@dataclass(frozen=True, slots=True)
class Field:
    """A model with axes (spans: first element and length of each): where[...] says at which cells (axes, the last one
    first, then samples) all conditions hold."""

    model: Model
    axes: tuple[Term, ...]
    spans: tuple[tuple[int, int], ...]
    evaluator: Evaluator
    where: Array

    def full(self, values: Array) -> Array:
        """Laid out over all axes and samples."""
        shape = (*(n for _, n in reversed(self.spans)), self.model.count)
        extra = values.ndim - len(shape)
        return np.broadcast_to(values.reshape(values.shape[extra:]) if extra > 0 else values, shape)

    def point(self, cell: tuple[int, ...]) -> Model:
        """The model of the one sample of a cell, with the swept indices fixed."""
        places = reversed(cell[:-1])
        values = {a: low + p for a, (low, _), p in zip(self.axes, self.spans, places, strict=True)}
        return self.model.sample(cell[-1]).with_indices(values)


def field(problem: Problem, model: Model, axes: tuple[Term, ...], spans: tuple[tuple[int, int], ...]) -> Field:
    evaluator = Evaluator(problem.definitions, model, Floats(), axes)
    found = Field(model, axes, spans, evaluator, np.asarray(True))
    if not problem.conditions:
        return found
    held = evaluator.evaluate(Term("and", problem.conditions)) == 1
    return replace(found, where=found.full(np.asarray(held)))


def satisfying(problem: Problem, frame: Frame, count: int, seed: int, manner: str = "search", ways: int | None = None) -> Field | None:
    """About `count` samples of the frame, or fewer; None if there are none. ways: how many of the ways to draw and solve are tried.
    Raises TooLarge, Unsupported."""
    places = Places(frame.model())
    axes = swept(problem, places)
    spans = tuple(places.spread(a.tag[1]) for a in axes)
    sampler = Sampler(problem, places, axes, Random(SEED + seed))
    if not problem.conditions:
        model = sampler.draw(count, manner)
        return None if model is None else field(problem, model, axes, spans)
    best: Field | None = None
    for solve, attempt in plan(problem, manner)[:ways]:
        model = sampler.draw(count if solve else 4 * count, attempt)
        if model is None:
            return None
        model = Solver(problem, model).solve(solve == "together") if solve else model
        found = thinned(problem, field(problem, model, axes, spans), count)
        if found is not None and (best is None or found.model.count > best.model.count):
            best = found
        if best is not None and best.model.count >= min(count, 4):
            break
    return best


def plan(problem: Problem, manner: str) -> list[tuple[str, str]]:
    """How to solve, if at all, and how to draw: equalities between reals are never met by chance."""
    real = [c for c in problem.conditions if _mentions_reals(problem, c)]
    if not real:
        return [("", manner), ("", "search")]
    free = [] if any(_has_equality(c) for c in real) else [("", manner)]
    together = [("together", manner)] if any(_is_mixed(c) for c in real) else []
    return [*free, *together, *((ONE_BY_ONE, m) for m in (manner, "tiny", "plain")), ("", "plain"), (ONE_BY_ONE, "search")]


def _is_mixed(condition: Term) -> bool:
    """Whether an equation speaks of a matrix and of a number or vector, in which it may be linear."""
    axes = {min(len(a.axes), 2) for a in condition.atoms if isinstance(a, Symbol) and a.sort == "real"}
    return _has_equality(condition) and 2 in axes and 1 in axes


def _mentions_reals(problem: Problem, condition: Term) -> bool:
    return any(isinstance(a, Symbol) and a.sort in ("real", "defined", "function") for a in condition.atoms)


def _has_equality(condition: Term) -> bool:
    if condition.op == "eq":
        return not all(map(integral, condition.args))
    return condition.op in ("and", "forall") and any(map(_has_equality, condition.args))


def thinned(problem: Problem, found: Field, count: int) -> Field | None:
    """The first samples that satisfy the conditions at some cell."""
    good = np.flatnonzero(found.where.reshape(-1, found.model.count).any(axis=0))[:count]
    if len(good) == 0:
        return None
    return found if len(good) == found.model.count else field(problem, found.model.choose(good), found.axes, found.spans)


def holds(problem: Problem, point: Model) -> bool:
    """Whether every condition is certain at the point, by exact arithmetic at flint's present precision."""
    from derive.evaluating.exact import Exact

    conditions = (*problem.size_conditions, *problem.conditions, ALWAYS)
    evaluator = Evaluator(problem.definitions, point, Exact())
    return all((evaluator.evaluate(c) == 1).all() for c in conditions)


def unmerged(merged: Mapping[Term, Term], point: Model) -> Model:
    """The point with the free indices that were made one."""
    values = {i: int(point.indices[leader][0]) for i, leader in merged.items() if leader in point.indices}
    return point.with_indices(values)
