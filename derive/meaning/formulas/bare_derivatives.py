r"""Which function a bare name is below a derivative: `\frac{df}{dx}` on a page that defines `f(x, y)` and, further on, `f(x)`.

Comes in: a derivative of a bare name and the scope. Goes out: the call that is differentiated, where another function of the name fits the
variable better than the first one. Raises NotSupported where a formal name of it has come to mean something else: after `f(u, v)` and
`v(a, b)` the v of f may be either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.meaning.names.scope import Function, NotSupported, Scope, spelled
from derive.reading.syntax import Derivative, Group, Listing, Name, Node, Product

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator


def meant(owner: Elaborator, node: Derivative) -> Node:
    """What stands above, with the arguments of the function that is meant."""
    name = spelled(node.of) if isinstance(node.of, Name) else None
    scope = owner.scope
    bare = scope.bare.get(name or "") if name not in owner.names and name not in scope.values else None
    if name is None or bare is None or len(node.by) != 1 or not isinstance(node.by[0], Name):
        return node.of
    variable = spelled(node.by[0]) or ""
    functions = [f for f in scope.functions.get(name, ()) if f.unknown is None and all(p.kind == "scalar" for p in f.parameters)]
    fitting = [f for f in functions if variable in _formal(f)]
    if node.kind == "d" and len(alone := [f for f in fitting if len(f.parameters) == 1]) == 1:
        fitting = alone  # what has one variable is differentiated with a d
    function = bare if bare in fitting or len(fitting) != 1 else fitting[0]
    changed = [p for p in _formal(function) if p != variable and _is_defined(scope, p)] if function in functions else []
    if changed:
        said = f"`{changed[0]}` is a formal name of `{name}`, and is defined by itself too"
        raise NotSupported(f"{said}: write what is differentiated with its arguments", node.span)
    if function is bare:
        return node.of
    arguments = [Name(p, span=node.of.span) for p in _formal(function)]
    inside = arguments[0] if len(arguments) == 1 else Listing(",", tuple(arguments), node.of.span)
    return Product((node.of, Group("(", inside, node.of.span)), ("",), node.of.span)


def _formal(function: Function) -> list[str]:
    return [p.name for p in function.parameters]


def _is_defined(scope: Scope, name: str) -> bool:
    return name in scope.bare or name in scope.defined
