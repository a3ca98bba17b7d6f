"""A Given block into a scope: declarations are mathematics too.

Comes in: the events of one Given block. Goes out: the scope enriched by what they declare, and a note for each formula that says
nothing (with its place). Prose around the formulas is free, but for a few words: a finite set, for, also written, one-hot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from derive.meaning import (
    arrays,
    distributions,
    doubted,
    late_letters,
    matrices,
    nouns,
    qualities,
    recursions,
    rows_told,
    unknown_functions,
    worlds,
)
from derive.meaning.arrays import IllTyped, Value
from derive.meaning.calls import grouped
from derive.meaning.definitions import call_of, define, define_value
from derive.meaning.elaborate import Elaborator
from derive.meaning.listed import BOUNDS, Piece, alone, first_and_last, with_kinds, with_lists, with_ranges
from derive.meaning.places import subscripts
from derive.meaning.precedence import BETWEEN_SIZES, Difference, Place, Places, other_sizes, settled, subject
from derive.meaning.scope import Dependent, MeaningError, NotSupported, Scope, Sequence, Undeclared, names_in, spelled
from derive.meaning.shape_words import LISTED
from derive.meaning.words import as_declared
from derive.reading.syntax import (
    Break,
    Chain,
    Ellipsis_,
    Event,
    Formula,
    Group,
    Listing,
    Name,
    Node,
    Number,
    Product,
    Scripted,
    Span,
    Statement,
    Unreadable,
    Words,
)
from derive.terms.term import (
    ONE,
    ZERO,
    Symbol,
    Term,
    add,
    bind,
    eq,
    index,
    iverson,
    le,
    lt,
    mul,
    neg,
    num,
    real,
)

FOR = re.compile(r"(\bfor( all| every| each)?|\bwhere|∀|对于?|当|\bindexed by)\s*$", re.I)
ALIAS = re.compile(r"(also (written|called|denoted)|or simply|라고도|또는|也(写作|记作))", re.I)
SET = re.compile(r"\b(finite|index|nonempty|non-empty)?\s*(sets?|vocabulary)\b|집합|集合?", re.I)
FOR_BEHIND = re.compile(r"\s*,?\s*(with|and)?\s*for( all| every| each| any)?\s*", re.I)
STOP = r"(?<!\.[a-z])\.(?![a-z])"  # a full stop, not those of `i.i.d.`
INVERTIBLE = re.compile(r"\b(invertible|non-?singular|full[- ]rank)\b|가역|可逆|非奇异", re.I)
SINGULAR = re.compile(r"(?<!non)(?<!non-)\bsingular\b(?! (values?|vectors?))", re.I)
SYMMETRIC = re.compile(
    r"(?<!skew[- ])(?<!anti[- ])\bsymmetric\b(?!\s+(?:parts?|products?|sums?|blocks?|functions?|kernels?|differences?|squares?)\b)"
    r"|(?<!반)대칭|(?<!反)对称",
    re.I,
)
DEFINITE = re.compile(r"\bpositive[- ](semi-?)?definite\b|\bp\.?s?\.?d\b|양의 (준)?정부호|(半)?正定", re.I)
SEMI = re.compile(r"semi|\bp\.?s\.?d|준정부호|半正定", re.I)
ON = re.compile(r"\s*\(?(on|over|in)\s*$", re.I)
INDEPENDENT = re.compile(r"\b(independent(ly)?|i\.?i\.?d\b|uncorrelated)|독립|独立", re.I)
GUESSED = re.compile(r"\binferred, values not known\b")
ONE_HOT = re.compile(r"one-?hot", re.I)


@dataclass(slots=True)
class Segment:
    """What belongs together in a Given: statements up to the next `;`, full stop or list item."""

    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Note:
    """Something in a Given that could not be used, or not wholly, and the names that it speaks of. enough: conditions under which all of
    it holds, so that a witness at which they do is one. other: where another document's Given says something else; remark: all of it
    is used, but the reader has to know."""

    message: str
    span: Span
    names: frozenset[str] = frozenset()
    enough: tuple[Term, ...] = ()
    other: Place | None = None
    remark: bool = False


def declare(scope: Scope, source: str, events: list[Event], places: Places | None = None) -> list[Note]:
    """Enrich the scope by the events of a Given block; returns what could not be used, and where it differs from the declarations of
    other documents, whose places are given."""
    notes: list[Note] = []
    waiting, unclear = late_letters.in_order(segments(as_declared(events, scope), notes))
    for node in unclear:
        notes.append(Note(late_letters.MESSAGE, node.span, frozenset(s for n in names_in(node) if (s := spelled(n)))))
    for _ in range(4):
        failed: list[tuple[Segment, Note]] = []
        for segment in waiting:
            try:
                found = first_of_all(scope, source, segment, places) if places else None
                declaration = found or _declared(scope, source, segment)
                if found is None:
                    declaration.scope.stated.update({name: segment.pieces[0].node.span for _, name in declaration.declared})
            except (MeaningError, IllTyped) as why:
                at = getattr(why, "at", None) or segment.pieces[0].node.span
                names = {spelled(n) for p in segment.pieces for n in names_in(p.node)} - {None}
                failed.append((segment, Note(str(why), at, frozenset(str(n) for n in names))))
            else:
                _adopt(scope, declaration.scope)
                notes += declaration.notes
                if any(GUESSED.search(p.after) for p in segment.pieces):
                    notes += [guessed(name, segment.pieces[0].node.span) for _, name in declaration.declared]
        apart = [part for segment, _ in failed for part in _apart(segment)]
        if not failed or (len(failed) == len(waiting) and len(apart) == len(failed)):
            return notes + [note for _, note in failed]
        waiting = apart if len(failed) == len(waiting) else [segment for segment, _ in failed]
    return notes + [note for _, note in failed]


def _apart(segment: Segment) -> list[Segment]:
    """A segment that cannot be used as a whole, in parts where nothing links them: one formula that says nothing spoils no other."""
    linked = any(FOR.search(p.before) or ALIAS.search(p.before) or p.before.strip(" ,") not in ("", "and") for p in segment.pieces[1:])
    linked = linked or any(p.opener in ("iff", "therefore") for p in segment.pieces[1:])
    linked = linked or doubted.CONDITIONAL.search(segment.pieces[0].before) is not None
    member = all(isinstance(p.node, Chain) for p in segment.pieces)
    return [segment] if linked or not member else [Segment([p]) for p in segment.pieces]


def _declared(scope: Scope, source: str, segment: Segment) -> Declaration:
    """The declaration of the segment, in a scope of its own. A definition may come before the declarations that it needs: `$f = a^\\top
    x$ with $a, x \\in \\mathbb{R}^n$`. Raises what the segment raises as it stands."""
    members = [p for p in segment.pieces if isinstance(p.node, Chain) and p.node.relations == ("in",)]
    try:
        declaration = Declaration(scope.child(), source)
        declaration.segment(segment)
    except Undeclared:
        if not 0 < len(members) < len(segment.pieces):
            raise
        declaration = Declaration(scope.child(), source)
        declaration.segment(segment, tuple(members))
    return declaration


def guessed(name: str, span: Span) -> Note:
    """What is only inferred of a name: a witness may give it values that are not meant."""
    return Note(f"what `{name}` is was only inferred", span, frozenset({name}), remark=True)


def told(d: Difference) -> Note:
    """The difference as a note."""
    return Note(d.message, d.span, frozenset({d.name}) if d.open else frozenset(), other=d.place)


def first_of_all(scope: Scope, source: str, segment: Segment, places: Places) -> Declaration | None:
    """The segment as what counts of the names that it declares, whatever other documents say of them; None where it declares none of
    their names, or cannot stand without what they say."""
    found = ((subject(p.node, places, scope), p.node.span) for p in segment.pieces)
    names = {name: span for name, span in found if name is not None and name not in scope.stated}
    if not names:
        return None
    attempt = scope.without(names)
    for p in segment.pieces:
        name = subject(p.node, places, scope)
        if name in names and name in scope.values and isinstance(p.node, Chain) and p.node.relations == ("in",):
            other_sizes(attempt, places, scope.values[name], p.node.operands[1])
    declaration = Declaration(attempt, source)
    declaration.elsewhere = {name: (scope, span, places[name]) for name, span in names.items()}
    try:
        declaration.segment(segment)
    except (MeaningError, IllTyped):
        return None
    declaration.scope.stated.update(names)
    for name in names:
        declaration.settle(name)
    return declaration


def _adopt(scope: Scope, other: Scope) -> None:
    for name in scope.__dataclass_fields__:
        setattr(scope, name, getattr(other, name))


def segments(events: list[Event], notes: list[Note]) -> list[Segment]:
    """The statements of the events, together with the words around them."""
    found = [Segment()]
    words = ""
    for event in events:
        match event.what:
            case Break():
                found.append(Segment())
                words = ""
            case Words(text):
                if found[-1].pieces:
                    found[-1].pieces[-1].after += text
                cut = re.search(rf";|{STOP}\s", text)
                if cut:
                    found.append(Segment())
                words = text[cut.end() :] if cut else words + text
            case Formula(_, _, statements):
                for s in statements:
                    if isinstance(s, Unreadable):
                        notes.append(Note(s.reason, s.span))
                        continue
                    if s.opener == ";":
                        found.append(Segment())
                    found[-1].pieces.append(Piece(s.node, words + _words(s), opener=s.opener))
                    words = ""
            case _:
                pass
    return [s for s in found if s.pieces]


def _with_rows(pieces: list[Piece], scope: Scope) -> list[Piece]:
    """The pieces, with an equation for rows that are only named."""
    found, n = list[Piece](), 0
    while n < len(pieces):
        told_rows = rows_told.rows([p.node for p in pieces], n, pieces[n].before, scope)
        chain, taken = told_rows or (None, 1)
        last = pieces[n + taken - 1]
        found.append(pieces[n] if chain is None else Piece(chain, "", last.after, pieces[n].opener))
        n += taken
    return found


def _words(s: Statement) -> str:
    return f" {s.words} " if s.words else ""


class Declaration:
    """The declarations of one segment."""

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

    def segment(self, segment: Segment, first: tuple[Piece, ...] = ()) -> None:
        pieces = with_kinds(with_lists(with_ranges(_with_rows(segment.pieces, self.scope))), self.scope)
        self.no_conditions(pieces)
        clauses: list[Piece] = []
        for n, p in enumerate(pieces):
            node = p.node.body if isinstance(p.node, Group) and n else p.node
            follows = n > 0 and any(pieces[n - 1] is c for c in clauses) and re.fullmatch(r"\s*(,|and|with|such that)?\s*", p.before)
            bracketed = n > 0 and isinstance(p.node, Group) and isinstance(node, Chain)
            goes_on = follows and (_limits(node) or _binds_letters_of(node, [q.node for q in pieces[:n]]))
            alone = len(pieces) == 1 and isinstance(node, Chain) and node.relations != ("in",)  # `where $x > 0$` with nothing before it
            if self.is_clause(node) and not alone and (FOR.search(p.before) or bracketed or goes_on):
                clauses.append(p)
                self.clause(node)
        for p in pieces:
            found = recursions.recursion(p.node)
            if found is not None and (not self.scope.known(found.base) or found.letter not in self.names):
                recursions.introduce(self, found)
        for n, p in sorted(enumerate(pieces), key=lambda pair: not any(pair[1] is q for q in first)):
            if any(p is c for c in clauses):
                continue
            if ALIAS.search(p.before) or (n and ALIAS.search(pieces[n - 1].before) and re.fullmatch(r"\s*(and|,|und|와|和)\s*", p.before)):
                p.before = "also written"
                self.alias(p.node)
            elif doubted.taken_back(p.before, p.after) and (names := doubted.spoken_of(p.node, self.scope)):
                self.notes.append(Note(doubted.MESSAGE, p.node.span, names))
            else:
                self.statement(p, pieces[n + 1 :], pieces[:n])
        n = 0
        while n < len(pieces):
            n = self.properties(pieces, n)

    def no_conditions(self, pieces: list[Piece]) -> None:
        """A Given states what holds; what holds only if something else does is no fact."""
        for n, p in enumerate(pieces):
            conditional = doubted.CONDITIONAL.search(p.before) and (n or doubted.THEN.search(" ".join(q.before for q in pieces[1:])))
            if doubted.NEGATED.search(p.before) or conditional or (n and p.opener in ("iff", "therefore")):
                raise NotSupported("a condition in a Given: only what holds without condition can be stated there", p.node.span)

    # --- "for" clauses ---

    def is_clause(self, node: Node) -> bool:
        return isinstance(node, Chain) and not any(r in ("~", ":=") for r in node.relations)

    def clause(self, node: Node) -> None:
        """`for w in V`, `for -m <= j <= m`, `for s != r`: letters with their sets, and conditions on them."""
        assert isinstance(node, Chain)
        places = self.elaborator.places
        match node:
            case Chain((left, Name("R") | Scripted(Name("R")) as right), ("in",)) if spelled(right) not in self.scope.sets:
                for n in left.items if isinstance(left, Listing) else (left,):
                    self.formal(n, right)
            case Chain((left, right), ("in",)):
                over = places.set(right)
                for n in left.items if isinstance(left, Listing) else (left,):
                    self.letter(n, over)
            case Chain((Name() as letter, Listing(",", (low, *_, high))), ("=",)):
                if isinstance(high, Name) and not self.elaborator.stands_for_something(spelled(high) or ""):
                    self.scope.declare_size(spelled(high) or "")
                self.letter(letter, places.range_to(low, high))
            case Chain((low, Name() as letter, high), (a, b)) if {a, b} <= {"<", "<="}:
                start, end = places.integer(low), places.integer(high)
                self.letter(letter, Term("range", (_shifted(start, a, 1), _shifted(end, b, -1))))
            case _:
                self.conditions.append(node)

    def formal(self, node: Node, where: Node) -> None:
        """`k(u, v) = u^\\top v` for u, v in R^d: formal names. One that is declared already has to be what is said here."""
        name = spelled(node) or ""
        known = self.scope.values.get(name)
        if known is None and not self.scope.known(name):
            self.member(node, where)
        elif known is None or known.axes != self.axes_in(where):
            raise NotSupported(f"`{name}` is something else already: another letter for the formal name would do", node.span)

    def axes_in(self, where: Node) -> tuple[Term, ...]:
        """The axes of what lies in R or R^n."""
        return self.shape(where.sup) if isinstance(where, Scripted) and where.sup is not None else ()

    def letter(self, node: Node, over: Term) -> None:
        name = spelled(node)
        if name is None:
            raise NotSupported("only letters can be bound by `for`", node.span)
        self.names[name] = index(name, over)
        self.scope.letters[name] = over

    # --- statements ---

    def statement(self, piece: Piece, following: list[Piece], earlier: list[Piece]) -> None:
        node = piece.node
        match node:
            case Chain((Listing(",", (Scripted() as one, Ellipsis_(), Scripted() as last)), where), ("in",)) if first_and_last(one, last):
                self.listed(one, last, where)
            case Chain((Listing(",", (Scripted() as one, Ellipsis_(), Scripted() as last)), bound), (relation,)) if relation in BOUNDS:
                self.listed(one, last, Name("R", span=one.span), Chain((one, bound), (relation,), one.span))
            case Chain((left, right), ("in",)):
                for n in left.items if isinstance(left, Listing) else (left,):
                    self.member(n, right)
            case Chain((left, right), ("~",)):
                place = following[0].node if following and ON.match(piece.after) and spelled(following[0].node) else None
                distributions.draw(self, left, right, place)
            case Chain((left, right), ("=" | ":=" | "==",)):
                self.equation(left, right)
            case Chain((left, domain, codomain), (":", "->")):
                self.signature(left, domain, codomain)
            case Chain((left, Number("0")), ("succ" | "succeq" as sign,)):
                self.definite(left, sign)
            case Chain(_, relations) if all(r in ("!=", "<", "<=", ">", ">=", "=") for r in relations):
                self.fact(node)
            case Chain():
                raise NotSupported(f"the relation `{node.relations[0]}` in a Given is not known here", node.span)
            case _:
                self.bare(piece, following, earlier)

    def signature(self, left: Node, domain: Node, codomain: Node) -> None:
        name = spelled(left) or ""
        meant = self.elaborator.is_function(left) and name not in self.scope.functions
        unknown_functions.signature(self.scope, left, domain, codomain, meant)
        self.declared.append(("functions", name))

    def bare(self, piece: Piece, following: list[Piece], earlier: list[Piece]) -> None:
        """A name alone: a set, a one-hot vector or a function, if the words say so; else it is prose."""
        name = spelled(piece.node)
        if name is None:
            return
        words = f"{_words_before(piece, earlier)} | {_words_after(piece, following)}"
        if unknown_functions.introduced_by(words) and not self.elaborator.stands_for_something(name):
            unknown_functions.introduce(self.scope, name, 1)
        elif ONE_HOT.search(piece.after) and following:
            found = self.elaborator.places.element(following[0].node)
            if found is not None and found.op == "index":
                define_value(self.scope, name, arrays.build((found.tag[1],), lambda i: iverson(eq(i, found))))
                self.declared.append(("values", name))
        elif SET.search(_words_after(piece, following)) or SET.search(piece.before):
            self.scope.declare_set(name)
            self.declared.append(("sets", name))

    # --- membership ---

    def listed(self, first: Scripted, last: Scripted, where: Node, bound: Chain | None = None) -> None:
        r"""`x_1, \\dots, x_n \\in \\mathbb{R}`: the same as `x_i` for i = 1, ..., n."""
        assert last.sub is not None
        letter = Name("i°", span=last.span)
        outer, self.names = self.names, {**self.names, "i°": index("i°", self.axis(last.sub))}
        try:
            entry = replace(first, sub=letter)
            if bound is None or not self.scope.known(spelled(first.base) or ""):
                self.member(entry, where)
            if bound is not None:
                self.fact(replace(bound, operands=(entry, *bound.operands[1:])))
        finally:
            self.names = outer

    def member(self, node: Node, where: Node) -> None:
        base, letters = self.family(node)
        match where:
            case Name("R"):
                self.variable(base, letters, ())
            case _ if not letters and unknown_functions.smooth_functions(where):
                unknown_functions.introduce(self.scope, base, 1)
                self.declared.append(("functions", base))
            case Scripted(Name("R"), None, sup, 0) if sup is not None:
                self.variable(base, letters, self.shape(sup), row=self.is_row(sup))
            case Scripted(Name("R"), sub, None, 0) if sub is not None:
                self.variable(base, letters, ())
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
            case Group("{", Listing(",", items)) if not any(isinstance(i, Ellipsis_) for i in items):
                self.variable(base, letters, ())
                self.finite_values(base, letters, items)
            case _:
                self.element(node, base, letters, self.elaborator.places.set(where))

    def family(self, node: Node) -> tuple[str, tuple[Node, ...]]:
        """`u_w` with w bound by `for` is the name u and the subscript w; any other name is a name of its own."""
        name = spelled(node)
        if isinstance(node, Scripted) and node.sub is not None and node.sup is None:
            parts = subscripts(node.sub, 2)
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
        """A scalar, vector or matrix; with letters a family of them. A second declaration replaces the first."""
        own = tuple(self.set_of(letter) for letter in letters)
        for over in own:
            if over.op == "range" and over.args[0] is ONE and over.args[1].op == "real":
                self.scope.facts.setdefault(le(*over.args))
        symbol = Symbol(base, (*own, *shape))
        rank = len(symbol.axes)
        self.scope.families.pop(base, None)
        bound = tuple(Term("bound", (), k) for k in range(rank))
        if own and shape and rank == 2:
            self.scope.families[base] = 1
            self.scope.values[base] = Value(symbol.axes[::-1], real(symbol, *bound[::-1]))
        else:
            self.scope.values[base] = Value(symbol.axes, real(symbol, *bound), row)
        self.declared.append(("values", base))
        self.settle(base)

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

    def finite_values(self, base: str, letters: tuple[Node, ...], items: tuple[Node, ...]) -> None:
        values = [self.elaborator.value(i).body for i in items]
        self.fact_of_entries(self.scope.values[base], lambda x: eq(mul(*(add(x, neg(v)) for v in values)), ZERO))

    def fact_of_entries(self, value: Value, make: object) -> None:
        assert callable(make)
        indices = arrays.fresh(value.axes)
        body = make(value.entry(*indices))
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

    def goes_through(self, left: Node, right: Node) -> bool:
        """`u_k = u_{w_k}` for k = 1..K: subscripts of u that lie in 1..K go through the sequence w."""
        match left, right:
            case (Scripted(Name() as one, Name() as letter, None, 0), Scripted(Name() as other, Scripted(of, sub, None, 0), None, 0)):
                base, sequence = spelled(one), self.scope.sequence(spelled(of), sub)
                domain = self.names.get(spelled(letter) or "")
                if base is None or base != spelled(other) or sequence is None or sub != letter or domain is None:
                    return False
                axes = self.elaborator.subscript_axes(base, self.scope.values[base]) if base in self.scope.values else ()
                if not axes or sequence.symbol.target is not axes[0] or sequence.symbol.axes != (domain.tag[1],):
                    return False
                self.scope.through[base] = sequence
                return True
        return False

    # --- equations and facts ---

    def equation(self, left: Node, right: Node) -> None:
        places = self.elaborator.places
        moment = distributions.declares_moment(self, left)
        if moment is not None:
            distributions.moment(self, *moment, right)
            return
        if self.goes_through(left, right):
            return
        if places.element(left) is not None and places.is_place(right):
            self.fact(Chain((left, right), ("=",), left.span))
            return
        if not self.conditions and self.defines(left, right) and not recursions.speaks_of_itself(left, right, self.scope):
            name = define(self.scope, self.source, self.names, left, right)
            kind = "functions" if call_of(left) else "values"
            self.declared.append((kind, name))
            worlds.note(self.scope, name, Dependent(self.source, dict(self.names), left, right))
        else:
            self.fact(Chain((left, right), ("=",), left.span))

    def says_of(self, call: tuple[str, Group], right: Node) -> bool:
        """`f(-x) = f(x)`, `f(0) = 1`: something about an unknown function, not what it is."""
        name, bracket = call[0].rstrip("'"), call[1]
        if not any(f.unknown is not None for f in self.scope.functions.get(name, ())):
            return False
        if name != call[0]:
            return True
        formal = all(isinstance(nodes[0], Name) and len(nodes) == 1 for nodes in grouped(bracket.body))
        return not formal or any(spelled(n) == name for n in names_in(right))

    def defines(self, left: Node, right: Node) -> bool:
        """A name, an indexed name or a call on the left makes a definition, unless the name is already defined."""
        if call := call_of(left):
            return not self.says_of(call, right)
        name = spelled(left)
        base = spelled(left.base) if isinstance(left, Scripted) and left.sup is None else name
        if name is None and base is None:
            return False
        if name in self.scope.defined:
            self.notes.append(Note(f"`{name}` is defined already; this is taken as a fact about it", left.span))
            return False
        if base in self.scope.defined:
            return False
        entry = isinstance(left, Scripted) and base in self.scope.values and name not in self.scope.values
        if entry and isinstance(left, Scripted) and left.sub is not None and any(isinstance(n, Number) for n in subscripts(left.sub, 2)):
            return False  # `m_0 = 0` is a fact about one entry
        if isinstance(left, Scripted) and left.sub is not None and name not in self.scope.values:
            free = {spelled(n) for n in subscripts(left.sub, 2) if self.elaborator.places.element(n) is None or spelled(n) in self.names}
            return base not in self.scope.values or len(free - {None}) == len(subscripts(left.sub, 2))  # `A_{ii} = 0` is a fact
        return True

    def fact(self, node: Node) -> None:
        """A condition that holds for all values of the letters bound by `for`, and of free letters on entries."""
        self.scalars(node)
        elaborator = self.elaborator
        elaborator.places.survey(node, *self.conditions)
        condition = elaborator.places.condition(node)
        limits = [elaborator.places.condition(c) for c in self.conditions]
        spoken = {i for c in (condition, *limits) for i in _indices(c)}
        free = [i for i in sorted(spoken, key=lambda i: i.key) if self.scope.indices.get(i.tag[0]) is not i]
        if not self.names and not limits and not any(isinstance(a, Symbol) and a.sort == "real" for a in condition.atoms):
            free = []  # a relation between index names alone holds for those very names
        for i in free:
            own = [c for c in limits if i in c.atoms]
            limits = [c for c in limits if c not in own]
            limit = own[0] if len(own) == 1 else Term("and", tuple(own)) if own else None
            condition = bind("forall", i, condition, limit)
        if limits:
            raise NotSupported("a fact with a condition that speaks of none of its indices; state the fact itself", node.span)
        self.scope.facts[condition] = None

    def definite(self, node: Node, sign: str) -> None:
        """`\\Sigma \\succ 0`: the matrix is symmetric and positive definite (`\\succeq`: semidefinite)."""
        self.definite_facts(node, self.elaborator.value(node), sign)

    def definite_facts(self, node: Node, v: Value, sign: str) -> None:
        found, whole = matrices.positive_definite(v) if sign == "succ" else matrices.positive_semidefinite(v)
        self.scope.facts.update(dict.fromkeys(found))
        if not whole:
            text = self.source[node.span.start : node.span.end]
            what = "definite" if sign == "succ" else "semidefinite"
            names = {str(n) for n in map(spelled, names_in(node)) if n} | {a.name for a in v.body.atoms if isinstance(a, Symbol)}
            message = f"of `{text}` positive {what} proofs use only symmetry and signs of minors; witnesses have a dominant diagonal"
            self.notes.append(Note(message, node.span, frozenset(names), tuple(matrices.dominant(v, sign == "succ"))))

    def properties(self, pieces: list[Piece], n: int) -> int:
        """What the words beside a name, or the names of a list, say of it: invertible, symmetric, positive definite, independent.
        Returns where the next one begins."""
        first = n
        while n + 1 < len(pieces) and LISTED.fullmatch(pieces[n].after) and _is_listed(pieces[n + 1].node):
            n += 1  # `$A$ and $B$ are invertible`
        named = [_subject(p.node) for p in pieces[first : n + 1]]
        items = [i for node in named for i in (node.items if isinstance(node, Listing) else (node,))]
        words = own_words(pieces, n)
        if n + 2 == len(pieces) and FOR_BEHIND.fullmatch(pieces[n].after):
            words += " " + re.split(STOP, pieces[n + 1].after.lstrip(" ,("))[0]  # `$t_k \\in \\mathbb{R}$ for $k \\in K$, one-hot`
        if INDEPENDENT.search(words) and not re.search(r"\bnot\b|아니|않|不", words):
            of = re.search(r"\bindependent (of|from)\b", words)
            if not of or n + 1 < len(pieces):
                distributions.independent(self, [*items, pieces[n + 1].node] if of else items)
        for item in items:
            self.qualify(item, words)
        return n + 1

    def qualify(self, item: Node, words: str) -> None:
        """What the words of its clause say of an array."""
        name = spelled(item) or ""
        if name not in self.scope.values and isinstance(item, Scripted) and item.sup is None:
            name = spelled(item.base) or ""  # `t_k` for all k is t
        v = self.scope.values.get(name)
        if v is None or name in self.scope.defined:
            return
        if name not in self.scope.families and v.rank == 2 and v.axes[0] is v.axes[1]:
            self.property(item, v, words)
        if qualities.not_read(v, words):
            self.notes.append(Note(qualities.MESSAGE, item.span, frozenset({name})))
        elif not doubted.DENIED.search(words) and not doubted.OPEN.search(words):
            self.scope.facts.update(dict.fromkeys(qualities.facts(v, words)))

    def property(self, left: Node, v: Value, words: str) -> None:
        if re.search(r"\bnon(?!-?singular)", words) or doubted.DENIED.search(words):
            return
        if doubted.OPEN.search(words) and (DEFINITE.search(words) or INVERTIBLE.search(words) or SYMMETRIC.search(words)):
            self.notes.append(Note(doubted.MESSAGE, left.span, frozenset({str(spelled(left))})))
            return
        if DEFINITE.search(words):
            self.definite(left, "succeq" if SEMI.search(words) else "succ")
        facts = (matrices.invertible(v) if INVERTIBLE.search(words) else []) + (matrices.symmetric(v) if SYMMETRIC.search(words) else [])
        facts += matrices.singular(v) if SINGULAR.search(words) else []
        self.scope.facts.update(dict.fromkeys(facts))

    def scalars(self, node: Node) -> None:
        """`lambda > 0` declares the scalar lambda, `a_i > 0` for i = 1, ..., n the numbers a_1, ..., a_n."""
        if not isinstance(node, Chain):
            return
        for operand in node.operands:
            name = spelled(operand)
            if isinstance(operand, Scripted) and operand.sub is not None and operand.sup is None and not self.scope.known(name or ""):
                bound = not self.names.keys().isdisjoint({spelled(n) for n in names_in(operand.sub)})
                base, letters = self.family(operand) if bound else ("", ())
                if letters and all(spelled(n) in self.names for n in letters) and not self.scope.known(base):
                    self.variable(base, letters, ())
            single = alone(operand) if set(node.relations) <= {*BOUNDS} else operand if isinstance(operand, Name) else None
            name = spelled(single) if single is not None else None
            unknown = name is not None and not self.scope.known(name) and name not in self.names and name not in self.scope.letters
            if unknown and name is not None and name not in ("I", "e", "1"):
                self.scope.values[name] = Value((), real(Symbol(name)))

    # --- other spellings ---

    def alias(self, node: Node) -> None:
        """What this segment declared last, under another name."""
        if not self.declared:
            raise NotSupported("`also written` comes after nothing that is declared", node.span)
        kind, name = self.declared[-1]
        call = call_of(node)
        other = call[0] if call else spelled(node)
        if other is None:
            raise NotSupported("another spelling has to be a name", node.span)
        self.scope.stated[other] = node.span
        if kind == "functions":
            function = self.scope.functions[name][-1]
            worlds.also(self.scope, other, function, node, called=call is not None)
            return
        table = getattr(self.scope, kind)
        table[other] = table[name]
        if kind == "values" and name in self.scope.families:
            self.scope.families[other] = self.scope.families[name]


def _is_listed(node: Node) -> bool:
    return isinstance(node, Name | Scripted | Ellipsis_) or (isinstance(node, Chain) and node.relations == ("~",))


def _words_after(piece: Piece, following: list[Piece]) -> str:
    """The words behind a name, or behind the list that it begins: `$S$ and $A$ finite sets`."""
    for after in following:
        if not LISTED.fullmatch(piece.after) or not isinstance(after.node, Name):
            break
        piece = after
    return piece.after


def _words_before(piece: Piece, earlier: list[Piece]) -> str:
    """The words before a name, or before the list that it stands in."""
    for before in reversed(earlier):
        if not LISTED.fullmatch(before.after) or not isinstance(before.node, Name):
            break
        piece = before
    return piece.before


def _subject(node: Node) -> Node:
    """What a declaration is about: the left side of `x \\in ...` and `x \\sim ...`; x in `\\mathbb{E}[x] = ...`."""
    match node:
        case Chain((left, _), ("in" | "~" | ">" | ">=",)):
            return left
        case Chain((Product((Name("E" | "Var" | "Cov"), Group(_, inside)), ("",)), _), ("=",)):
            return inside
    return node


def own_words(pieces: list[Piece], n: int) -> str:
    """The words before and behind a formula that speak of it: up to the comma or "and" that leads on to its neighbour."""
    before = re.split(rf"[,;(:]|{STOP}|\band\b", pieces[n].before)
    after = re.split(rf"[,;)]|{STOP}|\band\b(?=\s*(?:an?\b|the\b|$))", pieces[n].after)
    own = before[-1] if n == 0 or len(before) > 1 else ""
    return f"{own} | {after[0]}"


def _binds_letters_of(node: Node, earlier: list[Node]) -> bool:
    """`$a \\in A$` after `for $s \\in S$,`: it goes on with the clause if its letter stands in the formula that the clause is about."""
    match node:
        case Chain((left, _), ("in",)):
            letters = {spelled(n) for n in (left.items if isinstance(left, Listing) else (left,))}
        case Chain((Name() as left, Listing(",", (_, *_, _))), ("=",)):
            letters = {spelled(left)}
        case _:
            return False
    return letters <= {spelled(n) for e in earlier for n in names_in(e)}


def _limits(node: Node) -> bool:
    return isinstance(node, Chain) and node.relations[0] in ("!=", "<", "<=", ">", ">=")


def _shifted(term: Term, relation: str, by: int) -> Term:
    from derive.meaning.places import tidy

    return tidy(add(term, num(by))) if relation == "<" else term


def _indices(term: Term) -> set[Term]:
    return {a for a in term.atoms if isinstance(a, Term) and a.op == "index"}
