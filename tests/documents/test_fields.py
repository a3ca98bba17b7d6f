"""Pages of other fields, as authors and students write them: what a page does not mark is proved, what it marks gets that verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file
from derive.verdict import Verdict

PAGES = sorted((Path(__file__).parent / "fields").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_page_gets_the_verdicts_that_it_expects(page: Path) -> None:
    checked = check_file(str(page))
    text = page.read_text(encoding="utf-8")
    assert not checked.notes
    assert [j.step.id for j in checked.judgements if not j.as_expected] == []
    wrong = sum(j.verdict in (Verdict.REFUTED, Verdict.ILL_TYPED) for j in checked.judgements)
    assert wrong == text.count("<!-- refuted -->") + text.count("<!-- ill-typed -->") >= 3
