"""Shapes that are not known yet, and what products, sums and derivatives say of them.

Comes in: unknown shapes, and constraints between them. Goes out: the same shapes, as far as the constraints settle them; what they leave
open is settled as people write: a capital letter is a matrix, what stands behind a row or a matrix is a column, what is left is a number.
Every shape is (rows, columns): a number is (1, 1), a vector (n, 1). Unification: Robinson (1965).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

STRICT, CAPITALS, COLUMNS, OUTER, NUMBERS = range(5)  # how much may be guessed


class Size:
    """The number of rows or columns: itself, or another one that it was found to equal. `name`: what it is called, if anything."""

    def __init__(self, name: str | None = None) -> None:
        self.name, self.same = name, self

    def root(self) -> Size:
        while self.same is not self:
            self.same = self.same.same
            self = self.same
        return self


ONE = Size("1")


def equate(a: Size, b: Size) -> None:
    """The two sizes are the same; two that have names of their own stay apart, and so do 1 and the size of an array."""
    a, b = a.root(), b.root()
    if a is b or ONE in (a, b) or (a.name is not None and b.name is not None):
        return
    if a.name is None:
        a.same = b
    else:
        b.same = a


class Shape:
    """The shape of an expression. `letter`: the name that stands there, if it is nothing but a name."""

    def __init__(self, rows: Size | None = None, columns: Size | None = None, letter: str = "") -> None:
        self.same = self
        self.dims = (rows, columns) if rows is not None and columns is not None else None
        self.letter = letter

    def root(self) -> Shape:
        while self.same is not self:
            self.same = self.same.same
            self = self.same
        return self

    @property
    def known(self) -> tuple[Size, Size] | None:
        dims = self.root().dims
        return None if dims is None else (dims[0].root(), dims[1].root())

    @property
    def is_number(self) -> bool:
        return self.known == (ONE, ONE)

    @property
    def capital(self) -> bool:
        return self.letter[:1].isupper()


def number() -> Shape:
    return Shape(ONE, ONE)


def column(size: Size | None = None) -> Shape:
    return Shape(size or Size(), ONE)


def matrix(rows: Size | None = None, columns: Size | None = None) -> Shape:
    return Shape(rows or Size(), columns or Size())


def same(a: Shape, b: Shape) -> None:
    """The two shapes are one; where they cannot be, the step is for others to judge."""
    a, b = a.root(), b.root()
    if a is b:
        return
    if a.dims is not None and b.dims is not None:
        for left, right in zip(a.dims, b.dims, strict=True):
            equate(left, right)
        return
    if a.dims is None:
        a, b = b, a
    b.same = a


Constraint = Callable[[int], bool]  # told how much may be guessed; whether nothing is left to say


def product(a: Shape, b: Shape, result: Shape) -> Constraint:
    def told(guess: int) -> bool:
        if a.is_number or b.is_number:
            same(result, b if a.is_number else a)
            return True
        left, right = a.known, b.known
        if left and right:
            equate(left[1], right[0])
            same(result, Shape(left[0], right[1]))
            return True
        if guess == CAPITALS and (a.capital or b.capital):
            for shape in (a, b):
                if shape.capital and not shape.known:
                    same(shape, matrix())
            return told(STRICT)
        if guess == COLUMNS and left and left[1] is not ONE and not right:
            same(b, column(left[1]))
            return told(STRICT)
        if guess == OUTER and right and right[0] is ONE and a.letter.isalpha() and a.letter.isascii():
            same(a, column())
            return told(STRICT)
        return False

    return told


def turned(a: Shape, result: Shape) -> Constraint:
    """The result is the transpose of a."""

    def told(guess: int) -> bool:
        if a.known is None and result.known is None and guess >= CAPITALS:
            same(a, matrix() if a.capital else column())
        for one, other in ((a, result), (result, a)):
            if (dims := one.known) is not None:
                same(other, Shape(dims[1], dims[0]))
                return True
        return False

    return told


def gradient(of: Shape, by: Shape, result: Shape) -> Constraint:
    """∂ of / ∂ by: a number by an array has the shape of the array, a vector by a vector their two sizes."""

    def told(guess: int) -> bool:
        if of.known is None and of.letter and guess >= CAPITALS:
            same(of, number())
        above, below = of.known, by.known
        if of.is_number or by.is_number:
            same(result, by if of.is_number else of)
            return True
        if above and below:
            if above[1] is ONE and below[1] is ONE:
                same(result, Shape(above[0], below[0]))
            return True
        return False

    return told


def alike(a: Shape, b: Shape) -> Constraint:
    """The sides of an equation: one shape, up to the layout of a vector."""

    def told(guess: int) -> bool:
        left, right = a.known, b.known
        if left and right:
            if ONE in left and ONE in right and left.index(ONE) != right.index(ONE):
                equate(left[1 - left.index(ONE)], right[1 - right.index(ONE)])
            else:
                same(a, b)
            return True
        if guess >= CAPITALS or a.is_number or b.is_number:
            same(a, b)
            return True
        return False

    return told


def members(alone: Shape, member: Shape, axes: tuple[Size, ...]) -> Constraint:
    """A name that stands alone, and with subscripts: the members of a vector are its entries, those of a matrix its columns."""

    def told(guess: int) -> bool:
        whole, part = alone.known, member.known
        if len(axes) == 2:
            same(alone, Shape(axes[0], axes[1]))
            return True
        if whole is not None and whole[1] is ONE:
            same(member, number())
        if member.is_number:
            same(alone, column(axes[0]))
            return True
        if part is not None and part[1] is ONE:
            same(alone, Shape(part[0], axes[0]))
            return True
        return False

    return told


def entrywise(a: Shape, b: Shape, result: Shape) -> Constraint:
    """An elementwise product is of arrays of one shape."""

    def told(guess: int) -> bool:
        same(a, b)
        same(result, a)
        if a.known is None and guess >= COLUMNS:
            same(a, matrix() if a.capital else column())
        return a.known is not None

    return told


def array(a: Shape) -> Constraint:
    """What stands in a norm is no number."""

    def told(guess: int) -> bool:
        if a.known is None and guess >= COLUMNS:
            same(a, matrix() if a.capital else column())
        return a.known is not None

    return told


@dataclass(slots=True)
class Problem:
    """The constraints, and the shapes that are numbers if nothing else is said of them."""

    constraints: list[Constraint] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def solve(self) -> None:
        guess = STRICT
        while guess <= NUMBERS:
            before = self._settled()
            left = [c for c in self.constraints if not c(guess)]
            changed = len(left) < len(self.constraints) or self._settled() > before
            self.constraints = left
            if not changed and guess == NUMBERS:
                unknown = next((s for s in self.shapes if s.known is None), None)
                if unknown is None:
                    return
                same(unknown, number())
                changed = True
            guess = STRICT if changed else guess + 1

    def _settled(self) -> int:
        return sum(s.known is not None for s in self.shapes)
