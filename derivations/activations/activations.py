"""Activation functions with their derivatives in NumPy: the formulas of activations.md, elementwise.

Comes in: a number or an array. Goes out: value and derivative, of the same shape. No exponential of a positive number is taken.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]


def sigmoid(x: ArrayLike) -> tuple[Any, Any]:
    """1 / (1 + e^-x) and its slope s (1 - s)."""
    x = np.asarray(x)
    small = np.exp(-np.abs(x))
    value = np.where(x < 0, small, 1) / (1 + small)
    return value, small / (1 + small) ** 2


def tanh(x: ArrayLike) -> tuple[Any, Any]:
    """tanh and its slope 1 - tanh^2."""
    value = np.tanh(x)
    return value, 1 - value**2


def softplus(x: ArrayLike) -> tuple[Any, Any]:
    """log(1 + e^x) and its slope, the logistic function."""
    return np.logaddexp(0, x), sigmoid(x)[0]


def gelu(x: ArrayLike, kappa: float, alpha: float) -> tuple[Any, Any]:
    """x/2 (1 + tanh(kappa (x + alpha x^3))) and its slope."""
    x = np.asarray(x)
    h, slope = tanh(kappa * (x + alpha * x**3))
    return x / 2 * (1 + h), (1 + h) / 2 + x / 2 * slope * kappa * (1 + 3 * alpha * x**2)


def relu(x: ArrayLike) -> Any:
    """max(0, x)."""
    return np.maximum(x, 0)


def maximum(x: ArrayLike, y: ArrayLike) -> Any:
    """The larger one of two numbers, elementwise."""
    return np.maximum(x, y)
