r"""Which letters of a page run over something: under big operators, and in `i = 1, \dots, m`, `1 \le i, j \le N`, `\}_{i=1}^m`.

Comes in: the events of a page, and its text. Goes out: letters, with the end of their range where it is written. A letter that runs over
nothing is part of a name where it is a subscript: the z of `W_z`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from derive.meaning.names.scope import names_in, spelled
from derive.reading.syntax import Big, Chain, Event, Formula, Listing, Name, Node, Statement

_SIZE = r"(?P<size>[A-Za-z](?:_\{?\w\}?)?|\|[A-Za-z]\|)"
_DOTS = r"(?:\\(?:dots|ldots|cdots|dotsc)|\.\.\.|…)"
RANGES = (
    re.compile(rf"(?<![A-Za-z_\\])(?P<letters>[a-z])\s*=\s*1\s*,\s*(?:2\s*,\s*)?{_DOTS}\s*,\s*{_SIZE}(?![A-Za-z_^])"),
    re.compile(rf"(?<![\w^]) ?1\s*\\leq?\s*(?P<letters>[a-z](?:\s*,\s*[a-z])*)\s*\\leq?\s*{_SIZE}(?![A-Za-z_^])"),
    re.compile(rf"\\\}}\s*_\s*\{{\s*(?P<letters>[a-z])\s*=\s*1\s*\}}\s*\^\s*\{{?{_SIZE}\}}?"),
)


def written_ranges(text: str) -> dict[str, str]:
    """The letters that the text gives a range from 1, each with its end."""
    found = dict[str, str]()
    for pattern in RANGES:
        for m in pattern.finditer(text):
            for letter in re.findall(r"[a-z]", m.group("letters")):
                found.setdefault(letter, m.group("size"))
    return found


def bound_letters(events: Iterable[Event], text: str) -> set[str]:
    """The letters that run over something anywhere on the page."""
    found = {*written_ranges(text), *"ijkl"}
    for event in events:
        for s in event.what.statements if isinstance(event.what, Formula) else ():
            for n in names_in(s.node) if isinstance(s, Statement) else ():
                found.update(filter(None, map(spelled, _running(n))))
    return found


def _running(node: Node) -> Iterator[Node]:
    r"""The letters below a big operator, and the one or several on the left of `\in`."""
    match node:
        case Big(sub=below) if below is not None:
            yield from (x for x in names_in(below) if isinstance(x, Name))
        case Chain((left, _), ("in",)):
            yield from (x for x in (left.items if isinstance(left, Listing) else (left,)) if isinstance(x, Name) and len(x.text) == 1)
