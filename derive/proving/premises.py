"""Equations that a page assumes about derivatives and defined names: "if the gradient vanishes" says what it comes to, worked out.

Comes in: a condition, and the way to work a side out. Goes out: a theorem that the condition implies the same about the sides worked
out, so that what is proved from this needs only that.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.proving.chaining import changed
from derive.proving.kernel import Kernel
from derive.proving.theorem import Theorem
from derive.terms.term import Symbol, Term, open_binder


def worked_out(kernel: Kernel, condition: Term, plain: Callable[[Term], Theorem]) -> Theorem | None:
    """condition |- the same without derivatives and defined names; None where it has neither, or not for whole sets."""
    if "D" not in condition.atoms and not any(isinstance(a, Symbol) and a.sort == "defined" for a in condition.atoms):
        return None
    theorem, opened = kernel("assume", condition), list[Term]()
    while theorem.concl.op == "forall":
        if theorem.concl.args[0].op == "filter":
            return None
        variable, _ = open_binder(theorem.concl, theorem.concl.atoms | kernel.fixed | {*opened}, "_p")
        opened.append(variable)
        theorem = kernel("instance", variable, theorem)
    if theorem.concl.op != "eq":
        return None
    for side in theorem.concl.args:
        theorem = kernel("rewrite", theorem, *changed(plain(side)))
    for variable in reversed(opened):
        theorem = kernel("generalize", variable, variable.tag[1], theorem)
    return theorem if theorem.concl is not condition else None
