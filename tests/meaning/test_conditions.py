"""Conditions of the page (LANGUAGE.md, 2): before and behind a formula, in words, brackets and scripts; and what they govern."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file

GIVEN = r"""## Given

- $x, t \in \mathbb{R}$
- $V$ a finite set; $o, c \in V$; $f_w \in \mathbb{R}$ for $w \in V$

## (a)

"""
Found = list[tuple[str, tuple[str, ...]]]

HOLDS: dict[str, Found] = {
    r"if $x > 0$, $\sqrt{x^2} = x$": [("proved", ("x > 0",))],
    r"$\sqrt{x^2} = x$ if $x > 0$": [("proved", ("x > 0",))],
    r"$\sqrt{x^2} = x$ when $x > 0$": [("proved", ("x > 0",))],
    r"$\sqrt{x^2} = x$ for $x > 0$": [("proved", ("x > 0",))],
    r"$\sqrt{x^2} = x$ where $x > 0$": [("proved", ("x > 0",))],
    r"for $x > 0$, $\sqrt{x^2} = x$": [("proved", ("x > 0",))],
    r"$x > 0$ 이면 $\sqrt{x^2} = x$": [("proved", ("x > 0",))],
    r"若 $x > 0$, $\sqrt{x^2} = x$": [("proved", ("x > 0",))],
    r"$$\sqrt{x^2} = x \quad (x > 0)$$": [("proved", ("x > 0",))],
    r"$$\sqrt{x^2} = x \quad \text{for } x > 0$$": [("proved", ("x > 0",))],
    r"$$\sqrt{x^2} = x \text{ if } x > 0$$": [("proved", ("x > 0",))],
    r"if $x > 0$ and $t > 0$, $\sqrt{x^2} \sqrt{t^2} = x t$": [("proved", ("x > 0", "t > 0"))],
    r"if $o = c$, $f_o = f_c$": [("proved", ("o = c",))],
    r"$f_o = f_c$ if $o = c$": [("proved", ("o = c",))],
    r"$f_o = f_c$ for $o = c$": [("proved", ("o = c",))],
    r"$$f_o = f_c \quad (o = c)$$": [("proved", ("o = c",))],
    r"$[w = o] f_w = 0$ for $w \neq o$": [("proved", (r"w \neq o",))],
    r"$$[w = o] f_w = 0 \quad (w \neq o)$$": [("proved", (r"w \neq o",))],
    # of which things a letter speaks, in words
    r"For all other words $w \neq o$, $[w = o] f_w = 0$": [("proved", (r"w \neq o",))],
    "and for a wrong word ($w \\neq o$)\n\n$$[w = o] f_w = 0$$": [("proved", (r"w \neq o",))],
    "for every other word, $w \\neq o$,\n\n$$[w = o] f_w = 0$$": [("proved", (r"w \neq o",))],
    r"나머지 $w \neq o$ 에 대해서는 $[w = o] f_w = 0$": [("proved", (r"w \neq o",))],
    r"$w \neq o$인 경우에는 $[w = o] f_w = 0$": [("proved", (r"w \neq o",))],
    r"对于其他的 $w \neq o$ 有 $[w = o] f_w = 0$": [("proved", (r"w \neq o",))],
    r"for every other word, $w \neq o$, $f_w = 0$": [("refuted", (r"w \neq o",))],
    "Off the target ($w \\neq o$): $[w = o] f_w = 0$": [("proved", (r"w \neq o",))],
    "The other entries ($w \\neq o$) are $[w = o] f_w = 0$": [("proved", (r"w \neq o",))],
    "Wrong words, $w \\neq o$: $[w = o] f_w = 0$": [("proved", (r"w \neq o",))],
    "Off the target ($w \\neq o$): $f_w = 0$": [("refuted", (r"w \neq o",))],
    r"If $w \in V$ and $w \neq o$, then $[w = o] f_w = 0$": [("proved", (r"w \in V", r"w \neq o"))],
    r"$w \in V$ 이고 $w \neq o$ 이면 $[w = o] f_w = 0$": [("proved", (r"w \in V", r"w \neq o"))],
    r"If $w \in V$, $[w = o] f_w = 0$": [("refuted", (r"w \in V",))],
    r"For $i = 1, \dots, m$ and $j = 1, \dots, n$: $(x + i) j = x j + i j$": [("proved", ())],
    r"for all $i, j = 1, \dots, n$ we have $(x + i) j = x j + i j$": [("proved", ())],
    # ... and in words that claim it, give an example, or are over before the formula
    r"For example $x \neq t$. Hence $x = t$": [("undecided", ()), ("refuted", ())],
    r"So we see $o \neq c$ there. Hence $f_o = f_c$": [("undecided", ()), ("refuted", ())],
    r"For all words $f_w = 0$, $w \in V$": [("refuted", ())],
    r"if $x = 0$, $\frac{d}{dx} x^2 = 0$": [("proved", ("x = 0",))],
    r"if $x = 0$, $\frac{d}{dx} x = 0$": [("refuted", ("x = 0",))],
    r"if $w \neq o$, $\sum_{w \in V} [w = o] f_w = 0$": [("refuted", (r"w \neq o",))],
    "if $x > 0$, $\\sqrt{x^2} = x$\n\n- $|x| = x$": [("proved", ("x > 0",)), ("refuted", ())],
    "if $x > 0$, $\\sqrt{x^2} = x$\n\n## More\n\n$|x| = x$": [("proved", ("x > 0",)), ("refuted", ())],
    "if $x > 0$, $\\sqrt{x^2} = x$; if $x < 0$, $\\sqrt{x^2} = -x$": [("proved", ("x > 0",)), ("proved", ("x < 0",))],
}


@pytest.mark.parametrize("text", HOLDS)
def test_a_condition_is_part_of_the_step(text: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(GIVEN + text + "\n", encoding="utf-8")
    found = [(j.verdict.value, j.step.under) for j in check_file(str(page)).judgements]
    assert found == HOLDS[text]
