"""Forward-mode derivatives: numbers that carry how they change, nested for higher derivatives.

Comes in: arrays of one arithmetic, and duals over them. Goes out: the same. A dual of level n stands for re + eps * e_n
with e_n^2 = 0; re and eps are arrays or duals of lower level; a number without level n is constant in direction n.
`active` says where the number depends on the variable at all: at a kink the derivative is nan there and 0 elsewhere.
Knows nothing of terms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from derive.evaluating.arithmetic import Arithmetic, Array, TooLarge


@dataclass(frozen=True, slots=True, eq=False)
class Dual:
    level: int
    re: Array | Dual
    eps: Array | Dual
    active: Array


Value: TypeAlias = Array | Dual


def level(value: Value) -> int:
    return value.level if isinstance(value, Dual) else 0


def primal(value: Value) -> Array:
    """The number itself, without its changes."""
    while isinstance(value, Dual):
        value = value.re
    return value


def leaves(value: Value) -> tuple[Array, ...]:
    """All arrays in it."""
    return (*leaves(value.re), *leaves(value.eps)) if isinstance(value, Dual) else (value,)


def split(value: Value, at: int) -> tuple[Value, Value | None, Array]:
    """The value as re, eps (None: constant) and active of a direction that is not below its own level."""
    if isinstance(value, Dual) and value.level == at:
        return value.re, value.eps, value.active
    return value, None, np.asarray(False)


class Calculus:
    """Arithmetic on values, by the sum, product and chain rule."""

    def __init__(self, numbers: Arithmetic) -> None:
        self.numbers = numbers
        self.zero, self.one = numbers.literal(Fraction(0)), numbers.literal(Fraction(1))
        self.nan = numbers.undefined_number()

    def add(self, a: Value, b: Value) -> Value:
        if not isinstance(a, Dual) and not isinstance(b, Dual):
            self.guard(a, b)
            return np.asarray(a + b)
        n = max(level(a), level(b))
        (x, dx, on), (y, dy, too) = split(a, n), split(b, n)
        change = dx if dy is None else dy if dx is None else self.add(dx, dy)
        assert change is not None  # one of them has level n
        return Dual(n, self.add(x, y), change, on | too)

    def mul(self, a: Value, b: Value) -> Value:
        if not isinstance(a, Dual) and not isinstance(b, Dual):
            self.guard(a, b)
            return np.asarray(a * b)
        n = max(level(a), level(b))
        (x, dx, on), (y, dy, too) = split(a, n), split(b, n)
        parts = [self.mul(d, z) for d, z in ((dx, y), (dy, x)) if d is not None]
        change = parts[0] if len(parts) == 1 else self.add(parts[0], parts[1])
        return Dual(n, self.mul(x, y), change, on | too)

    def guard(self, a: Array, b: Array) -> None:
        """Raises TooLarge before a broadcast would fill the memory."""
        if a.size * b.size > self.numbers.cell_limit:
            cells = int(np.prod(np.broadcast_shapes(a.shape, b.shape)))
            if cells > self.numbers.cell_limit:
                raise TooLarge(f"{cells} values at once are more than {self.numbers.cell_limit}")

    def scale(self, factor: int | Fraction, a: Value) -> Value:
        return self.mul(self.numbers.literal(Fraction(factor)), a)

    def choose(self, mask: Array, a: Value, b: Value) -> Value:
        """a where the mask holds, else b."""
        n = max(level(a), level(b))
        if n == 0:
            assert not isinstance(a, Dual) and not isinstance(b, Dual)
            self.guard(np.asarray(mask), a)
            return np.where(mask, a, b)
        (x, dx, on), (y, dy, too) = split(a, n), split(b, n)
        change = self.choose(mask, self.zero if dx is None else dx, self.zero if dy is None else dy)
        return Dual(n, self.choose(mask, x, y), change, np.where(mask, on, too))

    def chain(self, a: Dual, value: Value, slope: Value) -> Dual:
        """f(a) from f(a.re) and f'(a.re). The slope counts only where a depends on the variable."""
        return Dual(a.level, value, self.choose(a.active, self.mul(slope, a.eps), self.zero), a.active)

    def apply(self, name: str, a: Value) -> Value:
        if not isinstance(a, Dual):
            return self.numbers.apply(name, a)
        value = self.apply(name, a.re)
        return self.chain(a, value, SLOPES[name](self, a.re, value))

    def power(self, a: Value, exponent: Fraction) -> Value:
        if exponent == 1:
            return a
        if not isinstance(a, Dual):
            return self.numbers.power(a, exponent)
        value = self.power(a.re, exponent)
        slope = self.zero if exponent == 0 else self.scale(exponent, self.power(a.re, exponent - 1))
        return self.chain(a, value, slope)

    def raised(self, a: Value, b: Value) -> Value:
        """a^b with d(a^b) = b a^(b-1) da + a^b log(a) db."""
        if not isinstance(a, Dual) and not isinstance(b, Dual):
            self.guard(a, b)
            return self.numbers.raised(a, b)
        n = max(level(a), level(b))
        (x, dx, on), (y, dy, too) = split(a, n), split(b, n)
        value = self.raised(x, y)
        change: Value = self.zero
        if dx is not None:
            slope = self.mul(y, self.raised(x, self.add(y, self.scale(-1, self.one))))
            change = self.choose(on, self.mul(slope, dx), self.zero)
        if dy is not None:
            slope = self.mul(value, self.apply("log", x))
            change = self.add(change, self.choose(too, self.mul(slope, dy), self.zero))
        return Dual(n, value, change, on | too)

    def compare(self, relation: str, a: Value, b: Value) -> Value:
        """The truth as a number. It does not change, except at equality, where its derivative is nan."""
        difference = self.add(a, self.scale(-1, b))
        truth: Value = self.numbers.compare(relation, primal(a), primal(b))
        if not isinstance(difference, Dual):
            return truth
        kink = self.numbers.compare("ne", primal(a), primal(b)) != 1
        return self.kinked(truth, difference, kink)

    def kinked(self, value: Value, like: Value, kink: Array) -> Value:
        """A locally constant value, with nan for every change that `like` has where there is a kink."""
        if not isinstance(like, Dual):
            return value
        change = np.where(kink & like.active, np.nan, 0.0)
        return Dual(like.level, self.kinked(value, like.re, kink), change, like.active)

    def from_truth(self, truth: Value) -> Value:
        """1, 0 and nan as numbers of this arithmetic."""
        if isinstance(truth, Dual):
            re, eps = self.from_truth(truth.re), self.from_truth(truth.eps)
            return Dual(truth.level, re, eps, truth.active)
        return self.choose(np.isnan(truth), self.nan, self.choose(truth == 1, self.one, self.zero))

    def larger(self, a: Value, b: Value) -> Value:
        """The larger one; its changes are nan at a tie. Where balls overlap, a ball that holds both (nan, if they change)."""
        below = self.numbers.compare("lt", primal(a), primal(b))
        chosen = self.choose(np.isnan(below), self._hull(a, b, below), self.choose(below == 1, b, a))
        if not isinstance(chosen, Dual):
            return chosen
        difference = self.add(a, self.scale(-1, b))  # changes where either does
        return self._tied(chosen, difference, self.numbers.compare("ne", primal(a), primal(b)) != 1)

    def _hull(self, a: Value, b: Value, below: Array) -> Value:
        """(a + b + |a - b|) / 2, for where it cannot be told which is larger."""
        if isinstance(a, Dual) or isinstance(b, Dual) or not np.isnan(below).any():
            return self.nan
        distance = self.apply("abs", self.add(a, self.scale(-1, b)))
        return self.scale(Fraction(1, 2), self.add(self.add(a, b), distance))

    def _tied(self, value: Value, like: Value, tie: Array) -> Value:
        if not isinstance(value, Dual):
            return value
        below, active = like, value.active
        if isinstance(like, Dual) and like.level == value.level:
            below, active = like.re, active | like.active
        change = self.choose(tie & active, self.nan, value.eps)
        return Dual(value.level, self._tied(value.re, below, tie), change, active)


