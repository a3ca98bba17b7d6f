"""Names of several letters written without a backslash: `CE(y, p)` where CE is declared, not C times E.

Comes in: a formula and the scope. Goes out: the formula in which letters that touch, and together spell a declared name, are that name.
The reader knows only the words that every page may use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

from derive.meaning.names.layers import declared_layers, layered, with_layers
from derive.meaning.names.scope import Scope
from derive.meaning.names.spaced import spelled_out
from derive.reading.syntax import Event, Formula, Name, Node, Product, Scripted, Span, Words

T = TypeVar("T")
# subscripts that nobody means as a product of letters
COMMON = frozenset(
    """neg pos new old out all sample samples negative negatives positive center outside total tot norm normalized normalised unit
    mean avg std train test pred true naive softmax reg loss data error noise signal prior post model ref opt best init start end
    first last next prev step batch real fake gen emp obs enc dec hidden hid vis aux adv cls attn head key query value val src tgt
    target teacher student base full part left right low high ridge lasso hinge huber linear quad const""".split()
)
_WORD = re.compile(r"[A-Za-z]{2,}|[A-Za-z]_\{[A-Za-z]{2,}\}")


def words_at(events: Sequence[Event], n: int) -> str:
    """The words that the n-th event is; nothing for a formula, and beyond the ends of the page."""
    what = events[n].what if 0 <= n < len(events) else None
    return what.text if isinstance(what, Words) else ""


_CAPITALISED = re.compile(r"[A-Z][a-z]{3,}")
_CAPITALS = re.compile(r"(?<![A-Za-z\\{}])[A-Z]{2,6}(?![A-Za-z])")


def joined(formula: Formula, scope: Scope, spoken: frozenset[str] = frozenset(), labelled: frozenset[str] = frozenset()) -> Formula:
    """The formula with declared words put together, with those that the text speaks, and with the labelled names that it defines."""
    return _walk(spelled_out(layered(formula, declared_layers(scope) | labelled), scope), declared_words(scope) | spoken)


def spoken_words(source: str, events: list[Event], known: frozenset[str]) -> frozenset[str]:
    """`SSE`, `MSE`: capitals side by side in formulas that are a word of the text too, or too many for a product of letters; none of the
    letters is the name of anything."""
    prose = {w for e in events if isinstance(e.what, Words) for w in _CAPITALS.findall(e.what.text)}
    formulas = (source[e.what.span.start : e.what.span.end] for e in events if isinstance(e.what, Formula))
    found = {w for text in formulas for w in _CAPITALS.findall(text)}
    return frozenset(w for w in found if (w in prose or len(w) > 2) and known.isdisjoint(w)) | frozenset(_pairs(source, known))


_PAIR = re.compile(r"(?<![A-Za-z\\])(?P<base>[A-Za-z])_\{(?P<sub>[a-z]{2})\}\s*&?\s*:?=")


def _pairs(source: str, known: frozenset[str]) -> Iterator[str]:
    r"""`s_{xy} = ...`: the one of x and y, where s is not declared and neither letter is an index anywhere on the page."""
    for base, sub in sorted({m.group("base", "sub") for m in _PAIR.finditer(source)}):
        if base in known or any(letter in "ijklmn" for letter in sub):
            continue
        letter = f"[{sub}]"
        index = rf"(?<![A-Za-z\\{{])(?!{base}_)[A-Za-z]\s*_\s*(\{{[^{{}}]*(?<![A-Za-z]){letter}(?![A-Za-z])|{letter}(?![A-Za-z]))"
        bound = rf"\\(sum|prod|max|min)(\\limits)?\s*_\s*\{{?[^{{}}]*(?<![A-Za-z]){letter}(?![A-Za-z])"
        ranges = rf"(?<![A-Za-z]){letter}\s*(=\s*\d\s*,|\\in\s*\\\{{|\\in\s*[A-Z]\b)"
        if not any(re.search(pattern, source) for pattern in (index, bound, ranges)):
            yield f"{base}_{{{sub}}}"


def as_declared(events: list[Event], scope: Scope) -> list[Event]:
    """The events of a Given with its words put together: what it declares with a label is a name, `N_{out}` as well as `W^{(1)}`."""
    formulas = with_layers(events, scope)
    return [replace(e, what=_walk(e.what, declared_words(scope))) if isinstance(e.what, Formula) else e for e in formulas]


def declared_words(scope: Scope) -> frozenset[str]:
    """The declared names that are several plain letters, or a letter with such a subscript."""
    tables = (scope.sets, scope.values, scope.functions, scope.bare, scope.indices)
    return frozenset(name for table in tables for name in table if _WORD.fullmatch(name))


def _walk(part: T, words: frozenset[str]) -> T:
    if isinstance(part, tuple):
        found = tuple(_walk(p, words) for p in part)
        return part if all(a is b for a, b in zip(found, part, strict=True)) else found  # type: ignore[return-value]
    if not is_dataclass(part) or isinstance(part, Name | Span) or not hasattr(part, "span"):
        return part
    changed: dict[str, Any] = {}
    for f in fields(part):
        old = getattr(part, f.name)
        new = _walk(old, words) if isinstance(old, tuple) or is_dataclass(old) else old
        if new is not old:
            changed[f.name] = new
    if isinstance(part, Scripted) and isinstance(part.sub, Product) and (sub := _subscript(part, words)) is not None:
        changed["sub"] = sub
    whole = replace(part, **changed) if changed else part  # type: ignore[type-var]
    return _product(whole, words) if isinstance(whole, Product) else whole  # type: ignore[return-value]


def _subscript(node: Scripted, words: frozenset[str]) -> Name | None:
    """`neg` in `J_{neg}`, where the name with this subscript is declared."""
    assert isinstance(node.sub, Product)
    letters = list(node.sub.factors)
    base = node.base.text if isinstance(node.base, Name) else ""
    if any(node.sub.operators) or not all(isinstance(f, Name) and _letter(f) for f in letters):
        return None
    word = _name(letters)
    touching = all(a.span.end == b.span.start for a, b in pairwise(letters))
    common = touching and isinstance(word, Name) and word.text in COMMON
    return word if isinstance(word, Name) and (common or f"{base}_{{{word.text}}}" in words) else None


def _product(product: Product, words: frozenset[str]) -> Node:
    factors, operators = list(product.factors), list(product.operators)
    n, longest = 0, max(map(len, words), default=0)
    while n < len(factors):
        end = _run(factors, operators, n, n + longest)
        if end > n and _CAPITALISED.fullmatch("".join(map(_letter, factors[n : _run(factors, operators, n, n + 20)]))):
            end = _run(factors, operators, n, n + 20)
            words = words | {"".join(map(_letter, factors[n:end]))}  # `Prob` is no `Pr` and two letters
        taken = next((e for e in range(end, n + 1, -1) if "".join(map(_letter, factors[n:e])) in words), None)
        if taken is not None:
            factors[n:taken] = [_name(factors[n:taken])]
            del operators[n : taken - 1]
        n += 1
    if len(factors) == len(product.factors):
        return product
    return factors[0] if len(factors) == 1 else replace(product, factors=tuple(factors), operators=tuple(operators))


def _run(factors: list[Node], operators: list[str], start: int, furthest: int) -> int:
    """Where the row of touching letters that begins here ends; only its last letter may have a script."""
    n = start
    while n < min(len(factors), furthest) and _letter(factors[n]):
        touches = n == start or (operators[n - 1] == "" and factors[n - 1].span.end == factors[n].span.start)
        if not touches:
            return n
        n += 1
        if isinstance(factors[n - 1], Scripted):
            return n
    return n


def _letter(node: Node) -> str:
    match node:
        case Name(text, ()) if len(text) == 1 and text.isascii():
            return text
        case Scripted(Name(text, ()), _, _, _) if len(text) == 1 and text.isascii():
            return text
    return ""


def _name(letters: list[Node]) -> Node:
    text = "".join(map(_letter, letters))
    span = Span(letters[0].span.start, letters[-1].span.end)
    last = letters[-1]
    if isinstance(last, Scripted):
        return replace(last, base=Name(text, (), "", Span(span.start, last.base.span.end)), span=span)
    return Name(text, (), "", span)
