"""The axioms: every statement that is taken as true, with its conditions and its source, in four tables.

Comes in: nothing. Goes out: AXIOMS by name. Each is tested at random models, boundary cases among them, by a test that goes over the
tables and evaluates both sides on its own. Statements hold in the total semantics of `terms.term`. Part of the trusted base.
"""

from __future__ import annotations

from derive.terms.term import (
    HALF,
    ONE,
    ZERO,
    Term,
    add,
    div,
    eq,
    fn,
    iverson,
    le,
    lt,
    membership,
    mul,
    ne,
    neg,
    num,
    power,
    set_of,
    sub,
)
from derive.theory.axiom import Axiom, every_entry, matrix, over, value_at

CALCULUS, DEFINITION, BRACKET = "any calculus text", "definition", "Knuth, Two notes on notation (1992)"
CONCRETE = "Graham, Knuth, Patashnik: Concrete Mathematics, ch. 2"
HORN = "Horn and Johnson: Matrix Analysis, ch. 0"


def exp(x: Term) -> Term:
    return fn("exp", x)


def log(x: Term) -> Term:
    return fn("log", x)


R, RR = ("real",), ("real", "real")
FUNCTIONS = (
    Axiom("log-exp", R, lambda x: (eq(log(exp(x)), x),), CALCULUS),
    Axiom("exp-log", R, lambda x: (eq(exp(log(x)), x), lt(ZERO, x)), CALCULUS),
    Axiom("log-one", (), lambda: (eq(log(ONE), ZERO),), CALCULUS),
    Axiom("log-product", RR, lambda x, y: (eq(log(mul(x, y)), add(log(x), log(y))), lt(ZERO, x), lt(ZERO, y)), CALCULUS),
    Axiom("log-power", RR, lambda x, y: (eq(log(power(x, y)), mul(y, log(x))), lt(ZERO, x)), CALCULUS),
    Axiom("power-exp", RR, lambda x, y: (eq(power(x, y), exp(mul(y, log(x)))), lt(ZERO, x)), CALCULUS),
    Axiom("power-sum", ("real", "integer", "integer"), lambda x, m, n: (
        eq(power(x, add(m, n)), mul(power(x, m), power(x, n))), le(ZERO, m), le(ZERO, n)), CALCULUS),
    Axiom("power-power", ("real", "integer", "integer"), lambda x, m, n: (eq(power(x, mul(m, n)), power(power(x, m), n)),), CALCULUS),
    Axiom("power-product", ("integer", "real*"), lambda n, *xs: (
        eq(power(mul(*xs), n), mul(*(power(x, n) for x in xs))),), CALCULUS),
    Axiom("square-of-root", R, lambda x: (eq(power(power(x, HALF), 2), x), le(ZERO, x)), CALCULUS),
    Axiom("root-of-square", R, lambda x: (eq(power(power(x, 2), HALF), fn("abs", x)),), CALCULUS),
    Axiom("root-of-product", RR, lambda x, y: (
        eq(power(mul(x, y), HALF), mul(power(x, HALF), power(y, HALF))), le(ZERO, x), le(ZERO, y)), CALCULUS),
    Axiom("root-of-one", R, lambda x: (eq(power(ONE, x), ONE),), CALCULUS),
    Axiom("abs-nonnegative", R, lambda x: (eq(fn("abs", x), x), le(ZERO, x)), DEFINITION),
    Axiom("abs-nonpositive", R, lambda x: (eq(fn("abs", x), neg(x)), le(x, ZERO)), DEFINITION),
    Axiom("abs-product", RR, lambda x, y: (eq(fn("abs", mul(x, y)), mul(fn("abs", x), fn("abs", y))),), CALCULUS),
    Axiom("abs-inverse", R, lambda x: (eq(fn("abs", power(x, -1)), power(fn("abs", x), -1)),), CALCULUS),
    Axiom("sign-positive", R, lambda x: (eq(fn("sign", x), ONE), lt(ZERO, x)), DEFINITION),
    Axiom("sign-negative", R, lambda x: (eq(fn("sign", x), num(-1)), lt(x, ZERO)), DEFINITION),
    Axiom("relu-positive", R, lambda x: (eq(fn("relu", x), x), le(ZERO, x)), DEFINITION),
    Axiom("relu-negative", R, lambda x: (eq(fn("relu", x), ZERO), le(x, ZERO)), DEFINITION),
    Axiom("relu-multiple", RR, lambda c, x: (eq(fn("relu", mul(c, x)), mul(c, fn("relu", x))), le(ZERO, c)), CALCULUS),
    Axiom("sigma-definition", R, lambda x: (eq(fn("sigma", x), power(add(ONE, exp(neg(x))), -1)),), DEFINITION),
    Axiom("tanh-definition", R, lambda x: (
        eq(fn("tanh", x), div(sub(exp(x), exp(neg(x))), add(exp(x), exp(neg(x))))),), DEFINITION),
    Axiom("sinh-definition", R, lambda x: (eq(fn("sinh", x), mul(HALF, sub(exp(x), exp(neg(x))))),), DEFINITION),
    Axiom("cosh-definition", R, lambda x: (eq(fn("cosh", x), mul(HALF, add(exp(x), exp(neg(x))))),), DEFINITION),
    Axiom("tan-definition", R, lambda x: (eq(fn("tan", x), div(fn("sin", x), fn("cos", x))),), DEFINITION),
    Axiom("sine-square", R, lambda x: (eq(power(fn("sin", x), 2), sub(ONE, power(fn("cos", x), 2))),), CALCULUS),
    Axiom("sigma-below-one", R, lambda x: (lt(fn("sigma", x), ONE),), CALCULUS),
    Axiom("tanh-below-one", R, lambda x: (lt(fn("tanh", x), ONE),), CALCULUS),
    Axiom("tanh-above-minus-one", R, lambda x: (lt(num(-1), fn("tanh", x)),), CALCULUS),
    Axiom("nonzero-base", ("real", "literal"), lambda x, n: (ne(x, ZERO), ne(power(x, n), ZERO), ne(n, ZERO)), CALCULUS),
    Axiom("pi-bounds", (), lambda: (lt(num(3), Term("pi")),), "Archimedes"),
    Axiom("strict", RR, lambda a, b: (lt(a, b), le(a, b), ne(a, b)), "total order of the reals"),
    Axiom("whole", ("integer", "integer"), lambda a, b: (le(add(a, ONE), b), lt(a, b)), "the integers"),
)  # fmt: skip

