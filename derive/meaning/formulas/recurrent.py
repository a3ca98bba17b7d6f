r"""Derivatives through recursions: `\frac{\partial h_2}{\partial w}` with `h_t = w h_{t-1} + x_t` differentiates h_2 with h_1 written out.

Comes in: what is differentiated, by which entry, and the facts. Goes out: the same with the members of recursions written out as far as
the one that is differentiated by. Where they cannot be, because how many there are is not said, it raises NotSupported: as variables of
their own they would not move, and every derivative through them would be 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from derive.meaning.formulas.counting import tidy
from derive.meaning.names.scope import NotSupported, as_latex
from derive.reading.syntax import Span
from derive.terms.parts import factors, parts
from derive.terms.term import Symbol, Term, add, base_set, instantiate, mul, num
from derive.theory.calculus import unfold

MOST = 40  # times that what is differentiated is written out further
LARGEST = 2_000  # terms that the whole may have then


@dataclass(frozen=True, slots=True)
class Equation:
    """`S(t, i) = right` for all t and i; arguments: a bound index each, or the place it stands for; over: the sets, by bound index; named:
    right as it is written, with the names of definitions."""

    symbol: Symbol
    arguments: tuple[Term, ...]
    over: tuple[Term, ...]  # by bound index
    right: Term
    named: Term

    def at(self, entry: Term, named: bool = False) -> Term:
        """What the entry is made of."""
        values = {a.tag: e for a, e in zip(self.arguments, entry.args, strict=True) if a.op == "bound"}
        right = self.named if named else self.right
        return _replaced(instantiate(right, tuple(values[k] for k in range(len(values)))), _counted, {})


def equations(facts: Iterable[Term], definitions: Mapping[Symbol, Term]) -> Iterator[Equation]:
    """What the facts say that the entries of variables are, other entries of the same apart: `A_{ij} = A_{ji}` says no such thing."""
    for fact in facts:
        over = list[Term]()
        while fact.op == "forall" and fact.args[1].loose:
            over.insert(0, fact.args[0])
            fact = fact.args[1]
        while fact.op == "forall":
            fact = fact.args[1]
        match fact:
            case Term("eq", (Term("real", args, symbol) as entry, right)) if _names_all(args, len(over)):
                *numbers, last = factors(right)
                turned = last.op == "real" and last.tag == symbol and {*last.args} == {*args} and all(n.op == "num" for n in numbers)
                if not turned and last is not entry:
                    yield Equation(symbol, args, tuple(over), unfold(right, definitions), right)


def _names_all(args: tuple[Term, ...], binders: int) -> bool:
    """Whether the arguments are each of the bound indices once, and numbers or sizes besides."""
    return sorted(a.tag for a in args if a.op == "bound") == list(range(binders)) and all(a.op == "bound" or not a.loose for a in args)


@dataclass(frozen=True, slots=True)
class Recursion:
    """What the members of a sequence are from `low` on; axis: where they are counted; forward: whether it goes down from the last ones;
    low is None where it does not hold of all from some number on."""

    equation: Equation
    axis: int
    low: int | None


def recursions(found: Iterable[Equation]) -> dict[Symbol, Recursion]:
    """The equations that hold of a part of their entries, or speak of members before or behind."""
    general = [e for e in found if all(a.op == "bound" for a in e.arguments)]
    counted: dict[Symbol, int] = {}
    for e in (*general, *general):  # what speaks of a sequence at the same letter is counted as it is
        for axis, a in enumerate(e.arguments):
            whole = base_set(e.over[a.tag])
            partly = whole.op == "range" and e.symbol.axes[axis].op == "range" and whole is not e.symbol.axes[axis]
            if partly or any(_shifted(p.args[counted[p.tag]]) for p in parts(e.right) if p.op == "real" and p.tag in counted):
                counted.setdefault(e.symbol, axis)
            for p in parts(e.right):
                if p.op == "real" and p.tag == e.symbol and _shifted(p.args[axis]):
                    counted[e.symbol] = axis
    return {e.symbol: Recursion(e, counted[e.symbol], _beginning(e, counted[e.symbol])) for e in general if e.symbol in counted}


def _shifted(place: Term) -> bool:
    return place.op == "add" and any(a.op == "bound" for a in place.args)


def _beginning(e: Equation, axis: int) -> int | None:
    """From which number on the equation holds of all members."""
    over = e.over[e.arguments[axis].tag]
    whole = base_set(over)
    if whole.op != "range" or whole.args[0].op != "num" or whole.args[1] is not e.symbol.axes[axis].args[1]:
        return None
    low = int(whole.args[0].tag)
    while over.op == "filter":
        match over.args[1]:
            case Term("le", (Term("num", _, bound), Term("bound", _, 0))):
                low = max(low, int(bound))
            case _:
                return None
        over = over.args[0]
    return low


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

    def written_out(self, of: Term) -> Term:
        """What is differentiated, with the members of recursions written out that the entry moves. Raises NotSupported."""
        found = list(equations(self.facts, self.definitions))
        every = recursions(found)
        self.first = [e for e in found if e.symbol in every and any(a.op != "bound" for a in e.arguments)]
        self.of_itself(of, [e for e in found if e.symbol not in every])
        self.known = self.moved(of, every) if every else {}
        if not self.known:
            return of
        if self.symbol.sort == "defined":
            return self.with_the_name(of)
        of = unfold(of, self.definitions)
        for _ in range(MOST):
            further = unfold(_replaced(of, self.made_of, {}), self.definitions)
            if further is of or sum(1 for _ in parts(further)) > LARGEST:
                break
            of = further
        for e in parts(of):
            if e.op == "real" and e.tag in self.known and not self.stays(e):
                raise self.not_said(e.tag)
        return of

    def of_itself(self, of: Term, found: Iterable[Equation]) -> None:
        """Raises NotSupported where an equation such as `h = \\tanh(W h + b)` says of a variable what it is by itself, and the entry moves
        it."""
        for e in found:
            said = self.speaks_of(e.named)
            if e.symbol in said and self.symbol in said - {e.symbol} and e.symbol in self.speaks_of(of):
                shown = as_latex(e.symbol.name)
                raise NotSupported(f"a derivative of `{shown}`, of which only an equation with itself is known", self.span)

    def with_the_name(self, of: Term) -> Term:
        """The same for a defined name: members that are made of it at its own place are written out with it. Raises NotSupported."""
        others = {s: d for s, d in self.definitions.items() if s != self.symbol}
        of = _replaced(unfold(of, others), self.made_of_the_name, {})
        for e in parts(of):
            if e.op == "real" and e.tag in self.known:
                raise self.not_said(e.tag)
        return of

    def made_of_the_name(self, e: Term) -> Term | None:
        r = self.known.get(e.tag)
        if r is None or r.low is None:
            return None
        place, letter = e.args[r.axis], r.equation.arguments[r.axis]
        named = [p for p in parts(r.equation.named) if p.op == "defined" and p.tag == self.symbol]
        at_its_place = named and all(a is place for p in named for a, b in zip(self.entry, p.args, strict=True) if b is letter)
        own = self.symbol.axes[named[0].args.index(letter)] if named and letter in named[0].args else None
        from_low = own is not None and own.op == "range" and own.args[0].op == "num" and int(own.args[0].tag) >= r.low
        return r.equation.at(e, named=True) if at_its_place and from_low else None

    def moved(self, of: Term, every: Mapping[Symbol, Recursion]) -> dict[Symbol, Recursion]:
        """The recursions that it speaks of, through others too, and that the entry moves."""
        made = {s: self.speaks_of(r.equation.named) for s, r in every.items()}
        for e in self.first:
            made[e.symbol] |= self.speaks_of(e.named)
        reached = made.keys() & self.speaks_of(of)
        while more := {t for s in reached for t in made.keys() & made[s]} - reached:
            reached |= more
        moves = {s for s in reached if s == self.symbol or self.symbol in made[s]}
        while more := {s for s in reached if moves & made[s]} - moves:
            moves |= more
        return {s: every[s] for s in reached & moves}

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
        r = self.known.get(e.tag)
        if r is None or self.is_variable(e):
            return None
        place, behind = e.args[r.axis], self.distance(e)
        if self.symbol in self.known and (behind is None or behind < 0):
            return None
        if place.op == "num":
            first = next((x for x in self.first if x.symbol == e.tag and x.arguments[r.axis] is place and self.whole(x, r)), None)
            return first.at(e) if first is not None else r.equation.at(e) if r.low is not None and int(place.tag) >= r.low else None
        axis = self.symbol.axes[self.known[self.symbol].axis] if self.symbol in self.known else None
        if axis is None or behind is None or r.low is None or axis.op != "range" or axis.args[0].op != "num":
            return None
        return r.equation.at(e) if int(axis.args[0].tag) + behind >= r.low else None

    @staticmethod
    def whole(first: Equation, r: Recursion) -> bool:
        """Whether it says what the member is, and not only one entry of it."""
        return all(a.op == "bound" for n, a in enumerate(first.arguments) if n != r.axis)

    def is_variable(self, e: Term) -> bool:
        return e.tag == self.symbol and self.distance(e) == 0

    def distance(self, e: Term) -> int | None:
        """How many members lie between the entry and the one that is differentiated by."""
        if self.symbol not in self.known or e.tag not in self.known:
            return None
        by = tidy(add(e.args[self.known[e.tag].axis], mul(num(-1), self.entry[self.known[self.symbol].axis])))
        return int(by.tag) if by.op == "num" and by.tag.denominator == 1 else None

    def stays(self, e: Term) -> bool:
        """Whether it does not move with the entry, or is the entry: a member before it, or one of the first, of which nothing is said."""
        r = self.known[e.tag]
        goes_up = not any(p.op == "real" and p.tag in self.known and _ahead(p, self.known[p.tag].axis) for p in parts(r.equation.right))
        if self.symbol in self.known:
            behind = self.distance(e)
            return behind is not None and goes_up and (self.is_variable(e) or behind < 0)
        place = e.args[r.axis]
        return (
            goes_up
            and r.low is not None
            and place.op == "num"
            and int(place.tag) < r.low
            and all(x.symbol != e.tag or x.arguments[r.axis] is not place for x in self.first)
        )

    def not_said(self, symbol: Symbol) -> NotSupported:
        return NotSupported(f"a derivative through the recursion of `{as_latex(symbol.name)}`: write its members out first", self.span)


def _ahead(entry: Term, axis: int) -> bool:
    """Whether it is a member behind the one that it makes."""
    match entry.args[axis]:
        case Term("add", (Term("num", _, by), Term("bound"))) | Term("add", (Term("bound"), Term("num", _, by))):
            return bool(by > 0)
    return False


def _counted(e: Term) -> Term:
    """The entry with its places worked out: `h_{2-1}` is h_1."""
    return Term(e.op, tuple(tidy(a) if a.op == "add" else a for a in e.args), e.tag)


def _replaced(t: Term, make: Callable[[Term], Term | None], memo: dict[Term, Term]) -> Term:
    found = memo.get(t)
    if found is None:
        found = make(t) if t.op == "real" and t.args else None
        if found is None:
            args = tuple(_replaced(a, make, memo) for a in t.args)
            found = t if args == t.args else Term(t.op, args, t.tag)
        memo[t] = found
    return found
