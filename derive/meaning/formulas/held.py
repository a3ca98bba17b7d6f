r"""`\frac{\partial \hat x_i}{\partial \mu}` where `\hat x_i = (x_i - \mu) / s`: what stands beside the name by which is differentiated.

Comes in: what is differentiated, the defined name, and the definitions that use it. Goes out: the expression with the names held fixed
that stand beside that name in one definition. As back-propagation is written, what stands beside it is held fixed; another name that is
made of it may be, or may change with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from derive.terms.term import Symbol, Term, replace_symbol
from derive.theory.calculus import unfold

WAYS = ("a derivative through all that is made of it", "one that holds fixed what stands beside it")


def may_be(variables: Collection[Symbol], symbol: Symbol) -> bool:
    """Not where one number is made of one other, which could be written as a function of it."""
    return {v.axes for v in variables} != {symbol.axes} or len(variables) > 1


def beside(of: Term, symbol: Symbol, using: Mapping[Symbol, Term]) -> Term | None:
    """The expression with the names unfolded through which it holds the symbol; beside the symbol itself the other names are left."""
    fixed = {s: Symbol(f"{s.name}|", s.axes) for s in using}

    def kept(term: Term) -> Term:
        if symbol in term.atoms:
            for s, f in fixed.items():
                term = replace_symbol(term, s, _entries(f, "real")) if s in term.atoms else term
        return term

    try:
        term = unfold(kept(of), {s: kept(d) for s, d in using.items()})
        for s, f in fixed.items():
            term = replace_symbol(term, f, _entries(s, "defined")) if f in term.atoms else term
    except ValueError:
        return None
    return term


def _entries(symbol: Symbol, op: str) -> Term:
    return Term(op, tuple(Term("bound", (), k) for k in range(len(symbol.axes))), symbol)
