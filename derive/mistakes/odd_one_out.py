r"""Odd one out: one expression of a chain differs from both its neighbours, which agree.

What it is
    In `A = B = C` both equalities fail, but A = C holds: B is what went wrong.

Why it matters
    Two steps look wrong where only one expression is; whoever looks for two mistakes looks in vain.

Example
    `\log(ab) = \log a \cdot \log b = \log a + \log b`: the expression in the middle is the odd one out.

Instead
    Mend this one expression: `\log(ab) = \log a + \log b`.
"""

from __future__ import annotations

from derive.mistakes.mistake import Mistake

MISTAKE = Mistake("odd one out", None)
