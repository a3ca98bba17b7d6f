"""Indices, sets, offsets and conditions: what stands in a subscript, under a big operator, or after "if".

Comes in: syntax, with the names bound so far. Goes out: index terms, sets and conditions. Which set an index ranges over is read off
the places where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from derive.meaning.formulas import matrices
from derive.meaning.formulas.arrays import IllTyped, Value, set_name
from derive.meaning.formulas.binders import Binders
from derive.meaning.formulas.calls import calls_in, grouped
from derive.meaning.formulas.common_ranges import common_range
from derive.meaning.formulas.counting import tidy
from derive.meaning.formulas.number_sets import lies_in
from derive.meaning.names import undeclared
from derive.meaning.names.scope import (
    MeaningError,
    NotSupported,
    Scope,
    Sequence,
    Undeclared,
    is_command,
    names_in,
    spelled,
    unknown_command,
)
from derive.meaning.names.subscripts import outside_sums, shifted, subscript_letters, subscripts
from derive.reading.syntax import Chain, Ellipsis_, Group, Listing, Name, Node, Number, Product, Scripted
from derive.reading.vocabulary import GREEK
from derive.terms.term import (
    HALF,
    ONE,
    Term,
    add,
    both,
    eq,
    index,
    integer_range,
    is_integer,
    le,
    lt,
    ne,
    neg,
    num,
    real,
    set_of,
)
from derive.theory.calculus import unfold

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator

RELATIONS = {"=": eq, "!=": ne, "<": lt, "<=": le}
FLIPPED = {">": "<", ">=": "<="}


class TwoSets(IllTyped):
    """One free letter stands for elements of two sets: mostly a letter that some sum should have bound."""


class Places:
    """The part of elaboration that is about indices. `names` binds letters to indices (or to integers)."""

    def __init__(self, owner: Elaborator) -> None:
        self.owner = owner
        self.binders = Binders(self)
        self.letters: dict[str, Term] = {}  # free letters of this step, each with the set it runs over
        self.shifts: dict[str, list[tuple[Term, int]]] = {}
        self.ranged: set[str] = set()  # letters whose range is the one in which all entries exist
        self.kept: set[str] = set()  # letters that are free where the chain begins
        self.outside: set[str] = set()  # letters that stand outside of every big operator
        self.stated: set[str] = set()  # letters of the conditions

    @property
    def scope(self) -> Scope:
        return self.owner.scope

    def survey(self, *nodes: Node, conditions: Iterable[Node] = ()) -> None:
        """Look the step over before it is read: over which set each free letter runs, and which letters no sum can bind."""
        through: dict[str, Term] = {}
        stated = tuple(conditions)
        for node in (*nodes, *stated):
            for n in outside_sums(node):
                name = spelled(n)
                if isinstance(n, Name) and name:
                    (self.stated if any(node is c for c in stated) else self.outside).add(name)
                for letter in subscript_letters(n):
                    over = self.axis_at(letter, n) if isinstance(n, Scripted) else None
                    if over is not None and self.unknown(letter):
                        loose = isinstance(n, Scripted) and self.goes_through(n.base, letter) is not None
                        (through if loose else self.letters).setdefault(letter, over)
                for letter, over in self.arguments_in(n):
                    if self.unknown(letter):
                        self.letters.setdefault(letter, over)
                if isinstance(n, Scripted):
                    self.note_shifts(n)
        for letter, over in through.items():
            self.letters.setdefault(letter, over)
        for letter, found in self.shifts.items():
            over = common_range(found, self.scope.facts)
            if over is not None:
                self.letters[letter] = over
                self.ranged.add(letter)

    def take_clauses(self, clauses: Iterable[Chain]) -> None:
        """Letters that clauses behind the formula speak of, each with its set; a clause that speaks of no known set says nothing."""
        for clause in clauses:
            try:
                self.take_clause(clause)
            except (MeaningError, IllTyped):
                continue

    def take_clause(self, clause: Chain) -> None:
        match clause:
            case Chain((left, right), ("in",)):
                over = self.set(right)
            case Chain((left, Listing(",", (_, *_, Ellipsis_(), _)) as run), ("=",)):
                over = self.written_range(run)
            case _:
                return
        for letter in left.items if isinstance(left, Listing) else (left,):
            name = spelled(letter)
            if name is not None and self.unknown(name):
                self.letters[name] = over
                self.ranged |= {name} if over.op == "range" else set()

    def keep_free(self, first: Node | None) -> None:
        """The letters that are free where the chain begins stay free in "derivative by u_k", also inside of a sum over k."""
        if first is None:
            return
        for n in outside_sums(first):
            self.kept.update(letter for letter in subscript_letters(n) if self.unknown(letter))

    def note_shifts(self, node: Scripted) -> None:
        """Where free letters stand on ranges, as they are or with a number added: `x_k`, `x_{k-1}`."""
        axes = self.axes_of(node)
        for sub, axis in zip(subscripts(node.sub, len(axes)) if node.sub is not None else (), axes, strict=False):
            place = shifted(sub)
            if place is not None and axis.op == "range" and self.unknown(place[0]):
                self.shifts.setdefault(place[0], []).extend(((axis, 0), (axis, place[1])))

    def free(self, name: str, over: Term) -> Term:
        """A free index; one letter runs over one set in a step."""
        known = self.letters.setdefault(name, over)
        if name in self.ranged and over.op == "range" and common_range([(known, 0), (over, 0)], self.scope.facts) is known:
            return index(name, known)
        if known is not over:
            raise TwoSets(f"`{name}` runs over {set_name(known)} in one place and over {set_name(over)} in another")
        return index(name, over)

    def number(self, name: str, over: Term) -> Term:
        """A letter in an integer expression, `k` of `u_{t+k}`: a number of its own range where it has one, else one of the range that the
        whole expression is in."""
        known = self.letters.get(name)
        own = known is not None and known is not over and is_integer(index(name, known))
        return index(name, known) if own and known is not None else self.free(name, over)

    # --- indices ---

    def index(self, node: Node, over: Term) -> Term:
        """The element of the set that the node names; an unknown letter is a free index of that set."""
        if over.op == "range":
            return self.position(node, over)
        found = self.element(node) or self.owner.slips.letter_o(node, over)
        if found is None:
            name = spelled(node)
            if name is not None and is_command(name):
                raise unknown_command(name, node.span)
            if (element := word(node)) is not None:
                declared = f"`$\\text{{{element}}} \\in {set_name(over)}$` in the Given would do"
                raise Undeclared(f"`{element}` is not declared as an element of {set_name(over)}; {declared}", node.span)
            if isinstance(node, Scripted) and not {spelled(n) for n in names_in(node.sub)}.isdisjoint(self.owner.names):
                raise undeclared.sequence(self.owner.text(node), set_name(over), node.span)  # `w_s` under a sum over s is no one letter
            if name is None or isinstance(node, Number):
                raise IllTyped(f"`{self.owner.text(node)}` does not name an element of {set_name(over)}")
            return self.free(name, over)
        if set_of(found) is not over:
            where = set_of(found)
            of = f"of {set_name(where)}" if where is not None else "a number"
            raise IllTyped(f"`{self.owner.text(node)}` is {of}, where an element of {set_name(over)} is needed")
        return found

    def goes_through(self, base: Node, letter: str | None) -> Sequence | None:
        """The sequence that a letter goes through as the subscript of this name: k in `u_k`, which means `u_{w_k}`."""
        sequence = self.scope.through.get(spelled(base) or "")
        if sequence is None or letter is None:
            return None
        over = self.letters.get(letter) or self.scope.letters.get(letter)
        return sequence if over is sequence.symbol.axes[0] else None

    def subscript(self, base: Node | None, node: Node, over: Term) -> Term:
        """The element of the set that a subscript names, by way of a sequence where the Given says so."""
        sequence = self.scope.through.get(spelled(base) or "") if base is not None else None
        if sequence is None:
            return self.index(node, over)
        name, found = spelled(node), self.element(node)
        (domain,) = sequence.symbol.axes
        if found is None and isinstance(node, Name) and base is not None and self.goes_through(base, name) is not None:
            assert name is not None
            found = self.free(name, domain)
        if found is not None and set_of(found) is domain:
            return real(sequence.symbol, found)
        return self.index(node, over)

    def element(self, node: Node) -> Term | None:
        """The index that a name stands for: bound here, declared, or an entry of a sequence; None for an unknown name."""
        name = spelled(node)
        if name is not None and name in self.owner.names:
            return self.owner.names[name]
        if name is not None and name in self.scope.indices:
            return self.scope.indices[name]
        if isinstance(node, Scripted) and node.sub is not None and node.sup is None:
            sequence = self.scope.sequence(spelled(node.base), node.sub)
            if sequence is not None:
                return self.entry_of(sequence, node.sub)
        if isinstance(node, Group) and node.kind == "(":
            return self.element(node.body)
        return None

    def entry_of(self, sequence: Sequence, sub: Node) -> Term:
        (over,) = sequence.symbol.axes
        if over.op != "range":
            return real(sequence.symbol, self.index(sub, over))
        names = {sequence.anchor: num(0)} if sequence.anchor else {}
        with self.owner.bound(names):
            return real(sequence.symbol, self.integer(sub, over))

    def position(self, node: Node, over: Term) -> Term:
        """An index of a range: an integer expression; an unknown letter alone is a free index."""
        name = spelled(node)
        if isinstance(node, Name) and name and self.unknown(name):
            if is_command(name):
                raise unknown_command(name, node.span)
            return self.free(name, over)
        return self.owner.slips.letter_o(node, over) or self.integer(node, over)

    def integer(self, node: Node, over: Term | None = None) -> Term:
        """An integer expression. Unknown letters in it range over `over`, where that is given."""
        free = {}
        if over is not None:
            letters = {spelled(n) for n in names_in(node) if isinstance(n, Name)}
            if command := next((n for n in filter(None, letters) if is_command(n) and self.unknown(n)), None):
                raise unknown_command(command, node.span)
            free = {n: self.number(n, over) for n in sorted(filter(None, letters - self.inside_entries(node))) if self.unknown(n)}
        with self.owner.bound(free):
            value = self.owner.value(node)
        if not value.rank and not is_integer(value.body):
            value = replace(value, body=unfold(value.body, self.scope.definitions))  # n = 2k, where k is an integer
        if value.rank or not is_integer(value.body):
            if (name := spelled(node)) in self.owner.assumed or (name and not self.owner.stands_for_something(name)):
                raise Undeclared(f"`{name}` is not declared as a size; `${name} \\in \\mathbb{{N}}$` in the Given would do", node.span)
            if value.rank and isinstance(node, Name):  # `p_y`, where y is the class, and its one-hot vector too
                said = f"`{self.owner.text(node)}` is an array, and stands for an index here"
                raise NotSupported(f"{said}: a letter of its own for the index would do", node.span)
            raise IllTyped(f"`{self.owner.text(node)}` is not an integer")
        return tidy(value.body)

    def inside_entries(self, node: Node) -> set[str | None]:
        """The letters in the subscripts of sequences: the i of `y_i` counts the y, and is no value of them."""
        written = ((n.base, n.sub) for n in names_in(node) if isinstance(n, Scripted) and n.sub is not None)
        return {spelled(x) for base, sub in written if self.scope.sequence(spelled(base), sub) for x in names_in(sub)}

    def unknown(self, name: str) -> bool:
        return name not in self.owner.names and name not in self.scope.values and name not in self.scope.indices

    # --- sets ---

    def set(self, node: Node) -> Term:
        """The index set that the node names."""
        name = spelled(node)
        if name in self.scope.sets:
            return self.scope.sets[name]
        if isinstance(node, Group) and node.kind == "|":
            return self.set(node.body)
        if isinstance(node, Group) and node.kind in ("{", "[") and isinstance(node.body, Listing):
            return self.written_range(node.body, interval=node.kind == "[" and len(node.body.items) == 2)
        if (meant := self.owner.slips.misspelt_set(node)) is not None:
            return meant
        raise Undeclared(
            f"`{self.owner.text(node)}` is not declared as a set; `${self.owner.text(node)}$ a finite set` in the Given would do",
            node.span,
        )

    def written_range(self, listing: Listing, interval: bool = False) -> Term:
        """`\\{1, 2, 3\\}`, `0, 1, \\dots, n`, and `[1, n]`: every whole number from the first to the last."""
        items = listing.items
        for one, after in pairwise(items):
            dots = isinstance(one, Ellipsis_) or isinstance(after, Ellipsis_)
            if not (interval or dots) and tidy(add(self.integer(after), neg(self.integer(one)))) is not ONE:
                raise NotSupported(f"`{self.owner.text(listing)}`: numbers that do not follow upon each other", listing.span)
        return self.range_to(items[0], items[-1])

    def range_to(self, low: Node, high: Node) -> Term:
        """low..high; 1..|V| and 1..n are the sets that these sizes belong to."""
        start = self.integer(low)
        if start is ONE:
            name = spelled(high)
            if isinstance(high, Group) and high.kind == "|":
                return self.set(high.body)
            if name in self.scope.sets:
                return self.scope.sets[name]
        return integer_range(start, self.integer(high))

    def axes_of(self, node: Scripted) -> tuple[Term, ...]:
        """The sets that the subscripts of a declared array run over, in their order; a guess for nothing else."""
        named = node.base
        while isinstance(named, Group) and named.kind == "(":
            named = named.body  # `(Z_2)_{ij}`
        base = spelled(named)
        if base is None or base not in self.scope.values:
            return ()
        return self.owner.scripts.subscript_axes(base, self.scope.values[base])

    def set_where_it_stands(self, letter: str, node: Node, themselves: bool = False) -> Term | None:
        """The set of the places that a letter is written at; themselves: of `u_k` that of the u, also where k numbers some of them."""
        for n in names_in(node):
            over = self.axis_at(letter, n, themselves) if isinstance(n, Scripted) and n.sub is not None else None
            over = over or next((home for name, home in self.arguments_in(n) if name == letter), None)
            if over is not None:
                return over
        return None

    def arguments_in(self, node: Node) -> Iterator[tuple[str, Term]]:
        r"""The letters that stand for elements of sets in the calls of a row of factors, `\pi(a) r_a`, each with its set."""
        for name, bracket in calls_in(node) if isinstance(node, Product) and self.scope.functions else ():
            arguments = grouped(bracket.body)
            fitting = [f for f in self.scope.functions.get(name, ()) if len(f.parameters) == len(arguments)]
            for p, nodes in zip(fitting[0].parameters, arguments, strict=True) if len(fitting) == 1 else ():
                over = set_of(p.index) if p.kind == "index" and p.index is not None else None
                if over is not None and len(nodes) == 1 and isinstance(nodes[0], Name) and (letter := spelled(nodes[0])) is not None:
                    yield letter, over

    def axis_at(self, letter: str, node: Scripted, themselves: bool = False) -> Term | None:
        sequence = None if themselves else self.scope.sequence(spelled(node.base), node.sub)
        if sequence is not None and node.sub is not None and spelled(node.sub) == letter:
            return sequence.symbol.axes[0]
        axes = self.axes_of(node)
        if node.sub is None:
            return None
        sequence = None if themselves else self.goes_through(node.base, letter)
        if sequence is not None and spelled(node.sub) == letter:
            return sequence.symbol.axes[0]
        for sub, axis in zip(subscripts(node.sub, len(axes)), axes, strict=False):
            if spelled(sub) == letter:
                return axis
        return None

    # --- conditions ---

    def condition(self, node: Node) -> Term:
        """A chain of relations between indices, integers, scalars or arrays as one condition."""
        while isinstance(node, Group) and node.kind == "(":
            node = node.body
        if isinstance(node, Listing):
            return Term("and", tuple(self.condition(i) for i in node.items))
        if not isinstance(node, Chain):
            raise NotSupported(f"`{self.owner.text(node)}` as a condition", node.span)
        parts = [self.relation(a, r, b) for a, r, b in zip(node.operands, node.relations, node.operands[1:], strict=False)]
        return parts[0] if len(parts) == 1 else Term("and", tuple(parts))

    def relation(self, left: Node, written: str, right: Node) -> Term:
        if written in FLIPPED:
            return self.relation(right, FLIPPED[written], left)
        if written in ("succ", "succeq") and spelled(right) == "0":
            v = self.owner.value(left)
            found, whole = matrices.positive_definite(v) if written == "succ" else matrices.positive_semidefinite(v)
            if whole:
                return Term("and", tuple(found))
        if written == "in" and (says := lies_in(right, lambda n: self.owner.value(n).body)) is not None:
            items = left.items if isinstance(left, Listing) else (left,)
            return both(*(says(self.owner.value(n).body) for n in items))
        if written == "in" and (over := self.scope.sets.get(spelled(right) or "")) is not None:
            items = left.items if isinstance(left, Listing) else (left,)
            found = [self.element(n) or self.index(n, over) for n in items]
            if all(set_of(i) is over for i in found):
                return both(*(eq(i, i) for i in found))  # it says which set a letter runs over
        if written not in RELATIONS:
            raise NotSupported(f"the relation `{written}` in a condition", left.span)
        make = RELATIONS[written]
        over = self.set_of_relation(left, right)
        if over is not None and over.op == "set":
            return make(self.index(left, over), self.index(right, over))
        if over is not None:
            return make(self.position(left, over), self.position(right, over))
        a, b = self.owner.value(left), self.owner.value(right)
        if written == "=" and not a.rank and not b.rank:
            a, b = without_roots(a, b)
        return self.owner.entrywise(make, a, b)

    def set_of_relation(self, left: Node, right: Node) -> Term | None:
        """The set that both sides are elements of, if either is known to be an index."""
        for node in (left, right):
            found = self.element(node)
            over = set_of(found) if found is not None else None
            if over is not None:
                return over
        for node in (left, right):
            name = spelled(node)
            for known in (self.letters, self.scope.letters):
                if name is not None and name in known and self.unknown(name):
                    return known[name]
        return None

    def is_place(self, node: Node) -> bool:
        """Whether the node is the name of an index."""
        name = spelled(node)
        letter = name is not None and name in self.scope.letters and self.unknown(name)
        try:
            return letter or self.element(node) is not None
        except (MeaningError, IllTyped):
            return False


def word(node: Node) -> str | None:
    r"""A word of three letters or more, `\\text{bank}` or letter by letter: a name of its own, and no letter that runs over a set."""
    letters = node.factors if isinstance(node, Product) and not any(node.operators) else (node,)
    text = "".join(n.text if isinstance(n, Name) and not n.marks else "?" for n in letters)
    plain = len(text) > 2 and text.isascii() and text.isalpha() and text not in GREEK
    return text if plain and (len(letters) == 1 or all(isinstance(n, Name) and len(n.text) == 1 for n in letters)) else None


def without_roots(a: Value, b: Value) -> tuple[Value, Value]:
    r"""`\|x\| = 1` and `\|x\| = \|y\|` say the same of the squares, which are sums of products."""
    match a.body, b.body:
        case Term("pow", (x, half)), Term("pow", (y, other)) if half is HALF and other is HALF:
            return replace(a, body=x), replace(b, body=y)
        case Term("pow", (x, half)), Term("num", _, n) if half is HALF and n >= 0:
            return replace(a, body=x), replace(b, body=num(n * n))
        case Term("num"), Term("pow", (_, half)) if half is HALF:
            return without_roots(b, a)[::-1]
    return a, b
