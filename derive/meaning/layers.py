r"""Names that carry a number in brackets above them: `W^{(1)}`, `b^{[2]}`, `a^{(l)}_j`, where a Given declares them.

Comes in: a formula, and the names with such labels. Goes out: the formula in which each of them is one name, its subscript still an index.
What no Given declares so stays what it was: a power, or a derivative of a function.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from derive.meaning.replacing import replaced
from derive.meaning.scope import Scope, spelled
from derive.reading.syntax import Chain, Event, Formula, Group, Listing, Name, Node, Number, Scripted, Statement

_LAYER = re.compile(r".*\^\{[(\[]\w+[)\]]\}")


def declared_layers(scope: Scope) -> frozenset[str]:
    """The names of the scope that carry a label in brackets."""
    tables = (scope.values, scope.functions, scope.bare, scope.indices)
    return frozenset(name for table in tables for name in table if _LAYER.fullmatch(name))


def with_layers(events: list[Event], scope: Scope) -> list[Event]:
    """The events of a Given, in which the names that it declares with a label in brackets are names."""
    names = declared_layers(scope) | frozenset(_heads(events))
    if not names:
        return events
    return [replace(e, what=layered(e.what, names)) if isinstance(e.what, Formula) else e for e in events]


def layered(formula: Formula, names: frozenset[str]) -> Formula:
    """The formula with these names put together."""

    def make(node: Node) -> Node:
        if not isinstance(node, Scripted) or (name := _name(node)) is None or name not in names:
            return node
        whole = Name(name, (), "", node.span)
        return whole if node.sub is None else replace(node, base=whole, sup=None)

    return replaced(formula, make) if names else formula


def _heads(events: Iterable[Event]) -> Iterator[str]:
    """The labelled names on the left of `\\in` and of `=`."""
    for event in events:
        for statement in event.what.statements if isinstance(event.what, Formula) else ():
            match statement:
                case Statement(Chain((Listing(_, heads), *_), _)):
                    yield from _labelled(heads)
                case Statement(Chain((head, *_), _)):
                    yield from _labelled((head,))
                case Statement(Listing(_, parts)):
                    yield from _labelled(p.operands[0] if isinstance(p, Chain) else p for p in parts)


def _labelled(heads: Iterable[Node]) -> Iterator[str]:
    for head in heads:
        if isinstance(head, Scripted) and (name := _name(head)) is not None:
            yield name


def _name(node: Scripted) -> str | None:
    match node:
        case Scripted(Name() as base, _, Group("(" | "[" as kind, Number(label) | Name(label, ())), 0):
            return f"{spelled(base)}^{{{kind}{label}{')' if kind == '(' else ']'}}}"
    return None
