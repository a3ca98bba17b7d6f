"""Normal forms of products over a set: exp of a sum where every factor is positive, else the factors apart.

Comes in: a term `prod`. Goes out: a theorem that it equals arithmetic over products of single factors: prod a b = prod a prod b,
prod a ** n = (prod a) ** n, prod c = c ** number of elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.proving.chaining import right
from derive.proving.theorem import Theorem
from derive.terms.term import ZERO, Term, instantiate, is_integer, lt, open_binder

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser


class ProductNormal:
    """The part of the normaliser that knows products over a set."""

    def __init__(self, normal: Normaliser) -> None:
        self.normal, self.kernel = normal, normal.kernel

    def of(self, t: Term) -> Theorem:
        """|- product = its normal form"""
        over, body = t.args
        positive = self.normal.facts.condition(Term("forall", (over, lt(ZERO, body))))
        if positive is not None:
            return self.normal.then(self.kernel("axiom", "product-of-positive", over, body, positive))
        variable, opened = open_binder(t, t.atoms | self.kernel.fixed, "_")
        inner = self.normal.of(opened)
        if right(inner).op == "add":
            inner = self.normal.chain(inner, self.normal.fractions.content(right(inner)))
        inner = self.kernel("congruence", "prod", variable, over, inner)
        apart = self.apart(*right(inner).args) or self.exchanged(*right(inner).args)
        return inner if apart is None else self.normal.chain(inner, self.normal.then(apart))

    def apart(self, over: Term, body: Term) -> Theorem | None:
        """|- the product = plainer ones; None for that of a single factor"""
        match body:
            case Term("mul", several) if several:
                return self.kernel("axiom", "product-multiply", over, *several)
            case _ if not body.loose:
                return self.kernel("axiom", "product-constant", over, body)
            case Term("pow", (base, exponent)) if is_integer(exponent) and not exponent.loose:
                return self.kernel("axiom", "product-power", over, base, exponent)
        return None

    def exchanged(self, over: Term, body: Term) -> Theorem | None:
        """|- a product of products = that in the other order, where this comes first in the order of terms"""
        if body.op != "prod" or body.args[0].loose:
            return None
        turned = self.kernel("axiom", "product-exchange", over, body.args[0], swapped(body.args[1]))
        return turned if right(turned).key < turned.concl.args[0].key else None


def swapped(body: Term) -> Term:
    """What stands under two binders, with the indices that they bind exchanged."""
    return instantiate(body, (Term("bound", (), 1), Term("bound", (), 0)))
