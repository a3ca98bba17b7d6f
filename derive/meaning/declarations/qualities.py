"""What adjectives beside an array say of its entries: `a one-hot vector`, `a probability distribution`, `with positive entries`.

Comes in: a declared array and the words of its clause. Goes out: facts, or that the words say something that is not read, so that no
witness against the array may count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from derive.meaning.declarations import nouns
from derive.meaning.formulas import arrays
from derive.meaning.formulas.arrays import Value
from derive.terms.term import MINUS_ONE, ONE, ZERO, Term, add, bind, eq, le, lt, mul, ne, power

ONE_HOT = re.compile(r"\bone-?\s?hot\b|원-?\s?핫|独热|ワンホット", re.I)
PROBABILITIES = re.compile(
    r"\bprobabilit(y|ies)( (vector|distribution|mass function))?\b|\b(discrete|categorical) distribution\b|\bsimplex\b|"
    r"확률 ?(벡터|분포)|概率(向量|分布)", re.I
)  # fmt: skip
UNIT = re.compile(
    r"\bunit[- ](norm|length|vectors?)\b(?!,?\s*\(?(?:in|with respect|w\.?r\.?t)\b)|단위 ?벡터|单位向量|単位ベクトル"
    r"|\bEinheitsvektor\b|\bvector unitario\b|\bvecteur unitaire\b",
    re.I,
)
BINARY = re.compile(r"\bbinary\b|\b0/1\b", re.I)
POSITIVE = re.compile(r"\b(strictly )?positive (entries|components|elements|coordinates)\b|\bpositive vectors?\b", re.I)
NEVER_NEGATIVE = re.compile(r"\bnon-?negative (entries|components|elements|coordinates|vectors?)\b", re.I)
UNREAD = re.compile(
    r"\b(orthogonal|orthonormal|unitary|diagonal|triangular|stochastic|idempotent|projection|permutation|normali[sz]ed|centered|centred|"
    r"rank[- ](one|1)|(of|has|have|having) rank|commut\w+|nilpotent|involut\w+|hermitian|circulant|toeplitz|traceless|unimodular|doubly"
    r"|rank[- ]deficient"
    r"|even(?! (?:if|though|when|more))|odd|prime|divisible|multiples? of|powers? of (?:two|2|ten)|perfect square|irrational"
    r"|parallel|collinear|perpendicular|linearly (in)?dependent|coprime|conjugate"
    r"|(rotation|reflection|householder|hadamard|laplacian|adjacency|gram|covariance|kernel) matri\w+)\b"
    r"|\beigen\w+|\bskew|\banti-?symmetric|\b(?:zero|null)[- ]?(?:mean|average|vector|matrix)|\b(?:mean|average|trace) (?:of )?(?:zero|0)\b"
    r"|\b(?:sum|add)(?:s|ming|ing)?(?: up)? to\b|\b(?:norm|length|determinant|variance) (?:of )?(?:one|1)\b|\bunit (?:variance|determinant)"
    r"|\b(?:transition|identity|exchange|shift) matri\w+|\bstationary\b|\b(?:mini|maxi)mi[sz](?:er|ers|es|ing|e)\b|\ball-?\s?ones\b"
    r"|\bof ones\b"
    r"|\bsolution\b|\bfixed point\b|\b(?:same|equal) (?:norm|length|mean|sum|trace)|\bstandardi[sz]ed\b|\bwhiten\w+"
    r"|\b(?:transpose|inverse|adjoint|pseudo-?inverse|square root) of\b|\bwith unit\b"
    r"|고유 ?(?:벡터|값)|평균이? ?0|합이? ?1|特征(?:向量|值)|均值为"
    r"|짝수|홀수|소수|배수|偶数|奇数|质数|素数|倍数|교환|평행|수직|선형 ?독립|직교|대각|정규화|正交|对角|归一", re.I
)  # fmt: skip
OF_A_FUNCTION = re.compile(
    r"\b(?:even|odd|(?:bi)?linear|affine|additive|multiplicative|homogeneous|periodic|constant|monoton\w+|increasing|decreasing|convex|concave"
    r"|harmonic|symmetric|antisymmetric|invertible|bijective|injective|idempotent|involution|density|normali[sz]ed|quadratic)\b"
    r"|짝함수|기함수|홀함수|선형|주기|偶函数|奇函数|线性|周期",
    re.I,
)
BOUNDED = re.compile(  # how large a number is, in words: "greater than 2", "at least 3", "between 0 and 4"
    r"\b(?:greater|larger|bigger|less|smaller|more|fewer|higher|lower) than\b|\bat (?:least|most)\b|\bexceed\w*"
    r"|\bbetween (?:zero|one|-?\d|\s*$)|\b(?:not equal|unequal|different|distinct) (?:to|from)\b"
    r"|größer|kleiner|mindestens|höchstens|\b(?:supérieur|inférieur|mayor|menor)\w*|\bau (?:moins|plus)\b|\b(?:al menos|a lo sumo)\b"
    r"|\d\$? ?(?:이상|이하|초과|미만)|^[^|]*\|\s*(?:이상|이하|초과|미만)|보다 ?(?:크|큰|작)|사이|大于|小于|至少|至多|不等于",
    re.I,
)
QUALITIES = (ONE_HOT, PROBABILITIES, UNIT, BINARY, POSITIVE, NEVER_NEGATIVE)
AT_START = re.compile(
    r"\s*[,(，（]?\s*((is|are|be|being|denotes?|represents?|an?|the|some|any|fixed|given|with|true|target|known|ist|sei|ein|es|un"
    r"|(column |row )?vectors?)\s+"
    r"|(은|는|이|가|를|을|정답|정답인)\s*|(为|是)(一个)?\s*|(は|を)\s*)*", re.I)  # fmt: skip
AT_END = re.compile(
    r"([-\s]*(vectors?|labels?|targets?|encodings?|vektor|벡터|레이블|라벨|向量|标签|编码|ベクトル|ラベル))?"
    r"\s*(은|는|이|가|를|을|인|为|を|は|が)?\s*(\||$)", re.I)  # fmt: skip
# of a number: "$c \\in \\mathbb{R}$ be positive", "$a, b \\in \\mathbb{R}$ are two nonnegative numbers"
_NUMBERS = (
    r"(?:\s*(?:real|reelle[rn]?|réels?))?"
    r"(?:\s*(?:numbers?|scalars?|constants?|Zahl(?:en)?|Konstanten?|nombres?|수|실수|상수|数|实数|常数))?"
)
SAYS: dict[str, Callable[[Term], Term]] = {  # by the relation of a number to 0
    ">": lambda x: lt(ZERO, x),
    "<": lambda x: lt(x, ZERO),
    ">=": lambda x: le(ZERO, x),
    "<=": lambda x: le(x, ZERO),
    "!=": lambda x: ne(x, ZERO),
}
SIGNS = (
    (">", r"(?:strictly |strikt |strictement )?(?:positive?[rn]?|positiv|positif)|양의|양수|正"),
    ("<", r"(?:strictly |strikt |strictement )?(?:negative?[rn]?|negativ|négatif)|음의|음수|负"),
    (">=", r"non-?\s?negative|nicht-?\s?negativ(?:e[rn]?)?|음이 아닌|非负"),
    ("<=", r"non-?\s?positive|nicht-?\s?positiv(?:e[rn]?)?|非正"),
    ("!=", r"non-?\s?zero|nicht null|0이 아닌|영이 아닌|非零"),
)
SIGNED = re.compile(r"positi[vf]|negati[vf]|négatif|양의|양수|음의|음수|음이 아닌|正(?![交定规则])|负", re.I)
COUNTED = re.compile(r"\b(?:numbers?|counts?) of (?:\w+ ){0,2}?(?:positive|negative)\b", re.I)  # how many are of that kind
MESSAGE = "the words beside it say something of its values that is not used"


def facts(v: Value, words: str) -> list[Term]:
    """What the words say of a vector's entries: adjectives right beside it, not those of something else in the clause."""
    if v.rank == 0:
        said = words.partition("|")[2]
        return [SAYS[relation](v.body) for relation, sign in SIGNS if _said_of_a_number(sign, said)]
    if v.rank != 1:
        return []
    words = " ".join(q[0] for p in QUALITIES for q in p.finditer(words) if _beside(words, q))
    entry: list[tuple[re.Pattern[str], Callable[[Term], Term]]] = [
        (ONE_HOT, _zero_or_one), (BINARY, _zero_or_one), (PROBABILITIES, lambda x: le(ZERO, x)), (POSITIVE, lambda x: lt(ZERO, x)),
        (NEVER_NEGATIVE, lambda x: le(ZERO, x)),
    ]  # fmt: skip
    found = [for_all(v, make) for pattern, make in entry if pattern.search(words)]
    if ONE_HOT.search(words) or PROBABILITIES.search(words):
        found.append(eq(_sum(v, lambda x: x), ONE))
    return [*found, eq(_sum(v, lambda x: power(x, 2)), ONE)] if UNIT.search(words) else found


