r"""Distributions on finite sets in words: their values are numbers that are not negative and sum up to 1, whatever the set is."""

from __future__ import annotations

import pytest

from derive.checking import check_text

SIGNS = {"+": "proved", "x": "refuted", "?": "undecided", "g": "given", "a": "ambiguous"}
SAYING = (
    "Let $p$ and $q$ be probability distributions on a finite set $X$.",
    "Let $p$, $q$ be two probability mass functions over a finite set $X$.",
    "Let $X$ be a finite set, and let $p$ and $q$ be discrete distributions on $X$.",
    "Consider two probability distributions $p$ and $q$ on a finite set $X$.",
    "Let $p$ and $q$ denote probability measures on the finite alphabet $X$.",
    "$p$와 $q$는 유한집합 $X$ 위의 확률분포이다.",
    "**Given** $p, q$ probability distributions on a finite set $X$\n\n",
    "**Given** $X$ a finite set; $p$ a distribution on $X$; $q$ a pmf on $X$\n\n",
)
STEPS = (
    (r"$$\sum_{x \in X} p(x) = 1$$", "+"),
    (r"$$\sum_x (p(x) - q(x)) = 0$$", "+"),
    (r"$$\sum_x p(x) q(x) = 1$$", "x"),
    (r"$$\sum_x p(x)^2 = \sum_x p(x)$$", "x"),
    (r"$$\sum_x |p(x)| = 1$$", "+"),
)
PAGES = (
    (
        r"Let $p$ and $q$ be probability distributions on a finite set $X$ with $q(x) > 0$ and $p(x) > 0$ for all $x \in X$. Put"
        r" $D(p \| q) = \sum_x p(x) \log \frac{p(x)}{q(x)}$. $$D(p \| q) = \sum_x p(x) \log p(x) - \sum_x p(x) \log q(x)$$"
        r" $$D(q \| p) = D(p \| q)$$",
        "g+?",
    ),
    # a function that is made of them, under a sum over its own letter
    (
        r"Let $P$ be a pmf on a finite set $S$ and $f : S \to \mathbb{R}$. Let $Z = \sum_{s \in S} P(s) e^{f(s)}$ and"
        r" $Q(s) = P(s) e^{f(s)} / Z$. $$\sum_s Q(s) = 1$$ $$\sum_s Q(s) = Z$$ $$\sum_s Z Q(s) = \sum_s P(s) e^{f(s)}$$",
        "gg+x+",
    ),
    (
        r"Let $P$ be a pmf on a finite set $S$ and $f : S \to \mathbb{R}$. Let $g(s) = f(s) + P(t)$ and $h = f(t)$."
        r" $$\sum_t g(s) = 0$$ $$\sum_t h = 0$$",
        "ggaa",
    ),
    (
        r"Let $\pi$ be a probability distribution on a finite set $A$ and $r : A \to \mathbb{R}$. Put $J = \sum_a \pi(a) r(a)$."
        r" $$\sum_a \pi(a) (r(a) - J)^2 = \sum_a \pi(a) r(a)^2 - J^2$$ $$\sum_a \pi(a) (r(a) - J) = J$$",
        "g+x",
    ),
    # a range
    (r"Let $p$ be a distribution on $\{1, \dots, n\}$. $$\sum_{i=1}^n (p_i - \frac{1}{n}) = 0$$ $$\sum_{i=1}^n p_i = n$$", "+x"),
    # no such thing, or doubted
    (r"Let $p$ be a density on $\mathbb{R}$. $$p(x) = p(x) + 1$$", "?"),
    (r"Let $X$ be a finite set. It is not known whether $p$ is a probability distribution on $X$. $$\sum_{x \in X} p(x) = 1$$", "?"),
)  # fmt: skip


@pytest.mark.parametrize("saying", SAYING)
def test_distributions_on_finite_sets(saying: str) -> None:
    found = check_text(f"{saying} {' '.join(s for s, _ in STEPS)}").judgements
    assert [j.verdict.value for j in found] == [SIGNS[v] for _, v in STEPS], [(j.step.left.latex, j.reason) for j in found]


@pytest.mark.parametrize(("page", "verdicts"), PAGES)
def test_pages(page: str, verdicts: str) -> None:
    found = check_text(page).judgements
    assert [j.verdict.value for j in found] == [SIGNS[v] for v in verdicts], [(j.step.left.latex, j.reason) for j in found]
