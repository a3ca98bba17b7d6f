r"""What the reader mends: slips of notation that leave no doubt about what was meant.

Comes in: nothing. Goes out: `Repair`, one mended place, and the table of the kinds there are. Nothing is mended in silence: every repair
reaches the step that it stands in, and `--strict-notation` makes that step unreadable or ill-typed. It does not know how a slip is found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# The sentence of each kind: {written} is what stands on the page, {read} what it was read as.
KINDS = {
    "lost ∂": "`{written}` was read as `{read}`: this derivative has lost a ∂",
    "missing bracket": "`{read}` was read here: a bracket has lost its partner",
    "missing comma": "`{read}` was read here: in a list, dots stand between commas",
    "missing braces": "`{written}` was read as `{read}`: a script in brackets has lost its braces",
    "missing backslash": "`{written}` was read as `{read}`: the backslash is missing",
    "undefined command": "`{written}` was read as `{read}`: the command is customary, but defined nowhere in this document",
    "escaped underscore": "`{written}` was read as `{read}`: a subscript whose underscore is escaped",
    "lost underscore": "`{written}` was read as `{read}`: the underscore of the subscript is missing",
    "program notation": "`{written}` was read as `{read}`: a number as programs write it",
    "reused index": "`{written}` was read as `{read}`: the dots end at a letter that a sum here binds already",
    "crossed braces": "`{written}` was read as `{read}`: the braces close before the bracket that opens in them",
    "braces of a function": "`{written}` was read as `{read}`: the braces around the argument cannot be seen on the page",
    "letter for a sum": "`{written}` was read as `{read}`: a letter stands for the sign of a sum",
    "lost upper end": "`{written}` was read as `{read}`: the sum has lost its upper end",
    "delta for ∂": "`{written}` was read as `{read}`: on this page the letter only stands in derivatives",
    "zero for o": "`{written}` was read as `{read}`: a zero stands for the letter o",
    "sum as before": "`{written}` was read as `{read}`: so it stands where this letter was last written with its bounds",
    "summand as before": "`{written}` was read with the arguments that it had under the sum over `{read}`",
    "parts as rows": "`{written}` was read as `{read}`: columns one below the other are the rows of a matrix",
    "added to all": "`{written}` was read as `{read}`: in a softmax a number is added to every entry",
    "each entry": "`{written}` was read as a number: what stands here holds of each entry, or of nothing",
    "misspelt set": "`{written}` was read as `{read}`: no set is called so, and one is spelt almost so",
}
# Slips that only types show: without their repair a step can be parsed, but has no meaning.
OF_MEANING = frozenset({"reused index", "zero for o", "misspelt set", "sum as before", "summand as before", "parts as rows", "added to all",
                        "each entry", "lost upper end"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repair:
    """One mended place: a key of KINDS, offsets into the text of the file, and the LaTeX that was read there."""

    kind: str
    start: int
    end: int
    read: str

    def sentence(self, text: str) -> str:
        """What was mended, in one sentence; text is that of the file."""
        return KINDS[self.kind].format(written=" ".join(text[self.start : self.end].split()), read=self.read)


def mended_text(text: str, start: int, end: int, repairs: Iterable[Repair]) -> str:
    """text[start:end] with the repairs that lie in it made; of two that overlap the first one counts."""
    parts: list[str] = []
    for repair in repairs:
        if start <= repair.start and repair.end <= end and "#" not in repair.read:  # a command with arguments stays as it is
            script = text[repair.start - 1 : repair.start] in ("_", "^") and len(repair.read) > 1 and repair.read[0] not in "\\{"
            parts += text[start : repair.start], f"{{{repair.read}}}" if script else repair.read
            if repair.read[-1:].isalpha() and text[repair.end : repair.end + 1].isalpha():
                parts.append(" ")
            start = repair.end
    return "".join([*parts, text[start:end]])
