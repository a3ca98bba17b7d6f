r"""Sums, products, lists and matrices written with dots: `y_1 z_1 + \cdots + y_o z_o + \cdots + y_n z_n`, `[a_1 v, \dots, a_n v]`.

Comes in: the parts between the dots. Goes out: the sum, the product, or the array whose k-th entry is the part at k. The first and the last
part differ in one place, which counts from the first to the last index; a part between dots is that part at an index of its own, or says
what stands at the one fixed index that it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value, scalar
from derive.meaning.formulas.counting import tidy
from derive.meaning.names.replacing import replaced
from derive.meaning.names.scope import MeaningError, NotSupported, Undeclared, names_in, spelled
from derive.reading.syntax import Additive, Decorated, Ellipsis_, Group, Name, Node, Number, Product, Scripted
from derive.terms.term import Term, abstract, add, bind, eq, index, iverson, ne, neg, num

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator

LETTER = "•"  # what stands at the place that counts; no page can write it as a letter


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of parts with dots means: the letter that counts, its index, the part at it, and fixed indices with parts of their own."""

    index: Term
    pattern: Node
    apart: tuple[tuple[Term, Node], ...]


class Ellipses:
    """The part of elaboration that reads dots."""

    def __init__(self, owner: Elaborator) -> None:
        self.owner = owner

    def sum(self, terms: Sequence[Node]) -> tuple[int, int, Value]:
        """A sum among the terms, with where it begins and ends: `a + x_1 + \\cdots + x_n + b` is a, a sum and b."""
        terms = _plain(terms)
        if (alone := self.among_zeros(terms)) is not None:
            return 0, len(terms), alone
        end = self.end(terms)
        terms = _forwards(terms[:end])
        start = self.start(terms)
        return start, end, self.over(self.row(terms[start:]), "sum")

    def among_zeros(self, terms: Sequence[Node]) -> Value | None:
        """`0 + \\cdots + x_o + \\cdots + 0`: however many zeros the dots stand for, the sum is what stands among them."""
        other = [t for t in terms if not isinstance(t, Ellipsis_) and not (isinstance(t, Number) and t.text == "0")]
        between = all(isinstance(t, Number) for t in (terms[0], terms[-1])) and not isinstance(other[0] if other else None, Number)
        return self.owner.value(other[0]) if len(other) == 1 and between and other[0] not in (terms[0], terms[-1]) else None

    def product(self, factors: Sequence[Node]) -> Value:
        return self.over(self.row(_forwards(_plain(factors))), "prod")

    def end(self, terms: Sequence[Node]) -> int:
        """Behind the row: behind the last term that one before the dots counts on to; behind all of them where there is none."""
        dots = next(n for n, t in enumerate(terms) if isinstance(t, Ellipsis_))
        for end in range(len(terms), dots + 1, -1):
            first = _forwards(terms[:end])
            powers = _as_powers(first)
            if any(_counted(p, first[-1]) is not None for p in powers[: next(n for n, t in enumerate(first) if isinstance(t, Ellipsis_))]):
                return end
        return len(terms)

    def start(self, terms: Sequence[Node]) -> int:
        """Where the row begins: the first term that the last one counts on from."""
        dots = next(n for n, t in enumerate(terms) if isinstance(t, Ellipsis_))
        powers = _as_powers(terms)
        for n in range(dots):
            if _counted(powers[n], terms[-1]) is not None:
                return n
        return max(dots - 1, 0)

    def row(self, parts: Sequence[Node]) -> Row:
        """The row of parts from its first to its last one. Raises IllTyped where the last is not the first at another index."""
        parts = _as_powers(parts)
        written = [p for p in parts if not isinstance(p, Ellipsis_)]
        if isinstance(parts[0], Ellipsis_) or isinstance(parts[-1], Ellipsis_) or len(written) < 2:
            raise NotSupported("dots without a part before and behind them", parts[0].span)
        first, last = written[0], written[-1]
        found = _counted(first, last)
        if found is None and all(isinstance(p, Number) for p in written):
            raise NotSupported("a row of numbers with dots, which does not say at which index each of them stands", parts[0].span)
        if found is None and _counted(last, first) is not None:
            raise NotSupported("a list with dots that counts down", parts[0].span)
        if found is None:
            text = self.owner.text
            raise IllTyped(f"`{text(first)}, ..., {text(last)}`: the last part is not the first one at another index")
        pattern, low, ends = found
        self.counts_by_one(pattern, parts)
        over = self.range(low, ends, pattern)
        i = index(LETTER, over)
        apart = [a for n, part in enumerate(written[1:-1], start=1) if (a := self.between(pattern, part, over)) is not None]
        return Row(i, pattern, tuple(apart))

    def counts_by_one(self, pattern: Node, parts: Sequence[Node]) -> None:
        """Raises NotSupported where the parts that touch the first or the last one stand at other indices than the next: `x_1 + x_3 +
        \\cdots + x_n`, `2 + 4 + \\cdots + 2 n`; and for numbers of which only one is written, which may count by any step."""
        dots = [n for n, p in enumerate(parts) if isinstance(p, Ellipsis_)]
        before, behind = parts[: dots[0]], parts[dots[-1] + 1 :]
        plain = isinstance(pattern, Name)
        if (plain and len(before) == 1 and not isinstance(parts[-1], Name)) or (plain and not self.is_integer(parts[-1])):
            raise NotSupported("a row of numbers with dots, which does not say by which step it counts", parts[0].span)
        for run, first in ((before, before[0]), (behind[::-1], behind[-1])):
            for n, part in enumerate(run):
                start, hole = _match(pattern, first), _match(pattern, part)
                if hole is not None and start is not None and n and not self.apart(start, hole, n if run is before else -n):
                    raise NotSupported("a row with dots that does not count by ones", part.span)

    def apart(self, start: Node, other: Node, by: int) -> bool:
        """Whether the other index is so far from the start."""
        try:
            low, high = self.owner.places.integer(start), self.owner.places.integer(other)
        except (IllTyped, MeaningError):
            return False
        return tidy(add(high, neg(low))) is num(by)

    def is_integer(self, node: Node) -> bool:
        try:
            self.owner.places.integer(node)
        except (IllTyped, MeaningError):
            return False
        return True

    def range(self, low: Node, ends: Sequence[Node], pattern: Node) -> Term:
        """From the first index to the last one, which stands in each of the ends. A letter that ends no range (it is an index itself)
        is none."""
        places, high = self.owner.places, ends[0]
        name = spelled(high)
        if name is not None and name not in self.owner.scope.sets and name not in self.owner.scope.values:
            whole = places.set_where_it_stands(LETTER, pattern)
            meant = self.owner.slips.whole_set(low, ends, whole)
            if meant is not None:
                return meant
            if self.owner.lenient and whole is not None and spelled(low) == "1":
                return whole
            if whole is None and isinstance(high, Name) and not self.owner.scope.known(name):
                text = self.owner.text(high)
                raise Undeclared(f"`{text}` is not declared as a size; `${text} \\in \\mathbb{{N}}$` in the Given would do", high.span)
            raise IllTyped(f"the dots run up to `{self.owner.text(high)}`, which is no size; the last index of a set V is `|V|`")
        return places.range_to(low, high)

    def between(self, pattern: Node, part: Node, over: Term) -> tuple[Term, Node] | None:
        """A part between dots: None where it is the pattern at some index, else the fixed index that it speaks of, and the part."""
        places = self.owner.places
        hole = _match(pattern, part)
        if hole is not None:
            if isinstance(hole, Number):
                self.owner.slips.letter_o(hole, over)  # `y_0` between dots is no part before the first one
            elif not self.is_integer(hole):
                places.index(hole, over)
            return None
        common = {spelled(n) for n in names_in(pattern)}
        named = {s: i for n in names_in(part) if (s := spelled(n)) not in common and (i := self.fixed(n, over)) is not None}
        if len(named) != 1:
            raise IllTyped(f"`{self.owner.text(part)}` between dots is neither the part at an index nor one for a single fixed index")
        return next(iter(named.values())), part

    def fixed(self, node: Node, over: Term) -> Term | None:
        found = self.owner.scope.indices.get(spelled(node) or "") if isinstance(node, Name) else None
        return found if found is not None and found.tag[1] is over else None

    def entry(self, row: Row) -> Value:
        """The part at the counting index, with what stands apart put in its place."""
        with self.owner.bound({LETTER: row.index}):
            try:
                total = self.owner.value(row.pattern)
            except IllTyped as why:
                if LETTER not in str(why):
                    raise
                said = "a row with dots, of which it is not clear over what it counts"
                raise NotSupported(f"{said} (`{self.owner.text(row.pattern)}`)", row.pattern.span) from why
        for at, part in row.apart:
            other = self.owner.value(part)
            here, elsewhere = scalar(iverson(eq(row.index, at))), scalar(iverson(ne(row.index, at)))
            total = arrays.plus(arrays.times(elsewhere, total), arrays.times(here, other))
        return total

    def over(self, row: Row, operator: str) -> Value:
        v = self.entry(row)
        if operator == "prod" and v.rank:
            raise IllTyped(f"a product with dots of {arrays.shape_text(v)}")
        axes = arrays.fresh(v.axes)
        return replace(v, body=abstract(bind(operator, row.index, v.entry(*axes)), axes), literal=False, of=None, wrt=None)

    def array(self, parts: Sequence[Node], across: bool) -> Value:
        """The array of the parts, side by side or one below the other: numbers make a vector, columns side by side (and rows below each
        other) a matrix."""
        row = self.row(_plain(parts))
        v = self.entry(row)
        over: Term = row.index.tag[1]
        if v.rank == 0:
            return Value((over,), abstract(v.body, (row.index,)), row=across)
        if v.rank == 1 and not across and not v.row and self.owner.slips.mending:
            self.owner.slips.note("parts as rows", parts[0], f"{self.owner.text(parts[0])}^\\top")
            v = replace(v, row=True)  # `\\begin{matrix} u_1 \\\\ \\vdots \\\\ u_n \\end{matrix}`
        if v.rank != 1 or v.row is across:
            raise IllTyped(f"a {'row' if across else 'column'} of which each part is {arrays.shape_text(v)}")
        (inner,) = arrays.fresh(v.axes)
        own = (inner, row.index) if across else (row.index, inner)
        axes = (*v.axes, over) if across else (over, *v.axes)
        return Value(axes, abstract(v.entry(inner), own))


