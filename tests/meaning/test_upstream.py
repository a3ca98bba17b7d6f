r"""Losses of which a page says only what they depend on: their first derivatives obey the chain rule, and no more is judged of them."""

from __future__ import annotations

import pytest

from derive.checking import check_text

LAYER = r"**Given** $x \in \mathbb{R}^d$; $W \in \mathbb{R}^{h \times d}$; $b \in \mathbb{R}^h$; $z = W x + b$; $a = \sigma(z)$; "
SAYING = (
    "$L = L(a)$", r"$L = \ell(a)$", r"$L = \mathcal{L}(a)$", "$L$ a scalar loss that depends on $a$", "$L$ is a function of $a$",
    "$L$은 $a$의 함수",
)  # fmt: skip
STEPS = {
    r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial a} \odot a \odot (1 - a)": "proved",
    r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} x^\top": "proved",
    r"\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial z}": "proved",
    r"\frac{\partial L}{\partial b_i} = \frac{\partial L}{\partial a_i} a_i (1 - a_i)": "proved",
    r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial a} \odot a": "refuted",
    r"\frac{\partial L}{\partial W} = 2 \frac{\partial L}{\partial z} x^\top": "refuted",
    r"\frac{\partial L}{\partial x} = W \frac{\partial L}{\partial z}": "ill-typed",
    r"\frac{\partial L}{\partial b} = 0": "refuted",
    # a linear loss has other values, other second derivatives, and the same gradient everywhere
    r"\frac{\partial^2 L}{\partial a \partial a^\top} = 0": "undecided",
    r"\sum_i \frac{\partial^2 L}{\partial a_i^2} = 0": "undecided",
    r"L = \sum_i \frac{\partial L}{\partial a_i} a_i": "undecided",
    r"\left.\frac{\partial L}{\partial b}\right|_{b = 0} = \frac{\partial L}{\partial b}": "undecided",
}
ALONE = (
    # what it depends on besides counts, also where that is said behind it, or with a word between
    (
        r"$L = L(a, y)$; $y = V x$; $V \in \mathbb{R}^{h \times d}$",
        r"\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial z}",
        "undecided",
    ),
    (r"$L$ a scalar loss that depends on $a$ and on $b$", r"\frac{\partial L}{\partial b} = \frac{\partial L}{\partial z}", "undecided"),
    (r"$L$ a loss that depends on $a$, and also on $b$", r"\frac{\partial L}{\partial b} = \frac{\partial L}{\partial z}", "undecided"),
    # what is denied is not said
    (r"$L$ does not depend on $a$", r"\frac{\partial L}{\partial a} = 0", "undecided"),
    (r"$L$는 $a$의 함수가 아니다", r"\frac{\partial L}{\partial a} = 0", "undecided"),
    # each loss has a gradient of its own
    ("$L = L(a)$; $J = J(a)$", r"\frac{\partial L}{\partial a} = \frac{\partial J}{\partial a}", "refuted"),
    (
        "$L = L(a)$; $J = J(a)$",
        r"\frac{\partial (L + J)}{\partial b} = \frac{\partial L}{\partial b} + \frac{\partial J}{\partial b}",
        "proved",
    ),
    # several arguments, one of them an input
    ("$L = L(a, b)$", r"\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial z}", "undecided"),  # is b held fixed?
    (r"$L = L(a, y)$; $y \in \mathbb{R}^k$", r"\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial z}", "proved"),
    # an activation is no loss
    ("$q = f(a)$", r"\frac{\partial q}{\partial b} = 0", "undecided"),
    # a part of a larger loss
    (
        r"$L = L(a)$; $J = L + \lambda \|W\|_F^2$",
        r"\frac{\partial J}{\partial W} = \frac{\partial L}{\partial z} x^\top + 2 \lambda W",
        "proved",
    ),
    (
        r"$L = L(a)$; $J = L + \lambda \|W\|_F^2$",
        r"\frac{\partial J}{\partial W} = \frac{\partial L}{\partial z} x^\top + \lambda W",
        "refuted",
    ),
    (r"$L = L(a)$; $J = L^2$", r"\frac{\partial J}{\partial b} = 2 L \frac{\partial L}{\partial b}", "undecided"),
    # the derivative of what is not linear in it shows its value
    (
        r"$L = L(x)$; $K = L^2$",
        r"\frac{\partial K}{\partial x} = 2 (x^\top \frac{\partial L}{\partial x}) \frac{\partial L}{\partial x}",
        "undecided",
    ),
    (
        r"$L = L(x)$",
        r"\frac{\partial (L x_1)}{\partial x_1} = \frac{\partial L}{\partial x_1} x_1 + x^\top \frac{\partial L}{\partial x}",
        "undecided",
    ),
    (r"$L = L(a)$; $c \in \mathbb{R}$", r"\frac{\partial (c L + \|x\|^2)}{\partial x} = c \frac{\partial L}{\partial x} + 2 x", "proved"),
    # other places
    (r"$L = L(x)$; $f(x) = \frac{\partial L}{\partial x}$", "f(2 x) = f(x)", "undecided"),
    (r"$L = L(x)$; $f(x) = L$", "f(2 x) = 2 f(x)", "undecided"),
    # of what it is made of nothing is said
    (r"$L = L(x)$; $y = 2 x$", r"\frac{\partial L}{\partial y} = \frac{1}{2} \frac{\partial L}{\partial x}", "undecided"),
    # what is known of its value
    ("$L = L(a)$; $L > 0$", r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} x^\top", "undecided"),
    # a number of which nothing is said depends on nothing, and nobody means that
    (r"$L \in \mathbb{R}$", r"\frac{\partial L}{\partial W} = 2 \frac{\partial L}{\partial z} x^\top", "undecided"),
    ("$L$ a scalar loss", r"\frac{\partial L}{\partial W} = 2 \frac{\partial L}{\partial z} x^\top", "undecided"),
    (r"$c \in \mathbb{R}$; $f = c x$", r"\frac{\partial c}{\partial x} = 0", "proved"),
)  # fmt: skip


@pytest.mark.parametrize("saying", SAYING)
def test_ways_to_say_what_a_loss_depends_on(saying: str) -> None:
    page = f"{LAYER}{saying}\n\n" + "\n\n".join(f"$${s}$$" for s in STEPS)
    found = {j.step.left.latex + " = " + j.step.right.latex: j.verdict.value for j in check_text(page).judgements}
    assert list(found.values()) == list(STEPS.values()), found


@pytest.mark.parametrize(("given", "step", "verdict"), ALONE)
def test_losses(given: str, step: str, verdict: str) -> None:
    checked = check_text(f"{LAYER}{given}\n\n$${step}$$")
    assert [j.verdict.value for j in checked.judgements] == [verdict], [j.reason for j in checked.judgements]


def test_the_text_says_it() -> None:
    page = (
        r"Let $x \in \mathbb{R}^d$, $W \in \mathbb{R}^{h \times d}$ and $z = W x$, and let $E$ be a loss that depends only on $z$."
        "\n\n"
        r"$$\frac{\partial E}{\partial W} = \frac{\partial E}{\partial z} x^\top$$"
        r"$$\frac{\partial E}{\partial W} = \frac{\partial E}{\partial z}$$"
    )  # fmt: skip
    assert [j.verdict.value for j in check_text(page).judgements] == ["given", "proved", "ill-typed"]
    said = r"Let $x \in \mathbb{R}^d$, $z = 3 x$ and $L = L(z)$. $$\frac{\partial L}{\partial x} = 3 \frac{\partial L}{\partial z}$$"
    assert [j.verdict.value for j in check_text(said).judgements] == ["given", "given", "proved"]
