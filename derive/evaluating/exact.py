"""The outward-rounded answer: rationals stay exact (fmpq), everything else becomes a ball (arb) that holds the true value.

Comes in: object arrays of fmpq and arb. Goes out: the same, with an arb nan wherever an operation is undefined or a ball
is too wide to tell. The working precision is flint's own (`precision`). Importing this module imports flint, which the
float search never needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from fractions import Fraction
from functools import reduce
from math import isqrt
from operator import mul
from typing import Any

import flint
import numpy as np
from flint import arb, fmpq

from derive.evaluating.arithmetic import Array
from derive.evaluating.evaluator import Evaluator
from derive.evaluating.model import Model
from derive.terms.term import Symbol, Term

NAN = arb.nan()
LARGEST_PRODUCT = 16
BITS_LIMIT = 20_000  # a rational power with more digits than this continues as a ball


def precision(bits: int) -> AbstractContextManager[Any]:
    context: AbstractContextManager[Any] = flint.ctx.workprec(bits)
    return context


def elementwise(function: Callable[..., Any], *arrays: Array) -> Array:
    return np.asarray(np.frompyfunc(function, len(arrays), 1)(*arrays), dtype=object)


def truths(function: Callable[..., float], *arrays: Array) -> Array:
    return np.asarray(np.frompyfunc(function, len(arrays), 1)(*arrays), dtype=np.float64)


def rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))


class Exact:
    """Exact where rational, enclosed where not."""

    cell_limit = 1 << 15

    def undefined_number(self) -> Array:
        return np.asarray(NAN, dtype=object)

    def literal(self, value: Fraction) -> Array:
        return np.asarray(rational(value), dtype=object)

    def integers(self, values: Array) -> Array:
        return elementwise(lambda n: fmpq(int(n)), np.asarray(values))

    def entries(self, exact: Array, floats: Array) -> Array:
        return elementwise(rational, exact)

    def power(self, base: Array, exponent: Fraction) -> Array:
        return elementwise(lambda b: power(b, exponent), base)

    def raised(self, base: Array, exponent: Array) -> Array:
        return elementwise(raised, base, exponent)

    def apply(self, name: str, argument: Array) -> Array:
        return elementwise(FUNCTIONS[name], argument)

    def compare(self, relation: str, left: Array, right: Array) -> Array:
        return truths(RELATIONS[relation], left, right)

    def undefined(self, values: Array) -> Array:
        return truths(lambda x: 0.0 if is_finite(x) else 1.0, values).astype(bool)

    def pi(self) -> Array:
        return np.asarray(arb.pi(), dtype=object)

    def inverse(self, matrices: Array) -> Array:
        result = np.full(matrices.shape, NAN, dtype=object)
        for place in np.ndindex(*matrices.shape[:-2]):
            with suppress(ZeroDivisionError):  # singular, or not certainly invertible
                found = _matrix(matrices[place]).inv()
                result[place] = np.array(found.entries(), dtype=object).reshape(matrices.shape[-2:])
        return result

    def determinant(self, matrices: Array) -> Array:
        result = np.empty(matrices.shape[:-2], dtype=object)
        for place in np.ndindex(*matrices.shape[:-2]):
            result[place] = _matrix(matrices[place]).det()
        return result


def _matrix(entries: Array) -> Any:
    """A matrix of flint: rational where every entry is."""
    flat = entries.reshape(-1).tolist()
    if all(isinstance(x, fmpq) for x in flat):
        return flint.fmpq_mat(len(entries), len(entries), flat)
    return flint.arb_mat(len(entries), len(entries), [ball(x) for x in flat])


def is_finite(x: Any) -> bool:
    return isinstance(x, fmpq) or bool(x.is_finite())


def power(base: Any, exponent: Fraction) -> Any:
    """base^exponent: integer exponents for any base, 0 only to positive exponents, others for a base >= 0."""
    if base == 0:
        return fmpq(0) if exponent > 0 else NAN
    if exponent == 0:
        return fmpq(1) if base > 0 or base < 0 else NAN
    if exponent.denominator == 1:
        n = exponent.numerator
        if isinstance(base, fmpq) and base.height_bits() * abs(n) <= BITS_LIMIT:
            return base**n
        if 0 < n <= LARGEST_PRODUCT:  # flint's own power of a ball around 0 has no value
            return reduce(mul, [ball(base)] * n)
        return ball(base) ** n if abs(n) < 1 << 62 else _huge_power(base, n)
    return _rational_root(base, exponent) if isinstance(base, fmpq) else _real_power(base, rational(exponent))


def _huge_power(base: Any, n: int) -> Any:
    """A power whose exponent fits into no machine word, through the exponential; the sign of a negative base alternates."""
    found = (ball(abs(base)).log() * n).exp()
    return found if base > 0 else -found if base < 0 and n % 2 else found if base < 0 else NAN


def _rational_root(base: fmpq, exponent: Fraction) -> Any:
    if exponent.denominator == 2 and base > 0:
        p, q = isqrt(int(base.p)), isqrt(int(base.q))
        if p * p == base.p and q * q == base.q:
            return power(fmpq(p, q), Fraction(exponent.numerator))
    return _real_power(base, rational(exponent))


def _real_power(base: Any, exponent: Any) -> Any:
    return ball(base) ** ball(exponent) if base > 0 else NAN


def raised(base: Any, exponent: Any) -> Any:
    if isinstance(exponent, fmpq):
        return power(base, fraction(exponent))
    if base == 0:
        return fmpq(0) if exponent > 0 else NAN
    return _real_power(base, exponent)


def ball(x: Any) -> Any:
    return arb(x) if isinstance(x, fmpq) else x


def _relu(x: Any) -> Any:
    if x > 0:
        return x
    return fmpq(0) if x <= 0 else (x + abs(x)) / 2


def _sign(x: Any) -> Any:
    if x == 0:
        return fmpq(0)
    return fmpq(1) if x > 0 else fmpq(-1) if x < 0 else NAN


def _log(x: Any) -> Any:
    if x == 1:
        return fmpq(0)
    return ball(x).log() if x > 0 else NAN


def _even(name: str, at_zero: int) -> Callable[[Any], Any]:
    """The function of a ball, exact at 0, where exp, cos and cosh are 1 and the odd functions 0."""
    return lambda x: fmpq(at_zero) if isinstance(x, fmpq) and x == 0 else getattr(ball(x), name)()


def _sigma(x: Any) -> Any:
    return fmpq(1, 2) if isinstance(x, fmpq) and x == 0 else 1 / (1 + (-ball(x)).exp())


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": _even("exp", 1), "cos": _even("cos", 1), "cosh": _even("cosh", 1), "sin": _even("sin", 0),
    "tan": _even("tan", 0), "tanh": _even("tanh", 0), "sinh": _even("sinh", 0), "arctan": _even("atan", 0),
    "abs": abs, "log": _log, "relu": _relu, "sigma": _sigma, "sign": _sign,
}  # fmt: skip


def equal(left: Any, right: Any) -> float:
    difference = left - right
    if isinstance(difference, fmpq):
        return float(difference == 0)
    if not difference.is_finite():
        return float("nan")
    return 1.0 if difference.is_zero() else float("nan") if difference.contains(0) else 0.0


def below(left: Any, right: Any) -> float:
    """left < right, nan where the balls overlap."""
    return 1.0 if left < right else 0.0 if left >= right else float("nan")


RELATIONS: dict[str, Callable[[Any, Any], float]] = {
    "eq": equal,
    "ne": lambda left, right: 1.0 - equal(left, right),
    "lt": below,
    "le": lambda left, right: 1.0 - below(right, left),
}


def values(definitions: Mapping[Symbol, Term], point: Model, terms: tuple[Term, ...]) -> tuple[Any, ...]:
    """The terms at a model of one sample, as fmpq or arb."""
    evaluator = Evaluator(definitions, point, Exact())
    return tuple(evaluator.evaluate(t).flat[0] for t in terms)


def apart(left: Any, right: Any) -> bool | None:
    """Whether two numbers certainly differ; None: cannot tell at this precision."""
    if not (is_finite(left) and is_finite(right)):
        return None
    truth = equal(left, right)
    return None if np.isnan(truth) else truth == 0.0
