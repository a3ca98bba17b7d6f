"""What a claim speaks of: its sets, integers, free indices, maps and variables.

Comes in: terms and definitions. Goes out: sorted tuples, so that no hash order reaches a witness. Knows nothing of values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from derive.terms.term import Symbol, Term


@dataclass(frozen=True, slots=True)
class Contents:
    sets: tuple[str, ...]
    integers: tuple[Symbol, ...]
    indices: tuple[Term, ...]
    elements: tuple[Symbol, ...]
    reals: tuple[Symbol, ...]

    @property
    def names(self) -> frozenset[Term | Symbol]:
        return frozenset((*self.indices, *self.elements, *self.reals))

    @property
    def sizes(self) -> frozenset[str | Symbol]:
        return frozenset((*self.sets, *self.integers))

    @property
    def sizes_only(self) -> bool:
        """Whether nothing but sizes and integers occurs."""
        return not self.names


class Collector:
    """Walks terms, the axes of their symbols, the sets of their indices, and the definitions that they use."""

    def __init__(self, definitions: Mapping[Symbol, Term]) -> None:
        self.definitions = definitions
        self.sets: set[str] = set()
        self.indices: set[Term] = set()
        self.symbols: set[Symbol] = set()
        self._seen: set[tuple[Term, frozenset[Symbol]]] = set()

    def walk(self, term: Term, replaced: frozenset[Symbol] = frozenset()) -> None:
        if (term, replaced) in self._seen:
            return
        self._seen.add((term, replaced))
        if term.op == "set":
            self.sets.add(term.tag)
        elif term.op == "index":
            self.indices.add(term)
            self.walk(term.tag[1], replaced)
        elif term.op == "call":
            self.symbol(term.tag[0])
        elif isinstance(term.tag, Symbol) and term.op != "at" and term.tag not in replaced:
            self.symbol(term.tag)
        for number, argument in enumerate(term.args):
            inside = replaced | {term.tag} if term.op == "at" and number == 1 else replaced
            self.walk(argument, inside)

    def symbol(self, symbol: Symbol) -> None:
        if symbol in self.symbols:
            return
        self.symbols.add(symbol)
        for over in (*symbol.axes, *((symbol.target,) if symbol.target else ())):
            self.walk(over)
        if symbol in self.definitions:
            self.walk(self.definitions[symbol])

    def of_sort(self, sort: str) -> tuple[Symbol, ...]:
        found = [s for s in self.symbols if s.sort == sort and s not in self.definitions]
        return tuple(sorted(found, key=lambda s: (s.name, s.digest)))

    def contents(self) -> Contents:
        indices = tuple(sorted(self.indices, key=lambda i: (i.tag[0], i.key)))
        reals = (*self.of_sort("real"), *self.of_sort("function"))
        return Contents(tuple(sorted(self.sets)), self.of_sort("integer"), indices, self.of_sort("element"), reals)


def contents(terms: Iterable[Term], definitions: Mapping[Symbol, Term]) -> Contents:
    collector = Collector(definitions)
    for term in terms:
        collector.walk(term)
    return collector.contents()


def relevant(facts: tuple[Term, ...], about: Iterable[Term], definitions: Mapping[Symbol, Term]) -> tuple[Term, ...]:
    """The facts that share a variable, map or free index with the terms, directly or through other facts, and the facts
    about sizes that occur in these. The others have models of their own and cannot matter to a witness."""
    inside = contents(about, definitions)
    linked, sizes = inside.names, inside.sizes
    waiting, kept = {n: contents((f,), definitions) for n, f in enumerate(facts)}, set[int]()
    grown = True
    while grown:
        grown = False
        for number, found in list(waiting.items()):
            # a fact about sizes joins by its sizes, others by their variables: all may live on one set
            if found.names & linked or (found.sizes_only and (found.sizes & sizes or not found.sizes)):
                linked, sizes = linked | found.names, sizes | found.sizes
                kept.add(number)
                del waiting[number]
                grown = True
    return tuple(f for n, f in enumerate(facts) if n in kept)
