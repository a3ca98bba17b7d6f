r"""Names that are no numbers though nothing declares them: the text uses them like arrays, `X^\top`, `\|w\|`, or says so in words, "the
matrices $A$ and $B$", "operators $P Q$". Such a letter is no number anywhere on the page.

Comes in: the formulas of the text, and its words. Goes out: the names, to be asked for where one stands like a number. Otherwise `X w =
w X` would be proved of numbers on a page that means matrices. A bold letter says so itself, and speaks for no plain one; a small letter
that words call a vector may be a number elsewhere on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from derive.meaning.names.scope import names_in, spelled
from derive.meaning.names.words import words_at
from derive.reading.syntax import Chain, Event, Formula, Group, Listing, Name, Node, Scripted, Statement
from derive.reading.vocabulary import TRANSPOSES

_KIND = r"(?:matri(?:x|ces)|operators?|tensors?|linear maps?|sets(?! of))"
_ELSE = r"(?!\s+(?:lengths?|sizes?|dimension\w*|spaces?|norms?|products?|entries|elements?|multipl\w+|calculus|notation|form))"
_BEFORE = re.compile(rf"(?<!number of )(?<!size of )\b{_KIND}\s*[,:]?\s*$", re.I)
_AFTER = re.compile(
    r"^\s*,?\s*(?:is|are|be|being|denotes?)?\s*(?:(?:both|two|any|some|arbitrary|an?|the|all)\s+)*"
    rf"(?:(?!(?:of|in|for|to|from|by|with|on|and|or|that|which|not|no)\b)[a-z][\w-]*\s+){{0,3}}{_KIND}\b{_ELSE}",
    re.I,
)
_ABOUT = re.compile(
    r"\b(?:(?:for|of) (?:(?:all|any|two|arbitrary|square|general|invertible|finite) )*(?:matrices|sets)|operators|linear maps)\b[^.;]*$",
    re.I,
)
_ABOUT_ALL = re.compile(r"\b(?:quaternions?|permutations?|free group|non-?commut\w+)\b[^.;]*$", re.I)
_LISTED = re.compile(r"\s*(?:,|,?\s*and|,?\s*or)\s*")


def told(events: list[Event], declared: Set[str]) -> dict[str, None]:
    """The names of which words say that they are matrices, vectors or the like."""
    found: dict[str, None] = {}
    for n, event in enumerate(events):
        if not isinstance(event.what, Formula):
            continue
        before, after = words_at(events, n - 1), words_at(events, n + 1)
        nodes = [s.node for s in event.what.statements if isinstance(s, Statement)]
        whole = [i for node in nodes for i in (node.items if isinstance(node, Listing) else (node,))]
        if whole and all(isinstance(i, Name) for i in whole):
            last = n
            while _LISTED.fullmatch(words_at(events, last + 1)) and last + 2 < len(events) and _is_name(events[last + 2]):
                last += 2
            if _BEFORE.search(before) or _AFTER.match(words_at(events, last + 1)):
                found.update((i.text, None) for i in whole if isinstance(i, Name) and _is_capital(i))
        elif _ABOUT.search(before) or _ABOUT_ALL.search(before) or (any(isinstance(x, Chain) for x in nodes) and _SAID.match(after)):
            every = _ABOUT_ALL.search(before) is not None
            letters = (i for node in nodes for i in names_in(node) if isinstance(i, Name) and not i.marks and len(i.text) == 1)
            found.update((i.text, None) for i in letters if every or _is_capital(i))
    return {name: None for name in found if name not in declared}


_SAID = re.compile(r"^\s*,?\s*(?:on a|in a|for) (?:\w+ )?(?:hilbert space|matrices|operators)\b", re.I)


def _is_capital(name: Name) -> bool:
    return len(name.text) == 1 and name.text.isupper() and not name.marks and name.font == ""


def _is_name(event: Event) -> bool:
    match event.what:
        case Formula(_, _, (Statement(Name()),)):
            return True
    return False


def names(events: list[Event], declared: Set[str]) -> dict[str, None]:
    """The names with a transpose or in the bars of a norm by themselves, in the order of the page."""
    nodes = (s.node for e in events if isinstance(e.what, Formula) for s in e.what.statements if isinstance(s, Statement))
    transposes = TRANSPOSES - declared  # a declared T is an exponent
    return {name: None for node in nodes for n in names_in(node) for name in _array(n, transposes)}


def _array(node: Node, transposes: frozenset[str]) -> Iterator[str]:
    match node:
        case Scripted(Name(font="") as base, None, Name(text), 0) if text in transposes:
            yield from filter(None, [spelled(base)])
        case Group("||", Name(font="") as base):
            yield from filter(None, [spelled(base)])
