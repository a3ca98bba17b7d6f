r"""Words that stand letter by letter, as formula editors and scanners write them: `J_{n a i v e-s o f t m a x}`, `\sum_{w \in V o c a b}`.

Comes in: a formula and the scope. Goes out: the formula in which such letters, if together they spell a declared name (or the label that a
declared name has), are that name. Letters that spell nothing declared stay a product.
"""

from __future__ import annotations

import re
from dataclasses import replace

from derive.meaning.names.replacing import replaced
from derive.meaning.names.scope import Scope, spelled
from derive.reading.syntax import Additive, Formula, Name, Node, Product, Scripted

SHORTEST = 4  # letters: `d i m` may well be a product
_LABEL = re.compile(r"(?P<base>.+?)_\{(?P<label>[A-Za-z][-_A-Za-z ]{3,})\}")


def spelled_out(formula: Formula, scope: Scope) -> Formula:
    """The formula with the letters of declared names and labels put together."""
    names = [name for table in (scope.sets, scope.values, scope.functions, scope.bare) for name in table]
    words = {name: name for name in names if len(name) >= SHORTEST and name.isalpha()}
    labels = {(m["base"], _plain(m["label"])): m["label"] for m in map(_LABEL.fullmatch, names) if m}

    def make(node: Node) -> Node:
        match node:
            case Scripted(base, sub) if sub is not None and (label := labels.get((spelled(base) or "", _letters(sub)))):
                return replace(node, sub=Name(label, (), "rm", sub.span))
            case Product() if word := words.get(_letters(node, exact=True)):
                return Name(word, (), "rm", node.span)
        return node

    return replaced(formula, make) if words or labels else formula


def _plain(label: str) -> str:
    return re.sub(r"[-_ ]", "", label).lower()


def _letters(node: Node, exact: bool = False) -> str:
    """The letters that stand in a row here, with hyphens between them unless exact; nothing where anything else does."""
    match node:
        case Name(text, ()):
            bare = text.replace("-", "").replace("_", "").replace(" ", "")
            letters = bare if bare.isascii() and bare.isalpha() else ""
        case Product(factors, operators) if not any(operators):
            parts = [_letters(f, exact) for f in factors]
            letters = "".join(parts) if all(parts) else ""
        case Additive(terms, signs) if not exact and set(signs) <= {"", "-", "+"} and signs[1:] == ("-",) * (len(terms) - 1):
            parts = [_letters(t) for t in terms]
            letters = "".join(parts) if all(parts) else ""
        case _:
            return ""
    return letters if exact else letters.lower()
