r"""Sizes that only sums and ranges of the text name: the N of `\sum_{i=1}^N` on a page that declares no N.

Comes in: the formulas of the text, after its other declarations were taken up. Goes out: the letters that stand for a size, since nothing
but a natural number can stand there. A letter that the page calls a set (`w \in V`, `|V|`), defines, or writes with a subscript is left
to its steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from derive.meaning.names.scope import Scope, names_in, spelled
from derive.reading.syntax import Big, Chain, Ellipsis_, Event, Formula, Group, Listing, Name, Node, Number, Scripted, Statement


def declare_sizes(scope: Scope, events: Iterable[Event], taken: Collection[str]) -> list[str]:
    """The sizes, in the scope from now on. taken: what a Given declares or an equation defines."""
    formulas = (e.what for e in events if isinstance(e.what, Formula))
    nodes = [n for f in formulas for s in f.statements if isinstance(s, Statement) for n in names_in(s.node)]
    other = {s for n in nodes for s in _otherwise(n)}
    ends = dict.fromkeys(s for n in nodes for s in _ends(n) if s not in other and s not in taken and not scope.known(s))
    for name in ends:
        scope.declare_size(name)
    return list(ends)


def _ends(node: Node) -> Iterator[str]:
    r"""N of `\sum_{i=1}^N`, of `i = 1, \dots, N` and of `1 \le i \le N`."""
    match node:
        case Big(sub=Chain((Name(), Number("1")), ("=",)), sup=Name() as high):
            yield spelled(high) or ""
        case Chain((Name(), Listing(",", (Number("1"), Ellipsis_(), Name() as high))), ("=",)):
            yield spelled(high) or ""
        case Chain((Number("1"), Name(), Name() as high), ("<=", "<=")):
            yield spelled(high) or ""


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
