r"""`{a \over b}` and `{n \choose k}`: commands of plain TeX that stand between what they act on.

Comes in: tokens. Goes out: tokens in which `\frac{a}{b}` and `\binom{n}{k}` stand instead. Such a command takes all of the braces, or of
the environment's cell, that it stands in. It does not know expressions.
"""

from __future__ import annotations

from derive.reading.tokens import Token

_ENDS = ("row", "amp", "rel", "comma", "words", "opener", "quad", "wrapper", "env", "endenv")


def put_before(tokens: list[Token]) -> list[Token]:
    """The tokens with every infix command before its two arguments."""
    if not any(token.kind == "infix" for token in tokens):
        return tokens
    done: list[Token] = []
    starts = [0]  # for every open brace: where the argument begins, if an infix command should follow
    waiting: list[int] = [-1]  # for every open brace: where its infix command has put its second argument, or -1
    for token in tokens:
        if token.kind in ("rbrace", *_ENDS) and waiting[-1] >= 0:
            done.append(Token("rbrace", "}", token.start, token.start))
            waiting[-1] = -1
        if token.kind == "infix" and waiting[-1] < 0:
            start = starts[-1]
            at = done[start].start if start < len(done) else token.start
            opening = Token("lbrace", "{", at, at)
            done[start:start] = [Token(token.text, "", at, at), opening]
            done += [Token("rbrace", "}", token.start, token.start), Token("lbrace", "{", token.end, token.end)]
            waiting[-1] = len(done)
            continue
        if token.kind == "rbrace" and len(starts) > 1:
            starts.pop()
            waiting.pop()
        done.append(token)
        if token.kind == "lbrace":
            starts.append(len(done))
            waiting.append(-1)
        elif token.kind in _ENDS:
            starts[-1] = len(done)
    if waiting[-1] >= 0:
        done.append(Token("rbrace", "}", tokens[-1].end, tokens[-1].end))
    return done
