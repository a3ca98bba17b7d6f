r"""Equations that a page solves: what follows from them is proved, what does not is refuted, and nothing is claimed for all values."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given** $n \in \mathbb{N}$; $n \ge 1$; $t_i, z_i \in \mathbb{R}$ for $i = 1, \dots, n$; $s > 0$; $k \neq 0$;
$p, q, r \in \mathbb{R}$

"""
PAGES = {  # a page behind the Given: its verdicts
    # what is not 0 is divided by; what may be 0 is not
    r"If $\frac{1}{s^2} (p - q) = 0$, then $p = q$ and $p = 2 q$.": ["proved", "refuted"],
    r"If $k p = k q$, then $p = q$.": ["proved"],
    r"If $r p = r q$, then $p = q$.": ["refuted"],
    r"If $e^r (p - 1) = 0$, then $p = 1$ and $r = 0$.": ["proved", "refuted"],
    r"If $-\frac{1}{s} (\sum_{i=1}^n t_i - n p) = 0$, then $p = \frac{1}{n} \sum_{i=1}^n t_i$ and $p = \sum_{i=1}^n t_i$.": [
        "proved",
        "refuted",
    ],
    r"If $-\frac{n}{s} + \frac{1}{s^3} \sum_{i=1}^n (t_i - p)^2 = 0$, then $s^2 = \frac{1}{n} \sum_{i=1}^n (t_i - p)^2$ and "
    r"$s^2 = \sum_{i=1}^n (t_i - p)^2$.": ["proved", "refuted"],
    # every equation of the display that is set to zero
    r"""Setting both derivatives to zero

$$\begin{split} 0 &= -2 \sum_{i=1}^n (z_i - p - q t_i) \\ 0 &= -2 \sum_{i=1}^n t_i (z_i - p - q t_i) \end{split}$$

we find

$$\begin{split} n p + q \sum_{i=1}^n t_i &= \sum_{i=1}^n z_i \\ p \sum_{i=1}^n t_i + q \sum_{i=1}^n t_i^2 &= \sum_{i=1}^n t_i z_i \\
n p + q \sum_{i=1}^n t_i &= \sum_{i=1}^n t_i z_i \end{split}$$""": ["undecided", "undecided", "proved", "proved", "refuted"],
    # a derivative that is 0 before "so x = ..."
    r"Take $g(x) = x^2 - 6 x$. Here $g'(x) = 2 x - 6 = 0$, so $x = 3$.": ["given", "proved", "undecided", "proved"],
    r"Take $g(x) = x^2 - 6 x$. Here $g'(x) = 2 x - 6 = 0$, so $x = 6$.": ["given", "proved", "undecided", "refuted"],
    r"Take $g(x) = x^2 - 6 x$. $$\frac{dg}{dx} = 2 x + 6 = 0 \implies x = -3$$": ["given", "refuted", "undecided", "proved"],
    r"Take $g(x) = x^2 - 6 x$. $$\frac{dg}{dx} = 2 x - 6 = 0$$ for all of them.": ["given", "proved", "refuted"],
    # a number for a letter of which nothing is said is no error, whatever was solved out of sight; for a declared one it is
    r"$m + m = 2 m$. The data are shifted so that $m = 0$.": ["proved", "undecided"],
    r"$p + p = 2 p$. So $p = 0$.": ["proved", "refuted"],
}


@pytest.mark.parametrize("page", PAGES)
def test_what_follows_from_an_equation(page: str) -> None:
    judged = check_text(f"{GIVEN}{page}\n").judgements
    assert [str(j.verdict.value) for j in judged] == PAGES[page], [j.reason for j in judged]


