r"""Names that carry a number in brackets above them: `W^{(1)}`, `b^{[2]}`, `a^{(l)}_j`, where a Given declares them.

Comes in: a formula, and the names with such labels. Goes out: the formula in which each of them is one name, its subscript still an index.
What no Given declares so stays what it was: a power, or a derivative of a function.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from derive.meaning.names.replacing import replaced
from derive.meaning.names.scope import Scope, names_in, spelled
from derive.reading.syntax import Break, Chain, Ellipsis_, Event, Formula, Group, Listing, Name, Node, Number, Product, Scripted, Statement

T = TypeVar("T")
_LAYER = re.compile(r".*\^\{[(\[](?:\w+|\\cdot)[)\]]\}")
_NUMBERED = re.compile(r"(.*)_\{(\w+)\}")  # `Z_2`, a name of its own
_ANY = r"\cdot"  # `x^{(\cdot)}` is the family of all `x^{(i)}`


def declared_layers(scope: Scope) -> frozenset[str]:
    """The names of the scope that carry a label in brackets."""
    tables = (scope.values, scope.functions, scope.bare, scope.indices)
    return frozenset(name for table in tables for name in table if _LAYER.fullmatch(name))


def with_entries(node: Node, scope: Scope) -> Node:
    """The expression with `Z_{2,ij}` as an entry of the matrix `Z_2`, where Z alone is nothing."""
    names = frozenset(n for n, v in scope.values.items() if v.rank and (m := _NUMBERED.fullmatch(n)) and not scope.known(m.group(1)))

    def make(n: Node) -> Node:
        match n:
            case Scripted(Name() as base, Listing(",", (Number() | Name() as label, *rest)), _, _):
                whole = f"{spelled(base)}_{{{spelled(label)}}}"
                if whole in names:
                    sub = rest[0] if len(rest) == 1 else Listing(",", tuple(rest), n.span)
                    return replace(n, base=Name(whole, (), "", base.span), sub=sub)
        return n

    return replaced(node, make) if names else node


def defined_labels(events: Iterable[Event], known: Container[str]) -> frozenset[str]:
    """The names with a number as their label that equations of the text define, `z^{[1]} = W^{[1]} x`. In round brackets the number may
    count derivatives of what the letter is alone."""
    statements = (s.node for e in events if isinstance(e.what, Formula) for s in e.what.statements if isinstance(s, Statement))
    heads = [n.operands[:2] for n in statements if isinstance(n, Chain) and n.relations[0] in ("=", ":=")]
    alone = {spelled(left) for left, _ in heads}
    pairs = ((_name(left), spelled(left.base)) for left, right in heads if isinstance(left, Scripted) and not isinstance(right, Number))
    names = ((name, base) for name, base in pairs if name is not None and _NUMERAL.fullmatch(name))
    return frozenset(name for name, base in names if "[" in name or not (base in alone or base in known))


def with_layers(events: list[Event], scope: Scope) -> list[Event]:
    """The events of a Given, in which the names that it declares with a label in brackets are names."""
    families = _families(events)
    names = declared_layers(scope) | {_of_family(h) if h in families else h for h in _heads(events)}
    if not names:
        return events
    return [replace(e, what=layered(e.what, names)) if isinstance(e.what, Formula) else e for e in events]


def with_numbered(events: list[Event], scope: Scope) -> list[Event]:
    """The events of the text: what it declares with a number as its label is a name, with a letter it may be one of many."""
    names = declared_layers(scope) | {h for h in _heads(events) if _NUMERAL.fullmatch(h)}
    return [replace(e, what=layered(e.what, names)) if isinstance(e.what, Formula) else e for e in events] if names else events


def layered(formula: Formula, names: frozenset[str]) -> Formula:
    """The formula with these names put together; the label of a family's member is its first subscript."""
    if not names:
        return formula
    return layered_node(formula, names | frozenset(_defined_members(formula, names)))


def layered_node(part: T, names: frozenset[str]) -> T:
    """The same of any part of a formula."""

    def make(node: Node) -> Node:
        if not isinstance(node, Scripted):
            return node
        name, family = _name(node), _family(node)
        if name is not None and name in names:
            whole = Name(name, (), "", node.span)
            return whole if node.sub is None else replace(node, base=whole, sup=None)
        if family is None or family not in names or not isinstance(node.sup, Group):
            return node
        subscripts = (node.sup.body, *_parts(node.sub))
        sub = subscripts[0] if len(subscripts) == 1 else Listing(",", subscripts, node.span)
        return replace(node, base=Name(family, (), "", node.base.span), sub=sub, sup=None)

    return replaced(part, make)


