r"""A Given for a page that has none: what its formulas let one infer of its symbols, as a document that `--given` takes.

Comes in: a page, and the scope of what is declared already. Goes out: Markdown with one declaration a line, each with the reason for it.
All of it is inferred: index families from subscripts, sizes from the ends of sums, shapes from products, sums and derivatives, one-hot
vectors and probabilities from the words and from single entries, softmax and its loss from fractions and logarithms. Nothing is inferred
of a name that is declared, and a name that the page defines itself is left to the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from derive.meaning.declarations.declare import declare
from derive.meaning.formulas.application import NAMES, ON_ARRAYS
from derive.meaning.formulas.arrays import set_name
from derive.meaning.inference import guesses
from derive.meaning.inference.inferring import Use, inferred
from derive.meaning.inference.members_told import told_members
from derive.meaning.inference.seen import Seen, seen_on
from derive.meaning.inference.seen_calls import tables
from derive.meaning.inference.spaces import Spelling
from derive.meaning.inference.unifying import ONE, Shape, Size, column
from derive.meaning.names import undeclared
from derive.meaning.names.scope import Scope, as_latex, names_in, spelled
from derive.reading.page import read_page
from derive.reading.syntax import Additive, Chain, Fraction, Group, Name, Node, Page, Product, Scripted
from derive.terms.term import Term

HEAD = (
    "# Inferred declarations\n\nEach line says why; correct what is not meant, then check with `--given`. No step is refuted on account\n"
    "of a name whose values are not known.\n\n**Given**\n\n"
)
GUESSED = "inferred, values not known"  # as `declare.GUESSED` reads it
SAMPLE = re.compile(r"([A-Za-z])_\{([A-Za-z])\}")
CONSTANTS = {"e", "pi", "I", "0", "1", "d", "delta"}


def suggested(page: Page, scope: Scope) -> list[str]:
    """Declarations for the names that the page uses and nothing declares, each with what it was inferred from: first what the text says
    itself, then what fits to it."""
    seen = seen_on(page)

    def free(name: str) -> bool:
        return _free(name, seen, scope)

    def bare(name: str) -> bool:
        """An index may have a subscript that makes it something else: the vector `w_i` beside a word w."""
        element = name in scope.indices and name not in scope.values and name not in scope.functions
        return free(name) or (element and name not in seen.own)

    first = [*_sets(seen, scope, free), *told_members(page, seen, bare)]
    told = read_page(as_given(first), ".md") if first else None
    known = scope.child()
    for block in told.givens if told else ():
        declare(known, told.text if told else "", [e for e in told.events if e.given == block.number] if told else [])
    lines = [*first, *_lines(seen, known)]
    return [*_sets_of_the_page(lines, scope), *lines]


def _sets_of_the_page(lines: Sequence[str], scope: Scope) -> Iterator[str]:
    """The sets that the page declares itself, where these lines speak of them: they are read before the page."""
    for name, over in scope.sets.items():
        shown = re.escape(as_latex(name))
        if over.op == "set" and any(re.search(rf"\\in {shown}\$|\|{shown}\|", line) for line in lines):
            yield f"${as_latex(name)}$ a finite set (inferred: the page says so)"
        if over.op == "range" and any(re.search(rf"(\\in|, \\dots,) {shown}\$", line) for line in lines):
            yield f"${as_latex(name)} \\in \\mathbb{{N}}$ (inferred: sums run up to it)"


def as_given(lines: Sequence[str]) -> str:
    """The text of a Given document with these declarations."""
    return HEAD + "".join(f"- {line}\n" for line in lines) if lines else HEAD + "Nothing could be inferred.\n"


def fitting(lines: list[str], score: Callable[[list[str]], int]) -> list[str]:
    """The declarations without those that do more harm than good: a long page may use one letter for several things."""
    best = score(lines)
    for line in lines[::-1]:
        without = [other for other in lines if other is not line]
        if (found := score(without)) > best:
            lines, best = without, found
    return lines


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


def _free(name: str, seen: Seen, scope: Scope) -> bool:
    """Whether nothing says yet what the name is."""
    return not scope.known(name) and name not in seen.own and name not in NAMES and name not in ON_ARRAYS and name not in CONSTANTS


def _sets(seen: Seen, scope: Scope, free: Callable[[str], bool]) -> Iterator[str]:
    others = guesses.other_sizes(seen.nodes, [*seen.sets, *seen.same, *scope.sets, *seen.sizes])
    for name in seen.sets:
        if free(name):
            also = f", also written ${as_latex(others[0])}$" if len(others) == 1 and len(seen.sets) == 1 else ""
            also += "".join(f", also written ${as_latex(other)}$" for other, known in seen.same.items() if known == name)
            yield f"${as_latex(name)}$ a finite set{also} (inferred: sums run over it)"
    for name in seen.sizes:
        if free(name) and name not in seen.sets and name not in seen.bound and name not in seen.runs:
            yield f"${as_latex(name)} \\in \\mathbb{{N}}$ (inferred: sums run up to it)"
    if not scope.known("sigma") and "sigma" not in seen.own and "sigma" in _names(seen) and undeclared.free("sigma", seen.source):
        yield "$\\sigma > 0$ (inferred: it stands like a number, and is applied to nothing)"


def _lines(seen: Seen, scope: Scope) -> Iterator[str]:
    def free(name: str) -> bool:
        return _free(name, seen, scope)

    def size(over: str) -> str:
        return f"|{as_latex(over)}|" if over in sets else as_latex(over)

    sets = list(dict.fromkeys([*seen.sets, *(s for s in scope.sets if scope.sets[s].op == "set")]))
    yield from tables(seen, free)
    families = {n: over for n in seen.subscripts if free(n) and (over := _over(n, seen, sets)) is not None}
    numbers = [n for n in families if n not in seen.vectors]
    probabilities = _probabilities(seen, families)
    shapes = _shapes(seen, families, scope)
    logged = {name for name, _ in guesses.logarithms(seen.nodes)}
    for name, over in families.items():
        if name in seen.one_hot or name in probabilities:
            continue
        letter = next((x for x in seen.subscripts[name] if seen.runs.get(x) == over), "i")
        member = shapes.found.uses[name].member.known or (ONE, ONE)
        vector = member != (ONE, ONE)
        why = "its members are transposed, or multiply what is" if vector else "it has subscripts from this set"
        variable = vector or (name in seen.by and name not in logged and name[0].isalpha())
        if name in seen.called_one_hot:
            yield f"${as_latex(name)} \\in \\mathbb{{R}}^{{{size(over)}}}$ one-hot (inferred: the text calls it so)"
            continue
        guess = "inferred" if variable else GUESSED
        yield f"${as_latex(name)}_{letter} \\in {shapes.space(*member)}$ for ${letter} \\in {as_latex(over)}$ ({guess}: {why})"
    yield from _samples(seen, {n: over for n, over in families.items() if over in sets and n in seen.vectors})
    yield from _elements(seen, families, scope)
    matrices = [m for m in seen.products if free(m) and m.lower() in families and m.lower() in seen.vectors]
    for matrix in matrices:
        family = matrix.lower()
        over = families[family]
        if guesses.lies_in_rows(matrix, seen.nodes, seen.vectors, [*numbers, *seen.own]):
            shape = f"\\mathbb{{R}}^{{{size(over)} \\times d}}"
            yield f"${matrix} \\in {shape}$ with ${matrix}_i = {family}_i^\\top$ (inferred: products fit so)"
        else:
            yield f"${matrix} = [{family}_1, \\dots, {family}_{{{size(over)}}}]$ (inferred: the columns are the vectors ${family}$)"
    for name in dict.fromkeys(_names(seen)):
        own = name in seen.before and (not scope.known(name) or name in scope.defined)
        done = name in families or name in matrices or name in seen.letters
        done = done or _entry_of_known(name, scope) or _told_by_members(name, seen, scope)
        declaration = shapes.declaration(name) if not done and (free(name) or own) else None
        if declaration is not None:
            words = " one-hot" if name in seen.called_one_hot else ""
            free_to_vary = not seen.logarithms or name in seen.by or name[:1].isupper()
            sure = words or (free_to_vary and name not in seen.said)
            yield f"{declaration}{words} ({'inferred' if sure else GUESSED}: products, sums and derivatives fit so)"
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


def _entry_of_known(name: str, scope: Scope) -> bool:
    """Whether it is an entry, or a member, of what is declared."""
    base, _, sub = name.partition("_{")
    return bool(sub) and base in scope.values and scope.values[base].rank > 0


def _told_by_members(name: str, seen: Seen, scope: Scope) -> bool:
    r"""Whether it is known what stands on the page with the name: the v of `v_c`, the x of `x^{(i)}`."""
    subscripts = seen.subscripts.get(name, ())
    told = bool(subscripts) and all(f"{name}_{{{x}}}" in scope.values for x in subscripts)
    return told or any(f"{name}^{{{a}\\cdot{b}}}" in scope.values for a, b in ("()", "[]"))


def _names(seen: Seen) -> Iterator[str]:
    """The names that stand on the page, with and without subscripts."""
    for node in seen.nodes:
        spoken = node.operands[0] if isinstance(node, Chain) and node.relations == ("in",) else node  # not the space that it lies in
        yield from (name for n in names_in(spoken) if isinstance(n, Name | Scripted) and (name := spelled(n)) is not None)


def _shapes(seen: Seen, families: dict[str, str], scope: Scope) -> Spelling:
    """The shapes that the names must have for the formulas to mean something."""
    sizes = {name: Size(name) for name in (*seen.sets, *seen.sizes, *scope.sets)}
    sizes.update({name: sizes[known] for name, known in seen.same.items() if known in sizes})

    def axis(over: Term) -> Size:
        return sizes.setdefault(set_name(over), Size(set_name(over)))

    known = dict[str, Use]()
    for name, value in scope.values.items():
        axes = [axis(a) for a in value.axes]
        rows, columns, *_ = (ONE, *axes, ONE) if value.row else (*axes, ONE, ONE)
        if name in scope.families and name not in seen.own:
            known[name] = Use(Shape(), Shape(rows if value.rank > 1 else ONE, ONE), (axes[-1],))
        elif value.rank <= 2 and name not in seen.own:  # what the page defines was read without what is inferred here
            known[name] = Use(Shape(rows, columns), Shape())
    for name, over in families.items():
        common = sizes.setdefault("d", Size("d"))  # has a name, so that a slip of the page makes it no other size
        known[name] = Use(Shape(), column(common) if name in seen.vectors else Shape(), (sizes[over],))
    calls = [left.factors[0] for n in seen.nodes if isinstance(n, Chain) and isinstance(left := n.operands[0], Product)]
    found = inferred(seen.nodes, {called for c in calls if (called := spelled(c)) is not None}, known, sizes)
    return Spelling(found, {*_names(seen), *scope.values})


def _over(name: str, seen: Seen, sets: list[str]) -> str | None:
    """The set that the subscripts of the name come from: where a bound one runs; with fixed ones alone, the only set there is."""
    bound = [seen.runs[x] for x in seen.subscripts[name] if x in seen.runs]
    if bound:
        return bound[0]
    return sets[0] if len(sets) == 1 and any(len(x) == 1 and x.isalpha() for x in seen.subscripts[name]) else None


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
