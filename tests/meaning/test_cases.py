"""Cases of an index (LANGUAGE.md, 2): however a page tells `w = o` and `w ≠ o`, a right step under its case is never refuted, and what is
said of all indices is not proved by one of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from derive.checking import check_text

GIVEN = r"""**Given** $V$ a finite set; $o, c \in V$;
$y_w = [w = o]$ for $w \in V$; $p_w \in \mathbb{R}$ for $w \in V$;
$p_w > 0$ for $w \in V$; $m \in \mathbb{N}$; $a_j \in \mathbb{R}$
for $-m \le j \le m$

"""
SAME, OTHER = ("w = o",), (r"w \neq o",)
Found = Sequence[tuple[str, tuple[str, ...]]]

TOLD: tuple[tuple[str, Found], ...] = (
    # before what they govern
    (r"Case 1: $w = o$. $y_w p_w = p_o$. Case 2: $w \neq o$. $y_w p_w = 0$.", [("proved", SAME), ("proved", OTHER)]),
    ("$w = o$: $$y_w p_w = p_o$$ $w \\ne o$: $$y_w p_w = 0$$", [("proved", SAME), ("proved", OTHER)]),
    ("(i) $w=o$\n\n$y_w p_w = p_o$\n\n(ii) $w\\neq o$\n\n$y_w p_w = 0$", [("proved", ("w = o",)), ("proved", OTHER)]),
    (
        r"For the true word ($w=o$): $y_w p_w = p_o$. For all other words ($w \neq o$): $y_w p_w = 0$.",
        [("proved", SAME), ("proved", OTHER)],
    ),
    (r"$$w \neq o: \quad y_w p_w = 0$$", [("proved", OTHER)]),
    (r"The others do not occur in it, so for $w \neq o$ we get $y_w p_w = 0$.", [("proved", OTHER)]),
    # behind
    (r"$y_w p_w = 0$, $w \neq o$.", [("proved", OTHER)]),
    (r"$$y_w p_w = 0, w \neq o$$ $$y_w p_w = p_o, w = o$$", [("proved", OTHER), ("proved", SAME)]),
    (r"$$y_w p_w = 0 \ (w \neq o)$$", [("proved", OTHER)]),
    (r"$$y_w p_w = 0 ~~ (w \neq o)$$", [("proved", OTHER)]),
    (r"$y_w p_w = p_o$ ($w = o$ 인 경우), $y_w p_w = 0$ (그 외)", [("proved", SAME), ("proved", OTHER)]),
    ("$$\\begin{aligned} y_w &= 1 \\quad (w = o) \\\\ y_w &= 0 \\quad (w \\neq o)\\end{aligned}$$", [("proved", SAME), ("proved", OTHER)]),
    (r"$$y_w = 1 \text{ if } w = o, \quad y_w = 0 \text{ if } w \neq o$$", [("proved", SAME), ("proved", OTHER)]),
    # the others
    (r"Only $y_o = 1$, every other $y_w = 0$.", [("proved", ()), ("proved", OTHER)]),
    (r"$y_o = 1$ and $y_w = 0$ otherwise.", [("proved", ()), ("proved", OTHER)]),
    (r"$y_o = 1$, 나머지 $y_w = 0$ 이다.", [("proved", ()), ("proved", OTHER)]),
    (r"$y_w = 1$ if $w = o$ and $y_w = 0$ otherwise", [("proved", SAME), ("proved", OTHER)]),
    (r"$y_w = 1$ for $w = o$, else $y_w = 0$", [("proved", SAME), ("proved", OTHER)]),
    (r"$$y_w = 1 \quad \text{for } w = o \text{ and } y_w = 0 \text{ otherwise}$$", [("proved", SAME), ("proved", OTHER)]),
    (r"$y_w = 0$ unless $w = o$.", [("proved", OTHER)]),
    (r"$y_w = 0$ except when $w = o$.", [("proved", OTHER)]),
    (r"$y_w = 0$ for all $w$ except $o$, so $y_o = 1$.", [("proved", OTHER), ("proved", ())]),
    # of the letter that the next entry is written with
    ("当且仅当 $i=o$ 时 $y_i = 1$, 其他情况下都是 $y_w = 0$", [("proved", ("i = o",)), ("proved", OTHER)]),
    (r"$y_i = 1$ for $i = o$, and in any other case $y_i = 0$.", [("proved", ("i = o",)), ("proved", (r"i \neq o",))]),
    (r"$y_i = 1$ for $i = o$, all others $y_w = 0$.", [("proved", ("i = o",)), ("proved", OTHER)]),
    (r"$y_i = 1$ for $i = o$, all others $y_w = 1$.", [("proved", ("i = o",)), ("refuted", OTHER)]),
    # a case ends where all of them are meant
    (r"If $w \neq o$, $y_w = 0$. In both cases $y_w = 0$", [("proved", OTHER), ("refuted", ())]),
    (r"Case $w \neq o$: $y_w = 0$. Together: $y_w = 0$", [("proved", OTHER), ("refuted", ())]),
    ("$w \\neq o$ 이면 $y_w = 0$ 이다. 두 경우를 합치면 $y_w = 0$ 이다.", [("proved", OTHER), ("refuted", ())]),
    (r"Case $w \neq o$: $y_w = 0$. So for all words, $y_w = 0$.", [("proved", OTHER), ("refuted", ())]),
    (r"Case $w \neq o$: $y_w = 0$. So for every $w$ we have $y_w = 0$.", [("proved", OTHER), ("refuted", ())]),
    # the wrong case stays wrong
    (r"Case $w = o$: $y_w = 0$.", [("refuted", SAME)]),
    (r"$y_o = 0$, every other $y_w = 1$.", [("refuted", ()), ("refuted", OTHER)]),
    (r"$y_w = 1$ unless $w = o$.", [("refuted", OTHER)]),
    (r"$y_w = 0$ if $w = o$ and $y_w = 1$ otherwise", [("refuted", SAME), ("refuted", OTHER)]),
    # of a letter that only a sum binds, the sum is restricted
    (r"$$\sum_{-m \le j \le m} a_j - \sum_{-m \le j \le m, j \neq 0} a_j = a_0$$", [("proved", ())]),
    (r"$$\sum_{\substack{-m \le j \le m \\ j \neq 0}} a_j = \sum_{j=-m}^{m} a_j, j \neq 0$$", [("proved", (r"j \neq 0",))]),
    (r"$\sum_{\substack{-m \le j \le m \\ j \neq 0}} a_j = \sum_{j=-m}^{m} a_j$ for $j \neq 0$", [("proved", (r"j \neq 0",))]),
    (r"$\sum_{\substack{-m \le j \le m \\ j \neq 0}} a_j = \sum_{j=-m}^{m} a_j$", [("refuted", ())]),
    (r"$$\sum_{j=-m}^{m} a_j = \sum_{j=-m}^{m} a_j + a_0, j \neq 0$$", [("refuted", (r"j \neq 0",))]),
)


@pytest.mark.parametrize(("text", "found"), TOLD)
def test_a_case_is_part_of_the_step(text: str, found: Found) -> None:
    checked = check_text(GIVEN + "## (a)\n\n" + text)
    assert not checked.notes
    assert [(j.verdict.value, j.step.under) for j in checked.judgements] == list(found), [j.reason for j in checked.judgements]


LETTERS: tuple[tuple[str, str], ...] = (
    ("**情况1：$i = j$（对角线元素）**\n\n$$D = 1$$\n\n**情况2：$i \\neq j$（非对角线元素）**\n\n$$D = 0$$", "=!"),
    ("### 分两种情况：$i=j$、$i\\neq j$\n\n#### ① $i = j$\n\n$$D = 1$$\n\n#### ② $i \\neq j$\n\n$$D = 0$$", "=!"),
    ("We separate the cases $i = j$ and $i \\ne j$.\n\n*Diagonal, $i=j$.*\n\n$$D = 1$$\n\n*Off-diagonal, $i\\neq j$.*\n\n$$D = 0$$", "=!"),
    ("第一种情况，$i=j$：\n\n$$D = 1$$\n\n第二种情况，$i \\neq j$：\n\n$$D = 0$$", "=!"),
    ("경우 1) $i = j$\n\n$$D = 1$$\n\n경우 2) $i \\neq j$\n\n$$D = 0$$", "=!"),
    # what is only mentioned is neither claimed nor supposed
    ("拆成$i=j$一项 + $i\\neq j$求和项：\n\n$$D = 1$$", "-"),
    ("Only the term $i = j$ is left, so $D = 1$.", "-"),
    ("Case 2: $i \\neq j$\n\n$$D = 1$$", "x"),
)
SEEN = {"=": ("proved", ("i = j",)), "!": ("proved", (r"i \neq j",)), "-": ("refuted", ()), "x": ("refuted", (r"i \neq j",))}


@pytest.mark.parametrize(("text", "found"), LETTERS)
def test_two_letters_tell_a_case(text: str, found: str) -> None:
    given = "**Given** $a \\in \\mathbb{R}^n$\n\n## (a)\n\n"
    checked = check_text(given + text.replace("D = ", r"\frac{\partial a_i}{\partial a_j} = "))
    assert [(j.verdict.value, j.step.under) for j in checked.judgements] == [SEEN[c] for c in found], [j.reason for j in checked.judgements]


BY_CASES = (
    "where $b = p_o$ if $w = o$ and $b = 0$ otherwise.",
    "where, if $w = o$, $b = p_o$, otherwise $b = 0$.",
    "其中，当 $w= o$ 时，$b = p_o$，否则 $b = 0$",
    "여기서 $w = o$ 이면 $b = p_o$, 아니면 $b = 0$ 이다.",
    "Here $b = p_o$ when $w = o$ and $b = 0$ when $w \\neq o$.",
)


@pytest.mark.parametrize("words", BY_CASES)
def test_words_define_a_name_by_cases(words: str) -> None:
    right = check_text(GIVEN + "(a) $$y_w p_w = b$$\n\n" + words)
    assert [j.verdict.value for j in right.judgements] == ["proved", "given", "given"]
    wrong = check_text(GIVEN + "(a) $$p_w = b$$\n\n" + words)
    assert [j.verdict.value for j in wrong.judgements] == ["refuted", "given", "given"]


FIXED = (  # two elements that the Given names apart: whether they are one is a case, and never a fact for the rest of the page
    (r"In case $o = c$, $y_c = 1$. If $o \neq c$, $y_c = 1$.", "+x"),
    (r"Pour $o = c$, $y_c = 1$. Pour $o \neq c$, $y_c = 1$.", "???"),
    (r"$y_c = 1$ ($o = c$), $y_c = 1$ ($o \neq c$). $y_c = 1$", "+xx"),
    (r"$o = c \Rightarrow y_c = 1$, $o \neq c \Rightarrow y_c = 1$", "???"),
    (r"Wenn $o = c$, dann $y_c = 1$, ansonsten $y_c = 1$.", "+x"),
    (r"Assume $o = c$. Then $y_c = 1$. Now drop this. $y_c = 1$", "+x"),
    ("Let $o = c$. $y_c = 1$\n\n(b) $y_c = 1$", "+x"),
)
SIGNS = {"+": "proved", "x": "refuted", "?": "undecided"}


@pytest.mark.parametrize(("page", "verdicts"), FIXED)
def test_named_elements_are_one_in_a_case_only(page: str, verdicts: str) -> None:
    found = check_text(GIVEN + page).judgements
    assert [j.verdict.value for j in found] == [SIGNS[v] for v in verdicts], [j.reason for j in found]
