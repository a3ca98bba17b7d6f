"""Which Given each text of the corpus is read with: a context for a problem, not for a document, wherever that does.

Comes in: the name of a text. Goes out: paths of Given files. The first row whose pattern fits counts.
"""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

HERE = Path(__file__).parent / "given"
HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2"

CONTEXTS: tuple[tuple[str, tuple[Path, ...]], ...] = (
    ("a2_jeremycz*", (HOMEWORK / "given-rows.md",)),  # its products only fit with the outside vectors as rows of U
    ("a2_*", (HOMEWORK / "given-columns.md",)),
)


def contexts(name: str) -> list[str]:
    """The paths of the Given files for the text with this name."""
    found = next((paths for pattern, paths in CONTEXTS if fnmatch(name, pattern)), ())
    return [str(p) for p in found if p.exists()]
