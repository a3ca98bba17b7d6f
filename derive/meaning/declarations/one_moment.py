r"""Names of one moment: where a Given says `$h_{t-1}, c_{t-1} \in \mathbb{R}^d$` and nothing counts t, these are names like `$x_t$`.

Comes in: a page. Goes out: the page, in which such subscripts belong to the name. Where t runs over something, members are meant, and
nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.meaning.declarations.precedence import as_power
from derive.meaning.names.replacing import replaced
from derive.meaning.names.scope import names_in, spelled
from derive.reading.syntax import Additive, Big, Chain, Formula, Listing, Name, Node, Number, Page, Scripted, Statement

Moment = tuple[str, str, str, str]  # the name, the letter, the sign and the number


def with_moments(page: Page) -> Page:
    """The page with `h_{t-1}` as a name, where its Givens declare it alone."""
    chains = [s.node for s in _stated(page) if isinstance(s.node, Chain)]
    found = {m for c in chains for m in _declared(c)}
    counted = {letter for c in chains for letter in _bound(c)} | set(_counted(page))
    moments = {m for m in found if m[1] not in counted}
    if not moments:
        return page

    def make(node: Node) -> Node:
        moment = _moment(node)
        if moment not in moments or not isinstance(node, Scripted):
            return node
        name = Name(f"{moment[0]}_{{{moment[1]}{moment[2]}{moment[3]}}}", (), "", node.span)
        return name if node.sup is None and not node.primes else replace(node, base=name, sub=None)

    return replace(page, events=tuple(replace(e, what=replaced(e.what, make)) if isinstance(e.what, Formula) else e for e in page.events))


def _stated(page: Page) -> Iterator[Statement]:
    """The statements of the Givens."""
    formulas = (e.what for e in page.events if e.given is not None and isinstance(e.what, Formula))
    return (s for f in formulas for s in f.statements if isinstance(s, Statement))


def _declared(chain: Chain) -> Iterator[Moment]:
    r"""The names of one moment among those that are said to lie in `\mathbb{R}` or `\mathbb{R}^d`."""
    match chain:
        case Chain((left, where), ("in",)):
            space = as_power(where)
            space = space.base if isinstance(space, Scripted) else space
            for one in left.items if isinstance(left, Listing) else (left,):
                if space == Name("R") and (moment := _moment(one)) is not None:
                    yield moment


def _bound(chain: Chain) -> Iterator[str]:
    """The letters that the relation counts: `t \\in T`, `1 \\le t \\le n`, `t = 1, \\dots, n`, `t \\ge 1`."""
    for operand in chain.operands:
        for one in operand.items if isinstance(operand, Listing) else (operand,):
            if isinstance(one, Name) and (name := spelled(one)) is not None:
                yield name


def _counted(page: Page) -> Iterator[str]:
    """The letters that a big operator binds, or a range in the text, anywhere on the page."""
    statements = (s for e in page.events if isinstance(e.what, Formula) for s in e.what.statements if isinstance(s, Statement))
    for node in (n for s in statements for n in (s.node, *names_in(s.node))):
        match node:
            case Big(sub=under) if under is not None:
                yield from (name for n in (under, *names_in(under)) if isinstance(n, Name) and (name := spelled(n)) is not None)
            case Chain((left, Listing()), ("=",)) | Chain((left, _), ("in",)) if isinstance(left, Name):
                yield from _bound(node)


def _moment(node: Node) -> Moment | None:
    match node:
        case Scripted(base, Additive((Name() as letter, Number(number)), ("+", "+" | "-" as sign))) if (name := spelled(base)) is not None:
            return name, str(spelled(letter)), sign, number
    return None
