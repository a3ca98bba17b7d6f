"""A letter that the text transposes or norms, and nothing declares, is no number in its other formulas either."""

from __future__ import annotations

import pytest

from derive.checking import check_text

COMMUTES = r"$$X w = w X$$"

PAGES = {
    "a transpose elsewhere": (COMMUTES + "\n\n$$X^\\top w = a$$", "undecided"),
    "a norm elsewhere": (COMMUTES + "\n\n$$\\|w\\|^2 = 1$$", "undecided"),
    "a letter T for the transpose": (COMMUTES + "\n\n$$X^T y = b$$", "undecided"),
    "numbers": (COMMUTES, "proved"),
    "other letters have a transpose": (COMMUTES + "\n\n$$A^\\top b = a$$", "proved"),
    "a bold letter of the name": (COMMUTES + "\n\n$$\\mathbf{w}^\\top a = b$$", "proved"),
    "declared numbers": ("**Given** $X, w \\in \\mathbb{R}$\n\n## a)\n\n" + COMMUTES + "\n\n$$X^\\top y = y$$", "proved"),
    "a declared exponent T": ("**Given** $T \\in \\mathbb{N}$\n\n## a)\n\n" + COMMUTES + "\n\n$$X^T X = X^{T+1}$$", "proved"),
}


@pytest.mark.parametrize("what", PAGES)
def test_what_is_used_like_an_array_is_no_number(what: str) -> None:
    page, verdict = PAGES[what]
    first = check_text(page).judgements[0]
    assert first.verdict.value == verdict, first.reason


def test_a_name_whose_definition_could_not_be_used_is_no_number() -> None:
    judged = check_text("$$a = W^\\top x + c$$\n\n$$a b = b$$\n\n$$a b = b a$$\n\n$$c b = b c$$").judgements
    assert [j.verdict.value for j in judged] == ["undecided", "undecided", "undecided", "proved"]
    assert "line 1" in judged[1].reason
