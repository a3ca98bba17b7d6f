"""What a repair says is what was proved: the repaired line, read from its LaTeX, is proved; messages and catalogue are complete."""

from __future__ import annotations

from itertools import product

import pytest

from derive.checking import Checked, check_text
from derive.command import main
from derive.diagnosing import messages
from derive.diagnosing.search import changed
from derive.diagnosing.surroundings import Writings
from derive.mistakes import MISTAKES, TIERS
from derive.reading.parser import parse_formula
from derive.reading.rewriting import spots
from derive.reading.syntax import Node, Statement
from derive.reading.writing import spliced
from derive.reporting.catalogue import HEADINGS, catalogue, parts
from derive.reporting.explaining import explained
from derive.verdict import Verdict
from tests.mistakes.cases import CASES, GIVENS

REPAIRED = [(kind, *case) for kind, cases in CASES.items() for case in cases[:2]]
CHAIN = r"""**Given** $a, b \in \mathbb{R}$; $a > 0$; $b > 0$

(a) $\log (a b) = 7 \tanh (a) + b^5 = \log a + \log b$
"""


def page(given: str, formula: str) -> Checked:
    return check_text(f"## Given\n{GIVENS[given]}\n## (a)\n\n$${formula}$$\n")


@pytest.mark.parametrize(("kind", "given", "formula"), REPAIRED)
def test_the_repaired_line_is_proved_when_it_is_read_again(kind: str, given: str, formula: str) -> None:
    repair = page(given, formula).judgements[-1].repair
    assert repair is not None
    again = page(given, f"{repair.left} = {repair.right}").judgements
    assert [j.verdict for j in again] == [Verdict.PROVED], again[0].reason


@pytest.mark.parametrize("kind", CASES)
def test_every_proposal_reads_as_what_it_is(kind: str) -> None:
    """Whatever is proposed for the steps of a kind, right or not: its LaTeX is read as the very tree that it was written from."""
    for given, formula in CASES[kind]:
        document = page(given, formula)
        again = document.judgements[-1].step.again
        assert again is not None
        around = Writings(j.step for j in document.judgements).around(again, "right")
        for mistake, spot in product((m for tier in TIERS for m in tier), spots(again.right)):
            for new in (*(mistake.repairs or nothing)(spot, around), *(mistake.further or nothing)(spot, around)):
                candidate = changed(again, mistake, "right", spot, new)
                text = spliced(again.right, candidate.changes, document.page.text)
                (read,) = parse_formula(text, 0, len(text), True).statements
                assert isinstance(read, Statement) and read.node == candidate.right, text


def nothing(spot: object, around: object) -> tuple[Node, ...]:
    return ()


def test_diagnoses_do_not_depend_on_the_run() -> None:
    text = "$$\n\n$$".join(formula for given, formula in CASES["missing factor"] + CASES["power"] if given == "calculus")
    first, second = ([j.repair for j in page("calculus", text).judgements] for _ in range(2))
    assert len(first) > 2 and None not in first and first == second


def test_the_odd_one_out_is_named_where_nothing_else_explains_it() -> None:
    first, second = check_text(CHAIN).judgements
    assert first.repair is not None and first.repair.kind == "odd one out"
    assert second.repair is not None and second.repair.kind == "inherited error"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_mistake_has_a_message(language: str) -> None:
    said = {m.name: messages.MESSAGES[m.name][language] for m in MISTAKES}
    assert messages.MESSAGES.keys() == said.keys()
    assert all(s.name and len(s.hint) > 15 for s in said.values())
    assert len({s.hint for s in said.values()}) == len(said)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.name)
def test_every_mistake_has_its_page(mistake: object) -> None:
    found = parts(mistake)  # type: ignore[arg-type]
    assert tuple(found) == HEADINGS and all(len(text) > 20 for text in found.values())


def test_the_catalogue_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mistakes"]) == 0
    printed = capsys.readouterr().out
    assert printed == catalogue() and all(f"## {m.name}\n" in printed for m in MISTAKES)


def test_a_hint_does_not_give_the_answer_away() -> None:
    (judged,) = page("calculus", r"\frac{d}{dx} \cos x = \sin x").judgements
    assert judged.repair is not None
    hint, full = explained(judged), explained(judged, full=True)
    answer = judged.repair.now
    assert not any(answer in line for line in hint) and any(answer in line for line in full)
    korean = explained(judged, language="ko")
    assert "힌트" in "".join(korean) and "hint" not in "".join(korean[1:])
