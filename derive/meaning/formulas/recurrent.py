r"""Derivatives through recursions: `\frac{\partial h_2}{\partial w}` with `h_t = w h_{t-1} + x_t` differentiates h_2 with h_1 written out.

Comes in: what is differentiated, by which entry, and the facts. Goes out: the same with the members of recursions written out as far as
the one that is differentiated by. Where they cannot be, because how many there are is not said, it raises NotSupported: as variables of
their own they would not move, and every derivative through them would be 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from derive.meaning.formulas.counting import tidy
from derive.meaning.formulas.recursions import Equation, Recursion, equations, goes_up, recursions, replaced_entries
from derive.meaning.names.scope import NotSupported, as_latex
from derive.reading.syntax import Span
from derive.terms.parts import parts
from derive.terms.term import Symbol, Term, add, mul, num
from derive.theory.calculus import unfold

MOST = 40  # times that what is differentiated is written out further
LARGEST = 2_000  # terms that the whole may have then


@dataclass(slots=True)
class Through:
    """What differentiates by the entry of a symbol at these places."""

    facts: Mapping[Term, None]
    definitions: Mapping[Symbol, Term]
    symbol: Symbol
    entry: tuple[Term, ...]
    span: Span
    known: dict[Symbol, Recursion] = field(default_factory=dict)
    first: list[Equation] = field(default_factory=list)  # what single members are
    alike: dict[Symbol, Equation] = field(default_factory=dict)  # what members of others are made of at the same place: `c_t = v h_t`
    axis: int | None = None  # where the members of the symbol are counted, if it is one of a recursion, or later members are made of it

    def written_out(self, of: Term) -> Term:
        """What is differentiated, with the members of recursions written out that the entry moves. Raises NotSupported."""
        found = list(equations(self.facts, self.definitions))
        every = recursions(found)
        self.first = [e for e in found if e.symbol in every and any(a.op != "bound" for a in e.arguments)]
        self.of_itself(of, [e for e in found if e.symbol not in every])
        others = [e for e in found if e.symbol not in every and e.symbol not in self.speaks_of(e.named)]
        self.known = self.moved(of, every, others)
        if not self.known and not self.alike:
            return of
        if self.symbol.sort == "defined":
            return self.with_the_name(of)
        self.axis = self.known[self.symbol].axis if self.symbol in self.known else None
        of = self.further(of, self.made_of, self.definitions)
        for e in parts(of):
            if e.op == "real" and (e.tag in self.alike or (e.tag in self.known and not self.stays(e))):
                raise self.not_said(e.tag)
        return of

    def with_the_name(self, of: Term) -> Term:
        """The same for a defined name that later members are made of: these are written out down to it. Raises NotSupported."""
        self.axis = self.axis_of_the_name()
        if self.axis is None:
            raise self.not_said(next(iter((*self.known, *self.alike))))
        of = self.further(of, self.made_of_the_name, {s: d for s, d in self.definitions.items() if s != self.symbol})
        for e in filter(self.counts, parts(of)):
            behind = self.distance(e)
            stays = behind is not None and (behind <= 0 if e.op == "defined" else behind < 0 and self.goes_up())
            if not stays:
                raise self.not_said(next(iter((*self.known, *self.alike))))
        return of

    @staticmethod
    def further(of: Term, make: Callable[[Term], Term | None], definitions: Mapping[Symbol, Term]) -> Term:
        """The term unfolded and written out, over and over, as far as there is something else for an entry."""
        of = unfold(of, definitions)
        for _ in range(MOST):
            more = unfold(replaced_entries(of, make, {}), definitions)
            if more is of or sum(1 for _ in parts(more)) > LARGEST:
                break
            of = more
        return of

    def of_itself(self, of: Term, found: Iterable[Equation]) -> None:
        r"""Raises NotSupported where an equation such as `h = \tanh(W h + b)` says of a variable what it is by itself, and the entry moves
        it."""
        for e in found:
            said = self.speaks_of(e.named)
            if e.symbol in said and self.symbol in said - {e.symbol} and e.symbol in self.speaks_of(of):
                shown = as_latex(e.symbol.name)
                raise NotSupported(f"a derivative of `{shown}`, of which only an equation with itself is known", self.span)

    def axis_of_the_name(self) -> int | None:
        """Where the members of the defined name are counted: by the letter of the recursion that is made of it."""
        found = set[int]()
        for r in self.known.values():
            letter = r.equation.arguments[r.axis]
            named = [p for p in parts(r.equation.named) if p.op == "defined" and p.tag == self.symbol]
            found |= {p.args.index(letter) if letter in p.args else -1 for p in named}
        return found.pop() if len(found) == 1 and min(found) >= 0 else None

    def counts(self, e: Term) -> bool:
        """Whether it is a member of the symbol, or of a recursion that it moves."""
        return (e.op == "defined" and e.tag == self.symbol) or (e.op == "real" and e.tag in self.known)

    def made_of_the_name(self, e: Term) -> Term | None:
        behind = self.distance(e) if self.counts(e) else None
        if behind is None or behind < 0 or self.axis is None:
            return self.made_alike(e)
        if e.op == "defined":
            return unfold(e, {self.symbol: self.definitions[self.symbol]}) if behind else None
        r, own = self.known[e.tag], self.symbol.axes[self.axis]
        from_low = r.low is not None and own.op == "range" and own.args[0].op == "num" and int(own.args[0].tag) >= r.low
        return r.equation.at(e, named=True) if from_low else None

    def goes_up(self) -> bool:
        """Whether the recursions make each member of members before, or of others at the same place, through others too."""
        whole = ((r, self.further(r.equation.named, self.made_alike, self.definitions)) for r in self.known.values())
        return all(r.low is not None and self.alike.keys().isdisjoint(t.atoms) and goes_up(r, self.known, t) for r, t in whole)

    def made_alike(self, e: Term) -> Term | None:
        return self.alike[e.tag].at(e) if e.op == "real" and e.tag in self.alike else None

    def moved(self, of: Term, every: Mapping[Symbol, Recursion], others: Iterable[Equation]) -> dict[Symbol, Recursion]:
        """The recursions that it speaks of, through others too, and that the entry moves. Sets what else the entry moves."""
        whole = {e.symbol: e for e in others if all(a.op == "bound" for a in e.arguments)}
        made = {s: self.speaks_of(r.equation.named) for s, r in every.items()} | {s: self.speaks_of(e.named) for s, e in whole.items()}
        for e in self.first:
            made[e.symbol] |= self.speaks_of(e.named)
        reached = made.keys() & self.speaks_of(of)
        while more := {t for s in reached for t in made.keys() & made[s]} - reached:
            reached |= more
        moves = {s for s in reached if s == self.symbol or self.symbol in made[s]}
        while more := {s for s in reached if moves & made[s]} - moves:
            moves |= more
        self.alike = {s: whole[s] for s in reached & moves & whole.keys() if s != self.symbol}
        return {s: every[s] for s in reached & moves & every.keys()}

    def speaks_of(self, term: Term) -> set[Any]:
        """What occurs in the term, and in what the names stand for that it speaks of."""
        found, waiting = set[Any](), [term]
        while waiting:
            new = waiting.pop().atoms - found
            found |= new
            waiting += [self.definitions[a] for a in new if a in self.definitions]
        return found

    def made_of(self, e: Term) -> Term | None:
        """What an entry is made of, if it is later than the one that is differentiated by."""
        r = self.known.get(e.tag) if e.op == "real" else None
        if r is None or self.is_variable(e):
            return self.made_alike(e)
        place, behind = e.args[r.axis], self.distance(e)
        if self.axis is not None and (behind is None or behind < 0):
            return None
        if place.op == "num":
            first = next((x for x in self.first if x.symbol == e.tag and x.arguments[r.axis] is place and self.whole(x, r)), None)
            return first.at(e) if first is not None else r.equation.at(e) if r.low is not None and int(place.tag) >= r.low else None
        own = self.symbol.axes[self.axis] if self.axis is not None else None
        if own is None or behind is None or r.low is None or own.op != "range" or own.args[0].op != "num":
            return None
        return r.equation.at(e) if int(own.args[0].tag) + behind >= r.low else None

    @staticmethod
    def whole(first: Equation, r: Recursion) -> bool:
        """Whether it says what the member is, and not only one entry of it."""
        return all(a.op == "bound" for n, a in enumerate(first.arguments) if n != r.axis)

    def is_variable(self, e: Term) -> bool:
        return e.tag == self.symbol and self.distance(e) == 0

    def distance(self, e: Term) -> int | None:
        """How many members lie between the one that is differentiated by and this one."""
        if self.axis is None:
            return None
        place = e.args[self.axis if e.tag == self.symbol else self.known[e.tag].axis]
        by = tidy(add(place, mul(num(-1), self.entry[self.axis])))
        return int(by.tag) if by.op == "num" and by.tag.denominator == 1 else None

    def stays(self, e: Term) -> bool:
        """Whether it does not move with the entry, or is the entry: a member before it, or one of the first, of which nothing is said."""
        r = self.known[e.tag]
        if not self.goes_up():
            return False
        if self.axis is not None:
            behind = self.distance(e)
            return behind is not None and (self.is_variable(e) or behind < 0)
        place = e.args[r.axis]
        return (
            r.low is not None
            and place.op == "num"
            and int(place.tag) < r.low
            and all(x.symbol != e.tag or x.arguments[r.axis] is not place for x in self.first)
        )

    def not_said(self, symbol: Symbol) -> NotSupported:
        return NotSupported(f"a derivative through the recursion of `{as_latex(symbol.name)}`: write its members out first", self.span)
