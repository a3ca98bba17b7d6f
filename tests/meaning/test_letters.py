r"""Letters in several parts: a number that is a size too, `W_r` beside r, 2 \pi beside \pi_k, x beside x_i; rows that are only named."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file

TABLE = {
    # a number declared before a size of that letter
    (r"$m, z \in \mathbb{R}$; $q = m + z$; $R \in \mathbb{R}^{m \times m}$", "q - m = z"): "proved",
    (r"$m, z \in \mathbb{R}$; $q = m + z$; $R \in \mathbb{R}^{m \times m}$", "q = z"): "refuted",
    (r"$d \in \mathbb{R}$; $f = 2 d$; $x, y \in \mathbb{R}^d$", r"x^\top y + f = y^\top x + d + d"): "proved",
    (r"$n > 0$; $x \in \mathbb{R}^n$", r"\frac{1}{n} \sum_{i=1}^n x_i = \sum_{i=1}^n \frac{x_i}{n}"): "proved",
    # a name that is the subscript of another one in its definition
    (r"$x \in \mathbb{R}^n$; $W_r \in \mathbb{R}^{m \times n}$; $r = \sigma(W_r x)$", r"r \odot r = \sigma(W_r x) \odot r"): "proved",
    (r"$a, b_q \in \mathbb{R}$; $q = a + b_q$", "q - a = b_q"): "proved",
    (r"$x \in \mathbb{R}^n$; $U_h \in \mathbb{R}^{m \times n}$; $h = \tanh(U_h x)$", r"h = -\tanh(-U_h x)"): "proved",
    (r"$x \in \mathbb{R}^n$; $W_r \in \mathbb{R}^{m \times n}$; $r = \sigma(W_r x)$", r"r = \sigma(-W_r x)"): "refuted",
    # the number of the circle
    (r"$\pi_k > 0$ for $k = 1, \dots, K$; $s > 0$", r"\log \sqrt{2 \pi s} = \frac{1}{2} \log(2 \pi) + \frac{1}{2} \log s"): "proved",
    (r"$A$ a finite set; $\pi_a > 0$ for $a \in A$; $s > 0$",
     r"\frac{1}{\sqrt{2\pi} s} \sum_a \pi_a = \sum_a \frac{\pi_a}{s \sqrt{2 \pi}}"): "proved",
    (r"$\pi \in \mathbb{R}^K$", r"\nabla_\pi (\pi^\top \pi) = 2 \pi"): "proved",
    (r"$\pi \in \mathbb{R}^K$", r"\nabla_\pi (\pi^\top \pi) = \pi"): "refuted",
    # the gradient of a function of one argument is the one by it
    (r"$\pi \in \mathbb{R}^K$; $f(\pi) = \pi^\top \pi$", r"\nabla f = 2 \pi"): "proved",
    (r"$\pi \in \mathbb{R}^K$; $f(\pi) = \pi^\top \pi$", r"\nabla f = \pi"): "refuted",
    (r"$\pi \in \mathbb{R}^K$; $f(\pi) = \pi^\top \pi$", r"\nabla^2 f = 2 I"): "proved",
    (r"$\pi, \rho \in \mathbb{R}^K$; $f(\pi, \rho) = \pi^\top \rho$", r"\nabla f = \rho"): "undecided",
    # a formal name beside a family of that letter
    (r"$x_i \in \mathbb{R}$ for $i = 1, \dots, n$; $f(x) = (x + 1)^2$", r"\sum_{i=1}^n f(x_i) = \sum_{i=1}^n (x_i + 1)^2"): "proved",
    (r"$x_i \in \mathbb{R}$ for $i = 1, \dots, n$; $f(x) = (x + 1)^2$",
     r"\frac{\partial}{\partial x_j} \sum_i f(x_i) = 2 x_j + 2"): "proved",
    (r"$x_i \in \mathbb{R}$ for $i = 1, \dots, n$; $f(x) = (x + 1)^2$", r"\sum_{i=1}^n f(x_i) = \sum_{i=1}^n x_i^2"): "refuted",
    (r"$x \in \mathbb{R}^n$; $f(x) = (x + 1)^2$; $t \in \mathbb{R}$", "1 + f(t) = t^2"): "refuted",
    (r"$x \in \mathbb{R}^n$; $f(x) = (x + 1)^2$; $t \in \mathbb{R}$", "f(t) = 1 + 2t + t^2"): "proved",
    # entries with dots
    (r"$x_1, \dots, x_n \in \mathbb{R}$", r"\left(\sum_{i=1}^n x_i\right)^2 = \sum_{i=1}^n \sum_{j=1}^n x_i x_j"): "proved",
    (r"$u_1, \ldots, u_k \in \mathbb{R}^d$", r"\sum_{j=1}^k \lVert u_j \rVert^2 = \sum_{i=1}^k u_i^\top u_i"): "proved",
    (r"$x_1, \dots, x_n \in \mathbb{R}$", r"\left(\sum_{i=1}^n x_i\right)^2 = \sum_{i=1}^n x_i^2"): "refuted",
    (r"$t \in \mathbb{R}$", r"s = \sum_{i=1}^N t"): "undecided",
    # rows
    (r"$X \in \mathbb{R}^{n \times d}$ with rows $x_i^\top$ for $i = 1, \dots, n$", r"X^\top X = \sum_{i=1}^n x_i x_i^\top"): "proved",
    (r"$Z \in \mathbb{R}^{n \times d}$ with rows $z_1^\top, \dots, z_n^\top$", r"Z^\top Z = \sum_{i=1}^n z_i z_i^\top"): "proved",
    (r"$A \in \mathbb{R}^{m \times d}$ whose rows are $a_k^T$; $w \in \mathbb{R}^d$",
     r"\lVert A w \rVert^2 = \sum_{k=1}^m (a_k^\top w)^2"): "proved",
    (r"$A \in \mathbb{R}^{m \times d}$ having rows $a_k^T$; $w \in \mathbb{R}^d$", r"A w = \sum_{k=1}^m a_k"): "ill-typed",
    (r"$X \in \mathbb{R}^{n \times d}$ with rows $x_i^\top$ for $i = 1, \dots, n$", r"X^\top X = \sum_{i=1}^n x_i^\top x_i I"): "refuted",
}  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), TABLE.items())
def test_position_tells_the_parts_of_a_letter_apart(page: tuple[str, str], expected: str, tmp_path: Path) -> None:
    given, step = page
    file = tmp_path / "page.md"
    file.write_text(f"**Given** {given}\n\n(a) $${step}$$\n", encoding="utf-8")
    assert [j.verdict.value for j in check_file(str(file)).judgements] == [expected]


def test_a_given_that_could_not_be_used_makes_no_step_ill_typed(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("**Given** $x \\in \\mathbb{R}^n$; $g = x + \\foo(x)$\n\n(a) $$x \\odot g + x = g \\odot x + x$$\n", encoding="utf-8")
    assert [j.verdict.value for j in check_file(str(file)).judgements] == ["undecided"]
