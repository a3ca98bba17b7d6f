r"""Where the mathematics of a file is.

Comes in: the text of a Markdown or LaTeX file. Goes out: the places of formulas and of comments, in order; code is left
out. It is looked for before anything else, so that `= x`, `- \sum` or `#` inside it never look like Markdown. It does not
know blocks, parts or formulas' insides. Every search that can fail is made once, so the time stays linear.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ENVIRONMENTS = (
    "equation|align|alignat|gather|multline|eqnarray|aligned|split|gathered|displaymath|math|flalign|alignedat|IEEEeqnarray|dmath"
)
_COMMON = rf"""
  \\begin\s*\{{(?P<environment>(?:{_ENVIRONMENTS})\*?)\}}
| (?P<paren>\\\() | (?P<square>\\\[) | (?P<double>\$\$) | (?P<single>\$)
"""
# `when w != o:` and `if x > 0,` without dollars: a letter compared with a letter, or bounded by one or by a digit, behind a word that
# makes a condition of it
_CLOSES = r"\*{0,2}(?:[ ]*(?:[:;.)]|,[ ]*$|$)|[ ]*,?[ ]+(?:then|the|we)\b|[ ]?[时時])"
_PLAIN = rf"""(?:(?<=\b[Ww]hen[ ])|(?<=\b[Ii]f[ ])|(?<=\b[Ff]or[ ])|(?<=\b[Cc]ase[ ])|(?<=当)|(?<=当[ ]))
  (?P<plain>[A-Za-z][ ]?(?:!?==?|≠)[ ]?[A-Za-z](?={_CLOSES})
    |[A-Za-z][ ]?(?:[<>]=?|!=|[≤≥≠])[ ]?(?:-?[0-9]|[A-Za-z])(?![\w^(]|\.[0-9])(?={_CLOSES}|[ ]*,?[ ]+(?:and|or|\$|\\[(]|[a-z])|[ ]*<br))"""
# "Case 2: `w != o`": a case that is set like code
_CASE = re.compile(r"[a-z][ ]?(?:!=|==?|≠)[ ]?[a-z]")
_TOLD = re.compile(r"(?:\bcase[ ]*\(?[0-9ivab]{0,3}\)?[ ]*[:.,]?|\b(?:when|if|for))[ *_]*\Z", re.I)
_MARKDOWN = re.compile(
    rf"""
  {_PLAIN}
| """
    r"""
  ^(?P<fence>[ \t>]*(?:[-*+][ \t]+|[0-9]+[.)][ \t]+)?(?P<ticks>`{3,}|~{3,})(?P<info>[^\n`]*))$
| <script[ ]+type="math/tex(?P<mode>;[ ]*mode=display)?"[ ]*>(?P<script>)
| (?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z:-]+="[^"\n]*")+\s*/?>)
| \{%-?[ ]*(?P<liquid>highlight|raw|comment)\b[^%\n]*%\}
| (?P<comment><!--) | (?P<deleted>(?<!~)~~(?=[^\s~])) | (?P<ticked>\$`) | (?P<code>`+) | (?P<doubled>\\\\[(\[]) | (?P<escape>\\[\\$`]) | """
    + _COMMON,
    re.VERBOSE | re.MULTILINE,
)
_LATEX = re.compile(
    r"""
  (?P<percent>%[^\n]*) | (?P<escape>\\[\\$%])
| \\begin\s*\{(?P<skipped>verbatim\*?|lstlisting|minted|tikzpicture|comment|image|filecontents\*?)\}
| \\verb\*?(?P<verb>[^A-Za-z\s*]) | \\if(?P<never>false(?![A-Za-z])|0(?![0-9])) | """
    + _COMMON,
    re.VERBOSE | re.MULTILINE,
)
# a fence of a directive that holds text: MyST, R Markdown and Quarto write theorems and boxes so; all others hold code
_DIRECTIVE = re.compile(
    r"\{(?:(?:prf|proof):)?(?:theorem|thm|lemma|lem|proposition|prop|corollary|cor|proof|prf|definition|defn?|remark|rem|example|exm|exercise"
    r"|solution|conjecture|property|axiom|assumption|observation|note|warning|tip|important|hint|caution|attention|danger|seealso"
    r"|admonition|topic|dropdown|margin|sidebar|card|tab-item|problem|question|answer|claim)\b[^}]*\}"
)
_CONDITIONAL = re.compile(r"(?<!%)\\(?P<word>else|fi|if(?!f(?![A-Za-z]))[a-z]*)(?![A-Za-z])")
_DOLLAR = re.compile(r"\\.|\$", re.DOTALL)
_DOUBLE = re.compile(r"\\.|\$\$", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t>\r]*(?=\n)")
_NEXT_BLOCK = re.compile(r"\n(?=[ \t]*(?:\r?\n|[-*+][ \t]|[0-9]+[.)][ \t]|\#{1,6}[ \t]|```|~~~|<!--))")
_MATHEMATICAL = re.compile(r"[\\_^=+<>]")
_PROSE = re.compile(r"^\s*\#|\$|(?:\b[A-Za-z]{2,}[ ,]+){4}", re.MULTILINE)


_NEW_BLOCK = re.compile(r"\n[ \t]*\n[ \t]*(\(?\w{1,3}[).]|\#|[-*+][ \t]|[^\W\d_]{3,})")


class Mark(NamedTuple):
    """A formula or a comment of the page. outer: with its delimiters; reason: why it is no whole formula, else ""."""

    kind: str  # "math", "comment", "code"
    outer_start: int
    outer_end: int
    start: int
    end: int
    display: bool = False
    reason: str = ""


def find_marks(text: str, start: int, latex: bool) -> list[Mark]:
    """All formulas, comments and stretches of code from start on, in the order of the page."""
    return _Finder(text, latex).find(start)


class _Finder:
    def __init__(self, text: str, latex: bool) -> None:
        self.text = text
        self.latex = latex
        self.marks: list[Mark] = []
        self._directives: list[str] = []  # the fences of directives that are open
        self._nowhere: set[str] = set()  # what was sought to the end of the file and not found
        self._blank = -1  # the next blank line, as far as known

    def find(self, position: int) -> list[Mark]:
        opening = _LATEX if self.latex else _MARKDOWN
        while (match := opening.search(self.text, position)) is not None:
            position = max(self._step(match), match.end())
        return self.marks

    def _step(self, match: re.Match[str]) -> int:
        """Mark what begins here; the offset at which to go on."""
        kind = match.lastgroup
        start, end = match.span()
        if kind == "fence":
            return self._fence(match)
        if kind == "plain":
            return self._mark("math", start, start, end, end)
        if kind == "comment":
            return self._until("comment", start, end, "-->")
        if kind == "deleted":
            return self._deleted(start, end)
        if kind == "percent":
            return self._mark("comment", start, end, end, end)
        if kind == "never":
            return self._never(start, end)
        if kind == "skipped":
            return self._until("code", start, end, f"\\end{{{match.group('skipped')}}}")
        if kind == "verb":
            return self._until("code", start, end, match.group("verb"))
        if kind == "script":
            return self._until("math", start, end, "</script>", match.group("mode") is not None)
        if kind == "liquid":
            closing = re.compile(rf"\{{%-?[ ]*end{match.group('liquid')}[ ]*-?%\}}").search(self.text, end)
            return end if closing is None else self._mark("code", start, end, closing.start(), closing.end())
        if kind == "ticked":
            return self._ticked(start, end)
        if kind == "doubled":
            return self._doubled(start, end)
        if kind == "code":
            return self._code(start, end)
        if kind == "environment":
            return self._environment(match)
        if kind in ("paren", "square"):
            return self._bracketed(kind, start, end)
        if kind == "double":
            return self._double(start, end)
        if kind == "single":
            return self._single(start, end)
        return end

    def _never(self, start: int, end: int) -> int:
        r"""`\iffalse ... \fi` is not set; what stands behind its `\else` is."""
        depth = 1
        for match in _CONDITIONAL.finditer(self.text, end):
            word = match.group("word")
            depth += 0 if word == "else" else -1 if word == "fi" else 1
            if depth == 0 or (depth == 1 and word == "else"):
                return self._mark("comment", start, end, match.start(), match.end())
        return end

    def _deleted(self, start: int, end: int) -> int:
        """`~~struck out~~` is not there any more; it ends in its paragraph."""
        closing = self.text.find("~~", end, self._paragraph_end(end))
        return end if closing < 0 else self._mark("code", start, end, closing, closing + 2)

    def _mark(self, kind: str, outer: int, start: int, end: int, outer_end: int, display: bool = False) -> int:
        self.marks.append(Mark(kind, outer, outer_end, start, end, display))
        return outer_end

    def _never_closed(self, what: str, start: int, inner: int, display: bool) -> int:
        """The rest of the paragraph is a formula that cannot be read."""
        end = self._block_end(inner)
        self.marks.append(Mark("math", start, end, inner, end, display, f"the {what} opened here is never closed"))
        return end

    def _find(self, sought: str, position: int) -> int:
        """text.find, but what is nowhere is sought only once."""
        if sought in self._nowhere:
            return -1
        found = self.text.find(sought, position)
        if found < 0:
            self._nowhere.add(sought)
        return found

    def _paragraph_end(self, position: int) -> int:
        if self._blank < position:
            match = _BLANK_LINE.search(self.text, position)
            self._blank = match.start() if match else len(self.text)
        return self._blank

    def _block_end(self, position: int) -> int:
        match = _NEXT_BLOCK.search(self.text, position, self._paragraph_end(position))
        return match.start() if match else self._paragraph_end(position)

    def _until(self, kind: str, start: int, end: int, closing: str, display: bool = False) -> int:
        found = self._find(closing, end)
        return end if found < 0 else self._mark(kind, start, end, found, found + len(closing), display)

    def _ticked(self, start: int, end: int) -> int:
        """`$`x = 1`$`, where a formula of one dollar would be disturbed by Markdown; else the backtick is code of its own."""
        found = self.text.find("`$", end, self._paragraph_end(end))
        return self._mark("math", start, end, found, found + 2) if found >= 0 else self._single(start, start + 1)

    def _doubled(self, start: int, end: int) -> int:
        r"""`\\( x \\)` and `\\[ x \\]`, the backslashes doubled because Markdown takes one away; else a backslash and a bracket."""
        closing = "\\\\)" if self.text[end - 1] == "(" else "\\\\]"
        display, found = closing.endswith("]"), self._find(closing, end)
        far = found > self._paragraph_end(end)
        if found >= 0 and not (far and (not display or _PROSE.search(self.text, end, found))):
            return self._mark("math", start, end, found, found + 3, display)
        limit = self._paragraph_end(end)
        if "$" not in self.text[end:limit] and _MATHEMATICAL.search(self.text, end, limit):
            return self._never_closed(self.text[start:end], start, end, display)
        return end

    def _fence(self, match: re.Match[str]) -> int:
        start, end = match.start(), match.end()
        ticks = match.group("ticks")
        if _DIRECTIVE.match(match.group("info").strip()) or (match.group("info").strip() == "" and ticks in self._directives):
            return self._directive(match)
        closing = re.compile(rf"^[ \t>]*{ticks[0]}{{{len(ticks)},}}[ \t\r]*$", re.MULTILINE).search(self.text, end)
        inner_end = closing.start() if closing else len(self.text)
        kind = "math" if match.group("info").strip() == "math" else "code"
        return self._mark(kind, start, min(end + 1, inner_end), inner_end, closing.end() if closing else inner_end, True)

    def _directive(self, match: re.Match[str]) -> int:
        """Only the line itself is none of the text; so is the one that closes the directive."""
        ticks = match.group("ticks")
        if match.group("info").strip():
            self._directives.append(ticks)
        else:
            del self._directives[self._directives.index(ticks) :]
        return self._mark("code", match.start(), match.end(), match.end(), min(match.end() + 1, len(self.text)))

    def _code(self, start: int, end: int) -> int:
        """Inline code: closed by as many backticks, in the same paragraph."""
        ticks, limit = end - start, self._paragraph_end(start)
        key = f"{ticks} ticks before {limit}"
        if key in self._nowhere:
            return end
        for match in re.compile(r"`+").finditer(self.text, end, limit):
            if match.end() - match.start() == ticks:
                told = _TOLD.search(self.text, max(start - 16, 0), start) is not None
                if ticks == 1 and told and _CASE.fullmatch(self.text, end, match.start()):
                    return self._mark("math", start, end, match.start(), match.end())
                return self._mark("code", start, end, match.start(), match.end())
        self._nowhere.add(key)
        return end

    def _environment(self, match: re.Match[str]) -> int:
        name = match.group("environment")
        found = self._find(f"\\end{{{name}}}", match.end())
        if found < 0:
            return self._never_closed(f"\\begin{{{name}}}", match.start(), match.start(), True)
        end = found + len(name) + 6
        return self._mark("math", match.start(), match.start(), end, end, True)

    def _bracketed(self, kind: str, start: int, end: int) -> int:
        closing = "\\)" if kind == "paren" else "\\]"
        found = self._find(closing, end)
        if found >= 0 and (found <= self._paragraph_end(end) or not _PROSE.search(self.text, end, found)):
            return self._mark("math", start, end, found, found + 2, kind == "square")
        if self.latex or _MATHEMATICAL.search(self.text, end, self._paragraph_end(end)):
            return self._never_closed("\\(" if kind == "paren" else "\\[", start, end, kind == "square")
        return end  # an escaped bracket

    def _double(self, start: int, end: int) -> int:
        limit = self._paragraph_end(end)
        for match in _DOUBLE.finditer(self.text, end, limit):
            if match.group() == "$$":
                return self._mark("math", start, end, match.start(), match.end(), True)
        found = self._find("$$", limit)
        block = _PROSE.search(self.text, end, max(found, end)) or _NEW_BLOCK.search(self.text, end, max(found, end))
        if found >= 0 and found - end < 5000 and not block:
            return self._mark("math", start, end, found, found + 2, True)
        return self._never_closed("$$", start, end, True)

    def _single(self, start: int, end: int) -> int:
        """Pandoc's rule, and `$ x = 1 $` where the content is plainly mathematics."""
        text, limit = self.text, self._paragraph_end(end)
        closing = next((m.start() for m in _DOLLAR.finditer(text, end, limit) if m.group() == "$"), -1)
        stop = closing if closing >= 0 else min(limit, end + 2000)
        tight = end < len(text) and not text[end].isspace()
        mathematical = _MATHEMATICAL.search(text, end, stop) is not None
        if closing > end:
            shut = not text[closing - 1].isspace() and not text[closing + 1 : closing + 2].isdigit()
            same_line = text.find("\n", end, closing) < 0
            if self.latex or (tight and shut) or (mathematical and same_line and not text[end].isdigit()):
                return self._mark("math", start, end, closing, closing + 1)
        if tight and mathematical and (closing < 0 or text[closing - 1].isspace() or text[closing - 1] == "\n"):
            return self._never_closed("$", start, end, False)
        return end
