"""Inverses, determinants, traces, diagonals, norms, maxima and π as pages write them: true lines hold at every point that the search
tries, false ones are refuted with a witness that `stranger.py` recomputes, the others say in a sentence why they mean nothing.
"""

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

MATRICES = r"""
- $n, d \in \mathbb{N}$
- $A, B \in \mathbb{R}^{n \times n}$ with $\det A \neq 0$
- $X \in \mathbb{R}^{n \times d}$; $a, b, x \in \mathbb{R}^n$; $w \in \mathbb{R}^d$
- $\lambda > 0$; $t, s \in \mathbb{R}$; $K \in \mathbb{R}^{1 \times 1}$
"""
GAUSS = r"""
- $n \in \mathbb{N}$; $\Sigma \in \mathbb{R}^{n \times n}$ with $\Sigma \succ 0$; $x, \mu \in \mathbb{R}^n$
"""
FAMILY = r"""
- $V$ a finite set; $M \in \mathbb{R}^{V \times V}$ invertible; $p \in \mathbb{R}^V$; $v \in V$
"""

PROVED = [
    (MATRICES, r"A^{-\top} = (A^{-1})^\top"),
    (MATRICES, r"A^{-T} = (A^{-1})^T"),
    (MATRICES, r"(A^{-1})_{ij} = [A^{-1}]_{ij}"),
    (MATRICES, r"A^{-2} = A^{-1} A^{-1}"),
    (MATRICES, r"A^3 = A A A"),
    (MATRICES, r"A^0 = I"),
    (MATRICES, r"|A| = \det A"),
    (MATRICES, r"\log|A| = \log\det(A)"),
    (MATRICES, r"\det^2 A = \det(A)^2"),
    (MATRICES, r"\operatorname{trace}(a b^\top) = b^\top a"),
    (MATRICES, r"\operatorname{tr}(a^\top A b) = a^\top A b"),
    (MATRICES, r"\operatorname{Tr} A B = \operatorname{Tr} B A"),
    (MATRICES, r"\det(K) = K"),
    (MATRICES, r"K^{-1} = \frac{1}{K}"),
    (MATRICES, r"\operatorname{diag}(a) b = a \odot b"),
    (MATRICES, r"\operatorname{diag}(\operatorname{diag}(a)) = a"),
    (MATRICES, r"\operatorname{diag}(A)_i = A_{ii}"),
    (MATRICES, r"\mathbf{1}_n \mathbf{1}_n^\top a = \mathbf{1}_n \sum_i a_i"),
    (MATRICES, r"I_n A = A I"),
    (MATRICES, r"\left(I - \frac1n \mathbf{1}\mathbf{1}^\top\right) a = a - \mathbf{1}_n \frac1n \sum_i a_i"),
    (MATRICES, r"a^\top \left(2 I + \mathbf{1}\mathbf{1}^\top\right) = 2 a^\top + \sum_i a_i \mathbf{1}_n^\top"),
    (MATRICES, r"\left(2 I - 3 \mathbf{1}\mathbf{1}^\top\right) (4 I) = 8 I_n - 12 \mathbf{1}_n \mathbf{1}_n^\top"),
    (MATRICES, r"X + \mathbf{1}\mathbf{1}^\top = X + 1"),
    (MATRICES, r"A + (I + I) = A + 2 I"),
    (MATRICES, r"A + \frac{I}{2} = A + \frac12 I_n"),
    (MATRICES, r"A + \sum_{i=1}^n I = A + n I"),
    (MATRICES, r"(\lambda I)^{-1} a = \frac{1}{\lambda} a"),
    (MATRICES, r"\max(t, s) = \max(s, t)"),
    (MATRICES, r"\max(t, s) + \min(t, s) = t + s"),
    (MATRICES, r"\max(t, t) = t"),
    (MATRICES, r"\max(0, t) = \operatorname{relu}(t)"),
    (MATRICES, r"\max\{t, s\} = \max(t, s)"),
    (MATRICES, r"\max(a, b)_i = \max(a_i, b_i)"),
    (MATRICES, r"\max_i a_i = \max(a)"),
    (MATRICES, r"\|a\|_2^2 = a^\top a"),
    (MATRICES, r"\|a\|^2 = \sum_i a_i^2"),
    (MATRICES, r"\|a\|_1 = \sum_i |a_i|"),
    (MATRICES, r"\|a\|_\infty = \max_i |a_i|"),
    (MATRICES, r"\|X\|_F^2 = \operatorname{tr}(X^\top X)"),
    (MATRICES, r"a^{\odot 2} = a \odot a"),
    (MATRICES, r"(a \oslash b)_i = a_i / b_i"),
    (MATRICES, r"2\pi - \pi = \pi"),
    (FAMILY, r"(M^{-1} p)_v = \sum_{u \in V} (M^{-1})_{vu} p_u"),
]

