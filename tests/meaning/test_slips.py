r"""Slips that only types show: each step is read as meant, says what was mended, and without mending has no meaning."""

from __future__ import annotations

import pytest

from derive.checking import Checked, check_page, check_text, room_to_nest
from derive.reading.page import read_page
from derive.searching import Searches

GIVEN = r"""**Given** $V$ a finite set, also written $\text{Vocab}$ and $\text{Vocabulary}$; $\text{train}$ and $\text{trains}$ finite sets

- $o, c \in V$; $n, K \in \mathbb{N}$; $a \in V$

- $u_w \in \mathbb{R}^d$ for $w \in V$; $v_c, v_o \in \mathbb{R}^d$; $x, z \in \mathbb{R}^n$; $r \in \mathbb{R}^K$
- $p, q \in \mathbb{R}^V$; $p_w > 0$ for $w \in V$; $t_w = [w = o]$ for $w \in V$; $\hat y = \operatorname{softmax}(p)$
- $P(i \mid j) = \hat y_i$ for $i, j \in V$; $L(v_c, o) = -\log \hat y_o$; $h_0 \in \mathbb{R}$

"""
Mended = list[tuple[str, str, str]]
ZERO: Mended = [("zero for o", "0", "o")]


def ends(letter: str, size: str, times: int = 1) -> Mended:
    return [("reused index", letter, size)] * times


def word(written: str, read: str) -> Mended:
    return [("misspelt set", written, read)]


# A step, its verdict, and what was mended in it: kind, what was written, what was read.
CASES: list[tuple[str, str, Mended]] = [
    # a zero where only the letter o can be meant
    (r"$\frac{\partial}{\partial u_0} u_0^\top v_c = v_c$", "proved", ZERO * 2),
    (r"$\frac{\partial}{\partial u_0} u_0^\top v_c = u_c$", "refuted", ZERO * 2),
    (r"$\log \hat y_0 = p_o - \log \sum_w \exp(p_w)$", "proved", ZERO),
    (r"$-\sum_w t_w \log p_w = -\log p_{0}$", "proved", ZERO),
    (r"$t_w = [w = 0]$", "proved", ZERO),
    (r"$t_w = \delta_{w0}$", "proved", ZERO),
    (r"$P(0 \mid c) = \hat y_o$", "proved", ZERO),
    (r"$L(v_c, 0) = -\log \hat y_o$", "proved", ZERO),
    (r"If $w = 0$, then $t_w = 1$", "proved", ZERO),
    (r"$t_w = 0$ for $w \neq 0$", "proved", ZERO),
    (r"$\sum_{w \neq 0} p_w = \sum_w p_w - p_o$", "proved", ZERO),
    (r"$e_0^\top p = p_o$", "proved", ZERO),
    (r"$v_0^\top v_c = v_c^\top v_o$", "proved", ZERO),
    # dots up to a letter that the sum on the other side binds
    (r"$\sum_{w \in V} t_w p_w = t_1 p_1 + \dots + t_w p_w$", "proved", ends("w", "|V|", 2)),
    (r"$\sum_{w \in V} t_w p_w = t_1 p_1 + \dots + t_o p_o + \dots + t_w p_w$", "proved", ends("w", "|V|", 2)),
    (r"$-\sum_{k} t_k \log p_k = -[t_1 \log p_1 + t_2 \log p_2 + \cdots + t_k \log p_k]$", "proved", ends("k", "|V|", 2)),
    (r"$x_1 z_1 + x_2 z_2 + \ldots + x_i z_i = \sum_{i=1}^n x_i z_i$", "proved", ends("i", "n", 2)),
    (r"$\prod_{w \in V} p_w = p_1 p_2 \cdots p_w$", "proved", ends("w", "|V|")),
    (r"$\sum_{w} q_w u_w = [u_1, \dots, u_w] q$", "proved", ends("w", "|V|")),
    (r"$\sum_{k=1}^K r_k^2 = r_1^2 + \dots + r_k^2$", "proved", ends("k", "K")),
    (r"$\sum_{k=1}^K r_k^2 = r_1 + \dots + r_k$", "refuted", ends("k", "K")),
    # a set whose name has one letter wrong
    (r"$\sum_{w \in Vocb} p_w = \sum_{w \in V} p_w$", "proved", word("Vocb", "Vocab")),
    (r"$\sum_{w \in \text{Vocal}} p_w = \sum_{w \in V} p_w$", "proved", word(r"\text{Vocal}", "Vocab")),
    (r"$\sum_{w \in Voacb} p_w = \sum_{w \in V} p_w$", "proved", word("Voacb", "Vocab")),
    (r"$\sum_{w \in Voccab} p_w = \sum_{w \in V} q_w$", "refuted", word("Voccab", "Vocab")),
    (r"$\sum_{w \in \text{Vocabulery}} p_w = \sum_{w \in V} p_w$", "proved", word(r"\text{Vocabulery}", "Vocabulary")),
    (r"$\sum_{w \in v} p_w = \sum_{w \in V} p_w$", "proved", word("v", "V")),
    (r"$\sum_{w \in k} p_w = \sum_{w \in V} p_w$", "undecided", []),
    (r"$\sum_{w \in \text{trian}} p_w = \sum_{w \in V} p_w$", "undecided", []),
    (r"$\sum_{w \in \text{test}} p_w = \sum_{w \in V} p_w$", "undecided", []),
    (r"$\sum_{w \in W} p_w = \sum_{w \in V} p_w$", "undecided", []),
    # and nothing else: the 0 and the letter have, or may have, a meaning of their own
    (r"$h_0 = h_0 + 0$", "proved", []),
    (r"$p_o = p_0 \cdot 0$", "refuted", ZERO),
    (r"$r_0 = r_1$", "undecided", []),
    (r"$p_1 + \dots + p_w = 1$", "ill-typed", []),
    (r"$p_w + \sum_{w \in V} p_w = p_w + p_1 + \dots + p_w$", "ill-typed", []),
    (r"$\sum_{w \in V} p_w = p_1 + \dots + p_a$", "ill-typed", []),
    (r"$\sum_{w \in V} p_w = p_2 + \dots + p_w$", "ill-typed", []),
    (r"$\sum_{w \in V} (p_1 + \dots + p_w) = 1$", "ill-typed", []),
    (r"$\sum_{k=1}^K r_k = r_1 + \dots + r_j$", "ill-typed", []),
]  # fmt: skip


