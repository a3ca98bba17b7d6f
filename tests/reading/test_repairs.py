r"""What the reader mends: each slip is read as meant, and says what was mended and where."""

from __future__ import annotations

import pytest

from derive.reading.outline import describe_formula
from derive.reading.parser import parse_formula
from derive.reading.repairs import KINDS

# A slip, what it is read like, and the repairs: kind, the text that was mended ("" for a place between two characters), what was read.
SLIPS = [
    (r"\frac{\partial J}{v_c} = x", r"\frac{\partial J}{\partial v_c} = x",
     [("lost ∂", r"\frac{\partial J}{v_c}", r"\frac{\partial J}{\partial v_c}")]),
    (r"\frac{J(v, U)}{\partial U} = x", r"\frac{\partial J(v, U)}{\partial U} = x",
     [("lost ∂", r"\frac{J(v, U)}{\partial U}", r"\frac{\partial J(v, U)}{\partial U}")]),
    (r"\frac{\partial}{x} f = 1", r"\frac{\partial}{\partial x} f = 1",
     [("lost ∂", r"\frac{\partial}{x} f", r"\frac{\partial f}{\partial x}")]),
    (r"a = -\log(\sigma(x)))", r"a = (-\log(\sigma(x)))", [("missing bracket", "", "(")]),
    (r"a = \hat y - y) v", r"a = (\hat y - y) v", [("missing bracket", "", "(")]),
    (r"a = \log(\exp(x) + 1 = b", r"a = \log(\exp(x) + 1) = b", [("missing bracket", "", ")")]),
    (r"a &= (b \\ &= c", r"a &= (b) \\ &= c", [("missing bracket", "", ")")]),
    (r"a = [b + (c] + d", r"a = [b + (c)] + d", [("missing bracket", "", ")")]),
    (r"a = \log(\sum_w e^{u_w)", r"a = \log(\sum_w e^{u_w})", [("missing bracket", "", "}")]),
    (r"a = \frac{b}{c", r"a = \frac{b}{c}", [("missing bracket", "", "}")]),
    (r"a = b}", r"a = {b}", [("missing bracket", "", "{")]),
    (r"a = frac{b}{c}", r"a = \frac{b}{c}", [("missing backslash", "frac", r"\frac")]),
    (r"\frac{partial J}{partial x} = sum_{i} hat{y}_i",
     r"\frac{\partial J}{\partial x} = \sum_{i} \hat{y}_i",
     [("missing backslash", "partial", r"\partial"), ("missing backslash", "partial", r"\partial"),
      ("missing backslash", "sum", r"\sum"), ("missing backslash", "hat", r"\hat")]),
    (r"sigma(x) = alpha cdot mathbf{u}", r"\sigma(x) = \alpha \cdot \mathbf{u}",
     [("missing backslash", "sigma", r"\sigma"), ("missing backslash", "alpha", r"\alpha"), ("missing backslash", "cdot", r"\cdot"),
      ("missing backslash", "mathbf", r"\mathbf")]),
    (r"operatorname{tr}(A) = a", r"\operatorname{tr}(A) = a", [("missing backslash", "operatorname", r"\operatorname")]),
    (r"e^(x + y) = z", r"e^{(x + y)} = z", [("missing braces", "(x + y)", "{(x + y)}")]),
    (r"\hat{\by}_w = \bu^\trans \vx", r"\hat{\mathbf{y}}_w = \mathbf{u}^\top \mathbf{x}",
     [("undefined command", r"\by", r"\mathbf{y}"), ("undefined command", r"\bu", r"\mathbf{u}"),
      ("undefined command", r"\trans", r"\top"), ("undefined command", r"\vx", r"\mathbf{x}")]),
    (r"\pdv{f}{x} + \norm{v} = \btheta", r"\frac{\partial f}{\partial x} + \left\lVert v \right\rVert = \boldsymbol{\theta}",
     [("undefined command", r"\pdv", r"\frac{\partial #1}{\partial #2}"),
      ("undefined command", r"\norm", r"\left\lVert #1 \right\rVert"), ("undefined command", r"\btheta", r"\boldsymbol{\theta}")]),
]  # fmt: skip

