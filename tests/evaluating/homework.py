"""The claims of the word2vec homework as terms, true and false ones."""

from __future__ import annotations

from derive.terms.claim import Claim, Given
from derive.terms.term import (
    ONE,
    ZERO,
    Symbol,
    Term,
    abstract,
    add,
    bind,
    div,
    eq,
    finite_set,
    fn,
    index,
    integer_range,
    iverson,
    le,
    mul,
    ne,
    neg,
    real,
    sub,
)

V = finite_set("V")
d, m = real(Symbol("d", sort="integer")), real(Symbol("m", sort="integer"))
DIMENSIONS, WINDOW = integer_range(ONE, d), integer_range(neg(m), m)
U, VECTORS = Symbol("u", (V, DIMENSIONS)), Symbol("v", (V, DIMENSIONS))
SCORE, SOFTMAX = Symbol("z", (V,), "defined"), Symbol("yhat", (V,), "defined")
WORDS = Symbol("w_t", (WINDOW,), "element", V)
c, o, w, t = (index(name, V) for name in "cowt")
k, j = index("k", DIMENSIONS), index("j", WINDOW)


def u(word: Term) -> Term:
    return real(U, word, k)


def v(word: Term) -> Term:
    return real(VECTORS, word, k)


def z(word: Term) -> Term:
    return real(SCORE, word)


def yhat(word: Term) -> Term:
    return real(SOFTMAX, word)


def word(place: Term) -> Term:
    return real(WORDS, place)


def D(body: Term, symbol: Symbol, *indices: Term) -> Term:
    return Term("D", (body, *indices), symbol)


def window(body: Term) -> Term:
    return bind("sum", j, body, ne(j, ZERO))


DEFINITIONS = {
    SCORE: abstract(bind("sum", k, mul(u(w), v(c))), (w,)),
    SOFTMAX: abstract(div(fn("exp", z(w)), bind("sum", t, fn("exp", z(t)))), (w,)),
}
GIVEN = Given(DEFINITIONS, (le(ONE, d), le(ZERO, m)))
CENTRED = Given(DEFINITIONS, (*GIVEN.facts, eq(word(ZERO), c)))
LOSS = neg(fn("log", yhat(o)))
EXPECTED = bind("sum", w, mul(yhat(w), u(w)))
ONE_HOT = bind("sum", w, mul(iverson(eq(w, o)), fn("log", yhat(w))))
SKIP = window(neg(fn("log", yhat(word(j)))))

TRUE = {
    "one-hot": Claim(GIVEN, (), ONE_HOT, fn("log", yhat(o))),
    "by v_c": Claim(GIVEN, (), D(LOSS, VECTORS, c, k), add(neg(u(o)), EXPECTED)),
    "by u_w, w != o": Claim(GIVEN, (ne(w, o),), D(LOSS, U, w, k), mul(yhat(w), v(c))),
    "by u_w, w = o": Claim(GIVEN, (eq(w, o),), D(LOSS, U, w, k), mul(sub(yhat(w), ONE), v(c))),
    "skip-gram by v_c": Claim(CENTRED, (), D(SKIP, VECTORS, c, k), window(add(neg(u(word(j))), EXPECTED))),
}
FALSE = {
    "lost minus": Claim(GIVEN, (), fn("log", yhat(o)), neg(ONE_HOT)),
    "by v_c, sign": Claim(GIVEN, (), D(LOSS, VECTORS, c, k), sub(u(o), EXPECTED)),
    "fails only at w = o": Claim(GIVEN, (), D(LOSS, U, w, k), mul(yhat(w), v(c))),
    "wrong case": Claim(GIVEN, (eq(w, o),), D(LOSS, U, w, k), mul(yhat(w), v(c))),
    "skip-gram, centre word": Claim(CENTRED, (), D(SKIP, VECTORS, c, k), window(add(neg(u(word(ZERO))), EXPECTED))),
    "sum kept": Claim(GIVEN, (ne(w, o),), D(LOSS, U, w, k), bind("sum", t, mul(yhat(t), v(c)))),
}
