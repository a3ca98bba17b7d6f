"""The verification script of the homework: every step restated in SymPy by hand, judged, and compared with what the reader made of it.

Comes in: handwritten.md, corrected.md, given.md and word2vec.py beside this file. Goes out: a line a step (id, formula as written, SymPy
form, verdict, largest numeric error over random models), a line for each formula that word2vec.py computes, and exit status 0 only if all
of it is as EXPECTED says. A step that has no meaning of one shape is restated with matrices, and SymPy must refuse it too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sympy as sp

import derive
from derive.implementing.evaluation import evaluate

HERE = Path(__file__).parent
EXPECTED = {
    "b.3": "refuted", "b.7": "refuted", "b.11": "ill-typed", "b.12": "given", "c.2": "ill-typed", "c.4": "ill-typed", "c.5": "ill-typed",
    "f.3": "ill-typed", "f.4": "ill-typed", "f.5": "given", "f.8": "refuted",
}  # fmt: skip

doc = derive.load(str(HERE / "handwritten.md"))
names = doc.symbols()
N, d, m, x = (names[name] for name in ("|V|", "d", "m", "x"))
u, v, y, yhat, z, delta, W = (names[name] for name in ("u", "v", "y", r"\hat{y}", "z", "delta", "w"))
zero, c = names["0"], names["c"]
k, word, other = doc.index("i", "d"), doc.index("w", "V"), doc.index("i", "V")
t, s, j, a = (sp.Symbol(name, integer=True) for name in "tsja")


def total(f: Callable[[Any], Any]) -> Any:
    """The sum over the vocabulary."""
    return sp.Sum(f(t), (t, 1, N))


def window(f: Callable[[Any], Any]) -> Any:
    """The sum over the places of a window but the middle one."""
    return sp.Sum(sp.Piecewise((f(j), sp.Ne(j, 0)), (0, True)), (j, -m, m))


def score(outside: Any, center: Any = c) -> Any:
    return sp.Sum(u[outside, s] * v[center, s], (s, 1, d))


def probability(outside: Any, center: Any = c) -> Any:
    return sp.exp(score(outside, center)) / sp.Sum(sp.exp(score(a, center)), (a, 1, N))


def loss(outside: Any, center: Any = c) -> Any:
    """J(v_center, outside, U)"""
    return -sp.log(probability(outside, center))


def by(f: Any, entry: Any) -> Any:
    return sp.Derivative(f, entry)


def outer_average(f: Callable[[Any], Any]) -> Any:
    """sum_t e^(u_t . v_c) f(t) / sum_w e^(u_w . v_c)"""
    return total(lambda i: sp.exp(score(i)) * f(i)) / total(lambda i: sp.exp(score(i)))


def slope(i: Any) -> Any:
    """dJ/dz_i"""
    return yhat[i] - sp.KroneckerDelta(i, zero)


whole_window = -sp.log(sp.Product(sp.Piecewise((probability(W[j]), sp.Ne(j, 0)), (1, True)), (j, -m, m)))
skip_gram = window(lambda i: loss(W[i]))
sigma = 1 / (1 + sp.exp(-x))
quotient = sp.exp(x) / (sp.exp(x) + 1)
handwritten_slope = -(u[zero, k] - outer_average(lambda i: u[i, k]))
matrix, SIZES = sp.MatrixSymbol, (5, 3)  # |V| and d as numbers: SymPy adds matrices of unequal symbolic shapes

RESTATED: dict[str, tuple[Any, ...] | Callable[[], Any]] = {
    "a.1": (-total(lambda i: y[i] * sp.log(yhat[i])), -y[zero] * sp.log(yhat[zero])),
    "a.2": (-y[zero] * sp.log(yhat[zero]), -sp.log(yhat[zero])),
    "b.1": (loss(zero), -sp.log(yhat[zero])),
    "b.2": (-sp.log(yhat[zero]), -sp.log(probability(zero))),
    "b.3": (-sp.log(probability(zero)), score(zero) - sp.log(total(lambda i: sp.exp(score(i))))),
    "b.4": (by(loss(zero), v[c, k]), handwritten_slope),
    "b.5": (handwritten_slope, total(lambda i: yhat[i] * u[i, k]) - u[zero, k]),
    "b.6": (u[zero, k], total(lambda i: u[i, k] * y[i])),
    "b.7": (total(lambda i: u[i, k] * y[i]), total(lambda i: u[i, k] * yhat[i])),
    "b.8": (by(loss(zero), v[c, k]), total(lambda i: slope(i) * by(z[i], v[c, k]))),
    "b.9": (z[other], score(other)),
    "b.10": (total(lambda i: slope(i) * by(z[i], v[c, k])), total(lambda i: u[i, k] * (yhat[i] - y[i]))),
    "b.11": lambda: sp.HadamardProduct(matrix("one minus one", 1, 1), matrix("u", *SIZES[::-1])),
    "b.12": (slope(other), delta[other]),
    "c.1": (by(loss(zero), u[word, k]), total(lambda i: delta[i] * by(z[i], u[word, k]))),
    "c.2": lambda: matrix("dz/du_w", *SIZES) - matrix("v_c", SIZES[1], 1),
    "c.3": (-(v[c, k] - sp.exp(score(zero)) * v[c, k] / total(lambda i: sp.exp(score(i)))), -v[c, k] * (1 - yhat[word]), sp.Eq(word, zero)),
    "c.4": lambda: matrix("y", SIZES[0], 1) - sp.Symbol("yhat_w"),
    "c.5": lambda: sp.Symbol("yhat_w") - matrix("y", SIZES[0], 1),
    "c.6": (sp.exp(score(word)) * v[c, k] / total(lambda i: sp.exp(score(i))), v[c, k] * yhat[word], sp.Ne(word, zero)),
    "d.1": (sp.Function("sigma")(x), sigma),
    "d.2": (sigma, quotient),
    "d.3": (by(sp.Function("sigma")(x), x), (sp.exp(x) * (sp.exp(x) + 1) - sp.exp(x) * sp.exp(x)) / (sp.exp(x) + 1) ** 2),
    "d.4": ((sp.exp(x) * (sp.exp(x) + 1) - sp.exp(x) * sp.exp(x)) / (sp.exp(x) + 1) ** 2, sp.exp(x) / (sp.exp(x) + 1) ** 2),
    "d.5": (sp.exp(x) / (sp.exp(x) + 1) ** 2, quotient * (1 / (sp.exp(x) + 1))),
    "d.6": (quotient * (1 / (sp.exp(x) + 1)), sp.Function("sigma")(x) * (1 - sp.Function("sigma")(x))),
    "f.1": (whole_window, whole_window),
    "f.2": (whole_window, whole_window),
    "f.3": lambda: W[j].T,
    "f.4": lambda: W[j].T,
    "f.5": (whole_window, names["F"]),
    "f.6": (by(whole_window, u[other, doc.index("j", "d")]), window(lambda i: by(loss(W[i]), u[other, doc.index("j", "d")]))),
    "f.7": (by(whole_window, v[c, k]), window(lambda i: by(loss(W[i]), v[c, k]))),
    "f.8": (by(whole_window, v[word, k]), window(lambda i: by(loss(W[i], word), v[word, k])), sp.Ne(word, c)),
    "f.9": (by(whole_window, v[word, k]), sp.Integer(0), sp.Ne(word, c)),
}


def restatement(step: str) -> tuple[str, str, bool]:
    """(SymPy form, verdict on it, whether both sides are what the reader made of the page)."""
    restated = RESTATED[step]
    if callable(restated):
        try:
            restated()
        except (TypeError, ValueError, AttributeError) as why:
            return type(why).__name__, "ill-typed", doc[step].step.claim is None
        return "accepted by SymPy", "accepted", False
    left, right, *case = restated
    verdict = doc.check(left, right, case).verdict.value
    if doc[step].verdict == "given":
        return f"{left} = {right}", "given" if verdict == "proved" else verdict, True
    sides = zip((left, right), doc.restate(step), strict=True)
    agree = all(doc.check(mine, read, case).verdict == "proved" for mine, read in sides)
    return f"{left} = {right}", verdict, agree


def main() -> int:
    wrong = [step for step in RESTATED if step not in {j.step.id for j in doc.steps}]
    numbers = {r.id: r for r in evaluate(str(HERE / "handwritten.md")).results}
    for judgement in doc.steps:
        step = judgement.step
        form, verdict, agree = restatement(step.id)
        compared = numbers[step.id]
        fine = verdict == judgement.verdict == EXPECTED.get(step.id, "proved") and agree and compared.ok
        wrong += [] if fine else [step.id]
        error = f"{compared.error:.1e}" if compared.models else "no numbers"
        written = f"{short(step.left.latex)} = {short(step.right.latex)}"
        print(f"{step.id:5} {'ok ' if fine else 'BAD'} {verdict:9} {error:10} {written} | {short(form, 90)}")
    print(f"{len(doc.steps) - len(wrong)} of {len(doc.steps)} restatements agree with the reader and have the expected verdict")
    implementation = evaluate(str(HERE / "corrected.md"))
    formulas = [r for r in implementation.results if r.kind == "formula"]
    for r in formulas:
        print(f"{'ok ' if r.ok else 'BAD'} {r.error:.1e} {r.what}")
    return int(bool(wrong) or not implementation.ok or not formulas)


def short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


if __name__ == "__main__":
    sys.exit(main())
