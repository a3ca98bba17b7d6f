"""A second opinion: SymPy objects made by `to_sympy`, expanded at small sizes into explicit numbers by code of its own.

Comes in: SymPy expressions, the definitions as SymPy expressions, sizes, and a rational number for each entry. Goes out: numbers that
SymPy has exactly (1/2, exp(1/3), ...). Sums are written out, derivatives are taken by SymPy's own `diff` by the explicit symbol of an
entry, while all other entries are numbers already. It shares nothing with `derive.evaluating`, `derive.proving` and `derive.theory`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import sympy

from derive.restating.to_sympy import to_sympy
from derive.terms.term import Symbol, Term, index, instantiate

SHARED = {"sigma": lambda x: 1 / (1 + sympy.exp(-x)), "relu": lambda x: sympy.Piecewise((x, x > 0), (0, True))}


@dataclass(frozen=True)
class World:
    """sizes by name (`|V|`, `d`, `m`), maps by name; numbers are drawn as they are asked for."""

    sizes: Mapping[str, int]
    definitions: Mapping[tuple[str, int], tuple[tuple[Any, ...], Any]]
    maps: Mapping[str, Mapping[tuple[int, ...], int]]
    random: Random
    free: Mapping[str, Any] = field(default_factory=dict)
    numbers: dict[tuple[str, tuple[int, ...]], Any] = field(default_factory=dict)

    def number(self, name: str, place: tuple[int, ...]) -> Any:
        found = self.numbers.get((name, place))
        if found is None:
            found = self.numbers[name, place] = sympy.Rational(self.random.choice([-3, -2, -1, 1, 2, 3, 4]), self.random.choice([2, 3, 5]))
        return found

    def expand(self, e: Any, **at: int) -> Any:
        """At these values of the free indices."""
        free = {name: sympy.Integer(n) for name, n in at.items()}
        return Expansion(replace(self, free=free), {}, {}).of(e, free)


def definitions(given: Mapping[Symbol, Term]) -> dict[tuple[str, int], tuple[tuple[Any, ...], Any]]:
    """name and rank -> (the indices of its axes, its value about them)."""
    found = {}
    for symbol, value in given.items():
        variables = tuple(index(f"_axis{k}", axis) for k, axis in enumerate(symbol.axes))
        found[symbol.name, len(symbol.axes)] = tuple(map(to_sympy, variables)), to_sympy(instantiate(value, variables))
    return found


@dataclass(frozen=True)
class Expansion:
    """live: entries that stay symbols, since a derivative looks at them; replaced: what `Subs` says of the entries of a name."""

    world: World
    live: Mapping[tuple[str, tuple[int, ...]], Any]
    replaced: Mapping[str, Any]
    known: dict[tuple[str, tuple[int, ...]], Any] = field(default_factory=dict)

    def of(self, e: Any, env: Mapping[str, Any]) -> Any:
        if isinstance(e, sympy.Idx):
            return env[e.label.name]
        if isinstance(e, sympy.Symbol):
            return env[e.name] if e.name in env else self.symbol(e.name)
        if isinstance(e, sympy.Indexed):
            return self.entry(e.base.label.name, tuple(int(self.of(i, env)) for i in e.indices))
        if isinstance(e, sympy.Sum | sympy.Product):
            return self.big(e, e.function, e.limits, env)
        if isinstance(e, sympy.Derivative):
            return self.derivative(e, env)
        if isinstance(e, sympy.Subs):
            return self.substituted(e, env)
        if isinstance(e, sympy.Piecewise):
            return next(self.of(value, env) for value, condition in e.args if self.of(condition, env))
        if e.func.__name__ in ("max", "min"):
            values = self.over(e, env)
            return (sympy.Max if e.func.__name__ == "max" else sympy.Min)(*values)
        if e.func.__name__ in ("det", "inv"):
            return self.matrix(e, env)
        if e.func.__name__ == "card":
            return sympy.Integer(self.size(e, env))
        args = [self.of(a, env) for a in e.args]
        if e.func.__name__ in SHARED:
            return SHARED[e.func.__name__](*args)
        return e.func(*args) if args else e

    def matrix(self, e: Any, env: Mapping[str, Any]) -> Any:
        body, limits, *place = e.args
        run = self.range(limits, env)
        row, column = (v.label.name for v in body.variables)
        cells = [{**env, row: sympy.Integer(i), column: sympy.Integer(j)} for i in run for j in run]
        made = sympy.Matrix(len(run), len(run), [self.of(body.expr, cell) for cell in cells])
        if not place:
            return made.det(method="berkowitz")
        i, j = (run.index(int(self.of(p, env))) for p in place)
        return made.cofactor(j, i, method="berkowitz") / made.det(method="berkowitz")

    def symbol(self, name: str) -> Any:
        if name in self.world.sizes:
            return sympy.Integer(self.world.sizes[name])
        return self.entry(name, ())

    def entry(self, name: str, place: tuple[int, ...]) -> Any:
        if name in self.replaced:
            return self.live[name, place] if (name, place) in self.live else self.replaced[name](place)
        if (name, len(place)) in self.world.definitions:
            if (name, place) not in self.known:
                variables, value = self.world.definitions[name, len(place)]
                env = {v.label.name: sympy.Integer(n) for v, n in zip(variables, place, strict=True)}
                self.known[name, place] = self.of(value, {**self.world.free, **env})
            return self.known[name, place]
        if name in self.world.maps and place in self.world.maps[name]:
            return sympy.Integer(self.world.maps[name][place])
        return self.live.get((name, place), None) or self.world.number(name, place)

    def range(self, limits: Any, env: Mapping[str, Any]) -> range:
        low, high = (int(self.of(a, env)) for a in limits)
        return range(low, high + 1)

    def big(self, e: Any, body: Any, limits: Any, env: Mapping[str, Any]) -> Any:
        if not limits:
            return self.of(body, env)
        *inner, (variable, *ends) = limits
        name = variable.label.name
        terms = [self.big(e, body, inner, {**env, name: sympy.Integer(n)}) for n in self.range(ends, env)]
        return (sympy.Add if isinstance(e, sympy.Sum) else sympy.Mul)(*terms)

    def over(self, e: Any, env: Mapping[str, Any]) -> list[Any]:
        body, limits, *condition = e.args
        (variable,) = body.variables
        found = []
        for n in self.range(limits, env):
            here = {**env, getattr(variable, "label", variable).name: sympy.Integer(n)}
            if not condition or self.of(condition[0].expr, here):
                found.append(self.of(body.expr, here))
        return found

    def size(self, e: Any, env: Mapping[str, Any]) -> int:
        over, *conditions = e.args
        if isinstance(over, sympy.Symbol):
            return self.world.sizes[f"|{over.name}|"]
        found = self.range(over, env)
        if not conditions:
            return len(found)
        (variable,) = conditions[0].variables
        name = getattr(variable, "label", variable).name
        return sum(bool(self.of(conditions[0].expr, {**env, name: sympy.Integer(n)})) for n in found)

    def derivative(self, e: Any, env: Mapping[str, Any]) -> Any:
        ((entry, times),) = e.variable_count
        indexed = isinstance(entry, sympy.Indexed)
        name = entry.base.label.name if indexed else entry.name
        place = tuple(int(self.of(i, env)) for i in entry.indices) if indexed else ()
        at = self.entry(name, place)
        explicit = sympy.Dummy("_".join(map(str, (name, *place))), real=True)
        body = replace(self, live={**self.live, (name, place): explicit}, known={}).of(e.expr, env)
        return sympy.diff(body, explicit, times).subs(explicit, at)

    def substituted(self, e: Any, env: Mapping[str, Any]) -> Any:
        (place,), (value,) = e.variables, e.point
        indexed = isinstance(place, sympy.Indexed)
        names = [i.label.name for i in place.indices] if indexed else []
        name = place.base.label.name if indexed else place.name

        def entry(at: tuple[int, ...]) -> Any:
            return self.of(value, {**env, **{n: sympy.Integer(k) for n, k in zip(names, at, strict=True)}})

        live = {key: explicit for key, explicit in self.live.items() if key[0] != name}  # another variable of that name
        return replace(self, live=live, replaced={**self.replaced, name: entry}, known={}).of(e.expr, env)
