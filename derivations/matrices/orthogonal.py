"""The projections of orthogonal.md in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def projected(U: Array, x: Array) -> Array:
    """The point nearest to x (n,) in the span of the orthonormal columns of U (n, k), as (n,)."""
    coordinates = np.einsum("ij,i->j", U, x)
    result: Array = np.einsum("ij,j->i", U, coordinates)
    return result


def squared_distance(U: Array, c: Array, x: Array) -> tuple[float, Array]:
    """The squared distance of x (n,) from U c, and its gradient by c (k,)."""
    rest = x - U @ c
    return float(rest @ rest), -2.0 * rest @ U


def deflated(S: Array, lambda_: float, v: Array) -> Array:
    """The symmetric matrix S (n, n) without the direction of its unit eigenvector v (n,)."""
    return S - lambda_ * np.outer(v, v)
