"""Softmax, log-sum-exp and their derivatives in NumPy: the formulas of softmax.md and log_sum_exp.md.

Comes in: a vector of scores (n,). Goes out: arrays of floats. The largest score is taken off before any exponential, which changes no
result (softmax.md, part d) and keeps every number within range.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def log_sum_exp(x: Array) -> tuple[Any, Array]:
    """log sum_k e^{x_k} and its gradient, softmax(x): a number and (n,)."""
    top = np.max(x)
    powers = np.exp(x - top)
    total = np.sum(powers)
    return top + np.log(total), powers / total


def softmax(z: Array) -> Array:
    """e^{z_w} / sum_v e^{z_v}: (n,)."""
    return log_sum_exp(z)[1]


def log_softmax(z: Array) -> Array:
    """log softmax(z), without the logarithm of a probability that rounds to 0: (n,)."""
    shifted = z - np.max(z)
    return np.asarray(shifted - np.log(np.sum(np.exp(shifted))))


def jacobian(z: Array) -> Array:
    """dp_i/dz_j = p_i ([i = j] - p_j): (n, n)."""
    p = softmax(z)
    return np.asarray(np.diag(p) - np.outer(p, p))


def softmax_backward(z: Array, g: Array) -> Array:
    """The gradient by the scores, from the gradient g by the probabilities: p * (g - g.p), of shape (n,)."""
    p = softmax(z)
    return np.asarray(p * (g - g @ p))


def tempered(z: Array, T: float) -> tuple[Array, Array, Array]:
    """q = softmax(z / T), dq/dz of shape (n, n) and dq/dT of shape (n,)."""
    q = softmax(z / T)
    return q, jacobian(z / T) / T, -q * (z - q @ z) / T**2


def log_sum_exp_hessian(x: Array) -> Array:
    """diag(p) - p p^T: (n, n)."""
    return jacobian(x)


def variance(x: Array, a: Array) -> Any:
    """a^T (diag(p) - p p^T) a, as the variance of the entries of a under p = softmax(x)."""
    p = softmax(x)
    return p @ (a - p @ a) ** 2
