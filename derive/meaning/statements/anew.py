"""Names that a page defines again: with words that say so, under another heading, or by a relation that stands first there.

Comes in: a relation with a name of this page, or of another document, on its left. Goes out: the scope in which the name is what the
relation says, or a doubt: that it may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from derive.meaning.declarations.precedence import COUNTS, OTHER, Place, same_terms
from derive.meaning.declarations.variables import Note
from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.names.definitions import call_of, define_value
from derive.meaning.names.scope import MeaningError, NotSupported, Scope, Undeclared, names_in, spelled, spoken_names
from derive.meaning.statements.claims import Claims
from derive.meaning.statements.condition_words import LISTED
from derive.meaning.statements.redefined import RestedOn, defined_name, redefined
from derive.meaning.statements.step import Step
from derive.meaning.statements.told import TEXT
from derive.reading.syntax import (
    Chain,
    Name,
    Node,
    Number,
    Page,
    Scripted,
)

LET = re.compile(
    r"\b(let|define[sd]?|denot(e|ed|es|ing)|writ(e|ing)|put|call|abbreviat\w+|introduce)\b[^.;]*$|(令|设|記|记|定义)[^.;]*$", re.I
)
ANEW = re.compile(  # a name that this part has defined already is said to be defined again
    r"\b(now|next|instead|again|henceforth|from (now|here) on|this time)\b[^.;$]*\b(let|set|put|define|choose|take)\b[^.;$]*$"
    r"|\b(let|set|put|define|choose|take)\b[^.;$]*\b(now|instead|again)\b[^.;$]*$|\b(redefin|redenot)\w*\b[^.;$]*$|重新定义[^.;$]*$",
    re.I,
)
ANNOUNCED = re.compile(r"\b(consider|suppose|redefine[sd]?|instead|this time|now,? (let|take|define))\b[^.;]*$", re.I)
MENTIONED = re.compile(r"\b(of|for|functions?|curve|graph|parabola|polynomial|differentiate|sketch|find)( the)?( functions?)?\s*$", re.I)
LISTED_FUNCTIONS = re.compile(r"\b(?:each of the|the following|these) functions?\b|\bfunctions? below\b|下列函数|다음 함수", re.I)
LET_STRICTLY = re.compile(r"\blet(?! us| me|['’]s)\b[^.;]*$|(?<![命指])令[^.;]*$|设[^.;]*$", re.I)
CLAIMED = re.compile(
    r"\b(hence|thus|therefore|so|then|consequently|it follows|(we|to) (get|obtain|find|see|have)|gives?|yields?|shows?|recall|since|because"
    r"|becomes?|equals?|simplif\w+|reduces?|rewrit\w+|result\w*|is)\b[^.;]*$",
    re.I,
)
LET_AFTER = re.compile(r"^\s*((이?라고?|으?로) (하자|하면|두자|두면|놓|정의|쓰자|쓰면)|(이?라|으?로)고? ?(하자|하면))")
ANOTHER_PART = (
    "`{}` was defined otherwise in another part of the text, and this may begin anew with it: what follows is judged by what stands "
    'here; "let" before it would say so'
)


class Anew(Claims):
    """The part of the walk over a page that tells new meanings of its names from claims."""

    added: list[tuple[Node, Node]]
    notes: list[tuple[Page | None, Note]]
    places: dict[str, Place]
    calls: dict[str, tuple[Node, ...]]  # the last call of each function
    own: frozenset[str]  # names that the page's own Givens speak of
    made: dict[str, str]
    steps: list[Step]
    doubtful: dict[str, str]
    part: str
    stretch: str  # the part and heading at hand
    made_at: dict[str, int]  # the paragraph of each definition in the text
    paragraph: int
    doubt: str  # why the relation at hand may not be claimed
    after_step: Callable[[], None] | None  # what changes behind it
    ahead: list[Chain]
    by_cases: list[Chain]  # equations that tell the cases of a name

    def define(self, left: Node, right: Node) -> str | None:
        raise NotImplementedError

    def stands_first(self, left: Node) -> bool:
        raise NotImplementedError

    def among_names(self) -> bool:
        raise NotImplementedError

    def not_defined(self, fresh: tuple[Node, Node] | None, left: Node) -> None:
        raise NotImplementedError

    def defined_anew(self, left: Node, relation: str, right: Node, lead: str, after: str) -> bool:
        """`Let $L = ...$`, where another document's Given says what L is: what the page says counts from here on, and a note tells."""
        name = spelled(left)
        place = self.places.get(name or "")
        joined = LISTED.match(lead) and self.steps and self.steps[-1].outcome == "given" and self.steps[-1].part == self.part
        set_out = LISTED_FUNCTIONS.search(self.page.text[max(left.span.start - 300, 0) : left.span.start])  # one after the other
        mentioned = call_of(left) is not None and bool(MENTIONED.search(lead) or set_out)  # `the derivative of $f(x) = x^2$`
        said = relation == ":=" or LET.search(lead) or LET_AFTER.match(after) or joined or mentioned
        defined = defined_name(left) or ""
        elsewhere = said and self.made_elsewhere(defined)
        later = self.made_at.get(defined, self.paragraph) != self.paragraph and LET_STRICTLY.search(lead)
        again = ANEW.search(lead) or (said and (later or mentioned or ANNOUNCED.search(lead)))
        if elsewhere or (defined in self.made and (again or self.of_differential(left))):
            return self.in_another_part(defined, left, right)
        if self.begins_anew(left, right, lead):
            self.perhaps_anew(defined, left, right)
        self.perhaps_outer(left, right)
        if name is None or place is None or not said or name in self.own or not isinstance(left, Name | Scripted):
            return False
        if name in spoken_names(right, self.scope) and name in self.scope.values and self.scope.values[name].body.op == "real":
            return False  # `\theta := \theta + \alpha g`: whatever \theta was, it is any number or array still
        if name in spoken_names(right, self.scope):
            self.doubtful[name] = f"`{name}` is defined here by means of what it was before"
            raise NotSupported(self.doubtful[name], left.span)
        known = self.scope.values.get(name) or (self.scope.bare[name].body if name in self.scope.bare else None)
        value = self.elaborator().value(right)
        arrays.settled(value)
        if known is None or (value.axes == known.axes and same_terms(self.scope, value.body, known.body)):
            return False
        attempt = self.scope.without({name})
        define_value(attempt, name, value)
        self.scope = attempt
        self.made[name] = self.stretch
        self.notes.append((None, Note(f"`{name}` is defined here and in {OTHER}: {COUNTS}", left.span, other=place)))
        return True

    def of_differential(self, left: Node) -> bool:
        r"""`$dv = \cos x dx$, so $v = \sin x$`: integrated, whatever v was before."""
        if not isinstance(left, Name) or len(left.text) != 1:
            return False
        before = self.page.text[max(left.span.start - 300, 0) : left.span.start]
        before = "\n\n".join(before.split("\n\n")[-2:])
        said = list(re.finditer(rf"(?:\\mathrm\s*\{{\s*d\s*\}}|\\d\b|\\dd\b|(?<![A-Za-z\\])d)\s*{left.text}\s*=", before))
        return bool(said) and re.search(rf"(?<![A-Za-z{{}}])(?<!d){left.text}\s*=", before[said[-1].end() :]) is None

    def in_another_part(self, name: str, left: Node, right: Node) -> bool:
        """Whether this part gives a name, which another part defined, a meaning of its own; then that counts from here on."""
        try:
            attempt = redefined(self.scope, self.page.text, left, right)
        except NotSupported as why:
            resting = [n for n, s in self.scope.defined.items() if self.scope.defined.get(name) in self.scope.definitions[s].atoms]
            self.doubtful.update(dict.fromkeys((name, *resting), str(why)))
            raise
        if attempt is None:
            return False
        self.take_anew(name, attempt, left, right)
        return True

    def made_elsewhere(self, name: str | None) -> bool:
        """Whether the text defined this name under another heading or label."""
        return self.made.get(name or "", self.stretch) != self.stretch

    def begins_anew(self, left: Node, right: Node, lead: str) -> bool:
        """Whether a relation may say anew what a name of another part is: it stands first, and no word says that it follows."""
        claimed = CLAIMED.search(lead) or LISTED.match(lead)
        if self.made.get(defined_name(left) or "") == TEXT and not isinstance(right, Name | Number | Scripted):
            return False  # a variable that the text declares: the equation says what it is
        call = call_of(left)
        if call is not None and isinstance(call[1].body, Number):
            return False  # `g(0) = 1/2`: a value
        return self.stands_first(left) and self.made_elsewhere(defined_name(left)) and not claimed

    def take_anew(self, name: str, attempt: Scope, left: Node, right: Node) -> None:
        """From here on the name is what this definition says."""
        self.scope, self.made[name], self.made_at[name] = attempt, self.stretch, self.paragraph
        self.doubtful.pop(name, None)
        self.added[:] = [*(pair for pair in self.added if defined_name(pair[0]) != name), (left, right)]

    def perhaps_anew(self, name: str, left: Node, right: Node) -> None:
        """Under another heading or label a page may say again what a name is, or begin anew with it. The relation is compared with what
        the name was, but is not wrong where it fails; from here on the name is what stands here."""
        try:
            attempt = redefined(self.scope, self.page.text, left, right)
        except RestedOn:
            self.doubt = ANOTHER_PART.format(name)
            return
        except Undeclared:
            self.doubt = ANOTHER_PART.format(name)
            self.after_step = partial(self.unread_from_here, name, left)
            return
        except (MeaningError, IllTyped):  # what follows can be judged neither by what it was nor by what it is
            self.doubt = ANOTHER_PART.format(name)
            self.after_step = partial(self.doubtful.__setitem__, name, self.doubt)
            return
        if attempt is not None:
            self.doubt = ANOTHER_PART.format(name)
            self.after_step = partial(self.take_anew, name, attempt, left, right)

    def unread_from_here(self, name: str, left: Node) -> None:
        """The name is defined anew by what stands for nothing yet: it is not what it was, and what it is cannot be used."""
        self.scope = self.scope.without({name})
        self.not_defined((left, left), left)

    def perhaps_outer(self, left: Node, right: Node) -> None:
        """`f(x) = \\sin 2x, u = 2x, f(u) = \\sin u`: the last f is the outer function, and no longer the one that the text defined."""
        call = call_of(left)
        if call is None or call[0] not in self.made or spelled(call[1].body) not in self.scope.defined:
            return
        if any(p.name == spelled(call[1].body) for f in self.scope.functions.get(call[0], ()) for p in f.parameters):
            return
        if not spoken_names(right, self.scope) >= {spelled(call[1].body)}:
            return
        try:
            v, w = self.elaborator().value(left), self.elaborator().value(right)
        except (MeaningError, IllTyped):
            return
        if v.axes == w.axes and not same_terms(self.scope, v.body, w.body):
            self.doubt = f"`{call[0]}` may stand here for the outer function alone, not for the one defined before"
            self.after_step = partial(self.doubtful.__setitem__, call[0], self.doubt)

    def of_other_parts(self, *nodes: Node) -> set[str]:
        """Names in the step that the text of another part defined."""
        names = {s for node in nodes for n in names_in(node) if (s := spelled(n))}
        return {n for n in names if self.made_elsewhere(n)}
