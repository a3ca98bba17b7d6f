"""A suggested Given parses as one, and with it the page does better."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file, load
from derive.reporting.suggestion import suggestion
from derive.verdict import Verdict

CASES = (
    # the page, what is inferred, how many steps are proved without it and with it
    (
        r"""$y$ is a one-hot vector with a 1 at $o$.

$$-\sum_{w \in V} y_w \log p_w = -\log p_o$$

$$\frac{\partial}{\partial v_c} \sum_{w \in V} p_w u_w^T v_c = \sum_{w \in V} p_w u_w = U p$$
""",
        ("V$ a finite set", "u_w \\in \\mathbb{R}^d", "$o \\in V$", "y_i = [i = o]", "U = [u_1, \\dots, u_{|V|}]"),
        (0, 3),
    ),
    (
        r"""Let $q$ be the predicted distribution.

$$\sum_{i=1}^n q_i + \sum_{i=1}^n x_i = 1 + \sum_{k=1}^n x_k$$
""",
        ("n \\in \\mathbb{N}", "x_i \\in \\mathbb{R}$ for $i \\in n$", "\\sum_{i \\in n} q_i = 1"),
        (0, 1),
    ),
    (
        r"""$y$ is a one-hot vector with a $1$ for the word $o$.

$$-\sum_{w \in Vocab} y_w \log p_w = -\log p_o$$

$$\sum_{w \in V} p_w u_w^T v_c = \sum_{j \in Vocab} p_j u_j^T v_c, \quad \sum_{w \in V} y_w z_i = z_i$$
""",
        ("$\\text{Vocab}$ a finite set, also written $V$", "y_i = [i = o]"),
        (0, 2),
    ),
    ("$a + b = b + a$", ("Nothing could be inferred",), (1, 1)),
    (
        r"""Data $x_1, \dots, x_n$ have labels $y_i$, and $\hat{y}_i = \sigma(w^\top x_i)$. The loss is

$$J(w) = -\sum_{i=1}^n \left[ y_i \log \hat{y}_i + (1 - y_i) \log (1 - \hat{y}_i) \right]$$

$$\nabla_w J = \sum_{i=1}^n (\hat{y}_i - y_i) x_i, \qquad \nabla^2_w J = \sum_i \hat{y}_i (1 - \hat{y}_i) x_i x_i^\top$$
""",
        ("x_i \\in \\mathbb{R}^d$ for $i \\in n$", "w \\in \\mathbb{R}^d"),
        (0, 2),
    ),
    (
        r"""The hidden layer is $h = \tanh(W x + b)$ and the loss $L = \frac{1}{2} \|A h - y\|^2$.

$$\frac{\partial L}{\partial A} = (A h - y) h^\top, \qquad \frac{\partial L}{\partial x} = W^\top ((1 - h \odot h) \odot A^\top (A h - y))$$
""",
        ("W \\in \\mathbb{R}^{n \\times d}", "A \\in \\mathbb{R}^{m \\times n}", "y \\in \\mathbb{R}^m"),
        (0, 2),
    ),
)


@pytest.mark.parametrize(("text", "inferred", "proved"), CASES)
def test_a_page_does_better_with_its_suggestion(text: str, inferred: tuple[str, ...], proved: tuple[int, int], tmp_path: Path) -> None:
    page, given = tmp_path / "page.md", tmp_path / "given.md"
    page.write_text(text, encoding="utf-8")
    given.write_text(suggestion(str(page)), encoding="utf-8")
    written = given.read_text(encoding="utf-8")
    assert [part for part in inferred if part not in written] == [], written
    assert all("inferred" in line for line in written.splitlines() if line.startswith("- "))
    assert len(load(str(given)).givens) == 1
    without, checked = check_file(str(page)), check_file(str(page), [str(given)])
    assert not checked.notes
    counts = tuple(sum(j.verdict is Verdict.PROVED for j in c.judgements) for c in (without, checked))
    assert counts == proved, [j.reason for j in checked.judgements]


SOLUTIONS = Path(__file__).parents[1] / "documents" / "word2vec"
# solutions without declarations: how many steps are proved with what is inferred of them, and which are called wrong
INFERRED = (
    ("index_notation.md", 26, {"b.9", "c.5", "c.6"}),
    ("korean_blog.md", 20, {"b.3"}),
    ("sampled_words.md", 16, {"c.5", "e.4"}),
    ("conditional_rows.md", 16, {"c.9"}),
    ("nabla.tex", 7, {"c.4"}),
)


@pytest.mark.parametrize(("name", "proved", "wrong"), INFERRED)
def test_what_is_inferred_makes_a_solution_checkable(name: str, proved: int, wrong: set[str], tmp_path: Path) -> None:
    given = tmp_path / "given.md"
    given.write_text(suggestion(str(SOLUTIONS / name)), encoding="utf-8")
    assert all("(inferred" in line for line in given.read_text(encoding="utf-8").splitlines() if line.startswith("- "))
    checked = check_file(str(SOLUTIONS / name), [str(given)])
    assert not checked.notes
    assert sum(j.verdict is Verdict.PROVED for j in checked.judgements) >= proved
    assert {j.step.id for j in checked.judgements if j.verdict in (Verdict.REFUTED, Verdict.ILL_TYPED)} == wrong
