"""Elementwise products beside matrix products: which of them comes first."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given**

- $W \in \mathbb{R}^{n \times d}$, $x, v \in \mathbb{R}^d$, $b, \delta \in \mathbb{R}^n$; $A, B, C \in \mathbb{R}^{d \times d}$
- $h = \tanh(W x + b)$ and $L = \delta^\top h$

"""
CASES = (
    # one reading has a meaning
    (r"v \odot W^\top \delta = W^\top \delta \odot v", "proved"),
    (r"v \odot v \odot W^\top \delta = v \odot W^\top \delta \odot v", "proved"),
    (r"\frac{\partial L}{\partial x} = W^\top ((1 - h \odot h) \odot \delta)", "proved"),
    (r"(1 - h \odot h) \odot W v = W v - h \odot h \odot W v", "proved"),
    (r"(1 - h \odot h) \odot W v = W v + h \odot h \odot W v", "refuted"),
    # no reading has
    (r"v \odot W \delta = v", "ill-typed"),
    (r"h \odot W^\top \delta = h", "ill-typed"),
    # two readings have
    (r"A \circ B C = (A \circ B) C", "ambiguous"),
    (r"A \circ B C = A \circ (B C)", "ambiguous"),
    (r"A \circ B C = A \circ B C", "proved"),
    (r"B C \circ A = A \circ (B C)", "proved"),
)


@pytest.mark.parametrize(("formula", "verdict"), CASES)
def test_which_product_comes_first(formula: str, verdict: str) -> None:
    (judgement,) = check_text(f"{GIVEN}$${formula}$$\n").judgements
    assert judgement.verdict.value == verdict, judgement.reason
    assert verdict != "ambiguous" or "(A ∘ B) C" in judgement.reason
