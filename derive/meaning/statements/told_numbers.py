r"""What words of the text say of numbers: `let $n$ be a positive integer`, `integers $k, n$ with $1 \le k \le n$`, `the first $n$ terms`,
`positive numbers $a_1, \dots, a_n$`, `$p_1, \dots, p_n \in (0, 1)$`, `a positive constant $c$`.

Comes in: the pieces of one segment. Goes out: whole numbers, signs, and rows of numbers with what is said of each. Nothing of what stands
after "if", or is denied: a word that may be meant of one case, or of none, tells of no page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from derive.meaning.declarations import nouns
from derive.meaning.declarations.doubted import taken_back
from derive.meaning.declarations.listed import Piece, first_and_last, lists
from derive.meaning.declarations.nouns import BOUNDS
from derive.meaning.formulas.number_sets import limits_numbers
from derive.meaning.names.scope import names_in
from derive.reading.syntax import Chain, Ellipsis_, Group, Listing, Name, Node, Number, Scripted
from derive.terms.term import ZERO, Term, add, eq, le, lt, mul, num

CASE = re.compile(r"\b(if|when|whenever|unless|case)\b[^.;$]*$|若|当|만약", re.I)
WITH = re.compile(r"\s*,?\s*[\w\s-]{0,40}?(?:with|such that|so that|satisfying|where|and)\s*$", re.I)
COUNTED = (
    r"(?:terms|numbers|observations|samples|points|trials|tosses|coins|dice|draws|players|firms|agents|consumers|particles|masses|nodes"
    r"|students|indicators|summands|factors|elements|items|objects|balls|boxes|states|examples|measurements|variables|taps|intervals"
    r"|cells|integers|squares|cubes|coefficients|components|iterations)"
)
COUNT_BEFORE = re.compile(r"\bthe (?:first|last|next)\s+$|\b(?:be|is|denotes?|write) the number of [^$.;,]{1,40}\s+$", re.I)
COUNT_AFTER = re.compile(
    r"^\s*(?:(?:real|positive|independent|identical|distinct|different|odd|even|natural|equal|random|unknown|training|data)\s+){0,2}"
    rf"{COUNTED}\b|^\s*(?:be|is|denotes?|for) the number of\b|^\s*(?:개|명|个)",
    re.I,
)
ORDINAL = re.compile(r"(?:第|제)\s*$")  # `第 $j$ 个` is the j-th one
SIGN = r"(?:(?P<sign>(?:strictly )?positive|non-?\s?negative|양의|음이 아닌|正|非负)\s*)?"
PLAIN = r"(?:(?:real|given|fixed|known|arbitrary|observed|unknown|random|independent|i\.?\s?i\.?\s?d\.?)(?:-valued)?\s+|실)*"
DRAWN = re.compile(r"\b(?:from|distribut\w*|law|random)\b", re.I)  # a law may say of what kind the numbers are; a normal one says nothing
NORMAL = re.compile(r"\b(?:normal|gaussian)\b", re.I)
# of what else is a number the words may say more: of weights that they add up to one
OTHERS = (
    r"weights?|probabilit(?:y|ies)|shares?|fractions?|prices?|masses|rates?|lengths?|costs?|incomes?|quantities|energies|amplitudes"
    r"|proportions?|frequencies|가중치|확률|权重|概率"
)
OF_ROWS = rf"(?P<noun>(?P<other>{OTHERS})|values?|positions?|velocities|coordinates|inputs?|outputs?|returns?|responses?|samples?|taps"
OF_ROWS += "|draws|random variables"
OF_ROWS += r"|numbers?|reals?|scalars?|constants?|coefficients?|observations?|data(?: points?)?|measurements?|실수|수|实数|数)"
SURELY = re.compile(r"numbers?|reals?|scalars?|constants?|실수|수|实数|数", re.I)
IS = r"\s*[,(]?\s*(?:(?:be|are|is|being|denotes?|은|는|이|가|为|是)\s*)?(?:(?:an?|some|any|the|our|two|both|all|fixed|given)\s+)*"
# what may stand before such words without saying more of the numbers
OPENING = re.compile(
    r"(?:^|[.,;:()]|[^\x00-\x7f]|\b(?:let|given|for|be|the|all|any|some|every|each|are|is|have|has|observe|and|with|consider|take|fix|suppose"
    r"|assume|by|our|an?|of|to|two|three|four|fixed|arbitrary|there|on|into|from|collect|record|draw|choose|pick))\s*$",
    re.I,
)
# what may stand behind them; anything else says, or may say, more
CLOSING = re.compile(
    r"^\s*(?:$|[.;:)。，,、](?! (?:not|all|none|each|both|sorted|ordered|summing|adding)\b)|of\b"
    r"|(?:and|with|where|then|we|for|in|between|from)\b[^.]*$"
    r"|(?:such that|so that|satisfying)\s*$|(?:이다|입니다|이고|이며|라|에|일))",
    re.I,
)
INSIDE = re.compile(r"^[\w\s,]{0,60}\b(?:in|from|between)\s*$", re.I)
PARITY = re.compile(
    r"\b(odd|even)\b(?: (?:positive|natural))? (?:integer|natural|number|whole)|\b(odd|even)\s*(?:[.,;:)]|$)|홀수|짝수|奇数|偶数", re.I
)
INTEGER = re.compile(r"\b(?:integers?|whole numbers?|natural numbers?|primes?)\b|정수|자연수|整数|自然数", re.I)
_KNOWN = r"(?!(?:real |strictly )*(?:numbers?|constants?|reals?|scalars?)\b|(?:semi-?)?definite|integers?\b|or\b)"  # what else reads
POSITIVE = re.compile(
    rf"\b(?:let|with|for|an?|the|two|some|and|given|any|every|all)\s+(?:strictly )?positive\s+{_KNOWN}(?:[a-z-]+\s*){{1,3}}\|"
    rf"|\|\s*,?(?:[\w\s]*\b(?:be|is|are|denotes?)\s+(?:(?:an?|the|some|two)\s+)?positive\s+{_KNOWN}[a-z]+"
    r"|[\w\s]{0,40},\s*(?:all|both|each|which (?:is|are)|and)\s+(?:strictly )?positive\b(?! (?:or|definite|semi)))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number; least: how small it may be at most, where the words say it; None for any integer."""

    node: Name
    least: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """`x_1, \\dots, x_n`, numbers; where: the set in which each lies, as it is written; sign: what a word says of each; whole: whether
    all that the words say of them is used."""

    listing: Listing
    where: Node | None = None
    sign: str = ""
    whole: bool = True
    other: bool = False  # whether they may be weights, and the like
    in_words: bool = True  # whether only words say that they are numbers
    vague: bool = False  # whether the words may as well be said of vectors: data, observations
    summed: bool = False  # whether only their use in sums tells that they are numbers


