"""What the names of a whole document stand for, as its Implementation block may use them.

Comes in: a page, the Given blocks that it takes along, its steps. Goes out: one scope with the names of all Given blocks and of the
definitions in the text, or the reason why a formula has no meaning there. Knows nothing of code or numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from derive.meaning.declarations.declare import declare
from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.names.definitions import call_of, define
from derive.meaning.names.scope import MeaningError, Scope, spelled
from derive.meaning.statements.step import Step
from derive.reading.parser import parse_formula
from derive.reading.syntax import Chain, GivenBlock, Node, Page, Statement

TABLES = ("sets", "values", "families", "indices", "sequences", "functions")


def document_scope(page: Page, shared: Iterable[tuple[Page, int]], steps: Sequence[Step]) -> Scope:
    """All names. The facts of a section's Given come along only if it declares something: one that merely assumes more (`n_s \\neq 0`)
    is about its section."""
    scope = Scope()
    for other, number in shared:
        declare(scope, other.text, [e for e in other.events if e.given == number])
    for block in page.givens:
        scope = with_block(scope, page, block)
    for step in steps:
        if step.outcome == "given":
            scope = with_definition(scope, f"{step.left.latex} = {step.right.latex}")
    return scope


def with_block(scope: Scope, page: Page, block: GivenBlock) -> Scope:
    """The scope with one Given block."""
    attempt = scope.child()
    declare(attempt, page.text, [e for e in page.events if e.given == block.number])
    return attempt if not block.scope or names(attempt) != names(scope) else scope


def names(scope: Scope) -> frozenset[tuple[str, str]]:
    """Everything that the scope has a name for."""
    return frozenset((table, name) for table in TABLES for name in getattr(scope, table))


def with_definition(scope: Scope, text: str) -> Scope:
    """The scope with a definition that the text makes: the fresh name stands on either side. One that has no meaning is left out."""
    sides = operands(text)
    if sides is None:
        return scope
    left, right = sides
    name = call_of(left)
    fresh = not scope.known(name[0] if name else spelled(left) or "")
    attempt = scope.child()
    try:
        define(attempt, text, {}, *((left, right) if fresh and (name or spelled(left)) else (right, left)))
    except (MeaningError, IllTyped, ValueError):
        return scope
    return attempt


def operands(text: str) -> tuple[Node, Node] | None:
    """The two sides of an equation."""
    for statement in parse_formula(text, 0, len(text), False).statements:
        if isinstance(statement, Statement) and isinstance(statement.node, Chain) and len(statement.node.operands) == 2:
            left, right = statement.node.operands
            return left, right
    return None
