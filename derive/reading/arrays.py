r"""Matrices and cases.

Comes in: a reader that stands at `\begin{pmatrix}` or `\begin{cases}`. Goes out: `Matrix`, `Cases`, or a bracket around a
matrix (`vmatrix`). It does not know shapes; rows may be of unequal length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.reading.problems import Problem
from derive.reading.syntax import Cases, Group, Listing, Matrix, Missing, Name, Node, Span
from derive.reading.tokens import Token
from derive.reading.vocabulary import MATRICES

if TYPE_CHECKING:
    from derive.reading.expressions import Reader

_OTHERWISE = ("otherwise", "else", "elsewhere", "others", "그 외", "否则", "其他", "其它")


def environment(reader: Reader, token: Token) -> Node:
    """A matrix or cases environment."""
    start, end = reader.at + 1, reader.partner[reader.at]
    rows = _cells(reader, start, end)
    if token.text not in MATRICES:
        node: Node = Cases(tuple(_branch(reader, row, token) for row in rows), _span(reader, token, end))
    else:
        cells = tuple(tuple(_cell(reader, i, j) for i, j in row) for row in rows)
        node = Matrix(cells, _span(reader, token, end))
        if MATRICES[token.text].startswith("|"):
            node = Group(MATRICES[token.text], node, node.span)
    reader.at = end + 1
    return node


def _span(reader: Reader, token: Token, end: int) -> Span:
    return Span(token.start, reader.tokens[end].end)


def _cells(reader: Reader, start: int, end: int) -> list[list[tuple[int, int]]]:
    """The cells of each row as stretches of tokens; a last row without tokens is none."""
    rows: list[list[tuple[int, int]]] = [[]]
    i = begin = start
    while i < end:
        kind = reader.tokens[i].kind
        if kind in ("row", "amp"):
            rows[-1].append((begin, _before_comma(reader, begin, i)))
            begin = i + 1
            if kind == "row":
                rows.append([])
        i = max(reader.partner[i], i) + 1
    if begin < end or rows[-1]:
        rows[-1].append((begin, end))
    return [row for row in rows if any(i < j for i, j in row)]


def _before_comma(reader: Reader, begin: int, end: int) -> int:
    r"""`a, & b, & \dots`: a comma at the end of a cell only punctuates."""
    return end - 1 if end - 1 > begin and reader.tokens[end - 1].kind == "comma" else end


def _cell(reader: Reader, start: int, end: int) -> Node:
    if start == end:
        place = reader.tokens[start - 1].end
        return Missing(Span(place, place))
    if end == start + 1 and reader.tokens[start].kind in ("op", "sign", "rel"):
        return Name(reader.tokens[start].text, span=Span(reader.tokens[start].start, reader.tokens[start].end))
    return reader.within(start, end, "array", reader.chain)


def _branch(reader: Reader, row: list[tuple[int, int]], token: Token) -> tuple[Node, Node | None]:
    """A value and its condition: in two cells, or in one with words between them."""
    row = [cell for cell in row if not _is_blank(reader, *cell)] or row  # `&1&&\\text{if } x`, `1 &,& x`
    (start, end), rest = row[0], row[1:]
    words = next((i for i in range(start, end) if reader.tokens[i].kind == "words"), None)
    if not rest and words is None and (comma := _comma_before_relation(reader, start, end)) is not None:
        rest, end = [(comma + 1, end)], comma
    elif not rest:
        if words is None:
            return _cell(reader, start, _without_comma(reader, start, end)), None
        rest, end = [(words, end)], words
    rest = [cell for cell in rest if any(reader.tokens[i].kind != "words" for i in range(*cell))] or rest[:1]  # `& if & i = j`
    value = _cell(reader, start, _without_comma(reader, start, end))
    if isinstance(value, Missing) or len(rest) > 1:
        raise Problem("a row of cases holds a value and its condition", token.start)
    return value, _condition(reader, *rest[0])


def _is_blank(reader: Reader, start: int, end: int) -> bool:
    return all(t.kind in ("comma", "quad", "stop") for t in reader.tokens[start:end])


def _comma_before_relation(reader: Reader, start: int, end: int) -> int | None:
    """The first comma of `1, w = o`, if a relation follows it and none stands before it."""
    i = start
    comma = None
    while i < end:
        token = reader.tokens[i]
        if token.kind == "rel":
            return comma
        if token.kind == "comma" and comma is None:
            comma = i
        i = max(reader.partner[i], i) + 1
    return None


def _without_comma(reader: Reader, start: int, end: int) -> int:
    while end > start and reader.tokens[end - 1].kind in ("comma", "stop", "quad"):
        end -= 1
    return end


def _condition(reader: Reader, start: int, end: int) -> Node | None:
    end = _without_comma(reader, start, end)
    while start < end and reader.tokens[start].kind in ("words", "quad", "comma"):
        start += 1
    letters = [t.text for t in reader.tokens[start:end]] if all(t.kind == "name" for t in reader.tokens[start:end]) else []
    if start == end or reader.tokens[start].text in _OTHERWISE or "".join(letters) in _OTHERWISE:
        return None
    node = reader.within(start, end, "array", reader.listing)
    return node if not isinstance(node, Listing) or node.items else None
