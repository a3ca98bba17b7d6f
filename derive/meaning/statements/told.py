r"""What the text says of the shapes of names that no Given declares: `where $W \in \mathbb{R}^{m \times n}$`, `an $m \times n$ matrix $W$`.

Comes in: the scope of other documents' Givens and the formulas of the text. Goes out: the scope with these names. A name of which the text
says two things, or that an equation of the text defines, is left to its steps; one that a Given declares is left to the Given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Set
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise

from derive.meaning.declarations import qualities
from derive.meaning.declarations.declaration import Declaration
from derive.meaning.declarations.laws import runs
from derive.meaning.declarations.listed import Piece, alone, memberships
from derive.meaning.declarations.precedence import as_power, is_power_of_numbers, shape_of
from derive.meaning.declarations.qualities import MESSAGE
from derive.meaning.declarations.recursions import recursion
from derive.meaning.declarations.segments import Segment, segments
from derive.meaning.declarations.stated import own_words
from derive.meaning.declarations.ties import Tie, tie, unread
from derive.meaning.declarations.variables import Note
from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.number_sets import lies_in, limits_numbers
from derive.meaning.names import numbered
from derive.meaning.names.definitions import call_of, define_value
from derive.meaning.names.layers import declared_layers, layered_node, with_numbered
from derive.meaning.names.running import bound_letters
from derive.meaning.names.scope import MeaningError, Scope, names_in, spelled
from derive.meaning.statements import told_families, told_numbers, told_ranges
from derive.meaning.statements.condition_words import IF_AFTER, IF_BEFORE
from derive.meaning.statements.letting import SPECIAL
from derive.meaning.statements.told_families import Told
from derive.meaning.statements.told_recursions import Made, declare_recursions, first_of
from derive.meaning.statements.told_sizes import declare_sizes
from derive.reading.syntax import Chain, Ellipsis_, Event, Group, Listing, Name, Node, Number, Page, Scripted, Span
from derive.terms.term import ZERO, Symbol, add, eq, is_integer, mul, num, real

RUNNING = frozenset("ijklmnpqrst")
FOR = re.compile(r"\b(for|all|each|any|every|where)\b[^|]*\||모든|각|对|任意")
# "Let $A \\in \\mathbb{R}^{n \\times m}$ and $B \\in ...$": what is meant from there on
LET = re.compile(r"^\s*\||\b(?:let|suppose|assume|consider|take|given)\b|令|设|설|하자", re.I)
LET_WORD = re.compile(LET.pattern.partition("|")[2], re.I)
IS_SAID = re.compile(r"\s*(?:now |again |instead )?(?:be|denote)\b|\s*(?:是|为|를|을|은|는)")
TEXT = "the text"  # where such a name is made: it belongs to no part


def declare_told(scope: Scope, page: Page, events: list[Event], own: Collection[str]) -> tuple[list[str], list[Note], list[Made]]:
    """The names that the text declares, which are in the scope from now on; what of their words is not used; and the equations that make
    sequences."""
    events = with_numbered(events, scope)
    bound = {"1", *bound_letters(events, page.text), *scope.letters, *scope.indices}
    parts = segments(events, [])
    told_of = [(c, words) for segment in parts for c, words in _worded(segment.pieces)]
    defined = _first_equations(parts, bound)
    scope.runs = told_ranges.clauses(parts, page.text)
    several = list(told_families.told_of(parts, page.text))
    several += [t for t in map(told_families.size, told_ranges.sizes(scope.runs)) if all(t.name != other.name for other in several)]
    several = [t for t in several if t.name not in own]
    several = [t for t in several if not (t.name in defined and (t.in_words or defined[t.name] < t.node.span.start))]
    listed = {b: ends for b, ends in numbered.lists(events, page.text).items() if not (scope.known(b) or b in own or b in defined)}
    rows, _ = _declare_families(scope, page, (told_families.listed(base, *ends) for base, ends in listed.items()), ())
    several = [t for t in several if t.name not in listed]
    sets = _declare_families(scope, page, (t for t in several if isinstance(t.node, Name)), ())
    several = list(_of_known_sets(scope, page, several))
    at_once = {name for s in parts for a, b in pairwise(s.pieces) for name in _defined_at_once(a, b, bound)}
    said: dict[str, list[tuple[Node, Node, str]]] = {}
    later: dict[str, list[tuple[Node, Node, str]]] = {}  # behind an equation for the name
    for chain, words in told_of:
        for one, where in _members(chain, bound):
            name = spelled(one)
            if runs(where) and (name in RUNNING or FOR.search(words)):
                continue  # `for $i, j \\in \\{1, \\dots, K\\}` names no one element
            late = name in defined and (defined[name or ""] < one.span.start or name in at_once)  # what an equation says already
            if name is None or scope.known(name) or name in own or _listed(one, rows):
                continue
            if not late:
                said.setdefault(name, []).append((one, where, words))
            elif LET.search(words):
                later.setdefault(name, []).append((one, where, words))
    found, notes = [], list[Note]()
    made_of = dict[str, Span]()  # matrices that are made of vectors in a way that is not read
    for segment in parts:
        if (made := tie(segment.pieces, scope.sets)) is not None and _tied(scope, page.text, made, said, own, defined):
            found.append(spelled(made.matrix) or "")
            said.pop(found[-1], None)
        else:
            made_of.update({s: m.span for m in unread(segment.pieces) if (s := spelled(m)) is not None})
    for name, told in said.items():
        one, where, _ = told[0]
        again, differing = _anew(scope, page.text, [*told, *later.get(name, ())])
        if again:
            scope.again[name] = {one.span.start: words for one, _, words in (*told, *later.get(name, ()))}
        if any(other != where for _, other, _ in told):
            continue
        declaration = Declaration(scope.child(), page.text)
        with suppress(MeaningError, IllTyped):
            declaration.member(one, where)
            for _, _, words in told if not again else told[:1]:
                declaration.qualify(one, words)
            notes += differing
            scope.adopt(declaration.scope)
            found.append(name)
            notes += declaration.notes
            notes += [Note(MESSAGE, made_of[name], frozenset({name}))] if name in made_of else []
    families, more = _declare_families(scope, page, several, found)
    families += [*sets[0], *rows]
    sequences = declare_recursions(scope, page.text, parts, own, found, [n for n in families if n in scope.values])
    sizes = [] if page.givens else declare_sizes(scope, events, {*own, *defined})
    found += [name for n in sizes for name in n.names]
    whole = dict.fromkeys(n for c, _ in told_of for n in _whole(c) if not any(map(scope.known, n.names)))
    drawn = dict.fromkeys(n for s in parts for p in s.pieces for c in _chains(p.node) for n in _drawn(c))
    near = dict.fromkeys(n for s in parts for n in _hinted(scope, s.pieces) if not n.names <= set(own))
    return [*found, *families], [*notes, *more, *whole, *drawn, *near, *sizes], sequences


def declare_again(scope: Scope, source: str, chain: Chain) -> Scope | None:
    r"""The scope in which the names are what the membership says, from where it stands on: of them the text says different things, each
    with "let". None where it says nothing of such a name."""
    attempt = None
    for one, where in _members(chain, set()) if scope.again else ():
        name = spelled(one) or ""
        words = scope.again.get(name, {}).get(one.span.start)
        if words is not None:
            declaration = Declaration(_forgotten(attempt or scope, name), source)
            with suppress(MeaningError, IllTyped):
                declaration.member(one, where)
                declaration.qualify(one, words)
                old, new = (s.values.get(name) for s in (attempt or scope, declaration.scope))
                attempt = _kept(attempt or scope, declaration.scope, name) if old == new else declaration.scope
    return attempt


def meant_anew(scope: Scope, node: Node, lead: str, after: str) -> Scope | None:
    """The scope without a name of which the text says different things, where it says of it one that is not read: "let $A$ be some
    invertible matrix"."""
    name = spelled(node) if scope.again else None
    anew = name in scope.again and LET_WORD.search(lead[-24:]) and IS_SAID.match(after)
    return _forgotten(scope, name) if anew and name is not None else None


