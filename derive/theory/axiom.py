"""What an axiom is: a named statement about values of given kinds, and how the kernel takes it at some values.

Comes in: values from a proof. Goes out: the conclusion and the conditions that must be shown, or ValueError where a value is not of its
kind. Part of the trusted base.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from derive.terms.parts import varies
from derive.terms.term import Term, abstract, base_set, index, instantiate, is_integer

RESERVED = "\0"  # the names of the indices that axioms bind: no value may speak of one
RELATIONS = frozenset({"eq", "ne", "lt", "le", "and", "forall"})


@dataclass(frozen=True, slots=True)
class Axiom:
    """`statement(*values)` is (conclusion, *conditions). kinds, one a value: real, integer, literal, set, set or range, named
    set, range (of integers), index (an element or an integer), element, whole index, condition; with /1 or /2 under so many binders;
    with * at the end for any number of values. source: where it is proved or defined."""

    name: str
    kinds: tuple[str, ...]
    statement: Callable[..., tuple[Term, ...]]
    source: str

    def at(self, values: tuple[Any, ...]) -> tuple[Term, ...]:
        """The conclusion and the conditions at these values. Raises ValueError where they do not fit."""
        kinds = self.kinds
        if kinds and kinds[-1].endswith("*"):
            kinds = (*kinds[:-1], *[kinds[-1][:-1]] * (len(values) - len(kinds) + 1))
        if len(kinds) != len(values):
            raise ValueError("one value for each variable")
        for kind, value in zip(kinds, values, strict=True):
            if not isinstance(value, Term) or not _fits(kind, value):
                raise ValueError(f"{kind} was expected")
        return self.statement(*values)


def _fits(kind: str, value: Term) -> bool:
    name, _, binders = kind.partition("/")
    if value.loose > int(binders or 0) or any(isinstance(a, Term) and a.tag[0].startswith(RESERVED) for a in value.atoms):
        return False
    match name:
        case "real":
            return value.op not in RELATIONS and value.op not in ("set", "range", "filter")
        case "integer":
            return is_integer(value)
        case "literal":
            return value.op == "num"
        case "set":
            return base_set(value).op in ("set", "range")
        case "set or range":
            return value.op in ("set", "range")
        case "named set":
            return value.op == "set"
        case "range":
            return value.op == "range" and all(map(is_integer, value.args)) and not varies(value)
        case "index":
            return (value.op in ("index", "element") or is_integer(value)) and not varies(value)
        case "element":
            return value.op in ("index", "element") and not varies(value)
        case "whole index":
            return is_integer(value) and not varies(value)
        case "condition":
            return value.op in RELATIONS
    raise ValueError(f"no kind {kind}")


def over(op: str, index_set: Term, body: Callable[..., Term], letter: str = "i") -> Term:
    """`op` over the elements of the set (filters kept): `over("sum", S, lambda i: ...)`."""
    variable = index(RESERVED + letter, base_set(index_set))
    return Term(op, (index_set, abstract(body(variable), (variable,))))


def value_at(body: Term, *indices: Term) -> Term:
    """The value of a kind with /1 or /2 at some indices."""
    return instantiate(body, indices)


def matrix(index_set: Term, entry: Callable[[Term, Term], Term]) -> Term:
    """A value of a kind with /2 from its entry at row and column."""
    row, column = (index(RESERVED + letter, base_set(index_set)) for letter in ("row", "column"))
    return abstract(entry(row, column), (row, column))


def every_entry(index_set: Term, statement: Callable[[Term, Term], Term]) -> Term:
    """The statement for all rows and all columns."""
    return over("forall", index_set, lambda i: over("forall", index_set, lambda j: statement(i, j), "j"))
