r"""What words say of the sign of a number in ways that are not used: "neither $x$ nor $y$ is negative", "$x$, which is positive", "$x$ lies
between zero and one", "$x$는 0보다 크다"; and that they say something else that no equation says: "$u$ is an eigenvector of $A$".

Comes in: the events of a page, and the scope. Goes out: notes with bounds that are enough for what the words say, whatever it is exactly:
a witness has to satisfy them. They prove nothing, so that it does no harm where the words say less.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from derive.meaning.declarations import goals, qualities
from derive.meaning.declarations.qualities import MESSAGE, SAYS
from derive.meaning.declarations.variables import Note
from derive.meaning.formulas.arrays import Value
from derive.meaning.names.layers import is_space
from derive.meaning.names.scope import Scope, names_in, spelled
from derive.meaning.names.words import words_at
from derive.meaning.statements import signed
from derive.reading.syntax import Chain, Event, Formula, Listing, Name, Node, Number, Scripted, Statement
from derive.terms.term import ONE, ZERO, Symbol, Term, lt, real

_ZERO = r"(?:zero|0|null|cero|零|zéro)"
_OF_A_MATRIX = r"(?![- ]?(?:semi-?)?(?:definit|défini|definid|정부호|정치)\w*)"
SIGNS = (  # in this order: a word before the ones that it is made of
    ("unit", rf"between {_ZERO} and (?:one|1)\b|unit interval|zwischen {_ZERO} und|entre {_ZERO} (?:et|y)|0 ?과 1 ?사이"),
    ("unit", r"probability\b|fraction\b"),
    (">=", r"non-?\s?negativ\w*|nichtnegativ\w*|no negativ[oa]s?|non négati\w*|positive ou nulle?|음이 아닌|0 ?이상|非负|不小于(?:0|零)"),
    ("<=", r"non-?\s?positiv\w*|nichtpositiv\w*|no positiv[oa]s?|양이 아닌|0 ?이하|非正|不大于(?:0|零)"),
    ("!=", rf"non-?\s?(?:zero|vanishing|null?e?)\b|(?:different|distinct) from {_ZERO}|(?:ungleich|nicht) null|0 ?이 아닌|非零"),
    (">", rf"positi\w*{_OF_A_MATRIX}|(?:greater|larger|bigger|more) than {_ZERO}|above {_ZERO}|at least {_ZERO}|größer als {_ZERO}"),
    (">", rf"mayor(?:es)? que {_ZERO}|plus grande? que {_ZERO}|양수|양의 (?:실수|상수|값)|0 ?보다 (?:크|큰)|正数|正的|正实数|大于(?:0|零)"),
    ("<", rf"negati\w*{_OF_A_MATRIX}|(?:less|smaller) than {_ZERO}|below {_ZERO}|at most {_ZERO}|kleiner als {_ZERO}"),
    ("<", rf"menor(?:es)? que {_ZERO}|plus petite? que|음수|음의 (?:실수|상수|값)|0 ?보다 작|负数|负的|小于(?:0|零)"),
    (">", r"(?:length|distance|radius|radii|mass|area|volume|width|height|duration|price|variance|standard deviation|temperature)s?\b"),
)  # fmt: skip
SIGN = re.compile("|".join(f"(?P<s{n}>{pattern})" for n, (_, pattern) in enumerate(SIGNS)), re.I)
NOT = re.compile(
    r"\b(?:not|never|cannot|neither|nor|none|no|without|nicht|kein\w*|weder|noch|pas|jamais|ni|aucune?|nunca|isn['’]t|aren['’]t)\b"
    r"|n['’]t\b|아니|않|不(?!小|大)",
    re.I,
)
OPEN = re.compile(
    r"\b(?:or|whether|necessar\w*|needs?|may|might|can|could|would|if and only|notwendig\w*|forcément|nécessaire\w*|necesariamente|ob"
    r"|oder|ou|sign of|part|either)\b|또는|이거나|필요|或|未必|不一定",
    re.I,
)
# what words say of a vector, a matrix or a function, and no equation says: any witness may break it
PROPERTY = re.compile(
    r"\b(?:(?:be|is|are|being) (?:the |an? )?(?:unique |global |optimal |local )?(?:minimi[sz]er|maximi[sz]er|minimum|maximum|solution|root"
    r"|optimum|eigenvector|eigenvalue|rotation|reflection|projection|orthogonal projection|centering|hat)\w*"
    r"|minimi[sz]e|maximi[sz]e|solves?|(?:equal|same) (?:length|norm|mean)|(?:zero[- ]mean|mean zero|mean (?:of )?0)|unit variance"
    r"|(?:sum|add)s?(?: up)? to|quadrant|triangle|(?:be|is|are) (?:a |an )?(?:periodic|constant|symmetric|harmonic|monoton\w+|increasing"
    r"|decreasing|convex|concave|homogeneous|additive|even|odd|linear)(?! (?:number|integer|if|when|vector|matri))"
    r"|(?:be|is) the (?:larger|smaller|largest|smallest|mean|median|average|maximum|minimum) of"
    r"|(?:arithmetic|geometric) (?:progression|sequence))\b",
    re.I,
)
BESIDE = re.compile(r"^\s*,?\s*(?:(?:an?|the)\s+)?(?:unit\s+|normali[sz]ed\s+)?eigen(?:vectors?|values?)\b", re.I)
AHEAD = re.compile(r"\b(?:cent(?:ered|red)|zero-mean|standardi[sz]ed|whitened)(?:\s+[a-z]+){0,2}\s*$", re.I)
ONLY = re.compile(r"\bonly\b[^.;]*$", re.I)  # "right only where $B$ is symmetric" says of no B that it is
LISTED = re.compile(r"^\s*(?:,|,?\s*(?:and|or|nor|und|noch|et|ni|y|oder|ou|및|그리고|와|과|도|和|、))?\s*$", re.I)
UNIT: tuple[Callable[[Term], Term], ...] = (lambda x: lt(ZERO, x), lambda x: lt(x, ONE))
OPPOSITE = {">": "<", ">=": "<", "<": ">", "<=": ">", "!=": "?", "unit": "?"}
_OF_NUMBERS = re.compile(r"\b(?:integers?|numbers?|scalars?|rank|size)\b", re.I)
_COPULA = re.compile(r"^\s*(?:(?:be|is|are|being|both|an?|the)\s+)*", re.I)
_CLAUSE = re.compile(r"[.;:。；?]\s")


def notes(scope: Scope, events: Sequence[Event]) -> Iterator[Note]:
    """What the words beside names say of their signs, where nothing else reads it."""
    n = 0
    while n < len(events):
        group = _group(events, n)
        last = n + 2 * (len(group) - 1)
        if group and not any(signed.bounds(events, k, words_at(events, k - 1))[0] for k in range(n, last + 1, 2)):
            before = _CLAUSE.split(words_at(events, n - 1))[-1]
            between = " ".join(words_at(events, k) for k in range(n + 1, last, 2))
            after = _CLAUSE.split(_words_behind(events, last + 1))[0]
            says = _sign(before, between, after)
            for node in (node for formula in group for node in formula) if says is not None else ():
                yield from _note(scope, node, says or "")
            told = (
                PROPERTY.search(after)
                or BESIDE.match(after)
                or AHEAD.search(before)
                or (_of_array(scope, events, n) and _quality(before, after))
            )
            if told and not ONLY.search(before) and not goals.BEFORE.search(before):
                names = frozenset(name for formula in group for node in formula if (name := spelled(node)) is not None)
                yield Note(MESSAGE, group[0][0].span, names - scope.defined.keys(), quiet=True)
        elif not group and AHEAD.search(words_at(events, n - 1)) and (bases := _bases(events, n)):
            yield Note(MESSAGE, events[n].what.span, bases, quiet=True)
        n = last + 2 if group else n + 1


def _bases(events: Sequence[Event], n: int) -> frozenset[str]:
    r"""The x of `x_1, \\dots, x_n`."""
    what = events[n].what
    written = [s.node for s in what.statements if isinstance(s, Statement)] if isinstance(what, Formula) else []
    nodes = [m for node in written for m in (node, *names_in(node))]
    return frozenset(name for m in nodes if isinstance(m, Scripted) and m.sub is not None and (name := spelled(m.base)) is not None)


def _of_array(scope: Scope, events: Sequence[Event], n: int) -> bool:
    """Whether the formula is a name alone, and of no number: of `$x \\in \\mathbb{R}^n$` others read the words."""
    match events[n].what:
        case Formula(statements=(Statement(node=Name() | Scripted() as node),)):
            known = scope.values.get(spelled(node) or "")
            return known is None or known.rank > 0
    return False


def _quality(before: str, after: str) -> bool:
    """Whether adjectives beside the name say something that no equation says: "let $Q$ be orthogonal", "for orthogonal $C$"."""
    near, ahead = " ".join(_COPULA.sub("", re.split(r"[,.;:]", after)[0]).split()[:2]), " ".join(before.split()[-2:])
    said = [words for words in (near, ahead) if not _OF_NUMBERS.search(words)]
    return any(qualities.UNREAD.search(words) or qualities.UNIT.search(words) for words in said)


def _group(events: Sequence[Event], n: int) -> list[list[Node]]:
    """The names that the n-th formula names, and those of the formulas that are listed with it."""
    found = list[list[Node]]()
    while nodes := _named(events, n):
        found.append(nodes)
        if not LISTED.match(words_at(events, n + 1)):
            break
        n += 2
    return found


def _words_behind(events: Sequence[Event], n: int) -> str:
    """The words there, with the numbers that stand in formulas of their own: "is at least $0$"."""
    found = words_at(events, n)
    while n + 1 < len(events) and isinstance(what := events[n + 1].what, Formula) and not what.display:
        match what.statements:
            case (Statement(Number(text)),):
                found, n = f"{found} {text} {words_at(events, n + 2).lstrip()}", n + 2
            case _:
                break
    return found


def _named(events: Sequence[Event], n: int) -> list[Node]:
    r"""The names of a formula that only names: `x`, `x, y`, `x \in \mathbb{R}`."""
    what = events[n].what if 0 <= n < len(events) else None
    found = list[Node]()
    for s in what.statements if isinstance(what, Formula) and not what.display else ():
        node = s.node if isinstance(s, Statement) else None
        if isinstance(node, Chain) and (node.relations == (":", "->") or (node.relations == ("in",) and is_space(node.operands[1]))):
            node = node.operands[0]
        items = node.items if isinstance(node, Listing) else (node,)
        names = [i for i in items if isinstance(i, Name | Scripted)]
        if len(names) < len(items):
            return []
        found += names
    return found


def _sign(before: str, between: str, after: str) -> str | None:
    """The relation to 0 that the words state; None where they state none."""
    behind = SIGN.search(after)
    found = behind or next((m for m in SIGN.finditer(before) if len(before[m.end() :].split()) <= 2), None)
    words = f"{before} {between} {after}"
    if found is None or OPEN.search(f"{before} {after}") or "?" in after:
        return None
    kind = next(SIGNS[int(name[1:])][0] for name, text in found.groupdict().items() if text)
    own = len([m for m in NOT.finditer(words.replace(found[0], " ", 1)) if m[0].lower() not in ("nor", "noch")])
    return (OPPOSITE[kind] if own % 2 else kind).replace("?", "") or None


def _note(scope: Scope, node: Node, says: str) -> Iterator[Note]:
    name = spelled(node) or ""
    value = scope.values.get(name)
    if value is None and isinstance(node, Scripted) and node.sub is not None and not isinstance(node.sub, Number):
        value, name = scope.values.get(spelled(node.base) or ""), spelled(node.base) or ""
    if not name or name in scope.sets or name in scope.functions or name in scope.defined or (value is not None and value.rank > 1):
        return
    number = Value((), real(Symbol(name))) if value is None else value
    enough = tuple(qualities.for_all(number, make) for make in (UNIT if says == "unit" else (SAYS[says],)))
    yield Note(MESSAGE, node.span, frozenset({name}), enough, remark=True, quiet=True)
