r"""Equations that a page denies fail, as it says, or are left open; none is proved. Of those that it asks about nothing is said. Words of
denial that speak of something else change nothing."""

from __future__ import annotations

import pytest

from derive.checking import check_text
from derive.verdict import Verdict

GIVEN = r"""## Given

- $a, b \in \mathbb{R}$; $A, B \in \mathbb{R}^{n \times n}$; $v \in \mathbb{R}^n$

## (a)

"""
FALSE = "$(a - b)^2 = a^2 - b^2$"

DENIED = (
    f"It is not true that {FALSE}.",
    f"It does not hold that {FALSE}.",
    f"It would be wrong to write {FALSE}.",
    f"A typical mistake is {FALSE}.",
    f"Wrong: {FALSE}",
    f"One might think that {FALSE}.",
    f"Here it is tempting to write {FALSE}, but don't.",
    f"We cannot conclude that {FALSE}.",
    f"We do not have {FALSE}.",
    f"{FALSE} does not hold.",
    f"In general {FALSE} fails.",
    f"{FALSE}, which is wrong.",
    f"Then {FALSE}, a contradiction.",
    "$A B = B A$ need not hold.",
    r"$A B \cancel{=} B A$",
)
MEANINGLESS = "It is wrong to write $A + v = A$."
OPEN = (
    f"Is it true that {FALSE}?",
    f"Prove or disprove: {FALSE}",
    r"$A B \overset{?}{=} B A$",
    "It is not true that $a + b = b + a$.",
)  # fmt: skip
CLAIMED = (
    f"The error is small, so {FALSE}.",
    f"Correcting this mistake gives {FALSE}.",
    f"We do not need more: {FALSE}.",
    f"{FALSE} is not hard to see.",
    f"{FALSE} does not depend on $A$.",
    f"{FALSE}. This is not true of matrices.",
    f"The false positives are counted by {FALSE}.",
    f"It is wrong to say otherwise. {FALSE}.",
)  # fmt: skip


@pytest.mark.parametrize("text", DENIED)
def test_what_the_page_denies_fails_as_it_says(text: str) -> None:
    (found,) = check_text(GIVEN + text).judgements
    assert found.verdict is Verdict.REFUTED and "the page says so too" in found.reason and found.as_expected


def test_what_the_page_denies_may_mean_nothing() -> None:
    (found,) = check_text(GIVEN + MEANINGLESS).judgements
    assert found.verdict is Verdict.ILL_TYPED and found.as_expected


@pytest.mark.parametrize("text", OPEN)
def test_nothing_is_said_of_what_is_not_claimed(text: str) -> None:
    assert [j.verdict for j in check_text(GIVEN + text).judgements] == [Verdict.UNDECIDED]


@pytest.mark.parametrize("text", CLAIMED)
def test_what_is_claimed_is_judged(text: str) -> None:
    assert [j.verdict for j in check_text(GIVEN + text).judgements] == [Verdict.REFUTED]


def test_in_a_chain_what_is_proved_is_not_what_is_denied() -> None:
    found = check_text(GIVEN + "We are tempted to say that $(a - b)^2 = a^2 - b^2 = (a - b)(a + b)$, which is wrong.").judgements
    assert [j.verdict for j in found] == [Verdict.REFUTED, Verdict.PROVED]
