"""Semantic mutations of claims: small mistakes, made at one place of a typed term.

Comes in: a claim. Goes out: all places at which each operator applies, and the claim changed there. Knows nothing of what is true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from derive.terms.claim import Claim
from derive.terms.term import (
    FUNCTIONS,
    MINUS_ONE,
    ONE,
    Symbol,
    Term,
    add,
    base_set,
    binders,
    fn,
    instantiate,
    integer_range,
    mul,
    neg,
    num,
    power,
    real,
)

TINY = num(Fraction(1, 10**12))
BIG = ("sum", "prod", "max", "min")
Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A node with what stands around it: real, place (an index or integer), set or condition; sets of the binders around it, innermost
    first."""

    node: Term
    kind: str
    path: Path
    sets: tuple[Term, ...]


def places(t: Term, kind: str = "real", path: Path = (), sets: tuple[Term, ...] = ()) -> Iterator[Place]:
    yield Place(t, kind, path, sets)
    for n, a in enumerate(t.args):
        inner = sets
        for _ in range(binders(t.op, t.tag, n)):
            inner = (t.args[0] if t.op != "at" else t.tag.axes[0], *inner)
        yield from places(a, kind_of(t, n, kind), (*path, n), inner)


def kind_of(t: Term, n: int, kind: str) -> str:
    match t.op:
        case "sum" | "prod" | "max" | "min" | "filter" | "forall" | "det" | "inv" if n == 0:
            return "set"
        case "filter" | "forall" | "iverson":
            return "condition"
        case "card":
            return "set"
        case "range" | "element":
            return "place"
        case "real" | "defined":
            return "place"
        case "inv" if n >= 2:
            return "place"
        case "D" if n >= 1:
            return "place"
        case "eq" | "ne" | "lt" | "le":
            return "side"
        case "and":
            return "condition"
    return "real" if kind not in ("place", "side") else kind


def put(t: Term, path: Path, new: Term) -> Term:
    if not path:
        return new
    args = list(t.args)
    args[path[0]] = put(args[path[0]], path[1:], new)
    return Term(t.op, tuple(args), t.tag)


@dataclass(frozen=True, slots=True)
class World:
    """The names that a mutation may bring in: those that the claim speaks of already, and its Given's."""

    symbols: tuple[Symbol, ...]
    indices: tuple[Term, ...]

    @classmethod
    def of(cls, claim: Claim) -> World:
        atoms: set[object] = set()
        for t in (claim.left, claim.right, *claim.case, *claim.given.definitions.values(), *claim.given.facts):
            atoms |= t.atoms
        symbols = {a for a in atoms if isinstance(a, Symbol)} | set(claim.given.definitions)
        indices = {a for a in atoms if isinstance(a, Term) and a.op == "index"}
        return cls(tuple(sorted(symbols, key=lambda s: (s.name, s.digest))), tuple(sorted(indices, key=lambda i: (i.tag[0], i.key))))

    def alike(self, s: Symbol) -> list[Symbol]:
        """Other names of the same axes and kind of value."""
        return [o for o in self.symbols if o is not s and o.axes == s.axes and kinds(o) == kinds(s) and o.target is s.target]


def kinds(s: Symbol) -> str:
    return "real" if s.sort in ("real", "defined") else s.sort


Operator = Callable[[Place, World], Iterator[Term]]
OPERATORS: dict[str, Operator] = {}


def operator(name: str) -> Callable[[Operator], Operator]:
    def register(function: Operator) -> Operator:
        OPERATORS[name] = function
        return function

    return register


def on_real(name: str, change: Callable[[Term], Term | None]) -> None:
    """An operator on whatever stands for a number."""

    def of(p: Place, _: World) -> Iterator[Term]:
        new = change(p.node) if p.kind == "real" else None
        if new is not None:
            yield new

    OPERATORS[name] = of


def unwrap(op: str) -> Callable[[Term], Term | None]:
    return lambda t: t.args[0] if t.op == op else None


def renamed(old: str, new: str) -> Callable[[Term], Term | None]:
    return lambda t: Term(new, t.args, t.tag) if t.op == old else None


def inside(op: str, change: Callable[[Term], Term]) -> Callable[[Term], Term | None]:
    return lambda t: fn(op, change(t.args[0])) if t.op == op else None


def whole(t: Term) -> bool:
    return t.op not in ("num", "pi")