C = ("condition",)
BRACKETS = (
    Axiom("bracket-true", C, lambda c: (eq(iverson(c), ONE), c), BRACKET),
    Axiom("bracket-eq-false", RR, lambda a, b: (eq(iverson(eq(a, b)), ZERO), ne(a, b)), BRACKET),
    Axiom("bracket-ne-false", RR, lambda a, b: (eq(iverson(ne(a, b)), ZERO), eq(a, b)), BRACKET),
    Axiom("bracket-lt-false", RR, lambda a, b: (eq(iverson(lt(a, b)), ZERO), le(b, a)), BRACKET),
    Axiom("bracket-le-false", RR, lambda a, b: (eq(iverson(le(a, b)), ZERO), lt(b, a)), BRACKET),
    Axiom("bracket-ne", RR, lambda a, b: (eq(iverson(ne(a, b)), sub(ONE, iverson(eq(a, b)))),), BRACKET),
    Axiom("bracket-le", RR, lambda a, b: (eq(iverson(le(a, b)), sub(ONE, iverson(lt(b, a)))),), BRACKET),
    Axiom("bracket-swap", RR, lambda a, b: (eq(iverson(eq(a, b)), iverson(eq(b, a))),), BRACKET),
    Axiom("bracket-and", ("condition*",), lambda *cs: (eq(iverson(Term("and", cs)), mul(*map(iverson, cs))),), BRACKET),
    Axiom("bracket-power", ("condition", "literal"), lambda c, n: (eq(power(iverson(c), n), iverson(c)), lt(ZERO, n)), BRACKET),
    Axiom("bracket-leibniz", ("index", "index", "real/1"), lambda a, b, f: (
        eq(mul(iverson(eq(a, b)), value_at(f, a)), mul(iverson(eq(a, b)), value_at(f, b))),), BRACKET),
    Axiom("bracket-trichotomy", RR, lambda a, b: (
        eq(iverson(lt(b, a)), sub(ONE, add(iverson(lt(a, b)), iverson(eq(a, b))))),), BRACKET),
)  # fmt: skip

SF, RANGE = ("set", "real/1"), ("range", "real/1")


def summed(s: Term, f: Term) -> Term:
    return Term("sum", (s, f))


def multiplied(s: Term, f: Term) -> Term:
    return Term("prod", (s, f))


def picked(s: Term, e: Term, f: Term) -> Term:
    return over("sum", s, lambda i: mul(iverson(eq(i, e)), value_at(f, i)))


def ends(s: Term) -> tuple[Term, Term]:
    low, high = s.args
    return low, high


def split_range(s: Term, m: Term, f: Term) -> tuple[Term, ...]:
    low, high = ends(s)
    parts = add(summed(Term("range", (low, m)), f), summed(Term("range", (add(m, ONE), high)), f))
    return eq(summed(s, f), parts), le(low, add(m, ONE)), le(m, high)


def telescope(s: Term, f: Term) -> tuple[Term, ...]:
    low, high = ends(s)
    steps = over("sum", s, lambda i: sub(value_at(f, i), value_at(f, add(i, num(-1)))))
    return eq(steps, sub(value_at(f, high), value_at(f, add(low, num(-1))))), le(low, add(high, ONE))


