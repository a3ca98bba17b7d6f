r"""Sets of numbers that are written out, in a Given and in the text: finite ones, intervals, whole numbers."""

from __future__ import annotations

import pytest

from derive.checking import check_text

SIGNS = {"+": "proved", "x": "refuted", "?": "undecided", "-": "given"}
GIVENS = (
    (r"$q \in [0, 1]$", r"$|q| = q$. $q^2 = q$. $[q = 0] + [q = 1] = 1$", "+xx"),  # no whole number
    (r"$q \in (0, 1)$", r"$|1 - q| = 1 - q$. $\log e^{\log q} = \log q$. $|q - 1| = q - 1$", "++x"),
    (r"$q \in (0, \infty)$; $r \in (-\infty, 0]$", r"$|q| = q$. $|r| = -r$. $|r| = r$", "++x"),
    (r"$q_i \in [0, 1]$ for $i = 1, \dots, n$", r"$\sum_i |q_i| = \sum_i q_i$. $q_i^2 = q_i$", "+x"),
    (r"$a, b \in \mathbb{R}$; $q \in [a, b)$", r"$|q - a| = q - a$", "+"),
    (r"$q, r \in \{-1, 0, 1\}$", r"$q^3 r^3 = q r$. $q^2 = 1$", "+x"),
    (r"$n \in \mathbb{N}$; $x \in \mathbb{R}^n$; $k \in [1, n]$", r"$\sum_{i=1}^n [i = k] x_i = x_k$", "+"),  # a range of indices
)
TEXTS = (
    (r"Let $s \in \{-1, 1\}$. Then $s^2 = 1$. So $s^3 = 1$.", "+x"),
    (r"Let $s \in \{-1, 1\}$. Then $s^2 = 2$.", "x"),  # it defines no square
    (r"For all $t \in \{0, 1\}$, $t^2 = t$.", "+"),
    (r"For $t \in (0, 1)$ we have $|t| = t$. (a) $|t| = t$", "+x"),
    (r"$t^2 = t$ for $t \in \{0, 1\}$.", "+"),
    (r"If $y \in [0, \infty)$, then $\sqrt{y^2} = y$.", "+"),
    (r"Let $u \in \{0, 1\}$. Then $u^2 = u$. Now let $u \in \mathbb{R}$. Then $u^2 = u$.", "+?"),
    (r"We get $y \in \{0, 1\}$. So $y^2 = y$.", "x"),  # a claim
    (r"Not for $y \in \{0, 1\}$: $y^2 = y$.", "?"),
    (r"Let $j \in \mathbb{Z}$. Then $\cos(2 \pi j) = 1$. $j^2 = j$.", "?x"),
    (r"For $i \in \{1, 2, 3\}$: $x_i^2 = x_i x_i$. $\sum_{i \in \{1, 2\}} 1 = 2$", "++"),  # of indices
)
RUNS = (
    (r"$\sum_{i \in \{1, 3\}} i = 6$", "?"),  # no 2 among them
    (r"$\sum_{i \in \{1, 2, 3\}} i = 6$", "+"),
    (r"$\sum_{i \in \{3, 1\}} i = 4$", "?"),
    (r"$\sum_{i \in \{0, 2, \dots, n\}} 1 = n + 1$", "?"),
    (r"$\sum_{i = 1, 3, \dots, n} i = \sum_{i=1}^n i$", "?"),
    (r"$\sum_{i = 1, 2, \dots, n} i = \sum_{i=1}^n i$", "+"),
    (r"$\sum_{i \in [1, 3]} i = 6$", "+"),
)


@pytest.mark.parametrize(("text", "verdict"), RUNS)
def test_numbers_that_do_not_follow_upon_each_other_are_no_range(text: str, verdict: str) -> None:
    (judged,) = check_text(f"**Given** $n \\in \\mathbb{{N}}$\n\n(a) {text}\n").judgements
    assert judged.verdict.value == SIGNS[verdict], judged.reason


@pytest.mark.parametrize(("given", "text", "verdicts"), GIVENS)
def test_in_a_given(given: str, text: str, verdicts: str) -> None:
    judged = check_text(f"**Given** {given}\n\n(a) {text}\n").judgements
    assert [j.verdict.value for j in judged] == [SIGNS[v] for v in verdicts], [j.reason for j in judged]


@pytest.mark.parametrize(("text", "verdicts"), TEXTS)
def test_in_the_text(text: str, verdicts: str) -> None:
    page = f"**Given** $y \\in \\mathbb{{R}}$; $x \\in \\mathbb{{R}}^3$\n\n{text.replace('(a) ', chr(10) * 2 + '(a) ')}\n"
    judged = check_text(page).judgements
    assert [j.verdict.value for j in judged] == [SIGNS[v] for v in verdicts], [j.reason for j in judged]
