r"""The constructs that people use in solutions of homework and in texts on machine learning, each in the spellings that are met.

All the spellings of a row are read, and in the same way; a row with one spelling is only read.
"""

from __future__ import annotations

import pytest

from derive.checking import check_text
from derive.reading.outline import describe_formula
from derive.reading.parser import parse_formula

# Spellings of one thing, read to one tree.
ALIKE: dict[str, list[str]] = {
    "fraction": [r"\frac{a}{b}", r"\dfrac{a}{b}", r"\tfrac ab", r"{a \over b}", r"\cfrac{a}{b}"],
    "derivative": [r"\frac{\partial J}{\partial v_c}", r"\frac{\partial}{\partial v_c} J", r"\partial J / \partial v_c"],
    "derivative of a call": [r"\frac{\partial J(a, b)}{\partial x}", r"\frac{\partial}{\partial x} J(a, b)"],
    "derivative by a scalar": [r"\frac{d f}{d x}", r"\frac{\mathrm{d} f}{\mathrm{d} x}", r"\frac{d}{dx} f", r"df/dx"],
    "second derivative": [r"\frac{d^2 f}{dx^2}", r"\frac{d^2}{dx^2} f"],
    "prime": [r"f'(x)", r"f^{\prime}(x)", r"f^\prime(x)", r"f\prime(x)"],
    "sum over a set": [r"\sum_{w \in V} y_w", r"\sum\limits_{w\in V} y_w", r"\sum\nolimits_{w \in{V}} y_w",
                       r"\displaystyle\sum_{w \in V}{y_w}"],
    "sum over a range": [r"\sum_{k=1}^{K} a_k", r"\sum^K_{k=1} a_k", r"\sum\limits_{k = 1}^K {a_k}"],
    "sum with conditions": [
        r"\sum_{-m \leq j \leq m, j \neq 0} a_j", r"\sum_{\substack{-m \leq j \leq m \\ j \neq 0}} a_j",
        r"\sum_{\begin{subarray}{c} -m \le j \le m \\ j \ne 0\end{subarray}} a_j", r"\sum_{-m \leqslant j \leqslant m \atop j \not= 0} a_j",
    ],
    "product over a range": [r"\prod_{i=1}^n x_i", r"\prod\limits^n_{i=1} x_i"],
    "transpose": [r"u^\top v", r"u^{\top} v", r"u ^ \top v", r"{u}^{\!\top} v"],
    "transpose, T": [r"u_w^T v", r"{u_w}^T v", r"u_{w}^{T} v", r"u^T_w v", r"u_w^\mathsf{T} v", r"u_w^{\mathrm{T}} v", r"u_w^{\rm T} v"],
    "words": [r"softmax(x)", r"\text{softmax}(x)", r"\operatorname{softmax}(x)", r"\mathrm{softmax}(x)", r"{\rm softmax}(x)",
              r"\mbox{softmax}(x)"],
    "words with an underscore": [r"\text{lin\_reg}", r"\mathrm{lin\_reg}"],
    "hat": [r"\hat{y}_w", r"\hat y_w", r"\widehat{y}_w", r"{\hat{y}}_w"],
    "bold": [r"\mathbf{u}_w", r"\boldsymbol{u}_w", r"\bm{u}_w", r"\pmb{u}_w", r"{\bf u}_w", r"\textbf{u}_w", r"\mathbf u_w",
             r"\bu_w", r"\vu_w"],
    "logarithm": [r"\log x", r"log x", r"\log{x}", r"\mathrm{log}\, x"],
    "exponential": [r"\exp(x)", r"exp(x)", r"\exp\left(x\right)", r"\mathrm{exp}\big(x\big)"],
    "call": [r"J(v_c, o, U)", r"J\left(v_c,o,U\right)", r"J \bigl( v_c, o, U \bigr)"],
    "name with words": [r"J_{\text{naive-softmax}}", r"J_{\mathrm{naive-softmax}}", r"J_{naive-softmax}"],
    "dots": [r"x_1 + \dots + x_n", r"x_1 + \cdots + x_n", r"x_1 + \ldots + x_n", r"x_1 + ... + x_n"],
    "unequal": [r"w \neq o", r"w \ne o", r"w \not= o", r"w != o", r"w ≠ o"],
    "at most": [r"a \le b", r"a \leq b", r"a \leqslant b", r"a <= b", r"a ≤ b"],
    "conditional": [r"P(a \mid b)", r"P(a|b)", r"P(a \vert b)", r"P\left(a \middle| b\right)", r"P(a\,|\,b)"],
    "cases": [
        r"\begin{cases} 1 & \text{if } w = o \\ 0 & \text{if } w \ne o \end{cases}",
        r"\begin{dcases} 1 & \text{if } w = o \\ 0 & \text{if } w \neq o \end{dcases}",
        r"\left\{ \begin{array}{ll} 1 & \text{if } w = o \\ 0 & \text{if } w \neq o \end{array} \right.",
    ],
    "matrix": [
        r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\left[\begin{matrix} a & b \\ c & d \end{matrix}\right]", r"\left( \begin{array}{cc} a & b \\ c & d \end{array} \right)",
    ],
    "inverse": [r"A^{-1}", r"{A}^{-1}", r"A^{ - 1 }"],
    "identity": [r"I_n", r"\mathbf{I}_n", r"\mathrm{I}_n"],
    "expectation": [r"\mathbb{E}[x]", r"\mathbb{E}\left[ x \right]", r"\mathop{\mathbb{E}}[x]", r"\mathbb E \big[x\big]"],
    "expectation under": [r"\mathbb{E}_{x \sim p}[x]", r"\mathop{\mathbb{E}}_{x \sim p} [x]", r"\operatorname*{\mathbb{E}}_{x\sim p}[x]"],
    "normal density": [r"\mathcal{N}(x; \mu, \Sigma)", r"{\mathcal N}\left(x;\mu,\Sigma\right)"],
    "determinant": [r"\det A", r"\mathrm{det} A", r"\operatorname{det} A"],
    "bars": [r"|A|", r"\left|A\right|", r"\lvert A \rvert", r"\vert A \vert", r"\abs{A}", r"\big|A\big|"],
    "norm": [r"\|x\|_2^2", r"\lVert x \rVert_2^2", r"\left\| x \right\|_2^2", r"||x||_2^2", r"\Vert x \Vert^2_2", r"\norm{x}_2^2"],
    "argmax": [
        r"\arg\max_x f(x)", r"\operatorname{argmax}_x f(x)", r"\operatorname*{arg\,max}_{x} f(x)", r"\argmax_x f(x)",
        r"\mathop{\arg\max}\limits_x f(x)", r"\underset{x}{\operatorname{argmax}} f(x)",
    ],
    "trace": [r"\operatorname{tr}(A)", r"\mathrm{tr}(A)", r"\text{tr}(A)", r"tr(A)", r"\tr(A)"],
    "inner product": [r"\langle x, y \rangle", r"\left\langle x, y \right\rangle", r"\inner{x}{y}"],
    "superscript index": [r"x^{(i)}_j", r"x_j^{(i)}"],
    "superscript of a layer": [r"W^{[l]}", r"W^{\left[l\right]}"],
    "distributed as": [r"x \sim p", r"x ∼ p"],
    "proportional": [r"x \propto y", r"x ∝ y"],
    "approximately": [r"x \approx y", r"x ≈ y"],
    "gradient": [r"\nabla_{\theta} J", r"\nabla_\theta J", r"\nabla _\theta J"],
    "bracket of Iverson": [r"[w = o]", r"\left[w = o\right]", r"\big[ w = o \big]"],
    "limit": [r"\lim_{x \to 0} f", r"\lim\limits_{x\rightarrow 0} f"],
    "integral": [r"\int_a^b f(x)\,dx", r"\int\limits_a^b f(x) dx"],
    "root": [r"\sqrt{x}", r"\sqrt x"],
    "elementwise": [r"x \odot y", r"x ⊙ y"],
    "signs that passed through HTML": [r"a < b", r"a &lt; b"],
    "defined as": [r"a := b", r"a \coloneqq b", r"a \triangleq b"],
    "definition in words": [r"a \overset{\text{def}}{=} b", r"a \stackrel{\text{def}}{=} b"],
    "therefore": [r"a = b \Rightarrow c = d", r"a = b \implies c = d", r"a = b ⇒ c = d"],
    "brace below": [r"\underbrace{a + b}_{\text{both}}"],
    "value at a point": [r"\left. f \right|_{x=0}", r"f\Big|_{x=0}", r"f|_{x=0}", r"f\bigg\rvert_{x=0}", r"f \vert_{x = 0}"],
    "binomial": [r"\binom{n}{k}", r"{n \choose k}", r"\dbinom{n}{k}"],
    "divergence": [r"D_{KL}(p \| q)", r"D_{KL}(p \,\|\, q)", r"D_{KL}(p||q)", r"D_{KL}\left(p \middle\| q\right)",
                   r"D_{KL}(p \parallel q)"],
    "integer parts": [r"\lfloor x \rfloor + \lceil x \rceil", r"\left\lfloor x \right\rfloor + \left\lceil x \right\rceil"],
    "quantifier": [r"a = b \quad \forall i \in V"],
    "map": [r"f : \mathbb{R}^n \to \mathbb{R}", r"f \colon \mathbb{R}^n \rightarrow \mathbb{R}"],
    "remainder": [r"a = b \bmod n", r"a = b \mod n", r"a = b \pmod{n}"],
    "assignment": [r"\theta \leftarrow \theta - \eta g", r"\theta \gets \theta - \eta g"],
    "rows": [r"\begin{aligned} a &= b \\ &= c \end{aligned}", r"\begin{split} a &= b \\[2pt] &= c \end{split}",
             r"\begin{align*} a &= b \\ &= c \end{align*}", r"\begin{eqnarray} a &=& b \\ &=& c \end{eqnarray}"],
    "colour and tags": [r"a = b", r"a = \color{red}{b}", r"a = \boxed{b}", r"a = b \tag{1} \label{x}", r"a = \textcolor{blue}{b} \nonumber",
                        r"\require{cancel} a = b"],
}  # fmt: skip


