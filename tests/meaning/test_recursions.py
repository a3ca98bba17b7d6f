r"""Recursions and sequences without an end in a Given, and derivatives through them: members are written out as far as the page says how
many there are, and nothing that a recursion moves counts as fixed."""

from __future__ import annotations

import pytest

from derive.checking import check_text
from derive.conservative import without_recursions
from derive.terms.term import Symbol

Steps = dict[str, str]


def verdicts(given: str, steps: Steps) -> Steps:
    """The steps of a page under this Given, with their verdicts."""
    page = f"**Given**\n\n{given}\n\n## a\n\n" + "\n\n".join(f"${s}$" for s in steps)
    return dict(zip(steps, (j.verdict.value for j in check_text(page).judgements), strict=True))


RECURSION = r"s_t = c s_{t-1} + k_t"
WAYS = (  # of saying from where on it holds, and what the other sequence is
    r"- $c \in \mathbb{R}$; $k_t \in \mathbb{R}$ for $t \ge 1$" + "\n" + rf"- $s_0 = 0$, ${RECURSION}$ for $t \ge 1$",
    r"- $k_t \in \mathbb{R}$ for $t \in \mathbb{N}$" + "\n" + rf"- $s_0 = 0$, ${RECURSION}$ for $t \in \mathbb{{N}}$",
    r"- $k_1, k_2, \dots \in \mathbb{R}$" + "\n" + rf"- $s_0 = 0$ and ${RECURSION}$ for all $t \ge 1$",
    r"- $k_1, k_2, \dots, k_T \in \mathbb{R}$" + "\n" + rf"- $s_0 = 0$, ${RECURSION}$ for $t = 1, \dots, T$",
    "- $s_0 = 0$\n" + rf"- ${RECURSION}$ for $t \ge 1$",
    rf"- $s_0 = 0$, ${RECURSION}$ for $t = 1, 2, \dots$",
    rf"- $s_0 = 0$, ${RECURSION}$",
    r"- $s_0 = 0$, $s_{t+1} = c s_t + k_{t+1}$ for $t \ge 0$",
    r"- $s_0 = 0$, $s_{t+1} = c s_t + k_{t+1}$ for $t = 0, 1, \dots$",
)
MEMBERS: Steps = {
    "s_1 = k_1": "proved",
    "s_2 = c k_1 + k_2": "proved",
    "s_3 = c^2 k_1 + c k_2 + k_3": "proved",
    "s_2 = k_1 + c k_2": "refuted",
    r"s_t - c s_{t-1} = k_t": "proved",
    r"s_t - c s_{t-1} = k_{t-1}": "refuted",
}


@pytest.mark.parametrize("given", WAYS)
def test_members(given: str) -> None:
    assert verdicts(given, MEMBERS) == MEMBERS


