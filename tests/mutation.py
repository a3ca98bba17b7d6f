"""`python -m tests.mutation --count N [--seed S]`: every proved step of derivations/, made wrong in small ways; what does derive say?

Comes in: N mutants, made by the operators of `mutants.py` (several of them in turn for some) and of `page_mutants.py`. Goes out: a table
by operator: how many are really false, as `oracle.py` decides, which shares no code with the prover or the search; how many of these are
refuted; how many are proved (0, or the run fails). Mutant n depends on the seed and n alone. The oracle evaluates every witness again.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from derive.checking import check_file, room_to_nest
from derive.command import uncollected
from derive.evaluating.arithmetic import TooLarge, Unsupported
from derive.evaluating.refuting import refute
from derive.judging import Bench, has_instance
from derive.proving.acceptance import NoProof
from derive.terms.claim import Claim
from derive.terms.wellformed import check as check_form
from derive.verdict import Verdict
from tests import mutants, oracle
from tests.page_mutants import page_mutants

DERIVATIONS = Path(__file__).parents[1] / "derivations"
POINTS = 10
TEXT_CHANGES = 240  # of all documents together
FRESH = 500  # claims after which a prover starts anew
COLLECTED = 5000  # claims after which cyclic garbage is collected
THROUGH = 20  # of so many one is tried with all of the prover even where that can show no mistake of it, and its witness minimised


@dataclass
class Tally:
    """What became of the mutants of one operator; examples of the false ones that were not refuted, and of whatever is an error."""

    made: Counter[str] = field(default_factory=Counter)
    open: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """A proved step, or a step that the text of the page was changed in; kind: the change of the text."""

    where: str
    claim: Claim
    kind: str = ""


def sources(seed: int, texts: int = TEXT_CHANGES, folder: Path = DERIVATIONS) -> tuple[list[Source], list[Source]]:
    """All proved steps of all documents of a folder, once each; and such steps after a change of the text."""
    found: dict[Any, Source] = {}
    changed: list[Source] = []
    paths = sorted(folder.rglob("*.md")) + sorted(folder.rglob("*.tex"))
    for path in paths:
        where = f"{path.parent.name}/{path.name}"
        proved = {}
        for j in check_file(str(path)).judgements:
            claim = j.step.claim
            if claim is not None and j.verdict is Verdict.PROVED:
                proved[j.step.id] = claim
                found.setdefault((claim.left, claim.right, claim.case), Source(f"{where} {j.step.id}", claim))
        text, random = path.read_text(encoding="utf-8"), Random(f"{seed}:{where}")
        made = page_mutants(str(path), text, proved, random, texts // len(paths))
        changed += [Source(f"{where} {step}", claim, kind) for kind, step, claim in made]
    return list(found.values()), changed


class Judge:
    """Mutants of some steps, judged by derive and by the oracle. Points of a step serve all its mutants."""

    def __init__(self, steps: list[Source], texts: list[Source], seed: int) -> None:
        self.steps, self.originals, self.seed = [*steps, *texts], len(steps), seed
        self.points: dict[int, list[oracle.Point]] = {}
        self.sites: dict[int, Any] = {}
        self.bench, self.used = Bench(), 0
        self.verdicts: dict[Any, str] = {}

    def source(self, n: int, random: Random) -> int:
        """Which step the mutant is of: first the changes of the text, each once; then any."""
        changed = len(self.steps) - self.originals
        return self.originals + n if n < changed else random.randrange(self.originals)

    def mutant(self, n: int) -> tuple[int, str, Claim] | None:
        random = Random(f"{self.seed}:{n}")
        which = self.source(n, random)
        step = self.steps[which]
        if step.kind:
            return which, step.kind, step.claim
        times = random.choices((1, 2, 3), (80, 16, 4))[0]
        if which not in self.sites:
            self.sites[which] = mutants.sites(step.claim)
        for _ in range(20):
            claim, name = step.claim, ""
            for k in range(times):
                found = self.sites[which] if k == 0 else mutants.sites(claim)
                name = random.choice(sorted(found))
                claim = mutants.applied(claim, random.choice(found[name]))
            if (claim.left, claim.right, claim.case) != (step.claim.left, step.claim.right, step.claim.case) and well_formed(claim):
                return which, name if times == 1 else f"{times} at once", claim
        return None

    def judged(self, n: int) -> tuple[str, str, str] | None:
        """Operator, what became of it, and the mutant in words."""
        made = self.mutant(n)
        if made is None:
            return None
        which, name, claim = made
        key = (which, claim.left.key, claim.right.key, *(c.key for c in claim.case))
        if key not in self.verdicts:
            self.verdicts[key] = self.decide(which, claim)
        return name, self.verdicts[key], f"{self.steps[which].where} #{n} [{name}] {claim.case} {claim.left!r} = {claim.right!r}"

    def decide(self, which: int, claim: Claim) -> str:
        self.used += 1
        everything = self.used % THROUGH == 0
        found, agreed = witness(claim, everything)
        model = found and found.model
        really = model is None and self.really_false(which, claim)
        if model is not None:
            point = oracle.of_model(claim, model)
            good = oracle.satisfied(point, (*claim.given.facts, *claim.case)) and oracle.differ(point, claim.left, claim.right)
            if not good and not unreadable(point, claim) and not too_close(found, claim):
                return "WITNESS WRONG"
            really = good or self.really_false(which, claim)
        # where the normal forms differ, all of the prover: on what is false and has no witness; on others only now and then
        proved = self.proved(claim, lambda: not everything and not (really and model is None), agreed)
        if proved:
            return "PROVED THOUGH FALSE" if really else "true, proved"
        if really:
            return "refuted" if model is not None else "false, open"
        return "not known to be false, open"

    def proved(self, claim: Claim, hopeless: Callable[[], bool], agreed: int) -> bool:
        if self.used % FRESH == 0:
            self.bench = Bench()
        if self.used % COLLECTED == 0:
            gc.collect()
        return proved(claim, self.bench, agreed, hopeless)

    def really_false(self, which: int, claim: Claim) -> bool:
        if which not in self.points:
            step = self.steps[which].claim
            self.points[which] = oracle.points(step, Random(f"{self.seed}:points:{which}"), POINTS)
        for point in self.points[which]:
            point.extend(claim)
            if oracle.satisfied(point, claim.case) and oracle.differ(point, claim.left, claim.right):
                return True
        return False


def well_formed(claim: Claim) -> bool:
    try:
        for t in (claim.left, claim.right, *claim.case):
            if t.loose:
                return False
            check_form(t)
    except ValueError:
        return False
    return True


def unreadable(point: oracle.Point, claim: Claim) -> bool:
    """Whether the oracle itself has no value here (an operator that it does not know, a name that the witness leaves out)."""
    return not (oracle.has_value(point, claim.left) and oracle.has_value(point, claim.right))


def too_close(found: Any, claim: Claim) -> bool:
    """Whether the sides differ at the witness by less than the oracle's derivatives, which are approximations, can tell."""
    return "D" in claim.left.atoms | claim.right.atoms and abs(Fraction(found.left) - Fraction(found.right)) <= oracle.LEAST


