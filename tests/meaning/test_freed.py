r"""Words that set a name free again, words under which nothing is supposed, and lists of bounds: "now let $x$ be arbitrary", "even if
$x > 0$", "let $p, q > 0$"."""

from __future__ import annotations

import pytest

from derive.checking import check_text

SIGNS = {"+": "proved", "x": "refuted", "?": "undecided", "g": "given", "a": "ambiguous"}
GIVEN = "**Given** $x, y \\in \\mathbb{R}$\n\n"
ROOT = r"$\sqrt{x^2} = x$"
FREED = (
    f"Let $x > 0$. Then {ROOT}. Now let $x$ be arbitrary. We have",
    f"Let $x > 0$. Then {ROOT}. Let $x$ now be negative. We have",
    f"Suppose $x > 0$. Then {ROOT}. Next, consider any $x$. We have",
    f"Suppose $x > 0$. Then {ROOT}. But $x$ need not be positive, and then",
    f"Let $x > 0$. Then {ROOT}. Replacing $x$ by $-x$ we have",
    f"Let $x > 0$. Then {ROOT}. Now $x \\in \\mathbb{{R}}$ is arbitrary. We have",
    f"Suppose $x > 0$. Then {ROOT}. This assumption is now lifted. We have",
    f"Suppose $x > 0$. Then {ROOT}. More generally, we have",
    f"Suppose $x > 0$. Then {ROOT}. Back to the general setting, we have",
    f"Supongamos $x > 0$. Entonces {ROOT}. En general,",
    f"假设 $x > 0$,则 {ROOT}。对于一般的 $x$,有",
    f"假设 $x > 0$,则 {ROOT}。现在去掉这个假设。",
    f"만약 $x > 0$이면 {ROOT}. 임의의 $x$에 대해",
    f"$x > 0$ のとき {ROOT} である。一般には",
    f"Lemme. Supposons $x > 0$ pour le nombre et la suite. On a {ROOT}.\n\nThéorème. On a pour le nombre et la suite",
    f"Supposons $x > 0$ pour le nombre et la suite. On a {ROOT}. Dans le cas contraire, on a pour le nombre et la suite",
    f"Lemma. Es sei $x > 0$. Dann ist für die Zahl und das {ROOT}.\n\nSatz. Für die Zahl und das ist",
)
NOT_SUPPOSED = (
    "A number is called positive if $x > 0$.", "A number $y$ is positive if $x > 0$.", "We call $x$ positive when $x > 0$.",
    "If $x > 0$, we call it positive.", "若 $x > 0$,则称 $x$ 为正数。", "Recall that a number is positive if $x > 0$.",
    "If $x > 0$, $y > 0$ or $x < 0$ then",
    "Even if $x > 0$,", "Outside the special case $x = 1$,", "In contrast to the special case $x = 1$,",
    "This generalizes the case $x = 1$.",
    "The special case $x = 1$ was handled before.",
    "With $x > 0$ one would be done.", "With $x > 0$ unknown,",
    "Unlike the case where $x = 1$,",
    "Si y solo si $x > 0$ se tiene", "无论是否 $x > 0$ 时,", "$x > 0$ のとき以外は", "不假设 $x > 0$。则",
    "Die Aussage ist nur dann für das und die Zahl richtig, wenn $x > 0$ ist. Es ist",
    "Außer wenn $x > 0$ für die Zahl und das ist, gilt",
    "Même si $x > 0$ pour le nombre et la suite, on a", "Sauf si $x > 0$, on a pour le nombre et la suite",
    "On se demande si $x > 0$ pour le nombre et la suite. On a",
    "Il est positif si et seulement si $x > 0$ pour le nombre et la suite. On a",
)  # fmt: skip
STILL = (
    "The claim is clear if $x > 0$.", "A result is found if $x > 0$:", "The root is defined when $x > 0$, and then",
    "Let $y$ be arbitrary and $x > 0$. Then", "Let $x > 0$ be an arbitrary number. Then", "Take any $x > 0$. Then",
    "Suppose $x > 0$. For negative $y$ we have",
    "Throughout, $x > 0$.\n\n(a)", "**Case 1:** $x > 0$. Then",
    "对任意 $x > 0$ 有", "任取 $x > 0$。则",
    "If $y, x > 0$, then", "If $y > 0, x > 0$, then", "For $y > 0$, $x > 0$ we have", "Let $y, x \\ge 0$. Then",
    "Suppose $x > 0$. In the special case $y = 1$",
    "**Remark.** Let $x > 0$. Then", "Wenn für das und die Zahl $x > 0$ ist, dann gilt", "Si $x > 0$, on a pour le nombre et la suite",
)  # fmt: skip
PAGES = (
    # the condition of what follows, and not of what stands before it
    (r"When $b = 0$ we have $a + b = a$, when $b = 1$ we have $a + b = a$.", "+x"),
    (r"For $b = 0$ we get $a + b = a$, for $b = 1$ we get $a + b = a + 1$.", "++"),
    (r"With $b = 0$ we have $a + b = a$, with $b = 1$ we have $a + b = a$.", "+x"),
    (r"If $b > 0$, $|b| = b$, if not, then $|b| = b$.", "+x"),
    (r"Si $b = 0$, on a $a + b = a$. Sinon, $a + b = a$.", "+x"),
    (r"Falls $b = 0$, ist $a + b = a$. Sonst ist $a + b = a$.", "+x"),
    ("Fall 1: $b = 0$. Dann ist $a + b = a$.\n\nFall 2: $b = 1$. Dann ist $a + b = a$.", "+x"),
    # an "if" between two letters defines neither; a bracket behind is a condition
    ("Suppose $a = b$. Then $a - b = 0$.\n\n(b) $a - b = 0$", "+x"),
    (r"When $p = q$, $p q = p^2$. When $p = -q$, $p q = p^2$.", "+x"),
    (r"$|a| = a$ ($a > 0$), and $|a| = a$ ($a < 0$). $|a| = a$", "+xx"),
    (r"In case $a = 0$, $a + b = b$. In case not, $a + b = b$.", "+x"),
    # for all of them
    (r"If $b > 0$, $|b| = b$. Hence $|b| = b$ for every real number $b$.", "+?"),
    (r"If $b > 0$, $|b| = b$. This proves that $|b| = b$ for all $b \in \mathbb{R}$.", "+?"),
    (r"If $b > 0$, $|b| = b$, so $|b| = b$ whatever $b$ is.", "+?"),
    (r"If $b > 0$, $|b| = b$. Similarly for all $b$: $|b| = b$.", "+x"),
    (r"If $b > 0$, $|b| = b$. Always $|b| = b$.", "+?"),
    (r"If $b > 0$, $|b| = b$ for all $a$.", "+"),
    (
        r"Let $z \in \mathbb{R}^n$ and $p = \operatorname{softmax}(z)$. If $i \neq j$, $\frac{\partial p_i}{\partial z_j} = "
        r"-p_i p_j$ for all $j$.",
        "g+",
    ),
    # not only then, not then
    (r"$x > 0$일 때뿐만 아니라 항상 $|x| = x$이다. $x > 0$일 때 $|x| = x$이다.", "?+"),
    (r"$x > 0$일 때도 $|x| = x$이다.", "?"),
    (r"Sei $x \in \mathbb{R}$. Falls $x > 0$ nicht gilt, ist $|x| = x$. Falls $x > 0$ gilt, ist $|x| = x$.", "?+"),
    (r"Soit $x \in \mathbb{R}$. Si $x > 0$ n'est pas vrai, $|x| = x$. Si $x > 0$, $|x| = x$.", "?+"),
    (r"Soit $x \in \mathbb{R}$. Sauf si $x > 0$, on a $|x| = x$.", "?"),
    # Korean words behind that suppose
    (r"$x > 0$이라고 하자. $|x| = x$이다. $|x| = -x$이다.", "+x"),
    (r"$x > 0$이라고 가정하면 $|x| = x$이다.", "+"),
    (r"$x > 0$이라고 가정하지 않으면 $|x| = x$이다.", "??"),
    (r"$x \in \mathbb{R}$이다. $x = 0$을 대입하면 $1 + x = 1$이다. 이제 $x$가 임의의 실수라고 하자. $1 + x = 1$이다.", "+?"),
    (r"Let $u \in \mathbb{R}^n$ with $\|u\| = 1$. Then $u^\top u = 1$. Let $u \in \mathbb{R}^n$ be arbitrary. $2 u^\top u = 2$", "+?"),
    (r"Let $p \in \mathbb{R}^n$ with $\sum_i p_i = 1$. Let $p$ be arbitrary. $2 \sum_i p_i = 2$", "?"),
    (r"Let $q > 0$ and let $A \in \mathbb{R}^{n \times n}$ be positive definite. $|q| = q$", "+"),
    ("*Example 1.* Suppose $x = 1$. $x^2 = 1$\n\n*Example 2.* $x^3 = 1$", "+?"),
    ("Suppose $x = 1$.\n\n*Remark.* $x^3 = 1$", "+"),
    (r"We find $r^2 = 9$. Then $r^4 = 81$. $r = -3$", "g+x"),  # an equation for r, which may be either root
    (r"The variance is $\sigma^2 = 9$. Then $\sigma = 3$.", "g+"),
    (r"Let $\sigma(x) = \tanh x$. Then $\sigma'(x) = \sigma(x) (1 - \sigma(x))$.", "gx"),
    (r"Let $\sigma$ be any activation function. $\sigma(0) = \frac{1}{2}$", "a"),
    (r"Let $\sigma : \mathbb{R} \to \mathbb{R}$ be smooth. $\sigma(0) = \frac{1}{2}$", "a"),
    (r"Let $\sigma : \mathbb{R} \to \mathbb{R}$ be the sigmoid. $\sigma(0) = \frac{1}{2}$", "+"),
    (r"Let $s \in \{\pm 1\}$. Then $s^2 = 1$. $s^3 = 1$", "+x"),
    (r"Let $s \in \{1, 2\}$. Then $(s - 1) (s - 2) = 0$.", "?"),
)
DEFINED = (
    (r"$P(H) = x$; $P(T) = 1 - x$; $x \in \mathbb{R}$", "$P(H) = P(T)$", "?"),  # at single arguments
    (r"$p(x = 1 \mid z) = t$; $p(x = 0 \mid z) = 1 - t$", r"$p(x = 1 \mid z) = p(x = 0 \mid z)$", "?"),
    ("$f(x) = x^2$; $f(t) = t^2$", "$f(3) = 9$", "+"),
    (r"$\mathcal{L} = a + b$; $L = a b$; $a, b \in \mathbb{R}$", r"$\mathcal{L} = L$", "x"),
)


