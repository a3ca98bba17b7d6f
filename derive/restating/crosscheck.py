"""Second readers of closed scalar formulas: do other programs read what we read?

Comes in: a checked document. Goes out: a warning for each side that another reader of LaTeX reads otherwise, with both readings, and a note
for each that it could not be asked about. Other readers err more often than ours: a warning is a reason to look, never a verdict. Only
sides that consist of scalar variables and numbers can be compared, at a few rational points; what the other reader cannot read says
nothing. Knows nothing of how it reads: strangers' text goes to a child process only (`second_reader`), which can be killed.

DERIVE_CROSSCHECK_PYTHON names another interpreter for the child: latex2sympy2 installs a top-level package `tests`, which hides others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sympy

from derive.checking import Checked
from derive.meaning.statements.step import Side, Step
from derive.restating.objects import CannotRestate
from derive.restating.second_reader import DIGITS, MEANT, MOST_KILLED, Child, plain
from derive.restating.text import text, written_size
from derive.restating.to_sympy import to_sympy
from derive.terms.term import FUNCTIONS, Symbol, Term

NO_READER = "no second reader is installed: pip install 'derive[crosscheck]'"
STOPPED = f"second readers had to be killed {MOST_KILLED} times; from here on they are not asked"
TITLES = {"latex2sympy2": "latex2sympy2", "lark": "SymPy (lark)", "antlr": "SymPy (antlr)"}
OPERATORS = frozenset({"num", "real", "defined", "add", "mul", "pow"}) | FUNCTIONS
LARGEST = 1000
LONGEST = 2000
SHOWN = 200
CLOSE = 1e-12
STEEPEST = 600
HUGE = sympy.Integer(10) ** 300
NUMBERS = [row.split() for row in ("3/7 5/11 2/9 7/13 11/17 4/5", "9/4 17/5 12/7 23/9 8/3 5/2", "-3/5 8/7 -9/8 5/13 -7/3 6/5")]


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
            return f"{start} gave no second reading of {_shown(self.latex)}: {self.reason}"
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
    with Child(os.environ.get("DERIVE_CROSSCHECK_PYTHON") or sys.executable) as child:
        done = Comparison(child.readers)
        if not done.readers:
            done.warnings.append(Warning_("", "", "", "", reason=NO_READER))
            return done
        defined = {plain(n) for n in (*checked.reading.scope.values, *checked.reading.scope.defined)}
        for step, side, term in sides(checked):
            line, column = checked.page.line_column(side.span.start)
            place = f"{checked.path}:{line}:{column}"
            done.sides += 1
            for reader in done.readers:
                if child.killed == MOST_KILLED:
                    done.warnings.append(Warning_(place, "", "", "", reason=f"{place}: {STOPPED}"))
                    return done
                _compare(done, child, Warning_(place, step.id, reader, side.latex), term, defined)
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


def _compare(done: Comparison, child: Child, about: Warning_, term: Term, defined: set[str]) -> None:
    """Ask one reader about one side, and put what comes of it where it belongs."""
    names = sorted({plain(a.name) for a in term.atoms if isinstance(a, Symbol)})
    points = [{n: row[k % len(row)] for k, n in enumerate(names)} for row in NUMBERS]
    try:
        own = to_sympy(term)
        wanted, ours = [own_value(own, p) for p in points], text(term)
    except (CannotRestate, RecursionError):
        wanted, ours = [], ""
    found: Any = {"killed": "our own reading has no value where it is tried"}
    if len(about.latex) > LONGEST:
        found = {"killed": f"it has more than {LONGEST} characters"}
    elif any(w.is_real for w in wanted):
        found = child.ask(about.reader, about.latex, points)
    if "error" in found:
        done.unread.setdefault(about.reader, []).append(about.latex)
        return
    why = found.get("killed", "")
    if not why and _agree(found, names, wanted):
        done.agreed.setdefault(about.reader, []).append(about.latex)
        return
    extra = set(found.get("free", ())) - set(names)
    if not why and extra and extra <= defined:
        why = f"{', '.join(sorted(extra))} is defined on the page, and our reading has unfolded it"
    if why:
        done.warnings.append(replace(about, reason=why))
        return
    slips = [slip for slip, repaired in found["slips"].items() if _agree(repaired, names, wanted)]
    reason = f"{slips[0]}, and agrees otherwise" if slips else f"it speaks of {', '.join(sorted(extra))}" if extra else ""
    done.warnings.append(replace(about, theirs=found["text"], ours=ours, reason=reason))


def _agree(found: Mapping[str, Any], names: list[str], wanted: list[Any]) -> bool:
    """Whether no other name occurs, and the numbers are the same wherever ours is real."""
    if not set(found["free"]) <= set(names):
        return False
    pairs = [(v, w) for v, w in zip(found["values"], wanted, strict=True) if w.is_real]
    return all(v is not None and abs(complex(float(v[0]), float(v[1])) - float(w)) <= CLOSE * max(1.0, abs(w)) for v, w in pairs)


def own_value(e: Any, point: Mapping[str, str]) -> Any:
    """Our reading at a point, node by node, so that nothing grows beyond bounds: a SymPy number, or nan. Raises CannotRestate."""
    if not e.args:
        return sympy.Rational(point[plain(e.name)]) if e.is_Symbol else e
    args = [own_value(a, point) for a in e.args]
    steep = not isinstance(e, sympy.Add | sympy.Mul | sympy.log | sympy.Abs)
    if sympy.nan in args or (steep and abs(args[-1]) > STEEPEST):
        return sympy.nan
    made = MEANT.get(e.func.__name__, e.func)(*args)
    number = made if made.is_Rational and made.q < HUGE else made.evalf(DIGITS)
    return number if number.is_finite and (number == 0 or 1 / HUGE < abs(number) < HUGE) else sympy.nan


def _shown(raw: str) -> str:
    one = "".join(c if c.isprintable() else " " for c in raw)
    return one if len(one) <= SHOWN else one[:SHOWN] + "…"
