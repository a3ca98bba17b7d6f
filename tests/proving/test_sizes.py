"""Whole numbers of which a value is known: lengths of 1, 2 or 3, and what they make of sums."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"**Given** $n, m \in \mathbb{N}$; $x \in \mathbb{R}^n$; $A, B \in \mathbb{R}^{n \times n}$"
STEPS = (
    (r"If $n = 1$, then $n^2 = n$.", "proved"),
    (r"If $n = 1$, then $\sum_{i=1}^n x_i^2 = (\sum_{i=1}^n x_i)^2$.", "proved"),
    (r"If $n = 2$, then $\sum_{i=1}^n x_i^2 = (\sum_{i=1}^n x_i)^2$.", "refuted"),
    (r"If $n = 2$, then $\sum_{i=1}^n i = 3$.", "proved"),
    (r"If $n = 3$, then $\sum_{i=1}^n i = 5$.", "refuted"),
    (r"If $n = 2$, then $\operatorname{tr} A = A_{11} + A_{22}$.", "proved"),
    (r"If $n = 2$, then $A B = B A$.", "refuted"),
    (r"If $m = 1$, then $\sum_{i=1}^n x_i m = \sum_{i=1}^n x_i$.", "proved"),
    (r"If $m = 0$, then $\sum_{i=1}^m i = m$ and $n^m = 1$.", "proved"),
    (r"If $n = 1$ and $n = 2$, then $n = 7$.", "undecided"),  # nothing is so
    (r"If $n = m$, then $n^2 = m$.", "refuted"),
)


@pytest.mark.parametrize(("text", "verdict"), STEPS)
def test_a_value_is_put_in(text: str, verdict: str) -> None:
    judged = check_text(f"{GIVEN}\n\n(a) {text}\n").judgements
    assert {j.verdict.value for j in judged} == {verdict}, [j.reason for j in judged]
