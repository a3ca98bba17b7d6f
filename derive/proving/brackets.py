"""Brackets from what is known: [c] is 1 where c is shown, 0 where its opposite is.

Comes in: theorems about relations. Goes out: equations about their brackets.
"""

from __future__ import annotations

from derive.proving.kernel import Kernel
from derive.proving.theorem import Theorem
from derive.terms.term import Term, abstract, index, num, set_of, substitute

FALSE_BY = {"ne": "bracket-eq-false", "eq": "bracket-ne-false", "le": "bracket-lt-false", "lt": "bracket-le-false"}


def truth(kernel: Kernel, shown: Theorem) -> Theorem:
    """c |- [c] = 1"""
    return kernel("axiom", "bracket-true", shown.concl, shown)


def falsity(kernel: Kernel, shown: Theorem) -> Theorem:
    """not c |- [c] = 0"""
    a, b = shown.concl.args
    return kernel("axiom", FALSE_BY[shown.concl.op], *((a, b) if shown.concl.op in ("eq", "ne") else (b, a)), shown)


def opened(kernel: Kernel, t: Term) -> Theorem:
    """|- [a != b] = 1 - [a = b], [a <= b] = 1 - [b < a], [c and d] = [c] [d]"""
    (c,) = t.args
    return kernel("axiom", f"bracket-{c.op}", *c.args)


def swapped(kernel: Kernel, t: Term) -> Theorem:
    """|- [a = b] = [b = a]"""
    return kernel("axiom", "bracket-swap", *t.args[0].args)


def once(kernel: Kernel, bracket: Term, n: int) -> Theorem:
    """|- [c] ** n = [c], for n >= 1"""
    return kernel("axiom", "bracket-power", bracket.args[0], num(n), kernel("sign", num(n), "lt"))


def leibniz(kernel: Kernel, t: Term, a: Term, b: Term) -> Theorem:
    """|- [a = b] t = [a = b] t[a := b], for an index or element a"""
    if a.op == "index":
        return kernel("axiom", "bracket-leibniz", a, b, abstract(t, (a,)))
    over = set_of(a)
    assert over is not None
    names = {x.tag[0] for x in t.atoms if isinstance(x, Term)}
    fresh = index(next(n for k in range(len(names) + 1) if (n := f"_e{k}") not in names), over)
    return kernel("axiom", "bracket-leibniz", a, b, abstract(substitute(t, {a: fresh}), (fresh,)))
