r"""A step about one vector alone that has a meaning only for numbers: `\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}` for a vector x.

Comes in: the two sides of a step without a meaning. Goes out: the name that both are about, where there is only one: what is said then
holds of each entry, or the page uses the letter for a number here, which is the same. With any second name it may have lost an index.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.meaning.formulas.application import NAMES
from derive.meaning.formulas.arrays import Value
from derive.meaning.names.scope import Scope, names_in, spelled
from derive.reading.syntax import Big, Derivative, Group, Matrix, Name, Node, Scripted
from derive.reading.vocabulary import GREEK, TRANSPOSES
from derive.terms.term import Symbol, real


def about_one_vector(left: Node, right: Node, scope: Scope, around: tuple[Node, ...] = ()) -> Name | None:
    """The only name of the step, a vector that stands as a whole; None where anything else is spoken of. around: where its chain
    begins."""
    name = _only_name(left, right, scope)
    value = scope.values.get(name or "")
    if name is None or value is None or value.rank != 1 or not (value.body.op == "real" or is_formal(name, (left, right, *around), scope)):
        return None  # what the page defines as a vector it does not use for a number, but for the formal name of a function
    return None if _speaks_of_a_whole(left, right) else next(n for side in (left, right) for n in _names(side) if spelled(n) == name)


def about_one_unknown(left: Node, right: Node, scope: Scope) -> Name | None:
    r"""The only name of the step, which nothing declares: the x of `\sigma'(\mathbf{x}) = \sigma(\mathbf{x})(1 - \sigma(\mathbf{x}))`."""
    name = _only_name(left, right, scope)
    letter = name is not None and name[0].islower() and (len(name) == 1 or name in GREEK)  # of a matrix more than entries is meant
    if name is None or not letter or scope.known(name) or name in scope.letters or _speaks_of_a_whole(left, right):
        return None
    return next(n for side in (left, right) for n in _names(side) if spelled(n) == name)


def _only_name(left: Node, right: Node, scope: Scope) -> str | None:
    found = [n for side in (left, right) for n in _names(side)]
    names = {spelled(n) for n in found if not (n.text in NAMES or n.text == "e") or scope.known(spelled(n) or "")}
    names -= {n for n in names if n in scope.functions and n not in scope.values}
    return names.pop() if len(names) == 1 else None


def _speaks_of_a_whole(*sides: Node) -> bool:
    """Whether an entry, a transpose, a sum or a norm stands there."""
    for n in (n for side in sides for n in names_in(side)):
        whole = isinstance(n, Scripted) and (n.sub is not None or _turned(n.sup))
        if whole or isinstance(n, Big | Matrix) or (isinstance(n, Group) and n.kind not in ("(", "[")):
            return True
    return False


def is_formal(name: str, sides: tuple[Node, ...], scope: Scope) -> bool:
    r"""Whether it is the formal name of a function of one number that the step speaks of: `\sigma(a)` beside `a_n = w^\top x_n`."""
    spoken = (s for side in sides for n in _names(side) if (s := spelled(n)) is not None)
    found = (scope.functions[s] for s in spoken if s in scope.functions)
    return any(all(f.kinds == ("scalar",) for f in fs) and fs[0].parameters[0].name == name for fs in found)


def differentiates(*sides: Node) -> bool:
    """Whether a derivative is written with ∂ or ∇: by a vector it is a matrix, which no step about entries is."""
    return any(isinstance(n, Derivative) and n.kind != "d" for side in sides for n in names_in(side))


def with_a_number(scope: Scope, alone: Name) -> Scope:
    """The scope in which the name stands for any number."""
    name = spelled(alone) or ""
    found = scope.without({name})
    found.values[name] = Value((), real(Symbol(name)))
    return found


def _names(side: Node) -> Iterator[Name]:
    return (n for n in names_in(side) if isinstance(n, Name))


def _turned(sup: Node | None) -> bool:
    return isinstance(sup, Name) and sup.text in TRANSPOSES
