"""Matrices of which facts say A B = I or that they are diagonal, brackets beside relu, derivatives inside of inverses, whole exponents."""

from __future__ import annotations

import pytest

from derive.checking import check_text

P, R = "proved", "refuted"
INVERSE = r"$A, B \in \mathbb{R}^{n \times n}$; $A B = I$"
ORTHOGONAL = r"$Q \in \mathbb{R}^{n \times n}$; $x \in \mathbb{R}^n$; $Q^\top Q = I$"
TALL = r"$Q \in \mathbb{R}^{n \times k}$; $Q^\top Q = I$"
DIAGONAL = r"$D \in \mathbb{R}^{n \times n}$; $x \in \mathbb{R}^n$; $D_{ij} = 0$ for $i \neq j$"
LOWER = r"$D \in \mathbb{R}^{n \times n}$; $D_{ij} = 0$ for $i < j$"
LABELS = r"$S \in \mathbb{R}^{N \times C}$; $y_i \in \{1, \dots, C\}$ for $i = 1, \dots, N$; "
LABELS += r"$m_{ij} = S_{ij} - S_{i y_i} + 1$ for $i = 1, \dots, N$, $j = 1, \dots, C$; "
LABELS += r"$L_i = \sum_{j \neq y_i} \max(0, m_{ij})$ for $i = 1, \dots, N$"
QUADRATIC = r"$A \in \mathbb{R}^{n \times n}$ symmetric and invertible; $b, x \in \mathbb{R}^n$; $f(x) = \frac12 x^\top A x - b^\top x$"
WHITE = r"$\Omega, L \in \mathbb{R}^{n \times n}$; $y \in \mathbb{R}^n$; $\det \Omega \neq 0$; $\Omega^{-1} = L^\top L$"
NUMBERS = r"$a, b \in \mathbb{R}^n$; $c \in \mathbb{R}$; $N \in \mathbb{N}$"
CASES = (
    (INVERSE, r"B A = I", P), (INVERSE, r"B = A^{-1}", P), (INVERSE, r"A^\top B^\top = I", P), (INVERSE, r"A = B", R),
    (ORTHOGONAL, r"Q Q^\top = I", P), (ORTHOGONAL, r"\|Q^\top x\|^2 = \|x\|^2", P), (ORTHOGONAL, r"Q Q = I", R),
    (ORTHOGONAL, r"Q^\top = Q", R), (TALL, r"Q Q^\top = I", R), (TALL, r"Q Q^\top Q = Q", P),
    (DIAGONAL, r"D^\top = D", P), (DIAGONAL, r"x^\top D x = \sum_i D_{ii} x_i^2", P), (DIAGONAL, r"\det D = \prod_i D_{ii}", P),
    (DIAGONAL, r"D x = x", R), (DIAGONAL, r"\sum_{i,j} D_{ij} = n D_{11}", R), (LOWER, r"D^\top = D", R),
    (LABELS, r"\frac{\partial L_i}{\partial S_{i y_i}} = -\sum_{j \neq y_i} [m_{ij} > 0]", P),
    (LABELS, r"\frac{\partial L_i}{\partial S_{i y_i}} = -1", R),
    (LABELS, r"\frac{\partial}{\partial S_{i y_i}} \sum_{j \neq y_i} \max(0, m_{ij})^2 = -2 L_i", P),
    (NUMBERS, r"\sum_i [a_i > b_i] \max(0, a_i - b_i)^2 = \sum_i \max(0, a_i - b_i)^2", P),
    (NUMBERS, r"\sum_i [a_i > 0] \max(0, a_i - b_i)^2 = \sum_i \max(0, a_i - b_i)^2", R),
    (NUMBERS, r"\frac{d}{dc} |c|^N = N c^{|N| - 1}", R), (NUMBERS, r"c^{|N|} = c^N", P),
    (QUADRATIC, r"x - (\nabla^2 f(x))^{-1} \nabla f(x) = A^{-1} b", P), (QUADRATIC, r"(\nabla^2 f(x))^{-1} = A", R),
    (WHITE, r"y^\top \Omega^{-1} y = \|L y\|^2", P),
)  # fmt: skip


@pytest.mark.parametrize(("given", "step", "verdict"), CASES)
def test_square_matrices(given: str, step: str, verdict: str) -> None:
    found = check_text(f"**Given** {given}\n\n## a)\n\n$${step}$$\n").judgements[-1]
    assert found.verdict == verdict, found.reason


def test_conditions_that_the_given_settles_are_not_asked_for() -> None:
    found = check_text(f"**Given** {INVERSE}\n\n## a)\n\n$B = A^{{-1}}$\n").judgements[-1]
    assert found.verdict == P and not found.conditions
