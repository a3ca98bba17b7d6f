r"""Values at a point and derivatives without an argument: `f |_{x = a}` is worked out before the point is put in; `f'` is no new name."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file

GIVEN = r"""## Given

- $x, a, b \in \mathbb{R}$; $r > 0$; $n \in \mathbb{N}$ with $n \ge 1$
- $f(x) = x^2 + 3x$; $\phi(t) = e^{-t}$
- $w, v \in \mathbb{R}^d$; $A \in \mathbb{R}^{d \times d}$
- $L = w^\top A w$; $q = \frac{1}{r}$

## (a)

"""
TABLE = {
    r"\frac{df}{dx} |_{x=a} = 2a + 3": "proved",
    r"\left. \frac{df}{dx} \right|_{x=1} = 5": "proved",
    r"\left.\frac{\partial}{\partial b} (a + b)^2 \right\rvert_{b = 0} = 2 a": "proved",
    r"f(x) \big|_{x = 0} = 0": "proved",
    r"\left. \nabla_w L \right|_{w = v} = (A + A^\top) v": "proved",
    r"\left. \nabla_w L \right|_{w = 0} = 0": "proved",
    r"\left. \frac{\partial^2}{\partial a \partial b} a^2 b^3 \right|_{a=1, b=2} = 24": "proved",
    r"\left. \frac{\partial}{\partial b} (x b) \right|_{x=b} = b": "proved",
    r"\left. \frac{d}{dr} |r| \right|_{r = -1} = -1": "proved",
    r"\frac{d}{dx} 3 x^2 |_{x = 1} = 6": "proved",
    r"\nabla_w L |_{w = v} = (A + A^\top) v": "proved",
    r"\frac{\partial}{\partial a} \frac{\partial}{\partial b} a^2 b^3 \Big|_{a = 1} = 6 b^2": "proved",
    r"\frac{d}{dx} \left( x^2 |_{x = 1} \right) = 0": "proved",
    r"\left. L \right|_{w = 2 v} = 4 v^\top A v": "proved",
    r"\frac{df}{dx} |_{x=a} = 2x + 3": "refuted",
    r"\left. \frac{df}{dx} \right|_{x=1} = 0": "refuted",
    r"\left. \frac{\partial}{\partial b} (x b) \right|_{x=b} = 2 b": "refuted",
    r"\left. \frac{d}{dr} |r| \right|_{r = -1} = 1": "refuted",
    r"\left. \nabla_w L \right|_{w = v} = (A + A^\top) w": "refuted",
    r"\left. \frac{d}{da} a^2 \right|_{a = 0} = 2 a": "refuted",
    r"\left. \nabla_w L \right|_{w = a} = 0": "ill-typed",
    r"\left. f(x) \right|_0^1 = 4": "undecided",
    r"\left. L \right|_{q = 1} = 4": "undecided",
    r"\left. x b \right|_{x=b, b=1} = 1": "undecided",
    r"f' = 2x + 3": "proved",
    r"f' = 2x": "refuted",
    r"f'' = 2": "proved",
    r"(f(x))' = 2x + 3": "proved",
    r"\phi' = -\phi": "proved",
    r"\phi'(0) = -1": "proved",
    r"\phi' = \phi": "refuted",
    r"x f' = 2 x^2 + 3 x": "proved",
}


@pytest.mark.parametrize(("text", "expected"), TABLE.items())
def test_a_point_is_put_in_last(text: str, expected: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{GIVEN}$${text}$$\n", encoding="utf-8")
    assert [j.verdict.value for j in check_file(str(page)).judgements] == [expected]
