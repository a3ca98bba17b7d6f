"""A chain of relations as steps, one for each; what stands in brackets, and equations that make sequences.

Comes in: chains as syntax, while the page is walked. Goes out: steps, and the place in the chain from which the next row goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.meaning.declarations.declaration import Declaration
from derive.meaning.declarations.doubted import taken_back
from derive.meaning.declarations.variables import Note
from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.names.parameters import bounds
from derive.meaning.names.scope import MeaningError, spelled
from derive.meaning.statements.comparing import ChainAtHand
from derive.meaning.statements.condition_words import SET_EQUAL
from derive.meaning.statements.relations import Relations
from derive.meaning.statements.step import Condition, Side
from derive.meaning.statements.told import declare_again
from derive.meaning.statements.told_recursions import Made
from derive.reading.syntax import (
    Chain,
    Ellipsis_,
    Group,
    Listing,
    Missing,
    Name,
    Number,
)
from derive.terms.term import Term, index


class Chains(Relations):
    """The part of the walk over a page that goes along chains."""

    doubt: str
    after_step: Callable[[], None] | None
    goes_from: bool
    words_around: tuple[str, str]
    sequences: list[Made]

    def remark(self, node: Group) -> None:
        """A bracket that holds relations: its steps, the chain goes on from the first of them."""
        inner = node.body.items if isinstance(node.body, Listing) else (node.body,)
        outer: ChainAtHand | None = None
        for item in inner:
            while isinstance(item, Group) and isinstance(item.body, Chain | Group):
                item = item.body
            if isinstance(item, Chain) and self.declares(item):
                self.declare_indices(item)
            elif isinstance(item, Chain):
                saved = self.chain
                self.chain = ChainAtHand(number=saved.number + 1, behind=saved.behind)
                self.chain_of(item)
                outer = outer or self.chain
                self.chain = replace(saved, number=self.chain.number + 1)
        if outer is not None and self.chain.last is None:
            self.chain = replace(outer, number=outer.number)

    def declare_indices(self, chain: Chain) -> None:
        """What a letter stands for: a fact from here on. That two elements of which the Given speaks are one is only supposed, and by
        words that do not say so it may be meant of what stands before, or behind, or of nothing."""
        if all((spelled(o) or "") in self.scope.indices and isinstance(o, Name) for o in chain.operands):
            lasting = SET_EQUAL.search(self.words_around[0]) is not None
            self.before = (*self.before, Condition(chain, self.written(chain), unclear=not lasting, lasting=lasting))
            return
        condition = self.elaborator().places.condition(chain)
        if Term(condition.op, condition.args[::-1]) not in self.scope.facts:
            self.scope.facts[condition] = None

    def chain_of(self, chain: Chain) -> None:
        """The relations of one chain, one step each."""
        self.scope = declare_again(self.scope, self.page.text, chain) or self.scope
        map_between_sets = chain.relations == (":", "->")
        if map_between_sets or all(r in ("in", "~", "subset", "notin") for r in chain.relations) or self.declares(chain):
            if self.declares(chain):
                self.declare_indices(chain)
            return
        if any(m.start == chain.span.start for m in self.sequences):
            self.make_sequence(replace(chain, operands=chain.operands[:2], relations=chain.relations[:1]))
            if len(chain.operands) == 2:
                return
            chain = replace(chain, operands=(Missing(chain.operands[1].span), *chain.operands[2:]), relations=chain.relations[1:])
        free = not self.chain.behind and not self.before and not taken_back(*self.words_around)
        if self.parameters and free and bounds(chain, self.parameters):
            self.declare_bound(chain)
            for left, relation, right in zip(chain.operands, chain.relations, chain.operands[1:], strict=False):
                a, b = (Side(o.text, o.span) if isinstance(o, Number) else self.side(o) for o in (left, right))
                self.emit(a, relation, b, (), "given", "said of a number that the definition before introduces")
            return
        operands = list(chain.operands)
        self.goes_from = isinstance(operands[0], Missing)
        if self.goes_from:
            if self.chain.last is None:
                self.broken(chain, "a relation begins here, but no expression stands before it")
                return
            operands[0] = self.chain.last
        elif isinstance(operands[0], Group) and holds_relations(operands[0]):
            self.chain.last = None
            self.remark(operands[0])
            if self.chain.last is None:
                self.broken(chain, "the bracket on the left holds no expression to go on from")
                return
            operands[0] = self.chain.last
        else:
            self.chain.first = operands[0]
        self.previous = None if operands[0] is not self.chain.last else self.previous
        for left, relation, right in zip(operands, chain.relations, operands[1:], strict=False):
            if isinstance(right, Ellipsis_) and relation == "=":
                return  # `= \\vdots`: the next row goes on from the row above
            if isinstance(right, Missing):
                self.emit(self.side(left), relation, Side("", right.span), (), "unreadable", "nothing stands after the relation sign")
                continue
            reason = self.unclaimed(self.chain.first, left, relation, right, right is operands[-1])
            self.doubt, self.after_step = self.all_chosen(chain, left, right)
            self.relation(left, relation, right, self.under(self.chain.behind))
            self.note_unclaimed(reason, left)
            if self.after_step is not None:
                self.after_step()
            self.chain.last, self.previous = right, left

    def make_sequence(self, chain: Chain) -> None:
        """An equation that says what the entries of a sequence are: a fact from here on."""
        made = next(m for m in self.sequences if m.start == chain.span.start)
        declaration = Declaration(self.scope.child(), self.page.text)
        if made.letter is not None and made.over is not None:
            declaration.names[made.letter] = index(made.letter, made.over)
        left, right = (self.side(o) for o in chain.operands)
        outcome, reason = "given", f"says what the entries of `{made.base}` are"
        try:
            declaration.fact(chain)
            self.scope = declaration.scope
        except (MeaningError, IllTyped) as why:
            outcome, reason = "undecided", self.located(why) if isinstance(why, MeaningError) else self.ill_typed(why)
            self.notes.append((None, Note(f"the recursion of `{made.base}`", chain.span, frozenset({made.base}), quiet=True)))
        self.chain.first = chain.operands[0]
        self.emit(left, chain.relations[0], right, (), outcome, reason)
        self.chain.last, self.previous = chain.operands[1], chain.operands[0]

    def broken(self, chain: Chain, reason: str) -> None:
        for relation, right in zip(chain.relations, chain.operands[1:], strict=False):
            self.emit(Side("", chain.span), relation, self.side(right), (), "unreadable", reason)
            self.chain.last = right


def holds_relations(node: Group) -> bool:
    inner = node.body.items if isinstance(node.body, Listing) else (node.body,)
    if node.kind == "[" and isinstance(node.body, Chain):
        return False
    return any(isinstance(i, Chain) or (isinstance(i, Group) and isinstance(i.body, Chain)) for i in inner)
