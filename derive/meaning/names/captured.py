r"""Letters that two things bind: after `a = u_w^\top v_c`, whose w is that in `\sum_w a`? And where does the first of `\prod_i a_i \prod_i
b_i` end?

Comes in: the syntax of a step and the scope. Goes out: a sentence where two readings are open, or the other reading. Knows nothing of
truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.meaning.names.scope import Scope, names_in, spelled
from derive.reading.syntax import Big, Chain, Group, Listing, Name, Node, Product, Scripted
from derive.terms.term import Symbol, Term
from derive.theory.calculus import unfold


def captured(scope: Scope, *nodes: Node) -> str | None:
    """Why a sum in the nodes may or may not reach into what a name stands for."""
    for node in nodes:
        for big in names_in(node):
            if not isinstance(big, Big):
                continue
            for letter in _bound(big.sub):
                called = {id(head) for n in names_in(big.body) if isinstance(n, Product) for head in _heads(n)}
                for inner in names_in(big.body):
                    name = spelled(inner) if isinstance(inner, Name | Scripted) else None
                    if name is not None and letter in (_free_beside if id(inner) in called else _free)(scope, name):
                        return (
                            f"`{name}` was defined with a free `{letter}`, and the operator over `{letter}` binds that letter: it may "
                            f"mean the same {letter} or another one; define `{name}_{letter}` for all {letter}, and write that under it"
                        )
    return None


def rebinds(big: Big) -> Node | None:
    r"""`\prod_i a_i \prod_i b_i` as two products: an operator in the body that binds the same letter again may well be meant beside it."""
    match big.body:
        case Product(factors, operators):
            letters = set(_bound(big.sub))
            for k, f in enumerate(factors):
                if k and isinstance(f, Big) and not letters.isdisjoint(_bound(f.sub)) and operators[k - 1] in ("", "cdot", "times"):
                    first = factors[0] if k == 1 else Product(factors[:k], operators[: k - 1], big.body.span)
                    return Product((replace(big, body=first), *factors[k:]), operators[k - 1 :], big.span)
    return None


def _heads(product: Product) -> Iterator[Node]:
    """The names that stand before a bracket, like functions."""
    for one, behind, operator in zip(product.factors, product.factors[1:], product.operators, strict=False):
        bracket = behind.base if isinstance(behind, Scripted) else behind
        if operator == "" and isinstance(bracket, Group) and bracket.kind == "(":
            yield one


def _free_beside(scope: Scope, name: str) -> set[str]:
    """The letters that run free in what a function is, beside its own arguments."""
    if name not in scope.functions:
        return _free(scope, name)
    found = set[str]()
    for f in scope.functions[name]:
        own = {p.index for p in f.parameters if p.index is not None}
        atoms = unfold(f.body.body, scope.definitions).atoms
        letters = {a for a in atoms if isinstance(a, Term) and a.op == "index"} - own
        found |= {a.tag[0] for a in letters if scope.indices.get(a.tag[0]) is not a}
    return found


def _bound(sub: Node | None) -> Iterator[str]:
    for item in sub.items if isinstance(sub, Listing) else (sub,):
        first = item.operands[0] if isinstance(item, Chain) else item
        for node in first.items if isinstance(first, Listing) else (first,):
            if isinstance(node, Name) and (name := spelled(node)):
                yield name


def _free(scope: Scope, name: str) -> set[str]:
    """The letters that run free in the definition of a name."""
    value = scope.values.get(name) or (scope.bare[name].body if name in scope.bare else None)
    heads = {a for a in value.body.atoms if isinstance(a, Symbol) and a in scope.definitions} if value is not None else set()
    if value is None or not heads:
        return set()
    whole = unfold(value.body, scope.definitions)
    return {a.tag[0] for a in whole.atoms if isinstance(a, Term) and a.op == "index" and scope.indices.get(a.tag[0]) is not a}
