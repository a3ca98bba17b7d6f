"""What the nouns beside a name say that it is: `a positive integer $n$`, `integers $m, n \\ge 1$`, `$x, y$ real numbers`, `$n$은 자연수`.

Comes in: the nodes of a list and the words around it. Goes out: the memberships and bounds that the words state, as nodes that the rest of
a Given reads: `n \\in \\mathbb{N}`, `n \\ge 1`. Nothing where no noun stands right beside the list.
"""

from __future__ import annotations

import re

from derive.reading.syntax import Chain, Ellipsis_, Listing, Name, Node, Number, Scripted

SIGN = r"(?:(?P<sign>positive|non-?\s?negative|strictly positive|natural|양의|음이 아닌|正|非负)\s*)?"
NOUN = (r"(?P<noun>integers?|natural numbers?|naturals|whole numbers?|정수|자연수|整数|自然数|"
        r"real numbers?|reals|real scalars?|scalars?|실수|实数|标量)")  # fmt: skip
# "a number" alone may be how many there are; with a sign, and not "a positive number of", it is real
SIGNED = (
    r"(?P<sign>positive|non-?\s?negative|strictly positive|양의|음이 아닌|正|非负)\s*"
    r"(?P<noun>(?:real )?(?:numbers?|constants?)|reals?|상수|수|常数|数)"
)
QUALITY = r"(?:(?:an?|any|all|both|two|some|fixed|given|arbitrary|be|is|are|being)\s+)*"
BEFORE = re.compile(rf"(?<![\w-]){SIGN}{NOUN}\s*[:,]?\s*$", re.I)
SIGNED_BEFORE = re.compile(rf"(?<![\w-]){SIGNED}\s*$", re.I)
OF = re.compile(r"\s*of\b", re.I)
OTHER = (  # `integer-valued`, `an integer multiple of`, `a scalar loss`
    r"(?![\w-])(?!\s+(?:part|multiple|matri|vector|program|point|loss|cost|func|valued|field|output|objective|product|quantit|energ"
    r"|potential))"
)
AFTER = re.compile(rf"\s*[(:,]?\s*(?:은|는|이|가|为|是)?\s*{QUALITY}{SIGN}{NOUN}(?:이다|입니다|이고|이며|로)?{OTHER}", re.I)
SIGNED_AFTER = re.compile(rf"\s*[(:,]?\s*(?:은|는|이|가|为|是)?\s*{QUALITY}{SIGNED}(?:이다|입니다|이고|이며|로)?{OTHER}(?!\s+of\b)", re.I)
INTEGERS = re.compile(r"integer|정수|整数|whole", re.I)
NATURALS = re.compile(r"natural|자연수|自然数", re.I)
BOUNDS = frozenset(("<", "<=", ">", ">="))


def stated(nodes: list[Node], before: str, after: str, rows: bool = False) -> list[Chain]:
    """The memberships and bounds that the words before or after a list of names (or of bounds on names) state; with rows also the bounds
    on those with dots, of which a text tells in ways of its own (`told_numbers`)."""
    found = _noun_before(before, after) or _noun_behind(after)
    if found is None:
        return []
    noun, sign = found["noun"], (found["sign"] or "").lower()
    above = sign.startswith(("positive", "strictly", "양의", "正"))
    never_below = above or bool(sign) or bool(NATURALS.search(noun))
    if not INTEGERS.search(noun) and not NATURALS.search(noun):
        return _reals(nodes, above, never_below, rows)
    names = [n for node in nodes for n in _names(node)]
    low = {n.text for node in nodes for n in _bounded_below(node)}
    kinds = [(n, "N" if never_below or n.text in low else "Z") for n in names]
    members = [Chain((n, Name(kind, span=n.span)), ("in",), n.span) for n, kind in kinds]
    return members + [Chain((n, Number("1", n.span)), (">=",), n.span) for n in names if above]


def without(before: str, after: str) -> tuple[str, str]:
    """The words around a name, except those that `stated` reads."""
    if found := _noun_before(before, after):
        return before[: found.start()], after
    found = _noun_behind(after)
    return before, after[found.end() :] if found else after


def _noun_before(before: str, after: str) -> re.Match[str] | None:
    certain = BEFORE.search(before)
    return certain or (None if _noun_behind(after) or OF.match(after) else SIGNED_BEFORE.search(before))


def _noun_behind(after: str) -> re.Match[str] | None:
    return AFTER.match(after) or SIGNED_AFTER.match(after)


def of_set(where: Scripted, source: str) -> tuple[Name, list[int]] | None:
    r"""`\mathbb{Z}_{>0}`, `\mathbb{N}^+`, `\mathbb{N}_0`: the plain set, and from which number on; None where the script says something
    else."""
    script = where.sub if where.sup is None else where.sup
    if script is None or (where.sub is not None and where.sup is not None) or where.primes:
        return None
    text = re.sub(r"[\s{}]|\\(?=ast)", "", source[script.span.start : script.span.end])
    least = {"+": 1, "++": 1, "*": 1, "ast": 1, ">0": 1, "\\ge1": 1, "\\geq1": 1, "0": 0, "\\ge0": 0, "\\geq0": 0}.get(text)
    return None if least is None else (Name("N", span=where.span), [least] if least else [])


def _reals(nodes: list[Node], above: bool, never_below: bool, rows: bool) -> list[Chain]:
    groups = [nodes[n : n + 3] for n in range(0, len(nodes), 3)]
    lists = [Listing(",", (a, dots, b), a.span) for g in groups if len(g) == 3 for a, dots, b in [g] if _is_dotted(a, dots, b)]
    if nodes and len(lists) == len(groups):  # x_1, ..., x_n, y_1, ..., y_n
        if never_below:
            return [Chain((one, Number("0", one.span)), (">" if above else ">=",), one.span) for one in lists if rows]
        return [Chain((one, Name("R", font="bb", span=one.span)), ("in",), one.span) for one in lists]
    names = [n for node in nodes for n in _names(node)]
    members = [Chain((n, Name("R", font="bb", span=n.span)), ("in",), n.span) for n in names]
    bound = ">" if above else ">=" if never_below else None
    return members + [Chain((n, Number("0", n.span)), (bound,), n.span) for n in names if bound]


def _is_dotted(first: Node, dots: Node, last: Node) -> bool:
    return isinstance(first, Scripted) and isinstance(dots, Ellipsis_) and isinstance(last, Scripted)


def _names(node: Node) -> list[Name]:
    match node:
        case Name():
            return [node]
        case Chain(operands, relations) if BOUNDS.issuperset(relations):
            return [n for n in operands if isinstance(n, Name)]
        case Listing(",", items):
            return [n for i in items for n in _names(i)]
    return []


def _bounded_below(node: Node) -> list[Name]:
    """The names that a bound says to be at least 0: `n \\ge 1`, `1 \\le k \\le n`."""
    if not isinstance(node, Chain) or not BOUNDS.issuperset(node.relations):
        return []
    rising = node.operands if node.relations[0] in ("<", "<=") else node.operands[::-1]
    return [n for n in rising[1:] if isinstance(n, Name)] if isinstance(rising[0], Number) else []
