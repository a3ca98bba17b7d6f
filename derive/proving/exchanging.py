"""Double sums in another order: the sum over classes of sums over examples is summed for each example first, where that makes it simpler.

Comes in: two normal forms that differ. Goes out: their equations with simpler forms, or None where no exchange changes anything.
"""

from __future__ import annotations

from derive.proving.chaining import right
from derive.proving.eliminating import void
from derive.proving.normal import Normaliser
from derive.proving.rectangles import halved, rectangular
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import factors, monomials
from derive.terms.term import Term, bind

MOST_SUMS = 12


def exchanged(normal: Normaliser, a: Term, b: Term) -> tuple[Theorem, Theorem] | None:
    """|- a = a' and |- b = b', with sums in another order that are something simpler then."""
    sums = {f: None for t in (a, b) for m in monomials(t) for f in factors(m) if f.op == "sum" and f.args[1].op == "sum"}
    simpler = [s for s in (_simpler(normal, f) for f in list(sums)[:MOST_SUMS]) if s is not None]
    if not simpler:
        return None
    left, other = (normal.then(normal.inside(t, simpler)) for t in (a, b))
    return left, other


def _simpler(normal: Normaliser, whole: Term) -> Theorem | None:
    """|- the sum = what it is with one of its sums taken first, if that is not the same again."""
    if (gone := void(normal, normal.of(whole))) is not None:
        return gone
    if (found := halved(normal, whole) or rectangular(normal, whole)) is not None:
        return found
    order, body = normal.sums.opened(whole)
    bracket = any(f.op == "iverson" for f in factors(body))  # may count, if its index is taken alone
    for inner in order if bracket else order[:-1]:
        outer = tuple(i for i in order if i is not inner)
        if any(inner in i.tag[1].atoms for i in outer):
            continue
        try:
            turned = normal.kernel("fubini", order, (((*outer, inner), factors(body)),))
        except Refused:
            continue
        first = normal.of(bind("sum", inner, body))
        found = normal.then(normal.chain(turned, normal.sums.under(outer, first))) if turned.concl.args[0] is whole else None
        if found is not None and right(found) is not whole:
            return void(normal, found) or found
    return None
