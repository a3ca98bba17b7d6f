r"""Names that the text uses like arrays though nothing declares them: `X^\top`, `\|w\|`. Such a letter is no number anywhere on the page.

Comes in: the formulas of the text. Goes out: the names, to be asked for where one stands like a number. Otherwise `X w = w X` would be
proved of numbers on a page that means matrices. A bold letter says so itself, and speaks for no plain one.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from derive.meaning.scope import names_in, spelled
from derive.reading.syntax import Event, Formula, Group, Name, Node, Scripted, Statement
from derive.reading.vocabulary import TRANSPOSES


def names(events: list[Event], declared: Set[str]) -> dict[str, None]:
    """The names with a transpose or in the bars of a norm by themselves, in the order of the page."""
    nodes = (s.node for e in events if isinstance(e.what, Formula) for s in e.what.statements if isinstance(s, Statement))
    transposes = TRANSPOSES - declared  # a declared T is an exponent
    return {name: None for node in nodes for n in names_in(node) for name in _array(n, transposes)}


def _array(node: Node, transposes: frozenset[str]) -> Iterator[str]:
    match node:
        case Scripted(Name(font="") as base, None, Name(text), 0) if text in transposes:
            yield from filter(None, [spelled(base)])
        case Group("||", Name(font="") as base):
            yield from filter(None, [spelled(base)])
