"""Documents as tests: one item a step, failing where the verdict is not what the document expects.

Comes in: what pytest collects. Goes out: items `handwritten.md::b.3`. A Markdown or LaTeX file is taken if it is named on the command
line, or if it has a Given of its own or names one in its front matter: other people's README files are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from derive.checking import Checked
    from derive.verdict import Judgement

SUFFIXES = (".md", ".tex")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for a document of derivations."""
    if file_path.suffix not in SUFFIXES or not (_named(file_path, parent.config) or _has_given(file_path)):
        return None
    collector: pytest.Collector = Document.from_parent(parent, path=file_path)
    return collector


def _named(file_path: Path, config: pytest.Config) -> bool:
    return any(Path(str(a).split("::")[0]).resolve() == file_path.resolve() for a in config.args)


def _has_given(file_path: Path) -> bool:
    from derive.checking import CannotRead, load

    try:
        page = load(str(file_path))
    except CannotRead:
        return False
    return bool(page.front_given or page.givens)


class StepFailure(Exception):
    """A step whose verdict is not the expected one."""


class Document(pytest.File):
    """One document. It is read when its steps are collected, and judged when the first of them runs: by one process of several alone."""

    def collect(self) -> Iterator[pytest.Item]:
        from derive.checking import CannotRead, load, room_to_nest, understand

        try:
            with room_to_nest():
                page = load(str(self.path))
                reading, _ = understand(str(self.path), page)
        except CannotRead as why:
            raise self.CollectError(str(why)) from None
        for number, step in enumerate(reading.steps):
            line, _ = page.line_column(step.span.start)
            yield Step.from_parent(self, name=step.id, number=number, line=line)

    @cached_property
    def checked(self) -> Checked:
        from derive.checking import check_file

        return check_file(str(self.path))


class Step(pytest.Item):
    """One step of a document; number: which of them; line: where it stands."""

    parent: Document

    def __init__(self, *, number: int, line: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.number, self.line = number, line

    @property
    def judgement(self) -> Judgement:
        return self.parent.checked.judgements[self.number]

    def runtest(self) -> None:
        self.user_properties.append(("verdict", self.judgement.verdict.value))
        if not self.judgement.as_expected:
            raise StepFailure

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        if not isinstance(excinfo.value, StepFailure):
            return str(super().repr_failure(excinfo))
        from derive.reporting.failure import explained

        return explained(self.parent.checked, self.judgement)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.line - 1, f"{self.path.name}::{self.name}"
