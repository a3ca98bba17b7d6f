"""Notations that authors differ in: ranges with two dots, `=:`, entries times a bracket, `\nabla^2 f v`, `u_{t+k}`, `H_{Y|X}`; sequences
that the text declares with values in a set of the Given."""

from __future__ import annotations

import pytest

from derive.checking import check_text

RANGES = r"""$d \in \mathbb{N}$; $x \in \mathbb{R}^d$; $y_i = 2 x_i$ for $i = 1..d$
- $u_i = 3 x_i$ for $i = 1 \ldots d$; $q_i = 5 x_i$ for $i \in \{1..d\}$"""
FILTER = r"""$M, T \in \mathbb{N}$; $w_k \in \mathbb{R}$ for $k = 1, \dots, M$; $u_t \in \mathbb{R}$ for $t = 1, \dots, T + M$
- $c_t = \sum_{k=1}^M w_k u_{t+k}$ for $t = 1, \dots, T$"""
FUNCTION = r"""$n \in \mathbb{N}$; $x, v \in \mathbb{R}^n$
- $f(x) = \log \sum_{i=1}^n e^{x_i}$; $s = \operatorname{softmax}(x)$"""
ENTROPIES = r"""$X$ and $Y$ finite sets; $p(x, y) > 0$ for $x \in X, y \in Y$; $H_X, H_{XY}, H_{X|Y} \in \mathbb{R}$
- $I_{X;Y} = H_X - H_{X|Y}$
- $p_X(x) = \sum_{y \in Y} p(x, y)$ for $x \in X$; $p_{Y|X}(y|x) = \frac{p(x, y)}{p_X(x)}$ for $x \in X, y \in Y$"""
WORDS = r"$V$ a finite set; $d \in \mathbb{N}$; $v_w \in \mathbb{R}^d$ for $w \in V$; $o \in V$"
KOREAN = r"""$n, d \in \mathbb{N}$; $w \in \mathbb{R}^d$
- $x_i \in \mathbb{R}^d$ 는 $i = 1, \dots, n$ 에 대한 입력
- 모든 $i = 1, \dots, n$ 에 대해 $b_i \in \mathbb{R}$
- $i \in \{1, \dots, n\}$ 에 대하여 $p_i = \sigma(x_i^\top w)$"""
SAMPLED = r"""$K, n\in \mathbb{N}$; $c \in \{1, \dots, n\}$; $x \in \mathbb{R}^n$; $n_k \in \{1, \dots, n\}$ for $k = 1, \dots, K$
- $S = \sum_{k=1}^K x_{n_k}$"""
FROBENIUS = r"""$m, n, k \in \mathbb{N}$; $R \in \mathbb{R}^{m \times n}$; $P \in \mathbb{R}^{m \times k}$; $Q \in \mathbb{R}^{n \times k}$
- $E = R - P Q^\top$; $F = \|E\|_F^2 + \|P\|_F^2$"""
ONES = r"""$n, d \in \mathbb{N}$; $X \in \mathbb{R}^{n \times d}$; $\mathbf{1} \in \mathbb{R}^n$ the vector of ones; $y \in \mathbb{R}^n$
- $C = I - \frac1n \mathbf{1} \mathbf{1}^\top$; $m = \frac1n X^\top \mathbf{1}$"""
TIED = r"""$n \in \mathbb{N}$; $a_i, b_i, c_i \in \mathbb{R}$ for $i = 1, \dots, n$; $t, u \in \mathbb{R}$
- $a_i = 2 b_i$ for $i = 1, \dots, n$; $\sum_{i=1}^n c_i = 1$; $c_1 = u^2 + a_1$"""
LABELLED = r"""$n \in \mathbb{N}$; $x, u \in \mathbb{R}^n$; $\lambda, T > 0$; $A_{ijk} \in \mathbb{R}$ for $i, j, k = 1, \dots, n$
- $L_{reg}(x) = \lambda x^\top x$; $L_{data}(x) = \sum_{i=1}^n x_i$; $L_{tot}(x) = L_{reg}(x) + L_{data}(x)$
- $f_T(x) = T \log \sum_{i=1}^n e^{x_i / T}$; $z_{ij} \in \mathbb{R}$ for $i, j = 1, \dots, n$"""
VALUES = r"""$X$ 는 유한집합; $p_x > 0$ ($x \in X$); $\sum_{x \in X} p_x = 1$; $f_x, g_x, a, b \in \mathbb{R}$ ($x \in X$)
- $m = \sum_{x \in X} p_x f_x$; $v = \sum_{x \in X} p_x (f_x - m)^2$"""
NUMBERS = r"$a, b, s, t \in \mathbb{R}$, $D = a - b$"

