"""Judgements as lines for a terminal: file:line:column, mark, id, one sentence; a witness below a refuted step.

Comes in: checked documents. Goes out: text, with colour where asked for. Knows nothing of how a verdict was found.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from derive.checking import Checked
from derive.diagnosing import messages
from derive.reading.origins import Place
from derive.reporting.latex import latex
from derive.verdict import Judgement, Verdict

MARKS = {
    Verdict.PROVED: ("✓", "32"),
    Verdict.GIVEN: ("·", "36"),
    Verdict.REFUTED: ("✗", "31"),
    Verdict.ILL_TYPED: ("✗", "31"),
    Verdict.UNREADABLE: ("!", "31"),
    Verdict.AMBIGUOUS: ("?", "33"),
    Verdict.UNDECIDED: ("?", "33"),
}


def render(documents: Sequence[Checked], colour: bool = False, expect: bool = False, timing: bool = False, language: str = "en") -> str:
    """All documents and a last line that counts the verdicts."""
    lines = [line for d in documents for line in _document(d, colour, expect, timing, language)]
    counts = [(v, sum(j.verdict is v for d in documents for j in d.judgements)) for v in Verdict]
    lines.append(", ".join(f"{n} {v.value}" for v, n in counts if n) or "no steps")
    return "\n".join(lines) + "\n"


def _document(d: Checked, colour: bool, expect: bool, timing: bool, language: str) -> Iterator[str]:
    for difference in d.differences:
        yield f"{_where(d, difference.at)}: note: {difference.message}"
    for j in d.judgements:
        mark, code = MARKS[j.verdict]
        shown = f"\x1b[{code}m{mark}\x1b[0m" if colour else mark
        tail = f" [{j.seconds * 1000:.1f} ms]" if timing else ""
        yield f"{_where(d, d.page.origins.place(j.step.span.start))}: {shown} {j.step.id} {sentence(j)}{tail}"
        for mended in (repair.sentence(d.page.text) for repair in j.step.mended):
            if mended not in j.reason:  # without mending it is the reason
                yield f"    mended: {mended}"
        if j.witness is not None:
            yield f"    witness: {witness_line(j)}"
        if j.repair is not None:
            yield f"    {'; '.join(messages.hint(j.repair, language)[:2])}"
        if expect and not j.as_expected:
            yield f"    expected: {' or '.join(j.expected)}"
    if unknown := sum(j.step.undeclared for j in d.judgements):
        yield f"{d.path}: {messages.undeclared(unknown, d.path, language)}"


def _where(d: Checked, place: Place) -> str:
    path = d.path if place.file is None else os.path.join(os.path.dirname(d.path), place.file)
    cell = "" if place.cell is None else f"cell {place.cell}:"
    return f"{path}:{cell}{place.line}:{place.column}"


def sentence(j: Judgement) -> str:
    """One sentence: the verdict, the relation as written, and what the reader has to know about it."""
    s = j.step
    under = f" (where {'; '.join(s.under)})" if s.under else ""
    text = f"{j.verdict.value}: {_short(s.left.latex)} {_sign(s.relation)} {_short(s.right.latex)}{under}"
    parts = []
    if j.verdict not in (Verdict.PROVED, Verdict.GIVEN):
        parts.append(j.reason)
    if j.conditions:
        parts.append("provided that " + " and ".join(latex(c) for c in j.conditions))
    if j.holds_when is not None:
        parts.append(f"it holds when {latex(j.holds_when)}")
    if s.layout:
        parts.append(f"up to layout: {s.layout}")
    if j.odd_one_out:
        parts.append(f"the odd one out in the chain is {_short(j.odd_one_out)}")
    return "; ".join([text, *parts])


def _sign(relation: str) -> str:
    return {"!=": "≠", "<=": "≤", ">=": "≥", "~=": "≈", "propto": "∝", "->": "→"}.get(relation, relation)


def _short(written: str, limit: int = 60) -> str:
    return written if len(written) <= limit else written[: limit - 1] + "…"


def witness_line(j: Judgement) -> str:
    """`|V| = 3, d = 2, o = 0, u = [[1, 0], ...]; left 1, right 1/2`"""
    assert j.witness is not None
    w = j.witness
    sizes = [f"|{name}| = {n}" if name in w.sets else f"{name} = {n}" for name, n in w.sizes.items()]
    values = [f"{name} = {_value(v)}" for name, v in w.values.items()]
    point = ", ".join([*sizes, *values])
    return f"{point + '; ' if point else ''}left side {w.left}, right side {w.right}"


def _value(v: Any) -> str:
    return f"[{', '.join(map(_value, v))}]" if isinstance(v, list) else str(v)
