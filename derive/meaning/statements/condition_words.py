"""The words that make a relation a condition, take one back, or say how far it reaches.

Comes in: nothing. Goes out: patterns for the words before a formula (`..._BEFORE`, searched to its end) and behind it (matched from their
beginning), in the languages that pages are written in. A phrase is added here and nowhere else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from derive.meaning.declarations.doubted import DENIAL

_WHEN = "(?<![相应适恰不正])当(?![作做成前然])"  # 当 is "when"; in 当作 (take for) and 相当 (amount to) it is part of another word
# "set" is what one does; "a finite set" is a thing
_NOUN = ("a", "the", "this", "that", "any", "each", "every", "our", "finite", "infinite", "index", "empty", "nonempty", "training", "test",
         "data", "sample", "convex", "closed", "open", "compact", "countable", "ordered", "feasible", "solution", "level", "event",
         "whole")  # fmt: skip
_SET = r"\b" + "".join(rf"(?<!\b{word} )" for word in _NOUN) + "set(?! of )"
_THEN = "이면|일 때|인 경우|라면|두면|로 두면|이라면|时|のとき|の時|の場合|ならば|であれば"
IF_BEFORE = re.compile(
    rf"((\b((?:if|in case)(?! not\s*[,:])|when|whenever|suppose|assume|assuming|setting|provided|unless)|{_SET})\b|만약|만일)"
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
IF_AFTER = re.compile(rf"^\s*({_THEN})", re.I)
# `$b = 0$이라고 하자`, `$x > 0$이라고 가정하면`: as "let" and "suppose" do before a formula
LET_AFTER = re.compile(
    r"^\s*(?:이?라고?|로|으로|을|를|임을|라)?\s*(?:(?P<suppose>가정(?:하자|한다|하면|하고|합시다|하겠다))|하자|합시다|하면|두자|둡시다|두면|두고"
    r"|놓자|놓으면|놓고|치자|치면|대입하면|대입하자|넣으면)(?=[\s.,。]|$)"
)
# `$A$, with $b = 1$ we have $B$`
WITH_THIS = re.compile(r"(?:^|[\s,.;:(])with\s*$", re.I)
FOR_ALL = re.compile(r"^\s*(for (all|every|each|any)|모든)\b", re.I)
EVERY_BEFORE = re.compile(r"(모든|임의의|各|任意的?|对于?(所有|任意|每个))\s*$")  # `모든 $x$ 에 대하여 $g_x = a f_x$ 이면`
ABOUT = re.compile(r"^\s*(에 ?대(하여|해서?)|，|,|都有)?\s*$")
OF_EVERY = re.compile(r"^\s*[가이은는]?\s*(모든|임의의)\s*$")  # `$f_x = a$ 가 모든 $x$ 에 대하여 성립하면`
HOLDS_IF = re.compile(r"^\s*에 ?대(하여|해서?)\s*(성립하|참이)?(이?면|일 때|라면)")
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
    r"|sauf (si|quand|lorsque)|à moins qu[e'’]|même (si|quand)|außer|es sei denn|(selbst|auch|sogar|nur) (wenn|falls)"
    r"|nothing (of|about)|(check|test|ask|unknown|unclear|wonder|decide|determine|verif)\w*( yourself| us| first)? (if|when)"
    r"|the (sub)?(set|region|event)s?( of (all )?\w+)?( where| on which| for which| with| that)?(?=\s*$)"
)
UNCLEAR = re.compile(
    rf"(\b(or|unless|tempt\w*|refuse\w*|relax\w*|drop\w*|later|did we|do we|{_WISHED}|{_OTHERS}|{_ONE_OF}|{_OPPOSITE})\b|{DENIAL})[^.;]*$"
    r"|또는|이거나|或|无论|不论|不管",
    re.I,
)
CLAUSE = re.compile(  # what comes before the last clause: "the same without a bracket, for $t \\ge 1$"
    r"^.*,\s*(?=(so|hence|thus|therefore|then|but)\b)|^[^.;]*\bwithout (?:an?|any|the)\b[^.;]*,\s*(?=for\b)", re.I | re.S
)
FAILS = re.compile(
    r"^\s*(fail(s|ed)\b|not\b(?! only)|never\b|lo(ses?|st)\b|(do|does|did|could|can|is|was|were|would)( ?not\b|n['’]t\b)"
    r"|(is|was|were|be|being|are) (false|wrong|violated|untrue|dropped|relaxed|removed|lifted|impossible|unlikely|excluded|empty"
    r"|equivalent|ruled out|out of|asked|absurd|ignored|omitted)\b|(gives?|implies|yields?|leads?|contradicts?|means)\b"
    r"|((one|we|it|this|that|everything|all|you) )?would\b|(remains? )?(unknown|unclear|in doubt)\b|mean\b|to the (other|left|right)\b"
    r"|(was|were|is|are|has been|have been|will be)( \w+)? (handled|treated|covered|dealt|discussed|done|clear|easy|obvious|similar"
    r"|skipped|immediate|left)\b|\S{0,4}\s?(以外|でない|ではない)"
    r"|(nicht|kein\w*)\b(?! nur)|(n['’]|ne )\w+ (pas|not|plus|jamais)\b|no (es|son|se|vale|sea)\b"
    r"|ha(s|ve|d) (measure|probability|no)\b|aside\b|apart\b|only (for|if|when|in|sometimes)\b|[,(]?\s*but not\b"
    # `$x > 0$일 때뿐만 아니라`, `のときだけでなく`: not only then, or then too
    rf"|({_THEN})\s*(서|에?도(?=[\s,]|$)|뿐|조차|마저|가 아니|는 아니|이? ?외에|를 제외|以外|だけ|のみ|でも|も(?=[、,\s]|$))"
    r"|[이가]?\s*아니|\S{0,8}\s?않|不成立|不对|\?"
    r"|[,(]?\s*or\b(?!,? (equivalently|in other words|what is the same)))",
    re.I,
)
ELSE = re.compile(
    r"\b(otherwise|(?<!thing )(?<!one )(?<!what )else|in general|without (this|that|the|it)\b|conversely|elsewhere"
    r"|for (any|all|every) other\b"
    r"|(in )?(both|all|either|any|every|the general) cases?|(to |in )?the general (setting|situation)"
    r"|more generally|for the rest(?! of)|(al)?together|combin(e|ed|ing)|overall|summari[sz]\w*"
    r"|(drop|lift|remov|relax)(s|p?ing|p?ed|e|es)? (the|this|that|all|these) (assumption|condition|restriction|hypothes[ie]s)s?"
    r"|(this|that|the|these) (assumption|condition|restriction|hypothes[ie]s)s? (is|are|was|were|will be)( now| then| here)?"
    r" (lifted|dropped|removed|relaxed)|si no\b|de lo contrario|en caso contrario|en general\b"
    r"|(in )?the (opposite|other|remaining|second|last) cases?"
    r"|(a|is|by) contradiction|contradiction(?=\s*[.!])|(is|was) (absurd|impossible)|(we are|are) done|nothing (left )?to (show|prove)"
    r"|no longer (assum|requir|need|hold|restrict)\w*|unconditionally|(if|in case) not(?=\s*[,:])"
    r"|(drop|lift|remov|relax)(p?ing|e|es|s)? (this|that|it)"
    r"|sinon|autrement|sonst|andernfalls|ansonsten"
    r"|im anderen fall|dans le cas contraire)\b|그렇지 않으면|(?:이고|며|나),? 아니면\b|否则|反之|反过来"
    r"|일반적으로|一般(地|来说|而言|に)|(去掉|不再需要)(这个|该|此|上述)?假设|(두|모든) 경우|합치면|종합|정리하면|两种情况|综上|合并",
    re.I,
)
# whatever is supposed: before a formula, and right behind it
WHATEVER_BEFORE = re.compile(
    r"\b(always|in (any|every|each) case|no matter \w+[^.;$]*|whatever[^.;$]*|regardless[^.;$]*|irrespective[^.;$]*|immer|toujours"
    r"|siempre)(,? (we (also )?(have|get|obtain|find|see)|it (holds|follows)|on a|gilt|ist|se tiene|that))*\s*[,:]?\s*$"
    r"|(항상|언제나|늘|总是|总有|始终)\s*$",
    re.I,
)
WHATEVER_BEHIND = re.compile(
    r"^\s*,?\s*(always|in (any|every|each) case|no matter|whatever|regardless|irrespective|immer|toujours|siempre)\b", re.I
)
FOR_ALL_BEHIND = re.compile(
    r"^\s*,?\s*(holds? |is true |true )?(for|für|pour|para) (all|any|every|each|arbitrary|general|alle|jede\w*|beliebige\w*|tout|tous"
    r"|toute|todo)"
    r"(?: (?!with\b|but\b|except\b)[a-zé]+){0,3}\s*$|^\s*(对(所有|任意|一切)的?)\s*$",
    re.I,
)
LEFT_OPEN = re.compile(r"(?:^|[.;,:]\s*|\b(?:now|also|so|and) )(suppose|assume|assuming|if|when)( that)?\s*:?\s*$", re.I)
SET_AGAIN = re.compile(r"\b(now|next|instead|again)\b[^.;$]*\bset\b|\bset\b[^.;$]*\b(now|instead|again)\b", re.I)
ALSO_FOR = re.compile(r"^\s*,?\s*((and|or)( also)? (for|if|when)|as well as( (for|if|when))?)( all| every| any)?\s*$", re.I)
LEAD_IN = re.compile(r"^\s*(\*\*|__|\\textbf\s*\{)\s*(answer|solution|proof|ans|풀이|답|解答?|答案?|证明)\s*[:：.]?\s*(\*\*|__|\})", re.I)
SINCE = re.compile(r"\b(since|because|as|given|under|using|with|recall\w*)( that| the assumption)?\s*$", re.I)
SUPPOSED = re.compile(r"\b(suppose|assume|let|given)\b[^.;]*$|(假设|设)[^.;]*$", re.I)
BETWEEN_NAMES = re.compile(
    r"\b(if|in case|when|whenever|suppose|assume|assuming|provided)\b[^.;,]*$|만약|만일|(?<![不未没])假设|如果", re.I
)
SET_EQUAL = re.compile(r"\b(let|set|put|take|fix|choose|say|with|where|now|sei|soit|sea|case)\s*[,:]?\s*$|设|取", re.I)
EXCLUDED = re.compile(
    r"\b(exclud(e|es|ed|ing)|rul(e|es|ed|ing) out|forbid\w*|avoid\w*|discard\w*|schließen|ausschließen|ausgeschlossen|exclu[osr]\w*"
    r"|excluimos|descart\w*)\b[^.;$]*$|제외|排除",
    re.I,
)
PART_OF_IT = re.compile(r"^\s*,?\s*(for( all| every| each| any| some)?|where|with)\s*$", re.I)  # `if $u_i = 2 u_j$ for $i \neq j$`
ANOTHER_IF = re.compile(r"^\s*[.;。]\s*(if|when|suppose|assume|let|fix)\b[^.;]*$", re.I)
AND_IF = re.compile(r"^\s*,?\s*and\b", re.I)
WITH = re.compile(r"^\s*,?\s*(?:and )?with\s*$", re.I)  # `$A = \\lambda I$ with $\\lambda > 0$`
IN_CASE_OF = re.compile(r"(?:^|[.;:]\s)\s*(?:with|for|in (?:the )?case(?: of)?)\b[^.;$]*\(\s*$", re.I)
CASE_GOES_ON = re.compile(r"^\s*\)\s*,?\s*(?:we|one|this|these|it|the|both|all)\b", re.I)
# `Off the diagonal ($i \\neq j$): $A = B$`, `The diagonal entries ($i = j$) are $A = B$`, `Off-diagonal terms, $i \\neq j$:` at the front
# of a sentence; "$A = B$ holds off the diagonal ($i \\neq j$), and $C = D$" looks back
CASE_IN_FRONT = re.compile(r"(?:^\s*(?=[A-Z\uac00-\ud7af\u4e00-\u9fff])|[.;:。；]\s*)[^.;:$。；]*\w[^.;:$。；]*\(\s*$")
CASE_GOES_BEHIND = re.compile(r"^\s*\)(?!\s*[.;。；])")
CASE_HEADS = re.compile(r"^\s*\)\s*[:：]")
CASE_NAMED = re.compile(r"(?:^\s*(?=[A-Z\uac00-\ud7af\u4e00-\u9fff])|[.;:。；]\s*)[^.;:$。；]*\w[^.;:$。；]*,\s*$")
COLON = re.compile(r"^\s*[:：]")
FOR_CLAUSE = re.compile(r"^\s*,?\s*for\s*$", re.I)
FOR_ALL_FRONT = re.compile(r"^\s*,?\s*(for|and) (all|every|each|any)\s*$", re.I)
COMMA = re.compile(r"^\s*,\s*$")
GOES_ON = re.compile(r"^\s*(:|,|then\b)", re.I)
FOR_THESE = re.compile(r"\bfor\b[^.;:$]*$", re.I)  # "for positive numbers $x$" speaks of these, "let $x$ be a positive number" of every x
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
# `$A = B$, for $x = 1$ we get $C = D$`: the condition is the one of what follows
LEADS_ON = re.compile(
    r"\s*(,|，|then\b|:)\s*$|\s*(?:,?\s*then )?(?:we|one|you)(?: \w+)? (?:have|has|get|gets|obtain|find|see|sees)(?: that| instead)?"
    r"\s*:?\s*$"
    r"|\s*,?\s*(?:it (?:holds|follows)(?: that)?|on (?:a|obtient)|(?:dann )?gilt|(?:dann )?(?:erhält man|ist)|se tiene|tenemos)\s*:?\s*$",
    re.I,
)
OPENS, CLOSES = re.compile(r"^\s*[(（]\s*$"), re.compile(r"^\s*[)）]")
FOR_BEHIND = re.compile(r"^\s*[,.]?\s*\(?\s*(for( all| every| each| any)?|where|∀|with)\s*$", re.I)
OPTIMUM = re.compile(
    r"\b(equat|set)(e|es|ed|ing|ting)?\b[^.;]{0,80}\b(to|equal|with)\b|\b(maxim|minim|extrem|optim(?!i[sz]ers?\b)"
    r"|stationary(?! (?:distribution|polic|process|chain))|critical point|MLE\b|vanish)"
    r"|极值|最大化|最小化|最优|令其|최적|최대화|최소화",
    re.I,
)

EXPECTS = re.compile(r"mathbb\s*\{?\s*E|\\sim(?![A-Za-z])|\bE\s*(\\left)?\[")
STRONG = re.compile(r"\b(if|when|whenever|unless|except|at|provided)\b", re.I)
WRITTEN = {"!=": r"\neq", "<=": r"\leq", ">=": r"\geq", "in": r"\in", "==": r"\equiv", "~": r"\sim", "~=": r"\approx",
           "propto": r"\propto", "->": r"\to", "notin": r"\notin", "subset": r"\subset", "gets": r"\leftarrow",
           **{name: f"\\{name}" for name in ("ll", "gg", "succ", "succeq", "prec", "preceq", "supset", "ni", "lesssim", "gtrsim", "asymp",
                                             "leftrightarrow")}}  # fmt: skip


@lru_cache(maxsize=8)
def _optimum(text: str) -> tuple[int, int]:
    found = OPTIMUM.search(text)
    return found.span() if found else (len(text) + 1, len(text) + 1)


def spoken_of_optimum(text: str, end: int) -> bool:
    """Whether the page speaks of an optimum before this place."""
    first, last = _optimum(text)
    return last <= end or (first < end and OPTIMUM.search(text, first, end) is not None)