CASES = [
    (VALUES, r"모든 $x$ 에 대하여 $g_x = 2 f_x + 1$ 이면 $\sum_{x \in X} p_x g_x = 2 m + 1$ 이고 $g_x = f_x$ 이다.", "+-"),
    (VALUES, r"$f_x = 2$ 가 모든 $x$ 에 대하여 성립하면 $v = 0$ 이고 $m = 2$ 이고 $m = 0$ 이다.", "++-"),
    (
        LABELLED,
        r"$\nabla L_{tot}(x) = 2 \lambda x + \mathbf{1}$, $\nabla L_{reg}(2 u) = 4 \lambda u$, $\nabla L_{reg}(u) = 2 \lambda x$",
        "++-",
    ),
    (LABELLED, r"$\nabla f_T(x) = \operatorname{softmax}(x / T)$, $\nabla f_T(u) = \operatorname{softmax}(u)$", "+-"),
    (LABELLED, r"$\sum_{i=1}^n \sum_{j=i}^n z_{ij} = \sum_{j=1}^n \sum_{i=1}^j z_{ij}$, $A_{ijk} = A_{jik}$", "+-"),
    (FROBENIUS, r"$\frac{\partial F}{\partial P} = 2 P - 2 E Q$, $\frac{\partial F}{\partial P} = 0$", "+-"),
    (FROBENIUS, r"$\frac{\partial F}{\partial Q} = -2 E^\top P$", "+"),
    (FROBENIUS, r"$F = \operatorname{tr}(E^\top E) + \operatorname{tr}(P P^\top)$, $F = \operatorname{tr}(E^\top E)$", "+-"),
    (
        ONES,
        r"$C \mathbf{1} = 0$, $C^2 = C$, $\operatorname{tr} C = n - 1$, $C X = X - \mathbf{1} m^\top$, $\mathbf{1}^\top y = n y_1$",
        "++++-",
    ),
    (ONES, r"$\sum_{i=1}^n [y_i > 0] = \sum_{i=1}^n \mathbf{1}[y_i > 0]$, $\mathbf{1}_d^\top m = \sum_{j=1}^d m_j$", "++"),
    (TIED, r"$\frac{\partial}{\partial b_j} \sum_{i=1}^n a_i = 2$, $\frac{\partial}{\partial b_j} \sum_{i=1}^n a_i = 0$", "+-"),
    (TIED, r"$\frac{\partial}{\partial u} \sum_{i=1}^n c_i = 0$", "?"),  # c_1 moves with u: no variable of its own
    (SAMPLED, r"$\sum_{k=1}^K [n_k = c] = 0 \quad \text{if } n_k \neq c \text{ for all } k$", "+"),
    (SAMPLED, r"$\sum_{k=1}^K [n_k = c] = 0 \quad (n_k \neq c \text{ for all } k)$", "+"),
    (
        SAMPLED,
        r"$\sum_{k=1}^K [n_k = c] = 0 \quad (n_k \neq c \ \forall k)$, $\sum_{k=1}^K [n_k = c] = 0 \quad (\forall k: n_k \neq c)$",
        "++",
    ),
    (SAMPLED, r"$\sum_{k=1}^K [n_k = c] = 1 \quad (n_k \neq c \text{ for all } k)$", "-"),
    (SAMPLED, r"$\sum_{k=1}^K [n_k = c] = 0 \quad (n_k \neq c)$", "?"),  # for one k, or for all of them
    (SAMPLED, r"$\frac{\partial S}{\partial x_a} = 0$ if $n_k \neq a$ for all $k$.", "+"),
    (SAMPLED, r"$S = 0$ if $n_k \neq a$ for all $k$.", "?"),  # for this a; for every a there is no sample
    (SAMPLED, r"$\frac{\partial S}{\partial x_a} = 1 \quad \text{if } n_k \neq a \text{ for all } k$", "-"),
    (NUMBERS, r"$\sqrt{D^2} = D \quad (D > 0)$, $\sqrt{D^2} = -D \quad (D > 0)$", "a?-?"),  # D is defined: by its form no condition
    (NUMBERS, r"$\frac{d^2}{dt^2} \tanh t = -2 \tanh t \, (1 - \tanh^2 t)$", "+"),  # the function in the bracket ends the argument
    (NUMBERS, r"$\frac{d^2}{dt^2} \tanh t = 2 \tanh t \, (1 - \tanh^2 t)$", "-"),
    (NUMBERS, r"$\sin t (a + b) = \sin(t a + t b)$, $\sin 2 (a + b) = \sin(2 a + 2 b)$", "++"),
    (KOREAN, r"$1 - p_i = \sigma(-x_i^\top w)$, $\sum_{i=1}^n b_i x_i = \sum_{i=1}^n x_i b_i$, $1 - p_i = p_i$", "++-"),
    (NUMBERS, r"$a = 1$, $b = 1$ 이면 $D = 0$ 이다.", "+"),
    (NUMBERS, r"또한 $a = 1$, $b = 1$, $t = 0$일 때 $D = t$ 이다.", "+"),
    (NUMBERS, r"$a > 0$, $b > 0$ 이면 $|a b| = a b$ 이고 $|a b| = a$ 이다.", "+-"),
    (NUMBERS, r"$D = 5$, $a = b$ 이면 $D = 0$ 이다.", "-+"),  # a claim, and then a case
    (NUMBERS, r"$a = 1$, $b = 1$ 이면 $D = 1$ 이다.", "-"),
    (RANGES, r"$\sum_{i=1}^d y_i = 2 \sum_{i=1}^d x_i$, $\sum_{i=1}^d u_i = 3 \sum_{i=1}^d x_i$", "++"),
    (RANGES, r"$\sum_{i=1}^d q_i = 5 \sum_{i=1}^d x_i$, $\sum_{i=1}^d q_i = 4 \sum_{i=1}^d x_i$", "+-"),
    (RANGES, r"$\frac{\partial}{\partial x} x^\top x = 2 x =: g$ and $g + x = 3 x$, $g = x$", "+=+-"),
    (RANGES, r"$x_i [i = j] = 5$, $x_i [i = j] = x_j [i = j]$", "-+"),
    (FILTER, r"$\frac{\partial c_t}{\partial w_k} = u_{t+k}$, $\frac{\partial c_t}{\partial w_k} = u_t$", "+-"),
    (FILTER, r"$\frac{\partial}{\partial w_k} \sum_{t=1}^T c_t = \sum_{s=k+1}^{T+k} u_s$", "+"),
    (FILTER, r"$c_t u_t = u_t c_t$, $c_t u_t = u_t$", "+-"),
    (FILTER, r"for $t = 1, \dots, T$ and $k = 1, \dots, M$, $\frac{\partial c_t}{\partial w_k} = u_{t+k}$", "+"),
    (FUNCTION, r"$v^\top \nabla^2 f v = \sum_{i=1}^n s_i v_i^2 - (s^\top v)^2$, $\nabla^2 f \, v = s \odot v - s$", "+-"),
    (FUNCTION, r"$\nabla_x^2 f v = s \odot v - s s^\top v$, $\nabla^2 f \, \mathbf{1} = 0$, $\nabla^2 f v = v$", "++-"),
    (FUNCTION, r"$\operatorname{tr}(\nabla^2 f v v^\top) = \sum_{i=1}^n s_i v_i^2 - (s^\top v)^2$", "+"),
    (FUNCTION, r"$\nabla_x f v = v s^\top$, $\nabla_x f v = s v^\top$", "+-"),  # a column of numbers f v_i is differentiated
    (FUNCTION, r"One number ($n = 1$): $f(x) = x_1$, $x^\top v = x_1 v_1$. Then $f(x) = v_1$", "++-"),
    (ENTROPIES, r"With $H_{Y|X} = H_{XY} - H_X$ we have $H_{XY} = H_{Y|X} + H_X$ and $H_{Y|X} = H_X$.", "=+-"),
    (ENTROPIES, r"$\sum_{y \in Y} p_{Y|X}(y|x) = 1$, $p_{Y|X}(y|x) p_X(x) = p(x, y)$, $p_{Y|X}(y|x) = p(x, y)$", "++-"),
    (ENTROPIES, r"$I_{X;Y} + H_{X \mid Y} = H_X$, $I_{X;Y} = H_X$", "+-"),
    (WORDS, r"Let $s_j \in V$ for $j = 1, \dots, m$. $\sum_{j=1}^m v_{s_j} = \sum_{w \in V} \sum_{j=1}^m [s_j = w] v_w$", "+"),
    (WORDS, r"$s_j \in V$ for $j = 1, \dots, m$ 라 하자. $\sum_{j=1}^m v_{s_j} = m v_o$", "-"),
    (WORDS, r"$j = 1, \dots, m$ 에 대하여 $s_j \in V$ 라 하자. $\sum_{j=1}^m v_{s_j} - v_{s_1} = \sum_{j=1}^m v_{s_j} - v_{s_1}$", "+"),
    (
        WORDS,
        r"Let $s_1, \dots, s_m \in V$. $\frac{\partial}{\partial v_w} \sum_{j=1}^m v_{s_j}^\top v_{s_j} = \sum_{j=1}^m [s_j = w] 2 v_w$",
        "+",
    ),
    (WORDS, r"Let $s_j \in A$ for $j = 1, \dots, m$. $\sum_{j=1}^m v_{s_j} = 0$", "?"),  # A is no known set
]
SIGNS = {"proved": "+", "refuted": "-", "given": "=", "undecided": "?", "ambiguous": "a"}