@pytest.mark.parametrize("construct", ALIKE)
def test_a_construct_is_read_in_all_its_spellings(construct: str) -> None:
    read = [describe_formula(parse_formula(text, 0, len(text), True)) for text in ALIKE[construct]]
    assert not any("!!" in line for outline in read for line in outline), read
    assert all(outline == read[0] for outline in read), read


GIVEN = r"""**Given** $V$ a finite set; $o \in V$; $n, m \in \mathbb{N}$; $t \in \mathbb{R}$

- $x \in \mathbb{R}^n$, $z \in \mathbb{R}^m$; $p \in \mathbb{R}^V$
- $A \in \mathbb{R}^{n \times m}$; $S \in \mathbb{R}^{n \times n}$; $f(t) = t^2$; $\loss \in \mathbb{R}$

"""
JUDGED: dict[str, list[str]] = {
    # each formula of a row is a step with the verdict that the row is called by
    "proved": [
        *(rf"\sum_w {bracket} p_w = p_o" for bracket in (
            r"\mathbb{I}\{w = o\}", r"\mathbb{I}_{w = o}", r"\mathbb{I}_{[w = o]}", r"\mathbf{1}[w = o]", r"\mathbf{1}_{\{w=o\}}",
            "1_{w=o}",
            r"\mathbb{1}_{[w = o]}", r"\mathbb{1}(w = o)", r"\mathbb{1}_{(w = o)}", "I(w = o)", r"[\![w = o]\!]", r"\mathds{1}_{w=o}",
            r"1\{w = o\}", r"\mathbf{1}\left\{w=o\right\}", r"\delta_{w,o}", r"\delta_{wo}", r"[w = o]",
        )),
        *(rf"\sum_{{{under}}} A_{{ij}} x_i z_j = x^\top A z" for under in (
            "i, j", "(i, j)", r"1 \le i \le n, 1 \le j \le m", r"i=1, j=1}^{n, m", r"i=1}^n \sum_{j=1}^m",
            r"\substack{1 \le i \le n \\ 1 \le j \le m}",
        )),
        r"\sum_{i \neq j} S_{ij} = \sum_i \sum_j S_{ij} - \sum_i S_{ii}",
        r"\sum_{i,j=1}^n S_{ij} = \sum_{i=1}^n \sum_{j=1}^n S_{ij}",
        *(f"{prime}(t) = 2 t" for prime in ("f'", r"f\prime", r"f^{\prime}", r"f^\prime")),
        r"\loss + \loss = 2 \loss",
        r"{t \over 2} + {t \over 2} = t",
    ],
    "undecided": [
        r"t \propto 2 t", r"t \approx t", r"t \le t + 1", r"t \ll 2", r"t \lesssim 2", r"t \simeq t", r"t \leftarrow t + 1", r"t \to 0",
        r"\fp(t) = 2 t", r"t + \yp = 1", r"t = t \primeskip", r"\foo = 3", r"\sum_w [w = \foo] p_w = p_\foo",
        r"\sum_{\foo \in V} p_w = p_w",
        r"t \otimes t = t^2", r"t \cup t = t^2", r"t \setminus t = 0", r"t = t \pmod 2", r"\lfloor t \rfloor = t", r"t \oplus t = 2 t",
        r"\int_0^1 t \, dt = 1",
    ],
    "unreadable": [r"\foo{t} = t", r"t = ?", r"t = \frac{t}"],
}  # fmt: skip


