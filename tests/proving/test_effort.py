"""What takes long is tried only where no witness is known; whoever says that there is one is asked at most once, and never believed
against a proof that the normal forms give."""

from __future__ import annotations

import pytest

from derive.checking import check_text
from derive.proving.acceptance import NoProof
from derive.proving.prover import Prover

GIVEN = r"""**Given**

- $n \in \mathbb{N}$, $x, y \in \mathbb{R}$; $A, B \in \mathbb{R}^{n \times n}$; $\det A \neq 0$; $\det B \neq 0$; $\det(A + B) \neq 0$

## a)

"""
AT_ONCE = [r"$x + y = y + x$", r"$(x + y)^2 = x^2 + 2 x y + y^2$", r"$\frac{x}{x^2 + 1} = \frac{2 x}{2 x^2 + 2}$", r"$A A^{-1} = I$"]
AFTER_SEARCH = [r"$|x| = x [x > 0] - x [x \le 0]$", r"$A^{-1} - (A + B)^{-1} = A^{-1} B (A + B)^{-1}$"]
FALSE = [r"$x + y = x - y$", r"$|x + y| = |x| + |y|$", r"$(A + B)^{-1} = A^{-1} + B^{-1}$"]


class Witness:
    """Says that there is one, and counts how often it was asked."""

    def __init__(self, known: bool) -> None:
        self.known, self.asked = known, 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.known


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("line", [*AT_ONCE, *AFTER_SEARCH, *FALSE])
def test_effort(line: str, known: bool) -> None:
    (judgement,) = check_text(GIVEN + line).judgements
    claim, witness = judgement.step.claim, Witness(known)
    assert claim is not None
    proved = not isinstance(Prover(claim.given).prove(claim, witness), NoProof)
    assert proved == (line in AT_ONCE or (line in AFTER_SEARCH and not known))
    assert (witness.asked == 0) == (line in AT_ONCE)
