r"""Equations that a page does not claim: the sides of an equivalence, and equations to be solved. What is claimed beside them is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file
from derive.meaning.statements.unclaimed import EQUIVALENCE, TO_SOLVE, WHEN_ELSE

GIVEN = r"""## Given

- $X \in \mathbb{R}^{n \times d}$, $y \in \mathbb{R}^n$, $w \in \mathbb{R}^d$, $\lambda > 0$
- $L = \frac{1}{2} \lVert X w - y \rVert^2$
- $a, b, x \in \mathbb{R}$
- $V$ a finite set; $o, c \in V$; $h_k = [k = o]$ for $k \in V$

## (a)

"""

EQUIVALENT = {
    r"$$X^\top X w + \lambda w = X^\top y \iff w = (X^\top X + \lambda I)^{-1} X^\top y$$": "??",
    r"$2x = a \Leftrightarrow x = \frac{a}{2}$": "??",
    r"$a = b$ if and only if $a - b = 0$.": "??",
    r"$a = x$ iff $x = a$": "??",
    r"$$a = b \text{ if and only if } b = a$$": "??",
    "$$\\begin{aligned} a x &= b \\\\ \\Leftrightarrow a x - b &= 0 \\\\ \\iff x &= b/a \\end{aligned}$$": "???",
    "$$x + a = b$$\n\n$$\\iff x = b - a$$": "??",
    r"$$\nabla_w L = X^\top (X w - y) = 0 \iff X^\top X w = X^\top y$$": "+??",
    r"$a + b = b + a \iff a = a$": "++",
    r"$x = a = 0 \iff x^2 + a^2 = 0$": "???",
    r"$h_c = 1$ if and only if $c = o$": "?",
}

FIRST_ORDER = {
    # what follows says what solves it
    r"$$\nabla_w L = X^\top (X w - y) = 0 \Rightarrow \hat w = (X^\top X)^{-1} X^\top y$$": "+?!",
    "$$\\nabla_w L = X^\\top (X w - y) = 0$$\n\n$$X^\\top X w = X^\\top y$$\n\n$$w = (X^\\top X)^{-1} X^\\top y$$": "+?++",
    "$$\\begin{aligned} \\frac{d}{dx} (x - a)^2 &= 0 \\\\ 2 (x - a) &= 0 \\\\ x &= a \\end{aligned}$$": "?++",
    r"$\frac{d}{dx} (x - a)^2 = 2 (x - a) = 0$, so $2 x = 2 a$.": "+?+",
    r"$\frac{d}{dx} (x - a)^2 = 0 \implies 2 x = 2 a$": "?+",
    # when a slope is zero
    r"The gradient is zero only where $X^\top X w = X^\top y$.": "?",
    r"The condition for a zero gradient is $X^\top X w = X^\top y$.": "?",
    r"The derivative vanishes for $x = 2 a$.": "?",
    "When is the gradient equal to zero?\n\nAnswer: $X w = y$.": "?",
    "**When is the gradient you computed equal to zero?** Write an equation.\n\n$$X w = y$$": "?",
    "\u68af\u5ea6\u4f55\u65f6\u4e3a\u96f6\uff1f\n\n$$X w = y$$": "?",
    "\uae30\uc6b8\uae30\uac00 0\uc774 \ub418\ub294 \uc870\uac74\uc740 $X w = y$ \uc774\ub2e4.": "?",
    # the slope itself, and what is concluded wrongly, are judged
    r"$$\nabla_w L = X^\top (X w + y) = 0 \Rightarrow \hat w = (X^\top X)^{-1} X^\top y$$": "-?!",
    "$$\\begin{aligned} \\frac{d}{dx} (x - a)^2 &= 0 \\\\ 2 (x - a) &= 0 \\\\ x &= 2 a \\end{aligned}$$": "?+-",
    r"$\frac{d}{dx} (x - a)^2 = 2 (x - a) = 0$, so $2 x = a$.": "+?-",
    r"$\frac{d}{dx} (x - a)^2 = 2 (x - a) = 0$.": "+-",
    r"$\frac{d}{dx} (x - a)^2 = 0$. It does not depend on $x$.": "-",
    "When is the gradient zero?\n\n$\\nabla_w L = X^\\top (X w + y)$": "-",
    r"The gradient is zero. $X w = y$": "-",
}

TO_BE_SOLVED = {
    r"$$X^\top (X w - y) \overset{!}{=} 0$$": "?",
    r"$$\nabla_w L \stackrel{!}{=} 0$$": "?",
    r"$$\nabla_w L = X^\top (X w - y) \overset{\text{set}}{=} 0$$": "+?",
    r"We want $a x + b = 0$.": "?",
    r"Choose $x$ such that $a x = b$.": "?",
    r"Let $w$ be such that $X^\top X w = X^\top y$.": "?",
    r"We need to solve $2 x + a = 0$, hence $x = -\frac{a}{2}$.": "?+",
    r"Solving $X^\top X w = X^\top y$ for $w$ gives $w = (X^\top X)^{-1} X^\top y$.": "?+",
    r"The normal equations are $X^\top X w = X^\top y$.": "?",
    r"At the minimum $X^\top (X w - y) = 0$.": "?",
    r"$$2 x - 2 a \overset{!}{=} 0 \quad\Rightarrow\quad x = a$$": "?+",
    r"At $x = 1$, $\frac{d}{dx} x^2 = 2$.": "?+",
    r"At the point $x = 1$ we get $\frac{d}{dx} x^2 = 2$.": "?+",
    r"$\frac{d}{dx} x^2 = 2$ at $x = 1$.": "+?",
    r"Set the gradient to zero: $X^\top (X w - y) = 0$, so $X^\top X w = X^\top y$.": "+",
}

CLAIMED = {
    r"$$\nabla_w L = X^\top (X w + y) = 0 \iff X^\top X w = X^\top y$$": "-??",
    r"$$\nabla_w L = 2 X^\top (X w - y) \overset{!}{=} 0$$": "-?",
    r"We want $\nabla_w L = X^\top (X w + y)$.": "-",
    r"We want to show that $a + b = a - b$.": "-",
    r"We need to solve $2 x + a = 0$, hence $x = \frac{a}{2}$.": "?-",
    r"$$2 x - 2 a \overset{!}{=} 0 \quad\Rightarrow\quad x = 2 a$$": "?-",
    r"$a = b \iff b = a$. Therefore $a + 1 = a$.": "??-",
    "$h_c = 1$ if and only if $c = o$. So $h_c = 1$.": "?-",
    "$h_c = 1$ if and only if $c = o$.\n\n$$\\begin{aligned} & a + b \\\\ =& b + a \\\\ =& b - a \\end{aligned}$$": "?+-",
    r"$(a + b)^2 = a^2 + b^2$, and $a = b \iff b = a$": "-??",
    "$$2 x \\overset{!}{=} a$$\n\n## (b)\n\n$$x = \\frac{a}{2}$$": "?-",
    r"$\frac{d}{dx} x^2 = 0$ at $x = 1$.": "-?",
    "At $x = 1$, $x^2 = 1$.\n\n## (b)\n\n$x^2 = 1$": "?+-",
    r"Find the solution. It is $x = a$.": "-",
    r"We chose $x$ so that this is nice. Then $a x = b$.": "-",
    r"Solving this is easy. $a x = b$": "-",
}
SIGNS = {"proved": "+", "refuted": "-", "undecided": "?"}


@pytest.mark.parametrize(("text", "expected"), [*EQUIVALENT.items(), *FIRST_ORDER.items(), *TO_BE_SOLVED.items(), *CLAIMED.items()])
def test_only_what_is_claimed_is_refuted(text: str, expected: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(GIVEN + text + "\n", encoding="utf-8")
    judged = check_file(str(page)).judgements
    assert "".join(SIGNS.get(j.verdict.value, "!") for j in judged) == expected
    assert all(j.reason in (EQUIVALENCE, TO_SOLVE, WHEN_ELSE) for j in judged if j.verdict.value == "undecided")
