"""The Python door: documents, symbols, restatements and verdicts, as a script would use them."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest
import sympy as sp

import derive
from derive.door import Document

HOMEWORK = Path(__file__).parents[1] / "derivations" / "cs224n_a2"
GIVEN = r"""**Given**

- $V$ a finite set; $z \in \mathbb{R}^V$; $o \in V$
- $p = \operatorname{softmax}(z)$
- $\ell(t) = \log(1 + e^{-t})$
"""


@pytest.fixture(scope="module")
def homework() -> Document:
    return derive.load(str(HOMEWORK / "handwritten.md"))


@pytest.fixture(scope="module")
def given() -> Document:
    return derive.read(GIVEN)


def test_steps_are_typed_verdicts(homework: Document) -> None:
    assert homework["b.3"].verdict is derive.Verdict.REFUTED and homework["b.4"].verdict == "proved"
    assert len(homework.steps) == 35
    with pytest.raises(KeyError, match=r"no step q\.1; there are a\.1"):
        homework["q.1"]


def test_every_restatement_comes_back_as_the_reader_made_it(homework: Document) -> None:
    for judgement in homework.steps:
        claim = judgement.step.claim
        if claim is not None:
            again = homework.claim(*homework.restate(judgement.step.id))
            assert (again.left, again.right) == (claim.left, claim.right), judgement.step.id


def test_steps_restated_by_hand(given: Document) -> None:
    names, i, w = given.symbols(), given.index("i", "V"), given.index("w", "V")
    z, p, o, t = names["z"], names["p"], names["o"], sp.Symbol("t", integer=True)
    total = sp.Sum(sp.exp(z[t]), (t, 1, names["|V|"]))
    table = [
        (p[w], sp.exp(z[w]) / total, (), "proved"),
        (p[w], sp.exp(z[w]), (), "refuted"),
        (p[w], 0, (), "refuted"),
        (sp.Derivative(-sp.log(p[o]), z[w]), p[w] - sp.KroneckerDelta(w, o), (), "proved"),
        (sp.Derivative(-sp.log(p[o]), z[w]), p[w], (), "refuted"),
        (sp.Derivative(-sp.log(p[o]), z[w]), p[w], (sp.Ne(w, o),), "proved"),
        (sp.Sum(p[t], (t, 1, names["|V|"])), sp.Integer(1), (), "proved"),
        (sp.Derivative(p[i], z[w]), p[i] * (sp.KroneckerDelta(i, w) - p[w]), (), "proved"),
    ]
    for left, right, case, verdict in table:
        assert given.check(left, right, case).verdict == verdict, (left, right)


def test_a_witness_is_data(given: Document) -> None:
    w = given.index("w", "V")
    p, z = given.symbols()["p"], given.symbols()["z"]
    witness = given.check(p[w], z[w]).witness
    assert isinstance(witness, derive.WitnessText) and witness.sizes["V"] >= 1 and "z" in witness.values


def test_unknown_names_are_a_sentence(given: Document) -> None:
    with pytest.raises(derive.CannotRestate, match="q"):
        given.check(sp.IndexedBase("q")[given.index("w", "V")], sp.Integer(0))


def test_a_notebook_shows_a_table(homework: Document) -> None:
    html = homework._repr_html_()
    assert html.startswith("<table>") and html.count("<tr>") == 35 and "<script" not in html


def test_the_verification_script(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(HOMEWORK / "verify.py"), run_name="__main__")
    printed = capsys.readouterr().out
    assert end.value.code == 0 and "35 of 35 restatements" in printed and "BAD" not in printed


def test_the_public_names_are_few() -> None:
    assert set(derive.__all__) <= set(dir(sys.modules["derive"])) | {n for n in derive.__all__ if getattr(derive, n) is not None}
    assert len(derive.__all__) <= 10
