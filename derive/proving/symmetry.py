"""Canonical order of interchangeable bound indices: colour refinement, ties individualised and refined again.

Comes in: the indices of a block and its factors. Goes out: the indices in an order that does not depend on their names. Only a
choice: whatever order comes out, the kernel checks the exchange.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from derive.terms.term import Term, index, substitute

LARGEST_SEARCH = 240
LARGEST_FACTOR = 2000

Colours: TypeAlias = dict[Term, int]


@dataclass(frozen=True, slots=True)
class Edge:
    """A factor as the indices see it: its form without their names, and the indices in the order in which they stand in it."""

    form: bytes
    places: tuple[Term, ...]
    symmetric: bool = False  # the same with the indices in any order

    def told(self, places: Iterable[int]) -> tuple[int, ...]:
        """The numbers of the places, as far as the factor tells them apart."""
        return tuple(sorted(places)) if self.symmetric else tuple(places)


def canonical_order(
    indices: tuple[Term, ...], factors: tuple[Term, ...], symmetric: Callable[[Term], bool] = lambda _: False
) -> tuple[Term, ...]:
    """The order of the indices with the least picture of the factors; at most LARGEST_SEARCH orders are compared."""
    edges = _edges(indices, factors, symmetric)
    if edges is None:
        return indices
    sets = {s: n for n, s in enumerate(sorted({i.tag[1].key for i in indices}))}
    start = _refined({i: sets[i.tag[1].key] for i in indices}, edges)
    return min(_orders(start, edges, [LARGEST_SEARCH]), key=lambda order: _picture(order, edges))


def _edges(indices: tuple[Term, ...], factors: tuple[Term, ...], symmetric: Callable[[Term], bool]) -> list[Edge] | None:
    """None where a factor is too large to be looked at."""
    nameless = {i: index("?", i.tag[1]) for i in indices}
    block = frozenset(indices)
    memo: dict[Term, tuple[Term, ...]] = {}
    edges = [Edge(substitute(f, nameless).key, _places(f, block, memo), symmetric(f)) for f in factors]
    return None if any(len(e.places) > LARGEST_FACTOR for e in edges) else edges


def _places(t: Term, block: frozenset[Term], memo: dict[Term, tuple[Term, ...]]) -> tuple[Term, ...]:
    if t in block:
        return (t,)
    if block.isdisjoint(t.atoms):
        return ()
    found = memo.get(t)
    if found is None:
        parts: list[Term] = []
        for a in t.args:
            parts += _places(a, block, memo)
        found = memo[t] = tuple(parts[: LARGEST_FACTOR + 1])
    return found


def _orders(colours: Colours, edges: list[Edge], budget: list[int]) -> list[tuple[Term, ...]]:
    classes: dict[int, list[Term]] = {}
    for i, colour in colours.items():
        classes.setdefault(colour, []).append(i)
    tied = [c for c in sorted(classes) if len(classes[c]) > 1]
    if not tied:
        return [tuple(sorted(colours, key=lambda i: colours[i]))]
    found: list[tuple[Term, ...]] = []
    tried: list[Term] = []
    for chosen in classes[tied[0]]:
        if budget[0] <= 0 and found:
            break
        if any(_exchangeable(chosen, other, edges) for other in tried):
            continue  # the same pictures would come again
        tried.append(chosen)
        budget[0] -= 1
        apart = {i: 2 * c + (i is chosen) for i, c in colours.items()}
        found += _orders(_refined(apart, edges), edges, budget)
    return found


def _exchangeable(a: Term, b: Term, edges: list[Edge]) -> bool:
    """Whether the factors are the same when these two change places."""
    swap = {a: b, b: a}
    touched = [e for e in edges if a in e.places or b in e.places]
    number = {p: n for n, p in enumerate(dict.fromkeys((a, b, *(p for e in touched for p in e.places))))}
    turned = Counter((e.form, e.told(number[swap.get(p, p)] for p in e.places)) for e in touched)
    return turned == Counter((e.form, e.told(number[p] for p in e.places)) for e in touched)


def _refined(colours: Colours, edges: list[Edge]) -> Colours:
    """Indices told apart by what the factors around them look like, until nothing more is told apart."""
    around = {i: [e for e in edges if i in e.places] for i in colours}
    classes = len(set(colours.values()))
    for _ in range(len(colours)):
        seen = {i: (colours[i], sorted(_view(e, i, colours) for e in around[i])) for i in colours}
        ranks: list[tuple[int, list[tuple[bytes, tuple[int, ...]]]]] = []
        for view in sorted(seen.values()):
            if not ranks or ranks[-1] != view:
                ranks.append(view)
        if len(ranks) == classes:
            break
        colours = {i: ranks.index(v) for i, v in seen.items()}
        classes = len(ranks)
    return colours


def _view(edge: Edge, own: Term, colours: Mapping[Term, int]) -> tuple[bytes, tuple[int, ...]]:
    """The factor as this index sees it: itself marked, the others by their colours."""
    return edge.form, edge.told(-1 if p is own else colours[p] for p in edge.places)


def _picture(order: tuple[Term, ...], edges: list[Edge]) -> list[tuple[bytes, tuple[int, ...]]]:
    number = {i: n for n, i in enumerate(order)}
    return sorted((e.form, e.told(number[p] for p in e.places)) for e in edges)
