"""The products of products.md in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def product(a: Array) -> Any:
    """The product of all numbers."""
    return np.prod(a)


def without_each(a: Array) -> Array:
    """For each k the product of all numbers but the k-th, (n,), without a division: some may be 0."""
    before = np.concatenate(([1.0], np.cumprod(a[:-1])))
    after = np.concatenate((np.cumprod(a[:0:-1])[::-1], [1.0]))
    result: Array = before * after
    return result
