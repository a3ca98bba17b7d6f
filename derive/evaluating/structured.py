"""Matrices with exact rational entries that solve equations which are not linear: orthogonal ones, projections, such as commute.

Comes in: a shape, a kind, a source of random numbers. Goes out: the entries. All matrices of one sample are of one kind: circulant matrices
commute with each other only.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import TypeAlias

import numpy as np

from derive.evaluating.arithmetic import Array

Entries: TypeAlias = list[list[Fraction]]


def _signed_permutation(n: int, random: Random) -> Entries:
    order = random.sample(range(n), n)
    signs = [random.choice((1, -1)) for _ in range(n)]
    return [[Fraction(signs[i] if order[i] == j else 0) for j in range(n)] for i in range(n)]


def _projection(n: int, random: Random) -> Entries:
    """v v^T / v^T v: symmetric, idempotent, of rank one."""
    v = [random.choice((1, -1, 2, 0, 1)) for _ in range(n)]
    v[random.randrange(n)] = 1
    square = sum(x * x for x in v)
    return [[Fraction(x * y, square) for y in v] for x in v]


def _complement(n: int, random: Random) -> Entries:
    """I - v v^T / v^T v: symmetric, idempotent, of rank n - 1."""
    return [[(i == j) - x for j, x in enumerate(row)] for i, row in enumerate(_projection(n, random))]


def _reflection(n: int, random: Random) -> Entries:
    """2 v v^T / v^T v - I: symmetric and orthogonal (Householder)."""
    return [[2 * x - (i == j) for j, x in enumerate(row)] for i, row in enumerate(_projection(n, random))]


def _rotation(n: int, random: Random) -> Entries:
    """A product of two reflections."""
    a, b = _reflection(n, random), _reflection(n, random)
    return [[sum((a[i][k] * b[k][j] for k in range(n)), Fraction(0)) for j in range(n)] for i in range(n)]


def _circulant(n: int, random: Random) -> Entries:
    first = [Fraction(random.choice((0, 1, -1, 2, 3))) for _ in range(n)]
    return [[first[(j - i) % n] for j in range(n)] for i in range(n)]


KINDS: tuple[Callable[[int, Random], Entries], ...] = (_rotation, _projection, _circulant, _signed_permutation, _complement)


def matrix(kind: int, rows: int, columns: int, random: Random) -> Array:
    """A matrix of the kind; a rectangular one is part of a square one, so that its rows or columns may be orthonormal."""
    size = max(rows, columns)
    entries = KINDS[kind % len(KINDS)](size, random) if size else []
    found = np.empty((rows, columns), dtype=object)
    for i in range(rows):
        for j in range(columns):
            found[i, j] = entries[i][j]
    return found
