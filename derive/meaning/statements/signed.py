r"""Signs in words: "let $k$ be a positive real number", "for positive $x$", "a positive constant $c$", `$k \in \mathbb{R}_{>0}$`.

Comes in: a formula of the text that is a name or a list of names, with the words around it. Goes out: the bounds `k > 0` that the words
suppose. Nothing where they claim, deny or ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from derive.meaning.declarations import nouns
from derive.meaning.declarations.shape_words import LISTED
from derive.meaning.names.scope import spelled
from derive.meaning.names.words import words_at
from derive.meaning.statements.letting import CASE, CLAIMS, ORDER
from derive.reading.syntax import Chain, Event, Formula, Listing, Name, Node, Number, Scripted, Statement

_SIGN = r"(?:strictly )?(?P<sign>positive|non-?\s?negative|negative|non-?\s?positive)"
_NOUN = r"(?:\s+(?P<noun>(?:real\s+)?(?:numbers?|constants?|reals?|scalars?)))?"
_KOREAN = r"(?P<korean>양의|음이 아닌|음의|양(?=수)|음(?=수))"
RELATIONS = {"positive": ">", "nonnegative": ">=", "negative": "<", "nonpositive": "<=", "양의": ">", "양": ">", "음이 아닌": ">=",
             "음의": "<", "음": "<"}  # fmt: skip
_LEADS = r"\b(?:let|for|for (?:all|any|every|each)|if|when|where|with|fix|take|given|consider|suppose|assume|assuming|any|every|all|each)"
BEFORE = re.compile(rf"{_LEADS}\s+(?:an? )?{_SIGN}{_NOUN}\s*$|{_KOREAN}\s*$", re.I)
SUPPOSING = re.compile(
    r"\b(?:let|if|when|where|with|here|fix|suppose|assume|assuming|that|given|throughout)\b[^.;$]*$|^\s*,?\s*(?:and\s*)?$", re.I
)
AFTER = re.compile(
    rf"\s*,?\s*(?:is|are|be|being|both|all|an?|(?:real )?numbers? (?:that|which) |\s)*\s*{_SIGN}{_NOUN}"
    rf"(?=\s*(?:[.,;:)]|$|and\b|then\b|so\b|we\b))"
    rf"|\s*[은는이가]?\s*{_KOREAN}\s*(?:수|실수|상수)(?=이|라|일|인|\W|$)",
    re.I,
)
PLAINLY = (  # other words for the same signs
    (re.compile(r"\b(?:positive or (?:zero|null|0)|(?:zero|null|0) or positive|not negative)\b", re.I), "nonnegative"),
    (re.compile(r"\b(?:negative or (?:zero|null|0)|(?:zero|null|0) or negative|not positive)\b", re.I), "nonpositive"),
)
SOME = re.compile(r"\b(?:for some|there (?:is|are|exists?)|exists?)\b[^.;,$]*$", re.I)
NOT_SO = re.compile(r"\b(?:not|no|never|neither|nor|whether|unless|negation)\b[^.;,$]*$|^\W*(?:is|are)\s*$|\?", re.I)
IF = re.compile(r"\b(?:if|when|whenever)\b", re.I)  # makes a condition of what it leads to
_DOUBT = (
    r"\b(?:or|if|when|whenever|provided|unless|except|only|almost|nearly|usually|generally|in general|typically|normally|mostly|most|often"
    r"|sometimes|perhaps|maybe|probably|likely|probability|would|could|might|may|should)\b|또는|이거나|대체로|보통|아마"
)
DOUBTED_BEFORE = re.compile(rf"(?:{_DOUBT})[^.;:$]*$", re.I)
DOUBTED_BEHIND = re.compile(rf"^[^.;:$]*(?:{_DOUBT})", re.I)
FOR_CLAUSE = re.compile(r"^\s*,?\s*for\b")
ASKED = re.compile(r"^[^.;$]*\?")
SPACES = {"+": ">=", "++": ">", ">0": ">", "\\ge0": ">=", "\\geq0": ">=", "\\geqslant0": ">=", "-": "<=", "--": "<", "<0": "<",
          "\\le0": "<=", "\\leq0": "<=", "\\leqslant0": "<=", "*": "!=", "\\ast": "!=", "\\times": "!=", "\\ne0": "!=", "\\neq0": "!=",
          "\\setminus\\0\\": "!="}  # fmt: skip


def bounds(events: Sequence[Event], n: int, before: str) -> tuple[list[Chain], bool]:
    """What the words before and behind the n-th event say of its names; and whether they suppose it: what they claim, or say of some
    number, is nothing that steps may use."""
    names, m = names_of(events, n), n
    while names and LISTED.fullmatch(words_at(events, m + 1)) and names_of(events, m + 2):
        m += 2
    before, after = plainly(before), plainly(words_at(events, m + 1))
    if not names or NOT_SO.search(_sentence(before)) or ASKED.match(after):
        return [], False
    doubted = DOUBTED_BEFORE.search(IF.sub("", _sentence(before))) or DOUBTED_BEHIND.search(after)
    behind = FOR_CLAUSE.match(before) is not None and n > 1  # `$f(x) = x^2$ for positive $x$`: of that formula alone
    supposed = not (doubted or behind or CLAIMS.search(_sentence(before)) or SOME.search(_sentence(before)))
    said = [c for c in nouns.stated(list(names), before, after) if ORDER.issuperset(c.relations)]
    if said:
        return said, supposed
    found = BEFORE.search(before) or AFTER.match(after)
    if found is None:
        return [], False
    named = found["noun"] or found["korean"]  # "$d$ is a negative number" says of what kind it is, "$d$ is negative" may follow
    supposed = supposed and bool(named or any(way.search(before) for way in (BEFORE, SUPPOSING, CASE)))
    relation = RELATIONS[re.sub(r"(?<=non)[-\s]", "", (found["sign"] or found["korean"]).lower())]
    return [Chain((x, Number("0", x.span)), (relation,), x.span) for x in names], supposed


def plainly(words: str) -> str:
    """The words with one for each sign."""
    for way, sign in PLAINLY:
        words = way.sub(sign, words)
    return words


def of_space(node: Node, source: str) -> list[Chain]:
    r"""`k > 0` of `k \in \mathbb{R}_{>0}`; `\mathbb{R}_+` and `\mathbb{R}^+` may have 0 in them."""
    match node:
        case Chain((left, Scripted(Name("R", font="bb"), sub, sup, 0)), ("in",)) if (sub is None) != (sup is None):
            script = sub if sub is not None else sup
            assert script is not None
            relation = SPACES.get(re.sub(r"[\s{}]", "", source[script.span.start : script.span.end]))
            items = left.items if isinstance(left, Listing) else (left,)
            if relation is not None and all(isinstance(i, Name) for i in items):
                return [Chain((i, Number("0", i.span)), (relation,), i.span) for i in items]
    return []


def names_of(events: Sequence[Event], n: int) -> tuple[Name, ...]:
    """The names, where the event is a formula of nothing but names."""
    what = events[n].what if 0 <= n < len(events) else None
    if not isinstance(what, Formula) or what.display:
        return ()
    nodes = [s.node for s in what.statements if isinstance(s, Statement) and not s.words and s.opener in ("", ",")]
    names = [i for node in nodes for i in (node.items if isinstance(node, Listing) else (node,))]
    plain = len(nodes) == len(what.statements) and all(isinstance(i, Name) and spelled(i) for i in names)
    return tuple(i for i in names if isinstance(i, Name)) if plain else ()


def _sentence(words: str) -> str:
    """The words of the last sentence."""
    return re.split(r"[.;:。]\s", words)[-1]
