r"""One entry of an undeclared vector that stands for a number: `\frac{\partial \sigma(x_i)}{\partial x_i} = \sigma(x_i)(1 - \sigma(x_i))`.

Comes in: the two sides of a step, in which `x_i` has no meaning because x is not declared. Goes out: the sides with x for x_i, if x occurs
with this one free letter alone: then the step speaks of any real number. With x_j beside x_i, or with i under a sum, it does not; nor does
`y_o = 1`, which tells a value of one entry. Knows nothing of terms.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from derive.meaning.formulas.expectations import KINDS
from derive.meaning.names.replacing import replaced
from derive.meaning.names.scope import Scope, names_in
from derive.reading.syntax import Name, Node, Number, Scripted


def lone_entries(left: Node, right: Node, scope: Scope) -> tuple[Node, Node] | None:
    """Both sides with numbers for lone entries; None where there are none."""
    if isinstance(left, Scripted) and isinstance(right, Number):
        return None
    names: Counter[str] = Counter()
    entries: Counter[tuple[str, str]] = Counter()
    for node in (*names_in(left), *names_in(right)):
        match node:
            case Name(text, ()):
                names[text] += 1
            case Scripted(Name(text, ()), Name(letter, ()), _, 0) if not scope.known(text) and not scope.known(letter):
                entries[text, letter] += 1
    if KINDS & names.keys():
        return None  # an expectation binds letters without writing them below
    # each time that the vector, and its letter, stand in the step they stand together: nothing binds the letter
    lone = {text for (text, letter), count in entries.items() if names[text] == names[letter] == count and len(text) == len(letter) == 1}
    if not lone:
        return None

    def number(node: Node) -> Node:
        match node:
            case Scripted(Name(text, ()), Name(), None, 0) if text in lone:
                return Name(text, span=node.span)
            case Scripted(Name(text, ()), Name(), _, 0) if text in lone:
                return replace(node, sub=None)
        return node

    return replaced(left, number), replaced(right, number)
