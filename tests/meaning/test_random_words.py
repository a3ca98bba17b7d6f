r"""Random variables of which only words say that they are: what follows from linearity is judged, what may rest on more is not refuted."""

from __future__ import annotations

import pytest

from derive.checking import check_text

TWO = "Let $S$ and $T$ be random variables.\n\n"
PAGES = {  # a page: its verdicts
    f"{TWO}$\\mathbb{{E}}[S - T] = \\mathbb{{E}}[S] - \\mathbb{{E}}[T]$, $\\mathbb{{E}}[S - T] = \\mathbb{{E}}[S]$": ["proved", "refuted"],
    f"{TWO}$E(S^2) - E(S)^2 = Var(S)$, $E(S^2) + E(S)^2 = Var(S)$": ["proved", "refuted"],
    f"{TWO}$\\text{{Cov}}(S, T) = E[ST] - E[S] E[T]$, $\\text{{Cov}}(S, T) = E[ST]$": ["proved", "refuted"],
    f"{TWO}$Cov(a S + b, k T) = a k Cov(S, T)$, $Var(a S) = a Var(S)$": ["proved", "refuted"],
    f"{TWO}$E[k] = k$, $\\operatorname{{Cov}}(S, k) = 0$, $\\operatorname{{Cov}}(S, S) = 0$": ["proved", "proved", "refuted"],
    f"{TWO}$S^2 = S$, $E[S E[T]] = E[S] E[T]$, $E[S T] = E[S] E[T]$": ["refuted", "proved", "refuted"],
    # a sum of them is random too, and `\mu_S` is a mean
    f"{TWO}With $R = S + 2 T$: $E[R] = E[S] + 2 E[T]$, $E[R] = E[S] + E[T]$": ["given", "proved", "refuted"],
    f"{TWO}$E[(S - \\mu_S)(T - \\mu_T)] = E[S T] - \\mu_S \\mu_T$, $E[S - \\mu_T] = 0$": ["proved", "refuted"],
    # in other tongues
    "확률변수 $S$에 대하여 $V(S) = E(S^2) - E(S)^2$, $V(2 S) = 2 V(S)$": ["proved", "refuted"],
    "Seien $S$ und $T$ Zufallsvariablen. Dann gilt $E[S + T] = E[T] + E[S]$ und $E[2 S] = E[S]$.": ["proved", "refuted"],
    "设随机变量 $S$, 则 $E(3 S + 1) = 3 E(S) + 1$, $E(3 S + 1) = 3 E(S)$.": ["proved", "refuted"],
    # what is said of the distribution may make it true
    "For independent random variables $S$ and $T$: $\\operatorname{Var}(S + T) = \\operatorname{Var}(S) + \\operatorname{Var}(T)$, "
    "$\\operatorname{Var}(S) = E[S^2] + E[S]^2$": ["undecided", "refuted"],
    "A random variable $S$ that takes the values 0 and 1: $E[S^2] = E[S]$, $E[S + S] = 2 E[S]$": ["undecided", "proved"],
    f"{TWO}Here $S \\in \\{{0, 1\\}}$. Then $E[S^2] = E[S]$": ["undecided"],
    "A random variable $S$: $\\operatorname{Var}(S) = E[(S - \\mu)^2]$, $E[(S - \\mu)^2] = E[S^2] - 2 \\mu E[S] + \\mu^2$": [
        "undecided",
        "proved",
    ],
    # a small letter that stands alone under the operator is no constant
    "The variance of a random variable: $E[z^2] - E[z]^2 = Var(z)$, $E[z] = z$": ["proved", "undecided"],
    # arrays, and what a Given says, are left alone
    f"{TWO}$S^\\top S = 1$, $E[S] = E[S]^2$": ["undecided", "undecided"],
    # on a page that speaks of expectations E is no number
    "The expectation: $E[1] = 1$, $E[S^2 + S] = E[S^2] + E[S]$": ["undecided", "undecided"],
}


@pytest.mark.parametrize("page", PAGES)
def test_random_variables_in_words(page: str) -> None:
    assert [str(j.verdict.value) for j in check_text(f"{page}\n").judgements] == PAGES[page]


def test_the_reading_is_told() -> None:
    checked = check_text(f"{TWO}$E[S + T] = E[S] + E[T]$\n")
    assert [d.message for d in checked.differences] == [
        f"`{name}` is taken for a random variable on a finite set of outcomes" for name in ("S", "T")
    ]
