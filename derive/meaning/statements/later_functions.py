r"""Functions that a page uses a little before it says what they are: `h(x) = g(\theta^\top x)`, and then `g(z) = \frac{1}{1 + e^{-z}}`.

Comes in: a formula, and the events behind it. Goes out: the equations further on, near enough, that define what it applies. Knows nothing
of scopes but whether a name stands for something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from derive.meaning.names.definitions import call_of
from derive.meaning.names.scope import names_in, spelled
from derive.reading.syntax import Break, Chain, Event, Formula, Group, Name, Number, Product, Statement

NEAR = 12  # events


def said_later(events: Sequence[Event], n: int, formula: Formula, new: Callable[[str], bool]) -> Iterator[Chain]:
    """The first equation for each new function that the formula applies, where it says it for a name: `g(z) = \\dots`."""
    wanted = {name for name in _applied(formula) if new(name)}
    for event in events[n + 1 : n + 1 + NEAR] if wanted else ():
        if event.part != events[n].part or (isinstance(event.what, Break) and event.what.kind == "heading"):
            return
        for s in event.what.statements if isinstance(event.what, Formula) else ():
            match s:
                case Statement(Chain((left, _), ("=" | ":=",)) as chain, ""):
                    call = call_of(left)
                    if call is not None and call[0] in wanted and not isinstance(call[1].body, Number):
                        wanted.discard(call[0])
                        yield chain


def _applied(formula: Formula) -> Iterator[str]:
    """The names that stand before a bracket on the right of an equation."""
    for s in formula.statements:
        sides = s.node.operands[1:] if isinstance(s, Statement) and isinstance(s.node, Chain) else ()
        for n in (n for side in sides for n in names_in(side)):
            match n:
                case Product(factors, operators):
                    for head, bracket, operator in zip(factors, factors[1:], operators, strict=False):
                        if operator == "" and isinstance(head, Name) and isinstance(bracket, Group) and (name := spelled(head)):
                            yield name
