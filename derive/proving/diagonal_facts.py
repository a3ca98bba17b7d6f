"""Entries of a matrix that the facts make diagonal: D_ij = [i = j] D_ii.

Comes in: an entry, and the general facts `D_ij = 0 for i != j`. Goes out: a theorem, or None where no fact says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.proving.brackets import falsity, truth
from derive.proving.chaining import right
from derive.proving.facts import Facts, innermost
from derive.proving.theorem import Theorem
from derive.terms.term import Symbol, Term, eq, iverson, mul, ne

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser


def diagonal_symbols(facts: Facts) -> dict[Symbol, Theorem]:
    """The matrices of which a fact says that entries off the diagonal are 0, with that fact."""
    found = dict[Symbol, Theorem]()
    for general in facts.general:
        match innermost(general.concl):
            case Term("eq", (Term("real", (Term("bound"), Term("bound")), symbol), Term("num", _, 0))) if symbol.axes[0] is symbol.axes[1]:
                found.setdefault(symbol, general)
    return found


def as_diagonal(normal: Normaliser, t: Term, general: Theorem) -> Theorem | None:
    """|- D_ij = [i = j] D_ii, by the cases i = j and i != j; |- D_ij = 0 where the two are known to differ."""
    kernel, facts, (i, j) = normal.kernel, normal.facts, t.args
    if i is j:
        return None
    if facts.different(i, j) is not None:
        return facts.equation(general, t)
    first, second = (i, j) if i.key < j.key else (j, i)
    entry = Term("real", (first, first), t.tag)
    stated = mul(iverson(eq(first, second)), entry)
    off = facts.extended([kernel("assume", ne(first, second)), kernel("assume", ne(second, first))]).equation(general, t)
    if off is None:
        return None
    same, apart = kernel("assume", eq(first, second)), kernel("assume", ne(first, second))
    met = normal.inside(stated, [truth(kernel, same)])
    met = normal.chain(kernel("replace", t, kernel("sym", same)), kernel("sym", normal.chain(met, kernel("ring", right(met)))))
    gone = normal.inside(stated, [falsity(kernel, apart)])
    gone = normal.chain(off, kernel("sym", normal.chain(gone, kernel("ring", right(gone)))))
    if ne(second, first) in gone.hyps:
        gone = kernel("cut", gone, kernel("sym", apart))
    return kernel("cases", eq(first, second), met, gone)
