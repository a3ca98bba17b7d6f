r"""LaTeX mathematics to tokens.

Comes in: a stretch of text. Goes out: tokens with offsets into that text; decoration (spacing, `\left`, `\boxed`,
`\label{..}`) leaves no token. It does not know brackets, rows or precedence: every token is judged by itself.
"""

from __future__ import annotations

import re

from derive.reading.definitions import skip_definition
from derive.reading.problems import MAX_DIGITS, MAX_TOKENS, Problem
from derive.reading.repairs import Repair
from derive.reading.tokens import Token, character_tokens, command_tokens, fence_tokens
from derive.reading.vocabulary import (
    BIG,
    CASES,
    CONNECTIVES,
    FONTS,
    LOST_ANYWHERE,
    LOST_AS_EXPONENT,
    LOST_BEFORE_BRACE,
    LOST_BEFORE_BRACKET,
    LOST_BEFORE_LETTER,
    LOST_BEFORE_SCRIPT,
    MATRICES,
    NEGATED,
    RELATIONS,
    WORDS_ALONE,
    WORDS_INSIDE,
    WRAPPERS,
)

_BRACED = r"\{((?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}"
_TOKEN = re.compile(
    r"""
  (?P<space>(?:[\s~\u00ad\u200b-\u200f\u202a\u202c\u2060-\u2063\u2065\u2066\u2068\u2069\ufeff]|%[^\n]*|\\[,;:!>\ ~/]|\\\n)++)
| (?P<run>[A-Za-z]+)
| (?P<programmed>(?:(?:1|[0-9]+\.[0-9]+)[eE][+-]?|[0-9]+[eE])[0-9]+(?![0-9.]))
| (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
| (?P<hyphenated>_\s*\{\s*(?:[A-Za-z]{3,}(?:-|\\?_))+[A-Za-z]{3,}\s*\})
| (?P<script>[_^])
| (?P<underscore>\\_)
| (?P<row>\\\\\*?(?:\s*\[\s*-?[0-9.]+\s*[a-z]{2}\s*\])?|\\cr(?![A-Za-z])|\\newline(?![A-Za-z]))
| \\(?P<side>left|right|middle)(?![A-Za-z])\s*(?P<fence>\\[{}|]|\\[lr]?(?:vert|Vert|angle|brace|brack)(?![A-Za-z])|[^\s\\])
| \\(?P<edge>begin|end)\s*\{(?P<environment>[A-Za-z]+)\*?\}(?P<columns>\s*\{(?:[lcrLCR|\s0-9]|[@!>*]\{[^{}]*\}|\{[lcrLCR]\})*\})?
| \\(?:parbox\s*(?:\[[^\]]*\])*\s*BRACED|(?:make|frame)box(?:\[[^\]]*\])*|text|mbox|hbox|fbox|textrm|textnormal|textsf|texttt|textit|textbf
    |textsc|emph|intertext|shortintertext)\s*
  (?P<prose>BRACED)
| \\(?P<upright>operatorname\*?|mathrm|mathit|mathsf|mathtt|mathbf|mathop|rm)\s*(?P<word>\{[^{}$]*\})
| \\(?P<starred>operatorname\*)(?=\s*\{)
| \\(?P<unseen>label|tag\*?|color|textcolor|colorbox|phantom|hphantom|vphantom|vspace\*?|mspace|eqref|ref|cite|footnote
    |bookmark|raisebox|style|class|cssId|href|url|require)\s*(?:BRACED)
| \\tag\s*(?P<tagged>[0-9A-Za-z*])
| \\l?(?P<eqno>eqno)(?![A-Za-z])[^\n\\]*
| \\hspace\*?\s*(?P<hspace>BRACED)
| \\(?:kern|mkern|mskip|hskip)\s*-?[0-9.]+\s*(?P<kern>pt|em|ex|mm|cm|mu|in)
| \\(?:stackrel|overset|underset)\s*(?:BRACED)\s*\{\s*(?P<related>=|<|>|:=|\\[A-Za-z]+)\s*\}
| \\(?:xrightarrow|xlongrightarrow)\s*(?P<arrow>BRACED)
| \\not\s*(?P<negated>[<>]=?|=|\\?[A-Za-z]+)
| \\arg\s*\\(?:limits\s*\\)?(?P<arg>max|min)(?![A-Za-z])
| (?P<definition>\\(?:(?:re|provide)?newcommand|DeclareRobustCommand|DeclareMathOperator|DeclarePairedDelimiter)\*?(?![A-Za-z])
    |\\(?:New|Renew|Provide)DocumentCommand(?![A-Za-z])|\\[gex]?def(?=\s*\\)|\\let(?=\s*\\))
| \\(?P<command>[A-Za-z]+)
| \#(?P<parameter>[1-9])
| &(?P<entity>amp|lt|gt|le|ge|ne|nbsp);
| (?P<drawn><?={1,2}>|--?>)
| (?P<relation>:\s?=|=\s?:|<=|>=|!=|==|=|<|>)
| (?P<dots>\.\.+)
| (?P<prime>'+|’+)
| (?P<double>\|\|)
| (?P<escaped>\\.)
| (?P<foreign>[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af][^\\${}&=+<>()\[\]0-9A-Za-z]*)
| (?P<char>.)
""".replace("BRACED", _BRACED.replace("(", "(?:", 1)),
    re.VERBOSE | re.DOTALL,
)
LARGEST_EXPONENT = 40  # of a number as programs write it
_SPACING = re.compile(r"\\[,;:!> ]|\\q?quad|[\s~]|\\limits")
_INSIDE = re.compile("|".join(WORDS_INSIDE) + "|[A-Za-z]")
_NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ONE_LETTER = re.compile(r"[ ]+[A-Za-z](?![A-Za-z])")
# `\text{softmax(x)}`: a function with its argument, in which letters stand alone
_CALL = re.compile(
    r"(?P<head>softmax|sigmoid|[Rr]e[Ll][Uu]|tanh|exp|log|ln|sin|cos)\([A-Za-z](?:\s*[-+*/,]?\s*(?<![A-Za-z])[A-Za-z0-9])*\)"
)
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_'’][A-Za-z0-9]+)*")
_SPACED_WORDS = frozenset("then thus hence so therefore where when for and since because with let if".split())
_SPACE = r"(?:\\[ ,:;>]|~|\\(?:space|quad|qquad|enspace|thinspace)(?![A-Za-z]))"
_SPACE_BEHIND, _SPACE_BEFORE = re.compile(rf"\s*{_SPACE}"), re.compile(rf"{_SPACE}\s*$")
_CAMEL = re.compile(r"(?:[A-Z][a-z]{2,}){2,}")


