"""The Given that a document may be missing, as text.

Comes in: the path of a document, and Given files to take along. Goes out: a Markdown document with a Given block, all of it inferred.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.checking import load, room_to_nest, understand
from derive.meaning.suggesting import suggested


def suggestion(path: str, given: Sequence[str] = ()) -> str:
    """What can be inferred of the names that the document uses and nothing declares. Raises CannotRead."""
    page = load(path)
    with room_to_nest():
        reading, _ = understand(path, page, given)
        return suggested(page, reading.scope)
