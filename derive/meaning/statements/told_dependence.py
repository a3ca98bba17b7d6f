r"""Numbers of which a page says that they depend on others, and not how: "$y$ is a function of $x$", `y = y(x)`, `\frac{dy}{dx}`.

Comes in: the events of a page. Goes out: such names, each with what it depends on (`formulas.held_fixed` says what may not be held fixed
then). What has a definition needs none of this: it is differentiated through its definition. Knows nothing of terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derive.meaning.names.scope import names_in, spelled
from derive.meaning.names.upstream import DENIED, MORE
from derive.meaning.names.words import words_at
from derive.reading.syntax import Chain, Derivative, Event, Formula, Group, Listing, Name, Node, Number, Product, Scripted, Span, Statement

_MANNER = r"(?:(?:smoothly|implicitly|explicitly|also|only|solely|continuously|itself|nur|auch|stetig|glatt|aussi|también) ?)*"
BETWEEN = re.compile(
    rf"^[^.;:$]*(?:\bdepend(?:s|ing|ent)? {_MANNER}(?:up)?on|\bfunctions? {_MANNER}(?:of|von|der|des|de|del)"
    r"|\b(?:var(?:y|ies)|changes?) with"
    r"|\b(?:determined|driven|controlled|parametri[sz]ed) by|\bcomputed from|\b(?:evolves?|moves?) (?:with|in)"
    rf"|\b(?:hängt|abhängig) {_MANNER}von|\bdépend(?:ent|ant)? {_MANNER}d[e'’u]|\bfonctions? {_MANNER}d[e'’u]"
    rf"|\bfunktion(?:en)? {_MANNER}(?:von|der|des)"
    rf"|\bdependen? {_MANNER}del?|\bfunci(?:ón|ones) {_MANNER}del?|依赖于?|取决于|随着?)(?: (?:the|der|la|el|le)?)?(?: ?\w+)?\s*$",
    re.I,
)
TOPIC = re.compile(r"^\s*(?:[은는이가]|是|为|は|が)\s*$")
BEHIND_TOPIC = re.compile(
    r"^\s*(?:의\s*(?:\S{1,8}\s*)?함수|에만?\s*의존|에 따라|의 값에 따라"
    r"|的(?:\S{1,4})?函数|の(?:\S{1,4})?関数|に依存|によって)"
)


def told(events: Sequence[Event]) -> dict[str, frozenset[str]]:
    """The names that the words or the formulas say to depend on others, with these."""
    found: dict[str, set[str]] = {}
    for n, event in enumerate(events):
        if isinstance(event.what, Formula):
            for name, by in (*_by_words(events, n), *_by_form(event.what)):
                found.setdefault(name, set()).update(by)
    return {name: frozenset(by) for name, by in found.items()}


def _by_words(events: Sequence[Event], n: int) -> Iterator[tuple[str, set[str]]]:
    of = _named(events, n + 2)
    between, behind = words_at(events, n + 1), words_at(events, n + 3)
    if not of or not between or DENIED.search(between):
        return
    denied = DENIED.search(re.split(r"[.;,。，]", behind)[0]) is not None
    topic = TOPIC.match(between) is not None and BEHIND_TOPIC.match(behind) is not None and not denied
    if not topic and BETWEEN.match(between) is None:
        return
    k = n + 3
    while MORE.fullmatch(words_at(events, k)) and (more := _named(events, k + 1)):
        of, k = of | more, k + 2
    yield from ((name, of) for name in _named(events, n))


def _by_form(formula: Formula) -> Iterator[tuple[str, set[str]]]:
    r"""`y = y(x)`, `q(t)`, `\frac{dy}{dx}`."""
    constant = set[Span]()
    for s in formula.statements:
        for node in names_in(s.node) if isinstance(s, Statement) else ():
            match node:
                case Chain(operands) if any(isinstance(o, Number) for o in operands):
                    constant.update(o.span for o in operands)  # `\frac{\partial c}{\partial x} = 0`: it depends on nothing
                    continue
                case Derivative("d" | "partial", Name() | Scripted() as of, by) if by and node.span not in constant:
                    name, others = spelled(of), {o for b in by if (o := spelled(b)) is not None}
                case Product((Name() | Scripted() as head, Group("(", inside), *_), ("", *_)):
                    items = inside.items if isinstance(inside, Listing) else (inside,)
                    plain = all(isinstance(i, Name | Scripted) for i in items)
                    name, others = spelled(head), {o for i in items if plain and (o := spelled(i)) is not None}
                case _:
                    continue
            if name is not None and others - {name}:
                yield name, others - {name}


def _named(events: Sequence[Event], n: int) -> set[str]:
    r"""The names that the n-th formula only names: `x`, `x, y`, `x \in \mathbb{R}`."""
    what = events[n].what if 0 <= n < len(events) else None
    found = set[str]()
    for s in what.statements if isinstance(what, Formula) and not what.display else ():
        node: Node | None = s.node if isinstance(s, Statement) else None
        if isinstance(node, Chain) and node.relations == ("in",):
            node = node.operands[0]
        items = node.items if isinstance(node, Listing) else (node,)
        names = [spelled(i) for i in items if isinstance(i, Name | Scripted)]
        if len(names) < len(items) or None in names:
            return set()
        found |= {name for name in names if name is not None}
        found |= {base for i in items if isinstance(i, Scripted) and (base := spelled(i.base)) is not None}
    return found
