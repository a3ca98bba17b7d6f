r"""Syntax back to LaTeX, in the writer's own notation wherever a piece stands on the page.

Comes in: a node and the text of its page. Goes out: LaTeX; what stands on the page is copied, what was made is written plainly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from derive.reading.syntax import (
    Additive,
    Big,
    Chain,
    Decorated,
    Derivative,
    Ellipsis_,
    Fraction,
    Group,
    Listing,
    Missing,
    Name,
    Node,
    Number,
    Product,
    Root,
    Scripted,
    Span,
)
from derive.reading.vocabulary import NAMES

OPERATORS = {"": " ", "cdot": r" \cdot ", "times": r" \times ", "circ": r" \circ ", "odot": r" \odot ", "/": " / ", "*": " * "}
RELATIONS = {"!=": r"\neq", "<=": r"\le", ">=": r"\ge", "in": r"\in", "notin": r"\notin", "~": r"\sim", "->": r"\to"}
BRACKETS = {"(": ("(", ")"), "[": ("[", "]"), "{": (r"\{", r"\}"), "|": ("|", "|"), "||": (r"\|", r"\|"), "<": (r"\langle ", r" \rangle")}
FONTS = {"bf": "mathbf", "rm": "mathrm", "cal": "mathcal", "bb": "mathbb", "it": "mathit", "sf": "mathsf"}
SEPARATORS = {",": ", ", ";": "; ", "|": r" \mid "}


BRACE = re.compile(r"(?<!\\)[{}]")
CLOSING = re.compile(r"\s*\}")
COMMAND_AT_END = re.compile(r"\\[A-Za-z]+$")


class CannotWrite(Exception):
    """A construct that is only ever copied, never written anew."""


def written(node: Node, text: str) -> str:
    """The LaTeX of a node. Raises CannotWrite for what is only copied."""
    if node.span.end > node.span.start:
        return " ".join(text[node.span.start : node.span.end].split())
    return _made(node, text)


def copied(text: str, span: Span) -> str:
    """A stretch of the page as it stands there, on one line, with the braces behind it that close what opens in it."""
    start, end, depth = span.start, span.end, 0
    for brace in BRACE.finditer(text, start, end):
        depth += 1 if brace.group() == "{" else -1
    while depth > 0 and (closing := CLOSING.match(text, end)) is not None:
        end, depth = closing.end(), depth - 1
    return " ".join(text[start:end].split())


def spliced(root: Node, changes: Iterable[tuple[Node, Node]], text: str) -> str:
    """The LaTeX of the root as it stands on the page, with the new nodes written where the old ones stand."""
    found, at = "", root.span.start
    for old, new in sorted(changes, key=lambda c: c[0].span.start):
        if not at <= old.span.start <= old.span.end <= root.span.end or at == root.span.end:
            raise CannotWrite("the place is not on the page")
        before, piece = text[at : old.span.start], written(new, text)
        if before.rstrip().endswith(("_", "^")) and len(piece) > 1:
            piece = f"{{{piece}}}"
        found, at = _beside(_beside(found, before), piece), old.span.end
    return " ".join(_beside(found, text[at : root.span.end]).split())


def _beside(left: str, right: str) -> str:
    """One after the other: a letter does not go on a command."""
    return f"{left} {right}" if COMMAND_AT_END.search(left) and right[:1].isalpha() else left + right


def _made(node: Node, text: str) -> str:
    match node:
        case Number(digits):
            return digits
        case Name():
            return name(node)
        case Scripted():
            return _scripted(node, text)
        case Product(factors, operators):
            parts = [written(factors[0], text)]
            for operator, factor in zip(operators, factors[1:], strict=True):
                parts += [OPERATORS.get(operator, rf" \{operator} "), written(factor, text)]
            return "".join(parts)
        case Additive(terms, signs):
            parts = [("" if signs[0] == "+" else f"{signs[0]} ") + written(terms[0], text)]
            parts += [f" {s} {written(t, text)}" for s, t in zip(signs[1:], terms[1:], strict=True)]
            return "".join(parts)
        case Fraction(numerator, denominator):
            return rf"\frac{{{written(numerator, text)}}}{{{written(denominator, text)}}}"
        case Root(body, degree):
            return rf"\sqrt{'' if degree is None else f'[{written(degree, text)}]'}{{{written(body, text)}}}"
        case Group(kind, body):
            opening, closing = BRACKETS[kind]
            return f"{opening}{written(body, text)}{closing}"
        case Listing(separator, items):
            return SEPARATORS[separator].join(written(i, text) for i in items)
        case Chain(operands, relations):
            rest = "".join(f" {RELATIONS.get(r, r)} {written(o, text)}" for r, o in zip(relations, operands[1:], strict=True))
            return written(operands[0], text) + rest
        case Big(operator, sub, sup, body):
            below = "" if sub is None else f"_{{{written(sub, text)}}}"
            above = "" if sup is None else f"^{{{written(sup, text)}}}"
            return rf"\{operator}{below}{above} {written(body, text)}"
        case Derivative():
            return _derivative(node, text)
        case Decorated(body, _):
            return written(body, text)
        case Ellipsis_():
            return r"\dots"
        case Missing():
            return ""
    raise CannotWrite(f"a {type(node).__name__} is only copied")


def name(node: Name) -> str:
    """A name from nothing."""
    found = rf"\{node.text}" if node.text in NAMES else node.text if len(node.text) == 1 else rf"\operatorname{{{node.text}}}"
    if node.font in FONTS:
        found = rf"\{FONTS[node.font]}{{{found}}}"
    for mark in node.marks:
        found = f"{found}^*" if mark == "star" else rf"\{mark}{{{found}}}"
    return found


_RAISED = re.compile(r"\^(\{[^{}]*\}|\\[a-z]+|.)$")


def _scripted(node: Scripted, text: str) -> str:
    below = "" if node.sub is None else f"_{{{written(node.sub, text)}}}"
    above = "" if node.sup is None else f"^{{{written(node.sup, text)}}}"
    base = written(node.base, text)
    plain = len(base) == 1 or base[-1] in ")]}" or base.startswith("\\")
    plain = plain and not (above and _RAISED.search(base))  # `{W^{(1)}}^{\top}`: LaTeX takes no second superscript
    return f"{base if plain else f'{{{base}}}'}{chr(39) * node.primes}{below}{above}"


def _derivative(node: Derivative, text: str) -> str:
    by = [written(b, text) for b in node.by]
    of = written(node.of, text)
    if node.kind == "nabla":
        return rf"\nabla{f'_{{{by[0]}}}' if by else ''} {of}"
    d = r"\partial" if node.kind == "partial" else "d"
    order = f"^{node.order}" if node.order > 1 else ""
    below = f"{d} {by[0]}{order}" if len(set(by)) == 1 else " ".join(f"{d} {b}" for b in by)
    return rf"\frac{{{d}{order} {of}}}{{{below}}}"
