"""Every axiom at random models: its conclusion holds where its conditions do, and each condition is needed.

Values are drawn by kind: functions of an index are tables, sets have 1 to 3 elements, ranges may be empty or hold one element, indices
coincide often, reals are often 0, equal or negative.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from mpmath import mp

from derive.terms.term import ONE, ZERO, Symbol, Term, eq, fn, index, integer_range, lt, mul, ne, num, real
from derive.theory.axiom import Axiom
from derive.theory.axioms import AXIOMS
from derive.theory.calculus import domain
from tests.theory.models import Model, Undefined, value

MODELS = 400
NAMED = Term("set", (), "S")
BOUND = (Term("bound", (), 0), Term("bound", (), 1))
HELD_AT_LEAST = 10


@pytest.fixture(autouse=True)
def _many_digits() -> Iterator[None]:
    with mp.workdps(50):
        yield


def drawn(kind: str, number: int, over: Term, chance: random.Random) -> Term:
    """A value of the kind, generic: entries of symbols that the model fills."""
    name, _, binders = kind.rstrip("*").partition("/")
    letter = f"{name}{number}"
    places = BOUND[: int(binders or 0)]
    anywhere = real(Symbol(letter, tuple(integer_range(num(-9), num(9)) for _ in places)), *places)
    match name:
        case "real":
            return anywhere
        case "literal":
            return num(chance.choice([-2, -1, 0, 1, 2, 3]))
        case "integer" | "whole index":
            return chance.choice([real(Symbol(letter, sort="integer")), num(chance.randint(-2, 3))])
        case "set":
            return chance.choice([over, Term("filter", (over, lt(ZERO, real(Symbol("filter", (over,)), BOUND[0]))))])
        case "set or range" | "named set" | "range":
            return over
        case "index" | "element":
            return index(chance.choice("ij"), over)
        case "condition":
            return chance.choice([lt(ZERO, anywhere), ne(anywhere, ONE), eq(anywhere, ZERO)])
    raise NotImplementedError(kind)


def ground(axiom: Axiom, chance: random.Random) -> Term:
    """The set that all values of one instance speak of."""
    if "range" in axiom.kinds:
        return chance.choice([integer_range(num(low), num(low + length)) for low in (-2, 0, 1) for length in (-2, -1, 0, 1, 2)])
    if "named set" in axiom.kinds:
        return NAMED
    return chance.choice([NAMED, NAMED, integer_range(num(-1), num(chance.choice([-2, -1, 0, 1])))])


def instances(axiom: Axiom) -> Iterator[tuple[tuple[Term, ...], Model]]:
    for n in range(MODELS):
        chance = random.Random(f"{axiom.name}{n}")
        over = ground(axiom, chance)
        kinds = axiom.kinds
        if kinds and kinds[-1].endswith("*"):
            kinds = (*kinds[:-1], *[kinds[-1]] * chance.randint(0, 3))
        values = tuple(drawn(kind, k, over, chance) for k, kind in enumerate(kinds))
        yield axiom.at(values), Model(f"{axiom.name}{n}", small=n % 2 == 0)


def holds(statement: Term, m: Model) -> bool:
    """Whether both sides are defined and the statement is true."""
    try:
        return bool(value(statement, m))
    except Undefined:
        return False


def held(condition: Term, m: Model) -> bool | None:
    """None where the condition itself has no meaning."""
    try:
        return bool(value(condition, m))
    except Undefined:
        return None


def meant(statement: Term, m: Model) -> bool:
    """Whether every side has a value in the ordinary sense: elsewhere an axiom may rest on the total semantics."""
    try:
        value(statement, m)
    except Undefined:
        return False
    return True


@pytest.mark.parametrize("name", AXIOMS)
def test_holds_where_its_conditions_do(name: str) -> None:
    axiom = AXIOMS[name]
    assert axiom.name == name and axiom.source
    count = 0
    for (conclusion, *conditions), m in instances(axiom):
        if all(held(c, m) for c in conditions) and (conditions or meant(conclusion, m)):
            count += 1
            assert holds(conclusion, m), (conclusion, m)
    assert count >= HELD_AT_LEAST


NEEDED = [(a.name, n) for a in AXIOMS.values() for n in range(len(next(instances(a))[0]) - 1)]
ONLY_DECLARED = {"sum-delta"}  # that an index lies in its own range is declared, so a model cannot break it


@pytest.mark.parametrize(("name", "number"), [case for case in NEEDED if case[0] not in ONLY_DECLARED])
def test_each_condition_is_needed(name: str, number: int) -> None:
    """Somewhere this condition alone is hurt, and there the conclusion fails or a side of it has no value."""
    for (conclusion, *conditions), m in instances(AXIOMS[name]):
        others = [c for n, c in enumerate(conditions) if n != number]
        if held(conditions[number], m) is not True and all(held(c, m) for c in others) and not holds(conclusion, m):
            return
    raise AssertionError(f"{name}: the condition {number} was never needed")


REFUSED: dict[str, tuple[str, tuple[Any, ...]]] = {
    "too few values": ("log-product", (real(Symbol("x")),)),
    "no integer": ("whole", (real(Symbol("x")), ONE)),
    "a condition for a number": ("log-exp", (eq(ONE, ONE),)),
    "a real for an index": ("bracket-leibniz", (real(Symbol("x")), ONE, BOUND[0])),
    "an index that a derivative would see": (
        "sum-delta-range", (integer_range(ONE, num(3)), Term("iverson", (lt(ZERO, real(Symbol("x"))),)), BOUND[0]),
    ),
    "two binders for one": ("sum-reflect", (integer_range(ONE, num(3)), mul(*BOUND))),
    "an open value": ("log-exp", (BOUND[0],)),
    "a range of reals": ("sum-telescope", (integer_range(ONE, real(Symbol("x"))), BOUND[0])),
    "a range for a named set": ("set-nonempty", (integer_range(ONE, ONE),)),
    "a reserved name": ("log-exp", (fn("exp", index("\0i", NAMED)),)),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_values_of_another_kind_are_refused(what: str) -> None:
    name, values = REFUSED[what]
    with pytest.raises(ValueError):
        AXIOMS[name].at(values)


def test_an_axiom_without_its_condition_is_noticed() -> None:
    """The tests above can fail: log(xy) = log x + log y for x, y < 0 has no meaning, for x, y > 0 it has."""
    x, y = Symbol("x"), Symbol("y")
    conclusion, *_ = AXIOMS["log-product"].at((real(x), real(y)))
    at = {sign: Model("", drawn={("x", ()): Fraction(sign * 2), ("y", ()): Fraction(sign * 3)}) for sign in (-1, 1)}
    assert not holds(conclusion, at[-1]) and holds(conclusion, at[1])
    assert domain(conclusion.args[0])
