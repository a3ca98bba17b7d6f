r"""A star above a name that nothing declares: `w^\star`, the optimum, beside a vector w or a number w.

Comes in: what stands below the star, and the reader. Goes out: a number of its own, as any letter that nothing declares; of an array, and
of an expression, what would have to be declared. A star is no exponent: `x^\star y^\star` is no power of x y.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.meaning.formulas.arrays import Value
from derive.meaning.names.scope import NotSupported, Undeclared, as_latex, spelled
from derive.reading.syntax import Name, Node

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator


def is_star(sup: Node) -> bool:
    return isinstance(sup, Name) and sup.text == "*"


def starred(reader: Elaborator, base: Node) -> Value:
    """The value of the base with a star above."""
    name, text = spelled(base), reader.text(base)
    if name is None:
        raise NotSupported(f"a star above `{text}`, for an adjoint or a conjugate, is not judged", base.span)
    known = reader.scope.values.get(name)
    if not isinstance(base, Name) or (known is not None and known.rank) or name in reader.scope.array_like:
        shown = f"{as_latex(name)}^\\star"
        declared = f"`${shown} \\in \\mathbb{{R}}^n$`, or what it is, in the Given would do"
        raise Undeclared(f"`{shown}` is a name of its own, and is not declared; {declared}", base.span)
    return reader.undeclared(base, f"{name}^*")
