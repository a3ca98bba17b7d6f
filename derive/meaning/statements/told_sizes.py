r"""Sizes that only sums and ranges of the text name: the N of `\sum_{i=1}^N` on a page that declares no N.

Comes in: the formulas of the text, after its other declarations were taken up. Goes out: the letters that stand for a size, since nothing
but a natural number can stand there. A letter that the page calls a set (`w \in V`, `|V|`), defines, or writes with a subscript is left
to its steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from derive.meaning.declarations.variables import Note
from derive.meaning.names.scope import Scope, as_latex, names_in, spelled
from derive.reading.syntax import (
    Additive,
    Big,
    Chain,
    Ellipsis_,
    Event,
    Formula,
    Group,
    Listing,
    Name,
    Node,
    Number,
    Scripted,
    Span,
    Statement,
)
from derive.terms.term import le, num

MESSAGE = "`{0}` is not declared: it is taken for a size, since a range ends there"


def declare_sizes(scope: Scope, events: Iterable[Event], taken: Collection[str]) -> list[Note]:
    """The sizes, in the scope from now on: each is told, and at a witness no range that names it is empty, since nobody means an empty
    range who says nothing of it. taken: what a Given declares or an equation defines."""
    formulas = (e.what for e in events if isinstance(e.what, Formula))
    nodes = [n for f in formulas for s in f.statements if isinstance(s, Statement) for n in names_in(s.node)]
    other = {s for n in nodes for s in _otherwise(n)}
    ends: dict[str, tuple[int, Span]] = {}
    for end in (e for n in nodes for e in _ends(n) if e[0] not in other and e[0] not in taken and not scope.known(e[0])):
        name, least, span = end
        before, first = ends.get(name, (1, span))
        ends[name] = max(before, least), first
    return [
        Note(MESSAGE.format(as_latex(name)), span, frozenset({name}), (le(num(least), scope.declare_size(name)),), remark=True)
        for name, (least, span) in ends.items()
    ]


def _ends(node: Node) -> Iterator[tuple[str, int, Span]]:
    r"""N of `\sum_{i=1}^N`, `\sum_{i=0}^{N-1}`, of `i = 1, \dots, N` and of `1 \le i \le N`; and the least that it is."""
    match node:
        case Big(sub=Chain((Name(), Number(low)), ("=",)), sup=Name() | Additive() as high):
            yield from _least(low, high, node.span)
        case Chain((Name(), Listing(",", (Number(low), Ellipsis_(), Name() as high))), ("=",)):
            yield from _least(low, high, node.span)
        case Chain((Number(low), Name(), Name() as high), ("<=", "<=")):
            yield from _least(low, high, node.span)


def _least(low: str, high: Node, span: Span) -> Iterator[tuple[str, int, Span]]:
    match high:
        case Name() if low.isdecimal():
            yield spelled(high) or "", int(low), span
        case Additive((Name() as name, Number(step)), ("+", "+" | "-" as sign)) if low.isdecimal() and step.isdecimal():
            yield spelled(name) or "", int(low) + (int(step) if sign == "-" else -int(step)), span


def _otherwise(node: Node) -> Iterator[str]:
    """What is used as a set, an array, or the letter of a sum."""
    match node:
        case Chain((_, Name() as home), ("in",)):
            yield spelled(home) or ""
        case Group("|", Name() as inside):
            yield spelled(inside) or ""
        case Scripted(Name() as base):
            yield spelled(base) or ""
        case Big(sub=below) if below is not None:
            letter = below.operands[0] if isinstance(below, Chain) else below
            yield from (s for n in names_in(letter) if isinstance(n, Name) and (s := spelled(n)))
