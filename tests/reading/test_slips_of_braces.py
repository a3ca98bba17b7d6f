r"""Braces that cross a bracket, a relation written again in its box, commas between cells, δ for ∂: what is mended, and what is not."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given**
- $n \in \mathbb{N}$; $a, b \in \mathbb{R}^n$, $r, s, t \in \mathbb{R}$, $r > 0$

"""
CASES = [
    (r"\exp{(r}+s) = e^{r+s}", "proved"),
    (r"\exp{(r}+s) = e^{r} + s", "refuted"),
    (r"\log{(e^{s}}e^{t}) = s + t", "proved"),
    (r"\exp{(a^\top}b) = \exp(a^\top b)", "proved"),
    (r"\sum_{i=1}^n \exp{(a_i}b_i) = \sum_{i=1}^n e^{a_i b_i}", "proved"),
    (r"\frac{\exp{(s}+t)}{e^{s}} = e^{t}", "proved"),
    (r"\exp{(s)}t = t e^{s}", "proved"),
    (r"\exp{(s)}t = e^{st}", "refuted"),
    (r"s + s = \boxed{= 2s}", "proved"),
    (r"s + s = \boxed{= 3s}", "refuted"),
    (r"s + s = = 2s", "unreadable"),
    (r"\frac{\delta}{\delta s} (s^2 t) = 2 s t", "proved"),
    (r"\frac{\delta (s^2 t)}{\delta s} = 2 s t", "proved"),
    (r"\frac{\delta{(s^2 t)}}{\delta{s}} = 2 s t", "proved"),
    (r"\frac{\delta}{\delta{a}} a^\top b = b", "proved"),
    (r"\frac{\delta (s^2 t)}{\delta s} = s t", "refuted"),
    (r"\frac{\delta s}{\delta t} = \frac{s}{t} + 0 \delta", "proved"),  # the letter stands elsewhere too: a number
    (r"\frac{\delta s}{\delta + t} = \frac{s \delta}{t + \delta}", "proved"),
    (r"\frac{\delta}{\delta s} s^2 = 2s, \quad \delta = 3", "undecided|refuted"),
]


@pytest.mark.parametrize(("formula", "verdict"), CASES)
def test_slips(formula: str, verdict: str) -> None:
    first = check_text(f"{GIVEN}$${formula}$$\n").judgements[0]
    assert first.verdict.value in verdict.split("|"), first.reason


COLUMNS = r"""**Given**
- $m, n \in \mathbb{N}$; $x_i \in \mathbb{R}^n$ for $i = 1, \dots, m$; $X = [x_1, \dots, x_m]$

"""


@pytest.mark.parametrize("comma", ["", ",", " ,"])
def test_commas_between_cells(comma: str) -> None:
    matrix = rf"\left[\begin{{matrix}} x_1{comma} & x_2{comma} & \dots{comma} & x_m \end{{matrix}}\right]"
    assert check_text(f"{COLUMNS}$$X = {matrix}$$\n").judgements[0].verdict.value == "proved"
