r"""One letter for another in a piece of a formula.

Comes in: a node, a letter and what is put for it. Goes out: the node with the letter replaced in every subscript and elsewhere, as far as
no big operator binds it anew.
"""

from __future__ import annotations

from derive.mistakes.mistake import letters_of
from derive.reading.rewriting import children, put_inside
from derive.reading.syntax import Big, Name, Node


def renamed(node: Node, letter: str, new: Node) -> Node:
    """The node with `new` for the letter."""
    if node == Name(letter):
        return new
    if isinstance(node, Big) and letter in letters_of(node):
        return node
    for place, child in children(node):
        changed = renamed(child, letter, new)
        if changed is not child:
            node = put_inside(node, (place,), changed)
    return node
