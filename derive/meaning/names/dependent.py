"""What a derivative must not hold fixed: a number of which the page says that it depends on what is differentiated by, and not how.

Comes in: names, and what the page says that names depend on (`statements.told_dependence`). Goes out: a name that would be held fixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def held(names: Iterable[str], by: str | None, told_of: Mapping[str, frozenset[str]]) -> str | None:
    """One of the names that depends, through others too, on what is differentiated by."""
    for name in names:
        reached, waiting = set[str](), [name]
        while waiting:
            new = told_of.get(waiting.pop(), frozenset()) - reached
            reached |= new
            waiting += new
        if name != by and by in reached:
            return name
    return None