@pytest.mark.parametrize(("verdict", "formula"), [(verdict, formula) for verdict in JUDGED for formula in JUDGED[verdict]])
def test_a_construct_is_judged(verdict: str, formula: str) -> None:
    checked = check_text(f"{GIVEN}(a) ${formula}$\n")
    assert not checked.notes
    assert [j.verdict.value for j in checked.judgements] == [verdict], [j.reason for j in checked.judgements]
    assert all(j.reason for j in checked.judgements)


ARROWS = {  # an arrow between two equations says what follows, and nothing of convergence
    r"g(t) = t^3 \to g'(t) = 3 t^2": ["given", "proved"], r"g(t) = t^3 \rightarrow g'(t) = 3 t": ["given", "refuted"],
    r"2 t + t = 3 t => 4 t = t + 3 t": ["proved", "proved"], r"2 t + t = 3 t ==> 4 t = 3 t": ["proved", "refuted"],
    r"2 t = t + t \longrightarrow 0": ["proved", "undecided"], r"t + t -> 2 t": ["undecided"],
    r"\begin{align} t + t &= 2 t \\ &\to 3 t = t + 2 t \\ &\to 3 t = t \end{align}": ["proved", "proved", "refuted"],
    r"\begin{eqnarray*} t + t &=& 2 t \\ &\rightarrow& 3 t = t + 2 t \end{eqnarray*}": ["proved", "proved"],
    r"\begin{align} t + t &= 2 t \\ &\to 0 \end{align}": ["proved", "undecided"],
    r"\begin{align} (t + 1)^2 &amp;= t^2 + 2 t + 1 \\ &amp;= t^2 + 1 \end{align}": ["proved", "refuted"],
}  # fmt: skip


@pytest.mark.parametrize("formula", ARROWS)
def test_arrows_between_equations(formula: str) -> None:
    assert [j.verdict.value for j in check_text(f"{GIVEN}(a) $${formula}$$\n").judgements] == ARROWS[formula]


SAID = {
    r"t \propto 2 t": r"a proportionality (`\propto`) is not judged", r"t \approx t": r"an approximation (`\approx`) is not judged",
    r"t \le t + 1": r"an inequality (`\leq`) is not judged", r"t \ll 2": r"a comparison of sizes (`\ll`) is not judged",
    r"\fp(t) = 2 t": r"the command `\fp` is not known; `\newcommand{\fp}{...}` would do", r"\foo{t} = t": r"the command \foo is not known",
    r"t = ?": "the character '?' leaves open what stands here", r"t \otimes t = t^2": r"the operator `\otimes` is not supported yet",
}  # fmt: skip


@pytest.mark.parametrize("formula", SAID)
def test_what_is_not_understood_is_named(formula: str) -> None:
    (judgement,) = check_text(f"{GIVEN}(a) ${formula}$\n").judgements
    assert SAID[formula] in judgement.reason
