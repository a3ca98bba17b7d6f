r"""Wrong steps with the mistake that was made in them, each mistake in several subjects; and steps that no mistake explains.

A case is the name of a Given and one formula (a chain: its last step is meant).
"""

from __future__ import annotations

GIVENS = {
    "word2vec": r"""
- $V$ a finite set; $d, K \in \mathbb{N}$
- $u_w, v_w \in \mathbb{R}^d$ for $w \in V$; $U = [u_1, \dots, u_{|V|}]$ (columns)
- $o, c \in V$; $z = U^\top v_c$; $\hat y = \operatorname{softmax}(z)$; $y = e_o$
- $J = -\log \hat y_o$
- $a_k \in \mathbb{R}^d$ for $k = 1, \dots, K$
- $N = -\log \sigma(u_o^\top v_c) - \sum_{k=1}^K \log \sigma(-a_k^\top v_c)$
- $P(a \mid b) = \frac{\exp(u_a^\top v_b)}{\sum_{w \in V} \exp(u_w^\top v_b)}$ for $a, b \in V$
""",
    "softmax": r"""
- $n \in \mathbb{N}$; $z, t \in \mathbb{R}^n$; $p = \operatorname{softmax}(z)$; $i, j, k \in \{1, \dots, n\}$
- $\sum_{i=1}^n t_i = 1$
- $L = -\sum_{i=1}^n t_i \log p_i$; $s = \log \sum_{i=1}^n e^{z_i}$
""",
    "regression": r"""
- $n, d \in \mathbb{N}$; $X \in \mathbb{R}^{n \times d}$; $w \in \mathbb{R}^d$; $y \in \mathbb{R}^n$; $\lambda > 0$; $b \in \mathbb{R}$
- $\hat y = X w$; $r = X w - y$; $L = \|X w - y\|^2$; $R = L + \lambda \|w\|^2$
- $q = \sigma(X w)$
""",
    "calculus": r"""
- $x, a, b \in \mathbb{R}$; $a > 0$; $b > 0$
""",
    "matrices": r"""
- $n, m \in \mathbb{N}$; $A, B \in \mathbb{R}^{n \times n}$; $C \in \mathbb{R}^{n \times m}$; $D \in \mathbb{R}^{m \times n}$
- $u, v \in \mathbb{R}^n$; $s \in \mathbb{R}^m$; $i, j \in \{1, \dots, n\}$
""",
    "sums": r"""
- $n \in \mathbb{N}$; $n \ge 2$; $x, y \in \mathbb{R}^n$; $c \in \mathbb{R}$; $k, l \in \{1, \dots, n\}$
- $\bar x = \frac{1}{n} \sum_{i=1}^n x_i$
""",
    "window": r"""
- $m \in \mathbb{N}$; $x_j \in \mathbb{R}$ for $-m \le j \le m$
""",
    "layer": r"""
- $m, n \in \mathbb{N}$; $W \in \mathbb{R}^{m \times n}$; $x \in \mathbb{R}^n$; $b, g \in \mathbb{R}^m$
- $z = W x + b$; $h = \tanh(z)$; $E = g^\top h$
""",
    "probability": r"""
- $A, B$ finite sets; $a \in A$; $b \in B$
- $Q(a, b) > 0$ for $a \in A$, $b \in B$
- $P(b) = \sum_{a \in A} q_{ab}$ for $b \in B$
""",
}

