r"""What a page may write and derive reads but does not judge: each construct by its name, and what could be written instead.

Comes in: the reader's name of an operator, a relation or a letter. Goes out: one sentence for a student. A step with such a construct is
`undecided`.
"""

from __future__ import annotations

from derive.reading import beyond

FINITE = "only sums and products with finitely many terms are judged; the claim for a symbolic end $n$ can be"
OPTIMUM = "where a maximum or minimum lies is not judged; that the derivative is 0 there can be"
FUNCTION = "is none of the functions that are known; an equation without it, about the function that it inverts, can be judged"
SET = "is not judged; an equation of their numbers of elements can be"
ORDER = "is not judged; an equation that writes the difference as $B^\\top B$ can be"
INEQUALITY = "is not judged; an equation that writes the difference as a square or as another term with a sign can be"

OPERATORS = {
    "int": r"an integral (`\int`) is not judged; the derivative of what it should be can be: $\frac{d}{dx} F = f$",
    "lim": r"a limit (`\lim`) is not judged; the equation before the limit is taken can be",
    "argmax": rf"an arg max (`\arg\max`): {OPTIMUM}",
    "argmin": rf"an arg min (`\arg\min`): {OPTIMUM}",
    "sum": rf"an infinite sum (`\sum` up to `\infty`): {FINITE}",
    "prod": rf"an infinite product (`\prod` up to `\infty`): {FINITE}",
    "max": rf"a maximum over infinitely many terms (`\infty`): {FINITE}",
    "min": rf"a minimum over infinitely many terms (`\infty`): {FINITE}",
}

# Operators of one fixed meaning: a page that writes `\\operatorname{rank}(A) = d` says what the rank is, not what "rank" means.
FIXED = ("rank", "nullity", "dim", "ker", "span", "gcd", "lcm", "vec", "vech", "adj", "Re", "Im", "erf", "erfc", "floor", "ceil", "round",
         "sort", "cond", "supp")  # fmt: skip

LETTERS = {
    **{name: f"the operator `{name}` is not judged; an equation without it can be" for name in FIXED},
    "infty": r"infinity (`\infty`) is no number here; the claim for a symbolic $n$ or a real $x$ can be judged",
    "argmax": OPERATORS["argmax"],
    "argmin": OPERATORS["argmin"],
    "sup": rf"a supremum (`\sup`): {OPTIMUM}",
    "inf": rf"an infimum (`\inf`): {OPTIMUM}",
    "limsup": OPERATORS["lim"].replace(r"\lim", r"\limsup"),
    "liminf": OPERATORS["lim"].replace(r"\lim", r"\liminf"),
    **{name: rf"the function `\{name}` {FUNCTION}" for name in ("arcsin", "arccos", "sec", "csc", "cot", "coth")},
    beyond.VALUE: r"a value at a point (`f |_{x = a}`) is not judged; with $f(x) = \dots$ in the Given, $f(a)$ can be",
    beyond.DOUBLE_FACTORIAL: r"a double factorial (`n!!`) is not judged; the product that it stands for can be",
    beyond.SYMBOLIC_ORDER: r"a derivative of symbolic order (`\frac{d^n f}{dx^n}`) is not judged; one of order 1, 2, 3 can be",
}

RELATIONS = {
    **{r: f"an inequality (`{written}`) {INEQUALITY}" for r, written in (("<=", r"\leq"), (">=", r"\geq"), ("<", "<"), (">", ">"))},
    "!=": r"that two sides differ (`\neq`) is not judged; an equation is",
    "~=": r"an approximation (`\approx`) is not judged; the equation with its remainder written out can be",
    "propto": r"a proportionality (`\propto`) is not judged; the equation with its factor written out can be",
    "->": r"convergence, or a map (`\to`), is not judged; the equation before the limit is taken can be",
    "gets": r"an assignment (`\gets`) is not judged; an equation for the new value with a name of its own, $x_{t+1} = \dots$, can be",
    **{r: rf"an order between matrices (`\{r}`) {ORDER}" for r in ("succeq", "preceq", "succ", "prec")},
    **{r: rf"a comparison of sizes (`\{r}`) is not judged; an equation is" for r in ("ll", "gg")},
    **{r: rf"a claim about sets (`\{r}`) {SET}" for r in ("in", "ni", "notin", "subset", "supset")},
    "~": r"a distribution (`\sim`) is declared in the Given; as a claim about what was computed it is not judged",
}


def relation(sign: str) -> str:
    """Why a step with this relation is not judged."""
    return RELATIONS.get(sign, f"the relation `{sign}` is not judged; an equation is")