def _anew(scope: Scope, source: str, told: list[tuple[Node, Node, str]]) -> tuple[bool, list[Note]]:
    """Whether the text says different things of the name, each with "let": other sets, or other qualities of what lies in the same set.
    Of the latter a witness tells nothing: the quality may be meant in the other place too."""
    (one, where, _), *others = told
    if not all(LET.search(words) for _, _, words in told):
        return False, []
    if any(other != where for _, other, _ in others):
        return True, []
    facts = []
    for member, place, words in told if all(LET_WORD.search(words) for _, _, words in others) else ():
        declaration = Declaration(scope.child(), source)
        with suppress(MeaningError, IllTyped):
            declaration.member(member, place)
            declaration.qualify(member, words)
        facts.append(declaration.scope.facts.keys())
    if not facts or all(f == facts[0] for f in facts):
        return False, []
    text = f"of `{spelled(one)}` the text says different things in different places"
    return True, [Note(text, one.span, frozenset({str(spelled(one))}))]


def _forgotten(scope: Scope, name: str) -> Scope:
    """The scope without the name, without what rests on it, and without what is known of either."""
    value = scope.values.get(name)
    gone = {atom for atom in value.body.atoms if isinstance(atom, Symbol)} if value is not None else set[Symbol]()
    while more := {s for s, body in scope.definitions.items() if s not in gone and not gone.isdisjoint(body.atoms)}:
        gone |= more
    resting = {n for n, v in scope.values.items() if not gone.isdisjoint(v.body.atoms)}
    resting |= {n for n, functions in scope.functions.items() if any(not gone.isdisjoint(f.body.body.atoms) for f in functions)}
    found = scope.without({name, *resting})
    found.facts = {fact: None for fact in scope.facts if gone.isdisjoint(fact.atoms)}
    found.moments = {symbol: known for symbol, known in scope.moments.items() if symbol not in gone}
    found.alone = {symbol: None for symbol in scope.alone if symbol not in gone}
    return found


