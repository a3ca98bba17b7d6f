"""An equation with an inverse at a free end of it: multiplied by the matrix, which is not singular, it says the same without the inverse.

Comes in: two normal forms. Goes out: a theorem that they are equal, or None. What is left after multiplication goes back to `meeting`.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.proving.chaining import right
from derive.proving.hypotheses import weight
from derive.proving.normal import Normaliser
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import monomials, parts
from derive.terms.term import Term, abstract, add, index, instantiate, mul, sub

MOST_MONOMIALS = 16  # of an equation that is multiplied by a matrix: each becomes several
Zero = Callable[[Normaliser, Term], "Theorem | None"]


def without_inverse(normal: Normaliser, a: Term, b: Term, vanishes: Zero) -> Theorem | None:
    """|- a = b, if the difference times a matrix whose inverse stands at a free end vanishes. No matrix is used twice from one side, and
    what one order of multiplying did not show is not tried in another."""
    if len(monomials(a)) + len(monomials(b)) > MOST_MONOMIALS:
        return None
    before = normal.multiplied
    try:
        for inverse, place in _ends(a, b):
            side = (inverse.args[1], place)
            if side in normal.multiplied:
                continue
            normal.multiplied = normal.multiplied | {side}
            try:
                zero = _multiplied(normal, sub(a, b), inverse, place, vanishes)
            except Refused:
                continue
            if zero is not None:
                return equal_by(normal, a, b, zero)
    finally:
        normal.multiplied = before
    return None


def _ends(a: Term, b: Term) -> list[tuple[Term, int]]:
    """The inverses with a free index as row (2) or column (3), those of the most composite matrices first."""
    found = {(t, place): None for t in (*parts(a), *parts(b)) if t.op == "inv" for place in (2, 3) if _is_free(t, t.args[place])}
    return sorted(found, key=lambda e: (-weight(e[0].args[1]), e[0].key, e[1]))


def _is_free(inverse: Term, end: Term) -> bool:
    over, body = inverse.args[:2]
    return body.loose <= 2 and end.op == "index" and end.tag[1] is over and end not in body.atoms


def _multiplied(normal: Normaliser, difference: Term, inverse: Term, place: int, vanishes: Zero) -> Theorem | None:
    """|- difference = 0"""
    kernel, over, body, end = normal.kernel, inverse.args[0], inverse.args[1], inverse.args[place]
    shown = normal.matrices.regular(over, body)
    if place == 3:  # the column: the transposed matrix from the left
        turned = kernel("axiom", "det-transpose", over, body)
        shown = kernel("rewrite", shown, turned)
        body = right(turned).args[1]
    vector = abstract(difference, (end,))
    names = {x.tag[0] for x in difference.atoms | body.atoms | kernel.fixed if isinstance(x, Term)}
    row, column = (index(n, over) for n in [f"_m{k}" for k in range(len(names) + 2) if f"_m{k}" not in names][:2])
    entry = mul(instantiate(body, (row, column)), instantiate(vector, (column,)))
    product = Term("sum", (over, abstract(entry, (column,))))
    zero = vanishes(normal, product)
    if zero is None:
        return None
    each = kernel("generalize", row, over, zero)
    return normal.matrices.at(kernel("axiom", "nonsingular", over, body, vector, shown, each), end)


def equal_by(normal: Normaliser, a: Term, b: Term, zero: Theorem) -> Theorem:
    """a - b = 0 |- a = b"""
    kernel = normal.kernel
    whole = add(b, sub(a, b))
    start = kernel("clear", a, whole)
    replaced = kernel("replace", whole, zero)
    return normal.chain(start, replaced, kernel("clear", right(replaced), b))
