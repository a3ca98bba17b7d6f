"""From syntax to typed values: what is applied to what, decided by types.

Comes in: an expression, the scope, and the letters bound around it. Goes out: a `Value`. Juxtaposition is a call where a function
stands before a bracket, an argument where a function name stands alone, else a product; what fits no type raises IllTyped with the
shapes. Knows nothing of truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction as Rational

from derive.meaning.formulas import arrays, inner, masks, matrices, unsupported
from derive.meaning.formulas.application import Application
from derive.meaning.formulas.arrays import IllTyped, Value, scalar
from derive.meaning.formulas.calls import order_of
from derive.meaning.formulas.ellipses import Ellipses, has_dots
from derive.meaning.formulas.expectations import Expectations
from derive.meaning.formulas.gradients import Gradients
from derive.meaning.formulas.places import Places, subscripts
from derive.meaning.formulas.slips import Slips
from derive.meaning.formulas.starred import is_star, starred
from derive.meaning.names import undeclared
from derive.meaning.names.captured import rebinds
from derive.meaning.names.layers import label_bound
from derive.meaning.names.scope import MeaningError, NotSupported, Scope, Undeclared, is_command, spelled, unknown_command
from derive.meaning.names.subscripts import about_its_letters
from derive.reading.rewriting import spots
from derive.reading.syntax import (
    Additive,
    Big,
    Cases,
    Chain,
    Decorated,
    Derivative,
    Fraction,
    Group,
    Listing,
    Matrix,
    Missing,
    Name,
    Node,
    Number,
    Product,
    Root,
    Scripted,
)
from derive.reading.vocabulary import TRANSPOSES
from derive.terms.polynomial import UNIT, Ring
from derive.terms.term import (
    HALF,
    MINUS_ONE,
    ONE,
    ZERO,
    Symbol,
    Term,
    abstract,
    bind,
    eq,
    fn,
    index,
    iverson,
    num,
    power,
    real,
    set_of,
)


class Elaborator:
    """Elaboration in one scope. `names` are the letters bound here; `source` is the text that spans point into."""

    def __init__(self, scope: Scope, source: str, names: dict[str, Term] | None = None) -> None:
        self.scope, self.source = scope, source
        self.names: dict[str, Term] = dict(names or {})
        self.conditions: list[Term] = []
        self.forks = 0  # how often two readings were open: `a/bc`, `A \\circ B C`, `\\log x \\cdot y`, `\\prod_i a_i \\prod_i b_i`
        self.otherwise = False  # the second one: a/(bc), A ∘ (B C), log(x) y, two products
        self.places = Places(self)
        self.gradients = Gradients(self)
        self.expectations = Expectations(self)
        self.application = Application(self)
        self.ellipses = Ellipses(self)
        self.slips = Slips(self)
        self.lenient = False  # a lost transpose is put back, and dots that end at a letter go to the end
        self.point: Term | None = None  # where functions without an argument stand
        self.assumed: set[str] = set()  # undeclared names taken for numbers

    @contextmanager
    def bound(self, names: dict[str, Term]) -> Iterator[None]:
        """These letters bound while the block runs."""
        outer = self.names
        self.names = {**outer, **names}
        try:
            yield
        finally:
            self.names = outer

    @contextmanager
    def instead(self, names: dict[str, Term]) -> Iterator[None]:
        """Only these letters bound while the block runs."""
        outer, self.names = self.names, names
        try:
            yield
        finally:
            self.names = outer

    def text(self, node: Node) -> str:
        return " ".join(self.source[node.span.start : node.span.end].split())

    # --- expressions ---

    def value(self, node: Node) -> Value:
        """The value of an expression; raises IllTyped, Undeclared or NotSupported, each with the place."""
        try:
            return self._value(node)
        except IllTyped as why:
            if not hasattr(why, "at"):
                why.at = node.span  # type: ignore[attr-defined]
                why.written = self.text(node)  # type: ignore[attr-defined]
            raise
        except MeaningError as why:
            why.at = why.at or node.span
            raise

    def _value(self, node: Node) -> Value:
        match node:
            case Number(text):
                return scalar(num(Rational(text)), literal=True)
            case Name():
                return self.name(node)
            case Scripted():
                return self.scripted(node)
            case Product(factors, operators):
                return self.application.product(factors, operators)
            case Additive(terms, signs):
                return self.additive(terms, signs)
            case Fraction(numerator, denominator):
                return arrays.divide(self.value(numerator), self.value(denominator))
            case Matrix(rows):
                return self.matrix(rows, node)
            case Root(body, None):
                return self.powered(self.value(body), HALF)
            case Root(body, degree) if isinstance(degree, Number):
                return self.powered(self.value(body), num(1 / Rational(degree.text)))
            case Group():
                return self.group(node)
            case Big():
                return self.big(node)
            case Derivative():
                return self.gradients.derivative(node)
            case Cases(branches):
                return self.cases(branches)
            case Decorated(body, _):
                return self.value(body)
        raise NotSupported(f"`{self.text(node)}` is a construct that is not judged", node.span)

    def additive(self, terms: tuple[Node, ...], signs: tuple[str, ...]) -> Value:
        total: Value | None = None
        if has_dots(terms):
            return self.dotted(terms, signs)
        for sign, term in zip(signs, terms, strict=True):
            if sign not in "+-":
                raise NotSupported(f"the sign `{sign}` makes two statements of one; write one with + and one with -", term.span)
            v = self.value(term)
            v = arrays.negative(v) if sign == "-" else v
            total = v if total is None else arrays.plus(total, v)
        assert total is not None
        return total

    def dotted(self, terms: tuple[Node, ...], signs: tuple[str, ...]) -> Value:
        """`a + x_1 + \\cdots + x_n`: the terms of the sum that the dots stand in all have its sign."""
        start, end, total = self.ellipses.sum(terms)
        if len(set(signs[start:end])) > 1 or signs[start] not in "+-":
            raise NotSupported("dots between terms of different signs", terms[start].span)
        total = arrays.negative(total) if signs[start] == "-" else total
        if start:
            total = arrays.plus(self.additive(terms[:start], signs[:start]), total)
        return total if end == len(terms) else arrays.plus(total, self.additive(terms[end:], signs[end:]))

    # --- names ---

    def name(self, node: Name) -> Value:
        name = spelled(node) or node.text
        if name in self.names:
            return self.index_as_number(self.names[name], name)
        if name in self.scope.alone_here:
            return self.scope.alone_here[name]
        if name in self.scope.beside:
            return self.scope.beside[name]
        if name == "pi" and self.is_circle_number(node):
            return scalar(Term("pi"), literal=True)
        if name in self.scope.values:
            return self.scope.values[name]
        if name in self.scope.bare:
            return self.scope.bare[name].body
        if name in self.scope.indices:
            return self.index_as_number(self.scope.indices[name], name)
        over = self.places.letters.get(name)
        if over is not None and over.op == "range":
            return scalar(index(name, over))  # `\\beta^t m_t`: the index as a number
        if name == "e":
            return scalar(fn("exp", ONE))
        if name == "I":
            return Value((), ONE, literal=True, identity=True)
        if name == "pi":
            return scalar(Term("pi"), literal=True)
        if name == "1":
            return Value((), ONE, literal=True, ones=True)
        if node.text == "0" and not self.scope.known(name):
            return scalar(ZERO, literal=True)  # `\\mathbf{0}`, `\\vec{0}`
        if self.application.functions.unknown(node) is not None:
            return self.application.functions.bare(node, self.point)
        if self.is_function(node):
            raise undeclared.without_argument(name, node.span, self.source, self.scope.functions)
        return self.undeclared(node, name)

    def stands_for_something(self, name: str) -> bool:
        """Whether the name is bound here, declared, or a constant."""
        return name in self.names or self.scope.known(name) or name in self.scope.letters or name in ("e", "I", "1", "0", "pi")

    def no_number(self, node: Node) -> None:
        """A name with a transpose or a norm is no number: it has to be declared."""
        if not isinstance(node, Name) or (name := spelled(node)) is None:
            return
        if not self.stands_for_something(name) or (name == "pi" and not self.scope.known(name)):
            raise undeclared.array(name, node)

    def undeclared(self, node: Name, name: str) -> Value:
        """A letter that stands for a number is a real scalar; anything else must be declared."""
        if name in self.scope.sets or name in self.scope.sequences or name in self.scope.functions:
            what = "a set" if name in self.scope.sets else "a sequence" if name in self.scope.sequences else "a function"
            raise IllTyped(f"`{name}` is {what}, where a number or an array is needed")
        if node.text in unsupported.LETTERS:
            raise NotSupported(unsupported.LETTERS[node.text], node.span)
        if is_command(node.text):
            raise unknown_command(node.text, node.span)
        if (node.font == "bf" or "vec" in node.marks) and name != "0" and (len(node.text) == 1 or node.text in GREEK):
            self.no_number(node)
        if len(node.text) > 1 and node.text not in GREEK:
            raise Undeclared(f"`{name}` is not declared; `${name} \\in \\mathbb{{R}}$` or a definition in the Given would do", node.span)
        if unread := self.scope.unread.get(name):
            raise NotSupported(unread, node.span)
        if name in self.scope.array_like:
            raise undeclared.array(name, node)
        if undeclared.imaginary(name, self.source):
            raise undeclared.unit(node)
        self.assumed.add(name)
        return scalar(real(Symbol(name)))

    def index_as_number(self, found: Term, name: str) -> Value:
        over = set_of(found)
        if over is not None and over.op == "set":
            raise IllTyped(f"`{name}` is an element of {arrays.set_name(over)} (an index), where a number or an array is needed")
        return scalar(found)

    def is_circle_number(self, node: Name) -> bool:
        r"""Whether this is the \pi of `2 \pi`, where the page has numbers `\pi_k` too, and never speaks of them as one array."""
        known = self.scope.values.get("pi")
        alone = re.search(r"\\pi\s*(\\in(?![A-Za-z])|:?=|\^|\\sim)", self.source)
        return known is not None and bool(known.rank) and not alone and re.search(r"2\s*$", self.source[: node.span.start]) is not None

    def is_function(self, node: Node) -> bool:
        return self.application.head(node) is not None

    # --- scripts ---

    def scripted(self, node: Scripted) -> Value:
        name = spelled(node)
        if name is not None and (name in self.scope.values or name in self.scope.bare):
            return self.scope.values[name] if name in self.scope.values else self.scope.bare[name].body
        if name in self.names:
            return self.index_as_number(self.names[name], name)
        if self.point is not None and node.sub is None and self.application.functions.unknown(node.base) is not None:
            order = 0 if isinstance(node.sup, Number) and not node.primes else order_of(node.sup, node.primes)
            if order:
                return self.application.functions.bare(node.base, self.point, order)
        if isinstance(node.base, Group) and node.sup is None and node.sub is None and self.application.functions.functional(node.base):
            return self.application.functions.primed(node.base.body, node.primes)
        if node.sup is None and node.primes == 1 and (turned := self.transposed(node)) is not None:
            return turned
        if node.sup is None and node.sub is None and node.primes and isinstance(node.base, Group):
            return self.gradients.of_bracket(node.base, node.primes)
        if node.sup is None and node.primes:
            if node.sub is None and (bare := self.application.functions.bare_prime(node)) is not None:
                return bare
            raise NotSupported(f"the derivative `{self.text(node)}` without an argument", node.span)
        base: Node = node.base
        if isinstance(base, Group) and base.kind == "||" and node.sub is not None:
            self.no_number(base.body)
            return self.normed(self.value(base.body), spelled(node.sub) or self.text(node.sub), node.sup)
        if isinstance(base, Group) and base.kind == "<" and node.sub is not None:
            found = inner.product(self, base, node.sub)
            return found if node.sup is None else self.to_power(found, node.sup)
        if node.sub is not None:
            base = Scripted(node.base, node.sub, None, 0, node.span)
        if node.sup is None:
            return self.subscripted(node.base, node.sub, node)
        return self.superscripted(base, node.sup)

    def transposed(self, node: Scripted) -> Value | None:
        """`x'` and `(A x)'` for a transpose: of an array that is no function, on a page that writes no transpose in another way."""
        base: Node = node.base if node.sub is None else Scripted(node.base, node.sub, None, 0, node.span)
        if not undeclared.transposes_by_primes(spelled(node.base) if isinstance(node.base, Name) else None, self.source):
            return None
        if isinstance(node.base, Name) and (not self.scope.known(spelled(node.base) or "") or self.is_function(node.base)):
            return None
        if not isinstance(node.base, Name) and (not isinstance(node.base, Group) or node.base.kind not in ("(", "[")):
            return None
        try:
            v = self.value(base)
        except (MeaningError, arrays.IllTyped):
            return None
        return arrays.transpose(v) if v.rank and not v.literal and "D" not in v.body.atoms else None

    def superscripted(self, base: Node, sup: Node) -> Value:
        if self.is_transpose(sup):
            self.no_number(base)
            return arrays.transpose(self.value(base))
        if isinstance(sup, Name) and sup.text == "T" and self.value(base).rank:
            return arrays.transpose(self.value(base))  # T is a number here, but only numbers have such powers
        if is_star(sup):
            return starred(self, base)
        stem = base.base if isinstance(base, Scripted) else base
        name = spelled(stem) or "" if isinstance(stem, Name) else "e"
        labelled = isinstance(sup, Group) and name in self.scope.values  # `x^{(2)}` and `x_i^{(2)}` are the second of several, no square
        nothing = isinstance(base, Name) and name not in ("e", "") and not self.stands_for_something(name)
        if (undeclared.counts(sup, labelled) and isinstance(stem, Name) and (labelled or nothing)) or (nothing and undeclared.labels(sup)):
            raise undeclared.first_of_several(spelled(base) or self.text(base), base.span, sup)
        if isinstance(base, Name) and spelled(base) == "e" and "e" not in self.scope.values and "e" not in self.names:
            exponent = self.value(sup)
            if exponent.rank == 2 and exponent.axes[0] == exponent.axes[1]:
                raise NotSupported(f"e to the power of {arrays.shape_text(exponent)} is not judged", base.span)
            if exponent.rank:
                return arrays.elementwise(lambda t: fn("exp", t), exponent)
            return scalar(fn("exp", exponent.body))
        if isinstance(base, Group) and base.kind == "||":
            self.no_number(base.body)
            return self.normed(self.value(base.body), "", sup)
        match sup:
            case Additive((turned,), ("-",)) if self.is_transpose(turned):
                self.no_number(base)
                return arrays.transpose(matrices.inverse(self.value(base)))
            case Product((Missing(), number), ("odot" | "circ",)):
                of_entries = folded(self.value(number))
                return arrays.elementwise(lambda t: power(t, of_entries), self.value(base))
        return self.to_power(self.value(base), sup)

    def normed(self, v: Value, kind: str, sup: Node | None) -> Value:
        """A norm; the square of one that is a root is the sum of squares itself."""
        found = matrices.norm(v, kind)
        if isinstance(sup, Number) and sup.text == "2" and found.body.op == "pow":
            return scalar(found.body.args[0])
        return found if sup is None else self.to_power(found, sup)

    def to_power(self, base: Value, sup: Node) -> Value:
        exponent = self.value(sup)
        if exponent.rank:
            raise IllTyped(f"a power with the exponent {arrays.shape_text(exponent)}")
        return self.powered(base, folded(exponent))

    def is_transpose(self, sup: Node) -> bool:
        return isinstance(sup, Name) and sup.text in TRANSPOSES and "T" not in (self.scope.values if sup.text == "T" else ())

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
        return v.axes[::-1] if base in self.scope.families and v.rank == 2 else v.axes

    def subscripted(self, base: Node, sub: Node | None, node: Node) -> Value:
        assert sub is not None
        name = spelled(base)
        if name == "delta" and name not in self.scope.values:
            return self.kronecker(sub, node)
        if name == "e" and "e" not in self.scope.values:
            return self.unit_vector(sub, node)
        condition = sub
        while isinstance(condition, Group):
            condition = condition.body
        if name in ("1", "I") and isinstance(condition, Chain) and (name == "1" or not self.scope.known("I")):
            return masks.bracket(self, condition)  # `\\mathbb{I}_{w = o}`, `\\mathbf{1}_{\\{w = o\\}}`
        if name == "I" and not self.scope.known("I"):
            return matrices.identity(self.size_of(sub))
        if name == "1" and not self.scope.known("1"):
            return Value((self.size_of(sub),), ONE)
        sequence = self.scope.sequence(name, sub)
        if sequence is not None:
            return self.index_as_number(self.places.entry_of(sequence, sub), self.text(node))
        if name is not None and not self.scope.known(name) and name not in self.names:
            if (meant := self.slips.name_with_o(base, sub)) is not None:
                return self.scope.values[meant]
            raise undeclared.entry(name, self.text(node), sub, node.span)
        if name in self.scope.indices and not (self.scope.values.keys() | self.scope.functions.keys() | self.names.keys()) & {name}:
            raise undeclared.entry(str(name), self.text(node), sub, node.span)  # beside the index w: no entry of it
        declared = self.scope.values.get(name or "") if name in self.scope.alone_here or name in self.scope.beside else None
        return self.entry(declared or self.value(base), name, sub, node, base)

    def size_of(self, sub: Node) -> Term:
        """The axis that `I_n` and `\\mathbf{1}_{|V|}` name."""
        name = spelled(sub)
        if isinstance(sub, Group) or name in self.scope.sets:
            return self.places.set(sub)
        return Term("range", (ONE, self.places.integer(sub)))

    def entry(self, v: Value, name: str | None, sub: Node, node: Node, base: Node | None = None) -> Value:
        """Entries, rows, or members of a family, by their subscripts."""
        if isinstance(sub, Group) and sub.kind in ("(", "[") and isinstance(sub.body, Name | Number):
            raise NotSupported(f"`{self.text(node)}`: a subscript in brackets counts in another order", node.span)
        sub = self.without_conditions(sub)
        family = name in self.scope.families and v.rank == 2
        axes = self.subscript_axes(name or "", v)
        parts = subscripts(sub, len(axes))
        letters = sub.factors if isinstance(sub, Product) else (sub,)
        word = "".join(spelled(x) or "?" for x in letters)
        if not v.rank and len(word) > 1 and word.isascii() and not any(self.places.is_place(x) for x in letters):
            declared = f"`${self.text(node)} = \\dots$` in the Given would do"
            raise Undeclared(f"`{self.text(node)}` is a name of its own, but not declared; {declared}", node.span)
        if len(parts) > len(axes):
            if unread := self.scope.unread.get(f"{name}_"):
                raise NotSupported(unread, node.span)
            raise IllTyped(f"`{self.text(node)}` has {len(parts)} subscripts on {arrays.shape_text(v)}")
        found = tuple(self.places.subscript(base, p, axis) for p, axis in zip(parts, axes, strict=False))
        if len(found) == len(axes):
            return scalar(v.entry(*(found[::-1] if family else found)))
        rest = axes[len(found) :]
        if family:
            return arrays.build(rest, lambda *i: v.entry(*i, *found), row=v.row and len(rest) == 1)
        return arrays.build(rest, lambda *i: v.entry(*found, *i), row=len(rest) == 1)

    def without_conditions(self, sub: Node) -> Node:
        """`u_{w \\neq o}` and `u_{w, w \\neq o}`: the subscript, its condition kept for the step."""
        items = sub.items if isinstance(sub, Listing) and sub.separator == "," else (sub,)
        plain: list[Node] = [i for i in items if not isinstance(i, Chain)]
        for chain in (i for i in items if isinstance(i, Chain)):
            about_its_letters(chain, plain)
            self.conditions.append(self.places.condition(chain))
            plain = plain or [chain.operands[0]]
        return plain[0] if len(plain) == 1 else Listing(",", tuple(plain), sub.span)

    def kronecker(self, sub: Node, node: Node) -> Value:
        parts = subscripts(sub, 2)
        if len(parts) == 1 and not self.places.is_place(parts[0]):
            raise undeclared.entry("delta", self.text(node), sub, node.span)  # a name of its own
        if len(parts) != 2:
            raise IllTyped(f"`{self.text(node)}`: a Kronecker delta has two indices")
        return scalar(iverson(self.places.relation(parts[0], "=", parts[1])))

    def unit_vector(self, sub: Node, node: Node) -> Value:
        found = self.places.element(sub) or self.slips.letter_o(sub, None)
        over = set_of(found) if found is not None else None
        if found is None or over is None:
            raise Undeclared(f"`{self.text(node)}`: in which set the index lies is not declared", node.span)
        return arrays.build((over,), lambda i: iverson(eq(i, found)))

    # --- brackets, cases, big operators ---

    def group(self, node: Group) -> Value:
        body = node.body
        if isinstance(body, Listing) and node.kind in ("(", "[", "{") and has_dots(body.items):
            return self.ellipses.array(body.items, across=node.kind == "[")
        if node.kind == "[" and isinstance(body, Product) and has_dots(body.factors) and not any(body.operators):
            return self.side_by_side(body)
        match node.kind:
            case "(" | "[" | "{" if not isinstance(body, Listing | Chain):
                return self.value(body)
            case "[" | "(" if isinstance(body, Chain) and (node.kind == "[" or body.relations[0] in masks.ORDER):
                return masks.bracket(self, body)
            case "|":
                return self.bars(body)
            case "||":
                self.no_number(body)
                return matrices.norm(self.value(body), "")
            case "<":
                return inner.product(self, node)
            case "floor" | "ceil":
                raise NotSupported(f"`{self.text(node)}` is not supported yet", node.span)
        if node.kind == "[" and isinstance(body, Listing) and body.separator == "," and len(body.items) > 1:
            raise NotSupported(f"`{self.text(node)}`, an array written out entry by entry, is not judged", node.span)
        if node.kind == "{" and isinstance(body, Chain) and body.relations[0] == "in":
            raise NotSupported(f"`{self.text(node)}`, a set told by what its members are, is not judged", node.span)
        raise IllTyped(f"`{self.text(node)}` is a list, where an expression is needed")

    def side_by_side(self, body: Product) -> Value:
        r"""`[u_1 \dots u_n]`: a product of numbers, but of vectors the matrix whose columns they are."""
        try:
            return self.value(body)
        except (IllTyped, NotSupported):
            return self.ellipses.array(body.factors, across=True)

    def matrix(self, rows: tuple[tuple[Node, ...], ...], node: Node) -> Value:
        """A matrix written out with dots: one row, or one column."""
        if len(rows) == 1 and has_dots(rows[0]):
            return self.ellipses.array(rows[0], across=True)
        column = tuple(row[0] for row in rows)
        if all(len(row) == 1 for row in rows) and has_dots(column):
            return self.ellipses.array(column, across=False)
        raise NotSupported(f"`{self.text(node)}` is a construct that is not judged", node.span)

    def bars(self, body: Node) -> Value:
        name = spelled(body)
        if name in self.scope.sets and (name not in self.scope.values or self.scope.values[name].rank):
            return scalar(Term("card", (self.scope.sets[name],)))
        if name is not None and len(name) == 1 and name.isupper() and not self.stands_for_something(name):
            what = f"`{name}` stands in bars but is not declared"  # a set, a matrix, a number: its size, determinant or absolute value
            raise Undeclared(f"{what}; `${name}$ a finite set` (or what it is) in the Given would do", body.span)
        v = self.value(body)
        if v.rank == 2:
            return matrices.determinant(v)
        if v.rank == 1:
            return matrices.norm(v, "")  # `|w|^2` of a vector is the square of its length
        if v.rank:
            raise NotSupported(f"the bars of `|{self.text(body)}|` around {arrays.shape_text(v)}")
        return scalar(fn("abs", v.body))

    def cases(self, branches: tuple[tuple[Node, Node | None], ...]) -> Value:
        return masks.by_cases(self, branches)

    def big(self, node: Big) -> Value:
        endless = any(isinstance(s.node, Name) and s.node.text == "infty" for end in (node.sub, node.sup) if end for s in spots(end))
        if endless or node.operator not in ("sum", "prod", "max", "min"):
            raise NotSupported(unsupported.OPERATORS[node.operator], node.span)
        if node.operator != "sum" and (cut := rebinds(node)) is not None:
            self.forks += 1
            if self.otherwise:
                return self.value(cut)
        names, written = self.places.binders(node)
        if (label := label_bound(node.body, names)) is not None:
            said = f"`{label}` is declared as one thing, and its label runs here"
            raise Undeclared(f"{said}; a `for` behind its declaration would do", node.span)
        with self.bound(names):
            conditions = [self.places.condition(c) for c in written]
            body = self.value(node.body)
        if body.ones or body.grid is not None or (body.identity and node.operator != "sum"):
            arrays.settled(body)
        if node.operator in ("max", "min") and body.rank == 1 and len(names) == 1 and not written:
            (letter,) = names.values()
            if letter.tag[1] is body.axes[0] and letter not in body.body.atoms:
                return matrices.extreme(node.operator, body)  # `\\max_i z`
        if node.operator != "sum" and body.rank:
            raise IllTyped(f"a {node.operator} of {arrays.shape_text(body)}")
        axes = arrays.fresh(body.axes)
        return replace(
            body, body=abstract(self.bound_over(node.operator, names, conditions, body.entry(*axes)), axes),
            literal=False, of=None, wrt=None,
        )  # fmt: skip

    def bound_over(self, operator: str, names: dict[str, Term], conditions: list[Term], body: Term) -> Term:
        """The operator over the indices, each condition at the innermost index that it speaks of."""
        left = list(conditions)
        for i in reversed(names.values()):
            own = [c for c in left if i in c.atoms]
            left = [c for c in left if c not in own]
            condition = (own[0] if len(own) == 1 else Term("and", tuple(own))) if own else None
            body = bind(operator, i, body, condition)
        if left:
            raise IllTyped("a condition under the big operator speaks of none of its indices")
        return body

    def entrywise(self, make: Callable[[Term, Term], Term], a: Value, b: Value) -> Term:
        """A relation between two values: for arrays, of all entries."""
        if a.axes != b.axes:
            a, b = arrays.broadcast(a, b), arrays.broadcast(b, a)
        arrays.settled(a, b)
        if a.axes != b.axes:
            raise IllTyped(f"a relation between {arrays.shape_text(a)} and {arrays.shape_text(b)}")
        indices = arrays.fresh(a.axes)
        body = make(a.entry(*indices), b.entry(*indices))
        for i in reversed(indices):
            body = bind("forall", i, body)
        return body


def folded(v: Value) -> Term:
    """The exponent as one number, where it is made of literal numbers."""
    if not v.literal:
        return v.body
    poly = Ring().of(v.body)
    return num(poly.get(UNIT, Rational(0))) if all(m == UNIT for m in poly) else v.body


GREEK = frozenset(
    """alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi omicron pi varpi rho varrho sigma
    varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell""".split()
)
