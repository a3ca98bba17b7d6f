r"""Functions without an argument: `(fg)'`, `f' \circ g`, `\frac{df}{dx}(a)`, `\frac{df}{dg}`, `\partial_1 h(x, y)`.

Comes in: the nodes of an expression in which unknown functions stand. Goes out: its value at the point where functions stand, or at
the argument behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.meaning.formulas.arrays import IllTyped, Value, scalar
from derive.meaning.formulas.calls import Head, grouped, order_of
from derive.meaning.formulas.unknown_functions import called, partial
from derive.meaning.names.scope import Ambiguous, Function, NotSupported, spelled
from derive.reading.syntax import Additive, Derivative, Fraction, Group, Name, Node, Number, Product, Scripted, Span
from derive.terms.term import Symbol, Term, real, replace_symbol

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator


class Functions:
    """The part of elaboration that reads expressions in functions."""

    def __init__(self, owner: Elaborator) -> None:
        self.owner = owner
        self.depth = 0  # how many variables were made for functions without an argument

    def unknown(self, node: Node) -> Function | None:
        """The unknown function of one number that a name stands for."""
        name = spelled(node) if isinstance(node, Name) else None
        if name is None or name in self.owner.names:
            return None
        return next((f for f in self.owner.scope.functions.get(name, ()) if f.unknown is not None and len(f.parameters) == 1), None)

    def of_functions(self, node: Node, after: Node | None) -> Value | None:
        r"""`(f \circ g)(x)`, `(fg)'(x)`, `\frac{df}{dx}(a)`: an expression in unknown functions, at an argument."""
        bracket = after if isinstance(after, Group) and after.kind == "(" else None
        match node:
            case _ if bracket is None:
                return None
            case Derivative(_, Name() as of, variables, _) if (spelled(of) or "") in self.owner.scope.functions:
                return self.derivative_at(of, variables, bracket, node)
            case Scripted(Group("(", whole), None, sup, primes) if self.functional(whole):
                order = 0 if isinstance(sup, Number) and not primes else order_of(sup, primes)
                return self.at_point(whole, order, self.owner.value(bracket.body)) if order else None
            case Group("(", whole) if self.functional(whole):
                return self.at_point(whole, 0, self.owner.value(bracket.body))
        return None

    def derivative_at(self, of: Name, variables: tuple[Node, ...], bracket: Group, node: Derivative) -> Value | None:
        r"""`\frac{df}{dx}(a)`, `\frac{\partial h}{\partial x}(x, y)`: a derivative of a function, and then its arguments."""
        functions = self.owner.scope.functions[spelled(of) or ""]
        arguments = [nodes[0] for nodes in grouped(bracket.body)]
        fitting = [f for f in functions if len(f.parameters) == len(arguments)]
        plain = len(arguments) > 1 or isinstance(bracket.body, Name | Number | Scripted)
        if not fitting or (not plain and fitting[0].unknown is None) or fitting[0].kinds != ("scalar",) * len(arguments):
            return None
        if not plain:
            raise Ambiguous(f"`{self.owner.text(node)}` before a bracket may be a value of the derivative or a factor", node.span)
        function, by = fitting[0], [spelled(v) for v in variables] * (1 if len(variables) >= node.order else node.order)
        values = tuple(map(self.owner.value, arguments))
        if len(arguments) == 1 and len(set(by)) == 1:
            if function.unknown is not None:
                return called(function, values, len(by))
            if values[0].rank:
                raise IllTyped(f"`{function.name}` takes a number")
            return self.owner.application.calls.substituted(function, values, Head(function.name, primes=len(by)))
        formal = [spelled(a) for a in arguments] if function.unknown is not None else [p.name for p in function.parameters]
        if function.unknown is None or not set(by) <= set(formal) or len(set(formal)) < len(formal):
            raise NotSupported(f"`{self.owner.text(node)}` at arguments: write the call behind \\partial", node.span)
        return partial(function, values, tuple(by.count(name) for name in formal))

    def by_places(self, node: Derivative) -> Value:
        r"""`\partial_1 h(x, y)`: the derivative of an unknown function by its first argument."""
        places = [int(v.text) for v in node.by if isinstance(v, Number) and v.text.isdecimal()]
        match node.of:
            case Product((Name() as of, Group("(", inside), *rest), ("", *operators)) if self.owner.scope.functions.get(spelled(of) or ""):
                function = self.owner.scope.functions[spelled(of) or ""][0]
                arity = len(function.parameters)
                if function.unknown is not None and places and all(1 <= p <= arity for p in places):
                    values = tuple(self.owner.value(nodes[0]) for nodes in grouped(inside))
                    found = partial(function, values, tuple(places.count(k + 1) for k in range(arity)))
                    application = self.owner.application
                    return application.combined(found, operators[0], application.product((*rest,), (*operators[1:],))) if rest else found
        raise NotSupported(f"`{self.owner.text(node)}`: a number below \\partial counts the arguments of an unknown function", node.span)

    def functional(self, node: Node) -> bool:
        """Whether the expression is one in unknown functions that stand without an argument."""
        match node:
            case Name():
                return self.unknown(node) is not None
            case Scripted(base, None, sup, _):
                return self.functional(base) or (sup is not None and self.functional(sup))
            case Group("(", base):
                return self.functional(base)
            case Additive(terms, _):
                return any(map(self.functional, terms))
            case Fraction(above, below):
                return self.functional(above) or self.functional(below)
            case Product(factors, operators):
                heads = [n for n, op in enumerate(operators) if op == "" and isinstance(factors[n + 1], Group)]
                return any(self.functional(f) for n, f in enumerate(factors) if n not in heads)
        return False

    def at_point(self, whole: Node, order: int, v: Value) -> Value:
        """The expression in functions as a function, its derivative of that order at the value."""
        if v.rank:
            raise NotSupported(f"`{self.owner.text(whole)}`, a composition of functions of one number, at an array", whole.span)
        self.depth += 1
        variable = Symbol(f"t{self.depth}°")
        outer, self.owner.point = self.owner.point, real(variable)
        try:
            body = self.owner.value(whole)
        finally:
            self.owner.point = outer
        if not order and "D" not in body.body.atoms:
            return scalar(replace_symbol(body.body, variable, v.body))
        return self.owner.gradients.prime(body, variable, order, v)

    def primed(self, whole: Node, order: int) -> Value:
        """`(fg)'` at the point where functions stand."""
        if self.owner.point is None:
            raise NotSupported("functions without an argument where it is not clear at which")
        return self.at_point(whole, order, scalar(self.owner.point))

    def bare_prime(self, node: Scripted) -> Value | None:
        """`f'` for a declared function of one number: like the bare name, at its formal name."""
        function = self.owner.scope.bare.get(spelled(node.base) or "")
        if function is None or function.kinds != ("scalar",) or function.unknown is not None or function.body.rank:
            return None
        (parameter,) = function.parameters
        assert parameter.value is not None
        return self.owner.application.calls.prime(function.body, parameter, node.primes, parameter.value)

    def with_compositions(self, factors: tuple[Node, ...], operators: tuple[str, ...]) -> tuple[tuple[Node, ...], tuple[str, ...]]:
        r"""`f' \circ g \cdot h` with `f' \circ g` as one factor: between functions \circ is no product of entries."""
        found, kept = [factors[0]], list[str]()
        for operator, factor in zip(operators, factors[1:], strict=True):
            if operator == "circ" and self.functional(found[-1]) and self.functional(factor):
                found[-1] = Product((found[-1], factor), ("circ",), Span(found[-1].span.start, factor.span.end))
            else:
                found.append(factor)
                kept.append(operator)
        return tuple(found), tuple(kept)

    def bare(self, node: Node, point: Term | None, order: int = 0) -> Value:
        """An unknown function without an argument: its value at the point where functions stand."""
        function = self.unknown(node)
        if function is not None and point is None:
            raise NotSupported(f"the function `{self.owner.text(node)}` without an argument where it is not clear at which", node.span)
        if function is None or point is None:
            raise IllTyped(f"the function `{self.owner.text(node)}` stands here without an argument")
        return called(function, (scalar(point),), order)
