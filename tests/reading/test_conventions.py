"""Words and marks inside formulas, told apart from mathematics."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""
**Given**
- $n \in \mathbb{N}$; $p, y, w \in \mathbb{R}^n$; $A \in \mathbb{R}^{n \times n}$, $A^\top = A$; $i, j \in \{1, \dots, n\}$
"""
PROVED = (
    r"p_i.y_j = y_j.p_i",
    r"p_i.(1 - p_i) = p_i - p_i^2.",
    r"\sum_{\text{all } k} y_k = \sum_k y_k",
    r"\nabla_w w^\top A w = 2 A w \quad (\text{since } A \text{ is symmetric})",
    r"\nabla_w w^\top A w = 2 A w (\text{because } A \text{ is symmetric}).",
    r"\begin{aligned} w^\top (A + A) w = \quad & 2 w^\top A w \\ = \quad & w^\top A w + w^\top A w \end{aligned}",
    r"A @ A = A^2",
    r"\nabla_{\bold{w}} (\bold{w}^\top w) = 2 \bold{w}",
    r"\delta{ij} = \begin{cases} 1 & if & i = j \\ 0 & if & i \neq j \end{cases}",
    r"|p_i| = \left\{ \begin{array}{rcl} p_i & \mbox{for} & p_i \ge 0 \\ -p_i & \mbox{for} & p_i < 0 \end{array} \right.",
    r"2.5 p_i = \frac{5}{2} p_i",
    r"\frac n2 + \frac n2 = n, \quad \frac n2 - \tfrac n2 = 0",
)
REFUTED = (r"p_i.y_j = y_i", r"p_i = \begin{cases} 1 & if & i = j \\ 0 & if & i \neq j \end{cases}", r"if (p_i) = 1")
UNREADABLE = (r"A.T = A",)


@pytest.mark.parametrize("line", (*PROVED, *REFUTED, *UNREADABLE))
def test_verdicts(line: str) -> None:
    found = {str(j.verdict.value) for j in check_text(f"{GIVEN}\n$${line}$$\n").judgements}
    if line in PROVED:
        assert found == {"proved"}
    elif line in UNREADABLE:
        assert "unreadable" in found
    else:
        assert "proved" not in found