def shifted(s: Term, c: Term, f: Term) -> tuple[Term, ...]:
    low, high = ends(s)
    return (eq(summed(s, f), over("sum", Term("range", (add(low, c), add(high, c))), lambda i: value_at(f, sub(i, c)))),)


def reflected(s: Term, f: Term) -> tuple[Term, ...]:
    low, high = ends(s)
    return (eq(summed(s, f), over("sum", Term("range", (neg(high), neg(low))), lambda i: value_at(f, neg(i)))),)


SUMS = (
    Axiom("sum-add", ("set", "real/1*"), lambda s, *fs: (eq(summed(s, add(*fs)), add(*(summed(s, f) for f in fs))),), CONCRETE),
    Axiom("sum-filter", ("set", "condition/1", "real/1"), lambda s, c, f: (
        eq(summed(Term("filter", (s, c)), f), summed(s, mul(iverson(c), f))),), CONCRETE),
    Axiom("sum-delta", ("element", "real/1"), lambda e, f: (
        eq(picked(set_of(e), e, f), value_at(f, e)), *membership(e)), CONCRETE),  # type: ignore[arg-type]
    Axiom("sum-delta-range", ("range", "whole index", "real/1"), lambda s, e, f: (
        eq(picked(s, e, f), mul(iverson(le(s.args[0], e)), iverson(le(e, s.args[1])), value_at(f, e))),), CONCRETE),
    Axiom("sum-empty", RANGE, lambda s, f: (eq(summed(s, f), ZERO), lt(s.args[1], s.args[0])), CONCRETE),
    Axiom("sum-single", ("whole index", "real/1"), lambda e, f: (eq(summed(Term("range", (e, e)), f), value_at(f, e)),), CONCRETE),
    Axiom("sum-split", ("range", "whole index", "real/1"), split_range, CONCRETE),
    Axiom("sum-shift", ("range", "whole index", "real/1"), shifted, CONCRETE),
    Axiom("sum-reflect", RANGE, reflected, CONCRETE),
    Axiom("sum-telescope", RANGE, telescope, CONCRETE),
    Axiom("count", ("set",), lambda s: (eq(summed(s, ONE), Term("card", (s,))),), DEFINITION),
    Axiom("count-range", ("range",), lambda s: (
        eq(Term("card", (s,)), add(s.args[1], mul(num(-1), s.args[0]), ONE)), le(s.args[0], add(s.args[1], ONE))), DEFINITION),
    Axiom("count-nonnegative", ("set",), lambda s: (le(ZERO, Term("card", (s,))),), DEFINITION),
    Axiom("set-nonempty", ("named set",), lambda s: (le(ONE, Term("card", (s,))),), DEFINITION),
    Axiom("product-of-positive", SF, lambda s, f: (
        eq(multiplied(s, f), exp(summed(s, log(f)))), Term("forall", (s, lt(ZERO, f)))), CALCULUS),
    Axiom("product-multiply", ("set", "real/1*"), lambda s, *fs: (
        eq(multiplied(s, mul(*fs)), mul(*(multiplied(s, f) for f in fs))),), CONCRETE),
    Axiom("product-exchange", ("set", "set", "real/2"), lambda s, t, f: (
        eq(over("prod", s, lambda i: over("prod", t, lambda j: value_at(f, i, j), "j")),
           over("prod", t, lambda j: over("prod", s, lambda i: value_at(f, i, j)), "j")),), CONCRETE),
    Axiom("product-power", ("set", "real/1", "integer"), lambda s, f, n: (
        eq(multiplied(s, power(f, n)), power(multiplied(s, f), n)),), CONCRETE),
    Axiom("product-constant", ("set", "real"), lambda s, c: (eq(multiplied(s, c), power(c, Term("card", (s,)))),), CONCRETE),
)  # fmt: skip

A, AB = ("set or range", "real/2"), ("set or range", "real/2", "real/2")


def det(s: Term, a: Term) -> Term:
    return Term("det", (s, a))


def inverse(s: Term, a: Term, i: Term, j: Term) -> Term:
    return Term("inv", (s, a, i, j))


def times(s: Term, left: object, right: object) -> Term:
    """The entry of a product of matrices at a row and a column, from its factors at (row, k) and (k, column)."""
    assert callable(left) and callable(right)
    return over("sum", s, lambda k: mul(left(k), right(k)), "k")


def unit(i: Term, j: Term) -> Term:
    return iverson(eq(i, j))


def product(s: Term, a: Term, b: Term) -> Term:
    return matrix(s, lambda i, j: times(s, lambda k: value_at(a, i, k), lambda k: value_at(b, k, j)))


