r"""Lost minus: a term, or a whole side, has lost its minus sign.

What it is
    A plus stands (or nothing) where a minus belongs.

Why it matters
    It is the most common slip of all, and a gradient with the wrong sign climbs where it should descend.

Example
    `-\log \frac{a}{b} = \log a - \log b`: the minus before the logarithm was lost.

Instead
    `-\log \frac{a}{b} = -\log a + \log b`. Put brackets around what a minus stands before, then turn every sign in them.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, is_expression
from derive.reading.rewriting import Spot, negated, one_sign_turned
from derive.reading.syntax import Additive, Big, Derivative, Fraction, Node, Product


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """Minus for one plus; minus before the whole; minus before a piece."""
    node = spot.node
    if not is_expression(spot):
        return
    if isinstance(node, Additive):
        yield from one_sign_turned(node, "+")
    if not spot.path or spot.role in ("body", "of", "numerator", "sup"):
        if not (isinstance(node, Additive) and "-" in node.signs[:1]):
            yield negated(node)
    elif isinstance(node, Product | Fraction | Big | Derivative) and spot.role != "terms":
        yield negated(node)


MISTAKE = Mistake("lost minus", repairs)
