r"""Arguments of commands and scripts: `{..}`, or one token.

Comes in: a reader that stands behind a command, `_` or `^`. Goes out: one node. It does not know the command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.reading import names, scripts
from derive.reading.cursor import STARTS, unexpected
from derive.reading.repairs import Repair
from derive.reading.syntax import Ellipsis_, Group, Name, Node, Number, Span
from derive.reading.tokens import Token

if TYPE_CHECKING:
    from derive.reading.expressions import Reader


def argument(reader: Reader) -> Node:
    """What stands in braces after a command, or the one token after it."""
    token = reader.peek()
    if token.kind == "lbrace":
        i = reader.at
        node = _bare(reader, i + 1) if reader.partner[i] == i + 2 else None
        if node is None:
            node = reader.within(i + 1, reader.partner[i], "argument", reader.listing)
        reader.at = reader.partner[i] + 1
        return node
    bare = _bare(reader, reader.at)
    if bare is not None:
        reader.at += 1
        return bare
    if token.kind == "num":
        return _first_digit(reader, token)
    if token.kind == "open":
        return _unbraced(reader, token)
    if token.kind not in STARTS:
        raise unexpected(token, reader.text)
    with reader.deeper():
        return names.name(reader, token) if token.kind == "name" else _special(reader, token)


def _unbraced(reader: Reader, token: Token) -> Node:
    r"""`e^(x + y)`: LaTeX would raise the bracket alone, which nobody means."""
    i, partner = reader.at, reader.partner[reader.at]
    if token.text not in ("(", "["):
        raise unexpected(token, reader.text)
    body = reader.within(i + 1, partner, token.text, reader.listing)
    reader.at = partner + 1
    span = reader.span(token.start)
    reader.repairs.append(Repair("missing braces", span.start, span.end, f"{{{reader.text[span.start : span.end]}}}"))
    group = Group(token.text, body, span)
    return scripts.scripted(reader, group, token.start) if reader.kind() in ("script", "prime") else group


def _special(reader: Reader, token: Token) -> Node:
    if token.kind == "dots":
        reader.at += 1
        return Ellipsis_(Span(token.start, token.end))
    return reader.special_factor(token)


def _bare(reader: Reader, i: int) -> Node | None:
    r"""An operator that stands alone as a script: `x^*`, `A^+`, `0^-`."""
    token = reader.tokens[i] if i < len(reader.tokens) else reader.peek()
    if token.kind in ("op", "sign"):
        return Name(token.text, span=Span(token.start, token.end))
    return None


def _first_digit(reader: Reader, token: Token) -> Number:
    r"""Without braces an argument is one digit: `x^23` is x²3, `\frac12` is a half."""
    digit = Number(token.text[0], Span(token.start, token.start + 1))
    if len(token.text) > 1:
        reader.tokens[reader.at] = Token("num", token.text[1:], token.start + 1, token.end)
    else:
        reader.at += 1
    return digit
