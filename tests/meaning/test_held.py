r"""Derivatives by a name that is made of others which stand beside it: `\partial h_i / \partial m` where `h_i = (x_i - m) / s`."""

from __future__ import annotations

import pytest

from derive.checking import check_text

NORM = r"""**Given** $n \in \mathbb{N}$, $x_i \in \mathbb{R}$ for $i = 1, \dots, n$, $\epsilon > 0$, $m = \frac{1}{n} \sum_{i=1}^n x_i$,
$v = \frac{1}{n} \sum_{i=1}^n (x_i - m)^2$, $s = \sqrt{v + \epsilon}$, $h_i = \frac{x_i - m}{s}$ for $i = 1, \dots, n$, $L = L(h)$

"""
SKEW = r"""**Given** $n \in \mathbb{N}$, $x_i \in \mathbb{R}$ for $i = 1, \dots, n$, $m = \frac{1}{n} \sum_{i=1}^n x_i$, $q = m^2$,
$h_i = (x_i - m) q$ for $i = 1, \dots, n$

"""
GATE = r"""**Given** $a, b \in \mathbb{R}^n$, $W \in \mathbb{R}^{n \times n}$, $z = \sigma(W a + b)$,
$c = z \odot b + (1 - z) \odot a$, $L = L(c)$

"""
ONE = "**Given** $x \\in \\mathbb{R}$, $y = x^2$, $f = x y$\n\n"
STEPS = (
    (NORM, r"\frac{\partial h_i}{\partial m} = -\frac{1}{s}", "proved"),
    (NORM, r"\frac{\partial h_i}{\partial s} = -\frac{h_i}{s}", "proved"),
    (NORM, r"\frac{\partial v}{\partial m} = 0", "proved"),
    (NORM, r"\frac{\partial L}{\partial s} = -\frac{1}{s} \sum_{i=1}^n \frac{\partial L}{\partial h_i} h_i", "proved"),
    (NORM, r"\frac{\partial L}{\partial m} = -\frac{1}{s} \sum_{i=1}^n \frac{\partial L}{\partial h_i}", "proved"),
    (NORM, r"\frac{\partial h_i}{\partial m} = \frac{1}{s}", "undecided"),  # whether x is held fixed is not said
    (NORM, r"\frac{\partial h_i}{\partial s} = -h_i", "undecided"),
    (NORM, r"\frac{d h_i}{d s} = -\frac{h_i}{s}", "undecided"),
    # what is made of the name beside it: through it, or with it held fixed
    (SKEW, r"\frac{\partial h_i}{\partial m} = -q + 2 m (x_i - m)", "proved"),
    (SKEW, r"\frac{\partial h_i}{\partial m} = -q", "ambiguous"),
    (SKEW, r"\frac{\partial h_i}{\partial m} = q", "undecided"),
    (GATE, r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial c} \odot (b - a)", "proved"),
    (GATE, r"\frac{\partial L}{\partial z_i} = \frac{\partial L}{\partial c_i} (b_i - a_i)", "proved"),
    (GATE, r"\frac{\partial L}{\partial z} = \frac{\partial L}{\partial c} \odot (a - b)", "undecided"),
    # 0 = 0 says nothing of a loss that is defined without what it is differentiated by
    (ONE + "**Given** $p, q \\in \\mathbb{R}^2$\n\n", r"\frac{\partial f}{\partial p} = 2 \frac{\partial f}{\partial q}", "undecided"),
    (ONE + "**Given** $p, q \\in \\mathbb{R}^2$\n\n", r"\frac{\partial f}{\partial p_1} = 0", "proved"),
    # one number made of one other could be written as a function of it
    (ONE, r"\frac{\partial f}{\partial y} = x", "undecided"),
)  # fmt: skip
# what is said of the first derivatives of a loss of which nothing else is known
FACT = (
    NORM.rstrip() + r", $g_i = \frac{\partial L}{\partial h_i}$ for $i = 1, \dots, n$, $D h_1 = \frac{\partial L}{\partial h_1}$" + "\n\n"
)
BESIDE = (
    (r"\frac{\partial m}{\partial x_i} = \frac{1}{n}", "proved"),
    (r"\sum_{i=1}^n h_i = 0", "proved"),
    (r"D h_1 = g_1", "proved"),
    (r"D h_1 = 2 g_1", "refuted"),
)
# what comes behind the range of a letter, and speaks of none, says something of its own
BEHIND = (
    r"$t_j \in \mathbb{R}$ for $j = 1, \dots, k$, $c > 0$, $w = \frac{1}{k} \sum_{j=1}^k t_j$",
    r"$t_j \in \mathbb{R}$ for $j = 1, \dots, k$ and $c > 0$; $w = \frac{1}{k} \sum_{j=1}^k t_j$",
    r"$c > 0$, $t_j \in \mathbb{R}$ for $j = 1, \dots, k$, $k > 2$, $w = \frac{1}{k} \sum_{j=1}^k t_j$",
)


@pytest.mark.parametrize(("given", "step", "verdict"), STEPS)
def test_what_stands_beside_a_name_is_held_fixed(given: str, step: str, verdict: str) -> None:
    assert [j.verdict.value for j in check_text(f"{given}$${step}$$\n").judgements] == [verdict]


@pytest.mark.parametrize(("step", "verdict"), BESIDE)
def test_a_fact_about_derivatives_of_a_loss_leaves_the_rest(step: str, verdict: str) -> None:
    assert [j.verdict.value for j in check_text(f"{FACT}$${step}$$\n").judgements] == [verdict]


@pytest.mark.parametrize("given", BEHIND)
def test_behind_a_range_a_given_goes_on(given: str) -> None:
    judged = check_text(f"**Given** $k \\in \\mathbb{{N}}$, {given}\n\n$\\sum_j (t_j - w) = 0$ and $|c| = c$.\n").judgements
    assert [j.verdict.value for j in judged] == ["proved", "proved"]
