r"""Names that one part of a page defines and a later part defines anew: "Let $g = c + 1$" in (a), "Let $g = c + 2$" in (b).

Comes in: the scope and the two sides of the later definition. Goes out: the scope from there on. What the later part says counts in it;
where another name rests on the earlier meaning nothing is decided.
"""

from __future__ import annotations

from derive.meaning.declarations.precedence import same_terms
from derive.meaning.names.definitions import call_of, define
from derive.meaning.names.scope import NotSupported, Scope, spelled, spoken_names
from derive.reading.syntax import Node


class RestedOn(NotSupported):
    """Other names rest on what the name was."""


def defined_name(left: Node) -> str | None:
    """The name that stands on the left, alone or with its arguments."""
    call = call_of(left)
    return call[0] if call else spelled(left)


def redefined(scope: Scope, source: str, left: Node, right: Node) -> Scope | None:
    """The scope with the new meaning; None where it is the old one, or is said by means of the old one."""
    name = defined_name(left)
    if name is None or name in spoken_names(right, scope):
        return None
    attempt = scope.without({name})
    define(attempt, source, {}, left, right)
    if _meaning_is_kept(scope, attempt, name):
        return None
    symbol = scope.defined.get(name)
    bodies = [d for s, d in scope.definitions.items() if s != symbol]
    bodies += [f.body.body for functions in scope.functions.values() for f in functions]
    if symbol is not None and any(symbol in body.atoms for body in (*bodies, *scope.facts)):
        raise RestedOn(f"`{name}` is defined anew here, while other names rest on what it was", left.span)
    return attempt


def _meaning_is_kept(scope: Scope, attempt: Scope, name: str) -> bool:
    new, old = attempt.values.get(name), scope.values.get(name)
    if new is not None and old is not None:
        meaning = attempt.definitions.get(new.body.tag, new.body), scope.definitions.get(old.body.tag, old.body)
        return new.axes == old.axes and same_terms(scope, *meaning)
    before = {f.kinds: f for f in scope.functions.get(name, ())}
    return name in attempt.functions and all(
        f.kinds in before and f.body.axes == before[f.kinds].body.axes and f.parameters == before[f.kinds].parameters
        and same_terms(scope, f.body.body, before[f.kinds].body.body)
        for f in attempt.functions[name]
    )  # fmt: skip
