"""What an implementation returns against the formulas that it is said to compute.

Comes in: an item of an Implementation block, its function, the Given. Goes out: a `Result` for each formula: shapes, largest error, the
model and the entry where it is. Formulas are evaluated by `evaluating`, gradients also numerically; items that are called stable are
compared with exact arithmetic at values of some thousands and millions. Knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import numpy as np

from derive.evaluating.arithmetic import Array, Floats, TooLarge, Unsupported
from derive.evaluating.evaluator import Evaluator
from derive.evaluating.model import Model
from derive.evaluating.places import Places
from derive.evaluating.problem import Problem, pose
from derive.implementing.blocks import Argument, Formula, Item
from derive.implementing.comparing import Result, errors, worst
from derive.implementing.drawing import batches, large, sizes_text
from derive.implementing.loading import CannotRun, function_of
from derive.implementing.numerical import in_balls, numerical, order
from derive.terms.claim import Given
from derive.terms.term import ONE, Term, base_set, bind, eq, iverson, set_of, substitute

LARGE_SAMPLES = 2
LARGE_FRAMES = 2


@dataclass(frozen=True, slots=True)
class Batch:
    """Models of one choice of sizes; exact: values are too large for floats."""

    sizes: str
    model: Model
    exact: bool


def compare_item(item: Item, module: ModuleType, given: Given, models: int) -> list[Result]:
    """One result for each formula. Raises CannotRun where the formulas have no numbers at all."""
    function = function_of(module, item.function, item.where)
    callables = {a.text: function_of(module, a.text.partition(".")[2], item.where) for a in item.arguments if a.kind == "function"}
    results = [Result(item.function, f.latex, "formula") for f in item.formulas]
    spoken: list[Formula | Argument] = [*item.formulas, *item.arguments]
    try:
        problem = pose(given, (), tuple(map(closed, spoken)))
        item = merged(item, problem)
        for batch in drawn(problem, models, item.stable):
            Comparison(item, function, callables, problem, results).run(batch)
    except (Unsupported, TooLarge, RecursionError) as why:
        raise CannotRun(f"{item.where}: {item.call} cannot be compared: {why}") from None
    return [r.close() for r in results]


def closed(what: Formula | Argument) -> Term:
    """Something that speaks of all that the entry speaks of, but not of the indices of its axes: they are not drawn."""
    body = iverson(eq(what.entry, what.entry)) if what.entry is not None else ONE
    for axis in what.axes:
        body = bind("sum", axis, body)
    return body


def merged(item: Item, problem: Problem) -> Item:
    """The item with indices that the Given makes one."""
    if not problem.merged:
        return item
    formulas = tuple(replace(f, entry=substitute(f.entry, problem.merged)) for f in item.formulas)
    arguments = tuple(replace(a, entry=substitute(a.entry, problem.merged)) if a.entry is not None else a for a in item.arguments)
    return replace(item, formulas=formulas, arguments=arguments)


def drawn(problem: Problem, models: int, stable: bool) -> list[Batch]:
    found = list(batches(problem, models, fixed=True))
    ordinary = [Batch(sizes_text(frame), f.model, False) for frame, f in found]
    if not stable:
        return ordinary
    scaled = ((frame, large(problem, f, LARGE_SAMPLES if frame.row else 8)) for frame, f in found[:LARGE_FRAMES])
    return ordinary + [Batch(f"{sizes_text(frame)}, large values", f.model, True) for frame, f in scaled if f is not None]


@dataclass(frozen=True, slots=True)
class Comparison:
    item: Item
    function: Callable[..., Any]
    callables: dict[str, Callable[..., Any]]
    problem: Problem
    results: list[Result]

    def run(self, batch: Batch) -> None:
        """Call the function once for each model, and compare what it returns."""
        model = batch.model
        columns = [self.column(a, model) for a in self.item.arguments]
        calls = [[c[k] for c in columns] for k in range(model.count)]
        returned = [self.call(arguments) for arguments in calls]
        for number, (formula, result) in enumerate(zip(self.item.formulas, self.results, strict=True)):
            result.models += model.count
            expected = self.expected(formula, batch, result)
            for k, arguments in enumerate(calls):
                value = returned[k] if isinstance(returned[k], str) else returned[k][number]
                self.compare(result, formula, batch.sizes, [e[..., k] for e in expected], value, arguments)

    def expected(self, formula: Formula, batch: Batch, result: Result) -> list[Array]:
        """The formula's values; of a gradient also with numerical derivatives."""
        definitions, model = self.problem.definitions, batch.model
        deep = order(formula.entry, definitions) > 0
        result.gradients = int(deep)
        if batch.exact:
            plain = in_balls(definitions, formula.entry, model, formula.axes)
            doubles = [numerical(definitions, formula.entry, model, formula.axes, exact=True)] if deep else []
        else:
            plain = Evaluator(definitions, model, Floats(), formula.axes).evaluate(formula.entry)
            doubles = [numerical(definitions, formula.entry, model, formula.axes)] if deep else []
        return [laid(v, formula.axes, model) for v in (plain, *doubles)]

    def column(self, argument: Argument, model: Model) -> Sequence[Any]:
        """The argument at each model."""
        if argument.kind == "function":
            return [self.callables[argument.text]] * model.count
        assert argument.entry is not None
        places = Places(model, argument.axes)
        if argument.kind == "index" or set_of(argument.entry) is not None:
            values = laid(places.integer(argument.entry, places.root), argument.axes, model) - lowest(argument.entry, model)
        else:
            evaluator = Evaluator(self.problem.definitions, model, Floats(), argument.axes)
            values = laid(evaluator.evaluate(argument.entry), argument.axes, model)
        if not argument.axes:
            return values.tolist()  # type: ignore[no-any-return]
        if argument.condition is None:
            return [values[..., k].copy() for k in range(model.count)]
        kept = Evaluator(self.problem.definitions, model, Floats(), argument.axes).evaluate(argument.condition)
        mask = laid(kept, argument.axes, model) == 1
        return [values[mask[:, k], k] for k in range(model.count)]

    def call(self, arguments: list[Any]) -> str | tuple[Any, ...]:
        """What the function returns, one value for each formula; a sentence where it does not."""
        copies = [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]
        wanted = len(self.item.formulas)
        try:
            with np.errstate(all="ignore"):
                found = self.function(*copies)
        except Exception as why:
            return f"raises {type(why).__name__}: {why}"
        if wanted == 1 and not (isinstance(found, tuple) and len(found) == 1):
            return (found,)
        if not isinstance(found, tuple | list) or len(found) != wanted:
            return f"returns {len(found) if isinstance(found, tuple | list) else 1} values for {wanted} formulas"
        return tuple(found)

    def compare(self, result: Result, formula: Formula, sizes: str, expected: list[Array], value: Any, arguments: list[Any]) -> None:
        """One returned value against the formula, and against its numerical double."""

        def values() -> tuple[tuple[str, str], ...]:
            return tuple((a.text, shown(v)) for a, v in zip(self.item.arguments, arguments, strict=True) if a.kind != "function")

        try:
            found = np.asarray(value, dtype=np.float64) if not isinstance(value, str) else None
        except (TypeError, ValueError):
            found, value = None, "returns something that is no array of real numbers"
        if found is None or found.shape != expected[0].shape:
            problem = value if found is None else f"shape {found.shape} where the formula has {expected[0].shape}"
            result.reason = result.reason or f"{problem}"
            result.note(sizes, float("inf"), lambda: f"{sizes}: {problem}", values)
            return
        for right, name in zip(expected, ("formula", "numerical derivative"), strict=False):
            at = worst(errors(right[..., None], found[..., None]))
            if at is None:
                continue
            cell, error = at[0][:-1], at[1]
            entry = f", entry [{', '.join(map(str, cell))}]" if cell else ""
            pair = ("implementation", f"{float(found[cell]):.12g}"), (name, f"{float(right[cell]):.12g}")
            result.note(sizes, error, lambda entry=entry: f"{sizes}{entry}", lambda pair=pair: (*pair, *values()))  # type: ignore[misc]


def laid(values: Array, axes: tuple[Term, ...], model: Model) -> Array:
    """Values of an evaluator with these axes as an array over them in their order, then over the models."""
    places = Places(model)
    spans = tuple(places.spread(a.tag[1])[1] for a in axes)
    shape = (*reversed(spans), model.count)
    extra = values.ndim - len(shape)
    full = np.broadcast_to(values.reshape(values.shape[extra:]) if extra > 0 else values, shape)
    return full.transpose((*range(len(axes) - 1, -1, -1), len(axes)))


def lowest(entry: Term, model: Model) -> int:
    """The first element of the set that an index lies in: Python counts from 0."""
    over = set_of(entry)
    return 0 if over is None else Places(model).spread(base_set(over))[0]


def shown(value: Any) -> str:
    """An argument in one line, shortened."""
    if isinstance(value, np.ndarray):
        return " ".join(np.array2string(value, precision=12, separator=", ", threshold=60).split())
    return f"{value:.12g}" if isinstance(value, float) else str(value)
