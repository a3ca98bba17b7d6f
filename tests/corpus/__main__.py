"""`python -m tests.corpus FOLDER`: every text of the corpus against what is known of it.

Comes in: a folder with `truth.json` and `raw/`. Goes out: for each text that has a truth its figures and each disagreement, the figures
in all, and for the others what share of their relations is read and why the rest is not.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from derive.checking import CannotRead, Checked, check_files
from derive.verdict import Judgement, Verdict
from tests.corpus.contexts import contexts
from tests.corpus.figures import Figure, agrees, figures, mended
from tests.corpus.truth import Compared, compare, documents, read_truth


@dataclass(slots=True)
class Run:
    """What a run over the folder found: rows with judgements, and the documents without a truth (or why they could not be read)."""

    compared: dict[str, list[Compared]] = field(default_factory=dict)
    others: dict[str, Checked | str] = field(default_factory=dict)

    @property
    def rows(self) -> list[Compared]:
        return [c for found in self.compared.values() for c in found]

    @property
    def figures(self) -> list[Figure]:
        return figures(self.rows)


def run(folder: Path, only: str = "") -> Run:
    """Check every text of the folder whose name contains `only`."""
    truth = read_truth(folder / "truth.json")
    found = Run()
    for path in documents(folder / "raw"):
        if only not in path.name:
            continue
        rows = [row for row in truth if row.file == path.name]
        try:
            (document,) = check_files([str(path)], contexts(path.name))
        except CannotRead as why:
            found.others[path.name] = str(why)
            continue
        if rows:
            found.compared[path.name] = compare(rows, document)
        else:
            found.others[path.name] = document
    return found


def report(found: Run) -> Iterator[str]:
    """The lines of the report."""
    for name, rows in found.compared.items():
        yield f"{name}: {len(rows)} steps of known truth"
        yield from (f.line() for f in figures(rows) if f.of)
        yield from (disagreement(c) for c in rows if not agrees(c))
    if found.compared:
        yield f"All {len(found.compared)} texts of known truth: {len(found.rows)} steps"
        yield from (f.line() for f in found.figures)
    for name, document in found.others.items():
        yield from others(name, document)
    steps = [j for d in found.others.values() if isinstance(d, Checked) for j in d.judgements]
    if steps:
        yield "All texts without a truth:"
        yield share_read(steps).line()


def disagreement(c: Compared) -> str:
    """A line about a step whose verdict is not what its truth asks for."""
    row, j = c.row, c.judgement
    head = f"    {row.file}:{row.line} {row.truth} ({row.kind}) {row.step!r}"
    if j is None:
        return f"{head}\n        missing: no step of the page stands there"
    repair = f" [repair: {mended(j)}]" if mended(j) else ""
    sides = f"{short(j.step.left.latex)}  =  {short(j.step.right.latex)}"
    return f"{head}\n        {j.step.id} {j.verdict.value}{repair}: {j.reason}\n        read: {sides}"


def others(name: str, document: Checked | str) -> Iterator[str]:
    """The lines about a text without a truth."""
    if isinstance(document, str):
        yield f"{name}: {document}"
        return
    verdicts = Counter(j.verdict.value for j in document.judgements)
    yield f"{name}: {len(document.judgements)} relations ({', '.join(f'{n} {v}' for v, n in verdicts.most_common())})"
    yield share_read(document.judgements).line()
    unread = Counter(general(j.reason) for j in document.judgements if j.verdict is Verdict.UNREADABLE)
    yield from (f"    {n:>3} × {reason}" for reason, n in unread.most_common(8))


def share_read(judgements: Sequence[Judgement]) -> Figure:
    return Figure("relations read", sum(j.verdict is not Verdict.UNREADABLE for j in judgements), len(judgements), 0.85)


def general(reason: str) -> str:
    """The reason without the names and places that it quotes."""
    return re.sub(r"`[^`]*`", "`…`", re.sub(r"\d+", "n", reason))


def short(latex: str, width: int = 110) -> str:
    text = " ".join(latex.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder with truth.json and raw/")
    parser.add_argument("--only", default="", metavar="TEXT", help="only texts whose name contains this")
    options = parser.parse_args()
    if not (options.folder / "truth.json").exists():
        print(f"{options.folder}: there is no corpus here, nothing was run")
        return 0
    found = run(options.folder, options.only)
    for line in report(found):
        print(line)
    return int(not all(f.reached for f in found.figures))


if __name__ == "__main__":
    sys.exit(main())
