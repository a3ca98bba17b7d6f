r"""Families in a Given: of vectors by two letters, of matrices, sequences of matrices; lists of sets; a bound behind a clause that is not
about its letters."""

from __future__ import annotations

import pytest

from derive.checking import check_text

PAIRS = r"""$X, Y$ finite sets; $d, n \in \mathbb{N}$; $t \in \mathbb{R}^d$
- $a_x \in \mathbb{R}$ for $x \in X$; $b_y \in \mathbb{R}^d$ for $y \in Y$
- $f_{x,y} \in \mathbb{R}^d$ for $x \in X$, $y \in Y$; $g_{x,y} = a_x b_y$ for $x \in X$, $y \in Y$
- $s_{xy} = t^\top f_{x,y}$ for $x \in X$, $y \in Y$"""
SQUARES = r"""$d, n \in \mathbb{N}$; $t \in \mathbb{R}^d$; $x_i \in \mathbb{R}^d$ for $i = 1, \dots, n$
- $M_i = x_i t^\top$ for $i = 1, \dots, n$; $N_i = M_i M_i^\top$ for $i = 1, \dots, n$; $S = \sum_{i=1}^n N_i$"""
TURNS = r"""$n \in \mathbb{N}$; $A, B_0 \in \mathbb{R}^{n \times n}$; $B_t = A B_{t-1}$ for $t \ge 1$
- $x_0 \in \mathbb{R}^n$; $x_t = A x_{t-1}$ for $t \ge 1$"""
BOUNDS = r"""$n, K \in \mathbb{N}$, $\mu_k \in \mathbb{R}$ for $k = 1, \dots, K$, $s > 0$
- $u_i, v_i \in \mathbb{R}$ for $i = 1, \dots, n$, $v_i > 0$"""

ALONE = r"""$n, d \in \mathbb{N}$; $x, y \in \mathbb{R}$; $w \in \mathbb{R}^d$
- $x_i \in \mathbb{R}^d$ and $y_i \in \{-1, 1\}$ for $i = 1, \dots, n$; $r(x) = \max(0, x)$"""

CLAUSES = r"""$n, m \in \mathbb{N}$; $a_k \in \mathbb{R}$ ($k = 0, \dots, n$), $b_k \in \mathbb{R}$ ($k = 1, \dots, n$), $0 < p < 1$
- $c_{ij} \in \mathbb{R}$ for $1 \le i \le n$ and $1 \le j \le m$; $w_j \in \mathbb{R}$ for $j = 1, \dots, m$
- $x_t \in \mathbb{R}$ for $t = 1, \dots, n + m - 1$; $y_t = \sum_{j=1}^m w_j x_{t+j-1}$ for $t = 1, \dots, n$"""
WEIGHTS = r"$A$ a finite set; $\pi_a > 0$ for $a \in A$; $\sum_{a \in A} \pi_a = 1$; $f_a \in \mathbb{R}$ for $a \in A$"

CASES = [
    (CLAUSES, r"$\sum_{k=1}^n (a_k - a_{k-1}) = a_n - a_0$, $\sum_{k=1}^n (a_k - a_{k-1}) = a_n$, $|p| = p$, $|b_k| = b_k$", "+-+-"),
    (CLAUSES, r"$\sum_{i=1}^n \sum_{j=1}^m c_{ij} = \sum_{j=1}^m \sum_{i=1}^n c_{ij}$", "+"),
    (CLAUSES, r"$\frac{\partial y_t}{\partial w_j} = x_{t+j-1}$", "+"),
    (CLAUSES, r"If $m = 1$, then $y_t = w_1 x_t$ and $y_t = w_1 x_1$.", "+-"),
    (WEIGHTS, r"$\frac{\partial}{\partial f_a} \sum_{b \in A} \pi_b f_b^2 = 2\pi_a f_a$", "+"),
    (WEIGHTS, r"$\sum_{a \in A} 2\pi_a = 2$, $2\pi_a = 2 \pi_a f_a$", "+-"),
    (ALONE, r"$r(x) = x [x > 0]$, $r(y_i w^\top x_i) = \max(0, y_i w^\top x_i)$, $y_i^2 = 1$, $y^2 = 1$", "+++-"),
    (ALONE, r"$x^2 - y^2 = (x - y) (x + y)$, $x = y$, $w^\top x_i = x$, $\frac{\partial}{\partial x} (x y) = y$", "+--+"),
    (PAIRS, r"$t^\top f_{x,y} = f_{x,y}^\top t$, $s_{xy} = f_{xy}^\top t$, $s_{xy} = f_{x,y} t^\top$", "++!"),
    (PAIRS, r"$\frac{\partial s_{xy}}{\partial t} = f_{x,y}$, $\frac{\partial}{\partial f_{x,y}} f_{x,y}^\top f_{x,y} = 2 f_{x,y}$", "++"),
    (PAIRS, r"$t^\top g_{x,y} = a_x b_y^\top t$, $\sum_{y \in Y} g_{x,y} = a_x \sum_{y \in Y} b_y$, $g_{x,y} = a_x t$", "++-"),
    (SQUARES, r"$N_i^\top = N_i$, $M_i^\top = M_i$, $N_i = t^\top t \, x_i x_i^\top$", "+-+"),
    (SQUARES, r"$\operatorname{tr} N_i = t^\top t \, x_i^\top x_i$, $\operatorname{tr} N_i = t^\top x_i$", "+-"),
    (SQUARES, r"$S t = t^\top t \sum_{i=1}^n (x_i^\top t) x_i$, $S t = \sum_{i=1}^n (x_i^\top t) x_i$", "+-"),
    (TURNS, r"$B_2 = A A B_0$, $B_2 = B_0 A A$, $B_1^\top = B_0^\top A^\top$, $x_2 = A^2 x_0$, $x_2 = A x_0$", "+-++-"),
    (BOUNDS, r"$|s| = s$, $\sum_{k=1}^K \mu_k = \sum_{k=1}^K |\mu_k|$, $|v_i| = v_i$, $|u_i| = u_i$", "+-+-"),
]  # fmt: skip
SIGNS = {"proved": "+", "refuted": "-", "given": "=", "undecided": "?", "ill-typed": "!"}


@pytest.mark.parametrize(("given", "line", "signs"), CASES)
def test_families(given: str, line: str, signs: str) -> None:
    checked = check_text(f"**Given**\n- {given}\n\n(a) {line}\n")
    found = "".join(SIGNS[j.verdict.value] for j in checked.judgements)
    assert found == signs, [(j.step.left.latex, j.verdict.value, j.reason) for j in checked.judgements]
