"""What is said of a step does not depend on what was asked before it: alone and cold, in the order of the page, backwards and with warm
caches it is the same, byte for byte. `python -m tests.order FILE...` compares whole documents, with the search for witnesses.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.order import BACKWARDS, alone, differences, readings, together

DERIVATIONS = sorted((Path(__file__).parents[1] / "derivations").glob("*/*.md"))
GROUPS = {folder: [p for p in DERIVATIONS if p.parent.name == folder] for folder in sorted({p.parent.name for p in DERIVATIONS})}
SMALL = 12  # claims of each folder here; the program takes all


@pytest.mark.parametrize("folder", GROUPS)
def test_proofs_are_the_same_in_any_order(folder: str) -> None:
    """Proved or not and why, the conditions, the lemmas of the proof, the fuel."""
    claims = [c for p in GROUPS[folder] for c in readings(p)]
    random.Random(folder).shuffle(claims)
    claims = claims[:SMALL]
    cold = [alone(c) for c in claims]
    assert together(claims) == cold
    assert together(claims, BACKWARDS) == cold
    assert together([*claims, *claims]) == [*cold, *cold]


REFUTED = r"""
**Given** $x, y \in \mathbb{R}$; $p > 0$; $V$ a finite set; $f \in \mathbb{R}^V$

$\sqrt{x^2} = x$

$\sqrt{y^2} = -y$

$\left(\sum_{w \in V} f_w + x + y + p\right)^6 = \left(\sum_{w \in V} f_w + x + y - p\right)^6$

$|x| + |y| = x + y$

$\sum_{w \in V} \frac{f_w}{p + x^2} = \sum_{w \in V} \frac{f_w}{p}$

$\operatorname{relu}(x) = x$
"""


def test_verdicts_witnesses_and_cases_are_the_same_in_any_order(tmp_path: Path) -> None:
    """The JSON of each step, with its witness and `holds_when`."""
    page = tmp_path / "page.md"
    page.write_text(REFUTED, encoding="utf-8")
    found = differences(str(page))
    assert found.steps == 6
    assert found.differing == []
    assert found.shown[0]["holds_when"] is not None