on_real("sign", neg)
on_real("factor 2", lambda t: mul(num(2), t))
on_real("factor 1/2", lambda t: mul(num(Fraction(1, 2)), t))
on_real("plus 10^-12", lambda t: add(t, TINY))
on_real("times 1 + 10^-12", lambda t: mul(add(ONE, TINY), t))
on_real("plus one", lambda t: add(t, ONE))
on_real("one minus", lambda t: add(ONE, neg(t)))
on_real("squared", lambda t: power(t, 2) if whole(t) else None)
on_real("reciprocal", lambda t: power(t, -1) if whole(t) else None)
on_real("exp dropped", unwrap("exp"))
on_real("exp added", lambda t: fn("exp", t) if t.op in ("real", "mul") else None)
on_real("exp sign", inside("exp", neg))
on_real("log dropped", unwrap("log"))
on_real("log of the reciprocal", inside("log", lambda x: power(x, -1)))
on_real("sigma of minus x", inside("sigma", neg))
on_real("sigma dropped", unwrap("sigma"))
on_real("sigma for tanh", renamed("tanh", "sigma"))
on_real("tanh for sigma", renamed("sigma", "tanh"))
on_real("relu dropped", unwrap("relu"))
on_real("abs dropped", unwrap("abs"))
on_real("abs added", lambda t: fn("abs", t) if t.op in ("real", "add") else None)
on_real("sine and cosine", lambda t: Term({"sin": "cos", "cos": "sin"}[t.op], t.args) if t.op in ("sin", "cos") else None)
on_real("prod for sum", renamed("sum", "prod"))
on_real("sum for prod", renamed("prod", "sum"))
on_real("max for sum", renamed("sum", "max"))
on_real("min for max", renamed("max", "min"))
on_real("bracket dropped", lambda t: ONE if t.op == "iverson" else None)
on_real("derivative dropped", unwrap("D"))
on_real("count dropped", lambda t: ONE if t.op == "card" else None)
on_real("inverse dropped", lambda t: t.args[0] if t.op == "pow" and t.args[1] is MINUS_ONE else None)
on_real("general y", lambda t: real(Symbol("y°free")) if t.op == "iverson" else None)


@operator("exponent")
def _exponent(p: Place, _: World) -> Iterator[Term]:
    if p.node.op == "pow" and p.node.args[1].op == "num":
        n = p.node.args[1].tag
        yield from (power(p.node.args[0], m) for m in (n + 1, n - 1, -n))


@operator("literal off by one")
def _literal(p: Place, _: World) -> Iterator[Term]:
    if p.node.op == "num" and p.kind == "real":
        yield from (num(p.node.tag + 1), num(p.node.tag - 1))


@operator("term dropped")
def _term(p: Place, _: World) -> Iterator[Term]:
    if p.node.op == "add" and p.kind == "real" and len(p.node.args) > 1:
        yield from (add(*p.node.args[:n], *p.node.args[n + 1 :]) for n in range(len(p.node.args)))


@operator("factor dropped")
def _factor(p: Place, _: World) -> Iterator[Term]:
    if p.node.op == "mul" and p.kind == "real" and len(p.node.args) > 1:
        yield from (mul(*p.node.args[:n], *p.node.args[n + 1 :]) for n in range(len(p.node.args)))


@operator("plus for times")
def _plus(p: Place, _: World) -> Iterator[Term]:
    if p.kind == "real" and p.node.op in ("mul", "add") and len(p.node.args) > 1:
        yield Term({"mul": "add", "add": "mul"}[p.node.op], p.node.args)


@operator("sign of one term")
def _one_sign(p: Place, _: World) -> Iterator[Term]:
    if p.node.op == "add" and p.kind == "real":
        yield from (add(*p.node.args[:n], neg(a), *p.node.args[n + 1 :]) for n, a in enumerate(p.node.args))


def others(p: Place, world: World, over: Term) -> Iterator[Term]:
    """Indices of that set that stand in reach: bound ones around the place and free ones."""
    for k, s in enumerate(p.sets):
        while s.op == "filter":
            s = s.args[0]
        if s is over:
            yield Term("bound", (), k)
    yield from (i for i in world.indices if i.tag[1] is over)


def set_of(t: Term, p: Place) -> Term | None:
    if t.op == "index":
        over: Term = t.tag[1]
        return over
    if t.op == "bound" and t.tag < len(p.sets):
        s = p.sets[t.tag]
        while s.op == "filter":
            s = s.args[0]
        return s
    return t.tag.target if t.op == "element" else None


@operator("another index")
def _index(p: Place, world: World) -> Iterator[Term]:
    over = set_of(p.node, p) if p.kind in ("place", "side") else None
    if over is not None and over.loose == 0:
        yield from (o for o in others(p, world, over) if o is not p.node)


@operator("transposed")
def _transposed(p: Place, _: World) -> Iterator[Term]:
    t = p.node
    if t.op in ("real", "defined") and len(t.args) == 2 and t.tag.axes[0] is t.tag.axes[1]:
        yield Term(t.op, t.args[::-1], t.tag)
    if t.op == "inv":
        yield Term("inv", (*t.args[:2], t.args[3], t.args[2]))


@operator("another name")
def _name(p: Place, world: World) -> Iterator[Term]:
    t = p.node
    if t.op in ("real", "defined", "element"):
        yield from (real(o, *t.args) for o in world.alike(t.tag))


