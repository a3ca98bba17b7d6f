"""Small change with equations: their right sides, and whether they change anything."""

from __future__ import annotations

from derive.proving.theorem import Theorem
from derive.terms.term import Term


def right(theorem: Theorem) -> Term:
    result: Term = theorem.concl.args[1]
    return result


def changed(theorem: Theorem) -> tuple[Theorem, ...]:
    return (theorem,) if theorem.concl.args[0] is not theorem.concl.args[1] else ()
