r"""Sizes that only sums and ranges of the text name: the N of `\sum_{i=1}^N` on a page that declares no N.

Comes in: the formulas of the text, after its other declarations were taken up. Goes out: the letters that stand for a size, since nothing
but a natural number can stand there. A letter that the page calls a set (`w \in V`, `|V|`), defines, or writes with a subscript is left
to its steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from derive.meaning.declarations.variables import Note
from derive.meaning.names.scope import Scope, as_latex, names_in, spelled
from derive.reading.syntax import Big, Chain, Ellipsis_, Event, Formula, Group, Listing, Name, Node, Number, Scripted, Statement
from derive.terms.term import ONE, le

MESSAGE = "`{0}` is not declared: it is taken for a size, since a range ends there"


def declare_sizes(scope: Scope, events: Iterable[Event], taken: Collection[str]) -> list[Note]:
    """The sizes, in the scope from now on: each is told, and is at least 1 at a witness, since nobody means an empty range who says
    nothing of it. taken: what a Given declares or an equation defines."""
    formulas = (e.what for e in events if isinstance(e.what, Formula))
    nodes = [n for f in formulas for s in f.statements if isinstance(s, Statement) for n in names_in(s.node)]
    other = {s for n in nodes for s in _otherwise(n)}
    ends = {s: n.span for n in reversed(nodes) for s in _ends(n) if s not in other and s not in taken and not scope.known(s)}
    return [
        Note(MESSAGE.format(as_latex(name)), span, frozenset({name}), (le(ONE, scope.declare_size(name)),), remark=True)
        for name, span in ends.items()
    ]


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
