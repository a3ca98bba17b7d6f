"""The closed set of verdicts: the only type that reporting, grading and pytest see of a step.

Comes in: what reading, proving and evaluating found. Goes out: one `Judgement` a step. Knows nothing of how it was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from derive.meaning.statements.denied import DENIALS
from derive.meaning.statements.step import Step
from derive.terms.term import Term
from derive.witness import WitnessText

if TYPE_CHECKING:
    from derive.proving.proof_table import ProofTable


class Verdict(StrEnum):
    """What is said of a step; the promises stand in the README."""

    PROVED = "proved"
    REFUTED = "refuted"
    ILL_TYPED = "ill-typed"
    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"
    UNDECIDED = "undecided"
    GIVEN = "given"


BAD = frozenset({Verdict.REFUTED, Verdict.ILL_TYPED, Verdict.UNREADABLE})
OPEN = frozenset({Verdict.UNDECIDED, Verdict.AMBIGUOUS})


@dataclass(frozen=True, slots=True)
class Repair:
    """A named mistake and the relation that is proved without it, as LaTeX in the writer's notation. was and now: the piece that was
    changed; on_the_left: it stands on the left side; both empty where the mistake lies in the neighbour."""

    kind: str
    left: str
    right: str
    was: str = ""
    now: str = ""
    on_the_left: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A step with its verdict. conditions are what a proof still needs; holds_when a condition under which a refuted step would
    hold; odd_one_out the LaTeX of the expression that differs from both its neighbours, which agree; conflict is set where a step
    was both proved and refuted (never a verdict: an alarm); repair a mistake without which the step is proved."""

    step: Step
    verdict: Verdict
    reason: str
    conditions: tuple[Term, ...] = ()
    holds_when: Term | None = None
    witness: WitnessText | None = None
    odd_one_out: str | None = None
    proof: ProofTable | None = None
    seconds: float = 0.0
    conflict: bool = False
    repair: Repair | None = None

    @property
    def expected(self) -> tuple[str, ...]:
        """The verdicts that the document expects: what its author says; of what the page denies that it fails; else proved or given."""
        claimed = (Verdict.REFUTED, Verdict.ILL_TYPED) if self.step.unclaimed in DENIALS else (Verdict.PROVED, Verdict.GIVEN)
        return self.step.expected or claimed

    @property
    def as_expected(self) -> bool:
        return self.verdict in self.expected
