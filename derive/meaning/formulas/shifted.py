r"""`\operatorname{softmax}(x + c)` with a vector x and a number c: the number is added to every entry, which changes nothing.

Comes in: the argument of a softmax. Goes out: its value. Only there: a softmax is the same for all c, so that nobody can have meant
anything else, while `x + c` elsewhere may have lost an index. What was read is noted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.reading.syntax import Additive, Node

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator


def argument(owner: Elaborator, node: Node) -> Value:
    try:
        return owner.value(node)
    except IllTyped:
        if not isinstance(node, Additive) or not owner.slips.mending:
            raise
        terms = [arrays.negative(owner.value(t)) if s == "-" else owner.value(t) for t, s in zip(node.terms, node.signs, strict=True)]
        vector = next((v for v in terms if v.rank == 1), None)
        if vector is None or any(v.rank > 1 or v.ones or v.identity for v in terms):
            raise
        total: Value | None = None
        for term, v in zip(node.terms, terms, strict=True):
            if not v.rank:
                owner.slips.note("added to all", term, rf"{owner.text(term)} \mathbf{{1}}")
                v = replace(v, axes=vector.axes, row=vector.row)
            total = v if total is None else arrays.plus(total, v)
        assert total is not None
        return total
