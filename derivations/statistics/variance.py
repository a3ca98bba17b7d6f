"""Mean and variance of a finite population in NumPy: the formulas of variance.md."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def moments(x: Array) -> tuple[Any, Any]:
    """The mean and the variance (divided by n) of the entries of x."""
    return np.mean(x), np.var(x)


def gradients(x: Array) -> tuple[Array, Array]:
    """The gradients of mean and variance by x, both of shape (n,)."""
    return np.full(len(x), 1 / len(x)), 2 / len(x) * (x - np.mean(x))


def pairs(x: Array) -> Any:
    """Half the mean square of the differences of all pairs."""
    return np.mean((x[:, None] - x[None, :]) ** 2) / 2


def unbiased(x: Array) -> Any:
    """The variance divided by n - 1 (sampling.md)."""
    return np.var(x, ddof=1)