def _forwards(parts: Sequence[Node]) -> Sequence[Node]:
    """`x_n + x_{n-1} + \\cdots + x_1` counts from its end."""
    backwards = _counted(parts[0], parts[-1]) is None and _counted(parts[-1], parts[0]) is not None
    return parts[::-1] if backwards else parts


def _as_powers(parts: Sequence[Node]) -> Sequence[Node]:
    """`1 + x + \\cdots + x^n` as powers of x, `1 + 2 + 4 + \\cdots + 2^n` as powers of 2."""
    match parts[-1]:
        case Scripted(base, None, sup, 0) if sup is not None and not isinstance(sup, Number):
            return [replace(parts[-1], sup=Number(str(k), p.span)) if (k := _exponent(p, base)) is not None else p for p in parts]
        case Product((*before, Scripted(base, None, sup, 0) as power), operators) if sup is not None and not isinstance(sup, Number):
            return [_with_power(p, tuple(before), operators, power, base) for p in parts]
    return parts


def _with_power(part: Node, before: tuple[Node, ...], operators: tuple[str, ...], power: Scripted, base: Node) -> Node:
    """`a` and `a x` before `a x^n` as `a x^0` and `a x^1`; any other part stays what it is."""
    own = part.factors if isinstance(part, Product) else (part,)
    exponent = 0 if own == before else _exponent(own[-1], base) if own[:-1] == before else None
    if exponent is None:
        return part
    return Product((*before, replace(power, sup=Number(str(exponent), part.span))), operators, part.span)


