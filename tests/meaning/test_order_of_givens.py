r"""A Given says what its letters are in any order; a function of one number acts on arrays entry by entry, whatever else its letter is."""

from __future__ import annotations

from itertools import permutations

import pytest

from derive.checking import check_text

GIVENS: tuple[tuple[tuple[str, ...], dict[str, str]], ...] = (
    (
        (r"$f(w) = w^\top w$", r"$w \in \mathbb{R}^n$"),
        {r"\frac{\partial f}{\partial w} = 2 w": "proved", r"\frac{\partial f}{\partial w} = w": "refuted", "f(2w) = 4 f(w)": "proved"},
    ),
    (
        (r"$J(w) = \|Xw - y\|^2$", r"$X \in \mathbb{R}^{n \times d}$", r"$w \in \mathbb{R}^d$", r"$y \in \mathbb{R}^n$"),
        {r"\nabla_w J = 2 X^\top (X w - y)": "proved", r"\nabla_w J = 2 X (X w - y)": "ill-typed"},
    ),
    (
        (r"$o, c \in V$", "$V$ a finite set", r"$o \neq c$", r"$u_w \in \mathbb{R}^d$ for $w \in V$"),
        {r"\frac{\partial}{\partial u_o} (u_c^\top u_c) = 0": "proved", r"\frac{\partial}{\partial u_o} (u_o^\top u_c) = 0": "refuted"},
    ),
    (
        (r"$f(x) = \frac{1}{1 + e^{-x}}$", r"$x \in \mathbb{R}^n$"),
        {
            r"f(x) = \sigma(x)": "proved",
            "f(x_i) = \\sigma(x_i)": "proved",
            "f'(x) = f(x) \\odot (1 - f(x))": "proved",
            "f'(x) = f(x)": "refuted",
            r"\frac{\partial f(x)}{\partial x} = \operatorname{diag}(f'(x))": "proved",
        },
    ),
    (
        (r"$g(x) = e^{-x}$", r"$x \in \mathbb{R}^n$", r"$W \in \mathbb{R}^{m \times n}$"),
        {
            "g(Wx) = e^{-Wx}": "proved",
            "g(x_i) = e^{-x_i}": "proved",
            "g(x_i) = e^{x_i}": "refuted",
            "g(x) = e^{-Wx}": "ill-typed",
            r"\frac{\partial g}{\partial x} = -\operatorname{diag}(g(x))": "proved",
            r"\nabla g(x) = -g(x)": "ill-typed",
        },
    ),
    (
        (r"$h(x) = \frac{x}{\|x\|}$", r"$x \in \mathbb{R}^n$"),  # no function of the entries
        {r"h(x)_i = x_i / \sqrt{\sum_j x_j^2}": "proved", r"h(x_i) = x_i / |x_i|": "ill-typed"},
    ),
    (
        (r"$\phi(t) = t^2$", r"$A \in \mathbb{R}^{n \times m}$"),
        {r"\phi(A) = A \odot A": "proved", r"\phi(A) = A A": "ill-typed", r"\phi(A)_{ij} = A_{ij}": "refuted"},
    ),
    (
        (r"$J(t) = t^2 + 1$", r"$w \in \mathbb{R}^n$", r"$L(w) = \sum_i w_i^2$"),
        {"J(w) = L(w)": "ill-typed", "L(w) = w^\\top w": "proved", "\\sum_i J(w_i) = L(w) + n": "proved"},
    ),
)
CASES = [("; ".join(order), step, verdict) for parts, steps in GIVENS for order in permutations(parts) for step, verdict in steps.items()]


@pytest.mark.parametrize(("given", "step", "verdict"), CASES)
def test_any_order(given: str, step: str, verdict: str) -> None:
    checked = check_text(f"**Given** {given}\n\n$${step}$$")
    (judged,) = checked.judgements
    assert judged.verdict.value == verdict, (judged.reason, [n.message for _, n in checked.notes])


def test_with_in_one_sentence() -> None:
    page = "**Given** $f(w) = w^\\top w$ with $w \\in \\mathbb{R}^n$\n\n$$\\nabla f = 2 w$$\n\n$$\\nabla f = w$$"
    assert [j.verdict.value for j in check_text(page).judgements] == ["proved", "refuted"]
