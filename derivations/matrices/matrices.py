"""Functions of matrices with their derivatives in NumPy: the formulas of traces.md and inverses.md.

Systems are solved instead of inverses multiplied where that is possible.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def linear(A: Array, X: Array) -> tuple[Any, Array]:
    """tr(A X) and its gradient by X."""
    return np.sum(A.T * X), A.T


def quadratic(B: Array, X: Array) -> tuple[Any, Array]:
    """tr(X^T B X) and its gradient by X."""
    return np.sum(X * (B @ X)), (B + B.T) @ X


def squared_error(Z: Array, X: Array, Y: Array) -> tuple[Any, Array]:
    """|Z X - Y|^2 over all entries and its gradient by X."""
    residual = Z @ X - Y
    return np.sum(residual**2), 2 * Z.T @ residual


def bilinear_inverse(a: Array, X: Array, b: Array) -> tuple[Any, Array, Array]:
    """a^T X^-1 b and its gradients by X and by b."""
    left, right = np.linalg.solve(X.T, a), np.linalg.solve(X, b)
    return a @ right, -np.outer(left, right), left


def log_determinant(X: Array) -> tuple[Any, Array]:
    """log |det X| and its gradient by X."""
    return np.linalg.slogdet(X)[1], np.linalg.inv(X).T
