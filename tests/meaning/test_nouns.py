"""What a noun beside a name says that it is. Three questions tell the kinds of number apart: is |n| = n, is n / n = 1 without condition,
does a sum of n terms mean anything?"""

from __future__ import annotations

import pytest

from derive.checking import check_text

QUESTIONS = (r"|n| = n", r"\frac{n}{n} = 1", r"\sum_{k=1}^{n} 0 = 0")
INTEGER, NATURAL, POSITIVE = ("refuted", "conditional", "proved"), ("proved", "conditional", "proved"), ("proved", "proved", "proved")
REAL, ABOVE = ("refuted", "conditional", "ill-typed"), ("proved", "proved", "ill-typed")
UNSAID = ("refuted", "conditional", "undecided")
HALF_SAID = ("undecided", "conditional", "undecided")  # a witness may break it

KINDS = [
    (POSITIVE, r"$n$ a positive integer", r"positive integers $m, n$", r"$m$ and $n$ are positive integers", r"let $n \ge 1$ be an integer",
     r"integers $m, n \ge 1$", r"$n \ge 1$ an integer", r"$1 \le m \le n$ integers", r"$n$은 양의 정수", r"정수 $n \ge 1$", r"$n$为正整数",
     r"$n \in \mathbb{Z}_{>0}$", r"$n \in \mathbb{N}^+$", r"$m, n \in \mathbb{Z}_{\ge 1}$"),
    (NATURAL, r"$n$ is a natural number", r"natural numbers $m$ and $n$", r"a nonnegative integer $n$", r"$n \ge 0$, an integer",
     r"$n$은 자연수이다", r"$n \in \mathbb{N}_0$", r"$n \in \mathbb{Z}_{\ge 0}$"),
    (INTEGER, r"$n$ is an integer", r"integers $m, n$", r"$n \ge -3$ an integer", r"정수 $n$", r"$m, n$ (integers)"),
    (REAL, r"$n$ is a real number", r"a scalar $n$", r"$n$은 실수이다", r"real numbers $m, n$"),
    (UNSAID, r"$n$ is not an integer", r"$n$ is integer-valued", r"$n$은 정수가 아니다", r"$m, n$ real"),
    (HALF_SAID, r"$n$ an integer multiple of $x$"),
    (ABOVE, r"a positive real number $n$", r"$m, n$ positive reals", r"$n > 0$ a real number"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words"), [(kind, w) for kind, *all_words in KINDS for w in all_words])
def test_a_noun_says_what_a_name_is(kind: tuple[str, ...], words: str) -> None:
    lines = "\n\n".join(f"${q}$" for q in QUESTIONS)
    judged = check_text(f"**Given**\n\n- $x \\in \\mathbb{{R}}$; {words}\n\n## a)\n\n{lines}\n").judgements
    assert tuple("conditional" if j.conditions else j.verdict.value for j in judged) == kind, [(j.verdict, j.conditions) for j in judged]


def test_a_list_of_reals() -> None:
    page = "**Given**\n\n- $n \\in \\mathbb{N}$; real numbers $a_1, \\dots, a_n$\n\n## a)\n\n$\\sum_{i=1}^n 2 a_i = 2 \\sum_{j=1}^n a_j$\n"
    assert [j.verdict.value for j in check_text(page).judgements] == ["proved"]


BOTH = ["proved", "proved"]
SETS = {  # which of the names are sets: a sum over one of them is read
    "$K, L$ finite sets": BOTH,
    "$K, L, M$ are finite sets": BOTH,
    "finite sets $K, L$": BOTH,
    "$K, L$는 유한집합": BOTH,
    "$L, K$ a finite set": ["proved", "undecided"],
}


@pytest.mark.parametrize("words", SETS)
def test_lists_of_sets(words: str) -> None:
    sums = ", ".join(f"$\\sum_{{i \\in {s}}} (1 + 1) = 2 \\sum_{{i \\in {s}}} 1$" for s in "KL")
    assert [j.verdict.value for j in check_text(f"**Given** {words}\n\n{sums}\n").judgements] == SETS[words]
