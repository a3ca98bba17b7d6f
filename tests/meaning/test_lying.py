"""Vectors that a page writes as rows throughout, and names and letters that may be others than the context says."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file, check_text

GIVEN = r"""**Given** $V$ a finite set; $d, n \in \mathbb{N}$; $u_w \in \mathbb{R}^d$ for $w \in V$;
$U \in \mathbb{R}^{|V| \times d}$ with $U_w = u_w^\top$;
$p, q \in \mathbb{R}^{|V|}$;
$x \in \mathbb{R}^n$; $W \in \mathbb{R}^{n \times d}$; $b \in \mathbb{R}^d$

"""

ROWS = (
    (r"$\sum_w p_w u_w = p U$", ["proved"]),
    (r"$\sum_w (p_w - q_w) u_w = (p - q) U$", ["proved"]),
    (r"$\delta = p - q$, $\sum_w \delta_w u_w = \delta U$", ["given", "proved"]),
    (r"$p U - q U = (p - q) U$", ["proved"]),
    (r"$\sum_w p_w q_w = p q^T$, $\sum_w p_w u_w = p U$", ["proved", "proved"]),
    (r"$h = x W + b$, $h - b = x W$", ["given", "proved"]),
    (r"$\sum_w p_w u_w = q U$", ["refuted"]),
)
COLUMNS = (
    (r"$\sum_w p_w u_w = p U$, $\sum_w p_w u_w = U^T p$", ["ill-typed", "proved"]),
    (r"$\sum_w p_w u_w = p U$, $\sum_w p_w q_w = p^T q$", ["ill-typed", "proved"]),
    (r"$u_w p = u_w p$", ["ill-typed"]),
)


@pytest.mark.parametrize(("page", "verdicts"), ROWS)
def test_vectors_are_rows_where_every_product_fits_only_so(page: str, verdicts: list[str]) -> None:
    checked = check_text(GIVEN + "(a) " + page)
    assert [j.verdict.value for j in checked.judgements] == verdicts, [j.reason for j in checked.judgements]
    assert "rows throughout" in checked.differences[0].message


@pytest.mark.parametrize(("page", "verdicts"), COLUMNS)
def test_one_column_keeps_all_of_them_columns(page: str, verdicts: list[str]) -> None:
    checked = check_text(GIVEN + "(a) " + page)
    assert [j.verdict.value for j in checked.judgements] == verdicts and not checked.differences


ROWS_BY_WORD = (
    (r"All vectors are row vectors. $p U = \sum_w p_w u_w$ and $p q^T = \sum_w p_w q_w$", ["proved", "proved"]),
    (r"I treat the vectors as **row vectors**. $u_w u_w^T = \sum_{i=1}^d u_{w,i}^2$, $u_w x = 1$", ["proved", "ill-typed"]),
    (r"The embeddings are row vectors here. $p U = \sum_w p_w u_w$, $u_w = u_w$, $p q^T = q q^T$", ["proved", "proved", "refuted"]),
    (r"词向量都是行向量。$p U = \sum_w p_w u_w$, $2 p = p U$", ["proved", "ill-typed"]),
    (r"모든 벡터는 행벡터이다. $p U = \sum_w p_w u_w$, $x x^T = \sum_i x_i^2$", ["proved", "proved"]),
)
NOT_SO = (
    r"Here $u_w^T$ is a row vector. $\sum_w p_w q_w = p^T q$, $p q^T = 1$",
    r"The vectors are not row vectors. $\sum_w p_w q_w = p q^T$",
    r"All vectors are row vectors. $\sum_w p_w q_w = p^T q$",  # it says so, but does not write so
)


@pytest.mark.parametrize(("page", "verdicts"), ROWS_BY_WORD)
def test_vectors_are_rows_where_the_page_says_so(page: str, verdicts: list[str]) -> None:
    checked = check_text(GIVEN + "(a) " + page)
    assert [j.verdict.value for j in checked.judgements] == verdicts, [j.reason for j in checked.judgements]
    assert "as it says" in checked.differences[0].message


@pytest.mark.parametrize("page", NOT_SO)
def test_vectors_stay_columns(page: str) -> None:
    assert not check_text(GIVEN + "(a) " + page).differences


CONTEXT = Path(__file__).parents[2] / "derivations" / "cs224n_a2" / "given-columns.md"
FOREIGN = (
    # a name of the context that stands like a function of something
    (r"$\frac{\partial y(u(v_c))}{\partial v_c} = \frac{\partial y}{\partial u} \frac{\partial u}{\partial v_c}$", ["ambiguous"]),
    (r"$z(g(v_c)) = 1$", ["ambiguous"]),
    (r"$\log Z = y(s(v_c))$", ["ambiguous"]),
    (r"$2 y(h(u_o)) = 1$", ["ambiguous"]),
    (r"$\theta(f(x)) + 1 = 2$", ["ambiguous"]),
    # of what it depends on: itself
    (r"$\hat{y}(\theta) = \operatorname{softmax}(\theta)$", ["proved"]),
    (r"$\frac{\partial J}{\partial \theta} = \hat y(\theta) - y$", ["proved"]),
    (r"$\hat{y}(v_c) = \operatorname{softmax}(U^T v_c)$", ["proved"]),
    (r"$\frac{\partial J}{\partial \theta} = y - \hat y(\theta)$", ["refuted"]),
    (r"$U \hat y(U, v_c) - u_o = \frac{\partial J}{\partial v_c}$", ["proved"]),
    # a letter that a wrong step left unbound is no fault of the next one
    (r"If $j \neq 0$, $u_o = \sum_{k=1}^K u_j = u_o$", ["ill-typed", "undecided"]),
    (r"If $j \neq 0$, $v_c = \sum_{k=1}^K \sigma(u_j^T v_c) v_c = 2 v_c$", ["ill-typed", "undecided"]),
    (r"For $j \neq 0$, $u_o^T v_c = \log \sum_{w \in V} \exp(u_j^T v_c) = u_o^T v_c$", ["ill-typed", "undecided"]),
    (r"When $j \neq 0$, $J = - \sum_{w \in V} y_w \log \hat y_j = -\log \hat y_o$", ["ill-typed", "undecided"]),
    (r"When $j \neq 0$, $v_c = \sum_{x \in V} \hat y_x u_j = u_o - U \hat y$", ["ill-typed", "undecided"]),
    (r"If $j \neq 0$, $\sum_{k=1}^K u_j = u_o$", ["ill-typed"]),
    # a function without its arguments has those of its last call
    (r"$P(O = o \mid C = c) = \hat y_o$, $\frac{\partial \log P}{\partial v_c} = \frac{\partial \log \hat y_o}{\partial v_c}$",
     ["proved", "proved"]),
    (r"$P(O = o \mid C = c) = \hat y_o$, $P = \hat y_o$, $-\log P = J$", ["proved", "proved", "proved"]),
    (r"$P(o \mid c) = \hat y_o$, $\log P = \log \hat y_c$", ["proved", "refuted"]),
    # 0 is 0 in every font
    (r"$\frac{\partial J}{\partial v_c} = \vec{0}$, $\frac{\partial J}{\partial v_c} = \mathbf{0}$", ["refuted", "refuted"]),
    # a row of numbers with dots does not say where they stand
    (r"$y = [0, \dots, 0, 1, 0, \dots, 0]^T$", ["undecided"]),
    (r"$(e^{x})' = e^x$, $\left(\frac{1}{1+e^{-x}}\right)' = \sigma(x)(1-\sigma(x))$, $[x^2]'' = 2$", ["proved", "proved", "proved"]),
    (r"$\sum_{w=1}^{|V|} \frac{\exp(u_w^T v_c)}{\sum_{w'=1}^{|V|} \exp(u_{w'}^T v_c)} = 1$", ["proved"]),
)  # fmt: skip


@pytest.mark.parametrize(("page", "verdicts"), FOREIGN)
def test_names_and_letters_that_are_not_the_context_s(page: str, verdicts: list[str], tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"(a) {page}\n", encoding="utf-8")
    checked = check_file(str(path), [str(CONTEXT)])
    assert [j.verdict.value for j in checked.judgements] == verdicts, [j.reason for j in checked.judgements]
