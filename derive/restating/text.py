"""Both sides of a claim as text that SymPy prints: the field `restated` of a report.

Comes in: a claim. Goes out: two lines, in the order that was written. Knows nothing of verdicts.
"""

from __future__ import annotations

import sympy

from derive.restating.objects import CannotRestate
from derive.restating.to_sympy import to_sympy
from derive.terms.claim import Claim
from derive.terms.term import Term

LARGEST = 20_000


def restated(claim: Claim) -> tuple[str, str]:
    """The left and the right side in SymPy. Raises CannotRestate."""
    return text(claim.left), text(claim.right)


def text(term: Term) -> str:
    """The term in SymPy, printed. Raises CannotRestate, also for what is too large to print."""
    if written_size(term) > LARGEST:
        raise CannotRestate(f"the term has more than {LARGEST} parts: too many to print")
    return str(sympy.sstr(to_sympy(term), order="none"))


def written_size(term: Term) -> int:
    """How many operators are written, shared parts counted wherever they stand."""
    sizes: dict[Term, int] = {}

    def size(t: Term) -> int:
        found = sizes.get(t)
        if found is None:
            found = sizes[t] = 1 + sum(map(size, t.args))
        return found

    try:
        return size(term)
    except RecursionError:
        raise CannotRestate("the term is nested too deeply for SymPy") from None
