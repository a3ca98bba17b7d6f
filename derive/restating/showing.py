"""How each step was read, for a person who wants to check the reader: `derive show FILE`.

Comes in: the steps of a page, not yet judged, and the page. Goes out: text. Knows nothing of truth.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.meaning.formulas.arrays import Value, set_name, shape_text
from derive.meaning.statements.step import Reading, Side, Step
from derive.reading.syntax import Page
from derive.reporting.latex import latex
from derive.restating.objects import CannotRestate
from derive.restating.text import text
from derive.terms.term import Term, index

LETTERS = "ijklpqrst"


def show(reading: Reading, page: Page) -> str:
    """A block of lines for each step, blank lines between them, with a final newline. Judges nothing."""
    return "\n".join("".join(f"{line}\n" for line in step_lines(step, page)) for step in reading.steps)


def step_lines(step: Step, page: Page) -> Iterator[str]:
    """The id and place, what was written, then each side: its shape, its entry as LaTeX and in SymPy; last where indices run."""
    line, column = page.line_column(step.span.start)
    yield f"{step.id} (line {line}, column {column})"
    yield _row("written", f"{step.left.latex} {step.relation} {step.right.latex}")
    if step.outcome != "claim":
        yield _row(step.outcome, step.reason)
    if step.layout:
        yield _row("layout", step.layout)
    claim = step.claim
    sides = (claim.left, claim.right) if claim is not None else (_entry(step.left), _entry(step.right))
    shown = [t for t in sides if t is not None]
    for name, side, term in zip(("left", "right"), (step.left, step.right), sides, strict=True):
        if term is not None:
            yield from _side(name, side, term)
    case = claim.case if claim is not None else ()
    if step.under or case:
        yield _row("under", ", ".join(map(latex, case) if case else step.under))
    runs = free_sets((*shown, *case))
    if runs:
        yield _row("indices", runs)


def _side(name: str, side: Side, term: Term) -> Iterator[str]:
    if side.value is not None:
        yield _row(name, shape_text(side.value))
    yield _row(" LaTeX" if side.value is not None else name, latex(term))
    try:
        yield _row(" SymPy", text(term))
    except CannotRestate as why:
        yield _row(" SymPy", f"none: {why}")


def _row(name: str, content: str) -> str:
    return f"    {name:<10}{content}"


def _entry(side: Side) -> Term | None:
    """The entry of a side that no claim speaks of, at indices named here."""
    value: Value | None = side.value
    if value is None:
        return None
    taken = {a.tag[0] for a in value.body.atoms if isinstance(a, Term)}
    letters = [c for c in (*LETTERS, *(f"i{k}" for k in range(1, 20))) if c not in taken]
    return value.entry(*(index(c, over) for c, over in zip(letters, value.axes, strict=False)))


def free_sets(terms: tuple[Term, ...]) -> str:
    """`0, c in V; i in 1..d`: the free indices of the terms, by the set that they run over."""
    found: dict[Term, list[str]] = {}
    for a in sorted({a for t in terms for a in t.atoms if isinstance(a, Term)}, key=lambda a: a.tag[0]):
        found.setdefault(a.tag[1], []).append(a.tag[0])
    return "; ".join(f"{', '.join(names)} in {_set_text(over)}" for over, names in found.items())


def _set_text(over: Term) -> str:
    """`1..d` also where a shape would say d."""
    name = set_name(over)
    return name if ".." in name or over.op != "range" else f"1..{name}"
