"""What a derivative must not hold fixed: a variable of which the page says that it moves with the one that is differentiated by, and not
how it does.

Comes in: what is differentiated, by what, and what the page says that names depend on (`statements.told_dependence`). Raises Undeclared
or NotSupported where the derivative would be 0 by no right. What has a definition is differentiated through it, and is no matter here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from derive.meaning.formulas.arrays import Value
from derive.meaning.names.scope import NotSupported, Undeclared, as_latex, spelled
from derive.reading.syntax import Node
from derive.terms.term import Symbol, Term
from derive.theory.calculus import unfold

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator


def moves(owner: Elaborator, of: Value, by: Node) -> None:
    r"""Raises Undeclared for `\frac{d}{dt} q^2` of a page that declares neither: a d says that q depends on t."""
    declared, symbol = owner.scope.values, owner.value(by).body.tag
    atoms = unfold(of.body, owner.scope.definitions).atoms
    free = sorted(a.name for a in atoms if isinstance(a, Symbol) and a.sort == "real" and a.name not in declared and a.name.isalpha())
    if free and symbol not in atoms and spelled(by) not in declared:
        shown = as_latex(free[0])
        said = f"whether `{shown}` depends on `{owner.text(by)}` is not said"
        raise Undeclared(f"{said}; `${shown} = \\dots$`, or `${shown} \\in \\mathbb{{R}}$` in the Given would do", by.span)


def tied(owner: Elaborator, of: Value, symbol: Symbol, node: Node) -> None:
    """Raises Undeclared for the derivative of a variable that an equation ties to the one that moves: `dx/db` where $A x = b$."""
    scope = owner.scope
    atoms = unfold(of.body, scope.definitions).atoms
    equations = (f for f in scope.facts if symbol in f.atoms and _for_each(f).op == "eq")
    tied = {a for f in equations for a in f.atoms & atoms if isinstance(a, Symbol) and a.sort == "real" and a != symbol}
    if tied:
        shown, by = as_latex(min(a.name for a in tied)), owner.text(node)
        said = f"`{shown}` and `{by}` are tied by an equation, and how `{shown}` moves with `{by}` is not said"
        raise Undeclared(f"{said}; `${shown} = \\dots$` in the Given would do", node.span)


def determined(owner: Elaborator, of: Term, symbol: Symbol, node: Node) -> None:
    r"""Raises Undeclared where an equation says what a function of one variable is by the one that moves: `s^2 = \frac{1}{n} \sum_i x_i^2`
    beside s > 0, where x moves."""
    scope = owner.scope
    spoken = unfold(of, scope.definitions).atoms
    for equation in (e for f in scope.facts if (e := _for_each(f)).op == "eq"):
        sides = [unfold(side, scope.definitions).atoms for side in equation.args]
        for one, other in (sides, sides[::-1]):
            made = {a for a in one if isinstance(a, Symbol) and a.sort == "real"}
            if len(made) == 1 and symbol in other - made and made <= spoken - other:
                shown, by = as_latex(str(min(a.name for a in made))), owner.text(node)
                said = f"an equation says what `{shown}` is by `{by}`, and how it moves with that is not worked out"
                raise Undeclared(f"{said}; `${shown} = \\dots$` in the Given would do", node.span)


def dependent(owner: Elaborator, of: Term, symbol: Symbol, node: Node) -> None:
    """Raises NotSupported where a variable would be held fixed of which the page says that it depends on the one that moves."""
    scope = owner.scope
    atoms = unfold(of, scope.definitions).atoms
    numbers = sorted(a.name for a in atoms if isinstance(a, Symbol) and a.sort == "real" and a != symbol)
    if (fixed := _held(numbers, str(symbol.name), scope.depends)) is not None:
        shown = as_latex(fixed)
        message = f"`{shown}` depends on `{owner.text(node)}`, and how is not said; `${shown} = \\dots$`"
        raise NotSupported(f"{message}, or `${shown} = f(z)$ for any function f, in the Given would do", node.span)


def _held(names: Iterable[str], by: str | None, told_of: Mapping[str, frozenset[str]]) -> str | None:
    """One of the names that depends, through others too, on what is differentiated by."""
    for name in names:
        reached, waiting = set[str](), [name]
        while waiting:
            new = told_of.get(waiting.pop(), frozenset()) - reached
            reached |= new
            waiting += new
        if name != by and by in reached:
            return name
    return None


def _for_each(fact: Term) -> Term:
    """What a fact says of each of its elements."""
    while fact.op == "forall":
        fact = fact.args[1]
    return fact
