"""Products over sets, and powers with a letter in the exponent: laws that hold for all sizes, signs and zeros, and near misses."""

from __future__ import annotations

import pytest

from derive.checking import check_text
from derive.verdict import Verdict

GIVEN = r"""**Given**

- $n, m \in \mathbb{N}$
- $k \in \mathbb{Z}$
- $c, d, x \in \mathbb{R}$
- $a, b \in \mathbb{R}^n$
- $A \in \mathbb{R}^{n \times m}$
- $B \in \mathbb{R}^{n \times n}$
- $p \in \mathbb{R}^n$ with $p_i > 0$

## a)

"""

PROVED = (
    r"\left(\prod_{i=1}^n a_i\right)\left(\prod_{i=1}^n b_i\right) = \prod_{i=1}^n (a_i b_i)",
    r"\prod_{i=1}^n (c a_i b_i) = c^n \left(\prod_{i=1}^n a_i\right) \left(\prod_{i=1}^n b_i\right)",
    r"\prod_{i=1}^n a_i^2 = \left(\prod_{i=1}^n a_i\right)^2",
    r"\prod_{i=1}^n (-a_i) = (-1)^n \prod_{i=1}^n a_i",
    r"\prod_{i=1}^n (2 a_i + 2 b_i) = 2^n \prod_{i=1}^n (a_i + b_i)",
    r"\prod_{i=2}^n c = c^{n-1}",
    r"\prod_{i=1}^n \prod_{j=1}^m A_{ij} = \prod_{j=1}^m \prod_{i=1}^n A_{ij}",
    r"\prod_{i=1}^n \prod_{j=1}^n B_{ij} = \prod_{i=1}^n \prod_{j=1}^n B_{ji}",
    r"\prod_{i=1}^n \prod_{j=1}^m A_{ij} a_i = \left(\prod_{i=1}^n a_i\right)^m \prod_{i=1}^n \prod_{j=1}^m A_{ij}",
    r"\prod_{i=1}^n p_i a_i = \left(\prod_{i=1}^n a_i\right) \exp\left(\sum_{i=1}^n \log p_i\right)",
    r"\frac{\partial}{\partial a_j} \prod_{i=1}^n c a_i = c^n \prod_{i \ne j} a_i",
    r"(c d)^k = c^k d^k",
    r"(-2)^n = (-1)^n 2^n",
    r"(-1)^n (-1)^n = 1",
    r"((-1)^n)^3 = (-1)^n",
    r"c^{2n} = (c^n)^2",
    r"(c^2)^n = (c^n)^2",
    r"c^{n+m} = c^n c^m",
    r"c^{2n+1} = c (c^n)^2",
    r"\frac{\partial}{\partial c} c^n = n c^{n-1}",
    r"\frac{\partial}{\partial c} c^{n+1} = (n+1) c^n",
    r"\frac{\partial^2}{\partial c^2} c^n = n (n-1) c^{n-2}",
    r"\frac{\partial}{\partial x} (x - c)^n (x - d)^m = n (x-c)^{n-1} (x-d)^m + m (x-c)^n (x-d)^{m-1}",
)
REFUTED = (
    r"\prod_{i=1}^n (c a_i) = c \prod_{i=1}^n a_i",
    r"\prod_{i=1}^n (-1) = -1",
    r"\prod_{i=2}^n c = c^n",
    r"\prod_{i=1}^n a_i^3 = \left(\prod_{i=1}^n a_i\right)^2",
    r"\prod_{i=1}^n (a_i + b_i) = \prod_{i=1}^n a_i + \prod_{i=1}^n b_i",
    r"\prod_{i=1}^n \prod_{j=1}^i B_{ij} = \prod_{j=1}^n \prod_{i=1}^j B_{ij}",
    r"\prod_{i=1}^n \prod_{j=1}^m A_{ij} a_i = \left(\prod_{i=1}^n a_i\right)^n \prod_{i=1}^n \prod_{j=1}^m A_{ij}",
    r"(c + d)^n = c^n + d^n",
    r"(-c)^n = -c^n",
    r"((-1)^n)^3 = 1",
    r"c^{n+m} = c^n + c^m",
    r"\frac{\partial}{\partial c} c^n = n c^n",
)
OPEN = (  # where an exponent may be negative: true of c other than 0 only, or without a value at 0
    r"c^k c^{-k} = 1",
    r"c^{k+1} = c^k c",
)


def verdicts(steps: tuple[str, ...]) -> list[Verdict]:
    return [j.verdict for j in check_text(GIVEN + "\n\n".join(f"$${s}$$" for s in steps)).judgements]


@pytest.mark.parametrize("steps, wanted", [(PROVED, Verdict.PROVED), (REFUTED, Verdict.REFUTED), (OPEN, Verdict.UNDECIDED)])
def test_products_and_whole_powers(steps: tuple[str, ...], wanted: Verdict) -> None:
    assert [(s, v) for s, v in zip(steps, verdicts(steps), strict=True) if v is not wanted] == []
