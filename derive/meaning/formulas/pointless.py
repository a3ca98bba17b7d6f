r"""Functions that stand without their argument beside a derivative of them: `\frac{\partial \sigma}{\partial x} = \sigma (1 - \sigma)`.

Comes in: the sides of a step. Goes out: the sides in which such a function has the variable of the derivative as its argument: `\sigma(x)`.
A bracket that speaks of the function alone is a factor, for nothing can be the function of a function without an argument. Where no
function is differentiated, `\sigma = \frac{1}{1 + e^{-x}}`, the argument is the only number that the step speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from derive.meaning.names.scope import names_in, spelled
from derive.reading.syntax import Additive, Chain, Derivative, Fraction, Group, Name, Node, Product, Root, Scripted
from derive.reading.vocabulary import GREEK

CONSTANTS = ("e", "d", "I", "T")
NO_ARGUMENT = ("x", "z", "t")  # where `\sigma'` says of no variable


def with_their_argument(
    sides: tuple[Node, Node], around: Iterable[Node], is_function: Callable[[str], bool], free: Callable[[str], bool]
) -> tuple[Node, Node]:
    """The sides, each function of a number that is differentiated in the step (or where its chain begins) at that variable wherever it
    stands alone; free: whether a letter may stand for any number here."""
    found = [pair for node in (*sides, *around) for n in names_in(node) for pair in _differentiated(n)]
    functions = {name for name, _ in found if is_function(name)}
    variables: dict[Node, None] = {v: None for name, v in found if name in functions and v is not None}
    if not found:
        functions = {n for side in sides for n in _alone(side) if n in GREEK and is_function(n)}
        variables = {n: None for side in sides for n in names_in(side) if isinstance(n, Name) and _number(n, functions, free)}
        others = [n for side in sides for n in names_in(side) if isinstance(n, Name) and n not in variables and spelled(n) not in functions]
        if any(n.text not in CONSTANTS for n in others):
            return sides  # `\sigma = \frac{1}{1 + t}` with a defined t
    letters = {spelled(v) for v in variables}
    if not functions or len(letters) > 1 or not any(_Alone(functions, None).stands_in(side) for side in sides):
        return sides
    letter = next((x for x in NO_ARGUMENT if free(x)), None)
    variable = next(iter(variables), None) or (Name(letter, span=sides[0].span) if letter else None)
    if variable is None:
        return sides
    put = _Alone(functions, variable)
    return put.at_variable(sides[0]), put.at_variable(sides[1])


def _differentiated(node: Node) -> Iterator[tuple[str, Node | None]]:
    """The functions that are differentiated here, each with the variable if one is said."""
    match node:
        case Derivative(_, of, (Name() as by,), 1):
            head = of.factors[0] if isinstance(of, Product) and len(of.factors) == 2 else of
            if isinstance(head, Name) and (name := spelled(head)):
                yield name, by
        case Product(factors, operators):
            for head, bracket, operator in zip(factors, factors[1:], operators, strict=False):
                if operator == "" and isinstance(head, Scripted) and head.primes and isinstance(bracket, Group):
                    name = spelled(head.base)
                    if name and isinstance(bracket.body, Name):
                        yield name, bracket.body
        case Scripted(Name() as base, None, None, primes) if primes:
            yield spelled(base) or "", None


def _alone(side: Node) -> Iterator[str]:
    r"""The names that stand alone on a side, or as a term of it: `\sigma`, `1 - \sigma`."""
    for term in side.terms if isinstance(side, Additive) else (side,):
        if isinstance(term, Name) and (name := spelled(term)):
            yield name


def _number(node: Name, functions: set[str], free: Callable[[str], bool]) -> bool:
    name = spelled(node) or ""
    return name not in functions and name not in CONSTANTS and len(name) == 1 and free(name)


class _Alone:
    def __init__(self, functions: set[str], variable: Node | None) -> None:
        self.functions, self.variable = functions, variable

    def is_head(self, node: Node) -> bool:
        r"""`\sigma`, `\sigma^2`, `\sigma'`."""
        base = node.base if isinstance(node, Scripted) and node.sub is None else node
        return isinstance(base, Name) and spelled(base) in self.functions

    def stands_in(self, node: Node) -> bool:
        """Whether a function stands alone in it."""
        return self.at_variable(node) is not node

    def at_variable(self, node: Node) -> Node:
        """The node with the argument put in; the same node where nothing stands alone."""
        if self.is_head(node):
            if self.variable is None:
                return Group("(", node, node.span)
            bracket = Group("(", self.variable, node.span)
            return Group("(", Product((node, bracket), ("",), node.span), node.span)
        match node:
            case Product(factors, operators):
                kept = {k for k, factor in enumerate(factors) if self.is_head(factor) and self._has_argument(k, factors, operators)}
                new = tuple(f if k in kept else self.at_variable(f) for k, f in enumerate(factors))
                return node if _same(new, factors) else replace(node, factors=new)
            case Additive(terms):
                new = tuple(map(self.at_variable, terms))
                return node if _same(new, terms) else replace(node, terms=new)
            case Chain(operands):
                new = tuple(map(self.at_variable, operands))
                return node if _same(new, operands) else replace(node, operands=new)
            case Group(_, body) | Root(body):
                inner = self.at_variable(body)
                return node if inner is body else replace(node, body=inner)
            case Fraction(above, below):
                parts = self.at_variable(above), self.at_variable(below)
                return node if _same(parts, (above, below)) else replace(node, numerator=parts[0], denominator=parts[1])
            case Scripted(Group() as base):
                inner = self.at_variable(base)
                return node if inner is base else replace(node, base=inner)
        return node

    def _has_argument(self, k: int, factors: tuple[Node, ...], operators: tuple[str, ...]) -> bool:
        if k + 1 == len(factors) or operators[k] != "":
            return False
        behind = factors[k + 1]
        behind = behind.base if isinstance(behind, Scripted) else behind
        return not isinstance(behind, Group) or not self.stands_in(behind.body)


def _same(new: Iterable[Node], old: Iterable[Node]) -> bool:
    return all(a is b for a, b in zip(new, old, strict=True))
