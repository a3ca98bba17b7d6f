"""A name that the words behind a formula define by cases: `where $b = v_c$ if $w = o$ and $b = 0$ otherwise`.

Comes in: what stands on the page behind a formula. Goes out: the name with its cases as syntax, and the equations that tell them. Knows
nothing of terms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from derive.meaning.names.scope import spelled
from derive.reading import syntax
from derive.reading.syntax import Break, Chain, Event, Formula, Name, Node, Statement, Words

INTRODUCED = re.compile(r"^\s*[,.;]?\s*\(?(where|with|here|in which)\b|^\s*(여기서|단,|이때|其中|式中|这里)", re.I)
OTHERWISE = re.compile(r"\b(otherwise|else(where)?)\b|그렇지 않|아니면|그 외|나머지|否则|其他|其它", re.I)
REACH = 12  # events that such a sentence has at most


@dataclass(frozen=True, slots=True)
class Piecewise:
    """The name, its cases, and the equations of which they are made."""

    name: Node
    cases: syntax.Cases
    equations: tuple[Chain, ...]


def piecewise(events: Iterable[Event], is_case: Callable[[Node], bool]) -> Piecewise | None:
    """The name that these events define by cases; None where they define none."""
    parts = list(_parts(list(events)[:REACH], is_case))
    equations = [p for p in parts if isinstance(p, Chain) and not is_case(p)]
    names = {spelled(e.operands[0]) for e in equations}
    if len(equations) < 2 or len(names) != 1 or None in names:
        return None
    equation_first = parts[0] is equations[0]
    branches: list[tuple[Node, Node | None]] = []
    for k in range(0, len(parts) - 1, 2):
        one, other = parts[k], parts[k + 1]
        equation, condition = (one, other) if equation_first else (other, one)
        if not isinstance(equation, Chain) or equation not in equations or (isinstance(condition, Chain) and condition in equations):
            return None
        branches.append((equation.operands[1], condition))
    if len(branches) != len(equations) or any(c is None for _, c in branches[:-1]):
        return None
    return Piecewise(equations[0].operands[0], syntax.Cases(tuple(branches), equations[0].span), tuple(equations))


def _parts(events: list[Event], is_case: Callable[[Node], bool]) -> Iterator[Chain | None]:
    """Equations with a name alone on the left, cases, and None for "otherwise", in their order; up to what is neither."""
    introduced = False
    for event in events:
        match event.what:
            case Break("paragraph"):
                continue
            case Words(text):
                if not introduced and not INTRODUCED.match(text):
                    return
                introduced = True
                if OTHERWISE.search(text):
                    yield None
            case Formula(display=False, statements=statements) if introduced:
                for s in statements:
                    if not isinstance(s, Statement) or not isinstance(s.node, Chain) or len(s.node.operands) != 2:
                        return
                    if not (is_case(s.node) or (s.node.relations == ("=",) and isinstance(s.node.operands[0], Name))):
                        return
                    yield s.node
            case _:
                return
