"""A quick look whether a claim can be true at all, before a proof is tried.

Comes in: claims. Goes out: whether their sides agree, in floating point, at sampled points of one choice of sizes. The points serve all
claims under one Given and case, and what many claims have in common is evaluated once. Nothing is decided here: what passes still has to be
proved.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from derive.terms.claim import Claim, Given
from derive.terms.term import Term, substitute

if TYPE_CHECKING:  # NumPy is loaded only where something has to be diagnosed
    from derive.evaluating.problem import Problem
    from derive.evaluating.search import Field

    Points: TypeAlias = tuple[Problem, Field]

SAMPLES, FRAMES = 4, 3
CLEARLY = 1e-6


@dataclass(slots=True)
class Screen:
    """Points by Given and case, and the terms that they were drawn for."""

    points: dict[tuple[int, tuple[Term, ...]], Points | None] = field(default_factory=dict)
    spoken: dict[tuple[int, tuple[Term, ...]], tuple[Term, ...]] = field(default_factory=dict)

    def plausible(self, claim: Claim, group: Given) -> bool:
        """False where the sides clearly differ at some point, have values together at none, or are 0 without saying so; True where nothing
        can be evaluated. group: the Given that stands for those of its kind as long as this screen lives."""
        from derive.evaluating.arithmetic import TooLarge, Unsupported
        from derive.evaluating.refuting import distances

        try:
            found = self.drawn(replace(claim, given=group))
            if found is None:
                return True
            problem, points = found
            sides = (claim.left, claim.right)
            targets = tuple(substitute(t, problem.merged) for t in sides) if problem.merged else sides
            apart, agreeing, *_ = distances(replace(problem, targets=targets), points)
            return not (apart > CLEARLY).any() and bool(agreeing.any()) and not _vanishing(targets, points)
        except (Unsupported, TooLarge, RecursionError):
            return True

    def drawn(self, claim: Claim) -> Points | None:
        """Points at which the claim can be evaluated; those that are there are used where they have all that it speaks of."""
        key = id(claim.given), claim.case
        if key in self.points:
            old = self.points[key]
            if old is None or _within(claim, old[0]):
                return old
        terms = self.spoken[key] = (claim.left, claim.right, *self.spoken.get(key, ()))
        self.points[key] = _draw(claim, terms)
        return self.points[key]


def _vanishing(targets: tuple[Term, ...], points: Field) -> bool:
    """Whether both sides are 0 wherever one looks although neither is written so: what does not depend on a variable has many equal
    derivatives by it."""
    return all(t.op != "num" and not points.evaluator.evaluate(t).any() for t in targets)


def _within(claim: Claim, problem: Problem) -> bool:
    from derive.evaluating.contents import contents

    known = problem.contents
    new = contents((claim.left, claim.right), claim.given.definitions)
    return new.names - problem.merged.keys() <= known.names and new.sizes <= known.sizes


def _draw(claim: Claim, terms: tuple[Term, ...]) -> Points | None:
    from derive.evaluating.frames import frames
    from derive.evaluating.problem import pose
    from derive.evaluating.search import satisfying

    problem = pose(claim.given, claim.case, terms)
    for number, frame in enumerate(frames(problem, FRAMES)):
        found = satisfying(problem, frame, SAMPLES, number)
        if found is not None:
            return problem, found
    return None
