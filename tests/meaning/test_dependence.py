r"""Numbers that depend on others in a way that is not said: no derivative holds them fixed."""

from __future__ import annotations

import pytest

from derive.checking import check_text

STEP = r"$\frac{d}{ds} (s r) = r$"
SAID = (
    "Let $s \\in \\mathbb{R}$. $r$ is a function of $s$.",
    "Let $s, r \\in \\mathbb{R}$, where $r$ depends smoothly on $s$.",
    "Let $r = r(s)$.",
    "Here $r$ is determined by $s$.",
    "The radius $r$ changes with time $s$.",
    "The radius $r(s)$ is the solution.",
    r"By the chain rule $\frac{d}{ds} r^2 = 2 r \frac{dr}{ds}$.",
    "$r$ depends on $q$, and $q$ depends on $s$.",
    "$r$은 $s$의 함수이다.",
    "$r$은 $s$에 의존한다.",
    "Sei $r$ eine Funktion von $s$.",
    "$r$ hängt von $s$ ab.",
    "$r$ dépend de $s$.",
    "$r$ es una función de $s$.",
    "$r$ 是 $s$ 的函数。",
)
FIXED = (
    "Let $s, r \\in \\mathbb{R}$.",
    "$r$ does not depend on $s$.",
    "$r$ is a function of $q$.",
    "$s$ is a function of $r$.",
    r"$q$ depends on $s$. $\frac{\partial r}{\partial s} = 0$",
    "$r$은 $s$의 함수가 아니다.",
)
WITHOUT = (  # a d says that what is differentiated depends on something
    (r"$\frac{d}{ds} r^2 = 0$", "undecided"),
    (r"Let $r \in \mathbb{R}$. $\frac{d}{ds} r^2 = 0$", "proved"),
    (r"$\frac{\partial}{\partial s} r^2 = 0$", "proved"),
    (r"Let $x \in \mathbb{R}^n$, $L = L(x, y)$. $\frac{\partial L}{\partial y} = 0$", "undecided"),
    (r"Let $x, y \in \mathbb{R}^n$, $L = L(x)$. $\frac{\partial L}{\partial y} = 0$", "proved"),
)


@pytest.mark.parametrize("words", SAID)
def test_what_depends_is_not_fixed(words: str) -> None:
    assert check_text(f"{words}\n\n{STEP}").judgements[-1].verdict.value == "undecided"


@pytest.mark.parametrize("words", FIXED)
def test_what_does_not_depend_is_fixed(words: str) -> None:
    assert check_text(f"{words}\n\n{STEP}").judgements[-1].verdict.value == "proved"


@pytest.mark.parametrize(("page", "verdict"), WITHOUT)
def test_derivatives_of_what_does_not_occur(page: str, verdict: str) -> None:
    assert check_text(page).judgements[-1].verdict.value == verdict
