"""`derive show` and the `restated` field: how each step was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derive.command import main

HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2" / "handwritten.md"


def test_show_names_shapes_and_sympy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(HOMEWORK)]) == 0
    shown = capsys.readouterr().out
    for words in ("b.6 (line 16", "a vector in R^d", "Sum(u[j, i]*y[j], (j, 1, |V|))", "c.2"):
        assert words in shown


def test_the_json_holds_both_sides_as_sympy(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(HOMEWORK), "--format", "json"])
    steps = {s["id"]: s for s in json.loads(capsys.readouterr().out)["files"][0]["steps"]}
    assert steps["b.6"]["restated"] == {"left": "u[0, i]", "right": "Sum(u[j, i]*y[j], (j, 1, |V|))"}
    assert steps["c.2"]["restated"] is None and steps["b.12"]["restated"] is None
    assert all(s["restated"] for s in steps.values() if s["verdict"] in ("proved", "refuted"))
