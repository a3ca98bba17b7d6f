r"""Tokens, and those that single commands and characters are.

Comes in: one command or character. Goes out: its tokens, by the tables of `vocabulary`. It does not know what stands
before or after it.
"""

from __future__ import annotations

from typing import NamedTuple

from derive.reading.repairs import Repair
from derive.reading.vocabulary import (
    ACCENTS,
    BARS,
    BIG,
    CLOSE,
    DOTS,
    DROPPED,
    FONTS,
    NAMES,
    OPEN,
    OPENERS,
    OPERATORS,
    QUADS,
    RELATIONS,
    SIGNS,
    UNICODE,
)


class Token(NamedTuple):
    """One token: its kind for the grammar, its normalised text, its place, the font of a name (of a bracket: the side that \\left or
    \\right gives it), and what was mended to read it."""

    kind: str
    text: str
    start: int
    end: int
    font: str = ""
    mended: Repair | None = None


def fence_tokens(side: str, fence: str, start: int, end: int) -> list[Token]:
    r"""`\left(`, `\right|`, `\middle|`: here a bar knows its side; `\left.` and `\right.` are invisible."""
    if fence == ".":
        return [Token("edge", side, start, end)]
    if side == "middle":
        return [Token("mid", "|", start, end)] if fence in BARS else character_tokens(fence, start, end)
    kind = "open" if side == "left" else "close"
    if fence in BARS:
        return [Token(kind, BARS[fence], start, end, side)]
    if fence in "<>" and fence != "":
        return [Token(kind, "<", start, end, side)]
    return [token._replace(font=side) for token in character_tokens(fence, start, end)]


def command_tokens(name: str, start: int, end: int) -> list[Token]:
    """The tokens of a command that takes no argument here."""
    known = _COMMANDS.get(name)
    if known is not None:
        return [Token(*known, start, end)] if known[0] else []
    written = "\\" + name
    if written in OPEN or written in CLOSE or written in BARS:
        return character_tokens(written, start, end)
    return [Token("macro", name, start, end)]


EXISTS = r"that something exists (`\exists`) is not judged; an equation for what exists, with a name of its own, can be"
_PARTICULAR = {
    "frac": ("frac", ""), "dfrac": ("frac", ""), "tfrac": ("frac", ""), "cfrac": ("frac", ""), "sqrt": ("root", ""),
    "binom": ("binom", ""), "dbinom": ("binom", ""), "tbinom": ("binom", ""), "partial": ("partial", ""), "part": ("partial", ""),
    "nabla": ("nabla", ""), "substack": ("substack", ""), "atop": ("row", "atop"), "mid": ("mid", "|"),
    "colon": ("comma", ":"), "prime": ("prime", "'"), "forall": ("words", "for all"), "exists": ("bad", EXISTS),
    "underbrace": ("note", ""), "overbrace": ("note", ""), "overset": ("stack", "over"), "underset": ("stack", "under"),
    "over": ("infix", "frac"), "choose": ("infix", "binom"),
    "stackrel": ("stack", "over"), "lbrace": ("open", "{"), "rbrace": ("close", "{"),
}  # fmt: skip
_COMMANDS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(DROPPED, ("", "")),
    **dict.fromkeys(QUADS, ("quad", "")),
    **dict.fromkeys(DOTS, ("dots", "...")),
    **{name: ("name", name) for name in NAMES},
    **{name: ("opener", text) for name, text in OPENERS.items()},
    **{name: ("font", text) for name, text in FONTS.items()},
    **{name: ("accent", text) for name, text in ACCENTS.items()},
    **{name: ("op", text) for name, text in OPERATORS.items()},
    **{name: ("sign", text) for name, text in SIGNS.items()},
    **{name: ("rel", text) for name, text in RELATIONS.items()},
    **{name: ("big", text) for name, text in BIG.items()},
    **_PARTICULAR,
}
_CHARACTERS = {"{": ("lbrace", "{"), "}": ("rbrace", "}"), "&": ("amp", "&"), ",": ("comma", ","), ";": ("comma", ";"),
               ":": ("comma", ":"), ".": ("stop", "."), "!": ("bang", "!")}  # fmt: skip

_TURNED = "the invisible character U+{:04X} turns round on the screen what follows it: take it out"
_UNREADABLE = {
    "?": "the character '?' leaves open what stands here",
    "\u2064": "the invisible character U+2064 is a plus: write the sign",
    **{character: _TURNED.format(ord(character)) for character in "\u202b\u202d\u202e\u2067"},
}


def is_built_in(name: str) -> bool:
    """Whether a command already means something here."""
    written = "\\" + name
    return name in _COMMANDS or written in OPEN or written in CLOSE or written in BARS


def character_tokens(written: str, start: int, end: int) -> list[Token]:
    """The tokens of a single character (or an escaped one)."""
    written = UNICODE.get(written, written)
    if written in _CHARACTERS:
        return [Token(*_CHARACTERS[written], start, end)]
    if written in OPEN:
        return [Token("open", OPEN[written], start, end)]
    if written in CLOSE:
        return [Token("close", CLOSE[written], start, end)]
    if written in BARS:
        return [Token("bar", BARS[written], start, end)]
    if written in SIGNS:
        return [Token("sign", SIGNS[written], start, end)]
    if written in OPERATORS:
        return [Token("op", OPERATORS[written], start, end)]
    if written == "=":
        return [Token("rel", "=", start, end)]
    if written == "'":
        return [Token("prime", "'", start, end)]
    if written.startswith("\\mathbb"):
        return [Token("name", written[8], start, end, "bb")]
    if len(written) > 1 and written[1:].isalpha():
        return command_tokens(written[1:], start, end)
    return [Token("bad", _UNREADABLE.get(written, f"the character {written!r} cannot be read"), start, end)]
