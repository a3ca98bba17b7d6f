r"""Values at a point: `\left.\frac{df}{dx}\right|_{x=a}`: what stands before the bar is worked out first, then the point is put in.

Comes in: the parts of such a value. Goes out: the value of the expression there, as an `at` term where something is differentiated.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from derive.meaning.formulas import arrays, unsupported
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.names.scope import NotSupported
from derive.reading import beyond
from derive.reading.syntax import Chain, Derivative, Group, Listing, Missing, Name, Node, Product
from derive.terms.term import Symbol, Term, abstract, replace_symbol
from derive.theory.calculus import unfold

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator


def is_value(node: Node, after: Node | None) -> bool:
    """Whether the reader made this of a bar with a point."""
    return isinstance(node, Name) and node.text == beyond.VALUE and isinstance(after, Group)


def turned(node: Derivative) -> Product | None:
    r"""`\frac{d}{dx} f |_{x = a}` with the derivative inside of the bar: it comes first, as long as no bracket says otherwise."""
    of = turned(node.of) or node.of if isinstance(node.of, Derivative) else node.of
    match of:
        case Product((bar, Group(body=Listing(items=(inner, *rest)) as listing) as group)) if is_value(bar, group):
            items = (replace(node, of=inner), *rest)
            return replace(of, factors=(bar, replace(group, body=replace(listing, items=items))))
    return None


def value_at(owner: Elaborator, group: Group) -> Value:
    """The value of an expression where variables are what the subscript says, all at once."""
    if not isinstance(group.body, Listing) or len(group.body.items) != 3:
        raise NotSupported(unsupported.LETTERS[beyond.VALUE], group.span)
    of, where, until = group.body.items
    points = where.items if isinstance(where, Listing) else (where,)
    if not isinstance(until, Missing) or not all(isinstance(p, Chain) and p.relations == ("=",) for p in points):
        raise NotSupported(unsupported.LETTERS[beyond.VALUE], group.span)
    places = [_place(owner, p) for p in points if isinstance(p, Chain)]
    variables = {symbol for symbol, _ in places}
    if len(variables) < len(places) or (len(places) > 1 and any(variables & _variables(owner, v.body) for _, v in places)):
        raise NotSupported(f"`{owner.text(where)}` puts in one variable after another: write one bar for each", where.span)
    value = owner.value(of)
    arrays.settled(value)
    indices = arrays.fresh(value.axes)
    term = unfold(value.entry(*indices), owner.scope.definitions)
    owner.scope.in_one_place(term)
    for symbol, v in places:
        fresh = Symbol(f"{symbol.name}°", symbol.axes)  # what is known of the variable is not known of the point
        term = _renamed(term, symbol, fresh)
        term = Term("at", (v.body, term), fresh) if "D" in term.atoms else replace_symbol(term, fresh, v.body)
    return Value(value.axes, abstract(term, indices), value.row)


def _place(owner: Elaborator, point: Chain) -> tuple[Symbol, Value]:
    """The variable and what it is at the point."""
    variable, v = owner.value(point.operands[0]), owner.value(point.operands[1])
    body = variable.body
    if body.op != "real" or body.tag.sort == "integer" or [a.tag for a in body.args if a.op == "bound"] != list(range(len(body.args))):
        raise NotSupported(f"a value where `{owner.text(point)}`: only a declared variable can be put in", point.span)
    v = arrays.broadcast(v, variable)
    arrays.settled(v)
    if v.axes != variable.axes:
        raise IllTyped(f"`{owner.text(point)}`: the left side is {arrays.shape_text(variable)}, the right side {arrays.shape_text(v)}")
    return body.tag, v


def _variables(owner: Elaborator, term: Term) -> set[Symbol]:
    return {a for a in unfold(term, owner.scope.definitions).atoms if isinstance(a, Symbol)}


def _renamed(term: Term, symbol: Symbol, new: Symbol) -> Term:
    """The term with another variable, also as the one by which it differentiates."""
    if symbol not in term.atoms:
        return term
    return Term(term.op, tuple(_renamed(a, symbol, new) for a in term.args), new if term.tag == symbol else term.tag)
