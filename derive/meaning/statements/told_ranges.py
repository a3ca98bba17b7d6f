r"""Over what the letter of a definition runs, as the page says it: `$g_k = 2 k$ for $k = 0, 1, \dots, n$`, `For $1 \le i \le n$ let
$y_i = a + b i$`; where nothing says it, the sums over its entries do: `\sum_{k=0}^n g_k`.

Comes in: the segments of the text. Goes out: for each name that an equation with a letter below it defines, the clause that its letter
runs over. The ends of a sum tell of no other name, and nothing where two sums end differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from derive.meaning.declarations.listed import Piece, with_ranges
from derive.meaning.declarations.segments import Segment
from derive.meaning.names.scope import names_in, spelled
from derive.reading.syntax import Additive, Chain, Ellipsis_, Group, Listing, Name, Node, Number, Scripted, Span

NOWHERE = Span(0, 0)
NEAR = 120  # characters from a big operator to the entry
_SUM = re.compile(r"\\(?:sum|prod)(?:\\limits)?\s*_\s*\{\s*([a-z])\s*=\s*(\d+)\s*\}\s*\^\s*(?:\{\s*([^{}]*?)\s*\}|(\w))")
_END = re.compile(r"([A-Za-z])(?:\s*([-+])\s*(\d+))?|(\d+)")
CASE = re.compile(r"\b(if|when|whenever|unless|case)\b[^.;$]*$|若|当|만약", re.I)


def clauses(segments: Iterable[Segment], source: str) -> dict[str, Chain]:
    """By the name that is defined."""
    stated, summed, several = dict[str, Chain](), dict[str, Chain](), set[str]()
    for s in segments:
        pieces = with_ranges(s.pieces)
        bounds = [c for p in pieces if not CASE.search(p.before) and (c := _clause(p)) is not None]
        for base, letter in (pair for p in pieces for pair in _defined(p.node)):
            own = [c for c in bounds if spelled(c.operands[0 if c.relations == ("=",) else 1]) == letter]
            lowest = next((low for p in pieces if (low := _from(p.node, letter)) is not None), None)
            if own:
                several |= {base} if stated.setdefault(base, own[0]) != own[0] else set()
            elif base not in summed and (clause := _of_sums(source, base, lowest)) is not None:
                summed[base] = clause
    return {base: clause for base, clause in (summed | stated).items() if base not in several}


def sizes(found: dict[str, Chain]) -> Iterator[Name]:
    r"""The letters up to which a stated range runs: `1, \dots, n`."""
    for clause in found.values():
        if clause.span is not NOWHERE:
            end = clause.operands[1]
            high = end.items[-1] if isinstance(end, Listing) else clause.operands[-1]
            if isinstance(high, Name) and len(high.text) == 1:
                yield high


def _clause(p: Piece) -> Chain | None:
    node = p.node.body if isinstance(p.node, Group) and p.node.kind == "(" else p.node
    match node:
        case Chain((Name(), Listing(",", items)), ("=",)) if len(items) > 2 and isinstance(items[-2], Ellipsis_):
            return node
        case Chain((_, Name(), _), (a, b)) if {a, b} <= {"<", "<="}:
            return node
    return None


def _from(node: Node, letter: str) -> int | None:
    r"""The 0 of `k \ge 0`."""
    match node:
        case Chain((Name() as one, Number(low)), (">=",)) if spelled(one) == letter and low.isdigit():
            return int(low)
    return None


def _defined(node: Node) -> Iterator[tuple[str, str]]:
    """`g_k = ...`: the name and its letter; not where the right side speaks of the name."""
    for chain in node.items if isinstance(node, Listing) else (node,):
        match chain:
            case Chain((Scripted(Name() as base, Name() as letter, None, 0), right, *_), ("=" | ":=", *_)) if len(letter.text) == 1:
                name = spelled(base)
                if name is not None and all(spelled(n) != name for n in names_in(right)):
                    yield name, spelled(letter) or ""


def _of_sums(source: str, base: str, lowest: int | None) -> Chain | None:
    own = re.compile(rf"(?<![A-Za-z]){re.escape(base)}\s*_\s*\{{?\s*([a-z])")
    ends, low = dict[str, re.Match[str]](), list[int]()
    for m in _SUM.finditer(source):
        near = own.search(source, m.end(), m.end() + NEAR)
        end = _END.fullmatch(m[3] or m[4] or "")
        if near is not None and near[1] == m[1] and "$$" not in source[m.end() : near.start()]:
            if end is None:
                return None
            ends[end[0]] = end
            low.append(int(m[2]))
    if len(ends) != 1:
        return None
    (end,) = ends.values()
    first = Number(str(min(low) if lowest is None else lowest), NOWHERE)
    return Chain((Name(""), Listing(",", (first, Ellipsis_(NOWHERE), _end(end)), NOWHERE)), ("=",), NOWHERE)


def _end(m: re.Match[str]) -> Node:
    if m[4] is not None:
        return Number(m[4], NOWHERE)
    letter = Name(m[1], span=NOWHERE)
    return letter if m[2] is None else Additive((letter, Number(m[3], NOWHERE)), ("+", m[2]), NOWHERE)
