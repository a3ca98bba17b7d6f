"""Whole pages as students write them: what their words and their notation say of names, and what comes of each step."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file

SIGNS = {"+": "proved", "-": "given", "x": "refuted", "!": "ill-typed", "?": "undecided"}
VECTORS = r"""**Given**
- $m, r \in \mathbb{N}$; $z_a \in \mathbb{R}^r$ for $a = 1, \dots, m$
- ROWS

"""
GRAM, OTHER = r"$\sum_a z_a z_a^\top = Z^\top Z$", r"$\sum_a z_a z_a^\top = 2 Z^\top Z$"
SOFTMAX = r"""Let $z \in \mathbb{R}^n$ and $q_k = \frac{e^{z_k}}{\sum_{j=1}^n e^{z_j}}$.

"""
LINK = r"""**Given**
- $m, r \in \mathbb{N}$; $v, x_k \in \mathbb{R}^r$ for $k = 1, \dots, m$
- $g(a) = \frac{1}{1 + e^{-a}}$; $a_k = v^\top x_k$; $q_k = g(a_k)$
- $F(v) = -\sum_{k=1}^m \ln(1 - q_k)$

"""
HESSIAN = r"\sum_k q_k (1 - q_k) x_k x_k^\top"


def rows(words: str, *steps: str) -> str:
    return VECTORS.replace("ROWS", words) + "\n\n".join(steps)


PAGES: dict[str, tuple[str, str]] = {
    # a matrix of declared vectors, in a Given
    "with rows": (rows(r"$Z \in \mathbb{R}^{m \times r}$ with rows $z_a^\top$", GRAM, OTHER), "+x"),
    "whose rows are": (rows(r"$Z \in \mathbb{R}^{m \times r}$, the matrix whose rows are $z_1^\top, \dots, z_m^\top$", GRAM, OTHER), "+x"),
    "as rows, in Korean": (rows(r"$z_a^\top$를 행으로 갖는 행렬 $Z$", GRAM, OTHER), "+x"),
    "as columns": (rows(r"$Z \in \mathbb{R}^{r \times m}$ has the $z_a$ as its columns", r"$\sum_a z_a z_a^\top = Z Z^\top$", GRAM), "+!"),
    "not told how": (rows(r"$Z \in \mathbb{R}^{m \times r}$, where the $z_a$ are stacked", GRAM, OTHER), "??"),
    "not told": (rows(r"$Z \in \mathbb{R}^{m \times r}$", GRAM), "x"),
    "columns before the vectors": (
        r"""**Given** $Z \in \mathbb{R}^{r \times m}$ with columns $z_a \in \mathbb{R}^r$

$\sum_a z_a z_a^\top = Z Z^\top$ and $\sum_a z_a z_a^\top = Z$""", "+!",
    ),
    # cases of two letters that are only subscripts
    "for i = k": (
        SOFTMAX + r"""For $i = k$: $$\frac{\partial q_k}{\partial z_k} = q_k (1 - q_k)$$
and for $i \neq k$: $$\frac{\partial q_k}{\partial z_i} = -q_k q_i$$ $$\frac{\partial q_k}{\partial z_i} = q_k q_i$$""", "-++x",
    ),
    "case 1, case 2": (
        SOFTMAX + r"""Case 1: $i = k$. $$\frac{\partial q_k}{\partial z_i} = q_i (1 - q_k)$$
Case 2 ($i \neq k$): $$\frac{\partial q_k}{\partial z_i} = -q_i q_k$$ $$\frac{\partial q_k}{\partial z_i} = -q_i^2$$""", "-++x",
    ),
    "cases in Korean": (SOFTMAX + r"경우 1: $i = k$ $$\frac{\partial q_k}{\partial z_i} = q_k - q_k^2$$", "-+"),
    # the formal name of a function, beside numbers of the same letter
    "formal name": (
        LINK + r"""$$\frac{dg}{da} = g(a)(1 - g(a))$$ $$1 - g(a) = \frac{e^{-a}}{1 + e^{-a}} = \frac{1}{1 + e^a}$$