@operator("order of a product")
def _order(p: Place, _: World) -> Iterator[Term]:
    t = p.node
    if t.op != "mul":
        return
    reals = [n for n, a in enumerate(t.args) if a.op in ("real", "defined") and len(a.args) == 2]
    for x, y in pairwise(reals):
        a, b = t.args[x], t.args[y]
        if a.tag.axes == b.tag.axes and a.tag is not b.tag:
            args = list(t.args)
            args[x], args[y] = real(b.tag, *a.args), real(a.tag, *b.args)
            yield mul(*args)


@operator("derivative by another variable")
def _by(p: Place, world: World) -> Iterator[Term]:
    if p.node.op == "D":
        yield from (Term("D", p.node.args, o) for o in world.alike(p.node.tag) if o.sort == "real")


@operator("product of sums")
def _split_product(p: Place, _: World) -> Iterator[Term]:
    t = p.node
    if t.op == "sum" and t.args[1].op == "mul" and len(t.args[1].args) > 1:
        first, *rest = t.args[1].args
        yield mul(Term("sum", (t.args[0], first)), Term("sum", (t.args[0], mul(*rest))))


@operator("function moved into a sum")
def _linear(p: Place, _: World) -> Iterator[Term]:
    t = p.node
    if t.op in FUNCTIONS and t.args[0].op == "sum":
        yield Term("sum", (t.args[0].args[0], Term(t.op, (t.args[0].args[1],))))
    if t.op in FUNCTIONS and t.args[0].op == "add":
        yield add(*(Term(t.op, (a,)) for a in t.args[0].args))
    if t.op == "sum" and t.args[1].op in FUNCTIONS:
        yield Term(t.args[1].op, (Term("sum", (t.args[0], t.args[1].args[0])),))


@operator("sum dropped")
def _sum_dropped(p: Place, world: World) -> Iterator[Term]:
    t = p.node
    if t.op in BIG and p.kind == "real":
        over = base_set(t.args[0])
        choices = list(others(p, world, over)) if over.loose == 0 else []
        yield from (instantiate(t.args[1], (o,)) for o in choices)


@operator("condition of a range dropped")
def _filter(p: Place, _: World) -> Iterator[Term]:
    if p.node.op == "filter":
        yield p.node.args[0]


@operator("element left out")
def _left_out(p: Place, world: World) -> Iterator[Term]:
    t = p.node
    if p.kind == "set" and t.op in ("set", "range") and t.loose == 0:
        yield from (Term("filter", (t, Term("ne", (Term("bound", (), 0), i)))) for i in world.indices if i.tag[1] is t)


@operator("relation turned")
def _relation(p: Place, _: World) -> Iterator[Term]:
    turned = {"eq": "ne", "ne": "eq", "lt": "le", "le": "lt"}
    if p.node.op in turned:
        yield Term(turned[p.node.op], p.node.args)


@operator("end of a range")
def _ends(p: Place, _: World) -> Iterator[Term]:
    if p.node.op == "range" and p.kind == "set":
        low, high = p.node.args
        yield from (integer_range(low, add(high, num(k))) for k in (1, -1))
        yield from (integer_range(add(low, num(k)), high) for k in (1, -1))


@operator("another size")
def _sizes(p: Place, world: World) -> Iterator[Term]:
    t = p.node
    if t.op == "real" and t.tag.sort == "integer":
        yield from (real(s) for s in world.symbols if s.sort == "integer" and s is not t.tag)
    if t.op == "card":
        sets = {a for s in world.symbols for a in s.axes} | {i.tag[1] for i in world.indices}
        yield from (Term("card", (o,)) for o in sorted(sets, key=lambda o: o.key) if o is not t.args[0] and o.loose == 0)


SIDES = ("left", "right")


def sites(claim: Claim) -> dict[str, list[tuple[str, Path, Term]]]:
    """For every operator: which side, where, and what is put there; and the conditions that may be dropped or turned."""
    world = World.of(claim)
    found: dict[str, list[tuple[str, Path, Term]]] = {}
    for side in SIDES:
        for p in places(getattr(claim, side)):
            for name, change in OPERATORS.items():
                for new in change(p, world):
                    if new is not p.node:
                        found.setdefault(name, []).append((side, p.path, new))
    for n, c in enumerate(claim.case):
        found.setdefault("condition dropped", []).append(("case", (n,), ONE))
        if c.op in ("eq", "ne", "lt", "le"):
            turned = {"eq": "ne", "ne": "eq", "lt": "le", "le": "lt"}[c.op]
            found.setdefault("condition turned", []).append(("case", (n,), Term(turned, c.args)))
    return found


def applied(claim: Claim, site: tuple[str, Path, Term]) -> Claim:
    where, path, new = site
    if where == "case":
        n = path[0]
        changed = () if new is ONE else (new,)
        return replace(claim, case=(*claim.case[:n], *changed, *claim.case[n + 1 :]))
    return replace(claim, **{where: put(getattr(claim, where), path, new)})
