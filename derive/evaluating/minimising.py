"""A witness that a person can recompute: small sizes and plain numbers.

Comes in: a confirmed point. Goes out: a confirmed point that is at most as large. Sizes go down one at a time, then entries
move to 0, 1 and smaller integers, all single changes being tried at once as samples of one model. Knows nothing of why the
point is a witness: it asks `confirm`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from derive.evaluating.arithmetic import Array, Floats, TooLarge
from derive.evaluating.evaluator import Evaluator
from derive.evaluating.frames import Frame, admissible
from derive.evaluating.model import Model, Table
from derive.evaluating.places import Places
from derive.evaluating.problem import Problem
from derive.evaluating.search import Field, satisfying
from derive.terms.term import Symbol, Term

CLEAR = 1e-6
VARIANTS = 96
ROUNDS = 12
FRAME_TRIALS = 10
EXACT_TRIALS = 100
CLEARLY_APART, NEARLY_EQUAL = 2, 8  # points of a smaller frame that are looked at exactly

Change: TypeAlias = tuple[Symbol | Term, tuple[int, ...], Fraction | int]


def minimised(problem: Problem, frame: Frame, point: Model, confirm: Callable[[Model], bool]) -> Model:
    for smaller in _smaller(problem, frame, point, confirm):
        point = smaller
    if not _still(problem, point)[0]:
        point = exactly(point, confirm)
    for _ in range(ROUNDS):
        simpler = simplified(problem, point)
        if simpler is None or not confirm(simpler):
            break
        point = simpler
    return point


def exactly(point: Model, confirm: Callable[[Model], bool]) -> Model:
    """The point with entries made plainer one after the other, the plainest value first: for sides that only exact numbers tell apart,
    of which floats cannot say where they differ."""
    trials = EXACT_TRIALS
    done: set[tuple[Symbol | Term, tuple[int, ...]]] = set()
    while trials > 0:
        entry = next(((n, p) for n, p, _ in _changes(point) if (n, p) not in done), None)
        if entry is None:
            break
        done.add(entry)
        for change in [c for c in _changes(point) if c[:2] == entry]:
            trials -= 1
            plainer = varied(point, [[change]])
            if confirm(plainer):
                point = plainer
                break
    return point


def _smaller(problem: Problem, frame: Frame, point: Model, confirm: Callable[[Model], bool]) -> Iterator[Model]:
    """Points in smaller and smaller frames."""
    trials = 0
    for place in range(len(frame.row)):
        for value in range(1, frame.row[place]):
            row = (*frame.row[:place], value, *frame.row[place + 1 :])
            trials += 1
            if trials > FRAME_TRIALS or not admissible(problem, [row]):
                continue
            found = _in_frame(problem, Frame(frame.contents, row), confirm)
            if found is not None:
                frame = Frame(frame.contents, row)
                yield found
                break


def _in_frame(problem: Problem, frame: Frame, confirm: Callable[[Model], bool]) -> Model | None:
    try:
        found = satisfying(problem, frame, 8, 77, "simple")
    except TooLarge:
        return None
    if found is None:
        return None
    apart = differing(problem, found)
    tried = CLEARLY_APART if apart.any() else NEARLY_EQUAL
    cells = np.argwhere(apart if apart.any() else defined(problem, found))
    weights = [weight(found.model, int(cell[-1])) for cell in cells]
    cells = cells[np.argsort(weights, kind="stable")]
    points = (found.point(tuple(int(k) for k in cell)) for cell in cells[:tried])
    return next((p for p in points if confirm(p)), None)


def weight(model: Model, sample: int) -> int:
    """How much there is to write down for the variables of a sample."""
    values = (v for t in model.reals.values() for v in t.values[..., sample].reshape(-1))
    return sum(abs(v.numerator) + 2 * (v.denominator - 1) for v in values)


def differing(problem: Problem, found: Field) -> Array:
    """The cells at which the conditions hold and the sides are clearly apart, in floats."""
    left, right = (found.full(found.evaluator.evaluate(t)) for t in problem.targets[:2])
    with np.errstate(all="ignore"):
        apart = np.abs(left - right) > CLEAR * np.maximum(np.abs(left), np.abs(right))
    return np.asarray(found.full(found.where) & apart & np.isfinite(left) & np.isfinite(right))


def defined(problem: Problem, found: Field) -> Array:
    """The cells at which the conditions hold and the sides have values."""
    left, right = (found.full(found.evaluator.evaluate(t)) for t in problem.targets[:2])
    return np.asarray(found.full(found.where) & np.isfinite(left) & np.isfinite(right))


def simplified(problem: Problem, point: Model) -> Model | None:
    """The point with as many plainer entries as still make a difference; None if there is none."""
    together = list(_joint_changes(point))
    changes = list(_changes(point))[:VARIANTS]
    if not changes:
        return None
    fine = _still(problem, varied(point, [*together, *([c] for c in changes)]))
    joint = next((c for c, f in zip(together, fine, strict=False) if f), None)
    if joint is not None:
        return varied(point, [joint])
    good = fine[len(together) :]
    useful = [c for c, fine in zip(changes, good, strict=True) if fine]
    if not useful:
        return None
    first = {(name, place): (name, place, value) for name, place, value in reversed(useful)}
    chosen = list(first.values())[::-1]
    # all at once if that works, else the longest of some beginnings; one alone always does
    beginnings = [chosen[: max(1, len(chosen) // part)] for part in (1, 2, 4, 8)] + [chosen[:1]]
    fine = _still(problem, varied(point, beginnings))
    best = next((b for b, f in zip(beginnings, fine, strict=True) if f), chosen[:1])
    return varied(point, [best])


def _still(problem: Problem, model: Model) -> list[bool]:
    evaluator = Evaluator(problem.definitions, model, Floats())
    found = Field(model, (), (), evaluator, np.asarray(True))
    held = evaluator.evaluate(Term("and", problem.conditions)) == 1 if problem.conditions else np.asarray(True)
    return [bool(x) for x in differing(problem, replace(found, where=np.asarray(held)))]


def complexity(value: Fraction | int) -> tuple[int, int, Fraction | int]:
    """0 before 1 before -1 before other integers before fractions."""
    return Fraction(value).denominator, abs(Fraction(value).numerator), -value


def _changes(point: Model) -> Iterator[Change]:
    """Every plainer value for every entry, map and free index."""
    places = Places(point)
    for variable, values in point.indices.items():
        low, _ = places.spread(variable.tag[1])
        yield from ((variable, (), n) for n in range(max(low, min(0, int(values[0]))), int(values[0])))
    for symbol, table in point.elements.items():
        assert symbol.target is not None
        low, _ = places.spread(symbol.target)
        for place, value in np.ndenumerate(table.values[..., 0]):
            yield from ((symbol, place, n) for n in range(max(low, min(0, int(value))), int(value)))
    for symbol, table in point.reals.items():
        for place in np.ndindex(*table.values.shape[:-1]):
            present = table.values[(*place, 0)]
            options = (0, 1, -1, round(present))
            yield from ((symbol, place, Fraction(n)) for n in dict.fromkeys(options) if complexity(n) < complexity(present))


def _joint_changes(point: Model) -> Iterator[list[Change]]:
    """Every entry of one value moved to 0, 1 or -1: for witnesses that live on ties."""
    places: dict[Fraction, list[tuple[Symbol, tuple[int, ...]]]] = {}
    for symbol, table in point.reals.items():
        for place in np.ndindex(*table.values.shape[:-1]):
            places.setdefault(table.values[(*place, 0)], []).append((symbol, place))
    for value, found in places.items():
        if len(found) > 1:
            plainer = (Fraction(n) for n in (0, 1, -1) if complexity(n) < complexity(value))
            for n in plainer:
                changes: list[Change] = [(symbol, place, n) for symbol, place in found]
                yield changes


def varied(point: Model, variants: list[list[Change]]) -> Model:
    """One sample for each list of changes."""
    many = point.choose(np.zeros(len(variants), dtype=np.int64))
    indices = {i: v.copy() for i, v in many.indices.items()}
    elements = {s: t.values.copy() for s, t in many.elements.items()}
    reals = {s: (t.values.copy(), t.floats.copy()) for s, t in many.reals.items()}
    for sample, changes in enumerate(variants):
        for name, place, value in changes:
            if isinstance(name, Term):
                indices[name][sample] = value
            elif name in elements:
                elements[name][(*place, sample)] = value
            else:
                reals[name][0][(*place, sample)], reals[name][1][(*place, sample)] = value, float(value)
    return replace(
        many,
        indices=indices,
        elements={s: Table(many.elements[s].offsets, v, v) for s, v in elements.items()},
        reals={s: Table(many.reals[s].offsets, v, f) for s, (v, f) in reals.items()},
    )
