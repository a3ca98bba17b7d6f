"""What words say of numbers, and numbers that numerals tell apart: each right claim with a wrong one, and words that must not be used."""

import pytest

from derive.checking import check_text

GAUSS = r"$$\sum_{j=1}^n j = \frac{n (n + 1)}{2}$$"
WRONG = r"$$\sum_{j=1}^n j = \frac{n (n - 1)}{2}$$"
LINEAR = r"$$\sum_{j=1}^n (2 a_j - 1) = 2 \sum_{j=1}^n a_j - n$$"
LOST = r"$$\sum_{j=1}^n (2 a_j - 1) = 2 \sum_{j=1}^n a_j - 1$$"
ROOT = r"$$\sqrt{c^2} = c$$"
PARITY = "$$(-1)^n = -1$$"
NEAR = r"$$|\sum_{j=1}^n 1 - \frac12| = n - \frac12$$"
ONE = r"$$\sum_{i=1}^n a_i = 1$$"
SIZES = (
    "Let $n$ be a positive integer.",
    r"Let $n \ge 1$ be an integer.",
    "For every natural number $n$ we have",
    "The sum of the first $n$ numbers is",
    r"Take integers $k$ and $n$ with $0 \le k \le n$.",
    "Suppose that there are $n$ players.",
    "Let $n$ be the number of players.",
    "양의 정수 $n$에 대하여",
    "$n$은 자연수이다.",
    "设 $n$ 为正整数。",
)
ROWS = (
    r"Let $a_1, \dots, a_n$ be numbers in $(0, 1)$.",
    r"Let $a_1, \dots, a_n \in (0, 1)$.",
    r"Given positive numbers $a_1, \dots, a_n$,",
    r"We observe the data $a_1, \dots, a_n$.",
    r"There are $n$ measurements $a_1, \dots, a_n$.",
    r"For non-negative real numbers $a_1, \dots, a_n$",
)
PAGES = {
    # signs, which a proof uses, and a witness has to have
    ("Let $c$ be a positive real number.", ROOT): ["proved"],
    ("Let $c$ be a positive constant.", ROOT): ["proved"],
    ("Let $c$ be a real number.", ROOT): ["refuted"],
    ("Let $c$ be a price, which is positive.", ROOT): ["undecided"],
    ("Let $c$ be a price, which is positive.", r"$$\sqrt{c^2} = 2 c$$"): ["refuted"],
    (r"Let $c$ be a positive price.", ROOT): ["undecided"],
    (r"Take a positive step size $c$.", ROOT): ["undecided"],
    (r"Let $b, c$ be the prices, both positive.", ROOT): ["undecided"],
    (r"Let $b, c$ be the prices, both positive.", r"$$\sqrt{c^2} = 2 c$$"): ["refuted"],
    # whole numbers that are no size: a witness is whole
    ("For every integer $k$ we have", r"$$\sin(\pi k) = 0$$"): ["undecided"],
    ("For every integer $k$ we have", r"$$\sin(\pi k) = \cos(\pi k)$$"): ["refuted"],
    ("For every number $k$ we have", r"$$\sin(\pi k) = 0$$"): ["refuted"],
    ("Let $n$ be an odd integer.", PARITY): ["undecided"],
    ("Let $n$ be an even integer.", PARITY): ["refuted"],
    ("Let $n$ be a positive odd integer.", PARITY): ["undecided"],
    # how small it may be
    ("For a positive integer $n$,", NEAR): ["proved"],
    ("For a natural number $n$,", NEAR): ["refuted"],
    ("Let $n$ and $k$ be integers with $1 \\le k \\le n$.", "$$|n - k| = n - k$$"): ["proved"],
    ("Let $n$ and $k$ be integers with $1 \\le k \\le n$.", "$$|n - k| = n + k$$"): ["refuted"],
    # the n-th is no number of things
    ("有 $n$ 个样本。", NEAR): ["proved"],
    ("对于第 $n$ 个样本，", NEAR): ["undecided"],
    # words that are meant of one case, or of none
    ("If $n$ is a positive integer, this is easy. In general", NEAR): ["undecided"],
    ("Here $n$ need not be an integer.", NEAR): ["undecided"],
    ("Let $n$ be a real number. Later $n$ is a positive integer.", NEAR): ["undecided"],
    # words that say more of the numbers of a row
    (r"Let $a_1, \dots, a_n$ be real numbers that add up to one.", ONE): ["undecided"],
    (r"Let $a_1, \dots, a_n$ be real numbers whose sum is one.", ONE): ["undecided"],
    (r"Let $a_1, \dots, a_n$ be real numbers.", ONE): ["refuted"],
    (r"Let $a_1, \dots, a_n$ be numbers in increasing order.", r"$$\sum_{i=1}^{n-1} |a_{i+1} - a_i| = a_n - a_1$$"): ["undecided"],
    # numerals
    ("So", "$$(h_0 + h_1)^2 = h_0^2 + 2 h_0 h_1 + h_1^2$$"): ["proved"],
    ("So", "$$(h_0 + h_1)^2 = h_0^2 + h_1^2$$"): ["refuted"],
    ("So", r"$$\sqrt{h_0^2} = h_0$$"): ["refuted"],
    ("For the vectors $v_1$ and $v_2$", "$$v_1 v_2 = v_1$$"): ["undecided"],
    ("An eigenvector satisfies", r"$$A v_1 = \lambda_1 v_1$$"): ["undecided"],
    (r"With the mean $\frac{1}{m} \sum_{i=1}^m h_i$", "$$h_1 = 2 h_1$$"): ["undecided"],
}  # fmt: skip


@pytest.mark.parametrize("words", SIZES)
def test_whole_numbers(words: str) -> None:
    assert _verdicts(f"{words}\n\n{GAUSS}\n\n{WRONG}") == ["proved", "refuted"]


@pytest.mark.parametrize("words", ROWS)
def test_rows(words: str) -> None:
    assert _verdicts(f"{words}\n\n{LINEAR}\n\n{LOST}") == ["proved", "refuted"]


@pytest.mark.parametrize(("words", "claim"), PAGES)
def test_words_beside_numbers(words: str, claim: str) -> None:
    assert _verdicts(f"{words}\n\n{claim}")[-1:] == PAGES[words, claim]


def _verdicts(page: str) -> list[str]:
    return [str(j.verdict.value) for j in check_text(f"{page}\n").judgements]
