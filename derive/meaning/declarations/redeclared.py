r"""Names that one Given declares and a later one declares anew: "$y \in \{0, 1\}$" in one section, "$y \in \mathbb{R}$" in the next.

Comes in: the scope before a Given block, and the block. Goes out: the scope without what such a name was; it is not known of what it is
now. A block that stands below another and says the same of a name only repeats it, and what is known of it stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.meaning.declarations.precedence import shape_of
from derive.meaning.declarations.segments import segments
from derive.meaning.declarations.variables import Note
from derive.meaning.names.definitions import call_of
from derive.meaning.names.scope import Home, Scope, spelled
from derive.meaning.names.words import as_declared
from derive.reading.syntax import Chain, Event, Listing, Node, Scripted, Span
from derive.terms.term import ONE, ZERO, Symbol, Term

MESSAGE = "is declared anew here: what another Given states of it is not used"


def repeats(scope: Scope, events: list[Event]) -> bool:
    """Whether the block declares a name that is declared already."""
    return any(name in scope.said for name, _, _, _ in _declared(scope, events))


def begin_anew(scope: Scope, events: list[Event], home: Home) -> list[Note]:
    """Forgets what is declared anew. Where the same is said of a name again, it may be meant still: a witness has to satisfy it."""
    notes = []
    for name, where, span, defines in _declared(scope, events):
        before, around = scope.said.get(name, (None, None))
        scope.said[name] = where, home
        if before is None and not scope.known(name):
            continue
        repeated = before in (None, where) or name in scope.functions
        below = before is not None and (around is None or (home is not None and len(around) < len(home) and home[: len(around)] == around))
        turned = before != where and before is not None and shape_of(where) and shape_of(before)
        if defines and name in scope.defined and not repeated and not below:
            del scope.defined[name], scope.values[name]
        if defines or turned or (repeated and below):
            continue  # another shape makes another variable, or is a matrix turned round
        gone = _forget(scope, name)
        if repeated and gone:
            notes.append(Note(f"`{name}` {MESSAGE}", span, frozenset({name}), gone))
    return notes


def _declared(scope: Scope, events: list[Event]) -> Iterator[tuple[str, Node, Span, bool]]:
    """Each name that the block declares (an entry for its array), what it says of it, and whether that is a definition."""
    for segment in segments(as_declared(events, scope), []):
        for piece in segment.pieces:
            match piece.node:
                case Chain((left, where), ("in" | "~",)):
                    for one in left.items if isinstance(left, Listing) else (left,):
                        entry = isinstance(one, Scripted) and not scope.known(spelled(one) or "")
                        if name := spelled(one.base if entry and isinstance(one, Scripted) else one):
                            yield name, where, one.span, False
                case Chain((left, right), ("=" | ":=",)) if name := (call[0] if (call := call_of(left)) else spelled(left)):
                    yield name, right, left.span, True
                case Chain((left, _, where), (":", "->")) if name := spelled(left):
                    yield name, where, left.span, False


def _forget(scope: Scope, name: str) -> tuple[Term, ...]:
    """What is known of the variable, the index or the function of this name is known no more; the facts among it."""
    values = [v.body.tag for v in (scope.values.get(name),) if v is not None]
    symbols = {s for s in (*values, *(f.unknown for f in scope.functions.get(name, ()))) if isinstance(s, Symbol) and s.name == name}
    about: set[Symbol | Term] = {*symbols, *(i for n, i in scope.indices.items() if n == name)}
    gone = tuple(f for f in scope.facts if not about.isdisjoint(f.atoms) and not _of_size(f) and not _of_what_is_so_long(f, about))
    for fact in gone:
        del scope.facts[fact]
    for table in (scope.functions, scope.bare, scope.random):
        table.pop(name, None)
    for s in symbols:
        scope.moments.pop(s, None)
        scope.alone.pop(s, None)
    scope.apart = {pair: None for pair in scope.apart if symbols.isdisjoint(pair)}
    scope.pairs = {pair: None for pair in scope.pairs if name not in pair}
    return gone


def _of_size(fact: Term) -> bool:
    """`n >= 0` and `n >= 1` of an integer: a length that other names rest on."""
    return fact.op == "le" and fact.args[0] in (ZERO, ONE) and getattr(fact.args[1].tag, "sort", "") == "integer"


def _of_what_is_so_long(fact: Term, about: set[Symbol | Term]) -> bool:
    """Of an array whose length the name is: the array is not declared anew."""
    lengths = {s for s in about if isinstance(s, Symbol) and s.sort == "integer"}
    return any(isinstance(a, Symbol) and a not in about and any(not lengths.isdisjoint(x.atoms) for x in a.axes) for a in fact.atoms)
