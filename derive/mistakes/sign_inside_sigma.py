r"""Sign inside σ: the argument of the sigmoid (or of another function) has the wrong sign.

What it is
    `\sigma(x)` where `\sigma(-x)` is meant, or the other way round; the same for tanh, exp and others.

Why it matters
    \sigma(-x) = 1 - \sigma(x): the mistake exchanges "right" and "wrong" of a classifier, and every gradient of it.

Example
    `\frac{d}{dx} \log \sigma(-x) = -(1 - \sigma(-x))` is right, `-(1 - \sigma(x))` is not.

Instead
    Carry the minus of the argument along until the end, then use \sigma(-x) = 1 - \sigma(x) once.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import NOWHERE, Spot, negated, put_inside, raised, spots
from derive.reading.syntax import Group, Name, Node, Product, Scripted

FUNCTIONS = ("sigma", "sigmoid", "exp", "tanh", "sin", "relu", "ReLU", "sign", "softmax")


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """The bracket behind a function, or the exponent of e, with the other sign."""
    node, parent = spot.node, spot.parent
    if isinstance(node, Group) and node.kind in "([" and isinstance(parent, Product) and _called(parent, spot.path[-1][1]):
        yield Group(node.kind, negated(node.body), NOWHERE)
    if isinstance(node, Scripted) and isinstance(node.base, Name) and node.base.text == "e" and node.sup is not None:
        yield raised(node.base, negated(node.sup))


def both_signs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """The sign of one argument and that of the whole side: what comes of taking σ(x) for 1 - σ(x)."""
    if not spot.path:
        for inner in spots(spot.node):
            for new in repairs(inner, around):
                yield negated(put_inside(spot.node, inner.path, new))


def _called(parent: Product, n: int) -> bool:
    head = parent.factors[n - 1] if n and parent.operators[n - 1] == "" else None
    return isinstance(head, Name) and head.text in FUNCTIONS


MISTAKE = Mistake("sign inside σ", repairs, both_signs)
