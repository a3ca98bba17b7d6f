r"""Sources: the habits of Markdown, LaTeX and notebooks; each construct with the place in the file where its step is found.

`«` and `»` mark where a step is expected to begin and end; they are taken out before reading.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from derive.checking import CannotRead, check_file, check_text, load, understand
from derive.reading.including import is_below
from derive.reading.origins import Origins, Place, Stretch
from derive.reading.page import read_page

MARKDOWN = {
    "inline": "A line with $«x + x = 2 x»$ in it.",
    "inline with spaces": "Then $ «x + x = 2 x» $ holds.",
    "money and mathematics": "It costs $5 and $6, but $«x + x = 2 x»$ costs nothing.",
    "display on one line": "so $$«x + x = 2 x»$$ holds",
    "display": "so\n$$\n«x + x = 2 x»\n$$\nholds",
    "display with a blank line before": "so\n\n$$\n   «x + x = 2 x»\n$$",
    "round brackets": r"so \(«x + x = 2 x»\) holds",
    "square brackets": "so\n\\[\n  «x + x = 2 x»\n\\]\n",
    "a fence of mathematics": "so\n\n```math\n«x + x = 2 x»\n```\n",
    "a fence of tildes": "so\n\n~~~math\n«x + x = 2 x»\n~~~\n",
    "a bare environment": "so\n\n\\begin{equation}\n«x + x = 2 x»\n\\end{equation}\n",
    "a bare align": "so\n\\begin{align*}\n«x + x &= 2 x» \\\\\n\\end{align*}\n",
    "a table": "| law | holds |\n|-----|-------|\n| $«x + x = 2 x»$ | yes |\n",
    "a block quote": "> As they say,\n> $«x + x = 2 x»$\n",
    "a display in a block quote": "> $$\n> «x + x = 2 x»\n> $$\n",
    "a list": "- first\n- second: $«x + x = 2 x»$\n",
    "a display in a list": "1. first\n\n   $$«x + x = 2 x»$$\n",
    "a nested list": "- a\n  - b\n    - $«x + x = 2 x»$\n",
    "a heading": "## Why $«x + x = 2 x»$\n",
    "a comment": "<!-- $y = 3$ -->\n\n$«x + x = 2 x»$",
    "a comment over lines": "<!--\n$y = 3$\n-->\nNow $«x + x = 2 x»$.",
    "code": "`$y = 3$` is code, $«x + x = 2 x»$ is not",
    "a fence of code": "```python\ny = '$y = 3$'\n```\n\n$«x + x = 2 x»$",
    "indented": "so\n\n    $$«x + x = 2 x»$$\n",
    "an escaped dollar": r"\$5 and $«x + x = 2 x»$",
    "front matter": "---\ntitle: $y = 3$\nmath: true\n---\n\n$«x + x = 2 x»$",
    "HTML around it": '<div align="center">\n$«x + x = 2 x»$\n</div>\n',
    "a link beside it": "[law]($y) says $«x + x = 2 x»$",
    "a quoted label": "> **(b)** $«x + x = 2 x»$",
    "carriage returns": "so\r\n\r\n$$\r\n«x + x = 2 x»\r\n$$\r\n",
    "backticks within dollars": "so $`«x + x = 2 x»`$ holds",
    "doubled backslashes": r"so \\(«x + x = 2 x»\\) holds",
    "doubled backslashes, display": "so\n\\\\[\n  «x + x = 2 x»\n\\\\]\n",
    "doubled backslashes, rows": r"\\[ \begin{aligned} «x + x &= 2 x» \\\\ \end{aligned} \\]",
    "a doubled backslash and a bracket": r"C:\\(new) and $«x + x = 2 x»$",
    "a script of mathematics": '<script type="math/tex; mode=display">«x + x = 2 x»</script>',
    "an attribute": '<img alt="$y = 3$" src="$z"> $«x + x = 2 x»$ <a href="$y">',
    "Liquid": "{% highlight php %}\n$y = '$y = 3$'\n{% endhighlight %}\n\n$«x + x = 2 x»$",
    "Liquid, raw": "{% raw %}\n$y = 3$\n{% endraw %} $«x + x = 2 x»$",
    "a display between words": "so $$«x + x = 2 x»$$, and more",
    "a definition list": "Law\n:   $«x + x = 2 x»$\n",
    "a footnote": "so[^1].\n\n[^1]: Since $«x + x = 2 x»$.\n",
    "a numbered display": "$$«x + x = 2 x»$$ {#eq:law}\n",
    "a task": "- [x] $«x + x = 2 x»$\n",
    "a fold": "<details>\n<summary>Why $«x + x = 2 x»$</summary>\n</details>\n",
    "other letters": "그러면 $«x + x = 2 x»$ 이다",
}
LATEX = {
    "dollar": "so $«x + x = 2 x»$.",
    "double dollar": "so\n$$ «x + x = 2 x» $$",
    "brackets": "so \\[ «x + x = 2 x» \\]",
    "equation": "\\begin{equation}\\label{a}\n  «x + x = 2 x»\n\\end{equation}",
    "equation*": "\\begin{equation*}\n  «x + x = 2 x»\n\\end{equation*}",
    "align": "\\begin{align}\n  «x + x &= 2 x» \\nonumber\n\\end{align}",
    "align*": "\\begin{align*}«x + x &= 2 x»\\end{align*}",
    "IEEE": "\\begin{IEEEeqnarray}{rCl}\n «x + x &=& 2 x» \\IEEEyesnumber\n\\end{IEEEeqnarray}",
    "broken automatically": "\\begin{dmath} «x + x = 2 x» \\end{dmath}",
    "a number by hand": "$$ «x + x = 2 x» \\eqno (1) $$",
    "gather": "\\begin{gather}\n  «x + x = 2 x»\n\\end{gather}",
    "multline": "\\begin{multline}\n  «x + x \\\\ = 2 x»\n\\end{multline}",
    "split": "\\begin{equation}\\begin{split}\n «x + x &= 2 x» \\end{split}\\end{equation}",
    "aligned": "\\[\\begin{aligned}\n «x + x &= 2 x» \\end{aligned}\\]",
    "eqnarray": "\\begin{eqnarray*}\n «x + x &=& 2 x» \\end{eqnarray*}",
    "lines without align": "$$ «x + x \\\\\n = 2 x» $$",
    "cases": "\\[ «x + x = \\begin{cases} 2 x & \\text{if } x > 0 \\\\ 2 x & \\text{otherwise} \\end{cases}» \\]",
    "a comment": "% $y = 3$\n$«x + x = 2 x»$ % $y = 4$\n",
    "a comment inside": "\\[ «x + x = % all of it\n 2 x» \\]",
    "an escaped percent": "5\\% of $«x + x = 2 x»$",
    "verbatim": "\\begin{verbatim}\n$y = 3$\n\\end{verbatim}\n$«x + x = 2 x»$",
    "verb": "\\verb|$y = 3$| $«x + x = 2 x»$",
    "a preamble": "\\documentclass{article}\\title{$y = 3$}\n\\begin{document}\n$«x + x = 2 x»$\n\\end{document}\n$y = 4$",
    "a command": "\\newcommand{\\two}{2}\n$«x + x = \\two x»$",
    "a command with arguments": "\\newcommand{\\twice}[2][x]{2 #1 + 0 #2}\n$«x + x = \\twice{3}»$",
    "def": "\\def\\twice#1{2 #1}\n$«x + x = \\twice x»$",
    "let": "\\let\\is= =\n\\newcommand{\\two}{2}$«x + x = \\two x»$",
    "an operator": "\\DeclareMathOperator{\\law}{law}\n$«x + x = 2 x»$",
    "items": "\\begin{enumerate}\n\\item[(a)] $«x + x = 2 x»$\n\\end{enumerate}",
    "quote": "\\begin{quote} $«x + x = 2 x»$ \\end{quote}",
    "tabular": "\\begin{tabular}{cc} law & $«x + x = 2 x»$ \\\\ \\end{tabular}",
    "footnote": "so.\\footnote{Since $«x + x = 2 x»$.}",
}


def marked(text: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """The text without its marks, and where they stood: line and column, from 1."""
    start = text.index("«")
    text = text[:start] + text[start + 1 :]
    end = text.index("»")
    text = text[:end] + text[end + 1 :]

    def place(offset: int) -> tuple[int, int]:
        return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1

    return text, place(start), place(end)


@pytest.mark.parametrize(("suffix", "habit"), [*((".md", h) for h in MARKDOWN), *((".tex", h) for h in LATEX)])
def test_a_step_has_its_place_in_the_file(suffix: str, habit: str) -> None:
    text, start, end = marked((MARKDOWN if suffix == ".md" else LATEX)[habit])
    page = read_page(text.replace("\r\n", "\n"), suffix)
    steps = understand("<text>", page)[0].steps
    assert [step.outcome for step in steps] == ["claim"], [(step.left.latex, step.reason) for step in steps]
    assert (page.line_column(steps[0].span.start), page.line_column(steps[0].span.end)) == (start, end)


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def places(folder: Path, name: str) -> list[tuple[str, Place]]:
    """Each step: its left side, and where it begins."""
    page = load(str(folder / name))
    return [(step.left.latex, page.origins.place(step.span.start)) for step in understand(name, page)[0].steps]


def test_included_files_and_their_commands(tmp_path: Path) -> None:
    write(tmp_path, {
        "main.tex": "\\input{macros}\n\\begin{document}\n$\\bu = 1$ \\input{parts/one} $\\bu = 4$\n"
        "\\include{parts/two.tex}\n$x = 5$\n\\end{document}",
        "macros.tex": "% own\n\\newcommand{\\bu}{\\mathbf{u}}",
        "parts/one.tex": "first\n  $\\bu = 2$",
        "parts/two.tex": "$a = 3$\n% \\input{never}\n\\input{parts/three}\n",
        "parts/three.tex": "\n$b = 3$",
    })  # fmt: skip
    assert places(tmp_path, "main.tex") == [
        ("\\bu", Place(3, 2)),
        ("\\bu", Place(2, 4, "parts/one.tex")),
        ("\\bu", Place(3, 30)),
        ("a", Place(1, 2, "parts/two.tex")),
        ("b", Place(2, 2, "parts/three.tex")),
        ("x", Place(5, 2)),
    ]


def test_nothing_outside_the_folder_is_included(tmp_path: Path) -> None:
    write(tmp_path, {"secret.tex": "$s = 1$", "work/own.tex": "$o = 1$", ".hidden.tex": "$h = 1$"})
    os.symlink(tmp_path / "secret.tex", tmp_path / "work" / "link.tex")
    names = ["../secret", str(tmp_path / "secret"), "link", "a/../../secret", "..", ".", "own", "./own", "nowhere", "own\x00", "C:own"]
    for name in names:
        write(tmp_path, {"work/main.tex": f"\\input{{{name}}} $x = 1$"})
        found = [left for left, _ in places(tmp_path / "work", "main.tex")]
        assert found == (["o", "x"] if name == "own" else ["x"]), name
    assert not any(is_below(name) for name in ("..", "a/..", "/a", "~", "a//b", "", ".a", "a\\b", "a\n"))


def test_what_is_not_put_in_is_said(tmp_path: Path) -> None:
    write(tmp_path, {
        "main.tex": "% \\input{never}\n\\begin{document}\n  \\input{macros} $x = x$\n"
        "\\input{parts/one}\n\\include{../secret}\n\\end{document}",
        "parts/one.tex": "$y = y$\n and \\input{two}\n",
    })  # fmt: skip
    checked = check_file(str(tmp_path / "main.tex"))
    assert [j.verdict.value for j in checked.judgements] == ["proved", "proved"]
    no_such = "there is no such file below the folder of the document"
    assert checked.notes == (
        (str(tmp_path / "main.tex"), 3, 3, f"the file `macros` is not put in: {no_such}"),
        (str(tmp_path / "parts/one.tex"), 2, 6, f"the file `two` is not put in: {no_such}"),
        (str(tmp_path / "main.tex"), 5, 1, "the file `../secret` is not put in: only files below the folder of the document are read"),
    )


DELIMITED = {
    r"\def\E[#1]{2 (#1)} \E[x] + \E[0] = 2 x": "proved",
    r"\def\inner<#1,#2>{#1 #2 + x} \inner<x,3> = 4 x": "proved",
    r"\def\over#1by#2{\frac{#1}{#2}} \over 4 by 2 = 2": "proved",
    r"\def\sq#1^2{(#1)(#1)} \sq x^2 = x x": "proved",
    r"\newcommand{\mod}[1]{#1 + #1} \mod{x} = 2 x": "proved",
    r"\def\both#1 and #2.{#1 + #2} \both {x} and {2 x}. = 3 x": "proved",
    r"\def\E[#1]{2 (#1)} \E(x) = 2 x": "unreadable",
    r"\def\E[#1]{2 (#1)} \E[x = 2 x": "unreadable",
}


@pytest.mark.parametrize("text", DELIMITED)
def test_commands_with_delimited_arguments(text: str) -> None:
    (judgement,) = check_text(f"**Given** $x \\in \\mathbb{{R}}$\n\n(a) ${text}$\n").judgements
    assert judgement.verdict.value == DELIMITED[text], judgement.reason
    assert DELIMITED[text] == "proved" or "is used otherwise than it is defined" in judgement.reason


def test_files_that_include_themselves_come_to_an_end(tmp_path: Path) -> None:
    write(tmp_path, {"main.tex": "$x = 1$ \\input{main} \\input{main}"})
    assert 1 <= len(places(tmp_path, "main.tex")) <= 200


def notebook(*cells: tuple[str, str | list[str]]) -> str:
    return json.dumps({"cells": [{"cell_type": kind, "source": source} for kind, source in cells], "nbformat": 4})


def test_a_notebook_gives_cell_and_line(tmp_path: Path) -> None:
    text = notebook(
        ("markdown", ["**Given** $x \\in \\mathbb{R}$\n", "\n", "(a) $x + x = 2 x$"]),
        ("code", "y = '$y = 3$'"),
        ("markdown", "Then\n\n$$\nx = x + 1\n$$"),
    )
    write(tmp_path, {"a.ipynb": text})
    checked = check_file(str(tmp_path / "a.ipynb"))
    found = [(j.step.id, j.verdict.value, checked.page.origins.place(j.step.span.start)) for j in checked.judgements]
    assert found == [("a.1", "proved", Place(3, 6, None, 1)), ("a.2", "refuted", Place(4, 1, None, 3))]


HOSTILE_NOTEBOOKS = {
    "": "this is no notebook, the JSON breaks off here",
    "{": "this is no notebook, the JSON breaks off here",
    "[" * 100_000: "nested too deeply",
    "[]": "there is no list of cells in it",
    '{"cells": {"a": 1}}': "there is no list of cells in it",
    '{"cells": [' + "9" * 10_000 + "]}": "a number that is too long",
    "null": "there is no list of cells in it",
}


@pytest.mark.parametrize("text", HOSTILE_NOTEBOOKS, ids=range(len(HOSTILE_NOTEBOOKS)))
def test_what_is_no_notebook_gets_a_sentence(text: str, tmp_path: Path) -> None:
    write(tmp_path, {"a.ipynb": text})
    with pytest.raises(CannotRead, match=HOSTILE_NOTEBOOKS[text]):
        load(str(tmp_path / "a.ipynb"))


def test_strange_cells_are_passed_over() -> None:
    cells = [1, None, {}, {"cell_type": "markdown"}, {"cell_type": "markdown", "source": 5},
             {"cell_type": ["markdown"], "source": "$x = 1$"},
             {"cell_type": "markdown", "source": ["$y ", 7, "= 2$ \ud800"]}]  # fmt: skip
    page = read_page(json.dumps({"cells": cells}), ".ipynb")
    assert [step.left.latex for step in understand("<text>", page)[0].steps] == ["y"] and "\ud800" not in page.text


def test_origins_of_offsets() -> None:
    origins = Origins("ab\ncd\nef", (Stretch(0), Stretch(4, "x.tex", None, 7, 3), Stretch(7, None, None, 2, 5)))
    assert [origins.place(i) for i in (0, 3, 4, 5, 6, 7, 8)] == [
        Place(1, 1), Place(2, 1), Place(7, 3, "x.tex"), Place(7, 4, "x.tex"), Place(8, 1, "x.tex"), Place(2, 5), Place(2, 6),
    ]  # fmt: skip


LABELS = {
    "**1(d)** so": "d", "**1 (d)** so": "d", "**Problem 1(b)** so": "b", "1.(b) so": "b", "**Q1 (c)** so": "c", "**Question (c)** so": "c",
    "## Problem 1(b)\n\nso": "b", "### Question (c)\n\nso": "c", "(c) so": "c", "1.2) so": "1.2", "Part (a) of this gives": "0",
    "of 2021 (x) it says": "0",
}  # fmt: skip


@pytest.mark.parametrize("text", LABELS)
def test_labels_of_parts(text: str) -> None:
    (step,) = understand("<text>", read_page(f"{text} $x = x$", ".md"))[0].steps
    assert step.part == LABELS[text]
