r"""One name for the loss of a pair and for that of a window: `\partial J / \partial U = \sum_j \partial J(v, w_{t+j}, U) / \partial U`.

Comes in: the two sides of a step. Goes out: the name that stands alone on one side for the function of the whole sequence, because the
other side adds up its calls at the members of that sequence: with the meaning of one call it would say that a sum is one of its terms.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.meaning.formulas.calls import grouped
from derive.meaning.names.scope import Function, Scope, names_in, spelled
from derive.reading.syntax import Big, Derivative, Group, Name, Node, Product, Scripted


def of_a_window(scope: Scope, left: Node, right: Node) -> tuple[str, Function] | None:
    """A bare name, and the function of a sequence that it stands for; None where none does."""
    for side, other in ((left, right), (right, left)):
        for name in _alone(side):
            function = next((f for f in scope.functions.get(name, ()) if "sequence" in f.kinds), None)
            if function is not None and any(_adds_up(n, name, scope) for n in names_in(other) if isinstance(n, Big)):
                return name, function
    return None


def with_its_meaning(scope: Scope, name: str, function: Function) -> Scope:
    """The scope in which the bare name is the call with the formal names."""
    found = scope.child()
    found.alone_here[name] = function.body
    return found


def _alone(side: Node) -> Iterator[str]:
    nodes = [side, *(n.of for n in names_in(side) if isinstance(n, Derivative))]
    return (name for n in nodes if isinstance(n, Name) and (name := spelled(n)) is not None)


def _adds_up(big: Big, name: str, scope: Scope) -> bool:
    return big.operator == "sum" and any(_called_at_a_member(n, name, scope) for n in names_in(big.body))


def _called_at_a_member(node: Node, name: str, scope: Scope) -> bool:
    match node:
        case Product(factors, operators):
            for head, bracket, operator in zip(factors, factors[1:], operators, strict=False):
                if operator == "" and isinstance(bracket, Group) and isinstance(head, Name) and spelled(head) == name:
                    arguments = [a[0] for a in grouped(bracket.body) if len(a) == 1]
                    return any(isinstance(a, Scripted) and scope.sequence(spelled(a.base), a.sub) is not None for a in arguments)
    return False
