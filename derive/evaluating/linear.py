"""Systems of equations that are linear in numbers and vectors, solved exactly: normal equations, stationarity, balance.

Comes in: a model whose samples were drawn freely, and ground equations. Goes out: the model with entries of numbers and vectors changed so
that in each sample those equations hold that are linear in them, as far as they have a solution.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from derive.evaluating.arithmetic import Array
from derive.evaluating.model import Model, Table
from derive.terms.term import Symbol, Term

MOST_UNKNOWNS = 16
ALIEN = Fraction(3, 7)  # at multiples of this the equations are looked at once more: are they linear?
Place = tuple[Symbol, tuple[int, ...]]
Residual = Callable[[Model, Term], Array]


def solved(model: Model, equations: Sequence[Term], residual: Residual) -> Model:
    """residual: left - right of an equation in each sample, as Fractions, None where it has none."""
    places = [
        (symbol, where)
        for symbol in sorted(model.reals, key=lambda s: (len(s.axes), s.name), reverse=True)
        if len(symbol.axes) < 2 and any(symbol in e.atoms for e in equations)
        for where in np.ndindex(model.reals[symbol].values.shape[:-1])
    ]
    if not places or len(places) > MOST_UNKNOWNS:
        return model
    count = model.count
    probes = [_with(model, places, lambda k, old: old)]
    probes += [_with(model, places, lambda k, old, n=n: old + (k == n)) for n in range(len(places))]
    probes += [_with(model, places, lambda k, old: old + (k + 2) * ALIEN)]
    seen = [[residual(p, e) for e in equations] for p in probes]
    for sample in range(count):
        rows = []
        for number in range(len(equations)):
            start, *steps, last = (at[number][sample] for at in seen)
            if any(x is None for x in (start, *steps, last)):
                continue
            slopes = [s - start for s in steps]
            if any(slopes) and last - start == sum((slope * (k + 2) * ALIEN for k, slope in enumerate(slopes)), Fraction(0)):
                rows.append([*slopes, -start])
        change = particular(rows, len(places))
        if change is not None:
            model = _changed(model, places, sample, change)
    return model


def particular(rows: list[list[Fraction]], unknowns: int) -> list[Fraction] | None:
    """A solution of the linear system, 0 in what it leaves free; None where it has none."""
    rows, pivots = [list(r) for r in rows], list[int]()
    for column in range(unknowns):
        at = next((n for n in range(len(pivots), len(rows)) if rows[n][column]), None)
        if at is None:
            continue
        top = len(pivots)
        rows[top], rows[at] = rows[at], rows[top]
        rows[top] = [x / rows[top][column] for x in rows[top]]
        for n, row in enumerate(rows):
            if n != top and row[column]:
                rows[n] = [x - row[column] * y for x, y in zip(row, rows[top], strict=True)]
        pivots.append(column)
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    found = [Fraction(0)] * unknowns
    for row, column in zip(rows, pivots, strict=False):
        found[column] = row[-1]
    return found


def _with(model: Model, places: Sequence[Place], change: Callable[..., Any]) -> Model:
    """The model with each entry changed in every sample; change: from the number of the place and what stood there."""
    values = {symbol: model.reals[symbol].values.copy() for symbol, _ in places}
    for k, (symbol, where) in enumerate(places):
        values[symbol][where] = [change(k, old) for old in values[symbol][where]]
    return _holding(model, values)


def _changed(model: Model, places: Sequence[Place], sample: int, change: Sequence[Fraction]) -> Model:
    values = {symbol: model.reals[symbol].values.copy() for symbol, _ in places}
    for (symbol, where), by in zip(places, change, strict=True):
        values[symbol][(*where, sample)] += by
    return _holding(model, values)


def _holding(model: Model, values: Mapping[Symbol, Array]) -> Model:
    """The model with these tables of values."""
    tables = {s: Table.of_fractions(model.reals[s].offsets, v) for s, v in values.items()}
    return replace(model, reals={**model.reals, **tables})
