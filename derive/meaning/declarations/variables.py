r"""Variables as a Given declares them: `$x \in \mathbb{R}^n$`, `$u_w \in \mathbb{R}^d$ for $w \in V$`, `$o \in V$`, `$y_i \in \{-1, 1\}$`.

Comes in: a name with what it is a member of. Goes out: the scope with the variable, its index sets, and the facts that its membership says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.meaning.declarations import nouns
from derive.meaning.declarations.precedence import BETWEEN_SIZES, Difference, Place, as_power, settled
from derive.meaning.formulas import arrays, tables, unknown_functions
from derive.meaning.formulas.arrays import Value
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.formulas.number_sets import lies_in
from derive.meaning.names.scope import NotSupported, Scope, Sequence, names_in, spelled
from derive.meaning.names.subscripts import subscripts
from derive.reading.syntax import (
    Group,
    Name,
    Node,
    Number,
    Product,
    Scripted,
    Span,
)
from derive.terms.term import (
    ONE,
    ZERO,
    Symbol,
    Term,
    bind,
    index,
    le,
    lt,
    num,
    real,
)

HEADING = re.compile(r"^\s*(#|\*\*|\\(?:sub)*(?:section|paragraph))", re.M)


@dataclass(frozen=True, slots=True)
class Note:
    """Something in a Given that could not be used, or not wholly, and the names that it speaks of. enough: conditions under which all of
    it holds, so that a witness at which they do is one. other: where another document's Given says something else; remark: all of it
    is used, but the reader has to know; quiet: the text says it, and it is told only where it decides a verdict; behind: it is said where
    it stands, and concerns nothing before."""

    message: str
    span: Span
    names: frozenset[str] = frozenset()
    enough: tuple[Term, ...] = ()
    other: Place | None = None
    remark: bool = False
    quiet: bool = False
    behind: bool = False


def told(d: Difference) -> Note:
    """The difference as a note."""
    return Note(d.message, d.span, frozenset({d.name}) if d.open else frozenset(), other=d.place)


class Variables:
    """The part of a declaration that makes variables."""

    def __init__(self, scope: Scope, source: str) -> None:
        self.scope, self.source = scope, source
        self.names: dict[str, Term] = {}
        self.conditions: list[Node] = []
        self.declared: list[tuple[str, str]] = []
        self.notes: list[Note] = []
        self.elsewhere: dict[str, tuple[Scope, Span, Place]] = {}  # names that other documents declare too: their scope and place

    @property
    def elaborator(self) -> Elaborator:
        return Elaborator(self.scope, self.source, self.names)

    def letter(self, node: Node, over: Term) -> None:
        name = spelled(node)
        if name is None:
            raise NotSupported("only letters can be bound by `for`", node.span)
        self.names[name] = index(name, over)
        self.scope.letters[name] = over

    # --- statements ---

    def member(self, node: Node, where: Node) -> None:
        if (call := tables.arguments_of(node, self.scope, self.names)) is not None:
            self.values_of(call, where)
            return
        base, letters = self.family(node)
        match where := as_power(where):
            case Name("R"):
                self.variable(base, letters, ())
            case _ if not letters and unknown_functions.smooth_functions(where):
                unknown_functions.introduce(self.scope, base, 1)
                self.declared.append(("functions", base))
            case Scripted(Name("R"), None, sup, 0) if sup is not None and base == "1" and not letters:
                self.scope.values[base] = Value(self.shape(sup), ONE, row=self.is_row(sup))  # `$\mathbf{1} \in \mathbb{R}^n$`: of ones
                self.declared.append(("values", base))
            case Scripted(Name("R"), None, sup, 0) if sup is not None:
                self.variable(base, letters, self.shape(sup), row=self.is_row(sup))
            case Scripted(Name("R"), sub, sup, 0) if sub is not None:
                if sup is None:
                    self.variable(base, letters, ())
                else:  # `\mathbb{R}^n_{>0}`
                    self.variable(base, letters, self.shape(sup), row=self.is_row(sup))
                self.positive(base, letters, self.source[sub.span.start : sub.span.end])
            case Scripted(Name("N" | "Z")) if (plain := nouns.of_set(where, self.source)) is not None:
                self.member(node, plain[0])
                self.scope.facts.update({le(num(least), self.elaborator.value(node).body): None for least in plain[1]})
            case Name("N" | "Z" as kind):
                if letters:
                    raise NotSupported("a family of integers", node.span)
                self.scope.declare_integer(base)
                if kind == "N":
                    self.scope.sets.setdefault(base, Term("range", (ONE, self.scope.values[base].body)))
                else:
                    self.scope.facts.pop(le(ZERO, self.scope.values[base].body), None)
                self.declared.append(("values", base))
            case Group() if (says := lies_in(where, lambda n: self.elaborator.value(n).body)) is not None:
                self.variable(base, letters, ())
                self.fact_of_entries(self.scope.values[base], says)
            case Scripted(Group() as numbers, None, sup, 0) if (
                sup is not None and (says := lies_in(numbers, lambda n: self.elaborator.value(n).body)) is not None
            ):  # `y \\in \\{0, 1\\}^K`
                self.variable(base, letters, self.shape(sup))
                self.fact_of_entries(self.scope.values[base], says)
            case _:
                self.element(node, base, letters, self.elaborator.places.set(where))

    def values_of(self, call: tuple[str, tuple[Term, ...], bool], where: Node) -> None:
        r"""`q(z) \in \mathbb{R}$ for $z \in Z`: a function on a finite set."""
        name, arguments, bar = call
        match where:
            case Name("R"):
                tables.introduce(self.scope, name, tuple(a.tag[1] for a in arguments), bar)
            case Scripted(Name("R"), sub, None, 0) if sub is not None:
                tables.introduce(self.scope, name, tuple(a.tag[1] for a in arguments), bar)
                self.positive(name, (), self.source[sub.span.start : sub.span.end])
            case _:
                raise NotSupported(f"values of `{name}` other than numbers", where.span)
        self.declared.append(("values", name))

    def family(self, node: Node) -> tuple[str, tuple[Node, ...]]:
        """`u_w` with w bound by `for` is the name u and the subscript w; any other name is a name of its own."""
        name = spelled(node)
        if isinstance(node, Scripted) and node.sub is not None and node.sup is None:
            parts = subscripts(node.sub, len(node.sub.factors) if isinstance(node.sub, Product) else 2)
            letters = {spelled(n) for p in parts for n in names_in(p)}
            if not letters.isdisjoint(self.names):
                base = spelled(node.base)
                if base is not None:
                    return base, parts
        if name is None:
            raise NotSupported(f"`{self.source[node.span.start : node.span.end]}` is not a name", node.span)
        return name, ()

    def shape(self, sup: Node) -> tuple[Term, ...]:
        factors = sup.factors if isinstance(sup, Product) and set(sup.operators) <= BETWEEN_SIZES else (sup,)
        return tuple(self.axis(f) for f in factors if not (isinstance(f, Number) and f.text == "1" and len(factors) == 2))

    def is_row(self, sup: Node) -> bool:
        return isinstance(sup, Product) and isinstance(sup.factors[0], Number) and sup.factors[0].text == "1"

    def axis(self, node: Node) -> Term:
        if isinstance(node, Group) and node.kind == "|":
            node = node.body
            name = spelled(node)
            if name is not None and name not in self.scope.sets:
                return self.scope.declare_set(name)
        name = spelled(node)
        if isinstance(node, Number):
            return Term("range", (ONE, num(int(node.text))))
        if name is None:
            size = self.elaborator.places.integer(node)
            return Term("range", (ONE, size))
        return self.scope.as_axis(name)

    def variable(self, base: str, letters: tuple[Node, ...], shape: tuple[Term, ...], row: bool = False) -> None:
        """A scalar, vector or matrix; with letters a family of them. A second declaration replaces the first, but for a family beside
        a name of its own: x stands for itself, and x_i for one of the x_1, ..., x_n."""
        own = tuple(self.set_of(letter) for letter in letters)
        for over in own:
            if over.op == "range" and over.args[0] is ONE and over.args[1].op == "real":
                self.scope.facts.setdefault(le(*over.args))
        if own and self.stands_alone(base, letters[0].span.start):
            self.scope.beside[base] = self.scope.values[base]
        symbol = Symbol(base, (*own, *shape))
        rank = len(symbol.axes)
        self.scope.families.pop(base, None)
        bound = tuple(Term("bound", (), k) for k in range(rank))
        if own and shape and rank == 2:
            self.scope.values[base] = Value(symbol.axes[::-1], real(symbol, *bound[::-1]))
        else:
            self.scope.values[base] = Value(symbol.axes, real(symbol, *bound), row)
        if own and shape:
            self.scope.families[base] = len(own)
        self.declared.append(("values", base))
        self.settle(base)

    def stands_alone(self, name: str, here: int) -> bool:
        """Whether the name is a number of its own, by what stands before in the same list of declarations."""
        known, at = self.scope.values.get(name), self.scope.stated.get(name)
        number = known is not None and not known.rank and known.body.op == "real" and known.body.tag.sort == "real"
        listed = ("values", name) in self.declared or (at is not None and HEADING.search(self.source, at.end, here) is None)
        return number and listed

    def settle(self, name: str) -> None:
        """What this declaration leaves of what another document says of the name."""
        if name in self.elsewhere:
            difference = settled(self.scope, *self.elsewhere.pop(name), name)
            self.notes += [] if difference is None else [told(difference)]

    def set_of(self, letter: Node) -> Term:
        name = spelled(letter)
        if name is None or name not in self.names:
            raise NotSupported("a subscript of a family is a letter bound by `for`", letter.span)
        over: Term = self.names[name].tag[1]
        return over

    def positive(self, base: str, letters: tuple[Node, ...], sign: str) -> None:
        value = self.scope.values[base]
        make = {"+": le, ">0": lt, "++": lt, "\\ge0": le}.get(sign.replace(" ", ""))
        if make is None:
            raise NotSupported(f"the number set with subscript `{sign}`")
        self.fact_of_entries(value, lambda x: make(ZERO, x))

    def fact_of_entries(self, value: Value, make: object) -> None:
        assert callable(make)
        indices = arrays.fresh(value.axes)
        whole = make(value.entry(*indices))
        for body in whole.args if whole.op == "and" else (whole,):
            for i in reversed(indices):
                body = bind("forall", i, body)
            self.scope.facts[body] = None

    def element(self, node: Node, base: str, letters: tuple[Node, ...], over: Term) -> None:
        """An element of a set, or a sequence (a map) with values in it."""
        if not letters:
            self.scope.declare_index(base, over)
            self.declared.append(("indices", base))
            return
        (sub,) = letters
        inside = [n for n in names_in(sub) if isinstance(n, Name)]
        bound = [n for n in inside if spelled(n) in self.names]
        others = [spelled(n) for n in inside if spelled(n) not in self.names]
        domain: Term = self.names[spelled(bound[0]) or ""].tag[1]
        anchor = others[0] if others and not isinstance(sub, Name) else None
        self.sequence(base, Sequence(Symbol(base, (domain,), "element", over), anchor))
        self.declared.append(("sequences", base))

    def sequence(self, base: str, sequence: Sequence) -> None:
        """One name may stand for a sequence around an anchor (`w_{t+j}`) and for one that counts from its first entry (`w_k`)."""
        known = self.scope.sequences.get(base)
        if known is not None and (known.anchor is None) != (sequence.anchor is None):
            self.scope.unanchored[base] = known if known.anchor is None else sequence
            sequence = sequence if known.anchor is None else known
        self.scope.sequences[base] = sequence
