"""Expectations, variances and covariances: over finite distributions as sums, else by declared moments (LANGUAGE.md, 1)."""

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

FINITE = r"""
- $A$ a finite set; $f_a, g_a \in \mathbb{R}$ for $a \in A$; $c \in \mathbb{R}$
- $a \sim p$ on $A$
- $\theta \in \mathbb{R}^A$; $\pi = \operatorname{softmax}(\theta)$
- $h = f_a^2$
"""
PAIR = r"""
- $A$ and $B$ finite sets; $p, f \in \mathbb{R}^A$; $q, g \in \mathbb{R}^B$; $a \sim p$ and $b \sim q$ are independent
"""
UNLINKED = r"""
- $A$ and $B$ finite sets; $p, f \in \mathbb{R}^A$; $q, g \in \mathbb{R}^B$; $a \sim p$, $b \sim q$
"""
POLICY = r"""
- $S$ and $A$ finite sets; $Q \in \mathbb{R}^{S \times A}$; $\rho \in \mathbb{R}^S$
- $\pi(a \mid s) = \frac{e^{Q_{s,a}}}{\sum_{b \in A} e^{Q_{s,b}}}$ for $s \in S$, $a \in A$
- $s \sim \rho$; $a \sim \pi(\cdot \mid s)$
"""
SAMPLE = r"""
- $n \in \mathbb{N}$ with $n \ge 2$; $x \in \mathbb{R}^n$; $\mu \in \mathbb{R}$; $\sigma > 0$
- $\mathbb{E}[x_i] = \mu$, $\operatorname{Var}(x_i) = \sigma^2$ for $i = 1, \dots, n$; $x_i$ independent
- $\bar x = \frac1n \sum_{i=1}^n x_i$
- $y, z \in \mathbb{R}$; $\mathbb{E}[y] = m$, $\mathbb{E}[y^2] = s$
"""
DEPENDENT = r"""
- $n \in \mathbb{N}$; $x \in \mathbb{R}^n$; $\sigma > 0$
- $\mathbb{E}[x_i] = \mu$, $\operatorname{Var}(x_i) = \sigma^2$ for $i = 1, \dots, n$
- $y, z \in \mathbb{R}$ with $y + z = 1$; $\mathbb{E}[y] = m$
"""
DOTTED = r"""
- $n \in \mathbb{N}$; $x \in \mathbb{R}^n$; $\sigma > 0$
- $x_1, \dots, x_n$ are i.i.d. with $\mathbb{E}[x_i] = \mu$, $\operatorname{Var}(x_i) = \sigma^2$
"""
DEVIATION = r"""
- $T$ a random variable with $\mathbb{E}[T] = m$, $\operatorname{Var}(T) = \sigma^2$
- $g, h \in \mathbb{R}$; $\epsilon \sim \mathcal{N}(m, \sigma^2)$
"""
NORMAL = r"""
- $n \in \mathbb{N}$; $\mu, w \in \mathbb{R}^n$; $\Sigma, M \in \mathbb{R}^{n \times n}$; $x \sim \mathcal{N}(\mu, \Sigma)$
- $\epsilon \sim \mathcal{N}(0, 1)$; $u, v \in \mathbb{R}$; $\mathbb{E}[u] = 0$, $\mathbb{E}[v] = 1$; $u$ and $v$ are independent
"""
INFORMATION = r"""
- $A$ a finite set; $p, q \in \mathbb{R}^A$ with $p_a > 0$, $q_a > 0$; $\sum_{a \in A} p_a = 1$, $\sum_{a \in A} q_a = 1$
- $H(p) = -\sum_{a \in A} p_a \log p_a$; $D_{KL}(p \| q) = \sum_{a \in A} p_a \log \frac{p_a}{q_a}$
- $H(p, q) = -\sum_{a \in A} p_a \log q_a$
"""

