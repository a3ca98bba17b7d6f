r"""Scripts: `x_t^2`, `f''`, `A^\top`, `n!`.

Comes in: a reader that stands behind a base. Goes out: `Scripted`, or the base itself. It does not know whether a
superscript is a power, an index or a transpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.reading.beyond import DOUBLE_FACTORIAL, beyond
from derive.reading.problems import Problem
from derive.reading.syntax import Group, Name, Node, Product, Scripted

if TYPE_CHECKING:
    from derive.reading.expressions import Reader


MARKS = frozenset("*+")  # raised, they are part of a name


def scripted(reader: Reader, base: Node, start: int) -> Node:
    """The base with what is attached to it, in any order."""
    sub: Node | None = None
    sup: Node | None = None
    primes = 0
    while reader.kind() in ("script", "prime"):
        token = reader.peek()
        reader.at += 1
        if token.kind == "prime":
            primes += len(token.text)
        elif token.text == "_":
            if sub is not None:
                raise Problem("a second subscript stands on the same thing", token.start)
            sub = reader.script()
        elif _primes_raised(reader):
            primes += _count_primes(reader)
        else:
            if sup is not None:
                raise Problem("a second superscript stands on the same thing", token.start)
            sup = reader.script()
    if sub is not None and isinstance(base, Name) and isinstance(sup, Name) and sup.text in MARKS:
        base, sup = Scripted(base, None, sup, 0, reader.span(start)), None  # `p_i^*` is the i-th entry of p^*
    if sub is not None or sup is not None or primes:
        base = Scripted(base, sub, sup, primes, reader.span(start))
    return _factorials(reader, base, start)


def _factorials(reader: Reader, base: Node, start: int) -> Node:
    """`n!` is the call `factorial(n)`."""
    while reader.kind() == "bang":
        bang = reader.peek()
        reader.at += 1
        if reader.kind() == "bang" and reader.peek().start == bang.end:
            reader.at += 1
            base = beyond(DOUBLE_FACTORIAL, (base,), reader.span(start))
            continue
        span = reader.span(start)
        base = Product((Name("factorial", span=span), Group("(", base, span)), ("",), span)
    return base


def _primes_raised(reader: Reader) -> bool:
    i = reader.at
    if reader.kind() == "prime":
        return True
    return reader.kind() == "lbrace" and all(t.kind == "prime" for t in reader.tokens[i + 1 : reader.partner[i]])


def _count_primes(reader: Reader) -> int:
    start = reader.at
    reader.at = reader.partner[start] + 1 if reader.kind() == "lbrace" else start + 1
    return sum(len(token.text) for token in reader.tokens[start : reader.at] if token.kind == "prime")
