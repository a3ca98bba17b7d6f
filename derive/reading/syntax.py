"""The untyped syntax of formulas and pages: what stands where, before anyone asks what it means.

Comes in: nothing. Goes out: frozen trees that the parser builds and `meaning` reads. Every node keeps its span (offsets
into the text of the file). Juxtaposition, subscripts, superscripts and brackets stay undecided here: types decide them later.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TypeAlias

from derive.reading.origins import Origins
from derive.reading.repairs import Repair


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of character offsets in the text of the file."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A literal numeral as written: `2`, `0.5`."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    r"""A symbol: one letter, a Greek letter (`\alpha`), a word (`softmax`, from `\text`, `\operatorname`, `\exp`).

    marks are decorations, innermost first (`hat`, `tilde`, `bar`, `vec`, `dot`, `star` for a superscript star);
    font is `bf`, `rm`, `cal`, `bb`, ... or empty: fonts do not make a new symbol unless both spellings are declared.
    """

    text: str
    marks: tuple[str, ...] = ()
    font: str = field(default="", compare=False)
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Scripted:
    """A base with a subscript, a superscript, and a number of primes; at least one of the three is present."""

    base: Node
    sub: Node | None
    sup: Node | None
    primes: int
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Product:
    r"""Factors in the order of the page. operators[i] stands before factors[i+1]: `` (juxtaposition), `cdot`, `times`,
    `circ`, `odot`, `/`. So `a b \cdot c / d` has operators ("", "cdot", "/"). A function name without brackets
    (`\log x`) is simply a factor before its argument: what is applied to what is decided by meaning."""

    factors: tuple[Node, ...]
    operators: tuple[str, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Additive:
    r"""Signed terms: signs[i] in "+", "-", "\pm" stands before terms[i]; the first sign is "+" where none was written."""

    terms: tuple[Node, ...]
    signs: tuple[str, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Fraction:
    numerator: Node
    denominator: Node
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Root:
    """A root: degree None for the square root. squared: what the page defines is the square, `s^2 = ...`, and this is what s is."""

    body: Node
    degree: Node | None
    span: Span = field(compare=False)
    squared: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Something in brackets. kind: "(", "[", "{" (written brackets), "|" (absolute value, size), "||" (norm), "<"."""

    kind: str
    body: Node
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Listing:
    r"""Items separated by `,` or `;` or `|` (also `\mid`); `;` binds loosest, then `|`, then `,`."""

    separator: str
    items: tuple[Node, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Chain:
    r"""`A = B \le C`: operands and the relations between them (len(relations) == len(operands) - 1, at least one).

    Relations: "=", "!=", "<", "<=", ">", ">=", ":=", "==" (\equiv), "in", "notin", "~", "~=" (\approx), "propto", "->",
    "subset". The first operand is Missing where the formula starts with the relation (`= C`), the last where it ends with one.
    """

    operands: tuple[Node, ...]
    relations: tuple[str, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing stands where an expression could."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Big:
    """A big operator ("sum", "prod", "max", "min", "argmax", "argmin", "int", "lim") with its body: everything to the next
    + or - at its level; a leading - belongs to the body. sub and sup are the parsed bounds; several conditions under it
    (\\substack, \\atop, comma list) come as Listing(",", ...), a redundant bracket around one is removed."""

    operator: str
    sub: Node | None
    sup: Node | None
    body: Node
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Derivative:
    r"""`\frac{\partial J}{\partial x}`, `\frac{\partial}{\partial x} f`, `\partial F / \partial U`, `\frac{df}{dx}`, `\nabla_x f`.

    kind: "partial", "d" or "nabla"; of: what is differentiated (Missing where a nabla or an operator has nothing after it);
    by: the variables, one for each order (`\partial x^2` gives (x, x); `\partial w \partial w^\top` gives (w, w));
    empty for a nabla without subscript. order: `\nabla^2` and `\partial^2` give 2.
    """

    kind: str
    of: Node
    by: tuple[Node, ...]
    order: int
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix written out, row by row."""

    rows: tuple[tuple[Node, ...], ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Cases:
    """Values with their conditions (None for "otherwise")."""

    branches: tuple[tuple[Node, Node | None], ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Ellipsis_:
    r"""`\dots` in any of its spellings."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Decorated:
    r"""An \underbrace or \overset note: the thing itself; the note is kept only for display."""

    body: Node
    note: str
    span: Span = field(compare=False)


Node: TypeAlias = (
    Number | Name | Scripted | Product | Additive | Fraction | Root | Group | Listing | Chain | Missing | Big
    | Derivative | Matrix | Cases | Ellipsis_ | Decorated
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    r"""One statement of a formula: an expression, a chain, a bracketed remark.

    opener says what stood before it: "" (the formula begins here), "," ";" "quad" (also \qquad), "row" (a new row of an
    environment), "therefore" (\Rightarrow, \implies, \therefore: a new statement starts), "because", "iff"; `words` is the
    text (\text{if }, \text{for all}) that stood between it and the statement before, else "".
    """

    node: Node
    opener: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A stretch of a formula that could not be parsed, with the place and one sentence that says why."""

    reason: str
    at: int
    span: Span


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula of the page, and what was mended in it."""

    span: Span
    display: bool
    statements: tuple[Statement | Unreadable, ...]
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Prose between formulas (never empty; line breaks inside a paragraph kept as they are)."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Break:
    """Where something ends or begins: "heading", "item" (a list item), "paragraph"; depth of the list for an item."""

    kind: str
    span: Span
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Expectation:
    """`<!-- refuted -->` (step None) or `<!-- c.4: ill-typed|refuted -->`: verdicts that the author expects."""

    step: str | None
    verdicts: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on the page, in order. part: the part it belongs to ("0", "b", "1.2", "b~2"); section: the path of heading
    ordinals that it stands under; given: the number of the Given block that it belongs to, or None."""

    what: Formula | Words | Break | Expectation
    part: str
    section: tuple[int, ...]
    given: int | None


@dataclass(frozen=True, slots=True)
class GivenBlock:
    """A Given block: its number, where it starts, the section whose events (and all sections below) it holds for, and the one it
    stands in."""

    number: int
    span: Span
    scope: tuple[int, ...]
    home: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A document as read: its text, its events in order, its Given blocks, the `given:` entry of its front matter; what was mended;
    notes are what it asks for and does not get, each with its place."""

    text: str
    events: tuple[Event, ...]
    givens: tuple[GivenBlock, ...]
    front_given: str | None
    origins: Origins = field(compare=False)
    repairs: tuple[Repair, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1; columns count characters."""
        place = self.origins.place(offset)
        return place.line, place.column

    def repairs_within(self, *spans: Span) -> tuple[Repair, ...]:
        """What was mended in any of these stretches, in the order of the page."""
        found: dict[Repair, None] = {}
        for span in spans:
            first = bisect_left(self.repairs, span.start, key=lambda repair: repair.start)
            for repair in self.repairs[first:]:
                if repair.start > span.end:
                    break
                if repair.end <= span.end:
                    found[repair] = None
        return tuple(sorted(found, key=lambda repair: (repair.start, repair.end)))
