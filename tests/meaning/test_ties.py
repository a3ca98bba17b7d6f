"""Matrices that a sentence makes of vectors, and names that the text declares with a subscript that runs over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file

GIVEN = r"**Given** $V$ a finite set; $u_w \in \mathbb{R}^d$ for $w \in V$; $x^{(i)} \in \mathbb{R}^n$ for $i = 1, \dots, m$"
COLUMNS, ROWS = r"$(u_w)_k = T_{kw}$, $2 (u_w)_k = T_{kw}$", r"$x^{(i)}_j = T_{ij}$, $2 x^{(i)}_j = T_{ij}$"
CASES = [
    (r"$T \in \mathbb{R}^{d \times |V|}$ has the vectors $u_w$ as its columns.", COLUMNS, ["proved", "refuted"]),
    (r"The columns of $T$ are the $u_w$.", COLUMNS, ["proved", "refuted"]),
    (r"Let $T \in \mathbb{R}^{m \times n}$ be the matrix whose rows are $(x^{(i)})^\top$.", ROWS, ["proved", "refuted"]),
    (r"令 $T \in \mathbb{R}^{m \times n}$ 的第 $i$ 行为 $(x^{(i)})^\top$。", ROWS, ["proved", "refuted"]),
    (r"행렬 $T$의 각 행은 $x^{(i)}$ 이다.", ROWS, ["proved", "refuted"]),
    (r"Stack the vectors in $T \in \mathbb{R}^{m \times n}$.", ROWS, ["undecided", "undecided"]),
    (r"Let $T \in \mathbb{R}^{n \times m}$ have the rows $x^{(i)}$.", ROWS, ["ill-typed", "ill-typed"]),  # the shape that is written counts
    (r"Let $T \in \mathbb{R}^{m \times n}$.", ROWS, ["refuted", "refuted"]),
    (r"Let $W_z, W_r, W \in \mathbb{R}^{h \times n}$ and $v \in \mathbb{R}^n$.", r"$W_z v = W_r v$, $W_z v + W_z v = 2 W_z v$",
     ["refuted", "proved"]),
    (r"Let $W^{[1]} \in \mathbb{R}^{h \times n}$, $v \in \mathbb{R}^n$.", r"$a^{[1]} = W^{[1]} v$, $a^{[1]}_i = \sum_j W^{[1]}_{ij} v_j$",
     ["given", "proved"]),
    (r"Let $v \in \mathbb{R}^n$ and $z \in \mathbb{R}^n$.", r"If $v = z$, then $v^\top z = z^\top z$", ["proved"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "steps", "verdicts"), CASES)
def test_what_a_sentence_makes_of_vectors(sentence: str, steps: str, verdicts: list[str], tmp_path: Path) -> None:
    given, page = tmp_path / "given.md", tmp_path / "page.md"
    given.write_text(GIVEN, encoding="utf-8")
    page.write_text(f"{sentence}\n\n{steps}\n", encoding="utf-8")
    judgements = check_file(str(page), [str(given)]).judgements
    assert [j.verdict.value for j in judgements] == verdicts, [j.reason for j in judgements]
