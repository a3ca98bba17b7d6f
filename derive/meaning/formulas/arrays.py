"""Arrays of symbolic shape: their axes, which way a vector stands, and the products between them.

Comes in: entries as terms. Goes out: values, each with the index sets of its axes and its entry under one binder for each axis.
Different size symbols are different sizes: what does not fit raises IllTyped with both shapes. Knows nothing of syntax.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

from derive.terms.term import (
    ONE,
    ZERO,
    Term,
    abstract,
    add,
    bind,
    fn,
    index,
    instantiate,
    mul,
    neg,
    power,
)


class IllTyped(Exception):
    """A formula, or a part of it, has no meaning of one shape; the message names the shapes."""


class Unsized(IllTyped):
    """The size of an I or of a vector of ones is told by nothing here: of some size there is a meaning."""


@dataclass(frozen=True, slots=True)
class Value:
    """An array: axes (index sets), body (its entry; axis k is bound k), row (a vector that lies down).

    literal marks numbers that broadcast, identity the letter I and ones the vector **1** before their size is known; grid is then the
    coefficient of **1 1**^T that is added to a multiple of I; of and wrt mark a derivative of, or by, a defined name, so that the chain
    rule contracts the axes of that name.
    """

    axes: tuple[Term, ...]
    body: Term
    row: bool = False
    literal: bool = False
    identity: bool = False
    ones: bool = False
    grid: Term | None = None
    of: str | None = None
    wrt: str | None = None
    wrt_axes: int = 0

    def entry(self, *indices: Term) -> Term:
        return instantiate(self.body, indices)

    @property
    def rank(self) -> int:
        return len(self.axes)


from derive.meaning.formulas import unsized  # noqa: E402 (it needs Value)

_numbers = count()


def fresh(axes: tuple[Term, ...], avoid: Term | None = None) -> tuple[Term, ...]:
    """Passing indices over the axes. Their names never reach a finished value: they are bound at once."""
    return tuple(index(f"_{k}", over) for k, over in enumerate(axes, start=1000 + 10 * (next(_numbers) % 1000)))


def build(axes: tuple[Term, ...], entry: Callable[..., Term], row: bool = False) -> Value:
    """The array with these axes whose entry at indices is entry(*indices)."""
    indices = fresh(axes)
    return Value(axes, abstract(entry(*indices), indices), row)


def scalar(term: Term, literal: bool = False) -> Value:
    return Value((), term, literal=literal)


def set_name(over: Term) -> str:
    """How a set is written in a message: its name, `d` for 1..d, `-m..m` for other ranges."""
    match over:
        case Term("set", _, name):
            return str(name)
        case Term("range", (low, high)):
            top = integer_text(high)
            return top if low is ONE else f"{integer_text(low)}..{top}"
        case Term("filter", (inner, _)):
            return f"part of {set_name(inner)}"
    return "?"


def integer_text(t: Term) -> str:
    match t:
        case Term("num", _, value):
            return str(value)
        case Term("real", _, symbol):
            return str(symbol.name)
        case Term("index", _, (name, _)):
            return str(name)
        case Term("mul", (Term("num", _, value), rest)) if value == -1:
            return "-" + integer_text(rest)
        case Term("add", args):
            return "+".join(map(integer_text, args)).replace("+-", "-")
        case Term("mul", args):
            return " ".join(map(integer_text, args))
    return "?"


def shape_text(v: Value) -> str:
    """`a scalar`, `a vector in R^d`, `a row in R^d`, `a V x d matrix`, `a d x V x d array`."""
    sizes = [set_name(s) for s in v.axes]
    sizes = [f"|{s}|" if a.op == "set" else s for s, a in zip(sizes, v.axes, strict=True)]
    if v.rank == 0:
        return "a scalar"
    if v.rank == 1:
        return f"a {'row' if v.row else 'vector'} in R^{sizes[0]}"
    return f"a {' x '.join(sizes)} {'matrix' if v.rank == 2 else 'array'}"


def elementwise(function: Callable[[Term], Term], v: Value) -> Value:
    if v.identity:
        raise IllTyped("the entries of a matrix whose size nothing tells; write its size, as in `I_n`")
    return replace(v, body=function(v.body), literal=v.literal, of=None, wrt=None)


def broadcast(v: Value, like: Value) -> Value:
    """A literal number (or I) in the shape of the other side."""
    if v.ones and like.rank == 1:
        return Value(like.axes, v.body, like.row if not v.row else True)
    if v.identity and like.rank == 2 and (like.axes[0] is like.axes[1] or v.body is ZERO):
        return unsized.sized(v, like.axes)
    if v.literal and not v.identity and not v.ones:
        return replace(v, axes=like.axes, row=like.row)
    return v


def settled(*values: Value) -> None:
    """Raises IllTyped where the size of an I or of a vector of ones is still open: its one entry is not the array."""
    for v in values:
        if v.identity or v.ones:
            what = "I" if v.identity else "a vector of ones"
            raise IllTyped(f"the size of {what} is told by nothing here; write it, as in `I_n` and `\\mathbf{{1}}_n`")


def same_shape(left: Value, right: Value) -> bool:
    return left.axes == right.axes and (left.row == right.row or left.rank != 1)


def plus(left: Value, right: Value) -> Value:
    """Sum of two arrays of one shape; a literal number broadcasts."""
    if left.axes != right.axes:
        left, right = broadcast(left, right), broadcast(right, left)
    if not left.rank and (left.identity or right.identity or left.ones or right.ones):
        return unsized.plus(left, right)
    if not same_shape(left, right):
        raise IllTyped(f"{shape_text(left)} and {shape_text(right)} cannot be added")
    return Value(left.axes, add(left.body, right.body), left.row, left.literal and right.literal)


def negative(v: Value) -> Value:
    return replace(v, body=neg(v.body), grid=None if v.grid is None else neg(v.grid))


def transpose(v: Value) -> Value:
    if v.ones:
        return replace(v, row=not v.row)
    if v.rank == 0 or v.identity:
        return v
    if v.rank == 1:
        return replace(v, row=not v.row)
    if v.rank == 2:
        return build((v.axes[1], v.axes[0]), lambda i, j: v.entry(j, i))
    raise IllTyped(f"the transpose of {shape_text(v)}")


def contract(left: Value, right: Value, axes: int = 1) -> Value:
    """The last axes of the left array summed against the first axes of the right one."""
    shared = left.axes[left.rank - axes :]
    if shared != right.axes[:axes]:
        raise IllTyped(f"the product of {shape_text(left)} and {shape_text(right)}")
    outer = left.axes[: left.rank - axes]
    inner = right.axes[axes:]
    indices = fresh((*outer, *inner, *shared))
    first, last = indices[: len(outer)], indices[len(outer) : len(outer) + len(inner)]
    summed = indices[len(outer) + len(inner) :]
    body = mul(left.entry(*first, *summed), right.entry(*summed, *last))
    for i in reversed(summed):
        body = bind("sum", i, body)
    return Value((*outer, *inner), abstract(body, (*first, *last)))


def times(left: Value, right: Value, dot: bool = False) -> Value:
    """The product that juxtaposition means: scalars scale, matrices multiply, a row times a column is a number, a column times a
    row the outer product; the derivative by a name times a derivative of that name contracts the axes of the name."""
    if left.wrt is not None and left.wrt == right.of and left.wrt_axes:
        product = contract(left, right, left.wrt_axes)
        return replace(product, of=left.of, wrt=right.wrt, wrt_axes=right.wrt_axes)
    if left.ones or right.ones:
        return unsized.with_ones(left, right)
    if left.identity or right.identity:
        return unsized.with_identity(left, right)
    if left.rank == 0 or right.rank == 0:
        array = right if left.rank == 0 else left
        return Value(array.axes, mul(left.body, right.body), array.row, left.literal and right.literal)
    match (left.rank, right.rank):
        case (1, 1) if left.row and not right.row:
            return contract(left, right)
        case (1, 1) if right.row and not left.row:
            return build((left.axes[0], right.axes[0]), lambda i, j: mul(left.entry(i), right.entry(j)))
        case (1, 1) if dot and left.row == right.row:
            return contract(left, right)
        case (2, 2):
            return contract(left, right)
        case (2, 1) if not right.row:
            return contract(left, right)
        case (1, 2) if left.row:
            return replace(contract(left, right), row=True)
        case (1, n) if left.row and n > 2:
            return contract(left, right)  # a row of partial derivatives times the derivatives of an array by a matrix
    raise IllTyped(f"the product of {shape_text(left)} and {shape_text(right)}")


def hadamard(left: Value, right: Value) -> Value:
    """Elementwise product of two arrays of one shape."""
    if left.rank == 0 and right.rank == 0:
        return times(left, right)
    if not same_shape(left, right):
        raise IllTyped(f"the elementwise product of {shape_text(left)} and {shape_text(right)}")
    return Value(left.axes, mul(left.body, right.body), left.row)


def divide(left: Value, right: Value) -> Value:
    if right.rank and left.axes == right.axes and left.row == right.row:
        return hadamard(left, elementwise(lambda t: power(t, -1), right))  # an array over one of its shape: entry by entry
    if right.rank:
        raise IllTyped(f"division by {shape_text(right)}")
    if right.identity or right.ones:
        raise IllTyped(f"division by {'a matrix' if right.identity else 'a vector of ones'}")
    if left.identity or left.ones:
        return times(left, Value((), power(right.body, -1), literal=right.literal))
    inverse = power(right.body, -1)
    body = inverse if left.literal and left.body is ONE else mul(left.body, inverse)
    return Value(left.axes, body, left.row, left.literal and right.literal)


def softmax(v: Value) -> Value:
    """softmax(z)_i = exp z_i / sum_j exp z_j (Bridle 1990)."""
    if v.rank != 1:
        raise IllTyped(f"softmax of {shape_text(v)}")
    (j,) = fresh(v.axes)
    total = bind("sum", j, fn("exp", v.entry(j)))
    return build(v.axes, lambda i: mul(fn("exp", v.entry(i)), power(total, -1)), v.row)
