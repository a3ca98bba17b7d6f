r"""Input that hangs or crashes other readers: everything comes back, soon, as a formula or as a reason."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.reading.page import read_page
from derive.reading.parser import parse_formula
from derive.reading.syntax import Formula, Unreadable

BOMBS = {
    "open braces": "{" * 50_000,
    "deep brackets": "(" * 10_000 + "x" + ")" * 10_000,
    "deep within the size": "(" * 2_900 + "x" + ")" * 2_900,
    "as deep as allowed": "(" * 59 + "x" + ")" * 59,
    "a million digits": "9" * 1_000_000,
    "letters": "a" * 19_000,
    "many tokens": "x+" * 50_000,
    "tower": "x^{" * 59 + "x" + "}" * 59,
    "numeric tower": "9^{9^{9^9}}",
    "exponent": "1E9999999",
    "factorial": "10000000!",
    "sums": r"\sum" * 2_000 + " x",
    "hats": r"\hat" * 2_000 + " x",
    "roots": r"\sqrt" * 2_000 + " x",
    "prefix derivatives": r"\frac{\partial}{\partial x}" * 600,
    "differentials": "d/d" * 1_500,
    "bars": "|" * 5_000,
    "bars and letters": "|x" * 2_500,
    "crossed brackets": "([)]" * 1_400,
    "columns": "&" * 5_900,
    "rows": r"x \\" * 1_900,
    "texts never closed": r"\text{" * 3_000,
    "cases": r"\begin{cases}" * 1_000,
    "surrogates": "\ud800\udfff x = \ud800",
    "bidi": "\u202ex = y\u202c\u200b",
    "nul": "\x00x = \x00",
    "backslash": "\\",
    "redefinition": r"\newcommand{\sum}{0} \sum_i x = 0",
}

PAGES = {
    "dollars": "$ " * 50_000,
    "never closed": "$x=\n\n" * 5_000,
    "display never closed": "$$x=\n\n" * 5_000,
    "environments never closed": "\\begin{align}\n\n" * 5_000,
    "backticks": "` `` " * 20_000,
    "comments": "<!--" * 50_000,
    "quotes": ">" * 20_000,
    "lists": "- " * 5_000,
    "labels": "(a)\n" * 10_000,
    "rulers": "---\n" * 10_000,
    "fences": "~~~\nx\n" * 10_000,
    "empty headings": "#\n" * 5_000,
    "front matter": "---\n" + "given: x\n" * 20_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_come_back(name: str) -> None:
    text = BOMBS[name]
    start = time.process_time()
    formula = parse_formula(text, 0, len(text), True)
    assert time.process_time() - start < 1.0
    for item in formula.statements:
        assert 0 <= item.span.start <= item.span.end <= len(text)
        assert not isinstance(item, Unreadable) or (item.reason and len(item.reason) < 300)


@pytest.mark.parametrize("name", [*BOMBS, *PAGES])
@pytest.mark.parametrize("suffix", [".md", ".tex"])
def test_pages_come_back(name: str, suffix: str) -> None:
    text = PAGES[name] if name in PAGES else f"(a) ${BOMBS[name]}$\n\n$$\n{BOMBS[name]}\n$$\n"
    start = time.process_time()
    page = read_page(text, suffix)
    assert time.process_time() - start < 2.0
    for event in page.events:
        assert 0 <= event.what.span.start <= event.what.span.end <= len(text)


def test_a_caller_deep_in_its_own_stack() -> None:
    def descend(levels: int) -> Formula:
        text = BOMBS["as deep as allowed"]
        return descend(levels - 1) if levels else parse_formula(text, 0, len(text), True)

    assert descend(sys.getrecursionlimit() // 4).statements


_TOKENS = r"""\frac \sum \prod \partial \nabla \hat \mathbf \sqrt \text{if} \text{x} \left( \right) \left. \right. \{ \} { }
( ) [ ] | \| _ ^ ' ! , ; : . + - = < \in \cdot / & \\ \quad \begin{cases} \end{cases} \begin{aligned} \end{aligned}
\begin{matrix} \end{matrix} \substack \max \lim d x dx y_1 2 10 \dots \mid \therefore \underbrace \overset
\binom \left\{ \begin{array}{c} \end{array} $ $$ % \operatorname{f} \mathrm{d} \to é 가"""
_SOUP = st.lists(st.sampled_from([*_TOKENS.split(), "\ud800"]), max_size=30)


@settings(max_examples=400, deadline=None)
@given(_SOUP)
def test_token_soup_never_raises(tokens: list[str]) -> None:
    text = " ".join(tokens)
    for item in parse_formula(text, 0, len(text), False).statements:
        assert 0 <= item.span.start <= item.span.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(_SOUP, st.sampled_from(["\n", "\n\n", " ", "\n- ", "\n# ", "\r\n"]), st.sampled_from([".md", ".tex"]))
def test_page_soup_never_raises(tokens: list[str], glue: str, suffix: str) -> None:
    text = glue.join(tokens)
    for event in read_page(text, suffix).events:
        assert 0 <= event.what.span.start <= event.what.span.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_never_raises(text: str) -> None:
    parse_formula(text, 0, len(text), True)
    read_page(text, ".md")
    read_page(text, ".tex")