@pytest.mark.parametrize(("given", "line", "signs"), CASES)
def test_notations(given: str, line: str, signs: str) -> None:
    checked = check_text(f"**Given**\n- {given}\n\n(a) {line}\n")
    found = "".join(SIGNS.get(j.verdict.value, "!") for j in checked.judgements)
    assert found == signs, [(j.step.left.latex, j.verdict.value, j.reason) for j in checked.judgements]


# a numbered list behind the list of a Given is what is derived from it; one that is its only list declares
LISTS = [
    ("**Given.** $x \\in \\mathbb{R}$.\n\n1. $y = 2x$\n2. $z = x + x$\n\n(a) $y = z$\n", "+"),
    ("**Given**\n- $x \\in \\mathbb{R}$\n\n1. $x + x = 2x$\n\n2. $x + x = x$\n", "+-"),
    ("**Given**\n1. $x \\in \\mathbb{R}$\n2. $y = 2x$\n\n(a) $y = x + x$\n", "+"),
    ("**Given** a size $n$ and these:\n\n1. $x \\in \\mathbb{R}^n$\n2. $y = 2x$\n\n(a) $y = x + x$\n", "+"),
]


@pytest.mark.parametrize(("page", "signs"), LISTS)
def test_numbered_lists(page: str, signs: str) -> None:
    found = "".join(SIGNS.get(j.verdict.value, "!") for j in check_text(page).judgements)
    assert found == signs
