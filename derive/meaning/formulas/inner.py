r"""Inner products in angle brackets: `\langle u, v \rangle` of vectors, `\langle A, B \rangle` and `\langle A, B \rangle_F` of matrices.

Comes in: the bracket as syntax. Goes out: the sum of the products of entries. An inner product that the page defines for itself, or an
integral, and brackets that hold something else (a mean, a state) are not judged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value, scalar
from derive.meaning.names.scope import NotSupported, spelled
from derive.reading.syntax import Group, Listing, Node
from derive.terms.term import bind, mul

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator

OWN = re.compile(
    r"\\langle[^$]{1,40}?\\rangle(?:_\S+)?\s*(?::=|\\coloneqq|\\triangleq|\\equiv|=\s*\\int|=\s*\\mathbb\{?E)"
    r"|\b(?:defin\w+|denot\w+|let|equip\w*|weighted|another|some|general|abstract|arbitrary|an?|any|of functions)\b[^.;]{0,40}"
    r"\binner products?\b(?![^.;]{0,30}\b(?:is|as) (?:the )?(?:usual|standard|Euclidean))|\binner product (?:space|on|over)\b",
    re.I,
)


def product(owner: Elaborator, node: Group, sub: Node | None = None) -> Value:
    """The value of the bracket; sub is its subscript."""
    body = node.body
    if not isinstance(body, Listing) or body.separator != "," or len(body.items) != 2:
        raise NotSupported(f"`{owner.text(node)}`: angle brackets that hold no two vectors are not judged", node.span)
    if (sub is not None and spelled(sub) not in ("F", "2")) or OWN.search(owner.source):
        raise NotSupported(f"`{owner.text(node)}` may be an inner product of the page's own; written out, it can be judged", node.span)
    left, right = (owner.value(item) for item in body.items)
    if not left.rank and not right.rank:
        raise NotSupported(f"`{owner.text(node)}`: angle brackets that hold no two vectors are not judged", node.span)
    if not left.rank or not right.rank:
        left, right = arrays.broadcast(left, right), arrays.broadcast(right, left)
        arrays.settled(left, right)
    if left.axes != right.axes:
        raise IllTyped(f"the inner product of {arrays.shape_text(left)} and {arrays.shape_text(right)}")
    indices = arrays.fresh(left.axes)
    total = mul(left.entry(*indices), right.entry(*indices))
    for i in reversed(indices):
        total = bind("sum", i, total)
    return scalar(total)
