"""The corpus run: on the folder of other people's texts where it is there, and always on a small one of our own.

Each disagreement is printed by `python -m tests.corpus FOLDER`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.corpus.__main__ import report, run
from tests.corpus.truth import likeness

FOLDER = Path(os.environ.get("DERIVE_CORPUS", "no corpus named"))

OWN = r"""**(a)** Squares:
$$\begin{aligned}
(x+1)^2 &= x^2 + 2x + 1 \\
&= x^2 + 2x + 2 \\
&= x (x + 2) + 2 = x^2 + 2 x + 2
\end{aligned}$$
so $x \frac{1 = 2$
"""
ROWS = [
    (3, "right", "(x+1)² = x²+2x+1"),
    (4, "wrong", "= x²+2x+2"),
    (5, "right", "= x^2+2x+2"),
    (7, "right", "x = 2"),
    (9, "right", "nothing"),
]


def test_rows_meet_their_steps(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "own.md").write_text(OWN, encoding="utf-8")
    rows = [{"file": "own.md", "line": n, "truth": t, "kind": "algebra", "step": s, "needed": ""} for n, t, s in ROWS]
    (tmp_path / "truth.json").write_text(json.dumps(rows), encoding="utf-8")
    found = run(tmp_path)
    verdicts = [None if c.judgement is None else (c.judgement.step.id, c.judgement.verdict.value) for c in found.rows]
    assert verdicts == [("a.1", "proved"), ("a.2", "refuted"), ("a.4", "proved"), ("a.5", "unreadable"), None]
    counts = {f.name: (f.count, f.of) for f in found.figures}
    assert counts["read"] == (3, 5)
    assert counts["right proved"] == (2, 4)
    assert counts["wrong and ill-formed flagged"] == (1, 1)
    assert any("missing" in line for line in report(found))


def test_likeness_sees_what_a_row_speaks_of() -> None:
    left, right = r"\frac{\partial J}{\partial u_o} = -(1 - \hat{y}_o) v_c", r"\frac{\partial J}{\partial u_o} = \sigma(-u_o^T v_c) v_c"
    for rough, near, far in (("∂J/∂u_o = -(1-ŷ_o)v_c", left, right), ("= σ(-u_o·v)v", right, left)):
        assert likeness(rough, near) > likeness(rough, far)


@pytest.mark.skipif(not (FOLDER / "truth.json").exists(), reason="DERIVE_CORPUS names no folder with a corpus")
def test_no_false_word_about_the_corpus() -> None:
    """Other people's texts, where DERIVE_CORPUS says where they are: the figures themselves are printed by the program."""
    found = run(FOLDER)
    wanted = ("wrong called proved", "right called refuted or ill-typed")
    assert {f.name: f.count for f in found.figures if f.name in wanted} == dict.fromkeys(wanted, 0), "\n".join(report(found))
