r"""Numbers that nothing declares and a numeral tells apart: `h_0`, `h_1`, `c_2`. Each is a number of its own, as `h` would be; not where
the page writes `h` alone or `h_k`, since `h_0` may then be an entry, nor where it may be a vector, a function or an event.

Comes in: the formulas of the text, and its words. Goes out: the letters that numerals tell apart. Knows nothing of what is declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise

from derive.meaning.names.scope import names_in, parts_of, spelled
from derive.meaning.names.words import words_at
from derive.reading.syntax import Big, Chain, Event, Formula, Group, Listing, Name, Node, Number, Product, Scripted, Statement
from derive.reading.vocabulary import GREEK

_OTHER = re.compile(
    r"\b(?:vectors?|matri(?:x|ces)|tensors?|basis|bases|functions?|maps?|operators?|polynomials?|events?|sets?|random variables?|process\w*"
    r"|graphs?|groups?|states?|spaces?|eigenvectors?|columns?|rows?|points? (?:in|on|of))\b|벡터|행렬|함수|사건|向量|矩阵|函数|事件",
    re.I,
)
_NEAR = 4  # words


def names(events: list[Event], declared: Set[str]) -> dict[str, None]:
    """The letters, in the order of the page."""
    nodes = [s.node for e in events if isinstance(e.what, Formula) for s in e.what.statements if isinstance(s, Statement)]
    numbered, otherwise = dict[str, None](), set[str]()
    for node in nodes:
        for n in names_in(node):
            otherwise.update(_no_numbers(n))
        for base, plain in _uses(node):
            if plain:
                numbered[base] = None
            else:
                otherwise.add(base)
    otherwise.update(called_otherwise(events))
    return {name: None for name in numbered if name not in otherwise and name not in declared and not _has(declared, name)}


def _has(declared: Set[str], name: str) -> bool:
    """Whether one of them is declared: the others are then left to the page too."""
    return any(d.startswith(f"{name}_") for d in declared)


def _uses(node: Node) -> Iterator[tuple[str, bool]]:
    """Each occurrence of a letter: whether a numeral stands below it."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case Scripted(Name(font="") as base, Number(), sup) as one if (
                one.primes == 0 and _is_small(base) and base.text not in ("e", "d")
            ):
                yield spelled(base) or "", True
                waiting += [sup] if sup is not None else []
            case Name() as one:
                yield spelled(one) or "", False
            case Number():
                pass
            case other:
                waiting += parts_of(other)


def _no_numbers(node: Node) -> Iterator[str]:
    r"""Names that are called, `f_1(x)`, that a capital letter stands before, `A v_1`, or that run, `\sum_{i_1 = 1}^n`."""
    if isinstance(node, Big) and node.sub is not None:
        yield from (name for n in names_in(node.sub) for name in _base(n))
    if isinstance(node, Product):
        for before, after in zip(node.factors, node.factors[1:], strict=False):
            if isinstance(after, Group) and after.kind == "(" and isinstance(after.body, Name | Listing):
                yield from _base(before)
            if isinstance(before, Name) and before.text.isupper():
                yield from _base(after)


def _base(node: Node) -> Iterator[str]:
    match node:
        case Scripted(Name() as base):
            yield spelled(base) or ""


def lists(events: list[Event], source: str) -> dict[str, tuple[int, int]]:
    r"""The letters of `h_0, h_1, h_2` on a page that writes `h_k` too: what they are numbered from and to, where no number is left out."""
    found = dict[str, tuple[int, int]]()
    statements = [s.node for e in events if isinstance(e.what, Formula) for s in e.what.statements if isinstance(s, Statement)]
    otherwise = {*called_otherwise(events), *alone(statements)}
    nodes = [n for s in statements for n in _items(s)]
    for one, two in pairwise(nodes):
        (base, at), (other, after) = _number(one), _number(two)
        if base is None or base != other or after != at + 1 or base in otherwise or not _runs(base, source):
            continue
        low, high = found.get(base, (at, at))
        if high == at:
            found[base] = (low, after)
    return {base: ends for base, ends in found.items() if ends == _ends(base, source)}


def alone(nodes: Iterable[Node]) -> set[str]:
    """The letters that stand without anything below them, in whatever font, or below something else."""
    found, waiting = set[str](), list(nodes)
    while waiting:
        match waiting.pop():
            case Scripted(Name(), sub, sup) if sub is not None:
                waiting += [sub, *([sup] if sup is not None else [])]
            case Name(text, marks=()):
                found.add(text)
            case Name() | Number():
                pass
            case other:
                waiting += parts_of(other)
    return found


def _items(node: Node) -> Iterator[Node]:
    if isinstance(node, Chain) and node.relations == ("in",):
        node = node.operands[0]
    yield from node.items if isinstance(node, Listing) else (node,)


def _number(node: Node) -> tuple[str | None, int]:
    match node:
        case Scripted(Name(font="") as base, Number(n), None, 0) if n.isdigit() and len(n) < 3 and _is_small(base):
            return spelled(base), int(n)
    return None, 0


def _runs(base: str, source: str) -> bool:
    r"""Whether a letter runs below it, and never alone: `h_k`."""
    return re.search(rf"(?<![A-Za-z]){re.escape(base)}\s*_\s*\{{?\s*[a-z](?![a-z])", source) is not None


def _ends(base: str, source: str) -> tuple[int, int]:
    """The least and the greatest numeral that the page writes below it."""
    found = [int(n) for n in re.findall(rf"(?<![A-Za-z]){re.escape(base)}\s*_\s*\{{?\s*(\d{{1,2}})(?!\d)", source)]
    return (min(found), max(found)) if found else (0, -1)


def called_otherwise(events: list[Event]) -> Iterator[str]:
    """Names that stand in a sentence beside words for something else than numbers."""
    for n, event in enumerate(events):
        if isinstance(event.what, Formula):
            words = " ".join(
                [*words_at(events, n - 1).split()[-_NEAR:], "|", *re.split(r"[.;]", words_at(events, n + 1))[0].split()[:_NEAR]]
            )
            if _OTHER.search(words):
                for s in event.what.statements:
                    if isinstance(s, Statement):
                        yield from (name for x in names_in(s.node) for name in _base(x))


def _is_small(name: Name) -> bool:
    return not (len(name.text) == 1 and name.text.isupper()) and (len(name.text) == 1 or name.text in GREEK)
