r"""Declarations about what is random: `a \sim p` on a finite set, `x \sim \mathcal{N}(\mu, \Sigma)`, `\mathbb{E}[x] = \mu`, independence.

Comes in: the sides of a declaration in a Given. Goes out: a scope that knows the distribution or the moments, and the facts that come
with them: probabilities are not negative and add up to 1, variances are not negative. Knows nothing of steps.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from derive.meaning.formulas import arrays, matrices
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.expectations import Operator, operator
from derive.meaning.formulas.moments import Moments
from derive.meaning.names import undeclared
from derive.meaning.names.scope import NotSupported, Random, spelled, square_root
from derive.reading.syntax import Ellipsis_, Group, Listing, Name, Node, Product, Scripted
from derive.terms.term import ONE, ZERO, Symbol, Term, abstract, bind, eq, le, power, real

if TYPE_CHECKING:
    from derive.meaning.declarations.stated import Stated


def draw(d: Stated, left: Node, law: Node, place: Node | None) -> None:
    """`left ~ law`, on the set that `place` names (if the words say so)."""
    items = left.items if isinstance(left, Listing) else (left,)
    match law:
        case Product((Name("N", font="cal" | "rm"), Group("(", Listing(",", (mean, spread)))), ("",)) if not d.scope.known("N"):
            for item in items:
                normal(d, item, mean, spread)
            return
    for item in items:
        if not isinstance(item, Name):
            raise NotSupported("only a letter can be drawn from a distribution on a finite set", item.span)
        finite(d, item, law, place)


def finite(d: Stated, letter: Name, law: Node, place: Node | None) -> None:
    name = spelled(letter) or ""
    known = d.scope.indices.get(name)
    over: Term | None = known.tag[1] if known is not None else None
    if place is not None:
        over = d.scope.as_axis(spelled(place) or "") if spelled(place) in d.scope.sets else d.scope.declare_set(spelled(place) or "")
    whole = spelled(law)
    if over is not None and isinstance(law, Name) and whole is not None and not d.scope.known(whole):
        d.scope.values[whole] = Value((over,), real(Symbol(whole, (over,)), Term("bound", (), 0)))
    e = d.elaborator.expectations
    r = e.drawn(letter, law, over)
    d.scope.declare_index(name, r.index.tag[1])
    d.scope.random[name] = r
    state_probabilities(d, r, e.probability(r))


def state_probabilities(d: Stated, r: Random, p: Term) -> None:
    """For a variable p: 0 <= p_a for every a, and their sum is 1; what is defined is a distribution or is not, whatever is said here."""
    if p.op != "real":
        return
    facts = [bind("forall", r.index, le(ZERO, p)), eq(bind("sum", r.index, p), ONE)]
    given = sorted((a for a in p.atoms if isinstance(a, Term) and a.op == "index" and a is not r.index), key=lambda a: a.key)
    for fact in facts:
        for i in given:
            fact = bind("forall", i, fact)
        d.scope.facts[fact] = None


def normal(d: Stated, left: Node, mean: Node, spread: Node) -> None:
    """Mean and covariance of a normal variable; nothing else of it is used."""
    deviation(d, spread)
    m, s = d.elaborator.value(mean), d.elaborator.value(spread)
    name = spelled(left)
    if isinstance(left, Name) and name is not None and not d.scope.known(name):
        symbol = Symbol(name, m.axes)
        d.scope.values[name] = replace(m, body=real(symbol, *(Term("bound", (), k) for k in range(m.rank))), literal=False)
    known(d, left, "mean", m)
    known(d, left, "spread", s)


def deviation(d: Stated, variance: Node) -> None:
    r"""`\operatorname{Var}(x) = \sigma^2`: that \sigma is a standard deviation, where the page does not use it as the function."""
    root = square_root(variance)
    name = spelled(root) if isinstance(root, Name) else None
    if name == "sigma" and not d.scope.known(name) and undeclared.free(name, d.source):
        d.scope.values[name] = Value((), real(Symbol(name)))
        d.scope.facts[le(ZERO, real(Symbol(name)))] = None


def moment(d: Stated, op: Operator, body: Node, right: Node) -> None:
    r"""`\mathbb{E}[x] = \mu`, `\mathbb{E}[x^2] = m`, `\operatorname{Var}(x_i) = \sigma^2`, `\operatorname{Cov}(x) = \Sigma`."""
    if op.sub is not None or op.sup is not None:
        raise NotSupported("a moment with a subscript or a power on the operator", right.span)
    while isinstance(body, Group):
        body = body.body
    name = spelled(right)
    if isinstance(right, Scripted) and name is not None and not d.scope.known(name) and not d.scope.known(spelled(right.base) or ""):
        d.scope.values[name] = Value((), real(Symbol(name)))  # the `\\mu_X` of `E[X] = \\mu_X` is a number of its own
    if op.kind != "E":
        deviation(d, right)
    v = d.elaborator.value(right)
    match body, op.kind:
        case Scripted(x, sub, sup, 0), "E" if sup is not None and spelled(sup) == "2":
            known(d, x if sub is None else Scripted(x, sub, None, 0, body.span), "square", v)
        case ((Name() | Scripted()), "E"):
            known(d, body, "mean", v)
        case ((Name() | Scripted()), _):
            known(d, body, "spread", v)
        case _:
            raise NotSupported("moments are declared as E[x], E[x^2], Var(x) or Cov(x)", body.span)


def known(d: Stated, node: Node, kind: str, v: Value) -> None:
    """One more moment of a variable, or of an entry of it (for all entries)."""
    e = d.elaborator
    base = node.base if isinstance(node, Scripted) and spelled(node) not in d.scope.values else node
    name = spelled(base)
    if isinstance(node, Name) and name is not None and not d.scope.known(name):
        d.scope.values[name] = Value((), real(Symbol(name)))
    x = e.value(node)
    if x.body.op != "real" or x.body.tag.sort != "real":
        raise NotSupported("only a declared variable can be random", node.span)
    symbol: Symbol = x.body.tag
    axes = arrays.fresh(x.axes)
    entry = x.entry(*axes).args
    if len(set(entry)) < len(entry) or any(i.op != "index" or d.scope.indices.get(i.tag[0]) is i for i in entry):
        raise NotSupported("moments are declared of a whole variable, or of its entries with letters for all of them", node.span)
    old = d.scope.moments.get(symbol, Moments())
    if kind == "spread" and x.rank == 1:
        covariance(d, symbol, old, arrays.broadcast(v, Value(x.axes * 2, ZERO)), node)
        return
    v = arrays.broadcast(v, x)
    if v.axes != x.axes or (x.rank > 1 and kind != "mean"):
        raise IllTyped(f"a moment of {arrays.shape_text(x)} cannot be {arrays.shape_text(v)}")
    value = abstract(v.entry(*axes), entry)
    field = "variance" if kind == "spread" else kind
    d.scope.moments[symbol] = new = replace(old, **{field: value})
    free = tuple(axis for axis in arrays.fresh(symbol.axes))
    at = {f: t for f in ("mean", "variance", "square") if (t := getattr(new, f)) is not None}
    if kind == "spread":
        state(d, le(ZERO, Value(symbol.axes, at["variance"]).entry(*free)), free)
    if "square" in at:
        mean = Value(symbol.axes, at["mean"]).entry(*free) if "mean" in at else ZERO
        state(d, le(power(mean, 2), Value(symbol.axes, at["square"]).entry(*free)), free)


def covariance(d: Stated, symbol: Symbol, old: Moments, v: Value, node: Node) -> None:
    if v.axes != symbol.axes * 2:
        raise IllTyped(f"the covariance of a vector is a square matrix of its size, not {arrays.shape_text(v)}")
    d.scope.moments[symbol] = replace(old, covariance=v.body)
    found, _ = matrices.positive_semidefinite(v)
    if not all(f in d.scope.facts for f in found):
        d.definite_facts(node, v, "succeq")


def state(d: Stated, fact: Term, free: tuple[Term, ...]) -> None:
    for i in reversed(free):
        fact = bind("forall", i, fact)
    if fact.op != "le" or fact.args[1].op != "num":
        d.scope.facts[fact] = None


def independent(d: Stated, nodes: list[Node]) -> None:
    """Several names: each two of them are independent. One name: its entries are."""
    symbols: list[Symbol] = []
    letters: list[str] = []
    for node in nodes:
        base = node.base if isinstance(node, Scripted) and spelled(node) not in d.scope.values else node
        name = spelled(base) or ""
        v = d.scope.values.get(name)
        if name in d.scope.random:
            letters.append(name)
        elif v is not None and v.body.op == "real":
            symbols.append(v.body.tag)
    if len(set(symbols)) == 1 and (len(nodes) == 1 or any(isinstance(n, Ellipsis_) for n in nodes)):  # `x_1, ..., x_n`
        d.scope.alone[symbols[0]] = None
    d.scope.apart.update(dict.fromkeys(map(frozenset, combinations(symbols, 2))))
    d.scope.pairs.update(dict.fromkeys(map(frozenset, combinations(letters, 2))))


def declares_moment(d: Stated, left: Node) -> tuple[Operator, Node] | None:
    """The operator and the variable, if the left side is an expectation."""
    match left:
        case Product((head, Group() as bracket), ("",)):
            op = operator(head, d.elaborator) or (
                Operator("E") if isinstance(head, Name) and head.text == "E" and head.font and not d.scope.known("E") else None
            )
            return None if op is None else (op, bracket.body)
    return None
