r"""LaTeX to blocks.

Comes in: LaTeX whose formulas and comments are masked. Goes out: its sections, items and paragraphs, in order. It does not
know macros; only the document's body is read.
"""

from __future__ import annotations

import re

from derive.reading.blocks import Block

_LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4}
_MARK = re.compile(
    r"""
  \\(?P<section>chapter|section|subsection|subsubsection)\*?\s*(?:\[[^\]\n]*\])?\{
| \\(?:sub)?(?P<lead>paragraph)\*?(?=\s*\{)
| \\begin\s*\{(?P<list>enumerate|itemize|description|parts|subparts)\}(?:\[[^\]\n]*\])?
| \\end\s*\{(?P<unlist>enumerate|itemize|description|parts|subparts)\}
| \\begin\s*\{(?P<given>given)\} | \\end\s*\{(?P<ungiven>given)\}
| \\(?P<item>item|part|subpart)(?![A-Za-z])(?:\s*\[[0-9]*\])?
| (?P<gap>\n[ \t]*(?=\n) | \\par(?![A-Za-z]) | \\(?:small|med|big)(?:skip|break)(?![A-Za-z]) | \\begin\s*\{[A-Za-z]+\*?\}
    | \\end\s*\{[A-Za-z]+\*?\} | \\noindent(?![A-Za-z]))
""",
    re.VERBOSE,
)


def latex_blocks(masked: str) -> list[Block]:
    r"""The blocks between `\begin{document}` and `\end{document}`, or of the whole text."""
    begin, end = masked.find("\\begin{document}"), masked.find("\\end{document}")
    position = begin + len("\\begin{document}") if begin >= 0 else 0
    return _Cutter(masked, position, end if end >= 0 else len(masked)).cut()


class _Cutter:
    def __init__(self, masked: str, start: int, end: int) -> None:
        self.masked = masked
        self.end = end
        self.start = start  # of the block at hand
        self.kind = "paragraph"
        self.depth = 0
        self.given = False
        self.blocks: list[Block] = []

    def cut(self) -> list[Block]:
        position = self.start
        while (match := _MARK.search(self.masked, position, self.end)) is not None:
            self._close(match.start())
            position = max(self._open(match), match.end())
        self._close(self.end)
        return self.blocks

    def _close(self, end: int) -> None:
        content = self.masked[self.start : end]
        start = self.start + len(content) - len(content.lstrip())
        if start < end or self.kind == "item":
            self.blocks.append(Block(self.kind, start, max(start, end), 0, self.depth, given=self.given))
        self.kind, self.start = "paragraph", end

    def _open(self, match: re.Match[str]) -> int:
        self.start = match.end()
        kind = match.lastgroup
        if kind == "section":
            close = _closing_brace(self.masked, match.end(), self.end)
            level = _LEVELS[match.group("section")]
            self.blocks.append(Block("heading", match.end(), close, level))
            self.start = min(close + 1, self.end)
        elif kind == "item":
            self.kind = "item"
        elif kind in ("list", "unlist"):
            self.depth = max(0, self.depth + (1 if kind == "list" else -1))
        elif kind in ("given", "ungiven"):
            self.given = kind == "given"
        elif kind == "lead":
            self.start = match.start()
            return match.end()
        return self.start


def _closing_brace(text: str, start: int, end: int) -> int:
    """The brace that closes the one before start, or the end of the line."""
    depth = 1
    for i in range(start, min(end, start + 500)):
        if text[i] in "{}":
            depth += 1 if text[i] == "{" else -1
            if not depth:
                return i
    newline = text.find("\n", start, end)
    return newline if newline >= 0 else end
