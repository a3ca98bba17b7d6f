r"""Sum bounds: a sum or product runs over the wrong range.

What it is
    One term too many or too few, `n` for `n - 1`, 0 for 1, or a condition such as `j \neq i` lost.

Why it matters
    A shifted index, or a term that was taken out of the sum, changes the range; the bounds must change with it.

Example
    `\sum_{i=1}^{n} x_i - x_n = \sum_{i=1}^{n} x_i`.

Instead
    `\sum_{i=1}^{n-1} x_i`: try n = 1 and n = 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, letters_of
from derive.mistakes.renaming import renamed
from derive.reading.rewriting import NOWHERE, Spot, spots
from derive.reading.syntax import Additive, Big, Chain, Listing, Name, Node, Number


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """The ends moved by one; a condition dropped, or one index excluded."""
    node = spot.node
    if not isinstance(node, Big) or node.sub is None:
        return
    yield from (Big(node.operator, sub, node.sup, node.body, NOWHERE) for sub in _lower(node.sub))
    yield from _as_there(node, around)
    yield from _both_ways(node)
    if node.sup is not None:
        yield from (Big(node.operator, node.sub, sup, node.body, NOWHERE) for sup in _moved(node.sup))
    if isinstance(node.sub, Listing):
        for n in range(1, len(node.sub.items)):
            items = (*node.sub.items[:n], *node.sub.items[n + 1 :])
            kept = items[0] if len(items) == 1 else Listing(",", items, NOWHERE)
            yield Big(node.operator, kept, node.sup, node.body, NOWHERE)
    else:
        for letter in sorted(letters_of(node)):
            for i in (*around.indices, Number("0", NOWHERE)):
                if i != Name(letter):
                    apart = Chain((Name(letter), i), ("!=",), NOWHERE)
                    yield Big(node.operator, Listing(",", (node.sub, apart), NOWHERE), node.sup, node.body, NOWHERE)


def _as_there(node: Big, around: Surroundings) -> Iterator[Node]:
    """The range of a sum of the other side, with its letter."""
    own = letters_of(node)
    for big in (s.node for s in spots(around.other)):
        if isinstance(big, Big) and big.operator == node.operator and (big.sub, big.sup) != (node.sub, node.sup) and len(own) == 1:
            there = letters_of(big)
            if len(there) == 1:
                yield Big(node.operator, big.sub, big.sup, renamed(node.body, next(iter(own)), Name(next(iter(there)))), NOWHERE)


def _both_ways(node: Big) -> Iterator[Node]:
    """A window: `-m \\leq j \\leq m` without 0 for what runs from 1 to m, or from -m to m."""
    match node.sub:
        case Chain((Name() as letter, Number()), ("=",)) if node.sup is not None:
            high = node.sup
        case Chain((_, Name() as letter, high), ("<=", "<=")):
            pass
        case _:
            return
    low = Additive((high,), ("-",), NOWHERE)
    apart = (Chain((low, letter, high), ("<=", "<="), NOWHERE), Chain((letter, Number("0", NOWHERE)), ("!=",), NOWHERE))
    yield Big(node.operator, Listing(",", apart, NOWHERE), None, node.body, NOWHERE)


def _lower(sub: Node) -> Iterator[Node]:
    if isinstance(sub, Chain) and sub.relations == ("=",):
        yield from (Chain((sub.operands[0], low), ("=",), NOWHERE) for low in _moved(sub.operands[1]))


def _moved(end: Node) -> Iterator[Node]:
    """The end of a range, one further and one less."""
    if isinstance(end, Number):
        yield from (Number(str(int(end.text) + k), NOWHERE) for k in (1, -1) if end.text.isdigit() and int(end.text) + k >= 0)
        return
    if isinstance(end, Additive) and len(end.terms) == 2 and isinstance(end.terms[1], Number) and end.terms[1].text == "1":
        yield end.terms[0]
        return
    for sign in "-+":
        terms, signs = (end.terms, end.signs) if isinstance(end, Additive) else ((end,), ("+",))
        yield Additive((*terms, Number("1", NOWHERE)), (*signs, sign), NOWHERE)


MISTAKE = Mistake("sum bounds", repairs)
