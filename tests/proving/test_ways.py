r"""Pages of a few lines, each for a way to prove: summation by parts, what a case says of a variable, brackets of inequalities, kinks."""

from __future__ import annotations

import pytest

from derive.checking import check_text

SUMS = r"$n \in \mathbb{N}$; $n \ge 2$; $a_k, b_k \in \mathbb{R}$ for $k = 0, \dots, n$"
DATA = r"""$n, p \in \mathbb{N}$; $X \in \mathbb{R}^{n \times p}$; $y \in \mathbb{R}^n$; $\beta, \gamma \in \mathbb{R}^p$
- $\det(X^\top X) \neq 0$; $\hat\beta = (X^\top X)^{-1} X^\top y$; $S(\beta) = (y - X\beta)^\top (y - X\beta)$"""
MARGINS = r"""$n, d \in \mathbb{N}$; $w \in \mathbb{R}^d$; $x_i \in \mathbb{R}^d$ for $i = 1, \dots, n$
- $y_i \in \{-1, 1\}$ for $i = 1, \dots, n$; $a_i, b_i \in \mathbb{R}$ for $i = 1, \dots, n$
- $L = \sum_{i=1}^n \max(0, 1 - y_i w^\top x_i)$"""
HUBER = r"""$x \in \mathbb{R}$; $\delta > 0$
- $h(x) = \begin{cases} \frac12 x^2 & |x| \le \delta \\ \delta(|x| - \frac12\delta) & |x| > \delta \end{cases}$"""
ALIKE = r"""$n, d \in \mathbb{N}$; $q, k_1, \dots, k_n \in \mathbb{R}^d$; $m \in \{1, \dots, n\}$
- $x_i \in \mathbb{R}$ for $i = 1, \dots, n$; $p_i = \frac{e^{q^\top k_i}}{\sum_{j=1}^n e^{q^\top k_j}}$ for $i = 1, \dots, n$"""
STEP = r"""$d \in \mathbb{N}$; $\theta \in \mathbb{R}^d$; $A \in \mathbb{R}^{d \times d}$; $A^\top = A$; $b \in \mathbb{R}^d$; $\eta > 0$
- $f(\theta) = \frac12 \theta^\top A \theta - b^\top \theta$; $h = \nabla f(\theta)$; $r = \theta - \eta h$"""
RATES = r"$0 < p < 1$; $a, b > 0$; $\eta = \log \frac{p}{1-p}$"
EQUATIONS = r"""$n, m \in \mathbb{N}$; $Q \in \mathbb{R}^{n \times n}$; $\det Q \neq 0$; $x, c \in \mathbb{R}^n$
- $A \in \mathbb{R}^{m \times n}$; $\nu \in \mathbb{R}^m$"""
NORMAL = r"""$N, D \in \mathbb{N}$; $x_{ij}, g_{ij} \in \mathbb{R}$ for $i = 1, \dots, N$, $j = 1, \dots, D$
- $\gamma, \beta \in \mathbb{R}^D$; $\varepsilon > 0$; $\mu_j = \frac1N \sum_{i=1}^N x_{ij}$ for $j = 1, \dots, D$
- $v_j^2 = \frac1N \sum_{i=1}^N (x_{ij} - \mu_j)^2$ for $j = 1, \dots, D$
- $h_{ij} = \frac{x_{ij} - \mu_j}{\sqrt{v_j^2 + \varepsilon}}$; $L = \sum_{i=1}^N \sum_{j=1}^D g_{ij} (\gamma_j h_{ij} + \beta_j)$"""
OFF = r"If $y_i w^\top x_i \neq 1$ for all $i$, then "

