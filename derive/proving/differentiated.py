"""Derivatives worked out, innermost first; what is differentiated is simplified before.

Comes in: a term, a prover, the facts. Goes out: a theorem that the term equals one without derivatives, under the
conditions that these need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.proving.chaining import right
from derive.proving.learning import learn_provable
from derive.proving.theorem import Refused, Theorem, passes_under
from derive.terms.parts import parts
from derive.terms.polynomial import OutOfFuel
from derive.terms.term import MATRIX, Term, is_integer, open_binder

if TYPE_CHECKING:
    from derive.proving.prover import Prover


KINKED = frozenset({"abs", "relu", "sign"})


def eliminated(prover: Prover, t: Term, facts: tuple[Term, ...]) -> Theorem:
    """|- t = t with every derivative worked out, innermost first; what is differentiated is simplified before."""
    kernel = prover.kernel
    if "D" not in t.atoms:
        return kernel("refl", t)
    if t.op in ("sum", "prod", "max", "min"):
        variable, body = open_binder(t, t.atoms | kernel.fixed, "_")
        return kernel("congruence", t.op, variable, t.args[0], eliminated(prover, body, facts))
    if t.op in MATRIX:  # `(\nabla^2 f)^{-1}`; the row and the column that are wanted hold no derivative
        return prover.normaliser(facts).matrices.entrywise(t, lambda entry: eliminated(prover, entry, facts))
    if t.op == "at":
        there = kernel("at", t.tag, t.args[0], eliminated(prover, t.args[1], facts))
        return kernel("trans", there, eliminated(prover, right(there), facts))  # the value may speak of derivatives too
    inner = tuple(f for f in facts if t.tag not in f.atoms) if t.op == "D" else facts
    inside = [p for p in (granted(prover, eliminated(prover, a, inner), t, facts) for a in t.args) if p.concl.args[0] is not right(p)]
    theorem = kernel("replace", t, *inside) if inside else kernel("refl", t)
    if t.op == "D":
        theorem = kernel("trans", theorem, simplified(prover, right(theorem), facts))
        return kernel("trans", theorem, kernel("derivative", right(theorem)))
    return theorem


def granted(prover: Prover, theorem: Theorem, whole: Term, facts: tuple[Term, ...]) -> Theorem:
    """The theorem about the inside of a derivative without conditions on its variable that follow from strict facts: exp(-x^2) / s > 0
    from s > 0, which holds around every point where it holds."""
    if whole.op != "D" or passes_under(theorem, whole.tag):
        return theorem
    strict = [prover.kernel("assume", f) for f in facts if whole.tag in f.atoms and f.op in ("lt", "ne")]
    known = prover.facts(tuple(f for f in facts if whole.tag not in f.atoms)).extended(strict)
    for h in tuple(h for h in theorem.hyps if whole.tag in h.atoms):
        if (shown := known.condition(h)) is not None:
            theorem = prover.kernel("cut", theorem, shown)
    return theorem


def simplified(prover: Prover, t: Term, facts: tuple[Term, ...]) -> Theorem:
    """|- D(s; x) = D(normal form of s; x), where no closed condition on x is needed for it; else D(s; x) as it is."""
    kernel = prover.kernel
    usable = tuple(f for f in facts if t.tag not in f.atoms)
    if any(p.op == "pow" and p.args[1].op != "num" and is_integer(p.args[1]) for p in parts(t.args[0])):
        return kernel("refl", t)  # c c ** (n - 1) is no plainer than c ** n
    operators = {p.op for p in parts(t.args[0])}
    if "filter" in operators and not operators.isdisjoint(KINKED):
        return kernel("refl", t)  # over the whole set, less what is left out, corners would count that are left out
    try:
        normaliser = prover.normaliser(usable)
        learn_provable(normaliser, prover.domain(t.args[0]))
        normal = normaliser.of(t.args[0])
    except (OutOfFuel, Refused):
        return kernel("refl", t)
    if not passes_under(normal, t.tag) or normal.concl.args[0] is right(normal):
        return kernel("refl", t)
    return kernel("replace", t, normal)
