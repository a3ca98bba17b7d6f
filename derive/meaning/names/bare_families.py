r"""The vector of numbers that are declared one by one: `y` beside `$y^{(i)} \in \mathbb{R}$ for $i = 1, \dots, m$`, as in `X^\top (y - p)`.

Comes in: a step in which the bare letter has no place as a number. Goes out: the scope in which it is the vector. Elsewhere the letter is
any number: `y` without a label may be the one of a sample that stands for all. And the members of a family of vectors, for which its bare
letter may stand.
"""

from __future__ import annotations

from collections import Counter

from derive.meaning.formulas.arrays import Value
from derive.meaning.names.scope import Scope, names_in, spelled
from derive.reading.syntax import Name, Node, Scripted
from derive.terms.term import Symbol, Term, real


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


def as_members(scope: Scope, node: Node) -> tuple[Scope, list[str]]:
    r"""The scope in which the names of families that stand in the node without a subscript are one of their vectors, and these names:
    `D = \|q - k\|` beside k_1, ..., k_N may speak of one pair."""
    names = Counter(s for n in names_in(node) if isinstance(n, Name) and (s := spelled(n)) is not None)
    names.subtract(s for n in names_in(node) if isinstance(n, Scripted) and n.sub is not None and (s := spelled(n.base)) is not None)
    child, found = scope.child(), [s for s in sorted(names) if names[s] > 0 and s in scope.families]
    for name in found:
        whole = scope.values[name]
        axes = whole.axes[:-1] if whole.rank == 2 else whole.axes[scope.families[name] :]
        child.values[name] = Value(axes, real(Symbol(name, axes), *(Term("bound", (), k) for k in range(len(axes)))))
        del child.families[name]
        child.beside.pop(name, None)
    return child, found
