"""The steps of a page: what stands on both sides of each relation, where, and what is to be judged.

Comes in: nothing. Goes out: the types that reading a page makes and judging takes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from derive.meaning.declarations.variables import Note
from derive.meaning.formulas.arrays import Value
from derive.meaning.names.scope import Scope
from derive.reading.repairs import Repair
from derive.reading.syntax import Chain, Node, Page, Span
from derive.terms.claim import Claim


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a step: as written, and as read (None where it has no meaning)."""

    latex: str
    span: Span
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Rereading:
    """The two sides of a step as syntax, with the scope that they stand in; claim makes the claim that two other expressions are equal
    in that place, or None where they have no meaning of one shape there."""

    left: Node
    right: Node
    scope: Scope
    claim: Callable[[Node, Node], Claim | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One relation of the page. outcome is "claim" where there is something to judge, else the verdict that reading alone gives;
    chain numbers the chain that it belongs to; ends makes the claim that the expression before this step's left side,
    in the same chain, equals its right side: what decides whether that left side is the odd one out. alternative is the claim
    under another reading (`a/bc` as a over bc), where there is one, second how that one reads, if it counts only where the first fails;
    again reads it anew with something changed; mended is what the reader put right in it; unclaimed: why the page does not claim the
    relation (one side of an equivalence), where it does not; undeclared: whether it speaks of a name that nothing declares."""

    id: str
    part: str
    span: Span
    left: Side
    relation: str
    right: Side
    under: tuple[str, ...]
    outcome: str
    reason: str
    claim: Claim | None = None
    layout: str | None = None
    chain: int = 0
    ends: Callable[[], Claim | None] | None = None
    expected: tuple[str, ...] = ()
    alternative: Claim | None = None
    ways: tuple[str, str] | None = None  # how the two readings are told; then the second is asked only where the first does not hold
    again: Rereading | None = None
    mended: tuple[Repair, ...] = ()
    unclaimed: str = ""
    undeclared: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the page: how it is written and what it says; everywhere: "for all" its free indices, or those that `letters` names
    where it names any, as far as `limit` holds of them; unclear: negated, or joined by "or", in words, so that nothing can be judged under
    it; lasting: made by "let", so that it holds under other conditions too; kind: what words say of a name ("a positive number $k$"),
    which is told of steps that speak of it alone."""

    node: Node
    latex: str
    everywhere: bool = False
    limit: Node | None = None
    unclear: bool = False
    lasting: bool = False
    kind: bool = False
    letters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a relation of a chain stands: the scope, the conditions, the clauses behind the formula, the expression that the chain begins
    with, and the last one before the relation."""

    scope: Scope
    under: tuple[Condition, ...]
    clauses: tuple[Chain, ...]
    first: Node | None
    last: Node | None


@dataclass(frozen=True, slots=True)
class Reading:
    """The steps of a page, the notes about Given blocks (with the page of another document, or None for this one), and the
    scope at its end."""

    steps: tuple[Step, ...]
    notes: tuple[tuple[Page | None, Note], ...]
    scope: Scope = field(default_factory=Scope)
