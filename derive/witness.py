"""A witness by name, for people and programs: what a stranger needs to redo it.

Comes in: nothing. Goes out: the type that searches make and reports show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class WitnessText:
    """A witness by name: sizes (of the sets, which `sets` names, and values of integers), values (indices, maps, exact rationals) and
    the two sides there. Elements of a named set are numbered from 0."""

    sizes: dict[str, int]
    values: dict[str, Any]
    left: str
    right: str
    sets: tuple[str, ...] = ()
