"""Expectations of polynomials in random variables of which only moments are known.

Comes in: the declared moments and a term. Goes out: the term with its expectation taken: E is linear, goes under finite sums, and what
is left are moments of order one and two. Everything else raises NotSupported and names what is not declared. Knows nothing of syntax.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derive.meaning.names.scope import NotSupported
from derive.terms.term import Symbol, Term, abstract, add, eq, instantiate, iverson, mul, open_binder, power

LARGEST = 400


@dataclass(frozen=True, slots=True)
class Moments:
    """What is declared of a variable, each under one binder for every axis of it (twice as many for `covariance` and `product`):
    E[x_i], Var(x_i), E[x_i^2], Cov(x_i, x_j), E[x_i x_j]; None: not declared."""

    mean: Term | None = None
    variance: Term | None = None
    square: Term | None = None
    covariance: Term | None = None
    product: Term | None = None


@dataclass(slots=True)
class Expectation:
    """alone: variables whose entries are independent of each other; apart: pairs of variables that are independent."""

    moments: Mapping[Symbol, Moments]
    alone: frozenset[Symbol]
    apart: frozenset[frozenset[Symbol]]
    fuel: int = field(default=LARGEST)

    def is_random(self, t: Term) -> bool:
        return any(s in t.atoms for s in self.moments)

    def of(self, t: Term) -> Term:
        """E[t], for t with its definitions unfolded. Raises NotSupported."""
        if not self.is_random(t):
            return t
        match t:
            case Term("add", args):
                return add(*map(self.of, args))
            case Term("mul" | "pow" | "sum" | "real"):
                return self.of_product([t])
        raise NotSupported(f"the expectation of `{t.op}` of a random variable does not follow from the declared moments")

    def of_product(self, factors: list[Term]) -> Term:
        """E of a product: sums are multiplied out, what is not random comes to the front."""
        self.fuel -= 1
        if self.fuel < 0:
            raise NotSupported("an expectation with too many terms")
        fixed: list[Term] = []
        random: list[Term] = []
        waiting = factors[::-1]
        while waiting:
            t = waiting.pop()
            match t:
                case _ if not self.is_random(t):
                    fixed.append(t)
                case Term("mul", args):
                    waiting += args[::-1]
                case Term("pow", (base, Term("num", _, n))) if n.denominator == 1 and 1 <= n <= 4:
                    waiting += [base] * int(n)
                case Term("add", args):
                    return add(*(self.of_product([*fixed, *random, a, *waiting[::-1]]) for a in args))
                case Term("sum", (over, _)) if not self.is_random(over):
                    before, after = [*fixed, *random], waiting[::-1]
                    variable, body = open_binder(t, t.atoms.union(*(f.atoms for f in (*before, *after))))
                    return Term("sum", (over, abstract(self.of_product([*before, body, *after]), (variable,))))
                case Term("real"):
                    random.append(t)
                case _:
                    raise NotSupported(f"the expectation of `{t.op}` of a random variable does not follow from the declared moments")
        return mul(*fixed, self.moment(random)) if random else mul(*fixed)

    def moment(self, entries: list[Term]) -> Term:
        """E of a product of entries of random variables."""
        match entries:
            case [x]:
                return self.mean(x)
            case [x, y] if x.tag == y.tag:
                return self.second(x, y)
            case [x, y] if frozenset((x.tag, y.tag)) in self.apart:
                return mul(self.mean(x), self.mean(y))
            case [x, y]:
                raise NotSupported(f"how `{x.tag.name}` and `{y.tag.name}` depend on each other is not declared; `independent` would do")
        names = ", ".join(sorted({f"`{x.tag.name}`" for x in entries}))
        raise NotSupported(f"a moment of order {len(entries)} of {names} is not declared; the first two may be used")

    def mean(self, x: Term) -> Term:
        found = self.moments[x.tag].mean
        if found is None:
            raise NotSupported(f"the mean of `{x.tag.name}` is not declared")
        return instantiate(found, x.args)

    def second(self, x: Term, y: Term) -> Term:
        """E[x_i x_j]."""
        known = self.moments[x.tag]
        same = x.args == y.args
        if known.product is not None:
            return instantiate(known.product, (*x.args, *y.args))
        if known.square is not None and same:
            return instantiate(known.square, x.args)
        if known.covariance is not None:
            return add(mul(self.mean(x), self.mean(y)), instantiate(known.covariance, (*x.args, *y.args)))
        spread = self.spread(x)
        if same:
            return add(power(self.mean(x), 2), spread)
        if x.tag not in self.alone:
            name = x.tag.name
            raise NotSupported(f"how the entries of `{name}` depend on each other is not declared; `independent` or `Cov({name})` would do")
        equal = [iverson(eq(i, j)) for i, j in zip(x.args, y.args, strict=True) if i is not j]
        return add(mul(self.mean(x), self.mean(y)), mul(*equal, spread))

    def spread(self, x: Term) -> Term:
        known = self.moments[x.tag]
        if known.variance is not None:
            return instantiate(known.variance, x.args)
        if known.square is not None and known.mean is not None:
            return add(instantiate(known.square, x.args), mul(power(self.mean(x), 2), Term("num", (), -1)))
        raise NotSupported(f"the variance of `{x.tag.name}` is not declared")