HOLDS = [
    (MATRICES, r"A A^{-1} = I"),
    (MATRICES, r"A^{-1} A = I_n"),
    (MATRICES, r"(A^\top)^{-1} = A^{-\top}"),
    (MATRICES, r"\operatorname{tr}(A^{-1} A) = n"),
    (MATRICES, r"\det(A B) = \det A \det B"),
    (MATRICES, r"\det(\lambda A) = \lambda^n \det A"),
    (MATRICES, r"|A^{-1}| = |A|^{-1}"),
    (MATRICES, r"(X^\top X + \lambda I)^{-1} X^\top = X^\top (X X^\top + \lambda I)^{-1}"),
    (MATRICES, r"(A + a b^\top)^{-1} = A^{-1} - \frac{A^{-1} a b^\top A^{-1}}{1 + b^\top A^{-1} a}"),
    (MATRICES, r"\det(I + a b^\top) = 1 + a^\top b"),
    (MATRICES, r"\frac{\partial}{\partial A} \log |A| = A^{-\top}"),
    (MATRICES, r"\frac{\partial}{\partial A} a^\top A^{-1} b = -A^{-\top} a b^\top A^{-\top}"),
    (MATRICES, r"\frac{\partial}{\partial t} (A + t B)^{-1} = -(A + t B)^{-1} B (A + t B)^{-1}"),
    (MATRICES, r"\min(t, s) = -\max(-t, -s)"),
    (MATRICES, r"\max(t, s) - \min(t, s) = |t - s|"),
    (MATRICES, r"\cos \pi = -1"),
    (GAUSS, r"x^\top \Sigma \mu = \mu^\top \Sigma x"),
    (GAUSS, r"\log |\Sigma| = -\log |\Sigma^{-1}|"),
    (GAUSS, r"\log\det(2\pi\Sigma) = n \log(2\pi) + \log\det\Sigma"),
    (GAUSS, r"\frac{\partial}{\partial \mu} \frac12 (x-\mu)^\top \Sigma^{-1} (x-\mu) = -\Sigma^{-1} (x-\mu)"),
    (FAMILY, r"\sum_{u \in V} M_{vu} (M^{-1})_{uv} = 1"),
]

FALSE = [
    (MATRICES, r"A^{-1} = A"),
    (MATRICES, r"A^{-\top} = A^{-1}"),
    (MATRICES, r"(A B)^{-1} = A^{-1} B^{-1}"),
    (MATRICES, r"(A + B)^{-1} = A^{-1} + B^{-1}"),
    (MATRICES, r"\operatorname{tr}(A^{-1}) = \frac{1}{\operatorname{tr} A}"),
    (MATRICES, r"|A^{-1}| = |A|"),
    (MATRICES, r"\det(A + B) = \det A + \det B"),
    (MATRICES, r"\det(\lambda A) = \lambda \det A"),
    (MATRICES, r"\det(-A) = -\det A"),
    (MATRICES, r"\det B \cdot \det B^{-1} = \det B"),
    (MATRICES, r"(X^\top X + \lambda I)^{-1} X^\top = X^\top (X X^\top - \lambda I)^{-1}"),
    (MATRICES, r"(A + a b^\top)^{-1} = A^{-1} - \frac{A^{-1} a b^\top A^{-1}}{1 - b^\top A^{-1} a}"),
    (MATRICES, r"\frac{\partial}{\partial A} \log |A| = A^{-1}"),
    (MATRICES, r"\frac{\partial}{\partial A} a^\top A^{-1} b = A^{-\top} a b^\top A^{-\top}"),
    (MATRICES, r"\frac{\partial}{\partial A} |A| = A^{-\top}"),
    (MATRICES, r"\operatorname{diag}(A) = a"),
    (MATRICES, r"\operatorname{diag}(a) = a a^\top"),
    (MATRICES, r"\mathbf{1}_n \mathbf{1}_n^\top a = a"),
    (MATRICES, r"A + (I + I) = A + 2"),
    (MATRICES, r"A + \frac{I}{2} = A + \frac12"),
    (MATRICES, r"A + \mathbf{1}\mathbf{1}^\top = A + I"),
    (MATRICES, r"\max(t, s) = t"),
    (MATRICES, r"\min(t, s) = \max(t, s)"),
    (MATRICES, r"\max(t, s, 1) = \max(t, s)"),
    (MATRICES, r"\max_i a_i + \max_i b_i = \max_i (a_i + b_i)"),
    (MATRICES, r"\max_i (-a_i) = -\max_i a_i"),
    (MATRICES, r"\|a + b\|^2 = \|a\|^2 + \|b\|^2"),
    (MATRICES, r"\|a\|_1 = \|a\|_2"),
    (MATRICES, r"\|a\|_\infty = \max_i a_i"),
    (MATRICES, r"\|A B\|_F = \|A\|_F \|B\|_F"),
    (MATRICES, r"a^{\odot 2} = a"),
    (MATRICES, r"a \oslash b = b \oslash a"),
    (MATRICES, r"\cos \pi = 1"),
    (MATRICES, r"\pi = \frac{22}{7}"),
    (MATRICES, r"\sin(2 \pi t) = \sin(\pi t)"),
    (MATRICES, r"A^2 = 2 A"),
    (MATRICES, r"(A^2)_{ij} = A_{ij}^2"),
    (GAUSS, r"\log |\Sigma| = \log |\Sigma^{-1}|"),
    (GAUSS, r"\log\det(2\pi\Sigma) = \log(2\pi) + \log\det\Sigma"),
    (GAUSS, r"\frac{\partial}{\partial \mu} \frac12 (x-\mu)^\top \Sigma^{-1} (x-\mu) = \Sigma^{-1} (x-\mu)"),
    (GAUSS, r"\Sigma_{ij}^2 = \Sigma_{ii} \Sigma_{jj}"),
    (FAMILY, r"(M^{-1})_{uv} = M_{uv}^{-1}"),
]