def gram(t: Term, z: Term, i: Term, j: Term) -> Term:
    """The entry of Z^T Z, z at (row in t, column)."""
    return times(t, lambda k: value_at(z, k, i), lambda k: value_at(z, k, j))


MATRICES = (
    Axiom("inverse-right", A, lambda s, a: (
        every_entry(s, lambda i, j: eq(times(s, lambda k: value_at(a, i, k), lambda k: inverse(s, a, k, j)), unit(i, j))),
        ne(det(s, a), ZERO)), HORN),
    Axiom("inverse-left", A, lambda s, a: (
        every_entry(s, lambda i, j: eq(times(s, lambda k: inverse(s, a, i, k), lambda k: value_at(a, k, j)), unit(i, j))),
        ne(det(s, a), ZERO)), HORN),
    Axiom("inverse-exists", AB, lambda s, a, b: (
        ne(det(s, a), ZERO),
        every_entry(s, lambda i, j: eq(times(s, lambda k: value_at(a, i, k), lambda k: value_at(b, k, j)), unit(i, j)))), HORN),
    Axiom("nonsingular", ("set or range", "real/2", "real/1"), lambda s, a, x: (
        over("forall", s, lambda i: eq(value_at(x, i), ZERO)), ne(det(s, a), ZERO),
        over("forall", s, lambda i: eq(times(s, lambda k: value_at(a, i, k), lambda k: value_at(x, k)), ZERO))), HORN),
    Axiom("inverse-transpose", A, lambda s, a: (every_entry(s, lambda i, j: eq(
        inverse(s, a, i, j), inverse(s, matrix(s, lambda p, q: value_at(a, q, p)), j, i))),), HORN),
    Axiom("inverse-entries", AB, lambda s, a, b: (
        every_entry(s, lambda i, j: eq(inverse(s, a, i, j), inverse(s, b, i, j))),
        every_entry(s, lambda i, j: eq(value_at(a, i, j), value_at(b, i, j)))), HORN),
    Axiom("inverse-multiple", ("set or range", "real", "real/2"), lambda s, c, a: (every_entry(s, lambda i, j: eq(
        inverse(s, matrix(s, lambda p, q: mul(c, value_at(a, p, q))), i, j), mul(power(c, -1), inverse(s, a, i, j)))),), HORN),
    Axiom("inverse-diagonal", ("set or range", "real/1"), lambda s, f: (every_entry(s, lambda i, j: eq(
        inverse(s, matrix(s, lambda p, q: mul(unit(p, q), value_at(f, p))), i, j), mul(unit(i, j), power(value_at(f, i), -1)))),
        over("forall", s, lambda i: ne(value_at(f, i), ZERO))), HORN),
    Axiom("inverse-product", AB, lambda s, a, b: (every_entry(s, lambda i, j: eq(
        inverse(s, product(s, a, b), i, j), over("sum", s, lambda k: mul(inverse(s, b, i, k), inverse(s, a, k, j)), "k"))),), HORN),
    Axiom("inverse-inverse", A, lambda s, a: (every_entry(s, lambda i, j: eq(
        inverse(s, matrix(s, lambda p, q: inverse(s, a, p, q)), i, j), value_at(a, i, j))), ne(det(s, a), ZERO)), HORN),
    Axiom("det-inverse", A, lambda s, a: (
        eq(det(s, matrix(s, lambda i, j: inverse(s, a, i, j))), power(det(s, a), -1)),), HORN),
    Axiom("gram-positive", ("set or range", "set or range", "real/2", "real"), lambda s, t, z, c: (
        lt(ZERO, det(s, matrix(s, lambda i, j: add(gram(t, z, i, j), mul(c, unit(i, j)))))), lt(ZERO, c)), HORN),
    Axiom("det-entries", AB, lambda s, a, b: (
        eq(det(s, a), det(s, b)), every_entry(s, lambda i, j: eq(value_at(a, i, j), value_at(b, i, j)))), HORN),
    Axiom("det-product", AB, lambda s, a, b: (eq(det(s, product(s, a, b)), mul(det(s, a), det(s, b))),), HORN),
    Axiom("det-transpose", A, lambda s, a: (eq(det(s, a), det(s, matrix(s, lambda i, j: value_at(a, j, i)))),), HORN),
    Axiom("det-diagonal", ("set or range", "real/1"), lambda s, f: (
        eq(det(s, matrix(s, lambda i, j: mul(unit(i, j), value_at(f, i)))), multiplied(s, f)),), HORN),
    Axiom("det-multiple", ("set or range", "real", "real/2"), lambda s, c, a: (
        eq(det(s, matrix(s, lambda i, j: mul(c, value_at(a, i, j)))), mul(power(c, Term("card", (s,))), det(s, a))),), HORN),
)  # fmt: skip

AXIOMS = {a.name: a for a in (*FUNCTIONS, *BRACKETS, *SUMS, *MATRICES)}
