r"""Letters that a Given uses before it says what they are: `$y$ one-hot with $y_o = 1$; $o \in V$`.

Comes in: the segments of a Given, in its order. Goes out: the segments, a membership before the fact on one entry of a one-hot vector that
needs it; and the facts of which nobody can say whether they are meant of one entry or of all, to be used for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from derive.meaning.declarations.listed import Piece
from derive.meaning.names.scope import spelled
from derive.reading.syntax import Chain, Listing, Name, Node, Number, Scripted

ONE_HOT = re.compile(r"one-?\s?hot|원-?핫|独热", re.I)
MESSAGE = "a letter stands here before the Given says what it is: it may mean this one, or all"


class HasPieces(Protocol):
    pieces: list[Piece]


S = TypeVar("S", bound=HasPieces)


def in_order(segments: Sequence[S]) -> tuple[list[S], list[Node]]:
    """The segments as they are to be read, and the facts that are open, which stand in none of them any more."""
    found, open_facts = list(segments), list[Node]()
    for later in segments:
        letters = set(_elements(later))
        for earlier in list(found[: found.index(later)]):
            facts = [p for p in earlier.pieces if _entry(p.node) in letters]
            if not facts or letters & {_letter(p.node) for p in earlier.pieces}:
                continue
            if any(ONE_HOT.search(f"{p.before} {p.after}") for p in earlier.pieces):
                found.remove(later)
                found.insert(found.index(earlier), later)
                break
            open_facts += (p.node for p in facts)
            earlier.pieces = [p for p in earlier.pieces if p not in facts]
    return [s for s in found if s.pieces], open_facts


def _elements(segment: HasPieces) -> Iterator[str]:
    r"""The letters of a segment that does nothing but say in which named sets they lie: `$o, c \in V$`."""
    if all(_letter(p.node) is not None for p in segment.pieces):
        for p in segment.pieces:
            left = p.node.operands[0] if isinstance(p.node, Chain) else p.node
            yield from (s for n in (left.items if isinstance(left, Listing) else (left,)) if (s := spelled(n)) is not None)


def _letter(node: Node) -> str | None:
    """The first letter of which a membership in a named set is said."""
    match node:
        case Chain((Name() as one, Name(font="")), ("in",)):
            return spelled(one)
        case Chain((Listing(",", (Name() as one, *_)), Name(font="")), ("in",)):
            return spelled(one)
    return None


def _entry(node: Node) -> str | None:
    """The letter o of `y_o = 1`."""
    match node:
        case Chain((Scripted(Name(), Name() as letter, None, 0), Number()), ("=",)):
            return spelled(letter)
    return None
