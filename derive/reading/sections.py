"""Sections: the path of heading ordinals that a place stands under.

Comes in: heading levels as they come by. Goes out: paths like (1, 2). It does not know titles.
"""

from __future__ import annotations


class Sections:
    """The section at hand."""

    def __init__(self) -> None:
        self.path: tuple[int, ...] = ()
        self._levels: list[int] = []
        self._children: list[int] = [0]  # how many sections each one on the path has had

    def enter(self, level: int) -> None:
        """A heading: a section beside or below the ones at hand."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
            self._children.pop()
        self._children[-1] += 1
        self.path = (*self.path[: len(self._levels)], self._children[-1])
        self._levels.append(level)
        self._children.append(0)
