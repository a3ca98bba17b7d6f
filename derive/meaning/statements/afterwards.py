r"""Names that a page explains after it used them, and names that it uses again for something else.

Comes in: a formula and what stands behind it: `f = g(p), \quad p = \sigma(z)`, `... where $p = \sigma(z)$`. Goes out: the scope in which
these names already have their meaning. A name of the Given that cannot be what the page says here (`v = u_o^\top v_c`, where v is a
family of vectors) stands for the new thing until the part ends, wherever it stands alone; with a subscript it stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from derive.meaning.declarations.precedence import COUNTS, OTHER, Place, same_terms
from derive.meaning.declarations.variables import Note
from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import IllTyped, Value
from derive.meaning.formulas.piecewise import piecewise
from derive.meaning.names.definitions import call_of, define, define_value
from derive.meaning.names.named_functions import define_function
from derive.meaning.names.replacing import replaced
from derive.meaning.names.scope import MeaningError, NotSupported, Scope, Undeclared, is_word, names_in, spelled, spoken_names, square_root
from derive.meaning.statements.claims import Claims
from derive.meaning.statements.condition_words import LISTED, OPTIMUM
from derive.meaning.statements.conditions import binds
from derive.meaning.statements.later_functions import said_later
from derive.meaning.statements.redefined import RestedOn, defined_name, redefined
from derive.meaning.statements.step import Condition, Step
from derive.meaning.statements.told import TEXT
from derive.reading.syntax import (
    Break,
    Chain,
    Derivative,
    Formula,
    Group,
    Missing,
    Name,
    Node,
    Number,
    Page,
    Product,
    Scripted,
    Statement,
    Words,
)
from derive.terms.term import Symbol, Term

WHERE = re.compile(r"^\s*[,.;]?\s*\(?(where|with|in which|여기서|其中|式中)\s*[:,，]?\s*$", re.I)


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
EXAMPLE = re.compile(
    r"\\(begin\s*\{)?(example|exercise|problem|theorem|lemma|proposition|question|solution)\w*\b"
    r"|(?:^|\n)[\s>*_#]*(example|exercise|problem|question|case|quiz)\s*\(?\d",
    re.I,
)
LET_STRICTLY = re.compile(r"\blet(?! us| me|['’]s)\b[^.;]*$|(?<![命指])令[^.;]*$|设[^.;]*$", re.I)
CLAIMED = re.compile(
    r"\b(hence|thus|therefore|so|then|consequently|it follows|(we|to) (get|obtain|find|see|have)|gives?|yields?|shows?|recall|since|because"
    r"|becomes?|equals?|simplif\w+|reduces?|rewrit\w+|result\w*|is)\b[^.;]*$",
    re.I,
)
CHOSEN = re.compile(r"\b(try|choose|pick|take|set|put)\b[^.;]*$", re.I)
FOLLOWS = re.compile(r"\b(hence|thus|therefore|so|then|consequently|it follows)\b[^.;]*$", re.I)
SOLUTION = (
    "no equation holds for every `{}`: it says where something is solved or optimal, and is not claimed in general; "
    'after "if" the equation to be solved can be stated'
)
CHOICE = 'nothing says what `{}` is: this may choose it, or solve an equation that is not named; after "if" it can be supposed'
CONSTANTS = frozenset({"e", "pi"})
LET_AFTER = re.compile(r"^\s*((이?라고?|으?로) (하자|하면|두자|두면|놓|정의|쓰자|쓰면)|(이?라|으?로)고? ?(하자|하면))")


ANOTHER_PART = (
    "`{}` was defined otherwise in another part of the text, and this may begin anew with it: what follows is judged by what stands "
    'here; "let" before it would say so'
)


class Afterwards(Claims):
    """The part of the walk over a page that looks ahead for what its names mean."""

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

    def look_ahead(self, formula: Formula, n: int) -> None:
        """Take up the definitions that stand behind this formula, before it is read."""
        found = piecewise(self.events[n + 1 :], self.is_case)
        if found is not None and self.is_fresh(found.name) and self.used_in(found.name, formula):
            try:
                self.define(found.name, found.cases)
                self.added.append((found.name, found.cases))
                self.by_cases += found.equations
            except (MeaningError, IllTyped):
                pass  # it is told where the equations stand
        later = {id(s.node) for e in self.events[n:] if isinstance(e.what, Formula) for s in e.what.statements if isinstance(s, Statement)}
        self.ahead = [c for c in self.ahead if id(c) in later]
        for chain in (*self.explanations(formula, n), *said_later(self.events, n, formula, self.has_no_meaning)):
            if chain in self.ahead:
                continue
            fresh = self.fresh_side(chain)
            try:
                if fresh is not None and self.used_before(fresh[0], formula):
                    self.define(*fresh)
                    self.added.append(fresh)
                    self.ahead.append(chain)
                elif fresh is None and self.use_again(*chain.operands):
                    self.ahead.append(chain)
            except (MeaningError, IllTyped):
                if fresh is not None and self.used_before(fresh[0], formula):
                    self.not_defined(fresh, chain.operands[0])  # nor is it any number in what stands before

    def has_no_meaning(self, name: str) -> bool:
        """Whether a name that stands before a bracket stands for nothing yet."""
        return len(name) == 1 and name.isalpha() and not self.scope.known(name) and name not in self.seen and name not in self.scope.letters

    def explanations(self, formula: Formula, n: int) -> Iterator[Chain]:
        """Equations behind the first statement of the formula, and those of the formula that "where" leads to."""
        behind = formula.statements[1:]
        after = [e.what for e in self.events[n + 1 : n + 6] if not (isinstance(e.what, Break) and e.what.kind == "paragraph")]
        following = after[1] if len(after) > 1 and isinstance(after[0], Words) and WHERE.match(after[0].text) else None
        for s in (*behind, *(following.statements if isinstance(following, Formula) else ())):
            if not isinstance(s, Statement) or not isinstance(s.node, Chain) or len(s.node.operands) != 2 or binds(s.node):
                continue
            aside = s.opener in (",", "quad") or not any(s is b for b in behind)
            if aside and s.node.relations[0] in ("=", ":="):
                yield s.node

    def used_in(self, name: Node, formula: Formula) -> bool:
        nodes = (n for s in formula.statements if isinstance(s, Statement) for n in names_in(s.node))
        return any(spelled(n) == spelled(name) for n in nodes)

    def used_before(self, name: Node, formula: Formula) -> bool:
        first = formula.statements[0]
        return isinstance(first, Statement) and any(spelled(n) == spelled(name) for n in names_in(first.node))

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

    def note_calls(self, *nodes: Node) -> None:
        """Remember the last call of each function on the page."""
        for node in nodes:
            for n in names_in(node):
                for one, bracket in zip(n.factors, n.factors[1:], strict=False) if isinstance(n, Product) else ():
                    name = spelled(one)
                    if name in self.scope.functions and isinstance(bracket, Group) and name is not None:
                        self.calls[name] = (one, bracket)

    def with_arguments(self, node: Node) -> Node:
        """The node in which a function of indices that stands without them (`\\log P`, after `P(O = o \\mid C = c)`) has those of its last
        call: the letters of its declaration elsewhere say nothing here."""

        def make(n: Node) -> Node:
            match n:
                case Derivative(of=of) if bare := self.bare_call(of):
                    return replace(n, of=Product(bare, ("",), of.span))
                case Product(factors, operators):
                    found = [self.bare_call(f) if k in alone(factors, operators) else () for k, f in enumerate(factors)]
                    spread = tuple(x for f, bare in zip(factors, found, strict=True) for x in bare or (f,))
                    between = tuple(o for bare, o in zip(found, (*operators, None), strict=True) for o in (*[""] * bool(bare), o))
                    return replace(n, factors=spread, operators=between[:-1]) if any(found) else n  # type: ignore[arg-type]
            return n

        def alone(factors: tuple[Node, ...], operators: tuple[str, ...]) -> list[int]:
            called = {k for k, (f, o) in enumerate(zip(factors[1:], operators, strict=True)) if isinstance(f, Group) and not o}
            return [k for k in range(len(factors)) if k not in called]

        found = replaced(node, make)
        bare = self.bare_call(found)
        return Product(bare, ("",), found.span) if bare else found

    def bare_call(self, node: Node) -> tuple[Node, ...]:
        name = spelled(node) if isinstance(node, Name) else None
        function = self.scope.bare.get(name or "")
        if name is None or function is None or name not in self.calls or name in self.scope.values:
            return ()
        formal = {p.name for p in function.parameters}
        return self.calls[name] if set(function.kinds) == {"index"} and formal.isdisjoint(self.scope.indices) else ()

    def foreign(self, node: Node) -> str | None:
        """Why a name of another document's Given may be something else here: it is an array there, and stands before `(u(x))` like a
        function of u, while the page defines neither."""
        for n in names_in(node):
            pairs = zip(n.factors, n.factors[1:], n.operators, strict=False) if isinstance(n, Product) else ()
            for name, bracket, operator in pairs:
                known = None if operator else self.array_elsewhere(name)
                if known and isinstance(bracket, Group) and bracket.kind == "(" and call_of(bracket.body) is not None:
                    what = f"`{self.text(name)}` is {arrays.shape_text(known)} in the context"
                    return f"{what}, but stands here like a function of `{self.text(bracket.body)}`: define it, if another one is meant"
        return None

    def array_elsewhere(self, node: Node) -> Value | None:
        """The array that a name stands for in another document's Given, if the page says nothing of it."""
        name = spelled(node) if isinstance(node, Name) else None
        known = self.scope.values.get(name or "")
        if name is None or known is None or not known.rank or name in self.own or name in self.scope.alone_here:
            return None
        return known if name in self.places else None

    def use_again(self, left: Node, right: Node) -> bool:
        """Whether the left side is a name of the Given used for something else from here on; then it is."""
        call = call_of(left)
        name = call[0] if call else spelled(left) if isinstance(left, Name) else None
        known = self.scope.beside.get(name or "") or self.scope.values.get(name or "")
        if name is None or known is None or not known.rank or name in self.scope.functions or name in self.scope.alone_here:
            return False
        members = [n.base for n in names_in(right) if isinstance(n, Scripted) and n.sub is not None]
        of_itself = any(spelled(n) == name and not any(n is m for m in members) for n in names_in(right))
        if call is None and of_itself:
            return False  # `x = \|x\|^2`: it is said of x by means of x; in `v = u_o^\top v_c` only of a member of a family v
        attempt = self.scope.child()
        if call is not None:
            argument = spelled(call[1].body) if isinstance(call[1].body, Name) else None
            number = self.scope.values.get(argument or "")
            if (
                (number is None or not number.rank)
                and argument in {spelled(n) for n in names_in(right)} - {None}
                and not of_itself
                and self.stands_first(left)
            ):
                define_function(attempt, self.page.text, {}, call, right, True)
                self.scope = attempt  # `x(t) = x_k + t p`: a curve; x alone is what it was
                return True
            if isinstance(call[1], Group) and not self.meaningless(left):
                return False
            value = define_function(attempt, self.page.text, {}, call, right, True).body
        else:
            elaborator = self.elaborator()
            elaborator.slips.step = (left, right)
            value = elaborator.value(right)
            if elaborator.slips.found:
                return False
        if call is None and (value.axes == known.axes or value.literal):
            return False  # a number has the shape of the name beside it
        arrays.settled(value)
        name_alone(attempt, name, value)
        self.scope = attempt
        return True

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
        if OPTIMUM.search(self.page.text[: left.span.start]):
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

    def of_other_parts(self, *nodes: Node) -> set[str]:
        """Names in the step that the text of another part defined."""
        names = {s for node in nodes for n in names_in(node) if (s := spelled(n))}
        return {n for n in names if self.made_elsewhere(n)}

    def forget(self) -> None:
        """Another part: the names are again what the Given says."""
        if self.scope.alone_here:
            again = self.scope.alone_here.keys() & self.scope.values.keys() & self.scope.functions.keys()
            self.scope = self.scope.child()
            for name in again:
                del self.scope.functions[name]
            self.scope.alone_here = {}


def name_alone(scope: Scope, name: str, value: Value) -> None:
    """The name, where it stands alone, is this value."""
    symbol = Symbol(name, value.axes, "defined")
    scope.definitions[symbol] = value.body
    body = Term("defined", tuple(Term("bound", (), k) for k in range(value.rank)), symbol)
    scope.alone_here[name] = replace(value, body=body, literal=False, identity=False, of=None, wrt=None)