CASES = [
    (SUMS, r"$\sum_{k=1}^n k (a_k - a_{k-1}) = n a_n - \sum_{k=0}^{n-1} a_k$", "+"),
    (SUMS, r"$\sum_{k=1}^n k (a_k - a_{k-1}) = n a_n - \sum_{k=1}^n a_k$", "-"),
    (SUMS, r"$\sum_{k=1}^n k^2 (a_k - a_{k-1}) = n^2 a_n - \sum_{k=0}^{n-1} (2k+1) a_k$", "+"),
    (SUMS, r"$\sum_{k=1}^n a_k (b_k - b_{k-1}) = a_n b_n - a_1 b_0 - \sum_{k=1}^{n-1} b_k (a_{k+1} - a_k)$", "+"),
    (SUMS, r"$\sum_{k=1}^n a_k (b_k - b_{k-1}) = a_n b_n - a_0 b_0 - \sum_{k=1}^n b_{k-1} (a_k - a_{k-1})$", "+"),
    (SUMS, r"$\sum_{k=1}^n a_k (b_k - b_{k-1}) = a_n b_n - a_0 b_0 - \sum_{k=1}^n b_k (a_k - a_{k-1})$", "-"),
    (DATA, r"If $\beta = (X^\top X)^{-1} \gamma$, then $X^\top X \beta = \gamma$.", "+"),
    (DATA, r"If $\beta = (X^\top X)^{-1} \gamma$, then $X^\top X \beta = 2 \gamma$.", "-"),
    (DATA, r"If $\beta = \hat\beta$, then $X^\top (y - X\beta) = 0$.", "+"),
    (DATA, r"If $\beta = \hat\beta$, then $\frac{\partial S}{\partial \beta} = 0$.", "+"),
    (DATA, r"If $\beta = \hat\beta$, then $\frac{\partial S}{\partial \beta} = X^\top y$.", "-"),
    (DATA, r"If $\beta = \hat\beta$, then $y = X \beta$.", "-"),
    (MARGINS, r"$\sum_{i=1}^n [a_i b_i < 1] = \sum_{i=1}^n [0 < 2 - 2 a_i b_i]$", "+"),
    (MARGINS, r"$\sum_{i=1}^n [a_i < b_i] = \sum_{i=1}^n [b_i < a_i]$", "-"),
    (MARGINS, r"$\sum_{i=1}^n [a_i < b_i] = \sum_{i=1}^n [-b_i < -a_i]$, $\sum_{i=1}^n [a_i < b_i] = \sum_{i=1}^n [a_i \le b_i]$", "+-"),
    (MARGINS, r"If $w = 0$, then $L = n$.", "+"),
    (MARGINS, r"If $w = 0$, then $\sum_{i=1}^n |2 - w^\top x_i| = n$.", "-"),
    (MARGINS, OFF + r"$\frac{\partial L}{\partial w} = -\sum_{i=1}^n [y_i w^\top x_i < 1] y_i x_i$.", "+"),
    (MARGINS, OFF + r"$\frac{\partial L}{\partial w} = -\sum_{i=1}^n [w^\top x_i < 1] y_i x_i$.", "-"),
    (MARGINS, r"$\frac{\partial L}{\partial w} = -\sum_{i=1}^n [y_i w^\top x_i < 1] y_i x_i$", "C"),  # off the kinks
    (HUBER, r"If $|x| < \delta$, then $h'(x) = x$.", "+"),  # the bracket of |x| has no corner at 0
    (HUBER, r"If $|x| < \delta$, then $h'(x) = 2x$.", "-"),
    (HUBER, r"If $x < -\delta$, then $h'(x) = \delta$.", "-"),
    (HUBER, r"$h(-x) = h(x)$, $h(\delta) = \frac{\delta^2}{2}$, $h(2\delta) = 2\delta^2$", "++-"),
    (ALIKE, r"If $k_i = k_m$ for all $i$, then $p_i = \frac1n$.", "+"),
    (ALIKE, r"If $k_i = k_m$ for all $i$, then $p_i = n$.", "-"),
    (ALIKE, r"If $x_i = x_m$ for all $i$, then $\sum_{i=1}^n x_i = n x_m$ and $x_1 = x_n$ and $x_1 = 0$.", "++-"),
    (ALIKE, r"If $x_i = x_j$ for all $i, j$, then $\sum_{i=1}^n x_i = n x_1$.", "+"),
    (STEP, r"$\nabla f(r) = (I - \eta A) h$, $\nabla f(r) = (I + \eta A) h$, $\nabla^2 f(r) = A$", "+-+"),
    (STEP, r"$f(r) = f(\theta) - \eta h^\top h + \frac{\eta^2}{2} h^\top A h$, $f(r) = f(\theta) - \eta h^\top h$", "+-"),
    (RATES, r"$\sigma(\eta) = p$, $\sigma(-\eta) = 1 - p$, $\sigma(\log \frac ab) = \frac{a}{a+b}$, $\sigma(\log a) = a$", "+++-"),
    (RATES, r"$\frac{1}{1 + e^{\log b - \log a}} = \frac{a}{a+b}$, $\frac{1}{1 + e^{\log b}} = \frac{1}{b}$", "+-"),
    (EQUATIONS, r"If $Q x = c - A^\top \nu$, then $x = Q^{-1} (c - A^\top \nu)$ and $A x = A Q^{-1} c - A Q^{-1} A^\top \nu$.", "++"),
    (EQUATIONS, r"If $Q x + A^\top \nu = c$, then $x = Q^{-1} (c - A^\top \nu)$ and $x = Q^{-1} (c + A^\top \nu)$.", "+-"),
    (NORMAL, r"$\frac{\partial L}{\partial \gamma_j} = \sum_{i=1}^N g_{ij} h_{ij}$", "+"),
    (NORMAL, r"$\frac{\partial L}{\partial \gamma_j} = \sum_{i=1}^N g_{ij} x_{ij}$", "-"),
    (NORMAL, r"$\sum_{i=1}^N \frac{\partial L}{\partial x_{ij}} = 0$, $\sum_{i=1}^N h_{ij}^2 = N$", "+-"),
]  # fmt: skip
SIGNS = {"proved": "+", "refuted": "-", "given": "="}


@pytest.mark.parametrize(("given", "line", "signs"), CASES)
def test_ways(given: str, line: str, signs: str) -> None:
    """C: proved under a condition that is shown."""
    checked = check_text(f"**Given**\n- {given}\n\n(a) {line}\n")
    found = "".join("C" if j.conditions else SIGNS.get(j.verdict.value, "!") for j in checked.judgements)
    assert found == signs, [(j.step.left.latex, j.verdict.value, j.reason) for j in checked.judgements]
