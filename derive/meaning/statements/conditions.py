"""Which relations of a page are conditions, and how far they reach: "if", "for", "where", brackets behind a formula, and their kin.

Comes in: statements with the words around them. Goes out: conditions, apart from steps and definitions. Knows nothing of what they
mean in terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from derive.meaning.declarations.doubted import DENIAL, LIMITED
from derive.meaning.declarations.listed import ANY
from derive.meaning.declarations.variables import Note
from derive.meaning.formulas import unsupported
from derive.meaning.formulas.application import COUNTING, NAMES, ON_ARRAYS
from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.formulas.calls import barred, grouped, without_parameters
from derive.meaning.formulas.elaborate import Elaborator
from derive.meaning.formulas.expectations import KINDS
from derive.meaning.formulas.number_sets import limits_numbers
from derive.meaning.formulas.places import subscript_letters, subscripts
from derive.meaning.names import undeclared
from derive.meaning.names.definitions import call_of
from derive.meaning.names.layers import is_space
from derive.meaning.names.scope import (
    MeaningError,
    Scope,
    capitals,
    is_array,
    is_command,
    is_word,
    names_in,
    spelled,
    spoken_names,
    square_root,
)
from derive.meaning.statements import letting
from derive.meaning.statements.freed import FOR_ANY, freed
from derive.meaning.statements.notions import explains_a_word
from derive.meaning.statements.step import Condition
from derive.reading.syntax import (
    Chain,
    Ellipsis_,
    Event,
    Formula,
    Group,
    Listing,
    Missing,
    Name,
    Node,
    Number,
    Page,
    Product,
    Scripted,
    Statement,
    Unreadable,
    Words,
)
from derive.reading.writing import copied
from derive.terms.term import Symbol, Term
from derive.theory.calculus import unfold

_WHEN = "(?<![相应适恰不正])当(?![作做成前然])"  # 当 is "when"; in 当作 (take for) and 相当 (amount to) it is part of another word
# "set" is what one does; "a finite set" is a thing
_NOUN = ("a", "the", "this", "that", "any", "each", "every", "our", "finite", "infinite", "index", "empty", "nonempty", "training", "test",
         "data", "sample", "convex", "closed", "open", "compact", "countable", "ordered", "feasible", "solution", "level", "event",
         "whole")  # fmt: skip
_SET = r"\b" + "".join(rf"(?<!\b{word} )" for word in _NOUN) + "set(?! of )"
IF_BEFORE = re.compile(
    rf"((\b(if|when|whenever|suppose|assume|assuming|setting|provided|unless)|{_SET})\b|만약|만일)"
    r"(?![^.;]*(\bthen|,\s*(we (have|get|obtain|find)|it (holds|follows))|\bto zero (gives|yields|shows|leads to|results in))\b)[^.;]*$"
    r"|\b(wenn|falls|sofern|angenommen|si|cuando|supongamos|supóngase|lorsque|quand|supposons)\b"
    r"(?![^.;]*(\b(entonces|dann|alors)\b))[^.;,]*$"
    rf"|({_WHEN}|若(?!干)|(?<![命指])令|如果|(?<![不未没])假设)(?![^.;。；]*([时時][,，]|则|那么))[^.;。；]*$",  # 则: a claim follows
    re.I,
)
# `when we differentiate, $A = B$`: the clause of the "when" is over before the formula
IF_OVER = re.compile(
    r"\b(if|when|whenever) (we|you|one|they|it|the|this|these|both|all|there|everything|an?)\b[^.;,]*\w[^.;,]*,"
    r"\s*(then\s+)?(we \w+\s+)?(that\s+)?$"
    r"|\b(setting|set|equating)\b[^.;$]*\bto (zero|0)\s*,\s*$"
    r"|\bif\b(?![^.;]*\b(only if|holds?|satisf\w+|conditions?|following|true|assum\w+|require\w*)\b)[^.;$]*\w[^.;$]*:\s*$",
    re.I,
)
IN_BRACKETS = re.compile(r"\([^()]*\)")
IF_AFTER = re.compile(r"^\s*(이면|일 때|인 경우|라면|두면|로 두면|이라면|时|のとき|の時|の場合|ならば|であれば)", re.I)
FOR_ALL = re.compile(r"^\s*(for (all|every|each|any)|모든)\b", re.I)
OR = re.compile(r"^\s*(or|또는|或)\s*$", re.I)
JOINED = re.compile(r"^\s*(and|,?\s*and|이고|그리고|且|und|y|et|かつ)\s*$", re.I)
FOR_BEFORE = re.compile(r"(\b(for|where|with|when|if)\b|其中)[^.;]*$", re.I)
# what nobody assumes here: others do, one would like to, it is but one of several, or it follows and does not lead
_WISHED = r"(would|might|could|wish\w*|want\w*|nice) (\w+ ){0,4}(assume|suppose|set|require|take)"
_OTHERS = r"(authors?|others|people|students?|books?|papers?|texts?|they|he|she|many|some|most)( \w+)? (assume|suppose|set|require)[sd]?"
_ONE_OF = r"as if|(at (least|most)|exactly|precisely|only) (one|two|\d)|(one|two|any|either|none|some) of|only (if|when|for|where|in case)"
_OPPOSITE = (
    r"if \w+ (had|were)|if only|(any|every|no)thing but|all but|(opposite|contrary|negation|converse) of|(false|untrue|wrong|absurd) that"
    r"|even (if|when|though|for|in)|although|though|beyond|outside( of|(?= the (special )?case)|(?= this)|(?=\s*$))"
    r"|leav(e|es|ing)|contrary to|(in )?contrast (to|with)|unlike"
    r"|generali[sz](es?|ing)|not (only|just)|other than"
    r"|si y s[oó]lo si|s[oó]lo (si|cuando)|aunque|incluso (si|cuando)|a menos que|salvo|excepto"
    r"|nothing (of|about)|(check|test|ask|unknown|unclear|wonder|decide|determine|verif)\w*( yourself| us| first)? (if|when)"
    r"|the (sub)?(set|region|event)s?( of (all )?\w+)?( where| on which| for which| with| that)?(?=\s*$)"
)
UNCLEAR = re.compile(
    rf"(\b(or|unless|tempt\w*|refuse\w*|relax\w*|drop\w*|later|did we|do we|{_WISHED}|{_OTHERS}|{_ONE_OF}|{_OPPOSITE})\b|{DENIAL})[^.;]*$"
    r"|또는|이거나|或|无论|不论|不管",
    re.I,
)
CLAUSE = re.compile(r"^.*,\s*(?=(so|hence|thus|therefore|then|but)\b)", re.I | re.S)  # what comes before the last clause
FAILS = re.compile(
    r"^\s*(fail(s|ed)\b|never\b|lo(ses?|st)\b|(do|does|did|could|can|is|was|were|would)( ?not\b|n['’]t\b)"
    r"|(is|was|were|be|being|are) (false|wrong|violated|untrue|dropped|relaxed|removed|lifted|impossible|unlikely|excluded|empty"
    r"|equivalent|ruled out|out of|asked|absurd|ignored|omitted)\b|(gives?|implies|yields?|leads?|contradicts?|means)\b"
    r"|((one|we|it|this|that|everything|all|you) )?would\b|(remains? )?(unknown|unclear|in doubt)\b|mean\b|to the (other|left|right)\b"
    r"|(was|were|is|are|has been|have been|will be)( \w+)? (handled|treated|covered|dealt|discussed|done|clear|easy|obvious|similar"
    r"|skipped|immediate|left)\b|\S{0,4}\s?(以外|でない|ではない)"
    r"|ha(s|ve|d) (measure|probability|no)\b|aside\b|apart\b|only (for|if|when|in|sometimes)\b|[,(]?\s*but not\b"
    r"|[이가]?\s*아니|\S{0,8}\s?않|不成立|不对|\?"
    r"|[,(]?\s*or\b(?!,? (equivalently|in other words|what is the same)))",
    re.I,
)
ELSE = re.compile(
    r"\b(otherwise|(?<!thing )(?<!one )(?<!what )else|in general|without (this|that|the)|conversely"
    r"|(in )?(both|all|either|any|every|the general) cases?|(to |in )?the general (setting|situation)"
    r"|more generally|for the rest(?! of)|(al)?together|combin(e|ed|ing)|overall|summari[sz]\w*"
    r"|(drop|lift|remov|relax)(s|p?ing|p?ed|e|es)? (the|this|that|all|these) (assumption|condition|restriction|hypothes[ie]s)s?"
    r"|(this|that|the|these) (assumption|condition|restriction|hypothes[ie]s)s? (is|are|was|were|will be)( now| then| here)?"
    r" (lifted|dropped|removed|relaxed)|si no\b|de lo contrario|en caso contrario|en general\b"
    r"|(in )?the (opposite|other|remaining|second|last) cases?"
    r"|(a|is|by) contradiction|contradiction(?=\s*[.!])|(is|was) (absurd|impossible)|(we are|are) done|nothing (left )?to (show|prove)"
    r"|no longer (assum|requir|need|hold|restrict)\w*|unconditionally)\b|그렇지 않으면|否则|反之|反过来"
    r"|일반적으로|一般(地|来说|而言|に)|(去掉|不再需要)(这个|该|此|上述)?假设|(두|모든) 경우|합치면|종합|정리하면|两种情况|综上|合并",
    re.I,
)
LEFT_OPEN = re.compile(r"(?:^|[.;,:]\s*|\b(?:now|also|so|and) )(suppose|assume|assuming|if|when)( that)?\s*:?\s*$", re.I)
SET_AGAIN = re.compile(r"\b(now|next|instead|again)\b[^.;$]*\bset\b|\bset\b[^.;$]*\b(now|instead|again)\b", re.I)
ALSO_FOR = re.compile(r"^\s*,?\s*((and|or)( also)? (for|if|when)|as well as( (for|if|when))?)( all| every| any)?\s*$", re.I)
LEAD_IN = re.compile(r"^\s*(\*\*|__|\\textbf\s*\{)\s*(answer|solution|proof|ans|풀이|답|解答?|答案?|证明)\s*[:：.]?\s*(\*\*|__|\})", re.I)
SINCE = re.compile(r"\b(since|because|as|given|under|using|with|recall\w*)( that| the assumption)?\s*$", re.I)
SUPPOSED = re.compile(r"\b(suppose|assume|let|given)\b[^.;]*$|(假设|设)[^.;]*$", re.I)
PART_OF_IT = re.compile(r"^\s*,?\s*(for( all| every| each| any| some)?|where|with)\s*$", re.I)  # `if $u_i = 2 u_j$ for $i \neq j$`
ANOTHER_IF = re.compile(r"^\s*[.;。]\s*(if|when|suppose|assume|let|fix)\b[^.;]*$", re.I)
AND_IF = re.compile(r"^\s*,?\s*and\b", re.I)
WITH = re.compile(r"^\s*,?\s*(?:and )?with\s*$", re.I)  # `$A = \\lambda I$ with $\\lambda > 0$`
IN_CASE_OF = re.compile(r"(?:^|[.;:]\s)\s*(?:with|for|in (?:the )?case(?: of)?)\b[^.;$]*\(\s*$", re.I)
CASE_GOES_ON = re.compile(r"^\s*\)\s*,?\s*(?:we|one|this|these|it|the|both|all)\b", re.I)
FOR_CLAUSE = re.compile(r"^\s*,?\s*for\s*$", re.I)
FOR_ALL_FRONT = re.compile(r"^\s*,?\s*(for|and) (all|every|each|any)\s*$", re.I)
COMMA = re.compile(r"^\s*,\s*$")
GOES_ON = re.compile(r"^\s*(:|,|then\b)", re.I)
FOR_FRONT = re.compile(r"(^|[\s,.;:(])(for( all| every| each| any)?|where)\s*$", re.I)
# `for all other classes $i \\neq c$`, `for a wrong class ($i \\neq c$)`: which of its things a letter means, not only "for $i \\neq c$"
FOR_THINGS = re.compile(
    r"(^|[\s,.;:(])for (?!(example|instance|some|this|that|these|those|which|what|no)\b)[\w-]+( [\w-]+){0,3}"
    r"(,? that is|, i\.\s?e\.| with| where)?\s*[,:(]?\s*$|对于?(?![^。；$]*[，,])[^。；$]{0,12}$",
    re.I,
)
STOP = re.compile(r"^\s*\)?\s*[.;。；]")
THINGS_AFTER = re.compile(r"^\s*(인|에 대해|에 대하여)")  # `$i \\neq c$인 경우에는`, `나머지 $i \\neq c$ 에 대해서는`
LISTED = re.compile(r"^\s*(,|,?\s*and|or|이고|그리고|且)\s*$", re.I)
AT = re.compile(r"\bat( the point)?\s*$", re.I)
BEHIND = re.compile(
    r"^\s*,?\s*\(?((only )?(if|when)|whenever|unless|except( if| when)?|at( the point)?|provided( that)?"
    r"|for( all| every| each| any)?|where)\s*$",
    re.I,
)
# `$A$ if $x > 0$, $B$ if $x < 0$`: what stands behind B is its condition, so that the first one is not
ITS_OWN = re.compile(r"^\s*,?\s*\(?((only )?(if|when)\s*$|otherwise\b|else\b)", re.I)
FOR_BEHIND = re.compile(r"^\s*[,.]?\s*\(?\s*(for( all| every| each| any)?|where|∀|with)\s*$", re.I)
OPTIMUM = re.compile(
    r"\b(equat|set)(e|es|ed|ing|ting)?\b[^.;]{0,80}\b(to|equal|with)\b|\b(maxim|minim|extrem|optim|stationary|critical point|MLE\b|vanish)"
    r"|极值|最大化|最小化|最优|令其|최적|최대화|최소화",
    re.I,
)
EXPECTS = re.compile(r"mathbb\s*\{?\s*E|\\sim(?![A-Za-z])|\bE\s*(\\left)?\[")
STRONG = re.compile(r"\b(if|when|whenever|unless|except|at|provided)\b", re.I)
WRITTEN = {"!=": r"\neq", "<=": r"\leq", ">=": r"\geq", "in": r"\in", "==": r"\equiv", "~": r"\sim", "~=": r"\approx",
           "propto": r"\propto", "->": r"\to", "notin": r"\notin", "subset": r"\subset", "gets": r"\leftarrow",
           **{name: f"\\{name}" for name in ("ll", "gg", "succ", "succeq", "prec", "preceq", "supset", "ni", "lesssim", "gtrsim", "asymp",
                                             "leftrightarrow")}}  # fmt: skip


class Conditions:
    """The part of the walk over a page that tells conditions from steps."""

    page: Page
    scope: Scope
    seen: set[str]
    events: list[Event]
    before: tuple[Condition, ...]
    compound: bool
    always: tuple[Condition, ...]  # what is supposed throughout
    was_condition: bool
    resume: int
    notes: list[tuple[Page | None, Note]]
    supposed_before: set[str]  # the conditions of the page so far
    supposed: bool = False  # whether "suppose", and not "if", led to the condition before
    by_cases: list[Chain]
    made: dict[str, str]
    opener: str
    words_around: tuple[str, str]
    said: str = ""  # the sentence before the formula at hand

    def elaborator(self) -> Elaborator:
        return Elaborator(self.scope, self.page.text)

    def text(self, node: Node) -> str:
        return copied(self.page.text, node.span)

    def is_condition(self, node: Node, lead: str, after: str) -> bool:
        """Whether an "if" (before, or after in Korean and Chinese) makes this relation a condition."""
        if not isinstance(node, Chain) or isinstance(node.operands[0], Missing) or self.tells(node):
            return False
        if node.relations == ("in",) and is_space(node.operands[1]):
            return False  # `suppose $x \\in \\mathbb{R}^n$` declares
        if node.relations == ("~",):
            return False  # so does `suppose $x_i \\sim \\mathcal{N}(\\mu, 1)$`, which no value of x_i violates, or which a note tells
        joined = self.was_condition and bool(JOINED.match(lead) or OR.match(lead))
        joined = joined or (self.was_condition and bool(COMMA.match(lead) and GOES_ON.match(after)) and self.conditional(node))
        joined = joined or (self.was_condition and bool(WITH.match(lead)) and self.conditional(node))
        listed = self.was_condition and COMMA.match(lead) is not None and letting.is_bound(node)
        goes_on = any(pattern.match(after) for pattern in (letting.WE_HAVE, JOINED, OR))
        joined = joined or (listed and (self.opener == "," or goes_on) and self.conditional(node))
        asked = bool(IF_BEFORE.search(lead) and not IF_OVER.search(IN_BRACKETS.sub("", lead))) or bool(IF_AFTER.match(after))
        asked = asked or joined or self.is_let(node, lead, after) or is_case_in_brackets(node, lead, after)
        asked = asked or (limits_numbers(node) and bool(letting.LET.search(lead) or FOR_FRONT.search(lead)))
        asked = asked or (SINCE.search(lead) is not None and self.written(node) in self.supposed_before)
        apart = tells_apart(node) and not STOP.match(after) and bool(FOR_THINGS.search(lead) or THINGS_AFTER.match(after))
        if not asked and (FOR_FRONT.search(lead) or apart) and not binds(node):
            return self.conditional(node)
        return asked and (self.fresh_side(node) is None or self.tells_subscripts(node))

    def tells_subscripts(self, chain: Chain) -> bool:
        r"""`If $i = j$, $$\frac{\partial p_i}{\partial z_j} = \dots$$`: two letters that are the subscripts of the formula that follows."""
        letters = {spelled(o) for o in chain.operands if isinstance(o, Name) and not self.scope.known(spelled(o) or "")}
        if len(letters) < 2 or len(letters) != len(chain.operands):
            return False
        formulas = (e.what for e in self.events if isinstance(e.what, Formula))
        following = next((f for f in formulas if f.span.start >= chain.span.end), None)
        nodes = (s.node for s in (following.statements if following is not None else ()) if isinstance(s, Statement))
        return letters <= {letter for node in nodes for n in names_in(node) for letter in subscript_letters(n)}

    def tells(self, node: Chain) -> bool:
        r"""Whether `$\mu \in \mathbb{R}$` only says of what kind a known name is."""
        match node:
            case Chain(
                (left, Group("{") | Name("R" | "N" | "Z", font="bb") | Scripted(Name("R" | "N" | "Z", font="bb")) as where), ("in",)
            ):
                items = left.items if isinstance(left, Listing) else (left,)
                names = [n for n in items if not isinstance(n, Ellipsis_)]
                if isinstance(where, Group) and len(names) == len(items):
                    return False  # of one number, `y \in \{0, 1\}` is a condition
                bases = (n.base if isinstance(n, Scripted) and n.sub is not None else n for n in names)
                return all(self.scope.known(spelled(b) or "") for b in bases)
        return False

    def is_let(self, node: Chain, lead: str, after: str) -> bool:
        """Whether "let" supposes the relation, and does not declare an index."""
        if not letting.supposes(node, lead, self.said, after) or self.declares(node):
            return False
        if letting.of_an_expression(node) or (letting.SPECIAL.search(lead) and self.means_something(node)):
            return self.means_something(node)
        return all(self.conditional_operand(o) for o in node.operands)

    def is_lasting(self, node: Chain, lead: str, after: str) -> bool:
        """Whether "let" supposes it for more than its sentence: "for $y$ with $w^\\top y = 0$ we have ..." speaks of this y alone."""
        return self.is_let(node, lead, after) and not (letting.of_an_expression(node) and letting.FOR_THIS.match(self.said))

    def means_something(self, node: Chain) -> bool:
        """Whether both sides of an equation have a meaning, of one shape, and it speaks of something that is not defined: of $Q = ...$
        the words "with $Q^2 = Q$" claim it."""
        names = [s for n in names_in(node) if (s := spelled(n)) is not None and not isinstance(n, Number)]
        if not any(s in self.scope.values and s not in self.scope.defined for s in names):
            return False
        elaborator = self.elaborator()
        try:
            elaborator.places.survey(node)
            elaborator.places.condition(node)
        except (MeaningError, IllTyped):
            return False
        return True

    def words_at(self, n: int) -> str:
        what = self.events[n].what if n < len(self.events) else None
        return what.text if isinstance(what, Words) else ""

    def conditions_after(self, n: int) -> Iterator[Condition]:
        """`$A = B$ if $x > 0$ and $w \\neq o$`: relations in the words behind a formula; they are read here and passed over later."""
        k, opening = n + 1, BEHIND
        found: list[Condition] = []
        if (bracket := self.bracket_at(n + 1)) is not None:
            self.resume = n + 2
            yield Condition(bracket, self.written(bracket))
            return
        while k + 1 < len(self.events):
            words, what = self.words_at(k), self.events[k + 1].what
            if opening is BEHIND and words.strip()[:1].isupper():
                break  # a new sentence
            if not opening.match(words) or not isinstance(what, Formula) or what.display:
                break
            leads_on = re.match(r"\s*(,|，|then\b|:)\s*$", self.words_at(k + 2)) and k + 3 < len(self.events)
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
            found += (Condition(c, self.written(c), everywhere, None, unclear) for c in chains if not binds(c))
            if not AT.search(words):  # `f'(x) = 2` at `x = 1`: the point has a place of its own among the steps
                self.resume = k + 2
            k, opening = k + 2, LISTED
        # `$A$ for $x > 0$ and for $x < 0$`: one of several conditions, not all of them
        yield from (replace(c, unclear=True) for c in found) if self.one_of_several(k) else found

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

    def take_condition(self, node: Node, lead: str, after: str) -> None:
        """A condition before what it governs: in place of the ones before it, or joined to them."""
        assert isinstance(node, Chain)
        if self.was_condition and FOR_ALL_FRONT.match(lead):
            last = self.before[-1]
            self.before = (*self.before[:-1], replace(last, everywhere=True, limit=node))
            return
        if self.was_condition and self.announced(node, lead):
            self.before = ()
            return
        again = SET_AGAIN.search(lead) is not None and spelled(node.operands[0]) in self.made  # defined anew, or supposed
        again = again or LIMITED.match(after.lstrip()) is not None  # "let $x > 0$ in (b)"
        unclear = bool(again or UNCLEAR.search(CLAUSE.sub("", lead)) or FAILS.match(after) or explains_a_word(self.said, after))
        self.supposed_before.add(self.written(node))
        condition = Condition(node, self.written(node), bool(FOR_ALL.match(after)), None, unclear, self.is_lasting(node, lead, after))
        if (condition.lasting and (FOR_CLAUSE.match(after) or self.of_any_entry(node))) or Name(ANY) in names_in(node):
            condition = replace(condition, everywhere=True)  # "let $a_w > 0$ for $w \in V$"
        joined = self.was_condition and bool(JOINED.match(lead) or OR.match(lead) or COMMA.match(lead) or AND_IF.match(lead))
        joined = joined or self.stays(lead) or (self.was_condition and PART_OF_IT.match(lead) is not None)
        self.supposed = bool(SUPPOSED.search(lead)) or condition.lasting or (joined and self.supposed)
        earlier = tuple(replace(c, unclear=c.unclear or bool(OR.match(lead))) for c in self.before) if joined else ()
        bound = condition.lasting and letting.ORDER.issuperset(node.relations) and not letting.CASE.search(lead)
        if bound or (self.supposed and letting.of_an_expression(node)):
            self.note_supposed(condition)
        if condition.lasting and letting.THROUGHOUT.search(self.said):
            self.always = (*self.always, condition)
        about = _names(node)
        special = letting.SPECIAL.search(lead) is not None  # a case of what is supposed before
        lasting = [c for c in self.before if (c.lasting or special) and c not in earlier and about.isdisjoint(_names(c.node))]
        self.before = (*lasting, *earlier, condition)
        self.compound = not all(map(letting.plain, node.operands))

    def of_any_entry(self, node: Chain) -> bool:
        """Whether "let $a_w > 0$" speaks of an entry with a letter that is no fixed element."""
        entries = (o for o in node.operands if isinstance(o, Scripted) and o.sub is not None and o.sup is None)
        letters = {spelled(o.sub) for o in entries if o.sub is not None}
        return letting.ORDER.issuperset(node.relations) and bool(letters) and letters.isdisjoint({None, *self.scope.indices})

    def note_supposed(self, condition: Condition) -> None:
        """What is supposed may still be meant where the page no longer says so: a witness later on has to satisfy it too."""
        elaborator = self.elaborator()
        try:
            elaborator.places.survey(condition.node)
            term = self.condition(condition, elaborator)
        except (MeaningError, IllTyped):
            return
        names = frozenset(a.name for a in term.atoms if isinstance(a, Symbol))
        if not condition.unclear and all(isinstance(a, Symbol) for a in term.atoms):
            message = f"`{condition.latex}` was supposed, and may still be meant"
            self.notes.append((None, Note(message, condition.node.span, names, (term,), quiet=True)))

    def reopen(self, node: Node, lead: str, after: str) -> None:
        """`For $x > 0$: $A$. For all $x$: $B$.`: the letters of a new clause are as free as the Given leaves them. What was supposed before
        may still be meant."""
        free = freed(node, lead, after)
        if not self.before or not (free or (FOR_ANY.search(lead) and not self.was_condition)):
            return
        named = node.operands[0] if isinstance(node, Chain) and node.relations == ("in",) else node
        names = {spelled(n) for n in (named.items if isinstance(named, Listing) else (named,)) if isinstance(n, Name | Scripted)}

        def about(c: Condition) -> bool:
            sides = c.node.operands if isinstance(c.node, Chain) else ()
            listed = (n for o in sides for n in (o.items if isinstance(o, Listing) else (o,)))
            alone = any(isinstance(o, Name | Scripted) and spelled(o) in names for o in listed)
            return not c.everywhere and (alone or not free.isdisjoint(_names(c.node)))

        if self.supposed or free:
            self.before = tuple(replace(c, unclear=True) if about(c) else c for c in self.before)
        else:
            self.before = tuple(c for c in self.before if not about(c))

    def stays(self, text: str) -> bool:
        """Whether what was supposed still holds under the next condition: "Suppose $A$. If $B$, then ..."."""
        return self.was_condition and self.supposed and ANOTHER_IF.match(text) is not None

    def conditions_behind(self, formula: Formula) -> Iterator[Condition]:
        """`\\quad (w \\neq c)` and `for j \\neq 0` behind a formula: relations between indices, numbers and free variables."""
        before = False
        cases = dict(self.cases_behind(formula))
        for n, s in enumerate(formula.statements):
            if isinstance(s, Unreadable) or n == 0:
                continue
            if n in cases:
                yield cases[n]
                before = True
                continue
            bracketed = isinstance(s.node, Group) and s.node.kind in ("(", "[")
            worded = bool(FOR_BEFORE.search(s.words))
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
            before = bool(chains) and (worded or listed) and meant
            if listed and not bracketed and not before:
                continue
            if chains and meant and not (colon and all(self.declares(c) for c in chains)):
                unclear = bool(UNCLEAR.search(s.words))
                yield Condition(s.node, ", ".join(self.written(c) for c in chains), unclear=unclear)

    def cases_behind(self, formula: Formula) -> list[tuple[int, Condition]]:
        raise NotImplementedError

    def made_elsewhere(self, name: str | None) -> bool:
        raise NotImplementedError

    def condition(self, condition: Condition, elaborator: Elaborator) -> Term:
        raise NotImplementedError

    def announced(self, node: Chain, lead: str) -> bool:
        raise NotImplementedError

    def conditional(self, chain: Chain) -> bool:
        """Only indices, sizes, numbers, declared free variables and undeclared scalars may be related by a condition there."""
        return limits_numbers(chain) or (all(map(self.conditional_operand, chain.operands)) and self.fresh_side(chain) is None)

    def conditional_operand(self, node: Node) -> bool:
        if isinstance(node, Number) or self.elaborator().places.is_place(node):
            return True
        try:
            v = self.elaborator().value(node)
        except (MeaningError, IllTyped):
            return False
        return v.body.op in ("real", "num") or (v.rank == 0 and not _real_entries(v.body))

    def declares(self, chain: Chain) -> bool:
        """`w_t = c` between index names, outside an "if"."""
        places = self.elaborator().places
        return chain.relations == ("=",) and all(places.is_place(o) for o in chain.operands)

    def written(self, node: Node) -> str:
        if not isinstance(node, Chain):
            return self.text(node)
        parts = [self.text(node.operands[0])]
        for r, o in zip(node.relations, node.operands[1:], strict=True):
            parts += [WRITTEN.get(r, r), self.text(o)]
        return " ".join(parts)

    def fresh_side(self, chain: Chain) -> tuple[Node, Node] | None:
        """(name, body) if a fresh name stands alone on one side of an equation."""
        if len(chain.operands) != 2 or chain.relations[0] not in ("=", ":=", "=="):
            return None
        left, right = chain.operands
        plain = spelled(left) if isinstance(left, Name) else None  # `u = x` says what u is, not what x is
        anew = self.made_elsewhere(plain) or (plain in self.seen and not self.scope.known(plain or ""))
        for name, body in ((left, right), (right, left)):
            equation = not isinstance(body, Missing | Number) and not self.elaborator().places.is_place(body)
            if spelled(name) == "e" and (name is right or not undeclared.speaks_of_data(body)):
                continue
            if _is_unit_vector(name) and (name is right or not _of_the_same_entry(name, body)):
                continue  # `e_k = x_k - x^*` is an error, `e_o` alone a unit vector
            spoken = spoken_names(body, self.scope)
            fresh = self.is_fresh(name) and not (anew and name is right)
            own = spelled(name.base) if _of_two_letters(name) and isinstance(name, Scripted) else spelled(name)
            if fresh and equation and own not in spoken and not self.made_of(spoken, own):
                return name, body
        call = call_of(left)
        if call and self.is_new_function(*call):
            of_itself = _is_known_function(call[0]) and any(spelled(n) == call[0] for n in names_in(right))
            return None if of_itself else (left, right)
        if (base := self.fresh_entries(left)) is not None and not isinstance(right, Missing | Number):
            return (left, right) if base not in spoken_names(right, self.scope) else None
        return None

    def fresh_entries(self, node: Node) -> str | None:
        """The new name of which `P_{ij}` is every entry."""
        if not isinstance(node, Scripted) or node.sub is None or node.sup is not None or node.primes or not isinstance(node.base, Name):
            return None
        base, letters = spelled(node.base), [spelled(n) if isinstance(n, Name) else None for n in subscripts(node.sub, 2)]
        plain = len(letters) == len(set(letters)) == 2 and all(x is not None and len(x) == 1 and x.islower() for x in letters)
        fixed = any(x in self.scope.indices or x in self.scope.values for x in letters)
        taken = base is None or self.scope.known(base) or base in self.seen or base in ("e", "I", "1", "delta") or _is_known_function(base)
        return base if plain and not fixed and not taken else None

    def made_of(self, names: set[str | None], name: str | None) -> bool:
        r"""Whether what these names stand for speaks of the name: `\partial f(x) / \partial x = \alpha` after `f(x) = \alpha x` defines
        no \alpha."""
        functions = (f.body.body for n in names for f in self.scope.functions.get(n or "", ()))
        values = (self.scope.values[n].body for n in names if n in self.scope.values)
        found = (unfold(term, self.scope.definitions) for term in (*functions, *values))
        return any(isinstance(a, Symbol) and a.name == name for term in found for a in term.atoms)

    def is_new_function(self, name: str, bracket: Group) -> bool:
        """A call of a name that stands for nothing yet, with names in its brackets: `f'(t)` and `k(2)` define nothing."""
        stem = name.rstrip("'")
        names = (square_root(n) or n for a in grouped(bracket.body) for n in (a[0], a[-1]))  # `\\ell(\\mu, \\sigma^2)`
        formal = all(spelled(n) is not None and not isinstance(n, Number) for n in names)
        random = name.split("_")[0] in KINDS and not (name == "E" and bracket.kind == "(" and self.energy())
        if random or name in COUNTING:
            return False
        new = not self.scope.known(name) and not is_command(name) and name not in self.seen
        new = new and (not _is_known_function(name) or letting.LET.search(self.words_around[0]) is not None)
        new = new or self.takes_another_number(name, bracket.body)
        return new and stem == name and formal

    def energy(self) -> bool:
        r"""Whether a plain E may be a function of the page: nothing is random on it, and no \mathbb{E} is written."""
        return not (self.scope.random or self.scope.moments or EXPECTS.search(self.page.text))

    def takes_another_number(self, name: str, inside: Node) -> bool:
        r"""`J(\theta)`, where the Given has a `J(v_c, o, U)`: with another number of arguments it is another function."""
        functions, scope = self.scope.functions.get(name, ()), self.scope
        listed = any(f.listed for f in functions)
        taken = (name in scope.values and not listed) or name in scope.indices
        if not functions or taken or any(f.unknown is not None for f in functions):
            return False
        numbers = {len(f.parameters) for f in functions}
        number = len(grouped(without_parameters(inside, numbers)))
        same = [f for f in functions if len(f.parameters) == number]
        return not same or (listed and all(f.barred != barred(inside) for f in same))

    def is_fresh(self, node: Node) -> bool:
        name = spelled(node)
        if name is None and _of_two_letters(node):
            assert isinstance(node, Scripted)
            assert isinstance(node.sub, Product)
            return self.is_fresh(replace(node, sub=node.sub.factors[0]))
        if name is None or isinstance(node, Number) or (isinstance(node, Name) and node.text == "0"):
            return False
        if any(spelled(n) == name for c in self.before for n in names_in(c.node)):
            return False  # the condition in force says what it is
        if any(isinstance(n, Name) and is_command(n.text) for n in names_in(node)):
            return False  # an unknown command is no new name: it stands for something
        scope = self.scope
        if any(f.unknown is not None for f in scope.functions.get(name.rstrip("'"), ())):
            return False  # `f'` of an unknown f is no new name
        if name.endswith("'") and any(f.kinds == ("scalar",) for f in scope.functions.get(name.rstrip("'"), ())):
            return False  # nor is it that of a function of one number
        letter = name in scope.letters and scope.letters[name].op != "set"  # an element of a finite set is no number
        taken = name in ("e", "I", "pi") or _is_known_function(name)
        if scope.known(name) or letter or name in self.seen or (taken and not undeclared.free(name, self.page.text)):
            return False
        if isinstance(node, Scripted) and node.sup is None and node.sub is not None:
            base = spelled(node.base)
            number = base in scope.bare or (base in scope.values and not scope.values[base].rank)
            word = number and ((isinstance(node.sub, Name) and len(node.sub.text) > 1) or capitals(node.sub) is not None)
            if (word or is_word(node.sub, scope) or is_array(node.sub, scope)) and not self.elaborator().places.is_place(node.sub):
                return True  # the word in `J_{neg}` and `U_{neg}` is no index
            element = isinstance(node.sub, Name) and spelled(node.sub) in scope.indices
            kronecker = base == "delta" and (element or not (isinstance(node.sub, Name) or _is_digit(node.sub)))  # not `\\delta_2`
            new = base is not None and not scope.known(base) and base not in self.seen and not kronecker and base not in ("I", "1")
            return new and (base != "e" or undeclared.free(base, self.page.text))
        return True


def binds(chain: Chain) -> bool:
    """`i = 1, ..., n` and `w \\in V`: what says over which set a letter runs."""
    if limits_numbers(chain):
        return False
    return chain.relations == ("in",) or any(isinstance(i, Ellipsis_) for o in chain.operands if isinstance(o, Listing) for i in o.items)


def is_case_in_brackets(node: Chain, lead: str, after: str) -> bool:
    """`With one key ($n = 1$) we have $A = B$`: the case that the sentence is about."""
    match node:
        case Chain((Name(), Number()), ("=",)):
            return IN_CASE_OF.search(lead) is not None and CASE_GOES_ON.match(after) is not None
    return False


def _is_digit(sub: Node) -> bool:
    return isinstance(sub, Number) and len(sub.text) == 1


def tells_apart(chain: Chain) -> bool:
    r"""`i \neq 1`, `w \neq o`: a letter that is not another one, or not this number."""
    return set(chain.relations) == {"!="} and all(isinstance(o, Name | Number) for o in chain.operands)


def _names(node: Node) -> set[str]:
    return {name for n in names_in(node) if isinstance(n, Name | Scripted) and (name := spelled(n)) is not None}


def _is_unit_vector(node: Node) -> bool:
    return isinstance(node, Scripted) and node.sub is not None and spelled(node.base) == "e"


def _of_two_letters(node: Node) -> bool:
    """`D_{ij}`: an entry of what may be no name yet."""
    match node:
        case Scripted(Name() as base, Product((Name(), Name()), ("",)), None, 0):
            return spelled(base) not in ("e", "I", "delta")
    return False


def _of_the_same_entry(name: Node, body: Node) -> bool:
    """Whether the body speaks of entries with the subscript of the name."""
    sub = name.sub if isinstance(name, Scripted) else None
    return isinstance(sub, Name) and any(isinstance(n, Scripted) and n.sub is not None and sub in names_in(n.sub) for n in names_in(body))


def _real_entries(term: Term) -> bool:
    return any(getattr(a, "sort", "") in ("real", "defined") for a in term.atoms)


def _is_known_function(name: str) -> bool:
    return name in NAMES or name in ON_ARRAYS or name.lstrip("\\") in unsupported.LETTERS
