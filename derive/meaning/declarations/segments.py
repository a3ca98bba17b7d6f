"""The statements of a Given in segments: what belongs together, with the words around each formula.

Comes in: the events of a block. Goes out: segments, and a note for each formula that cannot be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from derive.meaning.declarations.listed import Piece
from derive.meaning.declarations.stated import STOP
from derive.meaning.declarations.variables import Note
from derive.reading.syntax import (
    Break,
    Event,
    Formula,
    Statement,
    Unreadable,
    Words,
)


@dataclass(slots=True)
class Segment:
    """What belongs together in a Given: statements up to the next `;`, full stop or list item."""

    pieces: list[Piece] = field(default_factory=list)


def segments(events: list[Event], notes: list[Note]) -> list[Segment]:
    """The statements of the events, together with the words around them."""
    found = [Segment()]
    words = ""
    for event in events:
        match event.what:
            case Break():
                found.append(Segment())
                words = ""
            case Words(text):
                if found[-1].pieces:
                    found[-1].pieces[-1].after += text
                cut = re.search(rf"[;；。]|{STOP}\s", text)
                if cut:
                    found.append(Segment())
                words = text[cut.end() :] if cut else words + text
            case Formula(_, _, statements):
                for s in statements:
                    if isinstance(s, Unreadable):
                        notes.append(Note(s.reason, s.span))
                        continue
                    if s.opener == ";":
                        found.append(Segment())
                    found[-1].pieces.append(Piece(s.node, words + _words(s), opener=s.opener))
                    words = ""
            case _:
                pass
    return [s for s in found if s.pieces]


def _words(s: Statement) -> str:
    return f" {s.words} " if s.words else ""
