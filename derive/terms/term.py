"""Interned terms of symbolic size: scalars with named indices, index sets, conditions.

Comes in: constructor calls. Goes out: frozen terms, equal exactly when identical. Arrays do not occur: a vector or matrix is a
scalar term with free indices (`meaning` names them). Knows nothing of what is true of the terms.

| op | args | tag | stands for |
|---|---|---|---|
| index | | (name, set) | a free index, an element of its set; in a range also an integer |
| bound | | k | the index bound by the k-th binder around it (de Bruijn) |
| real | indices | Symbol | an entry of a variable (no indices: a scalar); sort "integer": a size or natural number |
| element | indices | Symbol | an entry of a map into an index set (`w_{t+j}`) |
| defined | indices | Symbol | an entry of a defined name; its definition stands in the Given |
| num | | int or Fraction | a literal |
| add, mul | any number | | sum, product |
| pow | base, exponent | | power; exponent -1 is the inverse, 1/2 the square root |
| exp log abs sin cos tan tanh relu sigma sign ... | one | | the functions of `theory` |
| call | one for each argument | (Symbol, orders) | an unknown smooth function there, differentiated so often by each of its arguments |
| sum, prod, max, min | set, body (1 binder) | | over the elements of the set; empty: 0 and 1 |
| iverson | condition | | 1 where the condition holds, else 0 |
| card | set | | number of elements |
| pi | | | the number |
| inv | set, body (2 binders, the row first), row, column | | an entry of the inverse of a square matrix; 0 where its determinant is 0 |
| det | set, body (2 binders, the row first) | | the determinant of a square matrix; 1 for an empty set |
| D | body, indices | Symbol | partial derivative of the body by that entry of the variable |
| at | value (a binder for each axis), body | Symbol | the body at this value of the variable (for a derivative by a defined name) |
| set | | name | a finite set of symbolic size >= 1 |
| range | low, high | | the integers low..high, empty when high < low |
| filter | set, condition (1 binder) | | the elements for which the condition holds |
| eq ne lt le | left, right | | relations between reals, integers or indices |
| and | conditions | | conjunction |
| forall | set, condition (1 binder) | | the condition for every element |

Meaning of terms is total: 1/0 = 0, and other functions have some fixed value outside their domain. What must be excluded is collected
apart, by `domain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar
from weakref import ref

try:
    from _blake2 import blake2b  # what hashlib would give, without loading OpenSSL
except ImportError:
    from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Symbol:
    """A declared name: its LaTeX, the index sets of its axes, its sort ("real", "integer", "element", "defined",
    "function": an axis for each argument), and for sort "element" the set that its values lie in."""

    name: str
    axes: tuple[Term, ...] = ()
    sort: str = "real"
    target: Term | None = None
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.name, self.axes, self.sort, self.target)))

    def __hash__(self) -> int:
        return self._hash

    @property
    def digest(self) -> bytes:
        parts = [repr((self.name, self.sort)).encode(), *(a.key for a in self.axes)]
        return b"S" + b"|".join([*parts, self.target.key if self.target else b""])


ROOM = 100_000  # how many terms the table always has room for


class Term:
    """An interned node. loose: how many binders around it its bound indices need; atoms: the free indices, symbols and sets
    that occur in it, and "D" where it differentiates; key: a digest that orders terms the same way in every run, made when it is
    first asked for; sound: whether `wellformed` has found it so; under: what `abstract` made of it last, with the indices."""

    __slots__ = ("__weakref__", "args", "atoms", "key", "loose", "op", "sound", "tag", "under")
    __match_args__ = ("op", "args", "tag")
    table: ClassVar[dict[Any, ref[Term]]] = {}
    room: ClassVar[int] = ROOM

    op: str
    args: tuple[Term, ...]
    tag: Any
    loose: int
    atoms: frozenset[Any]
    key: bytes
    sound: bool
    under: tuple[tuple[Term, ...], Term] | None

    def __new__(cls, op: str, args: tuple[Term, ...] = (), tag: Any = None) -> Term:
        key = (op, args, tag)
        reference = cls.table.get(key)
        if reference is not None and (found := reference()) is not None:
            return found
        self = super().__new__(cls)
        self.op, self.args, self.tag, self.sound, self.under = op, args, tag, False, None
        self.loose = _loose(op, args, tag)
        self.atoms = _atoms(self)
        cls.table[key] = ref(self)
        if len(cls.table) > cls.room:
            cls.room = _swept(cls.table)
        return self

    def __getattr__(self, name: str) -> bytes:
        """The key, the first time; those of the parts before it, however deep they lie."""
        if name != "key":
            raise AttributeError(name)
        waiting = [self]
        while waiting:
            missing = [a for a in waiting[-1].args if not _has_key(a)]
            if missing:
                waiting += missing
            else:
                term = waiting.pop()
                term.key = _key(term)
        return self.key

    def __repr__(self) -> str:
        tag = "" if self.tag is None else f":{getattr(self.tag, 'name', self.tag)}"
        return f"{self.op}{tag}" + (f"({', '.join(map(repr, self.args))})" if self.args else "")


def _has_key(term: Term) -> bool:
    try:
        KEY(term)
    except AttributeError:
        return False
    return True


KEY = Term.__dict__["key"].__get__


NONE: frozenset[Any] = frozenset()


def _swept(table: dict[Any, ref[Term]]) -> int:
    """Terms that nothing holds any more leave the table; how large it may now grow before this is done again. A key holds the parts of
    its term, so that each round lets go of those a level further down."""
    many = True
    while many:
        gone = [key for key, reference in list(table.items()) if reference() is None]
        for key in gone:
            del table[key]
        many = len(gone) > len(table) // 8
    return max(ROOM, 2 * len(table))


def binders(op: str, tag: Any, position: int) -> int:
    """How many indices the node binds in its argument at this position."""
    if op in ONE_BINDER:
        return 1 if position == 1 else 0
    if op in MATRIX:
        return 2 if position == 1 else 0
    return len(tag.axes) if op == "at" and position == 0 else 0


ONE_BINDER = frozenset({"sum", "prod", "max", "min", "filter", "forall"})
MATRIX = frozenset({"inv", "det"})
BINDING = ONE_BINDER | MATRIX | {"at"}
FUNCTIONS = frozenset({"exp", "log", "abs", "sin", "cos", "tan", "tanh", "sinh", "cosh", "arctan", "relu", "sigma", "sign"})


def _loose(op: str, args: tuple[Term, ...], tag: Any) -> int:
    if op == "bound":
        return int(tag) + 1
    if op in BINDING:
        return max([a.loose - binders(op, tag, n) for n, a in enumerate(args)], default=0)
    loose = 0
    for a in args:
        if a.loose > loose:
            loose = a.loose
    return loose


def _atoms(term: Term) -> frozenset[Any]:
    own: frozenset[Any] = NONE
    if term.tag is None:
        own = term.args[0].atoms if term.args else NONE
    elif term.op == "at":
        value, body = term.args
        return value.atoms | (body.atoms - {term.tag}) | {"D"}
    elif term.op == "index":
        own = frozenset((term,)) | term.tag[1].atoms
    elif term.op == "call":
        own = frozenset((term.tag[0],))
    elif isinstance(term.tag, Symbol):
        own = frozenset((term.tag, "D") if term.op == "D" else (term.tag,))
    for a in term.args:
        if not a.atoms <= own:
            own = own | a.atoms
    return own


def _key(term: Term) -> bytes:
    """Two digests, the first blind to the names of passing indices (`_...`): terms that differ in these alone stand together,
    so that the order of factors under a binder does not depend on the name that a prover gave to its index."""
    op, tag = term.op.encode(), _tag_digest(term.tag)
    blind = term.tag[1].key if term.op == "index" and term.tag[0].startswith("_") else tag
    heads = [a.key[:12] for a in term.args]
    tails = [a.key[12:] for a in term.args]
    first = blake2b(b"|".join((op, blind, *heads)), digest_size=12).digest()
    if blind is tag and heads == tails:
        return first + first
    return first + blake2b(b"|".join((op, tag, *tails)), digest_size=12).digest()


def _tag_digest(tag: Any) -> bytes:
    if isinstance(tag, Symbol):
        return tag.digest
    if isinstance(tag, tuple):
        return repr(tag[0]).encode() + b"@" + (tag[1].key if isinstance(tag[1], Term) else repr(tag[1]).encode())
    return repr(tag).encode()


def num(value: int | Fraction) -> Term:
    """A literal; whole numbers are kept as int. Raises TypeError for a float."""
    if type(value) is int:
        return Term("num", (), value)
    if not isinstance(value, Fraction):
        raise TypeError("a literal is an int or a Fraction")
    return Term("num", (), value.numerator if value.denominator == 1 else value)


ZERO, ONE, MINUS_ONE, HALF = num(0), num(1), num(-1), num(Fraction(1, 2))


def index(name: str, index_set: Term) -> Term:
    return Term("index", (), (name, index_set))


def real(symbol: Symbol, *indices: Term) -> Term:
    return Term({"element": "element", "defined": "defined"}.get(symbol.sort, "real"), indices, symbol)


def add(*terms: Term) -> Term:
    return terms[0] if len(terms) == 1 else Term("add", terms) if terms else ZERO


def mul(*factors: Term) -> Term:
    return factors[0] if len(factors) == 1 else Term("mul", factors) if factors else ONE


def neg(term: Term) -> Term:
    return mul(MINUS_ONE, term)


def sub(left: Term, right: Term) -> Term:
    return add(left, neg(right))


def power(base: Term, exponent: int | Fraction | Term) -> Term:
    return Term("pow", (base, exponent if isinstance(exponent, Term) else num(exponent)))


def div(left: Term, right: Term) -> Term:
    return mul(left, power(right, -1)) if left is not ONE else power(right, -1)


def fn(name: str, argument: Term) -> Term:
    return Term(name, (argument,))


def eq(left: Term, right: Term) -> Term:
    return Term("eq", (left, right))


def ne(left: Term, right: Term) -> Term:
    return Term("ne", (left, right))


def lt(left: Term, right: Term) -> Term:
    return Term("lt", (left, right))


def le(left: Term, right: Term) -> Term:
    return Term("le", (left, right))


def both(*conditions: Term) -> Term:
    return conditions[0] if len(conditions) == 1 else Term("and", conditions)


def iverson(condition: Term) -> Term:
    return Term("iverson", (condition,))


def finite_set(name: str) -> Term:
    return Term("set", (), name)


def integer_range(low: Term, high: Term) -> Term:
    return Term("range", (low, high))


def bind(op: str, variable: Term, body: Term, condition: Term | None = None) -> Term:
    """`op` over the set of the free index `variable`, kept where `condition` holds: the index becomes bound."""
    over: Term = variable.tag[1]
    if condition is not None:
        over = Term("filter", (over, abstract(condition, (variable,))))
    return Term(op, (over, abstract(body, (variable,))))


def abstract(term: Term, variables: tuple[Term, ...]) -> Term:
    """The term under len(variables) new binders, variables[k] as bound k. Leaves the sets in index tags alone."""
    if term.loose == 0 and term.atoms.isdisjoint(variables):
        return term
    if term.under is None or term.under[0] != variables:
        term.under = variables, _abstract(term, 0, variables, {})
    return term.under[1]


def _abstract(t: Term, depth: int, variables: tuple[Term, ...], memo: dict[tuple[Term, int], Term]) -> Term:
    if t.loose <= depth and t.atoms.isdisjoint(variables):
        return t
    if t.op == "bound":
        return Term("bound", (), t.tag + len(variables)) if t.tag >= depth else t
    if t in variables:
        return Term("bound", (), depth + variables.index(t))
    if not t.args:
        return t
    found = memo.get((t, depth))
    if found is None:
        if t.op in BINDING:
            inner = depth + binders(t.op, t.tag, 0), depth + binders(t.op, t.tag, 1)
            args = tuple([_abstract(a, inner[n] if n < 2 else depth, variables, memo) for n, a in enumerate(t.args)])
        else:
            args = tuple([_abstract(a, depth, variables, memo) for a in t.args])
        found = memo[t, depth] = t if args == t.args else Term(t.op, args, t.tag)
    return found


def instantiate(body: Term, values: tuple[Term, ...]) -> Term:
    """The body of a binder with values[k] for its bound index k; values may have loose bounds of their own."""
    if not body.loose:
        return body
    opened = _instantiate(body, 0, values, {})
    if body.loose == len(values) == 1 and values[0].op == "index" and values[0] not in body.atoms:
        opened.under = values, body  # binding that index again gives the body back
    return opened


def _instantiate(t: Term, depth: int, values: tuple[Term, ...], memo: dict[tuple[Term, int], Term]) -> Term:
    if t.loose <= depth:
        return t
    if t.op == "bound":
        k = t.tag - depth
        return shift(values[k], depth) if k < len(values) else Term("bound", (), t.tag - len(values))
    found = memo.get((t, depth))
    if found is None:
        if t.op in BINDING:
            inner = depth + binders(t.op, t.tag, 0), depth + binders(t.op, t.tag, 1)
            args = tuple([_instantiate(a, inner[n] if n < 2 else depth, values, memo) for n, a in enumerate(t.args)])
        else:
            args = tuple([_instantiate(a, depth, values, memo) for a in t.args])
        found = memo[t, depth] = Term(t.op, args, t.tag)
    return found


def shift(term: Term, by: int) -> Term:
    """The term moved under `by` more binders."""
    return _shift(term, by, 0, {}) if by and term.loose else term


def _shift(t: Term, by: int, depth: int, memo: dict[tuple[Term, int], Term]) -> Term:
    if t.loose <= depth:
        return t
    if t.op == "bound":
        return Term("bound", (), t.tag + by)
    found = memo.get((t, depth))
    if found is None:
        args = tuple(_shift(a, by, depth + binders(t.op, t.tag, n), memo) for n, a in enumerate(t.args))
        found = memo[t, depth] = Term(t.op, args, t.tag)
    return found


def substitute(term: Term, mapping: Mapping[Term, Term]) -> Term:
    """Every occurrence of the closed terms `mapping` replaced at once; no capture is possible, the values are closed."""
    needed = [k.atoms for k in mapping]
    return _substitute(term, mapping, [] if not all(needed) else needed, {})


def _substitute(t: Term, mapping: Mapping[Term, Term], needed: list[frozenset[Any]], memo: dict[Term, Term]) -> Term:
    found = mapping.get(t) or memo.get(t)
    if found is None:
        if not t.args or (needed and not any(n <= t.atoms for n in needed)):
            return t
        args = tuple([_substitute(a, mapping, needed, memo) for a in t.args])
        found = memo[t] = t if args == t.args else Term(t.op, args, t.tag)
    return found


def replace_symbol(term: Term, symbol: Symbol, value: Term) -> Term:
    """Every entry `symbol[i...]` replaced by the value (under a binder for each axis of the symbol) at those indices.

    Not for a symbol by which the term differentiates, nor where the value would be captured: raises ValueError there.
    """
    return _replace_symbol(term, symbol, value, {})


def _replace_symbol(t: Term, symbol: Symbol, value: Term, memo: dict[Term, Term]) -> Term:
    if symbol not in t.atoms:
        return t
    found = memo.get(t)
    if found is None:
        memo[t] = found = _with_replaced(t, symbol, value, memo)
    return found


def _with_replaced(t: Term, symbol: Symbol, value: Term, memo: dict[Term, Term]) -> Term:
    if t.op == "at" and t.tag == symbol:  # the body speaks of its own variable of that name
        return Term("at", (_replace_symbol(t.args[0], symbol, value, memo), t.args[1]), symbol)
    if t.op in ("D", "at") and (t.tag == symbol or t.tag in value.atoms):
        raise ValueError(f"{t.tag.name} is the variable of a derivative")
    args = tuple(_replace_symbol(a, symbol, value, memo) for a in t.args)
    if t.op in ("real", "defined", "element") and t.tag == symbol:
        return instantiate(value, args)
    return t if args == t.args else Term(t.op, args, t.tag)


def open_binder(term: Term, taken: frozenset[Any], hint: str = "i") -> tuple[Term, Term]:
    """A fresh index of the set that the node binds over, and the body about it. The name is the first that is not taken."""
    over, body = term.args
    base = base_set(over)
    names = {a.tag[0] for a in taken | body.atoms if isinstance(a, Term)}
    name = next(n for n in _names(hint) if n not in names)
    variable = index(name, base)
    return variable, instantiate(body, (variable,))


def open_matrix(term: Term, taken: frozenset[Any]) -> tuple[Term, Term, Term]:
    """A fresh row and a fresh column of the matrix that the node binds over, and its entry there."""
    over, body, *_ = term.args
    names = {a.tag[0] for a in taken | body.atoms if isinstance(a, Term)}
    fresh = (n for n in _names("_") if n not in names)
    row, column = (index(next(fresh), base_set(over)) for _ in range(2))
    return row, column, instantiate(body, (row, column))


def _names(hint: str) -> Iterator[str]:
    yield hint
    k = 1
    while True:
        yield f"{hint}{k}"
        k += 1


def matrix(op: str, row: Term, column: Term, body: Term, *entry: Term) -> Term:
    """`inv` (with the entry wanted) or `det` of the matrix with the body as its entry at the free indices row and column."""
    return Term(op, (row.tag[1], abstract(body, (row, column)), *entry))


def base_set(over: Term) -> Term:
    """The set under all filters."""
    while over.op == "filter":
        over = over.args[0]
    return over


def filter_conditions(over: Term, variable: Term) -> tuple[Term, ...]:
    """The conditions of all filters about the given element."""
    found: list[Term] = []
    while over.op == "filter":
        found.append(instantiate(over.args[1], (variable,)))
        over = over.args[0]
    return tuple(found)


def is_integer(term: Term) -> bool:
    """Whether the term is an integer by its form: literals, integer symbols, elements of ranges, and what +, *, |x|, sums make of these."""
    match term:
        case Term("num", _, value):
            return bool(value.denominator == 1)
        case Term("index", _, (_, over)):
            return base_set(over).op == "range"
        case Term("real", _, symbol):
            return bool(symbol.sort == "integer")
        case Term("element", _, symbol):
            return symbol.target is not None and symbol.target.op == "range"
        case Term("add" | "mul" | "abs" | "relu" | "sign", args):
            return all(map(is_integer, args))
        case Term("sum" | "prod", (_, body)):
            return is_integer(body)
        case Term("pow", (base, Term("num", _, n))):
            return n >= 0 and n.denominator == 1 and is_integer(base)
    return term.op in ("card", "iverson")


def set_of(term: Term) -> Term | None:
    """The set of an index term: its own for an index or element, None for an integer expression."""
    if term.op == "index":
        found: Term = term.tag[1]
        return found
    return term.tag.target if term.op == "element" else None


def membership(value: Term) -> tuple[Term, ...]:
    """low <= v and v <= high, for an index or element of a range; nothing for one of a named set, which is never empty."""
    over = set_of(value)
    if over is None or base_set(over).op != "range":
        return ()
    low, high = base_set(over).args
    return le(low, value), le(value, high)
