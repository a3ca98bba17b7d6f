r"""Names with their accents and fonts.

Comes in: a reader that stands at a letter, a word, an accent or a font command. Goes out: `Name`, or `Scripted` over one.
It does not know which names are declared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.reading import slashed
from derive.reading.problems import Problem
from derive.reading.syntax import Name, Node, Number, Scripted, Span
from derive.reading.tokens import Token

if TYPE_CHECKING:
    from derive.reading.expressions import Reader


def name(reader: Reader, token: Token) -> Node:
    """One name; a `d` that begins `d/dx` is an operator."""
    if token.text == "d" and slashed.begins_d(reader):
        return slashed.differential(reader, token)
    reader.at += 1
    return Name(token.text, (), token.font or reader.font, Span(token.start, token.end))


def accented(reader: Reader, token: Token) -> Node:
    r"""`\hat y`, `\hat{y}_w`, `\hat{y_w}`: the accent is a mark of the name."""
    reader.at += 1
    base = reader.argument()
    span = reader.span(token.start)
    if isinstance(base, Number):
        return Name(base.text, (token.text,), reader.font, span)
    marked = _mark(base, token.text, span)
    if marked is None:
        raise Problem(f"a {token.text} stands over something that is not a single name", token.start)
    return marked


def _mark(base: Node, mark: str, span: Span) -> Node | None:
    if isinstance(base, Name):
        return Name(base.text, (*base.marks, mark), base.font, span)
    if isinstance(base, Scripted) and isinstance(base.base, (Name, Scripted)):
        inner = _mark(base.base, mark, base.base.span)
        return None if inner is None else Scripted(inner, base.sub, base.sup, base.primes, span)
    return None


def in_font(reader: Reader, token: Token) -> Node:
    r"""`\mathbf{v_c}`: the font of every name inside; a numeral alone becomes a name (`\mathbb{1}`)."""
    outside, reader.font = reader.font, token.text
    reader.at += 1
    node = reader.argument()
    reader.font = outside
    span = reader.span(token.start)
    if isinstance(node, (Name, Number)):
        marks = node.marks if isinstance(node, Name) else ()
        return Name(node.text, marks, token.text, span)
    if isinstance(node, Scripted):
        return Scripted(node.base, node.sub, node.sup, node.primes, span)
    return node
