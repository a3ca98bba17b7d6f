"""A document's own declarations come before those of a context file, in its Given and in its prose, and a difference is told with both
places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derive.checking import Checked, check_file
from derive.reporting import json_report, text

CONTEXTS = Path(__file__).parents[2] / "derivations" / "cs224n_a2"
ROWS = (
    "\n\n**(b)** $\\frac{\\partial J}{\\partial v_c} = U^T(\\hat y - y)$, $\\frac{\\partial J}{\\partial U} = (\\hat y - y) v_c^T$, "
    "$U^T \\hat y = \\sum_{w \\in V} \\hat y_w u_w$, $\\frac{\\partial J}{\\partial v_c} = U^T(y - \\hat y)$"
)
COLUMNS = (
    "\n\n**(b)** $\\frac{\\partial J}{\\partial v_c} = U(\\hat y - y)$, $\\frac{\\partial J}{\\partial U} = v_c (\\hat y - y)^T$, "
    "$U \\hat y = \\sum_{w \\in V} \\hat y_w u_w$, $\\frac{\\partial J}{\\partial v_c} = U(y - \\hat y)$"
)


def read(page: str, context: str, tmp_path: Path) -> Checked:
    path = tmp_path / "page.md"
    path.write_text(page + "\n", encoding="utf-8")
    return check_file(str(path), [str(CONTEXTS / f"given-{context}.md")])


TURNED = (
    ("columns", r"**Given** $U \in \mathbb{R}^{|V| \times d}$" + ROWS),
    ("columns", r"**Given** $U_w = u_w^\top$ for $w \in V$ (rows)" + ROWS),
    ("columns", r"**주어진 것** $U \in \mathbb{R}^{|V| \times D}$, $v_w, u_w \in \mathbb{R}^D$ for $w \in V$" + ROWS),
    ("columns", r"Here $U \in \mathbb{R}^{|V| \times d}$." + ROWS),
    ("columns", r"Here $U \in R^{|V| * n}$." + ROWS),
    ("columns", r"Here $U \in R^{|V| * n}$, $y \in R^{1*|V|}$ and $u_i \in R^{1*n}$." + ROWS),
    ("columns", r"Here $U \in \mathbb{R}^{|V| \cdot D}$." + ROWS),
    ("columns", r"**Given** $U \in \mathbb{R}^{|V| * d}$" + ROWS),
    ("columns", r"Here $U \in \mathbb{R}^{N \times D}$ where the rows of $U$ are the outside vectors." + ROWS),
    ("columns", r"The rows of $U$ are the vectors $u_w$." + ROWS),
    ("columns", r"Each row $w$ of $U$ is $u_w^T$." + ROWS),
    ("columns", r"$U$의 각 행이 단어의 outside 벡터 $u_w$ 이다." + ROWS),
    ("rows", r"**Given** $U = [u_1, \dots, u_{|V|}]$" + COLUMNS),
    ("rows", r"**Given** $U \in \mathbb{R}^{d \times |V|}$" + COLUMNS),
    ("rows", r"$v_c, u_w \in \mathbb{R}^{D}$ and $U \in \mathbb{R}^{D \times |V|}$." + COLUMNS),
    ("rows", r"$U$ is the matrix with the outside vectors as columns." + COLUMNS),
    ("rows", r"행렬 $U$의 각 열은 outside 벡터이다." + COLUMNS),
)
AS_IT_WAS = (
    ("rows", r"**Given** $U \in \mathbb{R}^{|V| \times d}$, $\hat y \in \mathbb{R}^{|V|}$" + ROWS),
    ("rows", r"The rows of $U \in \mathbb{R}^{|V| \times d}$ are the outside vectors." + ROWS),
    ("rows", r"$U$의 각 행은 outside 벡터이다." + ROWS),
    ("columns", r"**Given** $U \in \mathbb{R}^{d \times |V|}$, $z = U^\top v_c$" + COLUMNS),
    ("columns", r"The outside vectors are the columns of $U$, $\hat y \in \mathbb{R}^{|V|}$." + COLUMNS),
)


@pytest.mark.parametrize(("context", "page"), TURNED)
def test_a_matrix_is_turned_as_the_page_says(context: str, page: str, tmp_path: Path) -> None:
    checked = read(page, context, tmp_path)
    assert not checked.notes
    assert [j.verdict.value for j in checked.judgements] == ["proved", "proved", "proved", "refuted"]
    (told,) = checked.differences
    assert told.other is not None and told.other[0].endswith(f"given-{context}.md") and "`U`" in told.message


@pytest.mark.parametrize(("context", "page"), AS_IT_WAS)
def test_what_the_context_says_too_is_no_difference(context: str, page: str, tmp_path: Path) -> None:
    checked = read(page, context, tmp_path)
    assert not checked.notes and not checked.differences
    assert [j.verdict.value for j in checked.judgements] == ["proved", "proved", "proved", "refuted"]


OTHERWISE = (
    # another one-hot vector
    (r"**Given** $y_w = [w = c]$ for $w \in V$" + "\n\n(a) $y_c = 1$, $y_o = 1$", ["proved", "refuted"]),
    # another loss of that name
    (r"**Given** $J(v_c, o, U) = -\log \sigma(u_o^T v_c)$"
     + "\n\n(a) $\\frac{\\partial J}{\\partial u_o} = (\\sigma(u_o^T v_c) - 1) v_c$, $J = -\\log \\hat y_o$", ["proved", "refuted"]),
    # in the text, where words say so
    ("(f) Let $L = 2 J_{\\text{neg}}$. $\\frac{\\partial L}{\\partial u_o} = 2 \\frac{\\partial J_{\\text{neg}}}{\\partial u_o}$, "
     "$L = J_{\\text{neg}}$",
     ["given", "proved", "refuted"]),
    ("(f) $L = J_{\\text{skip-gram}}$ 라고 하자. $\\frac{\\partial L}{\\partial v_w} = 0$ ($w \\neq c$)", ["given", "proved"]),
    ("(f) We write $L := u_o^T u_o$, so $\\frac{\\partial L}{\\partial u_o} = 2 u_o$", ["given", "proved"]),
)  # fmt: skip


@pytest.mark.parametrize(("page", "verdicts"), OTHERWISE)
def test_the_page_defines_a_name_of_the_context_anew(page: str, verdicts: list[str], tmp_path: Path) -> None:
    checked = read(page, "columns", tmp_path)
    assert [j.verdict.value for j in checked.judgements] == verdicts, [j.reason for j in checked.judgements]
    assert len(checked.differences) == 1


def test_without_such_words_a_wrong_equation_is_no_definition(tmp_path: Path) -> None:
    checked = read("(f) $L = 2 u_o^T v_c$, $\\hat y = U^T v_c$", "columns", tmp_path)
    assert [j.verdict.value for j in checked.judgements] == ["refuted", "refuted"] and not checked.differences


def test_what_differs_and_cannot_be_settled_refutes_nothing(tmp_path: Path) -> None:
    checked = read("Here $\\hat y \\in \\mathbb{R}^{d}$.\n\n(a) $\\sum_w \\hat y_w = 2$", "columns", tmp_path)
    assert [j.verdict.value for j in checked.judgements] == ["undecided"] and len(checked.differences) == 1


def test_both_reports_tell_the_difference_with_both_places(tmp_path: Path) -> None:
    checked = read("# Solution\n\n" + TURNED[3][1], "columns", tmp_path)
    line = text.render([checked]).splitlines()[0]
    assert line.startswith(f"{checked.path}:3:") and ": note: `U` is a |V| x d matrix here" in line
    assert f"{CONTEXTS / 'given-columns.md'}:11:" in line
    (note,) = json.loads(json_report.render([checked]))["files"][0]["notes"]
    assert note["line"] == 3 and note["other"] == {"path": str(CONTEXTS / "given-columns.md"), "line": 11, "column": 4}
    plain = read("# Solution\n\n(a) $1 = 1$", "columns", tmp_path)
    assert "notes" not in json.loads(json_report.render([plain]))["files"][0]
