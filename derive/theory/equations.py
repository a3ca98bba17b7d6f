"""Named equations: what holds for all real values of their variables where their conditions hold.

Comes in: nothing. Goes out: EQUATIONS, the axioms about functions that the kernel may instantiate. Each is one value, stated in the
notation of the derivations, and is tested at random points by a test that goes over the table. Part of the trusted base.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.terms.term import HALF, ONE, ZERO, Symbol, Term, add, div, fn, le, lt, mul, neg, num, power, real, sub

X, Y = (real(Symbol(name)) for name in ("x", "y"))


@dataclass(frozen=True, slots=True)
class Equation:
    """left = right for all values of the variables that satisfy the conditions."""

    name: str
    variables: tuple[Term, ...]
    left: Term
    right: Term
    conditions: tuple[Term, ...] = ()


def _exp(x: Term) -> Term:
    return fn("exp", x)


def _log(x: Term) -> Term:
    return fn("log", x)


EQUATIONS = {
    e.name: e
    for e in (
        Equation("log-exp", (X,), _log(_exp(X)), X),
        Equation("exp-log", (X,), _exp(_log(X)), X, (lt(ZERO, X),)),
        Equation("log-one", (), _log(ONE), ZERO),
        Equation("log-product", (X, Y), _log(mul(X, Y)), add(_log(X), _log(Y)), (lt(ZERO, X), lt(ZERO, Y))),
        Equation("log-power", (X, Y), _log(power(X, Y)), mul(Y, _log(X)), (lt(ZERO, X),)),
        Equation("power-exp", (X, Y), power(X, Y), _exp(mul(Y, _log(X))), (lt(ZERO, X),)),
        Equation("square-of-root", (X,), power(power(X, HALF), 2), X, (le(ZERO, X),)),
        Equation("root-of-square", (X,), power(power(X, 2), HALF), fn("abs", X)),
        Equation("abs-nonnegative", (X,), fn("abs", X), X, (le(ZERO, X),)),
        Equation("abs-nonpositive", (X,), fn("abs", X), neg(X), (le(X, ZERO),)),
        Equation("sign-positive", (X,), fn("sign", X), ONE, (lt(ZERO, X),)),
        Equation("sign-negative", (X,), fn("sign", X), num(-1), (lt(X, ZERO),)),
        Equation("relu-positive", (X,), fn("relu", X), X, (le(ZERO, X),)),
        Equation("relu-negative", (X,), fn("relu", X), ZERO, (le(X, ZERO),)),
        Equation("sigma-definition", (X,), fn("sigma", X), power(add(ONE, _exp(neg(X))), -1)),
        Equation(
            "tanh-definition", (X,), fn("tanh", X),
            div(sub(_exp(X), _exp(neg(X))), add(_exp(X), _exp(neg(X)))),
        ),
        Equation("sinh-definition", (X,), fn("sinh", X), mul(HALF, sub(_exp(X), _exp(neg(X))))),
        Equation("cosh-definition", (X,), fn("cosh", X), mul(HALF, add(_exp(X), _exp(neg(X))))),
        Equation("tan-definition", (X,), fn("tan", X), div(fn("sin", X), fn("cos", X))),
        Equation("sine-square", (X,), power(fn("sin", X), 2), sub(ONE, power(fn("cos", X), 2))),
        Equation("root-of-one", (X,), power(ONE, X), ONE),
    )
}  # fmt: skip

