r"""Pages: parts, sections, Given blocks, expectations, and where mathematics begins and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.reading.outline import describe
from derive.reading.page import PageError, read_page
from derive.reading.syntax import (
    Break,
    Chain,
    Expectation,
    Formula,
    Group,
    Listing,
    Name,
    Node,
    Number,
    Page,
    Scripted,
    Statement,
    Unreadable,
    Words,
)

HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2" / "handwritten.md"


def formulas(page: Page) -> list[str]:
    """The formulas of a page as written, with part, and Given number or reason where there is one."""
    found = []
    for event in page.events:
        if isinstance(event.what, Formula):
            text = page.text[event.what.span.start : event.what.span.end].strip()
            given = "" if event.given is None else f" G{event.given}"
            broken = " !" if isinstance(event.what.statements[0], Unreadable) else ""
            found.append(f"{event.part}{given}{broken}: {text}")
    return found


PARTS = [
    ("（a）由 $x$ 得\n\n（b）$y$\n\n### （c）题\n\n$z$", ["a: x", "b: y", "c: z"]),
    ("(a)中的 $x$\n\n(b)证明 $y$", ["0: x", "b: y"]),
    ("$x$\n\n(b) $y$\n\n(c) $z$", ["0: x", "b: y", "c: z"]),
    ("b) $y$\n\n**(c)** $z$\n\n**d)** $u$\n\n**(e) Title** $v$", ["b: y", "c: z", "d: u", "e: v"]),
    ("### 1.2\n\n$x$\n\n## 2. Coding\n\n$y$\n\n# A title\n\n$z$", ["1.2: x", "2: y", "2: z"]),
    ("## (a) First\n$x$\n## Problem 3\n$y$\n## Part (c): last\n$z$", ["a: x", "3: y", "c: z"]),
    ("$$a) -\\sum_i x_i$$", ["a: -\\sum_i x_i"]),
    ("$$(b) \\quad x = y$$", ["b: \\quad x = y"]),
    ("(f) $J$\n\n- (i) $x$\n- (ii) $y$\n\n(iii) $z$\n\n(v) $u$", ["f: J", "f: x", "f: y", "f: z", "f: u"]),
    ("(h) $x$\n\n(i) $y$\n\n(j) $z$", ["h: x", "i: y", "j: z"]),
    ("sol) $x$\n\n(참고: $y$)\n\nin (b) we saw $z$", ["0: x", "0: y", "0: z"]),
    ("(b) $x$\n\n(b) $y = 1$\n\n(b) $z$", ["b: x", "b: y = 1", "b~2: z"]),
    ("(a) $x = 1$\n\n(b) $y = 1$\n\n(a) $z = 1$\n\n(a) $u$", ["a: x = 1", "b: y = 1", "a~2: z = 1", "a~3: u"]),
    ("(b) if $w = o$:\n\n(b) $y$", ["b: w = o", "b: y"]),
    ("1) $x$\n2) $y$\n\n1. $z$", ["1: x", "2: y", "2: z"]),
    ("- (a) $x$\n- (b) $y$", ["a: x", "b: y"]),
    ("**(d)**\n$$x$$\n**(e)**\n$$y$$\n", ["d: x", "e: y"]),
    ("(x is a number) $x$", ["0: x"]),
]

FINDING = [
    ("costs $5 and $6 for $x$", ["0: x"]),
    ("$ x = 1 $ and \\(y\\) and \\[z\\]", ["0: x = 1", "0: y", "0: z"]),
    ("`$x$` and ``a `$y$` b`` and $z$", ["0: z"]),
    ("```\n$x$\n```\n\n~~~\n$$y$$\n~~~\n$z$", ["0: z"]),
    ("```math\nx = y\n```\n", ["0: x = y"]),
    ("```{lemma} Sums\n:label: s\n$x$\n```\n```{code-cell} python\n$y$\n```\n$z$", ["0: x", "0: z"]),
    ("````{prf:proof}\n$x$\n```python\n$y$\n```\n$z$\n````\n$u$", ["0: x", "0: z", "0: u"]),
    ("```{r}\n$x$\n```\n$z$", ["0: z"]),
    ("<!-- $x$ --> $y$", ["0: y"]),
    ("\\$3 and $y$", ["0: y"]),
    ("text\n\\begin{align}\n= x\n\\end{align}\n", ["0: \\begin{align}\n= x\n\\end{align}"]),
    ("$$\nx\n= y\n- z\n# u\n$$\nafter $v$", ["0 !: x\n= y\n- z\n# u", "0: v"]),
    ("$$\nx\n\n= y\n$$", ["0: x\n\n= y"]),
    ("one $x = 1\nmore\n\nnext $y$", ["0 !: x = 1\nmore", "0: y"]),
    ("$$x = 1\n\nwords that are only prose here, and $$y$$", ["0 !: x = 1", "0: y"]),
    ("- $x = 1\n- $y$\n", ["0 !: x = 1", "0: y"]),
    ("    $x$\n\n> quoted $y$", ["0: x", "0: y"]),
    ("$x$\r\n\r\n(b) $y$\r\n", ["0: x", "b: y"]),
]

GIVENS = [
    ("# T\n## Given\n- $x$\n\nprose $y$\n## (a)\n$z$", ["0 G0: x", "0 G0: y", "a: z"], [()]),
    ("**Given**\n\n- $x$\n- $y$\n\n$z$", ["0 G0: x", "0 G0: y", "0: z"], [()]),
    ("Given: $x$ and $y$.\n\n$z$", ["0 G0: x", "0 G0: y", "0: z"], [()]),
    ("Given:\n\n- $x$\n- $y$\n\n$z$", ["0 G0: x", "0 G0: y", "0: z"], [()]),
    ("Given: $x$. Show that $y$.\n\n$z$", ["0: x", "0: y", "0: z"], []),  # what is to be shown is not given
    ("Given $x$, we have $y$.\n\nGiven that: $z$", ["0: x", "0: y", "0: z"], []),
    ("주어진 것: $x$\n\n$z$", ["0 G0: x", "0: z"], [()]),
    ("**Given:** $x$\n\n$y$", ["0 G0: x", "0: y"], [()]),
    ("**Let** $x$.\n- $y$\n\n(a) $z$", ["0 G0: x", "0 G0: y", "a: z"], [()]),
    ("**주어진 것**: $x$\n\n## 기호\n$y$\n# 已知：\n$z$", ["0 G0: x", "0 G1: y", "0 G2: z"], [(), (), ()]),
    ("# One way to declare what is Given\n$x$", ["0: x"], []),
    ("# (a)\n**Notation** $x$\n\n$y$\n# (b)\n## Setup\n$z$\n## End\n$u$",
     ["a G0: x", "a: y", "b G1: z", "b: u"], [(1,), (2,)]),
    ("## Implementation\n- `f(x)` computes $x$\n\n(a) $y$", ["a: y"], []),
    ("**Implementation**\n\n- `f(x)` computes $x$\n\n$y$", ["0: y"], []),
]  # fmt: skip

EXPECTATIONS = [
    ("$x=1$ <!-- refuted -->", [(None, ("refuted",))]),
    ("$x=1$ <!-- refuted|ill-typed -->", [(None, ("refuted", "ill-typed"))]),
    ("<!-- c.4: ill-typed; c.5: ill-typed|refuted -->", [("c.4", ("ill-typed",)), ("c.5", ("ill-typed", "refuted"))]),
    ("<!-- TODO: refuted later -->", []),
    ("<!-- b~2.1: proved -->", [("b~2.1", ("proved",))]),
]


@pytest.mark.parametrize(("text", "expected"), PARTS + FINDING)
def test_parts_and_places(text: str, expected: list[str]) -> None:
    assert formulas(read_page(text, ".md")) == expected


@pytest.mark.parametrize(("text", "expected", "scopes"), GIVENS)
def test_given_blocks(text: str, expected: list[str], scopes: list[tuple[int, ...]]) -> None:
    page = read_page(text, ".md")
    assert formulas(page) == expected
    assert [given.scope for given in page.givens] == scopes
    assert [given.number for given in page.givens] == list(range(len(scopes)))


@pytest.mark.parametrize(("text", "expected"), EXPECTATIONS)
def test_expectations(text: str, expected: list[tuple[str | None, tuple[str, ...]]]) -> None:
    events = read_page(text, ".md").events
    assert [(e.what.step, e.what.verdicts) for e in events if isinstance(e.what, Expectation)] == expected


def test_unclosed_dollar_names_its_place() -> None:
    page = read_page("one $x = 1\n", ".md")
    (item,) = next(e.what.statements for e in page.events if isinstance(e.what, Formula))
    assert isinstance(item, Unreadable)
    assert item.reason == "the $ opened here is never closed"
    assert page.line_column(item.at) == (1, 5)


def test_events_in_the_order_of_the_page() -> None:
    page = read_page("# T\n\nif $x$, then\n\n- one\n  - two $y$\n\n  three\n", ".md")
    found = []
    for event in page.events:
        what = event.what
        if isinstance(what, Break):
            found.append(f"{what.kind}{what.depth}")
        else:
            found.append(what.text if isinstance(what, Words) else "F")
    assert found == ["heading0", "T", "paragraph0", "if", "F", ", then", "item1", "one", "item2", "two", "F",
                     "paragraph1", "three"]  # fmt: skip


def test_sections_are_paths_of_ordinals() -> None:
    page = read_page("$a$\n# A\n## B\n$b$\n## C\n### D\n$c$\n# E\n$d$\n", ".md")
    assert [e.section for e in page.events if isinstance(e.what, Formula)] == [(), (1, 1), (1, 2, 1), (2,)]


def test_front_matter() -> None:
    page = read_page('---\ntitle: x $y$\ngiven: "context.md"  # shared\n---\n$z$', ".md")
    assert page.front_given == "context.md"
    assert formulas(page) == ["0: z"]


def test_own_commands_hold_for_the_page() -> None:
    page = read_page(r"$\newcommand{\bu}{\mathbf{u}}\renewcommand{\prod}{x}$ and $\bu = \unknown{x}$, $\bu$, $\prod_i$", ".md")
    found = [item for e in page.events if isinstance(e.what, Formula) for item in e.what.statements]
    assert [item.reason if isinstance(item, Unreadable) else describe(item.node) for item in found] == [
        "\\prod is a built-in command and cannot be redefined",
        "the command \\unknown is not known",
        "u",
        "\\prod is a built-in command and cannot be redefined",
    ]


def test_latex() -> None:
    text = r"""\documentclass{article} \newcommand{\price}{$5$}
