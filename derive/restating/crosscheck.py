"""Second readers of closed scalar formulas: do other programs read what we read?

Comes in: a checked document. Goes out: a warning for each side that another reader of LaTeX reads otherwise, with both readings, and a note
for each that it could not be asked about. Other readers err more often than ours: a warning is a reason to look, never a verdict. Only
sides that consist of scalar variables and numbers can be compared, at a few rational points; what the other reader cannot read says
nothing. Knows nothing of how it reads: strangers' text goes to a child process only (`second_reader`), which can be killed.

DERIVE_CROSSCHECK_PYTHON names another interpreter for the child: latex2sympy2 installs a top-level package `tests`, which hides others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from derive.checking import Checked
from derive.meaning.step import Side, Step
from derive.restating.asking import Asking
from derive.restating.objects import CannotRestate
from derive.restating.plain_value import NoValue, plain_value
from derive.restating.text import text, written_size
from derive.restating.to_sympy import to_sympy
from derive.terms.term import FUNCTIONS, Symbol, Term

NO_READER = "no second reader is installed: pip install 'derive[crosscheck]'"
TITLES = {"latex2sympy2": "latex2sympy2", "lark": "SymPy (lark)", "antlr": "SymPy (antlr)"}
OPERATORS = frozenset({"num", "real", "defined", "add", "mul", "pow"}) | FUNCTIONS
LARGEST = 1000
LONGEST = 2000
SHOWN = 200
CLOSE = 1e-12
NUMBERS = ("3/7", "5/11", "2/9", "7/13", "11/17", "4/5"), ("9/4", "17/5", "12/7", "23/9", "8/3", "5/2"), ("-3/5", "8/7", "-9/8", "5/13", "-7/3", "6/5")


@dataclass(frozen=True, slots=True)
class Warning_:
    """Another reading of a side (theirs and ours, and the known slip that explains it), or a note without readings."""

    place: str
    step: str
    reader: str
    latex: str
    theirs: str = ""
    ours: str = ""
    reason: str = ""

    @property
    def is_note(self) -> bool:
        return not self.theirs

    def line(self) -> str:
        if not self.step:
            return self.reason
        start = f"{self.place}: {self.step}: {TITLES[self.reader]}"
        if self.is_note:
            return f"{start} was not asked to the end about {_shown(self.latex)}: {self.reason}"
        return f"{start} reads {_shown(self.latex)} as {_shown(self.theirs)}, derive as {_shown(self.ours)}" + (
            f" ({self.reason})" if self.reason else ""
        )


@dataclass(slots=True)
class Comparison:
    """What was found: readers that were asked, sides compared and agreed on (by reader), sides that it could not read, warnings."""

    readers: tuple[str, ...] = ()
    sides: int = 0
    agreed: dict[str, list[str]] = field(default_factory=dict)
    unread: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[Warning_] = field(default_factory=list)


def crosscheck(checked: Checked) -> list[Warning_]:
    """Warnings, in the order of the page; one note where no second reader is installed."""
    return compare(checked).warnings


def compare(checked: Checked) -> Comparison:
    with Asking() as asking:
        done = Comparison(asking.readers)
        if not asking.readers:
            done.warnings.append(Warning_("", "", "", "", reason=NO_READER))
            return done
        defined = {_plain(n) for n in (*checked.reading.scope.values, *checked.reading.scope.defined)}
        for step, side, term in sides(checked):
            done.sides += 1
            line, column = checked.page.line_column(side.span.start)
            for reader in asking.readers:
                _compare(done, asking, Warning_(f"{checked.path}:{line}:{column}", step.id, reader, side.latex), term, defined)
    return done


def sides(checked: Checked) -> Iterator[tuple[Step, Side, Term]]:
    """The sides that can be compared, each once, though a chain says it twice."""
    seen: set[tuple[int, str]] = set()
    for step in checked.reading.steps:
        for side in (step.left, step.right):
            if side.value is None or side.value.rank or (side.span.start, side.latex) in seen or not comparable(side.value.body):
                continue
            seen.add((side.span.start, side.latex))
            yield step, side, side.value.body


def comparable(term: Term) -> bool:
    """Whether the term consists of scalar variables, numbers and functions, and is small."""
    todo, seen = [term], set[Term]()
    while todo:
        t = todo.pop()
        if t.op not in OPERATORS or (isinstance(t.tag, Symbol) and (t.args or t.tag.sort == "element")):
            return False
        todo += [a for a in t.args if a not in seen]
        seen.update(t.args)
    try:
        return written_size(term) <= LARGEST
    except CannotRestate:
        return False


def _compare(done: Comparison, asking: Asking, about: Warning_, term: Term, defined: set[str]) -> None:
    """Ask one reader about one side, and put what comes of it where it belongs."""

    def warn(theirs: str = "", ours: str = "", reason: str = "") -> None:
        done.warnings.append(Warning_(about.place, about.step, about.reader, about.latex, theirs, ours, reason))

    names = sorted({_plain(a.name) for a in term.atoms if isinstance(a, Symbol)})
    points = [{n: row[(k + k // len(row)) % len(row)] for k, n in enumerate(names)} for row in NUMBERS]
    if len(about.latex) > LONGEST:
        return warn(reason=f"it has more than {LONGEST} characters")
    found = asking.ask(about.reader, about.latex, points)
    if isinstance(found, str):
        return warn(reason=found)
    if "text" not in found:
        done.unread.setdefault(about.reader, []).append(about.latex)
        return None
    try:
        own = to_sympy(term)
        wanted = [plain_value(own, {n: point[_plain(n)] for n in _names(own)}) for point in points]
        ours = text(term)
    except (CannotRestate, NoValue) as why:
        return warn(reason=str(why))
    if all(value is None for value in wanted):
        return warn(reason="our reading has no value at the points that are tried")
    if _agree(found["free"], found["values"], names, wanted):
        done.agreed.setdefault(about.reader, []).append(about.latex)
        return None
    if defined.issuperset(found["free"]) and not set(names) >= set(found["free"]):
        return warn(reason="it speaks of names that our reading has unfolded")
    slips = [why for why, (free, values) in found["slips"].items() if _agree(free, values, names, wanted)]
    extra = sorted(set(found["free"]) - set(names))
    return warn(found["text"], ours, slips[0] if slips else f"it speaks of {', '.join(extra)}" if extra else "")


def _agree(free: list[str], values: list[list[str] | None], names: list[str], wanted: list[float | None]) -> bool:
    """Whether no other name occurs and the numbers are the same wherever we have one."""
    if not set(free) <= set(names):
        return False
    return all(w is None or (v is not None and _close(complex(float(v[0]), float(v[1])), w)) for v, w in zip(values, wanted, strict=True))


def _close(a: complex, b: float) -> bool:
    return abs(a - b) <= CLOSE * max(1.0, abs(a), abs(b))


def _names(expression: Any) -> list[str]:
    return [str(s) for s in expression.free_symbols]


def _plain(name: str) -> str:
    """A name without what readers write differently: `x_{1}` and `x_1`, `\\alpha` and `alpha`."""
    return "".join(c for c in name if c not in "\\{} ")


def _shown(raw: str) -> str:
    one = "".join(c if c.isprintable() else " " for c in raw)
    return one if len(one) <= SHOWN else one[:SHOWN] + "…"
