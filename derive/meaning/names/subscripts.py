"""Subscripts as they are written: which letters stand in one, alone or shifted, and what a condition in one may be about.

Comes in: nodes. Goes out: the single subscripts, their letters; or why a condition there has no meaning. Knows nothing of terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.meaning.names.scope import NotSupported, names_in, parts_of, spelled
from derive.reading.syntax import Additive, Big, Chain, Listing, Name, Node, Number, Product, Scripted


def about_its_letters(condition: Chain, items: Sequence[Node]) -> None:
    """`u_{w, w \\neq o}` speaks of w; of `y_{w, i = o}` nothing tells which entry it is."""
    letters = {spelled(n) for item in items for n in names_in(item)}
    if letters and letters.isdisjoint(spelled(n) for n in names_in(condition)):
        raise NotSupported("a condition in a subscript on a letter that does not stand in it", condition.span)


def outside_sums(node: Node) -> Iterator[Node]:
    """The node and everything in it that stands outside of big operators."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Big):
            continue
        yield node
        if not isinstance(node, Name | Number):
            waiting += parts_of(node)[::-1]


def subscript_letters(node: Node) -> list[str]:
    """The letters that stand alone in the subscript."""
    if not isinstance(node, Scripted) or node.sub is None:
        return []
    return [name for n in subscripts(node.sub, 2) if isinstance(n, Name) and (name := spelled(n))]


def subscripts(sub: Node, rank: int) -> tuple[Node, ...]:
    """The subscripts that `i, j` or `ij` (or `12`, digit by digit) write, for an array with that many axes."""
    if isinstance(sub, Listing) and sub.separator == ",":
        return sub.items
    if isinstance(sub, Number) and rank >= 2 and len(sub.text) == rank and sub.text.isdigit():
        return tuple(Number(digit, sub.span) for digit in sub.text)
    plain = isinstance(sub, Product) and not any(sub.operators) and all(isinstance(f, Name | Number | Scripted) for f in sub.factors)
    if isinstance(sub, Product) and plain and rank >= 2 and len(sub.factors) <= rank:
        return sub.factors
    return (sub,)


def shifted(sub: Node) -> tuple[str, int] | None:
    """(t, -1) for `t-1`, (t, 0) for `t`."""
    match sub:
        case Name():
            name = spelled(sub)
            return None if name is None else (name, 0)
        case Additive((Name() as letter, Number(text)), ("+", ("+" | "-") as sign)) if text.isdigit():
            name = spelled(letter)
            return None if name is None else (name, int(text) if sign == "+" else -int(text))
    return None
