"""The derivative of a value by a variable or by a defined name: which occurrences count, and what is held fixed.

Comes in: what is differentiated, as a value, and by what, as a node. Goes out: the array of all partial derivatives, as unevaluated `D`
terms. A derivative by a defined name regards the expression as a function of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from derive.meaning.formulas import arrays, held_fixed
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.recurrent import Through
from derive.meaning.names.scope import NotSupported, Undeclared, spelled
from derive.reading.syntax import Node
from derive.terms.matching import replace_instances
from derive.terms.term import ZERO, Symbol, Term, abstract, instantiate, real, replace_symbol
from derive.theory.calculus import unfold

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator


class Partials:
    """The part of elaboration that takes one derivative."""

    def __init__(self, owner: Elaborator) -> None:
        self.owner = owner
        self.order = 0  # of the derivative that is being read, with those that it stands in

    def defined_name(self, v: Value) -> str | None:
        """The name of a defined array that stands alone."""
        if v.body.op == "defined" and all(a.op == "bound" for a in v.body.args):
            return str(v.body.tag.name)
        return None

    def by(self, of: Value, node: Node, total: bool = False) -> Value:
        kept = {n: i for n, i in self.owner.names.items() if n not in self.owner.places.kept}
        with self.owner.instead(kept):
            target = self.owner.value(node)
        body = target.body
        if body.op == "real" and target.rank and not _plain(target) and target.body.loose == target.rank:
            raise NotSupported(f"the derivative by `{self.owner.text(node)}`, an array of members of another", node.span)
        if body.op not in ("real", "defined") or not _plain(target) or body.tag.sort == "integer":
            if self.owner.is_function(node) or spelled(node) in self.owner.scope.functions:
                raise NotSupported(f"a derivative by `{self.owner.text(node)}`, a function", node.span)
            if spelled(node) == "e":  # which nobody means who differentiates by it
                raise Undeclared(
                    "`e` is differentiated by, but not declared; `$e \\in \\mathbb{R}^n$` (or what it is) in the Given would do", node.span
                )
            raise IllTyped(f"`{self.owner.text(node)}` is not a variable, so there is no derivative by it")
        axes = (*of.axes, *target.axes)
        indices = arrays.fresh(axes)
        inner, outer = indices[: of.rank], indices[of.rank :]
        entry = tuple(instantiate(a, outer) for a in body.args)
        if self.owner.scope.upstream:
            self.of_losses(of.entry(*inner), body.tag, node)
        held_fixed.dependent(self.owner, of.entry(*inner), body.tag, node)
        through = Through(self.owner.scope.facts, self.owner.scope.definitions, body.tag, entry, node.span)
        written = through.written_out(of.entry(*inner))
        if (total or (of.body.op == "real" and of.body.tag != body.tag)) and not (through.known or through.alike):
            held_fixed.tied(self.owner, of, body.tag, node)
        held_fixed.determined(self.owner, written, body.tag, node)
        term = self.partial(written, body.tag, entry, node)
        row = (target.row if not of.rank else of.row) if len(axes) == 1 else False
        result = Value(axes, abstract(term, indices), row, of=of.of)
        return replace(result, wrt=self.defined_name(target), wrt_axes=target.rank)

    def of_losses(self, of: Term, symbol: Symbol, node: Node) -> None:
        """Raises NotSupported for the derivative of what is not linear in a loss of which only is said what it depends on, or by a defined
        name of which that is not said."""
        scope = self.owner.scope
        losses = {scope.defined[n]: n for n in scope.upstream.values() if n in scope.defined}
        others = {s: d for s, d in scope.definitions.items() if s not in losses}
        whole = unfold(of, others)
        found = [s for s in losses if s in whole.atoms]
        if not found:
            return
        variables = {symbol}
        if symbol.sort == "defined":
            variables |= {a for a in unfold(_general(symbol), scope.definitions).atoms if isinstance(a, Symbol) and a.sort == "real"}
            if any(not _uses(s, symbol, scope.definitions) for s in found):
                raise NotSupported(f"whether `{losses[found[0]]}` depends on `{self.owner.text(node)}` is not said", node.span)
        for late in (n for s in found for n in scope.besides.get(losses[s], ())):
            if late not in scope.values:
                if symbol.name == late:
                    raise NotSupported(f"`{losses[found[0]]}` depends on `{late}`, which is not declared", node.span)
                continue
            if not variables.isdisjoint(unfold(scope.values[late].body, scope.definitions).atoms):
                raise NotSupported(f"`{losses[found[0]]}` depends on `{late}` too, which is said only behind it", node.span)
        if not _linear(whole, losses, scope.definitions, frozenset(variables)):
            message = f"`{losses[found[0]]}` is known only by what it depends on: no more than first derivatives of it, and of multiples"
            raise NotSupported(f"{message}, is judged", node.span)

    def partial(self, of: Term, symbol: Symbol, entry: tuple[Term, ...], node: Node) -> Term:
        if symbol.sort != "defined":
            return Term("D", (of, *entry), symbol)
        variable = Symbol(f"{symbol.name}°", symbol.axes)
        value = Term("defined", tuple(Term("bound", (), k) for k in range(len(symbol.axes))), symbol)
        if of.op == "at" and of.tag == variable and of.args[0] is value and symbol not in of.args[1].atoms:
            folded = of.args[1]  # the second derivative: what was differentiated is a function of the name already
        else:
            folded = self.folded(of, symbol, variable, node)
        return Term("at", (value, Term("D", (folded, *entry), variable)), variable)

    def folded(self, of: Term, symbol: Symbol, variable: Symbol, node: Node) -> Term:
        """The expression as a function of the defined name: its definition folded wherever it occurs, the names that use it
        unfolded, the other names left as they are."""
        definitions = self.owner.scope.definitions
        variables = {a for a in unfold(_general(symbol), definitions).atoms if isinstance(a, Symbol) and a.sort == "real"}
        own = unfold(definitions[symbol], definitions)
        using = {
            s: d for s, d in definitions.items()
            if s != symbol and (_uses(s, symbol, definitions) or (variables and self.speaks_of(s, own)))
        }  # fmt: skip
        term = unfold(of, using)
        named = symbol in term.atoms
        entries = Term("real", tuple(Term("bound", (), k) for k in range(len(symbol.axes))), variable)
        if "D" in term.atoms and symbol in term.atoms:
            raise NotSupported(f"a second derivative by the defined name `{symbol.name}`", node.span)
        term = replace_symbol(term, symbol, entries)
        for pattern in (definitions[symbol], own):
            if not variables.isdisjoint(term.atoms):
                term = replace_instances(term, pattern, lambda found: real(variable, *(found[k] for k in sorted(found))))
        if not variables.isdisjoint(term.atoms):
            holding = self.holding(term, symbol)
            term = holding if variables.isdisjoint(holding.atoms) else term
        outside = sorted(v.name for v in variables & term.atoms)
        if outside:
            name = self.owner.text(node)
            if named:  # a gate beside the state that it is made of: `(1 - z) \odot h` with z made of h
                said = f"`{name}` stands in the expression, and what it is made of ({', '.join(outside)}) beside it"
                raise NotSupported(f"{said}: whether that is held fixed is not said", node.span)
            if {v.axes for v in variables} == {symbol.axes} and len(variables) == 1:  # `\\rho_j = \\log s_j^2` may be solved for s
                said = f"`{name}` is made of {outside[0]} alone, which stands in the expression beside it"
                raise NotSupported(f"{said}: write {outside[0]} as a function of `{name}` first", node.span)
            raise IllTyped(f"the expression is no function of `{name}`: {', '.join(outside)} stands outside of `{name}` too")
        return term

    def speaks_of(self, other: Symbol, pattern: Term) -> bool:
        """Whether what stands for another name holds the pattern, without a name for it."""
        definitions = self.owner.scope.definitions
        body = unfold(definitions[other], definitions)
        return bool(pattern.args) and body is not pattern and _occurs(pattern, _entry(other, body))

    def holding(self, term: Term, symbol: Symbol) -> Term:
        """The expression with the definitions of other defined names folded, which are then held fixed. Not of those that speak of this
        one, or that this one is an instance of: an occurrence of it would be held fixed with them."""
        definitions = self.owner.scope.definitions
        own = unfold(definitions[symbol], definitions)
        for other, body in definitions.items():
            pattern = unfold(body, definitions)
            if other != symbol and pattern.args and not _occurs(pattern, _entry(symbol, own)) and not _occurs(own, _entry(other, pattern)):
                term = replace_instances(term, pattern, _named(other))
        return term


def _linear(term: Term, losses: Mapping[Symbol, str], definitions: Mapping[Symbol, Term], by: frozenset[Symbol]) -> bool:
    """Whether the derivative of the term shows nothing of a loss but its derivatives: the term is linear in it, with coefficients that do
    not change with what is differentiated by. losses: the defined symbols; by: the variables that are moved."""
    if losses.keys().isdisjoint(term.atoms):
        return True
    match term.op:
        case "defined":
            return term.tag in losses
        case "add":
            return all(_linear(a, losses, definitions, by) for a in term.args)
        case "mul":
            own = [a for a in term.args if not losses.keys().isdisjoint(a.atoms)]
            others = [unfold(a, definitions) for a in term.args if losses.keys().isdisjoint(a.atoms)]
            return len(own) == 1 and _linear(own[0], losses, definitions, by) and all(by.isdisjoint(a.atoms) for a in others)
    return False


def _plain(v: Value) -> bool:
    """Whether the value is just entries of one variable: each axis is one argument, the others are fixed."""
    bound = [a.tag for a in v.body.args if a.op == "bound"]
    return sorted(bound) == list(range(v.rank)) and all(a.op == "bound" or a.loose == 0 for a in v.body.args)


def _uses(symbol: Symbol, other: Symbol, definitions: dict[Symbol, Term]) -> bool:
    body = definitions.get(symbol)
    if body is None:
        return False
    return other in body.atoms or any(_uses(s, other, definitions) for s in body.atoms if isinstance(s, Symbol) and s != symbol)


def _entry(symbol: Symbol, body: Term) -> Term:
    return instantiate(body, arrays.fresh(symbol.axes))


def _named(symbol: Symbol) -> Callable[[dict[int, Term]], Term]:
    return lambda found: Term("defined", tuple(found[k] for k in sorted(found)), symbol)


def _occurs(pattern: Term, term: Term) -> bool:
    found: list[dict[int, Term]] = []

    def note(bindings: dict[int, Term]) -> Term:
        found.append(bindings)
        return ZERO

    replace_instances(term, pattern, note)
    return bool(found)


def _general(symbol: Symbol) -> Term:
    indices = arrays.fresh(symbol.axes)
    return Term("defined", indices, symbol)
