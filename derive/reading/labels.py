r"""Labels of parts: `(b)`, `b)`, `### 1.2`, `**(c)**`, and what is none.

Comes in: the beginnings of headings, paragraphs, list items and formulas. Goes out: the part that what follows belongs to.
It does not know what a part holds, only whether it has a relation yet.
"""

from __future__ import annotations

import re

_ID = r"(?:[0-9]{1,3}|[A-Za-z])(?:\.(?:[0-9]{1,3}|[a-z]))*"
_EMPHASIS = r"(?:\*\*\*|\*\*|__|\*|_(?!\d)|\\textbf\s*\{|\\textit\s*\{|\\emph\s*\{)"
_KIND = r"(?:Part|Problem|Question|Exercise|Q|문제|问题|习题|题)"
_QUESTION = r"(?:[0-9]{1,2}\s?\.?\s?(?=\([A-Za-z]\)))"  # the 1 of `1(d)`: the part is d
_TOUCHING = r"(?:[0-9]{1,2}(?=[a-z][.)](?:[\s*}_]|$)))"  # the 1 of `1d.` and `1d)`
# `(a)由定义`; but `(a)中的结果` speaks of the part
_AFTER = r"[.:]?(?:\*{1,3}|__|_|\})?[.:]?(?=\s|$|\$|\\|\*|<|(?![中的可式知得和与及里])[\u3400-\u9fff])"
_LABEL = re.compile(
    rf"\s*(?:\\noindent\s*)?(?P<open>{_EMPHASIS})?(?(open)\s*(?:{_KIND}\s*)?)\s*{_QUESTION}?\(?{_TOUCHING}?(?P<id>{_ID})\){_AFTER}"
)
_IN_SQUARE = re.compile(rf"\s*\[\s*(?P<open>{_EMPHASIS})?\s*\(?(?P<id>{_ID})\)?[.:]?(?(open)[*_}}]*)\s*\]")  # `\item[(a)]`
_BOLD_DOT = re.compile(rf"\s*(?:\*\*|__|\\textbf\s*\{{)(?:{_KIND}\s+)?{_TOUCHING}?(?P<id>{_ID})[.:](?:\*\*|__|\}}|(?=\s))")
_ANSWER = r"(?:Answer|Solution|Ans)"
_ANSWERED = re.compile(
    rf"\s*(?:\*\*|__|\\textbf\s*\{{)\s*(?:{_KIND}|{_ANSWER})(?:\s+(?:to|for))?\s+(?:{_KIND}\s+)?\(?(?P<id>[A-Za-z])\)?"
    rf"\s*[.:：]?\s*(?:\*\*|__|\}})\s*[.:：]?",
    re.IGNORECASE,
)
_LETTER_ALONE = re.compile(r"[\s>]*(?P<id>[a-z])\.[ \t]*(?:\n|$)")  # `a.` on a line of its own
_HEADING = re.compile(
    rf"\s*{_EMPHASIS}?(?:{_KIND}\s*)?{_QUESTION}?"
    rf"{_TOUCHING}?(?:\(?(?P<id>{_ID})\)|(?P<number>[0-9]{{1,3}}(?:\.(?:[0-9]{{1,3}}|[a-z]))*)\.?|(?P<letter>[A-Za-z])[.:]){_AFTER}",
    re.IGNORECASE,
)
_PART_LETTER = re.compile(rf"\s*(?:Part|Problem|Question|Exercise|{_ANSWER})\s+(?P<letter>[A-Za-z])(?=\s*$)", re.IGNORECASE)
_IN_FORMULA = re.compile(
    rf"\s*(?:\\begin\{{[a-z]+\*?\}}\s*)?(?:(?P<bare>{_ID})\)(?=\s|\\)|\((?P<id>{_ID})\)(?=\s*(?:\\q?quad|\\[ ;:,]|~|:))"
    rf"|\\(?:text|mathrm|mbox|textbf)\s*\{{\s*\(?(?P<text>{_ID})\)\s*\}})"
)
_OWN_LINE = re.compile(rf"(?m)^[ \t>]*(?:{_EMPHASIS})?\(?(?P<id>{_ID})\)(?:\*{{1,3}}|__|\}})?[.:]?[ \t]*$")
_HALF_WIDTH = str.maketrans("（）．：", "().:")
_ROMAN = frozenset("ivx")


def heading_label(text: str) -> tuple[str, int] | None:
    """The label at the start of a heading, and how much of the text it takes."""
    text = text.translate(_HALF_WIDTH)
    return _first(_HEADING.match(text) or _PART_LETTER.match(text))


def block_label(text: str, item: bool = False) -> tuple[str, int] | None:
    """The label at the start of a paragraph or list item; that of an item may stand in square brackets."""
    text = text.translate(_HALF_WIDTH)
    match = _LABEL.match(text)
    if match is None and item:
        match = _IN_SQUARE.match(text)
    elif match is not None and match.group("open") and match.group("open") not in match.group()[match.start("id") :]:
        # `**(c) Title**`: the emphasis goes on after the label, so it is not cut off in the middle
        return match.group("id"), match.end()
    return _first(match or _BOLD_DOT.match(text) or _ANSWERED.match(text) or _LETTER_ALONE.match(text))


def formula_label(text: str) -> tuple[str, int] | None:
    """The label at the start of a formula, as in `$$a) -\\sum ...$$`."""
    return _first(_IN_FORMULA.match(text))


def inner_label(text: str, after_display: bool) -> tuple[str, int, int] | None:
    """A label inside a paragraph, with its start and end: on a line of its own, or right after a displayed formula."""
    if after_display and text.lstrip(" \t.,").startswith("\n"):
        found = block_label(text.lstrip(" \t.,"))
        if found is not None:
            skipped = len(text) - len(text.lstrip(" \t.,"))
            return found[0], skipped, skipped + found[1]
    match = _OWN_LINE.search(text.translate(_HALF_WIDTH))
    return (match.group("id"), match.start(), match.end()) if match else None


def _first(match: re.Match[str] | None) -> tuple[str, int] | None:
    if match is None:
        return None
    label = next(group for name, group in match.groupdict().items() if group and name != "open")
    return label, match.end()


class Parts:
    """The part at hand, as the labels of the page come by."""

    def __init__(self) -> None:
        self.current = "0"
        self._label = ""
        self._latest: dict[str, str] = {}
        self._uses: dict[str, int] = {}
        self._with_relation: set[str] = set()

    def starts(self, label: str) -> bool:
        """Whether a label starts a part: i, v and x are Roman numerals unless they are next in the alphabet."""
        if label not in _ROMAN:
            return True
        return len(self._label) == 1 and ord(label) == ord(self._label) + 1

    def enter(self, label: str) -> None:
        """Go on to the part with this label; once that has a relation, a second use is `b~2`."""
        part = self._latest.get(label)
        if part is None or part in self._with_relation:
            self._uses[label] = self._uses.get(label, 0) + 1
            part = label if part is None else f"{label}~{self._uses[label]}"
        self._latest[label] = self.current = part
        self._label = label

    def note_relation(self) -> None:
        """The part at hand has a relation."""
        self._with_relation.add(self.current)
