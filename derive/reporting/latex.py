"""Terms as LaTeX, the way the page would write them.

Comes in: a term. Goes out: LaTeX. Indices that a binder binds get letters that nothing else in the term has. Knows nothing of verdicts.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

from derive.reading.vocabulary import LETTERS as COMMANDS
from derive.terms.term import HALF, ONE, Term, base_set, filter_conditions, index, instantiate, integer_range, num, open_binder
from derive.theory.functions import FUNCTIONS

RELATION = {"eq": "=", "ne": r"\neq", "lt": "<", "le": r"\leq"}
BIG = {"sum": r"\sum", "prod": r"\prod", "max": r"\max", "min": r"\min"}
SUM, PRODUCT, POWER, ATOM = range(4)
LETTERS = "ijklpqrst"
ONLY = integer_range(ONE, ONE)  # "for all elements of it for which c holds" says "if c"


def latex(term: Term) -> str:
    """The term as LaTeX."""
    return _Writer(frozenset(a.tag[0] for a in term.atoms if isinstance(a, Term))).latex(term)


def set_latex(over: Term) -> str:
    """An index set: its name, or the ends of a range."""
    return _Writer(frozenset()).set_latex(over)


class _Writer:
    """`taken` are the letters of the free indices: no binder uses one of them again."""

    def __init__(self, taken: frozenset[str]) -> None:
        self.taken = taken

    def latex(self, term: Term, level: int = SUM) -> str:
        """The term; in brackets where its operator binds less than `level` asks for."""
        text, own = self._written(term)
        return text if own >= level else rf"\left({text}\right)"

    def _written(self, t: Term) -> tuple[str, int]:
        match t:
            case Term("num", _, value):
                return _number(value)
            case Term("index", _, (name, _)):
                passing = name.startswith("_")  # an index that a prover named
                return (f"i'_{{{name[1:]}}}" if name != "_" else "i'") if passing else name, ATOM
            case Term("real" | "element" | "defined", indices, symbol):
                name = _name(symbol.name)
                return (f"{name}_{{{','.join(map(self.latex, indices))}}}" if indices else name), ATOM
            case Term("call", args, (function, orders)):
                return self._call(_name(function.name), orders, args), POWER
            case Term("add", args):
                return self._sum(args), SUM
            case Term("mul", args):
                return self._product(args)
            case Term("pow", (base, exponent)):
                return self._power(base, exponent)
            case Term("exp", (x,)):
                return f"e^{{{self.latex(x)}}}", POWER
            case Term("abs", (x,)):
                return rf"\lvert {self.latex(x)} \rvert", ATOM
            case Term("pi", ()):
                return r"\pi", ATOM
            case Term("det" | "inv", _):
                return self._matrix(t)
            case Term("card", (over,)):
                return rf"\lvert {self.set_latex(over)} \rvert", ATOM
            case Term("sum" | "prod" | "max" | "min" | "forall", _):
                return self._big(t)
            case Term("iverson", (c,)):
                return f"[{self.latex(c)}]", ATOM
            case Term("eq" | "ne" | "lt" | "le" as op, (a, b)):
                if op in ("lt", "le") and a.op == "num" and a.tag == 0:
                    return f"{self.latex(b)} {'>' if op == 'lt' else chr(92) + 'geq'} 0", SUM
                return f"{self.latex(a)} {RELATION[op]} {self.latex(b)}", SUM
            case Term("and", args):
                return ", ".join(map(self.latex, args)), SUM
            case Term("D", (body, *indices), symbol):
                name = _name(symbol.name)
                by = f"{name}_{{{','.join(map(self.latex, indices))}}}" if indices else name
                return rf"\frac{{\partial}}{{\partial {by.replace('°', '')}}} {self.latex(body, PRODUCT)}", PRODUCT
            case Term("at", (_, body)):
                return self.latex(body), SUM
            case Term("bound", _, k):
                return LETTERS[k % len(LETTERS)], ATOM
            case Term(op, (x,)) if op in FUNCTIONS:
                return rf"{FUNCTIONS[op].latex}\left({self.latex(x)}\right)", POWER
        return t.op, ATOM

    def _call(self, name: str, orders: tuple[int, ...], args: tuple[Term, ...]) -> str:
        r"""`f''(x)`, `f^{(4)}(x)`, `\partial_1 \partial_2^2 f(x, y)`: by the number of the argument."""
        if len(orders) == 1:
            (n,) = orders
            name += "'" * n if n < 4 else f"^{{({n})}}"
        else:
            by = [rf"\partial_{{{k + 1}}}" + (f"^{{{n}}}" if n > 1 else "") for k, n in enumerate(orders) if n]
            name = " ".join([*by, name])
        return rf"{name}\left({', '.join(map(self.latex, args))}\right)"

    def _sum(self, args: tuple[Term, ...]) -> str:
        text = ""
        for n, a in enumerate(args):
            part = self.latex(a, PRODUCT if a.op in BIG else SUM)
            text += (" - " + part[1:] if part.startswith("-") else f" + {part}") if n else part
        return text

    def _product(self, args: tuple[Term, ...]) -> tuple[str, int]:
        below = [a for a in args if a.op == "pow" and a.args[1].op == "num" and a.args[1].tag == -1]
        coefficient = prod((Fraction(a.tag) for a in args if a.op == "num"), start=Fraction(1))
        above = [a for a in args if a.op != "num" and a not in below]
        sign, number = ("-", -coefficient) if coefficient < 0 else ("", coefficient)
        if number != 1 or not above:
            above = [num(number), *above]
        top = r" \, ".join(self.latex(a, PRODUCT if n == len(above) - 1 else POWER) for n, a in enumerate(above))
        if below:
            bottom = r" \, ".join(self.latex(b.args[0], POWER if len(below) > 1 else SUM) for b in below)
            top = rf"\frac{{{self.latex(above[0]) if len(above) == 1 else top}}}{{{bottom}}}"
        return sign + top, SUM if sign else PRODUCT

    def _power(self, base: Term, exponent: Term) -> tuple[str, int]:
        if exponent is HALF:
            return rf"\sqrt{{{self.latex(base)}}}", ATOM
        if exponent.op == "num" and exponent.tag == -1:
            return rf"\frac{{1}}{{{self.latex(base)}}}", ATOM
        return f"{self.latex(base, ATOM)}^{{{self.latex(exponent)}}}", POWER

    def _big(self, t: Term) -> tuple[str, int]:
        names = {a.tag[0] for a in t.atoms if isinstance(a, Term)} | self.taken
        letter = next((c for c in LETTERS if c not in names), "i")
        variable, body = open_binder(t, t.atoms, letter)
        under = self._range(variable)
        conditions = filter_conditions(t.args[0], variable)
        if t.op == "forall" and conditions and base_set(t.args[0]) is ONLY:
            return rf"{self.latex(body)} \text{{ if }} {', '.join(map(self.latex, conditions))}", SUM
        if t.op == "forall" and not conditions and variable not in body.atoms:
            return self.latex(body), SUM  # says the same of every element
        if t.op == "forall":
            limits = "".join(f", {self.latex(c)}" for c in conditions)
            return rf"{self.latex(body)} \text{{ for all }} {under}{limits}", SUM
        if conditions:
            under = rf"\substack{{{under} \\ {', '.join(map(self.latex, conditions))}}}"
        return rf"{BIG[t.op]}_{{{under}}} {self.latex(body, PRODUCT)}", PRODUCT

    def _matrix(self, t: Term) -> tuple[str, int]:
        """`\\det\\left(A\\right)` and `\\left(A^{-1}\\right)_{i,j}` for a declared A, else the matrix by its entries."""
        over, body, *entry = t.args
        whole = self._named(body)
        if whole is None:
            names = {a.tag[0] for a in t.atoms if isinstance(a, Term)} | self.taken
            letters = [c for c in LETTERS if c not in names][:2]
            row, column = (index(c, over) for c in letters)
            inner = _Writer(self.taken | set(letters)).latex(instantiate(body, (row, column)))
            whole = rf"\left[{inner}\right]_{{{','.join(letters)}}}"
        if t.op == "det":
            return rf"\det\left({whole}\right)", POWER
        return rf"\left({whole}^{{-1}}\right)_{{{','.join(map(self.latex, entry))}}}", ATOM

    def _named(self, body: Term) -> str | None:
        """The matrix that the body is the plain entry of, or the transpose of one."""
        if body.op not in ("real", "defined") or len(body.args) != 2 or {a.tag for a in body.args if a.op == "bound"} != {0, 1}:
            return None
        return _name(body.tag.name) + ("" if body.args[0].tag == 0 else r"^\top")

    def _range(self, variable: Term) -> str:
        over = base_set(variable.tag[1])
        if over.op == "range":
            return rf"{self.latex(over.args[0])} \leq {self.latex(variable)} \leq {self.latex(over.args[1])}"
        return rf"{self.latex(variable)} \in {self.set_latex(over)}"

    def set_latex(self, over: Term) -> str:
        """An index set: its name, or the ends of a range."""
        match over:
            case Term("set", _, name):
                return str(name)
            case Term("range", (low, high)):
                return rf"\{{{self.latex(low)}, \dots, {self.latex(high)}\}}"
            case Term("filter", (inner, _)):
                return f"part of {self.set_latex(inner)}"
        return over.op


def _name(name: str) -> str:
    """Greek letters get their backslash back."""
    plain = name.replace("°", "")
    return f"\\{plain}" if plain in COMMANDS else plain


def _number(value: Fraction) -> tuple[str, int]:
    if value.denominator == 1:
        return str(value), ATOM if value >= 0 else SUM
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}", ATOM if value > 0 else SUM
