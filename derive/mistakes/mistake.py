"""What a mistake is: a name, and what could stand instead at a place of a formula.

Comes in: nothing. Goes out: the types that every mistake uses. A mistake proposes, it never decides: which of its proposals is right is
decided by a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from derive.meaning.formulas.arrays import Value
from derive.meaning.names.scope import Scope, spelled
from derive.reading.rewriting import Spot
from derive.reading.syntax import Big, Chain, Group, Listing, Name, Node, Number, Product, Scripted
from derive.reading.vocabulary import FUNCTIONS, TRANSPOSES

MOST_INDICES = 8


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a formula stands: the side looked at and the other one, the scope, and what the page writes elsewhere.

    names: nodes that are names, by spelling; indices: letters that stand in subscripts, those of the step first; variables: what the page
    differentiates by."""

    side: str
    root: Node
    other: Node
    scope: Scope
    names: Mapping[str, Node]
    indices: tuple[Node, ...]
    variables: tuple[Node, ...]

    def value(self, node: Node) -> Value | None:
        """What is declared of the name that the node writes."""
        name = spelled(node)
        return None if name is None else self.scope.values.get(name)

    def is_index(self, node: Node) -> bool:
        """Whether the node is a letter or numeral that names an index, here or somewhere on the page."""
        return isinstance(node, Name | Number) and any(node == i for i in self.indices)


Throughout: TypeAlias = "Callable[[Node, Surroundings], Iterator[Node]]"
Repairs: TypeAlias = Callable[[Spot, Surroundings], Iterator[Node]]


@dataclass(frozen=True, slots=True)
class Mistake:
    """name: as it is called in reports; repairs: nodes that could stand at the spot instead, where this mistake was made there; a mistake
    without repairs is found by looking at the neighbours of a step. further: what is less likely, tried after the repairs of all spots;
    left: whether it is looked for on the left side too, where mostly nothing but the question stands; throughout: what may stand for a
    variable that both sides differentiate by. document is its page in the catalogue."""

    name: str
    repairs: Repairs | None
    further: Repairs | None = None
    left: bool = True
    throughout: Throughout | None = None
    document: str = field(default="", repr=False)


def is_expression(spot: Spot) -> bool:
    """Whether a value stands here: no subscript, no bound of a sum, no variable of a derivative, no name of a function."""
    chain = (*spot.around, spot.node)
    for (name, n), parent, child in zip(spot.path, chain, chain[1:], strict=False):
        if name in ("sub", "degree", "by") or (name == "sup" and not _is_exponent(parent)):
            return False
        if isinstance(parent, Chain) or (isinstance(parent, Big) and name in ("sub", "sup")):
            return False
        if isinstance(parent, Product) and child is spot.node and heads(parent, n):
            return False
        if isinstance(parent, Product) and n and isinstance(child, Group) and isinstance(child.body, Listing) and heads(parent, n - 1):
            return False
    return not isinstance(spot.node, Listing | Chain)


def _is_exponent(parent: Node) -> bool:
    return isinstance(parent, Scripted) and isinstance(parent.base, Name) and parent.base.text in ("e", "exp")


def heads(product: Product, n: int) -> bool:
    """Whether factor n is a function that takes what follows."""
    if n + 1 >= len(product.factors) or product.operators[n] != "":
        return False
    factor = product.factors[n]
    name = factor.base if isinstance(factor, Scripted) else factor
    if not isinstance(name, Name) or is_transposed(factor):
        return False
    called = isinstance(product.factors[n + 1], Group)
    return name.text in FUNCTIONS or (called and name.text in ("sigma", "f", "g", "h", "P", "p", "J", "L", "F", "E", "Var", "phi"))


def is_function(product: Product, n: int, *names: str) -> bool:
    """Whether factor n is one of these functions, before its argument."""
    factor = product.factors[n]
    return isinstance(factor, Name) and factor.text in names and n + 1 < len(product.factors) and product.operators[n] == ""


def is_transposed(node: Node) -> bool:
    return isinstance(node, Scripted) and isinstance(node.sup, Name) and node.sup.text in TRANSPOSES


def bound_letters(spot: Spot) -> set[str]:
    """The letters that sums and products around the spot bind."""
    return {letter for big in spot.around if isinstance(big, Big) for letter in letters_of(big)}


def letters_of(big: Big) -> set[str]:
    """The letters under a big operator that may be bound by it."""
    items = big.sub.items if isinstance(big.sub, Listing) else (big.sub,)
    found = set[str]()
    for item in items:
        between = isinstance(item, Chain) and len(item.operands) == 3  # `-m \leq j \leq m`
        first = item.operands[between] if isinstance(item, Chain) else item
        for part in first.items if isinstance(first, Listing) else (first,):
            if isinstance(part, Name):
                found.add(part.text)
    return found
