"""Inferred shapes as declarations: `$X \\in \\mathbb{R}^{n \times d}$`.

Comes in: the shapes that were found for the names of a page. Goes out: a declaration for each; sizes that the page gives no name get one.
"""

from __future__ import annotations

from collections.abc import Collection

from derive.meaning.inference.inferring import Inference
from derive.meaning.inference.unifying import ONE, Size
from derive.meaning.names.scope import as_latex

SIZES, ROWS = "dnmkpqrs", "nm"  # letters for sizes that the page gives no name; what comes first for the rows of a matrix


class Spelling:
    """How the shapes that were found are written; sizes without a name get one that the page does not use."""

    def __init__(self, found: Inference, taken: Collection[str]) -> None:
        self.found = found
        self.free = [x for x in SIZES if x not in taken] + [f"n_{k}" for k in range(1, 100)]

    def size(self, size: Size, first: bool = False) -> str:
        """The name of a size; first: of the rows of a matrix, or of an index set."""
        size = size.root()
        if size.name is None:
            size.name = next((x for x in self.free if (x in ROWS) == first), self.free[0])
            self.free.remove(size.name)
        return as_latex(size.name)

    def exponent(self, size: Size, first: bool = False) -> str:
        name = self.size(size, first)
        return f"|{name}|" if size.root().name in self.found.sets else name

    def space(self, rows: Size, columns: Size) -> str:
        if columns.root() is not ONE:
            return f"\\mathbb{{R}}^{{{self.exponent(rows, True)} \\times {self.exponent(columns)}}}"
        return "\\mathbb{R}" if rows.root() is ONE else f"\\mathbb{{R}}^{self.braced(self.exponent(rows))}"

    @staticmethod
    def braced(text: str) -> str:
        return text if len(text) == 1 else f"{{{text}}}"

    def declaration(self, name: str) -> str | None:
        """What makes the name the array that it has to be; None for a number, and for a name that does not occur."""
        use = self.found.uses.get(name)
        if use is None:
            return None
        whole, member = use.alone.known, use.member.known
        if len(use.axes) == 2:
            whole = use.axes[0].root(), use.axes[1].root()
        elif use.axes and member is not None and (member != (ONE, ONE) or not use.bare):
            up_to = self.size(use.axes[0], True)
            over = f"$i \\in {up_to}$" if use.axes[0].root().name in self.found.sets else f"$i = 1, \\dots, {up_to}$"
            return f"${as_latex(name)}_i \\in {self.space(*member)}$ for {over}"
        return f"${as_latex(name)} \\in {self.space(*whole)}$" if whole not in (None, (ONE, ONE)) and whole is not None else None
