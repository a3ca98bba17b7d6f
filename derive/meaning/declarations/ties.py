r"""Matrices that a sentence of the text makes of vectors: "$U$ has the outside vectors $u_w$ as its columns", "the $i$-th row of $X$ is
$x_i^\top$".

Comes in: the formulas of a sentence with the words around them. Goes out: the matrix, a member of the family and how the vectors lie; or
that the words speak of rows or columns in a way that is not read, so that no witness against the matrix may count.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from derive.meaning.declarations.listed import ANY, Piece, first_and_last
from derive.meaning.declarations.precedence import shape_of
from derive.meaning.names.scope import spelled
from derive.reading.syntax import Chain, Ellipsis_, Group, Listing, Name, Node, Scripted
from derive.reading.vocabulary import TRANSPOSES

ROWS = re.compile(r"\brows?\b|\brow-wise\b|행|行|\bZeilen?\b|\bfilas?\b|\blignes?\b", re.I)
COLUMNS = re.compile(r"\bcolumns?\b|열|列|\bSpalten?\b|\bcolumnas?\b|\bcolonnes?\b", re.I)
STACKED = re.compile(r"\bstack\w*|\bconcatenat\w+|쌓|堆叠|拼接|積み重ね|\bgestapelt|\bapila\w+", re.I)
ELSE = re.compile(r"行列|行列式|矩阵的行列|배열|나열|계열|행렬|数列|系列|级数列", re.I)  # words that only hold these characters


@dataclass(frozen=True, slots=True)
class Tie:
    """A matrix and a member of the family of which it is made; rows: how its members lie."""

    matrix: Name
    member: Scripted
    rows: bool


def tie(pieces: list[Piece], sets: Container[str]) -> Tie | None:
    """What the sentence says, if it names one matrix, one member of a family, and either rows or columns."""
    rows, columns = _kinds(pieces)
    matrices = {spelled(m): m for p in pieces for m in matrices_in(p.node) if m.text not in sets}
    members = {(m.base, m.sub, m.sup): m for p in pieces for m in _members(p.node)}
    if rows == columns or len(matrices) != 1 or len(members) != 1:
        return None
    return Tie(next(iter(matrices.values())), next(iter(members.values())), rows)


def _members(node: Node) -> Iterator[Scripted]:
    r"""`x_i`, `x_i^\top`, also before its space; `x_1^\top, \dots, x_n^\top`, any of them."""
    match node:
        case Listing(",", (one, Ellipsis_(), last)):
            first, end = turned(one), turned(last)
            if isinstance(first, Scripted) and isinstance(end, Scripted) and first_and_last(first, end):
                yield Scripted(first.base, Name(ANY, span=one.span), None, 0, one.span)
        case Chain((left, where), ("in",)) if len(shape_of(where) or ()) == 1:
            yield from _members(left)
        case _ if isinstance(m := turned(node), Scripted) and _labelled(m):
            yield m


def unread(pieces: list[Piece]) -> Iterator[Name]:
    """The matrices of which the sentence says of what rows or columns they are made, in a way that is not read."""
    words = " ".join(w for p in pieces for w in (p.before, p.after))
    spoken = any(_kinds(pieces)) and any(isinstance(turned(p.node), Scripted) and _labelled(turned(p.node)) for p in pieces)
    if spoken or STACKED.search(words):
        yield from (m for p in pieces for m in matrices_in(p.node))


def _kinds(pieces: list[Piece]) -> tuple[bool, bool]:
    words = ELSE.sub("", " ".join(w for p in pieces for w in (p.before, p.after)))
    return ROWS.search(words) is not None, COLUMNS.search(words) is not None


def matrices_in(node: Node) -> Iterator[Name]:
    r"""The X of `X`, and of `X, Y \in \mathbb{R}^{m \times n}`."""
    match node:
        case Name(text) if len(text) == 1 and text.isupper() and node.font != "bb":
            yield node
        case Chain((left, where), ("in",)) if len(shape_of(where) or ()) == 2:
            for one in left.items if isinstance(left, Listing) else (left,):
                if isinstance(one, Name):
                    yield one


def _labelled(node: Node) -> bool:
    r"""`u_w`, `x^{(i)}`."""
    match node:
        case Scripted(Name(), Name(text), None, 0) | Scripted(Name(), None, Group("(" | "[", Name(text)), 0):
            return len(text) == 1 and text.isalpha()
    return False


def turned(node: Node) -> Node:
    r"""`x_i` of `x_i^\top` and of `(x^{(i)})^\top`."""
    while True:
        match node:
            case Group("(", body):
                node = body
            case Scripted(base, None, Name(text), 0) if text in TRANSPOSES:
                node = base
            case Scripted(base, sub, Name(text), 0) if text in TRANSPOSES:
                return Scripted(base, sub, None, 0, node.span)
            case _:
                return node