STATE = r"""- $h_0, w, u \in \mathbb{R}$; $x_t, y_t \in \mathbb{R}$ for $t = 1, \dots, T$
- $h_t = w h_{t-1} + u x_t$ for $t = 1, \dots, T$
- $L = \sum_{t=1}^T (h_t - y_t)^2$, $\ell = (h_2 - y_2)^2$"""
LAYERS = r"""- $a_l, b_l \in \mathbb{R}^d$, $W_l \in \mathbb{R}^{d \times d}$ for $l = 0, \dots, K$; $y \in \mathbb{R}^d$
- $z_l = W_l a_{l-1} + b_l$, $a_l = \sigma(z_l)$ for $l = 1, \dots, K$
- $J = \frac{1}{2} \|a_K - y\|^2$"""
PAGES: tuple[tuple[str, Steps], ...] = (
    (
        STATE,
        {
            r"\frac{\partial h_1}{\partial w} = h_0": "proved",
            r"\frac{\partial h_2}{\partial w} = h_1 + w h_0": "proved",
            r"\frac{\partial h_2}{\partial w} = h_1": "refuted",
            r"\frac{\partial h_2}{\partial h_0} = w^2": "proved",
            r"\frac{\partial h_2}{\partial h_0} = 0": "refuted",
            r"\frac{\partial h_2}{\partial x_1} = u w": "proved",
            r"\frac{\partial^2 h_2}{\partial w^2} = 2 h_0": "proved",
            r"\frac{\partial h_t}{\partial h_{t-1}} = w": "proved",
            r"\frac{\partial h_{t+1}}{\partial h_{t-1}} = w^2": "proved",
            r"\frac{\partial h_t}{\partial h_{t-1}} = u": "refuted",
            r"\frac{\partial \ell}{\partial w} = 2 (h_2 - y_2)(h_1 + w h_0)": "proved",
            r"\frac{\partial \ell}{\partial w} = 2 (h_2 - y_2) h_1": "refuted",
            r"\frac{\partial L}{\partial y_t} = -2 (h_t - y_t)": "proved",
            # how many members there are is not said: they move, and how is not worked out
            r"\frac{\partial L}{\partial w} = 0": "undecided",
            r"\frac{\partial L}{\partial h_0} = 0": "undecided",
            r"\frac{\partial L}{\partial h_t} = 2 (h_t - y_t)": "undecided",
        },
    ),
    (
        r"- $T \ge 1$ an integer; $w \in \mathbb{R}$; $x_t \in \mathbb{R}$ for $t = 1, \dots, T$" + "\n"
        r"- $h_0 = 0$, $h_t = \tanh(w h_{t-1} + x_t)$ for $t = 1, \dots, T$",
        {
            r"\frac{\partial h_t}{\partial h_{t-1}} = w (1 - h_t^2)": "proved",
            r"\frac{\partial h_2}{\partial w} = (1 - h_2^2) h_1": "proved",
        },
    ),
    (
        LAYERS,
        {
            "z_2 = W_2 a_1 + b_2": "proved",
            r"\frac{\partial z_2}{\partial a_1} = W_2": "proved",
            r"\frac{\partial z_l}{\partial a_{l-1}} = W_l": "proved",
            r"\frac{\partial a_l}{\partial z_l} = \operatorname{diag}(a_l \odot (1 - a_l))": "proved",
            r"\frac{\partial z_{l+1}}{\partial z_l} = 0": "undecided",
            r"\frac{\partial a_{l+1}}{\partial z_l} = 0": "undecided",
            r"\frac{\partial z_2}{\partial z_1} = 0": "undecided",
            r"\frac{\partial z_l}{\partial z_{l+1}} = 0": "proved",
            r"\frac{\partial J}{\partial b_1} = 0": "undecided",
            r"\frac{\partial J}{\partial a_0} = 0": "undecided",
        },
    ),
    (
        r"- $A \in \mathbb{R}^{d \times d}$, $x_0 \in \mathbb{R}^d$, $x_{k+1} = A x_k$ for $k \ge 0$" + "\n" + r"- $f = x_2^\top x_2$",
        {
            "x_2 = A^2 x_0": "proved",
            r"\frac{\partial f}{\partial x_0} = 2 (A^2)^\top A^2 x_0": "proved",
            r"\frac{\partial f}{\partial x_0} = 2 A^2 x_0": "refuted",
        },
    ),
    (
        r"- $x \in \mathbb{R}$, $p_0 = 1$, $p_1 = x$, $p_n = x p_{n-1} - p_{n-2}$ for $n \ge 2$",
        {
            "p_2 = x^2 - 1": "proved",
            r"\frac{d p_1}{dx} = 1": "proved",
            r"\frac{d p_1}{dx} = 0": "refuted",
            r"\frac{d p_3}{dx} = 3 x^2 - 2": "proved",
            r"\frac{d p_3}{dx} = 3 x^2": "refuted",
        },
    ),
    (
        r"- $\eta > 0$; $\theta_t, v_t, g_t \in \mathbb{R}^d$ for $t \ge 0$; $b \in \mathbb{R}$" + "\n"
        r"- $v_0 = 0$; $v_{t+1} = b v_t + g_t$ for $t \ge 0$; $\theta_{t+1} = \theta_t - \eta v_{t+1}$ for $t \ge 0$",
        {
            r"\theta_2 = \theta_0 - \eta (1 + b) g_0 - \eta g_1": "proved",
            r"\theta_2 = \theta_0 - \eta (1 + b) g_1 - \eta g_0": "refuted",
            r"\theta_{t+1} - \theta_t = \eta v_{t+1}": "refuted",
        },
    ),
    (
        r"- $T \ge 1$ an integer; $c \in \mathbb{R}$; $r_t \in \mathbb{R}$ for $t = 0, \dots, T$" + "\n"
        r"- $G_T = r_T$, $G_t = r_t + c G_{t+1}$ for $t = 0, \dots, T - 1$",
        {
            r"G_{T-1} = r_{T-1} + c r_T": "proved",
            r"G_{T-1} = r_{T-1} + r_T": "refuted",
            r"G_t - c G_{t+1} = r_t": "proved",
            r"\frac{\partial G_0}{\partial r_0} = 0": "undecided",
        },
    ),
    (
        r"- $T \in \mathbb{N}$, $\alpha_t \in \mathbb{R}$ for $t = 1, \dots, T$" + "\n"
        r"- $\bar\alpha_0 = 1$, $\bar\alpha_t = \alpha_t \bar\alpha_{t-1}$ for $t = 1, \dots, T$",
        {
            r"\bar\alpha_2 = \alpha_1 \alpha_2": "proved",
            r"\frac{\partial \bar\alpha_2}{\partial \alpha_1} = \alpha_2": "proved",
            r"\frac{\partial \bar\alpha_2}{\partial \alpha_1} = 0": "refuted",
        },
    ),
    # what is made of members further on, or of all of them, moves with them
    (
        r"- $T \ge 2$ an integer; $w \in \mathbb{R}$; $a_t \in \mathbb{R}$ for $t = 0, \dots, T$; $a_t = w a_{t-1} + a_T$ for "
        r"$t = 1, \dots, T - 1$",
        {r"\frac{\partial a_1}{\partial a_2} = 0": "undecided", r"\frac{\partial a_1}{\partial a_0} = w": "undecided"},
    ),
    (
        r"- $T \ge 2$ an integer; $w \in \mathbb{R}$; $a_t \in \mathbb{R}$ for $t = 0, \dots, T$; $a_t = w a_{t-1} + \sum_{s=1}^T a_s$ "
        r"for $t = 1, \dots, T - 1$",
        {r"\frac{\partial a_1}{\partial a_2} = 0": "undecided", r"\frac{\partial a_2}{\partial a_1} = w": "undecided"},
    ),
    (
        r"- $w, v \in \mathbb{R}$; $a_t \in \mathbb{R}$ for $t \ge 0$; $a_t = w a_{t-1} + v a_0$ for $t \ge 1$",
        {r"\frac{\partial a_1}{\partial a_2} = 0": "proved", r"\frac{\partial a_2}{\partial a_1} = w": "proved"},
    ),
    (
        r"- $T \ge 3$ an integer; $a_t, b_t \in \mathbb{R}$ for $t = 0, \dots, T$; $a_t = 2 b_{t-1}$ for $t = 1, \dots, T$; "
        r"$b_t = a_{t+3}$ for $t = 0, \dots, T - 3$",
        {r"\frac{\partial a_1}{\partial a_3} = 0": "undecided"},
    ),
    # what another sequence is made of at the same place moves too
    (
        r"- $w, v \in \mathbb{R}$; $c_t \in \mathbb{R}$ for $t \ge 0$; $h_0 = 1$, $h_t = w h_{t-1} + c_{t-1}$ for $t \ge 1$; $c_t = v h_t$ "
        r"for $t \ge 0$",
        {
            r"\frac{\partial h_2}{\partial h_1} = w + v": "proved",
            r"\frac{\partial h_2}{\partial h_1} = w": "refuted",
            r"\frac{\partial h_2}{\partial v} = 2 (w + v)": "proved",
            r"\frac{\partial h_2}{\partial v} = h_1": "refuted",
        },
    ),
    # so does what an equation ties to it
    (
        r"- $A \in \mathbb{R}^{n \times n}$; $x, b, c \in \mathbb{R}^n$; $A x = b$",
        {r"\frac{\partial x}{\partial b} = 0": "undecided", r"\frac{\partial x}{\partial c} = 0": "proved"},
    ),
    (
        r"- $s > 0$; $x, y \in \mathbb{R}^n$; $s^2 = \frac{1}{n} \sum_i x_i^2$",
        {r"\frac{\partial s^2}{\partial x_i} = 0": "undecided", r"\frac{\partial s^2}{\partial y_i} = 0": "proved"},
    ),
    (
        r"- $x, y, z \in \mathbb{R}$; $x^2 + y^2 = 1$",
        {r"\frac{d}{dx} (x y) = y": "undecided", r"\frac{d}{dx} (x z) = z": "proved", r"\frac{\partial}{\partial x} (x y) = y": "proved"},
    ),
    # an equation with itself says what a variable is, and not how it moves
    (
        r"- $V$ a finite set, $\gamma \in \mathbb{R}$, $r_s, v_s \in \mathbb{R}$ for $s \in V$, $P_{st} \ge 0$ for $s, t \in V$" + "\n"
        r"- $v_s = r_s + \gamma \sum_{t \in V} P_{st} v_t$ for $s \in V$",
        {r"\frac{\partial v_s}{\partial r_s} = 0": "undecided", r"\frac{\partial v_s}{\partial \gamma} = 0": "undecided"},
    ),
    (
        r"- $W \in \mathbb{R}^{d \times d}$, $h, b \in \mathbb{R}^d$" + "\n" + r"- $h = \tanh(W h + b)$",
        {r"\frac{\partial h}{\partial b} = 0": "undecided"},
    ),
    (
        r"- $A \in \mathbb{R}^{n \times n}$ symmetric, $B \in \mathbb{R}^{n \times n}$ with $B = -B^\top$, $x \in \mathbb{R}^n$",
        {
            r"\frac{\partial (x^\top A x)}{\partial x} = 2 A x": "proved",
            r"\frac{\partial (x^\top B x)}{\partial x} = 0": "proved",
            r"\frac{\partial \operatorname{tr}(A)}{\partial A} = I": "proved",
        },
    ),
    (
        r"- $h_0 = 0$, $h_t = f(h_{t-1})$ for $t \ge 1$, $f : \mathbb{R} \to \mathbb{R}$",
        {"h_2 = f(f(0))": "proved", r"\frac{d h_t}{d h_{t-1}} = f'(h_{t-1})": "proved", "h_1 = 0": "refuted"},
    ),
)


