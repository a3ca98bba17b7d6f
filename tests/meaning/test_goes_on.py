r"""What a display that begins with `=` goes on from, with an expression in the sentence between."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given**
- $n \in \mathbb{N}$; $a, b \in \mathbb{R}^n$, $s, t \in \mathbb{R}$

"""
CASES = [
    ("$$a + a = 2a$$\n\nSince $s$ is a number,\n\n$$= a + a$$", ["proved", "proved"]),
    ("$$a + a = 2a$$\n\nHere we can write twice as $s$, and so\n\n$$= a + a$$", ["proved", "proved"]),
    ("$$a + a = 2a$$\n\nThis does not change with $b$. So\n\n$$= a + a$$", ["proved", "proved"]),
    ("$$a + a = 2a$$\n\nThis does not change with $b$. So\n\n$$= a$$", ["proved", "undecided"]),
    ("$$s + s = 2s$$\n\nRecall that\n\n$$t + t = 2t$$\n\nThen we have\n\n$$= s \\cdot 2$$", ["proved", "proved", "proved"]),
    ("$$s + s = 2s$$\n\nRecall that\n\n$$t + t = 2t$$\n\n$$= 3t$$", ["proved", "proved", "refuted"]),
    ("$$s + s = 2s$$\n\nWe multiply by something equal to $1$,\n\n$$= \\frac{2s}{1}$$", ["proved", "undecided"]),
    ("$$s + s = 2s$$\n\nAfter $t$, and with $1$,\n\n$$= \\frac{2s}{1}$$", ["proved", "undecided"]),
    ("$$s + s = 2s$$\n\nWe multiply with $t$ over $t$, which equals $1$,\n\n$$= \\frac{2s}{1}$$", ["proved", "undecided"]),
    ("$$s + s = 2s$$\n\nNow look at\n$t + t$\n\n$$= 2t$$", ["proved", "proved"]),
    ("$$s + s = 2s$$\n\nNow look at $t + t$:\n\n$$= 3t$$", ["proved", "refuted"]),
    ("$$s + s = 2s$$\n\nNow $t + t$ is\n\n$$= 3t$$", ["proved", "refuted"]),
    ("$$s + s = 2s$$\n\n$$= 3s$$", ["proved", "refuted"]),
    # a reason in the line between two displays
    ("$$s + s = 2s$$\n\nSince $t - t = 0$, this is\n\n$$= 2s + 0$$", ["proved"] * 3),
    ("$$a + a = 2a$$\nusing $t - t = 0$ and $0 + s = s$, we find\n$$= (2 + t - t) a$$", ["proved"] * 4),
    ("$$a + a = 2a$$\nBecause of $t - t = 0$:\n$$= (2 + t - t) a$$", ["proved"] * 3),
    ("$$a + a = 2a$$\n\n이고, $t - t = 0$ 이므로\n\n$$= (2 + t - t) a$$", ["proved"] * 3),
    ("$$a + a = 2a$$\n\n이고, $t - t = 0$ 이므로\n\n$$= (3 + t - t) a$$", ["proved", "proved", "undecided"]),
    ("$$s + s = 2s$$\n\nBy the rule of sums, $t + t = 2t$, which is\n\n$$= 3t - t$$", ["proved"] * 3),
    ("$$s + s = 2s$$\n\nWe get $t + t = 2t$, and this is\n\n$$= 3t$$", ["proved", "proved", "refuted"]),
    ("With $s$ and $t + t$,\n\n$$= 3t$$", ["refuted"]),  # no chain before: there is nothing else to go on from
    ("$$s + s = 2s$$\n\n$$t + t$$\n\n$$= 3t$$", ["proved", "refuted"]),
]


@pytest.mark.parametrize(("text", "verdicts"), CASES)
def test_goes_on(text: str, verdicts: list[str]) -> None:
    checked = check_text(f"{GIVEN}{text}\n")
    assert [j.verdict.value for j in checked.judgements] == verdicts, [(j.step.left.latex, j.reason) for j in checked.judgements]
