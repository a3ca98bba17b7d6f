"""The product, the quotient and the chain of rules.md in NumPy, each value with its derivative."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def product(x: float, a: float) -> tuple[Any, Any]:
    """e^{ax} (1 + x^2) and its derivative by x."""
    u, q = np.exp(a * x), 1 + x**2
    return u * q, a * u * q + u * 2 * x


def quotient(x: float, a: float) -> tuple[Any, Any]:
    """e^{ax} / (1 + x^2) and its derivative by x."""
    u, q = np.exp(a * x), 1 + x**2
    return u / q, (a * u * q - u * 2 * x) / q**2


def chain(w: Array, v: Array) -> tuple[Any, Array]:
    """log(1 + r^2) for r = w.v, and its gradient by w, of shape (n,)."""
    r = w @ v
    return np.log1p(r**2), 2 * r / (1 + r**2) * v
