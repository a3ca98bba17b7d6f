"""Whether verdicts depend on the order of steps or on caches: every step alone and cold against other orders and warm caches.

`python -m tests.order FILE...` (all of derivations/ by default) prints the steps that differ and ends with status 1 if there is one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from derive.checking import Checked, load, room_to_nest, understand
from derive.judging import Bench, judge
from derive.meaning.statements.step import Reading
from derive.proving.acceptance import NoProof
from derive.reporting.json_report import render
from derive.searching import Searches
from derive.terms.claim import Claim

BACKWARDS = -1
VARIABLE = ("odd_one_out", "repair")  # what is said of a step by comparison with its neighbours


def readings(path: Path) -> tuple[Claim, ...]:
    """The claims of a document."""
    with room_to_nest():
        reading, _ = understand(str(path), load(str(path)))
    return tuple(c for s in reading.steps for c in (s.claim, s.alternative) if c is not None)


def outcome(bench: Bench, claim: Claim) -> tuple[object, ...]:
    """Everything that the prover says of a claim."""
    with room_to_nest():
        found = bench.of(claim.given).prove(claim)
    if isinstance(found, NoProof):
        return (found.reason, found.spent)
    proof, table = found
    return (proof.conditions, proof.spent, table.lemmas)


def alone(claim: Claim) -> tuple[object, ...]:
    """By a prover that has seen nothing else."""
    bench = Bench()
    bench.include([claim.given])
    return outcome(bench, claim)


def together(claims: Sequence[Claim], step: int = 1) -> list[tuple[object, ...]]:
    """By one bench, in this order or backwards; in the order of the claims."""
    bench = Bench()
    bench.include(c.given for c in claims)
    return [outcome(bench, c) for c in claims[::step]][::step]


@dataclass(frozen=True)
class Compared:
    """How many steps a document has, what is shown of each alone, and the ids of those of which another order shows something else."""

    steps: int
    shown: list[dict[str, Any]]
    differing: list[str]


def differences(path: str) -> Compared:
    """Each step alone against the order of the page, backwards, and the page once more with the same bench."""
    page = load(path)
    with room_to_nest(), closing(Searches()) as searches:
        reading, _ = understand(path, page)

        def shown(steps: Reading, bench: Bench) -> list[dict[str, Any]]:
            judged = judge(steps, searches, bench)
            found = json.loads(render([Checked(path, page, steps, tuple(judged), ())]))["files"][0]["steps"]
            return [{k: v for k, v in step.items() if k not in VARIABLE} for step in found]

        cold = [shown(replace(reading, steps=(s,)), Bench())[0] for s in reading.steps]
        bench = Bench()
        orders = [shown(reading, bench), shown(reading, bench)]
        orders.append(shown(replace(reading, steps=reading.steps[::-1]), Bench())[::-1])
    apart = [json.dumps(a) != json.dumps(b) for order in orders for a, b in zip(cold, order, strict=True)]
    names = [s["id"] for s in cold] * len(orders)
    return Compared(len(cold), cold, sorted({n for n, differs in zip(names, apart, strict=True) if differs}))


def main(paths: Sequence[str]) -> int:
    files = paths or [str(p) for p in sorted((Path(__file__).parents[1] / "derivations").glob("*/*.md"))]
    bad = 0
    for path in files:
        found = differences(path)
        bad += len(found.differing)
        print(f"{path}: {found.steps} steps, {len(found.differing)} depend on what else was asked {' '.join(found.differing)}".rstrip())
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
