r"""Pages: the text of a file to its events.

Comes in: the text of a Markdown or LaTeX file. Goes out: `Page`, with prose, formulas, breaks and expectations in order,
each with its part, section and Given block. It does not know what any formula means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from derive.reading.blocks import Block, mask, without_quote_marks
from derive.reading.expectations import read_expectations
from derive.reading.including import Get, put_in
from derive.reading.labels import Parts, block_label, formula_label, heading_label, inner_label
from derive.reading.macros import Macros, find_definitions
from derive.reading.math_spans import Mark, find_marks
from derive.reading.notebook import markdown_of
from derive.reading.origins import WHOLE, Origins, Stretch
from derive.reading.parser import parse_formula
from derive.reading.problems import MAX_PAGE, PageError
from derive.reading.regions import Regions
from derive.reading.rows import going_on
from derive.reading.sections import Sections
from derive.reading.syntax import (
    Break,
    Chain,
    Event,
    Expectation,
    Formula,
    Page,
    Span,
    Statement,
    Unreadable,
    Words,
)
from derive.reading.tongues import Tongue, tongue_of

__all__ = ["PageError", "read_page"]

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<entries>(?:(?!---|\.\.\.).*\n)*)(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)")
_FRONT_GIVEN = re.compile(r"^given:[ \t]*[\"']?(?P<path>[^\"'#\r\n]+?)[\"']?[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_CONDITION = re.compile(r"(?:\b(?:if|when|for|where|suppose|assume|set|setting|all|each|with)|만약|当|若|令)\W*$", re.IGNORECASE)

_EQUALS = re.compile(r"(?:<br\s*/?>|[>\s])*=(?:<br\s*/?>|[>\s])*")  # `$A$ = $B$`: the sign stands among the words

SUFFIXES = (".md", ".markdown", ".tex", ".ipynb")


def read_page(text: str, suffix: str, get: Get | None = None) -> Page:
    """Read a file with one of SUFFIXES. get gives the text of a file below the document's folder, for `\\input`. Raises PageError where
    the whole file cannot be read."""
    if suffix not in SUFFIXES:
        raise PageError(f"files that end in {suffix or 'nothing'} cannot be read; expected one of {', '.join(SUFFIXES)}")
    if len(text) > MAX_PAGE:
        raise PageError(f"the file has more than {MAX_PAGE} characters")
    stretches: tuple[Stretch, ...] = WHOLE
    lacking: tuple[tuple[int, str], ...] = ()
    if suffix == ".ipynb":
        text, stretches = markdown_of(text)
    elif suffix == ".tex" and get is not None:
        text, stretches, lacking = put_in(text, get)
    page = _Reader(text, latex=suffix == ".tex", origins=Origins(text, stretches)).read()
    return replace(page, notes=lacking) if lacking else page


class _Reader:
    def __init__(self, text: str, latex: bool, origins: Origins) -> None:
        self.origins = origins
        self.text = text
        self.latex = latex
        self.macros: Macros = {}
        self.parts = Parts()
        self.regions = Regions()
        self.sections = Sections()
        self.events: list[Event] = []
        self._before = ""  # the prose right before the formula at hand
        self._depth = 0  # of the lists around the block at hand
        self.tongue: Tongue = tongue_of(text)

    def read(self) -> Page:
        front = None if self.latex else _FRONT.match(self.text)
        start = front.end() if front else 0
        marks = [Mark("code", 0, start, 0, start)] if front else []
        marks += find_marks(self.text, start, self.latex)
        unset = [(m.outer_start, m.outer_end) for m in marks if m.kind != "math"]
        self.macros = find_definitions(self.text, 0, len(self.text), unset)
        blocks = self._blocks(mask(self.text, marks))
        if not self.latex:
            self.text = without_quote_marks(self.text, marks)
        waiting = iter([*(m for m in marks if m.kind != "code"), Mark("end", len(self.text), 0, 0, 0)])
        mark = next(waiting)
        for block in blocks:
            while mark.outer_start < block.start:
                self._outside(mark)
                mark = next(waiting)
            inside = []
            while mark.outer_start < block.end:
                inside.append(mark)
                mark = next(waiting)
            self._block(block, inside)
        while mark.kind != "end":
            self._outside(mark)
            mark = next(waiting)
        entry = _FRONT_GIVEN.search(front.group("entries")) if front else None
        given = entry.group("path").strip() if entry else None
        repairs = (r for e in self.events if isinstance(e.what, Formula) for r in e.what.repairs)
        in_order = tuple(sorted(repairs, key=lambda repair: (repair.start, repair.end)))
        return Page(self.text, tuple(self.events), tuple(self.regions.givens), given, self.origins, in_order)

    def _blocks(self, masked: str) -> list[Block]:
        if self.latex:
            from derive.reading.latex_blocks import latex_blocks

            return latex_blocks(masked)
        from derive.reading.markdown_blocks import markdown_blocks  # it brings markdown-it-py

        return markdown_blocks(masked)

    def _outside(self, mark: Mark) -> None:
        """A comment between blocks; a formula there (in the preamble of a LaTeX file) is none of the page."""
        if mark.kind == "comment":
            self._expectations(mark)

    def _block(self, block: Block, marks: list[Mark]) -> None:
        before_first = marks[0].outer_start if marks else block.end
        head = self.text[block.start : before_first]
        if block.kind == "heading":
            self._heading(block, head)
            at = block.start + self._label(block, head)
        else:
            self.regions.begin(block)
            at = block.start + self._label(block, head)
            text, behind = self.text[at:before_first], self.text[before_first : block.end]
            at += self.regions.block(block, text, behind, self.sections.path, self.parts.current)
        self._before = ""
        skip = self._label_in_formula(marks[0]) if marks and not head.strip(" \t\n*_>") else 0
        self._depth = block.depth
        self._emit(Break(block.kind, Span(block.start, block.end), block.depth))
        display = False
        for mark in marks:
            self._prose(at, mark.outer_start, display)
            at = mark.outer_end
            display = mark.display
            if mark.kind == "comment":
                self._expectations(mark)
            else:
                self._formula(mark, skip if mark is marks[0] else 0)
        self._prose(at, block.end, display)

    def _heading(self, block: Block, head: str) -> None:
        self.sections.enter(block.level)
        text = head if block.end - block.start == len(head) else self.text[block.start : block.end]
        self.regions.heading(text, Span(block.start, block.end), self.sections.path, self.parts.current)

    def _label(self, block: Block, head: str) -> int:
        """Take the label at the start of a block; how much of the text it is."""
        if block.given:
            return 0
        found = heading_label(head) if block.kind == "heading" else block_label(head, block.kind == "item")
        if found is None and block.ordinal and not self.regions.inside:
            found = block.ordinal.rstrip(")"), 0
        if found is None or not self.parts.starts(found[0]):
            return 0
        self._enter(found[0])
        return found[1]

    def _label_in_formula(self, mark: Mark) -> int:
        found = formula_label(self.text[mark.start : min(mark.end, mark.start + 40)]) if mark.kind == "math" else None
        if found is None or not self.parts.starts(found[0]):
            return 0
        self._enter(found[0])
        return found[1]

    def _enter(self, label: str) -> None:
        self.regions.label()
        self.parts.enter(label)

    def _prose(self, start: int, end: int, after_display: bool) -> None:
        """Words, cut where a label stands among them."""
        found = inner_label(self.text[start:end], after_display)
        if found is not None and self.parts.starts(found[0]):
            self._words(start, start + found[1])
            self._enter(found[0])
            self._emit(Break("paragraph", Span(start + found[1], end), self._depth))
            start += found[2]
        self._words(start, end)

    def _words(self, start: int, end: int) -> None:
        text = self.text[start:end]
        stripped = text.strip()
        self._before = self.tongue(stripped)
        if stripped:
            start += len(text) - len(text.lstrip())
            self._emit(Words(self._before, Span(start, start + len(stripped))))

    def _formula(self, mark: Mark, skip: int) -> None:
        start = mark.start + skip
        if mark.reason:
            span = Span(start, mark.end)
            formula = Formula(span, mark.display, (Unreadable(mark.reason, mark.outer_start, span),))
        else:
            formula = parse_formula(self.text, start, mark.end, mark.display, self.macros)
        formula = self._spoken(formula)
        if _EQUALS.fullmatch(self._before) and len(self.events) > 1 and isinstance(self.events[-2].what, Formula):
            formula = going_on(formula)
        self._emit(formula)
        if self.regions.given is None and not _CONDITION.search(self._before) and any(_relations(formula)):
            self.parts.note_relation()

    def _spoken(self, formula: Formula) -> Formula:
        """The formula with the words in it in the tongue of the house."""
        if not any(isinstance(s, Statement) and s.words for s in formula.statements):
            return formula
        said = (replace(s, words=self.tongue(s.words)) if isinstance(s, Statement) else s for s in formula.statements)
        return replace(formula, statements=tuple(said))

    def _expectations(self, mark: Mark) -> None:
        for step, verdicts in read_expectations(self.text[mark.start : mark.end]):
            self._emit(Expectation(step, verdicts, Span(mark.outer_start, mark.outer_end)))

    def _emit(self, what: Formula | Words | Break | Expectation) -> None:
        if not self.regions.hidden:
            self.events.append(Event(what, self.parts.current, self.sections.path, self.regions.given))


def _relations(formula: Formula) -> Iterator[bool]:
    """For each statement, whether it has a relation that may become a step."""
    for item in formula.statements:
        if isinstance(item, Statement):
            yield isinstance(item.node, Chain) and any(r not in ("in", "notin", "~") for r in item.node.relations)
