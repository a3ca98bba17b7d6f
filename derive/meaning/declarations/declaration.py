"""The declarations of one segment of a Given, into a scope: variables, sets, families, definitions, facts.

Comes in: a segment. Goes out: the scope enriched by what it declares, and notes. Prose around the formulas is free, but for a few words: a
finite set, for, also written, one-hot.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from derive.meaning.declarations import distributions, doubted, goals, laws, recursions, rows_told
from derive.meaning.declarations.endless import beginning, end, letters_of_members, without_end
from derive.meaning.declarations.listed import Piece, binds_numbers, first_and_last, with_kinds, with_lists, with_ranges
from derive.meaning.declarations.nouns import BOUNDS
from derive.meaning.declarations.segments import Segment
from derive.meaning.declarations.shape_words import LISTED, names_identity
from derive.meaning.declarations.stated import Stated, own_words
from derive.meaning.declarations.tied import take_tie
from derive.meaning.declarations.variables import Note
from derive.meaning.formulas import arrays, tables, unknown_functions
from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.formulas.counting import tidy
from derive.meaning.names import upstream
from derive.meaning.names.definitions import define, define_value
from derive.meaning.names.scope import MeaningError, NotSupported, Scope, names_in, spelled
from derive.reading.syntax import (
    Chain,
    Ellipsis_,
    Group,
    Listing,
    Name,
    Node,
    Number,
    Scripted,
)
from derive.terms.term import (
    Term,
    add,
    eq,
    index,
    integer_range,
    iverson,
    num,
)

FOR = re.compile(r"(\bfor( all| every| each)?|\bwhere|∀|对于?|当|\bindexed by)\s*$", re.I)
FOR_AFTER = re.compile(r"^\s*에 (대해|대하여|대한)")
ALIAS = re.compile(r"(also (written|called|denoted)|or simply|라고도|또는|也(写作|记作))", re.I)
SETS = re.compile(r"\bsets\b|집합|集", re.I)
FINITE_SETS = re.compile(r"\b(finite|index)\s+sets\s*$|유한\s*집합들?\s*$|有限集合?\s*$", re.I)
SET = re.compile(r"\b(finite|index|nonempty|non-empty)?\s*(sets?|vocabulary)\b|집합|集合?", re.I)
ON = re.compile(r"\s*\(?(on|over|in)\s*$", re.I)
ONE_HOT = re.compile(r"one-?hot", re.I)


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


class Declaration(Stated):
    """The declarations of one segment. sequences: the names of which only a recursion speaks, where these are to be taken as numbers;
    of_members: the letters of entries of new names."""

    sequences: list[str] | None = None
    of_members: Collection[str] = ()

    def segment(self, segment: Segment, first: tuple[Piece, ...] = ()) -> None:
        pieces = with_kinds(with_lists(with_ranges(_with_rows(segment.pieces, self.scope))), self.scope, rows=True)
        pieces = [p for n, p in enumerate(pieces) if not _of_identity(p.node, own_words(pieces, n))]
        self.no_conditions(pieces)
        for listed, where, finite in laws.on_sets(pieces):
            for name in listed:
                laws.introduce(self.scope, name, where, finite, self.range_written)
                self.declared.append(("values", spelled(name) or ""))
        clauses: list[Piece] = []
        bound: dict[str, list[tuple[int, Term]]] = {}
        self.of_members = letters_of_members((p.node for p in pieces), self.scope)
        homes = {spelled(p.node.operands[1]) for p in pieces[1:] if isinstance(p.node, Chain) and p.node.relations == ("in",)}
        for n, p in enumerate(pieces):  # `$V$ a finite set, $u_w \\in \\mathbb{R}^d$ ($w \\in V$)`: the set before the clause
            if isinstance(p.node, Name) and spelled(p.node) in homes and not self.scope.known(p.node.text):
                self.bare(p, pieces[n + 1 :], pieces[:n])
        for n, p in enumerate(pieces):
            if isinstance(p.node, Name) and len(pieces) > 1:  # `$V$ a finite set, $u_w \in \mathbb{R}^d$ for $w \in V$`
                self.bare_set(p, pieces[n + 1 :], pieces[:n])
        sizes = [p for p in pieces if _of_sizes(p.node)]  # what a clause further on may count to: `for $t = 1, \dots, n + m$`
        for p in sizes:
            self.statement(p, [], [])
        for n, p in enumerate(pieces):
            node = p.node.body if isinstance(p.node, Group) and n else p.node
            follows = n > 0 and any(pieces[n - 1] is c for c in clauses) and re.fullmatch(r"\s*(,|and|with|such that)?\s*", p.before)
            bracketed = n > 0 and isinstance(p.node, Group) and isinstance(node, Chain)
            enclosed = n > 0 and p.before.strip() in ("(", "（") and p.after.lstrip()[:1] in (")", "）")  # `($w \\in V$)`
            numbered = n > 0 and re.fullmatch(r"\s*,?\s*", p.before) and binds_numbers(node)  # `$c_i \in \mathbb{R}$, $i = 1, \dots, n$`
            limits = _limits(node) and (_speaks_of(node, self.names) or _binds_letters_of(node, [q.node for q in pieces[:n]]))
            goes_on = (follows or enclosed or numbered) and (limits or _binds_letters_of(node, [q.node for q in pieces[:n]]))
            alone = len(pieces) == 1 and isinstance(node, Chain) and node.relations != ("in",)  # `where $x > 0$` with nothing before it
            alone = alone or self.bounds_its_own(node, [q.node for q in pieces[:n]])
            if self.is_clause(node) and not alone and (FOR.search(p.before) or FOR_AFTER.match(p.after) or bracketed or goes_on):
                clauses.append(p)
                before = dict(self.names)
                self.clause(node)
                for letter, index_ in self.names.items():
                    if before.get(letter) is not index_:
                        bound.setdefault(letter, []).append((n, index_))
        bases = {r.base for p in pieces if (r := recursions.recursion(p.node)) is not None and not self.scope.known(r.base)}
        early = [
            p for p in pieces if p not in (*clauses, *sizes) and _first_members(p.node, bases)
        ]  # `$x_{k+1} = A x_k$, $x_0 \in \mathbb{R}^n$`
        for p in early:
            self.statement(p, [], [])
        for p in pieces:
            found = recursions.recursion(p.node)
            if found is not None and (not self.scope.known(found.base) or found.letter not in self.names):
                recursions.introduce(self, found)
            if found is not None and self.sequences is not None:
                self.sequences += recursions.with_others(self, found)
        shown = goals.among(pieces)
        for n, p in sorted(enumerate(pieces), key=lambda pair: not any(pair[1] is q for q in first)):
            if any(p is c for c in (*clauses, *sizes, *early)):
                continue
            self.bind_for(n, bound)
            if ALIAS.search(p.before) or (n and ALIAS.search(pieces[n - 1].before) and re.fullmatch(r"\s*(and|,|und|와|和)\s*", p.before)):
                p.before = "also written"
                self.alias(p.node)
            elif doubted.taken_back(p.before, p.after) and (names := doubted.spoken_of(p.node, self.scope)):
                self.notes.append(Note(doubted.MESSAGE, p.node.span, names))
            elif any(p is g for g in shown) and (names := doubted.spoken_of(p.node, self.scope)):
                self.notes.append(Note(goals.MESSAGE, p.node.span, names))
            elif doubted.CONCLUDED.search(p.before) and (names := doubted.spoken_of(p.node, self.scope)):
                self.notes.append(Note(doubted.FOLLOWS, p.node.span, names))
            else:
                self.statement(p, pieces[n + 1 :], pieces[:n])
        n = 0
        while n < len(pieces):
            n = self.properties(pieces, n)
        take_tie(self, pieces)

    def bounds_its_own(self, node: Node, earlier: list[Node]) -> bool:
        """`$n \\in \\mathbb{N}$ where $n > 2$`: a fact about what the segment itself declares, and no condition on anything else."""
        if not isinstance(node, Chain) or not BOUNDS.issuperset(node.relations):
            return False
        chains = [c for c in earlier if isinstance(c, Chain)]
        if any(c.relations != ("in",) for c in chains):
            return False  # `$a = 1 / c$ where $c > 2$`: it may be meant of a alone
        left = (c.operands[0] for c in chains)
        own = {spelled(n) for one in left for n in (one.items if isinstance(one, Listing) else (one,)) if isinstance(n, Name)}
        bounded = node.operands[1] if len(node.operands) > 2 or not isinstance(node.operands[0], Name) else node.operands[0]
        named = {spelled(n) for n in names_in(node) if isinstance(n, Name)}
        return spelled(bounded) in own and all(name in own or name in self.scope.values for name in named)

    def bind_for(self, n: int, bound: dict[str, list[tuple[int, Term]]]) -> None:
        r"""For the n-th statement: where several clauses bind a letter, the next one counts, `$a_k$ for $k = 0, \dots, n$, $b_k$ for
        $k = 1, \dots, n$`."""
        for name, indices in bound.items():
            if len(indices) > 1:
                self.names[name] = next((i for place, i in indices if place > n), indices[-1][1])
                self.scope.letters[name] = self.names[name].tag[1]

    def no_conditions(self, pieces: list[Piece]) -> None:
        """A Given states what holds; what holds only if something else does is no fact."""
        for n, p in enumerate(pieces):
            conditional = doubted.CONDITIONAL.search(p.before) and (n or doubted.THEN.search(" ".join(q.before for q in pieces[1:])))
            if doubted.NEGATED.search(p.before) or conditional or (n and p.opener in ("iff", "therefore")):
                raise NotSupported("a condition in a Given: only what holds without condition can be stated there", p.node.span)

    def range_written(self, where: Node) -> Term:
        r"""`\{1, \dots, n\}`, whose n is a size from here on."""
        inside = where.body if isinstance(where, Group) else where
        high = inside.items[-1] if isinstance(inside, Listing) else inside
        self.declare_end(high)
        return self.elaborator.places.set(where)

    def declare_end(self, high: Node) -> None:
        """What a range ends at is a size, if the name stands for nothing yet."""
        if isinstance(high, Name) and not self.elaborator.stands_for_something(spelled(high) or ""):
            self.scope.declare_size(spelled(high) or "")

    # --- "for" clauses ---

    def is_clause(self, node: Node) -> bool:
        return isinstance(node, Chain) and not any(r in ("~", ":=") for r in node.relations)

    def clause(self, node: Node) -> None:
        """`for w in V`, `for -m <= j <= m`, `for s != r`: letters with their sets, and conditions on them."""
        assert isinstance(node, Chain)
        places = self.elaborator.places
        if (endless := beginning(node, self.scope, self.source)) is not None:
            self.begins(node, *endless)
            return
        match node:
            case Chain((left, Name("R") | Scripted(Name("R")) as right), ("in",)) if spelled(right) not in self.scope.sets:
                for n in left.items if isinstance(left, Listing) else (left,):
                    self.formal(n, right)
            case Chain((left, right), ("in",)):
                over = places.set(right)
                for n in left.items if isinstance(left, Listing) else (left,):
                    self.letter(n, over)
            case Chain((Name() as letter, Listing(",", (_, *_, high)) as run), ("=",)):
                self.declare_end(high)
                self.letter(letter, places.written_range(run))
            case Chain((low, Name() as letter, high), (a, b)) if {a, b} <= {"<", "<="}:
                start, end = places.integer(low), places.integer(high)
                self.letter(letter, Term("range", (_shifted(start, a, 1), _shifted(end, b, -1))))
            case _:
                self.conditions.append(node)

    def begins(self, node: Chain, letter: Name, low: int | None) -> None:
        """A clause that says where its letter begins: the range of new members; of what is known, where it holds."""
        name = spelled(letter) or ""
        if name in self.of_members:
            known = self.scope.letters.get(name)
            high = known.args[1] if known is not None and known.op == "range" else end(self.scope, self.source)
            self.letter(letter, integer_range(num(low or 0), high))
        elif low is not None:
            self.conditions.append(Chain((letter, Number(str(low), node.span)), (">=",), node.span))

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

    def statement(self, piece: Piece, following: list[Piece], earlier: list[Piece]) -> None:
        node = piece.node
        match node:
            case Chain((Listing(",", (Scripted() as one, *more, Ellipsis_(), Scripted() as last)), where), ("in",)) if first_and_last(
                one, last, more
            ):
                self.listed(one, last, where)
            case Chain((Listing(",", items), where), ("in",)) if (endless := without_end(items)) is not None:
                first, low = endless
                self.listed_over(first, integer_range(num(low), end(self.scope, self.source)), where)
            case Chain((Listing(",", (Scripted() as one, *_, Ellipsis_(), Scripted() as last)), bound), (relation,)) if relation in BOUNDS:
                self.listed(one, last, Name("R", span=one.span), Chain((one, bound), (relation,), one.span))
            case Chain((left, right), ("in",)):
                for n in left.items if isinstance(left, Listing) else (left,):
                    self.member(n, right)
            case Chain((left, right), ("~",)):
                place = following[0].node if following and ON.match(piece.after) and spelled(following[0].node) else None
                distributions.draw(self, left, right, place)
            case Chain((left, right), ("=" | ":=" | "==",)):
                self.equation(left, right)
            case Chain((left, right, *_), ("=" | ":=" | "==", "=", *_)) if (name := spelled(left)) and not self.scope.known(name):
                self.equation(left, right)  # `L = A = B` says what L is, and something of it
                try:
                    self.fact(replace(node, operands=node.operands[1:], relations=node.relations[1:]))
                except (MeaningError, IllTyped) as why:
                    self.notes.append(Note(str(why), right.span, frozenset({name})))
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
        sets = tables.sets_of(self.scope, domain) if codomain == Name("R", font="bb") else None
        if sets is not None and not self.scope.known(name):
            tables.introduce(self.scope, name, sets)
            self.declared.append(("values", name))
            return
        meant = self.elaborator.is_function(left) and name not in self.scope.functions
        unknown_functions.signature(self.scope, left, domain, codomain, meant)
        self.declared.append(("functions", name))

    def bare(self, piece: Piece, following: list[Piece], earlier: list[Piece]) -> None:
        """A name alone: a set, a one-hot vector or a function, if the words say so; else it is prose."""
        name = spelled(piece.node)
        if name is None:
            return
        words = f"{_words_before(piece, earlier)} | {_words_after(piece, following)}"
        if self.depends(piece, following):
            pass
        elif unknown_functions.introduced_by(words) and not self.elaborator.stands_for_something(name):
            unknown_functions.introduce(self.scope, name, 1)
        elif ONE_HOT.search(piece.after) and following:
            found = self.elaborator.places.element(following[0].node)
            if found is not None and found.op == "index":
                define_value(self.scope, name, arrays.build((found.tag[1],), lambda i: iverson(eq(i, found))))
                self.declared.append(("values", name))
        else:
            self.bare_set(piece, following, earlier)

    def depends(self, piece: Piece, following: list[Piece]) -> bool:
        """`$L$ a scalar loss that depends on $a$`. Raises Undeclared where it is not said yet what a is."""
        if not following or not isinstance(piece.node, Name) or not upstream.told(piece.after, following[0].after):
            return False
        of = [p.node for p in names_listed(following, upstream.MORE)]
        for n in of:
            self.elaborator.value(n)
        if upstream.arguments(self.scope, piece.node, call := upstream.call(piece.node, of)) is None:
            return False
        self.declared.append(("values", define(self.scope, self.source, self.names, piece.node, call)))
        return True

    def bare_set(self, piece: Piece, following: list[Piece], earlier: list[Piece]) -> None:
        name = spelled(piece.node)
        if name in self.scope.values and name in self.scope.functions:
            return  # `$q$ a distribution on a finite set $X$`
        told = SET.search(_words_after(piece, following)) or SET.search(piece.before) or FINITE_SETS.search(_words_before(piece, earlier))
        if name is not None and told:
            self.scope.declare_set(name)
            self.declared.append(("sets", name))

    # --- membership ---

    def listed(self, first: Scripted, last: Scripted, where: Node, bound: Chain | None = None) -> None:
        r"""`x_1, \\dots, x_n \\in \\mathbb{R}`: the same as `x_i` for i = 1, ..., n."""
        assert last.sub is not None
        self.listed_over(first, self.axis(last.sub), where, bound)

    def listed_over(self, first: Scripted, over: Term, where: Node, bound: Chain | None = None) -> None:
        letter = Name("i°", span=first.span)
        outer, self.names = self.names, {**self.names, "i°": index("i°", over)}
        try:
            entry = replace(first, sub=letter)
            if bound is None or not self.scope.known(spelled(first.base) or ""):
                self.member(entry, where)
            if bound is not None:
                self.fact(replace(bound, operands=(entry, *bound.operands[1:])))
        finally:
            self.names = outer


def _of_identity(node: Node, words: str) -> bool:
    r"""`I \in \mathbb{R}^{n \times n}`, called the identity."""
    return isinstance(node, Chain) and node.relations == ("in",) and names_identity(node.operands[0], words)


def _of_sizes(node: Node) -> bool:
    r"""`n, m \in \mathbb{N}`."""
    match node:
        case Chain((left, Name("N", font="bb")), ("in",)):
            return all(isinstance(n, Name) for n in (left.items if isinstance(left, Listing) else (left,)))
    return False


def _first_members(node: Node, bases: Collection[str]) -> bool:
    r"""`A, h_0 \in \mathbb{R}^d`, with h one of the bases."""
    if not isinstance(node, Chain) or node.relations != ("in",):
        return False
    left = node.operands[0]
    items = left.items if isinstance(left, Listing) else (left,)
    return any(isinstance(n, Scripted) and isinstance(n.sub, Number) and spelled(n.base) in bases for n in items)


def names_listed(pieces: list[Piece], between: re.Pattern[str] = LISTED) -> list[Piece]:
    """The names of the list that the pieces begin with."""
    found = list[Piece]()
    for p in pieces:
        if not isinstance(p.node, Name | Scripted):
            break
        found.append(p)
        if not between.fullmatch(p.after):
            break
    return found


def _words_after(piece: Piece, following: list[Piece]) -> str:
    """The words behind a name, or behind the list that it begins: `$S$ and $A$ finite sets`, `$S, A$ finite sets`."""
    first, together = piece, False
    for after in following:
        within = not piece.after.strip() and after.opener == ","
        if not (within or LISTED.fullmatch(piece.after)) or not isinstance(after.node, Name):
            break
        piece, together = after, together or within
    return first.after if together and not SETS.search(piece.after) else piece.after


def _words_before(piece: Piece, earlier: list[Piece]) -> str:
    """The words before a name, or before the list that it stands in."""
    for before in reversed(earlier):
        within = not before.after.strip() and piece.opener == ","
        if not (within or LISTED.fullmatch(before.after)) or not isinstance(before.node, Name):
            break
        piece = before
    return piece.before


def _binds_letters_of(node: Node, earlier: list[Node]) -> bool:
    """`$a \\in A$` after `for $s \\in S$,`: it goes on with the clause if its letter stands in the formula that the clause is about."""
    match node:
        case Chain((left, _), ("in",)):
            letters = {spelled(n) for n in (left.items if isinstance(left, Listing) else (left,))}
        case Chain((Name() as left, Listing(",", (_, *_, _))), ("=",)) | Chain((_, Name() as left, _), _):
            letters = {spelled(left)}
        case _:
            return False
    return letters <= {spelled(n) for e in earlier for n in names_in(e)}


def _speaks_of(node: Node, letters: Collection[str]) -> bool:
    """Whether one of the letters stands in the relation."""
    return any(spelled(n) in letters for n in names_in(node))


def _limits(node: Node) -> bool:
    """A relation between letters; one of entries, `u_i > 0`, says something of these."""
    entries = any(isinstance(n, Scripted) and n.sub is not None for n in names_in(node))
    return isinstance(node, Chain) and node.relations[0] in ("!=", "<", "<=", ">", ">=") and not entries


def _shifted(term: Term, relation: str, by: int) -> Term:
    return tidy(add(term, num(by))) if relation == "<" else term
