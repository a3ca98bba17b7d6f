r"""Quotient rule's sign: plus for minus in the numerator, or the two products exchanged.

What it is
    `(f/g)' = \frac{f'g + fg'}{g^2}` or `\frac{fg' - f'g}{g^2}`.

Why it matters
    The product rule has a plus, the quotient rule a minus, and the order of its two products matters.

Example
    `\frac{d}{dx} \frac{x}{x^2+1} = \frac{(x^2+1) + 2x^2}{(x^2+1)^2}`.

Instead
    `\frac{(x^2+1) - 2x^2}{(x^2+1)^2}`: derivative of the numerator first, then minus.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings
from derive.reading.rewriting import NOWHERE, Spot, additive, stripped, turned
from derive.reading.syntax import Additive, Fraction, Node, Number, Product, Scripted


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """Over a square: one sign of the numerator turned, or all of them."""
    node = spot.node
    if not isinstance(node, Fraction) or not _square(node.denominator):
        return
    numerator = stripped(node.numerator)
    if not isinstance(numerator, Additive) or len(numerator.terms) < 2:
        return
    terms, signs = numerator.terms, numerator.signs
    for n in range(1, len(terms)):
        yield Fraction(additive(terms, (*signs[:n], turned(signs[n]), *signs[n + 1 :])), node.denominator, NOWHERE)
    yield Fraction(additive(terms, tuple(map(turned, signs))), node.denominator, NOWHERE)


def _square(node: Node) -> bool:
    if isinstance(node, Product) and len(node.factors) == 2:
        return node.factors[0] == node.factors[1]
    return isinstance(node, Scripted) and isinstance(node.sup, Number) and node.sup.text == "2"


MISTAKE = Mistake("quotient rule's sign", repairs)
