r"""Names that a page uses again under another heading, label or "let", squares that define, and numbers beside families of their name."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given**
- $t \in \mathbb{R}$; $n, d \in \mathbb{N}$; $a, b \in \mathbb{R}^n$; $r > 0$; $A \in \mathbb{R}^{n \times d}$
- $v \in \mathbb{R}^d$; $z \in \mathbb{R}^n$
- $k(p, q) = p^\top q$ for $p, q \in \mathbb{R}^d$; $\mu_1, \mu_2 \in \mathbb{R}^d$
- $c_1 = v^\top \mu_1$; $D_B = (\mu_1 - \mu_2)(\mu_1 - \mu_2)^\top$

"""
CASES = (
    # one function after the other, and what is integrated
    ("Differentiate the following functions.\n\n1. $h(t) = t^2$\n\n2. $h(t) = e^t$\n\nSo $h'(t) = e^t$.", "--+"),
    ("Differentiate this function.\n\n1. $h(t) = t^2$\n\n2. Hence $h(t) = e^t$", "-x"),
    ("$ds = 2t dt$ and so $s = t^2$. Again $ds = 3t^2 dt$, and $s = t^3$. $s / t = t^2$", "?-?-+"),
    ("$ds = 2t dt$ and so $s = t^2$. Hence $s = t^3$", "?-x"),
    # values at a point, and what is made so
    ("$h(t) = t^2 + 1$. At the point $(1)$ we see that $h(t) = 2$. $h(t) = t^2 + 2$", "-?x"),
    ("We make it small by making $\\cos(t) = -1$. $\\cos(t) = 1$", "?x"),
    # a name of another section below a derivative
    ("## First\n\n$g = 3 t$\n\n## Second\n\nNote that $\\frac{d}{dt} (g t) = g$.", "-a"),
    ("## First\n\n$g = 3 t$\n\n## Second\n\nNote that $\\frac{d}{dt} (g t) = 2 g$.", "-+"),
    ("## First\n\n$g = 3 t$\n\n## Second\n\nNote that $\\frac{d}{dt} (g t) = t$.", "-x"),
    # a bare name below a derivative is the function that has the variable
    ("$h(s, t) = s t$. Consider $h(t) = t^3$. $\\frac{dh}{dt} = 3 t^2$ and $\\frac{\\partial h}{\\partial s} = t$", "--++"),
    ("$h(s, t) = s t$. Consider $h(t) = t^3$. $\\frac{dh}{dt} = t^2$ and $\\frac{\\partial h}{\\partial s} = s$", "--xx"),
    # a value is no new meaning
    ("## First\n\n$h(t) = \\frac{1}{1 + t^2}$\n\n## Second\n\n$h(0) = 1$. So $h(t) (1 + t^2) = 1$.", "-++"),
    ("## First\n\n$h(t) = \\frac{1}{1 + t^2}$\n\n## Second\n\n$h(0) = 2$. So $h(t) (1 + t^2) = 2$.", "-xx"),
    # announced
    ("Let $f(t) = t^2$. Then $f'(t) = 2t$.\n\nNow let $f(t) = t^3$. Then $f'(t) = 3t^2$.", "-+-+"),
    ("Consider $g(t) = t^2$.\n\nLet $g(t) = e^t$. Then $g'(t) = 2t$.", "--x"),
    ("## First\n\n$h(t) = t^2$, so $h'(t) = 2t$.\n\n## Second\n\n$h(t) = \\sin t$, so $h'(t) = \\cos t$.", "-+?+"),
    ("## First\n\n$h(t) = (t + 1)^2$\n\n## Second\n\n$h(t) = t^2 + 2t + 1$", "-+"),
    ("## First\n\n$h(t) = (t + 1)^2$\n\n## Second\n\nHence $h(t) = t^2 + 1$", "-x"),  # it is said to follow
    ("The derivative of $f(t) = t^2$ is $f'(t) = 2t$, and that of $f(t) = 1/(1 + t^2)$ is $f'(t) = 2t$.", "-+-x"),
    ("Two more:\n\n1. $f(t) = t^2$; $f'(t) = 2t$\n2. $f(t) = t^3$; $f'(t) = 3t^2$", "-+?+"),
    ("\\begin{align}\n(1) \\quad f(t) &= \\sin{t}\\\\\nf'(t) &= \\cos{t}\n\\end{align}\n\n\\begin{align}\n(2) \\quad f(t) &= \\cos{t}\\\\\n"
     "f'(t) &= -\\sin{t}\n\\end{align}", "-+?+"),
    ("Let $s = t + 1$ and $m = 2 s$.\n\n## Again\n\nLet $s = m^2$.", "--?"),  # m rests on the first s
    # what a Given only declares
    ("$z = A v$. Then $z^\\top z = v^\\top A^\\top A v$.", "-+"),
    ("$r = 2 t$", "x"),  # of r a fact is known
    ("$z = a$", "x"),  # two names
    # a letter beside a family of its own
    ("$J(t) = \\sum_i a_i t$. $J_i = a_i t$. $\\frac{dJ}{dt} = \\sum_i \\frac{dJ_i}{dt}$. $\\frac{dJ_i}{dt} = a_i t$.", "--+x"),
    # squares
    ("$s^2 = \\frac{1}{n} \\sum_i a_i^2$. $n s^2 = a^\\top a$. $s^4 = s^2 a^\\top a$.", "-+x"),
    ("$l(r^2) = \\log r^2$. "
     "$\\frac{\\partial l}{\\partial r^2} = \\frac{1}{r^2}$. $\\frac{\\partial l}{\\partial r} = \\frac{1}{r^2}$.", "-+x"),
    # a Given of formal names and labels
    ("$k(\\mu_1, v) = c_1$ and $v^\\top D_B v = (v^\\top \\mu_1 - v^\\top \\mu_2)^2$ and $k(v, v) = c_1$", "++x"),
    # entry by entry
    ("$\\nabla_b \\sum_i a_i \\log b_i = a / b$. $\\nabla_b \\sum_i a_i \\log b_i = b / a$.", "+x"),
    # rows of powers
    ("$r + r t + r t^2 + \\dots + r t^{n-1} = r (1 + t + t^2 + \\dots + t^{n-1})$", "+"),
    # differentials and capitals that are a word
    ("$du = 2t\\,dt$", "?"),
    ("The loss, SSE, is $SSE = \\sum_i (a_i - t)^2$. "
     "$\\frac{d SSE}{dt} = -2 \\sum_i (a_i - t)$. $\\frac{d SSE}{dt} = -2 \\sum_i a_i$.", "-+x"),
    # a sum without its upper end
    ("$\\sum_{i=1} a_i b_i = a^\\top b$. $\\sum_{i=1} a_i b_i = 2 a^\\top b$.", "+x"),
)  # fmt: skip
SIGNS = {"+": "proved", "-": "given", "x": "refuted", "?": "undecided", "a": "ambiguous"}


