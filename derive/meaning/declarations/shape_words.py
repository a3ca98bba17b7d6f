"""Shapes in words: `an $n \\times d$ matrix $X$`, `$x$ is an $n$-dimensional vector`, `$b$ a column vector of length $h$`, `$W$ ($h \\times
d$)`.

Comes in: formulas with the words between them. Goes out: memberships `X \\in \\mathbb{R}^{n \\times d}` as nodes that a Given reads.
Only words that say a shape may stand between a name and its size; anything else there, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from derive.reading.syntax import Chain, Group, Name, Node, Number, Product, Scripted

ARTICLE = r"(?:(?:an?|the|our|some|any|each|both|two|all|given|fixed|let|be|is|are|being|denotes?|represents?)\s+)*"
QUALITY = (r"(?:(?:real|real-valued|column|row|square|symmetric|invertible|constant|positive (?:semi-?)?definite|diagonal|orthogonal|"
           r"weight|data|input|output|feature|parameter|random|unit|열|행|실수|실|대칭|列|实|对称)\s+)*")  # fmt: skip
ANY = (r"(?:(?!(?:not|no|never|of|is|are|on|from|by|with|in|to|and|or|for|if|sum|whose|that|which|has|have)\b)"
       r"[a-z][a-z-]*\s+){0,3}")  # a bias vector, an upper triangular matrix  # fmt: skip
ADJECTIVES = rf"(?:(?:an?|the|our)\s+{ANY})?"
VECTOR = r"(?:vectors?|열벡터|벡터|列向量|向量)"
KIND = rf"(?:matri(?:x|ces)|arrays?|행렬|矩阵|{VECTOR})"
SIZE = r"(?:size|shape|dimensions?|dimensionality|length|order|크기|길이|차원|大小|维度|长度)"
IS = r"(?:\s*[,(:]|\s*(?:은|는|이|가|为|是))?\s*"
OF_SIZE = rf"(?:(?:has|have|of|with)\s+)?(?:{SIZE}(?:은|는|이|가)?\s*(?:of\s+|is\s+)?)?"
SHAPE_AFTER = re.compile(rf"{IS}{ARTICLE}{ADJECTIVES}{QUALITY}(?:{KIND}\s*)?{OF_SIZE}", re.I)  # between a name and its shape
KIND_BEFORE = re.compile(rf"\s*(?:{QUALITY}|{ANY}){KIND}\s*", re.I)  # between a shape and a name
LENGTH_AFTER = re.compile(
    rf"{IS}{ARTICLE}{ADJECTIVES}(?:{QUALITY}{VECTOR}\s*(?:of|with|의)|has|have|of(?=\s+(?:dimension|length|size)))\s*{SIZE}\s*", re.I
)
DIMENSIONAL = rf"\s*[- ]?(?:dim(?:ensional|\.)?|차원|维)?[- ]*(?P<lying>{QUALITY}|{ANY}){VECTOR}"
SINGULAR_BEFORE = re.compile(r"\b(vector|matrix|array)\s*$", re.I)
SINGULAR = re.compile(r"\b(is|has|an?)\b", re.I)
LENGTH_BEFORE = re.compile(rf"{SIZE}\s*(?:of\s*)?$", re.I)
OF_DIMENSION = re.compile(rf"{DIMENSIONAL}\s*", re.I)
IS_OF = re.compile(rf"{IS}{ARTICLE}", re.I)
IN_SPACE = re.compile(rf"{IS}{ARTICLE}{ADJECTIVES}{QUALITY}(?:{KIND}\s*)?(?:in|from)\s*", re.I)  # between a name and R^n
MATRIX = re.compile(r"\bmatri(?:x|ces)\b|행렬|矩阵", re.I)
ELSE_THAN = re.compile(r"\b(?:up to|twice|times|plus|minus|multiple|except|but|not|almost|nearly|like)\b", re.I)
IDENTITY = re.compile(
    r"\bidentity\b(?! (?:map|function))|\bunit matri\w+|단위 ?행렬|항등 ?행렬|单位(?:矩)?阵|Einheitsmatrix|\bidentité\b|\bidentidad\b", re.I
)
LISTED = re.compile(r"\s*(,|,?\s*and|와|과|和)\s*")  # between the names of a list


@dataclass(frozen=True, slots=True)
class Told:
    """A formula with the words up to the next one; follows: whether only a comma parts it from the one before, in the same formula."""

    node: Node
    after: str
    follows: bool = False


def memberships(told: Sequence[Told]) -> Iterator[tuple[Chain, str]]:
    """The memberships that the words between neighbours state, in their order, with these words."""
    for n in range(len(told) - 1):
        first, second = told[n], told[n + 1]
        words = f"{first.after} "  # words come without the space before the next formula
        between = words.strip(" ,") != ""
        leads_on = words[0] == "," and _leads_on(told, n + 1)
        if _is_shape(second.node) and between and SHAPE_AFTER.fullmatch(words) and not leads_on:
            found = _each(_list_up_to(told, n), second.node)
        elif _is_shape(first.node) and KIND_BEFORE.fullmatch(words):
            found = _each(_list_from(told, n + 1), first.node)
        elif _is_size(second.node) and LENGTH_AFTER.fullmatch(words):
            found = _each(_list_up_to(told, n), _square(second.node) if MATRIX.search(words) else second.node)
        elif _is_size(first.node) and (many := OF_DIMENSION.fullmatch(words)):
            found = _each(_list_from(told, n + 1), _lying(first.node, many["lying"]))
        elif _is_space(second.node) and between and IN_SPACE.fullmatch(words):
            found = [Chain((name, second.node), ("in",), name.span) for name in _list_up_to(told, n)]
        elif _is_size(second.node) and between and not leads_on and IS_OF.fullmatch(words) and (many := OF_DIMENSION.match(second.after)):
            found = _each(_list_up_to(told, n), _lying(second.node, many["lying"]))
        else:
            continue
        said = f"{words} {second.after}"
        yield from ((chain, said) for chain in found if not names_identity(chain.operands[0], said))


def names_identity(node: Node, words: str) -> bool:
    """Whether the words call `I` or `I_n` the identity: it takes the shape that its place asks for, and nothing is declared."""
    base = node.base if isinstance(node, Scripted) and node.sup is None else node
    called = IDENTITY.search(words) is not None and ELSE_THAN.search(words) is None
    return isinstance(base, Name) and base.text == "I" and not base.marks and called


def _leads_on(told: Sequence[Told], n: int) -> bool:
    """Whether the shape there is that of the name after it: `$x$, an $n \\times d$ matrix $A$`."""
    ways = KIND_BEFORE.fullmatch(told[n].after) or OF_DIMENSION.fullmatch(told[n].after)
    return n + 1 < len(told) and _is_name(told[n + 1].node) and ways is not None


def _each(names: list[Node], shape: Node) -> list[Chain]:
    body = shape.body if isinstance(shape, Group) else shape
    spaces = [Scripted(Name("R", font="bb", span=name.span), None, body, 0, name.span) for name in names]
    return [Chain((name, where), ("in",), name.span) for name, where in zip(names, spaces, strict=True)]


def _list_up_to(told: Sequence[Told], last: int) -> list[Node]:
    first = last
    single = SINGULAR.search(told[last].after)
    while not single and first > 0 and _is_listed(told, first - 1) and _joined(told, first):
        first -= 1
    return [t.node for t in told[first : last + 1] if _is_name(t.node)]


def _list_from(told: Sequence[Told], first: int) -> list[Node]:
    last = first
    single = SINGULAR_BEFORE.search(told[first - 1].after)
    while not single and last + 1 < len(told) and _is_listed(told, last + 1) and _joined(told, last + 1):
        last += 1
    return [t.node for t in told[first : last + 1] if _is_name(t.node)]


def _joined(told: Sequence[Told], n: int) -> bool:
    """Whether only a comma or `and` parts the formula from the one before."""
    return told[n].follows or LISTED.fullmatch(told[n - 1].after) is not None


def _is_listed(told: Sequence[Told], n: int) -> bool:
    """Whether a name of a list stands there, and not a size: `$y$ of length $n$, $w$ of length $d$`, `$n$-vectors $x$, $d$-vectors $y$`."""
    before = told[n - 1].after if n else ""
    return _is_name(told[n].node) and not LENGTH_BEFORE.search(before) and not OF_DIMENSION.match(told[n].after)


def _is_name(node: Node) -> bool:
    match node:
        case Name() | Scripted(Name(), Name() | Number(), None, 0) | Scripted(Name(), None, Number(), 0):
            return True
    return False


def _is_shape(node: Node) -> bool:
    """`n \\times d`, perhaps in brackets."""
    body = node.body if isinstance(node, Group) and node.kind == "(" else node
    return isinstance(body, Product) and set(body.operators) == {"times"} and all(_is_size(f) for f in body.factors)


def _is_space(node: Node) -> bool:
    return isinstance(node, Scripted) and node.base == Name("R", font="bb") and node.sub is None and node.sup is not None


def _is_size(node: Node) -> bool:
    return isinstance(node, Number | Name) or (isinstance(node, Group) and node.kind == "|" and isinstance(node.body, Name))


def _square(size: Node) -> Node:
    """A matrix of size n has n rows and n columns."""
    return Product((size, size), ("times",), size.span)


def _lying(size: Node, quality: str) -> Node:
    """The shape of a row vector is 1 x n."""
    row = re.search(r"\brow\b|행|行", quality)
    return Product((Number("1", size.span), size), ("times",), size.span) if row else size
