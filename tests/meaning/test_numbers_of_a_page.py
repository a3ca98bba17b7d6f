r"""Numbers as pages speak of them: parameters with their bounds, conditions behind two formulas in turn, a vector's letter for a number,
and sums over the places where a sample has one value."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given** $V$ a finite set; $n, K, m \in \mathbb{N}$; $v, z \in \mathbb{R}^n$; $o \in V$

- $p \in \mathbb{R}^V$; $p_w > 0$ for $w \in V$

- $w_k \in V$ for $k = 1, \dots, K$; $w_{t+j} \in V$ for $-m \le j \le m$; $c = v + z$
- $F(o, p) = p_o^2$
- $F_{\text{all}}(w_{t-m}, \dots, w_{t+m}, p) = \sum_{-m \le j \le m} F(w_{t+j}, p)$, also written
  $F(w_{t-m}, \dots, w_{t+m}, p)$

"""
P, R, G, T, U = "proved", "refuted", "given", "ill-typed", "undecided"
CASES: list[tuple[str, list[str]]] = [
    # bounds of what a definition introduces
    (r"$f(x) = \max(\alpha x, x)$ where $0 < \alpha < 1$. $f'(x) = 1$ if $x > 0$, $f'(x) = \alpha$ if $x < 0$.", [G, P, P]),
    (r"$f(x) = \max(\alpha x, x)$ where $x$ is a scalar and 0 < $\alpha$ < 1. If x < 0, $f'(x) = \alpha$", [G, G, G, P]),
    ("$f(x) = \\max(\\alpha x, x)$ with $0 < \\alpha$ and $\\alpha < 1$.\n\n## Answer\n\nIf $x > 0$, $f'(x) = 1$", [G, G, G, P]),
    (r"$f(x) = \max(\alpha x, x)$. If $x > 0$, $f'(x) = 1$", [G, R]),
    (r"$f(x) = b x$ where $b > 0$. $|b| = b$ and $|x| = x$", [G, P, R]),
    ("$f(x) = b x$ where $b > 0$.\n\n## Another\n\n$|b| = b$", [G, R]),
    (r"$f(x) = b x$ where $x > 0$. $|x| = x$", [U, R]),
    (r"$f(x) = b x$, but it is not known whether $b > 0$. $|b| = b$", [G, U, R]),
    # what the other side is made of is no new name
    (r"$f(x) = \alpha x$. $\frac{\partial f(x)}{\partial x} = \alpha$", [G, P]),
    (r"$f(x) = \alpha x + \beta$. $f'(x) = \beta$", [G, R]),
    (r"$f(x) = \alpha x$. $f'(x) = \gamma$, so $\gamma = \alpha$", [G, G, P]),
    # each formula with the condition behind it, in dollars or in plain words
    (r"$|x| = x$ if $x > 0$, $|x| = -x$ if $x < 0$.", [P, P]),
    (r"$|x| = x$ if x > 0, $|x| = -x$ if x < 0.", [P, P]),
    (r"$|x| = -x$ if x > 0, $|x| = x$ if x < 0.", [R, R]),
    (r"$|x| = x$ when $x \ge 0$, $|x| = -x$ otherwise.", [P, P]),
    (r"If $x > 0$, $|x| = x$, otherwise $|x| = -x$", [P, P]),
    (r"If $x > 0$ and $y > 0$, $|x| = x$, otherwise $|x| = -x$", [P, U]),
    (r"Suppose $y > 0$. Then $|y| = y$, otherwise $|y| = -y$", [P, R]),
    (r"Note $x = x$, if $x > 0$, $|x| = x$.", [P, P]),
    (r"if x > -1, $|x| = x$", [R]),
    (r"if x > 0.5 we have $|x| = x$", [R]),
    # a step about one vector alone
    (r"$\tanh(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}}$", [P]),
    (r"$\sigma'(z) = \sigma(z) (1 - \sigma(z))$", [P]),
    (r"$\sigma'(z) = \sigma(z) (1 + \sigma(z))$", [R]),
    (r"$\frac{\partial \sigma(z)}{\partial z} = \sigma(z) (1 - \sigma(z))$", [U]),
    (r"$\sigma(z) \sigma(v) = \sigma(v) \sigma(z)$", [T]),
    (r"$z^\top z = z z$", [T]),
    (r"$e^c = e^c$", [P]),  # of each entry
    # a letter with a numeral right behind it
    (r"$s1 = v^\top z$, $s2 = z^\top z$. $\sigma(s1) s2 = \sigma(v^\top z) z^\top z$", [G, G, P]),
    (r"$s1 = v^\top z$. $\sigma(s1) = \sigma(z^\top z)$", [G, R]),
    (r"$s1 = v^\top z$. $s1^2 = s_1 s_1$", [G, P]),
    (r"$\log2 + x^2 = \log(2) + x x$", [P]),
    (r"$2 \pi2 = 4 \pi$", [P]),
    # one name for the loss of a pair and for that of a window
    (r"$\frac{\partial F}{\partial p} = \sum_{-m \le j \le m} \frac{\partial F(w_{t+j}, p)}{\partial p}$", [P]),
    (r"$F = \sum_{-m \le j \le m} F(w_{t+j}, p)$", [P]),
    (r"$F = 2 \sum_{-m \le j \le m} F(w_{t+j}, p)$", [R]),
    (r"$F = p_o^2$", [P]),
    # words as elements, names in bars
    (r"$p_{bank} = 1$, $p_{\text{bank}} = 1$", [U, U]),
    (r"$|S| p_o = p_o$", [U]),
    # what follows the consequence is claimed
    ("当标签是 One-hot 时，我们有 $p_o = 2$。", [R]),
    ("当标签是 One-hot 时，退化了。即：$$p_o = 2$$", [R]),
    ("令 q 是向量，则 $$p_o = p_o$$", [P]),
    ("令 $p_a = p_b$，则 $p_a - p_b = 0$", [P]),
    (r"If the vector is long, then $p_o = 2$.", [U]),  # of a long one it may be right
    (r"If the vector is long, we have $x - x = 0$.", [P]),
    (r"If we have $p_a = p_b$, then $p_a - p_b = 0$.", [P]),
    # and what is an example is not
    (r"For example, $p_a = 3 p_b$. Then they differ.", [U]),
    ("举例：如 $p_a = 3 p_b$，那么", [U]),
    (r"For example, $\sigma(0) = 2$.", [R]),
    (r"Here $p_a = 3 p_b$.", [R]),
    # cases that are set like code, and remarks behind a case
    ("Case 2: `w ≠ o` (when it is *not* observed):\n\n$[w = o] = 0$", [P]),
    ("Case 1: `w = o`:\n\n$[w = o] = 1$", [P]),
    ("Case 1: `w = o`:\n\n$[w = o] = 0$", [R]),
    ("The code `x = y` assigns. $x - y = 0$", [R]),
    # lists of vectors with notes, and with dots of two points
    (r"$[\underbrace{p_1 v}_{\text{first}}, \quad p_2 v, \quad \dots, \quad \underbrace{p_{|V|} v}_{\text{last}}] = v p^\top$", [P]),
    (r"$p_1 + .. + p_{|V|} = \sum_w p_w$", [P]),
    # the places where a sample has one value
    (r"$\sum_{w_j = w_s} p_{w_j} = p_{w_s} \sum_{k=1}^K [w_k = w_s]$", [P]),
    (r"$\sum_{i : w_i = w_s} 1 = \sum_{k=1}^K [w_k = w_s]$", [P]),
    (r"$\sum_{k=1}^K p_{w_k} = \sum_{w_j = w_s} p_{w_j} + \sum_{w_j \neq w_s} p_{w_j}$", [P]),
    (r"$\sum_{k=1}^K p_{w_k} = \sum_{w_j = w_s} p_{w_j} + \sum_{w_j \neq w_s} p_{w_s}$", [R]),
    (r"$\sum_{j : w_j = w_s} p_{w_j} = p_{w_s}$", [R]),
]


@pytest.mark.parametrize(("text", "verdicts"), CASES)
def test_a_number_is_what_the_page_says(text: str, verdicts: list[str]) -> None:
    checked = check_text(f"{GIVEN}## Answers\n\n{text}\n")
    assert not checked.notes
    assert [j.verdict.value for j in checked.judgements] == verdicts, [j.reason for j in checked.judgements]
