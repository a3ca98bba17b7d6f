"""The normal form: an indexed sum of products over interned atoms, with a proof for every step.

Comes in: terms without defined names and derivatives, and facts. Goes out: theorems `t = normal form of t`. Sums split into connected
components, brackets [i = j] contract, logarithms of products spread, exp of sums are products. Everything true goes through the
kernel; what this file decides is only which rule to try next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from derive.proving.brackets import falsity, leibniz, opened, swapped, truth
from derive.proving.chaining import changed, right
from derive.proving.eliminating import is_between_reals, solved, void
from derive.proving.facts import Facts
from derive.proving.hypotheses import rule_of
from derive.proving.kernel import Kernel
from derive.proving.logarithms import LogNormal
from derive.proving.matrices import MatrixNormal
from derive.proving.patterns import SumRule
from derive.proving.powers import PowerNormal
from derive.proving.rules import says
from derive.proving.sums import SumNormal
from derive.proving.theorem import Theorem
from derive.proving.values import FewValues
from derive.terms.parts import factors, monomials, occurs
from derive.terms.polynomial import OutOfFuel, Rational, Ring, poly_term, quotient
from derive.terms.term import (
    ONE,
    ZERO,
    Term,
    add,
    eq,
    is_integer,
    le,
    lt,
    mul,
    ne,
    num,
    open_binder,
    power,
)
from derive.theory.calculus import all_factors

DEFINED_BY = {"sigma": "sigma-definition", "tanh": "tanh-definition", "sinh": "sinh-definition", "cosh": "cosh-definition",
              "tan": "tan-definition"}  # fmt: skip
ARITHMETIC = frozenset({"num", "add", "mul", "pow", "exp"})  # what is not an atom of a polynomial
SIGNLESS = frozenset({"num", "add", "mul", "exp", "sum", "real", "element", "index", "bound", "set", "range"})
REWRITTEN = frozenset({"real", "sum", "prod", "call", "det"})  # what an equation between reals, used as a rule, may begin with
BY_SIGN = {
    "abs": ((le, "abs-nonnegative"), (None, "abs-nonpositive")),
    "relu": ((le, "relu-positive"), (None, "relu-negative")),
    "sign": ((lt, "sign-positive"), (None, "sign-negative")),
}


class Normaliser:
    """Normal forms under one set of facts. `fuel` counts visited terms; running out raises OutOfFuel. opaque: functions that are defined
    by others stay as they are."""

    def __init__(self, kernel: Kernel, facts: Facts, fuel: int = 20_000, opaque: bool = False) -> None:
        self.opaque = opaque
        self.kernel, self.facts, self.fuel = kernel, facts, fuel
        self.memo: dict[Term, Theorem] = {}
        self.same: dict[Term, Theorem] = {}
        self.signless: dict[Term, bool] = {}
        self.nonzero: dict[Term, Theorem] = {}
        self.polynomials: dict[tuple[Term, tuple[Theorem, ...]], Theorem] = {}
        self.expanded: set[tuple[Term, tuple[Theorem, ...]]] = set()
        self.fractions: dict[tuple[Term, int], Theorem] = {}
        self.sums = SumNormal(self)
        self.logarithms = LogNormal(self)
        self.powers = PowerNormal(self)
        self.matrices = MatrixNormal(self)
        self.few = FewValues(self)
        self.assumed = False
        self.cleared = 0
        self.multiplied: frozenset[tuple[Term, int]] = frozenset()
        self.learnt: set[Term] = set()
        self.under_bars: set[tuple[Term, str]] = set()
        self.equations = [t for c, t in facts.stated.items() if is_equation(c) or is_between_reals(c)]
        self._rules: list[Theorem] | None = None
        self._sum_rules: list[tuple[Theorem, SumRule]] | None = None

    def of(self, t: Term) -> Theorem:
        """|- t = its normal form."""
        found = self.memo.get(t)
        if found is None:
            self.fuel -= 1
            if self.fuel < 0:
                raise OutOfFuel
            found = self.memo[t] = self._by_facts(self._normal(t))
        return found

    def forget(self) -> None:
        """The normal forms that were found before there were rules."""
        self.memo.clear()
        self.matrices.entries.clear()

    def forget_signed(self) -> None:
        """The normal forms that may be others now that more signs are known."""
        self.memo = {t: form for t, form in self.memo.items() if self._signless(t)}

    def _signless(self, t: Term) -> bool:
        """Whether no sign can change the normal form: sums of products of entries."""
        found = self.signless.get(t)
        if found is None:
            found = self.signless[t] = t.op in SIGNLESS and all(map(self._signless, t.args))
        return found

    def _by_facts(self, theorem: Theorem) -> Theorem:
        """The equations between reals that the facts state, used from left to right where that goes down in the order of terms."""
        t = right(theorem)
        if not self.equations:
            return theorem
        if theorem.concl.args[0].op == "sum" and t.op in ("add", "mul"):
            return self._by_parts(theorem)
        if t.op not in REWRITTEN:
            return theorem
        for rule in self.rules():
            found = self._applied(rule, t)
            if found is not None:
                return self.then(self.chain(theorem, found))
        return theorem

    def _by_parts(self, theorem: Theorem) -> Theorem:
        """The equations used on the sums that a sum was spread into."""
        t = right(theorem)
        closed = {rule.concl.args[0]: rule for rule in self.rules() if rule.concl.op == "eq"}
        found = [closed[f] for m in monomials(t) for f in factors(m) if f in closed]
        return self.then(self.chain(theorem, self.inside(t, found))) if found else theorem

    def _applied(self, rule: Theorem, t: Term) -> Theorem | None:
        """The rule (an equation, or one for all indices) at the term, if it makes it smaller."""
        if rule.concl.op == "eq":
            return rule if rule.concl.args[0] is t else None
        found = self.facts.equation(rule, t)
        if found is None or (gone := void(self, found)) is not None:
            return found and gone
        number, *rest = factors(right(found))
        turned = number.op == "num" and len(rest) == 1 and rest[0].tag is t.tag and {*rest[0].args} == {*t.args}  # K_ij = -K_ji
        entry = rest[0] if turned else right(found)
        return found if entry.op != "real" or entry.key < t.key else None

    def rules(self) -> list[Theorem]:
        """The equations among the facts: closed ones with a normal left side, others as they are and turned around."""
        if self._rules is None:
            self._rules = []
            about_sums = {fact.concl for fact, _ in self.sum_rules()}
            for fact in self.equations:
                if fact.concl in about_sums:
                    continue
                if fact.concl.op == "forall":
                    self._rules += [fact, *self.facts.turned(fact)] if is_equation(fact.concl, REWRITTEN) else []
                    continue
                left = self.of(fact.concl.args[0])
                known = right(left).op in REWRITTEN
                rule = self.kernel("trans", self.kernel("sym", left), fact) if known else solved(self, fact)
                if rule is None:
                    continue
                rule = self.chain(rule, self.of(right(rule)))
                if not occurs(rule.concl.args[0], right(rule)):  # else it would go round
                    self._rules.append(rule)
                    self.forget()
            self.forget()
        return self._rules

    def sum_rules(self) -> list[tuple[Theorem, SumRule]]:
        """The equations among the facts that rewrite sums inside of sums."""
        if self._sum_rules is None:
            self._sum_rules, held, self._rules = [], self._rules, []
            self._sum_rules = [(fact, rule) for fact in self.equations if (rule := rule_of(self, fact)) is not None]
            self._rules = held
            self.forget()
        return self._sum_rules

    def _normal(self, t: Term) -> Theorem:
        match t.op:
            case "num":
                return self.unchanged(t)
            case "add" | "mul" | "exp":
                return self.by_arithmetic(t)
            case "pow":
                return self.powers.of(t)
            case "sum":
                return self.sums.of(t)
            case "prod":
                return self._product(t)
            case "log":
                return self.logarithms.of(t)
            case "iverson":
                return self._bracket(t)
            case "card":
                return self._card(t)
            case "real" | "element" | "index":
                return self._entry(t)
            case "inv" | "det":
                return self.matrices.of(t)
            case "call":
                return self.inside(t, [self.of(a) for a in t.args])
        return self._function(t) if len(t.args) == 1 else self.unchanged(t)

    # --- chaining ---

    def unchanged(self, t: Term) -> Theorem:
        """|- t = t, once for each term: half of all steps change nothing."""
        found = self.same.get(t)
        if found is None:
            found = self.same[t] = self.kernel("refl", t)
        return found

    def chain(self, *theorems: Theorem) -> Theorem:
        """a = b, b = c, ... |- a = last; steps that change nothing are left out."""
        real = [t for t in theorems if t.concl.args[0] is not t.concl.args[1]]
        if not real:
            return theorems[0]
        result = real[0]
        for t in real[1:]:
            result = self.kernel("trans", result, t)
        return result

    def then(self, theorem: Theorem) -> Theorem:
        """a = b |- a = normal form of b"""
        return self.chain(theorem, self.of(right(theorem)))

    def inside(self, t: Term, parts: list[Theorem]) -> Theorem:
        """|- t = t with the left sides of the parts replaced"""
        changing = [p for p in parts if p.concl.args[0] is not p.concl.args[1]]
        return self.kernel("replace", t, *changing) if changing else self.unchanged(t)

    # --- arithmetic ---

    def by_arithmetic(self, t: Term) -> Theorem:
        if void := {m: z for m in guarded_products(t) for a in all_factors(m) if a.op == "iverson" and right(z := self.of(a)) is ZERO}:
            without = [self.chain(x := self.inside(m, [z]), self.kernel("ring", right(x))) for m, z in void.items()]
            return self.then(self.inside(t, without))  # before what stands beside the bracket is asked for its signs
        atoms: dict[Term, None] = {}
        denominators: dict[Term, None] = {}
        _skeleton(t, atoms, denominators)
        inner = self.inside(t, [self.of(a) for a in atoms])
        for d in denominators:
            self.learn_nonzero(d.args[0], "ne" if d.args[1].tag.denominator == 1 else "lt")
        return self.chain(inner, self.arithmetic(right(inner)))

    def arithmetic(self, t: Term) -> Theorem:
        """|- t = its polynomial, with what is known to be nonzero cancelled and powers of roots and brackets reduced."""
        theorem = self.ring(t)
        for _ in range(8):
            reduced = self._reduce(right(theorem))
            if reduced is None:
                break
            theorem = self.chain(theorem, reduced, self.ring(right(reduced)))
        return theorem

    def ring(self, t: Term) -> Theorem:
        """|- t = its polynomial; what is known to be nonzero of its atoms may be cancelled."""
        if t.op not in ARITHMETIC:
            return self.unchanged(t)
        known = tuple(self.cancelling(t))
        found = self.polynomials.get((t, known))
        if found is None:
            done = (t, known) in self.expanded
            found = self.polynomials[t, known] = self.unchanged(t) if done else self.kernel("ring", t, *known)
            self.expanded.add((right(found), known))
        return found

    def _reduce(self, t: Term) -> Theorem | None:
        """Powers of brackets, roots, sines; exp of a logarithm; terms that stand beside a bracket [i = j]."""
        parts: list[Theorem] = []
        for m in monomials(t):
            for f in factors(m):
                step = self.powers.reduced(f)
                if step is not None and right(step) is not f:
                    parts.append(step)
        if parts:
            return self.inside(t, parts)
        moved = [self.then(s) for m in monomials(t) if (s := self._under_brackets(m)) is not None]
        return self.inside(t, moved) if moved else None

    def _under_brackets(self, m: Term) -> Theorem | None:
        """[i = j] f(i) = [i = j] f(j), the later index replaced by the earlier one."""
        for guard in factors(m):
            if guard.op != "iverson" or guard.args[0].op != "eq":
                continue
            a, b = guard.args[0].args
            rest = mul(*(f for f in factors(m) if f is not guard))
            if a.op not in ("index", "element") or not occurs(a, rest) or occurs(a, b):
                continue
            moved = leibniz(self.kernel, rest, a, b)
            if right(moved) is moved.concl.args[0]:
                continue
            back, forth = self.ring(m), self.ring(moved.concl.args[0])
            if right(back) is not right(forth):
                continue
            return self.chain(back, self.kernel("sym", forth), moved)
        return None

    # --- what is nonzero or positive ---

    def positive(self, x: Term) -> Theorem | None:
        return self.facts.sign(x, "lt")

    def shown_or_assumed(self, x: Term, rel: str) -> Theorem:
        """The sign, proved or else assumed: whoever asks stands at a place where x must have it for the term to be defined."""
        shown = self.facts.sign(x, rel)
        if shown is None:
            self.assumed = True
            shown = self.kernel("assume", says(x, rel))
        return shown

    def learn_nonzero(self, x: Term, rel: str = "ne") -> None:
        """x stands under a fraction bar (or a root): its factors are nonzero (positive), also in normal form."""
        if (x, rel) in self.under_bars:
            return
        self.under_bars.add((x, rel))
        theorem, normal = self.shown_or_assumed(x, rel), self.of(x)
        if rel == "ne" and self.positive(right(normal)) is None:
            theorem = self.positive(x) or theorem  # the normal form shows less of it
        content = self.split(right(normal))
        theorem = self.kernel("rewrite", theorem, *changed(normal))
        theorem = self.kernel("rewrite", theorem, *changed(content))
        if rel == "lt":
            self.learn_primitive(self.kernel("rewrite", theorem, *changed(self.ring(theorem.concl.args[1]))))
        self.learn_factors(theorem)

    def learn_primitive(self, theorem: Theorem) -> None:
        """0 < x |- 0 < p and -p != 0, for x = c m p with 0 < c and a monomial m of positive factors"""
        kernel, x = self.kernel, theorem.concl.args[1]
        ring = Ring(*self.known_signs())
        poly = ring.of(x)
        if len(poly) < 2:
            return
        c, m, primitive = ring.content(poly)
        if len(primitive) == 1:
            return
        size = c if c > 0 else -c
        outer = [num(quotient(1, size)), *(power(a, -e) for a, e in m)]
        shown = [self.positive(f) for f in outer]
        if not all(shown):
            return
        product = mul(x, *outer)
        worked = self.ring(product)
        above = kernel("rewrite", kernel("sign", product, "lt", theorem, *shown), worked)
        self.nonzero[right(worked)] = above
        self.facts.add(above)
        turned = self.ring(mul(num(-1), right(worked)))
        below = kernel("sign", turned.concl.args[0], "ne", kernel("sign", num(-1), "ne"), kernel("sign", right(worked), "ne", above))
        self.nonzero.setdefault(right(turned), kernel("rewrite", below, turned))

    def learn_factors(self, theorem: Theorem) -> None:
        if theorem.concl.op == "ne":
            self.facts.add(theorem)
        x = theorem.concl.args[0] if theorem.concl.op == "ne" else theorem.concl.args[1]
        if theorem.concl.op == "lt":
            for part in factors(x):
                base = part.args[0] if part.op == "pow" and part.args[1].op == "num" else part
                shown = theorem if base is x else self.positive(base)
                if shown is not None and base.op not in ("num", "exp"):
                    self.nonzero[base] = shown
                    self.facts.add(shown)
            shown = self.facts.sign(x, "ne")
            if x.op == "mul" and shown is not None:
                self.learn_factors(shown)
            return
        match x:
            case Term("mul", args):
                for n in range(len(args)):
                    self.learn_factors(self.kernel("factor", num(n), theorem))
            case Term("pow", (base, Term("num", _, n) as exponent)) if n:
                self.learn_factors(self.kernel("axiom", "nonzero-base", base, exponent, theorem, self.kernel("sign", exponent, "ne")))
            case Term("num" | "exp", _):
                pass
            case _:
                self.nonzero.setdefault(x, self.positive(x) or self.above(theorem) or theorem)

    def above(self, theorem: Theorem) -> Theorem | None:
        """x != 0 |- 0 < x, for a sum that is shown not to be negative"""
        x = theorem.concl.args[0]
        below = self.facts.sign(x, "le") if x.op == "sum" else None
        if below is None:
            return None
        shown = self.kernel("axiom", "strict", ZERO, x, below, self.kernel("sym", theorem))
        self.facts.add(shown)
        return shown

    def split(self, t: Term) -> Theorem:
        """|- t = c m p, the content of the polynomial apart from its primitive part"""
        ring = Ring(*self.known_signs())
        poly = ring.of(t)
        if not poly:
            return self.unchanged(t)
        c, m, primitive = ring.content(poly)
        parts = [num(c)] if c != 1 else []
        parts += [f if e == 1 else power(f, e) for f, e in m]
        parts += [poly_term(primitive)] if len(primitive) > 1 or not parts else []
        product = mul(*parts)
        if product is t or len(primitive) == 1:
            return self.unchanged(t)
        here, there = self.ring(t), self.ring(product)
        if right(here) is not right(there):
            return self.unchanged(t)
        return self.chain(here, self.kernel("sym", there))

    def together(self, t: Term) -> Theorem:
        """|- t = c m p / d, over the common denominator d of its terms"""
        found = self.fractions.get((t, len(self.nonzero)))
        if found is None:
            found = self.fractions[t, len(self.nonzero)] = self._together(t)
        return found

    def _together(self, t: Term) -> Theorem:
        ring = Ring(*self.known_signs())
        poly, deepest = ring.of(t), dict[Term, Rational]()
        for a, e in (f for m in poly for f in m):
            if a.op == "add" and e < deepest.get(a, 0):
                deepest[a] = e
        if t.op != "add" or not deepest:
            return self.split(t)
        for a, e in deepest.items():
            poly = ring.times(poly, {((a, -e),): 1})
        numerator, denominator = right(self.ring(poly_term(poly))), [power(a, e) for a, e in deepest.items()]
        split = self.split(numerator)
        over = mul(numerator, *denominator)
        fraction = self.kernel("clear", t, over, *(self.nonzero[a] for a in deepest if a in self.nonzero))
        return self.chain(fraction, self.inside(over, [split]), self.flat(mul(right(split), *denominator)))

    def flat(self, t: Term) -> Theorem:
        """|- a product of products = the product of all factors, each base once"""
        number, exponents = num(1), dict[Term, Rational]()
        for f in (f for a in factors(t) for f in factors(a)):
            base, e = (f.args[0], f.args[1].tag) if f.op == "pow" and f.args[1].op == "num" else (f, 1)
            if f.op == "num":
                number = f
            else:
                exponents[base] = exponents.get(base, 0) + e
        powers = [base if e == 1 else power(base, e) for base, e in exponents.items() if e]
        whole = mul(*([] if number is ONE and powers else [number]), *powers)
        gone = [self.nonzero[base] for base, e in exponents.items() if base in self.nonzero and e == 0]
        return self.kernel("clear", t, whole, *gone) if whole is not t else self.unchanged(t)

    def cancelling(self, *terms: Term) -> list[Theorem]:
        """What is known to be nonzero and speaks of nothing but what these terms speak of: other premises would bring other indices."""
        atoms = frozenset().union(*(t.atoms for t in terms))
        return [theorem for a, theorem in self.nonzero.items() if a.atoms <= atoms]

    def known_signs(self) -> tuple[frozenset[Term], frozenset[Term]]:
        positive = frozenset(a for a, t in self.nonzero.items() if t.concl.op == "lt")
        return frozenset(self.nonzero), positive

    # --- products ---

    def _product(self, t: Term) -> Theorem:
        """A product of positive factors is exp of a sum; any other is an atom with a normal body."""
        over, _ = t.args
        positive = self.facts.condition(Term("forall", (over, Term("lt", (ZERO, t.args[1])))))
        if positive is not None:
            return self.then(self.kernel("axiom", "product-of-positive", *t.args, positive))
        variable, body = open_binder(t, t.atoms | self.kernel.fixed, "_")
        return self.kernel("congruence", "prod", variable, over, self.of(body))

    # --- functions, brackets, entries ---

    def _function(self, t: Term) -> Theorem:
        if t.op in DEFINED_BY and not self.opaque:
            return self.then(self.kernel("axiom", DEFINED_BY[t.op], t.args[0]))
        (x,) = t.args
        for (wanted, name) in BY_SIGN.get(t.op, ()):
            c = wanted(ZERO, x) if wanted else (lt if t.op == "sign" else le)(x, ZERO)
            shown = self.facts.condition(c)
            if shown is not None:
                return self.then(self.kernel("axiom", name, x, shown))
        inner = self.inside(t, [self.of(x)])
        if t.op in ("abs", "relu") and right(inner).op == t.op:
            return self.chain(inner, self.powers.factored(right(inner)))
        return inner

    def _bracket(self, t: Term) -> Theorem:
        (c,) = t.args
        match c.op:
            case "and":
                return self.then(opened(self.kernel, t))
            case "ne" | "le":
                known = self.facts.find(c)
                return truth(self.kernel, known) if known else self.then(opened(self.kernel, t))
            case "eq" | "lt":
                return self._relation(t)
        return self.unchanged(t)

    def _relation(self, t: Term) -> Theorem:
        inner = self.inside(t, [self.of(a) for a in t.args[0].args])
        t = right(inner)
        (c,) = t.args
        left, other = c.args
        if c.op == "eq" and left is other:
            return self.chain(inner, truth(self.kernel, self.unchanged(left)))
        indexed = left.op in ("index", "element") or is_integer(left)
        known = self.facts.condition(c, 1) if not indexed or c.op == "lt" else self.facts.find(c)
        if known is not None:
            return self.chain(inner, truth(self.kernel, known))
        refuted = self.facts.refuted(c)
        if refuted is not None:
            return self.chain(inner, falsity(self.kernel, refuted))
        if c.op == "eq" and left.op == other.op == "element":
            same = self._injective(t, left, other)
            if same is not None:
                return self.then(self.chain(inner, same))
        if c.op == "eq" and not _oriented(left, other):
            return self.chain(inner, swapped(self.kernel, t))
        return inner

    def _injective(self, t: Term, left: Term, other: Term) -> Theorem | None:
        """[w_r = w_s] = [r = s], where w_r != w_s is known for r != s"""
        if left.tag != other.tag or len(left.args) != 1:
            return None
        r, s = left.args[0], other.args[0]
        apart = self.kernel("assume", ne(r, s))
        different = self.facts.extended([apart]).different(left, other)
        if different is None:
            return None
        together = self.kernel("assume", eq(r, s))
        one = truth(self.kernel, self.unchanged(other))
        equal = self.chain(self.kernel("replace", t, together), one)
        if right(equal) is not ONE:
            return None
        when_equal = self.chain(equal, self.kernel("sym", truth(self.kernel, together)))
        when_apart = self.chain(falsity(self.kernel, different), self.kernel("sym", falsity(self.kernel, apart)))
        return self.kernel("cases", eq(r, s), when_equal, when_apart)

    def _entry(self, t: Term) -> Theorem:
        parts = self.inside(t, [self.of(a) for a in t.args])
        t = right(parts)
        if t.op in ("index", "element"):
            for c, theorem in self.facts.known.items():
                if c.op == "eq" and c.args[0] is t and _oriented(t, c.args[1]):
                    return self.chain(parts, self.then(theorem))
        return parts

    def _card(self, t: Term) -> Theorem:
        """|low..high| = high - low + 1 where that is not negative."""
        (over,) = t.args
        if over.op != "range":
            return self.unchanged(t)
        low, high = over.args
        shown = self.facts.condition(le(low, _plus_one(high)))
        if shown is None:
            return self.unchanged(t)
        return self.then(self.kernel("axiom", "count-range", over, shown))


def is_equation(c: Term, left: Collection[str] = (*REWRITTEN, "add")) -> bool:
    """An equation between reals (for all indices), its left side an entry of a variable, a sum, or what adds up several."""
    while c.op == "forall":
        c = c.args[1]
    return c.op == "eq" and c.args[0].op in left and not is_integer(c.args[0])


def _plus_one(t: Term) -> Term:
    return add(t, ONE)


def guarded_products(t: Term) -> Iterator[Term]:
    """The products with a bracket that an arithmetic term is made of."""
    if t.op == "mul" and any(a.op == "iverson" for a in all_factors(t)):
        yield t
    elif t.op in ("add", "mul", "exp", "pow"):
        for a in t.args:
            yield from guarded_products(a)


def _skeleton(t: Term, atoms: dict[Term, None], denominators: dict[Term, None]) -> None:
    """The maximal parts of an arithmetic term that are not arithmetic, and its powers with negative or broken exponents."""
    match t:
        case Term("add" | "mul" | "exp", args):
            for a in args:
                _skeleton(a, atoms, denominators)
        case Term("pow", (base, Term("num", _, n))):
            _skeleton(base, atoms, denominators)
            if n < 0:
                denominators[t] = None
        case Term("num"):
            pass
        case _:
            atoms[t] = None


def _oriented(left: Term, other: Term) -> bool:
    """Whether a bracket [left = other] (or a fact) replaces left by other: elements first, then passing indices, then keys."""
    def rank(t: Term) -> tuple[int, bytes]:
        passing = t.op == "index" and t.tag[0].startswith("_")
        return (3 if t.op == "element" else 2 if passing else 1 if t.op == "index" else 0, t.key)

    if occurs(left, other) or occurs(other, left):
        return occurs(other, left)
    return rank(left) > rank(other)
