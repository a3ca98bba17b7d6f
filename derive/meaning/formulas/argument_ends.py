r"""Where the argument of a function without brackets ends: `\cos x (-\sin x)`, `\sin x (y + 1)`.

Comes in: a bracket behind the first factor of an argument. Goes out: whether a function stands in it, which ends the argument as one
without a bracket does, or a sign begins it, which nobody writes behind a factor of an argument. Of any other bracket both is read.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.meaning.names.scope import names_in
from derive.reading.syntax import Additive, Group, Node

WAYS = ("the function of all that follows", "the function of what stands before the bracket")


def holds_function(bracket: Node, is_function: Callable[[Node], bool]) -> bool:
    """Whether the bracket holds a function, or begins with a sign."""
    body = bracket.body if isinstance(bracket, Group) else bracket
    signed = isinstance(body, Additive) and body.signs[0] != "+"
    return signed or any(is_function(n) for n in names_in(body))
