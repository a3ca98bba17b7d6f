"""What is claimed: the Given with its definitions and facts, the case that the page states, and two sides.

Comes in: terms. Goes out: the statement that proving, evaluating and the kernel all speak about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derive.terms.term import Symbol, Term


@dataclass(frozen=True, slots=True)
class Given:
    """Definitions (the value of a defined symbol, under one binder for each of its axes, first axis = bound 0) and facts
    (closed conditions; `m in N` is the fact 0 <= m, an axis of size d brings 1 <= d). Definitions are acyclic."""

    definitions: Mapping[Symbol, Term] = field(default_factory=dict)
    facts: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Under the Given and the case (conditions about the free indices and variables), left = right for all free indices."""

    given: Given
    case: tuple[Term, ...]
    left: Term
    right: Term