def _kept(before: Scope, after: Scope, name: str) -> Scope:
    """The name lies where it lay before: what rests on it is as it was, and only what is known of it is new."""
    found = before.child()
    found.facts, found.moments, found.alone = after.facts, after.moments, after.alone
    return found


def _of_known_sets(scope: Scope, page: Page, told: Iterable[Told]) -> Iterator[Told]:
    r"""What is told, without `s_j \in A` for an A that is no known set. Those that the page's own Given calls finite are sets here too."""
    given = segments([e for e in page.events if e.given is not None], [])
    finite = {t.name for s in given for t in told_families.sets(s.pieces)}
    for one in told:
        match one.node:
            case Chain((_, Name() as where), ("in",)) if where.font != "bb":
                name = spelled(where) or ""
                if name in finite and not scope.known(name):
                    scope.declare_set(name)
                if name not in scope.sets:
                    continue
        yield one


def _listed(one: Node, rows: Collection[str]) -> bool:
    """Whether it is one of the numbers that make a row: `h_0` of `h_0, h_1, h_2`."""
    return isinstance(one, Scripted) and isinstance(one.sub, Number) and spelled(one.base) in rows


def _hinted(scope: Scope, pieces: list[Piece]) -> Iterator[Note]:
    """What words near a number say, or may say, of it: a witness has to be such a number."""
    for hint in told_numbers.hints(pieces):
        name = spelled(hint.node)
        value = scope.values.get(name or "")
        whole = value is not None and is_integer(value.body) and hint.says == "whole"
        if name is not None and (value is None or not value.rank) and not whole:
            number = real(Symbol(name)) if value is None else value.body
            said = (told_numbers.says(hint.says, number),)
            yield Note(
                f"the words beside `{name}` say something of it that is not used",
                hint.node.span,
                frozenset({name}),
                said,
                remark=True,
                quiet=True,
            )
    for row in told_numbers.rows(pieces):
        one = row.listing.items[0]
        name = spelled(one.base) if isinstance(one, Scripted) else None
        value = scope.values.get(name or "")
        if name is None or value is None or value.rank != 1:
            continue
        if not row.whole or row.other:
            enough = qualities.like_weights(value) if row.whole else ()
            yield Note(MESSAGE, row.listing.span, frozenset({name}), enough, quiet=row.whole)


def _first_equations(parts: list[Segment], bound: Set[str]) -> dict[str, int]:
    """Where the first equation of the text for a name stands, or for an entry of it."""
    chains = [c for s in parts for p in s.pieces if not _supposed(p) for c in _chains(p.node)]
    found = dict[str, int]()
    for c in chains:
        if recursion(first_of(c)) is None and not _first_entry(c):
            for name in _defined(c, bound):
                found[name] = min(c.span.start, found.get(name, c.span.start))
    return found


def _defined_at_once(member: Piece, piece: Piece, bound: Set[str]) -> Iterator[str]:
    r"""`$p \in \mathbb{R}^m$ with the entries $p_i = \sigma(z_i)$`: what p is, and no claim about a p."""
    if isinstance(member.node, Chain) and member.node.relations == ("in",) and not SPECIAL.search(piece.before):
        for c in _chains(piece.node):
            power = isinstance(c.operands[0], Scripted) and isinstance(c.operands[0].sup, Number)
            yield from () if power else _defined(c, bound)


