"""First-order matching of a pattern with loose bound indices against closed terms.

Comes in: a pattern (its loose bounds are the unknowns) and a term. Goes out: what the unknowns stand for. A choice only: what is
found is checked by whoever uses it.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.terms.term import Term, abstract, binders, open_binder


def matches(pattern: Term, term: Term, bindings: dict[int, Term], depth: int = 0) -> bool:
    """Whether the term is an instance of the pattern; fills `bindings` with closed terms for the loose bound indices."""
    if pattern.op == "bound" and pattern.tag >= depth:
        return term.loose == 0 and bindings.setdefault(pattern.tag - depth, term) is term
    if pattern.loose <= depth:
        return pattern is term
    if pattern.op != term.op or pattern.tag != term.tag or len(pattern.args) != len(term.args):
        return False
    return all(
        matches(p, t, bindings, depth + binders(pattern.op, pattern.tag, n))
        for n, (p, t) in enumerate(zip(pattern.args, term.args, strict=True))
    )


def replace_instances(term: Term, pattern: Term, result: Callable[[dict[int, Term]], Term]) -> Term:
    """Every instance of the pattern in the term, also under binders, replaced; factors may stand in another order."""
    return _walk(sorted_factors(term), sorted_factors(pattern), result)


def _walk(term: Term, pattern: Term, result: Callable[[dict[int, Term]], Term]) -> Term:
    bindings: dict[int, Term] = {}
    if matches(pattern, term, bindings):
        return result(bindings)
    if not term.args or term.op in ("D", "at"):
        return term
    if term.op in ("sum", "prod", "max", "min", "forall", "filter"):
        variable, body = open_binder(term, term.atoms | pattern.atoms, "_")
        return Term(term.op, (_walk(term.args[0], pattern, result), abstract(_walk(body, pattern, result), (variable,))))
    return Term(term.op, tuple(_walk(a, pattern, result) for a in term.args), term.tag)


def sorted_factors(term: Term) -> Term:
    """The factors of every product ordered by operator and symbol, not by indices."""
    if not term.args:
        return term
    args = tuple(map(sorted_factors, term.args))
    if term.op == "mul":
        args = tuple(sorted(args, key=lambda a: (a.op, getattr(a.tag, "name", ""))))
    return Term(term.op, args, term.tag)
