"""Sizes to try: how many elements each set has and what the integers are.

Comes in: the names and the conditions about them. Goes out: frames in the order in which a search should try them: unequal
sizes from 3 up first (equal or tiny sizes hide wrong axes), then small, empty and larger ones. Knows nothing of variables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count, islice, permutations
from random import Random

import numpy as np

from derive.evaluating.arithmetic import Floats
from derive.evaluating.contents import Contents
from derive.evaluating.evaluator import Evaluator
from derive.evaluating.model import Model
from derive.evaluating.problem import Problem
from derive.terms.term import ONE, Symbol, Term

SMALL = (1, 2, 3, 0, 4, 5, -1, 6, 7, -2, 8, 10)
TRIED = 2000
LARGEST_LITERAL = 64
LITERAL_FRAMES = 6
MOST_ORDERED = 4
LARGEST_PLAIN, LARGEST_PLACE = 2, 40


@dataclass(frozen=True, slots=True)
class Frame:
    """The row of numbers for the named sets, then for the integers."""

    contents: Contents
    row: tuple[int, ...]

    @property
    def sizes(self) -> dict[str, int]:
        return dict(zip(self.contents.sets, self.row, strict=False))

    @property
    def integers(self) -> dict[Symbol, int]:
        return dict(zip(self.contents.integers, self.row[len(self.contents.sets) :], strict=True))

    def model(self) -> Model:
        """The frame with nothing else in it."""
        return Model(self.sizes, self.integers, {}, {}, {})


def frames(problem: Problem, limit: int) -> list[Frame]:
    """At most `limit` frames that satisfy the conditions about sizes; none if none was found."""
    found = problem.contents
    if not found.sets and not found.integers:
        return [Frame(found, ())]
    chosen = admissible(problem, preferred(found, _radii(problem), _largest_place(problem)))[:limit]
    if len(chosen) < min(limit, 3):
        chosen += [f for f in admissible(problem, _scattered(found)) if f not in chosen]
    return chosen[:limit]


def in_other_orders(problem: Problem) -> list[Frame]:
    """Small unequal sizes in every order, for conditions that ask of one size to be the sum of others: a matrix of n rows that has full
    column rank beside another one."""
    found = problem.contents
    width = len(found.sets) + len(found.integers)
    if not 2 <= width <= MOST_ORDERED:
        return []
    rows = sorted(permutations(range(1, width + 1)), key=lambda row: row[::-1])
    return admissible(problem, rows)


def at_literals(problem: Problem, plain: Frame) -> list[Frame]:
    """The plain frame with one size or integer at the largest whole numbers of the claim, and one beyond."""
    whole = sorted({abs(int(x)) for x in problem.literals if x.denominator == 1 and 2 < abs(x) <= LARGEST_LITERAL})[-2:]
    rows = [
        (*plain.row[:place], value, *plain.row[place + 1 :]) for n in whole[::-1] for value in (n + 1, n) for place in range(len(plain.row))
    ]
    return admissible(problem, rows)[:LITERAL_FRAMES]


def preferred(found: Contents, radii: frozenset[Symbol], place: int = 0) -> list[tuple[int, ...]]:
    """The rows for a claim without peculiar sizes. A radius (the range -m..m) is kept small; place: the largest numeral that stands
    as an index (`F_7`), which has to exist."""

    def row(low: int, dimension: int, radius: int, step: int = 1) -> tuple[int, ...]:
        sets = [low + step * n for n in range(len(found.sets))]
        free = (n for n in count(dimension) if n not in sets) if step else iter(lambda: dimension, None)
        rest = [n for n in found.integers if n not in radii]
        dimensions = dict(zip(rest, islice(free, len(rest)), strict=True))
        return (*sets, *(dimensions.get(s, radius) for s in found.integers))

    sets = tuple(2 for _ in found.sets)
    one_empty = [(*sets, *(0 if s is gone else 2 for s in found.integers)) for gone in found.integers if len(found.integers) > 1]
    plain = row(3, 2, 1)
    after = iter([n for s, n in zip(found.integers, plain[len(sets) :], strict=True) if s not in radii][::-1])
    turned = (*plain[: len(sets)], *(3 if s in radii else next(after) for s in found.integers))
    wide = [row(3, place, 1)] if place > LARGEST_PLAIN else []
    return [
        plain, row(1, 1, 0, 0), *wide, row(2, 3, 2), turned, *one_empty[:4], row(2, 0, 0, 0), row(2, 1, 1, 0), row(2, 2, 1, 0),
        row(1, 0, 0, 0),
        row(4, 3, 1), row(5, 2, 1), row(3, 4, 2), row(3, -1, 0), row(3, 3, 3, 0),
    ]  # fmt: skip


def _radii(problem: Problem) -> frozenset[Symbol]:
    """Integers that stand negated at the low end of a range that they end."""
    found: set[Symbol] = set()
    seen: set[Term] = set()
    symbols = (*problem.contents.elements, *problem.contents.reals, *problem.definitions)
    waiting = [*problem.targets, *problem.conditions, *problem.definitions.values()]
    waiting += [a for s in symbols for a in s.axes] + [i.tag[1] for i in problem.contents.indices]
    while waiting:
        term = waiting.pop()
        if term in seen:
            continue
        seen.add(term)
        waiting += term.args
        if term.op == "range" and term.args[0].op == "mul":
            found |= {a for a in term.args[0].atoms & term.args[1].atoms if isinstance(a, Symbol)}
    return frozenset(found)


def _largest_place(problem: Problem) -> int:
    """The largest numeral in an index of an entry, as far as sizes should follow it."""
    largest, seen = 0, set[Term]()
    waiting = [*problem.targets, *problem.conditions]
    while waiting:
        term = waiting.pop()
        if term not in seen:
            seen.add(term)
            waiting += term.args
            places = [a.tag for a in term.args if a.op == "num"] if term.op in ("real", "element", "defined") else []
            largest = max([largest, *(int(p) for p in places if p <= LARGEST_PLACE)])
    return largest


def _scattered(found: Contents) -> list[tuple[int, ...]]:
    """Many small rows in a fixed order, the plainest first, for conditions that the preferred rows do not meet."""
    width = len(found.sets) + len(found.integers)
    random = Random(width)
    rows = {tuple(random.choice(SMALL) for _ in range(width)) for _ in range(TRIED)}
    if width == 1:
        rows |= {(n,) for n in range(-20, 101)}
    positive = (r for r in rows if all(n >= 1 for n in r[: len(found.sets)]))
    return sorted(positive, key=lambda r: (len(set(r)) < width, sum(map(abs, r)), r))


def admissible(problem: Problem, rows: Iterable[tuple[int, ...]]) -> list[Frame]:
    """The rows that satisfy the conditions about sizes, without repetition: all are looked at as samples of one model."""
    found, rows = problem.contents, list(dict.fromkeys(rows))
    if not rows:
        return []
    columns = [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
    sizes: Mapping[str, np.ndarray[tuple[int], np.dtype[np.int64]]] = dict(zip(found.sets, columns, strict=False))
    integers = dict(zip(found.integers, columns[len(found.sets) :], strict=True))
    model = Model(sizes, integers, {}, {}, {}, count=len(rows))
    evaluator = Evaluator(problem.definitions, model, Floats())
    kept = evaluator.evaluate(Term("and", (*problem.size_conditions, ONE_IS_ONE)))
    kept = np.broadcast_to(kept, (*kept.shape[:-1], len(rows))).reshape(-1) == 1
    return [Frame(found, row) for row, good in zip(rows, kept, strict=True) if good]


ONE_IS_ONE = Term("eq", (ONE, ONE))
