r"""The vector of numbers that are declared one by one: `y` beside `$y^{(i)} \in \mathbb{R}$ for $i = 1, \dots, m$`, as in `X^\top (y - p)`.

Comes in: a step in which the bare letter has no place as a number. Goes out: the scope in which it is the vector. Elsewhere the letter is
any number: `y` without a label may be the one of a sample that stands for all.
"""

from __future__ import annotations

from derive.meaning.names.scope import Scope, names_in, spelled
from derive.reading.syntax import Name, Node


def with_vectors(scope: Scope, *nodes: Node) -> Scope | None:
    """The scope in which such letters of the nodes are vectors; None where there are none."""
    names = {s for node in nodes for n in names_in(node) if isinstance(n, Name) and (s := spelled(n)) is not None and not scope.known(s)}
    families = ((n, scope.values.get(f"{n}^{{{kind[0]}\\cdot{kind[1]}}}")) for n in sorted(names) for kind in ("()", "[]"))
    found = {n: v for n, v in families if v is not None and v.rank == 1}
    if not found:
        return None
    child = scope.child()
    child.values.update(found)
    return child
