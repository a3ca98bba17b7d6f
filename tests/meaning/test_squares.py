r"""Squares that a page defines (`\sigma^2 = \frac1n \sum_i (x_i - \mu)^2`), derivatives by squares, and what is no such square: a formal
name, a bound letter, a name that is defined again."""

from __future__ import annotations

import pytest

from derive.checking import check_text

SAMPLE = r"""$n, m \in \mathbb{N}$; $n \ge 2$; $x_i \in \mathbb{R}$ for $i = 1, \dots, n$; $t \in \mathbb{R}$; $\varepsilon > 0$
- $\mu = \frac1n \sum_{i=1}^n x_i$"""
VARIANCE = SAMPLE + "\n- " + r"$\sigma^2 = \frac1n \sum_{i=1}^n (x_i - \mu)^2$; $S^2 = \frac{1}{n-1} \sum_{i=1}^n (x_i - \mu)^2$"
COLUMNS = (
    SAMPLE
    + r"""
- $a_{ij} \in \mathbb{R}$ for $i = 1, \dots, n$, $j = 1, \dots, m$; $b_j = \frac1n \sum_{i=1}^n a_{ij}$
- $v_j^2 = \frac1n \sum_{i=1}^n (a_{ij} - b_j)^2$; $h_{ij} = \frac{a_{ij} - b_j}{\sqrt{v_j^2 + \varepsilon}}$"""
)
SIGNED = SAMPLE + "\n- " + r"$s^2 = \sum_{i=1}^n x_i^2 - 1$"
LIKELIHOOD = SAMPLE + "\n- " + r"$\ell = -\frac n2 \log(2\pi\tau^2) - \frac{1}{2\tau^2}\sum_{i=1}^n (x_i - t)^2$; $\tau > 0$"
BESIDE = SAMPLE + "\n- " + r"$\sigma^2 = \frac1n \sum_{i=1}^n x_i^2$"

CASES = [
    (VARIANCE, r"$\sigma^2 = \frac1n \sum_{i=1}^n x_i^2 - \mu^2$, $(n-1) S^2 = n \sigma^2$, $S^2 = \frac{n-1}{n} \sigma^2$", "++-"),
    (VARIANCE, r"$\frac{\partial \sigma^2}{\partial x_j} = \frac2n (x_j - \mu)$,"
     r" $\frac{\partial S^2}{\partial x_j} = \frac2n (x_j - \mu)$", "+-"),
    (VARIANCE, r"$\sigma^4 = (\sigma^2)^2$, $\sigma^4 = 2 \sigma^2$, $\sigma^{-2} \sigma^2 = 1$, $\sqrt{\sigma^2} = \sigma$", "+-C+"),
    (VARIANCE, r"$\frac{\partial \sigma}{\partial x_j} = \frac{x_j - \mu}{n \sigma}$", "C"),  # the root has a kink where all are equal
    (VARIANCE, r"$\frac{\partial}{\partial \sigma^2} (t \sigma^4) = 2 t \sigma^2$,"
     r" $\frac{\partial}{\partial \sigma^2} (t \sigma^4) = 4 t \sigma^3$", "+-"),
    (SIGNED, r"$s^2 + 1 = \sum_{i=1}^n x_i^2$, $s^2 = \sum_{i=1}^n x_i^2$", "+-"),
    (SIGNED, r"$s = \sqrt{\sum_{i=1}^n x_i^2 - 1}$, $s = -\sqrt{s^2}$", "C-"),  # only where there is such a number
    (COLUMNS, r"$\sum_{i=1}^n h_{ij} = 0$, $\frac1n \sum_{i=1}^n h_{ij}^2 = \frac{v_j^2}{v_j^2 + \varepsilon}$", "++"),
    (COLUMNS, r"$\frac{\partial v_j^2}{\partial a_{kj}} = \frac2n (a_{kj} - b_j)$,"
     r" $\frac{\partial v_j^2}{\partial a_{kj}} = \frac2n a_{kj}$", "+-"),
    (COLUMNS, r"$\frac{\partial v_j^2}{\partial a_{kl}} = \frac2n (a_{kj} - b_j)$", "-"),  # another column
    (SAMPLE, r"Let $q^2 = \frac1n \sum_{i=1}^n x_i^2$. Then $\frac{\partial q^2}{\partial x_j} = \frac2n x_j$ and $n q^2 = t$.", "=+-"),
    (SAMPLE, r"Let $q^2 = \sum_{i=1}^n x_i^2$. Let $g(q) = q^2$. Then $g(3) = 9$ and $g(3) = q^2$.", "==+-"),
    (SAMPLE, r"Let $k^2 = \sum_{i=1}^n x_i^2$. Then $\sum_{k=1}^2 k^2 = 5$ and $\sum_{k=1}^2 k^2 = 2 k^2$.", "=+-"),
    (LIKELIHOOD, r"$\frac{\partial \ell}{\partial \tau^2} = -\frac{n}{2\tau^2} + \frac{1}{2\tau^4} \sum_{i=1}^n (x_i - t)^2$", "+"),
    (LIKELIHOOD, r"$\frac{\partial \ell}{\partial (\tau^2)} = -\frac{n}{2\tau^2} + \frac{1}{\tau^4} \sum_{i=1}^n (x_i - t)^2$", "-"),
    (LIKELIHOOD, r"$\frac{\partial^2 \ell}{\partial (\tau^2)^2} = \frac{n}{2\tau^4} - \frac{1}{\tau^6} \sum_{i=1}^n (x_i - t)^2$", "+"),
    (LIKELIHOOD, r"$\frac{\partial^2 \ell}{\partial t \, \partial \tau^2} = -\frac{1}{\tau^4} \sum_{i=1}^n (x_i - t)$", "+"),
    (LIKELIHOOD, r"$\frac{\partial^2 \ell}{\partial \tau^2} = \frac{n}{\tau^2} - \frac{3}{\tau^4} \sum_{i=1}^n (x_i - t)^2$", "+"),
    (BESIDE, r"$\sigma(t) + \sigma(-t) = 1$,"
     r" $n \sigma^2 = \sum_{i=1}^n x_i^2$, $\sigma^2(t) = \sigma(t) (1 - \sigma(-t))$, $\sigma^2 = t$", "+++-"),
]  # fmt: skip
SIGNS = {"proved": "+", "refuted": "-", "given": "=", "undecided": "?", "ambiguous": "a"}


@pytest.mark.parametrize(("given", "line", "signs"), CASES)
def test_squares(given: str, line: str, signs: str) -> None:
    """C: proved under a condition that is shown."""
    checked = check_text(f"**Given**\n- {given}\n\n(a) {line}\n")
    found = "".join("C" if j.conditions else SIGNS.get(j.verdict.value, "!") for j in checked.judgements)
    assert found == signs, [(j.step.left.latex, j.verdict.value, j.reason) for j in checked.judgements]
