r"""What to say of a name that nothing declares: which declaration would do.

Comes in: the name, as it stands. Goes out: the error, with a formula that one can copy into the Given. Knows nothing of what is declared.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from derive.meaning.formulas.arrays import IllTyped
from derive.meaning.names.scope import Undeclared, as_latex, names_in
from derive.reading.syntax import Additive, Group, Name, Node, Number, Scripted, Span
from derive.reading.vocabulary import GREEK


def array(name: str, node: Name) -> Undeclared:
    """A name with a transpose or a norm; a capital letter is a matrix more often than not."""
    shown = as_latex(name)
    kind, shape = ("a matrix", "{n \\times d}") if node.text[:1].isupper() else ("a vector", "n")
    declared = f"${shown} \\in \\mathbb{{R}}^{shape}$"
    return Undeclared(f"`{shown}` is used like {kind} but not declared; `{declared}` in the Given would do", node.span)


def entry(name: str, text: str, sub: Node, span: Span) -> Undeclared:
    """A subscript on a name that stands for nothing: an entry, or a name of its own."""
    shown = as_latex(name)
    if isinstance(sub, Number) or (isinstance(sub, Name) and len(sub.text) > 1):
        own = re.sub(r"(\^(\{[^{}]*\}|\S)|')+$", "", text)
        what = f"`${own} \\in \\mathbb{{R}}$` (or `${own} > 0$`, or what it is)"
        return Undeclared(f"`{own}` is not declared; {what} in the Given would do", span)
    return Undeclared(
        f"`{shown}` is not declared, so `{text}` has no meaning; `${shown}_i \\in \\mathbb{{R}}$ for $i \\in V$` (a vector) or "
        f"`${shown} \\in \\mathbb{{R}}^n$` in the Given would do, or `${text.split('^')[0]} \\in \\mathbb{{R}}$` for a number of its own",
        span,
    )


def sequence(text: str, over: str, span: Span) -> Undeclared:
    """A letter with a subscript that runs, as an element of a set."""
    return Undeclared(f"`{text}` is not declared; `${text} \\in {over}$ for all of its subscripts in the Given would do", span)


def counts(sup: Node, declared: bool) -> bool:
    """Whether a superscript on a name counts layers: the first power, and a power in brackets, are written by nobody."""
    match sup:
        case Number("1") | Group("(" | "[", Number()):
            return True
        case Group("(" | "[", Name()):
            return declared
    return False


def labels(sup: Node) -> bool:
    r"""`x^{(i)}`, `x^{(t-1)}`: what a superscript in brackets on an undeclared name writes, where it is no number."""
    match sup:
        case Group("(" | "[", Name()):
            return True
        case Group("(" | "[", Additive((Name(), Number()), ("", "+" | "-"))):
            return True
    return False


def first_of_several(text: str, span: Span, sup: Node) -> Undeclared:
    """`W^1`: nobody writes the first power of a number; it counts layers."""
    match sup:
        case Group(_, Name() | Additive()):
            shown = f"{text}^{{(i)}}"
            return Undeclared(f"`{shown}` is not declared, and in brackets above a name stands no power; `${shown} \\in \\mathbb{{R}}^n$ "
                              "for $i = 1, \\dots, m$` (or what it is) in the Given would do", span)  # fmt: skip
        case Group(kind, Number(label)):
            name = f"{text}^{{({label})}}" if kind == "(" else f"{text}^{{[{label}]}}"
            return Undeclared(f"`{name}` is not declared; `${name} \\in \\mathbb{{R}}^n$` (or what it is) in the Given would do", span)
    return Undeclared(f"`{text}^1` is a power here; if it is a name of its own, write it as `{text}^{{(1)}}`, or `{text}_1`", span)


_UNIT = re.compile(
    r"e\s*\^\s*\{?[^{}$]{0,20}?(?<![A-Za-z\\_])i(?![_^])(?![A-Za-z]{2})(?!\s*=)"
    r"|\\exp\s*(?:\\left\s*)?[({][^(){}$]{0,20}?(?<![A-Za-z\\_])i(?![_^])(?![A-Za-z]{2})"
    r"|(?<![A-Za-z\\_])i\s*\^\s*\{?\s*2(?!\d)\s*\}?\s*=|(?<![A-Za-z\\_])i\s*:?=\s*\\sqrt\s*\{?\s*-\s*1"
    r"|\b(?:imaginary|complex(?:[- ](?:valued|numbers?|plane|conjugate|roots?|exponentials?)))\b|\\mathbb\s*\{?\s*C\b|복소|허수|复数|虚数"
)


def imaginary(name: str, source: str) -> bool:
    """Whether a letter that nothing declares is the imaginary unit, as far as the page tells: `e^{i x}`, `i^2 = -1`, "complex numbers"."""
    return name == "i" and _UNIT.search(source) is not None


def unit(node: Name) -> Undeclared:
    """The imaginary unit, where a real number is needed."""
    return Undeclared("`i` may be the imaginary unit here, and complex numbers are not judged; `$i \\in \\mathbb{R}$` in the Given would "
                      "make it a number", node.span)  # fmt: skip


def without_argument(name: str, span: Span, source: str, functions: Collection[str]) -> Undeclared | IllTyped:
    r"""A function's name alone. A Greek letter that the page applies to nothing may be a number: `\sigma^2` for a variance."""
    if name in functions or not free(name, source):
        return IllTyped(f"the function `{name}` stands here without an argument")
    shown = as_latex(name)
    return Undeclared(f"`{shown}` stands here like a number; `${shown} > 0$` in the Given would do", span)


