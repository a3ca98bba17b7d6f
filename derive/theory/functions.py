"""The functions of one real variable: how each is written, where it is defined, where it is smooth, its derivative.

Comes in: nothing. Goes out: FUNCTIONS, one value a function; a new function is one line here (and its rule for numbers in
`evaluating`). Derivatives: any calculus text; each is compared with central differences by a test that goes over the table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derive.terms.term import ONE, ZERO, Term, add, div, fn, iverson, lt, mul, ne, neg, power, sub


def _everywhere(_: Term) -> tuple[Term, ...]:
    return ()


def _off_zero(x: Term) -> tuple[Term, ...]:
    return (ne(x, ZERO),)


def _positive(x: Term) -> tuple[Term, ...]:
    return (lt(ZERO, x),)


@dataclass(frozen=True, slots=True)
class Function:
    """derivative(x) holds where every condition of smooth(x) does; the value is meant where those of domain(x) hold."""

    name: str
    latex: str
    derivative: Callable[[Term], Term]
    domain: Callable[[Term], tuple[Term, ...]] = _everywhere
    smooth: Callable[[Term], tuple[Term, ...]] = _everywhere


FUNCTIONS = {
    f.name: f
    for f in (
        Function("exp", r"\exp", lambda x: fn("exp", x)),
        Function("log", r"\log", lambda x: power(x, -1), _positive, _positive),
        Function("abs", r"\operatorname{abs}", lambda x: fn("sign", x), smooth=_off_zero),
        Function("sign", r"\operatorname{sign}", lambda x: ZERO, smooth=_off_zero),
        Function("relu", r"\operatorname{relu}", lambda x: iverson(lt(ZERO, x)), smooth=_off_zero),
        Function("sigma", r"\sigma", lambda x: mul(fn("sigma", x), sub(ONE, fn("sigma", x)))),
        Function("tanh", r"\tanh", lambda x: sub(ONE, power(fn("tanh", x), 2))),
        Function("sinh", r"\sinh", lambda x: fn("cosh", x)),
        Function("cosh", r"\cosh", lambda x: fn("sinh", x)),
        Function("sin", r"\sin", lambda x: fn("cos", x)),
        Function("cos", r"\cos", lambda x: neg(fn("sin", x))),
        Function(
            "tan", r"\tan", lambda x: add(ONE, power(fn("tan", x), 2)),
            domain=lambda x: (ne(fn("cos", x), ZERO),), smooth=lambda x: (ne(fn("cos", x), ZERO),),
        ),
        Function("arctan", r"\arctan", lambda x: div(ONE, add(ONE, power(x, 2)))),
    )
}  # fmt: skip
