"""Differentiation and domains: the derivative of a term by an entry of a variable, with where it holds.

Comes in: terms with all definitions unfolded. Goes out: the derivative and its conditions (closed under the binders they leave),
and the conditions under which a term is defined at all. Part of the trusted base. Entries of a variable are independent; facts
about them are applied afterwards, never under a derivative.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any

from derive.terms.term import (
    FUNCTIONS as FUNCTION_NAMES,
)
from derive.terms.term import (
    MATRIX,
    MINUS_ONE,
    ONE,
    ONE_BINDER,
    ZERO,
    Symbol,
    Term,
    abstract,
    add,
    bind,
    eq,
    fn,
    instantiate,
    integer_range,
    is_integer,
    iverson,
    le,
    lt,
    mul,
    ne,
    open_binder,
    open_matrix,
    power,
    replace_symbol,
)
from derive.theory.functions import FUNCTIONS


class NotDifferentiable(Exception):
    """The rules do not differentiate this operator; the message names it."""


Conditions = dict[Term, None]  # an ordered set
LARGEST = 2_000  # different parts of what is differentiated: higher derivatives grow without end
Taken = frozenset[Any]


def close(condition: Term, variable: Term, over: Term) -> Term:
    """For all elements of `over` (a set with its filters) the condition, which may mention the free index."""
    return Term("forall", (over, abstract(condition, (variable,))))


def under(term: Term, taken: Taken, conditions: Conditions, work: Callable[[Term, Conditions], Term]) -> tuple[tuple[Term, ...], Term]:
    """What the work makes of the body of a binder about fresh indices, which come too; its conditions are to hold for all of them."""
    if term.op in MATRIX:
        row, column, body = open_matrix(term, taken)
        variables: tuple[Term, ...] = row, column
    else:
        variable, body = open_binder(term, taken)
        variables = (variable,)
    inner: Conditions = {}
    body = work(body, inner)
    for v in reversed(variables):
        inner = {close(c, v, term.args[0]): None for c in inner}
    conditions.update(inner)
    return variables, body


def all_factors(term: Term) -> tuple[Term, ...]:
    """The factors of a product, those of products inside of it too; anything else is its own only one."""
    return tuple(f for a in term.args for f in all_factors(a)) if term.op == "mul" else (term,)


def guarded(brackets: list[Term], conditions: Conditions) -> Conditions:
    """The conditions where the brackets are 1: for all elements of a set that has one where they are, and none where one is 0."""
    over = integer_range(ONE, ONE)
    for bracket in brackets:
        over = Term("filter", (over, bracket.args[0]))
    return {Term("forall", (over, c)): None for c in conditions} if brackets else conditions


def unfold(term: Term, definitions: Mapping[Symbol, Term]) -> Term:
    """The term with every defined name replaced by what it stands for, all the way down."""
    memo: dict[Term, Term] = {}

    def walk(t: Term) -> Term:
        if definitions.keys().isdisjoint(t.atoms):
            return t
        found = memo.get(t)
        if found is None:
            args = tuple(walk(a) for a in t.args)
            if t.op == "defined":
                found = walk(instantiate(definitions[t.tag], args))
            else:
                found = t if args == t.args else Term(t.op, args, t.tag)
            memo[t] = found
        return found

    return walk(term)


def diff(term: Term, symbol: Symbol, entry: tuple[Term, ...], conditions: Conditions, known: dict[Term, Term] | None = None) -> Term:
    """The derivative of the term by symbol[entry]; adds to `conditions` where it holds. Raises NotDifferentiable.

    known: derivatives of parts, under the same binders: what stands in many places is differentiated once."""
    known = {} if known is None else known
    if symbol not in term.atoms:
        return ZERO
    if term not in known:
        if len(known) > LARGEST:
            raise NotDifferentiable(f"what is differentiated has more than {LARGEST} parts")
        known[term] = _diff(term, symbol, entry, conditions, known)
    return known[term]


def _diff(term: Term, symbol: Symbol, entry: tuple[Term, ...], conditions: Conditions, known: dict[Term, Term]) -> Term:
    def by(t: Term) -> Term:
        return diff(t, symbol, entry, conditions, known)

    match term:
        case Term("real", indices) if term.tag == symbol:
            return mul(*(iverson(eq(i, j)) for i, j in zip(indices, entry, strict=True) if i is not j))
        case Term("add", args):
            return add(*(d for d in map(by, args) if d is not ZERO))
        case Term("mul"):
            args = all_factors(term)
            brackets = [a for a in args if a.op == "iverson"]
            inner: Conditions = {}
            apart: dict[Term, Term] = {}  # under brackets conditions are others, so that nothing known elsewhere serves
            beside = partial(diff, symbol=symbol, entry=entry, conditions=inner, known=apart) if brackets else by
            parts = [(n, by(a) if a in brackets else beside(a)) for n, a in enumerate(args)]
            conditions.update(guarded(brackets, inner))
            return add(*(mul(*args[:n], d, *args[n + 1 :]) for n, d in parts if d is not ZERO))
        case Term("pow", (base, exponent)):
            return _power(base, exponent, by, symbol, conditions)
        case Term(op, (argument,)) if op in FUNCTION_NAMES:
            conditions.update(dict.fromkeys(FUNCTIONS[op].smooth(argument)))
            return mul(FUNCTIONS[op].derivative(argument), by(argument))
        case Term("call", args, (function, orders)):
            higher = ((*orders[:n], k + 1, *orders[n + 1 :]) for n, k in enumerate(orders))
            return add(*(mul(Term("call", args, (function, o)), d) for o, d in zip(higher, map(by, args), strict=True) if d is not ZERO))
        case Term("sum" | "prod" as op, (over, _)) if symbol not in over.atoms:
            return _big(op, term, symbol, entry, conditions)
        case Term("inv" | "det", (over, *_)) if symbol not in over.atoms:
            return _matrix(term, symbol, entry, conditions)
        case Term("iverson", (condition,)):
            for side in _kinks(condition, symbol, conditions):
                by(_rounded(side))
            return ZERO
    raise NotDifferentiable(f"no rule differentiates {term.op}")


def _power(base: Term, exponent: Term, by: Callable[[Term], Term], symbol: Symbol, conditions: Conditions) -> Term:
    if exponent is ONE:
        return by(base)
    if symbol in exponent.atoms:
        conditions[lt(ZERO, base)] = None
        inner = add(mul(by(exponent), fn("log", base)), mul(exponent, power(base, -1), by(base)))
        return mul(power(base, exponent), inner)
    if exponent.op != "num" and is_integer(exponent):
        conditions[le(ONE, exponent)] = None
    elif exponent.op != "num" or exponent.tag.denominator != 1:
        conditions[lt(ZERO, base)] = None
    elif exponent.tag < 0:
        conditions[ne(base, ZERO)] = None
    lower = power(base, exponent.tag - 1) if exponent.op == "num" else power(base, add(exponent, MINUS_ONE))
    return mul(exponent, lower, by(base))


def _big(op: str, term: Term, symbol: Symbol, entry: tuple[Term, ...], conditions: Conditions) -> Term:
    over = term.args[0]
    taken = term.atoms.union(*(e.atoms for e in entry))
    (variable,), slope = under(term, taken, conditions, lambda body, inner: diff(body, symbol, entry, inner))
    if op == "sum":
        return Term("sum", (over, abstract(slope, (variable,))))
    other, factor = open_binder(term, taken | {variable})
    others = bind("filter", other, ne(other, variable)).args  # (base set, condition): put under the filters of the product
    rest = Term("prod", (Term("filter", (over, others[1])), abstract(factor, (other,))))
    return Term("sum", (over, abstract(mul(slope, rest), (variable,))))


def _matrix(term: Term, symbol: Symbol, entry: tuple[Term, ...], conditions: Conditions) -> Term:
    """(A^-1)' = -A^-1 A' A^-1, (det A)' = det A tr(A^-1 A'), where det A != 0 (Magnus and Neudecker, ch. 8)"""
    over, body, *place = term.args
    taken = term.atoms.union(*(e.atoms for e in entry))
    (row, column), slope = under(term, taken, conditions, lambda inside, inner: diff(inside, symbol, entry, inner))
    determinant = Term("det", (over, body))
    conditions[ne(determinant, ZERO)] = None

    def inverse(i: Term, j: Term) -> Term:
        return Term("inv", (over, body, i, j))

    factors = (determinant, inverse(column, row)) if term.op == "det" else (MINUS_ONE, inverse(place[0], row), inverse(column, place[1]))
    return bind("sum", row, bind("sum", column, mul(*factors, slope)))


def _kinks(condition: Term, symbol: Symbol, conditions: Conditions) -> list[Term]:
    """Off the places where the sides of a relation meet its bracket is constant, as far as the sides themselves are smooth:
    returns them, for their own conditions."""
    sides: list[Term] = []
    for part in condition.args if condition.op == "and" else (condition,):
        if part.op not in ("eq", "ne", "lt", "le"):
            raise NotDifferentiable("a bracket with a quantifier in it has no derivative here")
        if symbol in part.atoms:
            conditions[ne(*part.args)] = None
            sides += part.args
    return sides


def _rounded(side: Term) -> Term:
    """The side of a relation without the corners of |u| and relu(u) in its terms: these are continuous where u is, and no more is asked."""
    if side.op in ("add", "mul"):
        return Term(side.op, tuple(map(_rounded, side.args)))
    return side.args[0] if side.op in ("abs", "relu") else side


def without_derivatives(term: Term, conditions: Conditions) -> Term:
    """The term with every D and `at` worked out, innermost first; adds where each derivative holds, and where what is differentiated
    is defined, which the derivative may no longer show."""
    if "D" not in term.atoms:
        return term
    if term.op in ONE_BINDER | MATRIX:
        over, _, *place = term.args
        over = without_derivatives(over, conditions)
        variables, body = under(term, term.atoms, conditions, without_derivatives)
        return Term(term.op, (over, abstract(body, variables), *(without_derivatives(e, conditions) for e in place)))
    if term.op == "at":
        value, body = term.args
        inner: Conditions = {}
        body = without_derivatives(body, inner)
        conditions.update(dict.fromkeys(replace_symbol(c, term.tag, value) for c in inner))
        return replace_symbol(body, term.tag, value)
    args = tuple(without_derivatives(a, conditions) for a in term.args)
    if term.op != "D":
        return Term(term.op, args, term.tag)
    _domain(args[0], conditions, set())
    return diff(args[0], term.tag, args[1:], conditions)


@lru_cache(maxsize=8192)
def domain(term: Term) -> Mapping[Term, None]:
    """Where the term (definitions unfolded) is defined: conditions closed under the binders that they leave."""
    conditions: Conditions = {}
    _domain(without_derivatives(term, conditions), conditions, set())
    return conditions


def _domain(term: Term, conditions: Conditions, seen: set[Term]) -> Term:
    """Adds where the term without derivatives is defined; what was seen under the same binders adds nothing again."""
    if term in seen:
        return term
    seen.add(term)
    match term:
        case Term("sum" | "prod" | "max" | "min" | "forall" | "filter" | "inv" | "det" as op, (over, body, *place)):
            for a in (over, *place):
                _domain(a, conditions, seen)
            under(term, term.atoms, conditions, lambda inside, inner: _domain(inside, inner, set()))
            if op in ("max", "min"):
                conditions[lt(ZERO, Term("card", (over,)))] = None
            if op == "inv":
                conditions[ne(Term("det", (over, body)), ZERO)] = None
            return term
        case Term("mul") if brackets := [a for a in all_factors(term) if a.op == "iverson"]:  # where one is 0 the others need no value
            inner: Conditions = {}
            within: set[Term] = set()
            for a in all_factors(term):
                _domain(a, *((conditions, seen) if a in brackets else (inner, within)))
            conditions.update(guarded(brackets, inner))
            return term
        case Term("pow", (base, exponent)):
            conditions.update(dict.fromkeys(_power_domain(base, exponent)))
        case Term(op, (argument,)) if op in FUNCTION_NAMES:
            conditions.update(dict.fromkeys(FUNCTIONS[op].domain(argument)))
    for a in term.args:
        _domain(a, conditions, seen)
    return term


def _power_domain(base: Term, exponent: Term) -> tuple[Term, ...]:
    if exponent.op != "num":
        return () if is_integer(exponent) else (lt(ZERO, base),)
    value = exponent.tag
    if value.denominator != 1:
        return (le(ZERO, base),) if value > 0 else (lt(ZERO, base),)
    return () if value > 0 else (ne(base, ZERO),)


__all__ = ["Conditions", "NotDifferentiable", "close", "diff", "domain", "unfold", "without_derivatives"]
