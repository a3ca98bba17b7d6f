r"""Losses of which only is said what they depend on: `L = L(a)`, `L = \ell(\hat y, y)`. Their derivatives are upstream gradients.

Comes in: an equation of a Given or of the text. Goes out: the definition L = sum_i L'_i a_i with new variables L'_i, which stand for the
partial derivatives of L by the entries of a. What is said of first derivatives of L in one place holds for every smooth L if and only if it
holds for all these linear ones: by the chain rule both have the derivatives sum_i L'_i da_i. Claims that use the value of L or its second
derivatives are not judged (`misused`), nor is L in two places (`Scope.in_one_place`), nor the derivative of what is not linear in L, which
shows its value (`Gradients.of_losses`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import Value, scalar
from derive.meaning.formulas.calls import grouped
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.names.scope import Scope, spelled
from derive.reading.syntax import Group, Listing, Name, Node, Product, Scripted
from derive.terms.claim import Claim
from derive.terms.term import Symbol, Term, add, bind, mul, real
from derive.theory.calculus import unfold

# between a name and what it depends on: "$L$, a scalar loss that depends on $a$", "$L$는 $a$의 함수"
DEPENDS = re.compile(
    r"^[^.;:$]*\b(?:depend(?:s|ing)?(?: only| solely)? (?:up)?on|functions? (?:only )?of|computed from)(?: only)?(?: the \w+)?\s*$", re.I
)
TOPIC, DEPENDS_BEHIND = re.compile(r"^\s*[은는이가]\s*$"), re.compile(r"^\s*(?:의\s*(?:\S{1,8}\s*)?함수|에만?\s*의존)")
DENIED = re.compile(r"\b(?:not|never|no|nor|neither|hardly|independent\w*|without)\b|n't\b|아니|않|없|独立|不", re.I)
MORE = re.compile(  # `$a$ and on $b$`
    r"\s*(?:,|(?:,\s*)?(?:and|as well as|together with|along with|or|및|그리고|와|과|和|与)\s*(?:also\s+)?(?:(?:up)?on|of|through)?)"
    r"\s*(?:the \w+\s*)?",
    re.I,
)
LOSSES = frozenset({"L", "J", "E", "C", "ell", "loss", "Loss", "cost"})  # `a = f(z)` may be an array: these are numbers
VALUE = "`{0}` is known only by what it depends on: its value is not judged"
TWICE = "`{0}` is known only by what it depends on: only its first derivatives are judged"


def arguments(scope: Scope, left: Node, right: Node) -> tuple[str, Sequence[Node]] | None:
    """The name of the loss, and what it depends on, where the equation says nothing else."""
    name = spelled(left) if isinstance(left, Name | Scripted) and _letter(left) in LOSSES else None
    match right:
        case Product((Name() | Scripted() as head, Group("(", inside)), ("",)) if _letter(head) in LOSSES:
            function, groups = spelled(head), grouped(inside)
        case _:
            return None
    if name is None or scope.known(name) or function in scope.functions or (function != name and scope.known(function or "")):
        return None
    if any(len(g) != 1 or not isinstance(g[0], Name | Scripted) for g in groups):
        return None
    found = [g[0] for g in groups if (spelled(g[0]) or "") in scope.values]
    return (name, found) if any(scope.values[n].rank or n in scope.defined for n in map(spelled, found) if n is not None) else None


def _letter(head: Name | Scripted) -> str:
    base = head.base if isinstance(head, Scripted) else head
    return base.text if isinstance(base, Name) else ""


def told(between: str, behind: str) -> bool:
    """Whether the words between two names, and those behind the second one, say that the first depends on the second."""
    if DENIED.search(between) or (TOPIC.match(between) and DENIED.search(re.split(r"[.;,。]", behind)[0])):
        return False
    return DEPENDS.match(between) is not None or (TOPIC.match(between) is not None and DEPENDS_BEHIND.match(behind) is not None)


def call(loss: Name, of: Sequence[Node]) -> Product:
    """`L(a)`, as if it were written."""
    inside = of[0] if len(of) == 1 else Listing(",", tuple(of), loss.span)
    return Product((loss, Group("(", inside, loss.span)), ("",), loss.span)


def missing(scope: Scope, right: Node) -> tuple[str, ...]:
    """What else the loss depends on, which nothing declares so far."""
    match right:
        case Product((_, Group("(", inside)), _):
            names = (spelled(g[0]) for g in grouped(inside))
            return tuple(n for n in names if n is not None and n not in scope.values)
    return ()


def introduce(scope: Scope, source: str, name: str, nodes: Sequence[Node]) -> Value:
    """The linear loss; the scope remembers the variables of its gradient."""
    elaborator, parts, made = Elaborator(scope, source), list[Term](), list[Symbol]()
    for n, node in enumerate(nodes):
        v = elaborator.value(node)
        arrays.settled(v)
        gradient = Symbol(f"{name}'" + "'" * n, v.axes)
        indices = arrays.fresh(v.axes)
        part = mul(real(gradient, *indices), v.entry(*indices))
        for i in reversed(indices):
            part = bind("sum", i, part)
        parts.append(part)
        made.append(gradient)
    scope.upstream.update(dict.fromkeys(made, name))
    return scalar(add(*parts))


def misused(claim: Claim, upstream: dict[Symbol, str]) -> str | None:
    """Why a claim about such a loss cannot be judged."""
    if not upstream:
        return None
    definitions = claim.given.definitions
    spoken = [unfold(t, definitions) for t in (claim.left, claim.right, *claim.case)]
    spoken += [unfold(f, definitions) for f in claim.given.facts]
    for gradient, name in upstream.items():
        depths = {d for t in spoken for d in _depths(t, gradient, 0)}
        if 0 in depths:
            return VALUE.format(name)
        if max(depths, default=1) > 1:
            return TWICE.format(name)
    return None


def _depths(term: Term, symbol: Symbol, depth: int) -> Iterator[int]:
    """Inside of how many derivatives the variable stands, where it occurs."""
    if symbol not in term.atoms:
        return
    if term.tag == symbol and term.op == "real":
        yield depth
    for n, a in enumerate(term.args):
        yield from _depths(a, symbol, depth + (term.op == "D" and n == 0))
