"""What is beyond the fragment is `undecided`, and the reason names the construct and says what could be written instead."""

from __future__ import annotations

import pytest

from derive.checking import check_text
from derive.verdict import Verdict

GIVEN = r"**Given** $x, y \in \mathbb{R}$; $p > 0$; $n \in \mathbb{N}$; $v \in \mathbb{R}^n$; $A \in \mathbb{R}^{n \times n}$"

NAMED = {
    r"\int_0^1 x^2 dx = \frac13": "an integral",
    r"\int_{-\infty}^{\infty} e^{-y^2} \, dy = \sqrt{\pi}": "an integral",
    r"1 = \int p(y) \mathrm{d}y": "an integral",
    r"\iint x y \, dx \, dy = 1": "an integral",
    r"\oint x \, dx = 0": "an integral",
    r"\sum_{k=0}^\infty x^k = \frac{1}{1-x}": "an infinite sum",
    r"\sum_{k=1}^{\infty} \frac{1}{k^2} = \frac{\pi^2}{6}": "an infinite sum",
    r"e^x = \sum_{i=0}^{\infty} \frac{x^i}{i!}": "an infinite sum",
    r"\sum_{k=-\infty}^{\infty} x^{k} = 0": "an infinite sum",
    r"\prod_{k=1}^\infty (1 + x^k) = 1": "an infinite product",
    r"\lim_{x \to 0} \frac{\sin x}{x} = 1": "a limit",
    r"\lim_{n \to \infty} \left(1 + \frac{1}{n}\right)^n = e": "a limit",
    r"x = \infty": "infinity",
    r"x^2 \le x^2 + 1": "an inequality",
    r"0 \leq x^2": "an inequality",
    r"x^2 \geq 2 x - 1": "an inequality",
    r"x < x + 1": "an inequality",
    r"x \neq x + 1": "differ",
    r"e^x \approx 1 + x": "an approximation",
    r"x \propto 2 x": "a proportionality",
    r"\frac{1}{n} \to 0": "convergence",
    r"x \gets x + 1": "an assignment",
    r"A^\top A \succeq 0": "an order between matrices",
    r"x \ll y": "a comparison of sizes",
    r"\arg\min_x x^2 = 0": "an arg min",
    r"\operatorname{argmax}_{i} v_i = 1": "an arg max",
    r"\arcsin(x) = y": r"the function `\arcsin`",
    r"x = \pm 1": r"the sign `\pm`",
    r"\frac{d^n}{dx^n} e^x = e^x": "a derivative of symbolic order",
    r"\|A\|_2 = 1": "the operator norm",
    r"\mathbb{E}[x] = 0": "nothing under the expectation is random",
}


@pytest.mark.parametrize("line", NAMED)
def test_the_reason_names_the_construct(line: str) -> None:
    (judged,) = check_text(f"{GIVEN}\n\n$${line}$$\n").judgements
    assert judged.verdict is Verdict.UNDECIDED
    assert NAMED[line] in judged.reason
    assert "not supported" not in judged.reason


CONTINUOUS = r"**Given** $\mu, s \in \mathbb{R}$, $s > 0$; $x \sim \mathcal{N}(\mu, s^2)$"


@pytest.mark.parametrize("line", [r"\mathbb{E}[e^x] = e^{\mu + s^2/2}", r"\mathbb{E}[\sigma(x)] = \sigma(\mu)", r"\mathbb{E}[|x|] = 0"])
def test_expectations_over_continuous_variables(line: str) -> None:
    (judged,) = check_text(f"{CONTINUOUS}\n\n$${line}$$\n").judgements
    assert judged.verdict is Verdict.UNDECIDED
    assert "the expectation of" in judged.reason and "declared moments" in judged.reason


def test_existence_is_not_dropped() -> None:
    judged = check_text(f"{GIVEN}\n\n$$\\exists y : y = x + 1$$\n").judgements
    assert all(j.verdict is not Verdict.REFUTED for j in judged)
    assert any(r"`\exists`" in j.reason for j in judged)
