r"""`L = A = B` in a Given: the name is what stands first, the rest is a fact; where the rest has no meaning the name has one."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given** $n \in \mathbb{N}$; $p, y \in \mathbb{R}^n$; $p_i > 0$; $a, b \in \mathbb{R}$; """
CASES = (
    (r"$L = -\sum_i y_i \log p_i = -\log p_y$", r"$\frac{\partial L}{\partial p_i} = -\frac{y_i}{p_i}$", "proved"),
    (r"$L = -\sum_i y_i \log p_i = -\log p_y$", r"$\frac{\partial L}{\partial p_i} = \frac{y_i}{p_i}$", "undecided"),
    (r"$L = -\sum_i y_i \log p_i = -y^\top \log p$", r"$\frac{\partial L}{\partial p_i} = \frac{y_i}{p_i}$", "refuted"),
    (r"$h = a + b = b + a$", "$h - a = b$", "proved"),
    (r"$h = a + b = b + a$", "$h - a = a$", "refuted"),
    # an array for an index is no slip of types
    (r"$h = a + b$", r"$\log p_y = \sum_i y_i \log p_i$", "undecided"),
)


@pytest.mark.parametrize(("given", "step", "verdict"), CASES)
def test_the_name_is_what_stands_first(given: str, step: str, verdict: str) -> None:
    (judgement,) = check_text(f"{GIVEN}{given}\n\n(a) {step}\n").judgements
    assert judgement.verdict.value == verdict, judgement.reason
