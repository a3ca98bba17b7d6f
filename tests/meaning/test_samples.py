r"""Samples in the text: numbers that a page draws from a law are numbers; what a law says of their values no witness may break."""

from __future__ import annotations

import pytest

from derive.checking import check_text

SIGNS = {"+": "proved", "x": "refuted", "?": "undecided", "g": "given"}
STEPS = (
    r" $$\ell(\mu) = -\frac{1}{2} \sum_{i=1}^n (x_i - \mu)^2$$ $$\frac{d \ell}{d \mu} = \sum_{i=1}^n (x_i - \mu)$$"
    r" $$\sum_{i=1}^n x_i^2 = \sum_{i=1}^n x_i$$"
)
SAYING = {
    r"Let $x_1, \dots, x_n$ be i.i.d. samples from $\mathcal{N}(\mu, 1)$.": "g+x",
    r"Let $x_1, \dots, x_n$ be iid draws from a normal distribution.": "g+?",
    r"Let $x_1, \dots, x_n \sim \mathcal{N}(\mu, 1)$ be independent.": "g+x",
    # zero or one, perhaps
    r"Let $x_1, \dots, x_n$ be i.i.d. samples from a Bernoulli distribution.": "g+?",
    r"Let $x_1, \dots, x_n$ be independent random variables with mean $\mu$.": "g+?",
    r"Let $x_1, \dots, x_n \sim \mathcal{N}(\mu, \Sigma)$ be independent.": "???",
}
NORMAL = (
    r"Let $x_1, \dots, x_n$ be i.i.d. samples from $\mathcal{N}(\mu, \sigma^2)$. $$\ell = -n \log \sigma - \frac{1}{2 \sigma^2}"
    r" \sum_{i=1}^n (x_i - \mu)^2$$ "
)
PAGES = (
    (NORMAL + r"$$\frac{\partial \ell}{\partial \mu} = \frac{1}{\sigma^2} \sum_{i=1}^n (x_i - \mu)$$", "g+"),
    (NORMAL + r"$$\frac{\partial \ell}{\partial \sigma} = -\frac{n}{\sigma} + \frac{1}{\sigma^2} \sum_{i=1}^n (x_i - \mu)^2$$", "gx"),
    (NORMAL + r"$$\sqrt{\sigma^2} = \sigma$$", "g+"),
    (r"Let $x \sim \mathcal{N}(0, \sigma^2)$. $$\sigma(0) = \frac{1}{2}$$", "+"),  # here it is the sigmoid
)


@pytest.mark.parametrize(("saying", "verdicts"), SAYING.items())
def test_samples(saying: str, verdicts: str) -> None:
    found = check_text(saying + STEPS).judgements
    assert [j.verdict.value for j in found] == [SIGNS[v] for v in verdicts], [(j.step.left.latex, j.reason) for j in found]


@pytest.mark.parametrize(("page", "verdicts"), PAGES)
def test_normal_samples(page: str, verdicts: str) -> None:
    found = check_text(page).judgements
    assert [j.verdict.value for j in found] == [SIGNS[v] for v in verdicts], [(j.step.left.latex, j.reason) for j in found]
