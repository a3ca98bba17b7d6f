"""Which terms mean something: every operator with its arguments, every entry with an index for each axis.

Comes in: a term that anyone may have built. Goes out: nothing, or ValueError. Part of the trusted base: the kernel takes no other terms.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derive.terms.parts import varies
from derive.terms.term import FUNCTIONS, Symbol, Term

ARITY = {"pow": 2, "sum": 2, "prod": 2, "max": 2, "min": 2, "filter": 2, "forall": 2, "iverson": 1, "card": 1, "range": 2, "eq": 2,
         "ne": 2, "lt": 2, "le": 2, "pi": 0, "inv": 4, "det": 2} | dict.fromkeys(FUNCTIONS, 1)  # fmt: skip
SORTS = {"real": ("real", "integer"), "element": ("element",), "defined": ("defined",)}


def check(part: Any) -> None:
    """Raises ValueError where a term, or a term in a tuple, is not well-formed. A term that is remembers it."""
    if type(part) is Term:
        if not part.sound:
            _check(part)
            for a in part.args:
                check(a)
            part.sound = True
    elif isinstance(part, tuple):
        for p in [p for p in part if type(p) is not Term or not p.sound]:  # for every theorem, where nearly all of it is known
            check(p)
    elif isinstance(part, Symbol):
        check_symbol(part)
    elif type(part) is not str:
        raise ValueError("neither a term nor a name")


def check_symbol(symbol: Symbol) -> None:
    """Axes, and the set that values lie in, are sets or ranges, never parts of them (which may be empty)."""
    for over in (*symbol.axes, *([symbol.target] if symbol.target is not None else [])):
        require(over.op in ("set", "range") and not over.loose, "an axis is a set or a range, whatever is bound around it")
        check(over)
    require((symbol.target is not None) == (symbol.sort == "element"), "a map has a target, and only a map")


def _check(t: Term) -> None:
    match t.op:
        case "index":
            require(not t.args and type(t.tag) is tuple and len(t.tag) == 2 and type(t.tag[0]) is str, "an index is a name with a set")
            require(isinstance(t.tag[1], Term) and t.tag[1].op in ("set", "range"), "an index lies in a set or a range")
            require(not t.tag[1].loose, "the set of an index is the same whatever is bound around it")
            check(t.tag[1])
        case "bound":
            require(not t.args and type(t.tag) is int and t.tag >= 0, "a bound index is a number")
        case "num":
            require(not t.args and type(t.tag) in (int, Fraction), "a literal is a whole number or a fraction")
        case "set":
            require(not t.args and type(t.tag) is str, "a set has a name")
        case "real" | "element" | "defined" as op:
            require(isinstance(t.tag, Symbol) and t.tag.sort in SORTS[op] and len(t.args) == len(t.tag.axes), "one index for each axis")
            require(not any(map(varies, t.args)), "an index depends on no variable")
            check_symbol(t.tag)
        case "call":
            require(type(t.tag) is tuple and len(t.tag) == 2 and isinstance(t.tag[0], Symbol), "a call is of a function")
            symbol, orders = t.tag
            require(symbol.sort == "function" and len(t.args) == len(symbol.axes) > 0, "one argument for each place of a function")
            require(type(orders) is tuple and len(orders) == len(t.args), "an order for each argument")
            require(all(type(k) is int and k >= 0 for k in orders), "an order is a natural number")
            check_symbol(symbol)
        case "D" | "at" as op:
            require(isinstance(t.tag, Symbol) and t.tag.sort == "real", "a derivative is by a real variable")
            require(len(t.args) == (2 if op == "at" else 1 + len(t.tag.axes)), "one index for each axis")
            check_symbol(t.tag)
        case "add" | "mul" | "and":
            require(t.tag is None, "no tag")
        case "inv" | "det" as op:
            require(len(t.args) == ARITY[op] and t.tag is None, f"no operator {op} with {len(t.args)} arguments")
            # the derivative of a determinant runs over the whole set: over a part of one it would be another
            require(t.args[0].op in ("set", "range"), "the rows of a matrix are a set or a range")
            require(not any(map(varies, t.args[2:])), "an index depends on no variable")
        case op:
            require(op in ARITY and len(t.args) == ARITY[op] and t.tag is None, f"no operator {op} with {len(t.args)} arguments")


def require(condition: object, why: str) -> None:
    if not condition:
        raise ValueError(why)
