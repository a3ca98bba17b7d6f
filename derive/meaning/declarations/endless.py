r"""Ranges without an end: `for $t \ge 1$`, `for $t \in \mathbb{N}$`, `for $t = 1, 2, \dots$`, `$g_1, g_2, \dots \in \mathbb{R}$`.

Comes in: the clauses and members of one segment of a Given. Goes out: from where the letter runs, and where its range ends: where what
else bears the letter ends, or at a natural number of its own, the same for all of a page. What is proved holds for every one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from derive.meaning.declarations import nouns
from derive.meaning.names.scope import Scope, names_in, spelled
from derive.reading.syntax import Chain, Ellipsis_, Listing, Name, Node, Number, Scripted
from derive.terms.term import Term


def beginning(clause: Node, scope: Scope, source: str) -> tuple[Name, int | None] | None:
    """The letter of a clause that says where it begins and not where it ends; None for the number where a recursion says it as well."""
    match clause:
        case Chain((Name() as letter, Number(text)), ((">=" | ">") as relation,)) if text.isdigit():
            return letter, int(text) + (relation == ">")
        case Chain((Name() as letter, Name("N", font="bb") as where), ("in",)) if spelled(where) not in scope.sets:
            return letter, None
        case Chain((Name() as letter, Scripted(Name("N" | "Z", font="bb")) as where), ("in",)) if (
            spelled(where) not in scope.sets and (plain := nouns.of_set(where, source)) is not None
        ):
            return letter, max((0, *plain[1]))
        case Chain((Name() as letter, Listing(",", (*numbers, Ellipsis_()))), ("=",)) if (low := counted(numbers)) is not None:
            return letter, low
    return None


def counted(numbers: Iterable[Node | None]) -> int | None:
    """The first of `0, 1, 2`, numbers that count up."""
    whole = list(numbers)
    found = [int(n.text) for n in whole if isinstance(n, Number) and n.text.isdigit()]
    return found[0] if found and len(found) == len(whole) and found == list(range(found[0], found[0] + len(found))) else None


def without_end(items: tuple[Node, ...]) -> tuple[Scripted, int] | None:
    r"""The first of `g_1, g_2, \dots`, and its number."""
    *entries, dots = items
    named = [n for n in entries if isinstance(n, Scripted) and n.sup is None and not n.primes]
    if not isinstance(dots, Ellipsis_) or len(named) < len(entries) or not named or any(n.base != named[0].base for n in named):
        return None
    low = counted([n.sub for n in named])
    return None if low is None else (named[0], low)


def end(scope: Scope, source: str) -> Term:
    """The number at which all sequences of the page end of which no end is said."""
    if not scope.endless:
        free = (n for n in ("N", "L", "M", "K") if not scope.known(n) and re.search(rf"(?<![A-Za-z\\]){n}(?![A-Za-z])", source) is None)
        name = next(free, r"N_{\infty}")
        scope.endless[name] = scope.declare_size(name)
    return next(iter(scope.endless.values()))


def letters_of_members(nodes: Iterable[Node], scope: Scope) -> set[str]:
    r"""The letters of new names of whose entries is said in what they lie: t of `g_t \in \mathbb{R}`, of `g_t > 0`."""
    found = set[str]()
    for node in nodes:
        if isinstance(node, Chain) and (node.relations == ("in",) or _bound(node)):
            left = node.operands[0]
            entries = (n for n in (left.items if isinstance(left, Listing) else (left,)) if isinstance(n, Scripted) and n.sub is not None)
            found |= {spelled(x) or "" for n in entries if not scope.known(spelled(n.base) or "") for x in names_in(n.sub)}
    return found


def _bound(node: Chain) -> bool:
    return len(node.operands) == 2 and node.relations[0] in ("<", "<=", ">", ">=") and isinstance(node.operands[1], Number)
