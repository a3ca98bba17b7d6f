"""One step at length, for a failing test: the verdict, both sides as read, their shapes, the witness.

Comes in: a judgement. Goes out: text of several lines.
"""

from __future__ import annotations

from derive.checking import Checked
from derive.diagnosing import messages
from derive.meaning.formulas.arrays import shape_text
from derive.meaning.statements.step import Side
from derive.reporting.latex import latex
from derive.reporting.text import sentence, witness_line
from derive.verdict import Judgement


def explained(document: Checked, j: Judgement) -> str:
    """What was expected, what came out, and why."""
    line, column = document.page.line_column(j.step.span.start)
    lines = [
        f"{document.path}:{line}:{column}: step {j.step.id}",
        f"expected {' or '.join(j.expected)}, got {sentence(j)}",
        *_side("left", j.step.left, j, 0),
        *_side("right", j.step.right, j, 1),
    ]
    if j.repair is not None:
        lines += messages.hint(j.repair)
    if j.witness is not None:
        lines.append(f"witness: {witness_line(j)}")
    return "\n".join(lines)


def _side(name: str, side: Side, j: Judgement, n: int) -> list[str]:
    if side.value is None:
        return [f"{name} side as written: {side.latex}", f"{name} side as read: no meaning"]
    read = latex((j.step.claim.left, j.step.claim.right)[n]) if j.step.claim else latex(side.value.body)
    entry = " (an entry)" if side.value.rank else ""
    return [f"{name} side as written: {side.latex}", f"{name} side as read{entry}: {read}", f"{name} side is {shape_text(side.value)}"]
