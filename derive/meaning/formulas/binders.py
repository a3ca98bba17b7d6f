"""What a big operator binds: which letters, over which sets, under which conditions.

Comes in: a sum, product, maximum or minimum as it is written. Goes out: its letters, each with its index, and the conditions on them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from derive.meaning.formulas.counting import tidy
from derive.meaning.names.scope import MeaningError, NotSupported, Undeclared, as_latex, is_command, names_in, spelled, unknown_command
from derive.meaning.names.subscripts import outside_sums, subscript_letters
from derive.reading.syntax import Big, Chain, Ellipsis_, Group, Listing, Name, Node, Number, Product, Scripted
from derive.terms.term import ONE, Term, add, index, integer_range, num

if TYPE_CHECKING:
    from derive.meaning.formulas.places import Places


class Binders:
    """The part of elaboration that reads what stands under a big operator."""

    def __init__(self, places: Places) -> None:
        self.places, self.owner = places, places.owner

    def bound(self, big: Big) -> tuple[dict[str, Term], list[Node]]:
        """The letters that the operator binds, each with its index, and the conditions on them."""
        found: dict[str, Term] = {}
        conditions: list[Node] = []
        if big.sub is None:
            self.add_only_letter(big, found)
            return found, conditions
        sub = big.sub
        match big.sup:
            case Chain((Name() as letter, end), ("=",)) if isinstance(sub, Chain) and letter == sub.operands[0]:
                big = replace(big, sup=end)  # `\\sum_{s=1}^{s=K}`
        while isinstance(sub, Group) and sub.kind == "(" and isinstance(sub.body, Listing):
            sub = sub.body  # `\\sum_{(i, j)}`
        items = sub.items if isinstance(sub, Listing) and sub.separator == "," else (sub,)
        starts = [i for i in items if isinstance(i, Chain) and i.relations == ("=",)]
        if isinstance(big.sup, Listing) and len(big.sup.items) == len(starts) == len(items):  # `\\sum_{i=1, j=1}^{n, m}`
            for start, end in zip(starts, big.sup.items, strict=True):
                self.bind(start, replace(big, sup=end), found, conditions)
            return found, conditions
        for item in sorted(items, key=lambda item: not _says_range(item)):  # `k \\neq j, k = 1, \\dots, n`: first what runs where
            self.bind(item, big, found, conditions)
        return found, conditions

    def add_only_letter(self, big: Big, found: dict[str, Term]) -> None:
        """`\\sum e^{x_w}`: the one letter in the subscripts of the body that stands for nothing else."""
        body = [letter for n in outside_sums(big.body) for letter in subscript_letters(n) if self.can_bind(letter)]
        letters = dict.fromkeys(body)
        if len(letters) != 1:
            raise NotSupported("a sum that does not say over what", big.span)
        name = Name(next(iter(letters)), span=big.span)
        self.add(name, self.range_of(name, big), found)

    def bind(self, item: Node, big: Big, found: dict[str, Term], conditions: list[Node]) -> None:
        while isinstance(item, Group) and item.kind == "(":
            item = item.body
        match item:
            case Name() | Scripted(Name(), None, None, _):
                over = self.range_of(item, big)
                self.add(item, over, found)
                conditions += self.left_out(item, over)
            case Listing(":" | "|", (letter, *rest)):  # `k : w_k = w_s`
                told = [
                    home for r in rest if isinstance(letter, Name) and (home := self.places.set_where_it_stands(spelled(letter) or "", r))
                ]
                if told:
                    self.add(letter, told[0], found)
                else:
                    self.bind(letter, big, found, conditions)
                for condition in rest:
                    self.bind(condition, big, found, conditions)
            case Chain((left, Product((whole, taken), ("setminus",))), ("in",)):
                self.bind(replace(item, operands=(left, whole)), big, found, conditions)
                conditions += _apart(left, taken)
            case Chain((left, right), ("in",)):
                for letter in left.items if isinstance(left, Listing) else (left,):
                    self.add(letter, self.places.set(right), found)
            case Chain((Name() as name, Listing(",", (_, *_, Ellipsis_(), _)) as run), ("=",)) if spelled(name) not in found:
                self.add(name, self.places.written_range(run), found)
            case Chain((Name() | Scripted(Name(), None, None) as name, low), ("=",)) if big.sup and spelled(name) not in found:
                self.add(name, self.places.range_to(low, big.sup), found)
            case Chain((Name() as name, Number() as low), ("=",)) if (begun := self.begun(name, low, big)) is not None:
                if spelled(name) not in found:
                    self.owner.slips.note("lost upper end", item, f"{spelled(name)} = {low.text}, \\dots")
                    self.add(name, begun, found)
            case Chain((low, Name() as name, high), (a, b)) if {a, b} <= {"<", "<="} and spelled(name) not in found:
                start, end = self.places.integer(low), self.places.integer(high)
                start = tidy(add(start, ONE)) if a == "<" else start
                end = tidy(add(end, num(-1))) if b == "<" else end
                self.add(name, integer_range(start, end), found)
            case Chain(operands, _):
                letters = [o for o in operands if isinstance(o, Name) and self.can_bind(spelled(o) or "") and spelled(o) not in found]
                loose = [o for o in letters if spelled(o) not in self.places.stated]
                bound = any(isinstance(o, Name) and spelled(o) in found for o in operands)
                if not letters and not bound:  # both are fixed outside: the sum has a letter of its own of the first name
                    letters = [o for o in operands[:1] if isinstance(o, Name) and spelled(o) in self.places.scope.indices]
                if not letters and not bound:
                    self.add_from_subscripts(item, found)
                for operand in loose if loose or bound else letters:
                    self.add(operand, self.range_of(operand, big), found)
                conditions.append(item)
            case _:
                raise NotSupported(f"`{self.owner.text(item)}` under a big operator", item.span)

    def add_from_subscripts(self, relation: Node, found: dict[str, Term]) -> None:
        r"""`\sum_{w_j = w_s}`: the one letter in its subscripts that stands for nothing else; of two the one on the left."""
        written = dict.fromkeys(x for n in names_in(relation) for x in subscript_letters(n))
        letters = [x for x in written if self.can_bind(x)] if found.keys().isdisjoint(written) else []
        first = next(iter(letters), None)
        home = self.places.set_where_it_stands(first, relation) if first is not None and len(letters) <= 2 else None
        if first is not None and home is not None:
            self.add(Name(first, span=relation.span), home, found)

    def left_out(self, letter: Node, over: Term) -> list[Node]:
        """What a sum over this letter and this range left out when it was last written with its bounds, as conditions."""
        written = self.places.scope.sums.get(spelled(letter) or "")
        if written is None or over.op != "range" or not self.owner.slips.mending:
            return []
        found, conditions = dict[str, Term](), list[Node]()
        assert isinstance(written.big.sub, Listing)
        for item in written.big.sub.items:
            self.bind(item, written.big, found, conditions)
        if [i.tag[1] for i in found.values()] != [over]:
            return []
        self.owner.slips.note("sum as before", letter, written.text)
        return conditions

    def begun(self, name: Name, low: Number, big: Big) -> Term | None:
        r"""The range that `\sum_{i=1} x_i` begins with and does not end: that of the letter where it stands, if it begins there."""
        letter = spelled(name) or ""
        if big.sup is not None or not self.can_bind(letter):
            return None
        try:
            over = self.range_of(name, big)
        except MeaningError:
            return None
        return over if over.op == "range" and over.args[0] == num(int(low.text)) else None

    def can_bind(self, letter: str) -> bool:
        """A relation under a sum binds what is neither fixed, nor bound outside, nor free elsewhere in the step."""
        return self.places.unknown(letter) and letter not in self.places.outside

    def add(self, name: Node, over: Term, found: dict[str, Term]) -> None:
        letter = spelled(name)
        if letter is not None and is_command(letter):
            raise unknown_command(letter, name.span)
        if letter is None:
            raise NotSupported(f"`{self.owner.text(name)}` as the letter of a sum", name.span)
        found[letter] = index(f"{letter}'" if letter in self.places.kept else letter, over)  # apart from the free index of that name

    def written_over_a_set(self, letter: str, big: Big) -> bool:
        r"""Whether the page wrote the last sum over this letter, before this one, over a set: `\sum_{k \in V}`, and now `\sum`."""
        before = self.owner.source[: big.span.start]
        own = rf"\\sum\s*(?:\\limits)?\s*_\s*\{{?\s*{re.escape(as_latex(letter))}\s*(\\in(?![A-Za-z])|=)"
        found = re.findall(own, before)
        return bool(found) and found[-1] != "="

    def range_of(self, name: Node, big: Big) -> Term:
        """The set that a bare letter under a big operator ranges over: the one whose elements stand where it stands."""
        letter = spelled(name)
        assert letter is not None
        if isinstance(big.sup, Name) and spelled(big.sup) in self.places.scope.sets:
            return self.places.set(big.sup)
        all_of_them = self.written_over_a_set(letter, big)
        over = self.places.set_where_it_stands(letter, big.body, all_of_them) or self.places.scope.letters.get(letter)
        if over is None:
            raise Undeclared(f"over which set `{letter}` runs is not said; `for ${letter} \\in V$` in the Given would do", name.span)
        return over


def _says_range(item: Node) -> bool:
    """`k \\in V` and `k = 1, ..., n` under a big operator."""
    match item:
        case Chain(_, ("in",)) | Chain((Name(), Listing(",", (_, *_, Ellipsis_(), _))), ("=",)):
            return True
    return False


def _apart(left: Node, taken: Node) -> list[Node]:
    r"""What `w \\in V \\setminus \\{o, c\\}` says of w beside that it is in V."""
    inside = taken.body if isinstance(taken, Group) else taken
    elements = inside.items if isinstance(inside, Listing) else (inside,)
    letters = left.items if isinstance(left, Listing) else (left,)
    return [Chain((letter, e), ("!=",), taken.span) for letter in letters for e in elements]
