r"""The inside of a bracket: items and the separators between them.

Comes in: a reader that stands behind an opening bracket or brace. Goes out: one node, a `Listing` where separators were
found. It does not know what the bracket belongs to, except that `:` means something else in each kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.reading.cursor import unexpected
from derive.reading.listings import build_listing
from derive.reading.syntax import Missing, Node, Product, Span

if TYPE_CHECKING:
    from derive.reading.expressions import Reader

_LIST_WORDS = {"and": ",", "with": ",", "where": "|", "such that": "|", "s.t.": "|", "for": ",", "if": "|", "when": "|",
               "or": ","}  # fmt: skip


def listing(reader: Reader) -> Node:
    """Everything inside a bracket: items with separators between them."""
    start = reader.peek().start
    items, separators = [_item(reader)], []
    while reader.at < reader.end:
        separator = _separator(reader)
        if separator is None:
            raise unexpected(reader.peek(), reader.text)
        separators.append(separator)
        items.append(_item(reader))
    if not separators:
        return items[0]
    return build_listing(items, separators, reader.span(start))


def _item(reader: Reader) -> Node:
    while reader.kind() == "quad":
        reader.at += 1
    token = reader.peek()
    if token.kind in ("op", "stop") and (reader.at + 1 == reader.end or reader.kind(1) in ("comma", "mid")):
        reader.at += 1  # the placeholder of `\sigma(\cdot)`
        return Missing(Span(token.start, token.end))
    if token.kind == "op" and reader.bracket == "argument" and token.text in ("odot", "circ"):
        reader.at += 1  # the power of each entry: `x^{\odot 2}`
        exponent = reader.signed_factor()
        return Product((Missing(Span(token.start, token.start)), exponent), (token.text,), reader.span(token.start))
    if token.kind in ("end", "comma", "mid"):
        return Missing(Span(token.start, token.start))
    return reader.chain()


def _separator(reader: Reader) -> str | None:
    r"""The separator at hand, with the spaces around it: `,`, `;`, `|` or `:`."""
    found = None
    while True:
        token = reader.peek()
        if token.kind in ("comma", "mid") and found in (None, ","):
            separator = _colon(reader) if token.text == ":" else token.text
            found = separator if found is None or separator != "," else found
        elif token.kind == "bar" and found is None:
            found = "|"
        elif token.kind in ("row", "quad"):
            found = found or ","
        elif token.kind == "words" and found in (None, ",") and token.text.strip(" ,") in _LIST_WORDS:
            found = _LIST_WORDS[token.text.strip(" ,")]
        else:
            return found
        reader.at += 1
        if token.kind in ("comma", "mid", "bar") and reader.kind() not in ("row", "quad", "words"):
            return found


def _colon(reader: Reader) -> str:
    r"""`(c: c = w_t)` is a remark, `\{x : x > 0\}` a condition, `x_{1:t}` a range."""
    return {"{": "|", "argument": ":"}.get(reader.bracket, ",")
