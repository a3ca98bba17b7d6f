"""The normal form: an indexed sum of products over interned atoms, with a proof for every step.

Comes in: terms without defined names and derivatives, and facts. Goes out: theorems `t = normal form of t`. Sums split into connected
components, brackets [i = j] contract, logarithms of products spread, exp of sums are products. Everything true goes through the
kernel; what this file decides is only which rule to try next.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.proving.brackets import leibniz
from derive.proving.chaining import right
from derive.proving.denominators import Fractions
from derive.proving.diagonal_facts import as_diagonal, diagonal_symbols
from derive.proving.equations import Equations
from derive.proving.facts import Facts
from derive.proving.kernel import Kernel
from derive.proving.kinks import absorbed
from derive.proving.logarithms import LogNormal
from derive.proving.matrices import MatrixNormal
from derive.proving.nonzero import Nonzero
from derive.proving.powers import PowerNormal
from derive.proving.products import ProductNormal
from derive.proving.relations import BracketNormal, oriented
from derive.proving.sums import SumNormal
from derive.proving.theorem import Theorem
from derive.proving.values import FewValues
from derive.terms.parts import factors, monomials, occurs
from derive.terms.polynomial import OutOfFuel
from derive.terms.term import (
    HALF,
    ONE,
    ZERO,
    Term,
    add,
    le,
    lt,
    mul,
)
from derive.theory.calculus import all_factors

DEFINED_BY = {"sigma": "sigma-definition", "tanh": "tanh-definition", "sinh": "sinh-definition", "cosh": "cosh-definition",
              "tan": "tan-definition"}  # fmt: skip
ARITHMETIC = frozenset({"num", "add", "mul", "pow", "exp"})  # what is not an atom of a polynomial
SIGNLESS = frozenset({"num", "add", "mul", "exp", "sum", "real", "element", "index", "bound", "set", "range"})
BY_SIGN = {
    "abs": ((le, "abs-nonnegative"), (None, "abs-nonpositive")),
    "relu": ((le, "relu-positive"), (None, "relu-negative")),
    "sign": ((lt, "sign-positive"), (None, "sign-negative")),
}


class Normaliser:
    """Normal forms under one set of facts. `fuel` counts visited terms; running out raises OutOfFuel. opaque: functions that are defined
    by others stay as they are; replacing: where a fact says what all entries of a variable are, this stands for them everywhere."""

    def __init__(self, kernel: Kernel, facts: Facts, fuel: int = 20_000, opaque: bool = False, replacing: bool = False) -> None:
        self.opaque, self.replacing = opaque, replacing
        self.kernel, self.facts, self.fuel = kernel, facts, fuel
        self.memo: dict[Term, Theorem] = {}
        self.same: dict[Term, Theorem] = {}
        self.signless: dict[Term, bool] = {}
        self.nonzero = Nonzero(self)
        self.polynomials: dict[tuple[Term, tuple[Theorem, ...]], Theorem] = {}
        self.expanded: set[tuple[Term, tuple[Theorem, ...]]] = set()
        self.fractions = Fractions(self)
        self.sums = SumNormal(self)
        self.logarithms = LogNormal(self)
        self.powers = PowerNormal(self)
        self.matrices = MatrixNormal(self)
        self.brackets = BracketNormal(self)
        self.products = ProductNormal(self)
        self.few = FewValues(self)
        self.cleared = 0
        self.multiplied: frozenset[tuple[Term, int]] = frozenset()
        self.equations = Equations(self)
        self.diagonal = diagonal_symbols(facts)

    def of(self, t: Term) -> Theorem:
        """|- t = its normal form."""
        found = self.memo.get(t)
        if found is None:
            self.fuel -= 1
            if self.fuel < 0:
                raise OutOfFuel
            found = self.memo[t] = self.equations.used_on(self._normal(t))
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
                return self.products.of(t)
            case "log":
                return self.logarithms.of(t)
            case "iverson":
                return self.brackets.of(t)
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
            found = self.same[t] = self.kernel.apply("refl", (t,), ())
        return found

    def chain(self, *theorems: Theorem) -> Theorem:
        """a = b, b = c, ... |- a = last; steps that change nothing are left out."""
        real = [t for t in theorems if t.concl.args[0] is not t.concl.args[1]]
        if not real:
            return theorems[0]
        result = real[0]
        for t in real[1:]:
            result = self.kernel.apply("trans", (), (result, t))
        return result

    def then(self, theorem: Theorem) -> Theorem:
        """a = b |- a = normal form of b"""
        return self.chain(theorem, self.of(right(theorem)))

    def inside(self, t: Term, parts: list[Theorem]) -> Theorem:
        """|- t = t with the left sides of the parts replaced"""
        changing = [p for p in parts if p.concl.args[0] is not p.concl.args[1]]
        return self.kernel.apply("replace", (t,), tuple(changing)) if changing else self.unchanged(t)

    # --- arithmetic ---

    def by_arithmetic(self, t: Term) -> Theorem:
        atoms: dict[Term, None] = {}
        denominators: dict[Term, None] = {}
        roots: dict[Term, None] = {}
        _skeleton(t, atoms, denominators, roots)
        if any(a.op in ("iverson", "pow") for a in atoms) and (without := self._without_void(t)):
            return self.then(self.inside(t, without))  # before what stands beside the bracket is asked for its signs
        if opened := [s for r in roots if r is not t and (s := self.powers.square_of_root(*r.args)) is not None]:
            return self.then(self.inside(t, opened))  # before the root is worked out, and no longer shows that it is of no negative number
        inner = self.inside(t, [self.of(a) for a in atoms])
        for d in denominators:
            self.nonzero.learn(d.args[0], "ne" if d.args[1].tag.denominator == 1 else "lt")
        return self.chain(inner, self.arithmetic(right(inner)))

    def _without_void(self, t: Term) -> list[Theorem]:
        """|- a product with a bracket that is 0 = 0, for each such product"""
        void = {m: z for m in guarded_products(t) for a in all_factors(m) if a.op == "iverson" and right(z := self.of(a)) is ZERO}
        return [self.chain(x := self.inside(m, [z]), self.kernel("ring", right(x))) for m, z in void.items()]

    def arithmetic(self, t: Term) -> Theorem:
        """|- t = its polynomial, with what is known to be nonzero cancelled and powers of roots and brackets reduced."""
        theorem = self.ring(t)
        for _ in range(8):
            reduced = self.reduced(right(theorem))
            if reduced is None:
                break
            theorem = self.chain(theorem, reduced, self.ring(right(reduced)))
        return theorem

    def ring(self, t: Term) -> Theorem:
        """|- t = its polynomial; what is known to be nonzero of its atoms may be cancelled."""
        if t.op not in ARITHMETIC:
            return self.unchanged(t)
        known = tuple(self.nonzero.cancelling(t))
        found = self.polynomials.get((t, known))
        if found is None:
            done = (t, known) in self.expanded
            found = self.polynomials[t, known] = self.unchanged(t) if done else self.kernel.apply("ring", (t,), known)
            self.expanded.add((right(found), known))
        return found

    def reduced(self, t: Term) -> Theorem | None:
        """Powers of brackets, roots, sines; exp of a logarithm; terms that stand beside a bracket [i = j]."""
        parts: list[Theorem] = []
        bracketed: dict[Term, None] = {}
        for m in monomials(t):
            for f in factors(m):
                if f.op == "pow" or f.op == "exp":
                    step = self.powers.reduced(f)
                    if step is not None and right(step) is not f:
                        parts.append(step)
                elif f.op == "iverson":
                    bracketed[m] = None
        if parts:
            return self.inside(t, parts)
        moved = [self.then(s) for m in bracketed if (s := self._under_brackets(m) or absorbed(self, m)) is not None]
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

    # --- functions, brackets, entries ---

    def _function(self, t: Term) -> Theorem:
        if t.op in DEFINED_BY and not self.opaque:
            return self.then(self.kernel("axiom", DEFINED_BY[t.op], t.args[0]))
        (x,) = t.args
        for wanted, name in BY_SIGN.get(t.op, ()):
            c = wanted(ZERO, x) if wanted else (lt if t.op == "sign" else le)(x, ZERO)
            shown = self.facts.condition(c)
            if shown is not None:
                return self.then(self.kernel("axiom", name, x, shown))
        inner = self.inside(t, [self.of(x)])
        if t.op in BY_SIGN and right(inner) is not t:
            return self.then(inner)  # of the normal form more signs are known
        if t.op in ("abs", "relu") and right(inner).op == t.op:
            return self.chain(inner, self.powers.factored(right(inner)))
        return inner

    def _entry(self, t: Term) -> Theorem:
        parts = self.inside(t, [self.of(a) for a in t.args])
        t = right(parts)
        if t.op == "real" and t.tag in self.diagonal:
            found = as_diagonal(self, t, self.diagonal[t.tag])
            return parts if found is None else self.chain(parts, self.then(found))
        if t.op in ("index", "element"):
            for c, theorem in self.facts.known.items():
                if c.op == "eq" and c.args[0] is t and oriented(t, c.args[1]):
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


def _plus_one(t: Term) -> Term:
    return add(t, ONE)


def guarded_products(t: Term) -> Iterator[Term]:
    """The products with a bracket that an arithmetic term is made of."""
    if t.op == "mul" and any(a.op == "iverson" for a in all_factors(t)):
        yield t
    elif t.op in ("add", "mul", "exp", "pow"):
        for a in t.args:
            yield from guarded_products(a)


def _skeleton(t: Term, atoms: dict[Term, None], denominators: dict[Term, None], roots: dict[Term, None]) -> None:
    """The maximal parts of an arithmetic term that are not arithmetic, its powers with negative exponents, and its powers of roots."""
    match t:
        case Term("add" | "mul" | "exp", args):
            for a in args:
                _skeleton(a, atoms, denominators, roots)
        case Term("pow", (base, Term("num", _, n))):
            _skeleton(base, atoms, denominators, roots)
            if base.op == "pow" and base.args[1] is HALF:
                roots[t] = None
            if n < 0:
                denominators[t] = None
        case Term("num"):
            pass
        case _:
            atoms[t] = None
