r"""Recursions: `$m_0 = 0$, $m_t = \beta m_{t-1} + (1-\beta) g_t$ for $t \ge 1$` as a sequence of numbers and facts about it.

Comes in: the statements of one segment of a Given. Goes out: the sequence, with the range that its index runs over, and the range of the
letter in which the recursion holds; the recursion itself is then a fact like any other. The range ends where what else bears the letter
ends, or at a size of its own: what is proved holds for every one. Knows nothing of truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derive.meaning.declarations.endless import end
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.counting import tidy
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.names.definitions import call_of
from derive.meaning.names.replacing import replaced
from derive.meaning.names.scope import MeaningError, NotSupported, Scope, is_word, names_in, spelled, spoken_names
from derive.meaning.names.subscripts import shifted, subscripts
from derive.reading.syntax import Additive, Chain, Group, Listing, Name, Node, Number, Scripted
from derive.terms.term import Symbol, Term, add, integer_range, num, real, replace_symbol

if TYPE_CHECKING:
    from derive.meaning.declarations.declaration import Declaration


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
    """The sequence, if its name is new, and the range of the letter, if no clause gives it. It goes up from its first members or down
    from its last ones."""
    if not (max(r.shifts) < r.left or r.left < min(r.shifts)):
        raise NotSupported(f"a recursion of `{r.base}` that goes neither back nor forth")
    if r.letter not in d.names:
        low, counted = _lowest(d, r.letter), axis_of(d.scope, r.base)
        inside = within(counted, r) if counted is not None else None
        if inside is not None:
            over = integer_range(inside.args[0] if low is None else low, inside.args[1])
        else:
            over = integer_range(num(max(0, -min(r.shifts))) if low is None else low, _highest(d, r))
        d.names[r.letter] = Term("index", (), (r.letter, over))
        d.scope.letters[r.letter] = over
    over = d.names[r.letter].tag[1]
    if over.op != "range" or d.scope.known(r.base):
        return
    axis = integer_range(*(tidy(add(end, num(by))) for end, by in zip(over.args, _outermost(r), strict=True)))
    own = own_members(d.scope, r.base)
    shape = next((value.axes for _, value in own), ())
    if any(value.axes != shape for _, value in own):
        raise NotSupported(f"members of `{r.base}` of several shapes")
    as_members(d.scope, r.base, axis, shape)
    d.declared.append(("values", r.base))
    if not own and not of_numbers(d, r):
        of_vectors(d, r)
    for name, value in own:
        member = real(Symbol(r.base, (axis, *shape)), num(_number(name)), *(Term("bound", (), k) for k in range(len(shape))))
        _as_member(d.scope, name, value, member)


def axis_of(scope: Scope, base: str) -> Term | None:
    """Over what the members of a sequence that is declared are counted."""
    known = scope.values.get(base)
    if known is None or not known.rank:
        return None
    return known.axes[-1] if base in scope.families and known.rank == 2 else known.axes[0]


def within(axis: Term, r: Recursion) -> Term | None:
    """Over which the letter runs where all entries of the recursion lie in the range."""
    if axis.op != "range":
        return None
    return integer_range(*(tidy(add(end, num(-by))) for end, by in zip(axis.args, _outermost(r), strict=True)))


def _outermost(r: Recursion) -> tuple[int, int]:
    return min(r.left, *r.shifts), max(r.left, *r.shifts)


def of_numbers(d: Declaration, r: Recursion) -> bool:
    """Whether the right side may be a number where the members are; so it may where something is not declared yet."""
    try:
        return not _right_side(d, r).rank
    except IllTyped:
        return False
    except MeaningError:
        return True


def of_vectors(d: Declaration, r: Recursion) -> bool:
    r"""The members as vectors: for one length alone the right side `\theta_k - \eta X^\top (X \theta_k - y)` is a vector of that length."""
    scope = d.scope
    over = axis_of(scope, r.base)
    assert over is not None
    possible = dict.fromkeys(axis for name, v in scope.values.items() if name != r.base for axis in v.axes)
    found = list[Term]()
    for axis in possible:
        as_members(scope, r.base, over, (axis,))
        with suppress(MeaningError, IllTyped):
            found += [axis] if _right_side(d, r).axes == (axis,) else []
    if len(found) != 1:
        return False
    as_members(scope, r.base, over, (found[0],))
    scope.beside[r.base] = Value((found[0],), real(Symbol(r.base, (found[0],)), Term("bound", (), 0)))
    return True


def _right_side(d: Declaration, r: Recursion) -> Value:
    return Elaborator(d.scope, d.source, dict(d.names)).value(r.right)


def as_members(scope: Scope, name: str, over: Term, shape: tuple[Term, ...]) -> None:
    """The name as a sequence of numbers, or of vectors or matrices of this shape."""
    symbol = Symbol(name, (over, *shape))
    bound = tuple(Term("bound", (), k) for k in range(len(symbol.axes)))
    turned = -1 if len(symbol.axes) == 2 else 1  # the bare name of vectors is the matrix of which they are the columns
    scope.values[name] = Value(symbol.axes[::turned], real(symbol, *bound[::turned]))
    if shape:
        scope.families[name] = 1


def own_members(scope: Scope, base: str) -> list[tuple[str, Value]]:
    r"""`$h_0 \in \mathbb{R}^d$` before the recursion of h: the variables of their own that are members of it."""
    names = (n for n in scope.values if re.fullmatch(rf"{re.escape(base)}_\{{\d+\}}", n))
    found = ((n, scope.values[n]) for n in names)
    return [(n, v) for n, v in found if v.body.op == "real" and v.body.args == tuple(Term("bound", (), k) for k in range(v.rank))]


def _number(name: str) -> int:
    return int(name.rpartition("{")[2][:-1])


def _as_member(scope: Scope, name: str, value: Value, member: Term) -> None:
    """From here on the variable of its own is the member, in all that is known of it."""
    symbol = value.body.tag
    del scope.values[name]
    scope.facts = {replace_symbol(fact, symbol, member): None for fact in scope.facts}
    scope.definitions = {s: replace_symbol(made, symbol, member) for s, made in scope.definitions.items()}


def with_others(d: Declaration, r: Recursion) -> Iterator[str]:
    """What nothing declares and bears the letter of the recursion, as sequences of numbers over its range; their names."""
    over: Term = d.names[r.letter].tag[1]
    for n in names_in(r.right):
        place = shifted(n.sub) if isinstance(n, Scripted) and n.sub is not None and n.sup is None else None
        base = spelled(n.base) if isinstance(n, Scripted) else None
        if place is not None and place[0] == r.letter and base is not None and not d.scope.known(base):
            axis = integer_range(*(tidy(add(end, num(place[1]))) for end in over.args))
            as_members(d.scope, base, axis, ())
            yield base


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
            last: Term = axis.args[1]
            return last
    return end(d.scope, d.source)


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
    of_entries = isinstance(left, Scripted) and left.sub is not None and not is_word(left.sub, scope)  # not `L_{data} = \\sum_i L_i`
    entries = spelled(left.base) if isinstance(left, Scripted) and of_entries else None  # `A_{ij} = A_{ji}`
    own = {spelled(left), found.base if found else None, entries if entries in scope.values else None} - {None}
    columns = isinstance(right, Group) and isinstance(right.body, Listing)  # `V = [v_1, ..., v_{|V|}]`: in bars it is the set
    return call_of(left) is None and not columns and not own.isdisjoint(spoken_names(right, scope))
