"""Brackets beside relu: [0 < x] relu(x) = relu(x), which is 0 wherever the bracket is.

Comes in: a product. Goes out: a theorem that it equals the product without the bracket, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.proving.brackets import falsity, truth
from derive.proving.chaining import right
from derive.proving.theorem import Theorem, negation
from derive.terms.parts import factors
from derive.terms.term import ZERO, Term, le, mul, num, sub

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser


def absorbed(normal: Normaliser, m: Term) -> Theorem | None:
    """|- [a < b] relu(b - a)^n ... = relu(b - a)^n ..., by the cases a < b and b <= a."""
    of_relu = {f: base.args[0] for f in factors(m) if (base := f.args[0] if f.op == "pow" and f.args[1].op == "num" else f).op == "relu"}
    for guard in factors(m) if of_relu else ():
        if guard.op != "iverson" or guard.args[0].op != "lt":
            continue
        c = guard.args[0]
        difference = right(normal.of(sub(c.args[1], c.args[0])))
        beside = next((f for f, x in of_relu.items() if x is difference), None)
        if beside is not None:
            return _by_cases(normal, m, guard, beside, difference)
    return None


def _by_cases(normal: Normaliser, m: Term, guard: Term, beside: Term, x: Term) -> Theorem:
    kernel, c = normal.kernel, guard.args[0]
    rest = mul(*(f for f in factors(m) if f is not guard))
    inside = normal.inside(m, [truth(kernel, kernel("assume", c))])
    kept = normal.chain(inside, _same(normal, right(inside), rest))
    below = kernel("assume", negation(c))
    inside = normal.inside(m, [falsity(kernel, below)])
    gone = normal.chain(inside, kernel("ring", right(inside)))
    flat = normal.inside(rest, [kernel("axiom", "relu-negative", x, kernel("linear", le(x, ZERO), num(1), below))])
    flat = normal.chain(flat, kernel("ring", right(flat)))
    return kernel("cases", c, kept, normal.chain(gone, kernel("sym", flat)))


def _same(normal: Normaliser, left: Term, to: Term) -> Theorem:
    """|- left = to, of two products of the same factors but for 1"""
    return normal.chain(normal.kernel("ring", left), normal.kernel("sym", normal.kernel("ring", to)))
