"""Values to try: indices, maps and variables at given sizes.

Comes in: a problem and a frame. Goes out: a model of many samples, not yet checked against the conditions. The numbers are
drawn from small rationals that a person can compute with, by a generator with a fixed seed. Some samples are positive
throughout (for logarithms), some lie between 0 and 1, some repeat one value (for ties), some are 0, 1 and -1 only; maps
alternate between all different and repeating.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np

from derive.evaluating import structured
from derive.evaluating.arithmetic import Array, TooLarge
from derive.evaluating.model import Model, Table
from derive.evaluating.places import Places
from derive.evaluating.problem import Problem
from derive.terms.term import Symbol, Term, base_set

TABLE_LIMIT = 1 << 12
SWEPT_CELLS = 160
PALETTES = {
    "mixed": "1 -2 1/2 3 -1/2 2 -1 1/3 -3 3/2 -1/3 -3/2",
    "positive": "1 2 1/2 3 1/3 3/2 2/3 1 2 4 1/4 5",
    "unit": "1/2 1/3 1/4 2/3 3/4 1/5 2/5 1/6 1/8 1/2 3/5 1/7",
    "negative": "-1 -2 -1/2 -3 -1/3 -3/2 -2/3 -1 -2 -4 -1/4 -5",
    "plain": "0 1 -1 1 0 2 0 1 -1 -2 0 1",
    "tiny": "1/8 1/16 1/10 1/20 1/12 1/9 1/32 1/15 1/24 1/40 1/11 1/14",
}
NAMES = tuple(PALETTES)
CHOICES = np.array([[Fraction(x) for x in line.split()] for line in PALETTES.values()], dtype=object)
FLOATS = CHOICES.astype(np.float64)
WIDTH = CHOICES.shape[1]
ROUNDS = {
    "search": ("mixed", "positive", "negative", "unit", "same", "any", "plain", "any"),
    "any": ("any",),
    "simple": ("plain", "plain", "positive", "mixed", "plain", "unit", "plain", "same"),
    "tiny": ("tiny", "unit", "tiny", "positive", "tiny", "any", "tiny", "unit"),
    "plain": ("identity", "plain", "identity", "zero", "plain", "plain", "any", "plain"),
    "literal": ("literal",),
}


def swept(problem: Problem, places: Places) -> tuple[Term, ...]:
    """The free indices that are laid along axes: all their values are looked at, as far as that stays small."""
    chosen: list[Term] = []
    cells = 1
    for variable in problem.contents.indices:
        if variable in problem.ties or variable in problem.drawn:
            continue
        length = places.spread(variable.tag[1])[1]
        if cells * length <= SWEPT_CELLS:
            chosen.append(variable)
            cells *= max(1, length)
    return tuple(chosen)


class Sampler:
    """Draws the samples of one frame, given as the places of a model without variables."""

    def __init__(self, problem: Problem, places: Places, axes: tuple[Term, ...], random: Random) -> None:
        self.problem, self.places, self.axes, self.random = problem, places, axes, random
        self.base = places.model

    def draw(self, count: int, manner: str = "search") -> Model | None:
        """None where a free index or a map has no value to take. Raises TooLarge."""
        model = replace(self.base, count=count)
        elements = {s: self._map(s, count) for s in self.problem.contents.elements}
        if any(t is None for t in elements.values()):
            return None
        model = replace(model, elements={s: t for s, t in elements.items() if t is not None})
        for variable in sorted(self.problem.contents.indices, key=self._dependence):
            if variable not in self.axes:
                values = self._index(variable, model)
                if values is None:
                    return None
                model = replace(model, indices={**model.indices, variable: values})
            elif self.places.spread(variable.tag[1])[1] == 0:
                return None
        return replace(model, reals={s: self._table(s, count, manner) for s in self.problem.contents.reals})

    def _bytes(self, *shape: int) -> Array:
        size = int(np.prod(shape, dtype=np.int64))
        return np.frombuffer(self.random.randbytes(size), dtype=np.uint8).reshape(shape).astype(np.int64)

    def _shape(self, symbol: Symbol) -> tuple[tuple[int, ...], tuple[int, ...]]:
        spans = [self.places.spread(a) for a in symbol.axes]
        lengths = tuple(n for _, n in spans)
        if np.prod(lengths, dtype=np.float64) > TABLE_LIMIT:
            raise TooLarge(f"{symbol.name} has more than {TABLE_LIMIT} entries")
        return tuple(low for low, _ in spans), lengths

    def _map(self, symbol: Symbol, count: int) -> Table | None:
        """Even samples take different values at different places, as far as there are enough; every fourth is constant."""
        assert symbol.target is not None
        low, length = self.places.spread(symbol.target)
        offsets, shape = self._shape(symbol)
        if length == 0:
            return None
        free = self._bytes(*shape, count)
        in_turn = np.arange(int(np.prod(shape, dtype=np.int64))).reshape((*shape, 1)) + self._bytes(count)
        sample = np.arange(count)
        constant = free.reshape(-1, count)[:1].reshape(*(1 for _ in shape), -1) if free.size else free
        values = low + np.where(sample % 2 == 0, in_turn, np.where(sample % 4 == 1, constant, free)) % length
        return Table(offsets, values, values)

    def _dependence(self, variable: Term) -> tuple[int, str, bytes]:
        inner = sum(isinstance(a, Term) for a in variable.tag[1].atoms)
        return inner, variable.tag[0], variable.key

    def _index(self, variable: Term, model: Model) -> Array | None:
        places = Places(model)
        for axis in self.axes:  # a range may end at a swept index: any value will do, membership is a condition
            places.indices.setdefault(axis, np.zeros(1, dtype=np.int64))
        tie = self.problem.ties.get(variable)
        if tie is not None:
            return np.broadcast_to(places.integer(tie, places.root), (model.count,))
        base = base_set(variable.tag[1])
        if base.op != "range":
            low, length = np.asarray(0), np.asarray(self.places.spread(base)[1])
        else:
            low, high = (places.integer(a, places.root) for a in base.args)
            length = np.maximum(high - low + 1, 0)
        if not (length > 0).any():
            return None
        return np.asarray(low + self._bytes(model.count) % np.maximum(length, 1))

    def _table(self, symbol: Symbol, count: int, manner: str) -> Table:
        offsets, shape = self._shape(symbol)
        codes = self._bytes(*shape, count) % WIDTH
        names = ROUNDS[manner]
        kinds = [names[n % len(names)] for n in range(count)]
        kinds = [NAMES[self.random.randrange(5)] if k == "any" else k for k in kinds]
        for number, kind in enumerate(kinds):
            if kind == "same":
                codes[..., number] = (5 * number + 3) % WIDTH  # the same for every variable: x = y occurs
            elif kind in ("identity", "zero"):
                codes[..., number] = self._unit_code(shape, kind)
        if manner == "literal":
            drawn = self._literals()[codes]
            return Table.of_fractions(offsets, drawn)
        values, floats = self._drawn(kinds, codes)
        multiplied = len(shape) == 2 and symbol in self.problem.multiplied
        return self._structured(offsets, values) if multiplied else Table(offsets, values, floats)

    def _drawn(self, kinds: list[str], codes: Array) -> tuple[Array, Array]:
        rows = np.array([NAMES.index(k if k in NAMES else "mixed" if k == "same" else "plain") for k in kinds])
        return CHOICES[rows, codes], FLOATS[rows, codes]

    def _structured(self, offsets: tuple[int, ...], drawn: Array) -> Table:
        """A matrix of which an equation speaks that is not linear: every other sample is one that may solve it."""
        values = drawn.copy()
        rows, columns, count = values.shape
        for number in range(1, count, 2):
            values[..., number] = structured.matrix(number // 2, rows, columns, self.random)
        return Table.of_fractions(offsets, values)

    def _literals(self) -> Array:
        """The numbers of the claim, their negatives and neighbours, as one more palette."""
        near = [y for x in self.problem.literals for y in (x, -x, x + 1, x - 1)]
        return np.array(near[-WIDTH:] if len(near) >= WIDTH else (near * WIDTH)[:WIDTH], dtype=object)

    def _unit_code(self, shape: tuple[int, ...], kind: str) -> Array:
        """Codes in the plain palette (0 stands first, 1 second) of the identity, or of zero."""
        diagonal = len(shape) == 2 and kind == "identity"
        return np.eye(*shape, dtype=np.int64) if diagonal else np.full(shape, int(kind == "identity"), dtype=np.int64)
