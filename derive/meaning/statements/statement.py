"""One statement of a formula: a condition, a declaration, a row of a chain, a remark, or a name alone.

Comes in: a statement as syntax, with the words around it, while the page is walked. Goes out: steps, and what holds from here on.
"""

from __future__ import annotations

import re
from dataclasses import replace

from derive.meaning.names import upstream, worlds
from derive.meaning.names.scope import names_in, spelled
from derive.meaning.statements import signed
from derive.meaning.statements.chains import Chains, holds_relations
from derive.meaning.statements.comparing import ChainAtHand
from derive.meaning.statements.condition_words import COMMA, FOR_FRONT, HOLDS_IF, IF_AFTER, JOINED, OF_EVERY, THINGS_AFTER
from derive.meaning.statements.conditions import binds
from derive.meaning.statements.step import Condition, Side
from derive.meaning.statements.told import meant_anew
from derive.meaning.statements.unclaimed import GOES_FROM_REASON, NOTED, REASON, REASON_AFTER
from derive.reading.syntax import (
    Chain,
    Ellipsis_,
    Formula,
    Group,
    Missing,
    Name,
    Node,
    Scripted,
    Statement,
    Unreadable,
)

ASIDE = re.compile(r"\(\s*$|^\s*,\s*$")  # `$y_i \in \{0, 1\}$ ($i = 1, \dots, n$)`, `data $(x_i, y_i)$, $i = 1, \dots, n$`
RELATION = re.compile(r"\\(le|leq|ge|geq|ne|neq|not|approx|sim|simeq|cong|in|equiv|propto|to|subset|subseteq|mapsto)\b|[<>≤≥≠≈≡∼∈∝→⊂]")
ARROW = re.compile(r"(\\(Rightarrow|implies|therefore|Longrightarrow)|[⇒⟹∴])\s*&?\s*$")
FOLLOWING = ("therefore", "quad", ",", "row", ";")  # before what goes on from the row above