def _step(c: Calculus, x: Value, _: Value) -> Value:
    """The slope of relu: 1 right of 0, 0 left of it, nan at 0."""
    return c.scale(Fraction(1, 2), c.add(c.one, _side(c, x, x)))


def _side(c: Calculus, x: Value, _: Value) -> Value:
    """The slope of abs: the sign, nan at 0; the sign itself does not change."""
    sign = c.numbers.apply("sign", primal(x))
    return c.choose(c.numbers.compare("ne", primal(x), c.zero) == 1, sign, c.nan)


def _flat(c: Calculus, x: Value, _: Value) -> Value:
    """The slope of sign: 0, nan at 0."""
    return c.choose(c.numbers.compare("ne", primal(x), c.zero) == 1, c.zero, c.nan)


SLOPES: dict[str, Callable[[Calculus, Value, Value], Value]] = {
    "exp": lambda c, x, y: y,
    "log": lambda c, x, y: c.power(x, Fraction(-1)),
    "sin": lambda c, x, y: c.apply("cos", x),
    "cos": lambda c, x, y: c.scale(-1, c.apply("sin", x)),
    "tan": lambda c, x, y: c.add(c.one, c.mul(y, y)),
    "tanh": lambda c, x, y: c.add(c.one, c.scale(-1, c.mul(y, y))),
    "sinh": lambda c, x, y: c.apply("cosh", x),
    "cosh": lambda c, x, y: c.apply("sinh", x),
    "arctan": lambda c, x, y: c.power(c.add(c.one, c.mul(x, x)), Fraction(-1)),
    "sigma": lambda c, x, y: c.mul(y, c.add(c.one, c.scale(-1, y))),
    "abs": _side,
    "relu": _step,
    "sign": _flat,
}
