r"""How solutions lay out what they say: counted rows, conditions without dollars, sets without an element, zeros around dots, words as
subscripts, and derivatives by one score among several."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given**

- $V$ a finite set; $d, K \in \mathbb{N}$
- $u_w, v_w \in \mathbb{R}^d$ for $w \in V$
- $o, c \in V$
- $w_k \in V$ for $k = 1, \dots, K$; $w_i \neq w_j$ for $i \neq j$; $w_k \neq o$ for $k = 1, \dots, K$
- $u_k = u_{w_k}$ for $k = 1, \dots, K$
- $y_w = [w = o]$ for $w \in V$
- $x \in \mathbb{R}^d$ and $p \in \mathbb{R}^V$
- $L = \log \sum_{w \in V} \exp(u_w^\top v_c) - u_o^\top v_c$
- $N(v_c) = -\log \sigma(u_o^\top v_c) - \sum_{k=1}^K \log \sigma(-u_k^\top v_c)$

"""
BY_U = r"\frac{\partial L}{\partial u_w} = \frac{\exp(u_w^\top v_c)}{\sum_{x \in V} \exp(u_x^\top v_c)} v_c"

# the text, and the verdicts of its steps
TEXTS: tuple[tuple[str, list[str]], ...] = (
    # a bracket before `&` counts the row; one without `&` is a factor
    (r"$$\begin{aligned} (1)\ & 2 + 3 = 5 \\ (2)\ & 2 + 4 = 6 \end{aligned}$$", ["proved", "proved"]),
    (r"$$\begin{align*} (a) & \quad 2 + 3 = 5 \\ (b) & \quad 2 + 4 = 8 \end{align*}$$", ["proved", "refuted"]),
    (r"$$\begin{aligned} (i) & 2 + 3 = 5 \\ (ii) & 2 + 4 = 6 \\ (iii) & 1 = 3 \end{aligned}$$", ["proved", "proved", "refuted"]),
    (r"$$\begin{aligned} (2) 3 &= 6 \\ (2) 4 &= 4 \end{aligned}$$", ["proved", "refuted"]),
    (r"$$\begin{aligned} (2) &= 2 \\ (3) &= 4 \end{aligned}$$", ["proved", "refuted"]),
    # conditions without dollars
    (f"when w != o:\n\n$${BY_U}$$", ["proved"]),
    (f"If w ≠ o, then\n\n$${BY_U}$$", ["proved"]),
    (f"* for w!=o\n\n  $${BY_U}$$", ["proved"]),
    (f"**Case w ≠ o:**\n\n$${BY_U}$$", ["proved"]),
    (f"当 w ≠ o 时\n\n$${BY_U}$$", ["proved"]),
    (f"when w = o:\n\n$${BY_U}$$", ["refuted"]),
    (f"for i = 1 and so on\n\n$${BY_U}$$", ["refuted"]),
    # a bracket in a formula of its own
    (f"${BY_U}$ $(w \\neq o)$", ["proved"]),
    (f"$${BY_U}$$\n$(w \\ne o)$", ["proved"]),
    (f"${BY_U}$ $(w = o)$", ["refuted"]),
    # a set without an element
    (r"$\sum_{w \in V} p_w = p_o + \sum_{w \in V \setminus \{o\}} p_w$", ["proved"]),
    (r"$\sum_{x \in V \backslash \{o\}} p_x = \sum_x p_x - p_o$", ["proved"]),
    (r"$\sum_{w \in V \setminus o} y_w = 0$", ["proved"]),
    (r"$\sum_{w \in V \setminus \{o, c\}} p_w = \sum_{w \in V} p_w - p_o - p_c$", ["refuted"]),  # o and c may be the same
    (r"$\sum_{w \in V \setminus \{c\}} y_w = 0$", ["refuted"]),
    # zeros around dots
    (r"$-\sum_w y_w p_w^2 = -[0 + \dots + y_o p_o^2 + \dots + 0]$", ["proved"]),
    (r"$\sum_w y_w p_w = 0 + \cdots + p_o + \cdots + 0$", ["proved"]),
    (r"$p_o = 0 + 0 + \cdots + p_o + 0 + \cdots + 0$", ["proved"]),
    (r"$-p_o = - 0 - \cdots - p_o - \cdots - 0$", ["proved"]),
    (r"$\sum_w p_w = 0 + \cdots + p_o + \cdots + 0$", ["refuted"]),
    # a sample side by side, under a name with a word
    (r"Let $U_{\text{neg}} = [u_{w_1}, \dots, u_{w_K}]$. $\mathbf{1}^\top U_{\text{neg}}^\top x = \sum_k u_k^\top x$", ["given", "proved"]),
    (r"Let $M = [u_{w_1}, \dots, u_{w_K}]$. $\mathbf{1}^\top M^\top x = \sum_{k=1}^K u_k^\top x$", ["given", "proved"]),
    (r"Let $M = [u_1, \dots, u_K]$. $\mathbf{1}^\top M^\top x = \sum_{k=1}^K u_k^\top x$", ["given", "proved"]),
    (r"Let $U_{neg} = [u_{w_1}, \dots, u_{w_K}]$. $\mathbf{1}^\top U_{neg}^\top x = \sum_{w \in V} u_w^\top x$", ["given", "refuted"]),
    (r"Let $M = [u_{w_1}, \dots, u_{w_K}]$. $\frac{\partial N}{\partial M} = v_c \sigma(M^\top v_c)^\top$", ["given", "undecided"]),
    # by one score among several
    (
        r"Let $s_o = u_o^\top v_c$ and $s_k = u_k^\top v_c$. $\frac{\partial N}{\partial s_o} = \sigma(s_o) - 1$, "
        r"$\frac{\partial N}{\partial s_k} = \sigma(s_k)$",
        ["given", "given", "proved", "proved"],
    ),
    (r"Let $a = u_o^\top v_c$ and $b_k = u_k^\top v_c$. $\frac{\partial N}{\partial a} = \sigma(a)$", ["given", "given", "refuted"]),
    (r"Let $a = u_o^\top v_c$. $\frac{\partial N}{\partial a} = \sigma(a) - 1$", ["given", "ill-typed"]),
    (  # the scores of all words hold that of o, so they are not held fixed
        r"Let $z_w = u_w^\top v_c$ for $w \in V$. $\frac{\partial L}{\partial z_o} = \frac{\exp(z_o)}{\sum_w \exp(z_w)} - 1$",
        ["given", "proved"],
    ),
    (  # nor where o has a name of its own
        r"Let $z_w = u_w^\top v_c$ for $w \in V$ and $a = u_o^\top v_c$. $\frac{\partial L}{\partial a} = -1$",
        ["given", "given", "ill-typed"],
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "verdicts"), TEXTS)
def test_a_layout_is_read_as_it_is_meant(text: str, verdicts: list[str]) -> None:
    assert [j.verdict.value for j in check_text(f"{GIVEN}## (a)\n\n{text}\n").judgements] == verdicts
