r"""Signs that words give: supposed where a page says of what kind a letter is, used for nothing where it claims, denies or asks."""

from __future__ import annotations

import pytest

from derive.checking import check_text

SIGNS = {"+": "proved", "x": "refuted", "?": "undecided", "g": "given"}
PAGES = (
    # a noun with a sign
    (r"Let $k$ be a positive real number. Then $\sqrt{k^2} = k$ and $\sqrt{u^2} = u$.", "+x"),
    (r"Let $k$ be a positive number. Then $\sqrt{k^2} = k$ and $\sqrt{k^2} = -k$.", "+x"),
    (r"Let $k$ be a positive integer. Then $|k| = k$ and $|k - 1| = 1 - k$.", "+x"),
    (r"Let $k$ be a nonnegative constant. Then $|k| = k$ and $|k - 1| = k - 1$.", "+x"),
    (r"Let $k$ be a number that is not negative. Then $\sqrt{k^2} = k$ and $\sqrt{k^2} = -k$.", "+x"),
    (r"Let $k$ be positive or zero. Then $\sqrt{k^2} = k$ and $k / k = 2$.", "+x"),
    (r"Let $k$ be positive or negative. Then $\sqrt{k^2} = k$.", "x"),
    (r"It is not true that $k$ is not negative. $\sqrt{k^2} = k$.", "x"),
    (r"Let $a$ and $b$ be positive real numbers. Then $\sqrt{a^2 b^2} = ab$.", "+"),
    (r"Let $a, b$ be positive numbers. Then $|ab| = ab$ and $|a - b| = a - b$.", "+x"),
    (r"$a$와 $b$는 양의 상수이다. 그러면 $\sqrt{a^2 b^2} = ab$ 이다. $\sqrt{c^2} = c$ 이다.", "+x"),
    (r"양의 실수 $s$에 대하여 $\sqrt{s^2} = s$ 이다.", "+"),
    (r"For any positive real $z$ we have $|z| = z$. For any real number $z$ we have $|z| = z$.", "+x"),
    # an adjective
    (r"For positive $x$ we have $|x| = x$ and $|y| = y$.", "+x"),
    (r"Suppose that $g, h$ are positive. Then $|gh| = gh$ and $|gh - 1| = gh - 1$.", "+x"),
    (r"$|t| = t$ is not clear yet. Suppose $t$ is non-negative. Then $|t| = t$.", "x+"),
    (r"Here $\alpha$ is positive. We get $|\alpha| = \alpha$.", "+"),
    # a set of numbers
    (r"Let $k \in \mathbb{R}_{>0}$. Then $|k| = k$ and $1 + k = k$.", "+x"),
    (r"Let $k \in \mathbb{R}^+$. Then $|k| = k$ and $|m| = m$.", "+x"),
    # an "if" reaches to the next one, what a letter is does not end there
    (r"If $x$ is a positive number, then $|x| = x$. If $y = 1$, then $|x| = x$.", "+x"),
    (r"Let $x$ be a positive number. If $y = 1$, then $|x| = x$.", "+"),
    # what is claimed, or said of some number only, no step may use, and no witness may break
    (r"Hence $q$ is positive. $|q| = q$.", "?"),
    (r"For some positive number $c$ we have $|c| = c$.", "?"),
    (r"There is a positive number $c$. $|c| = c$.", "?"),
    (r"Let $k$ be a positive number or zero. $k / k = 1$. $|k| = k$.", "+?"),
    (r"Zero or a positive number $k$ is allowed. $|k| = k$.", "?"),
    (r"$k$ is a positive number in most cases. $|k| = k$.", "?"),
    (r"$k$ is a positive number if all goes well. $|k| = k$.", "?"),
    (r"Usually a positive number $k$ is taken. $|k| = k$.", "?"),
    (r"In part (b) only, let $k$ be a positive number. $|k| = k$.", "?"),
    (r"We train with a learning rate $\eta > 0$. $|\eta| = \eta$", "??"),  # what a page says in passing no witness may break
    (r"It is not known whether $b > 0$. $|b| = b$", "?x"),
    # denied or asked
    (r"Is $v$ positive? $|v| = v$.", "x"),
    (r"We do not know whether $v$ is positive. $|v| = v$.", "x"),
    (r"$d$ is not a positive number. $|d| = d$.", "x"),
    (r"$A$ is positive definite. $|a| = a$.", "x"),
    (r"Let $m$ be a positive number of samples. $|u| = u$.", "x"),
    # "for" speaks of these numbers alone
    (r"For positive $x$ we get $|x| = x$. This also holds for all other $x$: $|x| = x$", "+x"),
    (r"Let $f(x) = x^2$ for positive $x$. $\sqrt{f(x)} = x$", "??"),
    ("For positive $x$ we get $|x| = x$.\n\nIf $y = 1$, then $|x| = x$.", "+x"),
    # a whole number is no half
    (r"Let $k$ be a positive integer. Then $\sin(k \pi) = 0$ and $\sin(u \pi) = 0$.", "?x"),
    # another sign
    (r"Let $c$ be a negative number. Then $|c| = -c$ and $|c| = c$.", "+x"),
    (r"$c$가 양수이면 $|c| = c$ 이다. $d$는 음수이다. $|d| = -d$ 이다.", "++"),
    # sets of numbers with a sign, and signs that are crossed out
    (r"Let $k \in \mathbb{R}^-$. Then $|k| = -k$ and $|k| = k$.", "+x"),
    (r"Let $k \in \mathbb{R}_{<0}$. Then $|k| = -k$ and $|k| = k$.", "+x"),
    (r"Let $k \in \mathbb{R}^*$. Then $k / k = 1$ and $|k| = k$.", "+x"),
    (r"If $k \not< 0$, then $|k| = k$. If $k \ngtr 0$, then $|k| = k$.", "+x"),
    # what is said in other words is not used, and no witness breaks it
    (r"Let $k \in \mathbb{R}$ be positive. $|k| = k$. $|k| = -k$.", "+x"),
    (r"Let $k \in \mathbb{R}$ not be negative. $|k| = k$. $|k| = -k$.", "??"),
    (r"The number $k$ is never negative. $|k| = k$. $|k| = -k$.", "?x"),
    (r"Let $j, k$ be reals, none of which is negative. $|j k| = j k$. $|j k| = -j k$.", "?x"),
    (r"Neither $j$ nor $k$ is positive. $|j k| = j k$. $|j| = j$. $|k| = k$.", "?xx"),
    (r"Let $k$ be a number between zero and one. $|k - 1| = 1 - k$. $|k| = -k$.", "?x"),
    (r"Let $k \in \mathbb{R}$; it is not smaller than $0$. $|k| = k$.", "?"),
    (r"Here $k$ is not smaller than $0$. $|k| = k$. $|k| = -k$.", "?x"),
    (r"$k$는 0 이상의 실수이다. $|k| = k$이다. $|k| = -k$이다.", "?x"),
    (r"$k$가 음수가 아니라고 하자. $|k| = k$이다. $|k| = -k$이다.", "?x"),
    (r"Sei $k$ eine nichtnegative reelle Zahl. Es gilt $|k| = k$. Dann ist $|k| = -k$.", "?x"),
    (r"Soit $k$ un réel positif. On a $|k| = k$. Alors $|k| = -k$.", "?x"),
    (r"We exclude the case $k < 0$. $|k| = k$.", "?"),
    (r"Rule out $k < 0$. $|k| = k$.", "??"),
    (r"Let $k l > 0$. $|k l| = k l$. $|k l| = - k l$.", "??x"),
    (r"Let $k \notin (-\infty, 0)$. $|k| = k$.", "?"),
    (r"$k$ may be negative. $|k| = k$.", "x"),
    # so is what an introduction sets
    ("Let $k = 2$ and $l = 3$.\n\n(a) $k l = 6$\n\n(b) $k l = 5$", "?x"),
    ("Let $k = 2$.\n\n(a) $k^2 = 5$\n\n(b) $k^2 = 4$", "x?"),
    (r"Let $p \in \mathbb{R}^n$ and $p \in \Delta_n$. $\sum_i p_i = 1$. $p + p = p$", "??"),
    (r"Case 1: $u$ is positive. $|u| = u$. Case 2: $u$ is negative. $|u| = u$.", "+x"),
)


