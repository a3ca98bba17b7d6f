r"""Slips of notation that only types show: `u_0` for `u_o`, dots that end at a bound letter, `y_1 z_1 + \cdots + y_w z_w`, and a set whose
name has one letter wrong, `\sum_{w \in Vocb}`.

Comes in: a place that has no meaning as it is written. Goes out: what is meant there, where nothing else can be, with the repair noted;
None where there is a doubt. A slip is mended in the steps of a page alone, never in a declaration.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from derive.meaning.formulas.arrays import set_name
from derive.meaning.names.scope import names_in, parts_of, spelled
from derive.reading.repairs import Repair
from derive.reading.syntax import Additive, Big, Chain, Ellipsis_, Listing, Name, Node, Number, Product
from derive.terms.term import ONE, Term, set_of

if TYPE_CHECKING:
    from derive.meaning.formulas.elaborate import Elaborator


class Slips:
    """The part of elaboration that mends. `step` is what the step is about: its sides, then where its chain begins."""

    def __init__(self, owner: Elaborator) -> None:
        self.owner = owner
        self.step: tuple[Node, ...] = ()
        self.found: dict[Repair, None] = {}

    @property
    def mending(self) -> bool:
        return bool(self.step)

    # --- a zero for the letter o ---

    def letter_o(self, node: Node, over: Term | None) -> Term | None:
        """The declared element o of the set, where a 0 stands that names nothing in it."""
        o = self.owner.scope.indices.get("o")
        if not self.mending or o is None or not _is_zero(node) or "o" in self.owner.names:
            return None
        home = set_of(o)
        if (over is not None and home is not over) or home is None or (home.op == "range" and not _begins_above_zero(home)):
            return None
        self.note("zero for o", node, "o")
        return o

    def name_with_o(self, base: Node, sub: Node) -> str | None:
        """The declared name `v_o`, where `v_0` stands and neither it nor v is known."""
        name = f"{spelled(base)}_{{o}}"
        if not self.mending or not _is_zero(sub) or name not in self.owner.scope.values:
            return None
        self.note("zero for o", sub, "o")
        return name

    # --- the name of a set, misspelt ---

    def misspelt_set(self, node: Node) -> Term | None:
        """The only set whose name is a word that one slip of the pen makes this one, where the word is nothing by itself."""
        word, sets = _word(node), self.owner.scope.sets
        if not self.mending or word is None:
            return None
        other = word.swapcase() if len(word) == 1 else ""
        if other in sets and sets[other].op == "set":  # `\\sum_{x \\in v}` beside a set V, whatever else v is
            self.note("misspelt set", node, other)
            return sets[other]
        if self.owner.scope.known(word):
            return None
        near = sorted((name for name in sets if one_slip_apart(word, name)), key=len)
        others = {
            over for name, over in sets.items() if any(name.startswith(n) or n.startswith(name) or one_slip_apart(name, n) for n in near)
        }
        if len(others) != 1:
            return None  # none, or `train` and `trains`
        self.note("misspelt set", node, near[0])
        return others.pop()

    # --- dots that end at a bound letter ---

    def whole_set(self, low: Node, ends: Sequence[Node], over: Term | None) -> Term | None:
        """The whole set, where dots run from 1 to a letter that a sum of this chain binds and that is free nowhere else in the step."""
        high = ends[0]
        name = spelled(high)
        if not self.mending or over is None or over.op not in ("set", "range") or not isinstance(high, Name) or name is None:
            return None
        starts = spelled(low) == "1" and name not in self.owner.scope.indices and name not in self.owner.names
        if not starts or not any(name in _bound_letters(n) for n in self.step) or any(_stands_free(name, n) for n in self.step[:2]):
            return None
        if over.op == "range" and over.args[0] is not ONE:
            return None
        for end in ends:
            self.note("reused index", end, set_name(over) if over.op == "range" else f"|{set_name(over)}|")
        return over

    def note(self, kind: str, node: Node, read: str) -> None:
        self.found[Repair(kind, node.span.start, node.span.end, read)] = None


def _word(node: Node) -> str | None:
    r"""A word, in `\text{..}` or as letters side by side."""
    if isinstance(node, Product) and not any(node.operators):
        letters = [f.text if isinstance(f, Name) and not f.marks else "?" for f in node.factors]
        return "".join(letters) if all(len(x) == 1 and x.isalpha() for x in letters) else None
    return spelled(node) if isinstance(node, Name) else None


def one_slip_apart(word: str, name: str) -> bool:
    """Whether two words differ by one letter that is lost, doubled, wrong, or has changed places with the next one. Short words and
    symbols differ by one letter because they are meant to, and so do words of which one is the other's plural, or has a number."""
    short, long = sorted((word, name), key=len)
    if len(short) < 4 or not (word.isalpha() and name.isalpha()) or word == name or long == f"{short}s":
        return False
    start = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) > len(short):
        return short[start:] == long[start + 1 :]
    swapped = long[:start] + long[start : start + 2][::-1] + long[start + 2 :]
    return short in (swapped, f"{long[:start]}{short[start]}{long[start + 1 :]}")


def _is_zero(node: Node) -> bool:
    return isinstance(node, Number) and node.text == "0"


def _begins_above_zero(over: Term) -> bool:
    low = over.args[0]
    return low.op == "num" and low.tag > 0


def _bound_letters(node: Node) -> set[str]:
    """The letters that big operators in it bind."""
    found: set[str] = set()
    for n in names_in(node):
        items = () if not isinstance(n, Big) else n.sub.items if isinstance(n.sub, Listing) else (n.sub,)
        for item in items:
            letter = item.operands[0] if isinstance(item, Chain) else item
            found.update(s for part in (letter.items if isinstance(letter, Listing) else (letter,)) if part and (s := spelled(part)))
    return found


def _stands_free(name: str, node: Node) -> bool:
    """Whether the letter stands outside of what binds it and of the terms next to dots."""
    match node:
        case Name():
            return spelled(node) == name
        case Big() if name in _bound_letters(node):
            return False
        case Additive(parts, _) | Listing(_, parts) | Product(parts, _) if any(isinstance(part, Ellipsis_) for part in parts):
            return any(_stands_free(name, part) for part in parts[:-1])
        case Number():
            return False
    return any(_stands_free(name, part) for part in parts_of(node))
