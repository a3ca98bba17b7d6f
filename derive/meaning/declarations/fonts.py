r"""Fonts that tell names apart: `$x \in \mathbb{R}$` beside `$\mathbf{x} \in \mathbb{R}^n$`, `L` beside `$\mathcal{L} = \dots$`.

Comes in: a page and the pages whose Givens it uses. Goes out: the pages, in which the font is a mark of such names; everywhere else fonts
make no new symbol. A subscript of the plain letter means an entry of the other one where that alone is an array: x_i beside **x**.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from derive.meaning.declarations.precedence import shape_of
from derive.meaning.names.definitions import call_of
from derive.meaning.names.replacing import replaced
from derive.reading.syntax import Chain, Formula, Listing, Name, Node, Page, Scripted, Statement

ALPHABETS = frozenset({"cal", "scr", "frak", "bb", "sf", "tt"})  # nobody writes the plain letter for these, as some do for bold ones
Letter = tuple[str, tuple[str, ...]]


def told_apart(page: Page, shared: Iterable[Page]) -> tuple[Page, dict[int, Page]]:
    """The page, and the others by the identity of what they were."""
    others = {id(p): p for p in shared}
    fonts: dict[Letter, dict[str, bool]] = {}
    for p in (*others.values(), page):
        for name, array in _declared(p):
            known = fonts.setdefault((name.text, name.marks), {})
            known[name.font] = known.get(name.font, False) or array
    for letter in [n for p in (*others.values(), page) for n in _defined_plain(p)]:
        if ALPHABETS.intersection(fonts.get(letter, ())):
            fonts[letter].setdefault("", False)
    several = {letter: known for letter, known in fonts.items() if len(known) > 1}
    if not several:
        return page, others
    return _marked(page, several), {n: _marked(p, several) for n, p in others.items()}


def _declared(page: Page) -> Iterator[tuple[Name, bool]]:
    """The names that the Givens of the page declare alone, and whether as an array."""
    formulas = (e.what for e in page.events if e.given is not None and isinstance(e.what, Formula))
    for node in (s.node for f in formulas for s in f.statements if isinstance(s, Statement)):
        match node:
            case Chain((left, where), ("in",)):
                for one in left.items if isinstance(left, Listing) else (left,):
                    if isinstance(one, Name):
                        yield one, bool(shape_of(where))
            case Chain((left, _), ("=" | ":=",)):
                head = left.factors[0] if call_of(left) and hasattr(left, "factors") else left
                if isinstance(head, Name) and head.font in ALPHABETS:
                    yield head, False


def _defined_plain(page: Page) -> Iterator[Letter]:
    r"""The letters that the Givens define without a font: `L = a b` beside `\mathcal{L} = a + b`."""
    formulas = (e.what for e in page.events if e.given is not None and isinstance(e.what, Formula))
    for node in (s.node for f in formulas for s in f.statements if isinstance(s, Statement)):
        match node:
            case Chain((left, _), ("=" | ":=",)):
                head = left.factors[0] if call_of(left) and hasattr(left, "factors") else left
                if isinstance(head, Name) and not head.font:
                    yield head.text, head.marks


def _marked(page: Page, several: dict[Letter, dict[str, bool]]) -> Page:
    def mark(node: Node) -> Node:
        match node:
            case Name(text, marks, font):
                plain = "" if "" in several.get((text, marks), {"": False}) else next(iter(several[text, marks]))
                return replace(node, marks=(*marks, f"math{font}")) if font != plain and font in several.get((text, marks), ()) else node
            case Scripted(Name(text, marks, font) as base, sub) if sub is not None and (known := several.get((text, marks))):
                arrays = [f for f, array in known.items() if array]
                if font == "" and arrays and not known.get("", False) and len(arrays) == 1:
                    return replace(node, base=replace(base, marks=(*marks, f"math{arrays[0]}")))
        return node

    return replace(page, events=tuple(replace(e, what=replaced(e.what, mark)) if isinstance(e.what, Formula) else e for e in page.events))
