"""Normal forms of powers and roots, and of absolute values and relu of products.

Comes in: terms `pow`, `abs`, `relu` with normal parts. Goes out: theorems that they equal something plainer. What is not arithmetic needs a
sign, which the facts show.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derive.proving.brackets import once
from derive.proving.chaining import right
from derive.proving.theorem import Theorem
from derive.proving.whole_powers import WholePowers
from derive.terms.parts import factors
from derive.terms.term import HALF, MINUS_ONE, Term, is_integer, mul, power

if TYPE_CHECKING:
    from derive.proving.normal import Normaliser


class PowerNormal:
    """The part of the normaliser that knows powers."""

    def __init__(self, normal: Normaliser) -> None:
        self.normal, self.kernel, self.facts = normal, normal.kernel, normal.facts
        self.whole = WholePowers(normal)

    def of(self, t: Term) -> Theorem:
        """A literal exponent is arithmetic (an even power of a root apart); b ** e with any other is exp(e log b) where b > 0."""
        base, exponent = t.args
        if exponent.op == "num":
            square = self.square_of_root(base, exponent) or self._root_of_difference(base, exponent)
            return self.normal.then(square) if square is not None else self.normal.by_arithmetic(t)
        parts = self.normal.inside(t, [self.normal.of(base), self.normal.of(exponent)])
        if right(parts) is not t and right(parts).args[1].op == "num":
            return self.normal.then(parts)
        if is_integer(exponent) and self.normal.nonzero.positive(base) is None:
            return self.normal.chain(parts, self.whole.of(*right(parts).args))
        return self.normal.then(self.kernel("axiom", "power-exp", base, exponent, self.normal.nonzero.shown_or_assumed(base, "lt")))

    def square_of_root(self, base: Term, exponent: Term) -> Theorem | None:
        """(b ** (1/2)) ** 2 = b, while the root still shows that 0 <= b"""
        if exponent.tag != 2 or base.op != "pow" or base.args[1] is not HALF:
            return None
        shown = self.facts.sign(base.args[0], "le")
        return self.kernel("axiom", "square-of-root", base.args[0], shown) if shown else None

    def _root_of_difference(self, base: Term, exponent: Term) -> Theorem | None:
        """((a - b) ** 2) ** (1/2) = |a - b|, while the root still shows the square"""
        match base:
            case Term("pow", (Term("add") as b, Term("num", _, n))) if n == 2 and exponent is HALF:
                return self.kernel("axiom", "root-of-square", b)
        return None

    def reduced(self, f: Term) -> Theorem | None:
        """|- a power among the factors of a monomial = what is plainer; None where nothing is."""
        if f.op not in ("pow", "exp"):
            return None
        match f:
            case Term("pow", (Term("real") as x, Term("num", _, n))):
                return self.normal.few.lowered(x, n)
            case Term("pow", (Term("pow", (base, exponent)), Term("num", _, n) as k)) if base is MINUS_ONE and n.denominator == 1:
                return self.whole.of_minus_one(exponent, k)
            case Term("pow", (Term("iverson") as b, Term("num", _, n))) if n >= 1 and n.denominator == 1:
                return once(self.kernel, b, n)
            case Term("pow", (Term("pow", (base, half)), Term("num", _, n))) if half.op == "num" and half.tag == Fraction(1, 2):
                root = self.reduced(f.args[0])
                return self.normal.inside(f, [root]) if root is not None else self._root_power(base, n, f)
            case Term("pow", (Term("pow", (x, Term("num", _, n))), Term("num", _, half))) if half == HALF.tag and n % 2 == 0:
                return self._root_of_square(f, x, n)
            case Term("pow", (Term("add") as x, Term("num", _, half))) if half == HALF.tag:
                fraction = self.normal.inside(f, [self.normal.fractions.together(x)])
                parts = factors(right(fraction).args[0])
                found = self._root_of_product(right(fraction), parts) if len(parts) > 1 else None
                return self.normal.chain(fraction, found) if found is not None else None
            case Term("pow", (Term("add") as x, Term("num"))):  # 1 / (1 + exp(log b))
                inner = self.normal.reduced(x)
                return self.normal.inside(f, [inner]) if inner is not None else None
            case Term("pow", (Term("mul" | "pow" as op, args), Term("num", _, half))) if half == HALF.tag:
                return self._root_of_product(f, args if op == "mul" else squares(*args))
            case Term("exp", (Term("log", (x,)),)):
                positive = self.normal.nonzero.positive(x)
                return self.kernel("axiom", "exp-log", x, positive) if positive else None
            case Term("pow", (Term("exp", (Term("log", (x,)),)), Term("num"))):
                positive = self.normal.nonzero.positive(x)
                return self.normal.inside(f, [self.kernel("axiom", "exp-log", x, positive)]) if positive else None
            case Term("pow", (Term("sin", (x,)), Term("num", _, n))) if n >= 2 and n.denominator == 1:
                square = self.kernel("axiom", "sine-square", x)
                spread = self.kernel("ring", mul(power(power(f.args[0], 2), n // 2), *([f.args[0]] if n % 2 else [])))
                replaced = self.normal.inside(spread.concl.args[0], [square])
                return self.normal.chain(self.kernel("sym", spread), replaced) if right(spread) is f else None
        return None

    def _root_of_square(self, f: Term, x: Term, n: Fraction) -> Theorem:
        """(x ** n) ** (1/2) = |x ** (n/2)|, for an even n"""
        root = power(x, Fraction(n) / 2) if n != 2 else x
        squared = self.kernel("ring", power(root, 2))
        opened = self.normal.inside(f, [self.kernel("sym", squared)]) if right(squared) is f.args[0] and n != 2 else self.kernel("refl", f)
        return self.normal.then(self.normal.chain(opened, self.kernel("axiom", "root-of-square", root)))

    def _root_of_product(self, f: Term, parts: tuple[Term, ...]) -> Theorem | None:
        """(x y) ** (1/2) = x ** (1/2) y ** (1/2), where neither is negative"""
        for x in parts:
            rest = mul(*(p for p in parts if p is not x))
            shown = self.facts.sign(x, "le"), self.facts.sign(rest, "le")
            if all(shown):
                inside = self.normal.inside(f, [self.normal.sums.same(f.args[0], mul(x, rest))])
                return self.normal.then(self.normal.chain(inside, self.kernel("axiom", "root-of-product", x, rest, *shown)))
        return None

    def _root_power(self, base: Term, n: Fraction, f: Term) -> Theorem | None:
        if n.denominator != 1 or n < 2:
            return None
        shown = self.facts.sign(base, "le")
        if shown is None:
            return None
        square = self.kernel("axiom", "square-of-root", base, shown)
        root = f.args[0]
        split = mul(power(power(root, 2), n // 2), *([root] if n % 2 else []))
        spread = self.kernel("ring", split)
        if right(spread) is not f:
            return None
        return self.normal.chain(self.kernel("sym", spread), self.normal.inside(split, [square]))

    def factored(self, t: Term) -> Theorem:
        """|x y| = |x| |y|, and relu(c x) = c relu(x) for 0 <= c"""
        (x,) = t.args
        if t.op == "abs" and x.op == "pow" and x.args[1] is MINUS_ONE:
            return self.normal.then(self.kernel("axiom", "abs-inverse", x.args[0]))
        split = self.normal.fractions.content(x)
        parts = factors(right(split))
        if x.op == "pow":
            parts = squares(*x.args)
        outer = next((f for f in parts if t.op == "abs" or self.facts.sign(f, "le") is not None), None)
        if len(parts) < 2 or outer is None:
            return self.kernel("refl", t)
        rest = mul(*(f for f in parts if f is not outer))
        paired = self.normal.chain(split, self.normal.sums.same(right(split), mul(outer, rest)))
        apart = self.kernel("axiom", "abs-product" if t.op == "abs" else "relu-multiple", outer, rest,
                            *([] if t.op == "abs" else [self.facts.sign(outer, "le")]))  # fmt: skip
        return self.normal.then(self.normal.chain(self.normal.inside(t, [paired]), apart))


def squares(base: Term, exponent: Term) -> tuple[Term, ...]:
    """An even power and the base, whose product is this odd power; nothing for other powers."""
    n = exponent.tag if is_integer(exponent) and exponent.op == "num" else 0
    return (power(base, n - 1), base) if n > 2 and n % 2 else ()
