r"""Recursions that the text makes a sequence by: `$m_0 = 0$, $m_t = \beta m_{t-1} + (1-\beta) g_t$ for $t \ge 1$`, `$x_{k+1} = x_k - \alpha
\nabla f(x_k)$`.

Comes in: the segments of the text, and the scope with what else the text declares. Goes out: the sequences in the scope, as numbers or
vectors of which nothing is known yet; and where the equations stand that say what they are, to be taken as facts when the page reaches
them.
Only the first equation for entries of a name makes it; what follows from others ("so", "then", "we get") claims something.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass

from derive.meaning.declarations.declaration import Declaration
from derive.meaning.declarations.listed import Piece
from derive.meaning.declarations.precedence import shape_of
from derive.meaning.declarations.recursions import (
    Recursion,
    as_members,
    axis_of,
    introduce,
    of_numbers,
    of_vectors,
    recursion,
    with_others,
    within,
)
from derive.meaning.declarations.segments import Segment
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.names.scope import MeaningError, Scope, spelled
from derive.reading.syntax import Chain, Ellipsis_, Event, Formula, Listing, Name, Node, Number, Scripted, Statement
from derive.terms.term import Symbol, Term, real

CLAIMED = re.compile(
    r"\b(hence|thus|therefore|so|then|it follows|we (?:get|obtain|have|find|see|conclude)|satisf\w+|gives?|yields?|show|prove|since"
    r"|because|claim|obeys?|fulfil\w*)\b[^.;]*$|[则故]|所以|因此|可得",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Made:
    """An equation that says what a sequence is: where it stands, its name, and the letter with the range it holds for."""

    start: int
    base: str
    letter: str | None = None
    over: Term | None = None


def declare_recursions(
    scope: Scope, source: str, segments: list[Segment], own: Collection[str], alone: Collection[str], families: Collection[str]
) -> list[Made]:
    """The sequences, which are in the scope from now on, and the equations that make them. alone, families: names that the text declares
    as one thing, and as several."""
    found, seen = list[Made](), {base for s in segments for p in s.pieces for base in _entries_of_space(p.node) if not scope.known(base)}
    for n, segment in enumerate(segments):
        for p in segment.pieces:
            r = recursion(first_of(p.node))
            base = r.base if r is not None else _entry_of(p.node)
            claims = CLAIMED.search(p.before) or p.opener in ("therefore", "iff")
            if r is not None and base not in seen and base not in own and not claims and max(r.shifts) < r.left:
                found += _declared(scope, source, segments[: n + 1], p, r, alone, families)
            if base is not None:
                seen.add(base)
    return found


def bases(events: Collection[Event]) -> frozenset[str]:
    """The names of whose members the page states a recursion, whether it is used or not."""
    formulas = (e.what for e in events if isinstance(e.what, Formula))
    found = (recursion(first_of(s.node)) for f in formulas for s in f.statements if isinstance(s, Statement))
    return frozenset(r.base for r in found if r is not None)


def first_of(node: Node) -> Node:
    """The first relation of a chain."""
    if not isinstance(node, Chain) or len(node.operands) == 2:
        return node
    return Chain(node.operands[:2], node.relations[:1], node.span)


def _entry_of(node: Node) -> str | None:
    """The name of which an equation gives an entry, one with a letter in its subscript."""
    match node:
        case Chain((Scripted(base, sub, None, 0), *_), ("=" | ":=", *_)) if sub is not None and not isinstance(sub, Number):
            return spelled(base)
    return None


def _entries_of_space(node: Node) -> Iterator[str]:
    r"""`c_{t-1} \in \mathbb{R}^n`: what it is an entry of has members that are no numbers, and how many is not said."""
    match node:
        case Chain((Scripted(base, sub, None, 0), where), ("in",)) if sub is not None and shape_of(where) is not None:
            yield from (name for name in [spelled(base)] if name is not None)


def _declared(
    scope: Scope, source: str, segments: list[Segment], piece: Piece, r: Recursion, alone: Collection[str], families: Collection[str]
) -> Iterator[Made]:
    segment = segments[-1]
    known = scope.values.get(r.base)
    if scope.known(r.base) and (known is None or r.base not in (*alone, *families)):
        return
    declaration = Declaration(scope.child(), source)
    with suppress(MeaningError, IllTyped):
        for p in segment.pieces:
            match p.node:
                case Chain((Name() as letter, Listing(",", items)), ("=",)) if spelled(letter) == r.letter:
                    if not isinstance(items[-1], Ellipsis_):
                        declaration.clause(p.node)
                case Chain((Name() as letter, Number()), (">=" | ">",)) if spelled(letter) == r.letter:
                    declaration.conditions.append(p.node)
        if known is not None and r.base in families:
            over = within(axis, r) if (axis := axis_of(scope, r.base)) is not None else None
            if over is None:
                return
        else:
            over = _sequence(declaration, r, known)
            if known is None and not of_numbers(declaration, r) and not of_vectors(declaration, r):
                return
        yield Made(piece.node.span.start, r.base, r.letter, over)
        yield from (Made(entry.span.start, r.base) for entry in _first_members(segments, r, over))
        scope.adopt(declaration.scope)


def _first_members(segments: list[Segment], r: Recursion, over: Term) -> Iterator[Scripted]:
    """The members that the recursion does not reach, where an equation up to it says what they are."""
    low = int(over.args[0].tag) if over.op == "range" and over.args[0].op == "num" else 0
    for segment in segments:
        for p in segment.pieces:
            match p.node:
                case Chain((Scripted(base, Number(text), None, 0) as entry, _), ("=" | ":=",)) if spelled(base) == r.base:
                    if text.isdigit() and int(text) < low + r.left and not CLAIMED.search(p.before):
                        yield entry


def _sequence(declaration: Declaration, r: Recursion, alone: Value | None) -> Term:
    """The sequence and those that its recursion speaks of with the same letter; the range of the letter. alone: what the name is without a
    subscript, which is what the members are."""
    scope = declaration.scope
    scope.values.pop(r.base, None)
    introduce(declaration, r)
    over: Term = declaration.names[r.letter].tag[1]
    if alone is not None and alone.rank == 1:
        as_members(scope, r.base, scope.values[r.base].axes[-1], alone.axes)
    if alone is not None:
        scope.beside[r.base] = alone
    for base in with_others(declaration, r):
        scope.beside[base] = Value((), real(Symbol(base)))  # `if $g_t = g$ for all $t$`
    return over
