r"""Spurious minus: a minus sign where none belongs.

What it is
    A minus stands where a plus belongs, or a minus was carried along after it had been used up.

Why it matters
    Two lost or gained signs in a derivation cancel by luck; one does not.

Example
    `\frac{d}{dx} e^{-x} \cdot e^{x} = -1`.

Instead
    Count the minus signs on both sides; each must come from somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, is_expression
from derive.reading.rewriting import Spot, negated, one_sign_turned
from derive.reading.syntax import Additive, Node


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """Plus for one minus; the whole without its minus."""
    node = spot.node
    if not is_expression(spot):
        return
    if isinstance(node, Additive):
        yield from one_sign_turned(node, "-")
        if len(node.terms) > 1 and "-" in node.signs[:1]:
            yield negated(node)


MISTAKE = Mistake("spurious minus", repairs)