@pytest.mark.parametrize(("given", "steps"), PAGES)
def test_recursions(given: str, steps: Steps) -> None:
    assert verdicts(given, steps) == steps


def test_the_first_members_of_a_text_are_what_it_says() -> None:
    """`$p_1 = x$` is no condition that a derivative passes by."""
    page = (
        r"Let $p_0 = 1$; $p_1 = x$; $p_n = x p_{n-1} - p_{n-2}$ for $n \ge 2$."
        + "\n\n"
        + r"$\frac{d p_1}{dx} = 0$ and $\frac{d p_2}{dx} = 2x$."
    )
    *_, wrong, right = check_text(page).judgements
    assert (wrong.verdict.value, right.verdict.value) == ("refuted", "proved")


def test_families_that_are_declared_stay_families_once_defined() -> None:
    given = (
        r"- $b_l, z_l \in \mathbb{R}^d$, $W_l \in \mathbb{R}^{d \times d}$ for $l = 1, \dots, K$"
        + "\n"
        + r"- $z_l = W_l b_l$ for $l = 1, \dots, K$"
    )
    steps = {r"z_2 = W_2 b_2": "proved", r"\frac{\partial z_l}{\partial b_l} = W_l": "proved", r"z_2 = W_1 b_2": "refuted"}
    assert verdicts(given, steps) == steps


