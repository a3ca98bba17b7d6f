r"""Formulas: one table for each subject, and the laws that every formula obeys.

The expected side is the s-expression of `outline`; a list of them where a formula holds several statements.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.reading.outline import describe, describe_formula
from derive.reading.parser import parse_formula
from derive.reading.syntax import Additive, Fraction, Group, Node, Product, Scripted, Statement, Unreadable


def read(text: str) -> list[str]:
    return describe_formula(parse_formula(text, 0, len(text), True))


EXPRESSIONS = [
    (r"a + b c - d", "(+ +a +(* b c) -d)"),
    (r"-a", "(+ -a)"),
    (r"a b \cdot c / d", "(* a b cdot c / d)"),
    (r"a \cdot -b", "(* a cdot (+ -b))"),
    (r"a - -b", "(+ +a -(+ -b))"),
    (r"x_t^2 - x^2_t", "(+ +x_t^2 -x_t^2)"),
    (r"\frac{a}{b} \frac12", "(* (frac a b) (frac 1 2))"),
    (r"x^23", "(* x^2 3)"),
    (r"\sqrt[3]{x} \sqrt 2", "(* (root x 3) (root 2 none))"),
    (r"\alpha\mathbf{v}_c \text{softmax} softmax(z)", "(* alpha v_c softmax softmax [( z])"),
    (r"ylog(x) + exp(z)", "(+ +(* y log [( x]) +(* exp [( z]))"),
    (r"\hat{y_w} \hat{y}_w \hat y_w", "(* y'hat_w y'hat_w y'hat_w)"),
    (r"\bar{\vec{\mu}}", "mu'vec'bar"),
    (r"\mathbb{1} \mathbb R", "(* 1 R)"),
    (r"f'(x) f^{\prime}(x) f''", "(* f′ [( x] f′ [( x] f′′)"),
    (r"A^T A^\top A^{-1} x^{(i)} x^*", "(* A^T A^top A^(+ -1) x^[( i] x^*)"),
    (r"J_{\text{skip-gram}} J_{skip-gram}", "(* J_skip-gram J_skip-gram)"),
    (r"|x| + 2|V| + |y||z|", "(+ +[| x] +(* 2 [| V]) +(* [| y] [| z]))"),
    (r"\|x\|_2^2 + \lVert y \rVert + \log |\Sigma|", "(+ +[|| x]_2^2 +[|| y] +(* log [| Sigma]))"),
    (r"P(a, b | c; U) P(a \mid c) p(|x| | y)",
     "(* P [( (list; (list| (list, a b) c) U)] P [( (list| a c)] p [( (list| [| x] y)])"),
    (r"\left[ \big( a \big) \right]", "[[ [( a]]"),
    (r"\{1, \dots, n\}", "[{ (list, 1 ... n)]"),
    (r"\langle u, v \rangle", "[< (list, u v)]"),
    (r"\boxed{\color{red}{a}} + \underline{b}\,c \tag{1}", "(+ +a +(* b c))"),
    (r"{g}_{k} + {a b}", "(+ +g_k +(* a b))"),
    (r"\sigma(\cdot)", "(* sigma [( ?])"),
    (r"1\{w=o\} [w=o]", "(* 1 [{ <w = o>] [[ <w = o>])"),
    (r"\binom{n}{k} n!", "(* (* binom [( (list, n k)]) (* factorial [( n]))"),
    (r"\underbrace{a+b}_{\text{two words}}", "(note (+ +a +b) '\\\\text{two words}')"),
    (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", "(matrix a b / c d)"),
    (r"\begin{vmatrix} a & b \end{vmatrix}", "[| (matrix a b)]"),
    (r"\begin{cases} 1, & \text{if } w = o \\ 0 & \text{otherwise} \end{cases}", "(cases 1 if <w = o> / 0 if none)"),
    (r"\left\{ \begin{array}{ll} 1 & x > 0 \\ 0 & x \le 0 \end{array} \right.", "(cases 1 if <x > 0> / 0 if <x <= 0>)"),
]  # fmt: skip

DERIVATIVES = [
    (r"\frac{\partial J}{\partial x}", "(partial1 J by x)"),
    (r"\frac{\partial}{\partial x} f g + h", "(+ +(partial1 (* f g) by x) +h)"),
    (r"\frac{\partial}{\partial x} -\log p + h", "(+ +(partial1 (+ -(* log p)) by x) +h)"),
    (r"\frac{\partial a + b}{\partial u_w}", "(partial1 (+ +a +b) by u_w)"),
    (r"\frac{\partial^2 f}{\partial w \partial w^\top}", "(partial2 f by w w)"),
    (r"\frac{\partial^2 f}{\partial x^2}", "(partial2 f by x x)"),
    (r"\frac{\partial f}{\partial \sigma^2}", "(partial1 f by sigma^2)"),
    (r"\frac{d\sigma(x)}{dx} + \frac{\text{d}}{\text{d}x} f", "(+ +(d1 (* sigma [( x]) by x) +(d1 f by x))"),
    (r"\frac{d^2 y}{dx^2}", "(d2 y by x x)"),
    (r"\frac{d}{d+1} + \frac{d}{d_k}", "(+ +(frac d (+ +d +1)) +(frac d d_k))"),
    (r"\partial F / \partial U", "(partial1 F by U)"),
    (r"\partial J(v_c, U) / \partial v_c \cdot x", "(* (partial1 (* J [( (list, v_c U)]) by v_c) cdot x)"),
    (r"\partial J/\partial z \partial z/\partial x", "(* (partial1 J by z) (partial1 z by x))"),
    (r"dy/dx - d/dx f", "(+ +(d1 y by x) -(d1 f by x))"),
    (r"\nabla_x f + 1", "(+ +(nabla1 f by x) +1)"),
    (r"\nabla^2 f", "(nabla2 f by )"),
    (r"\nabla", "(nabla1 ? by )"),
]

BIG = [
    (r"\sum_{w \in V} y_w \log z + 1", "(+ +(sum <w in V> none (* y_w log z)) +1)"),
    (r"\sum_{i=1}^n -x_i", "(sum <i = 1> n (+ -x_i))"),
    (r"\sum_{i,j} x", "(sum (list, i j) none x)"),
    (r"\prod_{\substack{-m \le j \le m \\ (j \neq 0)}} p", "(prod (list, <(+ -m) <= j <= m> <j != 0>) none p)"),
    (r"\sum_{i \in V \atop i \ne o} x", "(sum (list, <i in V> <i != o>) none x)"),
    (r"\sum_{i \in V \\ i \ne o} x", "(sum (list, <i in V> <i != o>) none x)"),
    (r"\sum\limits_w \sum_{k = 1, \dots, K} x", "(sum w none (sum <k = (list, 1 ... K)> none x))"),
    (r"\max_{x} f(x) + \max(a, b)", "(+ +(max x none (* f [( x])) +(* max [( (list, a b)]))"),
    (r"\arg\max_x f + \operatorname*{arg\,min}_y g", "(+ +(argmax x none f) +(argmin y none g))"),
    (r"\underset{x}{\max} f", "(max x none f)"),
    (r"\lim_{h \to 0} f", "(lim <h -> 0> none f)"),
    (r"\log \sum_w x", "(* log (sum w none x))"),
]

STATEMENTS = [
    (r"A = B \le C", ["<A = B <= C>"]),
    (r"= C", ["<? = C>"]),
    (r"a \leq b \neq c \coloneqq d := e \notin f", ["<a <= b != c := d := e notin f>"]),
    (r"x \stackrel{\text{def}}{=} y \not= z", ["<x = y != z>"]),
    (r"n, d \in \mathbb{N}", ["<(list, n d) in N>"]),
    (r"0, c \in V", ["<(list, 0 c) in V>"]),
    (r"x_1, \dots, x_n \sim \mathcal{N}", ["<(list, x_1 ... x_n) ~ N>"]),
    (r"i, j \neq k", ["i", ",: <j != k>"]),
    (r"f = g, x \in V", ["<f = g>", ",: <x in V>"]),
    (r"f(x), \quad g = h", ["(* f [( x])", "quad: <g = h>"]),
    (r"i = 1, \dots, n", ["<i = (list, 1 ... n)>"]),
    (r"f : \mathbb{R} \to \mathbb{R}", ["<f : R -> R>"]),
    (r"a = b; c = d.", ["<a = b>", ";: <c = d>"]),
    (r"\Rightarrow \therefore 0", ["therefore: 0"]),
    (r"a = b \implies c = d", ["<a = b>", "therefore: <c = d>"]),
    (r"\text{if } w = o \text{ and } j > 0, x = y", ['"if": <w = o>', ', "and": <j > 0>', ",: <x = y>"]),
    (r"x = y \text{ 일 때 } z", ["<x = y>", ', "일 때": z']),
    (r"k \in V, \forall k", ["<k in V>", ', "for all": k']),
    (r"x = y \quad (c: c = w_t)", ["<x = y>", "quad: [( (list, c <c = w_t>)]"]),
    (r"(u = V y, v = w)", ["[( (list, <u = (* V y)> <v = w>)]"]),
    (r"\left(A = B, (z = x)\right) = C", ["<[( (list, <A = B> [( <z = x>])] = C>"]),
    (r"x \in [0, 1)", ["<x in [[) (list, 0 1)]>"]),
]

ROWS = [
    (r"\begin{align*} a &= b \\ &= c \\ d &= e \end{align*}", ["<a = b>", "row: <? = c>", "row: <d = e>"]),
    (r"a = b \\ + c \\ = d", ["<a = (+ +b +c)>", "row: <? = d>"]),
    (r"a = b \\ - c", ["<a = (+ +b -c)>"]),
    (r"a = b \\ - c = d", ["<a = b>", "row: <(+ -c) = d>"]),
    (r"a = b \\ \cdot c", ["<a = (* b cdot c)>"]),
    (r"a = \\ b", ["<a = b>"]),
    (r"a = \left( b \right. \\ \left. + c \right)", ["<a = [( (+ +b +c)]>"]),
    (r"a = (b \\ + c)", ["<a = [( (+ +b +c)]>"]),
    (r"a &= b & c &= d", ["<a = b>", "quad: <c = d>"]),
    (r"\begin{eqnarray} a &=& b \\ &=& c \end{eqnarray}", ["<a = b>", "row: <? = c>"]),
    (r"\left\{ \begin{aligned} x &= a \\ y &= b \end{aligned} \right.", ["<x = a>", "row: <y = b>"]),
    (r"a \\ \therefore &= b", ["a", "therefore: <? = b>"]),
    (r"\text{(i) } & a = b \\[2pt] & \text{where } c = d", ['"(i)": <a = b>', 'row "where": <c = d>']),
]

REASONS = [
    (r"(a + b] = c", "a bracket ( opened here is never closed"),
    (r"\sum_{i = 1 x", "a bracket { opened here is never closed"),
    (r"\frac{}{\partial U}", "nothing stands above this derivative"),
    (r"\frac{J}{\partial U^2}", "the numerator of this derivative has lost its ∂"),
    (r"\nosuch{x}", "the command \\nosuch is not known"),
    (r"a = = b", "two relations stand side by side with nothing between them"),
    (r"x_a_b", "a second subscript stands on the same thing"),
    (r"x^a^b", "a second superscript stands on the same thing"),
    (r"|x", "a bar | opened here is never closed"),
    (r"\hat{x y}", "a hat stands over something that is not a single name"),
    (r"9" * 61, "a number of more than 60 digits"),
    (r"a +", "the formula ends where an expression was expected"),
    (r"{a + b}^2", "the braces { } cannot be seen on the page; write ( ) if they group"),
]


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS + DERIVATIVES + BIG)
def test_one_expression(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), STATEMENTS + ROWS)
def test_statements(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_reasons(text: str, reason: str) -> None:
    assert read(text) == [f"!! {reason}"]


def test_other_statements_are_still_read() -> None:
    assert read(r"a = (b] \\ c = d, e = \frac{}{\partial x}, f = g") == [
        "!! a bracket ( opened here is never closed",
        "row: <c = d>",
        "!! nothing stands above this derivative",
        ",: <f = g>",
    ]


def test_spans_speak_of_the_file() -> None:
    text = r"before $x = \frac{a}{b}$"
    formula = parse_formula(text, 8, len(text) - 1, False)
    (statement,) = formula.statements
    assert isinstance(statement, Statement)
    operand = statement.node.operands[1]  # type: ignore[union-attr]
    assert text[operand.span.start : operand.span.end] == r"\frac{a}{b}"


_LEAVES = st.sampled_from(["a", "b", r"\alpha", "2", r"\hat y", "x_i", r"\mathbf{v}", "7"])


def _grow(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{} + {}".format, parts, parts),
        st.builds("-{} - {}".format, _LEAVES, parts),
        st.builds("{} {}".format, parts, _LEAVES),
        st.builds(r"{} \cdot {}".format, parts, _LEAVES),
        st.builds(r"\left({}\right)".format, parts),
        st.builds("({})^{{{}}}".format, parts, parts),
        st.builds(r"\frac{{{}}}{{{}}}".format, parts, parts),
        st.builds(r"\sum_{{{}}} {}".format, _LEAVES, parts),
        st.builds(r"\sqrt{{{}}}".format, parts),
    )


def _nodes(node: Node) -> list[Node]:
    children: tuple[Node | None, ...] = ()
    if isinstance(node, Product):
        children = node.factors
    elif isinstance(node, Additive):
        children = node.terms
    elif isinstance(node, Fraction):
        children = (node.numerator, node.denominator)
    elif isinstance(node, Group):
        children = (node.body,)
    elif isinstance(node, Scripted):
        children = (node.base, node.sub, node.sup)
    return [node, *(inner for child in children if child is not None for inner in _nodes(child))]


@settings(max_examples=150, deadline=None)
@given(st.recursive(_LEAVES, _grow, max_leaves=12))
def test_the_text_of_a_node_reads_as_that_node(text: str) -> None:
    (statement,) = parse_formula(text, 0, len(text), True).statements
    assert isinstance(statement, Statement)
    for node in _nodes(statement.node):
        span = node.span
        assert 0 <= span.start < span.end <= len(text)
        (again,) = parse_formula(text, span.start, span.end, True).statements
        assert isinstance(again, Statement)
        assert again.node == node, (describe(again.node), describe(node))


def test_every_unreadable_has_a_place_inside_its_formula() -> None:
    for text, _ in REASONS:
        for item in parse_formula(text, 0, len(text), True).statements:
            assert isinstance(item, Unreadable)
            assert item.span.start <= item.at <= item.span.end


MACROS = [
    (r"\newcommand{\bu}{\mathbf{u}} \bu_o + \bu", ["(+ +u_o +u)"]),
    (r"\newcommand{\E}[2]{#1[#2]} \E{x}{y = z} - \E ab", ["(+ +(* x [[ <y = z>]) -(* a [[ b]))"]),
    (r"\def\half#1{\frac{#1}{2}} \half{\half x}", ["(frac (frac x 2) 2)"]),
    (r"\DeclareMathOperator{\KL}{KL} \KL(p)", ["(* KL [( p])"]),
    (r"\newcommand{\p}[2][w]{#2_{#1}} \p{x} + \p[o]{y}", ["(+ +x_w +y_o)"]),
    (r"\newcommand\p[1]{P(#1)} \p{a \mid b}", ["(* P [( (list| a b)])"]),
    (r"\gdef\ip#1#2{#1^\top #2} \ip uv", ["(* u^top v)"]),
    (r"\let\bs=\boldsymbol \let\eps\epsilon \bs{x} + \eps", ["(+ +x +epsilon)"]),
    (r"\DeclarePairedDelimiter{\size}{\lvert}{\rvert} \size{V}", ["[| V]"]),
    (r"\DeclarePairedDelimiter\size{|}{|} \size{V} x", ["(* [| V] x)"]),
    (r"\NewDocumentCommand{\p}{O{w} m}{#2_{#1}} \p{x} + \p[o]{y}", ["(+ +x_w +y_o)"]),
    (r"\newcommand{\a}{\b\b} \newcommand{\b}{\a\a} \a", ["!! the command \\a expands to too much"]),
    (r"\newcommand{\sum}{0} \sum_i x", ["!! \\sum is a built-in command and cannot be redefined"]),
    (r"\newcommand{\f}[1]{#2} \f x", ["!! the command \\f has no argument #2"]),
]


@pytest.mark.parametrize(("text", "expected"), MACROS)
def test_own_commands(text: str, expected: list[str]) -> None:
    assert read(text) == expected
