"""Square matrices and norms: inverses, determinants, traces, diagonals, integer powers, and which facts words about a matrix state.

Comes in: values. Goes out: values, or facts. What is no square matrix raises IllTyped with its shape; a number counts as a 1 x 1
matrix. Knows nothing of syntax.
"""

from __future__ import annotations

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Unsized, Value, fresh, scalar, shape_text
from derive.meaning.names.scope import NotSupported
from derive.terms.term import HALF, ONE, ZERO, Term, add, bind, eq, fn, index, integer_range, iverson, le, lt, matrix, mul, ne, power, sub

POWERS = 8


def square(v: Value, what: str) -> Value:
    """The value, if it is a square matrix."""
    if v.identity or v.ones:
        raise Unsized(f"{what} of a matrix whose size nothing tells; write its size, as in `I_n`")
    if v.rank != 2 or v.axes[0] is not v.axes[1]:
        raise IllTyped(f"{what} of {shape_text(v)}; only a square matrix has one")
    return v


def inverse(v: Value) -> Value:
    """A^-1; of a number, and of a multiple of I, the reciprocal."""
    if v.rank == 0 and not v.ones and v.grid is None:
        return Value((), power(v.body, -1), literal=v.literal, identity=v.identity)
    r, s = fresh(square(v, "the inverse").axes)
    return arrays.build(v.axes, lambda i, j: matrix("inv", r, s, v.entry(r, s), i, j))


def determinant(v: Value) -> Value:
    if v.rank == 0 and not (v.identity or v.ones):
        return v
    r, s = fresh(square(v, "the determinant").axes)
    return scalar(matrix("det", r, s, v.entry(r, s)))


def trace(v: Value) -> Value:
    if v.rank == 0 and not (v.identity or v.ones):
        return v
    (i,) = fresh(square(v, "the trace").axes[:1])
    return scalar(bind("sum", i, v.entry(i, i)))


def diagonal(v: Value) -> Value:
    """diag of a vector: the matrix with it on the diagonal; of a square matrix: the vector on its diagonal."""
    if v.rank == 1:
        return arrays.build(v.axes * 2, lambda i, j: mul(iverson(eq(i, j)), v.entry(i)))
    return arrays.build(square(v, "the diagonal").axes[:1], lambda i: v.entry(i, i))


def matrix_power(v: Value, exponent: Term) -> Value:
    """A^n for a whole number n."""
    n = exponent.tag if exponent.op == "num" else None
    if n is None or n.denominator != 1 or abs(n) > POWERS:
        square(v, "a power")
        raise NotSupported(f"a power of a matrix other than the whole numbers from -{POWERS} to {POWERS} is not judged")
    base = inverse(v) if n < 0 else square(v, "a power")
    if n == 0:
        return identity(v.axes[0])
    product = base
    for _ in range(abs(int(n)) - 1):
        product = arrays.times(product, base)
    return product


def identity(over: Term) -> Value:
    return arrays.build((over, over), lambda i, j: iverson(eq(i, j)))


def norm(v: Value, kind: str) -> Value:
    """The norm that the subscript names: none or 2 (Euclid), F (Frobenius), 1, infinity; without subscript, of a matrix, Frobenius."""
    if v.identity or v.ones:
        raise Unsized("the norm of an array whose size nothing tells; write its size, as in `\\mathbf{1}_n`")
    if v.rank > 1 and kind in ("2", "1", "infty"):
        raise NotSupported(f"the operator norm `\\|\\cdot\\|_{kind}` of a matrix is not judged; the root of all squares, `_F`, can be")
    match kind:
        case "" | "2" | "F":
            return scalar(power(_over_entries("sum", v, lambda t: power(t, 2)), HALF))
        case "1":
            return scalar(_over_entries("sum", v, lambda t: fn("abs", t)))
        case "infty":
            return scalar(_over_entries("max", v, lambda t: fn("abs", t)))
    raise NotSupported(f"the norm with the subscript `{kind}` is not judged; those with 1, 2 and `\\infty` can be")


