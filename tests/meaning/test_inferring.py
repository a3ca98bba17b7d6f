"""What the formulas of a page say of the shapes of names that nothing declares."""

from __future__ import annotations

import pytest

from derive.checking import check_text
from derive.meaning.inference.suggesting import as_given, suggested
from derive.meaning.statements.steps import read_steps
from derive.reading.page import read_page

# the page; the declarations that its formulas ask for
CASES = (
    (r"$L = \|A x - b\|^2$", (r"A \in \mathbb{R}^{n \times d}", r"x \in \mathbb{R}^d", r"b \in \mathbb{R}^n")),
    (r"$$(A + u v^\top)^{-1} = A^{-1} - \frac{A^{-1} u v^\top A^{-1}}{1 + v^\top A^{-1} u}$$",
     (r"A \in \mathbb{R}^{n \times n}", r"u \in \mathbb{R}^n", r"v \in \mathbb{R}^n")),
    (r"$q = \frac{1}{2} x^\top S x - c^\top x$", (r"x \in \mathbb{R}^d", r"S \in \mathbb{R}^{d \times d}", r"c \in \mathbb{R}^d")),
    (r"$h = \tanh(W_1 x + b_1)$ and $o = W_2 h + b_2$",
     (r"W_{1} \in \mathbb{R}^{n \times d}", r"b_{1} \in \mathbb{R}^n", r"W_{2} \in \mathbb{R}^{m \times n}", r"b_{2} \in \mathbb{R}^m")),
    (r"$$\operatorname{tr}(X^\top B X) = \operatorname{tr}(B X X^\top)$$",
     (r"X \in \mathbb{R}^{n \times d}", r"B \in \mathbb{R}^{n \times n}")),
    (r"$s = \gamma \odot r + \beta$", (r"\gamma \in \mathbb{R}^d", r"r \in \mathbb{R}^d", r"\beta \in \mathbb{R}^d")),
    (r"$\hat{p} = \operatorname{softmax}(\theta)$ and $E = -\sum_i t_i \log \hat{p}_i$, with $t$ one-hot.",
     (r"\theta \in \mathbb{R}^d", r"t \in \mathbb{R}^d$ one-hot")),
    (r"$\ell(\mu) = -\frac{1}{2} \sum_{i=1}^n (x_i - \mu)^\top \Lambda (x_i - \mu)$",
     (r"x_i \in \mathbb{R}^d$ for $i \in n", r"\mu \in \mathbb{R}^d", r"\Lambda \in \mathbb{R}^{d \times d}")),
    (r"$r_i = \sigma(w^\top x_i)$ and $J = \sum_{i=1}^N (r_i - y_i)^2$",
     (r"N \in \mathbb{N}", r"w \in \mathbb{R}^d", r"x_i \in \mathbb{R}^d$ for $i \in N")),
)  # fmt: skip
# nothing but numbers; names that the page says itself
NOTHING = (r"$(a + b)^2 = a^2 + 2 a b + b^2$", r"$\alpha = \frac{\beta}{\gamma}$ and $\alpha \gamma = \beta$", "There is no formula.")


def inferred(text: str) -> str:
    page = read_page(text, ".md")
    return as_given(suggested(page, read_steps(page).scope))


@pytest.mark.parametrize(("text", "declarations"), CASES)
def test_shapes_are_inferred_from_products_and_sums(text: str, declarations: tuple[str, ...]) -> None:
    found = inferred(text)
    assert [d for d in declarations if f"${d}" not in found] == [], found


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_need_no_declaration(text: str) -> None:
    assert "Nothing could be inferred" in inferred(text)


def test_a_letter_of_the_page_is_no_size() -> None:
    """The sizes that have no name get letters that the page does not use."""
    found = inferred(r"$d = \|A x\|^2$ and $n = \|x\|^2$")
    assert r"x \in \mathbb{R}^k" in found, found


def test_an_argument_that_is_no_number_is_asked_for() -> None:
    """The formal name of a function that the text defines is a number unless it is declared; where it can be none, the message says so."""
    given = "**Given** $X \\in \\mathbb{R}^{n \\times d}$; $y \\in \\mathbb{R}^n$\n\n"
    (judgement,) = check_text(given + "(a) $L(w) = \\|y - w\\|^2$\n").judgements
    assert judgement.verdict.value == "undecided"
    assert judgement.reason.startswith("`w` is not declared"), judgement.reason
