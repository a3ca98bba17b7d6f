"""What follows for square matrices from A B = I: det A det B = 1, so that neither is 0, and B A = I.

Comes in: a fact, and a way to prove equations under the declared facts. Goes out: theorems under that fact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derive.proving.chaining import right
from derive.proving.kernel import Kernel
from derive.proving.theorem import Theorem
from derive.terms.parts import factors as factors_of
from derive.terms.term import ONE, ZERO, Term, abstract, eq, instantiate, iverson, mul, num, open_binder

Prove = Callable[[Term, Term, Term], Theorem | None]


@dataclass(frozen=True, slots=True)
class Product:
    """for all i, k: sum_j A_ij B_jk = [i = k]; the matrices as entries under binders for row and column, sides: those of the equation."""

    over: Term
    first: Term
    second: Term
    sides: tuple[Term, Term]
    stated: Theorem


def one_sided(kernel: Kernel, fact: Term) -> Product | None:
    """The product of two square matrices that the fact says is the identity."""
    if fact.args[0].op == "filter":
        return None
    theorem, rows = kernel("assume", fact), list[Term]()
    while theorem.concl.op == "forall" and theorem.concl.args[0] is fact.args[0]:
        variable, _ = open_binder(theorem.concl, theorem.concl.atoms | kernel.fixed | {*rows}, "_r")
        rows.append(variable)
        theorem = kernel("instance", variable, theorem)
    if theorem.concl.op == "eq":
        theorem = kernel("trans", theorem, kernel("ring", right(theorem)))  # 1 [i = k]
    match theorem.concl:
        case Term("eq", (Term("sum", (over, _)) as total, Term("iverson", (Term("eq", ends),)))) if len(rows) == 2 and set(ends) == {*rows}:
            pass
        case _:
            return None
    if over is not fact.args[0]:
        return None
    row, column = rows
    between, body = open_binder(total, theorem.concl.atoms | kernel.fixed, "_r")
    factors = factors_of(body)
    first = mul(*(f for f in factors if row in f.atoms))
    second = mul(*(f for f in factors if row not in f.atoms))
    if column in first.atoms or between not in first.atoms:
        return None
    a, b = abstract(first, (row, between)), abstract(second, (between, column))
    arranged = kernel("trans", kernel("ring", mul(first, second)), kernel("sym", kernel("ring", body)))
    arranged = kernel("congruence", "sum", between, over, arranged)
    whole = kernel("trans", arranged, theorem)
    if right(whole) is not iverson(eq(row, column)):
        whole = kernel("trans", whole, kernel("axiom", "bracket-swap", column, row))
    product, unit = (abstract(side, (row, column)) for side in whole.concl.args)
    for variable in (column, row):
        whole = kernel("generalize", variable, over, whole)
    return Product(over, a, b, (product, unit), whole)


def determinants(kernel: Kernel, found: Product, prove: Prove) -> list[Theorem]:
    """A B = I |- det A det B = 1, det A != 0, det B != 0"""
    over, a, b = found.over, found.first, found.second
    product, unit = found.sides
    one = prove(Term("det", (over, unit)), ONE, eq(ONE, ONE))
    if one is None:
        return []
    same = kernel("axiom", "det-entries", over, product, unit, found.stated)
    whole = kernel("trans", kernel("sym", kernel("axiom", "det-product", over, a, b)), kernel("trans", same, one))
    nonzero = kernel("rewrite", kernel("sign", ONE, "ne"), kernel("sym", whole))
    return [whole, *(kernel("factor", num(n), nonzero) for n in range(2))]


def turned(kernel: Kernel, found: Product, prove: Prove) -> Theorem | None:
    """A B = I |- B A = I, because B is the inverse of A. prove: an equation, where det A != 0 may be used."""
    over, a, b = found.over, found.first, found.second
    regular = kernel("axiom", "inverse-exists", over, a, b, found.stated)
    taken, places = a.atoms | b.atoms | kernel.fixed, list[Term]()
    for _ in range(3):
        places.append(open_binder(Term("forall", (over, ZERO)), taken | {*places}, "_r")[0])
    i, j, k = places
    is_inverse = prove(instantiate(b, (i, j)), Term("inv", (over, a, i, j)), regular.concl)
    if is_inverse is None:
        return None
    entry = mul(instantiate(b, (i, j)), instantiate(a, (j, k)))
    product = kernel("congruence", "sum", j, over, kernel("replace", entry, is_inverse))
    unit = kernel("axiom", "inverse-left", over, a, regular)
    theorem = kernel("trans", product, kernel("instance", k, kernel("instance", i, unit)))
    theorem = kernel("cut", theorem, regular)
    return kernel("generalize", i, over, kernel("generalize", k, over, theorem))
