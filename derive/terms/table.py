"""Terms as plain data and back: numbered rows of JSON, shared parts once.

Comes in: terms and claims, or rows. Goes out: rows, or the same (interned) terms. What is not a row of this format raises ValueError;
nothing in it is ever executed. Carries claims to other processes and proofs to files.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derive.terms.claim import Claim, Given
from derive.terms.term import FUNCTIONS, MATRIX, ONE_BINDER, Symbol, Term, num

OPERATORS = frozenset(
    "index bound real element defined num add mul pow iverson card D at set range eq ne lt le and pi".split()
) | FUNCTIONS | ONE_BINDER | MATRIX  # fmt: skip
SORTS = frozenset({"real", "integer", "element", "defined"})


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
        return str(t.tag) if t.op == "num" else t.tag

    def claim(self, claim: Claim) -> list[Any]:
        return [[self.term(c) for c in claim.case], self.term(claim.left), self.term(claim.right)]

    def given(self, given: Given) -> list[Any]:
        definitions = [[self.symbol(s), self.term(d)] for s, d in given.definitions.items()]
        return [definitions, [self.term(f) for f in given.facts]]

    def rows(self) -> dict[str, Any]:
        return {"symbols": self.symbols, "terms": self.terms}


class Reader:
    """The terms and symbols of rows that a Writer made."""

    def __init__(self, rows: dict[str, Any]) -> None:
        self.rows = rows
        self.terms: list[Term | None] = []
        self.symbols: dict[int, Symbol] = {}
        for row in rows["terms"]:
            self.terms.append(self._term(row))

    def _term(self, row: Any) -> Term | None:
        op, args, tag = row
        if op == "symbol":
            self._symbol(int(tag))
            return None
        if op not in OPERATORS:
            raise ValueError(f"no such operator: {op!r}")
        return Term(op, tuple(map(self.term, args)), self._tag(op, tag))

    def _symbol(self, number: int) -> None:
        name, axes, sort, target = self.rows["symbols"][number]
        if not isinstance(name, str) or sort not in SORTS:
            raise ValueError("not a symbol")
        self.symbols[number] = Symbol(name, tuple(map(self.term, axes)), sort, None if target is None else self.term(target))

    def _tag(self, op: str, tag: Any) -> Any:
        match op:
            case "real" | "element" | "defined" | "D" | "at":
                return self.symbols[tag]
            case "num":
                return num(Fraction(tag)).tag
            case "index":
                return (str(tag[0]), self.term(tag[1]))
            case "bound":
                return int(tag)
            case "set":
                return str(tag)
        if tag is not None:
            raise ValueError(f"{op} has no tag")
        return None

    def term(self, number: int) -> Term:
        found = self.terms[number] if type(number) is int and 0 <= number < len(self.terms) else None
        if found is None:
            raise ValueError(f"no term has the number {number}")
        return found

    def given(self, row: Any) -> Given:
        definitions, facts = row
        return Given({self.symbols[s]: self.term(d) for s, d in definitions}, tuple(map(self.term, facts)))

    def claim(self, given: Given, row: Any) -> Claim:
        case, left, right = row
        return Claim(given, tuple(map(self.term, case)), self.term(left), self.term(right))


