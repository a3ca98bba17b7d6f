"""Why a stretch of a page cannot be read, and the sizes beyond which nothing is tried.

Comes in: nothing. Goes out: the exceptions of the reader and its limits. It does not know what is being read.
"""

from __future__ import annotations

MAX_CHARACTERS = 20_000  # of one formula
MAX_TOKENS = 6_000  # of one formula
MAX_NESTING = 60  # brackets and prefix operators inside one another; keeps the recursion far below Python's limit
MAX_DIGITS = 60  # of one literal
MAX_PAGE = 4_000_000  # characters of one file


class Problem(Exception):
    """A stretch of a formula cannot be read: one sentence, and the offset that it speaks of."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


class PageError(Exception):
    """A whole file cannot be read; the message is one sentence."""
