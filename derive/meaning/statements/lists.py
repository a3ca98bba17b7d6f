"""Lists below what heads them: `2. $w \\neq o$:` and a list of its own, `If $x > 0$:` and a list; its items stand under the condition.

Comes in: the conditions in force where an item begins, and the words before it. Goes out: those that hold in the item. What is supposed in
an item itself ends with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from derive.meaning.statements.step import Condition

Conditions = tuple[Condition, ...]

HEADING_A_LIST = re.compile(r"[:：]\s*[*_]{0,3}\s*$")


@dataclass(slots=True)
class Lists:
    """heads: the depth of each list around, with the conditions over it; depth: that of the block before."""

    heads: list[tuple[int, Conditions]] = field(default_factory=list)
    depth: int = 0

    def came_to(self, depth: int) -> None:
        """A block in so many lists."""
        while self.heads and self.heads[-1][0] > depth:
            self.heads.pop()
        self.depth = depth

    def item(self, depth: int, before: Conditions, words: str) -> Conditions:
        """words: those that end the block before the item; without a colon, nothing tells whether an item of an item goes on from it."""
        if depth > self.depth and HEADING_A_LIST.search(words):
            self.heads.append((depth, before))
        elif depth > self.depth > 0:
            self.heads.append((depth, tuple(replace(c, unclear=True) for c in before)))
        self.came_to(depth)
        return self.heads[-1][1] if self.heads else ()
