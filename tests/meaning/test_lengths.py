"""Integers that a page says something of, and that are lengths: what is said of them counts wherever they stand."""

from __future__ import annotations

import pytest

from derive.checking import check_text

EVEN = r"$\sum_{i=1}^n (-1)^i = 0$"  # right for even n only
COUNT = r"$\sum_{i=1}^n 1 = n$"
WRONG = r"$\sum_{i=1}^n 1 = n + 1$"
ROWS: dict[str, tuple[str, ...]] = {  # what is said of n; the verdicts on the three
    r"$n$ a positive integer": ("refuted", "proved", "refuted"),
    r"positive integers $n, m$": ("refuted", "proved", "refuted"),
    r"$n$은 양의 정수": ("refuted", "proved", "refuted"),
    r"$n \in \mathbb{N}$ 为正整数": ("refuted", "proved", "refuted"),
    r"$n \in \mathbb{N}$ the number of negative samples": ("refuted", "proved", "refuted"),
    r"$n$ an even integer": ("undecided", "proved", "undecided"),
    r"$n \in \mathbb{N}$ even": ("undecided", "proved", "undecided"),
    r"Let $n$ be even": ("undecided", "proved", "undecided"),
    r"$n$은 짝수": ("undecided", "proved", "undecided"),
    r"$n \in \mathbb{N}$ is a multiple of $4$": ("undecided", "proved", "undecided"),
    r"$k \in \mathbb{N}$, $n = 2k$": ("undecided", "proved", "refuted"),
    r"$n, k \in \mathbb{N}$, $n = 2k$": ("undecided", "proved", "refuted"),
    r"$x \in \mathbb{R}^n$, $k \in \mathbb{N}$, $n = 2k$": ("undecided", "proved", "refuted"),
    r"$x \in \mathbb{R}^n$, $n = 3$": ("refuted", "proved", "refuted"),
    r"$V$ a finite set, $n = |V|$": ("refuted", "proved", "refuted"),
}


@pytest.mark.parametrize("said", ROWS)
def test_what_is_said_of_a_length(said: str) -> None:
    lines = "\n\n".join(f"({q}) {line}" for q, line in zip("abc", (EVEN, COUNT, WRONG), strict=True))
    page = f"**Given**\n\n- {said}\n- $y \\in \\mathbb{{R}}^n$\n\n{lines}\n"
    assert tuple(j.verdict.value for j in check_text(page).judgements) == ROWS[said]
