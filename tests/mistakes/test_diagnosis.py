"""Every mistake of the list is named in several subjects, and nothing is named where no mistake of the list was made."""

from __future__ import annotations

import pytest

from derive.checking import check_text
from derive.mistakes import MISTAKES
from derive.verdict import Judgement
from tests.mistakes.cases import CASES, GIVENS, NONE

WRONG = [(kind, given, formula) for kind, cases in CASES.items() for given, formula in cases]
BY_NEIGHBOURS = {"odd one out"}


def last(given: str, formula: str) -> Judgement:
    """The judgement of the last step of a formula under a Given."""
    return check_text(f"## Given\n{GIVENS[given]}\n## (a)\n\n$${formula}$$\n").judgements[-1]


@pytest.mark.parametrize(("kind", "given", "formula"), WRONG, ids=lambda v: v if isinstance(v, str) and len(v) < 40 else None)
def test_the_first_repair_is_the_mistake_that_was_made(kind: str, given: str, formula: str) -> None:
    judged = last(given, formula)
    assert judged.repair is not None, judged.reason
    assert judged.repair.kind == kind, judged.repair


@pytest.mark.parametrize(("given", "formula"), NONE)
def test_nothing_is_named_where_no_mistake_explains_the_step(given: str, formula: str) -> None:
    assert last(given, formula).repair is None


def test_every_mistake_has_cases() -> None:
    assert {m.name for m in MISTAKES} - BY_NEIGHBOURS == CASES.keys()
    assert min(map(len, CASES.values())) >= 3
