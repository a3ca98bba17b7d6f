r"""A Given for a page that has none: what its formulas let one infer of its symbols, as a document that `--given` takes.

Comes in: a page, and the scope of what is declared already. Goes out: Markdown with one declaration a line, each with the reason for it.
All of it is inferred: index families from subscripts, sizes from the ends of sums, vectors from transposes, matrices from their products,
one-hot vectors and probabilities from the words. Nothing is inferred of a name that is declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from derive.meaning.application import NAMES, ON_ARRAYS
from derive.meaning.scope import Scope, names_in, spelled
from derive.reading.syntax import Big, Chain, Formula, Group, Listing, Name, Node, Number, Page, Product, Scripted, Statement, Words
from derive.reading.vocabulary import GREEK

HEAD = "# Inferred declarations\n\nEach line says why; correct what is not meant, then check with `--given`.\n\n**Given**\n\n"
TRANSPOSES = {"T", "top", "intercal"}
ONE_HOT = re.compile(r"one-?hot", re.I)
PROBABILITIES = re.compile(r"^\s*(is|are|be|denotes?)\b[^.;]*(probabilit|distribution)", re.I)
CONSTANTS = {"e", "pi", "I", "0", "1", "d", "delta"}


@dataclass(slots=True)
class Seen:
    """What the formulas show: over which set a bound letter runs; subscripts of each name; names that are transposed or multiply
    something transposed; capital letters that multiply; sets and sizes."""

    sets: dict[str, None] = field(default_factory=dict)
    sizes: dict[str, None] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=dict)
    subscripts: dict[str, dict[str, None]] = field(default_factory=dict)
    vectors: dict[str, None] = field(default_factory=dict)
    products: dict[str, None] = field(default_factory=dict)
    one_hot: dict[str, str] = field(default_factory=dict)
    likely: dict[str, None] = field(default_factory=dict)


def suggested(page: Page, scope: Scope) -> str:
    """The text of a Given document for the names that the page uses and nothing declares."""
    seen = _seen(page)
    lines = list(_lines(seen, scope))
    return HEAD + "".join(f"- {line}\n" for line in lines) if lines else HEAD + "Nothing could be inferred.\n"


def _seen(page: Page) -> Seen:
    seen = Seen()
    nodes = [s.node for e in page.events if e.given is None and isinstance(e.what, Formula) for s in _statements(e.what)]
    for node in nodes:
        for n in names_in(node):
            if isinstance(n, Big):
                _binder(n, seen)
    for node in nodes:
        for n in names_in(node):
            _use(n, seen)
    _words(page, seen)
    return seen


def _statements(formula: Formula) -> Iterator[Statement]:
    yield from (s for s in formula.statements if isinstance(s, Statement))


def _binder(big: Big, seen: Seen) -> None:
    """`\\sum_{w \\in V}`, `\\sum_{k=1}^K`, `\\sum_{i=1}^{|V|}`: which letter runs over what."""
    items = big.sub.items if isinstance(big.sub, Listing) else (big.sub,)
    for item in items:
        match item:
            case Chain((Name() as letter, over), ("in",)) if (name := spelled(over)) and (bound := spelled(letter)):
                seen.sets.setdefault(name)
                seen.runs.setdefault(bound, name)
            case Chain((Name() as letter, Number("1")), ("=",)) if big.sup is not None and (bound := spelled(letter)):
                bars = isinstance(big.sup, Group) and big.sup.kind == "|"
                name = spelled(big.sup.body) if isinstance(big.sup, Group) else spelled(big.sup)
                if name is not None:
                    (seen.sets if bars else seen.sizes).setdefault(name)
                    seen.runs.setdefault(bound, name)


def _use(node: Node, seen: Seen) -> None:
    match node:
        case Scripted(base, sub, sup, _) if sub is not None and (name := spelled(base)) and (letter := spelled(sub)):
            seen.subscripts.setdefault(name, {}).setdefault(letter)
            if isinstance(sup, Name) and sup.text in TRANSPOSES:
                seen.vectors.setdefault(name)
        case Product(factors, operators):
            for left, right, operator in zip(factors, factors[1:], operators, strict=False):
                if operator in ("", "cdot"):
                    _pair(left, right, seen)


def _pair(left: Node, right: Node, seen: Seen) -> None:
    """`u_w^T v_c`: what follows a transposed vector is a vector too; `U p`: a capital letter before an array multiplies it."""
    transposed = isinstance(left, Scripted) and isinstance(left.sup, Name) and left.sup.text in TRANSPOSES
    member = isinstance(left, Scripted) and left.sub is not None
    other = spelled(right.base) if isinstance(right, Scripted) and right.sub is not None else None
    if transposed and member and other:
        seen.vectors.setdefault(other)
    matrix = spelled(left.base) if transposed and isinstance(left, Scripted) and left.sub is None else spelled(left)
    if matrix and len(matrix) == 1 and matrix.isupper() and not isinstance(right, Number):
        seen.products.setdefault(matrix)


def _words(page: Page, seen: Seen) -> None:
    """`$y$ is a one-hot vector with a 1 at $o$`, `$p$ is the predicted distribution`: the formulas around such words."""
    events = [e.what for e in page.events if e.given is None]
    for n, what in enumerate(events):
        if not isinstance(what, Words):
            continue
        before = [name for e in events[max(n - 2, 0) : n] if isinstance(e, Formula) for s in _statements(e) if (name := spelled(s.node))]
        after = [name for e in events[n + 1 : n + 6] if isinstance(e, Formula) for s in _statements(e) if (name := spelled(s.node))]
        if ONE_HOT.search(what.text) and before:
            at = next((a for a in after if a != before[-1]), None)
            if at is not None:
                seen.one_hot.setdefault(before[-1], at)
        elif PROBABILITIES.match(what.text) and before:
            seen.likely.setdefault(before[-1])


def _lines(seen: Seen, scope: Scope) -> Iterator[str]:
    def free(name: str) -> bool:
        return not scope.known(name) and name not in NAMES and name not in ON_ARRAYS and name not in CONSTANTS

    sets = [*seen.sets, *(s for s in scope.sets if scope.sets[s].op == "set")]
    for name in seen.sets:
        if free(name):
            yield f"${_tex(name)}$ a finite set (inferred: sums run over it)"
    for name in seen.sizes:
        if free(name) and name not in seen.sets:
            yield f"${_tex(name)} \\in \\mathbb{{N}}$ (inferred: sums run up to it)"
    families = {n: over for n in seen.subscripts if free(n) and (over := _over(n, seen, sets)) is not None}
    for name, over in families.items():
        if name in seen.one_hot:
            continue
        letter = next((x for x in seen.subscripts[name] if seen.runs.get(x) == over), "i")
        kind = "\\mathbb{R}^d" if name in seen.vectors else "\\mathbb{R}"
        why = "its members are transposed, or multiply what is" if name in seen.vectors else "it has subscripts from this set"
        yield f"${_tex(name)}_{letter} \\in {kind}$ for ${letter} \\in {_tex(over)}$ (inferred: {why})"
    yield from _elements(seen, families, scope)
    for matrix in seen.products:
        family = matrix.lower()
        if free(matrix) and family in families and family in seen.vectors:
            over = families[family]
            last = f"|{_tex(over)}|" if over in sets else _tex(over)
            yield f"${matrix} = [{family}_1, \\dots, {family}_{{{last}}}]$ (inferred: the columns are the vectors ${family}$)"
    for name, at in seen.one_hot.items():
        over = families.get(name)
        if over is not None and free(name):
            yield f"${_tex(name)}_i = [i = {at}]$ for $i \\in {_tex(over)}$ (inferred: the text calls it one-hot)"
    for name in families:
        if name in seen.likely and name not in seen.vectors and name not in seen.one_hot:
            yield f"${_tex(name)}_i > 0$ for $i \\in {_tex(families[name])}$ (inferred: the text calls it probabilities)"
            yield f"$\\sum_{{i \\in {_tex(families[name])}}} {_tex(name)}_i = 1$ (inferred: the text calls it probabilities)"


def _over(name: str, seen: Seen, sets: list[str]) -> str | None:
    """The set that the subscripts of the name come from: where a bound one runs; with fixed ones alone, the only set there is."""
    bound = [seen.runs[x] for x in seen.subscripts[name] if x in seen.runs]
    if bound:
        return bound[0]
    return sets[0] if len(sets) == 1 and any(x.isalpha() for x in seen.subscripts[name]) else None


def _elements(seen: Seen, families: dict[str, str], scope: Scope) -> Iterator[str]:
    """Letters that are never bound, in the subscripts of families: fixed elements."""
    done = {*scope.indices, *scope.letters, *seen.runs, *seen.sets, *seen.sizes}
    for name, over in families.items():
        for letter in (*seen.subscripts[name], *(a for a in [seen.one_hot.get(name)] if a)):
            if letter not in done and len(letter) == 1 and letter.isalpha():
                done.add(letter)
                yield f"${letter} \\in {_tex(over)}$ (inferred: it is a subscript that no sum binds)"


def _tex(name: str) -> str:
    """A name as LaTeX: words are upright."""
    if len(name) > 1 and name.isalpha():
        return f"\\{name}" if name in GREEK else f"\\text{{{name}}}"
    return name
