r"""Letters that a Given uses before it says what they are: `$f(w) = w^\top w$; $w \in \mathbb{R}^n$`, `$y_o = 1$; $o \in V$`.

Comes in: the segments of a Given, in its order. Goes out: the segments, sets and variables before what speaks of them, a membership before
the fact on one entry of a one-hot vector that needs it; and the facts of which nobody can say whether they are meant of one entry or of
all, to be used for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Protocol, TypeVar

from derive.meaning.declarations.listed import Piece
from derive.meaning.names.layers import is_space
from derive.meaning.names.scope import names_in, spelled
from derive.reading.syntax import Chain, Listing, Name, Node, Number, Scripted

ONE_HOT = re.compile(r"one-?\s?hot|원-?핫|独热", re.I)
IS_A_SET = re.compile(
    r"\s*(is |be |denotes? |,\s*)?(an?|the|some|eine?)?\s*((non-?empty|finite|index|endliche|유한)\s*){0,3}(set|vocabulary|Menge|집합)\b",
    re.I,
)
CALLED_A_SET = re.compile(r"\b(finite|index|non-?empty)\s+set\s*$", re.I)
MESSAGE = "a letter stands here before the Given says what it is: it may mean this one, or all"


class HasPieces(Protocol):
    pieces: list[Piece]


S = TypeVar("S", bound=HasPieces)


def in_order(segments: Sequence[S]) -> tuple[list[S], list[Node]]:
    """The segments as they are to be read, and the facts that are open, which stand in none of them any more."""
    found, open_facts = declared_first(segments), list[Node]()
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


def declared_first(segments: Sequence[S]) -> list[S]:
    """Segments that do nothing but say what elements, sets and variables there are, each before the first one that speaks of them."""
    found = list(segments)
    for later in segments:
        _move(found, later, partial(_tells_apart, letters=set(_elements(later))))
    for later in segments:
        _move(found, later, partial(_speaks_of, names=_introduced(later)))
    return found


def _move(found: list[S], later: S, needs: Callable[[S], bool]) -> None:
    """The segment before the first one that needs it."""
    place = next(n for n, s in enumerate(found) if s is later or needs(s))
    if found[place] is not later:
        found.remove(later)
        found.insert(place, later)


def _speaks_of(segment: HasPieces, names: set[str]) -> bool:
    return not names.isdisjoint(_spoken(segment.pieces))


def _tells_apart(segment: HasPieces, letters: set[str]) -> bool:
    r"""`$o \neq c$`, before the Given says that these are elements of a set."""
    nodes = [p.node for p in segment.pieces]
    apart = all(isinstance(n, Chain) and set(n.relations) == {"!="} and all(isinstance(o, Name) for o in n.operands) for n in nodes)
    return apart and _speaks_of(segment, letters)


def members_first(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    r"""`$f(w) = w^\top w$ with $w \in \mathbb{R}^n$`: what says of which kind a letter is that an earlier formula speaks of."""
    found = ((n, p, _members(p.node)) for n, p in enumerate(pieces))
    return tuple(p for n, p, names in found if names and not names.isdisjoint(_spoken(pieces[:n])))


def _members(node: Node) -> set[str]:
    r"""x and w of `x_i, w \in \mathbb{R}^n`."""
    match node:
        case Chain((left, where), ("in",)) if is_space(where):
            return {_base(n) for n in (left.items if isinstance(left, Listing) else (left,))} - {""}
    return set()


def _introduced(segment: HasPieces) -> set[str]:
    """The names of the sets and variables, if the segment tells of nothing else."""
    names = set[str]()
    for p in segment.pieces:
        names |= (told := _members(p.node))
        match p.node:
            case _ if told:
                pass
            case Name() as name if IS_A_SET.match(p.after) or (CALLED_A_SET.search(p.before) and len(segment.pieces) == 1):
                names.add(spelled(name) or "")
            case _:
                return set()
    return names - {""}


def _base(node: Node) -> str:
    """x of `x` and of `x_i`."""
    return (spelled(node.base if isinstance(node, Scripted) and node.sub is not None else node)) or ""


def _spoken(pieces: Sequence[Piece]) -> set[str]:
    return {_base(n) for p in pieces for n in names_in(p.node)}


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
