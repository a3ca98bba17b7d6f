"""A formal name that the page defines: a call puts something else for it, everywhere, and nothing for what it is made of."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given**
- $n \in \mathbb{N}$; $x, u \in \mathbb{R}^n$; $A \in \mathbb{R}^{n \times n}$
- $z = A x$; $s = \sum_{i=1}^n x_i$; $r = s + 1$
- $J(z) = z^\top z$; $f(s) = s^3 + r$; $g(z) = \sum_{i=1}^n z_i x_i$; $h(s, u) = s u^\top u + \sum_{i=1}^n x_i$
"""
CASES = [
    (r"$J(2z) = 4 J(z)$, $J(2z) = 2 J(z)$", "+-"),
    (r"$J(u) = u^\top u$, $J(u) = z^\top z$, $J(x) = x^\top x$, $J(x) = z^\top z$, $J(z) = x^\top A^\top A x$", "+-+-+"),
    (r"$f(2) = 11$, $f(2) = 8 + r$, $f(s) = s^3 + s + 1$", "+-+"),
    (r"$f'(s) = 3 s^2 + 1$, $f'(s) = 3 s^2$, $f'(2) = 13$, $f'(2) = 0$", "+-+-"),
    (r"$g(u) = u^\top x$, $g(u) = z^\top x$, $g(x) = x^\top x$", "+-+"),  # the x beside the formal z is no formal name
    (r"$h(0, u) = s$, $h(0, u) = 0$, $h(2, u) = 2 u^\top u + s$", "+-+"),  # nor is the s that is written out
    (r"$\frac{\partial J}{\partial z} = 2 z$, $\frac{\partial J}{\partial x} = 2 A^\top z$, $\frac{\partial J}{\partial x} = 2 z$", "++-"),
    (r"$\nabla J(u) = 2 u$, $\nabla J(u) = 0$", "+-"),
]
SIGNS = {"proved": "+", "refuted": "-"}


@pytest.mark.parametrize(("line", "signs"), CASES)
def test_formal_names(line: str, signs: str) -> None:
    found = check_text(f"{GIVEN}\n(a) {line}\n").judgements
    assert "".join(SIGNS.get(j.verdict.value, "!") for j in found) == signs, [(j.step.left.latex, j.verdict.value, j.reason) for j in found]
