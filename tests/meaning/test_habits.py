r"""Habits of pages typed in Markdown editors: which condition governs which display, words and names that stand letter by letter, and signs
among the words. Each habit in several spellings, and beside them the texts that it must not change."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given** $V$ a finite set, also written $\text{Vocab}$; $o, c \in V$; $a, b, l \in \mathbb{R}$; $K, m \in \mathbb{N}$

- $u_w, v_w \in \mathbb{R}^d$ for $w \in V$; $w \neq c$; $p \in \mathbb{R}^V$; $y_w = [w = o]$ for $w \in V$
- $J_{\text{neg-sample}}(v_c) = a u_o^\top v_c$; $w_{t+j} \in V$ for $-m \le j \le m$
- $h(x) = e^{2x}$; $g(w_{t-m}, \dots, w_{t+m}) = \sum_{-m \le j \le m} p_{w_{t+j}}$

"""
P, R, U, A = "proved", "refuted", "undecided", "ambiguous"
CASES: list[tuple[str, list[str]]] = [
    # a condition before each display, no blank lines between
    ("when $w = o$\n$$\ny_w = 1\n$$\nwhen $w \\neq o$\n$$\ny_w = 0\n$$", [P, P]),
    ("if $w \\neq o$\n$$\ny_w = 0\n$$\nif $w = o$\n$$\ny_w = 1\n$$\n", [P, P]),
    ("If $w = o$, then\n$$\ny_w = 1\n$$\nIf $w \\neq o$, then\n$$\ny_w = 0\n$$\n", [P, P]),
    ("when $w = o$\n$$\ny_w = 0\n$$\nwhen $w \\neq o$\n$$\ny_w = 1\n$$", [R, R]),
    # behind each display
    ("$$\ny_w = 1\n$$\nif $w = o$.\n\n$$\ny_w = 0\n$$\nif $w \\neq o$.", [P, P]),
    ("$$\ny_w = 1\n$$\nif $w = o$\n$$\ny_w = 0\n$$\nif $w \\neq o$", [P, P]),
    # a case in words
    ("If $w$ is different from $o$, $y_w = 0$", [P]),
    ("Two cases.\n\n- $w$ is $o$: $y_w = 1$\n\n- $w = \\omega$ different to $o$: $y_\\omega = 0$", [P, P]),
    ("When $w$ is not $o$,\n$$y_w = 0$$\nand when $w$ equals $o$,\n$$y_w = 1$$", [P, P]),
    ("The word $k$ is not equal to $o$, so $y_k = 0$.", [P]),
    ("当 $w$ 不等于 $o$ 时，$y_w = 0$", [P]),
    ("If $w$ is different from $c$, $y_w = 0$", [R]),
    ("$a$ is not $b$. So $a - b = 0$.", [R]),
    # functions without their argument beside a derivative of them
    (r"$\frac{\partial \sigma}{\partial x} = \sigma (1 - \sigma)$", [P]),
    (r"$\sigma' = \sigma(1-\sigma) = \sigma - \sigma^2$", [P, P]),
    (r"$\frac{d \tanh}{d z} = 1 - \tanh^2$", [P]),
    (r"$h' = 2 h$", [P]),
    (r"$\sigma' = \sigma(1 + \sigma)$", [R]),
    (r"$\frac{d \sigma(x)}{dx} = \sigma(1 - x)$", [R]),
    # functions without their argument, and no derivative
    (r"$\sigma = \frac{1}{1 + e^{-x}}$, and $\sigma'(x) = \sigma(x) (1 - \sigma(x))$", [P, P]),
    (r"$1 - \sigma = \frac{e^{-z}}{1 + e^{-z}}$ for the sigmoid $\sigma(z)$", [P]),
    (r"$\sigma = \frac{1}{1 - e^{-x}}$, and $\sigma'(x) = \sigma(x) (1 - \sigma(x))$", [R, P]),
    (r"$\sigma = \sqrt{5}$ is the spread, so $\sigma^2 = 4$", [R]),
    # a function of x written in what is put in for a part of it
    (r"$\sigma(x)$: let $q = 1 + e^{-x}$. $\frac{d\sigma}{dx} = \frac{d\sigma}{dq} \frac{dq}{dx} = -q^{-2} (-e^{-x})$", [P, P]),
    (r"$\sigma(x)$: let $q = 1 + e^{-x}$. $\frac{d\sigma}{dx} = \frac{d\sigma}{dq} \frac{dq}{dx} = q^{-2} (-e^{-x})$", [P, R]),
    (r"$f(t) = \sin(t^2)$, $q = t^2$: $\frac{df}{dt} = \frac{df}{dq} \frac{dq}{dt} = \cos(q) \cdot 2 t$", [P, P]),
    (r"$f(t) = \sin(t^2)$, $q = t^2$: $\frac{df}{dq} = \cos(q) \cdot 2 t$", [R]),
    (r"$q = 2 x$: $\frac{d\sigma}{dq} = \sigma(q) (1 - \sigma(q))$ and $\sigma'(x) = \sigma(x)(1 - \sigma(x))$", [P, P]),
    (r"Let $q = e^x$ and $\sigma(q) = \frac{q}{q + 1}$, so $\frac{d\sigma}{dx} = \frac{d\sigma}{dq} \frac{dq}{dx}$", [A, A]),
    (r"Let $q = e^x$ and $\sigma(q) = \frac{q}{q - 1}$, so $\frac{d\sigma}{dx} = 0$", [R, R]),
    # where the argument of a function without brackets ends
    (r"$\cos x \cos x - \sin x (-\sin x) = 1$", [P]),
    (r"$\sin x (\cos z + 1) = \sin x \cos z + \sin x$", [P]),
    (r"$\sin x (\cos z + 1) = \sin x \cos z$", [R]),
    (r"$\frac{d}{dx} \cos(x^2) = -\sin x^2 (2 x)$", [A]),
    (r"$\log a (1 + b^2) = (1 + b^2) \log a$", [A]),
    (r"$\sin x (z + 1) = \sin((z + 1) x)$", [P]),
    (r"$\sin x (z + 1) = \sin x + z$", [R]),
    # signs, fonts and words in odd places
    (r"$\sum_{s=1}^{s=K} s = \sum_{k=1}^K k$", [P]),
    (r"$\sum_{s=1}^{s=K} s = \sum_{k=1}^{K} k + 1$", [R]),
    (r"$\bold -u_o^\top \bold v_c = -u_o^\top v_c$", [P]),
    (r"$\boldsymbol - u_o^\top v_c = u_o^\top v_c$", [R]),
    (r"$y_w = \begin{cases} 1, & w = o \\ 0, & else \end{cases}$", [P]),
    (r"$y_w = \begin{cases} 0, & w = o \\ 1, & else \end{cases}$", [R]),
    (r"$Prob = p^\top p$. $Prob \centerdot a = a p^\top p$", [P]),
    (r"$Prob = p^\top p$. $Prob \centerdot a = b p^\top p$", [R]),
    (r"$\Sigma_{k=1}^K k^2 = \sum_{j=1}^K j^2$, and $\Sigma_{w \in V} y_w = 1$", [P, P]),
    (r"$\Sigma_{k=1}^K k^2 = \sum_{j=1}^K j$", [R]),
    # a bold letter that nothing declares, alone: what is said holds of each entry
    (r"$\sigma'(\mathbf{x}) = \sigma(\mathbf{x}) (1 - \sigma(\mathbf{x}))$", [P]),
    (r"$\frac{d}{d\mathbf{x}} e^{2\mathbf{x}} = 2 e^{2\mathbf{x}}$ for a vector $\mathbf{x}$", [P]),
    (r"$\sigma'(\mathbf{x}) = \sigma(\mathbf{x}) (1 + \sigma(\mathbf{x}))$", [R]),
    (r"$\mathbf{x}^\top \mathbf{x} = \mathbf{x}^2$ and $\|\mathbf{x}\| = \mathbf{x}$", [U, U]),
    (r"$e^{\mathbf{X}} e^{\mathbf{X}} = e^{2 \mathbf{X}}$", [U]),
    # a sum without a letter is over what the letter of its entries ran over before
    (r"$\sum_{k \in V} p_k = a$ is supposed. $\sum p_k u_k = \sum_w p_w u_w$", [R, P]),
    # with another number of arguments it is another function, and what stands behind a `;` is no argument
    (r"$h(a, b) = a h(b)$, so $h(1, 0) = 1$", [P]),
    (r"$h(a, b) = a h(b)$, so $h(1, 0) = 2$", [R]),
    (r"$h(x ; u) = h(x)$", [P]),
    (r"$h(x ; u) = h(2x)$", [R]),
    # in brackets, on rows of their own
    (r"$$\begin{split} (w = o) \\ y_w &= 1 \\ (w \neq o) \\ y_w &= 0 \end{split}$$", [P, P]),
    (r"$$\begin{aligned} & (w \neq o) \\ & y_w = 0 \\ & (w = o) \\ & y_w = 1 \end{aligned}$$", [P, P]),
    (r"$$y_w = 0 \quad (w \neq o)$$", [P]),
    # cases that a sentence only announces
    ("There are two cases: when $w = o$, the observed, and $w \\neq o$, the others.\n\n$$u_o = \\sum_w y_w u_w$$\n\n$y_w = 1$", [P, R]),
    ("When $w = o$ this is clear. When $w \\neq o$, $y_w = 0$.", [P]),
    # an answer begins anew
    ("When $w = o$:\n\n$$y_w = 1$$\n\n**Answer**:\n\n$$y_w = 1$$", [P, R]),
    ("When $w = o$:\n\n$$y_w = 1$$\n\n**풀이**\n\n$$y_w = 1$$", [P, R]),
    ("When $w = o$:\n\n$$y_w = 1$$\n\n**Note** this:\n\n$$y_w = 1$$", [P, P]),
    # what is supposed stays, what is only asked for does not
    ("Suppose $a = b$. If $b > 0$, then $a / b = 1$.", [P]),
    ("Assume $a = 2 b$. When $l = b$, $a = 2 l$.", [P]),
    ("If $a = b$, then $a - b = 0$. If $b > 0$, then $a - b = 0$.", [P, R]),
    ("If $a = b$. If $b > 0$, then $a - b = 0$.", [R]),
    # 当 is "when", but not in 当作 and 相当于
    ("当 $a = b$ 时，$a - b = 0$", [P]),
    ("这里把 $a$ 当作 $b$：$$a = b$$", [R]),
    ("这相当于 $$a = b$$", [R]),
    # not claimed: when something else holds
    ("The sum is zero exactly when $$a + b = 0$$ It is $a + b = b + a$.", [U, P]),
    ("In particular, $a = b$ is sufficient for it. Then $a = b$.", [U, R]),
    ("Here $a = b$ is a claim.", [R]),
    # a case of places before a display
    ("$o \\neq c$：\n\n$$[o = c] = 0$$", [P]),
    ("$c = o$:\n\n$$u_o^\\top v_c = u_c^\\top v_o$$", [P]),
    # names letter by letter
    (r"$\sum_{w \in V o c a b} y_w = 1$", [P]),
    (r"$\sum_{w \in V \text { ocab }} y_w = 1$", [P]),
    (r"$\frac{\partial J_{n e g-s a m p l e}}{\partial v_c} = a u_o$", [P]),
    (r"$\frac{\partial J_{\text {neg}-\text {sample}}}{\partial v_c} = a u_o$", [P]),
    (r"$\frac{\partial J_{neg\_sample}}{\partial v_c} = u_o$", [R]),
    (r"$a b l a = a^2 b l$", [P]),
    # a sign among the words
    ("$(a + b)^2$ = $a^2 + 2 a b + b^2$", [P]),
    ("$(a + b)^2$ <br>\n= $a^2 + 2 a b + b^2$ <br>\n= $a^2 + b^2$", [P, R]),
    ("> $(a + b)^2$\n> = $a^2 + b^2 + 2 a b$", [P]),
    ("= $a = a + 0$", [P]),
    # words with a space of their own
    (r"$$Then \space a + a = 2a$$", [P]),
    (r"$$a + a = 2a, \ for \ a > 0$$", [P]),
    (r"$b l a = a b l$", [P]),
    # one entry of a vector that nobody declared is any number, but not beside another one, nor under a sum
    (r"$\frac{\partial \sigma(x_i)}{\partial x_i} = \sigma(x_i)(1 - \sigma(x_i))$", [P]),
    (r"$\sigma'(z_n) = \sigma(z_n) \sigma(-z_n)$", [P]),
    (r"$\frac{d}{d x_i} x_i^2 = 2 x_i$", [P]),
    (r"$\frac{d}{d x_i} x_i^3 = 2 x_i$", [R]),
    (r"$\frac{\partial \sigma(x_j)}{\partial x_i} = 0$", [U]),
    (r"$\sum_i x_i = x_i$", [U]),
    (r"$i x_i = x_i$", [U]),
    (r"$x_i - x = 0$", [U]),
    # dots in a list, spaces before what a sign acts on, rows of an array, blank cells of cases
    (r"$g(w_{t-m}, \ldots w_{t+m}) = \sum_{-m \le j \le m} \quad p_{w_{t+j}}$", [P]),
    (r"$$\begin{array}{rl} a + a =& 2a \\ =& 3a \end{array}$$", [P, R]),
    (r"$$y_w = \left\{\begin{aligned} &1&&\text{if } w = o \\ &0&&\text{otherwise} \end{aligned}\right.$$", [P]),
    (r"$$y_w = \begin{cases} 1, w = o \\ 0, w \neq o \end{cases}$$", [P]),
    (r"$$y_w = \begin{cases} 0, w = o \\ 1, w \neq o \end{cases}$$", [R]),
    (r"$$\frac{\partial v_c}{\partial v_w}_{\text{ where } w \neq c} = 0$$", [P]),
    (r"$$\frac{\partial v_c}{\partial v_w} = 0(\text{when } w \neq c)$$", [P]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdicts"), CASES)
def test_a_habit_is_read_as_meant(text: str, verdicts: list[str]) -> None:
    checked = check_text(GIVEN + text)
    assert [j.verdict.value for j in checked.judgements if j.verdict.value != "given"] == verdicts