def _exponent(part: Node, base: Node) -> int | None:
    match part, base:
        case _ if part == base:
            return 1
        case Number("1"), _:
            return 0
        case Number(text), Number(of) if text.isdecimal() and of.isdecimal() and len(text) < 10 and int(of[:9]) > 1:
            return next((k for k in range(30) if int(of[:9]) ** k == int(text)), None)
    return None


def _counted(first: Node, last: Node) -> tuple[Node, Node, list[Node]] | None:
    """The two with a letter for the index in which they differ, what stands for it in the first, and wherever it stands in the last."""
    holes: list[tuple[Any, Any]] = []
    pattern = _common(first, last, holes)
    if not holes or any(h != holes[0] for h in holes) or not isinstance(holes[0][0], Number) or holes[0][1] is None:
        return None
    return pattern, holes[0][0], [high for _, high in holes]


def _common(a: Any, b: Any, holes: list[tuple[Any, Any]]) -> Any:
    if a == b:
        return a
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return tuple(_common(x, y, holes) for x, y in zip(a, b, strict=True))
    if type(a) is type(b) and is_dataclass(a) and not isinstance(a, Name | Number):
        parts = {f.name: _common(getattr(a, f.name), getattr(b, f.name), holes) for f in fields(a) if f.name not in ("span", "font")}
        return replace(a, **parts)  # type: ignore[type-var]
    holes.append((a, b))
    return Name(LETTER, span=getattr(a, "span", Name("").span))


def _match(pattern: Node, part: Node) -> Node | None:
    """What stands in the part where the pattern counts; None where it is not that part."""
    found: list[Any] = []

    def walk(p: Any, q: Any) -> bool:
        if isinstance(p, Name) and p.text == LETTER:
            found.append(q)
            return True
        if isinstance(p, tuple) and isinstance(q, tuple):
            return len(p) == len(q) and all(map(walk, p, q))
        if type(p) is type(q) and is_dataclass(p) and not isinstance(p, Name | Number):
            return all(walk(getattr(p, f.name), getattr(q, f.name)) for f in fields(p) if f.name not in ("span", "font"))
        return bool(p == q)

    same = walk(pattern, part) and all(f == found[0] for f in found)
    return found[0] if same and isinstance(found[0], Name | Number | Scripted | Group | Additive) else None


def _plain(parts: Sequence[Node]) -> Sequence[Node]:
    r"""The parts without the notes at some of them: `\\underbrace{\\hat y_1 v}_{\\text{first column}}`."""
    return [replaced(part, lambda n: n.body if isinstance(n, Decorated) else n) for part in parts]


def has_dots(parts: Sequence[Node]) -> bool:
    return any(isinstance(p, Ellipsis_) for p in parts)