CASES: dict[str, list[tuple[str, str]]] = {
    "lost hat": [
        ("word2vec", r"\frac{\partial J}{\partial z} = y - y"),
        ("regression", r"r = y - y"),
        ("sums", r"\sum_{i=1}^n (x_i - \bar x)^2 = \sum_{i=1}^n x_i^2 - n x^2"),
        ("word2vec", r"\frac{\partial J}{\partial v_c} = U (y - y)"),
    ],
    "spurious hat": [
        ("word2vec", r"\frac{\partial J}{\partial z} = \hat y - \hat y"),
        ("regression", r"L = (X w - \hat y)^\top (X w - y)"),
        ("word2vec", r"u_o = U \hat y"),
    ],
    "wrong derivative on the left": [
        ("regression", r"\frac{\partial R}{\partial b} = \frac{\partial L}{\partial w} + 2 \lambda w"),
        ("layer", r"\frac{\partial E}{\partial x} = \frac{\partial E}{\partial z} \frac{\partial z}{\partial b}"),
        ("word2vec", r"\frac{\partial J}{\partial v_c} = \frac{\partial J}{\partial z} \frac{\partial z}{\partial U}"),
    ],
    "sign inside σ": [
        ("calculus", r"\frac{d}{dx} \log \sigma(x) = \sigma(x)"),
        ("calculus", r"1 - \sigma(x) = \frac{1}{1 + e^{-x}}"),
        ("word2vec", r"\frac{\partial N}{\partial a_k} = (1 - \sigma(a_k^\top v_c)) v_c"),
        ("calculus", r"\frac{d}{dx} \log(1 + e^{-x}) = -\sigma(x)"),
    ],
    "quotient rule's sign": [
        ("calculus", r"\frac{d}{dx} \frac{x}{x^2 + 1} = \frac{(x^2 + 1) + 2 x^2}{(x^2 + 1)^2}"),
        ("calculus", r"\frac{d}{dx} \frac{e^x}{1 + e^x} = \frac{e^x (1 + e^x) + e^x e^x}{(1 + e^x)^2}"),
        ("calculus", r"\frac{d}{dx} \frac{x}{a + x^2} = \frac{2 x^2 - (a + x^2)}{(a + x^2)^2}"),
    ],
    "lost minus": [
        ("calculus", r"-\log \frac{a}{b} = \log a - \log b"),
        ("softmax", r"\frac{\partial L}{\partial z} = t - p"),
        ("regression", r"\frac{\partial L}{\partial w} = 2 X^\top (y - X w)"),
        ("word2vec", r"\frac{\partial}{\partial v_c} u_o^\top v_c - \frac{\partial J}{\partial v_c} = U (\hat y - y) + u_o"),
        ("calculus", r"\frac{d}{dx} \cos x = \sin x"),
    ],
    "spurious minus": [
        ("calculus", r"\frac{d}{dx} \sin x = -\cos x"),
        ("softmax", r"\frac{\partial s}{\partial z_k} = -p_k"),
        ("matrices", r"(u - v)^\top (u - v) = u^\top u - 2 u^\top v - v^\top v"),
    ],
    "lost brackets": [
        ("calculus", r"a - (b - x + 1) = a - b - x + 1"),
        ("sums", r"\sum_{i=1}^n (x_i + c) = \sum_{i=1}^n x_i + c"),
        ("calculus", r"a (b + x + 1) - x = a b + x + 1 - x"),
    ],
    "transpose": [
        ("regression", r"\frac{\partial L}{\partial w} = 2 X (X w - y)"),
        ("matrices", r"(A B)^\top = B^\top A"),
        ("matrices", r"\frac{\partial}{\partial u} u^\top A v = A^\top v"),
        ("layer", r"\frac{\partial E}{\partial x} = W (g \odot (1 - h \odot h))"),
        ("matrices", r"(A u)^\top v = u^\top A v"),
    ],
    "outer-product order": [
        ("matrices", r"\frac{\partial}{\partial A} u^\top A v = v u^\top"),
        ("word2vec", r"\frac{\partial J}{\partial U} = (\hat y - y) v_c^\top"),
        ("matrices", r"(C D)^\top = C^\top D^\top"),
        ("layer", r"\frac{\partial}{\partial W} g^\top W x = x g^\top"),
    ],
    "vector for component": [
        ("softmax", r"\frac{\partial L}{\partial z_k} = p - t_k"),
        ("word2vec", r"\frac{\partial J}{\partial u_w} = (\hat y - y_w) v_c"),
        ("matrices", r"(A u)_i = \sum_{j=1}^n A_{ij} u"),
    ],
    "component for vector": [
        ("softmax", r"\frac{\partial L}{\partial z} = p_k - t"),
        ("word2vec", r"\frac{\partial J}{\partial v_c} = U (\hat y_o - y)"),
        ("matrices", r"u^\top (u + v) = u^\top u + u_i^\top v"),
    ],
    "Σ kept": [
        ("sums", r"\frac{\partial}{\partial x_k} \sum_{i=1}^n x_i^2 = \sum_{i=1}^n 2 x_i"),
        ("softmax", r"\frac{\partial}{\partial z_k} \sum_{i=1}^n e^{z_i} = \sum_{i=1}^n e^{z_i}"),
        ("word2vec", r"\frac{\partial}{\partial u_o} \sum_{w \in V} \exp(u_w^\top v_c) = \sum_{w \in V} \exp(u_w^\top v_c) v_c"),
    ],
    "bound variable outside its sum": [
        ("sums", r"\frac{\partial}{\partial x_k} \left(\sum_{i=1}^n x_i\right)^2 y_k = 2 \left(\sum_{i=1}^n x_i\right) y_i"),
        ("softmax", r"\frac{\partial s}{\partial z_k} = \left(\sum_{i=1}^n e^{z_i}\right)^{-1} e^{z_i}"),
        ("sums", r"\sum_{i=1}^n x_i y_i = \left(\sum_{i=1}^n x_i\right) y_i"),
        ("sums", r"\sum_{i=1}^n [i = k] (x_i - y_i) = x_i - y_i"),
    ],
    "wrong index": [
        ("sums", r"\frac{\partial}{\partial x_k} \sum_{i=1}^n x_i y_i = y_l"),
        ("softmax", r"\frac{\partial p_i}{\partial z_j} = p_j ([i = j] - p_j)"),
        ("word2vec", r"\frac{\partial}{\partial v_c} \log P(o \mid c) = u_o - \sum_{w \in V} P(w \mid c) u_o"),
        ("matrices", r"(A v)_i = \sum_{j=1}^n A_{ij} v_i"),
    ],
    "lost exp": [
        ("word2vec", r"\hat y_o = \frac{u_o^\top v_c}{\sum_{w \in V} \exp(u_w^\top v_c)}"),
        ("softmax", r"p_k = \frac{e^{z_k}}{\sum_{i=1}^n z_i}"),
        ("calculus", r"\frac{d}{dx} \exp(a x) = a x a"),
    ],
    "lost log": [
        ("calculus", r"\log(a b) = \log a + b"),
        ("softmax", r"L = -\sum_{i=1}^n t_i p_i"),
        ("word2vec", r"J = -u_o^\top v_c + \sum_{w \in V} \exp(u_w^\top v_c)"),
    ],
    "lost σ": [
        ("calculus", r"\frac{d}{dx} \sigma(x) = \sigma(x) (1 - x)"),
        ("word2vec", r"N = -\log(u_o^\top v_c) - \sum_{k=1}^K \log \sigma(-a_k^\top v_c)"),
        ("calculus", r"\frac{d}{dx} \log \sigma(a x) = a (1 - a x)"),
    ],
    "spurious function": [
        ("calculus", r"\log e^{x + a} = e^{x + a}"),
        ("softmax", r"\log p_k = e^{z_k} - s"),
        ("word2vec", r"J = -\exp(u_o^\top v_c) + \log \sum_{w \in V} \exp(u_w^\top v_c)"),
    ],
    "elementwise for matrix product": [
        ("layer", r"\frac{\partial E}{\partial z} = g^\top (1 - h \odot h)"),
        ("matrices", r"A (u + v) = A u + A \odot v"),
        ("matrices", r"A B C = A \odot B C"),
    ],
    "joint for conditional probability": [
        ("word2vec", r"J = -\log P(c \mid o)"),
        ("word2vec", r"\hat y_o = P(c \mid o)"),
        ("word2vec", r"\frac{\partial}{\partial v_c} \log P(o \mid c) = u_o - \sum_{w \in V} P(c \mid w) u_w"),
    ],
    "power": [
        ("calculus", r"\frac{d}{dx} x^3 = 3 x^3"),
        ("calculus", r"\frac{d}{dx} \frac{1}{1 + e^x} = -\frac{e^x}{1 + e^x}"),
        ("sums", r"\frac{\partial}{\partial c} \sum_{i=1}^n (x_i - c)^4 = -4 \sum_{i=1}^n (x_i - c)^2"),
        ("matrices", r"\sum_{i=1}^n u_i^2 = \|u\|"),
        ("softmax", r"\frac{\partial p_i}{\partial z_j} = [i = j] p_i - \frac{e^{z_i} e^{z_j}}{\sum_{k=1}^n e^{z_k}}"),
    ],
    "sum bounds": [
        ("sums", r"\sum_{i=1}^n x_i - x_n = \sum_{i=1}^n x_i"),
        ("sums", r"\sum_{i=1}^n x_i - x_1 = \sum_{i=1}^n x_i"),
        ("sums", r"\sum_{i=1}^n x_i = x_k + \sum_{i=1}^n x_i"),
        ("word2vec", r"\sum_{k=1}^K (a_k + v_c) - K v_c = \sum_{w \in V} a_w"),
        ("window", r"\sum_{-m \le j \le m, j \ne 0} x_j + x_0 - x_0 = \sum_{j=1}^m x_j"),
    ],
    "lost Σ": [
        ("softmax", r"\frac{\partial L}{\partial z_k} = p_k t_i - t_k"),
        ("regression", r"\frac{\partial L}{\partial w_j} = 2 r_i X_{ij}"),
        ("word2vec", r"\frac{\partial}{\partial v_c} \sum_{w \in V} \exp(u_w^\top v_c) = \exp(u_w^\top v_c) u_w"),
    ],
    "wrong variable": [
        ("matrices", r"\frac{\partial}{\partial u} u^\top v = u"),
        ("word2vec", r"\frac{\partial}{\partial v_c} u_o^\top v_c = v_o"),
        ("word2vec", r"\frac{\partial J}{\partial u_w} = (\hat y_w - y_w) u_w"),
        ("calculus", r"\frac{d}{dx} a x^2 = 2 b x"),
        ("sums", r"\frac{\partial}{\partial x_k} \sum_{i=1}^n (x_i^2 + y_i^3) = \frac{\partial}{\partial x_k} \sum_{i=1}^n y_i^3"),
    ],
    "exchanged": [
        ("calculus", r"\frac{1}{\frac{1}{a} + \frac{1}{b}} = \frac{a + b}{a b}"),
        ("calculus", r"\frac{1}{\frac{x^2}{a} + \frac{1}{b}} = \frac{a b}{a x^2 + b}"),
        ("calculus", r"\frac{a^b}{a^x} = a^{x - b}"),
    ],
    "product for a sum": [
        ("calculus", r"\log(a b) = \log a \log b"),
        ("calculus", r"e^{a + x} = e^a + e^x"),
        ("softmax", r"\log(e^{z_i} p_k) = z_i \log p_k"),
    ],
    "another value": [
        ("softmax", r"\sum_{i=1}^n p_i = n"),
        ("sums", r"\sum_{i=1}^n (x_i - \bar x) = n"),
        ("calculus", r"\frac{\log \sqrt{a}}{\log a} = a"),
    ],
    "missing factor": [
        ("calculus", r"\frac{d}{dx} (3 x + 1)^2 = 2 (3 x + 1)"),
        ("regression", r"\frac{\partial R}{\partial w} = 2 X^\top (X w - y) + \lambda w"),
        ("sums", r"\frac{\partial}{\partial x_k} \sum_{i=1}^n x_i^2 y_i = 2 x_k"),
        ("calculus", r"\frac{d}{dx} e^{a x} = e^{a x}"),
    ],
    "missing term": [
        ("calculus", r"\frac{d}{dx} x e^x = x e^x"),
        ("calculus", r"(a + b)^2 = a^2 + 2 a b"),
        ("regression", r"L = w^\top X^\top X w - 2 w^\top X^\top y"),
        ("calculus", r"\frac{d}{dx} (e^x \sin x) = e^x \cos x"),
    ],
    "inherited error": [
        ("calculus", r"(x + 1)^2 = x^2 + x + 7 = x^2 + 2 x + 1"),
        ("calculus", r"\frac{d}{dx} \frac{e^x}{1 + e^x} = \frac{e^x}{1 + e^x} - \frac{e^x}{(1 + e^x)^2} = \sigma(x) (1 - \sigma(x))"),
        ("regression", r"L = r^\top X w = r^\top r"),
        ("softmax", r"\frac{\partial L}{\partial z_k} = \sum_{i=1}^n p_i - t_k = p_k - t_k"),
    ],
}

NONE: list[tuple[str, str]] = [
    ("calculus", r"(x + a)^2 = x^2 + 2 a x + a^2"),  # right
    ("softmax", r"\frac{\partial L}{\partial z} = p - t"),  # right
    ("calculus", r"\frac{d}{dx} \frac{x}{x^2 + 1} = \frac{\sin x + 17}{a^5 b}"),  # wrong in many ways
    ("regression", r"L = b \lambda^3 + 11 b"),
    ("softmax", r"L = 5 p_k - \tanh(t_j) + 3"),
    ("matrices", r"A B = 7 B B A + 5 A"),
    ("calculus", r"a \le a + 1"),  # undecided
    ("calculus", r"\int_0^x a = a x"),
]
