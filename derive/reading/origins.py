"""Where an offset into the text of a page comes from: file, cell, line and column.

Comes in: the text of a page and the stretches that it was put together from. Goes out: the place of any offset, in logarithmic time. It
does not know what stands there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Stretch(NamedTuple):
    """From `start` on, up to the next one, the text of a page is that of `file` (None: the document itself), of its cell with this
    number (None: no notebook), from this line and column on."""

    start: int
    file: str | None = None
    cell: int | None = None
    line: int = 1
    column: int = 1


class Place(NamedTuple):
    """A place in a file; line and column are counted from 1, in a notebook within the cell."""

    line: int
    column: int
    file: str | None = None
    cell: int | None = None


WHOLE = (Stretch(0),)


class Origins:
    """The places of the offsets of one text."""

    __slots__ = ("_lines", "_starts", "stretches")

    def __init__(self, text: str, stretches: Sequence[Stretch] = WHOLE) -> None:
        self.stretches = tuple(stretches)
        self._starts = [stretch.start for stretch in self.stretches]
        self._lines = [0, *(m.end() for m in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        """Where the character at this offset stands."""
        stretch = self.stretches[max(bisect_right(self._starts, offset) - 1, 0)]
        row = bisect_right(self._lines, offset) - 1
        line = stretch.line + row - (bisect_right(self._lines, stretch.start) - 1)
        if self._lines[row] <= stretch.start:
            return Place(line, stretch.column + offset - stretch.start, stretch.file, stretch.cell)
        return Place(line, offset - self._lines[row] + 1, stretch.file, stretch.cell)

    def end(self, start: int, offset: int) -> Place:
        """The end of what begins at `start`, in the same file and cell as that."""
        found = self.place(offset)
        if offset > start and (found.file, found.cell) != self.place(start)[2:]:
            last = self.place(offset - 1)
            return last._replace(column=last.column + 1)
        return found
