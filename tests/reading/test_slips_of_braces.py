r"""Braces that cross a bracket, a relation written again in its box, commas between cells, δ for ∂: what is mended, and what is not."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given**
- $n \in \mathbb{N}$; $a, b \in \mathbb{R}^n$, $r, s, t \in \mathbb{R}$, $r > 0$; $G(a, b) = 2 r a^\top b$

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
    # braces behind a ∂ that close before a bracket in them
    (r"\frac{\partial{G(a, {\bf b}}) }{\partial{{\bf a}}} = 2 r {\bf b}", "proved"),
    (r"\frac{\partial{G(a, b})}{\partial{a}} = r {\bf b}", "refuted"),
    (r"\frac{\partial{G(a, b)}}{\partial{b}} = 2 r a", "proved"),
    (r"\frac{\partial{(G(a, b} + s)}{\partial b} = 2 r a", "unreadable"),
    # braces around a call carry its script; the call may stand in \text as a whole
    (r"{\text{softmax}(a)}_i = \frac{e^{a_i}}{\sum_j e^{a_j}}", "proved"),
    (r"\log{{\mathrm{softmax}(a)}_i} = a_i", "refuted"),
    (r"{\sigma(s)}^2 = \sigma(s) \sigma(s)", "proved"),
    (r"{s(r + t)}^2 = s^2 (r + t)^2", "unreadable"),
    (r"\text{softmax(a)}_i = \frac{e^{a_i}}{\sum_j e^{a_j}}", "proved"),
    (r"\text{exp(s)} = e^s + 1", "refuted"),
    (r"s = \text{ f(x) }", "unreadable"),
    # a number in a softmax is added to every entry; elsewhere it is not
    (r"\text{softmax}(a + s) = \text{softmax}(a)", "proved"),
    (r"\operatorname{softmax}(a - \max_i a_i) = \operatorname{softmax}(a)", "proved"),
    (r"\text{softmax(a + s - t)}_i = \text{softmax(a)}_i", "proved"),
    (r"\operatorname{softmax}(r a + s) = \operatorname{softmax}(a)", "refuted"),
    (r"\sigma(a + s) = \sigma(a)", "ill-typed"),
    (r"a + s = a", "ill-typed"),
    # a bracket that is never closed may have been meant to close before a +
    (r"2(s + t = 2s + 2t", "proved"),
    (r"2(s + t = 2s + t", "undecided"),
    (r"\log(r t^2 = \log r", "refuted"),
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


def test_a_formula_that_states_nothing_is_no_step() -> None:
    text = f"{GIVEN}The matrices $r、s$ and $\\begin{{foo}} 1 \\end{{foo}}$, then $s、r \\in X$, $s + s = 2s$\n"
    judgements = check_text(text).judgements
    assert [j.step.left.latex for j in judgements] == ["s + s"]


def test_what_is_shown_is_whole() -> None:
    left = check_text(f"{GIVEN}$${{s + t \\over 2}} = \\log{{e^{{s}}}}$$\n").judgements[0].step
    assert (left.left.latex, left.right.latex) == (r"s + t \over 2", r"\log{e^{s}}")


COLUMNS = r"""**Given**
- $m, n \in \mathbb{N}$; $x_i \in \mathbb{R}^n$ for $i = 1, \dots, m$; $X = [x_1, \dots, x_m]$

"""


@pytest.mark.parametrize("comma", ["", ",", " ,"])
def test_commas_between_cells(comma: str) -> None:
    matrix = rf"\left[\begin{{matrix}} x_1{comma} & x_2{comma} & \dots{comma} & x_m \end{{matrix}}\right]"
    assert check_text(f"{COLUMNS}$$X = {matrix}$$\n").judgements[0].verdict.value == "proved"
