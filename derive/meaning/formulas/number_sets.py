r"""Sets of numbers that are written out: `\{0, 1\}`, `\{\pm 1\}`, `(0, 1)`, `[0, \infty)`, `[-1, 1]`.
`[1, n]` with a size n is a range of indices.

Comes in: the node behind `\in`, and how its numbers are read. Goes out: what it says of a number that it lies there; None for other sets.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.meaning.names.scope import spelled
from derive.reading.syntax import Additive, Chain, Ellipsis_, Group, Listing, Name, Node, Number
from derive.terms.term import ZERO, Term, add, both, eq, le, lt, mul, neg

INTERVALS = {"(": (lt, lt), "(]": (lt, le), "[)": (le, lt), "[": (le, le)}
Says = Callable[[Term], Term]


def lies_in(where: Node, value: Callable[[Node], Term]) -> Says | None:
    match where:
        case Group("{", Listing(",", items)) if not any(isinstance(i, Ellipsis_) for i in items):
            values = [value(i) for i in items]
            return lambda x: eq(mul(*(add(x, neg(v)) for v in values)), ZERO)
        case Group("{", Additive((one,), ("\\pm" | "\\mp",))):
            size = value(one)
            return lambda x: eq(mul(add(x, neg(size)), add(x, size)), ZERO)
        case Group(kind, Listing(",", (low, high))) if kind in INTERVALS and (kind != "[" or _of_reals(low, high)):
            below, above = INTERVALS[kind]
            start, end = (None if _is_infinite(n) else value(n) for n in (low, high))

            def between(x: Term) -> Term:
                return both(*([] if start is None else [below(start, x)]), *([] if end is None else [above(x, end)]))

            return between if start is not None or end is not None else None
    return None


def limits_numbers(chain: Chain) -> bool:
    r"""`x \in \{0, 1\}`, `p \in (0, 1)`: it can be meant of numbers alone. A set of positive numerals may be one of indices."""
    match chain:
        case Chain((Name() | Listing(","), Group("{", Listing(",", items))), ("in",)):
            values = [i.text if isinstance(i, Number) else "-" if _is_numeral(i) else "" for i in items]
            return all(values) and any(v in ("-", "0") or "." in v for v in values)
        case Chain((Name() | Listing(","), Group("{", Additive((Number(),), ("\\pm" | "\\mp",)))), ("in",)):
            return True
        case Chain((Name() | Listing(","), Group(kind, Listing(",", (low, high)))), ("in",)):
            return kind in INTERVALS and (kind != "[" or _of_reals(low, high))
    return False


def _of_reals(low: Node, high: Node) -> bool:
    """Whether a closed interval is one of real numbers, and no range of indices: its ends are numerals."""
    return all(_is_numeral(n) or _is_infinite(n) for n in (low, high))


def _is_numeral(node: Node) -> bool:
    return isinstance(node, Number) or (isinstance(node, Additive) and len(node.terms) == 1 and isinstance(node.terms[0], Number))


def _is_infinite(node: Node) -> bool:
    inside = node.terms[0] if isinstance(node, Additive) and len(node.terms) == 1 else node
    return spelled(inside) in ("infty", "\\infty")
