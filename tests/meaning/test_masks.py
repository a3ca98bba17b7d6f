"""Comparisons of arrays are masks, entry by entry; those of numbers, and equations, are single brackets; f' acts on the entries."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""
**Given**
- $n \in \mathbb{N}$; $z, c \in \mathbb{R}^n$; $a, r \in \mathbb{R}$; $u, v \in \mathbb{R}^n$
- $f(r) = r^2 u + r v$
- $L = \sum_i c_i \operatorname{relu}(z_i)$
"""
CASES = {
    r"\frac{\partial L}{\partial z} = c \odot \mathbb{1}[z > 0]": "proved",
    r"\frac{\partial L}{\partial z} = c \odot 1(z > 0)": "proved",
    r"\frac{\partial L}{\partial z} = c \odot (0 < z)": "proved",
    r"\frac{\partial L}{\partial z} = c \odot \mathbf{1}_{\{z > 0\}}": "proved",
    r"\frac{\partial L}{\partial z} = c \odot \operatorname{relu}'(z)": "proved",
    r"\frac{\partial L}{\partial z} = c \odot (z < 0)": "refuted",
    r"\operatorname{relu}'(z) = \begin{cases} 1 & \text{if } z > 0 \\ 0 & \text{otherwise} \end{cases}": "proved",
    r"\operatorname{relu}'(z) = \begin{cases} 0 & \text{if } z > 0 \\ 1 & \text{otherwise} \end{cases}": "refuted",
    r"[a > 0] + [a \le 0] = 1": "proved",
    r"|a| = a \quad (a > 0)": "proved",
    r"|a| = a": "refuted",
    r"\sigma'(z) = \sigma(z) \odot (1 - \sigma(z))": "proved",
    r"\sigma'(z) = \sigma(z) \odot \sigma(z)": "refuted",
    r"f'(a) = 2 a u + v": "proved",
    r"f'(a) = a u + v": "refuted",
    r"f''(r) = 2 u": "proved",
    r"P = \operatorname{softmax}(u v^\top)": "undecided",
}


@pytest.mark.parametrize("line", CASES)
def test_verdicts(line: str) -> None:
    assert [str(j.verdict.value) for j in check_text(f"{GIVEN}\n$${line}$$\n").judgements] == [CASES[line]]
