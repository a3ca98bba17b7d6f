r"""Statements that a comma has cut although they are one: `u, v \in V` and `i = 1, \dots, n`.

Comes in: the statements of a formula. Goes out: the statements with these put together again. It does not know what the
names stand for.
"""

from __future__ import annotations

from derive.reading.listings import range_chain, range_length
from derive.reading.syntax import Chain, Ellipsis_, Listing, Name, Node, Number, Scripted, Span, Statement, Unreadable

Item = Statement | Unreadable


def join_names(statements: list[Item]) -> list[Item]:
    r"""`0, c \in V`: names before a comma belong to the membership or distribution that follows them."""
    joined: list[Item] = []
    for statement in statements:
        if isinstance(statement, Statement) and isinstance(statement.node, Chain) and not statement.words:
            first = len(joined)
            if statement.opener == "," and statement.node.relations[0] in ("in", "~"):
                while first and _is_listed(joined[first - 1]):
                    first -= 1
                    if _opens(joined[first]):
                        break
            if first < len(joined):
                statement = _with_names([s for s in joined[first:] if isinstance(s, Statement)], statement)
                del joined[first:]
        joined.append(statement)
    return joined


def _opens(item: Item) -> bool:
    return isinstance(item, Unreadable) or item.opener != "," or item.words != ""


def _is_listed(item: Item) -> bool:
    if not isinstance(item, Statement):
        return False
    node = item.node
    return isinstance(node, (Name, Number, Ellipsis_)) or (isinstance(node, Scripted) and isinstance(node.base, Name))


def _with_names(names: list[Statement], statement: Statement) -> Statement:
    chain = statement.node
    assert isinstance(chain, Chain)
    start = names[0].span.start
    items: tuple[Node, ...] = (*(name.node for name in names), chain.operands[0])
    listing = Listing(",", items, Span(start, chain.operands[0].span.end))
    node = Chain((listing, *chain.operands[1:]), chain.relations, Span(start, chain.span.end))
    return Statement(node, names[0].opener, names[0].words, Span(start, statement.span.end))


def join_ranges(statements: list[Item]) -> list[Item]:
    r"""`k = 1, \dots, K` is one statement whose last operand is a list."""
    joined: list[Item] = []
    i = 0
    while i < len(statements):
        run = _comma_run(statements[i : i + 6])
        taken = range_length([s.node for s in run])
        if taken > 1:
            node, first = range_chain([s.node for s in run[:taken]]), run[0]
            joined.append(Statement(node, first.opener, first.words, Span(first.span.start, run[taken - 1].span.end)))
        else:
            joined.append(statements[i])
        i += taken
    return joined


def _comma_run(statements: list[Item]) -> list[Statement]:
    """The leading statements that only commas separate."""
    run: list[Statement] = []
    for statement in statements:
        if not isinstance(statement, Statement) or (run and (statement.opener != "," or statement.words)):
            break
        run.append(statement)
    return run