def powered(name: str, node: Node, text: str) -> Undeclared | IllTyped:
    r"""A function without its argument. The square of a Greek letter is a variance more often than not, also where the letter is a
    function elsewhere on the page."""
    if name in GREEK and isinstance(node, Scripted) and isinstance(node.sup, Number):
        what = f"`{text}` stands like a number here, and elsewhere on the page `{as_latex(name)}` is a function"
        return Undeclared(f"{what}; `${text} > 0$` in the Given would do", node.span)
    return IllTyped(f"the function `{text}` stands without an argument")


_TRANSPOSE = re.compile(r"\\(?:top|intercal)(?![A-Za-z])|\^\s*\{?\s*(?:\\(?:mathsf|mathrm|rm|sf)\s*\{?\s*)?(?:T|\{T\})(?![A-Za-z])|\\tran")


def transposes_by_primes(name: str | None, source: str) -> bool:
    """Whether a prime on the name of an array is its transpose: no transpose is written otherwise, and no `x'(t)` is a derivative."""
    if _TRANSPOSE.search(source):
        return False
    return name is None or re.search(rf"(?<![A-Za-z]){re.escape(name)}\s*'\s*(\\left\s*)?\(\s*\\?[A-Za-z]+\s*\)", source) is None


def free(name: str, source: str) -> bool:
    r"""Whether the page uses the name of a constant or a function for something of its own: `\sigma` that it applies to nothing, and `e`
    that it raises to nothing but the powers of an error."""
    if name == "e":
        return not re.search(r"(?<![A-Za-z\\])e\s*\^(?!\s*\{?\s*(\\top|\\intercal|T|2)(?![A-Za-z]))|(?<![A-Za-z])exp(?![A-Za-z])", source)
    if name == "I":
        return _A_NUMBER_I.search(source) is not None and _IDENTITY.search(source) is None
    if name == "pi":
        return _PI_OF_ITS_OWN.search(source) is not None and _CIRCLE.search(source) is None
    if name not in GREEK:
        return False
    calls = re.finditer(rf"\\{name}\s*(\\left|\\[bB]igg?l?)?\s*[(\[]", source)
    return all(_BELOW.search(source, 0, call.start()) for call in calls)


_A_NUMBER_I = re.compile(r"(?:^|[$&{]|\n)\s*I\s*(?:&\s*)?:?=")  # `I = \sum ...` says what I is
_IDENTITY = re.compile(
    r"(?<![A-Za-z\\])I\s*_|[-+]\s*I(?![A-Za-z(])|identity|항등|单位矩阵|单位阵|(?:\\lambda|\\epsilon|\\alpha|\\sigma\^2|\\mathbf|\\bm)\s*\{?\s*I(?![A-Za-z])"
)
_PI_OF_ITS_OWN = re.compile(r"\\(?:boldsymbol|bm|mathbf)\s*\{?\s*\\pi(?![A-Za-z])|\\pi\s*_")
_CIRCLE = re.compile(r"(?:\d|\\sqrt\s*\{?)\s*\\pi(?![A-Za-z_\s]*_)|\\pi\s*(?:r|R|i)\b|\\pi\s*/\s*\d")
_BELOW = re.compile(r"\\[dt]?frac\s*(?:\d|\{[^{}]*\})\s*$")  # `\frac1\sigma (x - \mu)`: the letter is all of a denominator


def speaks_of_data(body: Node) -> bool:
    """Whether an expression holds names and no limit: what an error is made of, and the number e is not."""
    names = {n.text for n in names_in(body) if isinstance(n, Name)}
    return bool(names) and names.isdisjoint({"infty", "lim", "exp"})
