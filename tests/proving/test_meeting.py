"""Denominators under a sum, beside terms that stand outside of it."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given** $n \in \mathbb{N}$; $V$ a finite set; $a, q \in \mathbb{R}$; $b \in \mathbb{R}^n$; $p \in \mathbb{R}^V$

"""

CASES = (
    (r"\sum_{k=1}^n (1 - \sigma(b_k)) = \sum_{k=1}^n \sigma(-b_k)", "proved"),
    (r"q + \sum_{k=1}^n (1 - \sigma(b_k)) = q + \sum_{k=1}^n \sigma(-b_k)", "proved"),
    (r"1 - \sigma(a) + \sum_{k=1}^n (1 - \sigma(b_k)) = \sigma(-a) + \sum_{k=1}^n \sigma(-b_k)", "proved"),
    (r"\sigma(a) + \sum_{w \in V} (1 - \sigma(p_w)) = 1 - \sigma(-a) + \sum_{w \in V} \sigma(-p_w)", "proved"),
    (r"1 + \sum_{k=1}^n (1 - \sigma(b_k)) = \sum_{k=1}^n \sigma(-b_k)", "refuted"),
    (r"\sigma(a) + \sum_{k=1}^n (1 - \sigma(b_k)) = \sigma(-a) + \sum_{k=1}^n \sigma(-b_k)", "refuted"),
    (r"n - \sum_{k=1}^n \sigma(b_k) = 1 + \sum_{k=1}^n \sigma(-b_k)", "refuted"),
)


@pytest.mark.parametrize(("formula", "verdict"), CASES)
def test_sums_meet_inside(formula: str, verdict: str) -> None:
    (judgement,) = check_text(GIVEN + f"${formula}$").judgements
    assert judgement.verdict.value == verdict, judgement.reason