def lex(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end]. Raises Problem where there are too many."""
    tokens: list[Token] = []
    match_at = _TOKEN.match
    position = start
    while position < end:
        match = match_at(text, position, end)
        if match is None:  # only an unfinished escape at the very end
            tokens.append(Token("bad", "a backslash with nothing after it", position, end))
            break
        kind = match.lastgroup
        if kind == "number":
            tokens.append(_number(match.group(), position, match.end()))
        elif kind == "script":
            tokens.append(Token("script", match.group(), position, match.end()))
        elif kind == "run":
            position = _letters(match, text, tokens)
            continue
        elif kind != "space":
            position = _other(str(kind), match, text, tokens)
            continue
        position = match.end()
        if len(tokens) > MAX_TOKENS:
            raise Problem(f"the formula has more than {MAX_TOKENS} symbols", start)
    if len(tokens) > MAX_TOKENS:
        raise Problem(f"the formula has more than {MAX_TOKENS} symbols", start)
    return tokens


def _number(literal: str, start: int, end: int) -> Token:
    if len(literal) > MAX_DIGITS:
        return Token("bad", f"a number of more than {MAX_DIGITS} digits", start, end)
    return Token("num", literal, start, end)


def _programmed(literal: str, start: int, end: int) -> Token:
    """`1e-8`, as programs write numbers. `2e-1` is none: that is 2 e - 1."""
    mantissa, _, exponent = literal.lower().partition("e")
    if len(exponent) > 4 or abs(int(exponent)) > LARGEST_EXPONENT:
        return Token("bad", f"`{literal[:40]}`: an exponent beyond {LARGEST_EXPONENT}", start, end)
    whole, _, places = mantissa.partition(".")
    power = int(exponent) - len(places)
    digits = whole + places
    plain = digits + "0" * power if power >= 0 else f"{digits.zfill(1 - power)[:power]}.{digits.zfill(1 - power)[power:]}"
    read = f"10^{{{int(exponent)}}}" if mantissa == "1" else f"{mantissa} \\cdot 10^{{{int(exponent)}}}"
    return _number(plain, start, end)._replace(mended=Repair("program notation", start, end, read))


def _letters(found: re.Match[str], text: str, tokens: list[Token]) -> int:
    """Letters side by side are separate names, except well-known words and commands that have lost their backslash."""
    run, start, end = found.group(), found.start(), found.end()
    if len(run) == 1:
        tokens.append(Token("name", run, start, end))
        return end
    following = text[end : end + 1]
    if run.lower() in _SPACED_WORDS and _is_spaced(found, text):
        tokens.append(Token("words", run, start, end))
        return end
    if _has_lost_backslash(run, following) or _is_lost_here(found, text, tokens):
        return _mended_command(run, found, text, tokens)
    if run in WORDS_ALONE or (following == "(" and _CAMEL.fullmatch(run)):
        tokens.append(_word(run, start, end))
    elif run.startswith("partial"):  # `partialJ`
        tokens.extend(_with_backslash("partial", start, start + len("partial")))
        tokens.extend(_word(m.group(), start + m.start(), start + m.end()) for m in _INSIDE.finditer(run, len("partial")))
    else:
        tokens.extend(_word(m.group(), start + m.start(), start + m.end()) for m in _INSIDE.finditer(run))
    return end


def _is_spaced(found: re.Match[str], text: str) -> bool:
    r"""`Then \space \frac{..}`, `A, \ for \ k = 1`: a word with a space of its own, which multiplied letters have not."""
    before, behind = text[max(found.start() - 12, 0) : found.start()], text[found.end() : found.end() + 12]
    return (_SPACE_BEHIND.match(behind) or _SPACE_BEFORE.search(before)) is not None and not behind.startswith(("_", "^", "("))


def _is_lost_here(found: re.Match[str], text: str, tokens: list[Token]) -> bool:
    """Whether what stands around the letters tells that they are a command: `u^top`, `hat y`, `w in V`."""
    run, start, end = found.group(), found.start(), found.end()
    if run in LOST_AS_EXPONENT:
        exponent = [t.text for t in tokens[-2:] if t.kind in ("script", "lbrace")]
        return exponent[-1:] == ["^"] or (exponent == ["^", "{"] and text[end : end + 1] == "}")
    if run in LOST_BEFORE_LETTER:
        return _ONE_LETTER.match(text, end, found.endpos) is not None
    return run == "in" and bool(tokens) and text[start - 1] == text[end : end + 1] == " " and tokens[-1].kind in ("name", "rbrace")


def _has_lost_backslash(run: str, following: str) -> bool:
    if following in ("(", "[") and run in LOST_BEFORE_BRACKET:
        return True
    if following == "{":
        return run in LOST_BEFORE_BRACE or run in LOST_ANYWHERE
    return run in LOST_ANYWHERE or (following in ("_", "^") and run in LOST_BEFORE_SCRIPT)


def _mended_command(run: str, found: re.Match[str], text: str, tokens: list[Token]) -> int:
    """The tokens of a command as if its backslash stood there; the offset after it."""
    start, end = found.span()
    if run in ("mathrm", "operatorname"):  # one word in braces
        close = text.find("}", end, found.endpos)
        word = text[end + 1 : close]
        if close > 0 and _IDENTIFIER.fullmatch(word):
            repair = Repair("missing backslash", start, end, "\\" + run)
            tokens.append(_word(word, start, close + 1, "rm")._replace(mended=repair))
            return close + 1
    tokens.extend(_with_backslash(run, start, end))
    return end


def _with_backslash(name: str, start: int, end: int) -> list[Token]:
    repair = Repair("missing backslash", start, end, "\\" + name)
    return [token._replace(mended=repair) for token in command_tokens(name, start, end)]


def _word(word: str, start: int, end: int, font: str = "") -> Token:
    return Token("big" if word in BIG else "name", word, start, end, font)


def _other(kind: str, match: re.Match[str], text: str, tokens: list[Token]) -> int:
    """Add the token of a match that is no letter, number or script; the offset at which to go on."""
    start, end = match.span()
    if kind == "starred":
        tokens.append(Token("font", "rm", start, end))
    elif kind == "underscore":
        tokens.append(Token("script", "_", start, end, "", Repair("escaped underscore", start, end, "_")))
    elif kind == "programmed":
        tokens.append(_programmed(match.group(), start, end))
    elif kind == "command" and match.group("command") == "underline" and _in_exponent(tokens):
        tokens.append(Token("name", "\\underline", start, end))  # a falling power, and no decoration
    elif kind == "command":
        tokens.extend(command_tokens(match.group("command"), start, end))
    elif kind == "hyphenated":  # `J_{naive-softmax}` without \\text: nobody subtracts words
        brace = text.index("{", start)
        word = text[brace + 1 : end - 1].strip().replace("\\_", "-").replace("_", "-")
        tokens += [Token("script", "_", start, brace), _word(word, brace, end)]
    elif kind == "row":
        tokens.append(Token("row", "\\\\", start, end))
    elif kind == "fence":
        tokens.extend(fence_tokens(match.group("side"), match.group("fence"), start, end))
    elif kind == "definition":
        return skip_definition(match, tokens)
    elif kind == "parameter":
        tokens.append(Token("parameter", match.group("parameter"), start, end))
    elif kind in ("environment", "columns"):
        return _environment(match, tokens)
    elif kind == "prose":
        _prose(text, match.start("prose") + 1, match.end("prose") - 1, (start, end), tokens)
    elif kind == "word":
        return _upright(match, tokens)
    elif kind == "related" and match.group("related").lstrip("\\") not in RELATIONS:
        name = text[start + 1 : text.index("{", start)].strip()  # \underset{x}{\min}
        tokens.append(Token("stack", "under" if name == "underset" else "over", start, start + 1 + len(name)))
        return start + 1 + len(name)
    elif kind in ("relation", "related", "negated", "arrow"):
        tokens.append(_relation(kind, match, start, end))
    elif kind == "arg":
        tokens.append(Token("big", "arg" + match.group("arg"), start, end))
    elif kind == "entity":
        if (entity := match.group("entity")) != "nbsp":  # `&amp;`, `&lt;`: as pages write them that pass through HTML
            tokens.append(Token("amp", "&", start, end) if entity == "amp" else Token("rel", RELATIONS[entity], start, end))
    elif kind == "drawn":  # an arrow out of signs: `=>`, `<=>`, `->`
        tokens.append(_drawn(match.group(), start, end))
    elif kind == "dots":
        tokens.append(Token("dots", "...", start, end))
    elif kind == "prime":
        tokens.append(Token("prime", "'" * (end - start), start, end))
    elif kind == "hspace":
        tokens.append(Token("quad", "", start, end))
    elif kind == "foreign":
        tokens.append(Token("words", match.group().strip(), start, end))
    elif kind in ("char", "escaped", "double"):
        tokens.extend(character_tokens(match.group(), start, end))
    return end


def _relation(kind: str, match: re.Match[str], start: int, end: int) -> Token:
    if kind == "arrow":
        return Token("rel", "->", start, end)
    written = match.group(kind).lstrip("\\").replace(" ", "")
    relation = RELATIONS.get(written)
    if kind == "negated" and relation is not None:
        relation = NEGATED.get(relation, "not " + relation)
    if relation is None:
        return Token("bad", f"`{match.group()}` is no relation that can be read", start, end)
    return Token("rel", relation, start, end)


def _in_exponent(tokens: list[Token]) -> bool:
    return [t.text for t in tokens[-2:] if t.kind in ("script", "lbrace")][:1] == ["^"] or [t.text for t in tokens[-1:]] == ["^"]


def _drawn(arrow: str, start: int, end: int) -> Token:
    if arrow.startswith("-"):
        return Token("rel", "->", start, end)
    return Token("opener", "iff" if arrow.startswith("<") else "therefore", start, end)


def _environment(match: re.Match[str], tokens: list[Token]) -> int:
    name, opens = match.group("environment"), match.group("edge") == "begin"
    start, end = match.span()
    # `{ccc}` after \begin{array} and `{2}` after \begin{alignat} say how columns look; elsewhere it is content.
    if match.group("columns") is not None and name not in ("array", "alignat", "alignedat", "IEEEeqnarray", "subarray"):
        end = match.start("columns")
    if name == "subarray":  # `\\sum_{\\begin{subarray}{c} i \\\\ j \\end{subarray}}`
        tokens += [Token("substack", "", start, start), Token("lbrace", "{", start, end)] if opens else [Token("rbrace", "}", start, end)]
    elif name in WRAPPERS:
        tokens.append(Token("wrapper", "begin" if opens else "end", start, end))
    elif name in MATRICES or name in CASES:
        tokens.append(Token("env" if opens else "endenv", name, start, end))
    else:
        tokens.append(Token("bad", f"the environment {name} cannot be read", start, end))
    return end


def _prose(text: str, at: int, until: int, span: tuple[int, int], tokens: list[Token]) -> None:
    r"""`\text{..}` is a name or words; `\text{where $p = q$}` holds mathematics of its own."""
    content = text[at:until]
    if content.count("$") >= 2:
        for i, piece in enumerate(content.split("$")):
            if i % 2:
                tokens.extend(lex(text, at, at + len(piece)))
            elif piece.strip():
                tokens.append(Token("words", piece.strip(), at, at + len(piece)))
            at += len(piece) + 1
        return
    start, end = span
    words = " ".join(_SPACING.sub(" ", content).split()).replace("\\_", "_")
    if not words:
        return
    if not words.strip(".,;:"):
        tokens.append(Token("comma", ",", start, end))
    elif (call := _CALL.fullmatch(text, at, until)) is not None:
        *inside, closing = lex(text, call.end("head"), until)
        tokens += [_word(call.group("head"), start, call.end("head"), "rm"), *inside, closing._replace(end=end)]
    elif _NUMERAL.fullmatch(words):  # `\text{13}` is set upright, but still thirteen
        tokens.append(_number(words, start, end))
    elif (tokens and tokens[-1].kind == "script") or (_IDENTIFIER.fullmatch(words) and words.lower() not in CONNECTIVES):
        tokens.append(_word(words, start, end, "rm"))
    else:
        tokens.append(Token("words", words, start, end, "rm"))


def _upright(match: re.Match[str], tokens: list[Token]) -> int:
    r"""`\mathrm{softmax}`, `\operatorname{arg\,max}`: one name. What is no word is read as usual, in that font."""
    command, content = match.group("upright"), match.group("word")[1:-1]
    font = FONTS.get(command.rstrip("*"), "rm")
    start, end = match.span()
    joined = _SPACING.sub("", content).replace("\\_", "_")
    if _IDENTIFIER.fullmatch(joined) and (font != "bf" or len(joined) == 1 or joined in WORDS_ALONE):
        tokens.append(_word(joined, start, end, font))
        return end
    if joined.replace("\\", "") in ("argmax", "argmin"):
        tokens.append(Token("big", joined.replace("\\", ""), start, end))
        return end
    end = match.start("word")
    if command not in ("mathop", "rm"):
        tokens.append(Token("font", font, start, end))
    return end
