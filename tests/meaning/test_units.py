r"""Where what is supposed ends: with its lemma, proof, claim, exercise or case; and words that say that nobody supposes it here."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.checking import check_file, check_text

SIGNS = {"+": "proved", "x": "refuted", "?": "undecided"}
GIVEN = "**Given** $x, y \\in \\mathbb{R}$\n\n"
PAGES = (
    ("*Proof.* Assume $x = y$. Then $x^2 = y^2$. ∎\n\nSo $x^2 = y^2$.", "+x"),
    ("*Proof.* Assume $x = y$. Then $x^2 = y^2$. $\\square$\n\nSo $x^2 = y^2$.", "+x"),
    ("*Proof.* Assume $x = y$. Then $x^2 = y^2$.\n\nQ.E.D.\n\nSo $x^2 = y^2$.", "+x"),
    ("Assume $x = y$.\n\n*Proof.* We see $x^2 = y^2$. ∎\n\nSo $x^2 = y^2$.", "++"),  # it was supposed before the proof
    ("**Lemma.** If $x = y$ then $x^2 = y^2$.\n\n*Proof.* Clearly $x^2 = x y$. ∎\n\nSo $x^2 = y^2$.", "++x"),
    ("**Claim 1.** Assume $x = y$. Then $x^2 = y^2$.\n\n**Claim 2.** We have $x^2 = y^2$.", "+x"),
    ("Throughout, assume $x = y$.\n\n**Claim 1.** $x^2 = y^2$\n\n**Claim 2.** $x^3 = y^3$", "++"),
    ("**Case A.** Assume $x = y$. Then $x^2 = y^2$.\n\n**Case B.** Now $x^2 = y^2$.", "+x"),
    ("Exercise 1. Let $x = 2$. Then $x^2 = 4$.\n\nExercise 2. We have $x^2 = 4$.", "+x"),
    ("Assume the contrary, $x = 1$. Then $x^2 = 1$. Contradiction. So $x^3 = 1$.", "+x"),
    ("Suppose\n\n$$x = y$$\n\nThen $x - y = 0$.", "+"),
    ("We assume nothing. Now assume that\n\n$$x = y$$\n\nThen $x - y = 0$.", "+"),
    ("We have found what we were to assume.\n\n$$x = y$$", "x"),
    ("Suppose $x > 0$; then $|x| = x$. The opposite case: $|x| = x$.", "+x"),
    ("Assume $x > 0$. Then $|x| = x$. For negative $x$ we find $|x| = x$.", "+x"),
    ("If $x = y$:\n\n- $x^2 = y^2$\n- $x^3 = y^3$", "++"),  # a list below what it stands under
    ("When $x > 0$, three things hold:\n\n1. $|x| = x$\n2. $|-x| = x$\n3. For $x < 0$ we have $|x| = -x$", "+++"),
    ("We split.\n\n1. Let $x = y$:\n   1. $x^2 = y^2$\n   2. $x^3 = y^3$\n2. $x^2 = y^2$", "++x"),
    ("我们来看。\n\n* $x > 0$ 时：\n  * 首先\n\n    $$|x| = x$$\n  * $|-x| = x$\n* 一般地 $|x| = x$", "++x"),
    ("Two cases:\n\n- Suppose $x > 0$. Then $|x| = x$.\n- $|x| = x$", "+x"),
    ("Of roots.\n\n- Suppose $x > 0$. Then $|x| = x$. A few remarks\n  - $\\sqrt{x^2} = x$", "+?"),  # nothing tells whether it goes on
)  # fmt: skip
ENVIRONMENTS = (
    ("\\begin{lemma}\nAssume $x = y$. Then $x^2 = y^2$.\n\\end{lemma}\n\n\\begin{theorem}\n$x^2 = y^2$\n\\end{theorem}", "+x"),
    ("\\begin{proof}\nAssume $x = y$. Then $x^2 = y^2$.\n\\end{proof}\n\nSo $x^2 = y^2$.", "+x"),
    (
        "\\begin{lemma}\nAssume $x = y$. Then $x^2 = y^2$.\n\\end{lemma}\n\n\\begin{proof}\nAs $x^2 = x y$.\n\\end{proof}\n\n"
        "So $x^2 = y^2$.",
        "++x",
    ),
    ("Assume $x = y$.\n\n\\begin{claim}\n$x^2 = y^2$\n\\end{claim}\n\nNow $x^3 = y^3$.", "++"),
)
WORDS = (
    "We would like to assume $x > 0$, but we may not.", "It would suffice to assume $x > 0$.", "Many authors assume $x > 0$. We do not.",
    "One might assume $x > 0$.", "It is tempting to assume $x > 0$.", "Only if $x > 0$ do we get this:", "As if $x > 0$,",
    "If at most one of $x > 0$, $y > 0$ holds then", "Assume that $x > 0$ never happens.", "Assume $x > 0$ (or $x = -1$). Then",
    "Assume $x > 0$ or, more generally, $x = y$. Then", "Assuming $x > 0$ loses generality.",
    "Suppose $x > 0$ is impossible.", "Suppose $x > 0$ is equivalent to $y = 1$.", "Assume $x > 0$ contradicts what we know.",
    "Let $S$ be the set where $x > 0$.", "If we had $x > 0$ all would be well.", "Provided that $x > 0$ is excluded,",
    "Assume it is false that $x > 0$.", "Check if $x > 0$.",
    "Suppose that we know nothing of $x > 0$.", "Assume anything but $x > 0$.", "Assume the opposite of $x > 0$.",
    "Assume $x > 0$ only for some of them.", "만약 $x > 0$이 아니면", "假设 $x > 0$ 不成立.",
)  # fmt: skip
SUPPOSED = (
    "We may assume $x > 0$.", "Assume $x > 0$ or, equivalently, that its root exists.", "If both of $x > 0$ and $y > 0$ hold then",
    "Assume, as one should, $x > 0$.", "Only one thing is needed. Assume $x > 0$.", "Some books are long. Assume $x > 0$.",
    "Suppose $x > 0$ is fixed.", "Suppose $x > 0$ holds.", "Assume that $x > 0$ is small.", "만약 $x > 0$이면", "假设 $x > 0$.",
)  # fmt: skip


@pytest.mark.parametrize(("text", "verdicts"), PAGES)
def test_what_is_supposed_ends(text: str, verdicts: str) -> None:
    judged = check_text(f"{GIVEN}{text}\n").judgements
    assert [j.verdict.value for j in judged] == [SIGNS[v] for v in verdicts]


@pytest.mark.parametrize(("text", "verdicts"), ENVIRONMENTS)
def test_it_ends_with_its_environment(text: str, verdicts: str, tmp_path: Path) -> None:
    page = f"\\begin{{document}}\n\\paragraph{{Given}} $x, y \\in \\mathbb{{R}}$.\n\n{text}\n\\end{{document}}\n"
    (tmp_path / "page.tex").write_text(page, encoding="utf-8")
    judged = check_file(str(tmp_path / "page.tex")).judgements
    assert [j.verdict.value for j in judged] == [SIGNS[v] for v in verdicts]


@pytest.mark.parametrize("words", WORDS)
def test_nobody_supposes_it(words: str) -> None:
    assert check_text(f"{GIVEN}{words} $|x| = x$\n").judgements[-1].verdict.value in ("undecided", "refuted")


@pytest.mark.parametrize("words", SUPPOSED)
def test_it_is_supposed(words: str) -> None:
    assert check_text(f"{GIVEN}{words} $|x| = x$\n").judgements[-1].verdict.value == "proved"
