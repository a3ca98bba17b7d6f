"""Calls of the functions that a page declares: which one is meant, and its body with the arguments in it.

Comes in: the head of a call and its bracket. Goes out: a value. Raises IllTyped where the call fits no declaration, Undeclared,
NotSupported.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from derive.meaning.formulas import arrays, unknown_functions
from derive.meaning.formulas.arrays import IllTyped, Value, scalar
from derive.meaning.formulas.calls import Head, barred, grouped, order_of, without_parameters
from derive.meaning.names.scope import Function, NotSupported, Parameter, Undeclared, as_latex, spelled, square_root
from derive.reading.syntax import Group, Node
from derive.terms.term import Symbol, Term, instantiate, real, set_of, substitute
from derive.theory.calculus import unfold

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator

FUNCTION_LETTERS = frozenset({"f", "g", "h", "F", "G", "H", "phi", "psi"})


class Calls:
    """The part of elaboration that calls functions of the page."""

    def __init__(self, owner: Elaborator) -> None:
        self.owner = owner

    def call(self, head: Head, bracket: Group, node: Node) -> Value:
        """A call of a declared function: the one of that name with this number and these kinds of arguments."""
        head = self.plain(head, node)
        functions = self.owner.scope.functions[head.name]
        arguments = grouped(without_parameters(bracket.body, {len(f.parameters) for f in functions}))
        if functions[0].unknown is not None:
            values = tuple(self.owner.value(nodes[0]) for nodes in arguments)
            return unknown_functions.called(functions[0], values, head.primes)
        failures: list[IllTyped | Undeclared] = []
        meant = meant_by(functions, len(arguments), barred(bracket.body))
        if head.primes:
            meant = [f for f in meant if f.kinds == ("scalar",)] or meant
        for function in meant:
            try:
                found = tuple(self.argument(p, a) for p, a in zip(function.parameters, arguments, strict=True))
            except (IllTyped, Undeclared) as why:
                failures.append(why)
                continue
            self.no_other_event(function, arguments, node)
            return self.substituted(function, found, head)
        if (at_entries := self.of_entries(meant, arguments, head)) is not None:
            return at_entries
        called = f"{self.owner.text(node)}{self.owner.text(bracket)}"
        if any(f.listed and len(f.parameters) == len(arguments) for f in functions):  # a probability is told by its letters
            said = f"`{called}` is not what is declared of `{as_latex(head.name)}`"
            raise Undeclared(f"{said}; `${called} = \\dots$` in the Given would do", node.span)
        if failures and isinstance(failures[0], Undeclared):
            raise failures[0]  # an argument that nobody has declared fits or does not
        if failures:
            raise IllTyped(f"the call `{called}` fits no declaration: {failures[0]}")
        wanted = " or ".join(sorted({str(len(f.parameters)) for f in functions}))
        message = f"`{head.name}` takes {wanted} arguments, here it has {len(arguments)}"
        if head.name in FUNCTION_LETTERS:  # a page uses f for one function after the other
            raise Undeclared(f"{message}: `${called} = \\dots$` in the Given would do", node.span)
        raise IllTyped(message)

    def no_other_event(self, function: Function, arguments: list[tuple[Node, ...]], node: Node) -> None:
        """Raises NotSupported for `P(T)` where only `P(H) = 1/4` is said: a value at H says nothing of T."""
        for p, nodes in zip(function.parameters, arguments, strict=True):
            capital = p.kind == "scalar" and len(p.name) == 1 and p.name.isupper() and p.value is not None
            speaks = p.value is not None and not function.body.body.atoms.isdisjoint(p.value.body.atoms)
            if capital and not speaks and [spelled(n) for n in nodes] != [p.name]:
                raise NotSupported(f"`{function.name}` is given at `{p.name}` only, which says nothing of other arguments", node.span)

    def of_entries(self, functions: list[Function], arguments: list[tuple[Node, ...]], head: Head) -> Value | None:
        """A function of one number acts on the entries of an array, like those that are known without a declaration."""
        of_numbers = [f for f in functions if f.kinds == ("scalar",) and not f.body.rank and not f.listed and not f.parameters[0].squared]
        if len(of_numbers) != 1 or len(arguments[0]) != 1:
            return None
        v = self.owner.value(arguments[0][0])
        if not v.rank:
            return None
        arrays.settled(v)
        return arrays.build(v.axes, lambda *i: self.substituted(of_numbers[0], (scalar(v.entry(*i)),), head).body, row=v.row)

    def plain(self, head: Head, node: Node) -> Head:
        """The name of a declared function with primes only: whatever else is written on it has no meaning."""
        if head.sub is not None:
            raise NotSupported(f"the subscript of `{self.owner.text(node)}`, which is not declared with it", node.span)
        return Head(head.name, primes=order_of(head.sup, head.primes))

    def argument(self, parameter: Parameter, nodes: tuple[Node, ...]) -> Value | Term | None:
        places = self.owner.places
        if parameter.kind == "sequence":
            if len(nodes) < 3:
                raise IllTyped(f"a sequence `{parameter.name}` is needed")
            self.sequence(parameter, nodes)
            return None
        if len(nodes) != 1:
            raise IllTyped(f"a sequence stands where `{parameter.name}` is needed")
        if parameter.kind == "index":
            assert parameter.index is not None
            over = set_of(parameter.index)
            assert over is not None
            return places.index(nodes[0], over)
        written = nodes[0]
        if parameter.squared:
            root = square_root(written)
            if root is None:
                raise NotSupported(f"`{self.owner.text(written)}` where `{as_latex(parameter.name)}^2` is needed: a square", written.span)
            written = root
        v = self.owner.value(written)
        assert parameter.value is not None
        if v.axes != parameter.value.axes and v.literal:
            v = arrays.broadcast(v, parameter.value)
        arrays.settled(v)
        if v.axes != parameter.value.axes:
            raise IllTyped(
                f"`{self.owner.text(nodes[0])}` is {arrays.shape_text(v)}, where `{parameter.name}` is {arrays.shape_text(parameter.value)}"
            )
        return v

    def sequence(self, parameter: Parameter, nodes: tuple[Node, ...]) -> None:
        """A sequence stands in a call as it is: from its first entry to its last."""
        first, last = (self.owner.places.element(n) for n in (nodes[0], nodes[-1]))
        assert parameter.index is not None
        (over,) = parameter.index.tag.axes
        if first is None or last is None or (first.args, last.args) != ((over.args[0],), (over.args[1],)):
            raise IllTyped(f"the sequence `{parameter.name}` is needed from its first entry to its last")
        if not first.tag == last.tag == parameter.index.tag:
            raise NotSupported("a call with another sequence than the declared one")

    def substituted(self, function: Function, arguments: tuple[Value | Term | None, ...], head: Head) -> Value:
        """The body with the arguments for the formal names, everywhere at once and without capture."""
        pairs = list(zip(function.parameters, arguments, strict=True))
        if head.primes:
            (parameter,), (v,) = function.parameters, arguments
            assert parameter.value is not None and isinstance(v, Value)
            return self.prime(function.body, parameter, head.primes, v)
        if all(a is None or (isinstance(a, Term) and a is p.index) or (isinstance(a, Value) and _same(a, p)) for p, a in pairs):
            return function.body
        rank = max((a.rank for p, a in pairs if isinstance(a, Value) and p.value is not None and not p.value.rank), default=0)
        if rank:
            raise IllTyped(f"`{function.name}` takes a number")
        body = self.unfolded(function.body, function.parameters)
        held: list[tuple[Symbol, Value]] = []
        for p, a in pairs:
            if isinstance(a, Value) and p.value is not None and not _same(a, p):
                holder = Symbol(f"{p.name}°", tuple(p.value.axes))
                body = replace_entries(body, p.value, holder)
                held.append((holder, a))
        body = substitute(body, {p.index: a for p, a in pairs if isinstance(a, Term) and p.index is not None})
        for holder, a in held:
            body = replace_holder(body, holder, a)
        return replace(function.body, body=body, of=None, wrt=None)

    def unfolded(self, body: Value, formal: tuple[Parameter, ...]) -> Term:
        """The body without defined names, but for the formal ones: `$q = 2x$` does not make x of the q in `$g(q) = q^2$`."""
        own = {p.value.body.tag for p in formal if p.value is not None and p.value.body.op == "defined"}
        found = unfold(body.body, {s: d for s, d in self.owner.scope.definitions.items() if s not in own})
        self.owner.scope.in_one_place(found)
        return found

    def prime(self, body: Value, parameter: Parameter, order: int, v: Value) -> Value:
        assert parameter.value is not None
        variable = Symbol(f"{parameter.name}°")
        inner = self.unfolded(body, (parameter,))
        inner = substitute(inner, {parameter.value.body: real(variable)})
        return self.owner.gradients.prime(replace(body, body=inner, literal=False), variable, order, v)


def meant_by(functions: list[Function], number: int, bar: bool) -> list[Function]:
    """The functions that a call with so many arguments can mean. What is only declared is a function of its own on either side of a bar:
    `p(z | x)` is never `p(z, x)`; of defined ones the bar tells two apart."""
    fitting = [f for f in functions if len(f.parameters) == number]
    alike = [f for f in fitting if f.barred == bar]
    return alike or [f for f in fitting if not f.listed]


def replace_entries(term: Term, formal: Value, holder: Symbol) -> Term:
    """Every entry of the formal array (a variable, or a member of a family) replaced by the same entry of the holder."""
    pattern = formal.body

    def walk(t: Term) -> Term:
        if pattern.tag not in t.atoms:
            return t
        if t.op in ("D", "at") and t.tag == pattern.tag:
            raise NotSupported("a call with another argument of a function that differentiates by it")
        args = tuple(map(walk, t.args))
        if t.op == pattern.op and t.tag == pattern.tag:
            found = _entry_indices(pattern, args, formal.rank)
            if found is not None:
                return Term("real", found, holder)
        return Term(t.op, args, t.tag)

    return walk(term)


def _entry_indices(pattern: Term, args: tuple[Term, ...], rank: int) -> tuple[Term, ...] | None:
    found: dict[int, Term] = {}
    for p, a in zip(pattern.args, args, strict=True):
        if p.op == "bound":
            found[p.tag] = a
        elif p is not a:
            return None
    return tuple(found[k] for k in range(rank))


def replace_holder(term: Term, holder: Symbol, value: Value) -> Term:
    if holder not in term.atoms:
        return term
    args = tuple(replace_holder(a, holder, value) for a in term.args)
    return instantiate(value.body, args) if term.tag == holder else Term(term.op, args, term.tag)


def _same(v: Value, p: Parameter) -> bool:
    return p.value is not None and v.body is p.value.body
