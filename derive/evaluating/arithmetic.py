"""What the evaluator asks of numbers, and the float64 answer.

Comes in: arrays of numbers that broadcast against each other. Goes out: arrays; nan wherever an operation is undefined
(1/0, log of <= 0, 0^0, a fractional power of a negative), so that undefinedness spreads by itself. Truth of a condition
is an array of 1, 0 and nan ("cannot tell") in every arithmetic. Knows nothing of terms.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
CELL_LIMIT = 1 << 20
ROUNDING = 1e-14


class Unsupported(ValueError):
    """An operator that evaluation does not know, or knows only for other arguments."""


class TooLarge(ValueError):
    """The term has too many elements, digits or levels to be computed at the sizes of this model."""


class Arithmetic(Protocol):
    """Numbers of one kind in arrays; `exact.Exact` is the other implementation."""

    cell_limit: int

    def undefined_number(self) -> Array: ...
    def literal(self, value: Fraction) -> Array: ...
    def integers(self, values: Array) -> Array: ...
    def entries(self, exact: Array, floats: Array) -> Array: ...
    def power(self, base: Array, exponent: Fraction) -> Array: ...
    def raised(self, base: Array, exponent: Array) -> Array: ...
    def apply(self, name: str, argument: Array) -> Array: ...
    def compare(self, relation: str, left: Array, right: Array) -> Array: ...
    def undefined(self, values: Array) -> Array: ...
    def pi(self) -> Array: ...
    def inverse(self, matrices: Array) -> Array: ...
    def determinant(self, matrices: Array) -> Array: ...


def _log(x: Array) -> Array:
    return np.asarray(np.log(np.where(x > 0, x, np.nan)))


def _sigma(x: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


FLOAT_FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "exp": np.exp, "log": _log, "abs": np.abs, "sin": np.sin, "cos": np.cos, "tan": np.tan, "tanh": np.tanh,
    "sinh": np.sinh, "cosh": np.cosh, "arctan": np.arctan, "sigma": _sigma, "sign": np.sign,
    "relu": lambda x: np.asarray(np.maximum(x, 0.0)),
}  # fmt: skip


class Floats:
    """float64, fast and rounded: finds candidates, decides nothing."""

    cell_limit = CELL_LIMIT

    def undefined_number(self) -> Array:
        return np.asarray(np.nan)

    def literal(self, value: Fraction) -> Array:
        try:
            return np.asarray(float(value))
        except OverflowError:
            return np.asarray(np.nan)

    def integers(self, values: Array) -> Array:
        return np.asarray(values, dtype=np.float64)

    def entries(self, exact: Array, floats: Array) -> Array:
        return floats

    def power(self, base: Array, exponent: Fraction) -> Array:
        if exponent == -1:
            return np.where(base == 0, np.nan, 1.0 / base)
        if exponent == 2:
            return np.asarray(base * base)
        try:
            result = np.power(base, float(exponent))
        except OverflowError:
            return np.full(np.shape(base), np.nan)
        return np.where(base == 0, np.nan, result) if exponent <= 0 else np.asarray(result)

    def raised(self, base: Array, exponent: Array) -> Array:
        return np.where((base == 0) & (exponent <= 0), np.nan, np.power(base, exponent))

    def apply(self, name: str, argument: Array) -> Array:
        return FLOAT_FUNCTIONS[name](argument)

    def compare(self, relation: str, left: Array, right: Array) -> Array:
        """Equality with a tolerance: a fact that holds at exact values must not fail by rounding."""
        near = np.abs(left - right) <= 1e-13 * (np.abs(left) + np.abs(right)) + 1e-15
        truth = {"eq": near, "ne": ~near, "lt": (left < right) & ~near, "le": (left < right) | near}[relation]
        return np.where(np.isnan(left) | np.isnan(right), np.nan, truth)

    def undefined(self, values: Array) -> Array:
        return np.asarray(~np.isfinite(values))

    def pi(self) -> Array:
        return np.asarray(np.pi)

    def inverse(self, matrices: Array) -> Array:
        """Over the last two axes; nan where there is none."""
        singular = self.determinant(matrices)
        bad = (~np.isfinite(singular) | (singular == 0))[..., None, None]
        return np.where(bad, np.nan, np.linalg.inv(np.where(bad, np.eye(matrices.shape[-1]), matrices)))

    def determinant(self, matrices: Array) -> Array:
        """Over the last two axes; what is only rounding, against the lengths of the rows, counts as 0."""
        lengths = np.linalg.norm(matrices, axis=-1).prod(axis=-1)
        found = np.linalg.det(matrices)
        return np.where(np.abs(found) <= ROUNDING * lengths, 0.0, found)
