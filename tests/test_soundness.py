"""The documents in tests/soundness: false statements, statements that need a condition, true statements (parts 1, 2 and 3 of each).

No false one is proved; what needs a condition is proved with conditions or not at all; no true one is refuted, and each is proved or
stands in the table UNPROVED with the reason why not.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from derive.checking import Checked, check_file
from derive.verdict import Judgement, Verdict

FOLDER = Path(__file__).parent / "soundness"
PAGES = sorted(p.name for p in FOLDER.glob("*.md"))
FALSE, CONDITIONAL, TRUE = "1", "2", "3"


@cache
def checked(name: str) -> Checked:
    return check_file(str(FOLDER / name))


def part(name: str, which: str) -> list[Judgement]:
    found = [j for j in checked(name).judgements if j.step.part == which]
    assert found, "a part without statements"
    return found


def test_every_statement_is_a_step() -> None:
    """None is dropped, none is added: 300 and more of them."""
    total = 0
    for name in PAGES:
        items = sum(line.startswith("- $") for line in (FOLDER / name).read_text(encoding="utf-8").split("## 1")[1].splitlines())
        lines = {checked(name).page.line_column(j.step.span.start)[0] for j in checked(name).judgements}
        assert len(lines) == items, name
        total += items
    assert total >= 300


@pytest.mark.parametrize("name", PAGES)
def test_every_statement_has_the_verdict_that_its_page_marks(name: str) -> None:
    assert [j.step.id for j in checked(name).judgements if not j.as_expected] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_false_is_proved(name: str) -> None:
    assert [j.step.id for j in part(name, FALSE) if j.verdict is Verdict.PROVED] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_proved_without_its_condition(name: str) -> None:
    bare = [j.step.id for j in part(name, CONDITIONAL) if j.verdict is Verdict.PROVED and not j.conditions]
    assert bare == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_true_is_refuted(name: str) -> None:
    wrong = (Verdict.REFUTED, Verdict.ILL_TYPED, Verdict.AMBIGUOUS)
    assert [j.step.id for j in part(name, TRUE) if j.verdict in wrong] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_true_ones_are_proved_or_in_the_table(name: str) -> None:
    unproved = [j.step.id for j in part(name, TRUE) if j.verdict is not Verdict.PROVED]
    assert [s for s in unproved if (name, s) not in UNPROVED] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_alarm(name: str) -> None:
    assert [j.step.id for j in checked(name).judgements if j.conflict] == []


# Undecided: inside the language, and no proof is found. Outside: the language does not speak of it.
UNPROVED = {
    ("branches.md", "3.6"): "undecided: no rule takes |.| of a product apart",
    ("edges.md", "3.10"): "undecided: letters of a double sum are not exchanged by symmetry",
    ("names.md", "3.1"): "outside: complex numbers",
    ("names.md", "3.2"): "outside: complex numbers",
    ("names.md", "3.3"): "outside: complex numbers",
    ("names.md", "3.4"): "outside: the rank of a matrix",
    ("near.md", "3.1"): "undecided: nested radicals",
    ("readings.md", "3.1"): "undecided: a fractional power of a negative number has no value in the language",
    ("readings.md", "3.5"): "undecided: powers of numbers beyond the normaliser's bound",
    ("told.md", "3.14"): "undecided: what `unless` says of numbers is not used",
    ("shapes.md", "3.1"): "undecided: determinants have no proof rules",
    ("shapes.md", "3.12"): "undecided: determinants have no proof rules",
    ("shapes.md", "3.13"): "undecided: determinants have no proof rules",
    ("sums.md", "3.1"): "undecided: needs induction over the range",
    ("sums.md", "3.2"): "undecided: the product over a literal empty range is not unrolled",
    ("sums.md", "3.3"): "undecided: the sum over a literal empty range is not unrolled",
    ("sums.md", "3.4"): "undecided: the first term is not split off",
    ("sums.md", "3.5"): "undecided: triangular ranges",
    ("sums.md", "3.8"): "undecided: a range is not split and reflected",
    ("sums.md", "3.15"): "undecided: the last term is not split off",
    ("sums.md", "3.19"): "undecided: no rule moves a constant out of max",
    ("sums.md", "3.20"): "undecided: telescoping",
}
