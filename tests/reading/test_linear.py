"""The time to read a document grows with its length alone: work is counted (calls of functions), not measured with a clock."""

from __future__ import annotations

import gc
import sys
from types import FrameType
from typing import Any

import pytest

from derive.command import uncollected
from derive.reading.page import read_page

# What is repeated.
PARTS = {
    "small formulas": ".md $x + y = z$ and\n",
    "displays": ".md \n\n$$\n\\sum_{w \\in V} u_w = \\frac{a}{b}\n$$\n",
    "labels and lists": ".md \n\n(a) $x = 1$\n- $y = 2$\n",
    "rows": ".md \n$$\\begin{aligned} a &= b \\\\ &= c \\end{aligned}$$\n",
    "slips": ".md \n\n$a = (b + frac{c}{d}, \\frac{J}{\\partial x} = \\bu)$\n",
    "dollars never closed": ".md $x =\n\n",
    "quotes": ".md > $$\n> x = 1\n> $$\n\n",
    "comments": ".md <!-- $x$ --> $x = 1$ <!-- proved -->\n",
    "own commands": ".tex \\newcommand{\\p}[1]{P(#1)} $\\p{x} = y$\n",
    "environments": ".tex \\begin{align} x &= y \\end{align}\n",
    "sections": ".tex \\section{(a)} $x = 1$ \\begin{itemize} \\item $y$ \\end{itemize}\n",
    "files": ".tex \\input{b} $x = 1$\n",
}


def work(text: str, suffix: str) -> int:
    """How many functions are called to read a page and to find the place of each event."""
    calls = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    gc.collect()
    with uncollected():  # what other tests have left to be collected would be counted here
        sys.setprofile(count)
        try:
            page = read_page(text, suffix, {"b.tex": "$y = 2$"}.get)
            for event in page.events:
                page.line_column(event.what.span.start)
        finally:
            sys.setprofile(None)
    return calls


@pytest.mark.parametrize("name", PARTS)
def test_work_grows_with_the_length_alone(name: str) -> None:
    suffix, part = PARTS[name].split(" ", 1)
    work(part, suffix)  # what is made once
    small, large = work(part * 100, suffix), work(part * 800, suffix)
    assert large <= 8.8 * small
