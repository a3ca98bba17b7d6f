r"""Big operators, roots, binomials, notes.

Comes in: a reader that stands at `\sum`, `\max_`, `\sqrt`, `\binom`, `\underbrace`, `\substack`. Goes out: one node. It does
not know what is summed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.reading.listings import flatten_conditions
from derive.reading.problems import Problem
from derive.reading.syntax import Big, Decorated, Group, Listing, Name, Node, Product, Root, Span
from derive.reading.tokens import Token
from derive.reading.vocabulary import NAMES_WITHOUT_SUBSCRIPT

if TYPE_CHECKING:
    from derive.reading.expressions import Reader


def big(reader: Reader, token: Token) -> Node:
    r"""`\sum_{i \in V}^n body`; `\max` without a subscript is a plain name."""
    reader.at += 1
    if token.text in NAMES_WITHOUT_SUBSCRIPT and reader.kind() != "script":
        return Name(token.text, span=Span(token.start, token.end))
    bounds: dict[str, Node | None] = {}
    while reader.kind() == "script":
        script = reader.peek()
        if script.text in bounds:
            raise Problem(f"a second bound {script.text} stands on the same operator", script.start)
        reader.at += 1
        bounds[script.text] = reader.script()
    return _acting(reader, token, bounds.get("_"), bounds.get("^"))


def _acting(reader: Reader, token: Token, below: Node | None, above: Node | None) -> Big:
    operator = token.text if token.kind == "big" else "sum"
    body = reader.body()
    sub = None if below is None else flatten_conditions(below)
    return Big(operator, sub, above, body, reader.span(token.start))


def with_arguments(reader: Reader, token: Token) -> Node:
    """The commands that take their arguments in braces."""
    reader.at += 1
    if token.kind == "root":
        return _root(reader, token)
    if token.kind == "binom":
        return _binomial(reader, token)
    if token.kind == "stack":
        return _stacked(reader, token)
    if token.kind == "substack":
        return reader.argument()
    body = reader.argument()  # \underbrace{body}_{note}
    note = _note(reader) if reader.kind() == "script" else ""
    return Decorated(body, note, reader.span(token.start))


def _root(reader: Reader, token: Token) -> Root:
    degree = None
    bracket = reader.peek()
    if bracket.kind == "open" and bracket.text == "[":
        i = reader.at
        degree = reader.within(i + 1, reader.partner[i], "argument", reader.chain)
        reader.at = reader.partner[i] + 1
    body = reader.argument()
    return Root(body, degree, reader.span(token.start))


def _binomial(reader: Reader, token: Token) -> Product:
    """`binom(n, k)` as a call."""
    top, bottom = reader.argument(), reader.argument()
    span = reader.span(token.start)
    return Product((Name("binom", span=span), Group("(", Listing(",", (top, bottom), span), span)), ("",), span)


def _stacked(reader: Reader, token: Token) -> Node:
    r"""`\underset{x}{\max}` is `\max_x`; any other note above or below is kept for display."""
    i = reader.at
    if reader.kind() != "lbrace":
        raise Problem("a note above or below needs braces { }", token.start)
    after = reader.partner[i] + 1
    target = after + 1 if after < reader.end and reader.tokens[after].kind == "lbrace" else after
    if target < reader.end and reader.tokens[target].kind == "big" and token.text == "under":
        below = reader.argument()
        operator = reader.tokens[target]
        reader.at = target + 1 if target == after else reader.partner[after] + 1
        node = _acting(reader, operator, below, None)
        return Big(node.operator, node.sub, node.sup, node.body, reader.span(token.start))
    note = _raw(reader, i)
    reader.at = after
    return Decorated(reader.argument(), note, reader.span(token.start))


def _note(reader: Reader) -> str:
    i = reader.at + 1
    note = _raw(reader, i)
    reader.at = (reader.partner[i] if i < reader.end and reader.tokens[i].kind == "lbrace" else i) + 1
    return note


def _raw(reader: Reader, i: int) -> str:
    """The text of the argument that token i begins."""
    if i >= reader.end:
        raise Problem("the formula ends where a note was expected", reader.tokens[i - 1].start)
    token = reader.tokens[i]
    if token.kind == "lbrace":
        return reader.text[token.end : reader.tokens[reader.partner[i]].start].strip()
    return token.text