@pytest.mark.parametrize(("page", "verdicts"), PAGES)
def test_signs_in_words(page: str, verdicts: str) -> None:
    judged = check_text(page).judgements
    assert [j.verdict.value for j in judged] == [SIGNS[v] for v in verdicts], [(j.step.left.latex, j.reason) for j in judged]


def test_only_steps_that_speak_of_a_name_are_told_its_kind() -> None:
    page = r"Let $k$ be a positive number. $2 + 2 = 4$. $|k| = k$. Let $f(x) = k x$. $|f(1)| = f(1)$."
    found = {j.step.left.latex: j.step.under for j in check_text(page).judgements}
    assert found == {"2 + 2": (), "|k|": ("k > 0",), "f(x)": ("k > 0",), "|f(1)|": ("k > 0",)}


GIVEN = {  # what a Given says, and steps with their verdicts
    "$c$ is strictly positive": (r"$|c| = c$ +", r"$c = 1$ x"),
    "$c$ non-positive": (r"$|c| = -c$ +", r"$|c| = c$ x"),
    "$c$는 양수": (r"$|c| = c$ +", r"$c = 1$ x"),
    "$x, y$ positive": (r"$\log(xy) = \log x + \log y$ +", r"$|x - y| = x - y$ x"),
    r"$x \in \mathbb{R}, y$ positive": (r"$|y| = y$ +", r"$|x| = x$ x"),
    "$c$ is nonzero": (r"$c / c = 1$ +", r"$|c| = c$ x"),
    r"$c \in \mathbb{R}$ greater than 3": (r"$|c - 2| = c - 2$ ?", r"$2c = c + c$ +"),
    "$n$ a positive integer larger than $2$": (r"$|n - 2| = n - 2$ ?", r"$n / n = 1$ +"),
    "an integer $n$, where $n > 2$": (r"$|n - 2| = n - 2$ +", r"$n = 3$ x"),
    r"$k \in \mathbb{N}$, $c \in \mathbb{R}$, where $2 < c < k$": (r"$|c - 2| = c - 2$ +", r"$|c - 3| = c - 3$ x"),
    r"$c \in \mathbb{R}$; $a = c^2$ where $c > 2$": (r"$|c - 2| = c - 2$ ?", r"$2c = c + c$ +"),
    r"$n \in \mathbb{N}$; $c_i \in \mathbb{R}$ for $2 \le i \le n$": (r"$|c_i| = c_i$ x", r"$2 c_i = c_i + c_i$ +"),
    "$n$은 3 이상의 정수": (r"$|n - 2| = n - 2$ ?", r"$2n = n + n$ +"),
    "$c$ is a number between 3 and 4": (r"$|c - 2| = c - 2$ ?", r"$2c = c + c$ +"),
    "$c$ is not positive": (r"$|c| = c$ ?", r"$|c| = -c$ ?"),
    "It is open whether $c$ is positive": (r"$|c| = c$ ?", r"$2c = c + c$ +"),
    r"$x_1, \dots, x_n$ positive reals": (r"$\log \prod_{i=1}^n x_i = \sum_{i=1}^n \log x_i$ +", r"$\sum_{i=1}^n x_i = n$ x"),
    r"non-negative numbers $x_1, \dots, x_n$": (r"$\sum_{i=1}^n |x_i| = \sum_{i=1}^n x_i$ +", r"$\sum_{i=1}^n x_i / x_i = 2n$ x"),
    r"$x \in \mathbb{R}^n_{>0}$": (r"$|x_i| = x_i$ +", r"$x_i / x_i = 1$ +", r"$\sum_i x_i = 1$ x"),
    r"$x \in \mathbb{R}_+^n$": (r"$|x_i| = x_i$ +", r"$\sum_i x_i = 1$ x"),
    r"$x \in \mathbb{R}^n$ a vector with positive entries": (r"$|x_i| = x_i$ +", r"$\sum_i x_i = 1$ x"),
    "$A$ is positive\n- $A \\in \\mathbb{R}^{n \\times n}$": (r"$A + A = 2A$ +", r"$A = A^\top$ x"),
}


@pytest.mark.parametrize("said", GIVEN)
def test_signs_in_a_given(said: str) -> None:
    steps = [step.rsplit(" ", 1) for step in GIVEN[said]]
    page = f"**Given**\n\n- {said}\n\n" + "\n\n".join(f"({letter}) {step}" for letter, (step, _) in zip("abc", steps, strict=False))
    assert [j.verdict.value for j in check_text(page).judgements] == [SIGNS[sign] for _, sign in steps]
