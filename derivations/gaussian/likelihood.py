"""The log-likelihood of a Gaussian in NumPy, with gradients: the formulas of likelihood.md and precision.md.

Comes in: x (n, d), examples in rows; mean (d,); covariance or precision (d, d). Constants are left out.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def log_likelihood(x: Array, mu: Array, covariance: Array) -> tuple[Any, Array, Array]:
    """The log-likelihood, its gradients by the mean (d,) and by the covariance (d, d)."""
    precision = np.linalg.inv(covariance)
    value, by_mean, by_inverse = by_precision(x, mu, precision)
    return value, by_mean, -precision @ by_inverse @ precision


def by_precision(x: Array, mu: Array, precision: Array) -> tuple[Any, Array, Array]:
    """The log-likelihood, its gradients by the mean (d,) and by the precision (d, d)."""
    centred = x - mu
    scatter = centred.T @ centred
    value = (len(x) * np.linalg.slogdet(precision)[1] - np.sum(precision * scatter)) / 2
    return value, precision @ np.sum(centred, axis=0), (len(x) * np.linalg.inv(precision) - scatter) / 2
