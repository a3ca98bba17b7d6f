"""Proof files written beside a check, and what `derive recheck` says of them.

Comes in: checked documents and a folder, or paths of proof files. Goes out: one file for each proved step, or a line for each file. A
file's name is made of numbers and the letters of the step's label; nothing of a document becomes a path.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from derive.checking import CannotRead, Checked, room_to_nest
from derive.proving.proof_file import LARGEST_FILE, NotAProof, Statement, recheck, written
from derive.reporting.latex import latex
from derive.reporting.naming import misleading
from derive.searching import without_model
from derive.terms.table import nodes
from derive.terms.term import Symbol, Term, index, instantiate, real

LETTERS = "ijklmnpqrstuvw"
LONGEST = 3_000  # parts of a term that is still written out


def write_proofs(documents: Sequence[Checked], folder: str) -> int:
    """A file for each proved step of the documents; how many. Raises CannotRead where the folder cannot be written to."""
    count = 0
    try:
        os.makedirs(folder, exist_ok=True)
        for number, document in enumerate(documents, start=1):
            for place, j in enumerate(document.judgements, start=1):
                if j.proof is None or j.step.claim is None:
                    continue
                with room_to_nest():
                    text = written(j.step.claim, j.conditions, j.proof)
                with open(os.path.join(folder, file_name(number, place, j.step.id)), "w", encoding="ascii", newline="\n") as file:
                    file.write(text)
                count += 1
    except OSError as why:
        raise CannotRead(f"{folder}: proofs cannot be written there ({why.strerror})") from None
    return count


def file_name(document: int, place: int, label: str) -> str:
    """`2-0007-b-3.json`: the number of the document, that of the step in it, and what is harmless of its label."""
    return f"{document}-{place:04}-{re.sub('[^A-Za-z0-9]+', '-', label)[:40].strip('-').lower() or 'step'}.json"


def rechecked(paths: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """For each file whether it proves what it states, and the line about it. Raises CannotRead for a file that is not there."""
    for path in paths:
        try:
            with room_to_nest():
                statement = recheck(_text(path))
                lack = _without_model(statement)
            if (name := misleading(_all_terms(statement))) is not None:
                yield False, f"{path}: a name in it, {_printable(ascii(name)[:60])}, makes what it states look like something else"
            elif lack is None:
                yield True, f"{path}: proves, by {statement.lemmas} lemmas, {'; '.join(stated(statement))}"
            else:
                yield False, f"{path}: {_printable(lack)} that satisfies all it assumes, and without one it proves nothing"
        except NotAProof as why:
            yield False, f"{path}: {_printable(str(why))}"


def stated(statement: Statement) -> Iterator[str]:
    """What a proof file proves, drawn from its terms."""
    claim = statement.claim
    yield f"{_shown(claim.left)} = {_shown(claim.right)}"
    for word, terms in (("in the case", claim.case), ("provided that", statement.conditions), ("given", claim.given.facts)):
        if terms:
            yield f"{word} {', '.join(map(_shown, terms))}"
    if claim.given.definitions:
        yield "where " + ", ".join(f"{_printable(s.name)} := {_shown(opened(s, d))}" for s, d in claim.given.definitions.items())


def _all_terms(statement: Statement) -> Iterator[Term]:
    claim = statement.claim
    yield from (claim.left, claim.right, *claim.case, *claim.given.facts, *statement.conditions)
    for symbol, value in claim.given.definitions.items():
        yield from (real(symbol, *(Term("bound", (), n) for n in range(len(symbol.axes)))), value)


def opened(symbol: Symbol, value: Term) -> Term:
    """The definition at letters in the place of its axes."""
    return instantiate(value, tuple(index(letter, axis) for letter, axis in zip(LETTERS, symbol.axes, strict=False)))


def _without_model(statement: Statement) -> str | None:
    claim = statement.claim
    return without_model(claim.given, claim.case, statement.conditions, (claim.left, claim.right))


def _shown(term: Term) -> str:
    return _printable(latex(term)) if nodes((term,), {}) <= LONGEST and not term.loose else f"<{term.op} of {nodes((term,), {})} parts>"


def _printable(text: str) -> str:
    """No control characters: a file may hold what would move a terminal's cursor."""
    return "".join(c if c.isprintable() else "?" for c in text)


def _text(path: str) -> str:
    if os.path.isdir(path) or not os.path.exists(path):
        raise CannotRead(f"{path}: no such file")
    try:
        with open(path, "rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as why:
        raise CannotRead(f"{path}: cannot be read ({why.strerror})") from None
    try:
        return raw.decode("ascii")
    except UnicodeDecodeError:
        raise NotAProof("it is no proof file: it is not plain ASCII") from None