MEANINGLESS = [
    (MATRICES, r"X^{-1} = X", "ill-typed", "the inverse of a n x d matrix; only a square matrix has one"),
    (MATRICES, r"a^{-1} = b", "ill-typed", "a power of a vector|the inverse of a vector"),
    (MATRICES, r"(X X^\top)^{-1} = (X^\top X)^{-1}", "ill-typed", "the left side is a n x n matrix, the right side a d x d matrix"),
    (MATRICES, r"\det X = 1", "ill-typed", "the determinant of a n x d matrix"),
    (MATRICES, r"\operatorname{tr}(X) = 1", "ill-typed", "the trace of a n x d matrix"),
    (MATRICES, r"\operatorname{diag}(X) = a", "ill-typed", "the diagonal of a n x d matrix"),
    (MATRICES, r"\operatorname{tr}(I) = n", "undecided", "whose size nothing tells; write its size, as in `I_n`"),
    (MATRICES, r"(I + 1) A = A", "ill-typed", "I and a number cannot be added"),
    (MATRICES, r"\exp(I) A = A", "ill-typed", "the entries of a matrix whose size nothing tells"),
    (MATRICES, r"I - \mathbf{1}\mathbf{1}^\top = I + \mathbf{1}\mathbf{1}^\top", "ill-typed", "the size of I is told by nothing"),
    (MATRICES, r"s s^{-1} = I", "ill-typed", "the size of I is told by nothing"),
    (MATRICES, r"\sum_{i=1}^n \mathbf{1}\mathbf{1}^\top = A", "ill-typed", "the size of I is told by nothing"),
    (MATRICES, r"\frac{\partial}{\partial t} (t I) = A", "ill-typed", "the size of I is told by nothing"),
    (MATRICES, r"a / I = a", "ill-typed", "division by a matrix"),
    (MATRICES, r"\left(\mathbf{1}\mathbf{1}^\top\right)^{-1} = A", "undecided", "the inverse of a matrix whose size nothing tells"),
    (MATRICES, r"\mathbf{1}^\top \mathbf{1} = n", "undecided", "a vector of ones whose size nothing tells"),
    (MATRICES, r"\max(a, w) = a", "ill-typed", "the max of a vector in R\\^n and a vector in R\\^d"),
    (MATRICES, r"a \oslash w = a", "ill-typed", "the elementwise product of"),
    (MATRICES, r"\max t = t", "ill-typed", "write what it is compared with"),
    (MATRICES, r"X^2 = X", "ill-typed", "a power of a n x d matrix"),
    (MATRICES, r"Q^{-\top} = Q^{-1}", "undecided", "`Q` is used like a matrix but not declared"),
    (MATRICES, r"\det Q = Q", "undecided", "`Q` is used like a matrix but not declared"),
    (MATRICES, r"\operatorname{tr}(Q) = Q", "undecided", "`Q` is used like a matrix but not declared"),
    (MATRICES, r"\boldsymbol{\Omega}^{-1} = \boldsymbol{\Omega}", "undecided", "Omega` is used like a matrix but not declared"),
    (MATRICES, r"\vec{\Lambda}^{-1} = \vec{\Lambda}", "undecided", "used like a matrix but not declared"),
    (MATRICES, r"A^{1/2} = A", "undecided", "a power of a matrix other than the whole numbers"),
    (MATRICES, r"\|A\|_2 = 1", "undecided", "the operator norm"),
    (MATRICES, r"\|a\|_3 = 1", "undecided", "the norm with the subscript `3`"),
]