class Statements(Chains):
    """The part of the walk over a page that tells what a statement is."""

    all_behind: tuple[Condition, ...]
    was_condition: bool
    was_binder: bool
    signs: tuple[Chain, ...]
    clauses: tuple[Chain, ...]
    used: set[str]
    noted: ChainAtHand | None
    spoken_before: str
    reading: int
    world: tuple[str, str] | None

    def depends(self, node: Name, formula: Formula) -> bool:
        """`$L$ is a scalar loss that depends on $a$`: L is defined as far as this says what it is."""
        n = self.reading
        of = signed.names_of(self.events, n + 2)
        if len(formula.statements) > 1 or not of or not upstream.told(self.words_at(n + 1), self.words_at(n + 3)):
            return False
        k = n + 3
        while upstream.MORE.fullmatch(self.words_at(k)) and (more := signed.names_of(self.events, k + 1)):
            of, k = (*of, *more), k + 2
        call = upstream.call(node, of)
        if self.scope.known(spelled(node) or "") or upstream.arguments(self.scope, node, call) is None:
            return False
        self.define(node, call)
        return True

    def enter_world(self, s: Statement, formula: Formula) -> None:
        """Which function an open spelling means here: the one that this statement speaks of, else its formula, else the part so far;
        the one declared first where nothing tells."""
        if not self.scope.alternatives:
            return
        whole = [t.node for t in formula.statements if isinstance(t, Statement)]
        found = worlds.meant(self.scope, [s.node]) or worlds.meant(self.scope, whole)
        if found is not None:
            self.world = (self.part, found)
        first = next(iter(self.scope.alternatives.values()))[0].name
        self.scope = worlds.in_world(self.scope, self.world[1] if self.world and self.world[0] == self.part else first)

    def joined_by_if(self, n: int) -> str:
        """`$x = 1$ 이고 $y = 1$ 이면`, `$x = 1$, $y = 1$일 때`: the words behind the last of several conditions; none where a comma stands
        behind what may be a claim. `$f_x = a$ 가 모든 $x$ 에 대하여 성립하면` supposes it too."""
        if OF_EVERY.match(self.words_at(n + 1)) and HOLDS_IF.match(self.words_at(n + 3)):
            return "이면"
        k = n + 1
        while k + 2 < len(self.events) and isinstance(self.events[k + 1].what, Formula):
            if not JOINED.match(self.words_at(k)) and not (COMMA.match(self.words_at(k)) and self.plain_condition(k - 1)):
                break
            k += 2
        return self.words_at(k) if k > n + 1 and IF_AFTER.match(self.words_at(k)) else ""

    def plain_condition(self, n: int) -> bool:
        """Whether the n-th formula relates numbers or indices that nothing defines, and no more."""
        what = self.events[n].what
        match what.statements if isinstance(what, Formula) and not what.display else ():
            case (Statement(Chain() as chain),):
                defined = any(spelled(x) in self.scope.defined for x in names_in(chain))
                return not defined and self.conditional(chain)
        return False

    def behind_last(self, node: Node) -> str:
        """What stands between the last expression and this one."""
        last = self.chain.last
        return self.page.text[last.span.end : node.span.start].replace("$", " ") if last is not None else ""

    def is_reason(self, lead: str, after: str) -> bool:
        """Whether words give a formula in the line as a reason, or as one more of them."""
        return bool(REASON.search(lead) or REASON_AFTER.match(after) or (self.noted is not None and JOINED.match(lead)))

    def statement(self, s: Statement, formula: Formula, lead: str, after: str, behind: tuple[Condition, ...]) -> None:
        node = s.node
        if any(c.node is node for c in self.all_behind):
            return
        if isinstance(node, Chain) and node.relations[0] == "=" and node.relations[-1] == "~":
            node = replace(node, operands=node.operands[:-1], relations=node.relations[:-1])  # `p = \\dots \\sim F`: and its law
            s = replace(s, node=node)
        lead = lead or ("," if self.was_condition and s.opener == "," else "")  # `if $a > 0, b > 0$`
        self.words_around, self.opener = (lead, after), s.opener
        self.enter_world(s, formula)
        self.reopen(node, lead, after)
        if self.before and s is formula.statements[-1] and isinstance(node, Chain):
            self.reopen_behind(self.reading, lead)
        self.scope = meant_anew(self.scope, node, lead, after) or self.scope
        if isinstance(node, Name) and self.depends(node, formula):
            return
        if self.taken_as_condition(node, lead, after):
            return
        if isinstance(node, Chain) and not FOR_FRONT.search(lead) and self.lies_elsewhere(node):
            self.note_unused(node)
        if self.was_condition and FOR_FRONT.search(lead) and isinstance(node, Chain) and node.relations == ("!=",):
            return  # `$u_a = 2 u_b$ for $a \neq b$`: part of the condition before it
        was_condition, self.was_condition = self.was_condition, False
        if self.equivalent and isinstance(node, Chain) and (self.declares(node) or self.is_case(node)):
            return  # `y_w = 1` if and only if `w = o`: the indices are not set equal for what follows
        if others := self.the_others(node, lead, after):
            self.before, behind = (), (*self.still(behind, others), *others)
        was_binder, self.was_binder = self.was_binder, False
        # `for $i = 1, \dots, n$ and $k = 1, \dots, m$`, `for all $i, j = 1, \dots, n$`
        one_more = was_binder and (JOINED.match(lead) or COMMA.match(lead) or s.opener == ",")
        if isinstance(node, Name) and FOR_FRONT.search(lead):
            self.was_binder = True
        led = FOR_FRONT.search(lead) or ASIDE.search(lead) or THINGS_AFTER.match(after)
        if isinstance(node, Chain) and (node in self.clauses or led or one_more) and binds(node):
            self.was_binder = True
            self.was_condition = was_condition  # "let $a_w > 0$ for $w \in V$ with ..."
            return
        if isinstance(node, Ellipsis_):
            return  # a row of dots: what follows goes on from the row above
        if s.opener == "therefore" and not isinstance(node, Chain):
            if self.chain.first is not None:
                self.relation(self.chain.first, "=", node, self.under(self.chain.behind))
            return
        if isinstance(node, Name) and node.text == "=":
            empty = Side(s.words, node.span)
            self.emit(empty, "=", Side("", node.span), (), "unreadable", "words stand where an expression should be")
            return
        if isinstance(node, Chain):
            self.row(node, s, formula, (lead, after), behind)
        elif isinstance(node, Group) and holds_relations(node):
            self.remark(node)
        else:
            remark = formula.display and "(" in s.words and isinstance(node, Name | Scripted) and self.chain.last is not None
            if remark or self.set_aside(node, formula, after, self.chain.first, self.chain.last):
                return  # `&& \text{(definition of } m \text{)}`: the next row goes on from the row above
            self.chain = ChainAtHand(last=node, first=node, number=self.chain.number + 1, behind=behind)

    def taken_as_condition(self, node: Node, lead: str, after: str) -> bool:
        """Whether it is what the words around it suppose, or a condition: from here on it is supposed, and the chain ends."""
        if any(m.start == node.span.start for m in self.sequences) and isinstance(node, Chain):
            return False  # `$m_0 = 0$` beside the recursion of m says what m is
        if signs := [c for c in self.signs if c.operands[0] is node] or signed.of_space(node, self.page.text):
            for c in signs:
                self.take_condition(c, lead, after, declared=True)
        elif self.is_excepted(node, lead) or self.only_mentions(node, lead, after):
            return True
        elif self.is_condition(node, lead, after):
            self.take_condition(node, lead, after)
        else:
            return False
        self.chain, self.was_condition = ChainAtHand(number=self.chain.number + 1), True
        return True

    def row(self, node: Chain, s: Statement, formula: Formula, around: tuple[str, str], behind: tuple[Condition, ...]) -> None:
        """A chain of its own, or one that goes on from the row above."""
        continues = isinstance(node.operands[0], Missing)
        begins = not continues and s.opener not in FOLLOWING
        if not continues:
            self.seen |= self.used
            self.used = set()
        spoken = re.search(r"[A-Za-z]{2}", self.spoken_before) if self.chain.display else GOES_FROM_REASON.match(self.behind_last(node))
        if continues and self.noted is not None and spoken and formula.display:
            self.chain, self.noted = self.noted, None  # `Noting that $$A = B$$ we have $$= C$$` goes on from before the note
            self.lone = self.chain.last
        elif not continues and not formula.display and self.is_reason(*around):
            self.noted = self.chain if self.chain.display and self.chain.last is not None else self.noted
        elif begins:
            self.noted = self.chain if formula.display and NOTED.search(self.spoken_before) and self.chain.last is not None else None
        if begins:
            self.chain = ChainAtHand(number=self.chain.number + 1, behind=behind)
        elif behind:
            earlier = self.still(self.chain.behind, behind)
            self.chain.behind = (*earlier, *(b for b in behind if b not in earlier))
        self.chain.display = formula.display
        self.chain.clauses = self.clauses or self.chain.clauses
        last, first = self.chain.last, self.chain.first
        aside = s.opener in (",", "quad") and last is not None and (node in self.ahead or self.fresh_side(node) is not None)
        self.chain_of(node)
        if aside:  # the next row goes on from the row above, not from what explains it
            self.chain.last, self.chain.first = last, first

    def unreadable(self, s: Unreadable) -> None:
        text = self.page.text[s.span.start : s.span.end]
        left, _, right = text.partition("=")
        if "=" in text and not text.lstrip(" &\n").startswith("="):  # the rows below go on from what could not be read
            self.chain = ChainAtHand(number=self.chain.number + 1)
        if "=" not in text and not RELATION.search(text):
            if not ARROW.search(self.page.text[: s.span.start]):
                return  # a formula that states nothing
            left, right = text, ""
        self.emit(Side(left.strip(), s.span), "=", Side(right.strip(), s.span), (), "unreadable", s.reason)
