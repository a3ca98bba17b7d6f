"""Names that are explained behind the formula that uses them, and names of the Given that a page uses again for something else."""

from __future__ import annotations

import pytest

from derive.checking import check_text

GIVEN = r"""**Given** $V$ a finite set; $u_w, v_w \in \mathbb{R}^d$ for $w \in V$; $o, c \in V$

"""

CASES = (
    # a function that is said a little later
    (r"(a) $p(x) = g(2 x)$, where $x$ is a number and $g(z) = z^2$. $p(x) = 4 x^2$", ["given", "given", "proved"]),
    ("(a) $$p(x) = g(2 x) = 4 x^2$$ We call $$g(z) = z^2$$ the square.", ["given", "proved", "given"]),
    ("(a) $$p(x) = g(2 x) = 2 x^2$$ We call $$g(z) = z^2$$ the square.", ["given", "refuted", "given"]),
    ("(a) $$p(x) = g(2 x)$$\n\n(b) $$g(z) = z^2$$", ["undecided", "given"]),
    # an update changes nothing of what is said of any value
    (r"(a) $v_c := v_c - \alpha u_o$. Then $v_c^T u_o = u_o^T v_c$", ["undecided", "proved"]),
    (r"(a) $v_c := v_c - \alpha u_o$. Then $v_c^T u_o = -u_o^T v_c$", ["undecided", "refuted"]),
    # what the page calls a distribution is no number
    (r"(a) - $q$: the predicted distribution. $q = v_c^T u_o$, so $q_o + q = 1$", ["undecided", "undecided"]),
    (r"(a) $q$ is the score. $q = v_c^T u_o$, so $2 q = v_c^T u_o + u_o^T v_c$", ["given", "proved"]),
    # explained behind
    (r"(a) $\frac{d}{dx} \log s = 1 - s, \quad s = \sigma(x)$", ["proved", "given"]),
    (r"(a) $$\log q = x - \log(1 + e^x)$$ where $q = \sigma(x)$", ["proved", "given"]),
    (r"(a) $$\log q = 2 x$$ where $q = \sigma(x)$", ["refuted", "given"]),
    (
        r"(a) $$\begin{aligned} \sigma(-x) &= 1 - s, \quad s = \sigma(x) \\ &= 1 - \frac{1}{1 + e^{-x}} \end{aligned}$$",
        ["proved", "given", "proved"],
    ),
    # used again: where it stands alone it is the new thing, with a subscript the old one
    (
        r"(a) $\frac{\partial}{\partial v_c} \log \sigma(u_o^T v_c) = \frac{\partial \log(u)}{\partial u}"
        r" \frac{\partial \sigma(v)}{\partial v} u_o, u = \sigma(u_o^T v_c), v = u_o^T v_c$",
        ["proved", "given", "given"],
    ),
    (r"(a) $u(v_c) = \sum_{w \in V} u_w^T v_c$, so $\frac{\partial u}{\partial v_c} = \sum_{w \in V} u_w$", ["given", "proved"]),
    (r"(a) $v = u_o^T v_c$ and $v = v_c^T u_o$", ["given", "proved"]),
    # until the part ends
    ("(a) $v = u_o^T v_c$\n\n(b) $v^T u_o = v^T u_o$", ["given", "proved"]),
    # a name that one part defined is another part's variable, where nothing else has a meaning
    ("(a) $x = u_o + v_c$, $x = v_c + u_o$\n\n(b) $\\sigma(x) = \\frac{e^x}{1 + e^x}$", ["given", "proved", "proved"]),
    ("(a) $x = u_o + v_c$, $e^x = e^x$\n\n(b) $x = v_c + u_o$", ["given", "proved", "proved"]),
    # a second name for the same thing is no second thing
    (r"(a) $p = u_o + v_c$, $q = u_o + v_c$, $s = q^T q$, $\frac{\partial s}{\partial p} = 2 p$", ["given", "given", "given", "proved"]),
    # what fits the declared shape is no new name
    (r"(a) $v_c = u_o$", ["refuted"]),
)


@pytest.mark.parametrize(("text", "verdicts"), CASES)
def test_names_that_the_page_explains(text: str, verdicts: list[str]) -> None:
    checked = check_text(GIVEN + text)
    assert not checked.notes
    assert [j.verdict.value for j in checked.judgements] == verdicts, [j.reason for j in checked.judgements]
