"""What a page's formulas let one guess beyond shapes: which names it defines itself, how its matrices lie, and what its probabilities
and its loss are.

Comes in: syntax, and the text that it was read from. Goes out: guesses, each as text for a declaration. Knows nothing of scopes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from derive.meaning.names.scope import names_in, spelled
from derive.meaning.names.subscripts import subscripts
from derive.reading.syntax import Big, Chain, Derivative, Fraction, Group, Name, Node, Number, Product, Scripted
from derive.reading.vocabulary import TRANSPOSES


def defined_by_the_page(nodes: Iterable[Node], bound: Collection[str]) -> dict[str, Node]:
    """Names that stand alone on the left of an equation, as they are or with a letter that sums bind: the page says what they are.
    With each the equation."""
    found: dict[str, Node] = {}
    for node in nodes:
        match node:
            case Chain((Name() as left, right, *_), ("=" | ":=", *_)) if not isinstance(right, Number) and not _is_list(right):
                found.setdefault(spelled(left) or "", node)
            case Chain((Scripted(base, sub, None, 0), right, *_), ("=" | ":=", *_)) if sub is not None and not isinstance(right, Number):
                if all(spelled(letter) in bound for letter in subscripts(sub, 2)):
                    found.setdefault(spelled(base) or "", node)
    return found


def first_equation(node: Node, source: str) -> str | None:
    """`p = \\operatorname{softmax}(z)`, the beginning of a chain whose left side is a name alone, as text."""
    match node:
        case Chain((Name() as left, right, *_), _):
            return source[left.span.start : right.span.end]
    return None


def is_plain(text: str, source: str) -> bool:
    """Whether the text uses no command that the page defines: elsewhere it would say nothing."""
    own = re.findall(r"\\(?:re)?(?:newcommand|def|DeclareMathOperator)\*?\s*\{?\s*\\([A-Za-z]+)", source)
    return not any(re.search(rf"\\{name}(?![A-Za-z])", text) for name in own)


def _is_list(node: Node) -> bool:
    return isinstance(node, Group) and node.kind == "["


def fixed_at(nodes: Iterable[Node], bound: Collection[str]) -> dict[str, str]:
    """`y_o = 1`: names of which one entry is said to be 1, with its letter."""
    found: dict[str, str] = {}
    for node in nodes:
        match node:
            case Chain((Scripted(base, sub, None, 0), Number("1")), ("=",)) if sub is not None and spelled(sub) not in bound:
                found.setdefault(spelled(base) or "", spelled(sub) or "")
    return found


def lies_in_rows(matrix: str, nodes: Iterable[Node], vectors: Collection[str], numbers: Collection[str]) -> bool:
    """Whether most products of the matrix fit only if the vectors are its rows: `U v_c`, `U^T p`, and its gradients `p v_c^T`."""
    votes = Counter[bool]()
    for node in nodes:
        for product in gradients(node, matrix):
            first, last = product.factors[0], product.factors[-1]
            votes[True] += _member(last, vectors) and _turned(last)
            votes[False] += _member(first, vectors) and not _turned(first)
        for n in names_in(node):
            for left, right in zip(n.factors, n.factors[1:], strict=False) if isinstance(n, Product) else ():
                turned = isinstance(left, Scripted) and isinstance(left.sup, Name) and left.sup.text in TRANSPOSES and left.sub is None
                name = spelled(left.base) if turned and isinstance(left, Scripted) else spelled(left)
                base = spelled(right.base) if isinstance(right, Scripted) and right.sub is not None else None
                inside = {spelled(x) for x in names_in(right)}
                if name == matrix and base in vectors:
                    votes[not turned] += 1
                elif name == matrix and inside & set(numbers):
                    votes[turned] += 1
    return votes[True] > votes[False]


def gradients(node: Node, matrix: str) -> Iterator[Product]:
    """The products that an equation gives for the derivative by the matrix."""
    match node:
        case Chain((Derivative(by=(by,)), *others), _) if spelled(by) == matrix:
            yield from (o for o in others if isinstance(o, Product))


def _member(node: Node, vectors: Collection[str]) -> bool:
    """`v_c`, `v_c^T` and `{v_c}^T`."""
    inside = [n for n in names_in(node) if isinstance(n, Scripted) and n.sub is not None]
    return isinstance(node, Scripted) and any(spelled(n.base) in vectors for n in inside)


def _turned(node: Node) -> bool:
    return isinstance(node, Scripted) and isinstance(node.sup, Name) and node.sup.text in TRANSPOSES


def softmax_fraction(nodes: Iterable[Node], source: str) -> tuple[str, str] | None:
    """The body of the sum in `\\frac{e^{s_o}}{\\sum_w e^{s_w}}`, as text, and the letter that the sum binds."""
    for node in nodes:
        for n in names_in(node):
            match n:
                case Fraction(above, Big("sum", sub, _, body)) if sub is not None and _has_exp(above) and _has_exp(body):
                    first = sub.operands[0] if isinstance(sub, Chain) else sub
                    letter = spelled(first)
                    if letter is not None and len(letter.rstrip("'")) == 1:
                        return source[body.span.start : body.span.end], letter
    return None


def _has_exp(node: Node) -> bool:
    return any(isinstance(n, Name) and n.text in ("exp", "e") for n in names_in(node))


def with_letter(text: str, old: str, new: str) -> str:
    """The text with another letter, where the letter stands alone."""
    return re.sub(rf"(?<![A-Za-z\\]){re.escape(old)}(?![A-Za-z])", new, text)


def losses(nodes: Iterable[Node]) -> Iterator[str]:
    """Names of one letter that are differentiated."""
    for node in nodes:
        for n in names_in(node):
            if isinstance(n, Derivative) and isinstance(n.of, Name) and n.of.text in ("J", "L"):
                yield n.of.text


def logarithms(nodes: Iterable[Node]) -> Iterator[tuple[str, str]]:
    """`\\log p_o`: names and the letters of the entries whose logarithm stands on the page."""
    for node in nodes:
        for n in names_in(node):
            for left, right in zip(n.factors, n.factors[1:], strict=False) if isinstance(n, Product) else ():
                inner = right.body if isinstance(right, Group) else right
                if isinstance(left, Name) and left.text in ("log", "ln") and isinstance(inner, Scripted) and inner.sub is not None:
                    name, letter = spelled(inner.base), spelled(inner.sub)
                    if name and letter:
                        yield name, letter


def other_sizes(nodes: Iterable[Node], sets: Collection[str]) -> list[str]:
    """The names in bars, `|V|`, that no sum runs over by name."""
    found = dict.fromkeys(
        spelled(n.body) for node in nodes for n in names_in(node) if isinstance(n, Group) and n.kind == "|" and isinstance(n.body, Name)
    )
    return [name for name in found if name is not None and name not in sets]
