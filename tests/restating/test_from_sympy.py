"""What people write by hand in SymPy, with its usual evaluation, and what has no term; the text of restated steps; `show`."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
import sympy
from sympy import Derivative, Function, Idx, IndexedBase, KroneckerDelta, Piecewise, Product, Subs, Sum, exp, log, symbols

from derive.checking import load
from derive.meaning.statements.steps import read_steps
from derive.restating.from_sympy import from_sympy
from derive.restating.objects import CannotRestate
from derive.restating.showing import show
from derive.restating.text import restated, text
from derive.restating.to_sympy import to_sympy
from derive.restating.vocabulary import Vocabulary
from derive.terms.claim import Claim, Given
from derive.terms.term import (
    ONE,
    ZERO,
    Symbol,
    Term,
    add,
    bind,
    both,
    eq,
    finite_set,
    fn,
    index,
    integer_range,
    iverson,
    le,
    lt,
    mul,
    ne,
    neg,
    num,
    power,
    real,
)

V = finite_set("V")
SIZE = real(Symbol("d", sort="integer"))
D = integer_range(ONE, SIZE)
U, VECTORS, A, X = Symbol("u", (V, D)), Symbol("v", (V, D)), Symbol("a", (D,)), Symbol("x")
WORD = Symbol("w", (D,), "element", V)
o, c, t, k, i, j = index("o", V), index("c", V), index("t", V), index("k", D), index("i", D), index("j", D)
x = real(X)
inner = index("k", integer_range(num(2), add(SIZE, num(-1))))
VOCABULARY = Vocabulary.of((U, VECTORS, A, WORD, X), (V,), (o, c, t, i))

d, n, so, sc, st, sk, si, sj = symbols("d |V| o c t k i j", integer=True)
sx = sympy.Symbol("x")
u, v, a, w, z = (IndexedBase(name) for name in "uvawz")
sigma = Function("sigma")


def entry(symbol: Symbol, *places: Term) -> Term:
    return real(symbol, *places)


SCORE = bind("sum", k, mul(entry(U, o, k), entry(VECTORS, c, k)))
BY_HAND = {
    "a number": (sympy.Rational(3, 4), num(Fraction(3, 4))),
    "a score": (exp(Sum(u[so, sk] * v[sc, sk], (sk, 1, d))), fn("exp", SCORE)),
    "a sum over the vocabulary": (Sum(exp(u[st, si]), (st, 1, n)), bind("sum", t, fn("exp", entry(U, t, i)))),
    "two limits": (Sum(a[si] * a[sj], (si, 1, d), (sj, 1, d)), bind("sum", j, bind("sum", i, mul(entry(A, i), entry(A, j))))),
    "a bound Idx": (Sum(a[Idx("k")], (Idx("k"), 1, d)), bind("sum", k, entry(A, k))),
    "an Idx without range": (u[Idx("o"), si], entry(U, o, i)),
    "another range": (Sum(a[sk], (sk, 2, d - 1)), bind("sum", inner, entry(A, inner))),
    "a product": (Product(a[sk], (sk, 1, d)), bind("prod", k, entry(A, k))),
    "a filter": (Sum(Piecewise((a[sk], sympy.Ne(sk, si)), (0, True)), (sk, 1, d)), bind("sum", k, entry(A, k), ne(k, i))),
    "a map": (u[w[si], si], entry(U, entry(WORD, i), i)),
    "a logistic": (1 / (1 + exp(-sx)), power(add(ONE, fn("exp", neg(x))), -1)),
    "sigma": (sigma(-sx), fn("sigma", neg(x))),
    "e to the x": (sympy.E**sx, fn("exp", x)),
    "tanh": (sympy.tanh(sx), fn("tanh", x)),
    "arctan": (sympy.atan(sx), fn("arctan", x)),
    "relu": (sympy.Max(0, sx), fn("relu", x)),
    "a root": (sympy.sqrt(sx), power(x, Fraction(1, 2))),
    "a derivative": (Derivative(sigma(sx), sx), Term("D", (fn("sigma", x),), X)),
    "a second derivative": (Derivative(sigma(sx), (sx, 2)), Term("D", (Term("D", (fn("sigma", x),), X),), X)),
    "by an entry": (Derivative(log(v[sc, si]), v[sc, si]), Term("D", (fn("log", entry(VECTORS, c, i)), c, i), VECTORS)),
    "a delta": (KroneckerDelta(st, so), iverson(eq(o, t))),
    "a case": (Piecewise((1, sx > 0), (0, True)), iverson(lt(ZERO, x))),
    "two cases": (Piecewise((sx, sx >= 0), (2, True)), add(mul(iverson(le(ZERO, x)), x), mul(iverson(lt(x, ZERO)), num(2)))),
    "a joint case": (Piecewise((sx, (sx > 0) & sympy.Ne(so, sc)), (0, True)), mul(iverson(both(lt(ZERO, x), ne(c, o))), x)),
    "a size": (n, Term("card", (V,))),
    "a value": (Subs(sigma(sx), sx, 2), Term("at", (num(2), fn("sigma", x)), X)),
    "pi": (2 * sympy.pi, mul(num(2), Term("pi"))),
}  # fmt: skip


@pytest.mark.parametrize("name", BY_HAND)
def test_by_hand(name: str) -> None:
    expression, term = BY_HAND[name]
    found = from_sympy(expression, VOCABULARY)
    assert unordered(found) == unordered(term), (found, term)
    assert from_sympy(to_sympy(found), VOCABULARY) is found


def unordered(t: Term) -> object:
    """SymPy puts the arguments of what commutes in an order of its own."""
    args = [unordered(a) for a in t.args]
    commutes = t.op in ("add", "mul", "and", "eq", "ne")
    return t.op, tuple(sorted(args, key=repr)) if commutes else tuple(args), t.tag


HAS_NO_TERM = {
    "a float": (sx + 0.5, "write an exact Rational"),
    "I": (sympy.I * sx, "I"),
    "infinity": (Sum(a[sk], (sk, 1, sympy.oo)), "oo"),
    "an integral": (sympy.Integral(sx, sx), "Integral"),
    "gamma": (sympy.gamma(sx), "gamma"),
    "an unknown function": (Function("f")(sx), "`f`"),
    "an unknown name": (sympy.Symbol("q"), "`q`"),
    "too many indices": (a[si, si], "declared with 1"),
    "an index of the wrong set": (u[si, si], "not in the set"),
    "a set that is a range": (Sum(u[st, si], (st, 0, n - 1)), "not in the set"),
    "or": (Piecewise((1, (sx > 0) | (sx < -1)), (0, True)), "Or"),
    "a Piecewise without an end": (Piecewise((1, sx > 0)), "end it with"),
    "Subs of one entry": (Subs(Derivative(sigma(a[si]), a[si]), a[si], 2), "all entries"),
    "a derivative by a size": (Derivative(d * sx, d), "no entry of a variable"),
    "a matrix": (sympy.MatrixSymbol("M", 2, 2), "MatrixSymbol"),
    "text": ("__import__('os')", "str is no SymPy expression"),
}


@pytest.mark.parametrize("name", HAS_NO_TERM)
def test_what_has_no_term(name: str) -> None:
    expression, message = HAS_NO_TERM[name]
    with pytest.raises(CannotRestate, match=message):
        from_sympy(expression, VOCABULARY)


def test_nothing_is_evaluated() -> None:
    same = (
        mul(ONE, x), add(x, x), add(x, ZERO), mul(x, power(x, -1)), power(ZERO, x), power(x, 1), fn("exp", fn("log", x)), fn("log", ONE),
        add(add(x, ONE), add(ONE, x)), mul(num(2), num(3)), iverson(eq(o, o)), iverson(both(lt(x, x), lt(x, x))), fn("abs", num(-1)),
        bind("sum", k, ZERO), Term("D", (ONE,), X), Term("D", (Term("D", (x,), X),), X), power(num(4), Fraction(1, 2)),
    )  # fmt: skip
    for term in same:
        assert from_sympy(to_sympy(term), VOCABULARY) is term


def test_two_meanings_of_a_name() -> None:
    both_sorts = Vocabulary.of((X, Symbol("x", sort="integer"), Symbol("a", (V,)), A))
    assert from_sympy(to_sympy(x), both_sorts) is x
    assert from_sympy(to_sympy(entry(A, i)), both_sorts) is entry(A, i)
    with pytest.raises(CannotRestate, match="2 different symbols"):
        from_sympy(sx, both_sorts)
    only_defined = Claim(Given({Symbol("x", (), "defined"): ONE}), (), x, x)
    assert from_sympy(sx, Vocabulary.of_claim(only_defined)) is x


HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2"


def test_text_and_show() -> None:
    page, shared = load(str(HOMEWORK / "handwritten.md")), load(str(HOMEWORK / "given.md"))
    reading = read_steps(page, [(shared, block.number) for block in shared.givens])
    step = next(s for s in reading.steps if s.id == "b.5")
    assert step.claim is not None
    assert restated(step.claim)[1] == r"Sum(\hat{y}[j]*u[j, i], (j, 1, |V|)) - u[0, i]"
    shown = show(reading, page)
    for line in (
        "b.5 (line 16, column 37)", "    right     a vector in R^d",
        "    ill-typed the left side is a |V| x d matrix, the right side a vector in R^d",
        r"     SymPy    Sum(\hat{y}[j]*u[j, i], (j, 1, |V|)) - u[0, i]", "    indices   0, c in V; i in 1..d", r"    under     w \neq 0",
    ):  # fmt: skip
        assert f"{line}\n" in shown, line
    assert shown.count(" (line ") == len(reading.steps)


def test_too_large_to_print() -> None:
    term = x
    for _ in range(40):
        term = add(term, term)
    with pytest.raises(CannotRestate, match="too many to print"):
        text(term)


def test_checking_does_not_import_sympy() -> None:
    code = "import sys, derive.command, derive.pytest_plugin; sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
