"""The value of a term at a model, in any arithmetic.

Comes in: definitions, a model, an arithmetic. Goes out: an array (or a dual, under a derivative) for each term: nan where it
is undefined, conditions as 1, 0 and nan. Derivatives are forward-mode duals: nothing is differentiated symbolically. Every
subterm is computed once for each way its bound indices stand. Knows nothing of proofs, facts or how the model was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from math import perm

import numpy as np

from derive.evaluating.arithmetic import Arithmetic, Array, Floats, TooLarge, Unsupported
from derive.evaluating.dual import Calculus, Dual, Value, primal
from derive.evaluating.matrices import Matrices
from derive.evaluating.model import Model
from derive.evaluating.places import OUTSIDE, Context, Opened, Places, Scope, integral
from derive.evaluating.reduction import Reduction, joined
from derive.terms.term import FUNCTIONS, Symbol, Term
from derive.theory.calculus import all_factors

PLAIN = Context()
ORDER = 6  # of a derivative: nested duals double with each


class Evaluator(Places):
    """axes: free indices that take all their values, the k-th along array axis -(k+2)."""

    def __init__(self, definitions: Mapping[Symbol, Term], model: Model, numbers: Arithmetic, axes: tuple[Term, ...] = ()) -> None:
        super().__init__(model, axes)
        self.root = Scope((), len(axes) + 1, PLAIN)
        self.definitions = definitions
        self.numbers = numbers
        self.calculus = Calculus(numbers)
        self.reduction = Reduction(self.calculus)
        self.matrices = Matrices(self.calculus)
        self._memo: dict[tuple[Term, tuple[int, ...], Context], Value] = {}
        self._reach: dict[Term, frozenset[Symbol]] = {}
        self._entries: dict[Symbol, Array] = {}
        self._inverses: dict[tuple[Term, tuple[int, ...], Context], tuple[Value, int]] = {}

    def evaluate(self, term: Term) -> Array:
        """The values of a term or condition about the free indices. Raises Unsupported, TooLarge."""
        try:
            with np.errstate(all="ignore"):
                return primal(self.value(term, self.root))
        except RecursionError:
            raise TooLarge("the term is nested too deeply") from None

    def value(self, term: Term, scope: Scope) -> Value:
        if scope.context is not PLAIN and scope.context.symbols.isdisjoint(self.reach(term)):
            scope = Scope(scope.env, scope.depth, PLAIN)
        key = (term, tuple(map(id, scope.env[: term.loose])), scope.context)
        found = self._memo.get(key)
        if found is None:
            rule = RULES.get(term.op)
            if rule is None:
                raise Unsupported(term.op)
            found = self._memo[key] = rule(self, term, scope)
        return found

    def truth(self, condition: Term, scope: Scope) -> Value:
        return self.value(condition, scope)

    def joined(self, first: Value | None, second: Value) -> Value:
        return second if first is None else joined(self.calculus, first, second)

    def reach(self, term: Term) -> frozenset[Symbol]:
        """The symbols that the term depends on, through definitions."""
        found = self._reach.get(term)
        if found is None:
            found = frozenset(a for a in term.atoms if isinstance(a, Symbol))
            for s in found:
                if s in self.definitions:
                    found |= self.reach(self.definitions[s])
            self._reach[term] = found
        return found


def _number(e: Evaluator, term: Term, scope: Scope) -> Value:
    return e.numbers.literal(term.tag)


def _integer(e: Evaluator, term: Term, scope: Scope) -> Value:
    return e.numbers.integers(e.integer(term, scope))


def _entry(e: Evaluator, term: Term, scope: Scope) -> Value:
    """An entry of a variable, a replaced name or a defined one; its change is 1 where a derivative looks at it."""
    symbol, context = term.tag, scope.context
    if symbol.sort == "integer":
        return _integer(e, term, scope)
    indices = tuple(e.integer(a, scope) for a in term.args)
    if symbol in context.bindings:
        body, outer = context.bindings[symbol]
        value = e.value(body, Scope((*indices, *outer.env), scope.depth, outer.context))
    elif symbol in e.definitions:
        return e.value(e.definitions[symbol], Scope(indices, scope.depth, context))
    else:
        value = _looked_up(e, symbol, indices)
    for seed, place, level in context.seeds:
        if seed == symbol:
            here = reduce(np.logical_and, (i == j for i, j in zip(indices, place, strict=True)), np.asarray(True))
            value = Dual(level, value, e.calculus.from_truth(here.astype(np.float64)), here)
    return value


def _looked_up(e: Evaluator, symbol: Symbol, indices: tuple[Array, ...]) -> Value:
    if symbol not in e.model.reals:
        raise Unsupported(f"{symbol.name}, which has neither a value nor a definition")
    table = e.model.reals[symbol]
    few = not isinstance(e.numbers, Floats) and 4 * np.broadcast(*indices, e.samples).size < table.values.size
    if few and symbol not in e._entries:  # a large table of which one entry is wanted
        found, outside = e.gather(table.values, table.offsets, list(indices))
        found = e.numbers.entries(found, found)
    else:
        if symbol not in e._entries:
            e._entries[symbol] = e.numbers.entries(table.values, table.floats)
        found, outside = e.gather(e._entries[symbol], table.offsets, list(indices))
    return found if outside is None else e.calculus.choose(outside, e.calculus.nan, found)


def _add(e: Evaluator, term: Term, scope: Scope) -> Value:
    values = [e.value(a, scope) for a in term.args]
    return reduce(e.calculus.add, values) if values else e.calculus.zero


def _mul(e: Evaluator, term: Term, scope: Scope) -> Value:
    """A product; what stands beside a bracket that is 0 needs no value (Iverson's convention)."""
    factors = all_factors(term)
    brackets = [a for a in factors if a.op == "iverson"]
    values = [e.value(a, scope) for a in factors if a.op != "iverson"]
    product = reduce(e.calculus.mul, values) if values else e.calculus.one
    for bracket in brackets:
        void = primal(e.value(bracket.args[0], scope)) == 0
        product = e.calculus.mul(e.value(bracket, scope), e.calculus.choose(void, e.calculus.zero, product))
    return product


def _pow(e: Evaluator, term: Term, scope: Scope) -> Value:
    base, exponent = term.args
    if exponent.op == "num":
        return e.calculus.power(e.value(base, scope), exponent.tag)
    return e.calculus.raised(e.value(base, scope), e.value(exponent, scope))


def _function(e: Evaluator, term: Term, scope: Scope) -> Value:
    return e.calculus.apply(term.op, e.value(term.args[0], scope))


def _call(e: Evaluator, term: Term, scope: Scope) -> Value:
    """An unknown function is a polynomial in a model: its coefficients by the powers of its arguments, by Horner's rule."""
    function, orders = term.tag
    arguments = [e.value(a, scope) for a in term.args]

    def horner(powers: tuple[int, ...]) -> Value:
        if len(powers) == len(orders):
            return _looked_up(e, function, tuple(np.full(1, p) for p in powers))
        order, low_high = orders[len(powers)], e.spread(function.axes[len(powers)])
        x = arguments[len(powers)]
        found = e.calculus.mul(e.calculus.zero, x)  # where the argument is undefined the value is
        for p in range(sum(low_high) - 1, order - 1, -1):
            found = e.calculus.add(e.calculus.mul(found, x), e.calculus.scale(perm(p, order), horner((*powers, p))))
        return found

    return horner(())


def _over(e: Evaluator, term: Term, scope: Scope) -> tuple[Opened, Value | None]:
    """The opened set, and the body on it unless it is empty."""
    opened = e.lay(term.args[0], scope)
    return opened, e.value(term.args[1], scope.under(opened.values)) if opened.length else None


def _sum(e: Evaluator, term: Term, scope: Scope) -> Value:
    opened, body = _over(e, term, scope)
    return e.calculus.zero if body is None else e.reduction.sum(body, opened)


def _prod(e: Evaluator, term: Term, scope: Scope) -> Value:
    opened, body = _over(e, term, scope)
    return e.calculus.one if body is None else e.reduction.product(body, opened)


def _max(e: Evaluator, term: Term, scope: Scope) -> Value:
    opened, body = _over(e, term, scope)
    return e.calculus.nan if body is None else e.reduction.largest(body, opened)


def _min(e: Evaluator, term: Term, scope: Scope) -> Value:
    opened, body = _over(e, term, scope)
    if body is None:
        return e.calculus.nan
    return e.calculus.scale(-1, e.reduction.largest(e.calculus.scale(-1, body), opened))


def _iverson(e: Evaluator, term: Term, scope: Scope) -> Value:
    return e.calculus.from_truth(e.value(term.args[0], scope))


def _relation(e: Evaluator, term: Term, scope: Scope) -> Value:
    left, right = term.args
    if not (integral(left) and integral(right)):
        return e.calculus.compare(term.op, e.value(left, scope), e.value(right, scope))
    a, b = e.integer(left, scope), e.integer(right, scope)
    truth = np.asarray(INTEGER_RELATIONS[term.op](a, b), dtype=np.float64)
    lost = (a == OUTSIDE) | (b == OUTSIDE)
    return np.where(lost, np.nan, truth) if lost.any() else truth


def _and(e: Evaluator, term: Term, scope: Scope) -> Value:
    truth: Value = np.asarray(1.0)
    for condition in term.args:
        truth = e.joined(truth, e.value(condition, scope))
    return truth


def _forall(e: Evaluator, term: Term, scope: Scope) -> Value:
    opened, body = _over(e, term, scope)
    return np.asarray(1.0) if body is None else e.reduction.every(body, opened)


def _pi(e: Evaluator, term: Term, scope: Scope) -> Value:
    return e.numbers.pi()


def _matrix(e: Evaluator, term: Term, scope: Scope) -> tuple[Value, int]:
    """The matrix that the node is about, in matrix form, and its first row."""
    if term.args[0].op == "filter":
        raise Unsupported("a matrix over a part of a set")
    columns = e.lay(term.args[0], scope)
    rows = e.lay(term.args[0], Scope(scope.env, scope.depth + 1, scope.context))
    if not rows.length:
        return np.broadcast_to(e.calculus.one, (1, 0, 0)), 0
    inside = Scope((rows.values, columns.values, *scope.env), scope.depth + 2, scope.context)
    return e.matrices.laid(e.value(term.args[1], inside), rows, columns), int(rows.values.flat[0])


def _determinant(e: Evaluator, term: Term, scope: Scope) -> Value:
    return e.matrices.determinant(_matrix(e, term, scope)[0])


def _inverse(e: Evaluator, term: Term, scope: Scope) -> Value:
    """The whole inverse is computed once for all of its entries."""
    over, body, *entry = term.args
    whole = Term("inv", (over, body))
    key = (whole, tuple(map(id, scope.env[: whole.loose])), scope.context)
    if key not in e._inverses:
        matrix, low = _matrix(e, term, scope)
        e._inverses[key] = e.matrices.inverse(matrix), low
    inverse, low = e._inverses[key]
    row, column = (e.integer(i, scope) for i in entry)
    found = e.matrices.entry(inverse, low, row, column)
    if over.op == "set":
        return found
    first, last = (e.integer(a, scope) for a in over.args)
    lost = (row < first) | (row > last) | (column < first) | (column > last)
    return e.calculus.choose(lost, e.calculus.nan, found) if lost.any() else found


def _derivative(e: Evaluator, term: Term, scope: Scope) -> Value:
    body, *indices = term.args
    symbol, outer = term.tag, scope.context
    if symbol.sort not in ("real", "defined") or (symbol in e.definitions and symbol not in outer.bindings):
        raise Unsupported(f"D by {symbol.name}, which is not a variable")
    level = outer.level + 1
    if level > ORDER:
        raise TooLarge(f"a derivative of order {level}; at most {ORDER} are evaluated")
    entry = tuple(e.integer(i, scope) for i in indices)
    seed = (symbol, entry, level)
    context = Context((*outer.seeds, seed), outer.bindings, level, outer.symbols | {symbol})
    value = e.value(body, Scope(scope.env, scope.depth, context))
    undefined = e.numbers.undefined(primal(value)) | _outside(e, symbol, entry)
    change = value.eps if isinstance(value, Dual) and value.level == level else e.calculus.zero
    return e.calculus.choose(undefined, e.calculus.nan, change) if undefined.any() else change


def _outside(e: Evaluator, symbol: Symbol, entry: tuple[Array, ...]) -> Array:
    """Where there is no such entry to differentiate by."""
    wrong = np.zeros(1, dtype=bool)
    for axis, place in zip(symbol.axes, entry, strict=True):
        low, length = e.spread(axis)
        wrong = wrong | (place < low) | (place >= low + length)
    return wrong


def _at(e: Evaluator, term: Term, scope: Scope) -> Value:
    """Derivatives outside see the variable's value only; those inside see it as a variable."""
    symbol, outer = term.tag, scope.context
    seeds = tuple(s for s in outer.seeds if s[0] != symbol)
    bindings = {**outer.bindings, symbol: (term.args[0], scope)}
    context = Context(seeds, bindings, outer.level, outer.symbols | {symbol})
    return e.value(term.args[1], Scope(scope.env, scope.depth, context))


INTEGER_RELATIONS: dict[str, Callable[[Array, Array], Array]] = {
    "eq": np.equal, "ne": np.not_equal, "lt": np.less, "le": np.less_equal,
}  # fmt: skip

RULES: dict[str, Callable[[Evaluator, Term, Scope], Value]] = {
    "num": _number, "index": _integer, "bound": _integer, "element": _integer, "card": _integer,
    "real": _entry, "defined": _entry, "add": _add, "mul": _mul, "pow": _pow, "sum": _sum, "prod": _prod,
    "pi": _pi, "call": _call, "inv": _inverse, "det": _determinant,
    "max": _max, "min": _min, "iverson": _iverson, "D": _derivative, "at": _at, "and": _and, "forall": _forall,
    **dict.fromkeys(FUNCTIONS, _function), **dict.fromkeys(INTEGER_RELATIONS, _relation),
}  # fmt: skip