$$\frac{d}{da} \ln(1 - g(a)) = g(a)$$""", "+++x",
    ),
    "no formal name": (LINK + r"$$\frac{d}{da} \frac{1}{1 + e^a} = 1$$", "!"),
    # second derivatives
    "nabla nabla": (LINK + rf"$$\nabla\nabla F(v) = {HESSIAN}$$ $$\nabla \nabla F(v) = 2 {HESSIAN}$$", "+x"),
    "nabla nabla transposed": (
        LINK + rf"$$\nabla_v \nabla_v^\top F(v) = {HESSIAN}$$ $$\nabla \nabla^\top F(v) = 2 {HESSIAN}$$", "+x",
    ),
    # vectors of few numbers, sizes that only sums name
    "one-hot in a power": (
        r"The label $t \in \{0, 1\}^r$ is one-hot. $\sum_k t_k = 1$, $t^\top t = 1$, $\sum_k t_k = 2$", "++x",
    ),
    "a power alone": (r"Let $t \in \{0, 1\}^r$ and $s \in \{-1, 1\}^m$. $t_k^2 = t_k$, $s^\top s = m$, $s_i^2 = s_i$", "++x"),
    "a size of sums": (r"$\sum_{i=1}^N i = \frac{N (N + 1)}{2}$ and $\sum_{i=1}^N 1 = N + 1$", "+x"),
    "a set and a size": (r"$\sum_{w \in V} 1 = |V|$ and $\sum_{w=1}^V 1 = V$", "??"),
    # shapes that the place tells
    "ones in a sum": (
        r"""**Given**
- $A \in \mathbb{R}^{m \times r}$; $b \in \mathbb{R}^r$; $c \in \mathbb{R}^m$
- $S = A + \mathbf{1} b^\top$

$S_{ij} = A_{ij} + b_j$, $A + c \mathbf{1}^\top = c \mathbf{1}^\top + A$, $S = A + c \mathbf{1}^\top$,
$A + \mathbf{1} c^\top = A$""", "++x!",
    ),
    "an entry of a bracket": (
        r"""**Given** $Z_2 \in \mathbb{R}^{m \times r}$; $Q_{ij} = \frac{\exp (Z_2)_{ij}}{\sum_{l=1}^r \exp (Z_2)_{il}}$

$\sum_j Q_{ij} = 1$ and $\sum_i Q_{ij} = 1$""", "+x",
    ),
    # second derivatives by a defined name; a name beside what it is made of
    "by defined logits": (
        r"""**Given**
- $W \in \mathbb{R}^{m \times r}$; $x \in \mathbb{R}^r$
- $s = W x$; $q = \operatorname{softmax}(s)$; $F = \log \sum_k e^{s_k}$

$\frac{\partial^2 F}{\partial s_i \partial s_j} = q_i (\delta_{ij} - q_j)$, $\nabla_s^2 F = \operatorname{diag}(q) + q q^\top$,
$\frac{\partial^2 F}{\partial s_i^2} = q_i (1 - q_i)$""", "+x+",
    ),
    "made of one array": (
        r"""**Given**
- $s \in \mathbb{R}^r$ with $s_j > 0$ for $j = 1, \dots, r$
- $D = \sum_j (s_j^2 - \log s_j^2)$; $\rho_j = \log s_j^2$

$\frac{\partial D}{\partial \rho_j} = e^{\rho_j} - 1$""", "?",
    ),
    # a variable that a definition differentiates by is not defined later
    "differentiated by": (
        r"""**Given** $S, B, W \in \mathbb{R}^{r \times r}$; $L = \sum_{i,j} B_{ij} S_{ij}^2$

$$D = \frac{\partial L}{\partial B}$$ $$B = D W$$""", "-x",
    ),
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_says(page: str, tmp_path: Path) -> None:
    text, expected = PAGES[page]
    path = tmp_path / "page.md"
    path.write_text(text + "\n", encoding="utf-8")
    judgements = check_file(str(path)).judgements
    assert [j.verdict.value for j in judgements] == [SIGNS[s] for s in expected], [j.reason for j in judgements]
