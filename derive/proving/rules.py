"""The rules of the kernel: each computes hypotheses and conclusion from arguments and premises, or refuses.

Comes in: what the kernel hands over. Goes out: `(hypotheses, conclusion)`; the docstring of a rule states it. A new rule is one function
here and its name in RULES. Part of the trusted base.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from derive.proving.theorem import (
    Conclusion,
    Refused,
    Theorem,
    check_binding,
    integer_range,
    is_index,
    leave_binder,
    negation,
    require,
    rewritten,
    sides,
    united,
)
from derive.terms.parts import varies
from derive.terms.polynomial import OutOfFuel, Poly, Ring, constant, plus, poly_term
from derive.terms.term import (
    ZERO,
    Term,
    abstract,
    base_set,
    bind,
    eq,
    filter_conditions,
    instantiate,
    is_integer,
    le,
    lt,
    membership,
    mul,
    ne,
    num,
    replace_symbol,
    set_of,
    sub,
)
from derive.theory.axioms import AXIOMS
from derive.theory.calculus import Conditions, close, diff, unfold

if TYPE_CHECKING:
    from derive.proving.kernel import Kernel

Rule: TypeAlias = "Callable[[Kernel, tuple[Any, ...], tuple[Theorem, ...]], Conclusion]"


# --- equality and hypotheses


def refl(_: Kernel, args: tuple[Any, ...], __: tuple[Theorem, ...]) -> Conclusion:
    """|- t = t"""
    (t,) = args
    return {}, eq(t, t)


def sym(_: Kernel, __: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """s = t |- t = s, and the same for !="""
    (p,) = premises
    require(p.concl.op in ("eq", "ne"), "only = and != are symmetric")
    return p.hyps, Term(p.concl.op, p.concl.args[::-1])


def trans(_: Kernel, __: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """r = s, s = t |- r = t"""
    p, q = premises
    (r, s), (s2, t) = sides(p), sides(q)
    require(s is s2, "the middle terms differ")
    return united(p, q), eq(r, t)


def assume(_: Kernel, args: tuple[Any, ...], __: tuple[Theorem, ...]) -> Conclusion:
    """c |- c"""
    (c,) = args
    require(c.op in ("eq", "ne", "lt", "le", "forall", "and"), "not a condition")
    return {c: None}, c


def part(_: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """a and b |- a"""
    (n,), (p,) = args, premises
    require(p.concl.op == "and", "a conjunction was expected")
    return p.hyps, p.concl.args[int(n.tag)]


def conjunction(_: Kernel, __: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """a, b, ... |- a and b and ..."""
    return united(*premises), Term("and", tuple(p.concl for p in premises))


def cut(_: Kernel, __: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """H, c |- d and |- c give H |- d"""
    p, q = premises
    return {**{h: None for h in p.hyps if h is not q.concl}, **q.hyps}, p.concl


def replace(_: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """a = b, ... |- t = t[a := b, ...]"""
    (t,) = args
    return united(*premises), eq(t, rewritten(t, premises))


def rewrite(_: Kernel, __: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """c, a = b, ... |- c[a := b, ...]"""
    return united(*premises), rewritten(premises[0].concl, premises[1:])


def cases(_: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """c |- d and not c |- d give d"""
    (c,), (p, q) = args, premises
    require(p.concl is q.concl, "the two cases prove different things")
    hyps = [h for h in p.hyps if h is not c] + [h for h in q.hyps if h is not negation(c)]
    return dict.fromkeys(hyps), p.concl


def absurd(_: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """c and not c |- anything"""
    (goal,), (p, q) = args, premises
    require(q.concl is negation(p.concl), "the premises do not contradict each other")
    return united(p, q), goal


# --- binders and quantifiers


def congruence(kernel: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """s(i) = t(i) for all i of the set |- op_i s(i) = op_i t(i), for op a big operator"""
    (op, variable, over), (p,) = args, premises
    require(op in ("sum", "prod", "max", "min"), "not a big operator")
    check_binding(kernel, variable, over, p)
    s, t = sides(p)
    left = Term(op, (over, abstract(s, (variable,))))
    return leave_binder(p.hyps, variable, over), eq(left, left if t is s else Term(op, (over, abstract(t, (variable,)))))


def generalize(kernel: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """c(i) |- c(i) for all i of the set"""
    (variable, over), (p,) = args, premises
    check_binding(kernel, variable, over, p)
    return leave_binder(p.hyps, variable, over), close(p.concl, variable, over)


def instance(_: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """c(i) for all i of the set, v in the set |- c(v)"""
    (value,) = args
    require(not varies(value), "an index depends on no variable")
    p, *rest = premises
    require(p.concl.op == "forall", "a statement for all elements was expected")
    over, body = p.concl.args
    needed, base = list(filter_conditions(over, value)), base_set(over)
    hyps = united(*premises)
    if set_of(value) is base:
        hyps.update(dict.fromkeys(membership(value)))
    else:
        require(is_integer(value), "the value is not an element of the set")
        low, high = integer_range(base)
        needed += [le(low, value), le(value, high)]
    proved = [q.concl for q in rest]
    require(all(c in proved for c in needed), "not shown that the value is in the set")
    return hyps, instantiate(body, (value,))


def member(_: Kernel, args: tuple[Any, ...], __: tuple[Theorem, ...]) -> Conclusion:
    """low <= i, i <= high |- the same, for an index of the range: hypotheses that fall away where i is bound"""
    (value,) = args
    conditions = membership(value)
    require(conditions, "not an index of a range")
    return dict.fromkeys(conditions), Term("and", conditions)


# --- arithmetic


def ring_with(premises: tuple[Theorem, ...]) -> Ring:
    """Arithmetic that may cancel what the premises (b != 0, 0 < b) say is nonzero."""
    nonzero: set[Term] = set()
    positive: set[Term] = set()
    for p in premises:
        match p.concl:
            case Term("ne", (b, zero)) if zero is ZERO:
                nonzero.add(b)
            case Term("lt", (zero, b)) if zero is ZERO:
                positive.add(b)
            case _:
                raise Refused("a premise says neither b != 0 nor 0 < b")
    return Ring(frozenset(nonzero), frozenset(positive))


def expanded(kernel: Kernel, ring: Ring, term: Term) -> Poly:
    before = ring.fuel = min(ring.fuel, kernel.fuel)
    try:
        return ring.of(term)
    except OutOfFuel:
        raise Refused("the expansion has too many terms") from None
    finally:
        kernel.fuel -= before - max(ring.fuel, 0)


def ring(kernel: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """b != 0, ... |- t = its polynomial over its atoms, with b / b = 1"""
    (t,) = args
    return united(*premises), eq(t, poly_term(expanded(kernel, ring_with(premises), t)))


def clear(kernel: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """b != 0, ... |- l = r if the polynomials of l and r agree once multiplied by powers of the sums b"""
    left, right = args
    ring = ring_with(premises)
    difference = plus(expanded(kernel, ring, left), expanded(kernel, ring, right), -1)
    fuel = 4 * len(ring.nonzero) + 4
    while difference and fuel:
        fuel -= 1
        lowest = min((e, a.key, a) for m in difference for a, e in m if a.op == "add") if _has_sum(difference) else None
        require(lowest and lowest[0] < 0 and lowest[2] in ring.nonzero, "the two sides differ")
        assert lowest
        difference = cleared(ring, difference, lowest[2], -lowest[0])
    require(not difference, "the two sides differ")
    return united(*premises), eq(left, right)


def _has_sum(poly: Poly) -> bool:
    return any(a.op == "add" for m in poly for a, _ in m)


def cleared(ring: Ring, poly: Poly, atom: Term, exponent: Any) -> Poly:
    """poly * atom ** exponent, the sum `atom` expanded wherever its exponent is then a positive integer."""
    total: Poly = {}
    try:
        for monomial, c in poly.items():
            e = dict(monomial).get(atom, 0) + exponent
            rest: Poly = {tuple((a, x) for a, x in monomial if a is not atom): c}
            whole = int(e) if e >= 0 else 0
            grown = ring.times(rest, ring.raised(ring.of(atom), num(whole).tag, None) if whole else constant(1))
            total = plus(total, ring.times(grown, {((atom, e - whole),): num(1).tag}) if e != whole else grown)
    except OutOfFuel:
        raise Refused("the expansion has too many terms") from None
    return total


def axiom(_: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """An axiom of `theory` at some values, its conditions shown by the premises"""
    name, *values = args
    conclusion, *conditions = AXIOMS[name].at(tuple(values))
    require([p.concl for p in premises] == conditions, "the conditions are not shown")
    return united(*premises), conclusion


def linear(kernel: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """Farkas: a <, <=, or != 0 follows from a combination of the premises with nonnegative factors (= : any factor)"""
    goal, *factors = args
    require(len(factors) == len(premises), "one factor for each premise")
    ring = Ring()
    op, (low, high) = goal.op, goal.args
    total, strict = expanded(kernel, ring, sub(high, low)), False
    for f, p in zip(factors, premises, strict=True):
        a, b = p.concl.args
        require(p.concl.op in ("lt", "le", "eq") and (p.concl.op == "eq" or f.tag >= 0), "not usable in a linear argument")
        require(p.concl.op != "eq" or not is_index(a) or is_integer(a), "elements are not numbers")
        total = plus(total, expanded(kernel, ring, sub(b, a)), -f.tag)
        strict = strict or (p.concl.op == "lt" and f.tag > 0)
    rest = constant_of(total)
    require(rest is not None, "the combination is not constant")
    holds = {"le": rest >= 0, "lt": rest > 0 or (strict and rest >= 0), "ne": rest > 0 or (strict and rest >= 0)}
    require(op in holds and holds[op], "the combination does not show it")
    return united(*premises), goal


def constant_of(poly: Poly) -> Any:
    return None if any(m for m in poly) else sum(poly.values(), num(0).tag)


def sign(_: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """The sign of a term from the signs of its parts: `rel` is lt (0 < t), le (0 <= t) or ne (t != 0)"""
    t, rel = args
    shown = [p.concl for p in premises]
    if t.op == "add" and rel == "lt":
        fine = len(shown) == len(t.args) and all(c in (says(a, "lt"), says(a, "le")) for c, a in zip(shown, t.args, strict=True))
        require(fine and any(c.op == "lt" for c in shown), "the signs of the parts do not show it")
        return united(*premises), says(t, rel)
    require(any(wanted == shown for wanted in sign_premises(t, rel)), "the signs of the parts do not show it")
    return united(*premises), says(t, rel)


def says(t: Term, rel: str) -> Term:
    return ne(t, ZERO) if rel == "ne" else Term(rel, (ZERO, t))


def sign_premises(t: Term, rel: str) -> list[list[Term]]:
    """The lists of premises, each of which shows that t has the sign: the table of sign rules, one level deep. (0 < a + b + ...
    needs every 0 <= a and one 0 < a: rule `sign`.)"""
    ways = [[says(t, "lt")]] if rel != "lt" else []
    match t:
        case Term("num", _, value):
            return [*ways, []] if {"lt": value > 0, "le": value >= 0, "ne": value != 0}[rel] else ways
        case Term("exp" | "cosh" | "sigma" | "pi", _):
            return [*ways, []]
        case Term("abs", (x,)) if rel != "le":
            return [*ways, [says(x, "ne")]]
        case Term("abs" | "relu" | "iverson", _) if rel == "le":
            return [*ways, []]
        case Term("mul", args):
            return [*ways, [says(a, rel) for a in args]]
        case Term("add", args) if rel == "le":
            return [*ways, [says(a, "le") for a in args]]
        case Term("pow", (base, exponent)):
            integer = exponent.op == "num" and exponent.tag.denominator == 1
            if integer and exponent.tag % 2 == 0:
                return [*ways, [says(base, "lt")], [] if rel == "le" else [says(base, "ne")]]
            return [*ways, [says(base, "lt")], *([[says(base, rel)]] if integer or rel == "le" else [])]
        case Term("prod", (over, body)):
            return [*ways, [Term("forall", (over, says(body, rel)))]]
        case Term("sum", (over, body)) if rel == "le":
            return [*ways, [Term("forall", (over, says(body, "le")))]]
        case Term("sum", (over, body)) if rel == "lt":
            return [[Term("forall", (over, says(body, "lt"))), *nonempty] for nonempty in nonempty_premises(over)]
    return ways


def nonempty_premises(over: Term) -> list[list[Term]]:
    if over.op == "set":
        return [[]]
    if over.op == "range" and all(map(is_integer, over.args)):
        return [[le(*over.args)]]
    return [[lt(ZERO, Term("card", (over,)))]]


def factor(_: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """a b ... != 0 |- a != 0"""
    (n,), (p,) = args, premises
    require(p.concl.op == "ne" and p.concl.args[1] is ZERO and p.concl.args[0].op == "mul", "a nonzero product was expected")
    return p.hyps, ne(p.concl.args[0].args[int(n.tag)], ZERO)


# --- definitions and derivatives


def definition(kernel: Kernel, args: tuple[Any, ...], _: tuple[Theorem, ...]) -> Conclusion:
    """|- t = t with every defined name unfolded"""
    (t,) = args
    return {}, eq(t, unfold(t, kernel.definitions))


def derivative(kernel: Kernel, args: tuple[Any, ...], _: tuple[Theorem, ...]) -> Conclusion:
    """where the parts are smooth |- D(t; x[i]) = the derivative worked out"""
    (t,) = args
    require(t.op == "D" and t.tag.sort == "real", "a derivative by a real variable was expected")
    require(kernel.definitions.keys().isdisjoint(t.atoms), "defined names are unfolded first")
    require("D" not in t.args[0].atoms, "the inner derivative comes first")
    conditions: Conditions = {}
    result = diff(t.args[0], t.tag, t.args[1:], conditions)
    return conditions, eq(t, result)


def at(kernel: Kernel, args: tuple[Any, ...], premises: tuple[Theorem, ...]) -> Conclusion:
    """s(x) = t(x) |- s at x := v equals t(v); hypotheses are taken at v too"""
    (symbol, value), (p,) = args, premises
    s, t = sides(p)
    require(symbol.sort == "real" and symbol not in kernel.fixed, "a definition speaks of this very variable")
    require(kernel.definitions.keys().isdisjoint(value.atoms), "defined names are unfolded first: a derivative could capture what they say")
    hyps = dict.fromkeys(replace_symbol(h, symbol, value) for h in p.hyps)
    return hyps, eq(Term("at", (value, s), symbol), replace_symbol(t, symbol, value))


# --- sums


def fubini(_: Kernel, args: tuple[Any, ...], __: tuple[Theorem, ...]) -> Conclusion:
    """|- sum over all indices of all factors = product over blocks of (sum over the block's indices of its factors).
    Arguments: the indices in one order, then the blocks ((indices, factors), ...)"""
    order, blocks = args
    inner = [i for indices, _ in blocks for i in indices]
    require(len(set(inner)) == len(inner) and set(order) == set(inner) and len(order) == len(inner), "each index once")
    for n, (indices, factors) in enumerate(blocks):
        foreign = {i for k, (others, _) in enumerate(blocks) if k != n for i in others}
        require(all(foreign.isdisjoint(f.atoms) for f in (*factors, *indices)), "a factor belongs to two blocks")
    whole = nested(order, mul(*(f for _, factors in blocks for f in factors)))
    return {}, eq(whole, mul(*(nested(indices, mul(*factors)) for indices, factors in blocks)))


def nested(indices: tuple[Term, ...], body: Term) -> Term:
    """sum over the indices, the first outermost; no set may depend on an index further in."""
    for n, i in enumerate(indices):
        require(i.op == "index" and set(indices[n:]).isdisjoint(i.tag[1].atoms), "a set depends on an index further in")
    for i in reversed(indices):
        body = bind("sum", i, body)
    return body


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        refl, sym, trans, assume, part, conjunction, cut, replace, rewrite, cases, absurd, congruence, generalize, instance, member, ring,
        clear, axiom, linear, sign, factor, definition, derivative, at, fubini,
    )
}  # fmt: skip
