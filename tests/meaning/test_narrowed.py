r"""`\sum_j` after `\sum_{-m \le j \le m, j \neq 0}` means the same numbers, and says so; anywhere else it means the whole set."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given** $V$ a finite set; $m, n \in \mathbb{N}$; $c \in V$; $w_{t+j} \in V$ for $-m \le j \le m$, with $w_t = c$

- $x \in \mathbb{R}^V$; $y_i \in \mathbb{R}$ for $0 \le i \le n$; $z \in \mathbb{R}^n$
- $J(x) = \sum_{-m \le j \le m, j \neq 0} x_{w_{t+j}}^2$
- $h(x, a) = x_a^3$ for $a \in V$

"""
WRITTEN = r"$S = \sum_{0 \le i \le n, i \neq 0} y_i$."
WITH_ENDS = r"$S = \sum_{i=0, i \neq 0}^{n} y_i$."
WHOLE = r"$S = \sum_{0 \le i \le n} y_i$."

CASES = [
    # the page or its Given has written the sum with its bounds
    (r"$J = \sum_j x_{w_{t+j}}^2$", ["proved"], 1),
    (r"$\frac{\partial J}{\partial x_a} = \sum_j 2 x_{w_{t+j}} [w_{t+j} = a]$", ["proved"], 1),
    (r"$\frac{\partial J}{\partial x_a} = \sum_j x_{w_{t+j}} [w_{t+j} = a]$", ["refuted"], 1),
    (WRITTEN + r" So $S = \sum_i y_i$.", ["given", "proved"], 1),
    (WITH_ENDS + r" So $S = \sum_i y_i$.", ["given", "proved"], 1),
    (WRITTEN + r" So $S = \sum_i y_i + 1$.", ["given", "refuted"], 1),
    # where it writes the bounds, they count
    (r"$J = \sum_{-m \le j \le m} x_{w_{t+j}}^2$", ["refuted"], 0),
    (WRITTEN + r" So $S = \sum_{i=0}^n y_i$.", ["given", "refuted"], 0),
    # another set, nothing left out, an element of a set left out: the whole set
    (WRITTEN + r" So $\sum_i z_i = \sum_{i=1}^n z_i$.", ["given", "proved"], 0),
    (WHOLE + r" So $S = \sum_i y_i$.", ["given", "proved"], 0),
    (r"$\sum_{i \neq c} x_i = \sum_i x_i - x_c$, and $\sum_i x_i = \sum_{a \in V} x_a$", ["proved", "proved"], 0),
    (r"$\sum_i y_i = \sum_{i=0}^n y_i$. " + WRITTEN, ["proved", "given"], 0),
]


SUMMED = r"$S = \sum_{-m \le j \le m, j \neq 0} h(x, w_{t+j})$."
SUMMANDS = [
    (r" $\frac{\partial S}{\partial x} = \sum_{-m \le j \le m, j \neq 0} \frac{\partial h}{\partial x}$", ["given", "proved"], 1),
    (r" $S = \sum_{-m \le j \le m, j \neq 0} h$, $\nabla_x S = \sum_{j=-m, j \neq 0}^m \nabla_x h$", ["given", "proved", "proved"], 2),
    (r" $\frac{\partial S}{\partial x} = \sum_{-m \le j \le m, j \neq 0} 2 \frac{\partial h}{\partial x}$", ["given", "refuted"], 1),
    (r" $\frac{\partial S}{\partial x} = \sum_{-m \le j \le m} \frac{\partial h}{\partial x}$", ["given", "refuted"], 1),
    # with the letter in it, or without a sum before, it is what it says
    (r" $S = \sum_{-m \le j \le m, j \neq 0} h(x, c)$", ["given", "refuted"], 0),
]


@pytest.mark.parametrize(("text", "verdicts", "noted"), SUMMANDS)
def test_a_summand_is_what_was_summed_before(text: str, verdicts: list[str], noted: int) -> None:
    checked = check_text(GIVEN + "(a) " + SUMMED + text)
    assert not checked.notes
    assert [j.verdict.value for j in checked.judgements] == verdicts, [j.reason for j in checked.judgements]
    assert [r.kind for j in checked.judgements for r in j.step.mended] == ["summand as before"] * noted


@pytest.mark.parametrize(("text", "verdicts", "noted"), CASES)
def test_a_sum_is_over_what_it_was_written_over(text: str, verdicts: list[str], noted: int) -> None:
    checked = check_text(GIVEN + "(a) " + text)
    assert not checked.notes
    assert [j.verdict.value for j in checked.judgements] == verdicts, [j.reason for j in checked.judgements]
    kinds = [r.kind for j in checked.judgements for r in j.step.mended]
    assert kinds == ["sum as before"] * noted
