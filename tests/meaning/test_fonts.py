r"""Fonts make a new symbol where both spellings are declared, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file, check_text

BOTH = r"$x \in \mathbb{R}$; $\mathbf{x} \in \mathbb{R}^n$"
ONE = r"$n \in \mathbb{N}$; $\mathbf{y} \in \mathbb{R}^n$"
LOSS = r"$L \in \mathbb{N}$; $w \in \mathbb{R}^n$; $\mathcal{L} = \|w\|^2$"
SIGNS = {"+": "proved", "x": "refuted", "!": "ill-typed", "?": "undecided"}
CASES = (
    (BOTH, r"$x = \mathbf{x}$", "!"),
    (BOTH, r"$\|x \mathbf{x}\|^2 = x^2 \|\mathbf{x}\|^2$", "+"),
    (BOTH, r"$\mathbf{x}^\top \mathbf{x} = \sum_i x_i^2$", "+"),  # a number has no entries
    (BOTH, r"$\frac{\partial}{\partial x} \|\mathbf{x}\|^2 = 0$", "+"),
    (BOTH, r"$\boldsymbol{x}^\top \bm{x} = \sum_i \mathbf{x}_i^2$", "+"),
    (r"$a, \mathbf{a} \in \mathbb{R}$", r"$a - \mathbf{a} = 0$", "x"),
    (r"$\mathcal{D}, \mathbf{D} \in \mathbb{R}$", r"$D = \mathcal{D}$. $D = \mathbf{D}$", "+x"),  # the plain one is that declared first
    (ONE, r"$y^\top y = \|\mathbf{y}\|^2$", "+"),
    (ONE, r"$\mathrm{y} = \mathbf{y}$", "+"),
    (LOSS, r"$\nabla_w \mathcal{L} = 2 w$. $\mathcal{L} = L$", "+x"),
    (r"$\mathbf{z}, w \in \mathbb{R}^n$; $z = 2 w$", r"$\mathbf{z} = 2 w$", "+"),  # bold or not, as it comes
)


@pytest.mark.parametrize(("given", "text", "verdicts"), CASES)
def test_fonts(given: str, text: str, verdicts: str) -> None:
    judged = check_text(f"**Given** {given}\n\n(a) {text}\n").judgements
    assert [j.verdict.value for j in judged] == [SIGNS[v] for v in verdicts], [j.reason for j in judged]


def test_the_given_of_another_document_counts(tmp_path: Path) -> None:
    (tmp_path / "given.md").write_text("**Given** $x \\in \\mathbb{R}$; $q = (\n", encoding="utf-8")
    (tmp_path / "page.md").write_text("**Given** $\\mathbf{x} \\in \\mathbb{R}$\n\n(a) $x = \\mathbf{x}$\n", encoding="utf-8")
    checked = check_file(str(tmp_path / "page.md"), [str(tmp_path / "given.md")])
    assert [j.verdict.value for j in checked.judgements] == ["refuted"] and checked.notes