PROVED = [
    (FINITE, r"\mathbb{E}[f_a] = \sum_{b \in A} p_b f_b"),
    (FINITE, r"\mathbb{E}[c f_a + g_a] = c \mathbb{E}[f_a] + \mathbb{E}[g_a]"),
    (FINITE, r"\mathbb{E}[1] = 1"),
    (FINITE, r"\mathbb{E}[h] = \mathbb{E}[f_a^2]"),
    (FINITE, r"\mathbb{E}_p[f_a] = \mathbb{E}_{b \sim p}[f_b]"),
    (FINITE, r"\mathbb{E}_{b \sim \operatorname{Uniform}(A)}[f_b] = \frac{1}{|A|} \sum_{b \in A} f_b"),
    (FINITE, r"\mathbb{E}_{b \sim \pi}[\nabla_\theta \log \pi_b] = 0"),
    (FINITE, r"\nabla_\theta \mathbb{E}_{b \sim \pi}[f_b] = \mathbb{E}_{b \sim \pi}[f_b \nabla_\theta \log \pi_b]"),
    (FINITE, r"|p_a| = p_a"),
    (PAIR, r"\mathbb{E}[f_a g_b] = \mathbb{E}[f_a] \mathbb{E}[g_b]"),
    (POLICY, r"\mathbb{E}_{a \sim \pi(\cdot \mid s)}[Q_{s,a}] = \sum_{b \in A} \pi(b \mid s) Q_{s,b}"),
    (POLICY, r"\mathbb{E}_{s \sim \rho}[\mathbb{E}_{a \sim \pi(\cdot \mid s)}[Q_{s,a}]] = \mathbb{E}[Q_{s,a}]"),
    (POLICY, r"\mathbb{E}_{a \sim \pi(\cdot \mid s)}[1] = 1"),
    (DEVIATION, r"\mathbb{E}[T^2] = \sigma^2 + m^2"),
    (DEVIATION, r"\operatorname{Var}(g \epsilon + h) = g^2 \sigma^2"),
    (DOTTED, r"\operatorname{Var}(\sum_{i=1}^n x_i) = n \sigma^2"),
    (SAMPLE, r"\mathbb{E}[\bar x] = \mu"),
    (SAMPLE, r"\operatorname{Var}(\bar x) = \frac{\sigma^2}{n}"),
    (SAMPLE, r"\mathbb{E}\left[\frac{1}{n-1} \sum_{i=1}^n (x_i - \bar x)^2\right] = \sigma^2"),
    (SAMPLE, r"\operatorname{Var}(y) = \mathbb{E}[y^2] - \mathbb{E}[y]^2"),
    (SAMPLE, r"\mathbb{E}[2 y + 3] = 2 m + 3"),
    (SAMPLE, r"\operatorname{Var}(2 y + 3) = 4 \operatorname{Var}(y)"),
    (SAMPLE, r"\operatorname{Cov}(x_1, x_2) = 0"),
    (NORMAL, r"\mathbb{E}[M x + w] = M \mu + w"),
    (NORMAL, r"\operatorname{Cov}(x) = \Sigma"),
    (NORMAL, r"\operatorname{Var}(w^\top x) = w^\top \Sigma w"),
    (NORMAL, r"\mathbb{E}[\epsilon^2] = 1"),
    (NORMAL, r"\mathbb{E}[u v] = 0"),
    (INFORMATION, r"D_{KL}(p \| q) = H(p, q) - H(p)"),
    (INFORMATION, r"D_{KL}(p \| p) = 0"),
    (INFORMATION, r"D_{KL}(p \| q) = \mathbb{E}_{a \sim p}[\log p_a - \log q_a]"),
    (INFORMATION, r"\mathbb{E}_{a \sim p}\left[\frac{q_a}{p_a}\right] = 1"),
]

HOLDS = [
    (FINITE, r"\operatorname{Var}[f_a] = \mathbb{E}[f_a^2] - \mathbb{E}[f_a]^2"),
    (FINITE, r"\operatorname{Cov}(f_a, g_a) = \mathbb{E}[f_a g_a] - \mathbb{E}[f_a] \mathbb{E}[g_a]"),
    (FINITE, r"\mathbb{E}_{b \sim p}[c] = c"),
    (PAIR, r"\operatorname{Var}(f_a + g_b) = \operatorname{Var}(f_a) + \operatorname{Var}(g_b)"),
    (SAMPLE, r"|\operatorname{Var}(y)| = \operatorname{Var}(y)"),
    (NORMAL, r"\operatorname{Cov}(M x) = M \Sigma M^\top"),
    (NORMAL, r"\mathbb{E}[x^\top M x] = \operatorname{tr}(M \Sigma) + \mu^\top M \mu"),
]