def _first_entry(chain: Chain) -> bool:
    """`m_0 = 0`, which says where a sequence begins, not what the name is."""
    left = chain.operands[0]
    return isinstance(left, Scripted) and isinstance(left.sub, Number) and left.sup is None


def _declare_families(scope: Scope, page: Page, told: Iterable[Told], alone: Collection[str]) -> tuple[list[str], list[Note]]:
    """The families, sets and functions that the text declares; beside a family, the name alone is still what the text says of it."""
    said: dict[str, list[Told]] = {}
    for one in told:
        if not scope.known(one.name) or one.name in alone:
            said.setdefault(one.name, []).append(one)
    found, notes = [], list[Note]()
    for name, every in said.items():
        before = scope.values.get(name)
        sure = [one for one in every if not one.guessed] or every
        made = [d for one in sure if (d := _made(scope, page, one)) is not None]
        if len(made) < len(sure) or any(_kind(d.scope, name) != _kind(made[0].scope, name) for d in made):
            continue
        declaration = min(made, key=lambda d: len(d.scope.facts))
        if any(not declaration.scope.facts.keys() <= d.scope.facts.keys() for d in made):
            continue
        if any(len(d.scope.facts) > len(declaration.scope.facts) for d in made):  # somewhere the page says more of its values
            notes += [Note(MESSAGE, one.node.span, frozenset({name}), quiet=True) for one in sure[:1] if before is None]
        if before is not None:
            if not before.rank or not _members_like(declaration.scope, name, before):
                more = declaration.scope.facts.keys() - scope.facts.keys()  # a distribution in one place, a vector in another
                notes += [Note(MESSAGE, sure[0].node.span, frozenset({name}), quiet=True)] if more else []
                continue  # beside a vector x the numbers x_1, ..., x_n may be its entries
            declaration.scope.beside[name] = before
        scope.adopt(declaration.scope)
        found.append(name)
        notes += declaration.notes
    return found, notes


def _made(scope: Scope, page: Page, told: Told) -> Declaration | None:
    """The declaration in a scope of its own; None where it means nothing."""
    declaration = Declaration(scope.child(), page.text)
    declaration.scope.values.pop(told.name, None)
    try:
        told.into(declaration)
    except (MeaningError, IllTyped):
        return None
    return declaration


def _kind(scope: Scope, name: str) -> object:
    """What the name is: two ways to say the same make the same."""
    value = scope.values.get(name)
    number = value.body if value is not None and not value.rank else None
    return (value.axes if value is not None else None, number, name in scope.families, name in scope.sets, name in scope.functions)


def _members_like(scope: Scope, name: str, alone: Value) -> bool:
    """Whether the members of the family are of the shape that the name alone has."""
    family = scope.values.get(name)
    axes = family.axes[:-1] if family is not None and name in scope.families else family.axes[1:] if family is not None else ()
    return family is not None and axes == alone.axes


def _tied(
    scope: Scope, source: str, made: Tie, said: dict[str, list[tuple[Node, Node, str]]], own: Collection[str], defined: Collection[str]
) -> bool:  # fmt: skip
    """Whether the matrix is the one of a declared family from now on; not where the text gives it another shape."""
    name = spelled(made.matrix)
    member = layered_node(made.member, declared_layers(scope))
    base = spelled(member.base) if isinstance(member, Scripted) else None
    value = scope.values.get(base or "")
    if name is None or scope.known(name) or name in own or name in defined:
        return False
    if base not in scope.families or value is None or value.rank != 2:
        return False
    value = arrays.transpose(value) if made.rows else value
    with suppress(MeaningError, IllTyped):
        shapes = [Declaration(scope.child(), source).axes_in(where) for _, where, _ in said.get(name, ())]
        if all(shape == value.axes for shape in shapes):
            define_value(scope, name, value)
            return True
    return False


def _worded(pieces: list[Piece]) -> Iterator[tuple[Chain, str]]:
    """The formulas with the words of their clause, and what words between formulas say of shapes."""
    yield from ((p.node, own_words(pieces, n)) for n, p in enumerate(pieces) if isinstance(p.node, Chain))
    yield from ((c, f"| {words}") for c, words in memberships(pieces))


