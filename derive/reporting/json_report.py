"""Judgements as JSON, schema 1: one object whose order and bytes depend on the input alone.

Comes in: checked documents. Goes out: text. `milliseconds` is filled only on request.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from derive.checking import Checked
from derive.meaning.statements.condition_words import WRITTEN
from derive.reading.repairs import Repair, mended_text
from derive.reporting.latex import latex
from derive.terms.claim import Claim
from derive.verdict import Judgement, Verdict

Restate: TypeAlias = Callable[[Claim], tuple[str, str] | None]


def render(documents: Sequence[Checked], timing: bool = False, restate: Restate = lambda claim: None) -> str:
    """The whole object, indented, with a final newline. restate gives both sides of a claim as SymPy strings."""
    files = [{"path": d.path, **_notes(d), "steps": [step(d, j, timing, restate) for j in d.judgements]} for d in documents]
    verdicts = [j.verdict for d in documents for j in d.judgements]
    summary = {v.value: verdicts.count(v) for v in Verdict}
    return json.dumps({"schema": 1, "files": files, "summary": summary}, ensure_ascii=False, indent=1) + "\n"


def _notes(d: Checked) -> dict[str, Any]:
    """Where the document declares something otherwise than the Given of another; nothing where it does not."""
    notes = [
        {
            **({"file": n.at.file} if n.at.file is not None else {}),
            **({"cell": n.at.cell} if n.at.cell is not None else {}),
            "line": n.at.line,
            "column": n.at.column,
            "message": n.message,
            **({"other": dict(zip(("path", "line", "column"), n.other, strict=True))} if n.other is not None else {}),
        }
        for n in d.differences
    ]
    return {"notes": notes} if notes else {}


def step(document: Checked, j: Judgement, timing: bool, restate: Restate) -> dict[str, Any]:
    s = j.step
    restated = None if s.claim is None else restate(s.claim)
    origins = document.page.origins
    start, end = origins.place(s.span.start), origins.end(s.span.start, s.span.end)
    return {
        "id": s.id,
        "part": s.part,
        **({"file": start.file} if start.file is not None else {}),
        **({"cell": start.cell} if start.cell is not None else {}),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "left": s.left.latex,
        "relation": WRITTEN.get(s.relation, s.relation),
        "right": s.right.latex,
        "under": list(s.under),
        "verdict": j.verdict.value,
        "reason": j.reason,
        "layout": s.layout,
        "conditions": [latex(c) for c in j.conditions],
        "holds_when": None if j.holds_when is None else latex(j.holds_when),
        "witness": _witness(j),
        "repair": _repair(document, j),
        "odd_one_out": j.odd_one_out,
        "restated": None if restated is None else {"left": restated[0], "right": restated[1]},
        "proof": _proof(j),
        "milliseconds": round(j.seconds * 1000, 3) if timing else None,
    }


def _witness(j: Judgement) -> dict[str, Any] | None:
    w = j.witness
    return None if w is None else {"sizes": w.sizes, "values": w.values, "left": w.left, "right": w.right}


def _repair(document: Checked, j: Judgement) -> dict[str, Any] | None:
    """What would put the step right, the left side only where it is not the one of the step; and what the reader mended."""
    s, r = j.step, j.repair
    mended = [_mended(document, repair) for repair in s.mended]
    noted = {"mended": mended} if mended else {}
    if r is not None:
        left = {"left": r.left} if " ".join(s.left.latex.split()) != r.left else {}
        return {"kind": r.kind, **left, "right": r.right, **noted}
    if not mended:
        return None
    text = document.page.text
    read = (mended_text(text, side.span.start, side.span.end, s.mended) for side in (s.left, s.right))
    return {"kind": s.mended[0].kind, **dict(zip(("left", "right"), read, strict=True)), **noted}


def _mended(document: Checked, repair: Repair) -> dict[str, Any]:
    """What the reader put right, where."""
    page = document.page
    start, end = page.origins.place(repair.start), page.origins.end(repair.start, repair.end)
    return {
        "kind": repair.kind,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "written": page.text[repair.start : repair.end],
        "read": repair.read,
        "message": repair.sentence(page.text),
    }


def _proof(j: Judgement) -> dict[str, Any] | None:
    if j.proof is None:
        return None
    return {"steps": len(j.proof.lemmas), "rules": list(j.proof.rules), "rechecked": True}
