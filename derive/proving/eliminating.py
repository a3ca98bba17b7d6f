"""An equation between reals solved for one of the things that it adds up: `a + b = 1` says that b is 1 - a.

Comes in: equations among the facts. Goes out: theorems `x = the rest`, x an entry, a sum or a call that stands nowhere in the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from derive.proving.chaining import right
from derive.proving.theorem import Refused, Theorem
from derive.terms.parts import factors, occurs
from derive.terms.polynomial import Monomial, OutOfFuel, Ring, poly_term, quotient
from derive.terms.term import ZERO, Term, add, is_integer, mul, num, power, sub

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser

SOLVED = ("sum", "prod", "call", "real")  # what is looked for first: where a sum stands alone its entries seldom do
MOST_MONOMIALS = 12


def is_between_reals(c: Term) -> bool:
    """Whether the condition is an equation of numbers that are not both integers, and no elements of sets."""
    return c.op == "eq" and not all(map(is_integer, c.args)) and not any(a.op in ("index", "element") for a in c.args)


def solved(normal: Normaliser, fact: Theorem) -> Theorem | None:
    """L = R |- x = the rest"""
    kernel, (left, other) = normal.kernel, fact.concl.args
    try:
        difference = normal.of(sub(left, other))
        form = right(difference)
        choice = _choice(normal, form) or _divided(normal, form)
        if choice is None:
            return None
        x, factor, rest, nonzero = choice
        replaced = kernel("replace", sub(left, other), fact)
        zero = normal.chain(kernel("sym", difference), replaced, kernel("clear", right(replaced), ZERO))
        # x = rest + (L - R) / c, hence x = rest
        whole = add(rest, mul(factor, form))
        start = kernel("clear", x, whole, *nonzero)
        gone = kernel("replace", whole, zero)
        theorem = normal.chain(start, gone, kernel("clear", right(gone), rest, *nonzero))
    except (Refused, OutOfFuel):
        return None
    return theorem if theorem.concl.args[0] is x else None


Choice: TypeAlias = "tuple[Term, Term, Term, tuple[Theorem, ...]]"  # x, 1/c, the rest, and what of c is not 0


def _choice(normal: Normaliser, form: Term) -> Choice | None:
    """The first x that the form adds c times, with a number c."""
    poly = Ring(*normal.nonzero.signs()).of(form)
    if len(poly) > MOST_MONOMIALS:
        return None
    alone: list[Monomial] = [m for m in poly if len(m) == 1 and m[0][1] == 1 and m[0][0].op in SOLVED and not is_integer(m[0][0])]
    for m in sorted(alone, key=lambda m: (SOLVED.index(m[0][0].op), m[0][0].key)):
        x, c = m[0][0], poly[m]
        rest = poly_term({k: quotient(-d, c) for k, d in poly.items() if k != m})
        if not occurs(x, rest):
            return x, num(quotient(1, c)), rest, ()
    return None


def _divided(normal: Normaliser, form: Term) -> Choice | None:
    """The first x that the form adds c times, with a product c of powers that are not 0: `(a - b) / s = 0` says that a is b."""
    poly = Ring(*normal.nonzero.signs()).of(form)
    if not 2 <= len(poly) <= MOST_MONOMIALS:
        return None
    found = [(x, m) for m in poly for x, e in m if e == 1 and x.op in SOLVED and not is_integer(x)]
    for x, m in sorted(found, key=lambda one: (SOLVED.index(one[0].op), one[0].key)):
        others = [(a, e) for a, e in m if a is not x]
        shown = [normal.facts.sign(a, "lt") or normal.facts.sign(a, "ne") for a, _ in others]
        nonzero = tuple(t for t in shown if t is not None)
        rest = poly_term({k: -d for k, d in poly.items() if k != m})
        if len(nonzero) == len(others) and not occurs(x, rest) and not any(occurs(x, a) for a, _ in others):
            factor = mul(num(quotient(1, poly[m])), *(power(a, -e) for a, e in others))
            return x, factor, mul(factor, rest), nonzero
    return None


def void(normal: Normaliser, theorem: Theorem) -> Theorem | None:
    """x = c x |- x = 0, for a number c other than 1: K_ii or x^T K x for an antisymmetric K"""
    x, multiple = theorem.concl.args
    c = next((f.tag for f in factors(multiple) if f.op == "num"), 1)
    if c == 1 or multiple is not mul(num(c), x):
        return None
    difference = mul(num(quotient(1, 1 - c)), sub(x, multiple))
    start = normal.kernel("clear", x, difference)
    same = normal.kernel("replace", difference, normal.kernel("sym", theorem))
    return normal.chain(start, same, normal.kernel("clear", right(same), ZERO))
