r"""Given and Implementation blocks: where they begin and where they end.

Comes in: headings, lead-ins and blocks as they come by. Goes out: which region the block at hand stands in. It does not
know declarations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.reading.blocks import Block
from derive.reading.syntax import GivenBlock, Span

_WORDS = "Given|Notations?|Setup|Let|Gegeben|Bezeichnungen|Données|주어진 것|주어진것|기호|已知|记号|記號"
_COLON = r"\s*[:：.]?\s*"
_LEAD_IN = re.compile(
    rf"\s*(?:\\noindent\s*)?(?:\*\*|__|\\textbf\s*\{{|\\paragraph\*?\s*\{{)\s*"
    rf"(?:(?P<given>{_WORDS})|(?P<implementation>Implementation|구현|实现|實現)){_COLON}(?:\*\*|__|\}}){_COLON}",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\s*(?P<given>Given|주어진 ?것|已知)\s*[:：]", re.IGNORECASE)  # unless something is to be shown behind it
_ASKED = re.compile(r"\b(?:show|prove|find|derive|compute|calculate|verify|obtain|then)\b|증명|구하|证明|求", re.IGNORECASE)
_HEADING = re.compile(
    rf"\s*(?:\*\*|__)?(?:(?P<given>{_WORDS})|(?P<implementation>Implementation|구현|实现|實現)){_COLON}(?:\*\*|__)?{_COLON}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Region:
    given: int | None  # None: an Implementation block
    kind: str  # "heading", "lead-in", "environment"
    depth: int
    awaits_paragraph: bool  # a lead-in that stands alone: the paragraph after it is its own
    filled: bool = False  # a lead-in that has its list, one with bullets


class Regions:
    """The region at hand."""

    def __init__(self) -> None:
        self.givens: list[GivenBlock] = []
        self._region: _Region | None = None

    @property
    def given(self) -> int | None:
        """The number of the Given block at hand."""
        return self._region.given if self._region else None

    @property
    def inside(self) -> bool:
        """Whether any region is at hand."""
        return self._region is not None

    @property
    def hidden(self) -> bool:
        """Whether what stands here is neither step nor declaration."""
        return self._region is not None and self._region.given is None

    def heading(self, text: str, span: Span, section: tuple[int, ...], part: str) -> None:
        """A heading ends every region and may begin one."""
        self._region = None
        match = _HEADING.match(text)
        if match is not None:
            self._begin(match.group("given") is not None, "heading", 0, span, section[:-1], part)

    def label(self) -> None:
        """A label ends the region."""
        self._region = None

    def begin(self, block: Block) -> None:
        """A numbered list behind the list of a lead-in is another one: what is derived from the declarations."""
        region = self._region
        if region is None or region.kind != "lead-in" or block.kind != "item" or block.depth != region.depth + 1:
            return
        if block.numbered and region.filled:
            self._region = None
        region.filled = region.filled or not block.numbered

    def block(self, block: Block, text: str, behind: str, section: tuple[int, ...], part: str) -> int:
        """A paragraph or item comes by, its text up to the first formula, and what stands behind that; how much of it is a lead-in."""
        span = Span(block.start, block.end)
        if block.given or (self._region is not None and self._region.kind == "environment"):
            self._environment(block, span, section, part)
        elif self._region is not None and self._region.kind == "lead-in" and not self._keeps(self._region, block):
            self._region = None
        match = _LEAD_IN.match(text) or _PLAIN.match(text)
        if match is None or (match.re is _PLAIN and _ASKED.search(behind)):
            return 0
        if not block.given:
            self._begin(match.group("given") is not None, "lead-in", block.depth, span, section, part)
            assert self._region is not None
            self._region.awaits_paragraph = not behind and not text[match.end() :].strip()
        return match.end()

    def _environment(self, block: Block, span: Span, section: tuple[int, ...], part: str) -> None:
        inside = self._region is not None and self._region.kind == "environment"
        if block.given and not inside:
            self._begin(True, "environment", 0, span, section, part)
        elif inside and not block.given:
            self._region = None

    def _begin(self, given: bool, kind: str, depth: int, span: Span, scope: tuple[int, ...], part: str) -> None:
        number = len(self.givens) if given else None
        if number is not None:
            # Before the first part a block holds for the whole document.
            self.givens.append(GivenBlock(number, span, () if part == "0" else scope, scope))
        self._region = _Region(number, kind, depth, False)

    @staticmethod
    def _keeps(region: _Region, block: Block) -> bool:
        """Whether a block still belongs to a lead-in: its list, or its own paragraph where it stands alone."""
        awaits, region.awaits_paragraph = region.awaits_paragraph, False
        return block.depth > region.depth or (awaits and block.kind == "paragraph")
