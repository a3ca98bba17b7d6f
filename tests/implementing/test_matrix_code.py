"""Formulas with inverses and determinants against NumPy code and numerical derivatives; a wrong copy of the code is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.command import main

PAGE = r"""## Given
- $n, d \in \mathbb{N}$; $X \in \mathbb{R}^{n \times d}$; $y \in \mathbb{R}^n$; $w \in \mathbb{R}^d$; $\lambda > 0$
- $\Sigma \in \mathbb{R}^{d \times d}$ with $\Sigma \succ 0$
- $\ell(\Sigma) = \log \det (2 \pi \Sigma) + w^\top \Sigma^{-1} w$

**Implementation**
- `ridge.solution(X, y, \lambda)` computes $(X^\top X + \lambda I)^{-1} X^\top y$
- `ridge.loss(\Sigma, w)` computes $\ell$, $\frac{\partial \ell}{\partial \Sigma}$

## (a)
$$\frac{\partial \ell}{\partial \Sigma} = \Sigma^{-\top} - \Sigma^{-\top} w w^\top \Sigma^{-\top}$$
"""
CODE = """import numpy as np

def solution(X, y, lam):
    return np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y)

def loss(S, w):
    inverse = np.linalg.inv(S)
    return np.linalg.slogdet(2 * np.pi * S)[1] + w @ inverse @ w, inverse - np.outer(inverse @ w, inverse @ w)
"""
BROKEN = {
    "lost λ": ("lam * np.eye", "np.eye"),
    "lost size": ("slogdet(2 * np.pi * S)[1]", "slogdet(S)[1] + np.log(2 * np.pi)"),
    "lost minus": ("inverse - np.outer", "inverse + np.outer"),
    "lost inverse": ("w @ inverse @ w,", "w @ S @ w,"),
}


def status(folder: Path, name: str, code: str) -> int:
    (folder / "page.md").write_text(PAGE.replace("ridge.", f"{name}."), encoding="utf-8")
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    return main(["evaluate", str(folder / "page.md")])


def test_formulas_and_code_agree(tmp_path: Path) -> None:
    assert status(tmp_path, "ridge", CODE) == 0


@pytest.mark.parametrize("change", BROKEN)
def test_a_wrong_copy_is_noticed(change: str, tmp_path: Path) -> None:
    assert CODE.count(BROKEN[change][0]) == 1
    assert status(tmp_path, f"ridge{list(BROKEN).index(change)}", CODE.replace(*BROKEN[change])) == 1
