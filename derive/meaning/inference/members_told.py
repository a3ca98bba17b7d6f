r"""What the text says of the members of families, for a Given that is to be suggested: `$x^{(i)} \in \mathbb{R}^n$`, `$k_1, \dots, k_n \in
\mathbb{R}^d$`.

Comes in: a page, and what it lets one see of its names. Goes out: declarations, each with the reason for it. Over which set a letter
runs is told by sums, and by what is written over what: `i = 1, \dots, m`, `1 \le i, j \le N`, `\}_{i=1}^m`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derive.meaning.declarations.listed import Piece, alone, first_and_last, with_ranges
from derive.meaning.declarations.precedence import shape_of
from derive.meaning.declarations.segments import segments
from derive.meaning.inference.seen import Seen
from derive.meaning.names.running import written_ranges
from derive.meaning.names.scope import as_latex, names_in, spelled
from derive.meaning.names.subscripts import subscripts
from derive.reading.syntax import Chain, Ellipsis_, Group, Listing, Name, Node, Number, Page, Scripted

WHY = "inferred: the text says so"


def ranges(seen: Seen) -> dict[str, str]:
    """Over what each letter runs: the end of its range, as it is written."""
    found = {letter: over for letter, over in seen.runs.items() if over in seen.sizes}
    return {**written_ranges(seen.source), **found}


def told_members(page: Page, seen: Seen, bare: Callable[[str], bool]) -> Iterator[str]:
    """The declarations. bare: whether nothing says yet what a name with a subscript is."""
    over, done = ranges(seen), set[str]()
    text = page.text
    for pieces in (with_ranges(s.pieces) for s in segments([e for e in page.events if e.given is None], [])):
        yield from _bounds(pieces, over, seen, text, bare, done)
        for n in range(len(pieces)):
            if (said := _sequence(pieces, n, seen, text)) is not None and said not in done:
                done.add(said)
                yield said
        for one, where in (pair for p in pieces for pair in _memberships(p.node)):
            base, letters = _base(one)
            shown, space = text[one.span.start : one.span.end], text[where.span.start : where.span.end]
            if base is None or base in done or not bare(base):
                continue
            if isinstance(one, Listing):
                done.add(base)
                yield f"${_whole(one, text)} \\in {space}$ ({WHY})"
                continue
            clause = _clause(letters, over, seen)
            if clause is None and any(x in seen.bound for x in letters):
                continue
            if clause is not None:
                done.add(base)
            elif shown in done:
                continue
            done.add(shown)
            yield f"${shown} \\in {space}${f' for {clause}' if clause else ''} ({WHY})"


def _memberships(node: Node) -> Iterator[tuple[Node, Node]]:
    r"""`x_i, y_i \in \mathbb{R}^n`, `y_i \in \{0, 1\}`: members of families, each with the space."""
    match node:
        case Chain((left, where), ("in",)) if shape_of(where) or where == Name("R", font="bb") or _values(where):
            if isinstance(left, Listing) and len(left.items) == 3 and _ends(left):
                yield left, where
                return
            if isinstance(left, Listing) and any(isinstance(i, Ellipsis_) for i in left.items):
                return
            for one in left.items if isinstance(left, Listing) else (left,):
                if isinstance(one, Scripted) and alone(one) is not one:
                    yield one, where


def _values(where: Node) -> bool:
    return isinstance(where, Group) and where.kind == "{" and isinstance(where.body, Listing) and _numbers(where.body)


def _numbers(listing: Listing) -> bool:
    return all(isinstance(i, Number) or not any(isinstance(n, Name) for n in names_in(i)) for i in listing.items) and len(listing.items) < 4


def _ends(listing: Listing) -> bool:
    one, _, last = listing.items
    if not isinstance(one, Scripted) or not isinstance(last, Scripted):
        return False
    labelled = isinstance(one.sup, Group) and isinstance(last.sup, Group) and one.base == last.base and spelled(one.sup.body) == "1"
    return labelled or first_and_last(one, last)


def _whole(listing: Listing, text: str) -> str:
    one, _, last = listing.items
    return f"{text[one.span.start : one.span.end]}, \\dots, {text[last.span.start : last.span.end]}"


def _base(node: Node) -> tuple[str | None, list[str]]:
    r"""The name of the family and the letters of its member: `u_w`, `x^{(i)}`, `k_1, \dots, k_n`."""
    if isinstance(node, Listing):
        node = node.items[0]
    if not isinstance(node, Scripted):
        return None, []
    letters = [s for n in (subscripts(node.sub, 2) if node.sub is not None else ()) if (s := spelled(n)) is not None]
    if isinstance(node.sup, Group):
        letters += [s for n in names_in(node.sup.body) if isinstance(n, Name) and (s := spelled(n)) is not None]
    return spelled(node.base), [x for x in letters if len(x) == 1 and x.isalpha()]


def _clause(letters: list[str], over: dict[str, str], seen: Seen) -> str | None:
    """`$i = 1, \\dots, m$, $w \\in V$`: over what the letters run, where all of them run over something."""
    found = []
    for x in letters:
        if seen.runs.get(x) in seen.sets:
            found.append(f"${x} \\in {as_latex(seen.runs[x])}$")
        elif x in over:
            found.append(f"${x} = 1, \\dots, {over[x]}$")
    return ", ".join(found) if found and len(found) == len(letters) else None


def _sequence(pieces: list[Piece], n: int, seen: Seen, text: str) -> str | None:
    r"""`$w_{t+j} \in V$ ($-m \le j \le m$)`: a sequence with values in a set, and over what its letter runs."""
    match pieces[n].node:
        case Chain((Scripted(Name(), sub, None, 0) as one, where), ("in",)) if sub is not None and n + 1 < len(pieces):
            letters = {spelled(x) for x in names_in(sub) if isinstance(x, Name)}
            match pieces[n + 1].node:
                case Chain((_, Name() as letter, _), (a, b)) as clause if {a, b} <= {"<", "<="} and spelled(letter) in letters:
                    shown = text[one.span.start : one.span.end]
                    space, said = text[where.span.start : where.span.end], text[clause.span.start : clause.span.end]
                    return f"${shown} \\in {space}$ for ${said}$ ({WHY})"
    return None


def _bounds(pieces: list[Piece], over: dict[str, str], seen: Seen, text: str, bare: Callable[[str], bool], done: set[str]) -> Iterator[str]:
    r"""`$X_{ij} > 0$`, where nothing else says what X is: numbers, and what is known of them."""
    for p in pieces:
        match p.node:
            case Chain((Scripted() as one, Number("0")), (">" | ">=",)):
                base, letters = _base(one)
                clause = _clause(letters, over, seen)
                if base is not None and base not in done and bare(base) and clause is not None:
                    done.add(base)
                    yield f"${text[p.node.span.start : p.node.span.end]}$ for {clause} ({WHY})"
