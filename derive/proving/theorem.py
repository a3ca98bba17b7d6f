"""Theorems and what every rule needs: hypotheses, replacement under binders and derivatives, refusals.

Comes in: nothing by itself. Goes out: the type `Theorem`, which only the kernel can make, and the checks that rules share. Part of the
trusted base.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

from derive.terms.term import ZERO, Symbol, Term, base_set, filter_conditions, is_integer, le, lt, membership, ne, substitute
from derive.theory.calculus import Conditions, close

if TYPE_CHECKING:
    from derive.proving.kernel import Kernel

SEAL = object()
FUEL = 100_000  # products of monomials that the arithmetic of one proof may take


class Refused(Exception):
    """A rule was applied to what it does not apply to; the message begins with the rule's name."""


class Theorem:
    """`hyps |- concl`, made by `rule` from `args` and `premises`. Only the kernel can make one."""

    __slots__ = ("args", "concl", "hyps", "kernel", "premises", "rule")

    def __init__(
        self, seal: object, kernel: Kernel, hyps: Conditions, concl: Term, rule: str, args: tuple[Any, ...],
        premises: tuple[Theorem, ...],
    ) -> None:  # fmt: skip
        if seal is not SEAL:
            raise Refused("a theorem can only be made by a rule of the kernel")
        self.kernel, self.hyps, self.concl = kernel, hyps, concl
        self.rule, self.args, self.premises = rule, args, premises

    def __repr__(self) -> str:
        return f"{', '.join(map(repr, self.hyps))} |- {self.concl!r}"


Conclusion: TypeAlias = tuple[Conditions, Term]
NEGATION = {"eq": "ne", "ne": "eq"}


def require(condition: object, why: str) -> None:
    if not condition:
        raise Refused(why)


def negation(condition: Term) -> Term:
    """The opposite of one relation: = and !=, a < b and b <= a."""
    match condition:
        case Term("eq" | "ne" as op, (a, b)):
            return Term(NEGATION[op], (a, b))
        case Term("lt", (a, b)):
            return le(b, a)
        case Term("le", (a, b)):
            return lt(b, a)
    raise Refused(f"no negation of {condition.op}")


def sides(theorem: Theorem) -> tuple[Term, Term]:
    require(theorem.concl.op == "eq", "an equation was expected")
    left, right = theorem.concl.args
    return left, right


def united(*theorems: Theorem) -> Conditions:
    hyps: Conditions = {}
    for t in theorems:
        hyps.update(t.hyps)
    return hyps


def is_index(term: Term) -> bool:
    """An index, or an element of a map into an index set: what no derivative can be taken by."""
    return term.op in ("index", "element")


def passes_under(theorem: Theorem, symbol: Symbol) -> bool:
    """Whether an equation may be used under a derivative by the symbol: no hypothesis but an open one depends on it."""
    hyps, defined = theorem.hyps, theorem.kernel.definitions.keys()
    return all(defined.isdisjoint(h.atoms) and (symbol not in h.atoms or _is_open(h, symbol, hyps)) for h in hyps)


def _is_open(condition: Term, symbol: Symbol, hyps: Conditions, binders: tuple[Term, ...] = ()) -> bool:
    """Strict relations between continuous functions of the symbol hold around every point where they hold. 1/b is continuous where
    another hypothesis says b != 0: that holds around the point too, since b is smaller than what stands here."""
    if condition.op == "forall":
        return symbol not in condition.args[0].atoms and _is_open(condition.args[1], symbol, hyps, (*binders, condition.args[0]))
    return condition.op in ("ne", "lt") and all(_continuous(a, symbol, hyps, binders) for a in condition.args)


def _continuous(t: Term, symbol: Symbol, hyps: Conditions, binders: tuple[Term, ...]) -> bool:
    """Certainly continuous in the symbol, wherever the hypotheses hold; binders: the sets over which what is loose in t runs."""
    if symbol not in t.atoms:
        return True
    if t.op == "real":
        return all(symbol not in a.atoms for a in t.args)
    if t.op == "pow":
        base, n = t.args
        nonzero = reduce(lambda inside, over: Term("forall", (over, inside)), reversed(binders), ne(base, ZERO))
        return n.op == "num" and n.tag.denominator == 1 and (n.tag >= 0 or nonzero in hyps) and _continuous(base, symbol, hyps, binders)
    if t.op in ("sum", "prod", "det"):  # hypotheses are closed: none speaks of what is bound in here
        return symbol not in t.args[0].atoms and _continuous(t.args[1], symbol, hyps, ())
    return t.op in CONTINUOUS and all(_continuous(a, symbol, hyps, binders) for a in t.args)


CONTINUOUS = frozenset({"add", "mul", "exp", "sin", "cos", "tanh", "sinh", "cosh", "arctan", "sigma", "abs", "relu"})


def fixed_under(theorem: Theorem, symbol: Symbol) -> bool:
    """Whether neither side of an equation can depend on the symbol: what holds here holds wherever a derivative looks."""
    return symbol not in theorem.concl.atoms and theorem.kernel.definitions.keys().isdisjoint(theorem.concl.atoms)


def rewritten(term: Term, equations: tuple[Theorem, ...]) -> Term:
    """The term with the left sides of the equations (closed terms) replaced by the right ones. Under a derivative only
    equations between indices, and equations whose hypotheses may pass."""
    if "D" not in term.atoms:
        return substitute(term, dict(map(sides, equations)))
    mapping = dict(map(sides, equations))
    if term in mapping:
        return mapping[term]
    if term.op in ("D", "at"):
        inner = tuple(e for e in equations if fixed_under(e, term.tag) or (term.op == "D" and passes_under(e, term.tag)))
        under = 0 if term.op == "D" else 1
        args = tuple(rewritten(a, inner if n == under else equations) for n, a in enumerate(term.args))
        return Term(term.op, args, term.tag)
    args = tuple(rewritten(a, equations) for a in term.args)
    return Term(term.op, args, term.tag)


def leave_binder(hyps: Conditions, variable: Term, over: Term) -> Conditions:
    """The hypotheses after the index is bound over the set: the set's own conditions hold there, others hold for all of it."""
    known = (*filter_conditions(over, variable), *membership(variable))
    kept = (h for h in hyps if h not in known)
    return dict.fromkeys(close(h, variable, over) if variable in h.atoms else h for h in kept)


def integer_range(over: Term) -> tuple[Term, Term]:
    """The ends of a range of integers."""
    require(over.op == "range" and all(map(is_integer, over.args)), "not a range of integers")
    low, high = over.args
    return low, high


def check_binding(kernel: Kernel, variable: Term, over: Term, theorem: Theorem) -> None:
    require(variable not in kernel.fixed, "a definition speaks of this very index")
    require(variable.op == "index" and variable.tag[1] is base_set(over), "the index does not range over this set")
    require(variable not in over.atoms, "the set depends on its own index")
    others = {a for c in (theorem.concl, *theorem.hyps) for a in c.atoms if isinstance(a, Term) and a is not variable}
    require(not any(variable in i.tag[1].atoms for i in others), "the set of another index depends on this one")
