"""Each rule of the kernel at its edge: what it must refuse, and what it concludes where a hypothesis or a set matters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from derive.proving.brackets import falsity
from derive.proving.kernel import Kernel
from derive.proving.rules import RULES
from derive.proving.theorem import Refused, Theorem
from derive.terms.term import (
    ONE,
    ZERO,
    Symbol,
    Term,
    add,
    bind,
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
    num,
    power,
    real,
    sub,
)

V, W = finite_set("V"), finite_set("W")
X = Symbol("x")
x, y, n = real(X), real(Symbol("y")), real(Symbol("n", sort="integer"))
N = integer_range(ONE, n)
i, j = index("i", N), index("j", N)
w, o, g = index("w", V), index("o", V), index("g", W)
P = Symbol("p", (V,))
PART = Term("filter", (V, ne(Term("bound", (), 0), o)))
LOOSE = integer_range(ONE, Term("bound", (), 0))
BOUND = Term("bound", (), 0)
DIGITS = integer_range(ZERO, ONE)
AT_ONE = iverson(eq(x, ONE))
UNIT = iverson(eq(Term("bound", (), 1), BOUND))
INTO_N = Symbol("w", (V,), "element", N)
kernel = Kernel({})
Y = Symbol("y")
D_OF = Symbol("delta", sort="defined")
DELTA = real(D_OF)
defining = Kernel({D_OF: power(y, 2)})
hiding = Kernel({D_OF: fn("relu", x)})


def p(place: Term) -> Term:
    return real(P, place)


def known(condition: Term) -> Theorem:
    return kernel("assume", condition)


REFUSED: dict[str, tuple[str, Callable[[], Theorem]]] = {
    "= between different middles": ("trans", lambda: kernel("trans", known(eq(x, y)), known(eq(x, ONE)))),
    "< is not symmetric": ("sym", lambda: kernel("sym", known(lt(x, y)))),
    "cases about different things": ("cases", lambda: kernel("cases", eq(x, y), known(eq(x, ONE)), known(eq(x, ZERO)))),
    "no contradiction": ("absurd", lambda: kernel("absurd", eq(x, y), known(eq(x, ONE)), known(ne(y, ONE)))),
    "a determinant over a part of a set": ("derivative", lambda: kernel("derivative", Term("D", (Term("det", (PART, x)),), X))),
    "an axis that depends on what is bound": ("refl", lambda: kernel("refl", real(Symbol("q", (LOOSE,)), w))),
    "an index of a set that does": ("refl", lambda: kernel("refl", index("k", LOOSE))),
    "an index of another set": ("congruence", lambda: kernel("congruence", "sum", w, W, known(eq(p(w), ONE)))),
    "no big operator": ("congruence", lambda: kernel("congruence", "forall", w, V, known(eq(p(w), ONE)))),
    "a sum over no index": ("congruence", lambda: kernel("congruence", "sum", x, V, known(eq(x, ONE)))),
    "a set about its own index": (
        "generalize", lambda: kernel("generalize", i, Term("filter", (N, le(i, Term("bound", (), 0)))), known(eq(i, j))),
    ),
    "not in the set": ("instance", lambda: kernel("instance", g, known(bind("forall", w, lt(ZERO, p(w)))))),
    "not in the range": ("instance", lambda: kernel("instance", add(n, ONE), known(bind("forall", i, le(i, n))))),
    "a member that no range has": ("member", lambda: kernel("member", w)),
    "1/x without x != 0": ("clear", lambda: kernel("clear", mul(x, power(x, -1)), ONE)),
    "a premise of another kind": ("ring", lambda: kernel("ring", x, known(eq(x, ONE)))),
    "a negative factor for <=": ("linear", lambda: kernel("linear", le(x, ZERO), num(-1), known(le(ZERO, x)))),
    "< from <=": ("linear", lambda: kernel("linear", lt(ZERO, x), ONE, known(le(ZERO, x)))),
    "the wrong direction": ("linear", lambda: kernel("linear", le(x, y), ONE, known(le(y, x)))),
    "= is not shown by <=": ("linear", lambda: kernel("linear", eq(x, y), ONE, ONE, known(le(x, y)), known(le(y, x)))),
    "elements are no numbers": ("linear", lambda: kernel("linear", le(w, o), ONE, known(eq(w, o)))),
    "x < y gives x + 1 <= y, of reals": ("axiom", lambda: kernel("axiom", "whole", x, y, known(lt(x, y)))),
    "0 < x + y of 0 <= x, 0 <= y": ("sign", lambda: kernel("sign", add(x, y), "lt", known(le(ZERO, x)), known(le(ZERO, y)))),
    "0 < x^2 of nothing": ("sign", lambda: kernel("sign", power(x, 2), "lt")),
    "0 <= x^3 of nothing": ("sign", lambda: kernel("sign", power(x, 3), "le")),
    "0 < a sum over a range": ("sign", lambda: kernel("sign", bind("sum", i, ONE), "lt", known(bind("forall", i, lt(ZERO, ONE))))),
    "sum != 0 of parts != 0": ("sign", lambda: kernel("sign", add(x, y), "ne", known(ne(x, ZERO)), known(ne(y, ZERO)))),
    "x + y != 0 gives no x != 0": ("factor", lambda: kernel("factor", ZERO, known(ne(add(x, y), ZERO)))),
    "x y != 1 gives no x != 0": ("factor", lambda: kernel("factor", ZERO, known(ne(mul(x, y), ONE)))),
    "x^0 != 0 gives no x != 0": (
        "axiom", lambda: kernel("axiom", "nonzero-base", x, ZERO, known(ne(power(x, ZERO), ZERO)), known(ne(ONE, ZERO))),
    ),
    "x^y != 0 gives no x != 0": ("axiom", lambda: kernel("axiom", "nonzero-base", x, y, known(ne(power(x, y), ZERO)))),
    "[c]^0 is not [c]": ("axiom", lambda: kernel("axiom", "bracket-power", eq(w, o), ZERO)),
    "[c]^-1 is not [c]": ("axiom", lambda: kernel("axiom", "bracket-power", eq(w, o), num(-1), known(lt(ZERO, ONE)))),
    "x^2 is not x": ("axiom", lambda: kernel("axiom", "bracket-power", x, num(2), known(lt(ZERO, num(2))))),
    "reals under a bracket": ("axiom", lambda: kernel("axiom", "bracket-leibniz", x, ONE, Term("bound", (), 0))),
    "a value of no set": ("axiom", lambda: kernel("axiom", "sum-delta", x, ONE)),
    "a factor in two blocks": ("fubini", lambda: kernel("fubini", (i, j), (((i,), (eq(i, j),)), ((j,), (x,))))),
    "a block for a stranger": ("fubini", lambda: kernel("fubini", (i,), (((j,), (x,)),))),
    "an index twice": ("fubini", lambda: kernel("fubini", (i, i), (((i, i), (x,)),))),
    "an index not shown to lie in its range": ("axiom", lambda: kernel("axiom", "sum-delta", i, ONE)),
    "a real value in a range": ("axiom", lambda: kernel("axiom", "sum-delta-range", N, x, ONE)),
    "a range of unknown length": ("axiom", lambda: kernel("axiom", "count-range", N, known(le(ZERO, n)))),
    "factors of unknown sign": ("axiom", lambda: kernel("axiom", "product-of-positive", *bind("prod", w, p(w)).args)),
    "positive somewhere": (
        "axiom", lambda: kernel("axiom", "product-of-positive", *bind("prod", w, p(w)).args, known(lt(ZERO, p(o)))),
    ),
    "0 < a matrix": ("axiom", lambda: kernel("axiom", "inverse-left", V, p(w))),
    "D under D": ("derivative", lambda: kernel("derivative", Term("D", (Term("D", (x,), X),), X))),
    "D by an integer": ("derivative", lambda: kernel("derivative", Term("D", (power(n, 2),), n.tag))),
    "D of a maximum": ("derivative", lambda: kernel("derivative", Term("D", (bind("max", w, mul(x, p(w))),), X))),
    "a value that moves with x": (
        "instance", lambda: kernel("instance", AT_ONE, known(Term("forall", (DIGITS, eq(Term("D", (mul(BOUND, x),), X), BOUND))))),
    ),
    "an entry at an index that moves with x": ("refl", lambda: kernel("refl", real(Symbol("q", (DIGITS,)), AT_ONE))),
    "an entry of an inverse that does": (
        "derivative", lambda: kernel("derivative", Term("D", (Term("inv", (DIGITS, UNIT, AT_ONE, ONE)),), X)),
    ),
    "an entry that is made to move": (
        "rewrite", lambda: kernel("rewrite", known(eq(real(Symbol("q", (N,)), i), ONE)), known(eq(i, AT_ONE))),
    ),
    "a hypothesis about what nothing binds": (
        "instance", lambda: kernel("instance", Term("element", (BOUND,), INTO_N), known(bind("forall", i, eq(x, ONE)))),
    ),
    "a value whose definition a derivative would capture": (
        "at", lambda: defining("at", X, DELTA, defining("refl", Term("D", (mul(x, y),), Y))),
    ),
    "a variable is not defined": ("the definition", lambda: Kernel({X: ONE})("refl", x)),
    "log of a product": ("axiom", lambda: kernel("axiom", "log-product", x, y, known(lt(ZERO, x)))),
    "|x| = x": ("axiom", lambda: kernel("axiom", "abs-nonnegative", x)),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_refused(what: str) -> None:
    rule, application = REFUSED[what]
    with pytest.raises(Refused, match=rf"^{rule}\b"):
        application()


def test_every_rule_says_what_it_does() -> None:
    assert all(rule.__doc__ and name == rule.__name__ for name, rule in RULES.items())
    assert len(RULES) <= 25


# --- conclusions where a hypothesis, a set or a derivative matters


def nothing_below_zero() -> Theorem:
    """x <= 0 |- delta = 0, for delta = relu(x)"""
    return hiding("trans", hiding("definition", DELTA), hiding("axiom", "relu-negative", x, hiding("assume", le(x, ZERO))))


def unit_ratio() -> Theorem:
    """0 < x/x, x != 0 |- exp(log(x/x)) = 1"""
    return kernel("trans", kernel("axiom", "exp-log", RATIO, known(lt(ZERO, RATIO))), kernel("clear", RATIO, ONE, known(ne(x, ZERO))))


INVERSE, RATIO = power(x, -1), mul(x, power(x, -1))
INNER = fn("exp", fn("log", INVERSE))
SQUARE = Term("D", (power(x, 2),), X)
POSITIVE = bind("forall", w, lt(ZERO, p(w)))
CONCLUDED: dict[str, tuple[Callable[[], Theorem], list[Term], Term]] = {
    "a hypothesis is closed by for all": (
        lambda: kernel("congruence", "sum", w, V, known(eq(p(w), ONE))),
        [bind("forall", w, eq(p(w), ONE))], eq(bind("sum", w, p(w)), Term("sum", (V, ONE))),
    ),
    "a condition of the set is known inside": (
        lambda: kernel("congruence", "sum", w, bind("sum", w, ONE, ne(w, o)).args[0], falsity(kernel, known(ne(w, o)))),
        [], eq(bind("sum", w, iverson(eq(w, o)), ne(w, o)), bind("sum", w, ZERO, ne(w, o))),
    ),
    "a bound name is not a fact's": (
        lambda: kernel("congruence", "sum", w, V, falsity(kernel, known(ne(w, o)))),
        [bind("forall", w, ne(w, o))], eq(bind("sum", w, iverson(eq(w, o))), Term("sum", (V, ZERO))),
    ),
    "x = 1 stays out of d/dx": (lambda: kernel("replace", SQUARE, known(eq(x, ONE))), [eq(x, ONE)], eq(SQUARE, SQUARE)),
    "x <= 0 stays out of d/dx": (
        lambda: kernel("replace", Term("D", (fn("abs", x),), X), kernel("axiom", "abs-nonpositive", x, known(le(x, ZERO)))),
        [le(x, ZERO)], eq(Term("D", (fn("abs", x),), X), Term("D", (fn("abs", x),), X)),
    ),
    "0 < x may pass": (
        lambda: kernel("replace", Term("D", (fn("exp", fn("log", x)),), X), kernel("axiom", "exp-log", x, known(lt(ZERO, x)))),
        [lt(ZERO, x)], eq(Term("D", (fn("exp", fn("log", x)),), X), Term("D", (x,), X)),
    ),
    "0 < 1/x alone stays out of d/dx": (
        lambda: kernel("replace", Term("D", (INNER,), X), kernel("axiom", "exp-log", INVERSE, known(lt(ZERO, INVERSE)))),
        [lt(ZERO, INVERSE)], eq(Term("D", (INNER,), X), Term("D", (INNER,), X)),
    ),
    "0 < x/x may pass where x is not 0": (
        lambda: kernel("replace", Term("D", (fn("exp", fn("log", RATIO)),), X), unit_ratio()),
        [lt(ZERO, RATIO), ne(x, ZERO)], eq(Term("D", (fn("exp", fn("log", RATIO)),), X), Term("D", (ONE,), X)),
    ),
    "a definition says of x what does not hold at another x": (
        lambda: hiding("replace", Term("at", (ONE, DELTA), X), nothing_below_zero()),
        [le(x, ZERO)], eq(Term("at", (ONE, DELTA), X), Term("at", (ONE, DELTA), X)),
    ),
    "what does not speak of x holds at another x": (
        lambda: kernel("replace", Term("at", (ONE, mul(x, y)), X), known(eq(y, ONE))),
        [eq(y, ONE)], eq(Term("at", (ONE, mul(x, y)), X), Term("at", (ONE, mul(x, ONE)), X)),
    ),
    "in a range the value must be shown to lie": (
        lambda: kernel("axiom", "sum-delta-range", N, n, Term("bound", (), 0)),
        [], eq(bind("sum", i, mul(iverson(eq(i, n)), i)), mul(iverson(le(ONE, n)), iverson(le(n, n)), n)),
    ),
    "an empty range counts 0": (lambda: kernel("axiom", "count", N), [], eq(Term("sum", (N, ONE)), Term("card", (N,)))),
    "a range of known length": (
        lambda: kernel("axiom", "count-range", N, known(le(ONE, add(n, ONE)))),
        [le(ONE, add(n, ONE))], eq(Term("card", (N,)), add(n, mul(num(-1), ONE), ONE)),
    ),
    "no named set is empty": (lambda: kernel("axiom", "set-nonempty", V), [], le(ONE, Term("card", (V,)))),
    "a range may be": (lambda: kernel("axiom", "count-nonnegative", N), [], le(ZERO, Term("card", (N,)))),
    "both cases": (
        lambda: kernel("cases", eq(w, o), known(lt(ZERO, x)), known(lt(ZERO, x))), [lt(ZERO, x)], lt(ZERO, x),
    ),
    "an instance": (lambda: kernel("instance", o, known(POSITIVE)), [POSITIVE], lt(ZERO, p(o))),
    "x/x where x is not 0": (
        lambda: kernel("clear", mul(x, power(x, -1)), ONE, known(ne(x, ZERO))), [ne(x, ZERO)], eq(mul(x, power(x, -1)), ONE),
    ),
    "a sum in a denominator": (
        lambda: kernel("clear", mul(sub(x, y), power(sub(x, y), -1)), ONE, known(ne(sub(x, y), ZERO))),
        [ne(sub(x, y), ZERO)], eq(mul(sub(x, y), power(sub(x, y), -1)), ONE),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CONCLUDED)
def test_concluded(what: str) -> None:
    application, hypotheses, conclusion = CONCLUDED[what]
    theorem = application()
    assert (list(theorem.hyps), theorem.concl) == (hypotheses, conclusion)
