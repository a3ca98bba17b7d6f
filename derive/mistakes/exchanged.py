r"""Exchanged: two things stand in each other's place.

What it is
    The numerator stands below and the denominator above, the terms of a difference are the wrong way round, or two names of a sum were
    mixed up.

Why it matters
    A fraction upside down is the reciprocal of what is meant; a difference the wrong way round has the wrong sign, also in an exponent.

Example
    `\frac{1}{1/a + 1/b} = \frac{a + b}{a b}`.

Instead
    `\frac{1}{1/a + 1/b} = \frac{a b}{a + b}`: try it with simple numbers, such as a = b = 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from derive.mistakes.mistake import Mistake, Surroundings, is_expression, is_transposed
from derive.reading.rewriting import NOWHERE, Spot, put_inside, spots
from derive.reading.syntax import Additive, Big, Fraction, Name, Node, Scripted

MOST = 6  # pairs of names


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """The fraction upside down; the difference the other way round, also in an exponent; two names of a sum exchanged."""
    node = spot.node
    if spot.role == "sup" and isinstance(spot.parent, Scripted) and not is_transposed(spot.parent):
        yield from _reversed(node)
    if not is_expression(spot):
        return
    if isinstance(node, Fraction):
        yield Fraction(node.denominator, node.numerator, NOWHERE)
    if isinstance(node, Additive) and len(node.terms) == 2:
        yield from _reversed(node)
        yield from _mixed(node)


def _reversed(node: Node) -> Iterator[Node]:
    match node:
        case Additive((a, b), ("+", "-")):
            yield Additive((b, a), ("+", "-"), NOWHERE)


def _mixed(node: Additive) -> Iterator[Node]:
    """Two names that stand once each exchanged."""
    if any(isinstance(s.node, Big) for s in spots(node)):
        return
    names = [s for s in spots(node) if isinstance(s.node, Name) and s.role not in ("sub", "sup")]
    single = [s for s in names if sum(t.node == s.node for t in names) == 1]
    for one, other in list(combinations(single, 2))[:MOST]:
        yield put_inside(put_inside(node, one.path, other.node), other.path, one.node)


MISTAKE = Mistake("exchanged", repairs, left=False)
