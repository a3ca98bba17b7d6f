"""Normal forms of brackets [condition]: 1 or 0 where the facts settle it, brackets of equations turned one way, injective maps dropped.

Comes in: a term `iverson`. Goes out: a theorem that it equals its normal form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.proving.brackets import falsity, opened, swapped, truth
from derive.proving.chaining import right
from derive.proving.theorem import Theorem, negation
from derive.terms.parts import occurs
from derive.terms.polynomial import Ring, plus, poly_term, quotient
from derive.terms.term import ONE, ZERO, Term, eq, is_integer, iverson, lt, ne, num

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser


class BracketNormal:
    """The part of the normaliser that knows brackets."""

    def __init__(self, normal: Normaliser) -> None:
        self.normal, self.kernel = normal, normal.kernel

    def of(self, t: Term) -> Theorem:
        (c,) = t.args
        match c.op:
            case "and":
                return self.normal.then(opened(self.kernel, t))
            case "ne" | "le":
                known = self.normal.facts.find(c)
                return truth(self.kernel, known) if known else self.normal.then(opened(self.kernel, t))
            case "eq" | "lt":
                return self._relation(t)
        return self.normal.unchanged(t)

    def _relation(self, t: Term) -> Theorem:
        inner = self.normal.inside(t, [self.normal.of(a) for a in t.args[0].args])
        t = right(inner)
        (c,) = t.args
        left, other = c.args
        if c.op == "eq" and left is other:
            return self.normal.chain(inner, truth(self.kernel, self.normal.unchanged(left)))
        indexed = left.op in ("index", "element") or is_integer(left)
        known = self.normal.facts.condition(c, 1) if not indexed or c.op == "lt" else self.normal.facts.find(c)
        if known is not None:
            return self.normal.chain(inner, truth(self.kernel, known))
        refuted = self.normal.facts.refuted(c)
        if refuted is not None:
            return self.normal.chain(inner, falsity(self.kernel, refuted))
        if c.op == "eq" and left.op == other.op == "element":
            same = self._injective(t, left, other)
            if same is not None:
                return self.normal.then(self.normal.chain(inner, same))
        if c.op == "eq" and not oriented(left, other):
            return self.normal.chain(inner, swapped(self.kernel, t))
        if c.op == "lt" and not (is_integer(left) and is_integer(other)):
            signed = self.normal.chain(inner, self._signed(left, other))
            return self.normal.then(signed) if right(signed) is not t and not right(signed).atoms else signed  # [0 < 1]
        return inner

    def _signed(self, left: Term, other: Term) -> Theorem:
        """|- [left < other] = [0 < p], p their difference without a positive number that all of it has in common"""
        kernel, ring = self.kernel, Ring()
        difference = plus(ring.of(other), ring.of(left), -1)
        content, *_ = ring.content(difference)
        scale = content if content > 0 else -content
        p = poly_term({m: quotient(c, scale) for m, c in difference.items()})
        factor, where, there = num(quotient(1, scale)), lt(left, other), lt(ZERO, p)
        if there is where:
            return kernel("refl", iverson(where))
        holds, fails = kernel("assume", where), kernel("assume", negation(where))
        one = truth(kernel, kernel("linear", there, factor, holds))
        none = falsity(kernel, kernel("linear", negation(there), factor, fails))
        when_holds = self.normal.chain(truth(kernel, holds), kernel("sym", one))
        when_fails = self.normal.chain(falsity(kernel, fails), kernel("sym", none))
        return kernel("cases", where, when_holds, when_fails)

    def _injective(self, t: Term, left: Term, other: Term) -> Theorem | None:
        """[w_r = w_s] = [r = s], where w_r != w_s is known for r != s"""
        if left.tag != other.tag or len(left.args) != 1:
            return None
        r, s = left.args[0], other.args[0]
        apart = self.kernel("assume", ne(r, s))
        different = self.normal.facts.extended([apart]).different(left, other)
        if different is None:
            return None
        together = self.kernel("assume", eq(r, s))
        one = truth(self.kernel, self.normal.unchanged(other))
        equal = self.normal.chain(self.kernel("replace", t, together), one)
        if right(equal) is not ONE:
            return None
        when_equal = self.normal.chain(equal, self.kernel("sym", truth(self.kernel, together)))
        when_apart = self.normal.chain(falsity(self.kernel, different), self.kernel("sym", falsity(self.kernel, apart)))
        return self.kernel("cases", eq(r, s), when_equal, when_apart)


def oriented(left: Term, other: Term) -> bool:
    """Whether a bracket [left = other] (or a fact) replaces left by other: elements first, then passing indices, then keys."""

    def rank(t: Term) -> tuple[int, bytes]:
        passing = t.op == "index" and t.tag[0].startswith("_")
        return (3 if t.op == "element" else 2 if passing else 1 if t.op == "index" else 0, t.key)

    if occurs(left, other) or occurs(other, left):
        return occurs(other, left)
    return rank(left) > rank(other)
