"""What a page lets one see of its names: sets and sizes, which letter runs over what, subscripts, words.

Comes in: a page. Goes out: `Seen`, which says nothing of truth: it is what declarations are inferred from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from derive.meaning.inference import guesses
from derive.meaning.names.running import written_ranges
from derive.meaning.names.scope import names_in, spelled
from derive.reading.syntax import (
    Big,
    Chain,
    Derivative,
    Formula,
    Group,
    Listing,
    Name,
    Node,
    Number,
    Page,
    Product,
    Scripted,
    Statement,
    Words,
)
from derive.reading.vocabulary import TRANSPOSES

ONE_HOT = re.compile(r"one[- ]?hot", re.I)
PROBABILITIES = re.compile(r"^\s*(is|are|be|denotes?)\b[^.;]*(probabilit|distribution)", re.I)


@dataclass(slots=True)
class Seen:
    """What the formulas show: over which set a bound letter runs; subscripts of each name, and all letters in them; names that are
    transposed or multiply something transposed; capital letters that multiply; sets and sizes; what is differentiated by; of what the
    page says what its members are; what stood on the page before an equation that could define it; what the words say."""

    sets: dict[str, None] = field(default_factory=dict)
    sizes: dict[str, None] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=dict)
    subscripts: dict[str, dict[str, None]] = field(default_factory=dict)
    vectors: dict[str, None] = field(default_factory=dict)
    products: dict[str, None] = field(default_factory=dict)
    one_hot: dict[str, str] = field(default_factory=dict)
    likely: dict[str, None] = field(default_factory=dict)
    called_one_hot: dict[str, None] = field(default_factory=dict)
    by: dict[str, None] = field(default_factory=dict)
    before: dict[str, None] = field(default_factory=dict)
    said: dict[str, None] = field(default_factory=dict)
    logarithms: bool = False
    letters: set[str] = field(default_factory=set)
    bound: dict[str, None] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)  # sets that are only other names of others
    own: dict[str, Node] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    source: str = ""


def seen_on(page: Page) -> Seen:
    seen = Seen()
    nodes = [s.node for e in page.events if e.given is None and isinstance(e.what, Formula) for s in _statements(e.what)]
    for node in nodes:
        for n in names_in(node):
            if isinstance(n, Big):
                _binder(n, seen)
    _one_set(nodes, seen)
    for node in nodes:
        for n in names_in(node):
            _use(n, seen)
    seen.nodes, seen.source = nodes, page.text
    _words(page, seen)
    _order(seen)
    seen.letters = {name for n in nodes for s in names_in(n) if isinstance(s, Scripted) for x in names_in(s.sub) if (name := spelled(x))}
    seen.own = guesses.defined_by_the_page(nodes, {*seen.bound, *seen.runs, *written_ranges(page.text)})
    seen.one_hot.update({n: at for n, at in guesses.fixed_at(nodes, {*seen.bound, *seen.runs}).items() if n in seen.subscripts})
    return seen


def _statements(formula: Formula) -> Iterator[Statement]:
    yield from (s for s in formula.statements if isinstance(s, Statement))


def _binder(big: Big, seen: Seen) -> None:
    """`\\sum_{w \\in V}`, `\\sum_{k=1}^K`, `\\sum_{i=1}^{|V|}`: which letter runs over what."""
    items = big.sub.items if isinstance(big.sub, Listing) else (big.sub,)
    for item in items:
        first = item.operands[0] if isinstance(item, Chain) else item
        if isinstance(first, Name) and (bound := spelled(first)):
            seen.bound.setdefault(bound)
        match item:
            case Chain((Name() as letter, over), ("in",)) if (name := spelled(over)) and (bound := spelled(letter)):
                seen.sets.setdefault(name)
                seen.runs.setdefault(bound, name)
            case Chain((Name() as letter, Number("1")), ("=",)) if big.sup is not None and (bound := spelled(letter)):
                bars = isinstance(big.sup, Group) and big.sup.kind == "|"
                name = spelled(big.sup.body) if isinstance(big.sup, Group) else spelled(big.sup)
                if name is not None:
                    (seen.sets if bars else seen.sizes).setdefault(name)
                    seen.runs.setdefault(bound, name)


def _one_set(nodes: list[Node], seen: Seen) -> None:
    """`\\sum_{w \\in V} u_w` here, `\\sum_{j \\in Vocab} u_j` there: the members of a family come from one set, whatever it is called."""
    first: dict[str, str] = {}
    for big in (n for node in nodes for n in names_in(node) if isinstance(n, Big)):
        match big.sub:
            case Chain((Name() as letter, over), ("in",)) if (name := spelled(over)) in seen.sets and name is not None:
                for n in names_in(big.body):
                    if isinstance(n, Scripted) and n.sub is not None and spelled(n.sub) == spelled(letter) and (family := spelled(n.base)):
                        known = first.setdefault(family, name)
                        if known != name and name not in seen.same and known not in seen.same:
                            seen.same[name] = known
    for name, known in seen.same.items():
        seen.sets.pop(name, None)
        seen.runs.update({letter: known for letter, over in seen.runs.items() if over == name})


def _use(node: Node, seen: Seen) -> None:
    match node:
        case Scripted(base, sub, sup, _) if sub is not None and (name := spelled(base)) and (letter := spelled(sub)):
            seen.subscripts.setdefault(name, {}).setdefault(letter)
            if isinstance(sup, Name) and sup.text in TRANSPOSES:
                seen.vectors.setdefault(name)
        case Product(factors, operators):
            for left, right, operator in zip(factors, factors[1:], operators, strict=False):
                if operator in ("", "cdot"):
                    _pair(left, right, seen)


def _pair(left: Node, right: Node, seen: Seen) -> None:
    """`u_w^T v_c`: what follows a transposed vector is a vector too; `U p`: a capital letter before an array multiplies it."""
    transposed = isinstance(left, Scripted) and isinstance(left.sup, Name) and left.sup.text in TRANSPOSES
    member = isinstance(left, Scripted) and left.sub is not None
    other = spelled(right.base) if isinstance(right, Scripted) and right.sub is not None else None
    if transposed and member and other:
        seen.vectors.setdefault(other)
    matrix = spelled(left.base) if transposed and isinstance(left, Scripted) and left.sub is None else spelled(left)
    if matrix and len(matrix) == 1 and matrix.isupper() and not isinstance(right, Number):
        seen.products.setdefault(matrix)


def _order(seen: Seen) -> None:
    """What is differentiated by; of what the page says what its members are; what stood on the page before an equation that could
    define it; whether there are logarithms."""
    met, said = set[str](), set[str | None]()
    for node in seen.nodes:
        left = spelled(node.operands[0]) if isinstance(node, Chain) and node.relations[0] in ("=", ":=") else None
        first = node.operands[0] if isinstance(node, Chain) else node
        if isinstance(first, Scripted) and first.sub is not None:
            seen.said.setdefault(spelled(first.base) or "")
        if left in met and left in seen.by and left not in said:
            seen.before.setdefault(left)
        if isinstance(node, Chain) and node.relations[0] in ("=", ":="):
            said.add(left or spelled(first.base if isinstance(first, Scripted) else first))
        for n in names_in(node):
            if isinstance(n, Derivative):
                seen.by.update((name, None) for b in n.by if (name := spelled(b.base if isinstance(b, Scripted) else b)) is not None)
            if isinstance(n, Name):
                met.add(spelled(n) or "")
                seen.logarithms = seen.logarithms or n.text in ("log", "ln", "softmax")


def _words(page: Page, seen: Seen) -> None:
    """`$y$ is a one-hot vector with a 1 at $o$`, `$p$ is the predicted distribution`: the formulas around such words."""
    events = [e.what for e in page.events if e.given is None]
    for n, what in enumerate(events):
        if not isinstance(what, Words):
            continue
        before = [name for e in events[max(n - 2, 0) : n] if isinstance(e, Formula) for s in _statements(e) if (name := spelled(s.node))]
        after = [name for e in events[n + 1 : n + 6] if isinstance(e, Formula) for s in _statements(e) if (name := spelled(s.node))]
        if ONE_HOT.search(what.text) and before:
            seen.called_one_hot.setdefault(before[-1])
            at = next((a for a in after if a != before[-1] and len(a) == 1 and a.isalpha()), None) or _logarithm_at(seen)
            if at is not None:
                seen.one_hot.setdefault(before[-1], at)
        elif PROBABILITIES.match(what.text) and before:
            seen.likely.setdefault(before[-1])


def _logarithm_at(seen: Seen) -> str | None:
    """The fixed letter of `\\log p_o`."""
    letters = (at for _, at in guesses.logarithms(seen.nodes) if at.isalpha())
    return next((at for at in letters if at not in seen.bound and at not in seen.runs), None)
