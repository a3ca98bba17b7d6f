"""Words that take back what a formula says, in conditions and definitions; the facts of a Given stand in tests/soundness/told.md."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given** $x, y, c \in \mathbb{R}$; $V$ a finite set; $o \in V$; $p \in \mathbb{R}^V$

"""

CONDITIONS = (
    (r"Suppose $x > 0$. Then $|x| = x$.", ["proved"]),
    (r"Without loss of generality assume $x > 0$. Then $|x| = x$.", ["proved"]),
    (r"Even if $x < 0$, $|x| = -x$.", ["undecided"]),  # it is claimed for the other x too
    (r"We cannot assume $x > 0$. So $|x| = x$.", ["undecided"]),
    (r"We don't assume $x > 0$. So $|x| = x$.", ["undecided"]),
    (r"Without assuming $x > 0$, $|x| = x$.", ["undecided"]),
    (r"Suppose $x > 0$ were false. Then $|x| = x$.", ["undecided"]),
    (r"Suppose $x > 0$ doesn't hold. Then $|x| = x$.", ["undecided"]),
    (r"If $x > 0$ is dropped, $|x| = x$.", ["undecided"]),
    (r"If we relax $x > 0$, $|x| = x$.", ["undecided"]),
    (r"One is tempted to assume $x > 0$. $|x| = x$.", ["undecided"]),
    (r"Where did we assume $x > 0$? $|x| = x$.", ["undecided"]),
    (r"Unless $x < 0$, $|x| = x$.", ["undecided"]),
    (r"Unless $x > 0$, $|x| = x$.", ["undecided"]),
    (r"$|x| = x$ unless $x < 0$.", ["undecided"]),
    (r"$|x| = x$ except if $x < 0$.", ["undecided"]),
)

PARTS = (
    # a later part gives a name a meaning of its own
    ("## (a)\n\nLet $g = c + 1$. Then $g^2 = (c+1)^2$.\n\n## (b)\n\nLet $g = c + 2$. Then $g^2 = (c+2)^2$, not $g^2 = (c+1)^2$.",
     ["given", "proved", "given", "proved", "refuted"]),
    ("## (a)\n\nLet $f(t) = t^2$.\n\n## (b)\n\nLet $f(t) = t^3$ and $h = c$. Then $f(h) = c^3$, $f(2) = 4$.",
     ["given", "given", "given", "proved", "refuted"]),
    # the same once more is the same
    ("## (a)\n\nLet $g = c + 1$.\n\n## (b)\n\nLet $g = 1 + c$.", ["given", "proved"]),
    # without "let", or in the same part, it is a claim
    ("## (a)\n\nLet $g = c + 1$.\n\n## (b)\n\nHence $g = c + 2$.", ["given", "refuted"]),
    ("## (a)\n\nLet $g = c + 1$. Let $g = c + 2$.", ["given", "refuted"]),
    # other names rest on the first meaning
    ("## (a)\n\nLet $g = c + 1$ and $k = g + 1$.\n\n## (b)\n\nLet $g = c$. Then $k = c + 1$, $k = c + 2$.",
     ["given", "given", "undecided", "ambiguous", "ambiguous"]),
)  # fmt: skip

NUMBERS = (
    (r"$p = 0$", ["refuted"]),
    (r"$p = 1$", ["refuted"]),
    (r"if $p = 0$, $\sum_w p_w = 0$", ["proved"]),
)


@pytest.mark.parametrize(("text", "verdicts"), (*CONDITIONS, *PARTS, *NUMBERS))
def test_what_is_taken_back_is_not_used(text: str, verdicts: list[str]) -> None:
    judgements = check_text(GIVEN + text).judgements
    assert [j.verdict.value for j in judgements] == verdicts, [j.reason for j in judgements]


FACTS = {  # what a Given says of x, and whether |x| = x follows
    "undecided": (
        "if $y > 0$, $x > 0$", "if $y > 0$ then $x > 0$", "$x > 0$ iff $y > 0$", r"$x > 0 \iff y > 0$", r"$y > 0 \implies x > 0$",
        "$x > 0$?", "$x > 0$ almost everywhere", "$x > 0$ with probability $p_o$", "$x > 0$ for some $x$", "$x > 0$ in this part only",
        "we drop the assumption $x > 0$", "the contrary of $x > 0$", "TODO: $x > 0$", "there is $x > 0$", "the set of all $x > 0$",
        "$x > 0$ is left out", "$x > 0$ needs to be checked", "$y > 1$, thus $x > 0$", "it follows that $x > 0$", "$y > 0$; so $x > 0$",
        "$y > 0$, 따라서 $x > 0$", "$y > 0$, 所以 $x > 0$",
    ),
    "proved": (
        "where $x > 0$", "a dropout rate $x > 0$", "$x > 0$ is a step size to be chosen later", "it should be noted that $x > 0$",
        "let $x > 0$", "$x$ is chosen so that $x > 0$", "so far $x > 0$",
        "$y > 0$, so $q = y$; $x > 0$", "$x > 0$ with $y > 0$", "$x > 0$ and $y > 0$", "$x > 0$ denotes the rate (not the scale)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fact", "verdict"), [(fact, verdict) for verdict, facts in FACTS.items() for fact in facts])
def test_facts_that_words_leave_open(fact: str, verdict: str) -> None:
    (found,) = check_text(f"{GIVEN.rstrip()}; {fact}\n\n## (a)\n\n$|x| = x$").judgements
    assert found.verdict.value == verdict, found.reason


def test_what_follows_in_a_given_is_no_definition() -> None:
    given = "**Given** $n \\in \\mathbb{N}$; $A \\in \\mathbb{R}^{n \\times n}$ orthogonal, thus $A = I$"
    judged = check_text(f"{given}\n\n(a) $A = I$\n").judgements
    assert [j.verdict.value for j in judged] == ["undecided"]


ROWS = r"**Given** $d, m \in \mathbb{N}$; $x \in \mathbb{R}^d$; $z \in \mathbb{R}^m$; $W \in \mathbb{R}^{d \times m}$" + "\n\n"


def test_rows_of_other_books_are_no_rows() -> None:
    from derive.meaning.statements.lying import said

    assert said(ROWS + "All vectors are row vectors here.")
    assert not said(ROWS + "We don't use row vectors.")
    assert not said(ROWS + "Some books use row vectors throughout, but we do not.")
    assert not said(ROWS + "If we were to use row vectors, this would read otherwise.")
