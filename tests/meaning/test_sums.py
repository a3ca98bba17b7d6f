"""Ranges under big operators, factorials, binomial coefficients and recursions as pages write them."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from test_witnesses import recompute

from derive.checking import Checked, check_file
from derive.reporting.json_report import render
from derive.verdict import Verdict

SUMS = r"""
- $n, k \in \mathbb{N}$ with $n \ge 1$; $z \in \mathbb{Z}$; $a, b \in \mathbb{R}^n$; $r, t \in \mathbb{R}$ with $r \neq 1$
- $x_j \in \mathbb{R}$ for $j = 0, \dots, n$
"""
AVERAGE = r"""
- $\beta \in \mathbb{R}$ with $0 < \beta$, $\beta < 1$; $g_t \in \mathbb{R}$ for $t = 1, \dots, T$
- $m_0 = 0$, $m_t = \beta m_{t-1} + (1-\beta) g_t$ for $t \ge 1$
"""
DOUBLING = r"""
- $a_0 = 1$, $a_{n+1} = 2 a_n$ for $n \ge 0$
"""
FIBONACCI = r"""
- $F_0 = 0$; $F_1 = 1$; $F_k = F_{k-1} + F_{k-2}$ for $k \ge 2$
"""
VECTORS = r"""
- $d \in \mathbb{N}$; $\eta > 0$; $\theta_t, g_t \in \mathbb{R}^d$ for $t = 0, \dots, T$
- $\theta_{t} = \theta_{t-1} - \eta g_{t-1}$ for $t = 1, \dots, T$
"""

PROVED = [
    (SUMS, r"\sum_{1 \le i < j \le n} a_i a_j = \sum_{i<j} a_i a_j"),
    (SUMS, r"\sum_{j \neq i} a_j = \sum_j a_j - a_i"),
    (SUMS, r"\sum_{i,j} a_i b_j = \sum_i a_i \sum_j b_j"),
    (SUMS, r"n! = \prod_{i=1}^n i"),
    (SUMS, r"0! = 1"),
    (SUMS, r"5! = 120"),
    (SUMS, r"\binom{n}{2} = \frac{n(n-1)}{2}"),
    (SUMS, r"\binom{n}{0} = 1"),
    (AVERAGE, r"m_1 = (1-\beta) g_1"),
    (AVERAGE, r"m_t - m_{t-1} = (1-\beta)(g_t - m_{t-1})"),
    (DOUBLING, r"a_{n+1} - a_n = a_n"),
    (FIBONACCI, r"F_k - F_{k-1} = F_{k-2}"),
    (SUMS, r"|i| x_{i+1} = i x_{i+1}"),
    ("- $c_{ij} \\in \\mathbb{R}$ for $i = 1, \\dots, n$, $j = 1, \\dots, n$", r"\sum_{i=1}^n c_{ii} = \operatorname{tr}(c)"),
    (VECTORS, r"\theta_t - \theta_{t-1} = -\eta g_{t-1}"),
]

HOLDS = [
    (SUMS, r"\sum_{i<j} a_i a_j = \frac12 \left(\left(\sum_i a_i\right)^2 - \sum_i a_i^2\right)"),
    (SUMS, r"\sum_{i \neq j} a_i a_j = 2 \sum_{i<j} a_i a_j"),
    (SUMS, r"\sum_{i=1}^{n-1} a_i = \sum_{i=1}^n a_i - a_n"),
    (SUMS, r"\sum_{j=0}^{n} r^j = \frac{1 - r^{n+1}}{1 - r}"),
    (SUMS, r"\sum_{j=0}^{n-1} r^j = \frac{1 - r^n}{1 - r}"),
    (SUMS, r"\sum_{i=1}^n \sum_{j=1}^i a_j = \sum_{j=1}^n (n - j + 1) a_j"),
    (SUMS, r"\sum_{i=1}^n \sum_{j=i}^n a_i b_j = \sum_{j=1}^n \sum_{i=1}^j a_i b_j"),
    (SUMS, r"\sum_{i=1}^n i = \frac{n(n+1)}{2}"),
    (SUMS, r"\sum_{i=1}^k i^2 = \frac{k(k+1)(2k+1)}{6}"),
    (SUMS, r"\sum_{j=1}^{n} (x_j - x_{j-1}) = x_n - x_0"),
    (SUMS, r"\prod_{i=1}^n t = t^n"),
    (SUMS, r"(n+1)! = (n+1) n!"),
    (SUMS, r"n! = n (n-1)!"),
    (SUMS, r"k! = k (k-1)!"),
    (SUMS, r"\sum_{j=0}^n \binom{n}{j} r^j = (1+r)^n"),
    (SUMS, r"\binom{n}{k} + \binom{n}{k+1} = \binom{n+1}{k+1}"),
    (SUMS, r"\sum_{j=1}^{n} \frac{1}{j(j+1)} = 1 - \frac{1}{n+1}"),
    (AVERAGE, r"m_2 = \beta (1-\beta) g_1 + (1-\beta) g_2"),
    (AVERAGE, r"m_t = (1-\beta) \sum_{i=1}^t \beta^{t-i} g_i"),
    (DOUBLING, r"a_n = 2^n"),
    (DOUBLING, r"a_7 = 128"),
    (FIBONACCI, r"F_9 = 34"),
    (FIBONACCI, r"F_{k+1} F_{k-1} - F_k^2 = (-1)^k"),
]

FALSE = [
    (SUMS, r"\sum_{i<j} a_i a_j = \sum_{i \neq j} a_i a_j"),
    (SUMS, r"\sum_{j=1}^n r^j = \frac{1-r^n}{1-r}"),
    (SUMS, r"\sum_{i=1}^n i = n^2"),
    (SUMS, r"\sum_{i=1}^{n-1} a_i = \sum_{i=1}^{n} a_i - a_1"),
    (SUMS, r"\sum_{j=1}^{n} (x_j - x_{j-1}) = x_n - x_1"),
    (SUMS, r"\sum_{i=1}^n \sum_{j=1}^i a_j = \sum_{j=1}^n j a_j"),
    (SUMS, r"\prod_{i=1}^n 2 a_i = 2 \prod_{i=1}^n a_i"),
    (SUMS, r"(n+1)! = n \cdot n!"),
    (SUMS, r"(2 n)! = 2 n!"),
    (SUMS, r"\binom{n}{2} = \frac{n(n+1)}{2}"),
    (SUMS, r"\binom{n}{k} = \binom{k}{n}"),
    (AVERAGE, r"m_1 = g_1"),
    (AVERAGE, r"m_t = \beta m_{t-1}"),
    (AVERAGE, r"m_t = \sum_{i=1}^t \beta^{t-i} g_i"),
    (DOUBLING, r"a_n = 2 n"),
    (DOUBLING, r"a_7 = 64"),
    (FIBONACCI, r"F_9 = 55"),
    (FIBONACCI, r"F_{k+1} F_{k-1} - F_k^2 = 1"),
    (VECTORS, r"\theta_t - \theta_{t-1} = \eta g_{t-1}"),
]

MEANINGLESS = [
    (SUMS, r"t! = t", "the factorial has to be a natural number"),
    (SUMS, r"(-1)! = 1", "the factorial has to be a natural number"),
    (SUMS, r"a! = a", "`factorial` of a vector"),
    (SUMS, r"\binom{t}{2} = 1", "the upper number of a binomial coefficient"),
]


def checked(tmp_path: Path, given: str, line: str) -> Checked:
    page = tmp_path / "page.md"
    page.write_text(f"## Given\n{given}\n## (a)\n\n$${line}$$\n", encoding="utf-8")
    return check_file(str(page))


@pytest.mark.parametrize(("given", "line"), PROVED)
def test_proved(given: str, line: str, tmp_path: Path) -> None:
    (found,) = checked(tmp_path, given, line).judgements
    assert found.verdict is Verdict.PROVED, found.reason


@pytest.mark.parametrize(("given", "line"), HOLDS)
def test_what_holds_agrees_wherever_it_is_tried(given: str, line: str, tmp_path: Path) -> None:
    (found,) = checked(tmp_path, given, line).judgements
    agreed = re.search(r"agreed at (\d+) points?", found.reason)
    assert found.verdict is Verdict.PROVED or (found.verdict is Verdict.UNDECIDED and agreed and int(agreed[1]) > 0), found.reason


@pytest.mark.parametrize(("given", "line"), FALSE)
def test_false_lines_have_a_witness_that_a_stranger_recomputes(given: str, line: str, tmp_path: Path) -> None:
    document = checked(tmp_path, given, line)
    (found,) = document.judgements
    assert found.verdict is Verdict.REFUTED and found.step.claim is not None, found.reason
    recompute(found.step.claim, json.loads(render([document]))["files"][0]["steps"][0])


@pytest.mark.parametrize(("given", "line", "why"), MEANINGLESS)
def test_what_has_no_meaning_says_why(given: str, line: str, why: str, tmp_path: Path) -> None:
    (found,) = checked(tmp_path, given, line).judgements
    assert found.verdict is Verdict.ILL_TYPED and why in found.reason, found.reason


def test_nothing_is_meant_by_the_factorial_of_a_negative_number(tmp_path: Path) -> None:
    """(z)! for z = -1 is no witness: the product over nothing would be 1 there."""
    (found,) = checked(tmp_path, SUMS, r"z! = z (z-1)!").judgements
    assert found.verdict in (Verdict.PROVED, Verdict.UNDECIDED), found.reason


def test_a_recursion_goes_one_way(tmp_path: Path) -> None:
    document = checked(tmp_path, r"- $q_0 = 1$, $q_t = q_{t+1} + q_{t-1}$ for $t \ge 1$", r"q_1 = 1")
    assert any("neither back nor forth" in note[3] for note in document.notes)
