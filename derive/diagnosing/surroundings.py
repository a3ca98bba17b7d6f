"""What a mistake may look at: the names, indices and variables that a page writes.

Comes in: the steps of a page. Goes out: for each step the surroundings of its two sides. Knows nothing of verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from derive.meaning.names.scope import spelled
from derive.meaning.statements.step import Rereading, Step
from derive.mistakes.mistake import MOST_INDICES, Surroundings, bound_letters, is_transposed
from derive.reading.rewriting import NOWHERE, Spot, spots
from derive.reading.syntax import Derivative, Listing, Name, Node, Number, Scripted

MOST_NAMES, MOST_VARIABLES = 60, 8


class Writings:
    """Everything that a page writes in its steps, gathered once."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.names: dict[str, Node] = {}
        self.variables: list[Node] = []
        for step in steps:
            if step.again is not None:
                for s in chain(spots(step.again.left), spots(step.again.right)):
                    self._take(s)

    def _take(self, s: Spot) -> None:
        node = s.node
        if isinstance(node, Name | Scripted):
            if is_transposed(node) and isinstance(node, Scripted) and node.sup is not None:
                self.names.setdefault("^", node.sup)
            name = spelled(node)
            if name is not None and s.role != "sup" and len(self.names) < MOST_NAMES:
                self.names.setdefault(name, node)
        if isinstance(node, Derivative):
            self.variables += [v for v in node.by if v not in self.variables and len(self.variables) < MOST_VARIABLES]

    def around(self, again: Rereading, side: str) -> Surroundings:
        """The surroundings of one side."""
        root, other = (again.left, again.right) if side == "left" else (again.right, again.left)
        own = [v for s in spots(other) if isinstance(s.node, Derivative) for v in s.node.by]
        variables = tuple(dict.fromkeys([*own, *self.variables]))
        return Surroundings(side, root, other, again.scope, self._names(again), tuple(indices(again)), variables)

    def _names(self, again: Rereading) -> dict[str, Node]:
        """The names of the step first; then those of the page, and those that are declared as a single letter with marks."""
        own = {n: s.node for s in chain(spots(again.right), spots(again.left)) if (n := spelled(s.node)) and s.role != "sup"}
        marked = {n: Name(text, marks, "", NOWHERE) for n in again.scope.values for text, marks in _marked(n)}
        return {**own, **self.names, **{n: node for n, node in marked.items() if n not in self.names and n not in own}}


def _marked(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    r"""`\hat{y}` as a letter with its marks."""
    marks: list[str] = []
    while name.startswith("\\") and name.endswith("}") and "{" in name:
        mark, _, name = name[1:-1].partition("{")
        marks.insert(0, mark)
    if len(name) == 1 or name.isalpha():
        yield name, tuple(marks)


def indices(again: Rereading) -> Iterator[Node]:
    """Letters and numerals that stand in subscripts of the step and are not bound there, then the declared indices."""
    found: dict[Node, None] = {}
    for root in (again.left, again.right):
        for s in spots(root):
            if s.role == "sub" or (s.role == "items" and isinstance(s.parent, Listing) and len(s.path) > 1 and s.path[-2][0] == "sub"):
                letter = s.node
                if isinstance(letter, Name | Number) and not (isinstance(letter, Name) and letter.text in bound_letters(s)):
                    found.setdefault(letter)
    for root in (again.left, again.right):  # `P(w \\mid c)` and `P(O = w \\mid C = c)` speak of w
        for s in spots(root):
            letter = s.node
            if isinstance(letter, Name) and letter.text in again.scope.letters and letter.text not in bound_letters(s):
                found.setdefault(letter)
    for name in again.scope.indices:
        found.setdefault(Number(name, NOWHERE) if name.isdigit() else Name(name))
    yield from list(found)[:MOST_INDICES]
