r"""Files pulled in by `\input{..}` and `\include{..}`.

Comes in: the text of a LaTeX file and a way to get the text of a file beside it. Goes out: the text with the others in place, and the
stretches that say which file each part came from. It does not know where files lie: only names that stay below the document's
folder are ever asked for. What cannot be had stays as it is written, and is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from derive.reading.origins import Stretch

MAX_DEPTH = 8
MAX_FILES = 100
MAX_TOTAL = 4_000_000  # characters of all files together

Get: TypeAlias = Callable[[str], "str | None"]

_CALL = re.compile(
    r"(?P<skip>\\[\\%]|%[^\n]*|\\begin\s*\{(?P<raw>verbatim\*?|lstlisting|minted|comment)\})"
    r"|\\(?:input|include|subfile|subfileinclude)\s*\{\s*(?P<name>[^{}\\%\n]{1,200}?)\s*\}"
    r"|\\input[ ]+(?P<bare>[A-Za-z0-9_./-]{1,200})"
)
_PART = re.compile(r"[A-Za-z0-9_ -][A-Za-z0-9_. -]*")
_BODY = re.compile(r"\\begin\s*\{document\}(.*?)(?:\\end\s*\{document\}|\Z)", re.DOTALL)


def is_below(name: str) -> bool:
    """Whether a name can only mean a file below the folder at hand: relative, no parent, nothing hidden, plain characters."""
    return all(_PART.fullmatch(part) and not part.endswith(".") for part in name.split("/"))


def put_in(text: str, get: Get) -> tuple[str, tuple[Stretch, ...], tuple[tuple[int, str], ...]]:
    """The text with the files that it asks for in place, and what could not be had: the place in that text, and a sentence. get gives the
    text of a file below the document's folder, or None."""
    including = _Including(get)
    including.add(text, None, 0)
    return "".join(including.parts), tuple(including.stretches), tuple(including.lacking)


class _Including:
    def __init__(self, get: Get) -> None:
        self.get = get
        self.parts: list[str] = []
        self.stretches: list[Stretch] = []
        self.length = 0
        self.files = 0
        self.lacking: list[tuple[int, str]] = []

    def add(self, text: str, file: str | None, depth: int) -> None:
        """One file, with those that it asks for."""
        position, line, line_start = 0, 1, 0
        for start, end, name in _calls(text):
            found = self._found(name, depth, len(text) - end)
            if isinstance(found, str):
                self.lacking.append((self.length + start - position, f"the file `{name}` is not put in: {found}"))
                continue
            self._stretch(text[position:start], file, line, position - line_start + 1)
            self.add(found[1], found[0], depth + 1)
            newlines = text.count("\n", position, end)
            if newlines:
                line, line_start = line + newlines, text.rfind("\n", position, end) + 1
            position = end
        self._stretch(text[position:], file, line, position - line_start + 1)

    def _stretch(self, part: str, file: str | None, line: int, column: int) -> None:
        self.stretches.append(Stretch(self.length, file, None, line, column))
        self.parts.append(part)
        self.length += len(part)

    def _found(self, name: str, depth: int, to_come: int) -> tuple[str, str] | str:
        """The file that a name means, with its text; or why there is none."""
        if not is_below(name):
            return "only files below the folder of the document are read"
        if depth >= MAX_DEPTH or self.files >= MAX_FILES:
            return f"files are put in {MAX_DEPTH} deep and {MAX_FILES} in all at most"
        for candidate in (name, f"{name}.tex") if name.endswith(".tex") else (f"{name}.tex", name):
            text = self.get(candidate)
            if text is None:
                continue
            if self.length + len(text) + to_come > MAX_TOTAL:
                return f"all files together have more than {MAX_TOTAL} characters"
            self.files += 1
            return candidate, text
        return "there is no such file below the folder of the document"


def _calls(text: str) -> Iterator[tuple[int, int, str]]:
    """Each call that stands in no comment and no verbatim text: its place and the name."""
    position = 0
    while (match := _CALL.search(text, position)) is not None:
        position = match.end()
        if match.group("raw"):
            closing = text.find(f"\\end{{{match.group('raw')}}}", position)
            position = closing if closing >= 0 else position
        elif match.group("skip") is None:
            yield match.start(), match.end(), match.group("name") or match.group("bare")
