r"""Rows that a Given names in passing: `$X \in \mathbb{R}^{n \times d}$ with rows $x_i^\top$`, also `$x_1^\top, \dots, x_n^\top$`.

Comes in: the statements of a segment with the words before them. Goes out: the equation `x_i = X_i^\top` in place of such rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from derive.meaning.names.scope import Scope, spelled
from derive.reading.syntax import Chain, Ellipsis_, Listing, Name, Node, Number, Scripted
from derive.reading.vocabulary import TRANSPOSES

ROWS = re.compile(r"\b(with|having|whose)\s+(the\s+)?rows?(\s+(is|are|being))?(\s+vectors?)?\s*$", re.I)
LETTERS = "ijklpqrs"


def rows(nodes: Sequence[Node], n: int, words: str, scope: Scope) -> tuple[Chain, int] | None:
    """The equation that the n-th statement stands for, and how many statements it takes; None where it names no rows."""
    before = nodes[n - 1] if n else None
    if not ROWS.search(words) or not isinstance(before, Chain) or before.relations != ("in",) or not isinstance(before.operands[0], Name):
        return None
    first, taken = nodes[n], 1
    dots: Node | None
    last: Node | None
    if isinstance(first, Listing) and len(first.items) == 3:
        first, dots, last = first.items
    else:
        dots, last = (*nodes[n + 1 : n + 3], None, None)[:2]
        taken = 3
    if not isinstance(first, Scripted) or not isinstance(first.base, Name) or first.primes or not _lies(first.sup) or first.sub is None:
        return None
    letter: Node = first.sub
    if isinstance(letter, Number):
        same = isinstance(last, Scripted) and last.base == first.base and _lies(last.sup)
        free = next((x for x in LETTERS if not scope.known(x)), None)
        if letter.text != "1" or not isinstance(dots, Ellipsis_) or not same or free is None:
            return None
        letter = Name(free, span=letter.span)
    elif isinstance(letter, Name):
        taken = 1
    if not isinstance(letter, Name) or scope.known(spelled(first.base) or ""):
        return None
    left = Scripted(first.base, letter, None, 0, first.span)
    right = Scripted(before.operands[0], letter, Name("top", span=first.span), 0, first.span)
    return Chain((left, right), ("=",), first.span), taken


def _lies(sup: Node | None) -> bool:
    return isinstance(sup, Name) and sup.text in TRANSPOSES
