"""Solutions of the homework in other hands: each is read with one of the two contexts alone, and gets the verdicts that it deserves."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file
from derive.verdict import Verdict

FOLDER = Path(__file__).parent / "word2vec"
CONTEXTS = Path(__file__).parents[2] / "derivations" / "cs224n_a2"

# the document, its context, how many steps it has, and which of them are not right, each with its verdict
SOLUTIONS: tuple[tuple[str, str, int, dict[str, str]], ...] = (
    ("columns_by_hand.md", "columns", 30, {}),
    ("bold_letters.tex", "columns", 27, {}),
    ("scores_first.md", "columns", 15, {}),
    ("dots_and_chains.md", "columns", 17, {}),
    ("rows_with_slips.md", "rows", 17, {"c.4": "ill-typed", "c.5": "ill-typed", "e.1": "refuted", "e.2": "refuted"}),
    ("with_repetition.md", "columns", 5, {"g.3": "refuted"}),
)


@pytest.mark.parametrize(("name", "context", "count", "faulty"), SOLUTIONS)
def test_a_solution_is_read_with_its_context(name: str, context: str, count: int, faulty: dict[str, str]) -> None:
    checked = check_file(str(FOLDER / name), [str(CONTEXTS / f"given-{context}.md")])
    assert not checked.notes
    assert len(checked.judgements) == count
    settled = (Verdict.PROVED, Verdict.GIVEN)
    assert {j.step.id: j.verdict.value for j in checked.judgements if j.verdict not in settled} == faulty


@pytest.mark.parametrize(("name", "context"), [(s[0], s[1]) for s in SOLUTIONS])
def test_the_other_context_proves_nothing_false(name: str, context: str) -> None:
    """Read with the vectors the other way round, what hangs on it is wrong: shapes tell, and the faulty steps stay unproved."""
    other = {"rows": "columns", "columns": "rows"}[context]
    faulty = next(s[3] for s in SOLUTIONS if s[0] == name)
    checked = check_file(str(FOLDER / name), [str(CONTEXTS / f"given-{other}.md")])
    assert not [j.step.id for j in checked.judgements if j.step.id in faulty and j.verdict is Verdict.PROVED]
    assert not [j.step.id for j in checked.judgements if j.conflict]
