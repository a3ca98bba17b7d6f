r"""Equations that a page writes down without claiming that they hold: `A \iff B`, `\overset{!}{=} 0`, "we solve ...".

Comes in: a statement with the words and signs around it. Goes out: for each of its relations why it is not claimed, or nothing; and the
equation to be solved as a condition on what follows. Knows nothing of truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from derive.meaning.names.scope import names_in, spelled
from derive.meaning.statements import denied, first_order, inexact
from derive.meaning.statements.condition_words import IF_AFTER, spoken_of_optimum
from derive.meaning.statements.first_order import is_derivative, is_zero
from derive.meaning.statements.letting import plain
from derive.meaning.statements.reach import Reach
from derive.meaning.statements.step import Condition, Step
from derive.reading.syntax import Break, Chain, Formula, Group, Missing, Name, Node, Number, Product, Scripted, Statement, Words

EQUIVALENCE = (
    "one side of an equivalence, which claims neither of its sides by itself, so that it is not wrong where it fails: "
    'to have the equivalence judged, write "if" before one of the equations and then the other one'
)
TO_SOLVE = (
    "an equation to be solved, which is not claimed to hold for all values: what follows is judged under it; "
    "one that should hold for all values has to be stated without these words or signs"
)

CONSEQUENCE = (
    "it is said to follow, on a page that solves equations before it, and is not claimed for all values: it could not be shown under them"
)
GOES_ON = (
    "it is not clear what this goes on from: the expression in the sentence before it, or the display before that; "
    "the left side written out would tell"
)
ASIDE = re.compile(r"^\s*[,.;，。；、]|[,.;，。；、]\s*$")
CASE_OF = re.compile(
    r"\b((special )?cases?( of| where| when)?|order|degree|dimension|take|say|e\.g\.|for example|for instance),?\s*$",
    re.I,
)
LEADS_ON = re.compile(
    r"^\s*(is|are|equals?|becomes?|as( follows)?|reads?|simplifies to|can be (re)?written as|expands to)?\s*[:,]?\s*$", re.I
)
NOTED = re.compile(r"\b(not(e|ing)|recall\w*|remember\w*|since|because|using|know(ing)?)\b[^.;]*$", re.I)
# `since $1 - \\sigma(-x) = \\sigma(x)$, this is $$= \\dots$$`: a reason in the line between two displays, right behind its word
REASON = re.compile(
    r"\b(since|because( of)?|as|not(e|ing)|recall(ing)?|remember(ing)?|using|know(ing)?|by( virtue of)?)"
    r"( (that|the (fact|identity|relation|rule|formula)( that)?))?\s*$|(因为|由于|利用|注意到?)\s*$",
    re.I,
)
REASON_AFTER = re.compile(
    r"^\s*(이므로|이기 때문에|때문에|이니까?|(임|인 것|라는 (것|사실))?[을를]? ?(이용|사용|기억|쓰|적용)\w*|을 쓰면|를 쓰면)"
)
GOES_FROM_REASON = re.compile(r"^\s*(?!which\b)[^.;]*([A-Za-z]{2}|[\uac00-\ud7af\u4e00-\u9fff]|[,:])", re.I)
EXAMPLE = 'a value for an example, which is not claimed in general: to work with it, state it in the Given, or after "if"'

IFF = re.compile(
    r"^\s*[,;:]?\s*((holds|is true)\s+)?(if,? and only if|iff|exactly when|precisely when|just when|(is|are) equivalent to|当且仅当|等价于)"
    r"\s*[,:]?\s*$",
    re.I,
)
DEMANDED = re.compile(
    r"\\(?:overset|stackrel)\s*\{?\s*(?:\\(?:text|textrm|mathrm|mathsf)\s*\{)?\s*(?:!|set|want|must|soll)\s*\}?"
    r"\s*\}?\s*\{?\s*="
)
WANTED = re.compile(
    r"\b(want|need|require|demand|wish|seek|look for|make|making)( to have| that| sure that)?\s*:?\s*$"
    r"|\b(want|need|require|demand|wish)\b[^.;]* to (be (zero|0)|vanish)\s*:?\s*$",
    re.I,
)
SOLVED = re.compile(
    r"\bsolv(e|ing)( for)?( the)?( (normal|linear|following|quadratic|first-order))*( (equations?|system|conditions?))?\s*[:,]?\s*$"
    r"|\b(choose|pick|let|take|select|find|fix|determine)\b[^.;]*\b(such|so) that\s*:?\s*$"
    r"|\bat( the point)?\s*$"
    r"|\b(consider|(to|we|now) solve)( the| a)?( (linear|following))?( (equations?|systems?|problem))*( of equations)?\s*[:,]?\s*$"
    r"|\bequat(e|ing)\b[^.;]*\b(to|with) (zero|0)\s*[:,]?\s*$"
    r"|\b(must|should|has to|have to|needs? to) (satisfy|fulfil|obey|solve|vanish)\b[^.;$]{0,30}$"
    r"|\bat (the|a|an|any|every) (optimum|minimum|maximum|minimi[sz]er|maximi[sz]er|(stationary|critical) point)"
    r"\s*,?( we (must )?have)?\s*:?\s*$"
    r"|\b(first[- ]order|optimality|stationarity|normal|KKT)( optimality)? (conditions?|equations?)( (is|are|reads?))?( then)?\s*:?\s*$",
    re.I,
)
SETTING = re.compile(
    r"\b(set|sets|setting|put|putting|equate|equating)\b[^.;]*\b(zero|0)\b[^.;]*$"
    r"|\b(constraints?|restrictions?|side conditions?)( that| is)?\s*:?\s*$"
    r"|令[^。；则]*(为|等于|=)\s*(零|0|\$)[^。；则]*$|约束(条件)?(为|是)?\s*[:：]?\s*$|(0|영)(으로|이라고?) (두|놓|하)[^.;]*$"
    r"|\b(stationarity|complementary slackness|(primal|dual) feasibility|KKT)( conditions?)?\s*:?\s*$"
    r"|\b(subject to|s\.\s?t\.|constrained (to|by)|(under|with|by) the (constraints?|restrictions?))( the)?( constraints?)?( that)?"
    r"\s*:?\s*$",
    re.I,
)
FOLLOWING = re.compile(
    r"\b(thus|hence|therefore|so|yield(s|ing)?|giv(es|ing)|leads? to|enforc\w+|impos\w+|substitut\w+|plug\w+|insert\w+|multiply\w*|divid\w+"
    r"|rearrang\w+|solv\w+|we (find|get|obtain|have)|which (is|means))\b[^.;]*$"
    r"|(所以|因此|从而|于是|故|代入|解得|得到?)[^。；]*$|(따라서|그러므로|대입|정리하면|풀면)[^.;]*$",
    re.I,
)
SIDE_CONDITION = re.compile(r"\bwith\s*$", re.I)
# "Let $x, y$ be numbers such that $x + y = 1$"
SUPPOSED_WITH = re.compile(
    r"(?:^|[.;:]\s*)\W*(?:now |next |so |further )?(?:let|consider|suppose|assume|given|take|fix|pick|choose|seien?|soient?|sean?)\b[^.;]*"
    r"(?:\b(?:with|such that|so that|satisf\w+|obey\w*|fulfil\w*|mit|erfüll\w*"
    r"|tel(?:le)?s? que|vérifi\w+|con|tal(?:es)? que|cumpl\w+))\s*$",
    re.I,
)
PUT_IN = re.compile(r"\b(substitut(e|ing)|plug(ging)?( in)?|insert(ing)?|replac(e|ing))([\s,$:]|and)*$", re.I)
SUBSTITUTED = 'it says what is put in here, and is not claimed in general: to work with it, state it in the Given, or after "if"'
CONSTRAINT = "a side condition of what stands before it, which is not claimed to hold by itself: to work with it, state it in the Given"
WHEN_ELSE = "it says when something else holds, and is not claimed to hold itself: what should hold has to be stated without these words"
AT_A_POINT = re.compile(r"\b(?:look(?:ing)? at|consider|take|choose|pick|at|evaluat\w+)\b[^.;]{0,40}\bpoints?\b[^.;]{0,60}$", re.I)
FOR_EXAMPLE = re.compile(
    r"\b(for (example|instance)|imagine|say)\b[^.;$]{0,40}$|\be\.g\.[^.;$]{0,40}$"
    r"|(例如|比如|譬如|举例)[^。;；$]{0,20}$|(예를 들(어|면)|예컨대)[^.;$]{0,20}$",
    re.I,
)
WHENEVER = re.compile(
    r"\b(is|are|equals?|becomes?|vanish(es)?|holds?)\b[^.;$]{0,40} (exactly|precisely|only|just) (when|if)\s*:?\s*$"
    r"|\b(is|are|equals?|becomes?|vanish(es)?|holds?)\b[^.;$]{0,40} if and only if\s*:?\s*$",
    re.I,
)
SUFFICES = re.compile(
    r"^\s*,?\s*(is|are|would be|suffices|would suffice)( (also|already|clearly|certainly))?"
    r"( (a )?(sufficient|necessary|enough|required|needed|(trivial |possible )?solution)\b| for\b| to\b)",
    re.I,
)


FOR_ONE = re.compile(r"(?:^|[.;:]\s)\s*(?:for|with)\s*$", re.I)
FOR_THIS = (
    'the words before it say for which values what follows is meant, and nothing is claimed of all; after "if" the equation can be stated'
)
SENTENCE_END = re.compile(r"(?<!\bi\.e)(?<!\be\.g)(?<!\bs\.t)(?<!\bd\.h)[.;](?:\s|$)|。|[.:)]\s*\*\*\s")
THAT_IS = re.compile(r"\b(?:i\.\s?e|d\.\s?h)\.")
FULL_STOP = re.compile(r"(?<![.\\])\.\s*(\\end\s*\{[a-z*]+\}\s*)*$")  # at the end of a display


class Unclaimed(Reach):
    """The part of the walk over a page that tells equations that are not claimed."""

    steps: list[Step]
    part: str
    reading: int  # the event of the formula at hand
    begun: int = 0  # the first step of the statement at hand, with the rows that it goes on from
    not_claimed: str = ""  # why the relations of the statement at hand are not claimed
    wanted: bool = False
    set_to: bool = False  # wanted by words such as "setting it to zero", "subject to"
    equivalent: bool = False
    spoken: Node | None = None  # an expression in a sentence behind a chain
    lone: Node | None = None  # an expression in a sentence, where a chain before it may be the one that goes on
    listed: Node | None = None  # the end of a chain in a list that is over, where one before the list may be the one that goes on
    doubt: str = ""
    asked: tuple[Chain, ...] = ()  # the equations to be solved that are conditions now
    all_behind: tuple[Condition, ...] = ()
    words_around: tuple[str, str] = ("", "")
    solved: tuple[Condition, ...] = ()  # the equations that the part at hand solves
    pending: Chain | None = None  # an equation to be solved, a condition once its chain is over

    def is_condition(self, node: Node, lead: str, after: str) -> bool:
        alone = IFF.match(lead) and not IF_AFTER.match(after)  # `当且仅当 $w = o$ 时, $y_w = 1$`
        return not alone and not WHENEVER.search(lead) and super().is_condition(node, lead, after)

    def conditions_behind(self, formula: Formula) -> Iterator[Condition]:
        equivalent = [s.node for s in formula.statements if isinstance(s, Statement) and IFF.match(s.words)]
        yield from (c for c in super().conditions_behind(formula) if not any(c.node is node for node in equivalent))

    def sentence(self, n: int) -> str:
        """The words of the sentence before the n-th event, with a `$` for each formula; before a display it may end its paragraph."""
        found, this = "", self.events[n].what
        last = n - 1
        if isinstance(this, Formula) and this.display and n and self.events[last].what == Break("paragraph", self.events[last].what.span):
            last -= 1
        for k in range(last, -1, -1):
            match self.events[k].what:
                case Words(text):
                    found = text + found
                    if SENTENCE_END.search(text):
                        break
                case Formula(span, display):
                    if display and FULL_STOP.search(self.page.text[span.start : span.end]):
                        break
                    found = "$" + found
                case Break():
                    break
        return THAT_IS.sub("that is", SENTENCE_END.split(found)[-1])

    def begin(self, s: Statement, lead: str, sentence: str, after: str, inline: bool) -> None:
        """What is claimed by this statement, before its relations become steps."""
        if not isinstance(s.node, Chain):
            if s.opener != "iff":  # rows that begin with `=` go on from it, and not from the statement before
                self.not_claimed, self.wanted = "", False
            return
        continues = isinstance(s.node.operands[0], Missing)
        if continues and s.opener != "iff":
            return
        self.settle()
        if is_derivative(s.node.operands[0]) and not is_zero(s.node.operands[1]):
            # a derivative is one for all values, not only where the equation before it holds
            self.before = tuple(c for c in self.before if not any(c.node is node for node in self.asked))
            self.asked = ()
        led = s.opener == "therefore" or (not is_derivative(s.node.operands[0]) and (FOLLOWING.search(sentence) or to_zero(s.node)))
        led = bool(led) and bool(self.solved)
        follows = led and not self.before  # else the conditions in force decide, whatever the words
        if led and all(c in self.solved for c in self.before):
            self.before, self.compound = self.solved, True
        self.equivalent = equivalent = s.opener == "iff" or bool(IFF.match(lead) and not IF_AFTER.match(after))
        if equivalent:
            for n in range(self.begun, len(self.steps)):
                if self.steps[n].part == self.part:
                    self.steps[n] = replace(self.steps[n], unclaimed=self.steps[n].unclaimed or self.excuse(n, len(self.steps)))
        if self.is_example(s, lead, sentence):
            self.not_claimed, self.wanted, self.begun = EXAMPLE, False, len(self.steps)
            return
        put_in = inline and PUT_IN.search(sentence)
        if put_in or (SIDE_CONDITION.search(sentence) and _number(s.node.operands[-1])):
            reason = SUBSTITUTED if put_in else CONSTRAINT
            self.not_claimed, self.wanted, self.begun = reason, False, len(self.steps)
            return
        self.set_to = not equivalent and bool(SETTING.search(sentence))
        self.wanted = self.set_to or (not equivalent and bool(WANTED.search(sentence)))
        to_solve = self.wanted or bool(SOLVED.search(sentence)) or self.at_optimum(s.node)
        zero = first_order.when_zero(sentence, self.page.text[: s.node.span.start], s.node)
        elsewhere = bool(WHENEVER.search(sentence) or SUFFICES.match(after)) or (zero and not to_solve)
        said = denied.by_words(sentence, after) or (WHEN_ELSE if elsewhere else TO_SOLVE if to_solve else CONSEQUENCE if follows else "")
        said = said or (CONSTRAINT if SUPPOSED_WITH.search(sentence) and self.of_variables(s.node) else "")
        self.not_claimed = EQUIVALENCE if equivalent else said
        self.begun = len(self.steps)

    def is_example(self, s: Statement, lead: str, sentence: str) -> bool:
        """`a batch of $m$ examples ($m = 4$)`: a bracket in the text that gives a letter a value; `for example $u = 3 v$`."""
        match s.node:
            case Chain((Name() | Scripted() as left, _), ("=",)) if plain(left) and FOR_EXAMPLE.search(lead):
                return True
            case Chain((Product((Name(), Group()), ("",)), right), ("=",)) if not _speaks_of_names(right):
                return AT_A_POINT.search(sentence) is not None  # `at the point $(0, 1)$ we have $f(x, y) = \\log 3$`
            case Chain((Name(), Number()), ("=",)):
                return lead.rstrip().endswith("(") or CASE_OF.search(lead) is not None
        return False

    def at_optimum(self, chain: Chain) -> bool:
        r"""`\nabla L = X^\top (X w - y) = 0` on a page that has spoken of an optimum: the zero at the end is asked for. Of two sides alone,
        `\nabla L = 0`, the words before have to say so, or what follows says what solves it."""
        if not is_zero(chain.operands[-1]):
            return False
        if not is_derivative(chain.operands[0]):
            return len(chain.operands) > 2 and _primed(chain.operands[0]) and self.solved_behind(chain)
        behind = first_order.statements_after(self.events, self.reading, chain)
        if first_order.solved_further_on(chain, behind) or self.leads_on(chain):
            return True
        if len(chain.operands) > 2 and self.solved_behind(chain):
            return True
        return len(chain.operands) > 2 and spoken_of_optimum(self.page.text, chain.span.start)

    def solved_behind(self, chain: Chain) -> bool:
        """Whether what follows says for a name alone what it is then: `f'(t) = 2 t - 4 = 0 \\Rightarrow t = 2`."""
        said = ""
        for event in self.events[self.reading : self.reading + 4]:
            for s in event.what.statements if isinstance(event.what, Formula) else ():
                if not isinstance(s, Statement) or s.span.start <= chain.span.start:
                    continue
                left = s.node.operands[0] if isinstance(s.node, Chain) else None
                solution = isinstance(left, Name | Scripted)
                return solution and (s.opener == "therefore" or FOLLOWING.search(f"{said} {s.words}") is not None)
            said += event.what.text if isinstance(event.what, Words) else ""
        return False

    def leads_on(self, chain: Chain) -> bool:
        """Whether the page draws a conclusion from the zero at the end of the chain."""
        n = self.reading
        this, after = self.events[n].what, self.events[n + 2].what if n + 2 < len(self.events) else None
        first = after.statements[0] if isinstance(after, Formula) and after.statements else None
        node = first.node if isinstance(first, Statement) else None
        return isinstance(this, Formula) and first_order.leads_on(chain, this, self.words_at(n + 1), node)

    def excuse(self, n: int, end: int) -> str:
        """Why the n-th step, of a chain on the left of an equivalence, is not claimed."""
        again, first = self.steps[n].again, self.steps[self.begun].again
        if again is None or first is None:
            return EQUIVALENCE
        last = n == end - 1
        return "" if claimed(first.left, again.left, again.right, last) else EQUIVALENCE

    def unclaimed(self, first: Node | None, left: Node, relation: str, right: Node, last: bool) -> str:
        """Why one relation of the chain at hand is not claimed."""
        sign = self.page.text[left.span.end : right.span.start]
        if (why := denied.by_sign(sign)) or self.not_claimed in (denied.DENIED, denied.ASKED):
            chain = why == "" and self.not_claimed == denied.DENIED and not (left is first and last)
            return denied.IN_CHAIN if chain else why or self.not_claimed
        demanded = DEMANDED.search(sign) is not None
        if self.not_claimed is CONSTRAINT and relation == "=":
            self.note_constraint(Chain((left, right), (relation,), left.span))
        if not demanded and not self.not_claimed and self.of_this_one(left, relation, right):
            condition = Condition(Chain((left, right), (relation,), left.span), "")
            self.note_supposed(replace(condition, latex=self.written(condition.node)))
            return FOR_THIS
        if not demanded and not self.not_claimed:
            read = bool(self.before or self.all_behind)
            return inexact.excuse("" if self.before else self.said, "" if read else self.words_around[1], left, relation, right)
        if not demanded and claimed(first or left, left, right, last):
            return ""
        if self.wanted and not demanded and is_derivative(left) and not plain(right) and not is_derivative(right):
            return ""
        if demanded or (self.not_claimed is TO_SOLVE and (not self.wanted or self.set_to or is_zero(right))):
            self.pending = Chain((left, right), (relation,), left.span)
        return TO_SOLVE if demanded else self.not_claimed

    def of_variables(self, node: Node) -> bool:
        """Whether it speaks of something that is not defined: of $P = ...$ the words "with $P^2 = P$" claim it."""
        names = {s for n in names_in(node) if not isinstance(n, Number) and (s := spelled(n)) is not None}
        return any(s not in self.scope.defined for s in names & self.scope.values.keys()) or names.isdisjoint(self.scope.values)

    def note_constraint(self, equation: Chain) -> None:
        """What is supposed of what stands before it, a witness has to satisfy as well."""
        if self.fresh_side(equation) is None:
            self.note_supposed(Condition(equation, self.written(equation)))

    def of_this_one(self, left: Node, relation: str, right: Node) -> bool:
        """`For $w = x - y$ we get ...`, where w is a declared variable: which w is meant, and no claim about each."""
        known = self.scope.values.get(spelled(left) or "") if isinstance(left, Name) else None
        variable = known is not None and known.body.op == "real" and known.rank > 0
        return variable and relation == "=" and not plain(right) and FOR_ONE.search(self.words_around[0]) is not None

    def set_aside(self, node: Node, formula: Formula, after: str, first: Node | None, last: Node | None) -> bool:
        """`..., since $p$ is a probability, $$= q$$`: an expression that a comma or a stop cuts off from what goes on, after a chain."""
        if plain(node) and first is not last and not formula.display and not LEADS_ON.match(after):
            self.lone = last  # a name that a sentence mentions: what follows goes on from the chain before it
            return True
        chain_before = last is not None and (first is not last or last is self.spoken)
        self.spoken = node if chain_before and not formula.display else None
        self.lone = self.spoken if ASIDE.search(after) or not LEADS_ON.match(after) else None
        return False

    def note_unclaimed(self, reason: str, left: Node) -> None:
        """The last step is not claimed for this reason; one that may go on from elsewhere is not wrong where it fails or means nothing.
        What a page denies may well mean nothing."""
        step = self.steps[-1]
        if step.outcome == "given" and self.pending is not None and self.pending.operands[0] is left:
            self.pending = None  # "consider $f(t) = t^2$" defines
        elsewhere = any(node is not None and left is node for node in (self.lone, self.listed))
        doubt = GOES_ON if elsewhere else self.doubt
        if (doubt or reason == SUBSTITUTED) and step.outcome == "ill-typed":
            self.steps[-1] = replace(step, outcome="undecided", reason=doubt or reason)
        elif (doubt or reason) and (step.outcome == "claim" or reason in denied.DENIALS):
            self.steps[-1] = replace(step, unclaimed=doubt or reason)

    def settle(self) -> None:
        """The chain is over: what it asked for is a condition now."""
        if self.pending is not None:
            condition = Condition(self.pending, self.written(self.pending))
            self.before = (*self.before, condition)
            self.solved = (*self.solved, condition)
            if not plain(self.pending.operands[0]):  # `x = 1` is a point
                self.asked = (*self.asked, self.pending)
            self.compound, self.pending = True, None


def _speaks_of_names(node: Node) -> bool:
    return any(isinstance(n, Name) and len(n.text) == 1 and n.text != "e" for n in (node, *names_in(node)))


def claimed(first: Node, left: Node, right: Node, last: bool) -> bool:
    r"""Whether a relation of a longer chain is an identity nevertheless: `\nabla L = X^\top(Xw - y)` before `= 0`, or the second relation
    of `w = A^{-1} b = B^{-1} c`."""
    if is_derivative(first) and left is first and not last:
        return not is_derivative(right) and not plain(right)
    return left is not first and plain(first) and not plain(left) and not plain(right)


def _primed(node: Node) -> bool:
    """`f'(x)`."""
    match node:
        case Product((Scripted(Name(), primes=primes), Group("(", _)), ("",)):
            return primes > 0
    return False


def to_zero(node: Node) -> bool:
    """`A = 0`."""
    return isinstance(node, Chain) and len(node.operands) == 2 and is_zero(node.operands[1])


def has_zero(node: Node) -> bool:
    """`A = 0`, `0 = A`."""
    return isinstance(node, Chain) and len(node.operands) == 2 and any(map(is_zero, node.operands))


def _number(node: Node) -> bool:
    return isinstance(node, Number) or is_zero(node)
