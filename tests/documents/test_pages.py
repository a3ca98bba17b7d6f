"""Pages as textbooks, authors and students write them: what a page does not mark is proved, what it marks gets that verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import Checked, check_file
from derive.verdict import Verdict

TEXTBOOKS, FIELDS = (sorted((Path(__file__).parent / folder).glob("*.md")) for folder in ("textbooks", "fields"))
SETTLED = (Verdict.PROVED, Verdict.GIVEN)
FAILED = (Verdict.REFUTED, Verdict.ILL_TYPED)


def as_expected(page: Path) -> tuple[Checked, int]:
    """The page with the verdicts that it expects, and how many steps it marks as wrong."""
    checked = check_file(str(page))
    text = page.read_text(encoding="utf-8")
    assert not checked.notes
    assert [j.step.id for j in checked.judgements if not j.as_expected] == []
    return checked, text.count("<!-- refuted -->") + text.count("<!-- ill-typed -->")


@pytest.mark.parametrize("page", TEXTBOOKS, ids=lambda p: p.stem)
def test_of_a_textbook_page_nothing_but_its_wrong_lines_is_open(page: Path) -> None:
    checked, wrong = as_expected(page)
    assert wrong and sum(j.verdict not in SETTLED for j in checked.judgements) == wrong


@pytest.mark.parametrize("page", FIELDS, ids=lambda p: p.stem)
def test_of_a_page_of_another_field_the_wrong_lines_fail(page: Path) -> None:
    checked, wrong = as_expected(page)
    assert sum(j.verdict in FAILED for j in checked.judgements) == wrong >= 3
