r"""What an earlier Given says of a name that a later one declares anew: nothing, unless the later one stands below it and says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file, check_text

SIGNS = {"+": "proved", "x": "refuted", "?": "undecided"}
CASES = (  # the first Given and its steps; what stands under the next heading; a sign for each step
    ("$y \\in \\{0, 1\\}$", "$y^2 = y$", "**Given** $y \\in \\mathbb{R}$", "$y^2 = y$", "+x"),
    ("$y_i \\in \\{0, 1\\}$ for $i = 1, \\dots, n$", "$y_i^2 = y_i$", "**Given** $y \\in \\mathbb{R}^n$", "$y_i^2 = y_i$", "+x"),
    ("$y_i \\in \\{0, 1\\}$ for $i = 1, \\dots, n$", "$y_i^2 = y_i$",
     "**Given** $y_i \\in \\mathbb{R}$ for $i = 1, \\dots, n$", "$y_i^2 = y_i$", "+x"),
    ("$c > 0$", "$|c| = c$", "**Given** $c \\in \\mathbb{R}$", "$|c| = c$", "+?"),
    ("$c > 0$; $b \\in \\mathbb{R}$", "$|c| = c$", "**Given** $b \\in \\mathbb{R}$", "$|c| = c$", "++"),
    ("$m \\in \\mathbb{N}$; $m \\ge 5$", "$|m - 5| = m - 5$", "**Given** $m \\in \\mathbb{N}$", "$|m - 5| = m - 5$", "+?"),
    ("$V$ a finite set; $a, b \\in V$; $a \\neq b$", "$[a = b] = 0$", "**Given** $a, b \\in V$", "$[a = b] = 0$", "+?"),
    ("$f(t) = t^2$", "$f'(t) = 2t$", "**Given** $f : \\mathbb{R} \\to \\mathbb{R}$", "$f'(t) = 2t$", "+x"),
    ("$t \\in \\mathbb{R}$; $s = t^2$", "$\\frac{ds}{dt} = 2t$", "**Given** $s = t$", "$\\frac{ds}{dt} = 2t$", "+x"),
    ("$f(t) = t^2$", "$f'(t) = 2t$", "**Given** $f(t) = t^3$", "$f'(t) = 3t^2$", "++"),
    ("$z \\sim \\mathcal{N}(0, 1)$", "$\\mathbb{E}[z] = 0$", "**Given** $z \\in \\mathbb{R}$", "$\\mathbb{E}[z] = 0$", "+?"),
    ("$S \\in \\mathbb{R}^{n \\times n}$, $S^\\top = S$", "$S^\\top = S$",
     "**Given** $S \\in \\mathbb{R}^{n \\times n}$", "$S^\\top = S$", "+?"),
    ("$S \\in \\mathbb{R}^{n \\times n}$, $S^\\top = S$", "$S^\\top = S$", "**Given** $x \\in \\mathbb{R}^n$", "$S x = S^\\top x$", "++"),
)  # fmt: skip


@pytest.mark.parametrize(("first", "one", "then", "other", "verdicts"), CASES)
def test_a_later_given_beside_the_first(first: str, one: str, then: str, other: str, verdicts: str) -> None:
    judged = check_text(f"## One\n\n**Given** {first}\n\n(a) {one}\n\n## Two\n\n{then}\n\n(b) {other}\n").judgements
    assert [j.verdict.value for j in judged] == [SIGNS[v] for v in verdicts]


def test_one_below_it_that_says_the_same_repeats_it() -> None:
    first = "**Given** $S \\in \\mathbb{R}^{n \\times n}$ symmetric"
    page = f"{first}\n\n## Two\n\n**Given** $S \\in \\mathbb{{R}}^{{n \\times n}}$\n\n(b) $S^\\top = S$\n"
    assert [j.verdict.value for j in check_text(page).judgements] == ["proved"]


def test_one_further_on_says_nothing_of_what_came_before() -> None:
    """Without labels each Given holds for the whole document, but not against what stands there already."""
    sections = ("## One\n\n**Given** $y \\in \\mathbb{R}$\n\n$y^2 = y$\n", "## Two\n\n**Given** $y \\in \\{0, 1\\}$\n\n$y^2 = y$\n")
    assert [j.verdict.value for j in check_text("\n".join(sections)).judgements] == ["refuted", "proved"]


def test_the_given_of_another_document(tmp_path: Path) -> None:
    (tmp_path / "given.md").write_text("**Given** $y \\in \\{0, 1\\}$; $r > 0$; $r \\in \\mathbb{R}$\n", encoding="utf-8")
    (tmp_path / "page.md").write_text("**Given** $y, r \\in \\mathbb{R}$\n\n(a) $y^2 = y$\n\n(b) $|r| = r$\n", encoding="utf-8")
    judged = check_file(str(tmp_path / "page.md"), [str(tmp_path / "given.md")]).judgements
    assert [j.verdict.value for j in judged] == ["refuted", "proved"]
