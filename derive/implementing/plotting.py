"""The errors of all results over the sampled sizes, as a picture.

Comes in: results, the path of a .png, .svg or .pdf file. Goes out: the file. matplotlib (the extra `plot`) is imported here and nowhere
else. Knows nothing of how errors were found.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from derive.implementing.comparing import TOLERANCE, Result
from derive.implementing.loading import CannotRun

LOWEST, HIGHEST = 1e-18, 1e3
SUFFIXES = (".png", ".svg", ".pdf")


def plot(results: Iterable[Result], path: str) -> None:
    """One row of points a result, coloured by sizes, on a logarithmic scale. Raises CannotRun without matplotlib, or for another
    suffix."""
    if os.path.splitext(path)[1].lower() not in SUFFIXES:
        raise CannotRun(f"{path}: a plot is written as {', '.join(SUFFIXES)}")
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # type: ignore[import-not-found, unused-ignore]
        from matplotlib.figure import Figure  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        raise CannotRun("a plot needs matplotlib: pip install 'derive[plot]'") from None
    shown = [r for r in results if r.per_sizes]
    figure = Figure(figsize=(9, 1.5 + 0.22 * len(shown)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    rows = {id(r): len(shown) - n for n, r in enumerate(shown)}
    for sizes in dict.fromkeys(s for r in shown for s in r.per_sizes):
        points = [(min(max(r.per_sizes[sizes], LOWEST), HIGHEST), rows[id(r)]) for r in shown if sizes in r.per_sizes]
        axes.plot(*zip(*points, strict=True), linestyle="", marker="o", markersize=3, alpha=0.6)
    axes.axvline(TOLERANCE, color="black", linewidth=0.8, linestyle="--", label=f"tolerance {TOLERANCE:g}")
    axes.set_xscale("log")
    axes.set_xlabel("largest error at each choice of sizes (0 is drawn at 1e-18)")
    axes.set_yticks(list(rows.values()), [label(r) for r in shown], fontsize=6)
    axes.legend(loc="lower right", fontsize=7)
    figure.savefig(path)


def label(r: Result) -> str:
    """Plain text: nothing of the document reaches matplotlib's own TeX reader."""
    return r.id if r.kind == "step" else f"{r.id}: {r.what}".replace("$", "")[:60]
