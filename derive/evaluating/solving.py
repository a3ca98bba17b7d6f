"""Values made to satisfy conditions: an equality or bound that is linear in an entry is solved for that entry, exactly.

Comes in: a model whose samples were drawn freely, and conditions about its variables. Goes out: the model with entries
changed; every sample still has to be checked, since only what is linear in one entry (or met by a small number) is solved.
Entries are settled one after the other, scalars first, each by the conditions in which it is the last one to occur: so
sum_w y_w = 1 sets the last y_w, A_ij = A_ji the later one of each pair, m_t = b m_(t-1) + g_t every m_t in turn. What a condition speaks of
besides is settled before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from derive.evaluating import linear
from derive.evaluating.arithmetic import Array, Floats, TooLarge, Unsupported
from derive.evaluating.evaluator import Evaluator
from derive.evaluating.model import Model, Table
from derive.evaluating.places import integral
from derive.evaluating.problem import Problem, flatten
from derive.terms.term import Symbol, Term, instantiate, num, sub

Entry: TypeAlias = tuple[Symbol, tuple[int, ...]]
TRIALS = tuple(map(Fraction, ["0", "1", "2", "-1", "-2", "1/2", "3", "-1/2"]))
STEPS = tuple(map(Fraction, ["1", "2", "1/2", "3", "1/3"]))
SHARES = tuple(map(Fraction, ["1/2", "1/3", "2/3", "1/4", "3/4"]))
GROUND_LIMIT = 300


def ground(condition: Term, e: Evaluator) -> Iterator[Term]:
    """The condition for each element that it speaks about; bound indices become numerals."""
    if condition.op != "forall" or any(isinstance(a, Term) for a in condition.args[0].atoms):
        yield from flatten(condition)
        return
    opened = e.lay(condition.args[0], e.root)
    kept = np.broadcast_to(np.asarray(1.0 if opened.mask is None else opened.mask), opened.values.shape)
    for number in opened.values[kept == 1].tolist():
        for part in flatten(instantiate(condition.args[1], (num(number),))):
            yield from ground(part, e)


class Solver:
    """Settles the entries of one model."""

    def __init__(self, problem: Problem, model: Model) -> None:
        self.problem, self.model = problem, model
        self.empty = replace(model, indices={}, reals={}, elements={}, count=1)
        self.work: dict[Entry, list[Term]] = {}
        self.settled: set[Entry] = set()
        self.needs: dict[Entry, set[Entry]] = {}

    def solve(self, together: bool = False) -> Model:
        """together: the equations that speak of numbers and vectors are solved for all of these at once, as far as they are linear."""
        e = Evaluator(self.problem.definitions, self.empty, Floats())
        found: list[Term] = []
        for condition in self.problem.conditions:
            try:
                found += ground(condition, e)
            except (KeyError, Unsupported):  # a filter by values of the sample: left to rejection
                continue
        if len(found) > GROUND_LIMIT:
            raise TooLarge(f"{len(found)} conditions on entries")
        seen, joint = set[Term](), list[Term]()
        for condition in found:
            if condition.op == "eq" and (condition.args[0] is condition.args[1] or Term("eq", condition.args[::-1]) in seen):
                continue  # S_11 = S_11, or S_21 = S_12 after S_12 = S_21: it determines no entry
            seen.add(condition)
            if together and condition.op == "eq" and any(isinstance(a, Symbol) and len(a.axes) < 2 for a in condition.atoms):
                joint.append(condition)
            else:
                self._assign(condition, e)
        for entry in self._in_order():
            self._settle(entry, self.work[entry])
        return linear.solved(self.model, joint, self._difference) if joint else self.model

    def _difference(self, model: Model, equation: Term) -> Array:
        """left - right in each sample; None where that is no rational number."""
        found = _values(self.problem, model, sub(*equation.args))
        found[[not isinstance(x, Fraction) for x in found]] = None
        return found

    def _in_order(self) -> list[Entry]:
        """The entries that conditions wait for, each after those that its conditions speak of, as far as none goes round."""
        order: list[Entry] = []
        seen = set[Entry]()

        def visit(entry: Entry) -> None:
            if entry not in seen:
                seen.add(entry)
                for other in sorted(self.needs[entry] & self.work.keys(), key=self._rank):
                    visit(other)
                order.append(entry)

        for entry in sorted(self.work, key=self._rank):
            visit(entry)
        return order

    def _rank(self, entry: Entry) -> tuple[int, str, tuple[int, ...]]:
        symbol, place = entry
        return len(symbol.axes), symbol.name, place

    def _assign(self, condition: Term, e: Evaluator) -> None:
        """The condition waits for its last entry; an equality for the one that it says what it is, or the last that no other determines."""
        if condition.op not in ("eq", "ne", "lt", "le") or all(map(integral, condition.args)):
            return
        left, right = ({*self._entries(a, e)} for a in condition.args)
        entries = sorted(left | right, key=self._rank)
        if condition.op == "eq":
            entries = [x for x in entries if x not in self.settled]
            if condition.args[0].op == "real" and len(left) == 1 and left.isdisjoint(right):
                entries += [x for x in left if x in entries]
            self.settled |= set(entries[-1:])
        if entries:
            self.work.setdefault(entries[-1], []).append(condition)
            self.needs.setdefault(entries[-1], set()).update((left | right) - {entries[-1]})

    def _entries(self, term: Term, e: Evaluator) -> Iterator[Entry]:
        """The entries that it mentions; along an axis on which the index is bound or varies all of them."""
        if term.op == "real" and term.tag in self.model.reals:
            table = self.model.reals[term.tag]
            fixed = [int(e.integer(a, e.root).flat[0]) if _closed(a) else None for a in term.args]
            ranges = [range(o, o + n) for o, n in zip(table.offsets, table.values.shape[:-1], strict=True)]
            yield from ((term.tag, place) for place in product(*((k,) if k is not None else r for k, r in zip(fixed, ranges, strict=True))))
        if term.op == "defined":
            yield from self._entries(self.problem.definitions[term.tag], e)
        for argument in term.args:
            yield from self._entries(argument, e)

    def _settle(self, entry: Entry, conditions: list[Term]) -> None:
        table = self.model.reals[entry[0]]
        where = tuple(p - o for p, o in zip(entry[1], table.offsets, strict=True))
        if any(not 0 <= p < n for p, n in zip(where, table.values.shape, strict=False)):
            return  # a fact about an entry that there is not at these sizes
        residuals = [(c.op, self._residuals(entry, sub(*c.args))) for c in conditions]
        values = table.values.copy()
        for sample in range(self.model.count):
            parts = [(op, r[:, sample].tolist()) for op, r in residuals]
            values[(*where, sample)] = settled(values[(*where, sample)], parts, sample)
        self._set(entry[0], Table.of_fractions(table.offsets, values))

    def _set(self, symbol: Symbol, table: Table) -> None:
        self.model = replace(self.model, reals={**self.model.reals, symbol: table})

    def _residuals(self, entry: Entry, difference: Term) -> Array:
        """left - right with each trial value at the entry, and with the one that it has: one row for a value, one column for a sample."""
        count = self.model.count
        many = self.model.choose(np.tile(np.arange(count), len(TRIALS) + 1))
        table = many.reals[entry[0]]
        values = table.values.copy()
        where = tuple(p - o for p, o in zip(entry[1], table.offsets, strict=True))
        values[where] = np.concatenate([np.repeat(np.array(TRIALS, dtype=object), count), values[where][:count]])
        many = replace(many, reals={**many.reals, entry[0]: Table(table.offsets, values, table.floats)})
        return _values(self.problem, many, difference).reshape(len(TRIALS) + 1, count)


def _values(problem: Problem, model: Model, term: Term) -> Array:
    """The term in each sample: a Fraction, a float where it is no rational number, None where it has no value."""
    from flint import fmpq

    from derive.evaluating.exact import Exact, fraction  # flint only where exactness is needed

    found = Evaluator(problem.definitions, model, Exact()).evaluate(term)
    flat = np.broadcast_to(found, (*found.shape[:-1], model.count)).reshape(-1)
    values = np.empty(model.count, dtype=object)
    values[:] = [fraction(x) if isinstance(x, fmpq) else float(x.mid()) if x.is_finite() else None for x in flat]
    return values


def _closed(place: Term) -> bool:
    """Whether the place is the same for all samples, and for all that is bound around it."""
    return place.loose == 0 and not any(isinstance(x, Term) or x.sort == "element" for x in place.atoms)


def settled(current: Fraction, parts: list[tuple[str, list[Any]]], turn: int) -> Fraction:
    """A value for one entry of one sample, given each condition's relation to 0 and its left side at the trial values and at the
    present one, which stays where it solves the equations."""
    if any(op == "eq" for op, _ in parts) and all(fits(op, r[-1]) and (op != "eq" or isinstance(r[-1], Fraction)) for op, r in parts):
        return current
    parts = [(op, r[:-1]) for op, r in parts]
    lines = [(op, line(r)) for op, r in parts]
    fixed = [t for op, found in lines if op == "eq" and found for t in [root(found)] if t is not None]
    if fixed:
        return fixed[0]
    known = [(op, r) for op, r in lines if r is not None]
    trials = [(op, r) for (op, r), (_, found) in zip(parts, lines, strict=True) if found is None]
    options = [current, *_between(known, turn)]
    if trials:
        at = dict(zip(TRIALS, zip(*(r for _, r in trials), strict=True), strict=True))
        fitting = [t for t in TRIALS if all(fits(op, x) for (op, _), x in zip(trials, at[t], strict=True))]
        turned = fitting[turn % len(fitting) :] + fitting[: turn % len(fitting)] if fitting else []
        options = turned + options
    good = (t for t in options if all(fits(op, a + b * t) for op, (a, b) in known))
    return next(good, current)


def line(residuals: list[Any]) -> tuple[Fraction, Fraction] | None:
    """(a, b) if the residual is a + b t in the entry t, exactly."""
    if not all(isinstance(r, Fraction) for r in residuals):
        return None
    a, b = residuals[0], residuals[1] - residuals[0]
    return (a, b) if all(r == a + b * t for r, t in zip(residuals, TRIALS, strict=True)) else None


def root(found: tuple[Fraction, Fraction]) -> Fraction | None:
    a, b = found
    return -a / b if b else None


def fits(op: str, residual: Any) -> bool:
    if residual is None:
        return False
    return bool({"eq": residual == 0, "ne": residual != 0, "lt": residual < 0, "le": residual <= 0}[op])


def _between(known: list[tuple[str, tuple[Fraction, Fraction]]], turn: int) -> list[Fraction]:
    """Values that respect linear bounds, in an order that differs from sample to sample."""
    bounds = [(-a / b, b > 0) for op, (a, b) in known if op in ("lt", "le") and b]
    high = min((t for t, above in bounds if above), default=None)
    low = max((t for t, above in bounds if not above), default=None)
    if low is not None and high is not None:
        found = [low + (high - low) * s for s in SHARES]
    elif low is not None:
        found = [low + s for s in STEPS]
    elif high is not None:
        found = [high - s for s in STEPS]
    else:
        found = list(TRIALS)
    first = turn % len(found)
    edge = [t for t in (low, high) if t is not None]
    return found[first:] + found[:first] + edge
