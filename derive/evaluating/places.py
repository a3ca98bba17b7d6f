"""Indices, integers and sets: which places an expression looks at.

Comes in: index terms, integer terms and sets. Goes out: int64 arrays, and axes with masks for sets that are bound over.
Array axes: the last one runs over the samples of the model, the k-th binder around a term owns axis -(k+1); so a closed
term computed under few binders broadcasts under many. Knows nothing of the numbers that stand at the places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import TypeAlias

import numpy as np

from derive.evaluating.arithmetic import Array, TooLarge, Unsupported
from derive.evaluating.dual import Value, primal
from derive.evaluating.model import Model
from derive.terms.term import Symbol, Term, base_set

AXIS_LIMIT = 1024
INTEGER_LIMIT = 1 << 31
OUTSIDE = -(1 << 40)  # an element looked up outside its map: compares as "cannot tell"


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Under which derivatives (symbol, place, level) and replacements a term is evaluated."""

    seeds: tuple[tuple[Symbol, tuple[Array, ...], int], ...] = ()
    bindings: Mapping[Symbol, tuple[Term, Scope]] = field(default_factory=dict)
    level: int = 0
    symbols: frozenset[Symbol] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """env[k] is the value of bound index k; depth is the next free axis."""

    env: tuple[Array, ...]
    depth: int
    context: Context

    def under(self, value: Array) -> Scope:
        return Scope((value, *self.env), self.depth + 1, self.context)


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A set laid along an axis: its covering values, and where the element really belongs to it (None: everywhere)."""

    axis: int
    values: Array
    mask: Value | None

    @property
    def length(self) -> int:
        return self.values.size


Key: TypeAlias = tuple[Term, tuple[int, ...], Context | None]


def integral(term: Term) -> bool:
    """Whether the term is an index or an integer expression of them, by its form."""
    match term:
        case Term("num", _, value):
            return bool(value.denominator == 1)
        case Term("real", _, symbol):
            return bool(symbol.sort == "integer")
        case Term("add" | "mul", args):
            return all(map(integral, args))
    return term.op in ("index", "bound", "element", "card")


def summed(a: Array, b: Array) -> Array:
    return _bounded(a, b, a + b)


def multiplied(a: Array, b: Array) -> Array:
    return _bounded(a, b, a * b)


def _bounded(a: Array, b: Array, result: Array) -> Array:
    """The result, OUTSIDE where it could have overflowed or a place was already lost."""
    large = (np.abs(a) >= INTEGER_LIMIT) | (np.abs(b) >= INTEGER_LIMIT) | (np.abs(result) >= INTEGER_LIMIT)
    return np.where(large, OUTSIDE, result) if large.any() else result


class Places:
    """Index and integer terms at one model. The conditions of filters are the evaluator's business."""

    def __init__(self, model: Model, axes: tuple[Term, ...] = ()) -> None:
        self.model = model
        self.samples = np.arange(model.count)
        self.root = Scope((), len(axes) + 1, Context())
        self._axes: dict[tuple[int, int, int], Array] = {}
        self._integers: dict[Key, Array] = {}
        self._spreads: dict[Term, tuple[int, int]] = {}
        self._spans: dict[int, tuple[int, int, Array]] = {}
        self.indices: dict[Term, Array] = {i: np.asarray(v) for i, v in model.indices.items()}
        for number, variable in enumerate(axes):
            over = base_set(variable.tag[1])
            self.indices[variable] = self.lay(over, Scope((), number + 1, Context())).values

    def truth(self, condition: Term, scope: Scope) -> Value:
        raise NotImplementedError

    def joined(self, first: Value | None, second: Value) -> Value:
        raise NotImplementedError

    def integer(self, term: Term, scope: Scope) -> Array:
        # a filter under `card` may depend on what is replaced
        context = scope.context if scope.context.symbols else None
        key = (term, tuple(map(id, scope.env[: term.loose])), context)
        found = self._integers.get(key)
        if found is None:
            found = self._integers[key] = self._integer(term, scope)
        return found

    def _integer(self, term: Term, scope: Scope) -> Array:
        match term:
            case Term("bound", _, k):
                bound: Array = scope.env[k]
                return bound
            case Term("index") if term in self.indices:
                return self.indices[term]
            case Term("num", _, value) if value.denominator == 1:
                return self._small(value.numerator)
            case Term("real", (), symbol) if symbol in self.model.integers:
                return self._small(self.model.integers[symbol])
            case Term("element", args, symbol) if symbol in self.model.elements:
                return self._element(symbol, [self.integer(a, scope) for a in args])
            case Term("card", (over,)):
                return self._card(over, scope)
            case Term("add" | "mul" as op, args):
                values = [self.integer(a, scope) for a in args]
                return reduce(summed if op == "add" else multiplied, values)
        name = getattr(term.tag, "name", "")
        raise Unsupported(f"{term.op} {name}".strip() + " as an index or a size: it has no value in the model")

    def _small(self, value: int | Array) -> Array:
        if isinstance(value, int) and abs(value) >= INTEGER_LIMIT:
            raise TooLarge("an integer too large for a size or an index")
        return np.asarray(value, dtype=np.int64)

    def _element(self, symbol: Symbol, indices: list[Array]) -> Array:
        table = self.model.elements[symbol]
        found, outside = self.gather(table.floats, table.offsets, indices)
        return found if outside is None else np.where(outside, OUTSIDE, found)

    def _card(self, over: Term, scope: Scope) -> Array:
        if over.op == "set":
            return np.asarray(self.model.sizes[over.tag], dtype=np.int64)
        if over.op == "range":
            low, high = (self.integer(a, scope) for a in over.args)
            return np.asarray(np.maximum(high - low + 1, 0))
        if scope.context.symbols:
            raise Unsupported("the number of elements of a filtered set under a derivative")
        opened = self.lay(over, scope)
        mask = np.ones(1) if opened.mask is None else primal(opened.mask)
        if np.isnan(mask).any():
            raise Unsupported("the number of elements of a set whose condition cannot be decided")
        counted = np.broadcast_to(mask, np.broadcast_shapes(mask.shape, opened.values.shape))
        return np.asarray(counted.sum(axis=-opened.axis - 1, keepdims=True), dtype=np.int64)

    def lay(self, over: Term, scope: Scope) -> Opened:
        """The set along the next free axis."""
        match over:
            case Term("set", _, name):
                return self._lay_range(np.asarray(0), np.asarray(self.model.sizes[name]) - 1, scope.depth)
            case Term("range", (low, high)):
                return self._lay_range(self.integer(low, scope), self.integer(high, scope), scope.depth)
            case Term("filter", (inner, condition)):
                opened = self.lay(inner, scope)
                if opened.length == 0:
                    return opened
                kept = self.truth(condition, scope.under(opened.values))
                return Opened(opened.axis, opened.values, self.joined(opened.mask, kept))
        raise Unsupported(f"{over.op} as a set")

    def spread(self, over: Term) -> tuple[int, int]:
        """First element and number of elements of the set under all filters, which must not depend on indices."""
        found = self._spreads.get(over)
        if found is None:
            laid = self.lay(base_set(over), self.root)
            found = self._spreads[over] = (int(laid.values.flat[0]) if laid.length else 0), laid.length
        return found

    def _lay_range(self, low: Array, high: Array, axis: int) -> Opened:
        """A range whose ends vary is masked out of the range that covers it."""
        least, most = int(low.min()), int(high.max())
        values = self._axis(least, max(0, most - least + 1), axis)
        if low.size == 1 and high.size == 1:
            return Opened(axis, values, None)
        return Opened(axis, values, ((low <= values) & (values <= high)).astype(np.float64))

    def _axis(self, low: int, length: int, axis: int) -> Array:
        """One array for each axis and range, so that terms under equal binders are computed once."""
        if length > AXIS_LIMIT:
            raise TooLarge(f"a set of {length} elements; at most {AXIS_LIMIT} are evaluated")
        key = (low, length, axis)
        if key not in self._axes:
            self._axes[key] = np.arange(low, low + length).reshape((length,) + (1,) * axis)
        return self._axes[key]

    def gather(self, values: Array, offsets: tuple[int, ...], indices: list[Array]) -> tuple[Array, Array | None]:
        """The entries at those indices, and where the indices lie outside (None: nowhere)."""
        outside: Array | None = None
        places: list[Array] = []
        for offset, length, place in zip(offsets, values.shape, indices, strict=False):
            shifted = place - offset if offset else place
            if not self._within(place, offset, length):
                wrong = (shifted < 0) | (shifted >= length)
                outside = wrong if outside is None else outside | wrong
                shifted = np.where(wrong, 0, shifted)
            places.append(shifted)
        if 0 in values.shape:
            return np.zeros(1, dtype=values.dtype), np.ones(1, dtype=bool)
        return (values[(*places, self.samples)] if places else values), outside

    def _within(self, place: Array, offset: int, length: int) -> bool:
        known = self._spans.get(id(place))
        if known is None:
            low, high = (int(place.min()), int(place.max())) if place.size else (offset, offset)
            known = self._spans[id(place)] = low, high, place  # the array too: while it lives no other has its id
        return offset <= known[0] and known[1] < offset + length
