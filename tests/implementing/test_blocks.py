"""Implementation blocks: what is read, and what is said where nothing can be read; code runs nowhere else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from derive.checking import CannotRead, check_file
from derive.implementing.blocks import split
from derive.implementing.evaluation import evaluate

GIVEN = """**Given**
- $V$ a finite set; $z \\in \\mathbb{R}^V$; $o \\in V$; $n, d \\in \\mathbb{N}$
- $a_s \\in V$ for $s = 1, \\dots, n$
- $X \\in \\mathbb{R}^{n \\times d}$; $b \\in \\mathbb{R}^d$
- $p = \\operatorname{softmax}(z)$
- $J = \\sum_{i} (\\sum_j X_{ij} b_j)^2$
- $x_i \\in \\mathbb{R}$ for $i = 1, \\dots, n$

(a) $\\log p_o = z_o - \\log \\sum_{w \\in V} e^{z_w}$

"""
CODE = """
import numpy as np
def loss(X, b): return float(np.sum((X @ b) ** 2))
def slope(X, b): return loss(X, b), 2 * X.T @ (X @ b)
def curved(X): return 2 * X.T @ X
def chosen(z, a): return np.exp(z[a]).sum()
def first(o, n): return float(o) + n
def fails(b): raise ValueError("no")
def flat(b): return b.sum()
def pair(b): return b, b
"""


def document(folder: Path, block: str, code: str | None = CODE) -> str:
    (folder / "page.md").write_text(GIVEN + block)
    if code is not None:
        (folder / "code.py").write_text(code)
    return str(folder / "page.md")


@pytest.mark.parametrize("lead", ["## Implementation\n", "**Implementation.**\n", "## 구현\n", "**实现**\n"])
def test_headings_and_lead_ins(lead: str, tmp_path: Path) -> None:
    evaluated = evaluate(document(tmp_path, f"{lead}\n- `code.loss(X, b)` computes $J$\n\n## After\n\n- `code.nothing(X)` $J$\n"))
    assert evaluated.ok
    assert [r.what for r in evaluated.results if r.kind == "formula"] == ["J"]


def test_gradients_hessians_sequences_and_sizes(tmp_path: Path) -> None:
    block = """## Implementation
- `code.slope(X, b)` computes $J$, $\\frac{\\partial J}{\\partial b}$
- `code.curved(X)` computes $\\frac{\\partial^2 J}{\\partial b \\partial b^\\top}$
- `code.chosen(z, a)` computes $\\sum_{s=1}^{n} e^{z_{a_s}}$
- `code.chosen(z, [a_s for s])` computes $\\sum_{s=1}^{n} e^{z_{a_s}}$
"""
    evaluated = evaluate(document(tmp_path, block))
    found = [r for r in evaluated.results if r.kind == "formula"]
    assert len(found) == 5
    assert [r.status for r in found] == ["agrees"] * 5, evaluated.render()


@pytest.mark.parametrize(
    "item, sentence",
    [
        ("`code.fails(b)` computes $b$", "raises ValueError: no"),
        ("`code.flat(b)` computes $b$", "shape () where the formula has"),
        ("`code.pair(b)` computes $b$, $b$, $b$", "returns 2 values for 3 formulas"),
    ],
)
def test_functions_that_return_something_else(item: str, sentence: str, tmp_path: Path) -> None:
    evaluated = evaluate(document(tmp_path, f"## Implementation\n- {item}\n"))
    assert evaluated.status == 1
    assert sentence in evaluated.render()


@pytest.mark.parametrize(
    "item, sentence",
    [
        ("`code.loss(X, q)` computes $J$", "`q` is not declared; it is passed but stands in no formula"),
        ("`code.loss(X, b)` computes $q J$", "it stands in a formula but is not passed"),
        ("`code.loss(X, b)` computes it", "is not said"),
        ("`code.loss X b` computes $J$", "is no call"),
        ("`../code.loss(X, b)` computes $J$", "is no call"),
        ("`os.path.join(X, b)` computes $J$", "is no call"),
        ("`os.system(b)` computes $J$", "there is no os.py beside the document"),
        ("`code.__doc__(b)` computes $J$", "is no call"),
        ("`code.nothing(b)` computes $J$", "has no function `nothing`"),
        ("`code.np(b)` computes $J$", "has no function `np`"),
        ("`code.loss(X, b)` computes $foo(q_r)$", None),
        ("`code.loss(X, [a_s for r])` computes $J$", "stands nowhere"),
        ("`code.loss(X, code.other)` computes $J$", "has no function `other`"),
        ("`code.loss(X, b)` computes $z_w$", "depends on w"),
    ],
)
def test_what_cannot_run_is_a_sentence_with_the_place(item: str, sentence: str | None, tmp_path: Path) -> None:
    path = document(tmp_path, f"## Implementation\n- {item}\n")
    line = Path(path).read_text().count("\n")
    with pytest.raises(CannotRead) as why:
        evaluate(path)
    assert str(why.value).startswith(f"{path}:{line}: ")
    assert sentence is None or sentence in str(why.value)


def test_a_module_that_fails_to_load(tmp_path: Path) -> None:
    path = document(tmp_path, "## Implementation\n- `code.loss(X, b)` computes $J$\n", "import sys\nsys.exit(3)\n")
    with pytest.raises(CannotRead, match="cannot be loaded"):
        evaluate(path)


def test_checking_runs_no_code(tmp_path: Path) -> None:
    block = "## Implementation\n- `code.loss(X, b)` computes $J$\n"
    path = document(tmp_path, block, f"open({str(tmp_path / 'ran')!r}, 'w')\n" + CODE)
    assert len(check_file(path).judgements) == 1
    assert not (tmp_path / "ran").exists()
    assert evaluate(path).ok
    assert (tmp_path / "ran").exists()
    assert not (tmp_path / "__pycache__").exists()


def test_commas_in_brackets_do_not_separate_arguments() -> None:
    assert list(split("v_c, [w_{t+j} for j != 0], U_{1, 2}, f(a, b)")) == ["v_c", "[w_{t+j} for j != 0]", "U_{1, 2}", "f(a, b)"]
    assert list(split("")) == []


def test_a_false_step_differs(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(GIVEN + "(b) $p_o = e^{z_o}$\n\n(c) $p_o = e^{z_o}$ <!-- refuted -->\n")
    evaluated = evaluate(str(path))
    assert {r.id: r.status for r in evaluated.results} == {"a.1": "agrees", "b.1": "differs", "c.1": "expected"}
    assert evaluated.status == 1
    assert np.isfinite(evaluated.results[1].error)
