r"""Words that stand letter by letter, as formula editors and scanners write them: `J_{n a i v e-s o f t m a x}`, `\sum_{w \in V o c a b}`.

Comes in: a formula and the scope. Goes out: the formula in which such letters, if together they spell a declared name (or the label that a
declared name has), are that name. Letters that spell nothing declared stay a product.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from derive.meaning.scope import Scope, spelled
from derive.reading.syntax import Additive, Formula, Name, Node, Product, Scripted, Span

T = TypeVar("T")
SHORTEST = 4  # letters: `d i m` may well be a product
_LABEL = re.compile(r"(?P<base>.+?)_\{(?P<label>[A-Za-z][-_A-Za-z ]{3,})\}")


def spelled_out(formula: Formula, scope: Scope) -> Formula:
    """The formula with the letters of declared names and labels put together."""
    names = [name for table in (scope.sets, scope.values, scope.functions, scope.bare) for name in table]
    words = {name: name for name in names if len(name) >= SHORTEST and name.isalpha()}
    labels = {(m["base"], _plain(m["label"])): m["label"] for m in map(_LABEL.fullmatch, names) if m}
    return _walk(formula, words, labels) if words or labels else formula


def _plain(label: str) -> str:
    return re.sub(r"[-_ ]", "", label).lower()


def _walk(part: T, words: Mapping[str, str], labels: Mapping[tuple[str, str], str]) -> T:
    if isinstance(part, tuple):
        found = tuple(_walk(p, words, labels) for p in part)
        return part if all(a is b for a, b in zip(found, part, strict=True)) else found  # type: ignore[return-value]
    if not is_dataclass(part) or isinstance(part, Name | Span) or not hasattr(part, "span"):
        return part
    if isinstance(part, Scripted) and part.sub is not None and (label := labels.get((spelled(part.base) or "", _letters(part.sub)))):
        return replace(part, sub=Name(label, (), "rm", part.sub.span))
    if isinstance(part, Product) and (word := words.get(_letters(part, exact=True))):
        return Name(word, (), "rm", part.span)  # type: ignore[return-value]
    changed: dict[str, Any] = {}
    for f in fields(part):
        old = getattr(part, f.name)
        new = _walk(old, words, labels) if isinstance(old, tuple) or is_dataclass(old) else old
        if new is not old:
            changed[f.name] = new
    return replace(part, **changed) if changed else part  # type: ignore[type-var]


def _letters(node: Node, exact: bool = False) -> str:
    """The letters that stand in a row here, with hyphens between them unless exact; nothing where anything else does."""
    match node:
        case Name(text, ()):
            bare = text.replace("-", "").replace("_", "").replace(" ", "")
            letters = bare if bare.isascii() and bare.isalpha() else ""
        case Product(factors, operators) if not any(operators):
            parts = [_letters(f, exact) for f in factors]
            letters = "".join(parts) if all(parts) else ""
        case Additive(terms, signs) if not exact and set(signs) <= {"", "-", "+"} and signs[1:] == ("-",) * (len(terms) - 1):
            parts = [_letters(t) for t in terms]
            letters = "".join(parts) if all(parts) else ""
        case _:
            return ""
    return letters if exact else letters.lower()
