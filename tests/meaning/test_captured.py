r"""Names with a free letter under a sum that binds this letter: two readings are open, so that nothing is proved or refuted."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file

GIVEN = r"""## Given

- $V$ a finite set; $u_w, v_w \in \mathbb{R}^d$ for $w \in V$; $o, c \in V$
- $n \in \mathbb{N}$; $x_i \in \mathbb{R}$ for $i = 1, \dots, n$

## (a)

"""
OPEN = {
    r"Let $a = u_w^\top v_c$. Then $\sum_w a = \sum_w u_w^\top v_c$.": "given ambiguous",
    r"Let $a = u_w^\top v_c$. Then $\sum_{w \in V} a u_w = \sum_{k \in V} (u_w^\top v_c) u_k$.": "given ambiguous",
    r"Let $s = \exp(u_w^\top v_c)$ and $Z = \sum_w s$. Then $\frac{\partial}{\partial v_c} Z = \sum_w s u_w$.": "given ambiguous ambiguous",
    r"Let $s = \exp(u_w^\top v_c)$ and $Z = \sum_w s$. Then $\log Z = \log \sum_w \exp(u_w^\top v_c)$.": "given ambiguous ambiguous",
    r"Put $q = 2 x_i$. $$\sum_{i=1}^n q = 2 \sum_{i=1}^n x_i$$": "given ambiguous",
    r"Put $q = 2 x_i$ and $r = q + 1$. $$\prod_i r = \prod_i (2 x_i + 1)$$": "given given ambiguous",
}
CLEAR = {
    r"Let $a_w = u_w^\top v_c$. Then $\sum_w a_w = \sum_w u_w^\top v_c$.": "given proved",
    r"Let $a = u_o^\top v_c$. Then $\sum_w a = |V| a$.": "given proved",
    r"Let $a = u_w^\top v_c$. Then $a^2 = (v_c^\top u_w)^2$.": "given proved",
    r"Let $a = u_w^\top v_c$. Then $\sum_{k \in V} a x_1 = |V| a x_1$.": "given proved",
    r"Let $s = \sum_w u_w$. Then $\sum_w s = |V| s$.": "given proved",
    r"Let $a = u_w^\top v_c$. Then $\frac{\partial a}{\partial u_w} = v_c$.": "given proved",
    r"Let $a = u_w^\top v_c$. Then $\frac{\partial a}{\partial u_w} = u_w$.": "given refuted",
}


@pytest.mark.parametrize(("text", "expected"), [*OPEN.items(), *CLEAR.items()])
def test_a_letter_is_not_captured(text: str, expected: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(GIVEN + text + "\n", encoding="utf-8")
    assert [j.verdict.value for j in check_file(str(page)).judgements] == expected.split()


def test_nothing_follows_from_a_given_that_is_open(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    given = GIVEN.replace("\n\n## (a)", "\n- $a = u_w^\\top v_c$, $Z = \\sum_w \\exp(a)$\n\n## (a)")
    page.write_text(given + r"$Z + 1 = \sum_w \exp(u_w^\top v_c) + 1$" + "\n", encoding="utf-8")
    assert [j.verdict.value for j in check_file(str(page)).judgements] == ["undecided"]
