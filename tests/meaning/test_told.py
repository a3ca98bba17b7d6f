"""Shapes that the text tells outside a Given, and what is said of names that nothing declares."""

from __future__ import annotations

import pytest

from derive.checking import check_text

SHAPES = r"Let $X \in \mathbb{R}^{n \times d}$ and $w \in \mathbb{R}^d$, $y \in \mathbb{R}^n$."
SQUARE = r"$F \in \mathbb{R}^{n \times n}$"
PAGES = {  # a page: its verdicts
    f"{SHAPES}\n\n$$\\nabla_w \\lVert X w - y \\rVert^2 = 2 X^\\top (X w - y)$$": ["proved"],
    f"{SHAPES}\n\n$$\\nabla_w \\lVert X w - y \\rVert^2 = X^\\top (X w - y)$$": ["refuted"],
    f"$$w^\\top X = X^\\top w$$\n\nwhere {SHAPES[4:]}": ["ill-typed"],
    # what an equation of the text defines is what it defines
    f"{SHAPES} With $z \\in \\mathbb{{R}}^n$:\n\n$$z = X w, \\quad z^\\top z = w^\\top X^\\top X w$$": ["given", "proved"],
    # of a name of which two things are said nothing is taken
    "Here $A \\in \\mathbb{R}^{n \\times n}$, there $A \\in \\mathbb{R}^n$.\n\n$$A^\\top A = A^\\top A$$": ["undecided"],
    # an error, its square, and numbered names
    f"{SHAPES}\n\n$$e = y - X w, \\quad \\nabla_w (e^\\top e) = -2 X^\\top e$$": ["given", "proved"],
    f"{SHAPES}\n\n$$Y_1 = X w, \\quad Y_1^\\top Y_1 = w^\\top X^\\top X w$$": ["given", "proved"],
    "$$e = 3, \\quad e^2 = \\exp(2)$$": ["refuted", "proved"],
    # an equation to be solved does not excuse the gradient behind it
    f"{SHAPES} We solve $$X^\\top X w = X^\\top y$$\n\n$$\\nabla_w \\lVert X w - y \\rVert^2 = X^\\top (X w - y)$$": [
        "undecided",
        "refuted",
    ],
    # an undeclared name that can be no number is no error of the step; what no vector mends is one
    f"{SHAPES}\n\n$X b = y$, $X^\\top X b = X^\\top y$, $X w = b X$": ["undecided", "undecided", "ill-typed"],
    # a star is no exponent
    f"{SHAPES}\n\n$X^\\top X w^\\star = X^\\top y$, $X b^* = y$, $(X w)^\\star = X w$": ["undecided", "undecided", "undecided"],
    r"$(a b)^\star + 1 = a^\star b^\star + 1$, $a^* (a + b) = a^* a + b a^*$": ["undecided", "proved"],
    r"$\frac{d}{da} (2 a - a^\star)^2 = 4 (2 a - a^\star)$, $a^\star = a$": ["proved", "refuted"],
    # the members of a recursion are what makes it mean something, and the name alone is like one of them
    f"{SHAPES} We run $u_{{k+1}} = u_k - \\eta X^\\top (X u_k - y)$, so that $u_{{k+1}} - w = u_k - w - \\eta X^\\top (X u_k - y)$, and "
    "$X^\\top X u = X^\\top (X u)$, and $X u_k = u_k$.": ["given", "proved", "proved", "ill-typed"],
    f"{SHAPES} Take $L(u) = \\|X u - y\\|^2$.\n\n$$\\nabla L(u) = 2 X^\\top (X u - y)$$\n\n"
    "One step is $u_{k+1} = u_k - 2 \\eta X^\\top (X u_k - y)$.": ["given", "proved", "given"],
    r"We iterate $u_{k+1} = u_k - \eta (u_k - 1)$, so $u_{k+1} - 1 = (1 - \eta) (u_k - 1)$.": ["given", "proved"],
    # a value of one entry of what nothing declares
    r"The one-hot vector $y$ has $y_o = 1$, and $q_k = 0$.": ["undecided", "undecided"],
    # what is drawn takes the values of its distribution; a normal variable takes all
    "Let $x \\sim \\mathrm{Bernoulli}(p)$.\n\n$$x^2 = x, \\quad (x + 1)^2 = x^2 + 2 x + 1$$": ["undecided", "proved"],
    "Suppose $x \\sim \\mathcal{N}(m, 1)$.\n\n$$\\frac{d}{dm} (x - m)^2 = 2 (m - x), \\quad x^2 = x$$": ["proved", "refuted"],
    # of which entries: what begins a sentence reaches on, what ends one does not
    "Let $z \\in \\mathbb{R}^n$. For all other entries $i \\neq 1$ we get $[i = 1] z_i = 0$.": ["proved"],
    "Let $z \\in \\mathbb{R}^n$. This we need for all other entries $i \\neq 1$. Hence $[i = 1] z_i = 0$.": ["undecided", "refuted"],
    # one of several vectors, where the name alone means nothing
    r"Let $q \in \mathbb{R}^d$ and $k_1, \dots, k_N \in \mathbb{R}^d$. Of a pair $D = \|q - k\|$, and $M = k q$.": [
        "undecided",
        "ill-typed",
    ],
    # what is told anew counts from there on; what rests on the old name is defined anew with it
    f"**1.** Let {SQUARE}. Then $(F + F)^\\top = 2 F^\\top$.\n\n**2.** "
    "Let $F \\in \\mathbb{R}^{n \\times m}$. Then $\\text{tr}(F F^\\top) = \\text{tr}(F^\\top F)$, $F F^\\top = F^\\top F$.": [
        "proved",
        "proved",
        "ill-typed",
    ],
    "Let $z \\in \\mathbb{R}$, so $z z = z^2$. Let $z \\in \\mathbb{R}^p$: $z^\\top z = \\|z\\|^2$, $2 z^\\top z = \\|z\\|^2$.": [
        "proved",
        "proved",
        "refuted",
    ],
    "Let $F \\in \\mathbb{R}^{n \\times n}$, $t = \\text{tr}(F)$. Let $F \\in \\mathbb{R}^{m \\times m}$, $t = \\text{tr}(F)$, $t = 3$.": [
        "given",
        "given",
        "refuted",
    ],
    # of what is not read the names stand for nothing
    f"Let $F \\in \\mathbb{{R}}^{{n \\times m}}$. Let {SQUARE}. Then $F F = F^2$. "
    "Let $F$ be some invertible matrix. Then $F F^{-1} = F^{-1} F$.": ["proved", "undecided"],
    f"Let $F \\in \\mathbb{{R}}^{{m \\times m}}$. Let {SQUARE}. Then $F F = F^2$. Then $F + F = F$.": ["proved", "refuted"],
    # a quality holds where it is told, and is no error where it is not told again
    f"Let {SQUARE} be symmetric. Then $F^\\top = F$. Let $F \\in \\mathbb{{R}}^{{m \\times m}}$. Then $F^\\top = F$.": [
        "proved",
        "undecided",  # no witness breaks what words say of a name, whichever is meant
    ],
    f"Let $F \\in \\mathbb{{R}}^{{m \\times m}}$. Then $F^\\top = F$. Let {SQUARE} be symmetric. Then $F^\\top = F$.": [
        "undecided",
        "proved",
    ],
    f"**1.** Let {SQUARE} be symmetric. Then $F^\\top = F$.\n\n**2.** Let {SQUARE}. Then $F^\\top = F$.": ["proved", "undecided"],
    f"Let {SQUARE}. Then $F^\\top = F$. Let {SQUARE} be symmetric. Then $F^\\top = F$.": ["undecided", "proved"],
    # a sign told of a number that lies in a set
    r"Let $b \in \mathbb{R}$ be positive. Then $\sqrt{b^2} = b$, $\sqrt{b^2} = -b$.": ["proved", "refuted"],
    r"Let $a, b \in \mathbb{R}$ be two nonnegative numbers: $|a b| = a b$, $|a b| = -a b$.": ["proved", "refuted"],
    r"Sei $b \in \mathbb{R}$ negativ. Dann $|b| = -b$, $|b| = b$.": ["proved", "refuted"],
    r"设 $b \in \mathbb{R}$ 为正实数。则 $|b| = b$，$|b| = 2b$。": ["proved", "refuted"],
    r"Let $b \in \mathbb{R}$ be positive if $a = 1$. Then $|b| = b$.": ["undecided"],
    r"양수 $b \in \mathbb{R}$ 에 대해 $|b| = b$.": ["undecided"],
    r"Let $b \in \mathbb{R}$ be any number. Then $|b| = b$.": ["refuted"],
    # a value in brackets is an example
    "We have $m$ samples ($m = 4$).\n\n$$m + m = 2 m$$": ["undecided", "proved"],
}
REASONS = {
    r"\sigma^2 = \mu_0": r"`$\sigma > 0$` in the Given would do",
    r"\mu_0 = \mu_1 + \mu": r"`$\mu_1 \in \mathbb{R}$`",
    r"\ell(\alpha, \beta) + 1 = 2": r"`$\ell(\alpha, \beta) = \dots$` in the Given would do",
    r"\tilde{X}^\top a = 0": r"`$\tilde{X} \in \mathbb{R}^{n \times d}$`",
    r"H^1 + 1 = X H^1": "if it is a name of its own, write it as `H^{(1)}`",
}
LISTS = {
    r"$y_1, \dots, y_n > 0$": r"\log \prod_{i=1}^n y_i = \sum_{i=1}^n \log y_i",
    r"$\tau_1, \tau_2 > 0$": r"\log(\tau_1 \tau_2^2) = \log \tau_1 + 2 \log \tau_2",
    r"$\nu_0^2 > 0$": r"\frac{\nu_0^2}{\nu_0^2} = 1",
    r"$\rho > 0$, $d_q > 0$, $B \in \mathbb{R}^{n \times n}$": r"\log(\rho^2) \operatorname{tr} B = 2 \log(\rho) \operatorname{tr} B^\top",
}


@pytest.mark.parametrize("page", PAGES)
def test_what_the_text_tells(page: str) -> None:
    assert [str(j.verdict.value) for j in check_text(f"{page}\n").judgements] == PAGES[page]


@pytest.mark.parametrize("line", REASONS)
def test_what_would_do_is_said(line: str) -> None:
    (judged,) = check_text(f"$${line}$$\n").judgements
    assert judged.verdict.value == "undecided" and REASONS[line] in judged.reason


@pytest.mark.parametrize("given", LISTS)
def test_lists_and_single_names_in_a_given(given: str) -> None:
    (judged,) = check_text(f"**Given**\n- $n \\in \\mathbb{{N}}$\n- {given}\n\n$${LISTS[given]}$$\n").judgements
    assert judged.verdict.value == "proved" and not judged.conditions
