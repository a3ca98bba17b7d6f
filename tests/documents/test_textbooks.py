"""Pages written as textbooks write them: everything is proved, but for the lines that the page itself expects to be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file
from derive.verdict import Verdict

PAGES = sorted((Path(__file__).parent / "textbooks").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_page_gets_the_verdicts_that_it_expects(page: Path) -> None:
    checked = check_file(str(page))
    text = page.read_text(encoding="utf-8")
    assert not checked.notes
    assert [j.step.id for j in checked.judgements if not j.as_expected] == []
    wrong = text.count("<!-- refuted -->") + text.count("<!-- ill-typed -->")
    settled = (Verdict.PROVED, Verdict.GIVEN)
    assert wrong and sum(j.verdict not in settled for j in checked.judgements) == wrong
