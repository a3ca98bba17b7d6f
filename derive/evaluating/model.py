"""Models: sizes of sets and values of integers, indices, maps and variables, all exact; many at once.

Comes in: what the sampler chose. Goes out: tables that the evaluator looks up. One model holds `count` samples of the same
sizes, as the last axis of every table. Knows nothing of terms but their symbols, and nothing of what is true in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from derive.evaluating.arithmetic import Array
from derive.terms.term import Symbol, Term


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Values over the axes of a symbol, then over the samples. Entry i of an axis stands at position i - offset.
    `values` holds Fractions (or ints, for a map into a set), `floats` the same as float64 (or int64)."""

    offsets: tuple[int, ...]
    values: Array
    floats: Array

    @classmethod
    def of_fractions(cls, offsets: tuple[int, ...], values: Array) -> Table:
        return cls(offsets, values, values.astype(np.float64))

    def sample(self, number: int) -> Table:
        return self.choose(np.array([number]))

    def choose(self, numbers: Array) -> Table:
        return Table(self.offsets, self.values[..., numbers], self.floats[..., numbers])


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """sizes: elements of each named set; integers: values of integer symbols; indices: positions of free indices (in a
    range: the integer itself); elements and reals: tables. Named sets are 0..size-1."""

    sizes: Mapping[str, int | Array]
    integers: Mapping[Symbol, int | Array]
    indices: Mapping[Term, Array]
    elements: Mapping[Symbol, Table]
    reals: Mapping[Symbol, Table]
    count: int = 1

    def sample(self, number: int) -> Model:
        """One of the samples as a model of its own."""
        return self.choose(np.array([number]))

    def choose(self, numbers: Array) -> Model:
        """Those samples, in that order."""
        return replace(
            self,
            indices={i: v[numbers] for i, v in self.indices.items()},
            elements={s: t.choose(numbers) for s, t in self.elements.items()},
            reals={s: t.choose(numbers) for s, t in self.reals.items()},
            count=len(numbers),
        )

    def with_indices(self, indices: Mapping[Term, int]) -> Model:
        """These free indices fixed in every sample."""
        fixed = {i: np.full(self.count, v, dtype=np.int64) for i, v in indices.items()}
        return replace(self, indices={**self.indices, **fixed})
