"""Conditions and clauses that stand behind their formula: `$A$ if $x > 0$`, `$A \\quad (w \\neq c)$`, `$A$ for $k = 1, \\dots, n$`.

Comes in: a formula of the page, and what follows it. Goes out: its conditions, and the sets of its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from derive.meaning.names.words import words_at
from derive.meaning.statements import signed
from derive.meaning.statements.condition_words import (
    ALSO_FOR,
    AT,
    BEHIND,
    CLOSES,
    FAILS,
    FOR_ALL,
    FOR_BEFORE,
    FOR_BEHIND,
    ITS_OWN,
    LEADS_ON,
    LISTED,
    OPENS,
    STRONG,
    UNCLEAR,
)
from derive.meaning.statements.conditions import Conditions, binds, for_all, said_of_all
from derive.meaning.statements.letting import ORDER
from derive.meaning.statements.step import Condition
from derive.reading.syntax import Chain, Formula, Group, Listing, Statement, Unreadable

SIGN_BEHIND = re.compile(r"^\s*,?\s*\(?(?:if|when|whenever|provided(?: that)?|for(?: (?:all|any|every|each))?)\b(?! which)[^.;:,]*$", re.I)


class Behind(Conditions):
    """The part of the walk over a page that looks behind a formula for what it holds under. perhaps: what may be meant as a condition of
    the formula at hand, and is none by the kind of things that it relates."""

    perhaps: Condition | None = None

    def words_at(self, n: int) -> str:
        return words_at(self.events, n)

    def conditions_after(self, n: int) -> Iterator[Condition]:
        """`$A = B$ if $x > 0$ and $w \\neq o$`: relations in the words behind a formula; they are read here and passed over later."""
        k, opening = n + 1, BEHIND
        found: list[Condition] = []
        if (bracket := self.bracket_at(n + 1)) is not None:
            self.resume = n + 2
            yield Condition(bracket, self.written(bracket))
            return
        if (bracket := self.words_bracket(n)) is not None:
            self.resume = n + 3
            yield Condition(bracket, self.written(bracket))
            return
        while k + 1 < len(self.events):
            words, what = self.words_at(k), self.events[k + 1].what
            if opening is BEHIND and words.strip()[:1].isupper():
                break  # a new sentence
            if opening is BEHIND and (signed_behind := self.sign_behind(k)):
                found += signed_behind
                self.resume = k + 2
                break
            if not opening.match(words) or not isinstance(what, Formula) or what.display:
                break
            leads_on = LEADS_ON.match(self.words_at(k + 2)) and k + 3 < len(self.events)
            leads_on = leads_on and isinstance(self.events[k + 3].what, Formula) and not ITS_OWN.match(self.words_at(k + 4))
            if leads_on or self.leads_to_display(n, k + 2):
                break
            chains = [s.node for s in what.statements if isinstance(s, Statement) and isinstance(s.node, Chain)]
            if len(chains) != len(what.statements) or not chains or any(c in self.by_cases for c in chains):
                break
            strong = STRONG.search(words) is not None and opening is BEHIND
            if any(not binds(c) and (self.fresh_side(c) is not None or not (strong or self.conditional(c))) for c in chains):
                break
            everywhere = FOR_ALL.match(self.words_at(k + 2)) is not None
            unclear = bool(UNCLEAR.search(words) or FAILS.match(self.words_at(k + 2)))
            letters = self.letters_behind(k + 3) if everywhere else frozenset[str]()
            found += (Condition(c, self.written(c), everywhere, None, unclear, letters=letters) for c in chains if not binds(c))
            if not AT.search(words):  # `f'(x) = 2` at `x = 1`: the point has a place of its own among the steps
                self.resume = k + 2
            k, opening = k + 2, LISTED
        # `$A$ for $x > 0$ and for $x < 0$`: one of several conditions, not all of them
        yield from (replace(c, unclear=True) for c in found) if self.one_of_several(k) else found

    def sign_behind(self, k: int) -> list[Condition]:
        """`$|x| = x$ if $x$ is positive`, `$|x| = -x$ for negative $x$`: a sign in words."""
        if not SIGN_BEHIND.match(self.words_at(k)):
            return []
        said, _ = signed.bounds(self.events, k + 1, self.words_at(k))
        following = self.events[k + 3].what if k + 3 < len(self.events) else None
        leads_on = LEADS_ON.match(self.words_at(k + 2)) and isinstance(following, Formula)
        return [] if leads_on else [Condition(c, self.written(c)) for c in said]

    def one_of_several(self, k: int) -> bool:
        """Whether the words there add another condition behind the same formula."""
        what = self.events[k + 1].what if ALSO_FOR.match(self.words_at(k)) and k + 1 < len(self.events) else None
        alone = isinstance(what, Formula) and not what.display and len(what.statements) == 1
        node = what.statements[0].node if isinstance(what, Formula) and alone and isinstance(what.statements[0], Statement) else None
        leads_on = re.match(r"\s*(,|，|:|[^.;]*[a-z]\s*$)", self.words_at(k + 2))
        behind = self.events[k + 3].what if k + 3 < len(self.events) else None
        return isinstance(node, Chain) and self.conditional(node) and not (leads_on and isinstance(behind, Formula))

    def leads_to_display(self, n: int, k: int) -> bool:
        """Whether the n-th formula, a display that had its condition before it, and the k-th, right behind the next one, are alike:
        `when $a$ $$A$$ when $b$ $$B$$`."""
        this, following = self.events[n].what, self.events[k].what if k < len(self.events) else None
        displays = isinstance(this, Formula) and this.display and isinstance(following, Formula) and following.display
        return displays and bool(self.before)

    def bracket_at(self, n: int) -> Chain | None:
        """`$(w \\neq o)$`: a bracket in a formula of its own, right behind another one."""
        what = self.events[n].what if n < len(self.events) else None
        match what.statements if isinstance(what, Formula) and not what.display else ():
            case (Statement(Group("(", Chain() as chain)),) if not binds(chain) and self.conditional(chain):
                return chain
        return None

    def words_bracket(self, n: int) -> Chain | None:
        """`$A = B$ ($w \\neq o$)`: what stands in a bracket of the words right behind an equation."""
        this, what = self.events[n].what, self.events[n + 2].what if n + 2 < len(self.events) else None
        if not OPENS.match(self.words_at(n + 1)) or not CLOSES.match(self.words_at(n + 3)) or not isinstance(this, Formula):
            return None
        equation = this.statements[-1] if this.statements else None
        if not isinstance(equation, Statement) or not isinstance(equation.node, Chain) or "=" not in equation.node.relations:
            return None
        match what.statements if isinstance(what, Formula) and not what.display else ():
            case (Statement(Chain() as chain),) if not binds(chain) and self.conditional(chain) and self.fresh_side(chain) is None:
                return chain
        return None

    def conditions_behind(self, formula: Formula) -> Iterator[Condition]:
        """`\\quad (w \\neq c)` and `for j \\neq 0` behind a formula: relations between indices, numbers and free variables."""
        before, limit, self.perhaps = False, None, None
        cases = dict(self.cases_behind(formula))
        for n, s in enumerate(formula.statements):
            if isinstance(s, Unreadable) or n == 0 or s.node is limit:
                continue
            if n in cases:
                yield cases[n]
                before = True
                continue
            bracketed = isinstance(s.node, Group) and s.node.kind in ("(", "[")
            worded = bool(FOR_BEFORE.search(s.words)) or (s.opener == "," and said_of_all(formula.statements[n - 1]))
            bound = s.opener == "quad" and isinstance(s.node, Chain) and not {"=", ":=", "==", "in"} & set(s.node.relations)
            if not (bracketed or worded or bound or (s.opener == "," and before)):
                before = False
                continue
            inner = s.node.body if isinstance(s.node, Group) else s.node
            chains = [c for c in (inner.items if isinstance(inner, Listing) else (inner,)) if isinstance(c, Chain)]
            colon = isinstance(inner, Listing) and len(chains) < len(inner.items)  # `(c: c = w_t)` declares
            strong = worded and STRONG.search(s.words) is not None
            listed = s.opener == "," and before and not s.words
            meant = all(self.fresh_side(c) is None if strong else self.conditional(c) for c in chains)
            if bracketed and s.opener == "quad" and chains and not meant and all(set(c.relations) <= ORDER for c in chains):
                self.perhaps = Condition(s.node, self.text(s.node))
            before = bool(chains) and (worded or listed) and meant
            if listed and not bracketed and not before:
                continue
            if chains and meant and not (colon and all(self.declares(c) for c in chains)):
                latex, unclear = ", ".join(self.written(c) for c in chains), bool(UNCLEAR.search(s.words))
                condition = for_all(Condition(s.node, latex, unclear=unclear), formula, n)
                limit = condition.limit
                yield condition

    def clauses_behind(self, formula: Formula, n: int) -> Iterator[Chain]:
        """`for k = 1, ..., n` and `, k \\in [1, n]` behind a formula: over which set a letter runs in it."""
        stated = False  # a relation came before it, that it can be a clause of
        for s in formula.statements:
            if isinstance(s, Statement) and isinstance(s.node, Chain):
                if stated and binds(s.node) and (s.words or s.opener in (",", "quad")):
                    yield s.node
                stated = True
        following = self.events[n + 2].what if n + 2 < len(self.events) and FOR_BEHIND.match(self.words_at(n + 1)) else None
        if isinstance(following, Formula):
            yield from (s.node for s in following.statements if isinstance(s, Statement) and isinstance(s.node, Chain) and binds(s.node))

    def cases_behind(self, formula: Formula) -> list[tuple[int, Condition]]:
        raise NotImplementedError
