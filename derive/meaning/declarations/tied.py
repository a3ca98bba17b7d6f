r"""Matrices that a Given makes of vectors in words: `$X \in \mathbb{R}^{n \times d}$ with rows $x_i^\top$`, `the matrix $Z$ that has the
$x_i$ as its columns`.

Comes in: a declaration after its statements were read, and the pieces of its segment. Goes out: the scope in which the matrix is the one
of the family; a family that nothing declares yet gets the shape that the matrix leaves it. Words that are not read are noted, so that no
witness against the matrix counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.meaning.declarations.listed import Piece
from derive.meaning.declarations.qualities import MESSAGE
from derive.meaning.declarations.ties import Tie, tie, unread
from derive.meaning.declarations.variables import Note, Variables
from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import Value
from derive.meaning.names.definitions import define_value
from derive.meaning.names.scope import spelled
from derive.reading.syntax import Chain, Node, Scripted
from derive.terms.term import index


def take_tie(d: Variables, pieces: list[Piece]) -> None:
    """Make the matrix of the vectors that its words name."""
    made = tie(pieces, d.scope.sets)
    if made is not None and _is_taken(d, made):
        return
    names = {s for m in unread(pieces) if (s := spelled(m)) is not None and s in d.scope.values and s not in d.scope.defined}
    names -= {spelled(n) for p in pieces for n in _rows_given(p.node)}
    d.notes += [Note(MESSAGE, pieces[0].node.span, frozenset({name})) for name in sorted(names)]


def _rows_given(node: Node) -> Iterator[Node]:
    r"""The U of `U_w = u_w^\top`, which says what the words say."""
    match node:
        case Chain((Scripted(base, sub, None, 0), _), ("=",)) if sub is not None:
            yield base


def _is_taken(d: Variables, made: Tie) -> bool:
    """Whether the matrix is the one of the family from now on; not where both have other shapes."""
    name, base = spelled(made.matrix) or "", spelled(made.member.base)
    matrix = d.scope.values.get(name)
    if base is None or name in d.scope.defined:
        return False
    if not d.scope.known(base) and matrix is not None and matrix.rank == 2:
        _declare_family(d, base, made, matrix)
    family = d.scope.values.get(base)
    if base not in d.scope.families or family is None or family.rank != 2:
        return matrix is not None and family is not None and matrix.body.tag == family.body.tag  # `x_i = X_i^\top` was said so
    value = arrays.transpose(family) if made.rows else family
    if matrix is not None and (matrix.axes != value.axes or matrix.body.op != "real"):
        return False
    define_value(d.scope, name, value)
    return True


def _declare_family(d: Variables, base: str, made: Tie, matrix: Value) -> None:
    """The vectors of a matrix that is declared before them."""
    over, along = matrix.axes if made.rows else matrix.axes[::-1]
    letter = _letter(made.member)
    name = spelled(letter) or ""
    d.scope.values.pop(spelled(made.member) or "", None)  # `with columns $x_i \\in \\mathbb{R}^n$` says it of all of them
    outer, d.names = d.names, {**d.names, name: index(name, over)}
    try:
        d.variable(base, (letter,), (along,))
    finally:
        d.names = outer


def _letter(member: Scripted) -> Node:
    assert member.sub is not None
    return member.sub