def _chains(node: Node) -> Iterator[Chain]:
    yield from (n for n in (node.items if isinstance(node, Listing) else (node,)) if isinstance(n, Chain))


def _supposed(piece: Piece) -> bool:
    """Whether an "if" makes the relation a condition."""
    return IF_BEFORE.search(piece.before) is not None or IF_AFTER.match(piece.after) is not None


def _members(chain: Chain, bound: Set[str]) -> Iterator[tuple[Node, Node]]:
    r"""`x, y \in \mathbb{R}^n`, each with the set; of `x_i \in \mathbb{R}^n` the text would have to say over what i runs, but the letter of
    `W_z` runs over nothing."""
    match chain:
        case Chain((left, written), ("in",)) if (where := as_power(written)) and (
            shape_of(where) or where == Name("R", font="bb") or runs(where) or is_power_of_numbers(where)
        ):
            items = left.items if isinstance(left, Listing) else (left,)
            for one in () if any(isinstance(i, Ellipsis_) for i in items) else items:  # x_1 of `x_1, ..., x_n` is no name of its own
                own = isinstance(one, Scripted) and one.sup is None and isinstance(one.sub, Name) and one.sub.text not in bound
                if alone(one) is one or (own and isinstance(one, Scripted) and isinstance(one.base, Name) and not one.primes):
                    yield one, where


def _whole(chain: Chain) -> Iterator[Note]:
    r"""`k \in \mathbb{Z}` in the text: proofs do not use it, and a witness has to be a whole number."""
    match chain:
        case Chain((left, Name("N" | "Z", font="bb" | "bf") | Scripted(Name("N" | "Z", font="bb" | "bf"))), ("in",)):
            for name in (spelled(one) for one in (left.items if isinstance(left, Listing) else (left,)) if isinstance(one, Name)):
                k = real(Symbol(name or ""))
                few = eq(mul(*(add(k, num(-n)) for n in (1, 2, 3))), ZERO)
                message = f"`{name}` is said to be a whole number, which is not used"
                yield Note(message, chain.span, frozenset({name or ""}), (few,), remark=True)
        case Chain((left, Group("{", Listing(",", items)) as where), ("in",)) if not limits_numbers(chain) and all(
            isinstance(i, Number) for i in items
        ):
            says = lies_in(where, lambda i: num(Fraction(i.text)) if isinstance(i, Number) else ZERO)
            for name in (spelled(one) for one in (left.items if isinstance(left, Listing) else (left,)) if isinstance(one, Name)):
                message = f"`{name}` is said to be one of few numbers, which is not used"
                yield Note(message, chain.span, frozenset({name or ""}), () if says is None else (says(real(Symbol(name or ""))),))


def _drawn(chain: Chain) -> Iterator[Note]:
    r"""`x \sim \mathrm{Bernoulli}(p)` in the text: the values that x takes may be few, and a witness may have another one. A normal
    variable takes all of them."""
    match chain:
        case Chain((left, law), ("~",)) if "N" not in {spelled(n) for n in names_in(law)}:
            for one in left.items if isinstance(left, Listing) else (left,):
                base = one.base if isinstance(one, Scripted) else one
                if isinstance(base, Name) and (name := spelled(base)) is not None:
                    message = f"the values that `{name}` takes are those of its distribution, which is not used"
                    yield Note(message, chain.span, frozenset({name}), remark=True, quiet=True)


def _defined(chain: Chain, bound: Set[str]) -> Iterator[str]:
    """The name that an equation defines, or an entry of which."""
    left = chain.operands[0]
    if chain.relations[0] in ("=", ":=", "=="):
        call = call_of(left)
        if isinstance(left, Scripted) and left.sub is not None and left.sup is not None:
            return  # `a_i^2 = a_i` defines nothing
        entry = isinstance(left, Scripted) and not left.primes and (left.sub is not None or spelled(left) is None)  # `w^*` is its own name
        entry = entry and isinstance(left, Scripted) and (left.sub is None or not bound.isdisjoint(_letters(left.sub)))  # so is `h_t`
        base = left.base if isinstance(left, Scripted) and entry else left
        yield from (name for name in (call[0] if call else None, spelled(left), spelled(base)) if name is not None)


def _letters(sub: Node) -> set[str | None]:
    """The letters and numerals of a subscript."""
    return {spelled(n) for n in names_in(sub) if isinstance(n, Name)} | {"1" for n in names_in(sub) if isinstance(n, Number)}
