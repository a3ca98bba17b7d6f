r"""What the text says of several things at once: `x_1, \dots, x_n \in \mathbb{R}^d`, `$a_w \in \mathbb{R}$ for $w \in V$`, `$t_i > 0$ for
$i = 1, \dots, n$`, "`$V$ a finite set`", `$f, g : \mathbb{R} \to \mathbb{R}$`, `$\sigma^2 > 0$`.

Comes in: the segments of the text. Goes out: what it tells of each name, as a declaration that a Given could hold. Only what kind of
thing a name is, never what is supposed of its values: "let $t_i > 0$" holds where the page supposes it, and tells for the whole page no
more than that these are numbers. What stands after "if" is told of a case alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from derive.meaning.declarations import laws
from derive.meaning.declarations.declaration import FOR, Declaration
from derive.meaning.declarations.listed import Piece, alone, first_and_last, with_kinds, with_lists, with_ranges
from derive.meaning.declarations.nouns import BOUNDS
from derive.meaning.declarations.precedence import shape_of
from derive.meaning.declarations.segments import Segment
from derive.meaning.formulas.unknown_functions import arguments, is_reals
from derive.meaning.names import numbered, undeclared
from derive.meaning.names.scope import Scope, names_in, spelled
from derive.meaning.statements import told_numbers
from derive.meaning.statements.condition_words import THINGS_AFTER
from derive.meaning.statements.told_numbers import CASE
from derive.reading.syntax import Additive, Chain, Ellipsis_, Group, Listing, Name, Node, Number, Product, Scripted, Span
from derive.terms.term import ZERO, lt

FINITE = re.compile(r"\b(finite|index)\s+(index\s+)?sets?\b|유한\s*집합|有限集", re.I)
FINITE_BEFORE = re.compile(rf"({FINITE.pattern})\s*$", re.I)
NOWHERE = Span(0, 0)
JOINED = re.compile(r"\s*,?\s*(,|and)?\s*", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """What the text tells of a name, and the clauses that its letters run over; guessed: these are only those of its sums."""

    name: str
    node: Node
    clauses: tuple[Node, ...] = ()
    guessed: bool = False
    known: str = ""  # what is known of each number
    in_words: bool = False  # a number of its own, of which words alone tell

    def into(self, declaration: Declaration) -> None:
        """Make the declaration. Raises what a Given raises."""
        for clause in self.clauses:
            match clause:
                case Chain((_, Name(), Name() as high), _) if not declaration.scope.known(spelled(high) or ""):
                    declaration.scope.declare_size(spelled(high) or "")
            declaration.clause(clause)
        match self.node:
            case Name():
                declaration.scope.declare_set(self.name)
            case Chain((sigma, real_numbers), ("deviation",)):
                declaration.member(sigma, real_numbers)
                declaration.scope.facts[lt(ZERO, declaration.scope.values[self.name].body)] = None
            case Chain((name, where), ("on" | "on finite" as on,)):
                laws.introduce(declaration.scope, name, where, on != "on", declaration.range_written)
            case Chain((left, domain, codomain), (":", "->")):
                declaration.signature(left, domain, codomain)
            case Chain((Listing(",", (Scripted() as one, Ellipsis_(), Scripted() as last)), where), ("in",)):
                if isinstance(last.sub, Additive):
                    declaration.axis(last.sub.terms[0])
                declaration.listed(one, last, where)
            case Chain((left, where), ("in",)):
                declaration.member(left, where)
        if self.known:
            declaration.fact_of_entries(declaration.scope.values[self.name], partial(told_numbers.says, self.known))


def told_of(segments: Iterable[Segment], source: str) -> Iterator[Told]:
    """What the segments tell, in their order; sets come first, since others may run over them."""
    runs = list(_ranges(source))
    as_written = [with_lists(with_ranges(s.pieces)) for s in segments]
    all_pieces = [with_kinds(pieces, Scope()) for pieces in as_written]
    for pieces in all_pieces:
        yield from sets(pieces)
    yield from _numbers(as_written, source)
    for pieces in all_pieces:
        for names, where, finite in laws.on_sets(pieces):
            on = "on finite" if finite else "on"
            yield from (Told(spelled(x) or "", Chain((x, where), (on,), x.span)) for x in names)
        clauses = [p.node for n, p in enumerate(pieces) if _is_clause(pieces, n)]
        for p in pieces:
            if CASE.search(p.before):
                continue
            yield from _integers(p.node)
            yield from _deviation(p.node, source)
            if not any(p.node is c for c in clauses):
                yield from _of_piece(p.node, clauses, source, runs)


def sets(pieces: list[Piece]) -> Iterator[Told]:
    """Names with "finite set" beside them, and those listed with them."""
    for n, p in enumerate(pieces):
        after = p.after
        for following in pieces[n + 1 :]:
            if not JOINED.fullmatch(after) or not isinstance(following.node, Name):
                break
            after = following.after
        words = re.split(r"[,;.]", after)[0]
        if words == after and n + 1 < len(pieces) and FINITE_BEFORE.search(after):
            words = ""  # `$p$ be a distribution on a finite set $X$`: said of X
        if isinstance(p.node, Name) and (FINITE.search(words) or FINITE_BEFORE.search(p.before)):
            yield Told(spelled(p.node) or "", p.node)


def _is_clause(pieces: list[Piece], n: int) -> bool:
    """Whether the piece says over which set a letter of the one before runs."""
    letters = set(_letters(pieces[n].node))
    if letters and THINGS_AFTER.match(pieces[n].after):
        return True  # `$i = 1, \\dots, n$에 대하여 $a_i \\in V$`
    if not n or not letters:
        return False
    if FOR.search(pieces[n].before) or isinstance(pieces[n].node, Group):
        return True
    near = pieces[n].opener in (",", "quad") or JOINED.fullmatch(pieces[n].before) is not None
    return near and any(letters <= set(_subscripts(p.node)) for p in pieces[:n])


def _letters(node: Node) -> Iterator[str]:
    r"""The letters of `w \in V`, `i = 1, \dots, n`, `1 \le i \le n`, where these run over a set."""
    match node:
        case Group("(", body):
            yield from _letters(body)
        case Chain((left, right), ("in",)) if shape_of(right) is None and not is_reals(right):
            yield from (s for n in (left.items if isinstance(left, Listing) else (left,)) if isinstance(n, Name) and (s := spelled(n)))
        case Chain((Name() as left, Listing(",", items)), ("=",)) if any(isinstance(i, Ellipsis_) for i in items):
            yield spelled(left) or ""
        case Chain((_, Name() as letter, _), (a, b)) if {a, b} <= {"<", "<="}:
            yield spelled(letter) or ""


def _subscripts(node: Node) -> Iterator[str]:
    for n in names_in(node):
        if isinstance(n, Scripted) and n.sub is not None:
            yield from (s for x in names_in(n.sub) if isinstance(x, Name) and (s := spelled(x)))


@dataclass(frozen=True, slots=True)
class Run:
    r"""`\sum_{i=1}^n`: where it stands, the letter and its end."""

    at: int
    letter: str
    high: str

    def clause(self) -> Node:
        items = (Number("1", NOWHERE), Ellipsis_(NOWHERE), Name(self.high))
        return Chain((Name(self.letter), Listing(",", items, NOWHERE)), ("=",), NOWHERE)


def _ranges(source: str) -> Iterator[Run]:
    for m in _SUM.finditer(source):
        letter, low, high = m.groups()
        yield Run(m.start(), letter, high if low == "1" and high.isalpha() else "")


def _run(runs: list[Run], letter: str, at: int) -> Run | None:
    """How far the letter runs in the sum that stands last before an entry, or in all sums of the page."""
    own = [r for r in runs if r.letter == letter]
    near = [r for r in own if at - NEAR < r.at < at]
    found = near[-1] if near else own[0] if own and len({r.high for r in own}) == 1 else None
    return found if found is not None and found.high else None


NEAR = 400  # characters
_SUM = re.compile(r"\\(?:sum|prod)(?:\\limits)?\s*_\s*\{\s*([a-z])\s*=\s*([^{}^]*?)\s*\}\s*\^\s*\{?\s*([^{}\s]*)")


def _of_piece(node: Node, clauses: list[Node], source: str, runs: list[Run]) -> Iterator[Told]:
    match node:
        case Chain((left, domain, codomain), (":", "->")) if is_reals(codomain) and (arguments(domain) is not None or _sets_alone(domain)):
            yield from (Told(name, node) for name in [spelled(left)] if name is not None)
        case Chain((Listing(",", (Scripted() as one, Ellipsis_(), Scripted() as last)) as listing, where), (relation,)):
            if first_and_last(one, last) and (kind := _kind(where, relation)) is not None:
                yield Told(spelled(one.base) or "", Chain((_as_long_as_written(listing, last, source), kind), ("in",), node.span))
        case Chain((left, where), (relation,)) if (kind := _kind(where, relation)) is not None:
            for entry in left.items if isinstance(left, Listing) else (left,):
                yield from _of_one(entry, kind, clauses, source, runs)


def _sets_alone(domain: Node) -> bool:
    r"""`X` and `X \times Y`, which may be finite sets."""
    parts = domain.factors if isinstance(domain, Product) and set(domain.operators) == {"times"} else (domain,)
    return all(isinstance(p, Name) and p.font != "bb" for p in parts)


def _as_long_as_written(listing: Listing, last: Scripted, source: str) -> Listing:
    r"""`x_1, \dots, x_n` of a page that writes `x_{n+1}` too goes on to there."""
    if not isinstance(last.base, Name) or not isinstance(last.sub, Name):
        return listing
    more = re.findall(rf"(?<![A-Za-z]){re.escape(last.base.text)}\s*_\s*\{{\s*{re.escape(last.sub.text)}\s*\+\s*(\d)\s*\}}", source)
    if not more:
        return listing
    end = Additive((last.sub, Number(max(more), last.span)), ("+", "+"), last.span)
    return replace(listing, items=(*listing.items[:-1], replace(last, sub=end)))


def _of_one(one: Node, kind: Node, clauses: list[Node], source: str, runs: list[Run]) -> Iterator[Told]:
    r"""An entry with letters that a clause binds, or that run in the same way in every sum; or \sigma on a page that never uses it as the
    function that it may also be."""
    if isinstance(one, Scripted) and one.sub is not None and one.sup is None and (base := spelled(one.base)) is not None:
        own = [spelled(n) for n in names_in(one.sub) if isinstance(n, Name)]
        binding = [c for c in clauses if not set(own).isdisjoint(_letters(c))]
        unbound = [x for x in own if x is not None and not any(x in _letters(c) for c in binding)]
        guessed = [r.clause() for x in unbound if (r := _run(runs, x, one.span.start)) is not None]
        binding += guessed
        bound = {letter for c in binding for letter in _letters(c)}
        if own and set(own) <= bound:
            bodies = tuple(c.body if isinstance(c, Group) else c for c in binding)
            yield Told(base, Chain((one, kind), ("in",), one.span), bodies, bool(guessed))
    single = alone(one)
    name = spelled(single) if single is not None and is_reals(kind) and isinstance(single, Name) else None
    if single is not None and name == "sigma" and undeclared.free(name, source):
        yield Told(name, Chain((single, kind), ("in",), one.span))


def size(node: Name, least: int = 1) -> Told:
    """A natural number, and how small it may be."""
    natural = Chain((node, Name("N", font="bb", span=node.span)), ("in",), node.span)
    return Told(spelled(node) or "", natural, known=f">={least}" if least else "", in_words=True)


def listed(base: str, low: int, high: int) -> Told:
    """Numbers that are listed one by one, `h_0, h_1, h_2`, as one row."""
    letter, span = Name("i°", span=NOWHERE), NOWHERE
    run = Chain((letter, Listing(",", (Number(str(low), span), Ellipsis_(span), Number(str(high), span)), span)), ("=",), span)
    entry = Scripted(Name(base, span=span), letter, None, 0, span)
    return Told(base, Chain((entry, Name("R", font="bb", span=span)), ("in",), span), (run,))


def _numbers(segments: list[list[Piece]], source: str) -> Iterator[Told]:
    """What words say of whole numbers, and of rows of numbers; what is a whole number here and any number there is told twice."""
    wholes = [w for pieces in segments for w in told_numbers.wholes(pieces)]
    for whole in wholes:
        if whole.least is not None and told_numbers.needed(whole.node.text, source):
            yield size(whole.node, whole.least)
    for number in (n for pieces in segments for n in told_numbers.reals(pieces)):
        if any(w.node.text == number.text for w in wholes):
            yield Told(spelled(number) or "", Chain((number, Name("R", font="bb", span=number.span)), ("in",), number.span), in_words=True)
    alone = numbered.alone(p.node for pieces in segments for p in pieces)  # the w of `u_w` beside words $w_1, \\dots, w_n$
    for row in (r for pieces in segments for r in told_numbers.rows(pieces)):
        one, _, last = row.listing.items
        if isinstance(one, Scripted) and row.in_words and isinstance(one.base, Name) and one.base.text in alone:
            continue
        base = spelled(one.base) or "" if isinstance(one, Scripted) else ""
        if row.vague and told_numbers.like_vectors(base, source):
            continue
        if row.summed and (base[:1].isupper() or not told_numbers.is_summed(base, source)):
            continue
        if isinstance(one, Scripted) and isinstance(last, Scripted) and (name := spelled(one.base)) is not None:
            listing = _as_long_as_written(row.listing, last, source)
            where = row.where or Name("R", font="bb", span=one.span)
            yield Told(name, Chain((listing, where), ("in",), one.span), known=row.sign)


def _integers(node: Node) -> Iterator[Told]:
    r"""`n, m \in \mathbb{N}`."""
    match node:
        case Chain((left, Name("N" | "Z", font="bb") as where), ("in",)):
            for one in left.items if isinstance(left, Listing) else (left,):
                if isinstance(one, Name) and (name := spelled(one)) is not None:
                    yield Told(name, Chain((one, where), ("in",), one.span))


def _deviation(node: Node, source: str) -> Iterator[Told]:
    r"""\sigma of `\mathcal{N}(\mu, \sigma^2)`, on a page that never uses it as the function that it may also be: it is positive."""
    laws = (n for n in names_in(node) if isinstance(n, Product) and n.factors[0] == Name("N", font="cal"))
    for sigma in (n for law in laws for n in names_in(law) if n == Name("sigma")):
        if undeclared.free("sigma", source):
            yield Told("sigma", Chain((sigma, Name("R", font="bb", span=sigma.span)), ("deviation",), sigma.span))


def _of_numbers(law: Product) -> bool:
    r"""Whether `\mathcal{N}(\mu, \sigma^2)` is a law of numbers, and not of vectors: nothing in it is a matrix or written in bold."""
    names = [n for n in names_in(law) if isinstance(n, Name) and n.font != "cal"]
    return not any(n.font == "bf" or n.marks or n.text == "I" or (n.text[:1].isupper() and n.text != "N") for n in names)


def _kind(where: Node, relation: str) -> Node | None:
    r"""What a member of `where` is: a number, an array of numbers, one of a few numbers; a bound by a number says that it is a number."""
    if relation in BOUNDS:
        return Name("R", font="bb", span=where.span) if isinstance(where, Number) else None
    if relation == "~" and isinstance(where, Product) and where.factors[0] == Name("N", font="cal"):
        return Name("R", font="bb", span=where.span) if _of_numbers(where) else None
    if relation != "in":
        return None
    if is_reals(where) or shape_of(where):
        return where
    match where:
        case Name("N" | "Z", font="bb"):
            return Name("R", font="bb", span=where.span)  # a family of integers is one of numbers
        case Name(text, font="" | "cal") if text[:1].isupper():
            return where  # elements of a set, if this is one
        case Group("{", Listing(",")) if not any(isinstance(n, Name | Ellipsis_) for n in names_in(where)):
            return where
    return None
