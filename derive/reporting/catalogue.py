"""The catalogue of mistakes as Markdown, made from the docstrings of `derive/mistakes/`.

Comes in: nothing. Goes out: a page. A line of a docstring that is not indented and ends in no full stop is a heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

from derive.mistakes import MISTAKES
from derive.mistakes.mistake import Mistake

HEADINGS = ("What it is", "Why it matters", "Example", "Instead")


def catalogue() -> str:
    """All mistakes, in the order in which they are tried."""
    lines = ["# Mistakes that `derive` knows", ""]
    for mistake in MISTAKES:
        lines += entry(mistake)
    return "\n".join(lines)


def entry(mistake: Mistake) -> Iterator[str]:
    """One mistake: its name, what it is in a sentence, and its four parts."""
    summary, _, _ = mistake.document.partition("\n")
    yield from (f"## {mistake.name}", "", summary, "")
    for heading, text in parts(mistake).items():
        yield from (f"**{heading}.** {text}", "")


def parts(mistake: Mistake) -> dict[str, str]:
    """The text under each heading, on one line."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in mistake.document.splitlines()[1:]:
        if line.strip() in HEADINGS and not line.startswith(" "):
            current = found.setdefault(line.strip(), [])
        else:
            current.append(line)
    return {heading: " ".join(dedent("\n".join(lines)).split()) for heading, lines in found.items()}
