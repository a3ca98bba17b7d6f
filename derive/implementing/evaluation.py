"""`derive evaluate FILE` as a function: a document's steps and implementations at random models.

Comes in: a path, and Given files to take along. Goes out: an `Evaluated`. Raises CannotRead (CannotRun) with one sentence for what makes
an evaluation impossible: exit status 2. Knows nothing of proofs and verdicts.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType

from derive.checking import RECURSION, load
from derive.implementing import report
from derive.implementing.blocks import Item, items
from derive.implementing.calling import compare_item
from derive.implementing.comparing import MODELS, Result, compare_step
from derive.implementing.document_scope import document_scope
from derive.implementing.loading import load_module
from derive.meaning.statements.steps import read_steps


@dataclass(frozen=True, slots=True)
class Evaluated:
    """results: the steps in the order of the page, then the formulas of the Implementation blocks."""

    path: str
    results: tuple[Result, ...]

    @property
    def ok(self) -> bool:
        return all(r.ok for r in self.results)

    @property
    def status(self) -> int:
        """The exit status: 0 all agree (or differ as the document expects), 1 some differ."""
        return int(not self.ok)

    def render(self) -> str:
        """The report as text."""
        return report.render(self.path, self.results)


def evaluate(path: str, given: Sequence[str] = (), models: int = MODELS, steps: bool = True) -> Evaluated:
    """Compare both sides of every step (unless told not to), every implementation with its formulas, every gradient with a numerical
    derivative. The module beside the document is executed, if an Implementation block names one. Raises CannotRead."""
    with recursion():
        page = load(path)
        shared = [load(other) for other in given]
        if page.front_given is not None:
            shared.insert(0, load(os.path.join(os.path.dirname(path), page.front_given)))
        blocks = [(other, block.number) for other in shared for block in other.givens]
        reading = read_steps(page, blocks)
        scope = document_scope(page, blocks, reading.steps)
        found = items(path, page.text, scope)
        modules = loaded(path, found)
        compared = [compare_step(step, models) for step in reading.steps if steps]
        formulas = [r for item in found for r in compare_item(item, modules[item.module], scope.given(), models)]
    return Evaluated(path, (*compared, *formulas))


def loaded(path: str, found: Sequence[Item]) -> dict[str, ModuleType]:
    """Each module that an item names, once."""
    modules: dict[str, ModuleType] = {}
    for item in found:
        if item.module not in modules:
            modules[item.module] = load_module(path, item.module, item.where)
    return modules


def status(evaluated: Sequence[Evaluated]) -> int:
    """The exit status of several documents."""
    return max((e.status for e in evaluated), default=0)


@contextmanager
def recursion() -> Iterator[None]:
    """Deep enough for what the reader lets through."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, RECURSION))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
