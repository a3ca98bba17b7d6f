"""Terms as LaTeX read back: what is printed in conditions and reports means what it came from."""

from __future__ import annotations

import pytest

import derive
from derive.reporting.latex import latex
from derive.terms.term import Term

GIVEN = r"""**Given** $n \in \mathbb{N}$; $A, B \in \mathbb{R}^{n \times n}$; $a \in \mathbb{R}^n$; $t, \lambda \in \mathbb{R}$"""

WRITTEN = {
    r"\det A": r"\det\left(A\right)",
    r"\det A^\top": r"\det\left(A^\top\right)",
    r"|A| + \log|A|": r"\det\left(A\right) + \log\left(\det\left(A\right)\right)",
    r"(A^{-1})_{ij}": r"\left(A^{-1}\right)_{i,j}",
    r"(A^{-\top})_{ij}": r"\left(A^{-1}\right)_{j,i}",
    r"\det(\lambda A)": r"\det\left(\left[\lambda \, A_{i,j}\right]_{i,j}\right)",
    r"2 \pi": r"2 \, \pi",
    r"\pi^2": r"\pi^{2}",
    r"\max_i a_i": r"\max_{1 \leq i \leq n} a_{i}",
    r"\max(t, \lambda)": r"t + \operatorname{relu}\left(\lambda - t\right)",
}


def read(line: str) -> Term:
    (step,) = derive.read(f"{GIVEN}\n\n## (a)\n\n$${line} = 0$$").checked.reading.steps
    assert step.claim is not None, step.reason
    return step.claim.left


@pytest.mark.parametrize("line", WRITTEN)
def test_latex(line: str) -> None:
    assert latex(read(line)) == WRITTEN[line]


@pytest.mark.parametrize("line", [k for k in WRITTEN if "lambda A" not in k])
def test_read_back(line: str) -> None:
    assert read(latex(read(line))) is read(line)