FALSE = [
    (FINITE, r"\mathbb{E}[f_a] = \sum_{b \in A} f_b"),
    (FINITE, r"\mathbb{E}[f_a] = f_a"),
    (DEVIATION, r"\operatorname{Var}(g T + h) = g^2 \sigma^2 + h"),
    (FINITE, r"\mathbb{E}[h] = h"),
    (FINITE, r"\operatorname{Var}(f_a) = \mathbb{E}[f_a^2]"),
    (FINITE, r"\mathbb{E}[f_a g_a] = \mathbb{E}[f_a] \mathbb{E}[g_a]"),
    (FINITE, r"\log \mathbb{E}[e^{f_a}] = \mathbb{E}[f_a]"),
    (FINITE, r"\nabla_\theta \mathbb{E}_{b \sim \pi}[f_b] = \mathbb{E}_{b \sim \pi}[f_b \nabla_\theta \pi_b]"),
    (FINITE, r"\mathbb{E}_{b \sim \pi}[f_b] = \mathbb{E}_{b \sim p}[f_b]"),
    (PAIR, r"\mathbb{E}[f_a g_b] = \mathbb{E}[f_a] + \mathbb{E}[g_b]"),
    (POLICY, r"\mathbb{E}[Q_{s,a}] = \sum_{b \in A} \pi(b \mid s) Q_{s,b}"),
    (SAMPLE, r"\operatorname{Var}(\bar x) = \sigma^2"),
    (SAMPLE, r"\mathbb{E}\left[\frac{1}{n} \sum_{i=1}^n (x_i - \bar x)^2\right] = \sigma^2"),
    (SAMPLE, r"\operatorname{Var}(y) = \mathbb{E}[y^2]"),
    (SAMPLE, r"\operatorname{Var}(2 y) = 2 \operatorname{Var}(y)"),
    (NORMAL, r"\operatorname{Cov}(M x) = M \Sigma M"),
    (NORMAL, r"\mathbb{E}[x^\top M x] = \mu^\top M \mu"),
    (INFORMATION, r"D_{KL}(p \| q) = D_{KL}(q \| p)"),
    (INFORMATION, r"H(p, q) = H(p)"),
]

UNDECIDED = [
    (FINITE, r"\mathbb{E}[f_a \mid a] = f_a", "a conditional expectation"),
    (FINITE, r"\mathbb{E}[c] = c", "nothing under the expectation is random"),
    (FINITE, r"\sum_{a \in A} \mathbb{E}[f_a] = |A| \mathbb{E}[f_a]", "nothing under the expectation is random"),
    (FINITE, r"\mathbb{E}_q[f_a] = 0", "`q` under the expectation names nothing drawn"),
    (UNLINKED, r"\mathbb{E}[f_a g_b] = \mathbb{E}[f_a] \mathbb{E}[g_b]", "how `a` and `b` depend on each other is not declared"),
    (SAMPLE, r"\mathbb{E}[y x_1] = m \mu", "how `y` and `x` depend on each other is not declared"),
    (SAMPLE, r"\mathbb{E}[y^3] = m", "a moment of order 3 of `y` is not declared"),
    (SAMPLE, r"\mathbb{E}[e^y] = e^m", "the expectation of `exp` of a random variable"),
    (SAMPLE, r"\mathbb{E}[z] = z", "nothing under the expectation is random"),
    (DEPENDENT, r"\operatorname{Var}(x_1 + x_2) = 2 \sigma^2", "how the entries of `x` depend on each other is not declared"),
    (DEPENDENT, r"\mathbb{E}[y z] = m z", "`z`, which a fact of the Given ties to something random"),
    (DEPENDENT, r"\operatorname{Var}(y) = 1", "the variance of `y` is not declared"),
    (NORMAL, r"\mathbb{E}[u \epsilon] = 0", "how `u` and `epsilon` depend on each other"),
    ("- $t \\in \\mathbb{R}$", r"\mathbb{E}[t] = t", "nothing under the expectation is random"),
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


@pytest.mark.parametrize(("given", "line", "why"), UNDECIDED)
def test_what_does_not_follow_says_why(given: str, line: str, why: str, tmp_path: Path) -> None:
    (found,) = checked(tmp_path, given, line).judgements
    assert found.verdict is Verdict.UNDECIDED and why in found.reason, found.reason


@pytest.mark.parametrize("line", [r"\operatorname{Var}(x) = \Sigma"])
def test_the_variance_of_a_vector_is_ambiguous(line: str, tmp_path: Path) -> None:
    (found,) = checked(tmp_path, NORMAL, line).judgements
    assert found.verdict is Verdict.AMBIGUOUS and "Cov(x)" in found.reason