MATRICES = (  # no equation for a later member defines it
    "**Given**\n- $A, X_0 \\in \\mathbb{R}^{d \\times d}$; $X_{k+1} = A X_k$ for $k \\ge 0$\n\n## a\n\n",
    "Let $X_{k+1} = A X_k$, where $A, X_0 \\in \\mathbb{R}^{d \\times d}$.\n\n",
)


@pytest.mark.parametrize("page", MATRICES)
@pytest.mark.parametrize(
    ("step", "verdict"),
    [("X_1 = X_0 A", "refuted"), ("X_1 = A X_0", "proved"), ("X_2 = X_1 A", "refuted"), ("X_2 = A A X_0", "proved")],
)
def test_members_of_a_recursion_are_not_defined(page: str, step: str, verdict: str) -> None:
    assert check_text(f"{page}${step}$").judgements[-1].verdict.value == verdict


AGAIN = (
    (r"Suppose that $h_t = 3 h_{t-1} + 1$. Then $h_2 = 3$.", "undecided"),  # for one t, or for all
    (r"Suppose that $h_t = 1$. Then $h_t - h_{t-1} = 1 - h_{t-1}$.", "proved"),
    ("Then $h_2 = 3$.", "proved"),
)


@pytest.mark.parametrize(("text", "verdict"), AGAIN)
def test_a_recursion_that_is_supposed_anew(text: str, verdict: str) -> None:
    given = "**Given** $h_0 = 0$, $h_t = 2 h_{t-1} + 1$ for $t \\ge 1$\n\n"
    assert check_text(given + text).judgements[-1].verdict.value == verdict


