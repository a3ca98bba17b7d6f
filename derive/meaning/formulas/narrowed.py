r"""Sums of which the page says once over what they run: `\sum_{-m \le j \le m, j \neq 0}` first, and `\sum_j` after that.

Comes in: the expressions of a page and of its Given, in their order. Goes out: for each letter the last big operator that leaves out some
numbers of a whole range. A bare letter under a later one means the same numbers, where it runs over that range; it is noted what was read.
A sum without an element of a set (`\sum_{i \neq k}`) says nothing of later ones: there the whole set is meant as often.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.meaning.names.scope import Scope, Written, names_in, spelled
from derive.reading.syntax import Big, Chain, Event, Formula, Listing, Name, Node, Number, Statement

LEFT_OUT = "!="


def remember(scope: Scope, source: str, nodes: list[Node]) -> Scope:
    """The scope that also knows these sums; the same one where there are none."""
    found = {letter: Written(big, _text(source, big)) for node in nodes for letter, big in _narrowed(node)}
    found = {letter: w for letter, w in found.items() if not _says_less(letter, w.big, scope.sums.get(letter))}
    if all(letter in scope.sums and scope.sums[letter] == w for letter, w in found.items()):
        return scope
    scope = scope.child()
    scope.sums.update(found)
    return scope


def remember_events(scope: Scope, source: str, events: list[Event]) -> None:
    """What a Given writes, into its scope."""
    formulas = [e.what for e in events if isinstance(e.what, Formula)]
    nodes = [s.node for f in formulas for s in f.statements if isinstance(s, Statement)]
    scope.sums.update(remember(scope, source, nodes).sums)


def _says_less(letter: str, big: Big, before: Written | None) -> bool:
    """Whether the letter runs as it ran before, and does not stand in the summand as it stood there."""
    if before is None or (big.sub, big.sup) != (before.big.sub, before.big.sup):
        return False
    return letter not in {spelled(n) for n in names_in(big.body)}


def _text(source: str, big: Big) -> str:
    assert big.sub is not None
    return " ".join(source[big.sub.span.start : big.sub.span.end].split())


def _narrowed(node: Node) -> Iterator[tuple[str, Big]]:
    for n in names_in(node):
        if isinstance(n, Big) and isinstance(n.sub, Listing) and n.sub.separator == ",":
            ranges = [r for item in n.sub.items if (r := _range_of(item, n)) is not None]
            without = [item for item in n.sub.items if _leaves_out(item, ranges)]
            if len(ranges) == 1 and without and len(without) + 1 == len(n.sub.items):
                yield ranges[0], n


def _range_of(item: Node, big: Big) -> str | None:
    r"""The letter of `-m \le j \le m`, or of `j = -m` with an upper end."""
    match item:
        case Chain((_, Name() as letter, _), (a, b)) if {a, b} <= {"<", "<="}:
            return spelled(letter)
        case Chain((Name() as letter, _), ("=",)) if big.sup is not None:
            return spelled(letter)
    return None


def _leaves_out(item: Node, letters: list[str]) -> bool:
    match item:
        case Chain((Name() as letter, Number()), (relation,)):
            return relation == LEFT_OUT and spelled(letter) in letters
    return False