@dataclass(frozen=True, slots=True)
class Hint:
    """What a word beside a name says, or may say, of a number: where it holds, the number is as the author means it."""

    node: Node
    says: str


SAYS = {
    ">0": lambda x: lt(ZERO, x),
    ">=0": lambda x: le(ZERO, x),
    "whole": lambda x: _one_of(x, 1, 2, 3),
    "odd": lambda x: _one_of(x, 1, 3),
    "even": lambda x: _one_of(x, 2, 4),
}


def needed(name: str, source: str) -> bool:
    r"""Whether the page writes the letter where only a whole number can stand: at the end of a sum, below something, in `\\binom{n}{k}`,
    `n!`, `(-1)^n`, `\\mathbb{R}^n`. Elsewhere it is a number of which no more has to be known."""
    n = rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])"
    inside = rf"\{{[^{{}}$]*{n}[^{{}}$]*\}}"
    places = (
        rf"\\(?:sum|prod)(?:\\limits)?\s*(?:_\s*(?:\{{[^{{}}$]*\}}|\w)\s*)?\^\s*(?:{inside}|{n})|\\(?:sum|prod)(?:\\limits)?\s*_\s*{inside}"
        rf"|_\s*(?:{inside}|{n})|binom\s*(?:{inside}|\{{[^{{}}$]*\}}\s*{inside})|{n}\s*!|\([^()$]*{n}[^()$]*\)\s*!"
        rf"|\(\s*-\s*1\s*\)\s*\^\s*(?:{inside}|{n})|\\mathbb\s*\{{?\s*R\s*\}}?\s*\^\s*(?:{inside}|{n})"
    )
    return re.search(places, source) is not None


def like_vectors(base: str, source: str) -> bool:
    r"""Whether the page uses the entries like arrays: `w^\\top x_i`, `\\|x_i\\|`, `A x_i`, `x_i \\in \\mathbb{R}^d`, a bold x."""
    entry = rf"(?<![A-Za-z]){re.escape(base)}\s*_\s*(?:\{{[^{{}}$]*\}}|\w)"
    transpose = r"(?:\\top|\\intercal|\^\s*\{?\s*T(?![A-Za-z])|\\(?:mathsf|mathrm|rm)\s*\{?\s*T|\\transpose)[\s})]*"
    places = (
        rf"{transpose}(?:\\left|\\[bB]igg?l?)?\s*\(?\s*\\?{entry}|{entry}\s*\^?\s*\{{?\s*{transpose}|\\(?:\||Vert|lVert|langle)[^$|]{{0,40}}{entry}"
        rf"|(?<![A-Za-z\\^])[A-Z]\s*\\?{entry}|{entry}[^$]{{0,12}}\\in\s*\\mathbb\s*\{{?R\}}?\s*\^"
        rf"|\\(?:mathbf|boldsymbol|bm|bf|vec)\s*\{{?\s*\\?{re.escape(base)}(?![A-Za-z])"
    )
    return re.search(places, source) is not None


