"""What holds of every page, whatever its bytes: it is read or refused in a sentence, and every place lies inside the file.

Comes in: bytes; the first one picks the kind of file. Goes out: nothing; an AssertionError or any other exception is a finding. It does not
know who makes the bytes: the fuzzer, Hypothesis, or a seed file.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.checking import room_to_nest
from derive.reading.page import PageError, read_page
from derive.reading.syntax import Formula, Page, Span, Unreadable

SUFFIXES = (".md", ".tex", ".ipynb")
FILES = {"a.tex": "$a = 1$\n\\input{b}", "b.tex": "\\newcommand{\\b}[1]{#1^2} % $", "c/d.tex": "\\input{a} \\[ x"}


def check(data: bytes) -> None:
    """Read the page in these bytes and look at all its places."""
    if not data:
        return
    text = data[1:].decode("utf-8", errors="surrogateescape").replace("\r\n", "\n")
    read(text, SUFFIXES[data[0] % len(SUFFIXES)])


def read(text: str, suffix: str) -> None:
    """Read a page of this kind; its places lie inside it."""
    with room_to_nest():
        try:
            page = read_page(text, suffix, FILES.get)
        except PageError as why:
            assert str(why) and "\n" not in str(why) and len(str(why)) < 300
            return
    for span in places(page):
        assert 0 <= span.start <= span.end <= len(page.text), span
        line, column = page.line_column(span.start)
        assert line >= 1 and column >= 1


def places(page: Page) -> Iterator[Span]:
    """Every place that a page speaks of."""
    for event in page.events:
        yield event.what.span
        if isinstance(event.what, Formula):
            for item in event.what.statements:
                yield item.span
                if isinstance(item, Unreadable):
                    assert item.reason and len(item.reason) < 300, item.reason
                    yield Span(item.at, item.at)
    for repair in page.repairs:
        assert repair.sentence(page.text)
        yield Span(repair.start, repair.end)
