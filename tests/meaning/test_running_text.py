r"""What running text declares and supposes outside of a Given: lists, families, sets, sequences, equations behind "let" and "with"."""

from __future__ import annotations

import pytest

from derive.checking import check_text

SPECTRAL = r"Let $M \in \mathbb{R}^{n \times n}$ and $q \in \mathbb{R}^n$ with $M q = \theta q$."
TELLS = {  # a page: its verdicts
    # lists with dots
    r"Let $a_1, \dots, a_n \in \mathbb{R}$. Then $\sum_{i=1}^n (a_i + 1) = \sum_{i=1}^n a_i + n$.": ["proved"],
    r"Let $a_1, \dots, a_n, b_1, \dots, b_n \in \mathbb{R}$. "
    r"Then $\sum_{i=1}^n (a_i - b_i) = \sum_{i=1}^n a_i + \sum_{i=1}^n b_i$.": ["refuted"],
    r"Let $a_1, \dots, a_n$ and $b_1, \dots, b_n$ be real numbers. "
    r"So $\sum_{i=1}^n (a_i + b_i) = \sum_{i=1}^n b_i + \sum_{i=1}^n a_i$.": ["proved"],
    r"For $a_1, \dots, a_n > 0$ we have $\sqrt{a_k^2} = a_k$.": ["proved"],
    r"Let $a_1, \dots, a_n \in \mathbb{R}$. Then $\sqrt{a_k^2} = a_k$.": ["refuted"],
    r"Let $a_1, \dots, a_n > 0$ and $b_1, \dots, b_n \in \{0, 1\}$. Then $b_i^2 = b_i$, $a_i^2 = a_i$.": ["proved", "refuted"],
    # beside numbers a_1, ..., a_n the a of a function is a number; beside a vector they may be its entries
    r"Let $a_1, \dots, a_n \in \mathbb{R}$, $f(a) = 3 a e^{-a}$. Then $f(a_i) = 3 a_i e^{-a_i}$.": ["given", "proved"],
    "Let $a \\in \\mathbb{R}^n$. Then $a^\\top a = \\sum_{i=1}^n a_i^2$.\n\n## Later\n\nLet $a_1, \\dots, a_m \\in \\mathbb{R}$.": [
        "proved"
    ],
    r"Let $a_1, \dots, a_n \in \mathbb{R}$ and $f(a) = a^2$. Then $f(a_i) = a_i^2$ and $\|a\|^2 = \sum_{i=1}^n f(a_i)$.": [
        "given",
        "proved",
        "proved",
    ],
    # families over sets and ranges
    r"Let $W$ be a finite set and $g_w \in \mathbb{R}^d$ for $w \in W$. "
    r"Then $\sum_{w \in W} g_w^\top g_w = \sum_{w \in W} \|g_w\|^2$.": ["proved"],
    r"Let $c_i \in \mathbb{R}$ for $1 \le i \le n$. Then $\sum_{i=1}^n 2 c_i = 2 \sum_{i=1}^n c_i$.": ["proved"],
    r"Let $W$ be a finite set, $r_w > 0$ for $w \in W$ with $\sum_{w \in W} r_w = 1$. Then $\sum_{w \in W} 3 r_w = 3$.": ["proved"],
    r"Let $W$ be a finite set, $r_w > 0$ for $w \in W$. Then $\sum_{w \in W} 3 r_w = 3$.": ["refuted"],
    # maps, and a variance
    r"Suppose $f, g : \mathbb{R} \to \mathbb{R}$ are smooth. "
    r"With $h(x) = f(x) g(x)$ we get $h'(x) = f'(x) g(x) + f(x) g'(x)$.": ["given", "proved"],
    r"The variance is $\sigma^2$ with $\sigma > 0$. $\frac{d}{d\sigma} \sigma^2 = 2 \sigma$": ["undecided", "proved"],
    # what is said of a case is not told
    r"If $k \in \mathbb{Z}$, $\cos(2 \pi k) = 1$. Now $\cos(2 \pi k) = 1$.": ["undecided", "undecided"],
    # sequences
    r"Let $m_0 = 0$, $m_t = b m_{t-1} + g_t$ for $t \ge 1$. Then $m_2 = b g_1 + g_2$, $m_1 = g_2$.": [
        "given",
        "given",
        "proved",
        "refuted",
    ],
    r"Start from $y_0 > 0$ and iterate $y_{k+1} = 3 y_k$. So $y_2 = 9 y_0$.": ["undecided", "given", "proved"],
    r"Let $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$; iterate $x_{k+1} = x_k - a A x_k$. "
    r"With $e_k = 2 x_k$, $e_{k+1} = (I - a A) e_k$.": [
        "given",
        "given",
        "proved",
    ],
    # names of their own
    r"$s_{xy} = 3 a$, $s_{xy} = 4 a$. $t^+ = 2 t$, $t^+ - t = t$": ["given", "refuted", "given", "proved"],
    r"Let $a_1, \dots, a_n \in \mathbb{R}^d$ and $D_{ij} = \|a_i - a_j\|^2$. Then $D_{ij} = D_{ji}$.": ["given", "proved"],
}
SUPPOSES = {
    SPECTRAL + r" Then $M^2 q = \theta^2 q$. Also $M^2 q = \theta q$.": ["proved", "refuted"],
    # it still may be meant where the page no longer says so; what fails even then is wrong
    f"{SPECTRAL}\n\n## Later\n\n$q^\\top M q = \\theta q^\\top q$, $q^\\top M q = 2 \\theta q^\\top q$": ["undecided", "refuted"],
    r"For $x, y \in \mathbb{R}^n$ with $x^\top y = 0$ we have $\|x + y\|^2 = \|x\|^2 + \|y\|^2$.": ["proved"],
    "For $x, y \\in \\mathbb{R}^n$ with $x^\\top y = 0$ we have $y^\\top x = 0$.\n\nAnd $x^\\top y = 0$.": ["proved", "refuted"],
    r"Let $x \in \mathbb{R}$ with $x^2 = 4$. Then $x^4 = 16$. Then $x = 2$.": ["proved", "refuted"],
    # a claim right behind "let ...," or of what the page has defined is a claim
    r"Let $x \in \mathbb{R}$, $(x + 1)^2 = x^2 + 1$.": ["refuted"],
    r"Let $x \in \mathbb{R}^n$ and $P = x x^\top$ with $P^2 = P$.": ["given", "refuted"],
    # what "let ... with" says of a variable no witness may break, wherever it stands
    "Let $M \\in \\mathbb{R}^{n \\times n}$ with $M^2 = M$.\n\n$(I - M)^2 = I - M$ and $(I - M)^2 = M + I$": ["undecided"] * 2
    + ["refuted"],
    "Consider $s, t \\in \\mathbb{R}$ such that $s + t = 1$.\n\n- $t - 1 = -s$\n- $t + s = 2$": ["undecided"] * 2 + ["refuted"],
    "Seien $s, t \\in \\mathbb{R}$ mit $s + t = 1$.\n\n(a) $t - 1 = -s$": ["undecided"] * 2,
    r"Let $s, t \in \mathbb{R}^n$ be vectors of equal length. $\|s\| = \|t\|$": ["undecided"],
    r"Let $s \in \mathbb{R}^n$ have zero mean. $\sum_i s_i = 0$": ["undecided"],
    r"Let $s \in \mathbb{R}^n$ be an eigenvector of $M \in \mathbb{R}^{n \times n}$ to $r$. $M s = r s$": ["undecided"],
    r"Let $s \in \mathbb{R}^n$ be a vector. $\|s\| = 1$": ["refuted"],
    r"Let $M \in \mathbb{R}^{n \times n}$. It is right only where $M$ is symmetric: $M^\top = M$": ["refuted"],
    r"Let $f : \mathbb{R} \to \mathbb{R}$ be periodic with period $1$. $f(x + 1) = f(x)$": ["undecided"],
    r"Let $f : \mathbb{R} \to \mathbb{R}$ be a smooth function. $f(x + 1) = f(x)$": ["refuted"],
    r"Let $M, N \in \mathbb{R}^{n \times n}$ commute. $M N = N M$": ["undecided"],
    r"Let $M \in \mathbb{R}^{n \times n}$ be not invertible. $\det M = 0$ and $M M^{-1} = I$": ["proved", "undecided"],
    r"Let $M \in \mathbb{R}^{n \times n}$ be not necessarily invertible. $\det M = 0$ and $M M^{-1} = I$": ["refuted", "proved"],
    r"Let $M \in \mathbb{R}^{n \times n}$. Special case $M = 2 I$: $M^2 = 4 I$.": ["proved"],
    r"Let $M \in \mathbb{R}^{n \times n}$ and let $q \in \mathbb{R}^n$ be an eigenvector, i.e. $M q = r q$, with $\|q\| = 1$. "
    r"Then $M^2 q = r^2 q$.": ["proved"],
    r"Let $q \in \mathbb{R}^n$ with $\|q\| = 1$. Then $q^\top q = 1$, $\operatorname{tr}(q q^\top) = 1$, $q^\top q = 2$.": [
        "proved",
        "proved",
        "refuted",
    ],
    r"Let $x, y \in \mathbb{R}^n$ with $\|x\| = \|y\|$. Then $(x + y)^\top (x - y) = 0$.": ["proved"],
    # throughout
    "Throughout, $M \\in \\mathbb{R}^{n \\times n}$ and $q \\in \\mathbb{R}^n$ with $M q = q$.\n\n## Later\n\n$M^2 q = q$": ["proved"],
    r"Let $M, N \in \mathbb{R}^{n \times n}$. There are no matrices such that $M N - N M = I$.": ["refuted"],
    # a thing that is called a set is not something that one sets
    r"Let $S$ be a finite set and $x \in \mathbb{R}$. Then $x + x = 3 x$.": ["refuted"],
}
# a letter alone, in another part a family
ALONE = {
    "Let $x_1, \\dots, x_n \\in \\mathbb{R}^d$, $w \\in \\mathbb{R}^d$ and $s_i = w^\\top x_i$, $L = \\sum_{i=1}^n s_i^2$.\n\n"
    "(a) $\\sigma'(s) = \\sigma(s)(1 - \\sigma(s))$. $\\frac{\\partial L}{\\partial s_i} = 2 s_i$. $s_i = x_i^\\top w + 1$.": [
        "given",
        "given",
        "proved",
        "proved",
        "refuted",
    ],
}
ALONE[r"Let $x \in \mathbb{R}^n$. The numbers $x_i$ ($i = 1, \dots, n$) satisfy $\sum_i x_i = \sum_j x_j$; ($x_1 = x_2$)."] = [
    "proved",
    "refuted",
]
ALONE[r"Let $x \in \mathbb{R}^n$. With one number ($n = 1$) we have $x_i = x_i n$ and $x_i = 2 x_i$."] = ["proved", "refuted"]
ALONE[r"A batch of numbers $x \in \mathbb{R}^n$ ($n = 20$ in the figure) has $\sum_i x_i^2 = (\sum_i x_i)^2$."] = ["undecided", "refuted"]
ALONE[r"Let $p$ be a distribution on a finite set $X$. $x_1 + x_1 = 2 x_1$, $p_x = p_x$, $M(p) = \sum_{x \in X} p(x)$."] = [
    "undecided",
    "proved",
    "given",
]
# a letter that runs over part of an axis
PARTS = {
    r"$\delta_i = s_i^2$ for all $i$. $\delta_i = s_i s_i$. $\delta_i = s_i$.": ["given", "proved", "refuted"],
    r"$\delta_2 = s_1 + 1$, so $\delta_2 - 1 = s_1$, $\sum_j \delta_{ij} s_j = s_i$.": ["given", "proved", "proved"],
    r"Suppose $s_1$ is a count and $c > 0$. Then $|c| = c$.": ["proved"],
    r"Suppose $s_1$ is what we show and $c > 0$. Then $|c| = c$.": ["undecided", "undecided"],
    r"$s_k = s_1$ for $k = 2, \dots, K$.": ["refuted"],
    r"$[k = 1] = 0$ for $k = 2, \dots, K$. $[k = 1] = 0$ for $k = 1, \dots, K$.": ["proved", "refuted"],
    r"$\sum_{j=1}^K [j = k] s_j = s_k$ for $k = 2, \dots, K$.": ["proved"],
    r"$\frac{\partial s_1}{\partial s_k} = 0$ for $k = 2, \dots, K$.": ["proved"],
    r"$\frac{\partial s_1}{\partial s_k} = 0$ for $k = 1, \dots, K$.": ["refuted"],
    r"$s_k = s_k$ for $k = 0, \dots, K$.": ["ill-typed"],
    r"$s_k = s_k$ for $k = 1, \dots, K + 1$.": ["ill-typed"],
}
PRIMES = {
    r"Let $A \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$. $\nabla_x (x'A'Ax) = 2 A'Ax$, $(Ax)' = x'A'$": ["proved", "proved"],
    r"Let $A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$. $x'(t) = A x(t)$": ["undecided"],
    r"Let $A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$. $x' = A x$, $x^\top x' = x^\top A x$": ["given", "proved"],
}


@pytest.mark.parametrize("page", [*TELLS, *SUPPOSES, *ALONE, *PRIMES])
def test_running_text(page: str) -> None:
    found = check_text(f"{page}\n").judgements
    assert [str(j.verdict.value) for j in found] == {**TELLS, **SUPPOSES, **ALONE, **PRIMES}[page], [j.reason for j in found]


@pytest.mark.parametrize("text", PARTS)
def test_a_letter_over_part_of_an_axis(text: str) -> None:
    found = check_text(f"**Given** $s \\in \\mathbb{{R}}^K$\n\n{text}\n").judgements
    assert [str(j.verdict.value) for j in found] == PARTS[text], [j.reason for j in found]
