r"""Bound variable outside its sum.

What it is
    A letter that a Σ binds is used outside of that Σ, where it has no meaning (or another one).

Why it matters
    Behind the sum its letter is gone; whoever reads on takes it for some other, free index.

Example
    `\left(\sum_i a_i\right) b_i` where the factor `b_i` belongs under the sum.

Instead
    `\sum_i a_i b_i`, or the index that is meant: draw a bracket around the body of every Σ.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.mistakes.mistake import Mistake, Surroundings, bound_letters, letters_of
from derive.mistakes.renaming import renamed
from derive.reading.rewriting import NOWHERE, Spot, product, spots, stripped
from derive.reading.syntax import Big, Name, Node, Product, Scripted


def repairs(spot: Spot, around: Surroundings) -> Iterator[Node]:
    """A letter that some sum of this side binds, but not here: another index for it; the factors behind a sum taken under it."""
    node = spot.node
    if isinstance(node, Name) and spot.role == "sub" and node.text in _bound(around.root) - bound_letters(spot):
        yield from (i for i in around.indices if i != node)
    if not spot.path:
        yield from _throughout(node, around)
    if isinstance(node, Product):
        yield from _taken_in(node)


def _throughout(root: Node, around: Surroundings) -> Iterator[Node]:
    """Another index for a letter that only a sum of the other side binds, wherever it stands."""
    subs = {s.node.text for s in spots(root) if s.role == "sub" and isinstance(s.node, Name)}
    for letter in sorted(subs & _bound(around.other) - _bound(root)):
        yield from (renamed(root, letter, i) for i in around.indices if i != Name(letter))


def _bound(root: Node) -> set[str]:
    return {letter for s in spots(root) if isinstance(s.node, Big) for letter in letters_of(s.node)}


def _taken_in(node: Product) -> Iterator[Node]:
    for n, factor in enumerate(node.factors[:-1]):
        big = stripped(factor)
        rest = node.factors[n + 1 :]
        if isinstance(big, Big) and any(_speaks(f, letter) for f in rest for letter in letters_of(big)):
            yield product(*node.factors[:n], Big(big.operator, big.sub, big.sup, product(big.body, *rest), NOWHERE))


def _speaks(node: Node, letter: str) -> bool:
    return any(isinstance(s.node, Scripted) and s.node.sub == Name(letter) for s in spots(node))


MISTAKE = Mistake("bound variable outside its sum", repairs)
