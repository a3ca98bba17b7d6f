r"""Distributions on finite sets, in words: "$p$ and $q$ probability distributions on a finite set $X$", "$P$ a pmf over $\mathcal{X}$".

Comes in: the pieces of a segment. Goes out: names with the set that they are distributions on; and the declaration of one: its values are
numbers p(x) that are not negative and sum up to 1. Nothing of continuous distributions, and nothing where words doubt it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from derive.meaning.declarations import qualities
from derive.meaning.declarations.doubted import DENIED, OPEN
from derive.meaning.declarations.listed import Piece
from derive.meaning.declarations.shape_words import LISTED
from derive.meaning.formulas import tables
from derive.meaning.names.scope import NotSupported, Scope, spelled
from derive.reading.syntax import Ellipsis_, Group, Listing, Name, Node
from derive.terms.term import Term, le

_LAW = (
    r"(?:(?:two|both|an?|the|some|any|arbitrary|fixed|discrete|positive|strictly positive|finite)\s+)*"
    r"(?:probability (?:mass functions?|distributions?|measures?)|probabilities|p\.?m\.?f\.?s?|discrete distributions?|distributions?)"
)
_SET = r"(?:(?:an?|the|some|any|same|common|finite|non-?empty)\s+)*(?:(?:sets?|alphabet|sample space|state space|space|support)\s*)?"
ON = rf"\s+(?:on|over|supported on)\s+{_SET}$"
BETWEEN = re.compile(rf"^\s*,?\s*(?:is|are|be|being|denotes?|to be|as)?\s*{_LAW}{ON}", re.I)
BEFORE, ON_SET = re.compile(rf"\b{_LAW}\s*$", re.I), re.compile(rf"^{ON}", re.I)
IN_KOREAN, OF_KOREAN = (
    re.compile(r"^\s*[은는이가]\s*(?:유한\s*집합)?\s*$"),
    re.compile(r"^\s*(?:위의|에서의|상의)\s*(?:이산\s*)?확률\s*(?:분포|질량함수)"),
)
FINITE = re.compile(r"\bfinite\b|\balphabet\b|유한", re.I)
CONTINUOUS = re.compile(r"\b(?:densit|continuous|absolutely)", re.I)


def on_sets(pieces: Sequence[Piece]) -> Iterator[tuple[list[Name], Node, bool]]:
    """The names of distributions, the set that they are on, and whether the words say that it is finite."""
    n = 0
    while n < len(pieces):
        first, last = n, n
        while last + 1 < len(pieces) and _joined(pieces[last], pieces[last + 1]):
            last += 1
        n = last + 1
        if n >= len(pieces):
            return
        names, where, words = [p.node for p in pieces[first:n]], pieces[n].node, f" {pieces[last].after} "
        said = BETWEEN.match(words) or (ON_SET.match(words) and BEFORE.search(pieces[first].before))
        said = said or (IN_KOREAN.match(words) and OF_KOREAN.match(pieces[n].after))
        before, behind = pieces[first].before, pieces[n].after
        doubted = DENIED.search(f"{before} {words} {behind}") or OPEN.search(before) or OPEN.search(behind)
        doubted = doubted or CONTINUOUS.search(f"{words} {behind}")
        if said and not doubted and (isinstance(where, Name) or runs(where)):
            yield [x for x in names if isinstance(x, Name)], where, FINITE.search(words) is not None


def _joined(one: Piece, other: Piece) -> bool:
    listed = LISTED.fullmatch(one.after) is not None or (other.opener == "," and not one.after.strip())
    return listed and isinstance(one.node, Name) and isinstance(other.node, Name)


def runs(where: Node) -> bool:
    r"""`\{1, \dots, n\}`."""
    return isinstance(where, Group) and where.kind == "{" and isinstance(where.body, Listing) and any(
        isinstance(i, Ellipsis_) for i in where.body.items
    )  # fmt: skip


def introduce(scope: Scope, name: Node, where: Node, finite: bool, range_of: Callable[[Node], Term] | None = None) -> None:
    """The function on the set, with what is true of a distribution. Raises MeaningError where it is something else already."""
    if finite and not scope.known(spelled(where) or ""):
        scope.declare_set(spelled(where) or "")
    sets = (range_of(where),) if range_of is not None and runs(where) else tables.sets_of(scope, where)
    if sets is None or (spelled(name) or "") in scope.sets:
        raise NotSupported("a distribution on a set that is not declared", where.span)
    value = tables.introduce(scope, spelled(name) or "", sets)
    if sets[0].op == "range":
        scope.facts[le(*sets[0].args)] = None  # over nothing the values do not sum up to 1
    scope.facts.update(dict.fromkeys(qualities.facts(value, "| probability distribution")))