def extreme(operator: str, v: Value) -> Value:
    """The largest or smallest entry."""
    return scalar(_over_entries(operator, v, lambda t: t))


def _over_entries(operator: str, v: Value, make: object) -> Term:
    assert callable(make)
    indices = fresh(v.axes)
    body: Term = make(v.entry(*indices))
    for i in reversed(indices):
        body = bind(operator, i, body)
    return body


def larger(operator: str, a: Value, b: Value) -> Value:
    """max(a, b) = a + relu(b - a) and min(a, b) = b - relu(b - a), entry by entry: off a tie as smooth as a and b."""
    if a.axes != b.axes:
        a, b = arrays.broadcast(a, b), arrays.broadcast(b, a)
    if not arrays.same_shape(a, b):
        raise IllTyped(f"the {operator} of {shape_text(a)} and {shape_text(b)}")
    x, y = sorted((a.body, b.body), key=lambda t: t.key)  # one term for max(a, b) and max(b, a)
    if operator == "max" and ZERO in (x, y):
        return Value(a.axes, fn("relu", y if x is ZERO else x), a.row)
    gap = fn("relu", sub(y, x))
    return Value(a.axes, add(x, gap) if operator == "max" else sub(y, gap), a.row)


# --- what words about a matrix state ---


def invertible(v: Value) -> list[Term]:
    return [ne(determinant(v).body, ZERO)]


def singular(v: Value) -> list[Term]:
    return [eq(determinant(v).body, ZERO)]


def symmetric(v: Value) -> list[Term]:
    i, j = fresh(square(v, "symmetry").axes)
    return [bind("forall", i, bind("forall", j, eq(v.entry(i, j), v.entry(j, i))))]


def positive_definite(v: Value) -> tuple[list[Term], bool]:
    """Symmetry, a positive diagonal, a positive determinant, and all leading minors positive: for rows 1..n that says exactly that
    the matrix is positive definite (Sylvester); elements of a named set have no order, there less is said (False)."""
    if v.rank == 0 and not v.identity:
        return [lt(ZERO, v.body)], True
    (i,) = fresh(square(v, "definiteness").axes[:1])
    found = [*symmetric(v), bind("forall", i, lt(ZERO, v.entry(i, i))), lt(ZERO, determinant(v).body)]
    over = v.axes[0]
    if over.op != "range" or over.args[0] is not ONE:
        return found, False
    k = index("_", over)
    part = integer_range(ONE, k)
    r, s = index("_1", part), index("_2", part)
    return [*found, bind("forall", k, lt(ZERO, matrix("det", r, s, v.entry(r, s))))], True


def dominant(v: Value, strictly: bool) -> list[Term]:
    """Symmetry, and each diagonal entry at least (strictly: greater than) the sum of the other absolute values of its row: enough for
    a positive semidefinite (definite) matrix over any set (Gershgorin)."""
    i, j = fresh(v.axes)
    others = bind("sum", j, fn("abs", v.entry(i, j)), ne(i, j))
    return [*symmetric(v), bind("forall", i, (lt if strictly else le)(others, v.entry(i, i)))]


def positive_semidefinite(v: Value) -> tuple[list[Term], bool]:
    """Symmetry, a diagonal and a determinant that are not negative, and |A_ij|^2 <= A_ii A_jj: less than semidefiniteness (False)."""
    if v.rank == 0 and not v.identity:
        return [le(ZERO, v.body)], True
    i, j = fresh(square(v, "definiteness").axes)
    minor = le(power(v.entry(i, j), 2), mul(v.entry(i, i), v.entry(j, j)))
    diagonal_entries = bind("forall", i, le(ZERO, v.entry(i, i)))
    return [*symmetric(v), diagonal_entries, bind("forall", i, bind("forall", j, minor)), le(ZERO, determinant(v).body)], False
