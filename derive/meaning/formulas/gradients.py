r"""What a page writes as a derivative: `\frac{\partial J}{\partial v}`, `\nabla f(x)`, `f'`, at a point, of a call, of a bracket.

Comes in: a Derivative node. Goes out: the array of all partial derivatives (the gradient by x has the shape of x; the axes of what is
differentiated come first). How a single derivative is taken says `partials`.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from derive.meaning.formulas import arrays, bare_derivatives, held_fixed, operator_ends, substitution, values_at
from derive.meaning.formulas.arrays import IllTyped, Value, scalar
from derive.meaning.formulas.partials import Partials
from derive.meaning.formulas.unknown_functions import called
from derive.meaning.names import squares
from derive.meaning.names.scope import NotSupported, Undeclared, as_latex, spelled
from derive.reading.syntax import Chain, Derivative, Group, Listing, Missing, Name, Node, Number, Product, Scripted, Span
from derive.terms.term import Symbol, Term, mul, num, power
from derive.theory.calculus import unfold

if TYPE_CHECKING:
    pass

HIGHEST = 10  # order of a derivative: what is differentiated so often grows without end


class Gradients(Partials):
    """The part of elaboration that differentiates."""

    def derivative(self, node: Derivative) -> Value:
        if isinstance(node.of, Missing):
            raise IllTyped(f"`{self.owner.text(node)}` has nothing to differentiate")
        if (inside := values_at.turned(node)) is not None:
            return self.owner.value(inside)
        if (ending := operator_ends.before_the_dot(node)) is not None:
            self.owner.forks, self.owner.ways = self.owner.forks + 1, operator_ends.WAYS
            if self.owner.otherwise:
                return self.owner.value(ending)
        if (product := self.gradient_times(node)) is not None:
            return product
        if node.kind == "nabla" and (turned := self.transposed(node)) is not None:
            return turned
        if not node.by and (argument := self.only_argument(node.of)) is not None:
            return self.of_call(node, argument)
        if not node.by and (there := self.at_argument(node)) is not None:
            return there
        if not node.by and (argument := self.formal_name(node.of)) is not None:
            return self.derivative(replace(node, by=(argument,) * node.order))
        if not node.by:
            raise NotSupported("a gradient that does not say by which variable", node.span)
        if node.kind == "partial" and all(isinstance(v, Number) for v in node.by):
            return self.owner.application.functions.by_places(node)
        if (call := self.of_several(node)) is not None:
            return self.derivative(replace(node, of=call))
        function = self.owner.application.functions.unknown(node.of)
        if function is not None and len({*map(spelled, node.by)}) == 1 and node.kind != "nabla":
            return called(function, (self.owner.value(node.by[0]),), max(node.order, len(node.by)))  # `df/dg` is f'(g)
        name = spelled(node.of) if isinstance(node.of, Name) else None
        known = name is None or self.owner.stands_for_something(name) or self.owner.is_function(node.of)
        if name is not None and not known and name not in map(spelled, node.by):
            shown = as_latex(name)
            declared = f"`${shown} = \\dots$`, or `${shown} = {shown}(z)$` for any function of z, in the Given would do"
            raise Undeclared(f"`{shown}` is differentiated but not declared; {declared}", node.of.span)
        if name is not None and self.depends_on_nothing(name) and name not in map(spelled, node.by):
            said = f"`{as_latex(name)}` is declared as a number that depends on nothing, so that its derivatives would be 0"
            shown = as_latex(name)
            declared = f"`${shown} = \\dots$`, or `${shown} = {shown}(z)$` for any function of z, in the Given would do"
            raise Undeclared(f"{said}; {declared}", node.of.span)
        order = max(len(node.by), node.order)
        if name is not None and order == 1 and (substituted := self.by_what_is_put_in(node, node.of)) is not None:
            return substituted
        node = replace(node, of=bare_derivatives.meant(self.owner, node))
        self.order += order
        if self.order > HIGHEST:
            raise NotSupported(f"a derivative of order {self.order}; at most {HIGHEST} is read", node.span)
        of = self.owner.value(self.applied(node))
        self.order -= order
        arrays.settled(of)
        result = replace(of, of=self.defined_name(of), wrt=None)
        variables = node.by if len(node.by) >= node.order else node.by * node.order
        if name is not None and name in self.owner.scope.defined:
            self.note_absent(name, of, variables)
        if node.kind == "d":
            held_fixed.moves(self.owner, of, variables[0])
        for n, by in enumerate(map(_bare, variables)):
            variable, factor = self.of_power(by) or (by, None)
            result = self.by(result, variable, node.kind == "d" and n == 0)
            result = result if factor is None else replace(arrays.times(result, factor), wrt=None)
        return result

    def of_several(self, node: Derivative) -> Node | None:
        r"""`\frac{dW}{dt}` beside `W(a, b)` and `W(t)`: the call of the one that has the variable among its formal names, where the one
        that the bare name stands for has not."""
        name = spelled(node.of) if isinstance(node.of, Name) else None
        bare = self.owner.scope.bare.get(name or "")
        by = {spelled(b) for b in node.by}
        if bare is None or any(p.name in by for p in bare.parameters):
            return None
        having = [f for f in self.owner.scope.functions.get(name or "", ()) if by <= {p.name for p in f.parameters}]
        if len(having) != 1 or not all(p.kind in ("scalar", "array") and p.name.isalpha() for p in having[0].parameters):
            return None
        formal = tuple(Name(p.name, span=node.of.span) for p in having[0].parameters)
        inside = formal[0] if len(formal) == 1 else Listing(",", formal, node.of.span)
        return Product((node.of, Group("(", inside, node.of.span)), ("",), node.of.span)

    def by_what_is_put_in(self, node: Derivative, of: Node) -> Value | None:
        r"""`\frac{d\sigma}{du}`, where u is a part of σ(x); None where σ at u is meant."""
        if not isinstance(of, Name) or not self.owner.is_function(of):
            return None
        variable = substitution.made_of(self.owner, node.by[0])
        if variable is None or not isinstance(node.by[0], Name) or not substitution.differentiated_by(self.owner, of, variable):
            return None
        if substitution.applied_to(self.owner, of, node.by[0]):
            self.owner.forks, self.owner.ways = self.owner.forks + 1, substitution.WAYS
            if not self.owner.otherwise:
                return None
        return substitution.as_function_of(self.owner, node, variable)

    def note_absent(self, name: str, of: Value, variables: tuple[Node, ...]) -> None:
        r"""`\frac{\partial L}{\partial V}` where L, as the page defines it, holds nothing of V: another L may be meant."""
        definitions = self.owner.scope.definitions
        inside = {a for a in unfold(of.body, definitions).atoms if isinstance(a, Symbol)}
        bound = [{a for a in unfold(f, definitions).atoms if isinstance(a, Symbol) and a.sort == "real"} for f in self.owner.scope.facts]
        while more := [f for f in bound if not inside.isdisjoint(f) and not f <= inside]:  # a recursion, or a fact, may bind the two
            inside = inside.union(*more)
        for by in variables:
            known = self.owner.scope.values.get(spelled(by) or "")
            own = {a for a in unfold(known.body, definitions).atoms if isinstance(a, Symbol) and a.sort == "real"} if known else inside
            if own and inside.isdisjoint(own):
                shown = self.owner.text(by)
                self.owner.absent = f"`{as_latex(name)}`, as it is defined, does not depend on `{shown}`: another one may be meant"

    def depends_on_nothing(self, name: str) -> bool:
        """A declared number of which nothing is known and that nothing else is made of: who differentiates it means something else."""
        v, scope = self.owner.scope.values.get(name), self.owner.scope
        if v is None or v.rank or v.body.op != "real" or v.body.args:
            return False
        used = (*scope.definitions.values(), *scope.facts, *(f.body.body for fs in scope.functions.values() for f in fs))
        return not any(v.body.tag in t.atoms for t in used)

    def of_power(self, by: Node) -> tuple[Node, Value | None] | None:
        r"""s and 1/(2s) for `\frac{\partial L}{\partial s^2}`: the derivative by the square of a number, by the chain rule, where it is not
        0; the square itself, where it is what the page defines."""
        match by:
            case Scripted(base, sub, Number(text) as sup, 0) if text.isdecimal() and 1 < int(text[:3]) < 10:
                variable = Scripted(base, sub, None, 0, by.span) if sub is not None else base
                if squares.half(sup) == 1 and (square := squares.defined_square(self.owner.scope, variable, self.owner.names)) is not None:
                    return square, None
                v, k = self.owner.value(variable), int(text)
                if v.rank or v.body.op not in ("real", "defined"):
                    return None
                return variable, scalar(mul(num(Fraction(1, k)), power(v.body, 1 - k)))
        return None

    def transposed(self, node: Derivative) -> Value | None:
        r"""`\nabla f(x)^\top v` with a number f(x): there is nothing to transpose but the gradient."""
        factors = node.of.factors if isinstance(node.of, Product) else (node.of,)
        operators = node.of.operators if isinstance(node.of, Product) else ()
        for n, f in enumerate(factors):
            if not isinstance(f, Scripted) or f.sup is None or not self.owner.scripts.is_transpose(f.sup):
                continue
            plain = Scripted(f.base, f.sub, None, f.primes, f.span) if f.sub is not None or f.primes else f.base
            first = (*factors[:n], plain)
            of = Product(first, operators[:n], Span(first[0].span.start, f.span.end)) if n else plain
            if self.owner.value(of).rank:
                return None
            gradient = arrays.transpose(self.derivative(replace(node, of=of)))
            rest = factors[n + 1 :]
            if not rest:
                return gradient
            application = self.owner.application
            return application.combined(gradient, operators[n], application.product(rest, operators[n + 1 :]))
        return None

    def gradient_times(self, node: Derivative) -> Value | None:
        r"""`\nabla f v`, `\nabla_x^2 f v` with a number f and an array v that does not use x: the gradient times v, where
        that product has a meaning; in `\nabla_x f x` and of a column of numbers f v the product is differentiated."""
        match node:
            case Derivative("nabla", Product((Name() as head, behind, *rest), (operator, *operators))):
                argument = self.formal_name(head)
            case _:
                return None
        by = node.by or ((argument,) * node.order if argument is not None else ())
        bracket = behind.base if isinstance(behind, Scripted) else behind  # `f(x)^2`
        called = isinstance(bracket, Group) and (spelled(head) or "") in self.owner.scope.functions
        if called or not by or not self.owner.stands_for_something(spelled(head) or "") or (not node.by and argument is None):
            return None
        value = self.owner.application.product((behind, *rest), (*operators,))
        mentioned = unfold(value.body, self.owner.scope.definitions).atoms
        if not (value.rank or value.ones) or any(self.owner.value(b).body.tag in mentioned for b in by) or self.owner.value(head).rank:
            return None
        try:
            return self.owner.application.combined(self.derivative(replace(node, of=head, by=by)), operator, value)
        except IllTyped:
            return None

    def only_argument(self, of: Node) -> Name | None:
        r"""What `\nabla f(x)` and `\nabla^2 f(x) v` differentiate by: the only argument of a declared function; at another name that is
        defined, \nabla f is taken by its formal name."""
        match of:
            case Product((Name() | Scripted() as head, Group("(", Name() as argument), *_), ("", *_)):
                functions = self.owner.scope.functions.get(spelled(head) or "", ())
                formal = {p.name for f in functions for p in f.parameters}
                elsewhere = spelled(argument) in self.owner.scope.defined and spelled(argument) not in formal
                return argument if functions and not (elsewhere and (spelled(head) or "") in self.owner.scope.bare) else None
        return None

    def at_argument(self, node: Derivative) -> Value | None:
        r"""`\nabla f(x_k)`, `\nabla f(x - t g)`: the gradient of a function of one array, at what stands in its bracket."""
        match node.of:
            case Product((Name() | Scripted() as head, Group("(", argument) as bracket, *rest), ("", *operators)):
                function = self.owner.scope.bare.get(spelled(head) or "")
            case _:
                return None
        if function is None or function.kinds != ("array",) or function.unknown is not None or isinstance(argument, Listing):
            return None
        formal = Name(function.parameters[0].name, span=head.span)
        inner = replace(node, of=Product((head, replace(bracket, body=formal)), ("",), node.of.span), by=(formal,) * node.order)
        point = Chain((formal, argument), ("=",), argument.span)
        there = values_at.value_at(self.owner, Group("(", Listing(",", (inner, point, Missing(node.span)), node.span), node.span))
        if not rest:
            return there
        return self.owner.application.combined(there, operators[0], self.owner.application.product((*rest,), (*operators[1:],)))

    def formal_name(self, of: Node) -> Name | None:
        r"""What `\nabla f` differentiates by: the only argument of the function that the bare name stands for."""
        function = self.owner.scope.bare.get(spelled(of) or "") if isinstance(of, Name | Scripted) else None
        if function is None or function.kinds not in (("array",), ("scalar",)):
            return None
        return Name(function.parameters[0].name, span=of.span)

    def of_call(self, node: Derivative, argument: Name) -> Value:
        assert isinstance(node.of, Product)
        (head, bracket, *rest), (_, *operators) = node.of.factors, node.of.operators
        call = Product((head, bracket), ("",), Span(head.span.start, bracket.span.end))
        gradient = self.derivative(replace(node, of=call, by=(argument,) * node.order))
        if not rest:
            return gradient
        behind = self.owner.application.product((*rest,), (*operators[1:],))
        if self.owner.value(argument).body.tag in unfold(behind.body, self.owner.scope.definitions).atoms:
            raise NotSupported(f"`{self.owner.text(node)}`: whether what stands behind the call is differentiated; set brackets", node.span)
        return self.owner.application.combined(gradient, operators[0], behind)

    def applied(self, node: Derivative) -> Node:
        """`d\\sigma/dx` differentiates \\sigma(x)."""
        if not isinstance(node.of, Name) or not self.owner.is_function(node.of):
            return node.of
        return Product((node.of, Group("(", node.by[0], node.by[0].span)), ("",), node.of.span)

    def of_bracket(self, node: Group, order: int) -> Value:
        """`(e^x)'`: the derivative by the one variable that stands in the bracket."""
        v = self.owner.value(node)
        symbols = unfold(v.body, self.owner.scope.definitions).atoms
        variables = {a for a in symbols if isinstance(a, Symbol) and a.sort == "real"}
        if v.rank or len(variables) != 1 or any(x.axes for x in variables):
            raise NotSupported(f"the derivative of `{self.owner.text(node)}`, which does not say by which variable", node.span)
        (variable,) = variables
        term = unfold(v.body, self.owner.scope.definitions)
        for _ in range(order):
            term = Term("D", (term,), variable)
        return scalar(term)

    def prime(self, body: Value, variable: Symbol, order: int, argument: Value) -> Value:
        """f'(argument), for f given by its body in a scalar variable; of an array entry by entry, as f is."""
        if order > HIGHEST:
            raise NotSupported(f"a derivative of order {order}; at most {HIGHEST} is read")
        term = body.body
        for _ in range(order):
            term = Term("D", (term,), variable)
        if body.rank and argument.rank:
            raise NotSupported("the derivative of a function with arrays as values, at an array")
        if body.rank:
            return arrays.elementwise(lambda t: Term("at", (argument.body, t), variable), replace(body, body=term))
        return arrays.elementwise(lambda t: Term("at", (t, term), variable), replace(argument, literal=False))


def _bare(by: Node) -> Node:
    r"""`\sigma^2` of `\partial (\sigma^2)`."""
    return by.body if isinstance(by, Group) and by.kind == "(" and isinstance(by.body, Name | Scripted) else by
