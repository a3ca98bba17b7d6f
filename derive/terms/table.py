"""Terms as plain data and back: numbered rows of JSON, shared parts once.

Comes in: terms and claims, or rows. Goes out: rows, or the same (interned) terms. What is not a row of this format, or is larger than
any page needs, raises ValueError with a sentence; nothing in it is ever executed. Carries claims to other processes and proofs to files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from derive.terms.claim import Claim, Given
from derive.terms.term import FUNCTIONS, MATRIX, ONE_BINDER, Symbol, Term, num

OPERATORS = frozenset(
    "index bound real element defined call num add mul pow iverson card D at set range eq ne lt le and pi".split()
) | FUNCTIONS | ONE_BINDER | MATRIX  # fmt: skip
SORTS = frozenset({"real", "integer", "element", "defined", "function"})
LITERAL = re.compile(r"(-?[0-9]+)(?:/([1-9][0-9]*))?", re.ASCII)
MOST_ROWS, LONGEST_NAME, MOST_DIGITS = 200_000, 2_000, 1_000
DEEPEST = 4_000  # a term of this depth still fits into the stack of those who walk over it
LARGEST = 2_000_000  # nodes of a term, what is shared counted each time: walks without a memory of what they saw stay short


class Writer:
    """Rows of terms and symbols; `term` and `symbol` give the number of a row, made once."""

    def __init__(self) -> None:
        self.terms: list[list[Any]] = []
        self.symbols: list[list[Any]] = []
        self._terms: dict[Term, int] = {}
        self._symbols: dict[Symbol, int] = {}

    def term(self, t: Term) -> int:
        found = self._terms.get(t)
        if found is None:
            row = [t.op, [self.term(a) for a in t.args], self._tag(t)]
            found = self._terms[t] = len(self.terms)
            self.terms.append(row)
        return found

    def symbol(self, s: Symbol) -> int:
        found = self._symbols.get(s)
        if found is None:
            row = [s.name, [self.term(a) for a in s.axes], s.sort, None if s.target is None else self.term(s.target)]
            found = self._symbols[s] = len(self.symbols)
            self.symbols.append(row)
            self.terms.append(["symbol", [], found])  # holds the place in the order: a symbol may be needed by later rows
        return found

    def _tag(self, t: Term) -> Any:
        if isinstance(t.tag, Symbol):
            return self.symbol(t.tag)
        if t.op == "index":
            return [t.tag[0], self.term(t.tag[1])]
        if t.op == "call":
            return [self.symbol(t.tag[0]), list(t.tag[1])]
        return str(t.tag) if t.op == "num" else t.tag

    def value(self, value: Any) -> list[Any]:
        """An argument of a rule with its kind: a term, a symbol, a word, or a list of such."""
        match value:
            case Term():
                return ["term", self.term(value)]
            case Symbol():
                return ["symbol", self.symbol(value)]
            case str():
                return ["word", value]
            case tuple():
                return ["list", [self.value(v) for v in value]]
        raise ValueError("neither a term nor a symbol, a word or a list")

    def claim(self, claim: Claim) -> list[Any]:
        return [[self.term(c) for c in claim.case], self.term(claim.left), self.term(claim.right)]

    def given(self, given: Given) -> list[Any]:
        definitions = [[self.symbol(s), self.term(d)] for s, d in given.definitions.items()]
        return [definitions, [self.term(f) for f in given.facts]]

    def rows(self) -> dict[str, Any]:
        return {"symbols": self.symbols, "terms": self.terms}


class Reader:
    """The terms and symbols of rows that a Writer made, or anybody: what is no such row raises ValueError."""

    def __init__(self, rows: Any) -> None:
        _require(isinstance(rows, dict), "the rows of terms are missing")
        self.rows: list[list[Any]] = _list(rows.get("symbols"), "the symbols")
        self.terms: list[Term | None] = []
        self.symbols: dict[int, Symbol] = {}
        self.sizes: list[tuple[int, int]] = []  # of each row: its depth, and its nodes with what is shared counted each time
        self.symbol_sizes: dict[int, tuple[int, int]] = {}
        for row in _list(rows.get("terms"), "the terms"):
            op, args, tag = _row(row, 3, "a term")
            numbers = _list(args, "the arguments of a term")
            parts = [n for n in (*numbers, tag[1] if op == "index" and isinstance(tag, list) and len(tag) == 2 else None) if n is not None]
            self.terms.append(self._term(op, numbers, tag))
            named = tag[0] if op == "call" else tag
            self.sizes.append(self._size(parts, self.symbol_sizes.get(named) if type(named) is int else None))

    def _size(self, parts: list[Any], symbol: tuple[int, int] | None) -> tuple[int, int]:
        below = [self.sizes[n] for n in parts] + ([symbol] if symbol else [])
        depth, nodes = 1 + max((d for d, _ in below), default=0), 1 + sum(n for _, n in below)
        _require(depth <= DEEPEST, f"a term is nested more than {DEEPEST} deep")
        _require(nodes <= LARGEST, f"a term has more than {LARGEST} parts")
        return depth, nodes

    def _term(self, op: Any, args: list[Any], tag: Any) -> Term | None:
        if op == "symbol":
            _require(not args, "a symbol has no arguments")
            self._symbol(tag)
            return None
        _require(type(op) is str and op in OPERATORS, f"no such operator: {_short(op)}")
        return Term(op, tuple(map(self.term, args)), self._tag(op, tag))

    def _symbol(self, number: Any) -> None:
        _require(type(number) is int and 0 <= number < len(self.rows), f"no symbol has the number {_short(number)}")
        name, axes, sort, target = _row(self.rows[number], 4, "a symbol")
        _require(type(sort) is str and sort in SORTS, f"no such sort of symbols: {_short(sort)}")
        parts = [*_list(axes, "the axes of a symbol"), *([] if target is None else [target])]
        terms = tuple(map(self.term, parts))
        self.symbols[number] = Symbol(_name(name), terms[: len(axes)], sort, None if target is None else terms[-1])
        self.symbol_sizes[number] = self._size(parts, None)

    def _tag(self, op: str, tag: Any) -> Any:
        match op:
            case "real" | "element" | "defined" | "D" | "at":
                return self.symbol(tag)
            case "num":
                return _number(tag)
            case "index":
                name, over = _row(tag, 2, "an index")
                return (_name(name), self.term(over))
            case "call":
                function, orders = _row(tag, 2, "a function")
                found = tuple(_list(orders, "the orders of a derivative"))
                _require(all(type(k) is int and 0 <= k <= DEEPEST for k in found), "an order is a small natural number")
                return (self.symbol(function), found)
            case "bound":
                _require(type(tag) is int and 0 <= tag <= DEEPEST, "a bound index is a small number")
                return tag
            case "set":
                return _name(tag)
        _require(tag is None, f"{op} has no tag")
        return None

    def term(self, number: Any) -> Term:
        """The term with this number."""
        found = self.terms[number] if type(number) is int and 0 <= number < len(self.terms) else None
        if found is None:
            raise ValueError(f"no term has the number {_short(number)}")
        return found

    def symbol(self, number: Any) -> Symbol:
        """The symbol with this number."""
        found = self.symbols.get(number) if type(number) is int else None
        if found is None:
            raise ValueError(f"no symbol has the number {_short(number)}")
        return found

    def value(self, row: Any, depth: int = 8) -> Any:
        """An argument of a rule, of the kind that its row names."""
        kind, content = _row(row, 2, "an argument")
        match kind:
            case "term":
                return self.term(content)
            case "symbol":
                return self.symbol(content)
            case "word":
                return _name(content)
            case "list" if depth:
                return tuple(self.value(v, depth - 1) for v in _list(content, "a list of arguments"))
        raise ValueError(f"no such kind of argument: {_short(kind)}")

    def given(self, row: Any) -> Given:
        """Definitions, each name once, and facts."""
        definitions, facts = _row(row, 2, "a Given")
        pairs = [_row(d, 2, "a definition") for d in _list(definitions, "the definitions")]
        made = {self.symbol(s): self.term(d) for s, d in pairs}
        _require(len(made) == len(pairs), "a name is defined twice")
        return Given(made, tuple(map(self.term, _list(facts, "the facts"))))

    def claim(self, given: Given, row: Any) -> Claim:
        """A case and two sides."""
        case, left, right = _row(row, 3, "a claim")
        return Claim(given, tuple(map(self.term, _list(case, "the case"))), self.term(left), self.term(right))


def nodes(terms: Iterable[Term], memo: dict[Term, int]) -> int:
    """The parts of the largest of the terms, what is shared counted each time; `memo` remembers those of parts."""
    largest = 0
    for term in terms:
        stack = [term]
        while stack:
            t = stack[-1]
            below = (*t.args, *t.tag[1:]) if t.op == "index" else t.args
            waiting = [a for a in below if a not in memo]
            stack.extend(waiting)
            if not waiting:
                memo[t] = 1 + sum(memo[a] for a in below)
                stack.pop()
        largest = max(largest, memo[term])
    return largest


def _number(tag: Any) -> Any:
    found = LITERAL.fullmatch(tag) if type(tag) is str and len(tag) <= MOST_DIGITS else None
    if found is None:
        raise ValueError(f"not a number: {_short(tag)}")
    top, bottom = found.groups()
    return num(Fraction(int(top), int(bottom or 1))).tag


def _name(name: Any) -> str:
    if type(name) is not str or len(name) > LONGEST_NAME:
        raise ValueError(f"not a name: {_short(name)}")
    return name


def _list(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        raise ValueError(f"{what}: a list of at most {MOST_ROWS} was expected")
    return value


def _row(value: Any, length: int, what: str) -> list[Any]:
    if not isinstance(value, list) or len(value) != length:
        raise ValueError(f"{what} is a list of {length}")
    return value


def _short(value: Any) -> str:
    text = ascii(value) if isinstance(value, str | int | float | None) else type(value).__name__
    return text if len(text) <= 40 else text[:39] + "..."


def _require(condition: object, why: str) -> None:
    if not condition:
        raise ValueError(why)
