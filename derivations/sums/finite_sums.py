"""Some sums of finite_sums.md in NumPy, each in the form that costs least."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def off_diagonal(a: Array) -> Any:
    """The sum of a_i a_j over i != j, in n steps instead of n^2."""
    return np.sum(a) ** 2 - a @ a


def log_product(p: Array) -> Any:
    """log of the product of positive numbers, which may itself be too small for a float."""
    return np.sum(np.log(p))


def total(M: Array) -> Any:
    """The sum of all entries."""
    return np.sum(M)
