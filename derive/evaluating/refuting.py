"""Search for a witness against a claim, and for a model of a Given.

Comes in: a claim (or a Given with a case and conditions). Goes out: an exact witness or none, and at how many points the
sides agreed; or an exact model or none. Candidates come from floats, decisions from outward-rounded arithmetic: left and
right differ only if their balls are disjoint, at a point where every fact and condition is certain. Knows nothing of proofs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from derive.evaluating.arithmetic import Array, TooLarge
from derive.evaluating.frames import Frame, at_literals, frames, in_other_orders
from derive.evaluating.minimising import minimised
from derive.evaluating.model import Model
from derive.evaluating.problem import Problem, pose
from derive.evaluating.search import Field, holds, satisfying, unmerged
from derive.evaluating.witness import Witness, written
from derive.terms.claim import Claim, Given
from derive.terms.term import Term

NEAR = 1e-9
ULP = 2.0**-53
ROUNDED = 1e-13  # a larger relative distance is more than most roundings
FRAMES = 4
MORE_FRAMES = 14
MODEL_FRAMES = 12
OTHER_ORDERS = 1000  # what the samples of sizes in other orders are numbered from
FEW_WAYS = 2  # how many ways to find values are tried there
CANDIDATES = 3
MANY = 96
SANITY_BITS = (256,)
BITS = (128, 256, 512, 1024)


@dataclass(frozen=True, slots=True)
class Outcome:
    """agreed: points where both sides are defined and equal up to 1e-9 (relative); undefined: points where one is not; lack: why some
    points could not be looked at."""

    witness: Witness | None
    agreed: int
    undefined: int
    lack: str | None = None


def refute(claim: Claim, conditions: tuple[Term, ...] = (), samples: int = 8, thorough: bool = True, minimise: bool = True) -> Outcome:
    """A witness against the claim under further conditions, or how often its sides agreed.

    samples: points drawn for each choice of sizes; not thorough: the first choice of sizes, empty ranges and the like, and no
    exact comparison of sides that agree in floats (enough beside a proof); not minimise: the witness as it was met.
    Raises Unsupported for an unknown operator.
    """
    problem = pose(claim.given, (*claim.case, *conditions), (claim.left, claim.right))
    chosen = frames(problem, MORE_FRAMES)
    # without sizes to vary, the values have to vary more
    search = Search(problem, samples if len(chosen) >= FRAMES or not thorough else samples * FRAMES)
    search.compared = not thorough
    useful: list[Frame] = []  # at which both sides are defined somewhere
    for number, frame in enumerate(chosen):
        enough = len(useful) >= FRAMES if thorough else number >= 1 and search.agreed
        if enough and not unseen(frame, useful if thorough else chosen[:number]):
            continue
        before = search.agreed
        found = search.look(frame, number)
        if found is not None:
            return Outcome(_witness(problem, frame, found, minimise), search.agreed, search.undefined)
        useful += [frame] if search.agreed > before else []
    for number, frame in enumerate(in_other_orders(problem) if thorough and not useful and problem.conditions else ()):
        if len(useful) >= FRAMES:
            break
        before = search.agreed
        found = search.look(frame, OTHER_ORDERS + number)
        if found is not None:
            return Outcome(_witness(problem, frame, found, minimise), search.agreed, search.undefined)
        useful += [frame] if search.agreed > before else []
    for number, (frame, manner) in enumerate(peculiar(problem, chosen) if thorough else ()):
        found = search.look(frame, MORE_FRAMES + 2 + number, manner)
        if found is not None:
            return Outcome(_witness(problem, frame, found, minimise), search.agreed, search.undefined)
    for number, manner in enumerate(("any", "tiny") if chosen and not search.agreed else ()):
        # nowhere defined yet: the domain is small, so look harder at one size
        search.samples = MANY
        found = search.look(chosen[0], MORE_FRAMES + number, manner)
        if found is not None:
            return Outcome(_witness(problem, chosen[0], found, minimise), search.agreed, search.undefined)
    return Outcome(None, search.agreed, search.undefined, search.lack)


def peculiar(problem: Problem, chosen: list[Frame]) -> Iterator[tuple[Frame, str]]:
    """Sizes and values at the numbers that stand in the claim, and next to them: what fails only there, (n - 1)(n - 2)(n - 3) = 0, is
    never met by chance."""
    if not chosen:
        return
    if problem.contents.reals and problem.literals:
        yield chosen[0], "literal"
    yield from ((frame, "search") for frame in at_literals(problem, chosen[0]))


def unseen(frame: Frame, earlier: list[Frame]) -> bool:
    """Whether an integer is 0 or negative that never was: empty ranges and the like."""
    return any(n <= 0 and all(f.row[k] > n for f in earlier) for k, n in enumerate(frame.row))


class Search:
    """Counts points over the frames, and returns the first that is certain to tell the sides apart."""

    def __init__(self, problem: Problem, samples: int) -> None:
        self.problem, self.samples = problem, samples
        self.agreed = self.undefined = 0
        self.compared = False
        self.lack: str | None = None

    def look(self, frame: Frame, number: int, manner: str = "search") -> Model | None:
        try:
            found = satisfying(self.problem, frame, self.samples, number, manner, FEW_WAYS if number >= OTHER_ORDERS else None)
            return None if found is None else self._judge(found)
        except TooLarge as why:
            self.lack = self.lack or str(why)
            return None

    def _judge(self, found: Field) -> Model | None:
        apart, agreeing, undefined, nearly = distances(self.problem, found)
        self.agreed += int(agreeing.sum())
        self.undefined += int(undefined.sum())
        for cell in best(apart, CANDIDATES):
            point = found.point(cell)
            if confirmed(self.problem, point) is not None:
                return point
        if not agreeing.any():
            return None
        # sides that agree in floats may still differ in a far digit: exact comparisons where it shows most, and of any two numbers once
        cell = tuple(int(k) for k in np.unravel_index(int(nearly.argmax()), nearly.shape))
        if self.compared and nearly[cell] <= ROUNDED:
            return None
        self.compared = self.compared or nearly[cell] > 0
        point = found.point(cell if nearly[cell] > 0 else tuple(int(k) for k in np.argwhere(agreeing)[0]))
        return point if confirmed(self.problem, point, SANITY_BITS) is not None else None


def distances(problem: Problem, found: Field) -> tuple[Array, Array, Array, Array]:
    """For every cell: the relative distance (0 where not apart), whether the sides agree, whether one is undefined; and where they agree
    the relative distance plus an ulp (0 where both sides are 0)."""
    left, right = (found.full(found.evaluator.evaluate(t)) for t in problem.targets[:2])
    with np.errstate(all="ignore"):
        scale = np.maximum(np.abs(left), np.abs(right))
        difference = np.abs(left - right)
        distance = difference / np.where(scale == 0, 1.0, scale)
    where = found.full(found.where)
    defined = np.isfinite(left) & np.isfinite(right)
    # near zero a relative distance is rounding only
    near = (distance <= NEAR) | (difference <= 1e-13)
    apart = np.where(where & defined & ~near, distance, 0.0)
    nearly = np.where(where & defined & near & (scale > 0), distance + ULP, 0.0)
    return apart, where & defined & near, where & ~defined, nearly


def best(apart: Array, limit: int) -> list[tuple[int, ...]]:
    """In the samples that are furthest apart the cell that is, the first of equals first: where one cell of a sample lies on a tie,
    others often do."""
    cells = apart.reshape(-1, apart.shape[-1])
    furthest = cells.argmax(axis=0)
    distances = cells[furthest, np.arange(cells.shape[1])]
    order = np.argsort(-distances, kind="stable")[:limit]
    chosen = [(int(furthest[n]), int(n)) for n in order if distances[n] > 0]
    return [tuple(int(k) for k in np.unravel_index(c * cells.shape[1] + n, apart.shape)) for c, n in chosen]


def confirmed(problem: Problem, point: Model, bits: tuple[int, ...] = BITS) -> tuple[Any, Any] | None:
    """The two values if they certainly differ at a point that certainly satisfies the conditions, else None."""
    from derive.evaluating import exact

    for precision in bits:
        with exact.precision(precision):
            left, right = exact.values(problem.definitions, point, problem.targets[:2])
            apart = exact.apart(left, right)
            if apart is False:
                return None
            if apart and holds(problem, point):
                return left, right
    return None


def _witness(problem: Problem, frame: Frame, found: Model, minimise: bool) -> Witness:
    known: dict[int, tuple[Any, Any] | None] = {}

    def confirm(p: Model) -> bool:
        known[id(p)] = confirmed(problem, p)
        return known[id(p)] is not None

    point = minimised(problem, frame, found, confirm) if minimise else found
    sides = known.get(id(point)) or confirmed(problem, point)
    assert sides is not None  # minimised returns confirmed points only
    return written(unmerged(problem.merged, point), *sides)


def find_model(
    given: Given, case: tuple[Term, ...] = (), conditions: tuple[Term, ...] = (), defined: tuple[Term, ...] = ()
) -> Model | None:
    """An exact model of the Given, the case and the conditions, at which the terms `defined` are finite; None if the search
    finds none (which is no proof that there is none). Raises Unsupported, and TooLarge where nothing was small enough to be tried."""
    problem = pose(given, (*case, *conditions), defined, every_fact=True)
    chosen = frames(problem, MODEL_FRAMES)
    rounds = [(8, "search", chosen), *((MANY, manner, chosen[:1]) for manner in ("any", "tiny"))]
    rounds += [(8, "search", in_other_orders(problem))]
    small, large = False, None
    for number, (samples, manner, tried) in enumerate(rounds):
        for place, frame in enumerate(tried):
            try:
                found = satisfying(problem, frame, samples, MODEL_FRAMES * number + place, manner, FEW_WAYS if number > 2 else None)
                point = None if found is None else _certain(problem, found)
                small = True
            except TooLarge as why:
                large = large or TooLarge(str(why))
                continue
            if point is not None:
                return unmerged(problem.merged, point)
    if large is not None and not small:
        raise large
    return None


def _certain(problem: Problem, found: Field) -> Model | None:
    """The first of a few points that is certain to be a model."""
    from derive.evaluating import exact

    good = found.full(found.where)
    for term in problem.targets:
        good = good & np.isfinite(found.full(found.evaluator.evaluate(term)))
    for cell in np.argwhere(good)[:CANDIDATES]:
        point = found.point(tuple(int(k) for k in cell))
        for precision in BITS[:2]:
            with exact.precision(precision):
                values = exact.values(problem.definitions, point, problem.targets)
                if holds(problem, point) and all(map(exact.is_finite, values)):
                    return point
    return None
