r"""Equations that a page means about, up to something, of no numbers, or under a condition in words: they are not refuted."""

from __future__ import annotations

import pytest

from derive.checking import check_text

INEXACT = (
    r"For small $t$, $\sin t = t$.",
    r"To first order, $e^t = 1 + t$.",
    r"Neglecting terms of higher order: $(1 + t)^3 = 1 + 3 t$.",
    r"Up to a constant, $(t - 1)^2 = t^2 - 2 t$.",
    r"Numerically $\sqrt{3} = 1.732$.",
    r"To three digits, $\pi = 3.14$.",
    r"Modulo 3, $(s + t)^3 = s^3 + t^3$.",
    r"In base 2, $1 + 1 = 10$.",
    r"The update is $t = t - 2 s$.",
    r"$t := t + 1$",
    r"$t = t - \eta s$",
    r"$s = s - \alpha (s - t)$",
    r"$t = t - \frac{\partial (t - s)^2}{\partial t}$",
    # a condition that no formula says
    r"If $s$ and $t$ are equal, $s^2 = t^2$.",
    r"Provided that $t$ has the sign of $s$, $|s + t| = |s| + |t|$.",
    r"$s t = 0$ if one of them vanishes.",
    r"$|t| = t$ only if it is not negative.",
    r"$|s + t| = |s| + |t|$, unless the signs differ.",
    r"$\sqrt{t^2} = t$ holds whenever this makes sense.",
    # no numbers
    r"The matrices $P$ and $Q$: $P Q = Q P$",
    r"Let $P, Q$ be square matrices. $P Q = Q P$",
    r"For all matrices, $P Q = Q P$",
    r"In the free group, $s t = t s$",
    r"$P Q = Q P$ where $P$ is an orthogonal matrix.",
)
EXACT = {
    r"The approximation error is $(s + t)^2 = s^2 + t^2$.": "refuted",
    r"The step size is small: $s + t = s$.": "refuted",
    r"Up to this point, $s + t = s$.": "refuted",
    r"By the update above, $(s + t)^2 = s^2 + t^2$.": "refuted",
    r"$t = t + 1$": "refuted",
    r"If we expand the square, $(s + t)^2 = s^2 + t^2$.": "refuted",
    r"When we differentiate, $(s + t)^2 = s^2 + t^2$.": "refuted",
    r"$(s + t)^2 = s^2 + t^2$ for all numbers.": "refuted",
    r"$(s + t)^2 = s^2 + t^2$ when we expand.": "refuted",
    r"If $t > 0$, $|t| = -t$.": "refuted",
    r"If they are numbers, $s + t = t + s$.": "proved",
    r"Up to a constant, $t + s = s + t$.": "proved",
    r"The matrix has the entries $s$ and $t$: $s t = t s$": "proved",
    r"$n$ is the dimension of the vectors, $n t = t n$": "proved",
    r"The trace $T$ of a matrix: $T s = s T$": "proved",
}


@pytest.mark.parametrize("text", INEXACT)
def test_no_exact_verdict_on_what_is_not_meant_exactly(text: str) -> None:
    assert {j.verdict.value for j in check_text(text).judgements} == {"undecided"}


@pytest.mark.parametrize(("text", "verdict"), EXACT.items())
def test_what_is_meant_exactly_is_judged(text: str, verdict: str) -> None:
    assert [j.verdict.value for j in check_text(text).judgements] == [verdict]
