"""Equations for names that a Given leaves free: what says what a variable is, what is chosen, and what an equation is solved by.

Comes in: a relation with a declared variable, or an undeclared number, on its left. Goes out: the scope in which it is what the relation
says, or a doubt: that it may only be chosen or solved for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.names.definitions import define
from derive.meaning.names.scope import MeaningError, Undeclared, is_word, names_in, spelled, spoken_names, square_root
from derive.meaning.statements.anew import LET, LET_AFTER, Anew
from derive.meaning.statements.condition_words import spoken_of_optimum
from derive.meaning.statements.step import Condition
from derive.reading.syntax import (
    Chain,
    Missing,
    Name,
    Node,
    Number,
    Scripted,
)

CHOSEN = re.compile(r"\b(try|choose|pick|take|set|put)\b[^.;]*$", re.I)
FOLLOWS = re.compile(r"\b(hence|thus|therefore|so|then|consequently|it follows)\b[^.;]*$", re.I)
SOLUTION = (
    "no equation holds for every `{}`: it says where something is solved or optimal, and is not claimed in general; "
    'after "if" the equation to be solved can be stated'
)
CHOICE = 'nothing says what `{}` is: this may choose it, or solve an equation that is not named; after "if" it can be supposed'
CONSTANTS = frozenset({"e", "pi"})


class Chosen(Anew):
    """The part of the walk over a page that takes equations for what its variables are."""

    def defines_variable(self, left: Node, right: Node, lead: str, after: str) -> bool:
        """`$z = U x$` where a Given says of z only that it is a vector: no equation holds for every z, so that this says what z is.
        It has to be the first that the text says of z, or follow "let"; of what facts are known it is a claim."""
        entries = isinstance(left, Scripted) and left.sup is None and left.sub is not None and not left.primes
        name = spelled(left)
        if entries and name not in self.scope.values:
            assert isinstance(left, Scripted)
            name = spelled(left.base)
        known = self.scope.values.get(name or "")
        said = LET.search(lead) or LET_AFTER.match(after) or CHOSEN.search(lead)
        plain = isinstance(right, Name | Number | Scripted | Missing)  # `a = b` claims something of two names
        self.perhaps_solution(left, right)
        self.perhaps_chosen(left, right)
        if known is None and isinstance(left, Name) and name in self.seen and not self.scope.known(name or "") and (said or not plain):
            return self.defines_number(left, right)
        if name is None or known is None or known.body.op != "real" or plain or not self.stands_first(left):
            return False
        if self.is_supposed_of(name):
            return False
        variable = known.body.tag
        if variable.name != name:
            return False  # another name for the members of a family
        tied = any(variable in fact.atoms for fact in self.scope.facts) or variable in self.scope.moments
        if tied or variable.sort == "integer" or name in spoken_names(right, self.scope) or name in self.scope.alone_here:
            return False
        if (name in self.seen and not said) or FOLLOWS.search(lead):
            return False
        return self.says_anew(name, left, right)

    def is_supposed_of(self, name: str) -> bool:
        """Whether a condition in force says what the name is."""
        return any(spelled(n) == name for c in self.before for n in names_in(c.node))

    def says_anew(self, name: str, left: Node, right: Node) -> bool:
        """From here on the name is what this equation says, if that can be used."""
        attempt = self.scope.child()
        try:
            define(attempt, self.page.text, {}, left, right, in_text=True)
        except (MeaningError, IllTyped):
            return False
        self.take_anew(name, attempt, left, right)
        return True

    def perhaps_solution(self, left: Node, right: Node) -> None:
        r"""`$\sigma_j^2 = ...$` on a page that has spoken of an optimum: an equation for what a Given lets be any number."""
        node = square_root(left) or left
        entry = isinstance(node, Scripted) and node.sub is not None and spelled(node) not in self.scope.values
        name = spelled(node.base) if entry and isinstance(node, Scripted) else spelled(node)
        known = self.scope.values.get(name or "")
        free = known is not None and known.body.op == "real" and known.body.tag.sort != "integer"
        if not free or not self.stands_first(left) or isinstance(right, Number) or name in spoken_names(right, self.scope):
            return
        if spoken_of_optimum(self.page.text, left.span.start):
            self.doubt = SOLUTION.format(name)

    def perhaps_chosen(self, left: Node, right: Node) -> None:
        r"""`$\mu = 0$` of a letter that nothing declares and no condition in force speaks of: a choice, or what was solved out of sight."""
        starred = isinstance(left, Scripted) and left.sub is None and left.primes == 0
        name = spelled(left) if isinstance(left, Name) or starred else None
        if (
            name is None
            or not (self.stands_first(left) or self.among_names())
            or not isinstance(right, Number)
            or self.scope.known(name)
            or name in self.own
            or self.is_supposed_of(name)
            or name in CONSTANTS
        ):
            return
        self.doubt = CHOICE.format(name)
        self.after_step = partial(self.note_chosen, left, right)

    def all_chosen(self, chain: Chain, left: Node, right: Node) -> tuple[str, Callable[[], None] | None]:
        """Why the `a = b` of `a = b = 1` may not be claimed: nothing says what these letters are. And what changes behind it."""
        *names, last = chain.operands
        if right is last or not isinstance(last, Number) or set(chain.relations) != {"="}:
            return "", None
        for name in names:
            if not isinstance(name, Name) or self.scope.known(name.text) or name.text in self.own or self.is_supposed_of(name.text):
                return "", None
        return CHOICE.format(self.text(right)), partial(self.note_chosen, left, right)

    def note_chosen(self, left: Node, right: Node) -> None:
        """From here on the equation may be meant."""
        chosen = Chain((left, right), ("=",), left.span)
        self.note_supposed(Condition(chosen, self.written(chosen)))

    def defines_number(self, left: Node, right: Node) -> bool:
        """`u = x^2` after a rule that speaks of any u: from here on u is this one."""
        name = spelled(left)
        if name is None or not self.stands_first(left) or isinstance(right, Number | Missing) or name in spoken_names(right, self.scope):
            return False
        if self.is_supposed_of(name):
            return False
        return self.says_anew(name, left, right)

    def beside(self, left: Node, right: Node) -> bool:
        """`J_i = ...` where J is a number and has no entries: from here on J_i is what stands here, and J alone what it was."""
        base = spelled(left.base) if isinstance(left, Scripted) and left.sup is None and left.sub is not None and not left.primes else None
        if base is None or base in self.scope.beside or base in self.scope.families or not self.stands_first(left):
            return False
        assert isinstance(left, Scripted)
        function = self.scope.bare.get(base)
        known = self.scope.values.get(base) or (function.body if function is not None else None)
        if known is None or known.rank or isinstance(left.sub, Number) or is_word(left.sub, self.scope) or base in self.scope.alone_here:
            return False
        attempt = self.scope.child()
        attempt.values.pop(base, None)
        attempt.bare.pop(base, None)
        try:
            define(attempt, self.page.text, {}, left, right, in_text=True)
        except Undeclared:
            line, _ = self.page.line_column(left.span.start)
            written = self.page.text[left.span.start : left.span.end]
            self.scope.unread[f"{base}_"] = f"`{written}` is defined in line {line} by what could not be used"
            raise
        except (MeaningError, IllTyped):
            return False
        family = attempt.values.get(base)
        if family is None or not family.rank:
            return False
        attempt.beside[base] = known
        if function is not None:
            attempt.bare[base] = function
        self.scope = attempt
        return True

    def meaningless(self, node: Node) -> bool:
        """Whether the expression has no meaning as a product."""
        try:
            self.elaborator().value(node)
        except IllTyped:
            return True
        except MeaningError:
            return False
        return False
