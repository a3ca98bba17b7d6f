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

from derive.meaning.formulas import arrays, masks, matrices, summands, unsupported
from derive.meaning.formulas.application import Application
from derive.meaning.formulas.arrays import IllTyped, Value, scalar
from derive.meaning.formulas.brackets import Brackets
from derive.meaning.formulas.ellipses import Ellipses, has_dots
from derive.meaning.formulas.expectations import Expectations
from derive.meaning.formulas.gradients import Gradients
from derive.meaning.formulas.ones_in_sums import value_of_term
from derive.meaning.formulas.places import Places
from derive.meaning.formulas.scripts import Scripts
from derive.meaning.formulas.slips import Slips
from derive.meaning.names import undeclared
from derive.meaning.names.captured import rebinds
from derive.meaning.names.layers import label_bound
from derive.meaning.names.scope import MeaningError, NotSupported, Scope, Undeclared, is_command, spelled, unknown_command
from derive.reading.rewriting import spots
from derive.reading.syntax import (
    Additive,
    Big,
    Cases,
    Decorated,
    Derivative,
    Fraction,
    Group,
    Matrix,
    Name,
    Node,
    Number,
    Product,
    Root,
    Scripted,
)
from derive.reading.vocabulary import LETTERS
from derive.terms.term import (
    HALF,
    ONE,
    ZERO,
    Symbol,
    Term,
    abstract,
    bind,
    fn,
    index,
    num,
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
        self.ways: tuple[str, str] | None = None  # how these are told, where it is not a matter of how far a sign reaches
        self.absent: str | None = None  # what is differentiated by something that it does not depend on
        self.otherwise = False  # the second one: a/(bc), A ∘ (B C), log(x) y, two products
        self.places = Places(self)
        self.scripts = Scripts(self)
        self.brackets = Brackets(self)
        self.gradients = Gradients(self)
        self.expectations = Expectations(self)
        self.application = Application(self)
        self.ellipses = Ellipses(self)
        self.slips = Slips(self)
        self.lenient = False  # a lost transpose is put back, and dots that end at a letter go to the end
        self.point: Term | None = None  # where functions without an argument stand
        self.ones: Term | None = None  # over which set a vector of ones runs, where the other terms of a sum tell
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
                return self.scripts.scripted(node)
            case Product(factors, operators):
                return self.application.product(factors, operators)
            case Additive(terms, signs):
                return self.additive(terms, signs)
            case Fraction(numerator, denominator):
                return arrays.divide(self.value(numerator), self.value(denominator))
            case Matrix(rows):
                return self.brackets.matrix(rows, node)
            case Root(body, None):
                return self.scripts.powered(self.value(body), HALF)
            case Root(body, degree) if isinstance(degree, Number):
                return self.scripts.powered(self.value(body), num(1 / Rational(degree.text)))
            case Group():
                return self.brackets.group(node)
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
        for n, (sign, term) in enumerate(zip(signs, terms, strict=True)):
            if sign not in "+-":
                raise NotSupported(f"the sign `{sign}` makes two statements of one; write one with + and one with -", term.span)
            v = value_of_term(self, terms, n)
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
            return Value((), ONE, literal=True, ones=True) if self.ones is None else Value((self.ones,), ONE)
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
        if (node.font == "bf" or "vec" in node.marks) and name != "0" and (len(node.text) == 1 or node.text in LETTERS):
            self.no_number(node)
        if len(node.text) > 1 and node.text not in LETTERS:
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
        if re.match(r"\s*_", self.source[node.span.end :]):
            return False
        alone = re.search(r"\\pi\s*(\\in(?![A-Za-z])|:?=|\^|\\sim)", self.source)
        return known is not None and bool(known.rank) and not alone and re.search(r"2\s*$", self.source[: node.span.start]) is not None

    def is_function(self, node: Node) -> bool:
        return self.application.head(node) is not None

    # --- cases, big operators ---

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
        names, written = self.places.binders.bound(node)
        if (label := label_bound(node.body, names)) is not None:
            said = f"`{label}` is declared as one thing, and its label runs here"
            raise Undeclared(f"{said}; a `for` behind its declaration would do", node.span)
        with self.bound(names):
            conditions = [self.places.condition(c) for c in written]
            body = self.value(summands.as_before(self, node, set(names)))
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
