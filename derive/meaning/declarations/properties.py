"""Properties that a word names and an equation says: orthogonal, orthonormal columns, idempotent, centred data, an eigenvector.

Comes in: arrays that are declared, and the words of their clause with a bar for the name. Goes out: facts, and the words that are left.
Only words right beside the name count, and only if nothing behind them narrows what they say ("orthogonal to $v$", "diagonal blocks").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from derive.meaning.declarations import qualities
from derive.meaning.formulas import arrays, matrices
from derive.meaning.formulas.arrays import Value, fresh
from derive.terms.term import ONE, ZERO, Term, bind, eq, lt, mul, ne


def equal(left: Value, right: Value) -> list[Term]:
    """That two arrays of one shape agree in every entry."""
    indices = fresh(left.axes)
    fact = eq(left.entry(*indices), right.entry(*indices))
    for i in reversed(indices):
        fact = bind("forall", i, fact)
    return [fact]


def _gram_is_identity(v: Value) -> list[Term]:
    return equal(arrays.times(arrays.transpose(v), v), matrices.identity(v.axes[1]))


def _transposed_gram_is_identity(v: Value) -> list[Term]:
    return equal(arrays.times(v, arrays.transpose(v)), matrices.identity(v.axes[0]))


def _orthogonal(v: Value) -> list[Term]:
    return _gram_is_identity(v) + _transposed_gram_is_identity(v)


def _idempotent(v: Value) -> list[Term]:
    return equal(arrays.times(v, v), v)


def _projects_orthogonally(v: Value) -> list[Term]:
    return _idempotent(v) + matrices.symmetric(v)


def _involutory(v: Value) -> list[Term]:
    return equal(arrays.times(v, v), matrices.identity(v.axes[0]))


def _skew(v: Value) -> list[Term]:
    return equal(arrays.transpose(v), arrays.negative(v))


def _diagonal(v: Value) -> list[Term]:
    i, j = fresh(v.axes)
    return [bind("forall", i, bind("forall", j, eq(v.entry(i, j), ZERO), ne(i, j)))]


def _constant(number: Term) -> Callable[[Value], list[Term]]:
    return lambda v: equal(v, arrays.build(v.axes, lambda *_: number))


def _sums(number: Term, axis: int = 0) -> Callable[[Value], list[Term]]:
    """That the entries along this axis have this sum, at every place of the others."""

    def facts(v: Value) -> list[Term]:
        indices = fresh(v.axes)
        fact = eq(bind("sum", indices[axis], v.entry(*indices)), number)
        for i in reversed([i for n, i in enumerate(indices) if n != axis]):
            fact = bind("forall", i, fact)
        return [fact]

    return facts


def _nonnegative(v: Value) -> list[Term]:
    return [qualities.for_all(v, qualities.SAYS[">="])]


def _row_stochastic(v: Value) -> list[Term]:
    return _nonnegative(v) + _sums(ONE, 1)(v)


def _column_stochastic(v: Value) -> list[Term]:
    return _nonnegative(v) + _sums(ONE, 0)(v)


def _doubly_stochastic(v: Value) -> list[Term]:
    return _row_stochastic(v) + _sums(ONE, 0)(v)


def _of_determinant_one(v: Value) -> list[Term]:
    return [eq(matrices.determinant(v).body, ONE)]


def _unit(v: Value) -> list[Term]:
    return [eq(_dot(v, v), ONE)]


def _dot(v: Value, w: Value) -> Term:
    (i,) = fresh(v.axes)
    return bind("sum", i, mul(v.entry(i), w.entry(i)))


# what a row is about: members of a family stand in the columns of its matrix
SQUARE, MATRIX, VECTOR, FAMILY, MEMBERS = "square", "matrix", "vector", "family", "numbers"
_TO = r"(?:sum|sums|summing|add|adds|adding)(?: up)? to"
_ENTRIES = r"(?:entries|components|elements|coordinates|weights|coefficients)"
_NUMBERS = r"(?:(?:real |nonnegative |non-negative |positive )?(?:numbers|weights|coefficients|scalars|probabilities|values) )"
_WHOSE = rf"(?:(?:with )?{_ENTRIES} (?:that )?|whose {_ENTRIES} |{_NUMBERS}?(?:that |which )|{_NUMBERS}(?:with {_ENTRIES} )?)?{_TO}"
_ONE, _ZERO = r"(?:one|unity|1)(?![.,/]?\d)\b", r"(?:zero|0)(?![.,/]?\d)\b"


@dataclass(frozen=True, slots=True)
class Property:
    """words: beside the name, an adjective or a phrase; of: the kinds of arrays that can have it."""

    words: str
    of: frozenset[str]
    facts: Callable[[Value], list[Term]]


def _row(words: str, of: str | tuple[str, ...], facts: Callable[[Value], list[Term]]) -> Property:
    return Property(words, frozenset((of,) if isinstance(of, str) else of), facts)


PROPERTIES = (  # a phrase before the words that it begins with
    _row(r"orthogonal (?:projection|projector)\b|직교 ?(?:사영|투영)|正交投影", SQUARE, _projects_orthogonally),
    _row(r"orthogonal\b|orthonormal\b|정?직교|正交", SQUARE, _orthogonal),
    _row(r"orthonormal\b|정규 ?직교|规范正交", FAMILY, _gram_is_identity),
    _row(r"(?:(?:with|has|have|having) )?orthonormal columns|whose columns are orthonormal", (SQUARE, MATRIX), _gram_is_identity),
    _row(r"(?:(?:with|has|have|having) )?orthonormal rows|whose rows are orthonormal", (SQUARE, MATRIX), _transposed_gram_is_identity),
    _row(r"skew[- ]?symmetric\b|anti-?symmetric\b|반대칭|反对称", SQUARE, _skew),
    _row(r"idempotent\b|projection\b|projector\b|멱등|幂等", SQUARE, _idempotent),
    _row(r"involutory\b|involution\b", SQUARE, _involutory),
    _row(r"diagonal\b|대각|对角", SQUARE, _diagonal),
    _row(r"(?:row|right)[- ]stochastic\b", SQUARE, _row_stochastic),
    _row(r"(?:column|left)[- ]stochastic\b", SQUARE, _column_stochastic),
    _row(r"doubly[- ]stochastic\b", SQUARE, _doubly_stochastic),
    _row(rf"(?:(?:with )?rows (?:that )?|whose rows (?:all |each )?){_TO} {_ONE}", (SQUARE, MATRIX), _sums(ONE, 1)),
    _row(rf"(?:(?:with )?columns (?:that )?|whose columns (?:all |each )?){_TO} {_ONE}", (SQUARE, MATRIX), _sums(ONE, 0)),
    _row(rf"(?:(?:with )?rows (?:that )?|whose rows (?:all |each )?){_TO} {_ZERO}", (SQUARE, MATRIX), _sums(ZERO, 1)),
    _row(rf"(?:(?:with )?columns (?:that )?|whose columns (?:all |each )?){_TO} {_ZERO}", (SQUARE, MATRIX), _sums(ZERO, 0)),
    _row(rf"{_WHOSE} {_ONE}", (VECTOR, MEMBERS), _sums(ONE)),
    _row(rf"{_WHOSE} {_ZERO}", (VECTOR, MEMBERS), _sums(ZERO)),
    _row(r"cent(?:ered|red)\b|중심화된", MEMBERS, _sums(ZERO)),
    _row(r"cent(?:ered|red)\b|중심화된", FAMILY, _sums(ZERO, 1)),
    _row(
        r"(?:(?:of|with|has|have|having) )?(?:Euclidean )?(?:norm|length) " + _ONE + r"|(?:of|with|has) unit (?:norm|length)\b",
        VECTOR,
        _unit,
    ),
    _row(r"unit (?:column |row )?vectors?\b|단위 ?벡터|单位向量|Einheitsvektor|vecteur unitaire", VECTOR, _unit),
    _row(r"all-?\s?ones?\b|(?:vector |matrix )?(?:of|with) (?:all )?ones\b", (VECTOR, MATRIX, SQUARE), _constant(ONE)),
    _row(r"(?:all-?\s?)?zeros?\b(?= (?:vector|matrix))|(?:vector |matrix )?of (?:all )?zeros\b", (VECTOR, MATRIX, SQUARE), _constant(ZERO)),
    _row(r"identity\b(?! (?:map|function))|항등|单位(?=矩阵)", SQUARE, lambda v: equal(v, matrices.identity(v.axes[0]))),
    _row(
        r"traceless\b|(?:(?:with|of|has|have|having) )?(?:zero trace|trace (?:zero|0))\b",
        SQUARE,
        lambda v: [eq(matrices.trace(v).body, ZERO)],
    ),
    _row(r"(?:(?:with|of|has|have|having) )?(?:unit determinant|determinant (?:one|1))\b", SQUARE, _of_determinant_one),
)
_WORDS = [(re.compile(p.words, re.I), re.compile(rf"(?<![\w-])(?:{p.words})\s*$", re.I), p) for p in PROPERTIES]
_ALSO = (  # adjectives that others read, or that say nothing
    r"(?:real|square|fixed|given|known|column|row|data|training|symmetric|invertible|non-?singular"
    r"|positive (?:semi-?)?definite|대칭|가역|实|对称|可逆)(?![\w-])"
)
_ALSO_BEHIND, _ALSO_BEFORE = re.compile(_ALSO, re.I), re.compile(rf"(?<![\w-]){_ALSO}\s*$", re.I)
_AND = re.compile(r"\s*(?:,|and|that is)?\s*", re.I)
_NOUN = r"(?:matri(?:x|ces)|vectors?|points?|samples?|observations?|features?|inputs?|행렬|벡터|矩阵|向量)"
_END = re.compile(
    rf"\s*{_NOUN}?(?:이다|이며|이고|이라 하자|라 하자|라고 하자|인)?\s*"
    r"(?:$|[.,;:)）(]|(?:such that|so that|where|whose|of (?:size|order|dimension|shape))\b|with(?=\s*$)"
    r"|with (?:positive |nonzero |real |distinct )?(?:entries|eigenvalues?|determinant|trace|inverse|norm)\b"
    r"|and(?=\s*$|\s+(?:let|the|an?|is|has|that|such|with|where)\b))",
    re.I,
)
_START = re.compile(
    r"\s*[,(（]?\s*(?:(?:is|are|be|being|denotes?|an?|the|some|any|fixed|given|known|all|both|column|row)\s+)*(?:[은는이가을를为是]\s*)?",
    re.I,
)
RANDOM = re.compile(r"\b(?:random|i\.?i\.?d|independent\w*|noise|distribut\w+|variables?|expect\w+)\b|확률|随机", re.I)
# what a sentence adds further on: "orthogonal, but only approximately", "(up to a factor)", "diagonal, except for its first row"
HEDGED = re.compile(
    r"\b(?:but|only|or|respectively|up to (?!(?:one|zero|1|0)\b)|except|approximate\w*|almost|nearly|roughly|unless|if|when|whenever|modulo"
    r"|apart from|probability|with respect|in the \S+ ?norm|\S-norm"
    r"|in (?:part|case|general|the limit|expectation|some|every)|on average|for (?:large|small|some))\b|제외|근사|除了|近似",
    re.I,
)
OF_SOMETHING = re.compile(
    r"\b(?:of|between|from|times|plus|minus)\s*(?:(?:the|both)\s*)?(?:matri(?:x|ces)\s*|vectors?\s*)?$|의\s*$|的\s*$",
    re.I,
)
LED_BY = re.compile(  # how a sentence begins that says of one case, or takes back, what it says
    r"\s*[-*+]?\s*(?:for|if|when|whenever|in|at|on|under|unless|sometimes|often|usually|perhaps|it is|only|were|had|만약|若|如果|当)\b",
    re.I,
)
SUMMED = re.compile(rf"\b{_TO}\b", re.I)
_NOUN_BEFORE = re.compile(rf"\s*{_NOUN}?\s*[:,]?\s*$", re.I)
_BEGINNING = re.compile(
    r"(?:^|(?<!\.d)\.|[,;:(]|\b(?:let|some|any|and|suppose|assume|given|fix|with|for|where|are|is|be|we have|consider|take))"
    r"\s*(?:(?:an?|the)\s*)?$",
    re.I,
)
_OF_COLUMNS = re.compile(r"\bcolumns of(?: the (?:matrix )?)?\s*\|\s*(?:are|be) orthonormal\s*$", re.I)
_OF_ROWS = re.compile(rf"\b(?:rows|each row|every row|all rows) of(?: the (?:matrix )?)?\s*\|\s*(?:all )?{_TO} {_ONE}\s*$", re.I)


def kind(v: Value, family: bool) -> str:
    """Which rows may speak of the array."""
    if family:
        return FAMILY if v.rank == 2 else ""
    if v.rank == 2:
        return SQUARE if v.axes[0] is v.axes[1] else MATRIX
    return VECTOR if v.rank == 1 else ""


def of_parts(words: str) -> bool:
    """Whether they speak of the columns or rows of the array in a way that is read."""
    return _OF_COLUMNS.search(words) is not None or _OF_ROWS.search(words) is not None


def told(v: Value, family: bool, listed: bool, words: str) -> tuple[list[Term], str]:
    """The facts that the words state of the array, and the words without those that state them. listed: whether its entries are named
    as members, `$x_1, \\dots, x_n$`, so that it is a list of numbers."""
    what = {MEMBERS, VECTOR} if listed and v.rank == 1 else {kind(v, family)}
    if RANDOM.search(words) or HEDGED.search(words):
        return [], words
    for pattern, facts in ((_OF_COLUMNS, _gram_is_identity), (_OF_ROWS, _sums(ONE, 1))):
        if pattern.search(words) and what & {SQUARE, MATRIX}:
            return facts(v), "|"
    before, _, after = words.partition("|")
    found, after = _behind(v, what, after)
    more, before = _ahead(v, what, before)
    return found + more, f"{before}|{after}"


def _behind(v: Value, what: set[str], words: str) -> tuple[list[Term], str]:
    start = _START.match(words)
    found, place = list[Term](), _past(words, start.end() if start else 0)
    while step := next(((m, p) for pattern, _, p in _WORDS if what & p.of and (m := pattern.match(words, place))), None):
        found += step[1].facts(v)
        place = _past(words, step[0].end())
    return (found, words[place:]) if found and _END.match(words, place) else ([], words)


def _past(words: str, place: int) -> int:
    """Behind what joins one adjective to the next, and those that others read; not behind a word that joins nothing."""
    while also := _ALSO_BEHIND.match(words, _joined(words, place)):
        place = also.end()
    joined = _joined(words, place)
    return joined if any(pattern.match(words, joined) for pattern, _, _ in _WORDS) else place


def _joined(words: str, place: int) -> int:
    found = _AND.match(words, place)
    return found.end() if found else place


def _ahead(v: Value, what: set[str], words: str) -> tuple[list[Term], str]:
    noun = _NOUN_BEFORE.search(words)
    found, place = list[Term](), noun.start() if noun else len(words)
    if whole := next((m for _, pattern, p in _WORDS if what & p.of and (m := pattern.search(words)) and m.end() > place), None):
        place = whole.end()  # "a unit vector": the noun belongs to it
    while True:
        step = next(((m, p) for _, pattern, p in _WORDS if what & p.of and (m := pattern.search(words[:place]))), None)
        also = _ALSO_BEFORE.search(words[:place])
        if step is not None:
            found += step[1].facts(v)
            place = step[0].start()
        elif also:
            place = also.start()
        else:
            break
    return (found, words[:place]) if found and _BEGINNING.search(words[:place]) else ([], words)


# --- of several arrays ---

_MUTUALLY = r"\s*[,(]?\s*(?:(?:are|be|is|that|which|two|mutually|pairwise)\s+)*"
_ALONE = rf"\s*{_NOUN}?\s*(?:$|[.,;:)）])"
_LISTED = re.compile(rf"{_MUTUALLY}(?P<how>orthogonal|perpendicular|orthonormal)\s*(?P<unit>unit )?{_ALONE}", re.I)
_COMMUTE = re.compile(rf"{_MUTUALLY}(?:commut(?:e|ing)){_ALONE}", re.I)


def among(values: Sequence[Value], words: str) -> tuple[list[Term], str]:
    """What the words say of the arrays of a list together: orthogonal, orthonormal, commuting."""
    before, _, after = words.partition("|")
    alike = len(values) > 1 and all(v.axes == values[0].axes for v in values)
    if alike and values[0].rank == 1 and (found := _LISTED.match(after)):
        units = [f for v in values for f in _unit(v)] if found["unit"] or found["how"].lower() == "orthonormal" else []
        return [eq(_dot(v, w), ZERO) for v, w in combinations(values, 2)] + units, f"{before}|"
    if alike and kind(values[0], False) == SQUARE and _COMMUTE.match(after):
        facts = (equal(arrays.times(v, w), arrays.times(w, v)) for v, w in combinations(values, 2))
        return [f for one in facts for f in one], f"{before}|"
    return [], words


EIGENVECTOR = re.compile(
    r"\s*[,(]?\s*(?:(?:is|be|denotes?|being)\s+)?(?:(?:an?|the|some|any)\s+)?(?P<unit>(?:unit(?:-norm)?|normali[sz]ed)\s+)?"
    r"eigenvector\s+(?:of|for)\s*(?:the\s+)?(?:(?:symmetric\s+)?matrix)?\s*",
    re.I,
)
EIGENVALUE = re.compile(
    r"\s*,?\s*(?:with|to|for|and|corresponding to|associated (?:with|to)|belonging to)\s+(?:the\s+|its\s+|an?\s+)?"
    r"(?:corresponding\s+|associated\s+|real\s+)?eigenvalue\s*",
    re.I,
)


def eigenvector(matrix: Value, vector: Value, value: Value, unit: bool) -> Iterator[Term]:
    """A v = lambda v with v not 0, where the shapes fit."""
    if kind(matrix, False) == SQUARE and vector.axes == matrix.axes[:1] and not vector.row and value.rank == 0:
        yield from equal(arrays.times(matrix, vector), arrays.times(value, vector))
        yield from _unit(vector) if unit else [lt(ZERO, _dot(vector, vector))]