def is_summed(base: str, source: str) -> bool:
    r"""Whether a sum or a product of the page runs over entries: `\\sum_{i=1}^n c_i`."""
    runs = (m for m in re.finditer(r"\\(?:sum|prod)(?:\\limits)?\s*_\s*\{\s*([a-z])\s*=", source))
    entry = rf"(?<![A-Za-z]){re.escape(base)}\s*_\s*\{{?\s*"
    return any(re.search(entry + m[1], source[m.end() : m.end() + 60]) for m in runs)


def says(what: str, x: Term) -> Term:
    """What it means of a number; `>=3` too."""
    return SAYS[what](x) if what in SAYS else le(num(int(what.removeprefix(">="))), x)


def wholes(pieces: list[Piece]) -> Iterator[Whole]:
    """The whole numbers of which the words tell."""
    for n, listed in lists(pieces):
        before, after = listed[0].before, listed[-1].after
        if CASE.search(before):
            continue
        if len(listed) == 1 and isinstance(listed[0].node, Name) and _counts(before, after):
            yield Whole(listed[0].node, 1)
            continue
        if taken_back(before, after):
            continue
        said = nouns.stated([p.node for p in listed], before, after)
        above = {c.operands[0] for c in said if c.relations == (">=",)}
        own = [c for c in said if isinstance(c.operands[1], Name) and c.operands[1].text in ("N", "Z")]
        low = _bounds([p.node for p in listed]) | _bounded_below(pieces, n + len(listed), listed[-1])
        for name, kind in (c.operands for c in own):
            if isinstance(name, Name) and isinstance(kind, Name):
                natural = 1 if name in above else 0 if kind.text == "N" else None
                bound = low.get(name.text)
                yield Whole(name, natural if bound is None else max(bound, natural or 0))


def reals(pieces: list[Piece]) -> Iterator[Name]:
    """Numbers that the words call real."""
    for _, listed in lists(pieces):
        said = nouns.stated([p.node for p in listed], listed[0].before, listed[-1].after)
        signed = [c.operands[0] for c in said if c.relations != ("in",)]
        for one, kind, *_ in (c.operands for c in said if c.relations == ("in",)):
            if isinstance(one, Name) and one not in signed and isinstance(kind, Name) and kind.text == "R":
                yield one


def hints(pieces: list[Piece]) -> Iterator[Hint]:
    """What words near a name may say of it, also where more stands between them: `$p, q$ the prices, all positive`."""
    for _, listed in lists(pieces):
        before, after = (re.split(r"[;.。]", w) for w in (listed[0].before, listed[-1].after))
        words = f"{' '.join(before[-1].split()[-4:])} | {after[0]}"
        parity = PARITY.search(words)
        kinds = [parity[0].split()[0].lower()] if parity else ["whole"] if INTEGER.search(words) else []
        kinds = [{"홀수": "odd", "짝수": "even", "奇数": "odd", "偶数": "even"}.get(k, k.strip(".,;:)")) for k in kinds]
        kinds += [">0"] if POSITIVE.search(words) else []
        for p in listed:
            if isinstance(p.node, Name | Scripted):
                yield from (Hint(p.node, kind) for kind in kinds)


def rows(pieces: list[Piece]) -> Iterator[Row]:
    """The rows of numbers of which the words tell."""
    for n, p in enumerate(pieces):
        match p.node:
            case Chain((Listing(",", (Scripted() as one, Ellipsis_(), Scripted() as last)) as listing, Group() as where), ("in",)):
                if first_and_last(one, last) and limits_numbers(Chain((listing, where), ("in",), p.node.span)) and not _open(p):
                    yield Row(listing, where, in_words=False)
            case Scripted() as one if n + 2 < len(pieces):
                dots, end = pieces[n + 1 : n + 3]
                if isinstance(dots.node, Ellipsis_) and isinstance(end.node, Scripted) and first_and_last(one, end.node):
                    listing = Listing(",", (one, dots.node, end.node), one.span)
                    yield from _row(listing, Piece(p.node, p.before, end.after), pieces[n + 3].node if n + 3 < len(pieces) else None)


