r"""Names in a proof file that would make a statement look like another one: a symbol called `x+1`, `\log` or `0 = 1`.

Comes in: terms that anybody may have written. Goes out: the first name that reads as more than a name, or none. A true sentence about a
symbol called `x+1` may look like a false one: `x+1 - x+1 = 0`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from derive.reading.vocabulary import ACCENTS, FONTS, GREEK
from derive.terms.parts import parts
from derive.terms.term import Symbol, Term
from derive.theory.functions import FUNCTIONS

TAKEN = frozenset(FUNCTIONS) - {"sigma"} | {
    "ln",
    "det",
    "tr",
    "max",
    "min",
    "sum",
    "prod",
    "frac",
    "partial",
    "pi",
    "emptyset",
    "varnothing",
}
_COMMAND = "|".join(sorted({*ACCENTS, *FONTS, *GREEK, "text", "ell", "hbar", "prime", "ast", "star"}))
_INSIDE = re.compile(r"\{[^{}]*\}")
_PLAIN = re.compile(rf"(?:\\(?:{_COMMAND})(?![A-Za-z])|[^\W]|[{{}}^_'°*′]|(?<=[A-Za-z])[- ](?=[A-Za-z]{{2}}))+")


def misleading(terms: Iterable[Term]) -> str | None:
    """The first name that is no plain one, or two different variables with the same name."""
    seen: dict[str, Symbol] = {}
    for name, symbol in _names(terms):
        if not is_plain(name) or (symbol is not None and name.isdigit()):
            return name
        shown = name.replace("°", "")
        if symbol is not None and seen.setdefault(shown, symbol) != symbol and "°" not in name + seen[shown].name:
            return name
    return None


def is_plain(name: str) -> bool:
    """Whether a name reads as one name, with its scripts and marks."""
    bare = name
    while (less := _INSIDE.sub("", bare)) != bare:
        bare = less
    stem = re.split(r"[_^']", bare)[0].lstrip("\\")
    return bool(bare) and name.isprintable() and stem not in TAKEN and _PLAIN.fullmatch(bare) is not None and not set(bare) & set("{}")


def _names(terms: Iterable[Term]) -> Iterator[tuple[str, Symbol | None]]:
    """Every name in the terms; with those of variables what they are."""
    waiting = list(terms)
    done: set[Term] = set()
    while waiting:
        for t in parts(waiting.pop()):
            if t in done:
                continue
            done.add(t)
            tag = t.tag[0] if isinstance(t.tag, tuple) else t.tag
            if isinstance(tag, Symbol):
                yield tag.name, tag if tag.sort in ("real", "integer", "defined") and not tag.axes else None
                waiting += [*tag.axes, *([tag.target] if tag.target is not None else [])]
            elif isinstance(tag, str):
                yield tag, None
            if t.op == "index":
                waiting.append(t.tag[1])