@pytest.mark.parametrize("words", FREED)
def test_what_was_supposed_is_over(words: str) -> None:
    judged = check_text(f"{GIVEN}{words} $|x| = x$\n").judgements
    assert judged[0].verdict.value == "proved" and judged[-1].verdict.value in ("undecided", "refuted"), words


@pytest.mark.parametrize("words", NOT_SUPPOSED)
def test_nothing_is_supposed(words: str) -> None:
    assert check_text(f"{GIVEN}{words} $|x| = x$\n").judgements[-1].verdict.value in ("undecided", "refuted")


@pytest.mark.parametrize("words", STILL)
def test_it_is_supposed_still(words: str) -> None:
    assert check_text(f"{GIVEN}{words} $|x| = x$\n").judgements[-1].verdict.value == "proved"


@pytest.mark.parametrize(("text", "verdicts"), PAGES)
def test_pages(text: str, verdicts: str) -> None:
    given = "" if "sigma" in text else GIVEN
    judged = check_text(f"{given}{text}\n").judgements
    assert [j.verdict.value for j in judged] == [SIGNS[v] for v in verdicts], [j.reason for j in judged]


@pytest.mark.parametrize(("given", "text", "verdict"), DEFINED)
def test_values_at_single_arguments_make_no_function(given: str, text: str, verdict: str) -> None:
    (judged,) = check_text(f"**Given** {given}\n\n{text}\n").judgements
    assert judged.verdict.value == SIGNS[verdict]
