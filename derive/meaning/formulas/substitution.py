r"""`\frac{d\sigma}{du}` after `u = 1 + e^{-x}`: a function of x as one of the name u that is put in for a part of it.

Comes in: the derivative of a function without its argument by a defined number. Goes out: which number the definition is made of, and
how the page writes the function. Where u is made of one number x alone, σ(x) as a function of u has the derivative σ'(x) / u'(x).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from derive.meaning.formulas.arrays import Value, scalar
from derive.meaning.names.scope import spelled
from derive.reading.syntax import Derivative, Group, Name, Node, Product
from derive.terms.term import Symbol, Term, mul, power
from derive.theory.calculus import unfold

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator

WAYS = ("the function at the new letter", "the function at the old letter, written in the new one")


def made_of(owner: Elaborator, node: Node) -> Name | None:
    """The one number that a defined number is made of, where it has a name; None for any other."""
    name = spelled(node) if isinstance(node, Name) else None
    scope = owner.scope
    if name is None or name in owner.names or name not in scope.defined:
        return None
    body = unfold(scope.values[name].body, scope.definitions) if name in scope.values else None
    if body is None or scope.values[name].rank:
        return None
    inside = [a for a in body.atoms if isinstance(a, Symbol) and a.sort == "real"]
    if len(inside) != 1 or inside[0].axes:
        return None
    known = scope.values.get(inside[0].name) or scope.beside.get(inside[0].name)
    if known is not None and known.body.tag != inside[0]:
        return None
    return Name(inside[0].name, span=node.span)


def applied_to(owner: Elaborator, function: Name, argument: Name) -> bool:
    r"""Whether the page writes the function with this argument: `\sigma(u)`."""
    return _written(owner, function, argument, r"{0}\s*(?:\\left\s*)?[({{\[]\s*{1}\s*(?:\\right\s*)?[)}}\]]")


def differentiated_by(owner: Elaborator, function: Name, variable: Name) -> bool:
    r"""Whether the page differentiates the function, or applies it, to this variable: `\frac{d\sigma}{dx}`, `\sigma'(x)`."""
    fraction = r"(?:d|\\partial)\s*{{?\s*{0}\s*}}?\s*}}\s*{{\s*(?:d|\\partial)\s*{{?\s*{1}\b"
    called = r"{0}\s*(?:'|\^\s*\\prime|\^\s*{{\s*\\prime\s*}})?\s*(?:\\left\s*)?\(\s*{1}\s*(?:\\right\s*)?\)"
    return _written(owner, function, variable, fraction) or _written(owner, function, variable, called)


def in_terms_of(owner: Elaborator, left: Node) -> Node | None:
    r"""`\sigma(x)` for `\sigma(z)`, where z is what was put in for a part of it: "let $z = e^x$ and $\sigma(z) = \frac{z}{z + 1}$"."""
    match left:
        case Product((Name() as function, Group("(", Name() as argument) as bracket), ("",)) if owner.is_function(function):
            variable = made_of(owner, argument)
            if variable is not None and differentiated_by(owner, function, variable):
                return Product((function, Group("(", variable, bracket.span)), ("",), left.span)
    return None


def _written(owner: Elaborator, function: Name, argument: Name, pattern: str) -> bool:
    spellings = [re.escape(t) for n in (function, argument) for t in (_latex(n),)]
    return re.search(pattern.format(*spellings), owner.source) is not None


def _latex(node: Name) -> str:
    return f"\\{node.text}" if len(node.text) > 1 else node.text


def as_function_of(owner: Elaborator, node: Derivative, variable: Name) -> Value:
    """The derivative, by what is put in, of the function at the number that this is made of."""
    at_variable = Product((node.of, Group("(", variable, node.of.span)), ("",), node.of.span)
    of, inner = owner.value(at_variable), owner.value(node.by[0])
    x = owner.value(variable).body.tag
    definitions = owner.scope.definitions
    above, below = (Term("D", (unfold(v.body, definitions),), x) for v in (of, inner))
    return scalar(mul(above, power(below, -1)))
