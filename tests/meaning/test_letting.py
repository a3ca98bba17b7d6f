r"""What "let" and its kin suppose, and what takes it back: "Let $x > 0$", "Case 1: $a = 0$", "For all $x$", "else", "and for $x < 0$"."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""## Given

- $a, b, t \in \mathbb{R}$; $k \in \mathbb{N}$; $V$ a finite set; $o \in V$; $y_w \in \mathbb{R}$ for $w \in V$

## (a)

"""
ROOT = r"$\sqrt{t^2} = t$"

# the verdicts of the steps, in their order; a supposition is no step
SUPPOSED = {
    f"Let $t > 0$. Then {ROOT}.": ["proved"],
    f"Fix some $t > 0$; {ROOT}.": ["proved"],
    f"Now take $t \\ge 0$, so {ROOT}.": ["proved"],
    r"Let $s \geq 0$ be a number. Then $\sqrt{s^2} = s$.": ["proved"],
    r"Let $s \in \mathbb{R}$ with $s > 0$. Then $\sqrt{s^2} = s$.": ["proved"],
    r"Let $a = b$. Then $a - b = 0$.": ["proved"],
    f"Let $t > 0$. Then {ROOT}. If $a > 0$, $\\sqrt{{a^2 t^2}} = a t$.": ["proved", "proved"],
    f"Case 1: $t > 0$. {ROOT}.\n\nCase 2: $t < 0$. {ROOT}": ["proved", "refuted"],
    # a number is a case too, and no definition: further on x may be a variable
    r"Let $c = 2$. Then $c + 1 = 3$.": ["proved"],
    r"Let $c = 2$ and $d = 3$, so $c d = 6$.": ["proved"],
    r"Let $c = 2$. Then $c + 1 = 4$.": ["refuted"],
    "Let $s = 2$. Then $s + 1 = 3$.\n\n## (b)\n\n$\\frac{d}{ds} s^2 = 2 s$, $s + 1 = 3$": ["proved", "proved", "refuted"],
    r"With $s = 3$ and $t = 4$: $\sqrt{s^2 + t^2} = 5$": ["proved"],
    f"We are given a number $s \\in \\mathbb{{R}}$ and $t > 0$. {ROOT}": ["proved"],
    f"We observe that $b = b$ and $t > 0$. {ROOT}": ["proved", "undecided", "undecided"],  # it may be true
    f"We are given that $b = b$ and $t > 0$. {ROOT}": ["proved"],
    # a letter with its range behind a comma is no step
    r"Take $s_i \in \mathbb{R}$, $i = 1, \dots, n$. $\sum_{i=1}^n s_i - \sum_{j=1}^n s_j = 0$": ["proved"],
    # what is no supposition
    r"Let us show that $a = b$.": ["refuted"],
    r"Let $a$ be a number, then $a = b$.": ["refuted"],
    r"It is given by $a = b$.": ["refuted"],
    f"Let $t > 0$ in (b). {ROOT}": ["undecided"],
    f"Letting go: {ROOT}": ["refuted"],
}
TAKEN_BACK = {
    f"If $t > 0$ we get {ROOT}, else {ROOT}.": ["proved", "refuted"],
    f"For $t > 0$: {ROOT}. For all $t$: {ROOT}.": ["proved", "refuted"],
    f"When $t > 0$, {ROOT}. For arbitrary values of $t$, {ROOT}.": ["proved", "refuted"],
    f"For $t > 0$: {ROOT}. For every $t \\in \\mathbb{{R}}$: {ROOT}.": ["proved", "refuted"],
    f"Assume $t > 0$; {ROOT}. Dropping this assumption, {ROOT}.": ["proved", "refuted"],
    f"If $t > 0$, {ROOT}. This is by contradiction. So {ROOT}.": ["proved", "refuted"],
    # what was supposed may still be meant
    f"Suppose $t > 0$. {ROOT}. For all $t$: {ROOT}.": ["proved", "undecided"],
    f"Suppose $t > 0$. {ROOT}. For all $a$: $a \\sqrt{{t^2}} = a t$.": ["proved", "proved"],
    f"If $t > 0$, {ROOT}, and something else: {ROOT}.": ["proved", "proved"],
    # one of several conditions
    f"{ROOT} for $t > 0$ and for $t < 0$.": ["undecided"],
    f"{ROOT} if $t > 1$ as well as if $t < -1$.": ["undecided"],
    f"{ROOT} for $t > 0$, and for $t < 0$, $\\sqrt{{t^2}} = -t$.": ["proved", "proved"],
    f"$a {ROOT[1:-1]} a$ for $t > 0$ and $a > 0$.": ["proved"],
}
DEFINED_ANEW = {
    r"Let $g = a$. Then $2 g = 2 a$. Now let $g = b$. Then $2 g = 2 a$.": ["given", "proved", "given", "refuted"],
    r"Let $f(s) = a s$, so $f(2) = 2 a$. Redefine $f(s) = s$, so $f(2) = 2$.": ["given", "proved", "given", "proved"],
    r"Let $g = a + a$. We can write $g = 2 a$, and $g = a$.": ["given", "proved", "refuted"],
    r"Let $g = a$. We get $g = b$.": ["given", "refuted"],
    r"Set $g = a$. Next, set $g = b$; then $g = a$.": ["given", "undecided"],
}
# a letter that the Given explains behind the fact that needs it
LATE = {
    "$p \\in \\mathbb{R}^W$ one-hot with $p_c = 1$; $c \\in W$": {"$p_c = 1$": "proved", r"$\sum_{w \in W} p_w = 1$": "proved"},
    "$p \\in \\mathbb{R}^W$; $p_c = 1$; $c \\in W$": {"$p_c = 0$": "undecided", r"$\sum_{w \in W} p_w = |W|$": "undecided"},
    "$p \\in \\mathbb{R}^W$; $p_c = 1$ for $c \\in W$": {r"$\sum_{w \in W} p_w = |W|$": "proved"},
    "$p \\in \\mathbb{R}^W$; $c \\in W$; $p_c = 1$": {"$p_c = 1$": "proved"},
}


@pytest.mark.parametrize(("text", "verdicts"), [*SUPPOSED.items(), *TAKEN_BACK.items(), *DEFINED_ANEW.items()])
def test_what_is_supposed(text: str, verdicts: list[str]) -> None:
    found = check_text(GIVEN + text).judgements
    assert [j.verdict.value for j in found] == verdicts, [j.reason for j in found]


@pytest.mark.parametrize(("given", "step", "verdict"), [(g, s, v) for g, steps in LATE.items() for s, v in steps.items()])
def test_letters_that_are_explained_late(given: str, step: str, verdict: str) -> None:
    (found,) = check_text(f"## Given\n\n- $W$ a finite set; {given}\n\n## (a)\n\n{step}").judgements
    assert found.verdict.value == verdict, found.reason
