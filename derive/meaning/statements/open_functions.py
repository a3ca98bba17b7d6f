r"""Known functions that a page declares as any function: `$\sigma : \mathbb{R} \to \mathbb{R}$`, "let $\sigma$ be an activation function".

Comes in: the events of the page and its text. Goes out: the names that may stand for the known function or for any other one, with a
sentence each; none where the page says which one it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from derive.meaning.formulas.application import NAMES
from derive.meaning.names.scope import spelled
from derive.reading.syntax import Chain, Event, Formula, Name, Statement, Words

ANY_ONE = re.compile(r"^\s*(?:be|is|denotes?|stands for) (?:an?|any|some)\b[^.;$]{0,60}\b(?:functions?|non-?linearit(?:y|ies))\b", re.I)
SAID = re.compile(r"sigmoid|logistic|시그모이드|로지스틱|逻辑|S型", re.I)


def open_functions(events: Iterable[Event], source: str) -> Iterator[tuple[str, str]]:
    found = [] if SAID.search(source) else [name for name in _declared(list(events)) if not _defined(name, source)]
    for name in dict.fromkeys(found):
        yield name, f"the page declares `\\{name}` as a function and does not say which: the known one, or any"


def _declared(events: list[Event]) -> Iterator[str]:
    for event, following in zip_longest(events, events[1:]):
        after = following.what.text if following is not None and isinstance(following.what, Words) else ""
        for s in event.what.statements if isinstance(event.what, Formula) else ():
            match s:
                case Statement(Chain((Name() as one, _, _), (":", "->"))) if (name := spelled(one)) == "sigma":
                    yield name
                case Statement(Name() as one) if (name := spelled(one)) == "sigma" and name in NAMES and ANY_ONE.match(after):
                    yield name


def _defined(name: str, source: str) -> bool:
    r"""`\sigma(x) = \dots`."""
    return re.search(rf"\\{name}\s*(\\left)?\(\s*\\?[A-Za-z]+\s*(\\right)?\)\s*(&\s*)?:?=", source) is not None
