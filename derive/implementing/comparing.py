"""Both sides of a step at random models, and each derivative in them against a numerical one.

Comes in: a step with a claim. Goes out: a `Result`: sizes tried, the largest error and where it is. Knows nothing of code, prints nothing.

The error of an entry is |a - b| over the largest entry of the expected array at that model (at least 1e-3): what rounding leaves in a
small entry of a large array is no mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from derive.evaluating.arithmetic import Array, TooLarge, Unsupported
from derive.evaluating.model import Model
from derive.evaluating.problem import Problem, pose
from derive.evaluating.search import Field
from derive.evaluating.witness import named
from derive.implementing.drawing import batches, restored, sizes_text
from derive.implementing.numerical import numerical, order
from derive.meaning.statements.step import Step
from derive.terms.claim import Claim
from derive.terms.term import Symbol, Term
from derive.theory.calculus import unfold

TOLERANCE = 1e-9
FLOOR = 1e-3
MODELS = 20


@dataclass(slots=True)
class Result:
    """One line of the report. status: "agrees", "differs", "expected" (differs, as the document expects) or "skipped" (reason says why).
    per_sizes: the largest error at each choice of sizes; place and values tell where the largest error is."""

    id: str
    what: str
    kind: str
    status: str = "agrees"
    reason: str = ""
    models: int = 0
    error: float = 0.0
    place: str = ""
    values: tuple[tuple[str, str], ...] = ()
    per_sizes: dict[str, float] = field(default_factory=dict)
    gradients: int = 0

    @property
    def ok(self) -> bool:
        return self.status != "differs"

    def note(self, sizes: str, error: float, place: Callable[[], str], values: Callable[[], tuple[tuple[str, str], ...]]) -> None:
        """The largest error at these sizes; place and values are only asked for when it is the largest of all."""
        self.per_sizes[sizes] = max(error, self.per_sizes.get(sizes, 0.0))
        if error > self.error or not self.place:
            self.error = max(error, self.error)
            self.place, self.values = place(), values()

    def close(self) -> Result:
        """The status, once everything has been compared."""
        if self.status == "agrees" and not self.models:
            self.status, self.reason = "skipped", self.reason or "no model was found where both sides are defined"
        elif self.status == "agrees" and not self.error <= TOLERANCE:
            self.status = "differs"
        return self


def errors(expected: Array, found: Array) -> Array:
    """For each entry, over arrays whose last axis runs over the models; inf where only the found one is no finite number, nan where
    the expected one is none."""
    with np.errstate(all="ignore"):
        known = np.where(np.isfinite(expected), np.abs(expected), 0.0)
        largest = known.reshape(-1, known.shape[-1]).max(axis=0) if known.size else np.zeros(known.shape[-1])
        distance = np.abs(found - expected) / np.maximum(largest, FLOOR)
    return np.where(np.isfinite(expected), np.where(np.isfinite(found), distance, np.inf), np.nan)


def worst(distances: Array) -> tuple[tuple[int, ...], float] | None:
    """The cell with the largest error; None if nothing could be compared."""
    if not distances.size or np.isnan(distances).all():
        return None
    cell = tuple(int(k) for k in np.unravel_index(int(np.nanargmax(distances)), distances.shape))
    return cell, float(distances[cell])


def compare_step(step: Step, models: int = MODELS) -> Result:
    """Left against right, and every side that differentiates against its numerical double."""
    result = Result(step.id, f"{step.left.latex} {step.relation} {step.right.latex}", "step")
    if step.claim is None:
        result.status, result.reason = "skipped", step.outcome
        return result
    try:
        _compare(step.claim, result, models)
    except (Unsupported, TooLarge, RecursionError) as why:
        result.status, result.reason = "skipped", f"cannot be evaluated: {why}"
    result.close()
    if result.status == "differs" and step.expected and "proved" not in step.expected:
        result.status = "expected"
    return result


def _compare(claim: Claim, result: Result, models: int) -> None:
    problem = pose(claim.given, claim.case, (claim.left, claim.right))
    deep = [n for n, t in enumerate(problem.targets[:2]) if order(t, problem.definitions)]
    result.gradients = len(deep)
    for frame, found in batches(problem, models, fixed=False):
        where = found.full(found.where)
        left, right = (np.where(where, found.full(found.evaluator.evaluate(t)), np.nan) for t in problem.targets[:2])
        sizes = sizes_text(frame)
        defined = np.isfinite(left) & np.isfinite(right)
        result.models += int(defined.reshape(-1, found.model.count).any(axis=0).sum())
        _note(result, claim, problem, found, sizes, (left, np.where(defined, right, np.nan)), ("left", "right"))
        for n in deep:
            side = (left, right)[n]
            double = found.full(numerical(problem.definitions, problem.targets[n], found.model, found.axes))
            pair = np.where(np.isfinite(double), side, np.nan), double
            _note(result, claim, problem, found, sizes, pair, (("left", "right")[n], "numerical derivative"))


def _note(
    result: Result, claim: Claim, problem: Problem, found: Field, sizes: str, pair: tuple[Array, Array], names: tuple[str, str]
) -> None:
    """Where the two are furthest apart."""
    both = np.isfinite(pair[0]) & np.isfinite(pair[1])
    at = worst(errors(*(np.where(both, side, np.nan) for side in pair)))
    if at is None:
        return
    cell, error = at

    def values() -> tuple[tuple[str, str], ...]:
        point = restored(problem, found.point(cell))
        sides = tuple((n, f"{float(v[cell]):.12g}") for n, v in zip(names, pair, strict=True))
        return (*sides, *model_text(point, (claim.left, claim.right, *claim.case), claim.given.definitions))

    result.note(sizes, error, lambda: f"{sizes}{indices_text(problem, found, cell)}", values)


def indices_text(problem: Problem, found: Field, cell: tuple[int, ...]) -> str:
    point = restored(problem, found.point(cell))
    listed = sorted(((i.tag[0], int(np.broadcast_to(v, (1,))[0])) for i, v in point.indices.items()))
    return "".join(f", {name} = {value}" for name, value in listed)


def model_text(point: Model, terms: Iterable[Term], definitions: dict[Symbol, Term] | Any) -> tuple[tuple[str, str], ...]:
    """The sequences and variables that the terms speak of, by name."""
    spoken = frozenset[Any]().union(*(unfold(t, definitions).atoms for t in terms))
    tables = {**point.elements, **point.reals}
    pairs = named((s.name, t.values[..., 0].tolist()) for s, t in tables.items() if s in spoken)
    return tuple((name, plain(value)) for name, value in pairs.items())


def plain(value: Any) -> str:
    """Nested lists of rationals in one line."""
    return "[" + ", ".join(map(plain, value)) + "]" if isinstance(value, list) else str(value)
