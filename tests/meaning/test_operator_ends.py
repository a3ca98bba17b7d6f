r"""How far `\frac{\partial}{\partial x}` reaches over a dot: over what stands behind it too, but for a factor of the chain rule."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = "**Given** $t > 0$, $c \\in \\mathbb{R}$, $g = t^2 + 1$\n\n"
STEPS = (
    (r"\frac{\partial}{\partial t} g \cdot \frac{1}{g} = \frac{2t}{t^2 + 1}", "ambiguous"),
    (r"\frac{d}{dt} (1 + t) \cdot \frac{1}{t} = -\frac{1}{t^2}", "proved"),
    (r"\frac{d}{dt} (1 + t) \cdot \frac{1}{t} = \frac{1}{t}", "ambiguous"),
    (r"\frac{d}{dt} (1 + t) \cdot \frac{1}{t} = \frac{2}{t}", "refuted"),
    (r"\frac{\partial}{\partial t} c t \cdot \frac{1}{c^2 + 1} = \frac{c}{c^2 + 1}", "proved"),
    (r"2 c + \frac{\partial}{\partial t} t^3 \cdot \frac{\partial g}{\partial t} = 2 c + 6 t^3", "ambiguous"),
    # a product of two things is one, dot or not
    (r"\frac{d}{dt} t^2 \cdot e^t = 2 t e^t", "refuted"),
    (r"\frac{d}{dt} t^2 \cdot e^t = 2 t e^t + t^2 e^t", "proved"),
    (r"\frac{d}{dt} t^2 \frac{1}{t} = 2", "refuted"),
    (r"\frac{d}{dt} \left(t^2 \cdot \frac{1}{t}\right) = 2", "refuted"),
)


@pytest.mark.parametrize(("step", "verdict"), STEPS)
def test_an_operator_may_end_at_a_dot(step: str, verdict: str) -> None:
    assert [j.verdict.value for j in check_text(f"{GIVEN}$${step}$$\n").judgements] == [verdict]
