"""Sums, products, maxima and conjunctions over a set that lies along an axis.

Comes in: the body on the opened set. Goes out: the value with that axis of length 1. The body counts only where the set's
condition holds, so that it may be undefined elsewhere; a condition that cannot be told makes the whole undefined. Knows
nothing of terms.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np

from derive.evaluating.arithmetic import Array
from derive.evaluating.dual import Calculus, Dual, Value, leaves, primal
from derive.evaluating.places import Opened


def extends(array: Array, axis: int) -> bool:
    return array.ndim > axis and array.shape[-axis - 1] > 1


def piece(value: Value, axis: int, number: int) -> Value:
    """The value at one place of the axis."""
    if isinstance(value, Dual):
        re, eps = piece(value.re, axis, number), piece(value.eps, axis, number)
        active = piece(value.active, axis, number)
        assert not isinstance(active, Dual)
        return Dual(value.level, re, eps, active)
    if not extends(value, axis):
        return value
    return value.take([number], axis=-axis - 1)


def joined(calculus: Calculus, a: Value, b: Value) -> Value:
    """Conjunction: false wins over "cannot tell"."""
    if isinstance(a, Dual) or isinstance(b, Dual):
        return calculus.mul(a, b)
    return np.where((a == 0) | (b == 0), 0.0, a * b)


class Reduction:
    def __init__(self, calculus: Calculus) -> None:
        self.calculus = calculus

    def sum(self, body: Value, opened: Opened) -> Value:
        return self._kinks(self._total(self._masked(body, opened, self.calculus.zero), opened), opened)

    def _total(self, value: Value, opened: Opened) -> Value:
        if isinstance(value, Dual):
            active = value.active
            if extends(active, opened.axis):
                active = np.asarray(active.any(axis=-opened.axis - 1, keepdims=True))
            return Dual(value.level, self._total(value.re, opened), self._total(value.eps, opened), active)
        if extends(value, opened.axis):
            return np.asarray(np.add.reduce(value, axis=-opened.axis - 1, keepdims=True))
        return value if opened.length == 1 else self.calculus.scale(opened.length, value)

    def product(self, body: Value, opened: Opened) -> Value:
        masked = self._masked(body, opened, self.calculus.one)
        return self._kinks(self._fold(self.calculus.mul, masked, opened), opened)

    def largest(self, body: Value, opened: Opened) -> Value:
        """nan over an empty set, and for the derivative where two elements tie."""
        if opened.mask is None and not any(extends(a, opened.axis) for a in leaves(body)):
            return body
        present = np.asarray(True) if opened.mask is None else primal(opened.mask) == 1
        best: Value = self.calculus.nan
        seen = np.asarray(False)
        for number in range(opened.length):
            here = piece(present, opened.axis, number)
            candidate = piece(body, opened.axis, number)
            assert not isinstance(here, Dual)
            larger = self.calculus.larger(best, candidate) if seen.any() else candidate
            best = self.calculus.choose(here & seen, larger, self.calculus.choose(here, candidate, best))
            seen = seen | here
        if opened.mask is not None and np.isnan(primal(opened.mask)).any():
            unknown = np.asarray(np.isnan(primal(opened.mask)).any(axis=-opened.axis - 1, keepdims=True))
            best = self.calculus.choose(unknown, self.calculus.nan, best)
        return self._kinks(best, opened)

    def every(self, body: Value, opened: Opened) -> Value:
        if opened.mask is not None:
            off = primal(opened.mask) == 0
            unknown = np.where(np.isnan(primal(opened.mask)) & (primal(body) != 1), np.nan, 1.0)
            body = self.calculus.choose(off, np.asarray(1.0), self.calculus.mul(body, unknown))
        if isinstance(body, Dual):
            return self._fold(lambda a, b: joined(self.calculus, a, b), body, opened)
        if not extends(body, opened.axis):
            return body
        axis = -opened.axis - 1
        some_false = (body == 0).any(axis=axis, keepdims=True)
        return np.where(some_false, 0.0, np.multiply.reduce(body, axis=axis, keepdims=True))

    def _fold(self, combine: Callable[[Value, Value], Value], value: Value, opened: Opened) -> Value:
        return reduce(combine, [piece(value, opened.axis, n) for n in range(opened.length)])

    def _masked(self, body: Value, opened: Opened, neutral: Array) -> Value:
        if opened.mask is None:
            return body
        return self._unknown(self.calculus.choose(primal(opened.mask) == 1, body, neutral), opened)

    def _unknown(self, value: Value, opened: Opened) -> Value:
        """nan where the condition of the set cannot be told."""
        if opened.mask is None:
            return value
        unknown = np.isnan(primal(opened.mask))
        return self.calculus.choose(unknown, self.calculus.nan, value) if unknown.any() else value

    def _kinks(self, value: Value, opened: Opened) -> Value:
        """A derivative is nan where the condition of the set is about to change."""
        if not isinstance(opened.mask, Dual):
            return value
        truth = self.calculus.from_truth(opened.mask)
        still = self.calculus.from_truth(primal(opened.mask))
        change = self.calculus.add(truth, self.calculus.scale(-1, still))
        return self.calculus.add(value, self._total(change, opened))
