"""Inverses and determinants of matrices of values, with their derivatives.

Comes in: the body of a matrix laid along two axes. Goes out: the inverse in matrix form, an entry of it, the determinant. In matrix form
rows and columns are the last two axes, of an array or of every array in a dual. A matrix without inverse has a nan for each entry
of it; determinants exist everywhere, and so do their derivatives. Knows nothing of terms.
"""

from __future__ import annotations

import numpy as np

from derive.evaluating.arithmetic import Array, TooLarge
from derive.evaluating.dual import Calculus, Dual, Value, level, primal, split
from derive.evaluating.places import Opened

SIZE_LIMIT = 12


class Matrices:
    def __init__(self, calculus: Calculus) -> None:
        self.calculus, self.numbers = calculus, calculus.numbers

    def laid(self, body: Value, rows: Opened, columns: Opened) -> Value:
        """Matrix form of a body over the two highest axes. Where the set has no such element (its ends vary) the matrix goes on as the
        identity, which changes neither determinant nor inverse."""
        if rows.length > SIZE_LIMIT:
            raise TooLarge(f"a matrix with {rows.length} rows; at most {SIZE_LIMIT} are evaluated")
        if rows.mask is not None and columns.mask is not None:
            inside = (primal(rows.mask) == 1) & (primal(columns.mask) == 1)
            diagonal = self.calculus.from_truth(np.asarray(rows.values == columns.values, dtype=np.float64))
            body = self.calculus.choose(inside, body, diagonal)
        return self._form(body, rows.axis, rows.length)

    def _form(self, value: Value, axis: int, length: int) -> Value:
        if isinstance(value, Dual):
            active = np.asarray(self._spread(value.active, axis, length).any(axis=(-2, -1)))
            return Dual(value.level, self._form(value.re, axis, length), self._form(value.eps, axis, length), active)
        return self._spread(value, axis, length)

    def _spread(self, array: Array, axis: int, length: int) -> Array:
        own = array.shape[max(0, array.ndim - axis - 1) :]  # what lies above has been summed up
        flat = array.reshape((1,) * (axis + 1 - len(own)) + own)
        if flat.size * length**2 > self.numbers.cell_limit:
            raise TooLarge("matrices with too many entries at once")
        return np.moveaxis(np.broadcast_to(flat, (length, length, *flat.shape[2:])), (0, 1), (-2, -1))

    def inverse(self, a: Value) -> Value:
        """d(A^-1) = -A^-1 dA A^-1 (Magnus and Neudecker 2019, 8.4)."""
        if not isinstance(a, Dual):
            return self.numbers.inverse(a)
        found = self.inverse(a.re)
        change = self.calculus.scale(-1, self.product(self.product(found, a.eps), found))
        return Dual(a.level, found, change, a.active)

    def product(self, a: Value, b: Value) -> Value:
        n = max(level(a), level(b))
        if n == 0:
            assert not isinstance(a, Dual) and not isinstance(b, Dual)
            return np.asarray(a @ b)
        (x, dx, on), (y, dy, too) = split(a, n), split(b, n)
        parts = ([] if dx is None else [self.product(dx, y)]) + ([] if dy is None else [self.product(x, dy)])
        change = parts[0] if len(parts) == 1 else self.calculus.add(parts[0], parts[1])
        return Dual(n, self.product(x, y), change, on | too)

    def determinant(self, a: Value) -> Value:
        """d det A = the sum of cofactor times dA over the entries (Jacobi), also where A has no inverse."""
        if not isinstance(a, Dual):
            return self.numbers.determinant(a)
        size = _size(a)
        change: Value = self.calculus.zero
        for i, j in np.ndindex(size, size):
            cofactor = self.calculus.scale((-1) ** (i + j), self.determinant(_without(a.re, i, j)))
            change = self.calculus.add(change, self.calculus.mul(cofactor, _at(a.eps, i, j)))
        return Dual(a.level, self.determinant(a.re), change, a.active)

    def entry(self, a: Value, low: int, row: Array, column: Array) -> Value:
        """a[row, column], the places counted from low; nan outside."""
        size = _size(a)
        outside = (row < low) | (row >= low + size) | (column < low) | (column >= low + size)
        if size == 0:
            return np.broadcast_to(self.calculus.nan, np.broadcast_shapes(row.shape, column.shape, (1,)))
        found = self._gathered(a, np.where(outside, 0, row - low), np.where(outside, 0, column - low))
        return self.calculus.choose(outside, self.calculus.nan, found) if outside.any() else found

    def _gathered(self, a: Value, row: Array, column: Array) -> Value:
        if isinstance(a, Dual):
            return Dual(a.level, self._gathered(a.re, row, column), self._gathered(a.eps, row, column), a.active)
        lead = np.broadcast_shapes(a.shape[:-2], row.shape, column.shape)
        own = (1,) * (len(lead) - a.ndim + 2) + a.shape[:-2]
        lengths = [n if n == m else 1 for n, m in zip(lead, own, strict=True)]
        grid = [np.arange(n).reshape((-1,) + (1,) * (len(lead) - k - 1)) for k, n in enumerate(lengths)]
        return np.asarray(a.reshape((*own, *a.shape[-2:]))[(*grid, row, column)])


def _size(a: Value) -> int:
    while isinstance(a, Dual):
        a = a.re
    return int(a.shape[-1])


def _at(a: Value, row: int, column: int) -> Value:
    if isinstance(a, Dual):
        return Dual(a.level, _at(a.re, row, column), _at(a.eps, row, column), a.active)
    return a[..., row, column]


def _without(a: Value, row: int, column: int) -> Value:
    """Without that row and column."""
    if isinstance(a, Dual):
        return Dual(a.level, _without(a.re, row, column), _without(a.eps, row, column), a.active)
    return np.delete(np.delete(a, row, axis=-2), column, axis=-1)
