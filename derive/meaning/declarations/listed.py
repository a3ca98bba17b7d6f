r"""Lists of names in a declaration: `i = 1, \dots, n`, `p, q > 0`, `y_1, \dots, y_n > 0`.

Comes in: the statements of a segment with the words around them. Goes out: statements in which each name has what is said of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from derive.meaning.declarations import nouns, shape_words
from derive.meaning.declarations.nouns import BOUNDS
from derive.meaning.declarations.shape_words import LISTED
from derive.meaning.names.scope import Scope, spelled
from derive.reading.syntax import Chain, Ellipsis_, Formula, Listing, Name, Node, Number, Scripted, Span, Statement, Unreadable
from derive.reading.vocabulary import GREEK
from derive.terms.term import is_integer

ANY = "i°"  # the subscript of any member of a list with dots


@dataclass(slots=True)
class Piece:
    """A statement with the words right before it and right after it."""

    node: Node
    before: str
    after: str = ""
    opener: str = ""


def with_ranges(pieces: list[Piece]) -> list[Piece]:
    r"""`i = 1, ..., n` and `y_1, \dots, y_n > 0` come as three statements: put together again."""
    found: list[Piece] = []
    n = 0
    while n < len(pieces):
        p = pieces[n]
        match p.node:
            case Chain((letter, first), ("=",)) if n + 2 < len(pieces) and isinstance(pieces[n + 1].node, Ellipsis_):
                last = pieces[n + 2]
                listing = Listing(",", (first, pieces[n + 1].node, last.node), first.span)
                found.append(Piece(Chain((letter, listing), ("=",), p.node.span), p.before, last.after))
                n += 3
                continue
            case Chain((Listing(",", items), where), ("in",)) if len(items) > 3 and (lists := _dotted(items)):
                parts = [Chain((Listing(",", one, one[0].span), where), ("in",), p.node.span) for one in lists]
                found += [Piece(c, p.before if c is parts[0] else "", p.after if c is parts[-1] else "", p.opener) for c in parts]
                n += 1
                continue
            case Scripted() as one if n + 2 < len(pieces) and isinstance(pieces[n + 1].node, Ellipsis_):
                last = pieces[n + 2]
                match last.node:
                    case Chain((Scripted() as end, bound), (relation,)) if relation in (*BOUNDS, "in") and first_and_last(one, end):
                        listing = Listing(",", (one, pieces[n + 1].node, end), one.span)
                        found.append(Piece(Chain((listing, bound), (relation,), one.span), p.before, last.after, p.opener))
                        n += 3
                        continue
        found.append(p)
        n += 1
    return _with_ranges_before(found)


def _dotted(items: tuple[Node, ...]) -> list[tuple[Node, ...]]:
    """The lists with dots, and the names, that a longer list is made of; none where it holds anything else."""
    found, n = list[tuple[Node, ...]](), 0
    while n < len(items):
        match items[n : n + 3]:
            case (Scripted() as one, Ellipsis_(), Scripted() as last) if first_and_last(one, last):
                found.append(items[n : n + 3])
                n += 3
            case (Name() | Scripted(), *_):
                found.append(items[n : n + 1])
                n += 1
            case _:
                return []
    return found if any(len(f) == 3 for f in found) else []


def _with_ranges_before(pieces: list[Piece]) -> list[Piece]:
    r"""`x_1, \dots, x_n, y_1, \dots, y_n > 0`: what is said of the last list is said of those before it."""
    found = list(pieces)
    for n in range(len(found) - 1, 2, -1):
        match [p.node for p in found[n - 3 : n + 1]]:
            case [
                Scripted() as one, Ellipsis_() as dots, Scripted() as last, Chain((Listing(",", (_, Ellipsis_(), _)), where), _) as chain
            ]:  # fmt: skip
                if first_and_last(one, last) and (found[n].opener == "," or LISTED.fullmatch(found[n - 1].after)):
                    listing = Listing(",", (one, dots, last), one.span)
                    whole = Piece(replace(chain, operands=(listing, where)), found[n - 3].before, found[n - 1].after, found[n - 3].opener)
                    found[n - 3 : n] = [whole]
    return found


def with_lists(pieces: list[Piece]) -> list[Piece]:
    """`p, q > 0` comes as `p` and `q > 0`: the bound is meant for both; so is the signature of `f, g : A \\to B`."""
    found = list(pieces)
    for n in range(len(found) - 1, 0, -1):
        after, name = found[n], found[n - 1]
        if _holds_for_all(after.node) and after.opener == "," and isinstance(name.node, Name | Scripted) and spelled(name.node):
            assert isinstance(after.node, Chain)
            chain = Chain((name.node, *after.node.operands[1:]), after.node.relations, name.node.span)
            found[n - 1] = Piece(chain, name.before, name.after, name.opener)
        if binds_numbers(after.node) and after.opener == "," and isinstance(name.node, Name) and len(name.node.text) == 1:
            assert isinstance(after.node, Chain)  # `for $i, j = 1, \dots, n$`
            found[n - 1] = replace(name, node=replace(after.node, operands=(name.node, after.node.operands[1]), span=name.node.span))
    return found


def with_kinds(pieces: list[Piece], scope: Scope, rows: bool = False) -> list[Piece]:
    """The pieces, and before them what the words say of their names: `integers $m, n \\ge 1$`, `an $n \\times d$ matrix $X$`."""
    found = [Piece(c, "") for c, _ in memberships(pieces) if not scope.known(spelled(c.operands[0]) or "")]
    for _, listed in lists(pieces):
        said = nouns.stated([p.node for p in listed], listed[0].before, listed[-1].after, rows)
        found += [Piece(s, "") for s in said if not _is_integer(s.operands[0], scope)]
        found += listed
    return found


def lists(pieces: list[Piece]) -> Iterator[tuple[int, list[Piece]]]:
    """The pieces, those that a comma or "and" joins together; each with the place of its first one."""
    n = 0
    while n < len(pieces):
        last = n
        while last + 1 < len(pieces) and (pieces[last + 1].opener == "," or LISTED.fullmatch(pieces[last].after)):
            last += 1
        yield n, pieces[n : last + 1]
        n = last + 1


def memberships(pieces: list[Piece]) -> Iterator[tuple[Chain, str]]:
    """What words between the formulas say of the shapes of names, with these words."""
    return shape_words.memberships([shape_words.Told(p.node, p.after, p.opener == ",") for p in pieces])


def as_bounds(formula: Formula) -> Formula:
    r"""`u_1, \dots, u_n > 0` as one relation, of any of them: what is said of the last is said of all."""
    found, n = list[Statement | Unreadable](), 0
    statements = formula.statements
    while n < len(statements):
        match statements[n : n + 3]:
            case (
                Statement(Scripted() as one) as first, Statement(Ellipsis_()),
                Statement(Chain((Scripted() as last, bound), (relation,)), ","),
            ) if relation in BOUNDS and first_and_last(one, last):  # fmt: skip
                span = Span(one.span.start, last.span.end)
                entry = Scripted(last.base, Name(ANY, span=span), None, 0, span)
                found.append(replace(first, node=Chain((entry, bound), (relation,), span)))
                n += 3
            case _:
                found.append(statements[n])
                n += 1
    return replace(formula, statements=tuple(_each_bounded(found)))


def _each_bounded(statements: list[Statement | Unreadable]) -> list[Statement | Unreadable]:
    """`p, q > 0` where a formula begins: the bound is meant for both."""
    named = takewhile(lambda s: isinstance(s, Statement) and isinstance(s.node, Name | Scripted) and bool(spelled(s.node)), statements)
    names = list(named)
    last = statements[len(names)] if names and len(names) < len(statements) else None
    match last:
        case Statement(Chain((left, *bound), (relation, *_) as relations), ",", "") if relation in BOUNDS and spelled(left):
            if all(s.opener in ("", ",") and not s.words for s in names[1:] if isinstance(s, Statement)):
                each = (replace(s, node=Chain((s.node, *bound), relations, s.node.span)) for s in names if isinstance(s, Statement))
                return [*each, *statements[len(names) :]]
    return statements


def _is_integer(node: Node, scope: Scope) -> bool:
    known = scope.values.get(spelled(node) or "")
    return known is not None and is_integer(known.body)


def binds_numbers(node: Node) -> bool:
    r"""`i = 1, \dots, n`, which says of a letter over which numbers it runs."""
    match node:
        case Chain((Name(), Listing(",", (_, *_, Ellipsis_(), _))), ("=",)):
            return True
    return False


def _holds_for_all(node: Node) -> bool:
    """A bound or a signature, which speaks of a list of names as of one."""
    if not isinstance(node, Chain):
        return False
    return node.relations == (":", "->") or (len(node.operands) == 2 and node.relations[0] in (*BOUNDS, "!="))


def first_and_last(one: Scripted, last: Scripted, between: Iterable[Node] = ()) -> bool:
    r"""Whether they are the ends of a list `x_1, \dots, x_n` or `x_1, x_2, \dots, x_n`."""
    for k, n in enumerate(between, 2):
        if not isinstance(n, Scripted) or n != replace(one, sub=Number(str(k), n.span)):
            return False
    plain = one.base == last.base and one.sup is None and last.sup is None and not one.primes and not last.primes
    return plain and isinstance(one.sub, Number) and one.sub.text == "1" and isinstance(last.sub, Name | Number)


def alone(node: Node) -> Node | None:
    r"""The name that a bound declares by itself: sigma in `\sigma > 0` and `\sigma^2 > 0`; `\sigma_0`, where the subscript is no letter."""
    match node:
        case Scripted(base, None, Number(), 0):
            return alone(base)
        case Scripted(base, Number() as sub, Number(), 0):
            return alone(Scripted(base, sub, None, 0, node.span))
        case Scripted(Name(), Number(), None, 0):
            return node
        case Scripted(Name(), Name(text), None, 0) if len(text) > 1 and text.isalpha() and text not in GREEK:
            return node
        case Name():
            return node
    return None
