r"""Lost Σ: a sum over an index was dropped.

What it is
    One term stands where the sum over all of them belongs.

Why it matters
    A derivative by what every term contains (a shared weight, the centre vector) collects a part from each term.

Example
    `\frac{\partial}{\partial v} \sum_w \exp(u_w^\top v) = \exp(u_w^\top v) u_w`.

Instead
    `\sum_w \exp(u_w^\top v) u_w`: ask for each Σ on the left where it went.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, bound_letters, is_expression, letters_of
from derive.reading.rewriting import NOWHERE, Spot, grouped, spots
from derive.reading.syntax import Additive, Big, Fraction, Name, Node, Product, Scripted


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """A sum of the other side, or of this one, put before a piece that speaks of its letter; a sum over an index
    that the other side does not know."""
    node = spot.node
    if not is_expression(spot) or not isinstance(node, Product | Fraction | Scripted | Additive) or spot.role == "base":
        return
    letters = {s.node.text for s in spots(node) if isinstance(s.node, Name)} - bound_letters(spot)
    body = grouped(node) if isinstance(node, Additive) else node
    seen: list[tuple[Node | None, Node | None]] = []
    for big in (s.node for root in (around.other, around.root) for s in spots(root)):
        if isinstance(big, Big) and big.operator == "sum" and letters_of(big) & letters and (big.sub, big.sup) not in seen:
            seen.append((big.sub, big.sup))
            yield Big("sum", big.sub, big.sup, body, NOWHERE)
    for i in around.indices:
        if isinstance(i, Name) and i.text in letters and not _speaks(around.other, i):
            yield Big("sum", i, None, body, NOWHERE)


def _speaks(root: Node, letter: Name) -> bool:
    return any(s.node == letter for s in spots(root))


MISTAKE = Mistake("lost Σ", repairs)
