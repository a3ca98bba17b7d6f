r"""What is read although nothing after the reader understands it yet: values at a point, double factorials, derivatives of symbolic order.

Comes in: the parts of such a construct. Goes out: a call of a name that nobody can write, so that it is reported as not supported where
it stands, and the rest of the page goes on. It does not know what the parts are.
"""

from __future__ import annotations

from derive.reading.syntax import Group, Listing, Missing, Name, Node, Product, Span

VALUE = "value at a point"
DOUBLE_FACTORIAL = "double factorial"
SYMBOLIC_ORDER = "derivative of symbolic order"


def beyond(what: str, parts: tuple[Node | None, ...], span: Span) -> Product:
    """The construct with its parts, in the order of the page."""
    items = tuple(Missing(Span(span.end, span.end)) if part is None else part for part in parts)
    body = items[0] if len(items) == 1 else Listing(",", items, span)
    return Product((Name(what, span=span), Group("(", body, span)), ("",), span)