@pytest.mark.parametrize(("text", "verdicts"), CASES)
def test_begins_anew(text: str, verdicts: str) -> None:
    judged = check_text(f"{GIVEN}{text}\n").judgements
    assert [j.verdict.value for j in judged] == [SIGNS[v] for v in verdicts], [(j.step.left.latex, j.reason) for j in judged]


SOLVED = (
    ("We set the derivative to zero:\n\n$$A^\\top (A v - a) = 0$$\n\n$$\\Rightarrow A^\\top A v = A^\\top a$$", "?+"),
    ("Setting this to zero:\n\n$$t - r = 0$$\n\nThe rest is easy. Hence\n\n$$\\Rightarrow t = r$$\n\n$$\\Rightarrow t = 2r$$", "?+x"),
    ("We maximise $v^\\top v$ subject to $v^\\top \\mu_1 = 1$.", "?"),
    ("Substituting $t = 1$, $r = 2$, we get $t + r = 3$.", "??x"),
    ("The sum is $t - r = 0$.", "x"),
    ("Suppose $t = 0$. Then $t^2 = 0$.\n\n$$t r = r t$$\n\nSince $t = 0$ we have $t r = 0$.", "+++"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "verdicts"), SOLVED)
def test_solved(text: str, verdicts: str) -> None:
    judged = check_text(f"{GIVEN}{text}\n").judgements
    assert [j.verdict.value for j in judged] == [SIGNS[v] for v in verdicts], [(j.step.left.latex, j.reason) for j in judged]
