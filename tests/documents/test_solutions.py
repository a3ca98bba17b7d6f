"""Solutions of the homework in other hands: each is read with one of the two contexts alone, and gets the verdicts that it deserves."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import Checked, check_file
from derive.verdict import Judgement, Verdict

FOLDER = Path(__file__).parent / "word2vec"
CONTEXTS = Path(__file__).parents[2] / "derivations" / "cs224n_a2"

# the document, its context, how many steps it has, and which of them are not right, each with its verdict and its diagnosis
SOLUTIONS: tuple[tuple[str, str, int, dict[str, str]], ...] = (
    ("columns_by_hand.md", "columns", 30, {}),
    ("bold_letters.tex", "columns", 27, {}),
    ("scores_first.md", "columns", 15, {}),
    ("dots_and_chains.md", "columns", 17, {}),
    ("rows_with_slips.md", "rows", 17, {"c.4": "ill-typed", "c.5": "ill-typed", "e.1": "refuted", "e.2": "refuted"}),
    ("with_repetition.md", "columns", 5, {"g.3": "refuted"}),
    (
        "index_notation.md", "columns", 36,
        {"b.9": "refuted: lost minus", "c.5": "refuted: Σ kept", "c.6": "refuted: inherited error", "e.5": "refuted: sign inside σ"},
    ),
    (
        "through_theta.tex", "rows", 23,
        {
            "c.2": "ill-typed: outer-product order", "e.1": "refuted: lost minus", "e.2": "refuted: inherited error",
            "e.4": "refuted: Σ kept",
        },
    ),
    (
        "korean_report.md", "columns", 31,
        {"b.8": "ill-typed: transpose", "c.4": "ill-typed: vector for component", "e.6": "refuted: lost minus"},
    ),
    (
        "sampled_words.md", "columns", 26,
        {"c.5": "ill-typed: outer-product order", "e.4": "refuted: sign inside σ", "f.2": "refuted: sum bounds"},
    ),
    (
        "delta_rows.md", "rows", 30,
        {
            "c.5": "ill-typed: outer-product order", "d.2": "refuted: spurious minus", "d.3": "refuted: inherited error",
            "e.5": "refuted: wrong variable",
        },
    ),
    (
        "no_numbers.md", "columns", 33,
        {
            "0.1": "undecided", "0.10": "ill-typed: odd one out", "0.11": "ill-typed: inherited error", "0.12": "ill-typed: transpose",
            "0.32": "refuted: wrong index",
        },
    ),
    (
        "calligraphic.tex", "columns", 24,
        {"c.4": "refuted: odd one out", "c.5": "refuted: inherited error", "c.6": "ill-typed: outer-product order"},
    ),
    (
        "short_answers.md", "rows", 29,
        {"c.3": "refuted: wrong variable", "c.4": "refuted: inherited error", "c.5": "ill-typed: transpose"},
    ),
    ("scores_notebook.ipynb", "rows", 23, {"c.3": "refuted: lost minus", "d.4": "refuted: lost minus", "d.5": "refuted: inherited error"}),
    (
        "conditional_rows.md", "rows", 38,
        {"b.10": "refuted: lost minus", "c.9": "ill-typed: outer-product order", "e.3": "refuted: wrong variable"},
    ),
    ("winter_terms.md", "rows", 33, {"c.3": "ill-typed: vector for component", "f.4": "refuted: sign inside σ"}),
    ("componentwise.md", "columns", 33, {"b.13": "ill-typed: transpose", "f.2": "refuted"}),
    ("korean_blog.md", "rows", 29, {"b.3": "ill-typed: transpose", "e.6": "refuted: Σ kept"}),
    ("nabla.tex", "columns", 23, {"c.4": "ill-typed: outer-product order", "e.2": "refuted: lost minus"}),
    ("loose_notes.md", "columns", 25, {"c.4": "refuted: wrong variable", "c.5": "refuted: inherited error", "e.2": "refuted: lost minus"}),
    (
        "quotients.md", "columns", 35,
        {"c.1": "refuted: quotient rule's sign", "c.4": "refuted: power", "f.2": "refuted: sum bounds"},
    ),
    (
        "chinese_notes.md", "rows", 31,
        {"b.8": "ill-typed: transpose", "e.3": "refuted: sign inside σ", "e.6": "refuted: Σ kept"},
    ),
    (
        "fenced_korean.md", "columns", 28,
        {
            "b.4": "refuted: wrong index", "b.5": "refuted: inherited error", "2.3": "ill-typed: vector for component",
            "e.6": "refuted: spurious minus",
        },
    ),
    (
        "matrices_only.md", "columns", 29,
        {
            "0.16": "ill-typed: outer-product order", "0.18": "refuted: power", "0.19": "refuted: inherited error", "0.22": "undecided",
            "0.25": "refuted: wrong variable", "0.26": "undecided",
        },
    ),
    (
        "row_vectors.md", "rows", 21,
        {"b.6": "ill-typed: transpose", "d.2": "refuted: quotient rule's sign", "d.3": "refuted: inherited error"},
    ),
    (
        "entries.md", "columns", 30,
        {"c.4": "refuted: bound variable outside its sum", "d.2": "refuted: lost minus", "d.3": "refuted: inherited error",
            "e.9": "refuted: wrong variable"},
    ),
    (
        "summary_table.md", "rows", 30,
        {"c.3": "refuted: lost minus", "e.2": "refuted", "e.5": "ill-typed: transpose"},
    ),
    (
        "therefore.md", "rows", 27,
        {"c.5": "ill-typed: outer-product order", "e.5": "refuted: lost minus"},
    ),
    (
        "newer_questions.md", "columns", 25,
        {
            "b.4": "ill-typed: vector for component", "b.5": "ill-typed: inherited error",
            "g.2": "refuted: lost minus", "i.1": "ill-typed",
        },
    ),
    (
        "plain_words.md", "columns", 30,
        {
            "b.4": "ill-typed: odd one out", "b.5": "ill-typed: inherited error", "c.7": "ill-typed: transpose",
            "e.3": "refuted: sum bounds",
        },
    ),
    (
        "enumerated.tex", "columns", 22,
        {"0.11": "ill-typed: vector for component", "0.19": "refuted: sign inside σ"},
    ),
    (
        "own_macros.tex", "columns", 22,
        {"1.5": "refuted: lost Σ", "1.6": "refuted: inherited error", "1.13": "ill-typed: transpose", "1.16": "refuted: power"},
    ),
    ("katex_rows.md", "columns", 23, {"c.5": "ill-typed: outer-product order", "e.4": "refuted: lost minus"}),
    (
        "editor_letters.md", "rows", 17,
        {"b.3": "undecided", "b.4": "undecided", "c.4": "ill-typed: outer-product order", "e.1": "refuted: sign inside σ"},
    ),
)  # fmt: skip
# these say themselves whether the vectors are the rows or the columns of U: the context that says the opposite does as well
SELF_CONTAINED = ("delta_rows.md", "componentwise.md", "korean_blog.md")


@pytest.mark.parametrize(("name", "context", "count", "faulty"), SOLUTIONS)
def test_a_solution_is_read_with_its_context(name: str, context: str, count: int, faulty: dict[str, str]) -> None:
    checked = check_file(str(FOLDER / name), [str(CONTEXTS / f"given-{context}.md")])
    assert not checked.notes
    assert len(checked.judgements) == count
    assert {id: told(j, faulty.get(id, "")) for id, j in failing(checked).items()} == faulty


@pytest.mark.parametrize("name", SELF_CONTAINED)
def test_what_a_solution_says_itself_counts(name: str) -> None:
    context, count, faulty = next(s[1:] for s in SOLUTIONS if s[0] == name)
    other = {"rows": "columns", "columns": "rows"}[context]
    checked = check_file(str(FOLDER / name), [str(CONTEXTS / f"given-{other}.md")])
    assert checked.differences and not checked.notes
    assert len(checked.judgements) == count
    assert {id: told(j, faulty.get(id, "")) for id, j in failing(checked).items()} == faulty


def failing(checked: Checked) -> dict[str, Judgement]:
    return {j.step.id: j for j in checked.judgements if j.verdict not in (Verdict.PROVED, Verdict.GIVEN)}


def told(j: Judgement, wanted: str) -> str:
    """The verdict, with its diagnosis where one is wanted."""
    return f"{j.verdict.value}: {j.repair.kind if j.repair else None}" if ":" in wanted else j.verdict.value


@pytest.mark.parametrize(("name", "context"), [(s[0], s[1]) for s in SOLUTIONS])
def test_the_other_context_proves_nothing_false(name: str, context: str) -> None:
    """Read with the vectors the other way round, what hangs on it is wrong: shapes tell, and steps that are wrong in any shape stay
    unproved. (An outer product in the wrong order is right for the matrix turned round.)"""
    other = {"rows": "columns", "columns": "rows"}[context]
    faulty = {id for id, verdict in next(s[3] for s in SOLUTIONS if s[0] == name).items() if verdict.startswith("refuted")}
    checked = check_file(str(FOLDER / name), [str(CONTEXTS / f"given-{other}.md")])
    assert not [j.step.id for j in checked.judgements if j.step.id in faulty and j.verdict is Verdict.PROVED]
    assert not [j.step.id for j in checked.judgements if j.conflict]
