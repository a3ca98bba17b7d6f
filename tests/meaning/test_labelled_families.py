r"""`x^{(i)}` for i = 1, ..., m is one of many; the label runs, and is no power. A bare `y` beside numbers `y^{(i)}` may be their vector."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given**
- $x^{(i)} \in \mathbb{R}^n$ for $i = 1, \dots, m$; $y^{(i)} \in \mathbb{R}$ for $i = 1, \dots, m$
- $X_i = (x^{(i)})^\top$ for $i = 1, \dots, m$; $w \in \mathbb{R}^n$; $u^{(l)} \in \mathbb{R}^n$; $r \in \mathbb{R}$

"""
CASES = [
    (r"\sum_{i=1}^m x^{(i)} = m x^{(i)}", "refuted"),
    (r"\sum_{i=1}^m x^{(i)} = \sum_{j=1}^m x^{(j)}", "proved"),
    (r"\sum_{i=1}^m \|x^{(i)}\|^2 = m \|x^{(i)}\|^2", "refuted"),
    (r"x^{(i)} = x^{(j)}", "refuted"),
    (r"X_{ij} = x^{(i)}_j", "proved"),
    (r"X^\top y = \sum_{i=1}^m y^{(i)} x^{(i)}", "proved"),
    (r"X^\top y = \sum_{i=1}^m x^{(i)}", "refuted"),
    (r"\frac{\partial}{\partial w_j} \sum_{i=1}^m (w^\top x^{(i)})^2 = 2 \sum_{i=1}^m (w^\top x^{(i)}) x_j^{(i)}", "proved"),
    (r"y^{(1)} y^{(1)} = y^{(2)}", "refuted"),
    (r"\sum_{l=1}^n u^{(l)} = n u^{(l)}", "undecided"),  # one thing, whose label runs here
    (r"u^{(l)} + u^{(l)} = 2 u^{(l)}", "proved"),
    (r"v^{(i)} v^{(j)} = v^{(i+j)}", "undecided"),  # nobody has declared the v: no powers
    (r"r^{(n + 1)} = r \cdot r^n", "proved"),
    (r"r y = y r", "proved"),  # a bare y that has a place as a number is any number
]


@pytest.mark.parametrize(("formula", "verdict"), CASES)
def test_labels_that_run(formula: str, verdict: str) -> None:
    (judgement,) = check_text(f"{GIVEN}$${formula}$$\n").judgements
    assert judgement.verdict.value == verdict, judgement.reason


def test_a_list_from_the_first_to_the_last() -> None:
    given = "**Given** $x^{(1)}, \\dots, x^{(N)} \\in \\mathbb{R}^d$; $W^{(1)}, W^{(2)} \\in \\mathbb{R}^{d \\times d}$\n\n## 1\n\n"
    text = r"$\sum_{n=1}^N x^{(n)} = \sum_{i=1}^N x^{(i)}$, $\sum_{n=1}^N x^{(n)} = N x^{(1)}$, $W^{(1)} W^{(2)} = W^{(2)} W^{(1)}$"
    assert [j.verdict.value for j in check_text(given + text).judgements] == ["proved", "refuted", "refuted"]


def test_a_family_that_the_text_defines() -> None:
    text = GIVEN + r"$z^{(i)} = w^\top x^{(i)}$, $\sum_{i=1}^m z^{(i)} = \sum_{j=1}^m w^\top x^{(j)}$, $z^{(1)} = z^{(2)}$"
    assert [j.verdict.value for j in check_text(text).judgements][:2] == ["given", "proved"]
    assert check_text(text).judgements[2].verdict.value != "proved"
