"""The Given that a document may be missing, as text.

Comes in: the path of a document, and Given files to take along. Goes out: a Markdown document with a Given block, all of it inferred.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.checking import load, room_to_nest, understand
from derive.meaning.inference.suggesting import as_given, fitting, suggested
from derive.meaning.statements.steps import read_steps
from derive.reading.page import read_page


def suggestion(path: str, given: Sequence[str] = ()) -> str:
    """What can be inferred of the names that the document uses and nothing declares. Raises CannotRead."""
    page = load(path)
    with room_to_nest():
        reading, shared = understand(path, page, given)
        blocks = [(p, block.number) for _, p in shared for block in p.givens]

        def score(lines: list[str]) -> int:
            """How many steps mean something with these declarations, less those that can mean nothing."""
            inferred = read_page(as_given(lines), ".md")
            found = read_steps(page, [*blocks, *((inferred, block.number) for block in inferred.givens)])
            unread = sum(where is inferred and not note.remark for where, note in found.notes)
            return sum({"claim": 1, "given": 1, "ill-typed": -1}.get(step.outcome, 0) for step in found.steps) - unread

        return as_given(fitting(suggested(page, reading.scope), score))
