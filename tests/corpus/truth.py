"""What is known of the steps of other people's texts, and which step of the page each row of it speaks of.

Comes in: `truth.json` (rows of file, line, truth, kind, step, needed) and the judgements of a document. Goes out: rows paired with
judgements. A row names its step by its line and by a rough rendering of it, so rows and steps of a line are aligned in their order, by
likeness.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from derive.checking import Checked
from derive.verdict import Judgement

RIGHT = frozenset({"right", "right-up-to-layout"})
FAULTY = frozenset({"wrong", "ill-formed"})


@dataclass(frozen=True, slots=True)
class Row:
    """One step as it is known: truth is right, right-up-to-layout, wrong, ill-formed or given; needed is what would mend it."""

    file: str
    line: int
    truth: str
    kind: str
    step: str
    needed: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A row with the judgement of its step; None where the page has no such step."""

    row: Row
    judgement: Judgement | None


def read_truth(path: Path) -> list[Row]:
    """All rows, in the order of the file."""
    return [Row(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]


def compare(rows: Sequence[Row], document: Checked) -> list[Compared]:
    """Each row of this document with its judgement."""
    places = [_lines(document, j) for j in document.judgements]
    known = {row.line for row in rows}
    found: list[Compared] = []
    for line in sorted(known):
        own = [row for row in rows if row.line == line]
        steps = [j for j, (first, last) in zip(document.judgements, places, strict=True) if last == line]
        if len(steps) < len(own):  # a step may begin on the line that the row names, and go on below it
            begun = [j for j, (first, last) in zip(document.judgements, places, strict=True) if first == line < last]
            steps = [*steps, *(j for j, (_, last) in zip(document.judgements, places, strict=True) if j in begun and last not in known)]
        found += [Compared(row, j) for row, j in zip(own, _align(own, steps), strict=True)]
    return found


def _lines(document: Checked, j: Judgement) -> tuple[int, int]:
    """The lines on which the left side and the right side of the step begin."""
    left, right = (document.page.line_column(side.span.start)[0] for side in (j.step.left, j.step.right))
    return left, right


def _align(rows: Sequence[Row], steps: Sequence[Judgement]) -> list[Judgement | None]:
    """For each row its step, in order, so that as many rows as possible have one and these are as alike as possible."""
    alike = [[1 + likeness(row.step, f"{j.step.left.latex} = {j.step.right.latex}") for j in steps] for row in rows]
    best: dict[tuple[int, int], tuple[float, tuple[int | None, ...]]] = {(0, n): (0.0, ()) for n in range(len(steps) + 1)}
    for r in range(1, len(rows) + 1):
        best[r, 0] = (0.0, (None,) * r)
        for n in range(1, len(steps) + 1):
            before = best[r - 1, n - 1]
            taken = (before[0] + alike[r - 1][n - 1], (*before[1], n - 1))
            left_out = (best[r - 1, n][0], (*best[r - 1, n][1], None))
            best[r, n] = max(best[r, n - 1], left_out, taken, key=lambda found: found[0])
    return [None if n is None else steps[n] for n in best[len(rows), len(steps)][1]]


WORDS = {"partial": "∂", "sum": "Σ", "sigma": "σ", "theta": "θ", "nabla": "∇", "cdots": "…", "dots": "…", "ldots": "…", "ne": "≠"}


def likeness(rough: str, latex: str) -> float:
    """How alike a rough rendering and LaTeX are, from 0 to 1: by what is left of both without commands and brackets. What the
    rendering says of the right side counts, since a row often leaves the left side out."""
    latex = re.sub(r"\\(?:frac|dfrac|left|right|mathbf|boldsymbol|text|textrm|mathrm|limits|hat|widehat)\b", " ", latex)
    latex = re.sub(r"\\([A-Za-z]+)", lambda m: WORDS.get(m.group(1), m.group(1)), latex)
    a, b = (re.sub(r"[\\{}()\[\]\s^_&/·\u0302-]", "", text.replace("ŷ", "y")) for text in (rough, latex))
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def documents(folder: Path) -> Iterable[Path]:
    """The texts of the folder; of a notebook that also stands there as Markdown (x.nb.md) only the latter."""
    suffixes = {".md", ".tex", ".ipynb"}
    found = sorted(p for p in folder.iterdir() if p.suffix in suffixes)
    return [p for p in found if not (p.suffix == ".ipynb" and p.with_suffix(".nb.md") in found)]
