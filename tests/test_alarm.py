"""A step both proved and refuted is an alarm: no verdict, a sentence, exit status 2."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from derive import command, judging
from derive.checking import check_file
from derive.searching import Found, Searches
from derive.terms.claim import Claim, Given
from derive.verdict import Verdict
from derive.witness import WitnessText

LIE = Found(1, WitnessText({}, {"x": "1"}, "2", "3"))


class LyingSearches(Searches):
    """A searcher that finds a witness against everything."""

    def __init__(self) -> None:
        self.child, self.requests, self.answers = 0, None, None

    def send(self, givens: Sequence[Given], claims: Sequence[Claim]) -> None:
        pass

    def next_model(self) -> None:
        return None

    def next_search(self) -> Found:
        return LIE


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("derive.checking.Searches", LyingSearches)
    monkeypatch.setattr("derive.command.Searches", LyingSearches)
    path = tmp_path / "page.md"
    path.write_text("(a) $x + x = 2 x$\n\n(b) $x = x + 1$\n")
    return str(path)


def test_the_step_has_no_verdict(page: str) -> None:
    proved, refuted = check_file(page).judgements
    assert (proved.verdict, proved.conflict) == (Verdict.UNDECIDED, True) and "internal conflict" in proved.reason
    assert (refuted.verdict, refuted.conflict) == (Verdict.REFUTED, False)


def test_the_run_fails(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["check", page]) == 2
    assert "a.1 was both proved and refuted" in capsys.readouterr().err


def test_judging_stands_on_the_search(page: str) -> None:
    assert judging.Found is Found
