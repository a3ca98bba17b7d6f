r"""`W^{(1)}`, `b^{[2]}`, `N_{out}`: names with a label, where the Given declares them; powers and derivatives elsewhere."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given**
- $p, q, N_{out} \in \mathbb{N}$; $x \in \mathbb{R}^p$, $r \in \mathbb{R}$, $t \in \mathbb{R}^{N_{out}}$
- $W^{(1)} \in \mathbb{R}^{q \times p}$, $W^{[2]}, V^{(l)} \in \mathbb{R}^{q \times q}$, $b^{(1)}, b^{(2)} \in \mathbb{R}^q$
- $h^{(1)} = \sigma(W^{(1)} x + b^{(1)})$

"""
CASES = [
    (r"W^{(1)} x + W^{(1)} x = 2 W^{(1)} x", ["proved"]),
    (r"\frac{\partial ((b^{(1)})^\top b^{(2)})}{\partial b^{(1)}} = b^{(2)}", ["proved"]),
    (r"(b^{(1)})^\top b^{(2)} = b^{(1)} \cdot b^{(2)}", ["proved"]),
    (r"h^{(1)}_i = \sigma(\sum_j W^{(1)}_{ij} x_j + b^{(1)}_i)", ["proved"]),
    (r"W^{[2]} V^{(l)} = V^{(l)} W^{[2]}", ["refuted"]),
    (r"b^{(1)} + b^{(2)} = b^{(2)} + b^{(1)}", ["proved"]),
    (r"b^{(1)} = b^{(2)}", ["refuted"]),
    (r"\sum_{i=1}^{N_{out}} 2 t_i = 2 \sum_{i=1}^{N_{out}} t_i", ["proved"]),
    (r"r^{(2)} = r \cdot r", ["undecided"]),  # of a declared r too: the second iterate as well as a square
    (r"r^{(1)} r^{(2)} = r^{(3)}", ["undecided"]),
    (r"r^{(p + 1)} = r \cdot r^p", ["proved"]),
    (r"M^{(1)} M^{(2)} = M^{(3)}", ["undecided"]),  # nobody has declared the M: no powers of one number
    (r"M^{(1)} M^{(2)} = M^{(2)} M^{(1)}", ["undecided"]),
    (r"M^{[1]} + M^{[1]} = 2 M^{[1]}", ["undecided"]),
]


@pytest.mark.parametrize(("formula", "verdicts"), CASES)
def test_labels(formula: str, verdicts: list[str]) -> None:
    checked = check_text(f"{GIVEN}$${formula}$$\n")
    assert [j.verdict.value for j in checked.judgements] == verdicts, [j.reason for j in checked.judgements]


SECTIONS = r"""## 1

**Given**
- $n, d \in \mathbb{N}$; $X \in \mathbb{R}^{n \times d}$, $y \in \mathbb{R}^n$, $w \in \mathbb{R}^d$

$$F(w) = (Xw - y)^\top (Xw - y)$$

## 2

**Given**
- $d \in \mathbb{N}$; $w \in \mathbb{R}^d$, $y \in \mathbb{R}$

$$y + y = 2y$$
"""


def test_a_definition_that_means_nothing_in_another_section() -> None:
    assert [j.verdict.value for j in check_text(SECTIONS).judgements] == ["given", "proved"]
