r"""Missing or spurious term.

What it is
    A term of a sum was dropped, or one too many was kept.

Why it matters
    The product rule has two terms; a square of a sum has three.

Example
    `\frac{d}{dx} x e^x = e^x`.

Instead
    `e^x + x e^x`: one term for each factor that depends on x.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, is_expression
from derive.mistakes.pieces import terms_of
from derive.reading.rewriting import NOWHERE, Spot, additive
from derive.reading.syntax import Additive, Node


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """A term of the sum dropped."""
    node = spot.node
    if not is_expression(spot) or spot.role in ("base", "terms"):
        return
    if isinstance(node, Additive) and len(node.terms) > 1:
        for n in range(len(node.terms)):
            yield additive((*node.terms[:n], *node.terms[n + 1 :]), (*node.signs[:n], *node.signs[n + 1 :]))


def added(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """A term that stands elsewhere in the step added or subtracted."""
    node = spot.node
    if not is_expression(spot) or spot.role in ("base", "terms"):
        return
    terms, signs = (node.terms, node.signs) if isinstance(node, Additive) else ((node,), ("+",))
    if isinstance(node, Additive) or spot.role in ("", "numerator", "denominator", "body", "of", "factors"):
        for term in terms_of(around):
            if term not in terms:
                yield from (Additive((*terms, term), (*signs, sign), NOWHERE) for sign in "+-")
                if len(terms) == 1 and signs == ("+",):
                    yield Additive((term, *terms), ("+", "-"), NOWHERE)


MISTAKE = Mistake("missing term", repairs, added, left=False)