def like_weights(v: Value) -> tuple[Term, ...]:
    """What holds of weights, probabilities, prices, masses, whatever else is said of them: positive, and together one."""
    return for_all(v, lambda x: lt(ZERO, x)), eq(_sum(v, lambda x: x), ONE)


def not_read(v: Value, words: str, known: Container[Term]) -> bool:
    """Whether the words say, or may say, what no fact says; the facts that are known already are these."""
    before, _, said = words.partition("|")
    if v.rank == 0:
        before, said = nouns.without(before, said)
    said = COUNTED.sub("", said)
    signed = SIGNED.search(said) or (not v.rank and SIGNED.search(before[-24:]))
    if v.rank < 2 and signed and not facts(v, words) and not _known(v, signed[0], known):
        return True
    if v.rank < 2 and BOUNDED.search(said):
        return True
    found = [q for p in QUALITIES for q in p.finditer(words) if q[0].lower() not in ("probability", "probabilities")]
    return UNREAD.search(words) is not None or any(v.rank != 1 or not _beside(words, q) for q in found)


def _known(v: Value, sign: str, known: Container[Term]) -> bool:
    return any(for_all(v, SAYS[relation]) in known for relation, pattern in SIGNS if re.search(pattern, sign, re.I))


def sign_of_a_number(words: str) -> str | None:
    """The relation to 0 that the words say a name has, if they say nothing else."""
    said = words.partition("|")[2]
    return next((relation for relation, sign in SIGNS if _said_of_a_number(sign, said)), None)


