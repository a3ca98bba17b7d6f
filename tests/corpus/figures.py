"""The figures of a run over the corpus: how much is read, and how often the verdict is what the truth asks for.

Comes in: rows with their judgements. Goes out: counts, each with the rows that it is about. A verdict that is no verdict of the truth
(`undecided`) disagrees with a right step and with a faulty one, but is never a false one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derive.verdict import Judgement, Verdict
from tests.corpus.truth import FAULTY, RIGHT, Compared

FALSE_ALARM = frozenset({Verdict.REFUTED, Verdict.ILL_TYPED})
FLAGS = FALSE_ALARM | {Verdict.AMBIGUOUS}

# Which repairs mend which kind of fault, by the names that truth.json and derive/mistakes/ give them.
MENDED_BY: dict[str, tuple[str, ...]] = {
    "index": ("index", "ellipsis"),
    "transpose": ("transpose", "outer"),
    "wrong-lhs": ("left", "derivative", "variable"),
    "shape": ("outer", "transpose", "component"),
    "sign": ("minus", "sign"),
    "sigma-sign": ("sigma", "sigmoid", "σ"),
    "paren": ("bracket",),
    "lost-partial": ("partial", "∂"),
    "wrong-var": ("variable", "index"),
    "power": ("power",),
    "inherits": ("inherited",),
    "onehot": ("index", "component", "entry"),
    "scope": ("bound", "sum", "index"),
    "sum-kept": ("sum", "Σ"),
    "lost-function": ("lost", "sigma", "function"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of so many; wanted is the least share, or for a count of what must not be, None."""

    name: str
    count: int
    of: int
    wanted: float | None

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 1.0

    @property
    def reached(self) -> bool:
        return self.count == 0 if self.wanted is None else self.share >= self.wanted

    def line(self) -> str:
        """The figure as a line of the table."""
        goal = "0" if self.wanted is None else f"≥ {self.wanted:.0%}"
        missed = "" if self.reached else ", not reached"
        return f"  {self.name:<38} {self.count:>4} of {self.of:<4} {self.share:>6.1%}   (wanted: {goal}{missed})"


def mended(j: Judgement) -> str | None:
    """What the repair of the judgement is called, whether by the diagnosis or by the reader's tolerance; None without one."""
    repair = getattr(j, "repair", None) or next(iter(getattr(j.step, "mended", ())), None)
    return None if repair is None else str(getattr(repair, "kind", repair))


def read(c: Compared) -> bool:
    """Whether the step of the row stands among the steps and could be parsed."""
    return c.judgement is not None and c.judgement.verdict is not Verdict.UNREADABLE


def settled(c: Compared) -> bool:
    """Proved, or a definition that the page makes."""
    return c.judgement is not None and c.judgement.verdict in (Verdict.PROVED, Verdict.GIVEN)


def flagged(c: Compared) -> bool:
    """Whether the fault was noticed."""
    return c.judgement is not None and (c.judgement.verdict in FLAGS or mended(c.judgement) is not None)


def false_alarm(c: Compared) -> bool:
    return c.judgement is not None and c.judgement.verdict in FALSE_ALARM


def false_proof(c: Compared) -> bool:
    return c.judgement is not None and c.judgement.verdict is Verdict.PROVED and mended(c.judgement) is None


def well_repaired(c: Compared) -> bool:
    """Whether the repair that is offered is of a kind that the fault needs."""
    kind = mended(c.judgement) if c.judgement is not None else None
    return kind is not None and any(word in kind for word in MENDED_BY.get(c.row.kind, ()))


def agrees(c: Compared) -> bool:
    """Whether the verdict is one that the truth of the row asks for."""
    return flagged(c) if c.row.truth in FAULTY else settled(c)


def figures(rows: Sequence[Compared]) -> list[Figure]:
    """The figures that say how good the reading and the verdicts are."""
    right = [c for c in rows if c.row.truth in RIGHT]
    wrong = [c for c in rows if c.row.truth == "wrong"]
    faulty = [c for c in rows if c.row.truth in FAULTY]
    return [
        Figure("read", sum(map(read, rows)), len(rows), 0.98),
        Figure("wrong called proved", sum(map(false_proof, wrong)), len(wrong), None),
        Figure("right called refuted or ill-typed", sum(map(false_alarm, right)), len(right), None),
        Figure("right proved", sum(map(settled, right)), len(right), 0.92),
        Figure("wrong and ill-formed flagged", sum(map(flagged, faulty)), len(faulty), 0.92),
        Figure("wrong: first repair of the right kind", sum(map(well_repaired, wrong)), len(wrong), 0.70),
    ]