def mended(checked: Checked) -> Mended:
    (judgement,) = checked.judgements
    return [(r.kind, checked.page.text[r.start : r.end], r.read) for r in judgement.step.mended]


@pytest.mark.parametrize(("text", "verdict", "repairs"), CASES)
def test_a_slip_is_read_as_meant_and_said(text: str, verdict: str, repairs: Mended) -> None:
    checked = check_text(GIVEN + "(b) " + text)
    assert not checked.notes
    assert [j.verdict.value for j in checked.judgements] == [verdict], [j.reason for j in checked.judgements]
    assert mended(checked) == repairs


@pytest.mark.parametrize("text", [text for text, _, repairs in CASES if repairs])
def test_as_written_it_has_no_meaning(text: str) -> None:
    with room_to_nest():
        checked = check_page("<text>", read_page(GIVEN + "(b) " + text, ".md"), (), Searches(), strict_notation=True)
    assert [j.verdict.value for j in checked.judgements] == ["ill-typed"]
    assert all(read in checked.judgements[0].reason for _, _, read in mended(checked))


def test_a_slip_goes_on_in_its_chain() -> None:
    row = r"-[t_1 \log p_1 + \dots + t_0 \log p_0 + \dots + t_w \log p_w]"
    text = rf"$$\begin{{aligned}} -\sum_w t_w \log p_w &= {row} \\ &= -\log p_0 \end{{aligned}}$$"
    judgements = check_text(f"{GIVEN}(a) {text}").judgements
    assert [(j.verdict.value, {r.kind for r in j.step.mended}) for j in judgements] == [("proved", {"zero for o", "reused index"})] * 2


def test_what_is_mended_in_a_given_is_said() -> None:
    checked = check_text("**Given** $x \\in \\mathbb{R}$; $a = frac{1}{2} x$\n\n(a) $2 a = x$\n")
    assert [j.verdict.value for j in checked.judgements] == ["proved"]
    assert [(line, column) for _, line, column, _ in checked.notes] == [(1, 36)] and "backslash" in checked.notes[0][3]
