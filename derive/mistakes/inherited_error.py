r"""An inherited error: this step silently repairs the one before.

What it is
    The line before went wrong, and this line is right again: it follows from what stood before the error, not from the line it claims to
    follow from. As a step it is false.

Why it matters
    The result is right, so the error is easily overlooked, also by its author; mostly the lines were copied, and one was copied wrong.

Example
    `(x + 1)^2 = x^2 + x + 1 = x^2 + 2x + 1`: the second equality is false, although its right side equals the first expression.

Instead
    Mend the line before. This line may stay as it is: `(x + 1)^2 = x^2 + 2x + 1`.
"""

from __future__ import annotations

from derive.mistakes.mistake import Mistake

MISTAKE = Mistake("inherited error", None)
