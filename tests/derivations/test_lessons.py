"""Every document of derivations/: what its Implementation block says agrees to 1e-9, and every lesson shows mistakes too."""

from __future__ import annotations

from pathlib import Path

import pytest

import derive

ROOT = Path(__file__).parents[2] / "derivations"
DOCUMENTS = sorted(ROOT.glob("*/*.md"))
LESSONS = [p for p in DOCUMENTS if p.parent.name != "cs224n_a2"]
IMPLEMENTED = [p for p in DOCUMENTS if "## Implementation" in p.read_text(encoding="utf-8")]
LARGEST_ERROR = 1e-9


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", IMPLEMENTED, ids=name)
def test_formulas_agree_with_code_and_numerical_derivatives(path: Path) -> None:
    found = derive.evaluate(str(path))
    assert found.ok, found.render()
    formulas = [r for r in found.results if r.kind == "formula"]
    assert formulas and all(r.status == "agrees" and r.models > 0 for r in formulas), found.render()
    assert all(r.error <= LARGEST_ERROR for r in found.results if r.status == "agrees"), found.render()


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_every_lesson_has_a_wrong_variant_and_its_folder_code(path: Path) -> None:
    assert "<!-- refuted" in path.read_text(encoding="utf-8")
    assert any(other in IMPLEMENTED for other in LESSONS if other.parent == path.parent)
