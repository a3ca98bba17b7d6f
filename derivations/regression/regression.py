"""Linear, logistic and softmax regression in NumPy: losses with gradients and Hessians.

Comes in: X (n, d), one example in each row; targets y (n,); weights w (d,), or (K, d) for K classes. The formulas are those of
least_squares.md, logistic.md and softmax_regression.md.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def least_squares(X: Array, y: Array, w: Array) -> tuple[Any, Array, Array]:
    """|Xw - y|^2, its gradient (d,) and its Hessian (d, d)."""
    return weighted(X, y, w, np.ones(len(y)))


def ridge(X: Array, y: Array, w: Array, lam: float) -> tuple[Any, Array, Array]:
    """|Xw - y|^2 + lam |w|^2, its gradient and its Hessian."""
    loss, gradient, hessian = least_squares(X, y, w)
    return loss + lam * w @ w, gradient + 2 * lam * w, hessian + 2 * lam * np.eye(len(w))


def weighted(X: Array, y: Array, w: Array, r: Array) -> tuple[Any, Array, Array]:
    """sum_i r_i (x_i.w - y_i)^2, its gradient and its Hessian."""
    residual = X @ w - y
    return r @ residual**2, 2 * X.T @ (r * residual), 2 * (X.T * r) @ X


def logistic(X: Array, y: Array, w: Array) -> tuple[Any, Array, Array]:
    """The cross-entropy of labels y and sigmoid(Xw), its gradient and its Hessian."""
    z = X @ w
    p = np.exp(-np.logaddexp(0, -z))
    return np.sum(np.logaddexp(0, z) - y * z), X.T @ (p - y), (X.T * (p * (1 - p))) @ X


def softmax_regression(X: Array, t: Array, W: Array) -> tuple[Any, Array]:
    """The cross-entropy of the classes t (n,) under softmax(W x) and its gradient by W, of shape (K, d)."""
    scores = X @ W.T
    scores = scores - np.max(scores, axis=1, keepdims=True)
    log_p = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    examples = np.arange(len(t))
    error = np.exp(log_p)
    error[examples, t] -= 1
    return -np.sum(log_p[examples, t]), error.T @ X
