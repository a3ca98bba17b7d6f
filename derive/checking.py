"""A file in, judgements out: what `derive check`, pytest and grading share.

Comes in: a path, and Given files to take along. Goes out: a `Checked` document. Raises `CannotRead` with one sentence for what makes a
whole file unusable. Knows nothing of formats.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial

from derive.diagnosing.search import diagnosed
from derive.judging import Bench, judge
from derive.meaning.declarations.precedence import OTHER
from derive.meaning.statements.step import Reading, Step
from derive.meaning.statements.steps import read_steps
from derive.reading.origins import Place
from derive.reading.page import SUFFIXES, PageError, read_page
from derive.reading.repairs import OF_MEANING, Repair
from derive.reading.syntax import Formula, Page
from derive.searching import Searches
from derive.verdict import Judgement

LARGEST_FILE = 4_000_000
RECURSION = 20_000


class CannotRead(Exception):
    """A file that cannot be checked at all; the message is one sentence with the path."""


@dataclass(frozen=True, slots=True)
class Differing:
    """What a document means otherwise than the Given of another, or than is usual: where, the sentence, and where the other one says
    so (path, line and column)."""

    at: Place
    message: str
    other: tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A document with its judgements; notes are what its Given blocks say that could not be used, and files that it asks for and does not
    get, as (path, line, column, text); differences are the declarations in which it goes against another document's Given."""

    path: str
    page: Page
    reading: Reading
    judgements: tuple[Judgement, ...]
    notes: tuple[tuple[str, int, int, str], ...]
    differences: tuple[Differing, ...] = ()


def check_files(
    paths: Sequence[str], given: Sequence[str] = (), started: Searches | None = None, strict_notation: bool = False
) -> Iterator[Checked]:
    """Read and judge documents, one after the other. given: paths of documents whose Given blocks are taken along; started: a
    searcher that is already under way; strict_notation: nothing is mended."""
    with room_to_nest(), closing(started or Searches()) as searches:
        for path in paths:
            yield check(path, given, searches, strict_notation)


@contextmanager
def room_to_nest() -> Iterator[None]:
    """Nesting is bounded by the reader; what it lets through has to fit into Python's stack meanwhile."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, RECURSION))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def check_file(path: str, given: Sequence[str] = ()) -> Checked:
    """Read and judge one document."""
    (checked,) = check_files([path], given)
    return checked


def check(path: str, given: Sequence[str], searches: Searches, strict_notation: bool = False) -> Checked:
    return check_page(path, load(path), given, searches, strict_notation)


def check_text(text: str, given: Sequence[str] = ()) -> Checked:
    """Read and judge a document that stands in no file."""
    with room_to_nest(), closing(Searches()) as searches:
        return check_page("<text>", read_page(text, ".md"), given, searches)


def check_page(path: str, page: Page, given: Sequence[str], searches: Searches, strict_notation: bool = False) -> Checked:
    reading, shared = understand(path, page, given)
    if strict_notation:
        reading = replace(reading, steps=tuple(_as_written(step, page) for step in reading.steps))
    bench = Bench()
    judgements = tuple(diagnosed(judge(reading, searches, bench), page.text, bench))
    differences = tuple(dict.fromkeys(_differences(page, shared, reading)))
    return Checked(path, page, reading, judgements, tuple(_places(path, page, shared, reading)), differences)


def _as_written(step: Step, page: Page) -> Step:
    """A step without the reader's repairs: what needed one is unreadable, or has no meaning."""
    if not step.mended:
        return step
    reason = "; ".join(repair.sentence(page.text) for repair in step.mended)
    outcome = "ill-typed" if all(repair.kind in OF_MEANING for repair in step.mended) else "unreadable"
    return replace(step, outcome=outcome, reason=reason, claim=None, alternative=None, ends=None, again=None)


def understand(path: str, page: Page, given: Sequence[str] = ()) -> tuple[Reading, list[tuple[str, Page]]]:
    """The steps of a page, with the Given blocks of other documents that it names; and those documents."""
    shared = [(other, load(other)) for other in given]
    if page.front_given is not None:
        beside = os.path.join(os.path.dirname(path), page.front_given)
        shared.insert(0, (beside, load(beside)))
    return read_steps(page, [(p, block.number) for _, p in shared for block in p.givens]), shared


