"""What stands between brackets and bars: groups, rows and columns written out, norms, sizes, determinants, absolute values.

Comes in: a Group or Matrix node. Goes out: a value. Raises IllTyped, Undeclared, NotSupported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from derive.meaning.formulas import inner, masks, matrices
from derive.meaning.formulas.arrays import IllTyped, Value, scalar, shape_text
from derive.meaning.formulas.ellipses import has_dots
from derive.meaning.names.scope import NotSupported, Undeclared, names_in, spelled
from derive.reading.syntax import Chain, Group, Listing, Name, Node, Product
from derive.terms.term import Term, fn

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator

BINOMIAL = re.compile(
    r"binomi(?:al|nom|o)|\bn choose\b|이항 ?(?:계수|정리|분포|전개)|(?<!선형 )(?<!선형)조합|二项|二項|组合(?:数|恒等|意义|数学)|組合せ",
    re.I,
)


class Brackets:
    """The part of elaboration that reads brackets."""

    def __init__(self, owner: Elaborator) -> None:
        self.owner = owner

    def group(self, node: Group) -> Value:
        body = node.body
        if isinstance(body, Listing) and node.kind in ("(", "[", "{") and has_dots(body.items):
            return self.owner.ellipses.array(body.items, across=node.kind == "[")
        if node.kind == "[" and isinstance(body, Product) and has_dots(body.factors) and not any(body.operators):
            return self.side_by_side(body)
        match node.kind:
            case "(" | "[" | "{" if not isinstance(body, Listing | Chain):
                return self.owner.value(body)
            case "[" | "(" if isinstance(body, Chain) and (node.kind == "[" or body.relations[0] in masks.ORDER):
                return masks.bracket(self.owner, body)
            case "|":
                return self.bars(body)
            case "||":
                self.owner.no_number(body)
                return matrices.norm(self.owner.value(body), "")
            case "<":
                return inner.product(self.owner, node)
            case "floor" | "ceil":
                raise NotSupported(f"`{self.owner.text(node)}` is not supported yet", node.span)
        if node.kind == "[" and isinstance(body, Listing) and body.separator == "," and len(body.items) > 1:
            raise NotSupported(f"`{self.owner.text(node)}`, an array written out entry by entry, is not judged", node.span)
        if node.kind == "{" and isinstance(body, Chain) and body.relations[0] == "in":
            raise NotSupported(f"`{self.owner.text(node)}`, a set told by what its members are, is not judged", node.span)
        raise IllTyped(f"`{self.owner.text(node)}` is a list, where an expression is needed")

    def side_by_side(self, body: Product) -> Value:
        r"""`[u_1 \dots u_n]`: a product of numbers, but of vectors the matrix whose columns they are."""
        try:
            return self.owner.value(body)
        except (IllTyped, NotSupported):
            return self.owner.ellipses.array(body.factors, across=True)

    def matrix(self, rows: tuple[tuple[Node, ...], ...], node: Node) -> Value:
        """A matrix written out with dots: one row, or one column."""
        if len(rows) == 1 and has_dots(rows[0]):
            return self.owner.ellipses.array(rows[0], across=True)
        column = tuple(row[0] for row in rows)
        if len(column) == 2 and all(len(row) == 1 for row in rows) and self.counts(column, node):
            call = Group("(", Listing(",", column, node.span), node.span)
            return self.owner.application.product((Name("binom", span=node.span), call), ("",))
        if all(len(row) == 1 for row in rows) and has_dots(column):
            return self.owner.ellipses.array(column, across=False)
        raise NotSupported(f"`{self.owner.text(node)}` is a construct that is not judged", node.span)

    def counts(self, column: tuple[Node, ...], node: Node) -> bool:
        r"""Whether `\begin{pmatrix} n \\ k \end{pmatrix}` is a binomial coefficient: the page speaks of these."""
        named = any(isinstance(n, Name) for cell in column for n in names_in(cell))
        return named and self.owner.text(node).startswith(r"\begin{pmatrix}") and BINOMIAL.search(self.owner.source) is not None

    def bars(self, body: Node) -> Value:
        name = spelled(body)
        if name in self.owner.scope.sets and (name not in self.owner.scope.values or self.owner.scope.values[name].rank):
            return scalar(Term("card", (self.owner.scope.sets[name],)))
        if name is not None and len(name) == 1 and name.isupper() and not self.owner.stands_for_something(name):
            what = f"`{name}` stands in bars but is not declared"  # a set, a matrix, a number: its size, determinant or absolute value
            raise Undeclared(f"{what}; `${name}$ a finite set` (or what it is) in the Given would do", body.span)
        v = self.owner.value(body)
        if v.rank == 2:
            return matrices.determinant(v)
        if v.rank == 1:
            return matrices.norm(v, "")  # `|w|^2` of a vector is the square of its length
        if v.rank:
            raise NotSupported(f"the bars of `|{self.owner.text(body)}|` around {shape_text(v)}")
        return scalar(fn("abs", v.body))