def says_more(words: str) -> bool:
    """Whether the words say something that no fact says of a name that is not declared yet."""
    before, _, said = words.partition("|")
    before, said = nouns.without(before, said)
    said = COUNTED.sub("", said)
    return any(way.search(said) for way in (UNREAD, SIGNED, BOUNDED)) or UNREAD.search(before) is not None


def _said_of_a_number(sign: str, said: str) -> bool:
    alone = rf"{AT_START.pattern}(?:two |both |zwei |deux )?(?:{sign}){_NUMBERS}(?:이다|이고|이라고)?(?: ?하자)?[\s.,:;]*"
    return re.fullmatch(alone, said, re.I) is not None


def _beside(words: str, quality: re.Match[str]) -> bool:
    """Whether the quality is said of the array itself; the words are those before it and, after a bar, those behind it."""
    bar = words.find("|")
    if quality.start() < bar:
        return AT_END.match(words, quality.end()) is not None
    return AT_START.fullmatch(words, bar + 1, quality.start()) is not None


def _zero_or_one(x: Term) -> Term:
    return eq(mul(x, add(x, MINUS_ONE)), ZERO)


def for_all(v: Value, make: Callable[[Term], Term]) -> Term:
    """That it holds of each entry; of the number itself, where the value is one."""
    indices = arrays.fresh(v.axes)
    term = make(v.entry(*indices))
    for i in reversed(indices):
        term = bind("forall", i, term)
    return term


def _sum(v: Value, of: Callable[[Term], Term]) -> Term:
    (i,) = arrays.fresh(v.axes)
    return bind("sum", i, of(v.entry(i)))
