r"""Names of which the page defines the square: `\sigma^2 = \frac1n \sum_i (x_i - \mu)^2`.

Comes in: a name or an entry of one, the scope. Goes out: the name under which its square stands in the scope, and the even powers that are
read by it. The square is the thing that is defined, so that its derivatives exist where it is 0, which those of a root do not; the
name without the exponent is the root of it.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from derive.meaning.formulas.arrays import Value
from derive.meaning.names.scope import SQUARED, Scope, spelled
from derive.reading.syntax import Additive, Name, Node, Number, Scripted
from derive.terms.term import HALF, power


def squared(node: Node) -> Name | Scripted | None:
    """The name under which the square of this name, or of this entry, is defined."""
    base = node.base if isinstance(node, Scripted) else node
    name = spelled(base) if isinstance(base, Name) else None
    if name is None:
        return None
    own = Name(name + SQUARED, span=base.span)
    return replace(node, base=own) if isinstance(node, Scripted) else own


def half(exponent: Node) -> int | None:
    """Half of an even exponent."""
    match exponent:
        case Number(text) if text.isdecimal() and int(text[-1]) % 2 == 0:
            return int(text) // 2
        case Additive((Number(text),), ("-",)) if text.isdecimal() and int(text[-1]) % 2 == 0:
            return -(int(text) // 2)
    return None


def defined_square(scope: Scope, node: Node, bound: Container[str]) -> Node | None:
    """The name of the square, where the page has defined it, of this very name or of the entries of an array, and the name is still its
    root: not bound here, no formal name of a function, and not defined again."""
    found = squared(node)
    base = found.base if isinstance(found, Scripted) else None
    for name in (spelled(n) for n in (found, base) if n is not None):
        square = scope.values.get(name) if name is not None else None
        if name is not None and square is not None and (own := name.replace(SQUARED, "", 1)) not in bound:
            known = scope.values.get(own)
            if known is None or (known.body.op == "defined" and scope.definitions[known.body.tag] is root(square).body):
                return found
    return None


def root(square: Value) -> Value:
    """What the name without the exponent stands for."""
    return replace(square, body=power(square.body, HALF), literal=False, identity=False, of=None, wrt=None)
