"""Shapes in words, and what is no shape: of each sentence of a Given what its names are, asked by formulas that only these shapes allow."""

from __future__ import annotations

import pytest

from derive.checking import check_text

SQUARE_AND_COLUMN = r"\frac{\partial}{\partial x} (x^\top A x) = (A + A^\top) x"
WIDE = r"\|W x + b\|^2 = \sum_{i=1}^m \left(\sum_{j=1}^n W_{ij} x_j + b_i\right)^2"
ROW = r"r A r^\top = \sum_{i=1}^n \sum_{j=1}^n r_i A_{ij} r_j"

TOLD = [
    (SQUARE_AND_COLUMN, r"$A$ is an $n \times n$ matrix, $x$ is an $n$-dimensional vector."),
    (SQUARE_AND_COLUMN, r"Let $A$ be an $n \times n$ real matrix and $x$ a column vector of length $n$."),
    (SQUARE_AND_COLUMN, r"$A$ is a matrix of size $n \times n$ and $x$ is a vector of dimension $n$"),
    (SQUARE_AND_COLUMN, r"Here $x$ is a $n\times1$ vector, and $A$ is $n\times n$."),
    (SQUARE_AND_COLUMN, r"$x$: $n \times 1$; $A$: $n \times n$"),
    (SQUARE_AND_COLUMN, r"$x$ ($n \times 1$), $A$ ($n \times n$)"),
    (SQUARE_AND_COLUMN, r"$n$-vectors $x$ and $y$, an $(n \times n)$ real matrix $A$"),
    (SQUARE_AND_COLUMN, r"the matrices $A$ and $B$ are both $n \times n$; $x$ has length $n$"),
    (SQUARE_AND_COLUMN, r"$A$, an $n \times n$ matrix; $x$, a vector of length $n$"),
    (SQUARE_AND_COLUMN, r"$A$는 $n \times n$ 행렬, $x$는 $n$차원 벡터"),
    (SQUARE_AND_COLUMN, r"$n \times n$ 행렬 $A$와 $n$차원 열벡터 $x$"),
    (SQUARE_AND_COLUMN, r"$A$是$n\times n$矩阵，$x$是$n$维列向量"),
    (WIDE, r"an $m \times n$ matrix $W$, an $m$-vector $b$ and an $n$-vector $x$"),
    (WIDE, r"$W$ an $m \times n$ matrix, $b$ a vector of length $m$, $x$ a vector of length $n$"),
    (WIDE, r"an $n$-vector $x$ and $m$-vector $b$, and $W$ is $m \times n$"),
    (WIDE, r"$x$ of dimension $n$, $b$ of dimension $m$, and $W$ of size $m \times n$"),
    (WIDE, r"$W$ has shape $m \times n$, $x$ has size $n$ and $b$ has size $m$"),
    (ROW, r"$r$ is an $n$-dimensional row vector and $A$ an $n \times n$ matrix"),
]


@pytest.mark.parametrize(("formula", "words"), TOLD)
def test_words_say_a_shape(formula: str, words: str) -> None:
    (judged,) = check_text(f"**Given** {words}\n\n## a)\n\n$${formula}$$\n").judgements
    assert judged.verdict.value == "proved", judged.reason


SILENT = [
    r"$x$, $n \times n$ grids", r"the rank of $A$ is $n$", r"$A$ does not have size $n \times n$", r"$A$ acts on vectors of length $n$",
    r"$x$ is the sum of an $n \times n$ array", r"$A$ is not an $n \times n$ matrix",
]  # fmt: skip


@pytest.mark.parametrize("words", SILENT)
def test_other_words_say_none(words: str) -> None:
    (judged,) = check_text(f"**Given** {words}\n\n## a)\n\n$${SQUARE_AND_COLUMN}$$\n").judgements
    assert judged.verdict.value == "undecided", judged.reason
