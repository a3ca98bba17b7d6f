r"""One spelling of several functions: `J` for either loss, decided by what the page speaks of.

Comes in: declarations `J_a(...) = ..., also written J` and `J_b(...) = ..., also written J`, and the formulas of a page. Goes out: the
scope in which `J` is the one that is meant: the function that the formula names, or the one whose own names (those that no other of
them uses) stand in it. Functions that are defined through the spelling (a sum of J over a window) follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.names.definitions import call_of, define
from derive.meaning.names.named_functions import add_function
from derive.meaning.names.scope import Dependent, Function, MeaningError, Scope, names_in, spelled
from derive.reading.syntax import Node


def note(scope: Scope, name: str, dependent: Dependent) -> None:
    """Which names the definition of this name uses, through other definitions too; it is kept, if it uses an open spelling."""
    used = {s for n in names_in(dependent.right) if (s := spelled(n))}
    scope.speaks[name] = frozenset(used).union(*(scope.speaks.get(u, frozenset()) for u in used))
    if used & scope.alternatives.keys():
        scope.dependents[name] = dependent


def also(scope: Scope, other: str, function: Function, node: Node, called: bool) -> None:
    """The function also under another name; a name that is another function's second spelling already stands for either."""
    same = next((f for f in scope.functions.get(other, []) if f.kinds == function.kinds), None)
    if same is not None and same is not function and same.name != other:
        known = scope.alternatives.get(other, (same,))
        scope.alternatives[other] = (*known, function)
        return
    if called:
        others = [f for f in scope.functions.get(other, []) if f.kinds != function.kinds]
        scope.functions[other] = [*others, function]
    else:
        add_function(scope, other, function)
        scope.bare[other] = function
    if function.name in scope.dependents:
        dependent = scope.dependents[function.name]
        scope.dependents[function.name] = replace(dependent, also=(*dependent.also, node))


def meant(scope: Scope, nodes: Iterable[Node]) -> str | None:
    """The function that these formulas speak of, among those that share a spelling; None where nothing tells."""
    names = {s for node in nodes for n in names_in(node) if (s := spelled(n))}
    functions = {f.name: None for fs in scope.alternatives.values() for f in fs}
    named = [f for f in functions if f in names]
    if named:
        return named[0] if len(named) == 1 else None
    votes = {f: len(names & _own(scope, f, functions)) for f in functions}
    best = max(votes.values(), default=0)
    first = [f for f, n in votes.items() if n == best]
    return first[0] if best and len(first) == 1 else None


def _own(scope: Scope, function: str, among: Iterable[str]) -> frozenset[str]:
    """The names that only this function's definition uses."""
    others = [scope.speaks.get(f, frozenset()) for f in among if f != function]
    return scope.speaks.get(function, frozenset()).difference(*others) - scope.alternatives.keys()


def in_world(scope: Scope, function: str) -> Scope:
    """The scope in which every open spelling means this function, where it can."""
    if function in scope.world:
        return scope
    found = scope.child()
    found.world = {function: None}
    for name, alternatives in scope.alternatives.items():
        for f in alternatives:
            if f.name == function:
                add_function(found, name, f)
                found.bare[name] = f
    for name, dependent in scope.dependents.items():
        try:
            define(found, dependent.source, dependent.names, dependent.left, dependent.right)
        except (MeaningError, IllTyped):
            continue  # the page declared a name in it otherwise
        again = next(f for f in found.functions[name] if f.name == name)
        found.bare[name] = again
        for node in dependent.also:
            call = call_of(node)
            add_function(found, call[0] if call else spelled(node) or "", again)
            if call is None:
                found.bare[spelled(node) or ""] = again
    return found
