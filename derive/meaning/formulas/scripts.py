"""What stands below and above the line: subscripts, powers, transposes, primes of arrays, norms with a kind.

Comes in: a Scripted node. Goes out: a value: an entry, a row, a member of a family, a power, a transpose. Raises IllTyped, Undeclared,
NotSupported.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derive.meaning.formulas import arrays, inner, masks, matrices
from derive.meaning.formulas.arrays import IllTyped, Value, scalar
from derive.meaning.formulas.calls import order_of
from derive.meaning.formulas.starred import is_star, starred
from derive.meaning.names import squares, undeclared
from derive.meaning.names.scope import MeaningError, NotSupported, Undeclared, spelled
from derive.meaning.names.subscripts import about_its_letters, subscript_letters, subscripts
from derive.reading.syntax import Additive, Chain, Group, Listing, Missing, Name, Node, Number, Product, Scripted
from derive.reading.vocabulary import TRANSPOSES
from derive.terms.polynomial import UNIT, Ring
from derive.terms.term import MINUS_ONE, ONE, Symbol, Term, eq, fn, iverson, num, power, real, set_of

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator


class Scripts:
    """The part of elaboration that reads subscripts and superscripts."""

    def __init__(self, owner: Elaborator) -> None:
        self.owner = owner

    def scripted(self, node: Scripted) -> Value:
        name, scope, functions = spelled(node), self.owner.scope, self.owner.application.functions
        captured = name in scope.values and not self.owner.names.keys().isdisjoint(subscript_letters(node))
        if captured and spelled(node.base) not in scope.values:
            raise NotSupported(f"`{self.owner.text(node)}` is one number by its name, and its letter is bound here", node.span)
        if name is not None and not captured and (name in scope.values or name in scope.bare):
            return scope.values[name] if name in scope.values else scope.bare[name].body
        if name in self.owner.names:
            return self.owner.index_as_number(self.owner.names[name], name)
        if self.owner.point is not None and node.sub is None and functions.unknown(node.base) is not None:
            order = 0 if isinstance(node.sup, Number) and not node.primes else order_of(node.sup, node.primes)
            if order:
                return functions.bare(node.base, self.owner.point, order)
        if isinstance(node.base, Group) and node.sup is None and node.sub is None and functions.functional(node.base):
            return functions.primed(node.base.body, node.primes)
        if node.sup is None and node.primes == 1 and (turned := self.transposed(node)) is not None:
            return turned
        if node.sup is None and node.sub is None and node.primes and isinstance(node.base, Group):
            return self.owner.gradients.of_bracket(node.base, node.primes)
        if node.sup is None and node.primes:
            if node.sub is None and (bare := functions.bare_prime(node)) is not None:
                return bare
            raise NotSupported(f"the derivative `{self.owner.text(node)}` without an argument", node.span)
        base: Node = node.base
        if isinstance(base, Group) and base.kind == "||" and node.sub is not None:
            self.owner.no_number(base.body)
            return self.normed(self.owner.value(base.body), spelled(node.sub) or self.owner.text(node.sub), node.sup)
        if isinstance(base, Group) and base.kind == "<" and node.sub is not None:
            found = inner.product(self.owner, base, node.sub)
            return found if node.sup is None else self.to_power(found, node.sup)
        if node.sub is not None:
            base = Scripted(node.base, node.sub, None, 0, node.span)
        if node.sup is None:
            return self.subscripted(node.base, node.sub, node)
        return self.superscripted(base, node.sup)

    def transposed(self, node: Scripted) -> Value | None:
        """`x'` and `(A x)'` for a transpose: of an array that is no function, on a page that writes no transpose in another way."""
        base: Node = node.base if node.sub is None else Scripted(node.base, node.sub, None, 0, node.span)
        if not undeclared.transposes_by_primes(spelled(node.base) if isinstance(node.base, Name) else None, self.owner.source):
            return None
        if isinstance(node.base, Name) and (not self.owner.scope.known(spelled(node.base) or "") or self.owner.is_function(node.base)):
            return None
        if not isinstance(node.base, Name) and (not isinstance(node.base, Group) or node.base.kind not in ("(", "[")):
            return None
        try:
            v = self.owner.value(base)
        except (MeaningError, arrays.IllTyped):
            return None
        return arrays.transpose(v) if v.rank and not v.literal and "D" not in v.body.atoms else None

    def superscripted(self, base: Node, sup: Node) -> Value:
        if self.is_transpose(sup):
            self.owner.no_number(base)
            return arrays.transpose(self.owner.value(base))
        if isinstance(sup, Name) and sup.text == "T" and self.owner.value(base).rank:
            return arrays.transpose(self.owner.value(base))  # T is a number here, but only numbers have such powers
        if is_star(sup):
            return starred(self.owner, base)
        if (half := squares.half(sup)) and (square := squares.defined_square(self.owner.scope, base, self.owner.names)) is not None:
            found = self.owner.value(square)
            return found if half == 1 else self.powered(found, num(half))
        stem = base.base if isinstance(base, Scripted) else base
        name = spelled(stem) or "" if isinstance(stem, Name) else "e"
        # `x^{(2)}` and `x_i^{(2)}` are the second of several, no square
        labelled = isinstance(sup, Group) and name in self.owner.scope.values
        nothing = isinstance(base, Name) and name not in ("e", "") and not self.owner.stands_for_something(name)
        if (undeclared.counts(sup, labelled) and isinstance(stem, Name) and (labelled or nothing)) or (nothing and undeclared.labels(sup)):
            raise undeclared.first_of_several(spelled(base) or self.owner.text(base), base.span, sup)
        if isinstance(base, Name) and spelled(base) == "e" and "e" not in self.owner.scope.values and "e" not in self.owner.names:
            exponent = self.owner.value(sup)
            if exponent.rank == 2 and exponent.axes[0] == exponent.axes[1]:
                raise NotSupported(f"e to the power of {arrays.shape_text(exponent)} is not judged", base.span)
            if exponent.rank:
                return arrays.elementwise(lambda t: fn("exp", t), exponent)
            return scalar(fn("exp", exponent.body))
        if isinstance(base, Group) and base.kind == "||":
            self.owner.no_number(base.body)
            return self.normed(self.owner.value(base.body), "", sup)
        match sup:
            case Additive((turned,), ("-",)) if self.is_transpose(turned):
                self.owner.no_number(base)
                return arrays.transpose(matrices.inverse(self.owner.value(base)))
            case Product((Missing(), number), ("odot" | "circ",)):
                of_entries = folded(self.owner.value(number))
                return arrays.elementwise(lambda t: power(t, of_entries), self.owner.value(base))
        return self.to_power(self.owner.value(base), sup)

    def normed(self, v: Value, kind: str, sup: Node | None) -> Value:
        """A norm; the square of one that is a root is the sum of squares itself."""
        found = matrices.norm(v, kind)
        if isinstance(sup, Number) and sup.text == "2" and found.body.op == "pow":
            return scalar(found.body.args[0])
        return found if sup is None else self.to_power(found, sup)

    def to_power(self, base: Value, sup: Node) -> Value:
        exponent = self.owner.value(sup)
        if exponent.rank:
            raise IllTyped(f"a power with the exponent {arrays.shape_text(exponent)}")
        return self.powered(base, folded(exponent))

    def is_transpose(self, sup: Node) -> bool:
        return isinstance(sup, Name) and sup.text in TRANSPOSES and "T" not in (self.owner.scope.values if sup.text == "T" else ())

    def powered(self, base: Value, exponent: Term) -> Value:
        if base.rank == 0 and exponent is MINUS_ONE:
            return matrices.inverse(base)
        if base.identity and base.grid is not None:
            matrices.square(base, "a power")
        if base.rank == 0 and not base.ones:
            return Value((), power(base.body, exponent), literal=base.literal, identity=base.identity)
        if base.rank == 2:
            return matrices.matrix_power(base, exponent)
        raise IllTyped(f"a power of {arrays.shape_text(base)}")

    def subscript_axes(self, base: str, v: Value) -> tuple[Term, ...]:
        """The axes in the order in which subscripts name them: a family first by its index, then by its entries."""
        return v.axes[::-1] if base in self.owner.scope.families and v.rank == 2 else v.axes

    def subscripted(self, base: Node, sub: Node | None, node: Node) -> Value:
        assert sub is not None
        name = spelled(base)
        if name == "delta" and name not in self.owner.scope.values:
            return self.kronecker(sub, node)
        if name == "e" and "e" not in self.owner.scope.values:
            return self.unit_vector(sub, node)
        condition = sub
        while isinstance(condition, Group):
            condition = condition.body
        if name in ("1", "I") and isinstance(condition, Chain) and (name == "1" or not self.owner.scope.known("I")):
            return masks.bracket(self.owner, condition)  # `\\mathbb{I}_{w = o}`, `\\mathbf{1}_{\\{w = o\\}}`
        if name == "I" and not self.owner.scope.known("I"):
            return matrices.identity(self.size_of(sub))
        if name == "1" and (not self.owner.scope.known("1") or self.owner.scope.values["1"].body is ONE):
            return Value((self.size_of(sub),), ONE)
        sequence = self.owner.scope.sequence(name, sub)
        if sequence is not None:
            return self.owner.index_as_number(self.owner.places.entry_of(sequence, sub), self.owner.text(node))
        if name is not None and not self.owner.scope.known(name) and name not in self.owner.names:
            if (meant := self.owner.slips.name_with_o(base, sub)) is not None:
                return self.owner.scope.values[meant]
            if name in self.owner.scope.numbered and isinstance(sub, Number):
                own = f"{name}_{sub.text}"
                self.owner.assumed.add(own)
                return scalar(real(Symbol(own)))
            raise undeclared.entry(name, self.owner.text(node), sub, node.span)
        if name in self.owner.scope.indices and not (
            self.owner.scope.values.keys() | self.owner.scope.functions.keys() | self.owner.names.keys()
        ) & {name}:
            raise undeclared.entry(str(name), self.owner.text(node), sub, node.span)  # beside the index w: no entry of it
        declared = (
            self.owner.scope.values.get(name or "") if name in self.owner.scope.alone_here or name in self.owner.scope.beside else None
        )
        return self.entry(declared or self.owner.value(base), name, sub, node, base)

    def size_of(self, sub: Node) -> Term:
        """The axis that `I_n` and `\\mathbf{1}_{|V|}` name."""
        name = spelled(sub)
        if isinstance(sub, Group) or name in self.owner.scope.sets:
            return self.owner.places.set(sub)
        return Term("range", (ONE, self.owner.places.integer(sub)))

    def entry(self, v: Value, name: str | None, sub: Node, node: Node, base: Node | None = None) -> Value:
        """Entries, rows, or members of a family, by their subscripts."""
        if isinstance(sub, Group) and sub.kind in ("(", "[") and isinstance(sub.body, Name | Number):
            raise NotSupported(f"`{self.owner.text(node)}`: a subscript in brackets counts in another order", node.span)
        sub = self.without_conditions(sub)
        family = name in self.owner.scope.families and v.rank == 2
        axes = self.subscript_axes(name or "", v)
        parts = subscripts(sub, len(axes))
        letters = sub.factors if isinstance(sub, Product) else (sub,)
        word = "".join(spelled(x) or "?" for x in letters)
        starred = (name or "").endswith("^*") and isinstance(sub, Number)  # `\\alpha_1^*` beside the optimum `\\alpha^*`
        if not v.rank and (starred or (len(word) > 1 and word.isascii() and not any(self.owner.places.is_place(x) for x in letters))):
            declared = f"`${self.owner.text(node)} = \\dots$` in the Given would do"
            raise Undeclared(f"`{self.owner.text(node)}` is a name of its own, but not declared; {declared}", node.span)
        if len(parts) > len(axes):
            if unread := self.owner.scope.unread.get(f"{name}_"):
                raise NotSupported(unread, node.span)
            raise IllTyped(f"`{self.owner.text(node)}` has {len(parts)} subscripts on {arrays.shape_text(v)}")
        found = tuple(self.owner.places.subscript(base, p, axis) for p, axis in zip(parts, axes, strict=False))
        if len(found) == len(axes):
            return scalar(v.entry(*(found[::-1] if family else found)))
        rest = axes[len(found) :]
        if family:
            return arrays.build(rest, lambda *i: v.entry(*i, *found), row=v.row and len(rest) == 1)
        member = self.owner.scope.families.get(name or "") == len(found)
        return arrays.build(rest, lambda *i: v.entry(*found, *i), row=len(rest) == 1 and not member)

    def without_conditions(self, sub: Node) -> Node:
        """`u_{w \\neq o}` and `u_{w, w \\neq o}`: the subscript, its condition kept for the step."""
        items = sub.items if isinstance(sub, Listing) and sub.separator == "," else (sub,)
        plain: list[Node] = [i for i in items if not isinstance(i, Chain)]
        for chain in (i for i in items if isinstance(i, Chain)):
            about_its_letters(chain, plain)
            self.owner.conditions.append(self.owner.places.condition(chain))
            plain = plain or [chain.operands[0]]
        return plain[0] if len(plain) == 1 else Listing(",", tuple(plain), sub.span)

    def kronecker(self, sub: Node, node: Node) -> Value:
        parts = subscripts(sub, 2)
        if len(parts) == 1 and not self.owner.places.is_place(parts[0]):
            raise undeclared.entry("delta", self.owner.text(node), sub, node.span)  # a name of its own
        if len(parts) != 2:
            raise IllTyped(f"`{self.owner.text(node)}`: a Kronecker delta has two indices")
        return scalar(iverson(self.owner.places.relation(parts[0], "=", parts[1])))

    def unit_vector(self, sub: Node, node: Node) -> Value:
        found = self.owner.places.element(sub) or self.owner.slips.letter_o(sub, None)
        over = set_of(found) if found is not None else None
        if found is None or over is None:
            raise Undeclared(f"`{self.owner.text(node)}`: in which set the index lies is not declared", node.span)
        return arrays.build((over,), lambda i: iverson(eq(i, found)))


def folded(v: Value) -> Term:
    """The exponent as one number, where it is made of literal numbers."""
    if not v.literal:
        return v.body
    poly = Ring().of(v.body)
    return num(poly.get(UNIT, Fraction(0))) if all(m == UNIT for m in poly) else v.body
