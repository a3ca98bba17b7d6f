r"""`python -m tests.mistakes --count N [--seed S]`: proved steps of derivations/ made wrong in one place; is what was done named?

Comes in: changes of the text, each with the mistakes that it makes. Goes out: a table by change: how many steps failed after it, how many
of these got a diagnosis, how many the right one. Nothing of the diagnosis is used to make the changes.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from derive.checking import check_file, room_to_nest
from derive.diagnosing.search import FAILED, diagnosed
from derive.judging import Bench, judge
from derive.meaning.statements.step import Step
from derive.searching import Searches
from derive.verdict import Judgement, Verdict
from tests.page_mutants import CHANGES, MATH, understood

DERIVATIONS = Path(__file__).parents[2] / "derivations"
MINUS = ("lost minus", "spurious minus", "sign inside σ", "quotient rule's sign")
NAMED: dict[str, tuple[str, ...]] = {
    "text: transposition dropped": ("transpose", "outer-product order"),
    "text: transposition added": ("transpose", "outer-product order"),
    "text: hat dropped": ("lost hat",),
    "text: hat added": ("spurious hat",),
    "text: matrix product for elementwise": ("elementwise for matrix product",),
    "text: elementwise for a product": ("elementwise for matrix product",),
    "text: order of a product": ("outer-product order", "transpose"),
    "text: sign before a bracket": MINUS,
    "text: minus for plus": MINUS,
    "text: plus for minus": MINUS,
    "text: brackets dropped": ("lost brackets", *MINUS),
    "text: subscript dropped": ("vector for component", "wrong index"),
    "text: exp dropped": ("lost exp",),
    "text: log dropped": ("lost log",),
    "text: σ dropped": ("lost σ",),
    "text: log added": ("spurious function",),
    "text: another index": ("wrong index", "bound variable outside its sum"),
    "text: factor 2 dropped": ("missing factor",),
    "text: square dropped": ("power",),
    "text: cube for square": ("power",),
    "text: end of a sum": ("sum bounds",),
    "text: sum dropped": ("lost Σ",),
    "text: condition of a sum dropped": ("sum bounds",),
}
OWN = {
    "text: exp dropped": (r"\\exp(?=\s*\(|\s*\\left\()", ""),
    "text: log dropped": (r"\\log(?![A-Za-z])", ""),
    "text: σ dropped": (r"\\sigma(?=\()", ""),
    "text: log added": (r"(?<==)\s*(?=[a-zA-Z])", r" \\log "),
    "text: another index": (r"_i(?![A-Za-z])", "_j"),
    "text: factor 2 dropped": (r"(?<=[=+\-({ ])2(?= ?[A-Za-z\\(])", ""),
    "text: square dropped": (r"\^2", ""),
    "text: cube for square": (r"\^2", "^3"),
    "text: end of a sum": (r"\^\{?n\}?(?= )", "^{n-1}"),
    "text: sum dropped": (r"\\sum_\{[^{}]*\}(\^\{?[A-Za-z]\}?)?", ""),
    "text: condition of a sum dropped": (r", ?[a-z] \\(?:neq|ne) [a-z0-9]\}", "}"),
}
ALL = {kind: CHANGES.get(kind) or OWN[kind] for kind in NAMED}


def mutants(count: int, seed: int) -> Iterator[tuple[str, str, Step, str]]:
    """The kind of change, where, the step after it, and the text of its page."""
    documents = []
    for path in sorted(DERIVATIONS.rglob("*.md")):
        proved = {j.step.id: j.step for j in check_file(str(path)).judgements if j.verdict is Verdict.PROVED}
        documents.append((path, path.read_text(encoding="utf-8"), proved))
    for n in range(count):
        random = Random(f"{seed}:{n}")
        kind = random.choice(sorted(ALL))
        places = [(d, m.start() + k.start(), m.start() + k.end(), k.expand(ALL[kind][1]))
                  for d in documents for m in MATH.finditer(d[1]) for k in re.finditer(ALL[kind][0], m.group())]  # fmt: skip
        if not places:
            continue
        (path, text, proved), start, end, new = random.choice(places)
        changed = text[:start] + new + text[end:]
        reading = understood(str(path), changed, path.suffix)
        for step in reading.steps if reading is not None else ():
            before = proved.get(step.id)
            if before is not None and (before.left.latex == step.left.latex) != (before.right.latex == step.right.latex):
                yield kind, f"{path.parent.name}/{path.name} {step.id}", step, changed
                break


def judged(step: Step, text: str) -> Judgement:
    """The step alone, with its diagnosis."""
    from derive.meaning.statements.step import Reading

    bench, searches = Bench(), Searches()
    try:
        (found,) = diagnosed(judge(Reading((replace(step, ends=None),), ()), searches, bench), text, bench)
    finally:
        searches.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mistakes")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--other", type=int, default=0, help="how many of those with another or no diagnosis to print")
    chosen = parser.parse_args()
    tallies: dict[str, Counter[str]] = {}
    other: list[str] = []
    with room_to_nest():
        for kind, where, step, text in mutants(chosen.count, chosen.seed):
            j = judged(step, text)
            tally = tallies.setdefault(kind, Counter())
            tally["made"] += 1
            if j.verdict not in FAILED:
                continue
            tally["failed"] += 1
            tally["diagnosed"] += j.repair is not None
            right = j.repair is not None and j.repair.kind in NAMED[kind]
            tally["named"] += right
            if not right:
                got = "none" if j.repair is None else f"{j.repair.kind}: {j.repair.was} -> {j.repair.now}"
                other.append(f"{kind} | {where} | {step.left.latex} = {step.right.latex} | {got}")
    print(f"{'change':36}{'made':>8}{'failed':>8}{'diagnosed':>11}{'so named':>10}")
    for kind, tally in sorted(tallies.items()):
        print(f"{kind:36}{tally['made']:8}{tally['failed']:8}{tally['diagnosed']:11}{tally['named']:10}")
    total = sum(tallies.values(), Counter())
    share = 100 / max(total["failed"], 1)
    print(f"N = {chosen.count}, seed {chosen.seed}: {total['failed']} failed, {total['diagnosed']} diagnosed "
          f"({share * total['diagnosed']:.1f} %), {total['named']} so named ({share * total['named']:.1f} %)")  # fmt: skip
    print(*other[: chosen.other], sep="\n")


if __name__ == "__main__":
    main()
