"""Conditions of SymPy: relations, what negates them, and the Piecewise that means "only where this holds".

Comes in: SymPy objects, or relations as terms. Goes out: their parts. Knows nothing of names and binders.
"""

from __future__ import annotations

from typing import Any

import sympy

from derive.restating.objects import CannotRestate
from derive.terms.term import Term

FLIPPED = {"eq": "ne", "ne": "eq", "lt": "le", "le": "lt"}
RELATION: dict[Any, tuple[str, bool]] = {
    sympy.Eq: ("eq", False), sympy.Ne: ("ne", False), sympy.StrictLessThan: ("lt", False), sympy.LessThan: ("le", False),
    sympy.StrictGreaterThan: ("lt", True), sympy.GreaterThan: ("le", True),
}  # fmt: skip


def related(e: Any) -> tuple[str, tuple[Any, Any]] | None:
    """The operator and the sides of a relation; `a > b` is `b < a`."""
    if e.func not in RELATION:
        return None
    name, swapped = RELATION[e.func]
    left, right = e.args
    return name, (right, left) if swapped else (left, right)


def filtered(e: Any, neutral: Any) -> tuple[Any, Any] | None:
    """(body, condition) of a Piecewise that says "the body where the condition holds, else the neutral value"."""
    if not isinstance(e, sympy.Piecewise) or len(e.args) != 2:
        return None
    (body, condition), (otherwise, last) = e.args
    return (body, condition) if otherwise == neutral and last == sympy.true else None


def negated(condition: Term) -> Term:
    """The relation that holds where this one does not. Raises CannotRestate for `and`."""
    if condition.op not in FLIPPED:
        raise CannotRestate("a Piecewise with a joint condition before its last one has no term: write its cases with simple relations")
    sides = condition.args if condition.op in ("eq", "ne") else condition.args[::-1]
    return Term(FLIPPED[condition.op], sides)


def parts_of_lambda(e: Any) -> tuple[Any, Any]:
    """The index that a Lambda binds, and its body."""
    if not isinstance(e, sympy.Lambda) or len(e.variables) != 1:
        raise CannotRestate(f"`{e}` stands where a Lambda of one index is expected")
    return e.variables[0], e.expr
