r"""Derivatives on one line: `\partial F / \partial U`, `\partial_x f`, `d/dx f`, `dy/dx`.

Comes in: a reader that stands at `\partial` or at a `d`. Goes out: `Derivative`. It does not know what depends on what.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from derive.reading import derivatives
from derive.reading.problems import Problem
from derive.reading.syntax import Derivative, Node
from derive.reading.tokens import Token

if TYPE_CHECKING:
    from derive.reading.expressions import Reader


def partial(reader: Reader, token: Token) -> Node:
    r"""`\partial F / \partial U`, `\partial / \partial x f`, `\partial_x f`."""
    start = reader.at
    after = derivatives.after_order(reader, start, reader.end)
    if reader.kind(1) == "script" and after == start + 1:
        reader.at += 2
        by = reader.argument()
        return Derivative("partial", reader.body(), (by,), 1, reader.span(token.start))
    slash = _slash(reader, after)
    if slash is None:
        raise Problem("this ∂ has no ∂ below it: a derivative is written ∂F/∂x", token.start)
    order = derivatives.written_order(reader, start, after)
    of: Node | None = None
    if slash > after:
        of = reader.within(after, slash, "argument", reader.product)
    reader.at = slash + 1
    variables = [_slashed_variable(reader)]
    while order is not None and len(_all_copies(variables)) < order and reader.kind() == "partial":
        variables.append(_slashed_variable(reader))
    total, by_all = derivatives.expand(order, variables, token)
    body = reader.body() if of is None else of
    return Derivative("partial", body, by_all, total, reader.span(token.start))


def _all_copies(variables: list[Node]) -> list[Node]:
    return [copy for variable in variables for copy in derivatives.copies(variable)]


def _slash(reader: Reader, i: int) -> int | None:
    """The slash before the next ∂ at this level."""
    while i + 1 < reader.end:
        token = reader.tokens[i]
        if token.kind == "op" and token.text == "/" and reader.tokens[i + 1].kind == "partial":
            return i
        if token.kind in ("partial", "sign", "rel", "comma", "quad", "row", "mid"):
            return None
        i = max(reader.partner[i], i) + 1
    return None


def _slashed_variable(reader: Reader) -> Node:
    reader.at += 1
    return reader.factor()


def begins_d(reader: Reader) -> bool:
    """Whether `d/dx` or `dy/dx` stands here, with no space in it."""
    i = reader.at
    for slash in (i + 1, i + 2):
        if slash + 2 < reader.end and reader.tokens[slash].text == "/":
            run = reader.tokens[i : slash + 3]
            close = all(a.end == b.start for a, b in pairwise(run))
            return close and derivatives.is_d(reader, slash + 1) and all(t.kind == "name" for t in run if t.text != "/")
    return False


def differential(reader: Reader, token: Token) -> Node:
    """`d/dx f`, `dy/dx`."""
    reader.at += 1
    of: Node | None = None
    if reader.peek().text != "/":
        of = reader.argument()
    reader.at += 2
    with reader.deeper():
        by = reader.factor()
    body = reader.body() if of is None else of
    return Derivative("d", body, (by,), 1, reader.span(token.start))
