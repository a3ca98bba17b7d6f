"""What the names of a document stand for, and in which part of it.

Comes in: declarations. Goes out: look-ups by name and position: the same letter may be a set, a matrix, an index and a sequence, and
position tells them apart. Knows nothing of how declarations are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from derive.meaning.formulas.arrays import Value
from derive.reading.syntax import Big, Chain, Group, Listing, Name, Node, Number, Product, Scripted, Span
from derive.reading.vocabulary import GREEK, SYMBOLS
from derive.terms.claim import Given
from derive.terms.term import ONE, ZERO, Symbol, Term, finite_set, index, integer_range, is_integer, le, real, set_of
from derive.theory.calculus import unfold

if TYPE_CHECKING:
    from derive.meaning.formulas.moments import Moments


SQUARED = "^2"  # behind the name of which the page defines the square (`squares`)


class MeaningError(Exception):
    """A formula cannot be given a meaning; `at` is where. The subclasses say what kind of failure it is."""

    def __init__(self, message: str, at: Span | None = None) -> None:
        super().__init__(message)
        self.at = at


class Undeclared(MeaningError):
    """A name stands for nothing; the message says which, and what declaration would do."""


class NotSupported(MeaningError):
    """A construct beyond the fragment; the message names it."""


class Ambiguous(MeaningError):
    """Two readings are well-typed and differ; the message shows both."""


@dataclass(frozen=True, slots=True)
class Parameter:
    r"""A formal name of a function: kind "array" (a variable, or an entry of a family), "index", "sequence" or "scalar"; squared, where
    it is written as a square, `\ell(\mu, \sigma^2)`."""

    kind: str
    name: str
    value: Value | None = None
    index: Term | None = None
    squared: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """A named function of what stands in its brackets; body speaks of the formal names. unknown: its symbol, if it is only declared;
    barred: whether a bar stands among its arguments; listed: it is only declared, by its values on finite sets."""

    name: str
    parameters: tuple[Parameter, ...]
    body: Value
    unknown: Symbol | None = None
    barred: bool = False
    listed: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(p.kind for p in self.parameters)

    @property
    def signature(self) -> tuple[object, ...]:
        """What tells it from other functions of its name: the kinds of its arguments, the sets that they come from, and the bar."""
        sets = tuple(set_of(p.index) if p.kind == "index" and p.index is not None else None for p in self.parameters)
        return (*self.kinds, *sets, self.barred)


@dataclass(frozen=True, slots=True)
class Sequence:
    """`w_{t+j} in V for -m <= j <= m`: a map from offsets to a set. anchor is `t`, or None where the index itself counts."""

    symbol: Symbol
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Dependent:
    """A definition of the Given that is read anew where a spelling in it means another function: its text, its two sides, and the
    other spellings of what it defines."""

    source: str
    names: dict[str, Term]
    left: Node
    right: Node
    also: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Random:
    r"""`$a \sim p$ on $A$`: an index that is drawn from a distribution on its set; the law as it is written."""

    name: str
    index: Term
    law: Node


@dataclass(frozen=True, slots=True)
class Written:
    """A big operator as it was written, and what stands under it as text."""

    big: Big
    text: str


Declared: TypeAlias = Value | Term | Function | Sequence
Home: TypeAlias = tuple[int, ...] | None  # the section that a Given stands in; None for that of another document


@dataclass(slots=True)
class Scope:
    """The names of one part of the document. Copies share nothing; `child` is what a section or a step adds to.

    moments: what is known of random variables; alone: variables whose entries are independent; apart and pairs: variables, and random
    indices, that are independent of each other."""

    sets: dict[str, Term] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    families: dict[str, int] = field(default_factory=dict)  # by how many letters the members are told apart; of vectors, columns
    indices: dict[str, Term] = field(default_factory=dict)
    sequences: dict[str, Sequence] = field(default_factory=dict)
    functions: dict[str, list[Function]] = field(default_factory=dict)
    letters: dict[str, Term] = field(default_factory=dict)
    definitions: dict[Symbol, Term] = field(default_factory=dict)
    defined: dict[str, Symbol] = field(default_factory=dict)
    facts: dict[Term, None] = field(default_factory=dict)
    bare: dict[str, Function] = field(default_factory=dict)
    alone_here: dict[str, Value] = field(default_factory=dict)  # what a name of the Given means on the page where it stands alone
    beside: dict[str, Value] = field(default_factory=dict)  # what it means alone beside a family of that name: J beside J_i
    random: dict[str, Random] = field(default_factory=dict)
    unanchored: dict[str, Sequence] = field(default_factory=dict)  # beside an anchored sequence of that name
    through: dict[str, Sequence] = field(default_factory=dict)  # `u_k = u_{w_k}`: subscripts of u that go through w
    alternatives: dict[str, tuple[Function, ...]] = field(default_factory=dict)  # a second spelling of several functions
    dependents: dict[str, Dependent] = field(default_factory=dict)  # functions that speak of such a spelling
    speaks: dict[str, frozenset[str]] = field(default_factory=dict)  # the names that a definition uses, through others too
    world: dict[str, None] = field(default_factory=dict)  # the function that is meant by such spellings here
    moments: dict[Symbol, Moments] = field(default_factory=dict)
    alone: dict[Symbol, None] = field(default_factory=dict)
    apart: dict[frozenset[Symbol], None] = field(default_factory=dict)
    pairs: dict[frozenset[str], None] = field(default_factory=dict)
    upstream: dict[Symbol, str] = field(default_factory=dict)  # the derivatives of losses of which only is said what they depend on
    besides: dict[str, tuple[str, ...]] = field(default_factory=dict)  # what such a loss depends on too, and was not declared with it
    depends: dict[str, frozenset[str]] = field(default_factory=dict)  # on what a name depends, where the page does not say how
    unread: dict[str, str] = field(default_factory=dict)  # names whose definitions could not be used, each with a sentence
    array_like: dict[str, None] = field(default_factory=dict)  # names that the text gives a transpose or a norm
    numbered: dict[str, None] = field(default_factory=dict)  # letters of which numerals make numbers: h of `h_0`, `h_1`
    runs: dict[str, Chain] = field(default_factory=dict)  # by the name that an equation defines, what its letter runs over
    sums: dict[str, Written] = field(default_factory=dict)  # by its letter, the last big operator that leaves numbers out (`narrowed`)
    said: dict[str, tuple[Node, Home]] = field(default_factory=dict)  # what each name was last said to lie in, and where
    endless: dict[str, Term] = field(default_factory=dict)  # the number at which sequences end of which no end is said
    again: dict[str, dict[int, str]] = field(default_factory=dict)  # of which the text says different things: where, and its words
    stated: dict[str, Span] = field(default_factory=dict)  # where each name is declared, in the text that was read last

    def child(self) -> Scope:
        copy = Scope()
        for name in self.__dataclass_fields__:
            setattr(copy, name, dict(getattr(self, name)))
        copy.functions = {name: list(found) for name, found in self.functions.items()}
        return copy

    def adopt(self, other: Scope) -> None:
        """From here on it is what the other is."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(other, name))

    def without(self, names: Iterable[str]) -> Scope:
        """A copy without what these names stand for."""
        copy = self.child()
        for name in (n for own in names for n in (own, f"{own}{SQUARED}")):
            tables = (copy.values, copy.families, copy.functions, copy.bare, copy.defined, copy.alternatives, copy.dependents, copy.beside)
            for table in tables:
                table.pop(name, None)
        return copy

    def in_one_place(self, term: Term) -> None:
        """Raises NotSupported for what is put in another place and speaks of a loss that is known in one place only (`upstream`)."""
        if (name := next((n for symbol, n in self.upstream.items() if symbol in term.atoms), None)) is not None:
            raise NotSupported(f"`{name}` is known only by what it depends on: it is not judged in another place")

    def given(self) -> Given:
        return Given(dict(self.definitions), tuple(self.facts))

    def known(self, name: str) -> bool:
        """Whether the name stands for anything at all."""
        places = (self.sets, self.values, self.indices, self.sequences, self.functions, self.bare)
        return any(name in place for place in places)

    def sequence(self, name: str | None, sub: Node | None) -> Sequence | None:
        """The sequence that the name with this subscript speaks of: the anchored one only where its anchor stands there."""
        if name is None or name not in self.sequences:
            return None
        found = self.sequences[name]
        other = self.unanchored.get(name)
        if other is None or sub is None or any(spelled(n) == found.anchor for n in names_in(sub)):
            return found
        return other

    def declare_set(self, name: str) -> Term:
        return self.sets.setdefault(name, finite_set(name))

    def declare_size(self, name: str) -> Term:
        """An integer and its index set 1..n."""
        size = self.declare_integer(name)
        self.sets[name] = integer_range(ONE, size)
        return size

    def declare_integer(self, name: str) -> Term:
        size = real(Symbol(name, (), "integer"))
        self.values[name] = Value((), size)
        self.facts[le(ZERO, size)] = None
        return size

    def as_axis(self, name: str) -> Term:
        """The index set that a size or set in an exponent stands for; an undeclared name is introduced by this as a size."""
        known = self.values.get(name)
        if name not in self.sets and known is not None and self._a_number(known.body):
            size = real(Symbol(name, (), "integer"))  # the letter plays two parts: elsewhere it is still the number
            self.sets[name] = integer_range(ONE, size)
            self.facts[le(ZERO, size)] = None
        if name not in self.sets and known is not None and not known.rank and is_integer(whole := unfold(known.body, self.definitions)):
            self.sets[name] = integer_range(ONE, whole)  # n = 2k
        if name not in self.sets:
            self.declare_size(name)
        over = self.sets[name]
        if over.op == "range":
            self.facts[le(*over.args)] = None
        return over

    def _a_number(self, term: Term) -> bool:
        """Whether this is a scalar declared by `m \\in \\mathbb{R}`; of `n > 0` it is not known yet what n is."""
        tag = term.tag
        scalar = term.op == "real" and isinstance(tag, Symbol) and not tag.axes and tag.sort != "integer"
        return scalar and not any(tag in fact.atoms for fact in self.facts)

    def declare_index(self, name: str, over: Term) -> Term:
        self.indices[name] = index(name, over)
        return self.indices[name]


