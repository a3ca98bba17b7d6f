r"""Names with letters in their subscripts: of one moment, with a word beside a family, with a letter that a sum binds; and names before
brackets that are no functions."""

from __future__ import annotations

import pytest

from derive.checking import check_text

P, R, T, U, G = "proved", "refuted", "ill-typed", "undecided", "given"
LSTM = r"""**Given** $h_{t-1}, c_{t-1} \in \mathbb{R}^d$; $W \in \mathbb{R}^{d \times d}$; $a_t = W h_{t-1}$; $c_t = a_t \odot c_{t-1}$"""
COUNTED = r"**Given** $T \in \mathbb{N}$; $h_t \in \mathbb{R}$ for $t = 0, \dots, T$; $h_0 = 1$; $h_t = 2 h_{t-1}$ for $t \ge 1$"
LOSSES = r"**Given** $x \in \mathbb{R}^N$; $L_i = x_i^2$ for $i = 1, \dots, N$; "
LOSSES += r"$L_{\text{data}} = \frac1N \sum_i L_i$; $L_{\text{tr}} = \sum_i x_i$"
LABELS = r"**Given** $S \in \mathbb{R}^{N \times C}$; $y_i \in \{1, \dots, C\}$ for $i = 1, \dots, N$"
IDENTITY = (
    r"**Given** $n, p \in \mathbb{N}$; $A \in \mathbb{R}^{p \times n}$; $Z \in \mathbb{R}^{n \times p}$; $A Z = I$; $M = I - Z A$"
    r" with $I$ the $n \times n$ identity"
)
CASES = (
    (LSTM, r"\frac{\partial c_t}{\partial c_{t-1}} = \operatorname{diag}(a_t)", P),
    (LSTM, r"\frac{\partial c_t}{\partial h_{t-1}} = \operatorname{diag}(c_{t-1}) W", P),
    (LSTM, r"\frac{\partial c_t}{\partial h_{t-1}} = \operatorname{diag}(a_t) W", R),
    (COUNTED, r"h_2 = 4", P),
    (LOSSES, r"\frac{\partial L_{\text{data}}}{\partial x_i} = \frac{2 x_i}{N}", P),
    (LOSSES, r"\frac{\partial L_{\text{data}}}{\partial x_i} = 2 x_i", R),
    (LOSSES, r"\frac{\partial L_{\text{tr}}}{\partial x_i} = 1", P),
    (LABELS, r"\sum_{j \neq y_i} 2 S_{ij} = 2 \sum_{j \neq y_i} S_{ij}", P),
    (LABELS, r"\sum_{j \neq y_i} S_{ij} = \sum_j S_{ij}", R),
    (r"**Given** $n \in \mathbb{N}$; $c_k = k^2$ for $k \in \mathbb{N}$", r"\sum_{k=1}^n c_k = n k^2", U),
    (r"**Given** $n \in \mathbb{N}$; $a_n = n^2$", r"\sum_{n=1}^3 a_n = 3 n^2", U),
    (r"**Given** $f_n(x) = x^n$ for $n \in \mathbb{N}$", r"\sum_{n=1}^3 f_n(x) = 3 x^n", U),
    (r"**Given** $x \in \mathbb{R}$; $f = x^2 + 1$", r"f(0) = 0", U),
    (r"**Given** $x \in \mathbb{R}$; $f = x^2 + 1$", r"f(x) = x^2 + 1", P),
    (r"**Given** $x \in \mathbb{R}$; $f = x^2 + 1$", r"\frac{d}{dx} f(x) = 3 x^2 + 1", R),
    (r"**Given** $p \in \mathbb{R}$; $q = 1 - p$", r"q (1 - q) = p (1 - p)", P),
    (r"**Given** $x \in \mathbb{R}$; $w = w(x)$", r"w(0) = 0", U),
    (r"**Given** $x \in \mathbb{R}$", r"\phi(0) = 1", U),
    (r"**Given** $T, d \in \mathbb{N}$; $h_{t-1} \in \mathbb{R}^d$", r"\sum_{t=1}^T h_{t-1} = T h_{t-1}", U),
    (r"**Given** $T \in \mathbb{N}$; $g_t \in \mathbb{R}$", r"\sum_{t=1}^T g_t = T g_t", U),
    (IDENTITY, r"A Z A = A", P), (IDENTITY, r"A Z = I", P), (IDENTITY, r"M = I", R),
)  # fmt: skip


@pytest.mark.parametrize(("given", "step", "verdict"), CASES)
def test_what_a_name_stands_for(given: str, step: str, verdict: str) -> None:
    found = check_text(f"{given}\n\n## a)\n\n$${step}$$\n").judgements[-1]
    assert found.verdict == verdict, found.reason


PAGES = (
    (r"$|x| = x$ if $x$ is positive and $|x| = x$ if $x$ is negative.", [P, R]),
    (r"$|x| = -x$ for negative $x$.", [P]),
    (r"$m(x) = x^2$ for positive $x$. $m(x) = -x^2$ for negative $x$. $m(-2) = 4$.", [U, U, U]),
    (r"Suppose $x > 0$. Then $|x| = x$. Dropping this, $|x| = x$.", [P, R]),
    (r"Suppose $x > 0$. Then $|x| = x$. Without it, $|x| = x$.", [P, R]),
    (r"If $x > 0$, $|x| = x$; elsewhere $|x| = x$.", [P, R]),
    (r"If $x = 1$, $x^2 = 1$; otherwise $x^2 = 1$.", [P, R]),
    (r"If $x > 0$ and $y > 0$, $\min(x, y, 0) = 0$. Otherwise, $\min(x, y, 0) = \min(x, y)$.", [P, U]),
    (r"Let $P(H) = 1/4$. Then $P(T) = 1/4$.", [G, U]),
    (r"The optimizer trusts the newest gradient. $x = x^2$", [R]),
    (r"If $v_i = w_i$, then $\sum_j v_j = \sum_j w_j$.", [P]),
    (r"If $v_i = w_i$, then $v_j = w_j$.", [U]),
)  # fmt: skip


@pytest.mark.parametrize(("page", "verdicts"), PAGES)
def test_what_words_say_of_a_formula(page: str, verdicts: list[str]) -> None:
    given = r"**Given** $x, y \in \mathbb{R}$; $n \in \mathbb{N}$; $v, w \in \mathbb{R}^n$"
    found = check_text(f"{given}\n\n## a)\n\n{page}\n").judgements
    assert [str(j.verdict) for j in found] == verdicts, [j.reason for j in found]


def test_a_definition_stays_in_its_section() -> None:
    page = "### {0}\n**Given**\n- $x \\in \\mathbb{{R}}$\n\nLet $G(x) = x^{1}$. $G(3) = {2}$.\n\n"
    found = check_text(page.format(1, 2, 9) + page.format(2, 3, 27)).judgements
    assert [str(j.verdict) for j in found] == [G, P, G, P], [j.reason for j in found]


def test_what_the_text_sums_over_leaves_a_recursion_its_start() -> None:
    page = r"**Given** $n \in \mathbb{N}$; $m_0 = 0$; $m_t = 2 m_{t-1} + 1$ for $t \ge 1$" + "\n\n## a)\n\n$m_1 = 1$\n\n"
    found = check_text(page + r"$\sum_{t=0}^{n} m_t = \sum_{s=0}^{n} m_s$" + "\n").judgements
    assert [str(j.verdict) for j in found] == [P, P], [j.reason for j in found]
