"""Unknown functions as pages declare and write them: declarations in many spellings, calls and derivatives in many spellings, what is
beyond them in a sentence, and what is known of a function at one argument only.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import Checked, check_file
from derive.verdict import Judgement

TRUE = r"\frac{d}{dx} (f(x) g(x)) = f'(x) g(x) + f(x) g'(x)"
FALSE = r"\frac{d}{dx} (f(x) g(x)) = f'(x) g'(x)"
DECLARED = [
    r"- $f : \mathbb{R} \to \mathbb{R}$ and $g : \mathbb{R} \to \mathbb{R}$",
    r"- $f, g \colon \mathbb{R} \rightarrow \mathbb{R}$",
    r"- Let $f, g: \mathbb{R} \longrightarrow \mathbb{R}$ be differentiable; $x \in \mathbb{R}$",
    r"- Let $f$ and $g$ be differentiable functions.",
    r"- Two smooth functions $f$ and $g$ of one real variable",
    r"- $f, g \in C^1(\mathbb{R})$",
    r"- $f \in C^\infty$, $g \in C^2(\mathbb{R})$",
    r"- 미분 가능한 함수 $f$, $g$",
    r"- 미분가능한 함수 $f : \mathbb{R} \to \mathbb{R}$, $g : \mathbb{R} \to \mathbb{R}$",
    r"- 可微函数 $f$ 和 $g$",
    r"- $f: ℝ → ℝ$, $g: ℝ → ℝ$",
]
SAME = [
    r"f'(x)", r"f^\prime(x)", r"f\prime(x)", r"f^{\prime}(x)", r"f^{(1)}(x)", r"\frac{d}{dx} f(x)", r"\frac{d f(x)}{dx}", r"\frac{df}{dx}",
    r"\frac{df}{dx}(x)", r"\frac{\mathrm{d} f}{\mathrm{d} x}", r"\frac{\partial f(x)}{\partial x}", r"(f)'(x)", r"f'",
]  # fmt: skip
UNKNOWN = r"""
- $f, g, u : \mathbb{R} \to \mathbb{R}$; $h : \mathbb{R}^2 \to \mathbb{R}$
- $x, a \in \mathbb{R}$; $v \in \mathbb{R}^2$
"""
VERDICTS = [
    (r"f^2(x) = f(x)^2", "ambiguous"),
    (r"f^{-1}(x) = \frac{1}{f(x)}", "ambiguous"),
    (r"\frac{df}{dx}(x + 1) = f'(x + 1)", "ambiguous"),
    (r"f(x, a) = f(x)", "ill-typed"),
    (r"h(x) = h(x, x)", "ill-typed"),
    (r"h'(x, a) = 0", "undecided"),
    (r"h_x(x, a) + h(x, a) = h(x, a)", "undecided"),
    (r"h(v) = h(v_1, v_2)", "proved"),
    (r"\nabla_v h(v)^2 = 2 h(v) \nabla_v h(v)", "proved"),
    (r"\frac{\partial h}{\partial a}(x, a) = \partial_2 h(x, a)", "proved"),
    (r"f'(x) = \frac{\partial}{\partial x} f(x)", "proved"),
    (r"(f \circ g \circ u)' = (f' \circ g \circ u) \cdot (g' \circ u) \cdot u'", "proved"),
    (r"(f \circ g \circ u)' = (f' \circ g) \cdot (g' \circ u) \cdot u'", "refuted"),
    (r"(f g u)' = f' g u + f g' u + f g u'", "proved"),
    (r"\left(\frac{f}{g}\right)' = \frac{f' g - f g'}{g^2}", "proved"),
    (r"\frac{d}{dx} (f g) = f \frac{dg}{dx} + g \frac{df}{dx}", "proved"),
    (r"\frac{d}{dx} (f g) = f \frac{dg}{dx} - g \frac{df}{dx}", "refuted"),
    (r"f''(a) = \frac{d^2 f}{dx^2}(a)", "proved"),
    (r"f'' = (f')'", "proved"),
    (r"(e^f)' = f' e^f", "proved"),
    (r"f(x)' = f'(x)", "undecided"),
    (r"f(g)(x) = f(g(x))", "ambiguous"),
]
POINTWISE = [
    # what is given, a false step, its verdict: a witness may need a function that has the property everywhere
    (r"$u(-x) = u(x)$", r"u'(-x) = u'(x)", "undecided"),
    (r"$u(x) > 0$", r"\sqrt{u(a)^2} = u(a)", "undecided"),
    (r"$u(x) > 0$", r"\frac{d}{dx} \log u(x) = \frac{1}{u(x)}", "refuted"),
    (r"$u(x) \neq 0$", r"\frac{d}{dx} \frac{1}{u(x)} = \frac{u'(x)}{u(x)^2}", "refuted"),
    (r"$u(x) \ge 0$", r"\sqrt{u(x)} = u(x)", "undecided"),
    (r"$u(0) = 1$", r"u(x) = 1", "refuted"),
    (r"$u'(x) = u(x)$", r"u''(x) = u'(x)^2", "undecided"),
]
BEYOND = [
    r"- $F : \mathbb{R}^n \to \mathbb{R}$", r"- $F : \mathbb{R} \to \mathbb{R}^3$", r"- $F : (0, \infty) \to \mathbb{R}$",
    r"- $F : \mathbb{N} \to \mathbb{R}$", r"- Let $F$ be a differentiable function on $\mathbb{R}^n$",
]  # fmt: skip


def check(folder: Path, given: str, *lines: str) -> Checked:
    page = folder / "page.md"
    formulas = "\n\n".join(f"$${line}$$" for line in lines)
    page.write_text(f"## Given\n\n{given}\n\n## (a)\n\n{formulas}\n", encoding="utf-8")
    return check_file(str(page))


def verdicts(judgements: tuple[Judgement, ...]) -> list[str]:
    return [j.verdict.value for j in judgements]


@pytest.mark.parametrize("given", DECLARED)
def test_declared_in_many_ways(given: str, tmp_path: Path) -> None:
    assert verdicts(check(tmp_path, given, TRUE, FALSE).judgements) == ["proved", "refuted"]


def test_one_derivative_in_many_spellings(tmp_path: Path) -> None:
    lines = [rf"{spelling} + {other} - f'(x) = f'(x)" for spelling in SAME for other in SAME[:1]]
    wrong = [rf"{spelling} = f''(x)" for spelling in SAME]
    found = verdicts(check(tmp_path, UNKNOWN, *lines, *wrong).judgements)
    assert found == ["proved"] * len(lines) + ["refuted"] * len(wrong)


def test_readings(tmp_path: Path) -> None:
    found = check(tmp_path, UNKNOWN, *(line for line, _ in VERDICTS)).judgements
    assert verdicts(found) == [verdict for _, verdict in VERDICTS]
    assert all(j.reason for j in found)


@pytest.mark.parametrize(("known", "line", "verdict"), POINTWISE)
def test_what_is_known_at_one_argument_may_be_meant_for_all(known: str, line: str, verdict: str, tmp_path: Path) -> None:
    assert verdicts(check(tmp_path, f"{UNKNOWN}- {known}", line).judgements) == [verdict]


@pytest.mark.parametrize("given", BEYOND)
def test_other_functions_are_beyond(given: str, tmp_path: Path) -> None:
    """No verdict that could be wrong, and no silence."""
    found = check(tmp_path, given, r"F(x) = F(x) + 1").judgements
    assert verdicts(found) == ["undecided"] and "F" in found[0].reason


def test_a_definition_says_what_the_function_is(tmp_path: Path) -> None:
    for given in (r"- $p : \mathbb{R} \to \mathbb{R}$, $p(x) = x^3$", r"- $p(x) = x^3$, a function $p : \mathbb{R} \to \mathbb{R}$"):
        lines = (r"p'(x) = 3 x^2", r"p^{(2)}(x) = 6 x", r"\frac{dp}{dx}(a) = 3 a^2", r"p^2(x) = x^6", r"p^{(3)}(x) = 6 x")
        assert verdicts(check(tmp_path, given, *lines).judgements) == ["proved", "proved", "proved", "ambiguous", "refuted"]
