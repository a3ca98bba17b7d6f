"""Looking into terms: what occurs in them, the monomials of a sum, the factors of a product. Part of the trusted base.

Comes in: terms. Goes out: their parts; what a term shares is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.terms.term import Symbol, Term


def parts(t: Term) -> Iterator[Term]:
    """The term and every term inside of it, each once."""
    seen: set[Term] = set()
    stack = [t]
    while stack:
        x = stack.pop()
        if x not in seen:
            seen.add(x)
            yield x
            stack.extend(x.args)


def varies(t: Term) -> bool:
    """Whether a derivative could move it. No index may: put under a derivative, it would be differentiated too."""
    return any(a == "D" or (isinstance(a, Symbol) and a.sort in ("real", "defined")) for a in t.atoms)


def occurs(part: Term, whole: Term) -> bool:
    """Whether the one is the other or a part of it."""
    return part.atoms <= whole.atoms and any(x is part for x in parts(whole))


def monomials(t: Term) -> tuple[Term, ...]:
    """The terms of a sum; anything else is its own only one."""
    return t.args if t.op == "add" else (t,)


def factors(t: Term) -> tuple[Term, ...]:
    """The factors of a product; anything else is its own only one."""
    return t.args if t.op == "mul" else (t,)