def witness(claim: Claim, minimise: bool) -> tuple[Any, int]:
    """A witness, or none, and at how many points the sides agreed."""
    try:
        found = refute(claim, minimise=minimise)
    except (Unsupported, TooLarge, RecursionError):
        return None, 0
    return found.witness, found.agreed


def proved(claim: Claim, bench: Bench, agreed: int, hopeless: Callable[[], bool] = lambda: False) -> bool:
    """Whether there is a proof that the checker accepts, and a place where it says something."""
    found = bench.of(claim.given).prove(claim, hopeless)
    if isinstance(found, NoProof):
        return False
    conditions = found[0].conditions
    return has_instance(claim, conditions) if conditions or claim.case or not agreed else True


_JUDGE: list[Judge] = []


def _start(seed: int) -> None:
    with room_to_nest():
        _JUDGE[:] = [Judge(*sources(seed), seed)]


def _work(share: int, of: int, numbers: range) -> list[tuple[int, tuple[str, str, str]]]:
    """Of these mutants those of one process: all mutants of a step go to the same one, which remembers what it has judged."""
    (judge,) = _JUDGE
    mine = (n for n in numbers if judge.source(n, Random(f"{judge.seed}:{n}")) % of == share)
    return [(n, r) for n in mine if (r := judge.judged(n)) is not None]


def run(count: int, seed: int, jobs: int) -> Iterator[tuple[str, str, str]]:
    """Operator, outcome and text of each mutant, in order."""
    size = 200
    chunks = [range(k, min(k + size, count)) for k in range(0, count, size)]
    with ExitStack() as stack:
        stack.enter_context(uncollected())  # collected by hand, see COLLECTED: by itself that takes a third of the time here
        _start(seed)
        pools = [stack.enter_context(get_context("fork").Pool(1)) for _ in range(jobs)]
        results = [pool.imap(partial(_work, share, jobs), chunks) for share, pool in enumerate(pools)]
        for shares in zip(*results, strict=True):
            yield from (r for _, r in sorted(chain.from_iterable(shares)))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--minutes", type=float, default=1e6, help="stop after so long; the N that is printed is what was done")
    parser.add_argument("--open", type=int, default=12, help="how many of the false and not refuted ones to print")
    chosen = parser.parse_args(arguments)
    sys.setrecursionlimit(20_000)
    started = time.perf_counter()
    tallies: dict[str, Counter[str]] = {}
    failures, opened, total, distinct = [], [], 0, set[int]()
    for name, outcome, text in run(chosen.count, chosen.seed, chosen.jobs):
        tallies.setdefault(name, Counter())[outcome] += 1
        total += 1
        distinct.add(hash((text.partition(" #")[0], text.partition("] ")[2])))
        if outcome.isupper():
            failures.append(f"{outcome}: {text}")
        if outcome == "false, open":
            opened.append(text)
        if time.perf_counter() - started > 60 * chosen.minutes:
            break
        if total % 10_000 == 0:
            print(f"... {total} mutants, {len(failures)} failures, {len(opened)} open", file=sys.stderr, flush=True)
    print(table(tallies))
    everything = sum(tallies.values(), Counter())
    false = everything["refuted"] + everything["false, open"] + everything["PROVED THOUGH FALSE"]
    print(f"N = {total}, {len(distinct)} of them distinct, seed {chosen.seed}, {len(tallies)} kinds, {time.perf_counter() - started:.0f} s")
    print(f"really false {false}, proved {everything['PROVED THOUGH FALSE']}, refuted {everything['refuted']} "
          f"({100 * everything['refuted'] / max(false, 1):.3f} %), wrong witnesses {everything['WITNESS WRONG']}")  # fmt: skip
    for text in failures[:50]:
        print(text)
    for text in opened[: chosen.open]:
        print("open:", text)
    return 1 if failures else 0


OUTCOMES = ("refuted", "false, open", "true, proved", "not known to be false, open", "PROVED THOUGH FALSE", "WITNESS WRONG")


def table(tallies: dict[str, Counter[str]]) -> str:
    rows = [f"{'operator':34}" + "".join(f"{o[:14]:>16}" for o in OUTCOMES)]
    for name in sorted(tallies):
        rows.append(f"{name:34}" + "".join(f"{tallies[name][o]:16}" for o in OUTCOMES))
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
