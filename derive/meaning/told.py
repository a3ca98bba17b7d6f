r"""What the text says of the shapes of names that no Given declares: `where $W \in \mathbb{R}^{m \times n}$`, `an $m \times n$ matrix $W$`.

Comes in: the scope of other documents' Givens and the formulas of the text. Goes out: the scope with these names. A name of which the text
says two things, or that an equation of the text defines, is left to its steps; one that a Given declares is left to the Given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Set
from contextlib import suppress

from derive.meaning import arrays
from derive.meaning.arrays import IllTyped
from derive.meaning.conditions import IF_AFTER, IF_BEFORE
from derive.meaning.declare import Declaration, segments
from derive.meaning.definitions import call_of, define_value
from derive.meaning.layers import declared_layers, layered_node, with_numbered
from derive.meaning.listed import Piece, alone, memberships
from derive.meaning.precedence import shape_of
from derive.meaning.qualities import MESSAGE
from derive.meaning.running import bound_letters
from derive.meaning.scope import MeaningError, Scope, names_in, spelled
from derive.meaning.stated import own_words
from derive.meaning.ties import Tie, tie, unread
from derive.meaning.variables import Note
from derive.reading.syntax import Chain, Ellipsis_, Event, Group, Listing, Name, Node, Number, Page, Scripted, Span

RUNNING = frozenset("ijklmnpqrst")
FOR = re.compile(r"\b(for|all|each|any|every|where)\b[^|]*\||모든|각|对|任意")
TEXT = "the text"  # where such a name is made: it belongs to no part


def declare_told(scope: Scope, page: Page, events: list[Event], own: Collection[str]) -> tuple[list[str], list[Note]]:
    """The names that the text declares, which are in the scope from now on; and what of their words is not used."""
    events = with_numbered(events, scope)
    bound = {"1", *bound_letters(events, page.text), *scope.letters, *scope.indices}
    parts = segments(events, [])
    told_of = [(c, words) for segment in parts for c, words in _worded(segment.pieces)]
    defined = {name for s in parts for p in s.pieces if not _supposed(p) for c in _chains(p.node) for name in _defined(c, bound)}
    said: dict[str, list[tuple[Node, Node, str]]] = {}
    for chain, words in told_of:
        for one, where in _members(chain, bound):
            name = spelled(one)
            if _range(where) and (name in RUNNING or FOR.search(words)):
                continue  # `for $i, j \\in \\{1, \\dots, K\\}` names no one element
            if name is not None and not scope.known(name) and name not in own and name not in defined:
                said.setdefault(name, []).append((one, where, words))
    found, notes = [], list[Note]()
    made_of = dict[str, Span]()  # matrices that are made of vectors in a way that is not read
    for segment in parts:
        if (made := tie(segment.pieces, scope.sets)) is not None and _tied(scope, page.text, made, said, own, defined):
            found.append(spelled(made.matrix) or "")
            said.pop(found[-1], None)
        else:
            made_of.update({s: m.span for m in unread(segment.pieces) if (s := spelled(m)) is not None})
    for name, told in said.items():
        one, where, _ = told[0]
        if any(other != where for _, other, _ in told):
            continue
        declaration = Declaration(scope.child(), page.text)
        with suppress(MeaningError, IllTyped):
            declaration.member(one, where)
            for _, _, words in told:
                declaration.qualify(one, words)
            for part in scope.__dataclass_fields__:
                setattr(scope, part, getattr(declaration.scope, part))
            found.append(name)
            notes += declaration.notes
            notes += [Note(MESSAGE, made_of[name], frozenset({name}))] if name in made_of else []
    return found, notes


def _tied(
    scope: Scope, source: str, made: Tie, said: dict[str, list[tuple[Node, Node, str]]], own: Collection[str], defined: Collection[str]
) -> bool:  # fmt: skip
    """Whether the matrix is the one of a declared family from now on; not where the text gives it another shape."""
    name = spelled(made.matrix)
    member = layered_node(made.member, declared_layers(scope))
    base = spelled(member.base) if isinstance(member, Scripted) else None
    value = scope.values.get(base or "")
    if name is None or scope.known(name) or name in own or name in defined:
        return False
    if base not in scope.families or value is None or value.rank != 2:
        return False
    value = arrays.transpose(value) if made.rows else value
    with suppress(MeaningError, IllTyped):
        shapes = [Declaration(scope.child(), source).axes_in(where) for _, where, _ in said.get(name, ())]
        if all(shape == value.axes for shape in shapes):
            define_value(scope, name, value)
            return True
    return False


def _worded(pieces: list[Piece]) -> Iterator[tuple[Chain, str]]:
    """The formulas with the words of their clause, and what words between formulas say of shapes."""
    yield from ((p.node, own_words(pieces, n)) for n, p in enumerate(pieces) if isinstance(p.node, Chain))
    yield from ((c, f"| {words}") for c, words in memberships(pieces))


def _chains(node: Node) -> Iterator[Chain]:
    yield from (n for n in (node.items if isinstance(node, Listing) else (node,)) if isinstance(n, Chain))


def _supposed(piece: Piece) -> bool:
    """Whether an "if" makes the relation a condition."""
    return IF_BEFORE.search(piece.before) is not None or IF_AFTER.match(piece.after) is not None


def _members(chain: Chain, bound: Set[str]) -> Iterator[tuple[Node, Node]]:
    r"""`x, y \in \mathbb{R}^n`, each with the set; of `x_i \in \mathbb{R}^n` the text would have to say over what i runs, but the letter of
    `W_z` runs over nothing."""
    match chain:
        case Chain((left, where), ("in",)) if shape_of(where) or where == Name("R", font="bb") or _range(where):
            for one in left.items if isinstance(left, Listing) else (left,):
                own = isinstance(one, Scripted) and one.sup is None and isinstance(one.sub, Name) and one.sub.text not in bound
                if alone(one) is one or (own and isinstance(one, Scripted) and isinstance(one.base, Name) and not one.primes):
                    yield one, where


def _range(where: Node) -> bool:
    r"""`\{1, \dots, K\}`."""
    return isinstance(where, Group) and where.kind == "{" and isinstance(where.body, Listing) and any(
        isinstance(i, Ellipsis_) for i in where.body.items
    )  # fmt: skip


def _defined(chain: Chain, bound: Set[str]) -> Iterator[str]:
    """The name that an equation defines, or an entry of which."""
    left = chain.operands[0]
    if chain.relations[0] in ("=", ":=", "=="):
        call = call_of(left)
        entry = isinstance(left, Scripted) and not left.primes and (left.sub is not None or spelled(left) is None)  # `w^*` is its own name
        entry = entry and isinstance(left, Scripted) and (left.sub is None or not bound.isdisjoint(_letters(left.sub)))  # so is `h_t`
        base = left.base if isinstance(left, Scripted) and entry else left
        yield from (name for name in (call[0] if call else None, spelled(left), spelled(base)) if name is not None)


def _letters(sub: Node) -> set[str | None]:
    """The letters and numerals of a subscript."""
    return {spelled(n) for n in names_in(sub) if isinstance(n, Name)} | {"1" for n in names_in(sub) if isinstance(n, Number)}
