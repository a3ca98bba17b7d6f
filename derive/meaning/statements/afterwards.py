r"""Names that a page explains after it used them, and names that it uses again for something else.

Comes in: a formula and what stands behind it: `f = g(p), \quad p = \sigma(z)`, `... where $p = \sigma(z)$`. Goes out: the scope in which
these names already have their meaning. A name of the Given that cannot be what the page says here (`v = u_o^\top v_c`, where v is a
family of vectors) stands for the new thing until the part ends, wherever it stands alone; with a subscript it stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.piecewise import piecewise
from derive.meaning.names.definitions import call_of, named
from derive.meaning.names.named_functions import define_function
from derive.meaning.names.replacing import replaced
from derive.meaning.names.scope import MeaningError, Scope, names_in, spelled
from derive.meaning.statements.chosen import Chosen
from derive.meaning.statements.conditions import binds
from derive.meaning.statements.later_functions import said_later
from derive.reading.syntax import (
    Break,
    Chain,
    Derivative,
    Formula,
    Group,
    Name,
    Node,
    Product,
    Scripted,
    Statement,
    Words,
)
from derive.terms.term import Symbol

WHERE = re.compile(r"^\s*[,.;]?\s*\(?(where|with|in which|여기서|其中|式中)\s*[:,，]?\s*$", re.I)


EXAMPLE = re.compile(
    r"\\(begin\s*\{)?(example|exercise|problem|theorem|lemma|proposition|question|solution)\w*\b"
    r"|(?:^|\n)[\s>*_#]*(example|exercise|problem|question|case|quiz)\s*\(?\d",
    re.I,
)


class Afterwards(Chosen):
    """The part of the walk over a page that looks ahead for what its names mean."""

    def look_ahead(self, formula: Formula, n: int) -> None:
        """Take up the definitions that stand behind this formula, before it is read."""
        found = piecewise(self.events[n + 1 :], self.is_case)
        if found is not None and self.is_fresh(found.name) and self.used_in(found.name, formula):
            try:
                self.define(found.name, found.cases)
                self.added.append((found.name, found.cases))
                self.by_cases += found.equations
            except (MeaningError, IllTyped):
                pass  # it is told where the equations stand
        self.ahead = [c for c in self.ahead if c.span.start >= formula.span.start]
        for chain in (*self.explanations(formula, n), *said_later(self.events, n, formula, self.has_no_meaning)):
            if chain in self.ahead:
                continue
            fresh = self.fresh_side(chain)
            try:
                if fresh is not None and self.used_before(fresh[0], formula):
                    self.define(*fresh)
                    self.added.append(fresh)
                    self.ahead.append(chain)
                elif fresh is None and self.use_again(*chain.operands):
                    self.ahead.append(chain)
            except (MeaningError, IllTyped):
                if fresh is not None and self.used_before(fresh[0], formula):
                    self.not_defined(fresh, chain.operands[0])  # nor is it any number in what stands before

    def has_no_meaning(self, name: str) -> bool:
        """Whether a name that stands before a bracket stands for nothing yet."""
        return len(name) == 1 and name.isalpha() and not self.scope.known(name) and name not in self.seen and name not in self.scope.letters

    def explanations(self, formula: Formula, n: int) -> Iterator[Chain]:
        """Equations behind the first statement of the formula, and those of the formula that "where" leads to."""
        behind = formula.statements[1:]
        after = [e.what for e in self.events[n + 1 : n + 6] if not (isinstance(e.what, Break) and e.what.kind == "paragraph")]
        following = after[1] if len(after) > 1 and isinstance(after[0], Words) and WHERE.match(after[0].text) else None
        for s in (*behind, *(following.statements if isinstance(following, Formula) else ())):
            if not isinstance(s, Statement) or not isinstance(s.node, Chain) or len(s.node.operands) != 2 or binds(s.node):
                continue
            aside = s.opener in (",", "quad") or not any(s is b for b in behind)
            if aside and s.node.relations[0] in ("=", ":="):
                yield s.node

    def used_in(self, name: Node, formula: Formula) -> bool:
        nodes = (n for s in formula.statements if isinstance(s, Statement) for n in names_in(s.node))
        return any(spelled(n) == spelled(name) for n in nodes)

    def used_before(self, name: Node, formula: Formula) -> bool:
        first = formula.statements[0]
        return isinstance(first, Statement) and any(spelled(n) == spelled(name) for n in names_in(first.node))

    def note_calls(self, *nodes: Node) -> None:
        """Remember the last call of each function on the page."""
        for node in nodes:
            for n in names_in(node):
                for one, bracket in zip(n.factors, n.factors[1:], strict=False) if isinstance(n, Product) else ():
                    name = spelled(one)
                    if name in self.scope.functions and isinstance(bracket, Group) and name is not None:
                        self.calls[name] = (one, bracket)

    def with_arguments(self, node: Node) -> Node:
        """The node in which a function of indices that stands without them (`\\log P`, after `P(O = o \\mid C = c)`) has those of its last
        call: the letters of its declaration elsewhere say nothing here."""

        def make(n: Node) -> Node:
            match n:
                case Derivative(of=of) if bare := self.bare_call(of):
                    return replace(n, of=Product(bare, ("",), of.span))
                case Product(factors, operators):
                    found = [self.bare_call(f) if k in alone(factors, operators) else () for k, f in enumerate(factors)]
                    spread = tuple(x for f, bare in zip(factors, found, strict=True) for x in bare or (f,))
                    between = tuple(o for bare, o in zip(found, (*operators, None), strict=True) for o in (*[""] * bool(bare), o))
                    return replace(n, factors=spread, operators=between[:-1]) if any(found) else n  # type: ignore[arg-type]
            return n

        def alone(factors: tuple[Node, ...], operators: tuple[str, ...]) -> list[int]:
            called = {k for k, (f, o) in enumerate(zip(factors[1:], operators, strict=True)) if isinstance(f, Group) and not o}
            return [k for k in range(len(factors)) if k not in called]

        found = replaced(node, make)
        bare = self.bare_call(found)
        return Product(bare, ("",), found.span) if bare else found

    def bare_call(self, node: Node) -> tuple[Node, ...]:
        name = spelled(node) if isinstance(node, Name) else None
        function = self.scope.bare.get(name or "")
        if name is None or function is None or name not in self.calls or name in self.scope.values:
            return ()
        formal = {p.name for p in function.parameters}
        return self.calls[name] if set(function.kinds) == {"index"} and formal.isdisjoint(self.scope.indices) else ()

    def foreign(self, node: Node) -> str | None:
        """Why a name of another document's Given may be something else here: it is an array there, and stands before `(u(x))` like a
        function of u, while the page defines neither."""
        for n in names_in(node):
            pairs = zip(n.factors, n.factors[1:], n.operators, strict=False) if isinstance(n, Product) else ()
            for name, bracket, operator in pairs:
                known = None if operator else self.array_elsewhere(name)
                if known and isinstance(bracket, Group) and bracket.kind == "(" and call_of(bracket.body) is not None:
                    what = f"`{self.text(name)}` is {arrays.shape_text(known)} in the context"
                    return f"{what}, but stands here like a function of `{self.text(bracket.body)}`: define it, if another one is meant"
        return None

    def array_elsewhere(self, node: Node) -> Value | None:
        """The array that a name stands for in another document's Given, if the page says nothing of it."""
        name = spelled(node) if isinstance(node, Name) else None
        known = self.scope.values.get(name or "")
        if name is None or known is None or not known.rank or name in self.own or name in self.scope.alone_here:
            return None
        return known if name in self.places else None

    def use_again(self, left: Node, right: Node) -> bool:
        """Whether the left side is a name of the Given used for something else from here on; then it is."""
        call = call_of(left)
        name = call[0] if call else spelled(left) if isinstance(left, Name) else None
        known = self.scope.beside.get(name or "") or self.scope.values.get(name or "")
        if name is None or known is None or not known.rank or name in self.scope.functions or name in self.scope.alone_here:
            return False
        members = [n.base for n in names_in(right) if isinstance(n, Scripted) and n.sub is not None]
        of_itself = any(spelled(n) == name and not any(n is m for m in members) for n in names_in(right))
        if call is None and of_itself:
            return False  # `x = \|x\|^2`: it is said of x by means of x; in `v = u_o^\top v_c` only of a member of a family v
        attempt = self.scope.child()
        if call is not None:
            argument = spelled(call[1].body) if isinstance(call[1].body, Name) else None
            number = self.scope.values.get(argument or "")
            if (
                (number is None or not number.rank)
                and argument in {spelled(n) for n in names_in(right)} - {None}
                and not of_itself
                and self.stands_first(left)
            ):
                define_function(attempt, self.page.text, {}, call, right, True)
                self.scope = attempt  # `x(t) = x_k + t p`: a curve; x alone is what it was
                return True
            if isinstance(call[1], Group) and not self.meaningless(left):
                return False
            value = define_function(attempt, self.page.text, {}, call, right, True).body
        else:
            elaborator = self.elaborator()
            elaborator.slips.step = (left, right)
            value = elaborator.value(right)
            if elaborator.slips.found:
                return False
        if call is None and (value.axes == known.axes or value.literal):
            return False  # a number has the shape of the name beside it
        arrays.settled(value)
        name_alone(attempt, name, value)
        self.scope = attempt
        return True

    def forget(self) -> None:
        """Another part: the names are again what the Given says."""
        if self.scope.alone_here:
            again = self.scope.alone_here.keys() & self.scope.values.keys() & self.scope.functions.keys()
            self.scope = self.scope.child()
            for name in again:
                del self.scope.functions[name]
            self.scope.alone_here = {}


def name_alone(scope: Scope, name: str, value: Value) -> None:
    """The name, where it stands alone, is this value."""
    alone = named(scope, Symbol(name, value.axes, "defined"), value)
    scope.alone_here[name] = replace(alone, of=None, wrt=None)
