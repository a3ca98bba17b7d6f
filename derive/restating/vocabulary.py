"""The names that a SymPy expression may use, and what they stand for.

Comes in: a claim, or symbols, sets and indices that someone declares. Goes out: look-ups by name and number of indices. Knows nothing
of expressions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from derive.restating.objects import CannotRestate
from derive.terms.claim import Claim
from derive.terms.term import Symbol, Term, base_set, is_integer, set_of

K = TypeVar("K")
X = TypeVar("X")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """symbols by (name, number of axes), named sets by name, free indices by name. `of` and `of_claim` make one."""

    symbols: dict[tuple[str, int], tuple[Symbol, ...]] = field(default_factory=dict)
    sets: dict[str, Term] = field(default_factory=dict)
    indices: dict[str, tuple[Term, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, symbols: Iterable[Symbol] = (), sets: Iterable[Term] = (), indices: Iterable[Term] = ()) -> Vocabulary:
        """From declared symbols and free indices; the sets and sizes that their axes speak of come along."""
        found: dict[Symbol, None] = {}
        named: dict[str, Term] = {}
        free: dict[Term, None] = {}
        seen: set[object] = set()
        stack: list[object] = [*indices, *sets, *symbols]
        while stack:
            item = stack.pop()
            if item in seen:
                continue
            seen.add(item)
            if isinstance(item, Symbol):
                found[item] = None
                stack += [*item.axes, *([item.target] if item.target is not None else [])]
            elif isinstance(item, Term):
                stack += [*item.args, item.tag] if isinstance(item.tag, Symbol) else item.args
                if item.op == "index":
                    free[item] = None
                    stack.append(item.tag[1])
                elif item.op == "set":
                    named[item.tag] = item
        return cls(_grouped(((s.name, len(s.axes)), s) for s in found), named, _grouped((str(i.tag[0]), i) for i in free))

    @classmethod
    def of_claim(cls, claim: Claim) -> Vocabulary:
        """All that the sides, the case and the Given of a claim speak of; where names clash, what the sides and the case speak of."""
        given = claim.given
        terms = [claim.left, claim.right, *claim.case, *given.facts, *given.definitions.values()]
        symbols = {s for t in _all(terms) if isinstance(t.tag, Symbol) and t.op != "at" for s in [t.tag]} - _replaced(terms)
        symbols |= {t.tag[0] for t in _all(terms) if t.op == "call"}
        sets = [t for t in _all(terms) if t.op == "set"]
        indices = [t for t in _all(terms) if t.op == "index"]
        whole = cls.of([*given.definitions, *sorted(symbols, key=lambda s: s.digest)], sets, indices)
        said = {a for t in (claim.left, claim.right, *claim.case) for a in t.atoms}
        symbols_said = {key: _preferred(found, said) for key, found in whole.symbols.items()}
        return replace(whole, symbols=symbols_said, indices={key: _preferred(found, said) for key, found in whole.indices.items()})

    def having(self, symbol: Symbol) -> Vocabulary:
        """With one more symbol, which hides others of its name and number of axes."""
        return replace(self, symbols={**self.symbols, (symbol.name, len(symbol.axes)): (symbol,)})

    def symbol(self, name: str, indices: tuple[Term, ...], integer: bool | None = None) -> Symbol:
        """The symbol of this name that takes these indices. integer: what SymPy knows of its values, where names clash."""
        named = tuple(s for s in self.symbols.get((name, len(indices)), ()) if s.sort != "function")
        if not named:
            ranks = sorted(rank for n, rank in self.symbols if n == name)
            known = f"; it is declared with {', '.join(map(str, ranks))} indices" if ranks else ""
            raise CannotRestate(f"`{name}` with {len(indices)} indices stands for nothing here{known}")
        fitting = [s for s in named if all(map(_fits, indices, s.axes))]
        if not fitting:
            raise CannotRestate(f"an index of `{name}` is not in the set of its axis")
        if len(fitting) > 1 and integer is not None:
            fitting = [s for s in fitting if (s.sort in ("integer", "element")) == integer] or fitting
        if len(fitting) > 1:
            raise CannotRestate(f"`{name}` with {len(indices)} indices stands for {len(fitting)} different symbols")
        return fitting[0]

    def function(self, name: str, arity: int) -> Symbol | None:
        """The unknown function of this name and number of arguments."""
        return next((s for s in self.symbols.get((name, arity), ()) if s.sort == "function"), None)

    def index(self, name: str) -> Term | None:
        """The free index of this name; None if there is none. Raises CannotRestate for several."""
        found = self.indices.get(name, ())
        if len(found) > 1:
            raise CannotRestate(f"the index `{name}` runs over {len(found)} different sets: write an Idx with its range")
        return found[0] if found else None

    def sized(self, name: str) -> Term | None:
        """The set V for the name |V|."""
        return self.sets.get(name[1:-1]) if len(name) > 2 and name[0] == name[-1] == "|" else None


def _grouped(pairs: Iterable[tuple[K, X]]) -> dict[K, tuple[X, ...]]:
    found: dict[K, tuple[X, ...]] = {}
    for key, item in pairs:
        found[key] = (*found.get(key, ()), item)
    return found


def _preferred(found: tuple[X, ...], said: set[Any]) -> tuple[X, ...]:
    return tuple(x for x in found if x in said) or found


def _all(terms: Iterable[Term]) -> Iterator[Term]:
    """Every term inside the terms, once."""
    seen: set[Term] = set()
    stack = list(terms)
    while stack:
        t = stack.pop()
        if t not in seen:
            seen.add(t)
            yield t
            stack += t.args


def _replaced(terms: Iterable[Term]) -> set[Symbol]:
    """Symbols that are only the variable of an `at`."""
    inside = {t.tag for t in _all(terms) if t.op == "at"}
    return {s for s in inside if not any(s in t.atoms for t in terms)}


def _fits(place: Term, axis: Term) -> bool:
    over = base_set(axis)
    if over.op == "range":
        return is_integer(place)
    found = set_of(place)
    return found is not None and base_set(found) is over
