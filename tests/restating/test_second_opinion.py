"""Every verdict on both documents against SymPy: the sides restated, written out at two sizes, compared at rational points.

Proved: all entries agree, to 40 digits, at every point. Refuted: some entry differs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sympy

sys.path.insert(0, str(Path(__file__).parent))
from opinion import World, definitions

from derive.checking import check_file, load
from derive.meaning.statements.step import Reading
from derive.meaning.statements.steps import read_steps
from derive.restating.to_sympy import to_sympy
from derive.terms.claim import Claim
from derive.terms.term import Symbol, Term, base_set, filter_conditions, index, instantiate
from derive.verdict import Judgement

HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2"
SIZES = (
    {"|V|": 3, "d": 2, "m": 1, "K": 2},
    {"|V|": 5, "d": 3, "m": 2, "K": 3},
)
PLACES = 4  # points for each size: free indices, maps and entries


def reading(name: str) -> Reading:
    """Collecting the tests reads the documents, running them judges."""
    given = load(str(HOMEWORK / "given.md"))
    return read_steps(load(str(HOMEWORK / f"{name}.md")), [(given, block.number) for block in given.givens])


@cache
def judged(name: str) -> dict[str, Judgement]:
    return {j.step.id: j for j in check_file(str(HOMEWORK / f"{name}.md")).judgements}


STEPS = [(name, s.id) for name in ("handwritten", "corrected") for s in reading(name).steps if s.claim is not None]


def symbols(claim: Claim) -> set[Symbol]:
    found: set[Symbol] = set()
    for t in (claim.left, claim.right, *claim.case, *claim.given.facts, *claim.given.definitions.values()):
        found |= {a for a in t.atoms if isinstance(a, Symbol)}
    return found


def free(claim: Claim) -> list[Term]:
    terms = (claim.left, claim.right, *claim.case, *claim.given.facts, *claim.given.definitions.values())
    found = {a for t in terms for a in t.atoms if isinstance(a, Term)}
    assert len({a.tag[0] for a in found}) == len(found), "the expansion tells free indices by their names"
    return sorted(found, key=lambda a: a.tag[0])


def span(over: Term, sizes: dict[str, int]) -> range:
    world = World(sizes, {}, {}, Random(0))
    match base_set(over):
        case Term("set", _, name):
            return range(1, sizes[f"|{name}|"] + 1)
        case Term("range", (low, high)):
            return range(int(world.expand(to_sympy(low))), int(world.expand(to_sympy(high))) + 1)
    raise AssertionError(over)


def maps(claim: Claim, sizes: dict[str, int], random: Random, centre: int) -> dict[str, dict[tuple[int, ...], int]]:
    """Values of the maps into V: `w_0` is the centre word; samples that have to differ do."""
    found: dict[str, dict[tuple[int, ...], int]] = {}
    for s in sorted((s for s in symbols(claim) if s.sort == "element"), key=lambda s: s.name):
        places = list(product(*(span(a, sizes) for a in s.axes)))
        assert s.target is not None
        values = list(span(s.target, sizes))
        drawn = random.sample(values, len(places)) if len(places) < len(values) else [random.choice(values) for _ in places]
        if random.random() < 0.4:
            drawn = [random.choice(values) for _ in places]
        found[s.name] = dict(zip(places, drawn, strict=True))
        if (0,) in found[s.name]:
            found[s.name][0,] = centre
    return found


def holds(condition: Term, world: World, at: dict[str, int]) -> bool:
    """Facts with "for all" are written out here: SymPy has no such object."""
    if condition.op == "forall":
        over, body = condition.args
        for n in span(over, dict(world.sizes)):
            variable = index(f"_every{len(at)}", base_set(over))
            here = {**at, variable.tag[0]: n}
            kept = all(holds(c, world, here) for c in filter_conditions(over, variable))
            if kept and not holds(instantiate(body, (variable,)), world, here):
                return False
        return True
    return bool(world.expand(to_sympy(condition), **at))


def worlds(claim: Claim, sizes: dict[str, int], random: Random) -> Iterator[tuple[World, dict[str, int]]]:
    """Points of the Given and the case."""
    defined = definitions(claim.given.definitions)
    indices = free(claim)
    found = 0
    for _ in range(5000):
        at = {i.tag[0]: random.choice(span(i.tag[1], sizes)) for i in indices}
        world = World(sizes, defined, maps(claim, sizes, random, at.get("c", 1)), random)
        if all(holds(c, world, at) for c in (*claim.case, *claim.given.facts)):
            found += 1
            yield world, at
        if found == PLACES:
            return
    assert found, "no point of the Given was found"


def differences(claim: Claim, sizes: dict[str, int], random: Random) -> Iterator[Any]:
    left, right = to_sympy(claim.left), to_sympy(claim.right)
    for world, at in worlds(claim, sizes, random):
        try:
            yield sympy.N(world.expand(left, **at) - world.expand(right, **at), 50, maxn=400)
        except ZeroDivisionError:
            continue


@pytest.mark.parametrize("sizes", SIZES, ids=lambda s: f"{s['|V|']}x{s['d']}")
@pytest.mark.parametrize(("name", "key"), STEPS, ids=lambda x: x)
def test_verdict(name: str, key: str, sizes: dict[str, int]) -> None:
    judgement = judged(name)[key]
    claim = judgement.step.claim
    assert claim is not None
    found = list(differences(claim, sizes, Random(f"{name} {key}")))
    assert found
    apart = [x for x in found if abs(x) > sympy.Float("1e-40")]
    if judgement.verdict == "proved":
        assert not apart
    else:
        assert judgement.verdict == "refuted", judgement
        assert apart