def load(path: str) -> Page:
    """The page in a file. Raises CannotRead."""
    suffix = os.path.splitext(path)[1]
    if not os.path.exists(path):
        raise CannotRead(f"{path}: no such file")
    if os.path.isdir(path):
        raise CannotRead(f"{path}: is a folder, not a document")
    if suffix not in SUFFIXES:
        raise CannotRead(f"{path}: derive reads {', '.join(SUFFIXES)} files")
    text = _text_of(path)
    try:
        return read_page(text, suffix, partial(_beside, os.path.dirname(path)))
    except PageError as why:
        raise CannotRead(f"{path}: {why}") from None


def _text_of(path: str) -> str:
    """The text of a file of bounded size. Raises CannotRead."""
    try:
        with open(path, "rb") as file:
            raw = file.read(LARGEST_FILE + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as why:
        raise CannotRead(f"{path}: cannot be read ({why.strerror})") from None
    if len(raw) > LARGEST_FILE:
        raise CannotRead(f"{path}: {size} bytes are more than the {LARGEST_FILE} that a document may have")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as why:
        line = raw.count(b"\n", 0, why.start) + 1
        raise CannotRead(f"{path}:{line}: byte {why.start} is not UTF-8; save the file as UTF-8") from None


def _beside(folder: str, name: str) -> str | None:
    """The text of a file that `\\input` names, if it really lies below the folder of the document; links out of it do not count."""
    root = os.path.realpath(folder or ".")
    path = os.path.realpath(os.path.join(root, name))
    if not path.startswith(root + os.sep) or not os.path.isfile(path):
        return None
    try:
        return _text_of(path)
    except CannotRead:
        return None


def _is_document(name: str) -> bool:
    return os.path.splitext(name)[1] in SUFFIXES


def _places(path: str, page: Page, shared: list[tuple[str, Page]], reading: Reading) -> list[tuple[str, int, int, str]]:
    found = [_placed(path, page, offset, message) for offset, message in page.notes]
    for owner, note in reading.notes:
        if note.other is None and not note.remark and not note.quiet:
            where, source = (path, page) if owner is None else shared_page(shared, owner)
            found.append(_placed(where, source, note.span.start, f"in the Given: {note.message}"))
    for where, source in [(path, page), *shared]:
        for repair in _mended_in_givens(source):
            found.append(_placed(where, source, repair.start, f"in the Given: {repair.sentence(source.text)}"))
    return list(dict.fromkeys(found))


def _placed(path: str, page: Page, offset: int, message: str) -> tuple[str, int, int, str]:
    """A note with its place in the file that it stands in."""
    place = page.origins.place(offset)
    return path if place.file is None else os.path.join(os.path.dirname(path), place.file), place.line, place.column, message


def _mended_in_givens(page: Page) -> Iterator[Repair]:
    for event in page.events:
        if event.given is not None and isinstance(event.what, Formula):
            yield from event.what.repairs


def _differences(page: Page, shared: list[tuple[str, Page]], reading: Reading) -> Iterator[Differing]:
    for owner, note in reading.notes:
        if owner is not None:
            continue
        at = page.origins.place(note.span.start)
        if note.other is not None:
            there, other = shared_page(shared, note.other.page)
            beside = there, *other.line_column(note.other.span.start)
            yield Differing(at, note.message.replace(OTHER, "{}:{}:{}".format(*beside)), beside)
        elif note.remark and not note.quiet:
            yield Differing(at, note.message)


def shared_page(shared: list[tuple[str, Page]], owner: Page) -> tuple[str, Page]:
    return next((p, source) for p, source in shared if source.origins is owner.origins)


def expand(paths: Sequence[str]) -> list[str]:
    """Files as they are named; a folder stands for the documents in it. Raises CannotRead for a folder without any."""
    found: list[str] = []
    for path in paths:
        if not os.path.isdir(path):
            found.append(path)
            continue
        inside = sorted(os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names if _is_document(name))
        if not inside:
            raise CannotRead(f"{path}: a folder without documents ({' or '.join(SUFFIXES)})")
        found += inside
    return found