def _any_noun(before: str) -> re.Match[str] | None:
    """`claims $c_1, \\dots, c_n$`: whatever is counted may be numbers, where the page uses them so."""
    found = _NOUN_BEFORE.search(before)
    return None if found is None or _NO_NUMBERS.search(found[0]) or found["noun"].lower() in _VERBS else found


def _row(listing: Listing, p: Piece, beyond: Node | None) -> Iterator[Row]:
    before, after = _ROWS_BEFORE.search(p.before), _ROWS_AFTER.match(p.after)
    found = before or after
    if found is None and not _open(p) and _any_noun(p.before) is not None and CLOSING.match(p.after):
        yield Row(listing, other=True, vague=True, summed=True)
    if found is None or _open(p):
        return
    vague = SURELY.match(found["noun"]) is None
    lead = p.before[: before.start("all")] if before else ""
    rest = p.after if before else p.after[found.end() :]
    if INSIDE.match(p.after) and isinstance(beyond, Group):
        inside = limits_numbers(Chain((listing, beyond), ("in",), listing.span))
        yield Row(
            listing,
            beyond if inside else None,
            _sign(found["sign"]),
            inside and bool(OPENING.search(lead)),
            bool(found["other"]),
            vague=vague,
        )
    else:
        normal = NORMAL.search(rest) or (beyond is not None and Name("N", font="cal") in names_in(beyond))
        whole = bool(OPENING.search(lead) and CLOSING.match(rest)) and not (DRAWN.search(f"{found['noun']} {rest}") and not normal)
        yield Row(listing, None, _sign(found["sign"]), whole, bool(found["other"]), vague=vague)


_NOUN_BEFORE = re.compile(r"(?<![\w-])(?:[a-z-]+\s+)?(?P<noun>[a-z]{3,}s)\s*$")
_VERBS = frozenset("this has was does denotes satisfies ends runs takes gives means lets follows equals becomes contains needs".split())
_NO_NUMBERS = re.compile(
    r"vector|matri|tensor|bas[ei]s|function|map|operator|polynomial|event|set|variable|process|graph|group|state|space|column|row|word|token"
    r"|label|target|indicator|bit|sign|rank|digit|prime|integer|count|time|step|class|categor|letter|node|index|indices|edge|node|image|path"
    r"|sequence|series|string|tree|distinct|ordered|sorted|increasing|decreasing|complex|random"
    r"|points|features|residual|error|deviation|return",
    re.I,
)
_ROWS_BEFORE = re.compile(rf"(?:^|(?<=[^\w-]))(?P<all>{SIGN}{PLAIN}{OF_ROWS})\s*[:,]?\s*$", re.I)
_ROWS_AFTER = re.compile(rf"^{IS}{SIGN}{PLAIN}{OF_ROWS}(?![\w-])", re.I)


def _bounded_below(pieces: list[Piece], n: int, before: Piece) -> dict[str, int]:
    r"""The names that `with $1 \le k \le n$` right behind a list bounds, and by what."""
    found = dict[str, int]()
    while n < len(pieces) and (WITH.fullmatch(before.after) or pieces[n].opener == ","):
        node = pieces[n].node
        if not isinstance(node, Chain) or not set(node.relations) <= set(BOUNDS):
            break
        found |= _bounds([node])
        before, n = pieces[n], n + 1
    return found


def _bounds(nodes: list[Node]) -> dict[str, int]:
    """The least values of whole names between bounds: `n \\ge 2`, `0 < k < n`."""
    found = dict[str, int]()
    for node in nodes:
        if isinstance(node, Chain) and set(node.relations) <= set(BOUNDS):
            up = node.relations[0] in ("<", "<=")
            rising, signs_ = (node.operands, node.relations) if up else (node.operands[::-1], node.relations[::-1])
            if isinstance(rising[0], Number) and rising[0].text.isdigit():
                least = int(rising[0].text)
                for sign, o in zip(signs_, rising[1:], strict=True):
                    least += sign in ("<", ">")
                    found.update({o.text: least} if isinstance(o, Name) else {})
    return found


def _counts(before: str, after: str) -> bool:
    return COUNT_BEFORE.search(before) is not None or (COUNT_AFTER.match(after) is not None and ORDINAL.search(before) is None)


def _open(p: Piece) -> bool:
    return CASE.search(p.before) is not None or taken_back(p.before, p.after)


def _sign(word: str | None) -> str:
    if not word:
        return ""
    return ">=0" if word.lower().startswith(("non", "음이", "非")) else ">0"


def _one_of(x: Term, *values: int) -> Term:
    return eq(mul(*(add(x, num(-v)) for v in values)), ZERO)