SLIPS += [
    (r"u_w^top v = u_w^{top} v", r"u_w^\top v = u_w^{\top} v", [("missing backslash", "top", r"\top")] * 2),
    (r"x^intercal y = 1", r"x^\intercal y = 1", [("missing backslash", "intercal", r"\intercal")]),
    (r"\sum_{w in V} x_w = 1", r"\sum_{w \in V} x_w = 1", [("missing backslash", "in", r"\in")]),
    (r"\sum_{k in Vocab} x_k = 1", r"\sum_{k \in Vocab} x_k = 1", [("missing backslash", "in", r"\in")]),
    (
        r"hat y_w = bar x + vec v",
        r"\hat y_w = \bar x + \vec v",
        [("missing backslash", word, "\\" + word) for word in ("hat", "bar", "vec")],
    ),
    (r"a = sqrt(b)", r"a = \sqrt{(b)}", [("missing backslash", "sqrt", r"\sqrt"), ("missing braces", "(b)", "{(b)}")]),
    (
        r"phi(x) = rho_i + \tau^2",
        r"\phi(x) = \rho_i + \tau^2",
        [("missing backslash", "phi", r"\phi"), ("missing backslash", "rho", r"\rho")],
    ),
    (
        r"\frac{d}{dx} tau(x) = eta_t",
        r"\frac{d}{dx} \tau(x) = \eta_t",
        [("missing backslash", "tau", r"\tau"), ("missing backslash", "eta", r"\eta")],
    ),
    (
        r"\Sigma_{k=1}^K a_k + \Sigma_{w \in V} b_w",
        r"\sum_{k=1}^K a_k + \sum_{w \in V} b_w",
        [("letter for a sum", r"\Sigma", r"\sum")] * 2,
    ),
    (r"J\_{ab} = x\_1", r"J_{ab} = x_1", [("escaped underscore", r"\_", "_")] * 2),
    (r"\hat y\_o = 1", r"\hat y_o = 1", [("escaped underscore", r"\_", "_")]),
    ("x + 1e-8 = y", "x + 0.00000001 = y", [("program notation", "1e-8", "10^{-8}")]),
    ("a = 2.5e-4 b", "a = 0.00025 b", [("program notation", "2.5e-4", r"2.5 \cdot 10^{-4}")]),
    ("N = 3e5", "N = 300000", [("program notation", "3e5", r"3 \cdot 10^{5}")]),
    ("N = 1.50E3", "N = 1500", [("program notation", "1.50E3", r"1.50 \cdot 10^{3}")]),
    (r"\epsilon > 1e-05", r"\epsilon > 0.00001", [("program notation", "1e-05", "10^{-5}")]),
]

# Nothing to mend: these are read as they stand.
WHOLE = [
    r"\newcommand{\bu}{\mathbf{u}} \bu = x",
    r"x \in [0, 1)",
    r"\exp(x) + log y = softmax(z)_o",
    r"\left. f \right|_{x = 0} = f(0)",
    r"a = (b \\ + c)",
    r"\frac{dJ}{x} = s u m",
    r"2e-1 = -1 + 2e",
    r"x^{t} o p + i n + x_{in} = \sin x",
    r"x_{top} = \text{top}",
    r"\Sigma_k + \Sigma_{k} + \Sigma_{ij}",
    r"p hi + ta u = hat",
    r"e^2 = 1 e^{2} + 0 e_1",
]


@pytest.mark.parametrize(("slip", "meant", "repairs"), SLIPS)
def test_a_slip_is_read_as_meant(slip: str, meant: str, repairs: list[tuple[str, str, str]]) -> None:
    formula = parse_formula(slip, 0, len(slip), True)
    whole = parse_formula(meant, 0, len(meant), True)
    assert whole.repairs == ()
    assert describe_formula(formula) == describe_formula(whole)
    assert [(r.kind, slip[r.start : r.end], r.read) for r in formula.repairs] == repairs
    for repair in formula.repairs:
        assert repair.kind in KINDS and repair.read in repair.sentence(slip)


@pytest.mark.parametrize("text", WHOLE)
def test_nothing_is_mended_without_need(text: str) -> None:
    formula = parse_formula(text, 0, len(text), True)
    assert formula.repairs == () and not any(line.startswith("!!") for line in describe_formula(formula))
