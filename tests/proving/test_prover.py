"""What is proved, with the conditions that are shown, and what must never be: one line of mathematics each, from page to verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file
from derive.proving.acceptance import Proof, accepted
from derive.proving.proof_table import replay
from derive.reporting.latex import latex
from derive.verdict import Judgement

NUMBERS = r"$x, y, t \in \mathbb{R}$; $p > 0$; $q > 0$; $n, k \in \mathbb{N}$, $n \ge 1$"
ARRAYS = r"""$n, k \in \mathbb{N}$; $a, b \in \mathbb{R}^n$; $A, B, C \in \mathbb{R}^{n \times n}$
- $M \in \mathbb{R}^{n \times k}$; $s \in \mathbb{R}^k$"""
WORDS = r"$V$ a finite set; $o, c \in V$; $f_w, g_w \in \mathbb{R}$ for $w \in V$; $x \in \mathbb{R}$; $m, n, k \in \mathbb{N}$"
APART = WORDS + r"; $o \neq c$; $w \neq o$"
SCORES = r"""$V$ a finite set; $o, c \in V$; $z \in \mathbb{R}^V$; $\hat y = \operatorname{softmax}(z)$; $y_w = [w = o]$ for $w \in V$
- $J = -\sum_{w \in V} y_w \log \hat y_w$"""
WINDOW = r"""$V$ a finite set; $c \in V$; $f_w \in \mathbb{R}$ for $w \in V$; $m \in \mathbb{N}$
- $w_{t+j} \in V$ for $-m \le j \le m$"""
SYMMETRIC = r"$n \in \mathbb{N}$; $a \in \mathbb{R}^n$; $A \in \mathbb{R}^{n \times n}$; $A^\top = A$; $i, j \in \{1, \dots, n\}$"
WEIGHTS = r"$V$ a finite set; $o \in V$; $y_w \in \mathbb{R}$ for $w \in V$; $\sum_{w \in V} y_w = 1$; $x \in \mathbb{R}$"
ENTRIES = r"$n \in \mathbb{N}$; $a \in \mathbb{R}^n$; $a_i > 0$ for $i = 1, \dots, n$"
CALLS = r"""$V$ a finite set; $o \in V$; $f_w \in \mathbb{R}$ for $w \in V$; $x \in \mathbb{R}$
- $h(a) = \sum_{w \in V} [w = a] f_w$ for $a \in V$
- $\phi(x) = \sum_{w \in V} x f_w$"""
LAYERS = r"""$n, h, m \in \mathbb{N}$; $x \in \mathbb{R}^n$; $t \in \mathbb{R}^m$
- $A \in \mathbb{R}^{h \times n}$, $B \in \mathbb{R}^{m \times h}$
- $r_i = \tanh\left(\sum_{j=1}^n A_{ij} x_j\right)$ for $i = 1, \dots, h$; $e = B r - t$
- $q_i = \sigma((A x)_i)$ for $i = 1, \dots, h$
- $E = e^\top e$; $S = \lVert B q - t \rVert^2$"""
CLASSES = r"""$n, d \in \mathbb{N}$; $C$ a finite set; $x_i \in \mathbb{R}^d$ for $i = 1, \dots, n$; $v_c \in \mathbb{R}^d$ for $c \in C$
- $g_i \in C$ and $a_i > 0$ for $i = 1, \dots, n$
- $P_{ic} = \frac{\exp(x_i^\top v_c)}{\sum_{b \in C} \exp(x_i^\top v_b)}$ for $i = 1, \dots, n$ and $c \in C$
- $L = -\sum_{i=1}^n a_i \log P_{i g_i}$"""
EQUATIONS = r"""$a, b, c, x, y \in \mathbb{R}$; $n \in \mathbb{N}$, $n \ge 1$; $v, w \in \mathbb{R}^n$
- $f : \mathbb{R} \to \mathbb{R}$
- $a + b = 1$; $2 x - 3 y = 6$; $n c = \sum_{i=1}^n (v_i - a)^2$; $f(x) + f(y) = a$
- $\sum_{i=1}^n v_i + \sum_{i=1}^n w_i = 0$"""
RIDGE = r"""$n, m \in \mathbb{N}$; $F \in \mathbb{R}^{n \times m}$; $t \in \mathbb{R}^n$, $u, s \in \mathbb{R}^m$; $\alpha, \beta > 0$
- $r_i > 0$ for $i = 1, \dots, n$
- $B = \alpha I + \beta F^\top F$, $C = \alpha I + \beta F^\top \operatorname{diag}(r) F$"""

BILINEAR = r"""$n \in \mathbb{N}$; $u, v \in \mathbb{R}^n$; $S, T, A \in \mathbb{R}^{n \times n}$; $S^\top = S$; $T = T^\top$
- $\det S \neq 0$"""
# two sequences of which one begins earlier: sums of their products have to be split and moved
SEQUENCES = r"""$n \in \mathbb{N}$, $n \ge 2$; $a_k \in \mathbb{R}$ for $k = 1, \dots, n$; $b_k \in \mathbb{R}$ for $k = 0, \dots, n$
- $x_k \in \mathbb{R}$ for $k = 1, \dots, n$; $m \in \mathbb{R}$; $s > 0$
- $\ell = \sum_{k=1}^n \log\left(\frac{1}{\sqrt{2\pi} s} e^{-(x_k - m)^2 / (2 s^2)}\right)$"""

TRUE: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    LAYERS: [
        (r"\frac{\partial E}{\partial x} = 2 A^\top ((B^\top e) \odot (1 - r \odot r))", ()),
        (r"\frac{\partial E}{\partial x_j} = 2 \sum_{i=1}^h \sum_{k=1}^m A_{ij} B_{ki} e_k (1 - r_i^2)", ()),
        (r"\frac{\partial S}{\partial x} = 2 A^\top \operatorname{diag}(q \odot (1 - q)) B^\top (B q - t)", ()),
        (r"\frac{\partial S}{\partial A_{ij}} = 2 x_j q_i (1 - q_i) \sum_{k=1}^m B_{ki} (B q - t)_k", ()),
        (r"\frac{\partial r}{\partial x} = \operatorname{diag}(1 - r \odot r) A", ()),
    ],
    EQUATIONS: [
        (r"a^2 - b^2 = a - b", ()),
        (r"y = \frac{2}{3} x - 2", ()),
        (r"\sum_{i=1}^n (v_i - a)^2 = n c", ()),
        (r"\sum_{i=1}^n v_i^2 = n c + 2 a \sum_{i=1}^n v_i - n a^2", ()),
        (r"f(x)^2 - f(y)^2 = a (f(x) - f(y))", ()),
        (r"\sum_{i=1}^n (v_i + w_i + a) = n a", ()),
    ],
    SEQUENCES: [
        (r"\sum_{k=1}^n a_k b_k = a_n b_n + \sum_{k=1}^{n-1} a_k b_k", ()),
        (r"\sum_{k=1}^n a_k b_{k-1} = a_1 b_0 + \sum_{k=1}^{n-1} a_{k+1} b_k", ()),
        (r"\sum_{k=1}^n a_k (b_k - b_{k-1}) = a_n b_n - a_1 b_0 - \sum_{k=1}^{n-1} b_k (a_{k+1} - a_k)", ()),
        (r"\sum_{k=2}^n a_k b_k - \sum_{k=1}^{n-1} a_k b_k = a_n b_n - a_1 b_1", ()),
        (r"\sum_{k=1}^{n-1} a_{k+1} b_{k+1} - \sum_{k=1}^{n-1} a_k b_k = a_n b_n - a_1 b_1", ()),
        # a condition of the inner derivative that holds around every point where s > 0 does
        (r"\frac{\partial^2 \ell}{\partial m \, \partial s} = -\frac{2}{s^3} \sum_{k=1}^n (x_k - m)", ()),
        (r"\frac{\partial^2 \ell}{\partial s \, \partial m} = -\frac{2}{s^3} \sum_{k=1}^n (x_k - m)", ()),
    ],
    RIDGE: [
        (r"B B^{-1} u = u", ()),
        (r"u^\top B^{-1} B u = u^\top u", ()),
        (r"B (\beta B^{-1} F^\top t) = \beta F^\top t", ()),
        (r"C^{-1} (\alpha u + \beta F^\top \operatorname{diag}(r) F u) = u", ()),
        (r"\frac{\partial}{\partial \alpha} B^{-1} = -B^{-1} B^{-1}", ()),
        (r"u^\top B u - 2 u^\top s = (u - B^{-1} s)^\top B (u - B^{-1} s) - s^\top B^{-1} s", ()),
    ],
    CLASSES: [
        (r"\sum_{c \in C} \frac{\partial L}{\partial v_c} = 0", ()),
        (r"\sum_{c \in C} \sum_{i=1}^n a_i P_{ic} x_i = \sum_{i=1}^n a_i x_i", ()),
        (r"\sum_{i=1}^n \sum_{c \in C} P_{ic} = n", ()),
        (r"\sum_{c \in C} \sum_{i=1}^n (P_{ic} - [g_i = c]) x_i = 0", ()),
        (r"\sum_{c \in C} \sum_{i=1}^n P_{ic} \lVert x_i \rVert^2 = \sum_{i=1}^n x_i^\top x_i", ()),
    ],
    NUMBERS: [
        (r"\frac{x}{x} = 1", (r"x \neq 0",)),
        (r"\frac{x^2 - y^2}{x - y} = x + y", (r"x - y \neq 0",)),
        (r"\frac{x^2 + p}{x^2 + p} = 1", ()),
        (r"\frac{1}{1/x} = x", (r"x \neq 0",)),
        (r"\log(p q) = \log p + \log q", ()),
        (r"\log(x y) = \log x + \log y", ("x > 0", "y > 0")),
        (r"\log \frac{p}{q} = \log p - \log q", ()),
        (r"\log \sqrt{p} = \frac{1}{2} \log p", ()),
        (r"e^{\log x} = x", ("x > 0",)),
        (r"\log e^x = x", ()),
        (r"\sqrt{x^2} = |x|", ()),
        (r"\sqrt{p^2} = p", ()),
        (r"\sqrt{x} \sqrt{x} = x", (r"x \geq 0",)),
        (r"\log (1 - \sigma(x)) = \log \sigma(-x)", ()),
        (r"\frac{1}{1 - \sigma(x)} + \frac{1}{\sigma(x)} = \frac{1}{\sigma(x) (1 - \sigma(x))}", ()),
        (r"\frac{1 - \sigma(x)}{\sigma(x) (1 - \sigma(x))} = \frac{1}{\sigma(x)}", ()),
        (r"\log \frac{\sigma(x)}{1 - \sigma(x)} = x", ()),
        (r"\log(1 + \frac{1}{p}) = \log(1 + p) - \log p", ()),
        (r"\log(\frac{x}{p} + 1) = \log (x + p) - \log p", (r"\frac{x}{p} + 1 > 0",)),
        (r"\log\left(\frac{1}{1 + p} + \frac{p}{1 + p}\right) = 0", ()),
        (r"\frac{d}{dx} \log (1 - \sigma(x)) = -\sigma(x)", ()),
        (r"\frac{d}{dx} \frac{1}{2} \log \frac{1 + \tanh x}{1 - \tanh x} = 1", ()),
        (r"\sqrt{1 - \tanh(x)^2} = \frac{2}{e^x + e^{-x}}", ()),
        (r"|x|^2 = x^2", ()),
        (r"|x| |y| = |x y|", ()),
        (r"|x - y| = |y - x|", ()),
        (r"|2 x - 2 y| = 2 |x - y|", ()),
        (r"|x/y| = |x|/|y|", (r"y \neq 0",)),
        (r"|x^3| = |x|^3", ()),
        (r"\operatorname{relu}(p x) = p \operatorname{relu}(x)", ()),
        (r"\operatorname{relu}(2 x - 2 y) = 2 \operatorname{relu}(x - y)", ()),
        (r"\sqrt{x^2 y^2} = |x| |y|", ()),
        (r"\sqrt{x^2 y} = |x| \sqrt{y}", (r"y \geq 0",)),
        (r"\sqrt{x y} = \sqrt{x} \sqrt{y}", (r"x \geq 0", r"y \geq 0")),
        (r"\sqrt{x^3} = x \sqrt{x}", (r"x \geq 0",)),
        (r"\operatorname{relu}(x) = \frac{x + |x|}{2}", ()),
        (r"[x > 0] + [x \le 0] = 1", ()),
        (r"p^{x + y} = p^x p^y", ()),
        (r"2^n \cdot 2 = 2^{n + 1}", ()),
        (r"\sigma(-x) = 1 - \sigma(x)", ()),
        (r"\tanh(x) = 2 \sigma(2 x) - 1", ()),
        (r"\cosh(x)^2 - \sinh(x)^2 = 1", ()),
        (r"\sin(x)^2 + \cos(x)^2 = 1", ()),
        (r"\frac{d}{dx} \sigma(x) = \sigma(x) (1 - \sigma(x))", ()),
        (r"\frac{d}{dx} \tanh(x) = 1 - \tanh(x)^2", ()),
        (r"\frac{d}{dx} \log(1 + e^x) = \sigma(x)", ()),
        (r"\frac{d}{dx} \operatorname{relu}(x) = [x > 0]", (r"x \neq 0",)),
        (r"\frac{d}{dx} \frac{1}{x} = -\frac{1}{x^2}", (r"x \neq 0",)),
        (r"\frac{d}{dx} \sqrt{x} = \frac{1}{2 \sqrt{x}}", ("x > 0",)),
        (r"\frac{d}{dx} x^x = x^x (\log x + 1)", ("x > 0",)),
        (r"\frac{\partial^2}{\partial x^2} e^{x^2} = (2 + 4 x^2) e^{x^2}", ()),
        (r"\sum_{i=1}^n x = n x", ()),
        (r"\sum_{i=0}^n 1 = n + 1", ()),
        (r"\frac{1}{k} \sum_{i=1}^k x = x", (r"k \neq 0",)),
    ],
    ARRAYS: [
        (r"\sum_{i=1}^n \sum_{j=1}^n a_i b_j = \left(\sum_{i=1}^n a_i\right) \left(\sum_{i=1}^n b_i\right)", ()),
        (r"\sum_{i=1}^n \sum_{j=1}^n A_{ij} = \sum_{j=1}^n \sum_{i=1}^n A_{ij}", ()),
        (r"\sum_{i,j} (a_i - a_j)^2 = 2 n \sum_i a_i^2 - 2 \left(\sum_i a_i\right)^2", ()),
        (r"\sum_{i=1}^n \sum_{j \neq i} a_i a_j = \left(\sum_i a_i\right)^2 - \sum_i a_i^2", ()),
        (r"\prod_{i=1}^n e^{a_i} = e^{\sum_{i=1}^n a_i}", ()),
        (r"n \sqrt{\frac{1}{n} \sum_i (a_i - b_i)^2}^2 = \sum_i (a_i - b_i)^2", ()),
        (r"b_1 + \sqrt{\sum_i (a_i - b_i)^2}^2 = b_1 + \sum_i (a_i - b_i)^2", ()),
        (r"(A B)^\top = B^\top A^\top", ()),
        (r"(A B) C = A (B C)", ()),
        (r"\operatorname{tr}(A B C) = \operatorname{tr}(C A B)", ()),
        (r"\operatorname{tr}(A B A^\top B^\top) = \operatorname{tr}(A^\top B^\top A B)", ()),
        (r"\|a + b\|^2 = \|a\|^2 + 2 a^\top b + \|b\|^2", ()),
        (r"\frac{\partial}{\partial a} a^\top A a = (A + A^\top) a", ()),
        (r"\nabla_s \|a - M s\|^2 = -2 M^\top (a - M s)", ()),
        (r"\frac{\partial}{\partial A} a^\top A b = a b^\top", ()),
        (r"\sum_{i=1}^n e_i e_i^\top = I", ()),
    ],
    BILINEAR: [
        (r"u^\top S v = v^\top S u", ()),
        (r"u^\top S T v = v^\top T S u", ()),
        (r"u^\top S^2 v = v^\top S^2 u", ()),
        (r"u^\top S^{-1} v = v^\top S^{-1} u", ()),
        (r"u^\top S A S v = v^\top S A^\top S u", ()),
        (r"(u + v)^\top S (u - v) = u^\top S u - v^\top S v", ()),
        (r"\operatorname{tr}(S T A) = \operatorname{tr}(A^\top T S)", ()),
        (r"\nabla_u\, u^\top S u = 2 S u", ()),
        (r"(A S)^{-1} = S^{-1} A^{-1}", (r"\det\left(A\right) \neq 0",)),
        (r"(S^2)^{-1} = (S^{-1})^2", ()),
        (r"(2 S A S)^{-1} = \frac{1}{2} S^{-1} A^{-1} S^{-1}", (r"\det\left(A\right) \neq 0",)),
        (r"\det(S A S^{-1}) = \det A", ()),
    ],
    WORDS: [
        (r"\sum_{w \in V} [w = o] f_w = f_o", ()),
        (r"\sum_{w \neq o} f_w = \sum_{w \in V} f_w - f_o", ()),
        (r"\sum_{w \in V} \sum_{r \neq w} f_w f_r = \left(\sum_{w \in V} f_w\right)^2 - \sum_{w \in V} f_w^2", ()),
        (r"\sum_{w \in V} \sum_{r \in V} [w = r] f_w g_r = \sum_{w \in V} f_w g_w", ()),
        (r"[o = c] f_o = [c = o] f_c", ()),
        (r"\sum_{w \in V} \frac{f_w}{\sum_{r \in V} f_r} = 1", (r"\sum_{i \in V} f_{i} \neq 0",)),
        (r"\sum_{w \in V} \frac{f_w}{f_w} = |V|", (r"f_{i} \neq 0 \text{ for all } i \in V",)),
        (r"\log \prod_{w \in V} f_w = \sum_{w \in V} \log f_w", (r"f_{i} > 0 \text{ for all } i \in V",)),
        (r"\frac{\partial}{\partial f_o} \prod_{w \in V} f_w = \prod_{w \neq o} f_w", ()),
        (r"\frac{\partial f_o}{\partial f_c} = [o = c]", ()),
        (r"\sum_{-m \le j \le m, j \neq 0} 1 = 2 m", ()),
    ],
    APART: [
        (r"\sum_{w \in V} [w = o] [w = c] f_w = 0", ()),
        (r"\sum_{w \in V} [w = o] f_w = f_o", ()),
        (r"\frac{\partial f_o}{\partial f_c} = 0", ()),
    ],
    SCORES: [
        (r"\sum_{w \in V} \hat y_w = 1", ()),
        (r"J = -z_o + \log \sum_{w \in V} e^{z_w}", ()),
        (r"\frac{\partial J}{\partial z} = \hat y - y", ()),
        (r"\nabla_z \sum_{w \in V} \log (1 - \sigma(z_w)) = -\sigma(z)", ()),
        (r"\frac{\partial \hat y_o}{\partial z_c} = \hat y_o ([o = c] - \hat y_c)", ()),
        (r"\frac{\partial^2 J}{\partial z_o \partial z_c} = \hat y_o ([o = c] - \hat y_c)", ()),
        (r"\frac{e^{z_w + x}}{\sum_{r \in V} e^{z_r + x}} = \hat y_w", ()),
        (r"-\sum_{w \in V} \hat y_w \log \hat y_w = \log \sum_{w \in V} e^{z_w} - \sum_{w \in V} \hat y_w z_w", ()),
        (r"\hat y_w - y_w = \hat y_w \quad (w \neq o)", ()),
    ],
    WINDOW: [
        (r"\sum_{-m \le j \le m} f_{w_{t+j}} = \sum_{r \in V} \sum_{-m \le j \le m} [w_{t+j} = r] f_r", ()),
        (r"\frac{\partial}{\partial f_c} \sum_{-m \le j \le m} f_{w_{t+j}} = \sum_{-m \le j \le m} [w_{t+j} = c]", ()),
    ],
    SYMMETRIC: [(r"\frac{\partial}{\partial a} a^\top A a = 2 A a", ()), (r"A^\top = A", ())],
    WEIGHTS: [(r"\sum_{w \in V} y_w = 1", ()), (r"\frac{\partial}{\partial y_o} \sum_{w \in V} y_w = 1", ())],
    ENTRIES: [
        (r"\log \prod_{i=1}^n a_i = \sum_{i=1}^n \log a_i", ()),
        (r"\log\frac{a_k}{\sum_{j=1}^n 1/a_j} = \log a_k - \log\sum_{j=1}^n \frac{1}{a_j} \quad (1 \le k \le n)", ()),
    ],
    CALLS: [
        (r"h(w) = f_w", ()),
        (r"\phi(f_w) = f_w \sum_{r \in V} f_r", ()),
        (r"\sum_{w \in V} \phi(f_w) = \left(\sum_{w \in V} f_w\right)^2", ()),
    ],
}

FALSE: dict[str, list[str]] = {
    SEQUENCES: [
        r"\sum_{k=1}^n a_k (b_k - b_{k-1}) = a_n b_n - a_1 b_1 - \sum_{k=1}^{n-1} b_k (a_{k+1} - a_k)",
        r"\sum_{k=1}^n a_k b_k = a_n b_n + \sum_{k=1}^{n-1} a_k b_{k-1}", r"\sum_{k=1}^n a_k b_{k-1} = \sum_{k=1}^{n-1} a_{k+1} b_k",
        r"\frac{\partial^2 \ell}{\partial m \, \partial s} = -\frac{1}{s^3} \sum_{k=1}^n (x_k - m)",
    ],
    BILINEAR: [
        r"u^\top A v = v^\top A u", r"u^\top S T v = v^\top S T u", r"\operatorname{tr}(S A T) = \operatorname{tr}(S T A)",
        r"\nabla_u\, u^\top A u = 2 A u", r"S T = T S", r"(A S)^{-1} = A^{-1} S^{-1}", r"(A + S)^{-1} = A^{-1} + S^{-1}",
        r"u^\top S A v = v^\top S A u",
    ],
    NUMBERS: [
        r"\sqrt{x^2} = x", r"|x|^n = x^n", r"\sqrt{x^{2 n}} = x^n", r"|x| = \operatorname{relu}(x)", r"x = y",
        r"\frac{d}{dx} |x| = 1", r"\frac{d}{dx} \operatorname{relu}(x) = 1", r"\frac{d}{dx} x^n = x^{n-1}",
        r"\sum_{i=1}^{n-2} 1 = n - 2", r"\sum_{i=1}^k [i = 1] = 1", r"\prod_{i=1}^k 0 = 0", r"\prod_{i=1}^k p = 0",
        r"[x > 0] + [x < 0] = 1", r"\frac{1}{x} = \frac{1}{y}", r"e^{x y} = e^x e^y", r"(x + y)^n = x^n + y^n",
        r"\frac{1}{1 - \sigma(x)} - \frac{1}{\sigma(x)} = \frac{1}{\sigma(x) (1 - \sigma(x))}",
        r"\log (1 - \sigma(x)) = x + \log \sigma(x)", r"\log(x + y) = \log x + \log y", r"\log \frac{x}{1 - x} = \log x - \log(1 + x)",
        r"|x + y| = |x| + |y|", r"|x^3| = x^3", r"\operatorname{relu}(-x) = -\operatorname{relu}(x)",
        r"1 + \sqrt{x^2 y^2}^2 = 1 + x y", r"y \sqrt{(x - y)^2}^2 = y (x^2 + y^2)",
        r"\operatorname{relu}(x y) = x \operatorname{relu}(y)", r"\sqrt{x^2 p} = x \sqrt{p}", r"\sqrt{x^2 + y^2} = |x| + |y|",
    ],
    ARRAYS: [
        r"a b^\top = b a^\top", r"A B = B A", r"(A B)^\top = A^\top B^\top", r"a a^\top = a^\top a I", r"A = A^\top",
        r"(A + B)^2 = A^2 + 2 A B + B^2", r"(A + B)(A - B) = A^2 - B^2", r"a^\top A b = a^\top A^\top b",
        r"\operatorname{tr}(A B C) = \operatorname{tr}(A C B)", r"\operatorname{tr}(A B A B) = \operatorname{tr}(A A B B)",
        r"\operatorname{tr}(A^\top A) = \operatorname{tr}(A A)", r"a_1 = \sum_{i=1}^n a_i", r"(a^\top b)^2 = a^\top a \cdot b^\top b",
        r"\sum_{i,j,l} A_{ij} A_{jl} A_{li} = \sum_{i,j,l} A_{ij} A_{jl} A_{il}", r"\frac{\partial}{\partial a} a^\top A a = 2 A a",
        r"\frac{\partial A_{ij}}{\partial A_{ji}} = 1", r"\sum_{i=1}^n a_i = \sum_{i=2}^n a_i", r"\|a + b\| = \|a\| + \|b\|",
    ],
    WORDS: [
        r"f_o = f_c", r"[o = c] = 0", r"[o \neq c] = 1", r"f_o g_c = f_c g_o", r"\sum_{w \neq o} f_w = \sum_{w \neq c} f_w",
        r"\sum_{w \in V} f_w g_o = \sum_{w \in V} f_w g_w", r"\frac{\partial f_o}{\partial f_c} = 0",
        r"\sum_{w \in V} \sum_{w \in V} f_w g_w = \sum_{w \in V} f_w \sum_{w \in V} g_w",
        r"\frac{\partial}{\partial f_w} \sum_{w \in V} f_w^2 = 2 \sum_{w \in V} f_w", r"\max_{w \in V} f_w = f_o",
        r"\frac{\partial}{\partial f_w} \sum_{w \in V} f_w = |V|", r"\prod_{w \in V} x f_w = x \prod_{w \in V} f_w",
        r"\max_{w \in V} x f_w = x \max_{w \in V} f_w", r"\prod_{w \in V} [w = o] = 0", r"f_o = f_c \quad (o \neq c)",
    ],
    APART: [r"\sum_{w \in V} [w = o] f_w = 0", r"\sum_{w \in V} [w \neq o] f_w = \sum_{w \in V} f_w", r"\sum_{w \in V} [w = c] f_w = 0"],
    SCORES: [
        r"\frac{\partial J}{\partial z} = \hat y", r"\frac{\partial \hat y_o}{\partial z_c} = -\hat y_o \hat y_c", r"\hat y_o = \hat y_c",
        r"\frac{\partial \hat y_o}{\partial z_c} = \hat y_o (1 - \hat y_c)", r"\hat y^\top \hat y = 1",
    ],
    WINDOW: [
        r"\sum_{-m \le j \le m} [w_{t+j} = c] = 1", r"\sum_{-m \le j \le m} f_{w_{t+j}} = (2 m + 1) f_c",
        r"\frac{\partial}{\partial f_c} \sum_{-m \le j \le m} f_{w_{t+j}} = 1",
    ],
    SYMMETRIC: [r"\frac{\partial A_{ij}}{\partial A_{ji}} = 1"],
    WEIGHTS: [r"\frac{\partial}{\partial y_o} \sum_{w \in V} y_w = 0", r"y_o = 1"],
    EQUATIONS: [
        r"a = b", r"\frac{\partial}{\partial a} (a + b) = 0", r"\frac{\partial}{\partial x} (2 x - 3 y) = 0",
        r"\frac{\partial}{\partial v_1} \sum_{i=1}^n v_i = 0", r"x = y",
    ],
    RIDGE: [r"B B^\top u = u", r"B^{-1} u = \frac{1}{\alpha} u", r"B C^{-1} u = u", r"(\alpha I - \beta F^\top F)^{-1} B u = u"],
    CALLS: [r"h(w) = \sum_{w \in V} f_w", r"\phi(f_w) = \sum_{w \in V} f_w^2", r"\frac{\partial}{\partial f_w} h(w) = |V|"],
}  # fmt: skip

NOT_DEFINED = {
    NUMBERS: [
        r"e^{\log(-x^2 - 1)} = -x^2 - 1", r"\frac{1}{x - x} = 0", r"\frac{0}{0} = 0", r"\sqrt{-p} = \sqrt{-p}",
        r"\frac{1}{x - x} = \frac{1}{x - x}",
    ],
    ARRAYS: [r"a_{n+1} = 0", r"\sum_{i=1}^{n+1} a_i = \sum_{i=1}^n a_i", r"\sum_{i=0}^n a_i = \sum_{i=1}^n a_i"],
}  # fmt: skip

UNDECIDED = {
    NUMBERS: [r"\log(x^2) = 2 \log |x|", r"|x y| = |x| |y|", r"\sum_{i=1}^n i = \frac{n (n + 1)}{2}", r"\sqrt{p q} = \sqrt{p} \sqrt{q}"],
    ARRAYS: [r"\sum_{i=1}^{n-1} (a_{i+1} - a_i) = a_n - a_1", r"\sum_{i=1}^n a_i = \sum_{i=0}^{n-1} a_{i+1}"],
    WORDS: [r"\prod_{w \in V} f_w = f_o \prod_{w \neq o} f_w", r"\max_{w \in V} (x + f_w) = x + \max_{w \in V} f_w"],
    WEIGHTS: [r"\sum_{w \neq o} y_w = 1 - y_o", r"x \sum_{w \in V} y_w = x"],
}


def judged(given: str, line: str, folder: Path) -> Judgement:
    page = folder / "page.md"
    page.write_text(f"## Given\n\n- {given}\n\n## (a)\n\n$${line}$$\n", encoding="utf-8")
    document = check_file(str(page))
    assert not document.notes and len(document.judgements) == 1 and not document.judgements[0].conflict
    return document.judgements[0]


def listed(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(given, line) for given, lines in table.items() for line in lines]


PROVED = [(given, line, conditions) for given, lines in TRUE.items() for line, conditions in lines]


@pytest.mark.parametrize(("given", "line", "conditions"), PROVED, ids=[line for _, line, _ in PROVED])
def test_proved(given: str, line: str, conditions: tuple[str, ...], tmp_path: Path) -> None:
    found = judged(given, line, tmp_path)
    assert (found.verdict, tuple(map(latex, found.conditions))) == ("proved", conditions), found.reason
    assert found.proof is not None and found.step.claim is not None
    assert isinstance(accepted(found.step.claim, replay(found.proof)), Proof)


@pytest.mark.parametrize(("given", "line"), listed(FALSE), ids=[line for _, line in listed(FALSE)])
def test_never_proved(given: str, line: str, tmp_path: Path) -> None:
    assert judged(given, line, tmp_path).verdict == "refuted"


@pytest.mark.parametrize(("given", "line"), listed(NOT_DEFINED), ids=[line for _, line in listed(NOT_DEFINED)])
def test_what_is_defined_nowhere_is_not_proved(given: str, line: str, tmp_path: Path) -> None:
    assert judged(given, line, tmp_path).verdict in ("undecided", "ill-typed")


@pytest.mark.parametrize(("given", "line"), listed(UNDECIDED), ids=[line for _, line in listed(UNDECIDED)])
def test_true_but_out_of_reach_is_not_refuted(given: str, line: str, tmp_path: Path) -> None:
    assert judged(given, line, tmp_path).verdict in ("undecided", "proved")
