"""Models at which numbers are compared: unequal sizes, size 1, empty windows, coincidences, and large values.

Comes in: a problem (terms with their Given), how many models. Goes out: batches, each of one choice of sizes. Values are drawn by
`evaluating`; here indices are made equal and sequences constant where the Given allows it. Knows nothing of what is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import numpy as np

from derive.evaluating.arithmetic import Array, TooLarge
from derive.evaluating.frames import Frame, frames
from derive.evaluating.model import Model, Table
from derive.evaluating.problem import Problem
from derive.evaluating.search import Field, field, satisfying, thinned, unmerged
from derive.terms.term import Symbol, Term

FRAMES = 14
LEAST = 3
ROUNDS = 4
LARGE = (32, 1000)


def batches(problem: Problem, models: int, fixed: bool) -> Iterator[tuple[Frame, Field]]:
    """At least `models` models over all sizes that fit, if so many are found. fixed: every free index has one value in a model, and each
    batch has models with forced coincidences; otherwise free indices take all their values, so coincidences occur by themselves."""
    if fixed:
        problem = replace(problem, drawn=frozenset(problem.contents.indices))
    chosen = frames(problem, FRAMES)
    each = max(LEAST, -(-models // max(1, len(chosen))))
    made = 0
    for turn in range(ROUNDS):
        if made >= models:
            return
        for number, frame in enumerate(chosen):
            found = batch(problem, frame, each, number + FRAMES * turn, fixed)
            if found is not None:
                made += found.model.count
                yield frame, found


def batch(problem: Problem, frame: Frame, count: int, seed: int, fixed: bool) -> Field | None:
    """Models of one choice of sizes; None if there are none."""
    try:
        found = satisfying(problem, frame, count, seed)
        return with_coincidences(problem, found) if found is not None and fixed else found
    except TooLarge:
        return None


def with_coincidences(problem: Problem, found: Field) -> Field:
    """Two more samples: one where all indices of a set are one element and sequences take that element everywhere, one where the
    sequences repeat an element and the indices differ; those that the conditions forbid are left out again."""
    model = found.model
    numbers = np.append(np.arange(model.count), [0, 0])
    wider = model.choose(numbers)
    same, other = model.count, model.count + 1
    indices = {i: np.array(v) for i, v in wider.indices.items()}
    elements = {s: t.values.copy() for s, t in wider.elements.items()}
    shift: dict[Term, int] = {}
    for variable in sorted(indices, key=lambda i: (i.tag[0], i.key)):
        if variable in problem.ties or variable.tag[1].op != "set":
            continue
        over = variable.tag[1]
        size = int(model.sizes[over.tag])
        indices[variable][same] = 0
        indices[variable][other] = shift.setdefault(over, 0) % size
        shift[over] += 1
    for symbol, values in elements.items():
        if symbol.target is not None and symbol.target.op == "set":
            values[..., same] = 0
            values[..., other] = int(model.sizes[symbol.target.tag]) - 1
    wider = replace(wider, indices=tied(problem, indices, elements, wider), elements={s: table(wider, s, v) for s, v in elements.items()})
    return allowed(problem, wider, found) or found


def allowed(problem: Problem, model: Model, like: Field) -> Field | None:
    """The samples of the model that the conditions allow."""
    made = field(problem, model, like.axes, like.spans)
    return thinned(problem, made, model.count) if problem.conditions else made


def table(model: Model, symbol: Symbol, values: Array) -> Table:
    return Table(model.elements[symbol].offsets, values, values)


def tied(problem: Problem, indices: dict[Term, Array], elements: dict[Symbol, Array], model: Model) -> dict[Term, Array]:
    """Indices that the Given ties to an entry of a sequence follow it."""
    from derive.evaluating.places import Places

    changed = replace(model, elements={s: table(model, s, v) for s, v in elements.items()})
    places = Places(changed)
    for variable, entry in problem.ties.items():
        if variable in indices:
            indices[variable] = np.broadcast_to(places.integer(entry, places.root), (model.count,))
    return indices


def large(problem: Problem, found: Field, count: int) -> Field | None:
    """The first samples with whole numbers times 32 and times 1000 for their values; None where the conditions forbid that."""
    model = found.model.choose(np.arange(min(count, found.model.count)))
    model = model.choose(np.tile(np.arange(model.count), len(LARGE)))
    factors = np.repeat(np.array(LARGE), model.count // len(LARGE))
    reals = {s: Table.of_fractions(t.offsets, whole(t.floats, factors)) for s, t in model.reals.items()}
    return allowed(problem, replace(model, reals=reals), found)


def whole(values: Array, factors: Array) -> Array:
    scaled = np.sign(values) * np.ceil(np.abs(values)) * factors
    made = np.empty(scaled.shape, dtype=object)
    made[...] = [Fraction(int(x)) for x in scaled.ravel()] if scaled.ndim == 1 else np.frompyfunc(lambda x: Fraction(int(x)), 1, 1)(scaled)
    return made


def sizes_text(frame: Frame) -> str:
    """`|V| = 3, d = 2`."""
    sets = [f"|{name}| = {n}" for name, n in frame.sizes.items()]
    return ", ".join([*sets, *(f"{s.name} = {n}" for s, n in frame.integers.items())]) or "no sizes"


def restored(problem: Problem, point: Model) -> Model:
    """The point with the free indices that an equality made one."""
    return unmerged(problem.merged, point)
