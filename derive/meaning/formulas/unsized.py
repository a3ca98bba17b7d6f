"""I, **1** and **1 1**^T before anything tells their size.

Comes in: values of which one is a multiple of I, of **1**, or a sum of multiples of I and **1 1**^T. Goes out: the same, or an array of the
size that the other one has. What has no size yet but needs one raises IllTyped. Knows nothing of syntax.
"""

from __future__ import annotations

from dataclasses import replace

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Unsized, Value
from derive.terms.term import ZERO, Term, add, bind, eq, iverson, mul

NO_SIZE = "a vector of ones whose size nothing tells; write its size, as in `\\mathbf{1}_n`"


def grid(v: Value) -> Term:
    return ZERO if v.grid is None else v.grid


def sized(v: Value, axes: tuple[Term, ...]) -> Value:
    """The multiple of I plus that of **1 1**^T over these axes."""
    return arrays.build(axes, lambda i, j: _entry(v, i, j))


def _entry(v: Value, row: Term, column: Term) -> Term:
    diagonal = mul(v.body, iverson(eq(row, column))) if v.body is not ZERO else None
    if v.grid is None:
        return ZERO if diagonal is None else diagonal
    return v.grid if diagonal is None else add(diagonal, v.grid)


def plus(left: Value, right: Value) -> Value:
    """I + I, and **1** + **1**; a number is not added to an I of unknown size."""
    if left.identity and right.identity:
        whole = None if left.grid is None and right.grid is None else add(grid(left), grid(right))
        return replace(left, body=add(left.body, right.body), grid=whole)
    if left.ones and right.ones and left.row == right.row:
        return replace(left, body=add(left.body, right.body))
    what = "I and a number" if left.identity or right.identity else "a vector of ones and a number"
    raise IllTyped(f"{what} cannot be added before their size is known")


def with_identity(left: Value, right: Value) -> Value:
    """(aI + b **1 1**^T) times a number, a vector or a matrix, from either side."""
    first = left.identity
    pending, other = (left, right) if first else (right, left)
    if other.identity:
        if pending.grid is not None and other.grid is not None:
            raise IllTyped(NO_SIZE)
        cross = add(mul(pending.body, grid(other)), mul(grid(pending), other.body))
        whole = None if pending.grid is None and other.grid is None else cross
        return replace(pending, body=mul(left.body, right.body), grid=whole)
    if other.rank == 0:
        return replace(pending, body=mul(left.body, right.body), grid=None if pending.grid is None else mul(pending.grid, other.body))
    scaled = Value(other.axes, mul(pending.body, other.body), other.row)
    if pending.grid is None:
        return scaled
    if other.rank > 2 or (other.rank == 1 and other.row == first):
        raise IllTyped(f"the product of a square matrix and {arrays.shape_text(other)}")
    coefficient = pending.grid

    def entry(*place: Term) -> Term:
        axis = 0 if first else other.rank - 1
        (k,) = arrays.fresh((other.axes[axis],))
        summed = tuple(k if n == axis else i for n, i in enumerate(place))
        return add(scaled.entry(*place), mul(coefficient, bind("sum", k, other.entry(*summed))))

    return arrays.build(other.axes, entry, other.row)


def with_ones(left: Value, right: Value) -> Value:
    """The vector of ones takes its size from what it meets: 1^T x and A 1 are sums; 1 1^T waits for a size."""
    ones, other = (left, right) if left.ones else (right, left)
    if left.ones and right.ones:
        if left.row or not right.row:
            raise Unsized(NO_SIZE)
        return Value((), ZERO, literal=True, identity=True, grid=mul(left.body, right.body))
    if other.rank == 0 and not other.identity:
        return replace(ones, body=mul(left.body, right.body))
    if other.identity and other.grid is None:
        return replace(ones, body=mul(left.body, right.body))
    if left.ones and left.row and not right.identity:
        return arrays.times(Value(right.axes[:1], left.body, row=True), right)
    if right.ones and not right.row and not left.identity and (left.rank == 2 or left.row):
        return arrays.times(left, Value(left.axes[-1:], right.body))
    raise IllTyped(NO_SIZE)
