r"""A defined name before a bracket: `f(0)` after `$f = x^2 + 1$` asks for a value of f, and is no product.

Comes in: two neighbouring factors. Goes out: whether the bracket only repeats what the name depends on, `f(x)`; raises NotSupported
where it holds something else that a value may be asked for. `p(1 - p)` is a product.
"""

from __future__ import annotations

from derive.meaning.names.scope import NotSupported, Scope, as_latex, names_in, spelled
from derive.reading.syntax import Group, Name, Node, Number, Scripted
from derive.terms.term import Symbol
from derive.theory.calculus import unfold

LETTERS = frozenset("fghFGHJL") | {"ell", "phi", "psi", "Phi", "Psi", "varphi"}  # nobody multiplies by a bracket right behind these


def repeats(scope: Scope, node: Node, after: Node | None) -> bool:
    """Whether `f(x)` is f itself, for a defined f that depends on x."""
    name = spelled(node) if isinstance(node, Name | Scripted) else None
    if name is not None and isinstance(after, Group) and after.kind == "(" and isinstance(after.body, Number) and not scope.known(name):
        said = f"`{as_latex(name)}` stands like a function before a number, but is not declared"
        raise NotSupported(f"{said}; `${as_latex(name)}(x) = \\dots$` in the Given would do", node.span)
    if name is None or name not in scope.defined or not isinstance(after, Group) or after.kind != "(":
        return False
    known, inside = scope.values.get(name), after.body
    made_of = {a.name for a in unfold(known.body, scope.definitions).atoms if isinstance(a, Symbol)} if known is not None else set()
    if not made_of:
        return False
    if isinstance(inside, Name | Scripted) and spelled(inside) in made_of:
        return True
    spoken = {spelled(n) for n in names_in(inside)}
    function = (node.text if isinstance(node, Name) else "") in LETTERS and not spoken.isdisjoint(made_of)
    if isinstance(inside, Number) or (isinstance(inside, Name) and isinstance(node, Name) and node.text in LETTERS) or function:
        said = f"`{name}` is defined as an expression, and not as a function of what stands in the brackets"
        raise NotSupported(f"{said}: `{name}(x) = ...` in the Given would say what its argument is", node.span)
    return False
