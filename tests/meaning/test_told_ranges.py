"""Over what the letter of a definition runs, as the text says it or its sums do; and numbers that are listed one by one."""

import pytest

from derive.checking import check_text

SUM = r"$$\sum_{k=0}^n g_k = n (n + 1)$$"
OFF = r"$$\sum_{k=0}^n g_k = n (n - 1)$$"
DEFINED = (
    r"Let $n \in \mathbb{N}$. Put $g_k = 2 k$ for $k = 0, 1, \dots, n$. Then",
    r"Put $g_k = 2 k$ for $k = 0, \dots, n$. Then",
    r"Let $n \in \mathbb{N}$. Put $g_k = 2 k$ for $0 \le k \le n$. Then",
    r"Let $n \in \mathbb{N}$. Put $g_k = 2 k$ for $-1 < k \le n$. Then",
    r"Let $n \in \mathbb{N}$. For $0 \le k \le n$ let $g_k = 2 k$. Then",
    r"For $k = 0, 1, \dots, n$ we define $g_k = 2 k$. Then",
    r"Let $g_k = 2 k$ ($k = 0, \dots, n$). Then",
    r"Let $n \in \mathbb{N}$ and $g_k = 2 k$ for $k \ge 0$. Then",
    r"Let $n$ be a positive integer and let $g_k = 2 k$ be the even numbers. Then",
    r"$k = 0, 1, \dots, n$에 대하여 $g_k = 2 k$라 하자.",
)
PAGES = {
    # a definition that holds of some letters only
    r"If $k > 1$, then $g_k = 2 k$. $$\sum_{k=1}^n g_k = n (n + 1)$$": ["undecided", "undecided"],
    # two ways to say it
    r"Put $g_k = 2 k$ for $k = 0, \dots, n$. Later $g_k = 2 k$ for $k = 1, \dots, m$. $$\sum_{k=0}^n g_k = n (n - 1)$$": ["undecided"],
    # an "if" tells of a case
    r"If $0 \le k \le n$, then $g_k = 2 k$. $$\sum_{k=0}^n g_k = n (n - 1)$$": ["undecided"],
    # sums that end differently
    r"Let $n, m \in \mathbb{N}$ and $g_k = 2 k$. $$\sum_{k=0}^n g_k + \sum_{k=0}^m g_k = 0$$": ["undecided"],
    # numbers that are listed
    r"Let $h_0, h_1, h_2$ be numbers. $$\sum_{k=0}^2 h_k = h_0 + h_1 + h_2, \quad \sum_{k=0}^2 h_k = h_0 + h_1$$": ["proved", "refuted"],
    r"Let $h_0, h_1 \in \mathbb{R}$. $$\sum_{k=0}^1 h_k^2 = h_0^2 + h_1^2, \quad \sum_{k=0}^1 h_k^2 = h_0 + h_1$$": ["proved", "refuted"],
    r"Let $h_1$ and $h_2$ be vectors. $$\sum_{k=1}^2 h_k = h_1$$": ["undecided"],
    r"Let $h_1, h_2$ be numbers, and $h_4 = 1$. $$\sum_{k=1}^2 h_k = h_1$$": ["undecided"],
    # of weights more may be meant
    r"For weights $w_1, \dots, w_n$ and data $x_1, \dots, x_n$ $$\sum_{i=1}^n w_i (x_i + 1) = \sum_{i=1}^n w_i x_i + 1$$": ["undecided"],
    r"For weights $w_1, \dots, w_n$ and data $x_1, \dots, x_n$ $$\sum_{i=1}^n w_i (x_i + 1) = \sum_{i=1}^n w_i x_i$$": ["refuted"],
    # whatever is counted, where sums run over it; but not where it may be no number, or one of few
    r"Growers have harvests $c_1, \dots, c_n$. $$\sum_{i=1}^n 2 c_i = \sum_{i=1}^n c_i, \quad \sum_{i=1}^n 0 c_i = 0$$": [
        "refuted",
        "proved",
    ],
    r"Growers have shares $c_1, \dots, c_n$. $$\sum_{i=1}^n c_i = 1$$": ["undecided"],
    r"The labels $c_1, \dots, c_n$ are binary. $$\sum_{i=1}^n c_i^2 = \sum_{i=1}^n c_i$$": ["undecided"],
    r"Here $c_i$ and $u_c$ stand for the tokens $c_1, \dots, c_n$. $$\sum_{i=1}^n 2 c_i = \sum_{i=1}^n c_i$$": ["undecided"],
    # a derivative with a slash above and below
    r"Let $F(a, b) = a^2 b$. $$\frac{\partial F / \partial a}{\partial F / \partial b} = \frac{2 b}{a}$$": ["proved"],
    r"Let $F(a, b) = a^2 b$. $$\frac{\partial F / \partial a}{\partial F / \partial b} = \frac{2 a}{b}$$": ["refuted"],
    r"Let $v \in \mathbb{R}^d$. For data $x_1, \dots, x_n$ $$\sum_{i=1}^n v^\top x_i = v^\top \sum_{i=1}^n x_i$$": ["undecided"],
    r"For data $w_1, \dots, w_n$ and data $x_1, \dots, x_n$ $$\sum_{i=1}^n w_i (x_i + 1) = \sum_{i=1}^n w_i x_i + 1$$": ["refuted"],
}


@pytest.mark.parametrize("words", DEFINED)
def test_definitions_with_a_letter(words: str) -> None:
    assert _verdicts(f"{words}\n\n{SUM}\n\n{OFF}")[-2:] == ["proved", "refuted"]


@pytest.mark.parametrize("page", PAGES)
def test_what_is_said_of_letters(page: str) -> None:
    assert _verdicts(page)[-len(PAGES[page]) :] == PAGES[page]


def _verdicts(page: str) -> list[str]:
    return [str(j.verdict.value) for j in check_text(f"{page}\n").judgements]
