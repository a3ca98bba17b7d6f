"""Expected verdicts in comments: `refuted`, `refuted|ill-typed`, `c.4: ill-typed; c.5: ill-typed|refuted`.

Comes in: the inside of a comment. Goes out: pairs of a step (or None) and verdicts; nothing for any other comment. It does
not know whether such a step exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_VERDICT = r"(?:proved|refuted|ill-typed|ambiguous|unreadable|undecided|given)"
_ENTRY = re.compile(rf"\s*(?:(?P<step>[\w.~-]+)\s*:)?\s*(?P<verdicts>{_VERDICT}(?:\s*\|\s*{_VERDICT})*)\s*")


def read_expectations(comment: str) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """The expectations of a comment, which must hold nothing else."""
    if len(comment) > 2000:
        return
    entries = [_ENTRY.fullmatch(entry) for entry in comment.strip().strip(";").split(";")]
    for entry in entries if None not in entries else ():
        assert entry is not None
        yield entry.group("step"), tuple(verdict.strip() for verdict in entry.group("verdicts").split("|"))
