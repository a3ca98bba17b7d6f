r"""Recursions: `$m_0 = 0$, $m_t = \beta m_{t-1} + (1-\beta) g_t$ for $t \ge 1$` as a sequence of numbers and facts about it.

Comes in: the statements of one segment of a Given. Goes out: the sequence, with the range that its index runs over, and the range of the
letter in which the recursion holds; the recursion itself is then a fact like any other. The range ends where what else bears the letter
ends, or at a size of its own: what is proved holds for every one. Knows nothing of truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derive.meaning.formulas.arrays import Value
from derive.meaning.formulas.counting import tidy
from derive.meaning.names.definitions import call_of
from derive.meaning.names.replacing import replaced
from derive.meaning.names.scope import NotSupported, Scope, names_in, spelled, spoken_names
from derive.meaning.names.subscripts import shifted, subscripts
from derive.reading.syntax import Additive, Chain, Group, Listing, Name, Node, Number, Scripted
from derive.terms.term import Symbol, Term, add, integer_range, num, real

if TYPE_CHECKING:
    from derive.meaning.declarations.declare import Declaration


@dataclass(frozen=True, slots=True)
class Recursion:
    """base_{letter + left} in terms of base_{letter + s} for the shifts s."""

    base: str
    letter: str
    left: int
    shifts: tuple[int, ...]
    right: Node


def recursion(node: Node) -> Recursion | None:
    """The recursion that an equation states: an entry of a name on the left, other entries of it on the right."""
    match node:
        case Chain((Scripted(base, sub, None, 0), right), ("=" | ":=",)) if sub is not None:
            place = shifted(sub)
            name = spelled(base)
            if place is None or name is None:
                return None
            found = [shifted(n.sub) for n in names_in(right) if isinstance(n, Scripted) and n.sub is not None and spelled(n.base) == name]
            shifts = [p[1] for p in found if p is not None and p[0] == place[0]]
            if not found or len(shifts) < len(found):
                return None
            return Recursion(name, place[0], place[1], tuple(shifts), right)
    return None


def introduce(d: Declaration, r: Recursion) -> None:
    """The sequence, if its name is new, and the range of the letter, if no clause gives it."""
    if max(r.shifts) >= r.left:
        raise NotSupported(f"a recursion of `{r.base}` that does not go back")
    if r.letter not in d.names:
        low = _lowest(d, r.letter)
        if low is None:
            low = num(max(0, -min(r.shifts)))
        d.names[r.letter] = Term("index", (), (r.letter, integer_range(low, _highest(d, r))))
        d.scope.letters[r.letter] = d.names[r.letter].tag[1]
    over: Term = d.names[r.letter].tag[1]
    if over.op != "range" or d.scope.known(r.base):
        return
    axis = integer_range(tidy(add(over.args[0], num(min(r.shifts)))), tidy(add(over.args[1], num(r.left))))
    d.scope.values[r.base] = Value((axis,), real(Symbol(r.base, (axis,)), Term("bound", (), 0)))
    d.declared.append(("values", r.base))


def counted_from_the_left(node: Node, r: Recursion) -> Node:
    r"""`y_{k+1} = c y_k` as `y_k = c y_{k-1}`: what speaks of an entry finds it by the whole subscript on the left."""

    def make(n: Node) -> Node:
        match n:
            case Name() if spelled(n) == r.letter:
                return Additive((n, Number(str(r.left), n.span)), ("+", "-"), n.span)
            case Additive((Additive((Name() as letter, Number(own)), ("+", "-")), Number(text)), ("+", ("+" | "-") as sign)):
                by = (int(text) if sign == "+" else -int(text)) - int(own)
                return Additive((letter, Number(str(abs(by)), n.span)), ("+", "+" if by > 0 else "-"), n.span) if by else letter
        return n

    return replaced(node, make)


def _lowest(d: Declaration, letter: str) -> Term | None:
    """The bound that `for t >= 1` sets; it is no condition any more then."""
    for chain in d.conditions:
        match chain:
            case Chain((Name() as left, Number(text)), ((">=" | ">") as relation,)) if spelled(left) == letter and text.isdigit():
                d.conditions.remove(chain)
                return num(int(text) + (relation == ">"))
    return None


def _highest(d: Declaration, r: Recursion) -> Term:
    """Where the ranges end that the letter runs over elsewhere in the recursion; else a natural number of its own."""
    for axis in _axes(d, r):
        if axis.op == "range":
            end: Term = axis.args[1]
            return end
    name = next(n for n in ("N", "L", f"N_{{{r.base}}}") if not d.scope.known(n) and n != r.base)
    return d.scope.declare_size(name)


def _axes(d: Declaration, r: Recursion) -> Iterator[Term]:
    places = d.elaborator.places
    for n in names_in(r.right):
        if isinstance(n, Scripted) and n.sub is not None and spelled(n.base) != r.base:
            axes = places.axes_of(n)
            for sub, axis in zip(subscripts(n.sub, len(axes)), axes, strict=False):
                if spelled(sub) == r.letter:
                    yield axis


def speaks_of_itself(left: Node, right: Node, scope: Scope) -> bool:
    """`A = A^\\top` and `m_t = \\beta m_{t-1}` define nothing: they are facts."""
    found = recursion(Chain((left, right), ("=",), left.span))
    entries = spelled(left.base) if isinstance(left, Scripted) and left.sub is not None else None  # `A_{ij} = A_{ji}`
    own = {spelled(left), found.base if found else None, entries if entries in scope.values else None} - {None}
    columns = isinstance(right, Group) and isinstance(right.body, Listing)  # `V = [v_1, ..., v_{|V|}]`: in bars it is the set
    return call_of(left) is None and not columns and not own.isdisjoint(spoken_names(right, scope))