def is_command(name: str) -> bool:
    r"""Whether the name is a command that nothing defines (`\foo`), not a name with a mark (`\hat{y}`)."""
    return name.startswith("\\") and name[1:].isalpha()


def unknown_command(name: str, at: Span) -> MeaningError:
    if name == "\\underline":
        return NotSupported(r"a falling power (`x^{\underline{n}}`) is not judged; written out as a product it can be", at)
    return Undeclared(f"the command `{name}` is not known; `\\newcommand{{{name}}}{{...}}` would do", at)


def names_in(node: Node | None) -> Iterator[Node]:
    """The node and everything in it, from left to right."""
    waiting = [] if node is None else [node]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Name | Number):
            waiting += parts_of(node)[::-1]


def spoken_names(node: Node | None, scope: Scope) -> set[str | None]:
    """The names that an expression speaks of; the r of a declared `W_r` is none of them."""
    found, waiting = set[str | None](), [] if node is None else [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scripted) and isinstance(node.base, Group) and node.base.kind == "||" and spelled(node.sub or node) == "F":
            node = node.base  # Frobenius, whatever F is
        found.add(name := spelled(node))
        if isinstance(node, Scripted) and node.sub is not None and node.sup is not None:
            found.add(spelled(replace(node, sup=None)))  # c_0 of `c_0^2`
        if not isinstance(node, Name | Number) and (name is None or not scope.known(name)):
            waiting += parts_of(node)
    return found


