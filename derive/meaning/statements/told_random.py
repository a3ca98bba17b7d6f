r"""Random variables of which only words say that they are: "Let $X$ and $Y$ be random variables", "확률변수 $X$", and what stands under an
expectation then.

Comes in: the scope, before any step is read, and the page. Goes out: the scope in which these names are numbers at each outcome of one
finite set, with unknown probabilities; so expectations are sums over the outcomes, and everything that follows from linearity is proved or
refuted. What the page says of their distribution is not used: no step is refuted that may rest on it. Knows nothing of steps.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from derive.meaning.declarations.variables import Note
from derive.meaning.formulas.arrays import Value, fresh
from derive.meaning.formulas.expectations import CONSTANTS, KINDS, OUTCOMES
from derive.meaning.names import array_like
from derive.meaning.names.definitions import define_value
from derive.meaning.names.scope import Random, Scope, as_latex, names_in, spelled
from derive.meaning.names.words import words_at
from derive.reading.syntax import Chain, Event, Formula, Group, Listing, Name, Node, Number, Page, Product, Scripted, Span, Statement
from derive.terms.term import ONE, ZERO, Symbol, Term, bind, eq, index, le, mul, real

_NOUN = r"random variables?|\bRVs?\b|\br\.\s?v\.|확률\s?변수|随机变量|隨機變數|Zufalls(?:variable|größe)n?|variables? aléatoires?"
_SAID = re.compile(_NOUN, re.I)
_BEFORE = re.compile(rf"(?:{_NOUN})\s*[,:]?\s*$", re.I)
_AFTER = re.compile(
    rf"^\s*(?:은|는|이|가|为|是|を|은\s)?\s*,?\s*(?:(?:be|is|are|two|an?|any|some|both|real|discrete|sind|seien|zwei)\s+)*(?:{_NOUN})", re.I
)
_INDEPENDENT = re.compile(r"independen|uncorrelated|\bi\.?\s?i\.?\s?d\b|독립|独立|不相关|獨立|unabhängig|unkorreliert|indépendant", re.I)
# what is said of a distribution, or of its moments
_OTHER = re.compile(
    r"identically|same (?:mean|distribution|law|variance)|(?:zero|unit|common|known|equal)[- ](?:mean|variance)|mean (?:zero|0)"
    r"|cent(?:er|re)d|pmf|pdf|\bp\.\s?[md]\.\s?f|densit|mass function|distribut|joint|marginal|P\s*\(\s*X|values? in|-valued"
    r"|standardi[sz]ed|normali[sz]ed|binary|non-?negative|positive random|takes? (?:the )?values?|uniform|bernoulli|binomial|poisson"
    r"|geometric|normal(?:ly)?\b|gaussian|exponential|indicator|symmetric|constant random"
    r"|동일한 평균|평균이 0|분포|값을|정규|균등|이항|均匀|正态|同分布|取值|密度|零均值|verteil|gleiche|zentriert|Werte|Dichte",
    re.I,
)
MESSAGE = "`{0}` is taken for a random variable on a finite set of outcomes"
_OF_DISTRIBUTION = "what the page says of the distribution of `{0}` is not used"
_A_MOMENT = "`{0}` may be a moment of a random variable"
_NEVER = frozenset({*KINDS, "P", "F", "H", "I", "D", "N"})
_MOMENTS = re.compile(r"(?:\\(?:bar|hat|tilde)\{)?(?:mu|sigma|rho|nu|m)\b")


def declare_random(scope: Scope, page: Page, events: list[Event], own: Collection[str]) -> list[Note]:
    """The variables, in the scope from now on; what a reader has to know of them, and what of the page is not used."""
    if not _SAID.search(page.text) or scope.random or scope.moments or _draws(page):
        return []
    nodes = [s.node for e in events if isinstance(e.what, Formula) for s in e.what.statements if isinstance(s, Statement)]
    inside = [n for node in nodes for n in names_in(node)]
    defined = {spelled(c.operands[0]) for node in nodes for c in _equations(node)}
    indexed = {spelled(n.base) for n in inside if isinstance(n, Scripted) and n.sub is not None}
    raised = {n.sup.text for n in inside if isinstance(n, Scripted) and isinstance(n.sup, Name)}  # the T of a transpose
    taken = {*own, *defined, *indexed, *raised, *KINDS}
    named = dict(_named(events))
    under = {s: n.span for node in inside for n in _under(node) if (s := n.text) not in taken | _NEVER}
    found = {s: span for s, span in (named | under).items() if s not in taken and not scope.known(s)}
    if not found or not under.keys() | named.keys() or not array_like.names(events, set()).keys().isdisjoint(found):
        return []
    variables = _declare(scope, found)
    notes = [Note(MESSAGE.format(as_latex(s)), span, remark=True) for s, span in found.items()]
    small = frozenset(s for s in found if s.islower() and s not in named)  # which may be constants that only look random
    notes += [Note(_OF_DISTRIBUTION.format(min(small)), found[min(small)], small, quiet=True)] if small else []
    first = next(iter(found))
    if _OTHER.search(page.text) or any(_says_more(node, found) for node in nodes):
        notes.append(Note(_OF_DISTRIBUTION.format(first), found[first], frozenset(found), quiet=True))
    elif _INDEPENDENT.search(page.text):  # which they are where all but one of them are constant
        constant = tuple(_constant(variables[1:]))
        notes.append(Note(_OF_DISTRIBUTION.format(first), found[first], frozenset(found), constant, quiet=True))
    for n in inside:
        name = spelled(n)
        if name is not None and _MOMENTS.match(name) and name not in defined and not scope.known(name) and not _is_told(name, nodes):
            notes.append(Note(_A_MOMENT.format(as_latex(name)), n.span, frozenset({name}), quiet=True))
    return notes


def _declare(scope: Scope, found: dict[str, Span]) -> list[Symbol]:
    """One set of outcomes with their probabilities, a number for each variable at the outcome that is drawn, and `\\mu_X` for its mean."""
    names = {n: n if not scope.known(n) else f"{n}°" for n in ("Omega", "omega", "P")}
    over = scope.declare_set(names["Omega"])
    outcome = index(names["omega"], over)
    law = Symbol(OUTCOMES, (over,))
    scope.values[law.name] = Value((over,), real(law, Term("bound", (), 0)))
    scope.facts[bind("forall", outcome, le(ZERO, real(law, outcome)))] = None
    scope.facts[eq(bind("sum", outcome, real(law, outcome)), ONE)] = None
    scope.random[names["omega"]] = Random(names["omega"], outcome, Name(law.name, span=Span(0, 0)))
    variables = [Symbol(name, (over,)) for name in found]
    for symbol in variables:
        scope.values[symbol.name] = Value((), real(symbol, outcome))
        mean = f"mu_{{{symbol.name}}}"
        if not scope.known(mean) and not scope.known("mu"):
            define_value(scope, mean, Value((), bind("sum", outcome, mul(real(law, outcome), real(symbol, outcome)))))
    return variables


def _constant(variables: list[Symbol]) -> Iterator[Term]:
    for symbol in variables:
        a, b = fresh(symbol.axes * 2)
        yield bind("forall", a, bind("forall", b, eq(real(symbol, a), real(symbol, b))))


def _named(events: list[Event]) -> Iterator[tuple[str, Span]]:
    """The names that words call random variables: "random variables $X$ and $Y$", "$X$, $Y$ are random variables"."""
    for n, event in enumerate(events):
        if not isinstance(event.what, Formula):
            continue
        nodes = [s.node for s in event.what.statements if isinstance(s, Statement)]
        names = [i for node in nodes for i in (node.items if isinstance(node, Listing) else (node,))]
        if not names or not all(isinstance(i, Name) and not i.marks and len(i.text) == 1 for i in names):
            continue
        first, last = n, n
        while first >= 2 and _joined(words_at(events, first - 1)):
            first -= 2
        while last + 2 < len(events) and _joined(words_at(events, last + 1)):
            last += 2
        if _BEFORE.search(words_at(events, first - 1)) or _AFTER.match(words_at(events, last + 1)):
            yield from ((i.text, i.span) for i in names if isinstance(i, Name))


def _joined(words: str) -> bool:
    return re.fullmatch(r"\s*(?:,|,?\s*(?:and|und|et)|와|과|和|、)\s*", words) is not None


def _under(node: Node) -> Iterator[Name]:
    """The capital letters under an expectation, a variance or a covariance, and small ones that stand there alone."""
    if not isinstance(node, Product):
        return
    for head, bracket in pairwise(node.factors):
        base = head.base if isinstance(head, Scripted) else head
        if isinstance(bracket, Group) and isinstance(base, Name) and base.text in KINDS and not base.marks:
            alone = bracket.body if isinstance(bracket.body, Name) and bracket.body.text not in CONSTANTS else None
            letters = (n for n in names_in(bracket.body) if isinstance(n, Name) and not n.marks and len(n.text) == 1 and not n.font)
            yield from (n for n in letters if n.text.isupper() or n is alone)


def _draws(page: Page) -> bool:
    """Whether the page declares a distribution itself: `X \\sim p`, or moments in a Given."""
    for event in page.events:
        for s in event.what.statements if isinstance(event.what, Formula) else ():
            for n in names_in(s.node) if isinstance(s, Statement) else ():
                moment = event.given is not None and isinstance(n, Name) and n.text in KINDS
                if moment or (isinstance(n, Chain) and "~" in n.relations):
                    return True
    return False


def _equations(node: Node) -> Iterator[Chain]:
    yield from (c for c in (node.items if isinstance(node, Listing) else (node,)) if isinstance(c, Chain) and c.relations[0] in ("=", ":="))


def _says_more(node: Node, names: Collection[str]) -> bool:
    r"""`E[X] = 0`, `\operatorname{Var}(X) = 1`, `X \ge 0`, `X \in \{0, 1\}`: of which distributions the page speaks."""
    for c in node.items if isinstance(node, Listing) else (node,):
        if isinstance(c, Chain) and c.relations[0] not in ("=", ":=") and any(spelled(side) in names for side in c.operands):
            return True
        match c:
            case Chain((Product((Name(text), Group(_, Name())), ("",)), Number(), *_)) if text in KINDS:
                return True
    return False


def _is_told(name: str, nodes: list[Node]) -> bool:
    """Whether an equation of the page has the name alone on one side: it says what the name is."""
    return any(spelled(side) == name for node in nodes for c in _equations(node) for side in c.operands)
