"""The plot, where matplotlib is installed, and what is said where it is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from derive.implementing.comparing import Result
from derive.implementing.loading import CannotRun
from derive.implementing.plotting import plot

RESULTS = [
    Result("a.1", "x = x", "step", models=2, error=1e-16, place="here", per_sizes={"d = 1": 0.0, "d = 2": 1e-16}),
    Result("f", r"\undefined{$J", "formula", "differs", models=1, error=float("inf"), place="here", per_sizes={"d = 2": float("inf")}),
]


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_plot_is_written(suffix: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    plot(RESULTS, str(tmp_path / f"errors{suffix}"))
    assert (tmp_path / f"errors{suffix}").stat().st_size > 1000


def test_without_matplotlib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("matplotlib", "matplotlib.figure", "matplotlib.backends", "matplotlib.backends.backend_agg"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(CannotRun, match="pip install"):
        plot(RESULTS, str(tmp_path / "errors.png"))


def test_another_suffix(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="is written as"):
        plot(RESULTS, str(tmp_path / "errors.exe"))
