"""Derivatives by numbers alone: what the gradients are compared with.

Comes in: a term that differentiates, with the definitions that it uses, and a model. Goes out: its values with every derivative taken of
the undifferentiated body as a function of numbers: Im f(x + ih)/h with h = 1e-30 (no cancellation, so exact to rounding); where derivatives
are nested, and where asked, (f(x + h) - f(x - h))/2h in balls of 512 bits with h = 2^-100. Shares neither the rules of calculus with the
prover nor dual numbers with the evaluator. Knows nothing of steps or code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from derive.evaluating.arithmetic import CELL_LIMIT, Array, Floats
from derive.evaluating.dual import Value, primal
from derive.evaluating.evaluator import Evaluator
from derive.evaluating.model import Model, Table
from derive.evaluating.places import Scope
from derive.terms.term import Symbol, Term, add, both, eq, iverson, mul, num, real, shift, sub

STEP = Symbol("ih")
SMALL = 1e-30
WIDTH = Fraction(1, 1 << 100)
BITS = 512


def holomorphic(x: Array) -> Array:
    """1/(1 + e^-x)."""
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "exp": np.exp, "sin": np.sin, "cos": np.cos, "tan": np.tan, "tanh": np.tanh, "sinh": np.sinh, "cosh": np.cosh,
    "arctan": np.arctan, "sigma": holomorphic, "log": lambda x: np.asarray(np.log(np.where(np.real(x) > 0, x, np.nan))),
    "abs": lambda x: np.asarray(x * np.sign(np.real(x))), "sign": lambda x: np.asarray(np.sign(np.real(x)) + 0j),
    "relu": lambda x: np.where(np.real(x) > 0, x, 0),
}  # fmt: skip


class ComplexFloats:
    """complex128: real numbers, each with the tiny imaginary part by which it would change; ordered by their real parts."""

    cell_limit = CELL_LIMIT

    def __init__(self) -> None:
        self.floats = Floats()

    def undefined_number(self) -> Array:
        return np.asarray(np.nan + 0j)

    def literal(self, value: Fraction) -> Array:
        return np.asarray(self.floats.literal(value), dtype=np.complex128)

    def integers(self, values: Array) -> Array:
        return np.asarray(values, dtype=np.complex128)

    def entries(self, exact: Array, floats: Array) -> Array:
        return np.asarray(floats, dtype=np.complex128)

    def power(self, base: Array, exponent: Fraction) -> Array:
        if exponent.denominator == 1 and 0 < abs(exponent) <= 64:
            result = reduce(np.multiply, [base] * abs(exponent.numerator))
            return np.asarray(result if exponent > 0 else np.where(base == 0, np.nan, 1.0 / result))
        return self.raised(base, np.asarray(float(exponent)))

    def raised(self, base: Array, exponent: Array) -> Array:
        """exp(e log b) for positive b; for a whole e also (-1)^e (-b)^e; near 0 what the first two terms of the power leave."""
        n, sign = np.real(exponent), np.where(np.real(base) < 0, -1.0, 1.0)
        whole, zero = n == np.rint(n), np.real(base) == 0
        size = np.exp(exponent * np.log(np.where(zero, 1.0, sign * base))) * np.where(whole, sign**n, 1.0)
        at_zero = np.where(n == 0, 1.0, np.where(n == 1, base, np.where(n > 1, 0.0, np.nan)))
        return np.where(zero, np.where(whole, at_zero, np.nan), np.where(whole | (sign > 0), size, np.nan))

    def apply(self, name: str, argument: Array) -> Array:
        return FUNCTIONS[name](argument)

    def compare(self, relation: str, left: Array, right: Array) -> Array:
        return self.floats.compare(relation, np.real(left), np.real(right))

    def undefined(self, values: Array) -> Array:
        return np.asarray(~np.isfinite(values))

    def pi(self) -> Array:
        return np.asarray(np.pi + 0j)

    def inverse(self, matrices: Array) -> Array:
        bad = np.isnan(self.floats.inverse(np.real(matrices))).any(axis=(-2, -1), keepdims=True)
        return np.where(bad, np.nan, np.linalg.inv(np.where(bad, np.eye(matrices.shape[-1]), matrices)))

    def determinant(self, matrices: Array) -> Array:
        return np.asarray(np.linalg.det(matrices))


class ComplexStep(Evaluator):
    """An evaluator that knows one more operator: the change that an imaginary part tells."""

    def value(self, term: Term, scope: Scope) -> Value:
        if term.op == "imag":
            found = primal(super().value(term.args[0], scope))
            return np.asarray(np.where(np.isfinite(found), np.imag(found) / SMALL, np.nan) + 0j)
        return super().value(term, scope)


def order(term: Term, definitions: Mapping[Symbol, Term]) -> int:
    """How deep derivatives stand inside of derivatives, also through definitions."""
    memo: dict[Term, int] = {}

    def depth(t: Term) -> int:
        if t not in memo:
            inside = max(map(depth, t.args), default=0)
            if t.op == "defined" and t.tag in definitions:
                inside = max(inside, depth(definitions[t.tag]))
            memo[t] = inside + (t.op == "D")
        return memo[t]

    return depth(term)


def shifted(symbol: Symbol, entry: tuple[Term, ...], by: Term) -> Term:
    """The variable with `by` added at that entry, under a binder for each axis."""
    places = tuple(Term("bound", (), k) for k in range(len(entry)))
    same = [eq(p, shift(e, len(entry))) for p, e in zip(places, entry, strict=True)]
    return add(real(symbol, *places), mul(by, iverson(both(*same))) if same else by)


def complex_step(symbol: Symbol, body: Term, entry: tuple[Term, ...]) -> Term:
    return Term("imag", (Term("at", (shifted(symbol, entry, real(STEP)), body), symbol),))


def central(symbol: Symbol, body: Term, entry: tuple[Term, ...]) -> Term:
    up, down = (Term("at", (shifted(symbol, entry, num(h)), body), symbol) for h in (WIDTH, -WIDTH))
    return mul(num(1 / (2 * WIDTH)), sub(up, down))


def rewritten(term: Term, rule: Callable[[Symbol, Term, tuple[Term, ...]], Term], memo: dict[Term, Term]) -> Term:
    """The term with the rule for every derivative."""
    if not term.args:
        return term
    if term not in memo:
        args = tuple(rewritten(a, rule, memo) for a in term.args)
        memo[term] = rule(term.tag, args[0], args[1:]) if term.op == "D" else Term(term.op, args, term.tag)
    return memo[term]


def numerical(definitions: Mapping[Symbol, Term], term: Term, model: Model, axes: tuple[Term, ...], exact: bool = False) -> Array:
    """The values of the term at the model in float64, derivatives taken numerically. exact: in balls in any case, also what is no
    derivative. Raises Unsupported, TooLarge."""
    memo: dict[Term, Term] = {}
    rule = central if exact or order(term, definitions) > 1 else complex_step
    numeric = rewritten(term, rule, memo)
    rewrites = {s: rewritten(d, rule, memo) for s, d in definitions.items()}
    if rule is central:
        return in_balls(rewrites, numeric, model, axes)
    table = Table((), np.full(model.count, Fraction(0), dtype=object), np.full(model.count, SMALL * 1j))
    widened = replace(model, reals={**model.reals, STEP: table})
    return np.real(ComplexStep(rewrites, widened, ComplexFloats(), axes).evaluate(numeric))


def in_balls(definitions: Mapping[Symbol, Term], term: Term, model: Model, axes: tuple[Term, ...]) -> Array:
    """The values in outward-rounded arithmetic, rounded at the end."""
    from derive.evaluating import exact

    with exact.precision(BITS):
        found = Evaluator(definitions, model, exact.Exact(), axes).evaluate(term)
        return np.asarray(np.frompyfunc(rounded, 1, 1)(found), dtype=np.float64)


def rounded(x: Any) -> float:
    """A rational or a ball as float64, nan where it is no number."""
    from flint import arb, fmpq

    ball = arb(x) if isinstance(x, fmpq) else x
    return float(ball.mid()) if ball.is_finite() else float("nan")
