r"""Functions on finite sets: declared by their values, `q(z) > 0` for z in Z, and defined, `\pi(a) = e^{\theta_a} / Z`."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given**
- $A$ a finite set, $B$ a finite set; $\theta_a, r_a \in \mathbb{R}$ for $a \in A$; $f : A \to \mathbb{R}$; $g : A \times B \to \mathbb{R}$
- $p(a, b) > 0$ for $a \in A$, $b \in B$; $\sum_{a \in A} \sum_{b \in B} p(a, b) = 1$; $c \in A$; $x_1, \dots, x_n \in \mathbb{R}$

"""
CASES = [
    (r"$\sum_a f(a) \theta_a = \sum_{a \in A} \theta_a f(a)$", ["proved"]),
    (r"$\sum_a f(a) = |A| f(c)$", ["refuted"]),
    (r"$\frac{\partial}{\partial f(c)} \sum_a f(a)^2 = 2 f(c)$", ["proved"]),
    (r"$\nabla_f \sum_a f(a) r_a = r$", ["proved"]),
    (r"$m(a) = \sum_b p(a, b)$, $\sum_a m(a) = 1$, $m(c) = 1$", ["given", "proved", "refuted"]),
    (r"$m(a) = \sum_b p(a, b)$, $p(b \mid a) = \frac{p(a, b)}{m(a)}$, $\sum_b p(b \mid a) = 1$, $\sum_a p(b \mid a) = 1$",
     ["given", "given", "proved", "refuted"]),
    (r"$p(b \mid a) = p(a, b)$, $\sum_b p(b \mid a) = 1$", ["given", "refuted"]),
    (r"$\log p(a \mid b) = \log p(a, b)$", ["undecided"]),  # a bar is not read as a comma
    (r"$p(b, a) = p(a, b)$", ["undecided"]),
    (r"$\pi(a) = \frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$, $\sum_a \pi(a) = 1$,"
     r" $\frac{\partial \pi(a)}{\partial \theta_c} = \pi(a) ([a = c] - \pi(c))$, $\pi(c) = 1$", ["given", "proved", "proved", "refuted"]),
    (r"$t(a) = f(a)^2$, $\sum_a t(a) = \sum_b f(b)^2$, $t(c) = f(c)$", ["given", "proved", "refuted"]),
    (r"$h(i) = x_i^2$, $h(1) = x_1^2$, $\sum_{i=1}^n h(i) = \sum_i x_i^2$, $h(1) = x_1$", ["given", "proved", "proved", "refuted"]),
    (r"$s(t) = t^2$, $s(f(c)) = f(c)^2$, $s'(3) = 6$", ["given", "proved", "proved"]),
    (r"$\sum_{a, b} g(a, b) = \sum_b \sum_a g(a, b)$", ["proved"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdicts"), CASES)
def test_functions_on_finite_sets(text: str, verdicts: list[str]) -> None:
    judgements = check_text(f"{GIVEN}## 1\n\n{text}\n").judgements
    assert [j.verdict.value for j in judgements] == verdicts, [j.reason for j in judgements]


VECTORS = [
    (r"$q(x) = \sigma(w^\top x)$, $q(v) = \sigma(\sum_i w_i v_i)$, $q(v) = \sigma(2)$", ["given", "proved", "refuted"]),
    (r"$q(x) = \|M x - b\|^2$, $\nabla_v q(v) = 2 M^\top (M v - b)$, $\nabla_v q(v) = M^\top (M v - b)$", ["given", "proved", "refuted"]),
    (r"$q(x) = x^\top M^\top b$, $q(v) = b^\top M v$", ["given", "proved"]),
    (r"$q(t) = t^2 w^\top v$, $q(3) = 9 w^\top v$", ["given", "proved"]),
]


@pytest.mark.parametrize(("text", "verdicts"), VECTORS)
def test_formal_names_that_can_be_no_number(text: str, verdicts: list[str]) -> None:
    given = "**Given** $w, v \\in \\mathbb{R}^n$; $M \\in \\mathbb{R}^{k \\times n}$; $b \\in \\mathbb{R}^k$\n\n## 1\n\n"
    judgements = check_text(given + text).judgements
    assert [j.verdict.value for j in judgements] == verdicts, [j.reason for j in judgements]
