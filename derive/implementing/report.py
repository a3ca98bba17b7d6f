"""Results as text: one line a step, one line a formula, and where something differs all that is needed to see it.

Comes in: results. Goes out: text. Knows nothing of how they were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.implementing.comparing import Result

MARKS = {"agrees": "✓", "differs": "✗", "expected": "·", "skipped": "·"}
WIDEST = 70


def render(path: str, results: Iterable[Result]) -> str:
    """The report of one document."""
    results = list(results)
    lines = [line for r in results for line in (written(path, r))]
    return "\n".join([*lines, summary(results)]) + "\n"


def written(path: str, r: Result) -> Iterator[str]:
    """The line of one result, and below it the values where it differs."""
    head = f"{path}: {MARKS[r.status]} {r.id}" + (f" {shortened(r.what)}" if r.kind == "formula" else "")
    if r.status == "skipped":
        yield f"{head} not compared: {r.reason}"
        return
    gradient = ", with numerical derivatives" if r.gradients else ""
    tried = f"{r.models} models of {len(r.per_sizes)} sizes{gradient}"
    verdict = {"agrees": "", "differs": "DIFFERS: ", "expected": "differs, as the document expects: "}[r.status]
    yield f"{head} {verdict}largest error {r.error:.1e} at {r.place} ({tried})"
    if r.status != "agrees":
        yield f"    {shortened(r.what, 200)}"
        yield from (f"    {name} = {value}" for name, value in r.values)


def shortened(text: str, width: int = WIDEST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def summary(results: list[Result]) -> str:
    """`48 steps and 9 formulas agree (largest error 1e-15), 1 differs`."""
    counts = {s: [r for r in results if r.status == s] for s in MARKS}
    agreeing = counts["agrees"]
    steps = sum(r.kind == "step" for r in agreeing)
    largest = max((r.error for r in agreeing), default=0.0)
    parts = [f"{steps} steps and {len(agreeing) - steps} formulas agree (largest error {largest:.1e})"]
    parts += [f"{len(counts['differs'])} differ"] if counts["differs"] else []
    parts += [f"{len(counts['expected'])} differ as expected"] if counts["expected"] else []
    parts += [f"{len(counts['skipped'])} not compared"] if counts["skipped"] else []
    return ", ".join(parts)