def parts_of(node: Node) -> list[Node]:
    """The nodes that stand right below a node, from left to right."""
    found: list[Node] = []
    kind: Any = type(node)
    for name in _fields_of(kind):
        _spread(getattr(node, name), found)
    return found


@cache
def _fields_of(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name != "span")


def _spread(part: Any, found: list[Node]) -> None:
    if isinstance(part, tuple):
        for p in part:
            _spread(p, found)
    elif hasattr(part, "span"):
        found.append(part)


def spelled(node: Node) -> str | None:
    r"""The name that a node writes: `z`, `\hat{y}`, `J_{naive-softmax}`, `v_c`; None for anything that is not just a name."""
    match node:
        case Name(text, marks):
            for mark in marks:
                text = rf"\{mark}{{{text}}}"
            return text
        case Number(text):
            return text
        case Scripted(base, sub, None, 0) if sub is not None:
            left, right = spelled(base), spelled(sub) or capitals(sub)
            return f"{left}_{{{right}}}" if left and right else None
        case Scripted(base, None, Name("*" | "+" as mark), 0):
            left = spelled(base)
            return f"{left}^{mark}" if left else None
        case Scripted(base, None, None, primes) if primes:
            left = spelled(base)
            return f"{left}{primes * chr(39)}" if left else None
    return None


def square_root(node: Node) -> Node | None:
    r"""`\sigma` of `\sigma^2`, `\sigma_j` of `\sigma_j^2`; None for anything else."""
    match node:
        case Scripted(base, sub, Number("2"), 0):
            return base if sub is None else Scripted(base, sub, None, 0, node.span)
    return None


def is_word(sub: Node | None, scope: Scope) -> bool:
    """Whether a subscript is a word that names no set and no index, as in `U_{neg}`."""
    word = sub.text if isinstance(sub, Name) and not sub.marks else ""
    long = len(word) > 2 or (len(word) == 2 and isinstance(sub, Name) and sub.font != "")  # `L_{\\text{tr}}`
    plain = long and word.replace("-", "").isalpha() and word not in GREEK
    return plain and word not in scope.sets and word not in scope.indices and word not in scope.letters


def is_array(sub: Node | None, scope: Scope) -> bool:
    r"""Whether a subscript is an array, which is no index: the a of `\delta_a` for a vector a."""
    name = spelled(sub) if isinstance(sub, Name) else None
    places = (scope.sets, scope.indices, scope.letters, scope.sequences)
    return name in scope.values and scope.values[name].rank > 0 and not any(name in place for place in places)


def capitals(node: Node) -> str | None:
    """`KL` in `D_{KL}`: capitals side by side are one word; `Y|X` in `H_{Y|X}` and `X;Y` in `I_{X;Y}` say of what the number is."""
    if isinstance(node, Listing) and node.separator in ("|", ";"):
        of = [spelled(i) if isinstance(i, Name) and i.text.isascii() and i.text.isupper() else capitals(i) for i in node.items]
        return node.separator.join(name for name in of if name) if all(of) else None
    if not isinstance(node, Product) or any(node.operators):
        return None
    letters = [f.text for f in node.factors if isinstance(f, Name) and f.text.isascii() and f.text.isupper()]
    return "".join(letters) if len(letters) == len(node.factors) else None


def as_latex(name: str) -> str:
    """A name as LaTeX: words are upright."""
    base, mark, rest = name.partition("_")
    if len(base) > 1 and base.isalpha():
        base = f"\\{base}" if base in GREEK or base in SYMBOLS else f"\\text{{{base}}}"
    return base + mark + rest
