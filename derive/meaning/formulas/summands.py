r"""Summands of which a page writes no more than the name: `\sum_j \partial J / \partial U`, after `\sum_j J(v, w_{t+j}, U)`.

Comes in: a sum whose letter does not stand in its body. Goes out: the body in which the function is called as it was when the page, or its
Given, last summed it over this letter with its bounds. A sum of equal terms is meant by nobody who had summed different ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from derive.meaning.names.replacing import replaced
from derive.meaning.names.scope import names_in, spelled
from derive.reading.syntax import Big, Derivative, Group, Name, Node, Product

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator


def as_before(owner: Elaborator, big: Big, letters: set[str]) -> Node:
    """The body of the sum with the calls that it leaves out."""
    spoken = {spelled(n) for n in names_in(big.body)}
    if len(letters) != 1 or big.operator != "sum" or not letters.isdisjoint(spoken) or not owner.slips.mending:
        return big.body
    (letter,) = letters
    written = owner.scope.sums.get(letter)
    calls = dict(_calls(written.big.body, letter)) if written is not None else {}

    def call(node: Node) -> Node:
        found = calls.get(node.text) if isinstance(node, Name) else None
        if found is None:
            return node
        owner.slips.note("summand as before", node, written.text if written else "")
        return found

    def make(node: Node) -> Node:
        match node:
            case Derivative(of=Name() as of) if of.text in calls:
                return replace(node, of=call(of))
        return node

    found = replaced(big.body, make) if calls else big.body
    return call(found) if isinstance(found, Name) else found


def _calls(body: Node, letter: str) -> Iterator[tuple[str, Node]]:
    """The functions that are called with the letter in their brackets."""
    for n in names_in(body):
        match n:
            case Product((Name(text) as head, Group("(", _) as bracket, *_), ("", *_)):
                if letter in {spelled(x) for x in names_in(bracket)}:
                    yield text, Product((head, bracket), ("",), n.span)
