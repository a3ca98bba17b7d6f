"""What a Given says of the first derivatives of a loss, and what comes behind the range of a letter in it."""

from __future__ import annotations

import pytest

from derive.checking import check_text

NORM = r"""**Given** $n \in \mathbb{N}$, $x_i \in \mathbb{R}$ for $i = 1, \dots, n$, $\epsilon > 0$, $m = \frac{1}{n} \sum_{i=1}^n x_i$,
$v = \frac{1}{n} \sum_{i=1}^n (x_i - m)^2$, $s = \sqrt{v + \epsilon}$, $h_i = \frac{x_i - m}{s}$ for $i = 1, \dots, n$, $L = L(h)$

"""
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


@pytest.mark.parametrize(("step", "verdict"), BESIDE)
def test_a_fact_about_derivatives_of_a_loss_leaves_the_rest(step: str, verdict: str) -> None:
    assert [j.verdict.value for j in check_text(f"{FACT}$${step}$$\n").judgements] == [verdict]


@pytest.mark.parametrize("given", BEHIND)
def test_behind_a_range_a_given_goes_on(given: str) -> None:
    judged = check_text(f"**Given** $k \\in \\mathbb{{N}}$, {given}\n\n$\\sum_j (t_j - w) = 0$ and $|c| = c$.\n").judgements
    assert [j.verdict.value for j in judged] == ["proved", "proved"]