def label_bound(node: Node, letters: Container[str]) -> str | None:
    """A name in the expression that carries one of the letters as its label: under a sum over the letter it is not one thing."""
    found = ((n.text, m) for n in names_in(node) if isinstance(n, Name) and (m := _LABEL.fullmatch(n.text)))
    return next((text for text, m in found if m.group(1) in letters), None)


_NUMERAL = re.compile(r".*\^\{[(\[]\d+[)\]]\}")
_LABEL = re.compile(r".*\^\{[(\[](\w+)[)\]]\}")


def _families(events: Iterable[Event]) -> frozenset[str]:
    """The labelled heads whose label is a letter that their own item says to run: `$x^{(i)} \\in \\mathbb{R}^n$ for $i = 1, \\dots, m$`."""
    found = set[str]()
    item = list[Event]()
    for event in (*events, None):
        if event is not None and not isinstance(event.what, Break):
            item.append(event)
            continue
        letters = {letter for e in item if isinstance(e.what, Formula) for letter in _running(e.what)}
        found |= {head for e in item if isinstance(e.what, Formula) for head in _listed(e.what)}
        found |= {head for head in _heads(item) if (m := _LABEL.fullmatch(head)) and m.group(1) in letters}
        item = []
    return frozenset(found)


def _listed(formula: Formula) -> Iterator[str]:
    r"""The first and the last of `x^{(1)}, \dots, x^{(N)}`."""
    nodes = [s.node for s in formula.statements if isinstance(s, Statement)]
    flat = [i for n in nodes for i in _members(n)]
    for one, dots, last in zip(flat, flat[1:], flat[2:], strict=False):
        if isinstance(one, Scripted) and isinstance(dots, Ellipsis_) and isinstance(last, Scripted) and one.base == last.base:
            names = (_name(one), _name(last))
            if names[0] is not None and names[1] is not None and names[0].endswith(("{(1)}", "{[1]}")):
                yield from (n for n in names if n is not None)


def _members(node: Node) -> tuple[Node, ...]:
    """The names that a list, or the left side of a membership, holds."""
    match node:
        case Chain((left, _), ("in",)):
            return _members(left)
        case Listing(",", items):
            return tuple(i for item in items for i in _members(item))
    return (node,)


def _running(formula: Formula) -> Iterator[str]:
    """The letters that `i = 1, \\dots, m`, `i \\in V` and `1 \\le i \\le m` bind."""
    nodes = [s.node for s in formula.statements if isinstance(s, Statement)]
    for n, node in enumerate(nodes):
        match node:
            case Chain((left, where), ("in",)) if not is_space(where):
                yield from (s for i in (left.items if isinstance(left, Listing) else (left,)) if (s := spelled(i)) is not None)
            case Chain((Name(text), Listing(",", items)), ("=",)) if any(isinstance(i, Ellipsis_) for i in items):
                yield text
            case Chain((Name(text), Number()), ("=",)) if n + 1 < len(nodes) and isinstance(nodes[n + 1], Ellipsis_):
                yield text
            case Chain((_, Name(text), _), (a, b)) if {a, b} <= {"<", "<="}:
                yield text


def is_space(where: Node) -> bool:
    r"""`\mathbb{R}`, `\mathbb{R}^n` and the like: what numbers and arrays are members of."""
    base = where.base if isinstance(where, Scripted) else where
    return isinstance(base, Name) and base.font == "bb"


def _defined_members(formula: Formula, names: frozenset[str]) -> Iterator[str]:
    r"""The families that the formula defines from others: `z^{(i)} = w^\top x^{(i)}`."""
    for s in formula.statements:
        match s:
            case Statement(Chain((Scripted(sup=Group(_, Name() as label)) as left, *right), ("=" | ":=", *_))):
                inside = (n for side in right for n in names_in(side) if isinstance(n, Scripted) and _family(n) in names)
                family = _family(left)
                if family is not None and any(isinstance(n.sup, Group) and n.sup.body == label for n in inside):
                    yield family


def _parts(sub: Node | None) -> tuple[Node, ...]:
    match sub:
        case None:
            return ()
        case Listing(",", items):
            return items
        case Product(factors, operators) if not any(operators):
            return factors
    return (sub,)


def _of_family(head: str) -> str:
    m = _LABEL.fullmatch(head)
    return head if m is None else f"{head[: m.start(1)]}{_ANY}{head[m.end(1) :]}"


def _family(node: Scripted) -> str | None:
    match node:
        case Scripted(Name() as base, _, Group("(" | "[" as kind, _), 0):
            return f"{spelled(base)}^{{{kind}{_ANY}{')' if kind == '(' else ']'}}}"
    return None


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
