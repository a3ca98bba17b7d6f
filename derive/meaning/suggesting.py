r"""A Given for a page that has none: what its formulas let one infer of its symbols, as a document that `--given` takes.

Comes in: a page, and the scope of what is declared already. Goes out: Markdown with one declaration a line, each with the reason for it.
All of it is inferred: index families from subscripts, sizes from the ends of sums, vectors from transposes, matrices from their products,
one-hot vectors and probabilities from the words and from single entries, softmax and its loss from fractions and logarithms. Nothing is
inferred of a name that is declared, and a name that the page defines itself is left to the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from derive.meaning import guesses
from derive.meaning.application import NAMES, ON_ARRAYS
from derive.meaning.scope import Scope, as_latex, names_in, spelled
from derive.reading.syntax import (
    Additive,
    Big,
    Chain,
    Formula,
    Fraction,
    Group,
    Listing,
    Name,
    Node,
    Number,
    Page,
    Product,
    Scripted,
    Statement,
    Words,
)
from derive.reading.vocabulary import TRANSPOSES

HEAD = (
    "# Inferred declarations\n\nEach line says why; correct what is not meant, then check with `--given`. No step is refuted on account\n"
    "of a name whose values are not known.\n\n**Given**\n\n"
)
GUESSED = "inferred, values not known"  # as `declare.GUESSED` reads it
SAMPLE = re.compile(r"([A-Za-z])_\{([A-Za-z])\}")
ONE_HOT = re.compile(r"one[- ]?hot", re.I)
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
    bound: dict[str, None] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)  # sets that are only other names of others
    own: dict[str, Node] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    source: str = ""


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
    _one_set(nodes, seen)
    for node in nodes:
        for n in names_in(node):
            _use(n, seen)
    seen.nodes, seen.source = nodes, page.text
    _words(page, seen)
    seen.own = guesses.defined_by_the_page(nodes, {*seen.bound, *seen.runs})
    seen.one_hot.update({n: at for n, at in guesses.fixed_at(nodes, {*seen.bound, *seen.runs}).items() if n in seen.subscripts})
    return seen


def _statements(formula: Formula) -> Iterator[Statement]:
    yield from (s for s in formula.statements if isinstance(s, Statement))


def _binder(big: Big, seen: Seen) -> None:
    """`\\sum_{w \\in V}`, `\\sum_{k=1}^K`, `\\sum_{i=1}^{|V|}`: which letter runs over what."""
    items = big.sub.items if isinstance(big.sub, Listing) else (big.sub,)
    for item in items:
        first = item.operands[0] if isinstance(item, Chain) else item
        if isinstance(first, Name) and (bound := spelled(first)):
            seen.bound.setdefault(bound)
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


def _one_set(nodes: list[Node], seen: Seen) -> None:
    """`\\sum_{w \\in V} u_w` here, `\\sum_{j \\in Vocab} u_j` there: the members of a family come from one set, whatever it is called."""
    first: dict[str, str] = {}
    for big in (n for node in nodes for n in names_in(node) if isinstance(n, Big)):
        match big.sub:
            case Chain((Name() as letter, over), ("in",)) if (name := spelled(over)) in seen.sets and name is not None:
                for n in names_in(big.body):
                    if isinstance(n, Scripted) and n.sub is not None and spelled(n.sub) == spelled(letter) and (family := spelled(n.base)):
                        known = first.setdefault(family, name)
                        if known != name and name not in seen.same and known not in seen.same:
                            seen.same[name] = known
    for name, known in seen.same.items():
        seen.sets.pop(name, None)
        seen.runs.update({letter: known for letter, over in seen.runs.items() if over == name})


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
            at = next((a for a in after if a != before[-1] and len(a) == 1 and a.isalpha()), None) or _logarithm_at(seen)
            if at is not None:
                seen.one_hot.setdefault(before[-1], at)
        elif PROBABILITIES.match(what.text) and before:
            seen.likely.setdefault(before[-1])


def _logarithm_at(seen: Seen) -> str | None:
    """The fixed letter of `\\log p_o`."""
    letters = (at for _, at in guesses.logarithms(seen.nodes) if at.isalpha())
    return next((at for at in letters if at not in seen.bound and at not in seen.runs), None)


def _samples(seen: Seen, families: dict[str, str]) -> Iterator[str]:
    """`u_k` for k up to K, where u belongs to a set: the k-th of K samples from it; `u_{w_k}` says so itself."""
    for name, over in families.items():
        ranged = {seen.runs[x] for x in seen.subscripts[name] if x in seen.runs and seen.runs[x] in seen.sizes}
        size = next(iter(ranged), None)
        letter = next((x for x in seen.subscripts[name] if seen.runs.get(x) == size), None)
        written = next((m.group(1, 2) for x in seen.subscripts[name] if (m := SAMPLE.fullmatch(x)) and m.group(2) in seen.runs), None)
        if written is not None:
            base, k = written
            up_to = f"for ${k} = 1, \\dots, {as_latex(seen.runs[k])}$"
            yield f"${base}_{k} \\in {as_latex(over)}$ {up_to} ({GUESSED}: these letters stand in subscripts)"
        elif size is not None and letter is not None and over != size:
            up_to = f"for ${letter} = 1, \\dots, {as_latex(size)}$"
            because = f"inferred: the subscripts of ${name}$ run up to ${as_latex(size)}$ too"
            yield f"$w_{letter} \\in {as_latex(over)}$ {up_to} ({because}: samples)"
            yield f"${name}_{letter} = {name}_{{w_{letter}}}$ {up_to} ({because}: samples)"


def _lines(seen: Seen, scope: Scope) -> Iterator[str]:
    def free(name: str) -> bool:
        return not scope.known(name) and name not in seen.own and name not in NAMES and name not in ON_ARRAYS and name not in CONSTANTS

    sets = [*seen.sets, *(s for s in scope.sets if scope.sets[s].op == "set")]
    others = guesses.other_sizes(seen.nodes, [*seen.sets, *seen.same, *scope.sets, *seen.sizes])
    for name in seen.sets:
        if free(name):
            also = f", also written ${as_latex(others[0])}$" if len(others) == 1 and len(seen.sets) == 1 else ""
            also += "".join(f", also written ${as_latex(other)}$" for other, known in seen.same.items() if known == name)
            yield f"${as_latex(name)}$ a finite set{also} (inferred: sums run over it)"
    for name in seen.sizes:
        if free(name) and name not in seen.sets:
            yield f"${as_latex(name)} \\in \\mathbb{{N}}$ (inferred: sums run up to it)"
    families = {n: over for n in seen.subscripts if free(n) and (over := _over(n, seen, sets)) is not None}
    numbers = [n for n in families if n not in seen.vectors]
    probabilities = _probabilities(seen, families)
    for name, over in families.items():
        if name in seen.one_hot or name in probabilities:
            continue
        letter = next((x for x in seen.subscripts[name] if seen.runs.get(x) == over), "i")
        kind = "\\mathbb{R}^d" if name in seen.vectors else "\\mathbb{R}"
        why = "its members are transposed, or multiply what is" if name in seen.vectors else "it has subscripts from this set"
        guess = "inferred" if name in seen.vectors else GUESSED
        yield f"${as_latex(name)}_{letter} \\in {kind}$ for ${letter} \\in {as_latex(over)}$ ({guess}: {why})"
    yield from _samples(seen, {n: over for n, over in families.items() if over in sets and n in seen.vectors})
    yield from _elements(seen, families, scope)
    for matrix in seen.products:
        family = matrix.lower()
        if free(matrix) and family in families and family in seen.vectors:
            over = families[family]
            last = f"|{as_latex(over)}|" if over in sets else as_latex(over)
            if guesses.lies_in_rows(matrix, seen.nodes, seen.vectors, [*numbers, *seen.own]):
                size = f"|{as_latex(over)}|" if over in sets else as_latex(over)
                shape = f"\\mathbb{{R}}^{{{size} \\times d}}"
                yield f"${matrix} \\in {shape}$ with ${matrix}_i = {family}_i^\\top$ (inferred: products fit so)"
            else:
                yield f"${matrix} = [{family}_1, \\dots, {family}_{{{last}}}]$ (inferred: the columns are the vectors ${family}$)"
    yield from probabilities.values()
    for name, at in seen.one_hot.items():
        over = families.get(name)
        if over is not None and free(name):
            why = "the text calls it one-hot, or says that one entry is 1"
            yield f"${as_latex(name)}_i = [i = {at}]$ for $i \\in {as_latex(over)}$ (inferred: {why})"
    yield from _losses(seen, probabilities, free)
    for name in families:
        if name in seen.likely and name not in seen.vectors and name not in seen.one_hot:
            yield f"${as_latex(name)}_i > 0$ for $i \\in {as_latex(families[name])}$ (inferred: the text calls it probabilities)"
            yield f"$\\sum_{{i \\in {as_latex(families[name])}}} {as_latex(name)}_i = 1$ (inferred: the text calls it probabilities)"


def _probabilities(seen: Seen, families: dict[str, str]) -> dict[str, str]:
    """A name whose logarithms stand on the page, where a softmax stands there too: its declaration."""
    fraction = guesses.softmax_fraction(seen.nodes, seen.source)
    others = {*seen.vectors, *seen.one_hot}
    names = dict.fromkeys(n for n, _ in guesses.logarithms(seen.nodes) if n in families and n not in others)
    if fraction is None or len(names) != 1:
        return {}
    (name,) = names
    body, letter = fraction
    if not guesses.is_plain(body, seen.source):
        return {}
    over = as_latex(families[name])
    quotient = f"\\frac{{{guesses.with_letter(body, letter, 'i')}}}{{\\sum_{{{letter} \\in {over}}} {body}}}"
    because = "inferred: its logarithm is the loss, and this fraction stands here"
    return {name: f"${as_latex(name)}_i = {quotient}$ for $i \\in {over}$ ({because})"}


def _losses(seen: Seen, probabilities: dict[str, str], free: Callable[[str], bool]) -> Iterator[str]:
    """`J` that is differentiated but never defined: the cross-entropy whose logarithm stands on the page."""
    known = {*probabilities, *seen.own}
    fixed = [(n, at) for n, at in guesses.logarithms(seen.nodes) if n in known and at.isalpha()]
    logs = [(n, at) for n, at in fixed if at not in seen.bound and at not in seen.runs]
    names = [name for name in dict.fromkeys(guesses.losses(seen.nodes)) if free(name)]
    if not logs or not names:
        return
    of, at = logs[0]
    if of in seen.own:
        text = guesses.first_equation(seen.own[of], seen.source)
        if text is None or not guesses.is_plain(text, seen.source):
            return
        yield f"${text}$ (inferred: the page says so)"
    for name in names:
        yield f"${name} = -\\log {as_latex(of)}_{at}$ ({GUESSED}: it is differentiated, and this logarithm stands here)"


def _over(name: str, seen: Seen, sets: list[str]) -> str | None:
    """The set that the subscripts of the name come from: where a bound one runs; with fixed ones alone, the only set there is."""
    bound = [seen.runs[x] for x in seen.subscripts[name] if x in seen.runs]
    if bound:
        return bound[0]
    return sets[0] if len(sets) == 1 and any(x.isalpha() for x in seen.subscripts[name]) else None


def _calculated_with(node: Node) -> Iterator[str]:
    """The letters that stand like numbers: the x of `\\sigma(x)` and `x + 1` is no element of a set, though `u_x` stands there too."""
    match node:
        case Product(parts, _) | Additive(parts, _):
            inside: tuple[Node | None, ...] = parts
        case Fraction(above, below):
            inside = (above, below)
        case Group("(", body):
            inside = (body,)
        case _:
            return
    yield from (name for part in inside if isinstance(part, Name) and (name := spelled(part)) is not None)


def _elements(seen: Seen, families: dict[str, str], scope: Scope) -> Iterator[str]:
    """Letters that are never bound, in the subscripts of families: fixed elements."""
    done = {*scope.indices, *scope.letters, *seen.runs, *seen.bound, *seen.sets, *seen.sizes, "i"}  # i runs in the lines above
    done |= {name for node in seen.nodes for n in names_in(node) for name in _calculated_with(n)}
    for name, over in families.items():
        for letter in (*seen.subscripts[name], *(a for a in [seen.one_hot.get(name)] if a)):
            if letter not in done and len(letter) == 1 and letter.isalpha():
                done.add(letter)
                yield f"${letter} \\in {as_latex(over)}$ (inferred: it is a subscript that no sum binds)"
