"""Every witness, recomputed from the JSON alone: the sides have the values that are printed, the facts and the case hold, and the
sides differ. The evaluator is `stranger.py`, which shares no code with what found the witness.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from mpmath import mp, mpf

sys.path.insert(0, str(Path(__file__).parent))
import stranger

from derive.checking import Checked, check_file
from derive.reporting.json_report import render
from derive.terms.claim import Claim

HOMEWORK = Path(__file__).parents[1] / "derivations" / "cs224n_a2" / "handwritten.md"

WORDS = r"""
- $V$ a finite set; $d, m \in \mathbb{N}$
- $u_w, v_w \in \mathbb{R}^d$ for $w \in V$
- $U \in \mathbb{R}^{V \times d}$ with $U_w = u_w^\top$
- $o, c \in V$
- $z = U v_c$
- $\hat y = \operatorname{softmax}(z)$
- $y_w = [w = o]$ for $w \in V$
- $J = -\log \hat y_o$
- $w_{t+j} \in V$ for $-m \le j \le m$, with $w_t = c$
"""
ARRAYS = r"""
- $n, k \in \mathbb{N}$, $n \ge 1$
- $a, b, s \in \mathbb{R}^n$; $A, B \in \mathbb{R}^{n \times n}$
- $x, t \in \mathbb{R}$; $p, q > 0$
"""
LINKED = r"""
- $x, t \in \mathbb{R}$ with $x + t = 1$, $x > 0$
"""
FUNCTIONS = r"""
- $f, g : \mathbb{R} \to \mathbb{R}$; $h : \mathbb{R}^2 \to \mathbb{R}$
- $x, t \in \mathbb{R}$
"""

NEAR = {
    "a number apart": (ARRAYS, r"x + t = t + x + \frac{1}{10^{12}}"),
    "a factor apart": (WORDS, r"\sum_{w \in V} z_w y_w = \left(1 + \frac{1}{10^{12}}\right) \sum_{w \in V} z_w y_w"),
    "an entry apart": (ARRAYS, r"\sum_{i=1}^n a_i b_i = \sum_{i=1}^n a_i b_i + \frac{a_1}{10^{12}}"),
    "a term apart in a logarithm": (ARRAYS, r"\log p = \log p + \frac{p}{10^{12}}"),
    "a term apart in a softmax": (WORDS, r"\hat y_o = \frac{e^{z_o}}{\sum_{w \in V} e^{z_w} + 10^{-12}}"),
    "a trace apart": (ARRAYS, r"\operatorname{tr}(A^\top A) = \operatorname{tr}(A^\top A) + \frac{1}{10^{12}} \operatorname{tr}(A)"),
    "a product apart": (ARRAYS, r"x^2 = x^2 + \frac{x t}{10^{13}}"),
    "a coefficient apart": (ARRAYS, r"\frac{d}{dx} x^3 = 3.000000000001 x^2"),
}

FALSE = {
    **NEAR,
    "a bracket that is 0": (ARRAYS, r"[x > 0] \log x + 1 = [x < 0] x"),
    "beside no bracket": (ARRAYS, r"\begin{cases} \sqrt{x} & x > 0 \\ 0 & x \le 0 \end{cases} = 1 \quad (x < 0)"),
    "lost minus": (WORDS, r"J = \log \hat y_o"),
    "lost exp": (WORDS, r"\hat y_o = \frac{u_o^\top v_c}{\sum_{w \in V} \exp(u_w^\top v_c)}"),
    "lost hat": (WORDS, r"\frac{\partial J}{\partial z_w} = y_w - [w = o]"),
    "sign of the gradient": (WORDS, r"\frac{\partial J}{\partial z} = y - \hat y"),
    "wrong index": (WORDS, r"\frac{\partial J}{\partial v_c} = \sum_{w \in V} \hat y_w u_w - u_c"),
    "sum kept": (WORDS, r"\frac{\partial J}{\partial u_o} = \sum_{w \in V} (\hat y_w - 1) v_c"),
    "fails only at w = o": (WORDS, r"\frac{\partial J}{\partial u_w} = \hat y_w v_c"),
    "v_w for v_c": (WORDS, r"u_o^\top v_c = u_o^\top v_o"),
    "y for one": (WORDS, r"\sum_{w \in V} y_w \hat y_w = 1"),
    "softmax is not linear": (WORDS, r"\operatorname{softmax}(z + z) = \operatorname{softmax}(z) + \operatorname{softmax}(z)"),
    "in a case": (WORDS, r"\hat y_w - y_w = \hat y_w - 1 \quad (w \neq o)"),
    "wrong bounds": (ARRAYS, r"\sum_{i=1}^{n} a_i = \sum_{i=1}^{n-1} a_i"),
    "off by one": (ARRAYS, r"\sum_{i=0}^{n} 1 = n"),
    "a range that is empty": (ARRAYS, r"\sum_{i=1}^{k} 1 - \sum_{i=2}^{k} 1 = 1"),
    "lost transpose": (ARRAYS, r"A^\top B = A B"),
    "order of a product": (ARRAYS, r"A B = B A"),
    "transpose of a product": (ARRAYS, r"(A B)^\top = A^\top B^\top"),
    "trace of a product": (ARRAYS, r"\operatorname{tr}(A B) = \operatorname{tr}(A) \operatorname{tr}(B)"),
    "gradient of a quadratic form": (ARRAYS, r"\frac{\partial}{\partial a} a^\top A a = 2 A a"),
    "sum of products": (ARRAYS, r"\sum_{i=1}^n a_i b_i = \left(\sum_{i=1}^n a_i\right) \left(\sum_{i=1}^n b_i\right)"),
    "factor of a sum": (ARRAYS, r"\sum_{i=1}^n \sum_{j=1}^n a_i = \sum_{i=1}^n a_i"),
    "product of exponentials": (ARRAYS, r"\prod_{i=1}^n e^{a_i} = e^{\prod_{i=1}^n a_i}"),
    "square of a norm": (ARRAYS, r"(a + b)^\top (a + b) = a^\top a + b^\top b"),
    "sigma sign": (ARRAYS, r"\sigma(-x) = \sigma(x)"),
    "derivative of sigma": (ARRAYS, r"\frac{d}{dx} \sigma(x) = \sigma(x) (1 + \sigma(x))"),
    "derivative of tanh": (ARRAYS, r"\frac{d}{dx} \tanh(x) = 1 - \tanh(x)"),
    "chain rule forgotten": (ARRAYS, r"\frac{d}{dx} e^{x^2} = e^{x^2}"),
    "second derivative": (ARRAYS, r"\frac{\partial^2}{\partial x^2} e^{x^2} = 2 e^{x^2}"),
    "power rule": (ARRAYS, r"\frac{d}{dx} x^3 = 3 x"),
    "log of a sum": (ARRAYS, r"\log(p + q) = \log p + \log q"),
    "log of a quotient": (ARRAYS, r"\log \frac{p}{q} = \frac{\log p}{\log q}"),
    "exp of a sum": (ARRAYS, r"e^{x + t} = e^x + e^t"),
    "root of a square": (ARRAYS, r"\sqrt{x^2} = x"),
    "absolute value": (ARRAYS, r"|x + t| = |x| + |t|"),
    "binomial": (ARRAYS, r"(x + t)^2 = x^2 + t^2"),
    "sum of fractions": (ARRAYS, r"\frac{1}{p} + \frac{1}{q} = \frac{1}{p + q}"),
    "under a fact": (LINKED, r"x t = 1"),
    "product of derivatives": (FUNCTIONS, r"\frac{d}{dx} (f(x) g(x)) = f'(x) g'(x)"),
    "inner derivative": (FUNCTIONS, r"\frac{d}{dx} f(x^2) = f'(x^2)"),
    "third derivative": (FUNCTIONS, r"f^{(3)}(x) = f''(x) f'(x)"),
    "two arguments": (FUNCTIONS, r"\frac{\partial}{\partial x} h(x, t) = \frac{\partial}{\partial t} h(x, t)"),
    "inverse of a value": (FUNCTIONS, r"\frac{d}{dx} f(x)^{-1} = -f'(x)"),
    "in a case of functions": (FUNCTIONS, r"f(x) g(x) = g(x)^2 \quad (x > 1)"),
    "in a case of numbers": (LINKED, r"|t| = t \quad (x > 1)"),
}  # fmt: skip


def check(path: Path) -> list[tuple[Claim, dict[str, Any]]]:
    """The refuted steps: what is claimed, and the step as JSON."""
    document: Checked = check_file(str(path))
    steps = json.loads(render([document]))["files"][0]["steps"]
    found = [(j.step.claim, s) for j, s in zip(document.judgements, steps, strict=True) if s["verdict"] == "refuted"]
    return [(claim, s) for claim, s in found if claim is not None]


def printed(text: str, value: Any) -> bool:
    """Whether the text is the value: exactly for a fraction, to its last digit for a decimal."""
    if "/" in text or text.lstrip("-").isdigit():
        return bool(abs(stranger.number(text) - value) < mpf(10) ** -50)
    shown, _, tens = text.partition("e")
    place = int(tens or 0) - len(shown.partition(".")[2])
    return bool(abs(mpf(text) - value) <= mpf("0.501") * mpf(10) ** place)


def recompute(claim: Claim, step: dict[str, Any]) -> None:
    witness = step["witness"]
    assert step["proof"] is None and list(witness) == ["sizes", "values", "left", "right"]
    with mp.workdps(stranger.DIGITS):
        point = stranger.Point(witness["sizes"], witness["values"], claim)
        left, right = point.of(claim.left), point.of(claim.right)
        assert abs(left - right) > mpf(10) ** -40, "the sides agree at the witness"
        assert printed(witness["left"], left) and printed(witness["right"], right), (left, right, witness)
        assert witness["left"] != witness["right"]
        assert all(point.of(c) for c in claim.case), "the case does not hold at the witness"
        for fact in claim.given.facts:
            assert holds(point, fact), f"the Given does not hold at the witness: {fact}"


def holds(point: stranger.Point, fact: Any) -> bool:
    """Facts about names that the witness leaves out, because no side speaks of them, are free to hold."""
    try:
        return bool(point.of(fact))
    except stranger.Unknown:
        return True


def test_homework() -> None:
    found = {s["id"]: (claim, s) for claim, s in check(HOMEWORK)}
    assert list(found) == ["b.3", "b.7", "f.8"]
    for claim, step in found.values():
        recompute(claim, step)


@pytest.mark.parametrize("name", FALSE)
def test_false_lines(name: str, tmp_path: Path) -> None:
    given, line = FALSE[name]
    page = tmp_path / "page.md"
    page.write_text(f"## Given\n{given}\n## (a)\n\n$${line}$$\n")
    found = check(page)
    assert [s["id"] for _, s in found] == ["a.1"]
    recompute(*found[0])


CHANGES = (
    {"left": "0.693148"},
    {"right": "0.693147"},
    {"values": {"d": 1, "0": 0, "c": 1, "u": [["0"], ["1"]], "v": [["0"], ["1"]]}},
    {"sizes": {"V": 1, "d": 1}},
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_witness_is_noticed(change: dict[str, Any]) -> None:
    claim, step = check(HOMEWORK)[0]
    recompute(claim, step)
    with pytest.raises((AssertionError, IndexError, ValueError)):
        recompute(claim, {**step, "witness": {**step["witness"], **change}})


@pytest.mark.parametrize("name", ["wrong index", "order of a product", "sigma sign", "fails only at w = o", *NEAR])
def test_a_witness_is_small(name: str, tmp_path: Path) -> None:
    """Small enough to redo by hand: no set of more than three elements, no number of more than three digits."""
    given, line = FALSE[name]
    page = tmp_path / "page.md"
    page.write_text(f"## Given\n{given}\n## (a)\n\n$${line}$$\n")
    witness = check(page)[0][1]["witness"]
    assert all(size <= 3 for size in witness["sizes"].values())
    assert all(len(text) <= 3 for text in leaves(witness["values"]))


def leaves(value: Any) -> list[str]:
    """All numbers in nested values."""
    if isinstance(value, dict):
        return [x for v in value.values() for x in leaves(v)]
    return [x for v in value for x in leaves(v)] if isinstance(value, list) else [str(value)]
