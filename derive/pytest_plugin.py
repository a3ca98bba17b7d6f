"""Documents as tests: one item a step, failing where the verdict is not what the document expects.

Comes in: what pytest collects. Goes out: items `handwritten.md::b.3`. A Markdown or LaTeX file is taken if it is named on the command
line, or if it has a Given of its own or names one in its front matter: other people's README files are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    """One document; its steps are judged once, when they are collected."""

    def collect(self) -> Iterator[pytest.Item]:
        from derive.checking import CannotRead, check_file

        try:
            checked = check_file(str(self.path))
        except CannotRead as why:
            raise self.CollectError(str(why)) from None
        for judgement in checked.judgements:
            yield Step.from_parent(self, name=judgement.step.id, checked=checked, judgement=judgement)


class Step(pytest.Item):
    """One step of a document."""

    def __init__(self, *, checked: Checked, judgement: Judgement, **rest: Any) -> None:
        super().__init__(**rest)
        self.checked, self.judgement = checked, judgement
        self.user_properties.append(("verdict", judgement.verdict.value))

    def runtest(self) -> None:
        if not self.judgement.as_expected:
            raise StepFailure

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        if not isinstance(excinfo.value, StepFailure):
            return str(super().repr_failure(excinfo))
        from derive.reporting.failure import explained

        return explained(self.checked, self.judgement)

    def reportinfo(self) -> tuple[Path, int, str]:
        line, _ = self.checked.page.line_column(self.judgement.step.span.start)
        return self.path, line - 1, f"{self.path.name}::{self.name}"
