"""What a condition in a subscript may be about.

Comes in: the items of a subscript. Goes out: nothing, or why it has no meaning. Knows nothing of terms.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.meaning.names.scope import NotSupported, names_in, spelled
from derive.reading.syntax import Chain, Node


def about_its_letters(condition: Chain, items: Sequence[Node]) -> None:
    """`u_{w, w \\neq o}` speaks of w; of `y_{w, i = o}` nothing tells which entry it is."""
    letters = {spelled(n) for item in items for n in names_in(item)}
    if letters and letters.isdisjoint(spelled(n) for n in names_in(condition)):
        raise NotSupported("a condition in a subscript on a letter that does not stand in it", condition.span)
