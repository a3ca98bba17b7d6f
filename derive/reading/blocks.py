"""Blocks of a page: headings, list items, paragraphs.

Comes in: nothing. Goes out: the one type that Markdown and LaTeX files are both cut into, and the masking of formulas that
comes before the cutting. It does not know either language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from derive.reading.math_spans import Mark


class Block(NamedTuple):
    """kind: "heading", "item", "paragraph"; the offsets of its content; level of a heading, depth of lists around it."""

    kind: str
    start: int
    end: int
    level: int = 0
    depth: int = 0
    ordinal: str = ""  # "1)" where a list marker counts as a label
    numbered: bool = False  # an item of a numbered list that stands in no other list
    given: bool = False  # stands in a LaTeX `given` environment


_QUOTE = re.compile(r"\n[ \t]{0,3}(?:>[ \t]?)+")


def without_quote_marks(text: str, marks: Iterable[Mark]) -> str:
    """The text with the > of a block quote as spaces where they stand inside a formula; every offset stays where it is."""
    parts: list[str] = []
    position = 0
    for mark in marks:
        if mark.kind != "math" or text.find("\n", mark.start, mark.end) < 0:
            continue
        line = text.rfind("\n", 0, mark.outer_start) + 1
        if text[line : mark.outer_start].lstrip()[:1] == ">":
            inside = _QUOTE.sub(lambda m: "\n" + " " * (len(m.group()) - 1), text[mark.start : mark.end])
            parts += text[position : mark.start], inside
            position = mark.end
    return "".join([*parts, text[position:]]) if parts else text


def mask(text: str, marks: Iterable[Mark]) -> str:
    """The text with formulas as runs of x, comments and code as spaces; every offset stays where it is."""
    parts: list[str] = []
    position = 0
    for mark in marks:
        parts.append(text[position : mark.outer_start])
        hidden = text[mark.outer_start : mark.outer_end]
        if mark.kind == "math":
            parts.append("x" * len(hidden))
        elif "\n" in hidden and mark.kind == "code":
            parts.append("".join("\n" if c == "\n" else " " for c in hidden))
        elif mark.kind == "code":
            parts.append("`" * len(hidden))
        else:
            parts.append(" " * len(hidden))
        position = mark.outer_end
    parts.append(text[position:])
    return "".join(parts).replace("\r", " ")
