r"""What LaTeX does not set (`\iffalse`, comments, verbatim text), and commands that a document defines twice."""

from __future__ import annotations

import pytest

from derive.reading.page import read_page
from derive.reading.syntax import Formula, Unreadable

UNSET = {
    r"$a$ \iffalse $b$ \fi $c$": ["a", "c"],
    r"$a$ \iffalse $b$ \else $c$ \fi $d$": ["a", "c", "d"],
    r"$a$ \if0 $b$ \fi $c$": ["a", "c"],
    r"$a$ \iffalse $b$ \ifx\x\y $b$ \else $b$ \fi $b$ \fi $c$": ["a", "c"],
    r"$a$ \iffalse $b \iff b$ \fi $c$": ["a", "c"],
    r"$a \iff b$ $c$": [r"a \iff b", "c"],
    r"$a$ \iffalse $b$": ["a", "b"],
}
HALF = r"\newcommand{\half}{\frac{1}{2}}"
THIRD = r"\newcommand{\half}{\frac{1}{3}}"
DEFINED = {
    HALF: "readable",
    f"{HALF}\n% {THIRD}": "readable",
    f"{HALF}\n\\begin{{verbatim}}\n{THIRD}\n\\end{{verbatim}}": "readable",
    f"{HALF}\n\\iffalse {THIRD} \\fi": "readable",
    HALF + "\n" + r"\renewcommand{\half}{\frac {1} 2}": "readable",
    f"{HALF}\n\\re{THIRD[1:]}": "unreadable",
    f"{HALF} {{\\re{THIRD[1:]}}}": "unreadable",
    f"{THIRD}\n\\def\\half{{1/2}}": "unreadable",
}


@pytest.mark.parametrize(("text", "shown"), UNSET.items())
def test_what_is_not_set_is_not_read(text: str, shown: list[str]) -> None:
    page = read_page(text, ".tex")
    found = [page.text[e.what.span.start : e.what.span.end] for e in page.events if isinstance(e.what, Formula)]
    assert [" ".join(f.split()) for f in found] == shown


@pytest.mark.parametrize(("definitions", "verdict"), DEFINED.items())
def test_a_command_means_one_thing(definitions: str, verdict: str) -> None:
    page = read_page(f"{definitions}\n\n" + r"$\half + \half = 1$", ".tex")
    statements = [s for e in page.events if isinstance(e.what, Formula) for s in e.what.statements]
    assert isinstance(statements[-1], Unreadable) == (verdict == "unreadable")
