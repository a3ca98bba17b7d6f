"""A Given block into a scope: declarations are mathematics too.

Comes in: the events of one Given block. Goes out: the scope enriched by what they declare, and a note for each formula that says
nothing (with its place). Prose around the formulas is free, but for a few words: a finite set, for, also written, one-hot.
"""

from __future__ import annotations

import re

from derive.meaning.declarations import doubted, late_letters, recursions
from derive.meaning.declarations.declaration import ALIAS, FOR, Declaration
from derive.meaning.declarations.precedence import Places, other_sizes, subject
from derive.meaning.declarations.segments import Segment, segments
from derive.meaning.declarations.variables import Note
from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.names.scope import MeaningError, Scope, Undeclared, names_in, spelled
from derive.meaning.names.words import as_declared
from derive.reading.syntax import (
    Chain,
    Event,
    Span,
)

GUESSED = re.compile(r"\binferred, values not known\b")
SEQUENCE = "`{0}` is not declared: its members are taken as real numbers"


def declare(scope: Scope, source: str, events: list[Event], places: Places | None = None) -> list[Note]:
    """Enrich the scope by the events of a Given block; returns what could not be used, and where it differs from the declarations of
    other documents, whose places are given."""
    notes: list[Note] = []
    waiting, unclear = late_letters.in_order(segments(as_declared(events, scope), notes))
    for node in unclear:
        notes.append(Note(late_letters.MESSAGE, node.span, frozenset(s for n in names_in(node) if (s := spelled(n)))))
    failed: list[tuple[Segment, Note]] = []
    for _ in range(4):
        failed = []
        for segment in waiting:
            try:
                found = first_of_all(scope, source, segment, places) if places else None
                declaration = found or _declared(scope, source, segment)
                if found is None:
                    declaration.scope.stated.update({name: segment.pieces[0].node.span for _, name in declaration.declared})
            except (MeaningError, IllTyped) as why:
                at = getattr(why, "at", None) or segment.pieces[0].node.span
                names = {spelled(n) for p in segment.pieces for n in names_in(p.node)} - {None}
                failed.append((segment, Note(str(why), at, frozenset(str(n) for n in names))))
            else:
                scope.adopt(declaration.scope)
                notes += declaration.notes
                if any(GUESSED.search(p.after) for p in segment.pieces):
                    notes += [guessed(name, segment.pieces[0].node.span) for _, name in declaration.declared]
        apart = [part for segment, _ in failed for part in _apart(segment)]
        if not failed or (len(failed) == len(waiting) and len(apart) == len(failed)):
            made = next((segment for segment, _ in failed if _with_sequences(scope, source, segment, notes)), None)
            failed = [(segment, why) for segment, why in failed if segment is not made]
            if made is None or not failed:
                break
            apart = []
        waiting = apart if apart and len(failed) == len(waiting) else [segment for segment, _ in failed]
    return notes + [note for _, note in failed]


def _with_sequences(scope: Scope, source: str, segment: Segment, notes: list[Note]) -> bool:
    """Whether a segment that cannot be used as it stands has a recursion that speaks of sequences that nothing declares, and can be used
    with these as numbers; what is to be said of that goes to the notes."""
    if not any(recursions.recursion(p.node) for p in segment.pieces):
        return False
    declaration = Declaration(scope.child(), source)
    declaration.sequences = []
    try:
        declaration.segment(segment)
    except (MeaningError, IllTyped):
        return False
    scope.adopt(declaration.scope)
    span = segment.pieces[0].node.span
    notes += declaration.notes + [Note(SEQUENCE.format(n), span, remark=True) for n in declaration.sequences]
    return True


def _apart(segment: Segment) -> list[Segment]:
    """A segment that cannot be used as a whole, in parts where nothing links them: one formula that says nothing spoils no other."""
    linked = any(FOR.search(p.before) or ALIAS.search(p.before) or p.before.strip(" ,") not in ("", "and") for p in segment.pieces[1:])
    linked = linked or any(p.opener in ("iff", "therefore") for p in segment.pieces[1:])
    linked = linked or doubted.CONDITIONAL.search(segment.pieces[0].before) is not None
    member = all(isinstance(p.node, Chain) for p in segment.pieces)
    return [segment] if linked or not member else [Segment([p]) for p in segment.pieces]


def _declared(scope: Scope, source: str, segment: Segment) -> Declaration:
    """The declaration of the segment, in a scope of its own. A definition may come before the declarations that it needs: `$f = a^\\top
    x$ with $a, x \\in \\mathbb{R}^n$`. Raises what the segment raises as it stands."""
    members = [p for p in segment.pieces if isinstance(p.node, Chain) and p.node.relations in (("in",), (":", "->"))]
    try:
        declaration = Declaration(scope.child(), source)
        declaration.segment(segment, late_letters.members_first(segment.pieces))
    except Undeclared:
        if not 0 < len(members) < len(segment.pieces):
            raise
        declaration = Declaration(scope.child(), source)
        declaration.segment(segment, tuple(members))
    return declaration


def guessed(name: str, span: Span) -> Note:
    """What is only inferred of a name: a witness may give it values that are not meant."""
    return Note(f"what `{name}` is was only inferred", span, frozenset({name}), remark=True)


def first_of_all(scope: Scope, source: str, segment: Segment, places: Places) -> Declaration | None:
    """The segment as what counts of the names that it declares, whatever other documents say of them; None where it declares none of
    their names, or cannot stand without what they say."""
    found = ((subject(p.node, places, scope), p.node.span) for p in segment.pieces)
    names = {name: span for name, span in found if name is not None and name not in scope.stated}
    if not names:
        return None
    attempt = scope.without(names)
    for p in segment.pieces:
        name = subject(p.node, places, scope)
        if name in names and name in scope.values and isinstance(p.node, Chain) and p.node.relations == ("in",):
            other_sizes(attempt, places, scope.values[name], p.node.operands[1])
    declaration = Declaration(attempt, source)
    declaration.elsewhere = {name: (scope, span, places[name]) for name, span in names.items()}
    try:
        declaration.segment(segment)
    except (MeaningError, IllTyped):
        return None
    declaration.scope.stated.update(names)
    for name in names:
        declaration.settle(name)
    return declaration
