r"""What the facts say that entries are: `h_t = w h_{t-1} + x_t` for t >= 1, `h_0 = 0`; and which of these equations are recursions.

Comes in: facts and definitions. Goes out: equations, each with what an entry is made of, and recursions by the symbol of their sequence.
Knows nothing of derivatives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from derive.meaning.formulas.counting import tidy
from derive.terms.parts import factors, parts
from derive.terms.term import Symbol, Term, base_set, binders, instantiate
from derive.theory.calculus import unfold


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
        return replaced_entries(instantiate(right, tuple(values[k] for k in range(len(values)))), _counted, {})


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
    """What the members of a sequence are from `low` on; axis: where they are counted. low is None where it does not hold of all from some
    number on."""

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


def goes_up(r: Recursion, of: Mapping[Symbol, Recursion], right: Term, behind: int = 0) -> bool:
    """Whether the right side of the recursion speaks of members of these sequences only that lie at least so many places behind."""
    return all(lag is not None and lag <= -behind for _, lag in lags(r, of, right))


def lags(r: Recursion, of: Mapping[Symbol, Recursion], right: Term) -> Iterator[tuple[Symbol, int | None]]:
    """The members of these sequences of which the right side of a recursion speaks, each with how far ahead of the one that is made it
    lies at most: -1 of h_{t-1}; None where that cannot be told."""
    letter = r.equation.arguments[r.axis]
    if letter.op == "bound":
        yield from _lags(right, int(letter.tag), of, ())


def _lags(t: Term, letter: int, of: Mapping[Symbol, Recursion], inside: tuple[Term | None, ...]) -> Iterator[tuple[Symbol, int | None]]:
    """letter: the number of the letter outside of all binders; inside: the sets of the binders, from the outermost on."""
    if t.op == "real" and t.tag in of:
        yield t.tag, _lag(t.args[of[t.tag].axis], letter, of[t.tag], inside)
    for n, a in enumerate(t.args):
        count = binders(t.op, t.tag, n)
        over = base_set(t.args[0]) if count == 1 and t.op != "at" else None
        yield from _lags(a, letter, of, (*inside, *(over for _ in range(count))))


def _lag(place: Term, letter: int, of: Recursion, inside: tuple[Term | None, ...]) -> int | None:
    match place:
        case Term("num", _, n):
            return -1 if of.low is not None and n < of.low else None  # one of the first members: before all others
        case Term("bound", _, k):
            by = 0
        case Term("add", (Term("num", _, number), Term("bound", _, k))) | Term("add", (Term("bound", _, k), Term("num", _, number))):
            by = int(number)
        case _:
            return None
    if k >= len(inside):
        return by if k - len(inside) == letter else None
    outer, over = inside[: len(inside) - 1 - k], inside[len(inside) - 1 - k]
    if over is None or over.op != "range":
        return None
    high = _lag(over.args[1], letter, of, outer) if over.args[1].op != "num" else None
    return None if high is None else high + by


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


def _counted(e: Term) -> Term:
    """The entry with its places worked out: `h_{2-1}` is h_1."""
    return Term(e.op, tuple(tidy(a) if a.op == "add" else a for a in e.args), e.tag)


def replaced_entries(t: Term, make: Callable[[Term], Term | None], memo: dict[Term, Term]) -> Term:
    """The term with the entries for which there is something else."""
    found = memo.get(t)
    if found is None:
        found = make(t) if t.op in ("real", "defined") and t.args else None
        if found is None:
            args = tuple(replaced_entries(a, make, memo) for a in t.args)
            found = t if args == t.args else Term(t.op, args, t.tag)
        memo[t] = found
    return found