def test_members_without_a_recursion_are_defined() -> None:
    page = r"Let $A, X_0 \in \mathbb{R}^{d \times d}$. Let $X_1 = X_0 A$. $X_1 = A X_0$"
    assert [j.verdict.value for j in check_text(page).judgements] == ["given", "refuted"]


PRESUPPOSED = {  # a place under a sum that may be empty, or beside a bracket, presupposes nothing
    r"[n = 1] = \sum_{i=2}^n (x_2 - x_2)": "refuted",
    r"[n = 1] + [n \neq 1] x_2 = [n \neq 1] x_2": "refuted",
    r"x_2 - x_2 = 0": "proved",
}


def test_what_an_entry_presupposes() -> None:
    given = r"- $n \in \mathbb{N}$, $x \in \mathbb{R}^n$"
    assert verdicts(given, PRESUPPOSED) == PRESUPPOSED


CONSERVATIVE = {  # what is left of the facts about h when a model is looked for
    r"$h_0 = 0$, $h_t = \sigma(w h_{t-1})$ for $t = 1, \dots, T$": 0,
    r"$h_0 = 0$, $h_t = \frac{1}{w} h_{t-1}$ for $t = 1, \dots, T$": 2,  # is 1/w a number?
    r"$h_0 = 0$, $h_1 = 1$, $h_t = w h_{t-1}$ for $t = 1, \dots, T$": 3,  # h_1 is said twice
    r"$h_0 = 0$, $h_t = w h_{t-1}$ for $t = 1, \dots, T$, $h_T = 1$": 3,  # where it ends says something of w
    r"$h_t = w h_{t+1}$ for $t = 0, \dots, T - 1$, $h_0 = 1$": 2,
    # made of members before, of all of them, of those before, of the last one, of the one at the same place
    r"$h_t \in \mathbb{R}$ for $t = 0, \dots, T$; $h_0 = 0$; $h_t = 1 + \sum_{s=1}^T h_{s-1}$ for $t = 1, \dots, T$": 2,
    r"$h_t \in \mathbb{R}$ for $t = 0, \dots, T$; $h_0 = 0$; $h_t = h_{t-1} + \sum_{s=1}^t h_{s-1}$ for $t = 1, \dots, T$": 0,
    r"$h_t \in \mathbb{R}$ for $t = 0, \dots, T$; $h_0 = 0$; $h_t = h_{t-1} + \sum_{s=1}^t h_s$ for $t = 1, \dots, T$": 2,
    r"$h_t \in \mathbb{R}$ for $t = 0, \dots, T$; $h_0 = 0$; $h_t = h_{t-1} + h_T$ for $t = 1, \dots, T$": 2,
    r"$h_t \in \mathbb{R}$ for $t = 0, \dots, T$; $h_0 = 0$; $h_t = h_{t-1} + h_0$ for $t = 1, \dots, T$": 0,
}


@pytest.mark.parametrize("said", CONSERVATIVE)
def test_a_sequence_that_a_recursion_makes_needs_no_model(said: str) -> None:
    page = check_text(rf"**Given** $T \ge 1$ an integer; $w \in \mathbb{{R}}$; {said}" + "\n\n## a\n\n$w = w$")
    (claim,) = (j.step.claim for j in page.judgements)
    assert claim is not None
    left = without_recursions(claim.given, ()).facts
    assert sum(any(isinstance(a, Symbol) and a.name == "h" for a in f.atoms) for f in left) == CONSERVATIVE[said]
