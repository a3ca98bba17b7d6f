"""Differences that are not 0: q != 1 says that 1 - q is not 0.

Comes in: what is known to differ, and a sum of terms. Goes out: a theorem that the sum is not 0, or None.
"""

from __future__ import annotations

from collections.abc import Iterable

from derive.proving.kernel import Kernel
from derive.proving.theorem import Refused, Theorem
from derive.terms.polynomial import OutOfFuel, Poly, Rational, Ring, quotient
from derive.terms.term import ZERO, Term, add, eq, mul, ne, num, sub


def nonzero_difference(kernel: Kernel, apart: Iterable[Theorem], t: Term) -> Theorem | None:
    """a != b |- t != 0, where t is a multiple of a - b"""
    ring = Ring(fuel=1000)
    try:
        wanted = ring.of(t)
        for known in apart:
            a, b = known.concl.args
            c = _multiple(ring.of(sub(a, b)), wanted) if a.atoms <= t.atoms else None
            if c is not None:
                return _shown(kernel, known, t, c)
    except (OutOfFuel, Refused):
        pass
    return None


def _multiple(poly: Poly, of: Poly) -> Rational | None:
    """c with poly = c of"""
    if not poly or poly.keys() != of.keys():
        return None
    ratios = {quotient(c, of[m]) for m, c in poly.items()}
    return ratios.pop() if len(ratios) == 1 else None


def _shown(kernel: Kernel, known: Theorem, t: Term, c: Rational) -> Theorem:
    """a != b |- t != 0, where a - b = c t: else a = b"""
    a, b = known.concl.args
    here = kernel("assume", eq(t, ZERO))
    whole = add(b, mul(num(c), t))
    start, gone = kernel("clear", a, whole), kernel("replace", whole, here)
    same = kernel("trans", kernel("trans", start, gone), kernel("clear", gone.concl.args[1], b))
    return kernel("cases", eq(t, ZERO), kernel("absurd", ne(t, ZERO), same, known), kernel("assume", ne(t, ZERO)))