\begin{document}
\section{Given}
\begin{itemize} \item $x \in \mathbb{R}$ \item $y$ % not $z$
\end{itemize}
\section{(a) First}
\[ f = g \] and $ h $
\begin{verbatim} $no$ \end{verbatim}

\noindent (b) \begin{align*} u &= v \\ &= w \end{align*}

\begin{given} $k > 0$ \end{given}

\textbf{Let} $p$.

\textbf{(c)} $q$
\end{document} $after$
"""
    assert formulas(read_page(text, ".tex")) == [
        r"0 G0: x \in \mathbb{R}",
        "0 G0: y",
        "a: f = g",
        "a: h",
        r"b: \begin{align*} u &= v \\ &= w \end{align*}",
        "b G1: k > 0",
        "b G2: p",
        "c: q",
    ]


def test_files_that_cannot_be_read() -> None:
    with pytest.raises(PageError, match=r"expected one of \.md, \.markdown, \.tex, \.ipynb"):
        read_page("x", ".docx")


def _relations(node: Node) -> int:
    """Relations of a statement that get an id, as far as that needs no meaning: between index names they do not."""
    if isinstance(node, Chain):
        plain = all(isinstance(o, (Name, Number)) or _is_plain_script(o) for o in node.operands)
        return (0 if plain else len(node.relations)) + sum(_relations(o) for o in node.operands)
    if isinstance(node, Group):
        return _relations(node.body)
    if isinstance(node, Listing):
        return sum(_relations(item) for item in node.items)
    return 0


def _is_plain_script(node: Node) -> bool:
    return isinstance(node, Scripted) and isinstance(node.base, Name) and isinstance(node.sub, Name)


def test_the_homework_has_35_relations() -> None:
    page = read_page(HOMEWORK.read_text(encoding="utf-8"), ".md")
    counts: dict[str, int] = {}
    for event in page.events:
        for item in event.what.statements if isinstance(event.what, Formula) else ():
            assert isinstance(item, Statement), item
            compared = item.opener == "therefore" and not isinstance(item.node, Chain)
            counts[event.part] = counts.get(event.part, 0) + _relations(item.node) + compared
    assert counts == {"a": 2, "b": 12, "c": 6, "d": 6, "f": 9}
