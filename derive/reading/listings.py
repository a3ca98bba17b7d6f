r"""Lists: items and separators to nested `Listing` nodes.

Comes in: items with the separators between them. Goes out: one node; `;` binds loosest, then `|`, then `,`, then `:`. It
does not know what the items are, except that `i = 1, \dots, n` is one range.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.syntax import Chain, Ellipsis_, Group, Listing, Node, Span

_LOOSEST_FIRST = (";", "|", ",", ":")


def build_listing(items: Sequence[Node], separators: Sequence[str], span: Span) -> Node:
    """The nested listing of items[0] separators[0] items[1] ..."""
    return _split(list(items), list(separators), 0, span)


def _split(items: list[Node], separators: list[str], level: int, span: Span) -> Node:
    if not separators:
        return items[0]
    separator = _LOOSEST_FIRST[level]
    if separator not in separators:
        return _split(items, separators, level + 1, span)
    parts: list[Node] = []
    start = 0
    for i in [*(i for i, found in enumerate(separators) if found == separator), len(separators)]:
        inner = items[start : i + 1]
        parts.append(_split(inner, separators[start:i], level + 1, Span(inner[0].span.start, inner[-1].span.end)))
        start = i + 1
    if separator == ",":
        parts = join_range_items(parts)
    return parts[0] if len(parts) == 1 else Listing(separator, tuple(parts), span)


def join_range_items(items: list[Node]) -> list[Node]:
    r"""`i = 1, 2, \dots, n`: the chain takes the items after it as its last operand, where dots are among them."""
    joined: list[Node] = []
    i = 0
    while i < len(items):
        taken = range_length(items[i : i + 6])
        joined.append(items[i] if taken == 1 else range_chain(items[i : i + taken]))
        i += taken
    return joined


def range_length(items: Sequence[Node]) -> int:
    """How many of the items, from the first on, form one range; 1 where they form none."""
    if not items or not isinstance(items[0], Chain):
        return 1
    if items[0].relations[-1] not in ("=", "in") or isinstance(items[0].operands[-1], Ellipsis_):
        return 1
    dots = 1
    while dots < len(items) and not isinstance(items[dots], (Chain, Ellipsis_)):
        dots += 1
    if dots >= len(items) or not isinstance(items[dots], Ellipsis_):
        return 1
    ends = dots + 1 < len(items) and not isinstance(items[dots + 1], (Chain, Ellipsis_))
    return dots + 2 if ends else dots + 1


def range_chain(items: Sequence[Node]) -> Chain:
    r"""`i = 1`, `\dots`, `n` as the chain `i = (1, \dots, n)`."""
    first = items[0]
    assert isinstance(first, Chain)
    last = first.operands[-1]
    end = items[-1].span.end
    listing = Listing(",", (last, *items[1:]), Span(last.span.start, end))
    return Chain((*first.operands[:-1], listing), first.relations, Span(first.span.start, end))


def flatten_conditions(node: Node) -> Node:
    r"""What stands under a big operator: nested comma lists become one, a redundant bracket around a condition goes."""
    items: list[Node] = []
    for item in node.items if isinstance(node, Listing) and node.separator == "," else (node,):
        flat = flatten_conditions(item) if isinstance(item, Listing) and item is not node else item
        items.extend(flat.items if isinstance(flat, Listing) and flat.separator == "," else (flat,))
    items = [_without_bracket(item) for item in items]
    return items[0] if len(items) == 1 else Listing(",", tuple(items), node.span)


def _without_bracket(item: Node) -> Node:
    return item.body if isinstance(item, Group) and item.kind == "(" and isinstance(item.body, Chain) else item
