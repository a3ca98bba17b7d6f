"""Markdown to blocks.

Comes in: Markdown whose formulas are masked. Goes out: its headings, list items and paragraphs, in order. It does not know
inline markup: markdown-it-py's block rules alone are used, and give lines; the columns are found here.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

from derive.reading.blocks import Block

_LEAD = re.compile(r"[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+|$))*[ \t>]*")
_HASHES = re.compile(r"[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*\#{1,6}[ \t]*")
_NUMBERED = re.compile(r"[ \t>]*[0-9]{1,3}[.)][ \t]")
_ORDINAL = re.compile(r"[ \t>]*([0-9]{1,3}\))[ \t]")


@cache
def _parser() -> MarkdownIt:
    # Indented code, raw HTML and reference definitions would swallow formulas; the inline rules are not needed.
    parser = MarkdownIt("commonmark").disable(["code", "html_block", "reference", "fence"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def markdown_blocks(masked: str) -> list[Block]:
    """The blocks of a page, in order; quotes count as paragraphs."""
    lines = [0, *accumulate(len(line) + 1 for line in masked.split("\n"))]
    blocks: list[Block] = []
    depth = 0
    fresh = False  # an item has begun and its first paragraph has not
    for token in _parser().parse(masked):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            fresh = True
        elif token.type in ("heading_open", "paragraph_open") and token.map is not None:
            blocks.append(_block(masked, lines, token, depth, fresh))
            fresh = False
    return blocks


def _block(masked: str, lines: list[int], token: Token, depth: int, fresh: bool) -> Block:
    assert token.map is not None
    first, last = token.map
    start, end = lines[first], min(lines[last], len(masked))
    if token.type == "heading_open" and (token.markup.startswith("#") or _is_title(masked[start:end])):
        found = _HASHES.match(masked, start, end)
        start = found.end() if found else start
        return Block("heading", start, max(start, _heading_end(masked, token, lines)), int(token.tag[1:]))
    ordinal = _ORDINAL.match(masked, start, end) if fresh and depth == 1 else None
    lead = _LEAD.match(masked, start, end) if fresh or masked[start : start + 1] in " \t>" else None
    kind = "item" if fresh else "paragraph"
    numbered = fresh and depth == 1 and _NUMBERED.match(masked, start, end) is not None
    return Block(kind, lead.end() if lead else start, end, 0, depth, ordinal.group(1) if ordinal else "", numbered)


def _is_title(content: str) -> bool:
    """Whether text above a line of = or - is a heading: one line, and not a formula alone above a ruler."""
    title = content.split("\n", 1)[0].strip()
    return content.strip().count("\n") == 1 and title.strip("x.,") != ""


def _heading_end(masked: str, token: Token, lines: list[int]) -> int:
    """Without closing hashes or the line below a heading."""
    assert token.map is not None
    end = lines[token.map[0] + 1] if not token.markup.startswith("#") else lines[token.map[1]]
    end = min(end, len(masked))
    while end > lines[token.map[0]] and masked[end - 1] in "# \t\n":
        end -= 1
    return end
