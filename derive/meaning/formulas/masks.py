r"""Iverson brackets, `[w = o]`, `\mathbb{1}\{x > 0\}`, and masks: `\mathbb{1}[z > 0]` of an array is the array of its entries' brackets.

Comes in: the relation as syntax. Goes out: its value. An equation of arrays is one claim, no mask: `[x = y]` is a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value, scalar
from derive.meaning.formulas.places import FLIPPED, RELATIONS
from derive.reading.syntax import Chain, Group, Node
from derive.terms.term import ONE, ZERO, iverson, sub

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator

ORDER = ("<", "<=", ">", ">=")


def bracket(owner: Elaborator, node: Node) -> Value:
    """The Iverson bracket of a relation, entry by entry where an array is compared."""
    inside = node
    while isinstance(inside, Group) and inside.kind == "(":
        inside = inside.body
    match inside:
        case Chain((left, right), (relation,)) if relation in ORDER and owner.places.set_of_relation(left, right) is None:
            a, b = owner.value(left), owner.value(right)
            if a.rank or b.rank:
                return _mask(*((b, FLIPPED[relation], a) if relation in FLIPPED else (a, relation, b)))
    return scalar(iverson(owner.places.condition(node)))


def _mask(a: Value, relation: str, b: Value) -> Value:
    if a.axes != b.axes:
        a, b = arrays.broadcast(a, b), arrays.broadcast(b, a)
    arrays.settled(a, b)
    if not arrays.same_shape(a, b):
        raise IllTyped(f"a comparison of {arrays.shape_text(a)} and {arrays.shape_text(b)}")
    return arrays.build(a.axes, lambda *at: iverson(RELATIONS[relation](a.entry(*at), b.entry(*at))), a.row)


def by_cases(owner: Elaborator, branches: tuple[tuple[Node, Node | None], ...]) -> Value:
    """The sum of the branches, each with the bracket of its condition and of no earlier one; entry by entry where arrays are compared."""
    total: Value | None = None
    others: Value | None = None
    for node, condition in branches:
        first = bracket(owner, condition) if condition is not None else None
        held = first if others is None else others if first is None else arrays.hadamard(others, first)
        v = owner.value(node)
        if first is not None:
            rest = arrays.elementwise(lambda t: sub(ONE, t), first)
            others = rest if others is None else arrays.hadamard(others, rest)
        if v.rank == 0 and v.body is ZERO and not (held is not None and held.rank):
            continue  # 0 of any shape
        if held is None:
            part = v
        elif held.rank:
            part = arrays.hadamard(held, arrays.broadcast(v, held))
        else:
            part = arrays.times(held, v)
        total = part if total is None else arrays.plus(total, part)
    return scalar(ZERO) if total is None else total
