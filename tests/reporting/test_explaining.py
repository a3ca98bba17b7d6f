"""`derive explain`: what is said of a proof names what the page would name; a witness is worked out."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.command import main

HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2"

SAID = [
    ("handwritten.md", "a.1", ["by definition of $\\hat{y}$, $y$", "picks one term of the sum", "the logarithm undoes the exponential"]),
    ("handwritten.md", "b.4", ["differentiating", "the kernel has checked"]),
    ("handwritten.md", "b.7", ["take |V| = 2, d = 1", "left side, read as", ": 1/2"]),
    ("handwritten.md", "c.2", ["ill-typed", "a |V| x d matrix"]),
    ("handwritten.md", "f.2", ["both sides are read as the same"]),
    ("corrected.md", "f.3", ["a product of positive factors", "given: $w_{0} = c$"]),
    ("corrected.md", "e.7", ["two cases"]),
]


@pytest.mark.parametrize(("file", "step", "said"), SAID)
def test_a_step_is_explained(file: str, step: str, said: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(HOMEWORK / file), step]) == 0
    printed = capsys.readouterr().out
    assert [words for words in said if words not in printed] == []


def test_an_unknown_step_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(HOMEWORK / "handwritten.md"), "z.9"]) == 2
    assert "there is no step z.9; the steps are a.1, a.2" in capsys.readouterr().err