FACTS = {
    r"$A \in \mathbb{R}^{n \times n}$ symmetric": {"A = A^\\top": "proved", r"A_{ij} = A_{ii}": "refuted"},
    r"$A, C \in \mathbb{R}^{n \times n}$ symmetric": {"A = A^\\top": "proved", "C = C^\\top": "proved", "A = C": "refuted"},
    r"a symmetric matrix $A \in \mathbb{R}^{n \times n}$, $C \in \mathbb{R}^{n \times n}$": {
        "A = A^\\top": "proved", "C = C^\\top": "refuted"},
    r"$C \in \mathbb{R}^{n \times n}$, a symmetric $A \in \mathbb{R}^{n \times n}$": {"A = A^\\top": "proved", "C = C^\\top": "refuted"},
    r"$A, C \in \mathbb{R}^{n \times n}$; $A$ and $C$ are symmetric": {"A = A^\\top": "proved", "C = C^\\top": "proved"},
    r"$A \in \mathbb{R}^{n \times n}$ skew-symmetric": {"A = A^\\top": "refuted"},
    r"$A \in \mathbb{R}^{n \times n}$ non-singular": {r"\det A = 0": "refuted", r"\frac{\det A}{\det A} = 1": "proved"},
    r"$T \in \mathbb{N}$; $A \in \mathbb{R}^{n \times n}$ symmetric": {"A = A^T": "proved", r"\pi^\top A = 0": "undecided"},
    r"$A \in \mathbb{R}^{n \times n}$ not symmetric": {"A = A^\\top": "refuted"},
    r"$A \in \mathbb{R}^{n \times n}$ with $A = A^\top$": {"A = A^\\top": "proved", "A_{12} = A_{11}": "refuted"},
    r"$A \in \mathbb{R}^{n \times n}$ symmetric positive definite": {"A = A^\\top": "proved", r"|A_{ij}| = A_{ij}": "refuted"},
    r"$A \in \mathbb{R}^{n \times n}$, $A \succ 0$": {"A_{ij} = A_{ji}": "proved", r"|A_{ii}| = A_{ii}": "proved"},
    r"$A \in \mathbb{R}^{n \times n}$ positive semi-definite": {"A = A^\\top": "proved", r"\det A = 0": "refuted"},
    r"$A, C \in \mathbb{R}^{n \times n}$ positive semi-definite; $C \to \infty$": {r"A_{11} = 0": "refuted", "C_{11} = 0": "undecided"},
    r"$V$ a finite set; $A \in \mathbb{R}^{V \times V}$, $A \succ 0$": {"A = A^\\top": "proved", "A^{-1} = A": "refuted"},
    r"$s \in \mathbb{R}$ with $s \succ 0$": {r"\sqrt{s^2} = s": "proved"},
}  # fmt: skip


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


@pytest.mark.parametrize(("given", "line", "verdict", "why"), MEANINGLESS)
def test_what_has_no_meaning_says_why(given: str, line: str, verdict: str, why: str, tmp_path: Path) -> None:
    (found,) = checked(tmp_path, given, line).judgements
    assert found.verdict.value == verdict and re.search(why, found.reason), found.reason


@pytest.mark.parametrize("declared", FACTS)
def test_what_words_about_a_matrix_state(declared: str, tmp_path: Path) -> None:
    for line, verdict in FACTS[declared].items():
        document = checked(tmp_path, f"- $n \\in \\mathbb{{N}}$ with $n \\ge 2$\n- {declared}\n", line)
        (found,) = document.judgements
        assert found.verdict.value == verdict, (line, found.reason)
        if found.verdict is Verdict.REFUTED and found.step.claim is not None:
            recompute(found.step.claim, json.loads(render([document]))["files"][0]["steps"][0])


UNDER = [
    (r"if $B \succ 0$, $B = B^\top$", "proved"),
    (r"if $B \succ 0$, $|B_{11}| = B_{11}$", "proved"),
    (r"if $B \succ 0$, $B^{-1} = B$", "refuted"),
    (r"if $\det B \neq 0$, $B^{-1} = B$", "refuted"),
    (r"if $B \succeq 0$, $B = B^\top$", "undecided"),
]


@pytest.mark.parametrize(("text", "verdict"), UNDER)
def test_conditions_about_matrices(text: str, verdict: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"## Given\n{MATRICES}\n## (a)\n\n{text}\n", encoding="utf-8")
    (found,) = check_file(str(page)).judgements
    assert found.verdict.value == verdict, found.reason