NUMBERS = "**Given** $n \\in \\mathbb{N}$; $a, b \\in \\mathbb{R}$\n\n(a)"
PAIRS = r"\begin{pmatrix} n \\ 2 \end{pmatrix}"
CHOOSE = r"\begin{pmatrix} n \\ k \end{pmatrix}"
ALONE = {  # a page of its own: its verdicts
    # a number that is chosen may be meant from there on
    "We find $d = 2$, so $d^2 = 4$ and $d^2 = 5$, $d + d = 2 d$.": ["undecided", "undecided", "refuted", "proved"],
    "Then $p = q = 0$, hence $p + q = 0$ and $p + q = 1$.": ["given", "undecided", "undecided", "refuted"],
    "**Given** $p, q \\in \\mathbb{R}$\n\n(a) $p = q = 1$": ["refuted", "refuted"],
    "$p + q = q + p$. Above, $p = q = 1$, so $p + q = 2$ and $p + q = 3$.": ["proved", "undecided", "undecided", "undecided", "refuted"],
    "$p + q = q + p$. So $p = q$.": ["proved", "refuted"],
    # dots up to a size that nothing declares
    "$v = u_0 + u_1 z_1 + \\cdots + u_m z_m$": ["undecided"],
    "**Given** $z \\in \\mathbb{R}^m$\n\n(a) $\\sum_{i=1}^m z_i = z_1 + \\cdots + z_r$": ["ill-typed"],
    # a column that is a binomial coefficient, on a page that speaks of these
    rf"{NUMBERS} A binomial: ${PAIRS} = \frac{{n (n - 1)}}{{2}}$, ${PAIRS} = \frac{{n (n + 1)}}{{2}}$.": ["proved", "refuted"],
    rf"{NUMBERS} Of the two, ${PAIRS} = n$.": ["undecided"],
    rf"{NUMBERS} 二项式系数 $\sum_{{k=0}}^n {CHOOSE} = 3^n$": ["refuted"],
    r"Binomial numbers, $\begin{pmatrix} 1 \\ 2 \end{pmatrix} = \begin{pmatrix} 1 \\ 3 \end{pmatrix}$": ["undecided"],
    # the function that has the variable among its formal names
    r"$W(u, v) = u v$. Here $W(y) = y^2$, so $\frac{dW}{dy} = 2 y$, $\frac{dW}{dy} = y$, $\frac{\partial W}{\partial u} = v$": [
        "given",
        "given",
        "proved",
        "refuted",
        "proved",
    ],
    # numbered optima beside the optimum; a letter e that is differentiated by
    r"$h^* = \frac{1}{2}$, so $h_1^* = h_2^* = \frac{1}{2}$.": ["given", "undecided", "undecided"],
    r"$$\frac{\partial Q}{\partial \mathbf{e}} = 2 \mathbf{e}, \quad \frac{d}{de} e^2 = 2 e$$": ["undecided", "undecided"],
    # a falling power is no power
    r"$y^{\underline{2}} = y (y - 1)$, $\underline{y}^2 = y y$, $\underline{y}^2 = y$": ["undecided", "proved", "refuted"],
    # rows that go on behind empty braces
    r"$$\begin{aligned} (u + v) (y + z) = {} & u y + u z \\ & {} + v y + v z \end{aligned}$$": ["proved"],
    r"$$\begin{aligned} (u + v) (y + z) = {} & u y + u z \\ & {} - v y + v z \end{aligned}$$": ["refuted"],
    # what an equals sign goes on from behind a list, or behind an expression that a sentence mentions, is open
    "$$(u + v)^2 = u^2 + 2 u v + v^2$$\n\nThe parts:\n\n- $2 u v = u v + v u$\n\nTogether\n\n$$= u^2 + u v + v u + v^2$$": [
        "proved",
        "proved",
        "undecided",
    ],
    "$$(u + v)^2 = u^2 + 2 u v + v^2$$\n\nHere $2 u v$ is the part that mixes them:\n\n$$= u^2 + u v + v u + v^2$$": [
        "proved",
        "undecided",
    ],
    "$$(u + v)^2 = u^2 + 2 u v + v^2$$\n\nHere $2 u v$ is\n\n$$= u v$$": ["proved", "refuted"],
    # a curve through a vector, and a matrix before a bracket
    "**Given** $d \\in \\mathbb{N}$; $y, y_0, g \\in \\mathbb{R}^d$; $M \\in \\mathbb{R}^{d \\times d}$\n\n"
    "$y(h) = y_0 + h g$, $y(1) = y_0 + g$, $y(0) = g$, $M(y) = y$": ["given", "proved", "refuted", "refuted"],
    # under another heading a name may be made of what nothing declares; it is not what it was
    "# One\n\n$f(y) = y^2$, $f'(y) = 2 y$\n\n# Two\n\n$f(y) = k g(y)$, $f'(y) = 2 y$": ["given", "proved", "undecided", "undecided"],
}


@pytest.mark.parametrize("page", ALONE)
def test_how_a_page_is_read(page: str) -> None:
    judged = check_text(f"{page}\n").judgements
    assert [str(j.verdict.value) for j in judged] == ALONE[page], [j.reason for j in judged]
