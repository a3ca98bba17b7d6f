r"""Pieces of a step that may have been forgotten elsewhere in it.

Comes in: the two sides of a step. Goes out: their factors and terms, each once, small numbers first.
"""

from __future__ import annotations

from derive.mistakes.mistake import Surroundings, heads
from derive.mistakes.transpose import mark
from derive.reading.rewriting import NOWHERE, Spot, product, raised, spots, subscripted
from derive.reading.syntax import Additive, Big, Group, Listing, Name, Node, Number, Product, Scripted

MOST = 24
PLACES = ("factors", "terms", "base", "numerator", "denominator")


def factors_of(around: Surroundings) -> list[Node]:
    """The numbers 2 and 3, and what the step multiplies with somewhere."""
    found: list[Node] = [Number("2", NOWHERE), Number("3", NOWHERE)]
    for root in (around.other, around.root):
        for s in spots(root):
            inside = s.role in PLACES or (s.role == "body" and isinstance(s.parent, Group))
            if inside and isinstance(s.node, Name | Scripted | Number | Group) and not _is_head(s) and s.node not in found:
                found.append(s.node)
    for root in (around.other, around.root):  # as many as a sum has terms
        found += [s.node for s in spots(root) if isinstance(s.parent, Big) and s.role == "sup" and s.node not in found]
    for f in tuple(found):
        if isinstance(f, Scripted) and isinstance(f.base, Name) and f.sub is not None and f.sup is None:
            found += [e for i in around.indices if (e := subscripted(f.base, i)) not in found]
    return [f for f in found if not (isinstance(f, Group) and isinstance(f.body, Listing))][:MOST]


def terms_of(around: Surroundings) -> list[Node]:
    """The number 1, the terms that the other side and this one add, and the squares of what they speak of."""
    found: list[Node] = [Number("1", NOWHERE)]
    for root in (around.other, around.root):
        for s in spots(root):
            added = s.role == "terms" or (isinstance(s.node, Name | Scripted | Product) and s.role in ("", "body", "of"))
            if added and not isinstance(s.node, Additive) and s.node not in found:
                found.append(s.node)
    for root in (around.other, around.root):
        for s in spots(root):
            value = around.value(s.node)
            if isinstance(s.node, Name | Scripted) and value is not None and value.rank < 2 and s.role != "sub":
                square = product(raised(s.node, mark(around)), s.node) if value.rank else raised(s.node, Number("2", NOWHERE))
                found += [square] if square not in found else []
    return found[:MOST]


def _is_head(s: Spot) -> bool:
    return isinstance(s.parent, Product) and heads(s.parent, s.path[-1][1])
