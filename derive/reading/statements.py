r"""Statements: the tokens of a formula cut at commas, rows, words and arrows, and each piece read.

Comes in: the bracketed tokens of one formula. Goes out: its statements in the order of the page. It does not know what a
statement says; only lists before `\in` (`u, v \in V`) and ranges (`i = 1, \dots, n`) are put together again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from derive.reading.arrows import implications
from derive.reading.brackets import Structure
from derive.reading.expressions import Reader
from derive.reading.problems import Problem
from derive.reading.repairs import Repair
from derive.reading.sequences import join_names, join_ranges
from derive.reading.syntax import Missing, Span, Statement, Unreadable
from derive.reading.tokens import EXISTS

_STRENGTH = {"": 0, ",": 1, ";": 2, "quad": 3, "row": 4, "because": 5, "iff": 5, "therefore": 5}
_SEPARATORS = frozenset({"comma", "quad", "row", "words", "opener", "stop"})


class _Piece(NamedTuple):
    """Tokens start..end-1 are one statement; opener and words stood before it."""

    start: int
    end: int
    opener: str
    words: str


def read_statements(structure: Structure, text: str) -> tuple[list[Statement | Unreadable], list[Repair]]:
    """All statements of a formula, and what was mended to read them."""
    structure = implications(structure)
    reader = Reader(structure, text)
    statements: list[Statement | Unreadable] = []
    tokens = structure.tokens
    exists = next((n for n, t in enumerate(tokens) if t.kind == "bad" and t.text == EXISTS), len(tokens))
    for piece in _pieces(structure):
        statements.append(_read(reader, structure, piece, exists))
    return join_ranges(join_names(statements)), reader.repairs


def _read(reader: Reader, structure: Structure, piece: _Piece, exists: int) -> Statement | Unreadable:
    tokens = structure.tokens
    if piece.start == piece.end:
        place = Span(tokens[piece.start - 1].start, tokens[piece.start - 1].end)
        return Statement(Missing(Span(place.end, place.end)), piece.opener, piece.words, place)
    span = Span(tokens[piece.start].start, tokens[piece.end - 1].end)
    try:
        for i in range(piece.start, piece.end) if structure.unmatched else ():
            if i in structure.unmatched:
                raise Problem(structure.unmatched[i], tokens[i].start)
        if piece.end > exists:  # of all that follows in the formula only the existence is claimed
            raise Problem(EXISTS, tokens[exists].start)
        return Statement(reader.statement(piece.start, piece.end), piece.opener, piece.words, span)
    except Problem as problem:
        return Unreadable(problem.reason, problem.at, span)
    except RecursionError:  # only where the caller has used up the stack: the nesting itself is bounded
        return Unreadable("brackets and operators are nested too deeply", span.start, span)


def _pieces(structure: Structure) -> Iterator[_Piece]:
    """Cut at the separators of the top level; a piece without tokens is left only where words end the formula."""
    tokens, partner = structure.tokens, structure.partner
    opener, words, start, i = "", "", 0, 0
    broken_until = -1  # in a row with a bracket that has no partner, commas may stand inside that bracket
    begun = False
    while i <= len(tokens):
        token = tokens[i] if i < len(tokens) else None
        if token is not None and (token.kind not in _SEPARATORS or (i < broken_until and token.kind != "row")):
            if i in structure.unmatched and i >= broken_until:
                broken_until = _row_end(structure, i)
            i = max(partner[i], i) + 1
            continue
        if token is not None and token.kind == "stop" and not _ends_sentence(structure, i):
            i += 1
            continue
        if token is not None and token.text == ":" and token.kind == "comma" and _is_signature(structure, i):
            i += 1
            continue
        if i > start:
            yield _Piece(start, i, opener, words)
            opener, words, begun = "", "", True
        if token is None:
            break
        opener, words = _after_separator(structure, i, opener, words, begun)
        i += 1
        start = i
    if words:
        yield _Piece(len(tokens), len(tokens), opener, words)


def _after_separator(structure: Structure, i: int, opener: str, words: str, begun: bool) -> tuple[str, str]:
    """What stands before the next statement, once token i is passed."""
    token = structure.tokens[i]
    if token.kind == "words":
        return opener or ("," if begun else ""), f"{words} {token.text}".strip()
    if token.kind == "stop":
        found = ";"
    elif token.kind == "comma":
        found = ";" if token.text == ";" else ","
    else:
        found = token.text if token.kind == "opener" else token.kind
    if not begun and token.kind not in ("opener", "quad"):
        return opener, words
    return (found if _STRENGTH[found] > _STRENGTH[opener] else opener), words


def _row_end(structure: Structure, i: int) -> int:
    while i < len(structure.tokens) and structure.tokens[i].kind != "row":
        i = max(structure.partner[i], i) + 1
    return i


def _ends_sentence(structure: Structure, i: int) -> bool:
    """A full stop with nothing, a space or a separator after it; elsewhere it is an error of the piece it stands in."""
    tokens = structure.tokens
    return i + 1 >= len(tokens) or tokens[i + 1].kind in _SEPARATORS or tokens[i + 1].start > tokens[i].end


def _is_signature(structure: Structure, i: int) -> bool:
    r"""Whether the colon is that of `f : A \to B`."""
    i += 1
    while i < len(structure.tokens) and structure.tokens[i].kind not in _SEPARATORS:
        if structure.tokens[i].kind == "rel":
            return structure.tokens[i].text == "->"
        i = max(structure.partner[i], i) + 1
    return False
