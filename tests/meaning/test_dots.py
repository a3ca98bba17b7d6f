"""Dots, restarted and broken chains, clauses behind a formula, and letters that are free in one place and bound in another."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given** $V$ a finite set; $K \in \mathbb{N}$; $x_w \in \mathbb{R}^d$ for $w \in V$; $p \in \mathbb{R}^V$; $r \in \mathbb{R}^K$

- $o \in V$; $e_w = [w = o]$ for $w \in V$
- $a \in \mathbb{R}^d$; $i \neq o$
- $X = [x_1, \dots, x_{|V|}]$

"""

CASES = (
    # sums and products with dots
    (r"$p_1 + p_2 + \cdots + p_{|V|} = \sum_{w \in V} p_w$", ["proved"]),
    (r"$a^\top a + r_1 + \dots + r_K = \sum_{k=1}^K r_k + a^\top a$", ["proved"]),
    (r"$-(e_1 p_1 + \cdots + e_o p_o + \cdots + e_{|V|} p_{|V|}) = -p_o$", ["proved"]),
    (r"$- e_1 p_1 - \cdots - e_{|V|} p_{|V|} = -p_o$", ["proved"]),
    (r"$0 \cdot p_1 + \dots + 1 \cdot p_o + \dots + 0 \cdot p_{|V|} = p_o$", ["proved"]),
    (r"$r_1 r_2 \cdots r_K = \prod_{k=1}^K r_k$", ["proved"]),
    (r"$p_1 + \cdots + p_{|V|} = p_o$", ["refuted"]),
    # what follows the row is added to it
    (r"$r_1 + \cdots + r_K + p_o = p_o + \sum_k r_k$", ["proved"]),
    (r"$p_o + r_1 + \cdots + r_K - p_o = \sum_k r_k$", ["proved"]),
    (r"$r_1 + \cdots + r_K - p_1 - \cdots - p_{|V|} = \sum_k r_k - \sum_w p_w$", ["proved"]),
    (r"$r_1 + \cdots + r_K + p_o = \sum_k r_k$", ["refuted"]),
    (r"$e_1 p_1 + \cdots + e_o p_o + \cdots + e_w p_w = p_o$", ["ill-typed"]),
    (r"$p_1 + \cdots + r_{|V|} = p_o$", ["ill-typed"]),
    # lists and matrices with dots
    (r"$X = [x_1, x_2, \dots, x_{|V|}]$", ["proved"]),
    (r"$X + [a, \dots, a] = X$", ["ill-typed"]),
    # columns one below the other are rows, whatever stands beside them
    (r"$X^\top = \begin{bmatrix} x_1 \\ \vdots \\ x_{|V|} \end{bmatrix}$", ["proved"]),
    (r"$\begin{bmatrix} x_1 \\ x_2 \\ \vdots \\ x_{|V|} \end{bmatrix} a = X^\top a$", ["proved"]),
    (r"$\begin{bmatrix} x_1 \\ \vdots \\ x_{|V|} \end{bmatrix} a = 2 X^\top a$", ["refuted"]),
    (r"$X = \begin{bmatrix} x_1 \\ \vdots \\ x_{|V|} \end{bmatrix}$", ["ill-typed"]),
    (r"$\frac{\partial}{\partial X} p_o a^\top x_o = [0 \cdot a, \dots, p_o a, \dots, 0 \cdot a]$", ["ill-typed"]),
    (r"$X = \begin{bmatrix} x_1 & \dots & x_{|V|} \end{bmatrix}$", ["proved"]),
    (r"$X^\top = \begin{bmatrix} x_1^\top \\ \vdots \\ x_{|V|}^\top \end{bmatrix}$", ["proved"]),
    (r"$\begin{bmatrix} p_1 \\ \vdots \\ p_{|V|} \end{bmatrix} = p$ and $[p_1, \dots, p_{|V|}]^\top = p$", ["proved", "proved"]),
    (r"$a p^\top - a e^\top = \begin{bmatrix} p_1 a & \dots & (p_o - 1) a & \dots & p_{|V|} a \end{bmatrix}$", ["proved"]),
    (r"$a p^\top = \begin{bmatrix} p_1 a & \dots & (p_o - 1) a & \dots & p_{|V|} a \end{bmatrix}$", ["refuted"]),
    # a slip that was reported where it stands on the right is read as what was meant where the chain goes on from it
    (r"$p^\top X^\top = p X^\top = (X p)^\top$", ["ill-typed", "proved"]),
    (r"$p^\top X^\top = p X^\top = X^\top p$", ["ill-typed", "ill-typed"]),
    (r"$p_o = e_1 p_1 + \cdots + e_w p_w = p_o$", ["ill-typed", "proved"]),
    (r"$p_o = e_1 p_1 + \cdots + e_w p_w = e_o$", ["ill-typed", "refuted"]),
    (r"$p X^\top = X p$", ["ill-typed"]),
    (r"$X p = p o = \sum_w p_w x_w$", ["ill-typed", "ill-typed"]),
    # rows of dots
    (r"$$\begin{aligned} X p &= \sum_w p_w x_w \\ &\quad\vdots \\ &= \sum_k p_k x_k \end{aligned}$$", ["proved", "proved"]),
    # over which set a letter runs
    (r"$\log \sum \exp(p_w) = \log \sum_{k \in V} \exp(p_k)$", ["proved"]),
    (r"$\sum p_w r_k = 1$", ["undecided"]),
    (r"$p_w + \sum p_w = 1$", ["undecided"]),
    (r"$\frac{\partial}{\partial r_k} \sum_{k=1}^K r_k^2 = 2 r_k$ for $k = 1, \dots, K$", ["proved"]),
    (r"$\frac{\partial}{\partial p_j} \sum_{k \in V} p_k^2 = 2 p_j, \forall j \in V$", ["proved"]),
    (r"$\sum_{\substack{k \neq j \\ k = 1, \dots, K}} r_k = \sum_{k=1}^K r_k - r_j$", ["proved"]),
    # free where the chain begins: also in "derivative by r_k" inside of a sum over k
    (r"$\nabla_{r_k} \sum_{i=1}^K r_i^2 = \sum_{k=1}^K \frac{\partial}{\partial r_k} r_k^2 = 2 r_k$", ["proved", "proved"]),
    (r"$\nabla_{r_k} \sum_{i=1}^K r_i^2 = \sum_{k=1}^K \frac{\partial}{\partial r_k} r_k^2 = \sum_{k=1}^K 2 r_k$", ["proved", "refuted"]),
    (r"$\sum_{k=1}^K \frac{\partial}{\partial r_k} r_k^2 = \sum_{k=1}^K 2 r_k$", ["proved"]),
    # what the page says counts, also against the context
    (r"if $i = o$, $e_i = 1$", ["proved"]),
    (r"$e_i = 0$", ["proved"]),
    # an undeclared name that cannot be a number
    (r"$X p - b = \sum_w p_w x_w - b$", ["undecided"]),
    (r"$b + p_o = p_o + b$", ["proved"]),
)


@pytest.mark.parametrize(("text", "verdicts"), CASES)
def test_dots_and_chains(text: str, verdicts: list[str]) -> None:
    checked = check_text(GIVEN + "(a) " + text)
    assert not checked.notes
    assert [j.verdict.value for j in checked.judgements] == verdicts, [j.reason for j in checked.judgements]


def test_an_undeclared_vector_is_named() -> None:
    (judgement,) = check_text(GIVEN + r"$X p - b = \sum_w p_w x_w - b$").judgements
    assert "`b` is not declared" in judgement.reason
    assert r"`$b \in \mathbb{R}^n$` in the Given would do" in judgement.reason
