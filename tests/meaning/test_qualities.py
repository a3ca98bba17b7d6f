"""What adjectives beside a vector say of its entries, and that they are facts only right beside it: elsewhere no witness counts."""

from __future__ import annotations

import pytest

from derive.checking import check_text

SUM, SQUARES, SIZE = r"\sum_{k=1}^K y_k = 1", r"\sum_{k=1}^K y_k (y_k - 1) = 0", r"\sum_{k=1}^K |y_k| = \sum_{k=1}^K y_k"
ALL = {SUM, SQUARES, SIZE}

SAID = [
    (ALL, r"$y \in \mathbb{R}^K$ a one-hot vector"),
    (ALL, r"a one-hot vector $y \in \mathbb{R}^K$"),
    (ALL, r"$y \in \mathbb{R}^K$ (one-hot)"),
    (ALL, r"$y \in \mathbb{R}^K$, one-hot"),
    (ALL, r"$y \in \mathbb{R}^K$, a one-hot vector"),
    (ALL, r"the one-hot label $y \in \mathbb{R}^K$"),
    ({SUM, SIZE}, r"$y \in \mathbb{R}^K$ is a probability vector"),
    ({SUM, SIZE}, r"$y \in \mathbb{R}^K$ is a probability distribution"),
    ({SQUARES, SIZE}, r"$y \in \mathbb{R}^K$ binary"),
    ({SIZE}, r"$y \in \mathbb{R}^K$ with positive entries"),
    ({SIZE}, r"$y \in \mathbb{R}^K$ with nonnegative entries"),
]


@pytest.mark.parametrize("place", ["**Given** {}\n\n## a)\n\n", "Let {}.\n\n## a)\n\n"])
@pytest.mark.parametrize(("holds", "words"), SAID)
def test_what_the_words_say_is_a_fact(holds: set[str], words: str, place: str) -> None:
    for formula in sorted(ALL):
        (judged,) = check_text(place.format(words) + f"$${formula}$$\n").judgements
        assert (judged.verdict.value != "refuted") == (formula in holds), (formula, judged.reason)


UNUSED = [
    r"$y \in \mathbb{R}^K$ the logits of a probability distribution", r"$y \in \mathbb{R}^K$ scores of the one-hot labels",
    r"$y \in \mathbb{R}^K$ a normalised vector", r"$y \in \mathbb{R}^K$ is not a probability vector",
]  # fmt: skip


@pytest.mark.parametrize("words", UNUSED)
def test_other_words_are_no_facts(words: str) -> None:
    (judged,) = check_text(f"**Given** {words}\n\n## a)\n\n$${SUM}$$\n").judgements
    assert judged.verdict.value == "undecided", judged.reason
