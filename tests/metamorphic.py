"""`python -m tests.metamorphic --count N [--seed S]`: claims written in another way; no verdict flips between proved and refuted.

Comes in: the proved steps of derivations/ and mutants of them. Goes out: for every relation how often the verdict stayed, and how often it
became weaker (proved or refuted to open); a flip is a failure. Case n depends on the seed and n alone.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.pool import ThreadPool
from pathlib import Path
from random import Random
from typing import Any

from derive.checking import room_to_nest
from derive.judging import Bench
from derive.terms.claim import Claim, Given
from derive.terms.term import ONE, Symbol, Term, add, eq, lt, mul, num, real
from tests import mutants
from tests.mutation import DERIVATIONS, THROUGH, Source, proved, sources, well_formed, witness

Relation = Callable[[Claim, Random], Claim]
RELATIONS: dict[str, Relation] = {}


def relation(function: Relation) -> Relation:
    RELATIONS[function.__name__.replace("_", " ")] = function
    return function


class Renaming:
    """New names for all symbols, sets and free indices, one for each old name, so that what shared a name still does."""

    def __init__(self, random: Random) -> None:
        self.random, self.names, self.terms = random, dict[str, str](), dict[Term, Term]()

    def name(self, old: str) -> str:
        if old not in self.names:
            self.names[old] = f"{self.random.choice('abcxyzABC')}{self.random.randrange(10**6)}"
        return self.names[old]

    def symbol(self, s: Symbol) -> Symbol:
        target = None if s.target is None else self.of(s.target)
        return Symbol(self.name(s.name), tuple(self.of(a) for a in s.axes), s.sort, target)

    def of(self, t: Term) -> Term:
        if t not in self.terms:
            tag = t.tag
            if isinstance(tag, Symbol):
                tag = self.symbol(tag)
            elif t.op == "set":
                tag = self.name(tag)
            elif t.op == "index":
                tag = (self.name(tag[0]), self.of(tag[1]))
            self.terms[t] = Term(t.op, tuple(self.of(a) for a in t.args), tag)
        return self.terms[t]


@relation
def renamed(claim: Claim, random: Random) -> Claim:
    new = Renaming(random)
    definitions = {new.symbol(s): new.of(d) for s, d in claim.given.definitions.items()}
    given = Given(definitions, tuple(map(new.of, claim.given.facts)))
    return Claim(given, tuple(map(new.of, claim.case)), new.of(claim.left), new.of(claim.right))


@relation
def sides_swapped(claim: Claim, _: Random) -> Claim:
    return replace(claim, left=claim.right, right=claim.left)


@relation
def both_sides_scaled(claim: Claim, random: Random) -> Claim:
    factor = num(random.choice((2, -1, 3, -5)))
    return replace(claim, left=mul(factor, claim.left), right=mul(claim.right, factor))


@relation
def the_same_added(claim: Claim, random: Random) -> Claim:
    extra = random.choice((ONE, real(Symbol("added°"))))
    return replace(claim, left=add(claim.left, extra), right=add(extra, claim.right))


def commuted(t: Term, random: Random, memo: dict[Term, Term]) -> Term:
    if t not in memo:
        args = [commuted(a, random, memo) for a in t.args]
        if t.op in ("add", "mul"):
            random.shuffle(args)
        memo[t] = Term(t.op, tuple(args), t.tag)
    return memo[t]


@relation
def commutation(claim: Claim, random: Random) -> Claim:
    return replace(claim, left=commuted(claim.left, random, {}), right=commuted(claim.right, random, {}))


@relation
def declarations_reordered(claim: Claim, random: Random) -> Claim:
    definitions, facts = list(claim.given.definitions.items()), list(claim.given.facts)
    random.shuffle(definitions)
    random.shuffle(facts)
    return replace(claim, given=Given(dict(definitions), tuple(facts)))


@relation
def written_again(claim: Claim, _: Random) -> Claim:
    """The very claim: by a prover that has seen others (see Judge.again)."""
    return claim


ONE_WAY = ("sizes specialised", "under a case")


@relation
def sizes_specialised(claim: Claim, random: Random) -> Claim:
    sizes = sorted((a for t in (claim.left, claim.right) for a in t.atoms if isinstance(a, Symbol) and a.sort == "integer"),
                   key=lambda s: (s.name, s.digest))  # fmt: skip
    return replace(claim, case=(*claim.case, *(eq(real(s), num(random.randint(1, 3))) for s in sizes[:1])))


@relation
def under_a_case(claim: Claim, random: Random) -> Claim:
    scalars = sorted((a for t in (claim.left, claim.right) for a in t.atoms if isinstance(a, Symbol) and a.sort == "real" and not a.axes),
                     key=lambda s: (s.name, s.digest))  # fmt: skip
    return replace(claim, case=(*claim.case, *(lt(num(0), real(s)) for s in scalars[:1])))


class Judge:
    def __init__(self, steps: list[Source], seed: int) -> None:
        self.steps, self.seed = steps, seed
        self.shared, self.used = Bench(), 0
        self.known: dict[Any, str] = {}
        self.sites: dict[int, Any] = {}

    def verdict(self, claim: Claim, bench: Bench) -> str:
        model, agreed = witness(claim, minimise=False)
        holds = proved(claim, bench, agreed, lambda: model is not None and self.used % THROUGH != 0)
        return "BOTH" if holds and model is not None else "proved" if holds else "refuted" if model is not None else "open"

    def first(self, claim: Claim) -> str:
        """By a prover of its own."""
        key = (claim.left, claim.right, claim.case)
        if key not in self.known:
            self.known[key] = self.verdict(claim, Bench())
        return self.known[key]

    def again(self, claim: Claim) -> str:
        """By a prover that has proved other claims before."""
        self.used += 1
        if self.used % 300 == 0:
            self.shared = Bench()
        return self.verdict(claim, self.shared)

    def case(self, n: int) -> tuple[str, str, str]:
        """Relation, what became of the verdict, and the claim in words."""
        random = Random(f"{self.seed}:{n}")
        step = random.choice(self.steps)
        claim = step.claim
        if random.random() < 0.5:
            if id(step) not in self.sites:
                self.sites[id(step)] = mutants.sites(claim)
            found = self.sites[id(step)]
            mutant = mutants.applied(claim, random.choice(found[random.choice(sorted(found))]))
            claim = mutant if well_formed(mutant) else claim
        name = random.choice(sorted(RELATIONS))
        before, after = self.first(claim), self.again(RELATIONS[name](claim, random))
        return name, outcome(name, before, after), f"{step.where} #{n} {before} -> {after}: {claim.case} {claim.left!r} = {claim.right!r}"


def outcome(name: str, before: str, after: str) -> str:
    if "BOTH" in (before, after):
        return "ALARM"
    if before == after:
        return "same"
    if {before, after} == {"proved", "refuted"}:
        return "stronger in a case" if name in ONE_WAY and after == "proved" else "FLIP"
    return "weaker" if after == "open" else "stronger"


_JUDGE: list[Judge] = []


def _work(numbers: range) -> list[tuple[str, str, str]]:
    return [_JUDGE[0].case(n) for n in numbers]


def run(steps: list[Source], count: int, seed: int, jobs: int) -> Iterator[tuple[str, str, str]]:
    _JUDGE[:] = [Judge(steps, seed)]
    chunks = [range(k, min(k + 50, count)) for k in range(0, count, 50)]
    if jobs == 1:
        for chunk in chunks:
            yield from _work(chunk)
        return
    with get_context("fork").Pool(jobs) as pool:
        for results in pool.imap(_work, chunks):
            yield from results


def chains(claims: list[Claim]) -> list[str]:
    """Proved A = B and B = C of one document: A = C is not refuted. Returns those that are."""
    wrong = []
    for first in claims:
        for second in claims:
            if first.right is second.left and first.given.facts == second.given.facts and first.right is not first.left:
                merged = replace(second, left=first.left, case=tuple(dict.fromkeys((*first.case, *second.case))))
                if witness(merged, minimise=False)[0] is not None:
                    wrong.append(repr(merged))
    return wrong


def bytes_differ(seeds: tuple[str, ...] = ("0", "1", "77")) -> list[str]:
    """Folders whose documents' JSON depends on the hash seed."""

    def output(folder: Path, seed: str) -> bytes:
        paths = [str(path) for path in sorted(folder.glob("*.md"))]
        command = [str(Path(sys.executable).parent / "derive"), "check", *paths, "--format", "json"]
        return subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=False).stdout

    def differs(folder: Path) -> bool:
        return len({output(folder, seed) for seed in seeds}) > 1

    folders = sorted({path.parent for path in DERIVATIONS.rglob("*.md")})
    with ThreadPool(os.cpu_count()) as pool:
        return [str(folder) for folder, different in zip(folders, pool.map(differs, folders), strict=True) if different]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.metamorphic")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    sys.setrecursionlimit(20_000)
    started = time.perf_counter()
    tallies: dict[str, Counter[str]] = {}
    failures, weaker = [], []
    with room_to_nest():
        steps, _ = sources(chosen.seed, texts=0)
    for name, result, text in run(steps, chosen.count, chosen.seed, chosen.jobs):
        tallies.setdefault(name, Counter())[result] += 1
        if result.isupper():
            failures.append(f"{result} ({name}): {text}")
        if result == "weaker" and name not in ONE_WAY:
            weaker.append(f"weaker ({name}): {text}")
    for name in sorted(tallies):
        print(f"{name:24} " + ", ".join(f"{k} {v}" for k, v in sorted(tallies[name].items())))
    merged, different = chains([s.claim for s in steps]), bytes_differ()
    print(f"N = {sum(sum(t.values()) for t in tallies.values())}, seed {chosen.seed}, {time.perf_counter() - started:.0f} s")
    print(f"flips and alarms {len(failures)}, merged chains refuted {len(merged)}, folders whose bytes differ {len(different)}")
    for text in (*failures[:30], *merged[:5], *different, *weaker[:10]):
        print(text)
    return 1 if failures or merged or different else 0


if __name__ == "__main__":
    sys.exit(main())
