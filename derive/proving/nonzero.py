"""What the normaliser has learnt to be nonzero or positive: what stands under a fraction bar, a root or a logarithm, and its factors.

Comes in: terms that must have a sign for something to be defined. Goes out: theorems that say so, proved or assumed, for the term and
for its factors in normal form; the arithmetic cancels by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.proving.chaining import changed, right
from derive.proving.rules import says
from derive.proving.theorem import Theorem
from derive.terms.parts import factors
from derive.terms.polynomial import Ring, quotient
from derive.terms.term import ZERO, Term, mul, num, power

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser


class Nonzero:
    """The part of the normaliser that knows what is nonzero or positive. known: 0 < x or x != 0 for normal terms x."""

    def __init__(self, normal: Normaliser) -> None:
        self.normal, self.kernel = normal, normal.kernel
        self.known: dict[Term, Theorem] = {}
        self.under_bars: set[tuple[Term, str]] = set()
        self.learnt: set[Term] = set()  # what was asked for its sign as it is written
        self.assumed = False  # whether a sign had to be assumed

    def positive(self, x: Term) -> Theorem | None:
        return self.normal.facts.sign(x, "lt")

    def shown_or_assumed(self, x: Term, rel: str) -> Theorem:
        """The sign, proved or else assumed: whoever asks stands at a place where x must have it for the term to be defined."""
        shown = self.normal.facts.sign(x, rel)
        if shown is None:
            self.assumed = True
            shown = self.kernel("assume", says(x, rel))
        return shown

    def learn(self, x: Term, rel: str = "ne") -> None:
        """x stands under a fraction bar (or a root): its factors are nonzero (positive), also in normal form."""
        if (x, rel) in self.under_bars:
            return
        self.under_bars.add((x, rel))
        theorem, normal = self.shown_or_assumed(x, rel), self.normal.of(x)
        if rel == "ne" and self.positive(right(normal)) is None:
            theorem = self.positive(x) or theorem  # the normal form shows less of it
        content = self.normal.fractions.content(right(normal))
        theorem = self.rewritten(self.rewritten(theorem, normal), content)
        if rel == "lt":
            self.learn_primitive(self.rewritten(theorem, self.normal.ring(theorem.concl.args[1])))
        self.learn_factors(theorem)

    def rewritten(self, theorem: Theorem, equation: Theorem) -> Theorem:
        """The theorem with the left side of the equation replaced, if that changes anything."""
        return self.kernel("rewrite", theorem, equation) if changed(equation) else theorem

    def learn_primitive(self, theorem: Theorem) -> None:
        """0 < x |- 0 < p and -p != 0, for x = c m p with 0 < c and a monomial m of positive factors"""
        kernel, x = self.kernel, theorem.concl.args[1]
        ring = Ring(*self.signs())
        poly = ring.of(x)
        if len(poly) < 2:
            return
        c, m, primitive = ring.content(poly)
        if len(primitive) == 1:
            return
        size = c if c > 0 else -c
        outer = [num(quotient(1, size)), *(power(a, -e) for a, e in m)]
        shown = [self.positive(f) for f in outer]
        if not all(shown):
            return
        product = mul(x, *outer)
        worked = self.normal.ring(product)
        above = kernel("rewrite", kernel("sign", product, "lt", theorem, *shown), worked)
        self.known[right(worked)] = above
        self.normal.facts.add(above)
        turned = self.normal.ring(mul(num(-1), right(worked)))
        below = kernel("sign", turned.concl.args[0], "ne", kernel("sign", num(-1), "ne"), kernel("sign", right(worked), "ne", above))
        self.known.setdefault(right(turned), kernel("rewrite", below, turned))

    def learn_factors(self, theorem: Theorem) -> None:
        if theorem.concl.op == "ne":
            self.normal.facts.add(theorem)
        x = theorem.concl.args[0] if theorem.concl.op == "ne" else theorem.concl.args[1]
        if theorem.concl.op == "lt":
            for part in factors(x):
                base = part.args[0] if part.op == "pow" and part.args[1].op == "num" else part
                shown = theorem if base is x else self.positive(base)
                if shown is not None and base.op not in ("num", "exp"):
                    self.known[base] = shown
                    self.normal.facts.add(shown)
            shown = self.normal.facts.sign(x, "ne")
            if x.op == "mul" and shown is not None:
                self.learn_factors(shown)
            return
        match x:
            case Term("mul", args):
                for n in range(len(args)):
                    self.learn_factors(self.kernel("factor", num(n), theorem))
            case Term("pow", (base, Term("num", _, n) as exponent)) if n:
                self.learn_factors(self.kernel("axiom", "nonzero-base", base, exponent, theorem, self.kernel("sign", exponent, "ne")))
            case Term("num" | "exp", _):
                pass
            case _:
                self.known.setdefault(x, self.positive(x) or self.above(theorem) or theorem)

    def above(self, theorem: Theorem) -> Theorem | None:
        """x != 0 |- 0 < x, for a sum that is shown not to be negative"""
        x = theorem.concl.args[0]
        below = self.normal.facts.sign(x, "le") if x.op == "sum" else None
        if below is None:
            return None
        shown = self.kernel("axiom", "strict", ZERO, x, below, self.kernel("sym", theorem))
        self.normal.facts.add(shown)
        return shown

    def cancelling(self, *terms: Term) -> list[Theorem]:
        """What is known to be nonzero and speaks of nothing but what these terms speak of: other premises would bring other indices."""
        atoms = frozenset().union(*(t.atoms for t in terms))
        return [theorem for a, theorem in self.known.items() if a.atoms <= atoms]

    def signs(self) -> tuple[frozenset[Term], frozenset[Term]]:
        positive = frozenset(a for a, t in self.known.items() if t.concl.op == "lt")
        return frozenset(self.known), positive
