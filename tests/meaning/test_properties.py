"""What words like orthogonal, idempotent and eigenvector say: facts where they stand right beside a name and nothing narrows them; else
nothing is proved by them, and no witness counts that may break them."""

from __future__ import annotations

import pytest

from derive.checking import check_text

PLACES = ("**Given** {}\n\n## a)\n\n$${}$$\n", "Let {}.\n\n## a)\n\n$${}$$\n")
Q, U, PAIR = r"$Q \in \mathbb{R}^{n \times n}$", r"$U \in \mathbb{R}^{n \times k}$", r"$u, v \in \mathbb{R}^n$"
VECTOR, MEMBERS = r"$u \in \mathbb{R}^n$", r"$u_1, \dots, u_n \in \mathbb{R}$"
MATRIX = r"$A \in \mathbb{R}^{n \times n}$, $\lambda \in \mathbb{R}$, $v \in \mathbb{R}^n$"

SAID = (  # words, a step that they prove, one that stays wrong
    (f"{Q} orthogonal", r"Q Q^\top = I", r"Q Q = I"),
    (f"{Q} is an orthogonal matrix", r"Q^{-1} = Q^\top", r"\det Q = 1"),
    (f"the orthogonal matrix {Q}", r"\operatorname{tr}(Q^\top Q) = n", r"Q^\top = Q"),
    (f"{U} with orthonormal columns", r"U^\top U = I", r"U U^\top = I"),
    (f"the columns of {U} are orthonormal", r"U U^\top U = U", r"\operatorname{tr}(U U^\top) = n"),
    (f"{Q} idempotent", r"Q Q Q = Q", r"Q^\top = Q"),
    (f"{Q} an orthogonal projection", r"(I - Q) Q = 0", r"\operatorname{tr} Q = n"),
    (f"{Q} skew-symmetric", r"\operatorname{tr} Q = 0", r"Q Q = Q"),
    (f"{Q} a diagonal matrix", r"Q^\top = Q", r"Q Q = Q"),
    (f"{Q} traceless", r"\operatorname{tr}(Q + Q) = 0", r"\operatorname{tr}(Q Q) = 0"),
    (f"{VECTOR} of norm one", r"u^\top u = 1", r"\sum_i u_i = 1"),
    (f"a unit vector {VECTOR}", r"\sum_i u_i^2 = 1", r"u^\top u = 2"),
    (f"{VECTOR} the all-ones vector", r"u^\top u = n", r"u^\top u = 1"),
)
MORE = (  # of a Given alone: what these say in the running text is not read, and no witness counts there
    (f"{Q} symmetric and idempotent", r"Q^\top Q = Q", r"Q = I"),
    (f"{Q} whose rows sum to one", r"Q \mathbf{1} = \mathbf{1}", r"Q^\top \mathbf{1} = \mathbf{1}"),
    (f"{VECTOR}, whose entries sum to 1", r"\sum_i 2 u_i = 2", r"\sum_i u_i^2 = 1"),
    (f"{PAIR} orthogonal", r"v^\top u = 0", r"u^\top u = 0"),
    (f"{PAIR} orthonormal", r"\|u + v\|^2 = 2", r"u^\top v = 1"),
    (f"centred data {MEMBERS}", r"\sum_{i=1}^n u_i = 0", r"\sum_{i=1}^n u_i^2 = 0"),
    (rf"{MATRIX}; $v$ an eigenvector of $A$ with eigenvalue $\lambda$", r"A A v = \lambda^2 v", r"v^\top A v = \lambda"),
)

NARROWED = (
    (r"Q^\top Q = I", (
        rf"{Q} orthogonal to $v \in \mathbb{{R}}^n$", f"{Q} not orthogonal", f"{Q} that need not be orthogonal",
        f"{Q}, orthogonal if $n = 1$", f"{Q} orthogonal, but only approximately", f"{Q} orthogonal (up to a scaling factor)",
        f"{Q} orthogonal with high probability", f"{Q} orthogonal, only in part (b)",
        f"{Q} almost orthogonal", f"{Q} orthogonal up to scaling", f"a non-orthogonal matrix {Q}", f"not necessarily orthogonal {Q}",
        f"the nearest orthogonal matrix to {Q}", f"{Q} with orthogonal columns", f"{Q} orthogonal with respect to $M$", f"{Q} orthogonal?",
    )),
    (r"Q_{ij} [i \ne j] = 0", (
        f"{Q} block diagonal", f"{Q} with diagonal $d$", f"{Q} diagonally dominant", f"the diagonal of {Q}", f"{Q} diagonalizable",
        f"{Q} with zero diagonal", f"{Q} diagonal in some basis", f"{Q} diagonal with blocks $B$ on the diagonal", f"{Q} diagonal in $U$",
        f"{Q} diagonal, except for its first row",
    )),
    (r"Q Q = Q", (f"{Q} the projection of $x$", f"the query projection {Q}", f"{Q} a projection layer", f"learned projection matrix {Q}")),
    (r"u^\top u = 1", (f"{VECTOR} a hidden unit", f"{VECTOR} of length 10", f"{VECTOR} of norm 1.5", f"{VECTOR} with norm at most one",
                        f"{VECTOR} a unit vector in the max norm", f"{VECTOR} of norm one, in the 1-norm")),
    (r"u^\top u = n", (f"{VECTOR} a vector of ones and zeros",)),
    (r"A B = B A", (r"$A, B, D \in \mathbb{R}^{n \times n}$; $A$ and $B$ commute with $D$",)),
    (r"q_1^\top q_3 = 0", (r"$q_i \in \mathbb{R}^n$ for $i = 1, \dots, k$; $q_1$ and $q_2$ are orthonormal",)),
    (r"\sum_i u_i = 1", (
        f"{VECTOR} whose entries sum to $1.5$", f"{VECTOR} whose entries sum to 1,000", f"{VECTOR} whose squared entries sum to one",
        f"{VECTOR} whose entries do not sum to one", f"{VECTOR} with entries summing to one half",
    )),
    (r"\sum_i u_i = 0", (f"centred {VECTOR}", f"i.i.d. centred {MEMBERS}", f"{MEMBERS} centred around $c$", f"{MEMBERS} not centred")),
    (r"A v = \lambda v", (
        rf"{MATRIX}; $v$ no eigenvector of $A$ with eigenvalue $\lambda$",
        rf"{MATRIX}; $v$ a left eigenvector of $A$ with eigenvalue $\lambda$",
    )),
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("words", "right", "wrong"), SAID)
def test_words_beside_a_name_are_facts(words: str, right: str, wrong: str, place: str) -> None:
    found = [check_text(place.format(words, step)).judgements[-1] for step in (right, wrong)]
    assert [str(j.verdict) for j in found] == ["proved", "refuted"], [j.reason for j in found]


@pytest.mark.parametrize(("words", "right", "wrong"), MORE)
def test_words_of_several_names_are_facts(words: str, right: str, wrong: str) -> None:
    found = [check_text(PLACES[0].format(words, step)).judgements[-1] for step in (right, wrong)]
    assert [str(j.verdict) for j in found] == ["proved", "refuted"], [j.reason for j in found]
    assert check_text(PLACES[1].format(words, right)).judgements[-1].verdict in ("proved", "undecided")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("step", "words"), [(step, words) for step, many in NARROWED for words in many])
def test_words_that_something_narrows_prove_nothing(step: str, words: str, place: str) -> None:
    assert check_text(place.format(words, step)).judgements[-1].verdict != "proved"


UNREAD = (
    (r"\pi^\top P = \pi^\top", r"$\pi \in \mathbb{R}^n$ a stationary distribution of $P \in \mathbb{R}^{n \times n}$"),
    (r"X^\top X w = X^\top y", r"$X \in \mathbb{R}^{n \times d}$, $y \in \mathbb{R}^n$, $w \in \mathbb{R}^d$ the minimizer of the loss"),
    (r"\mathbf{1}^\top X = 0", r"$X \in \mathbb{R}^{n \times d}$, whose columns have mean zero"),
    (r"A B B^\top A^\top = I", r"$A, B \in \mathbb{R}^{n \times n}$; $A B$ is orthogonal"),
    (r"F F^\top = I", r"$E, F \in \mathbb{R}^{n \times n}$; $E$ an orthogonal matrix and so is $F$"),
    (r"K = A^\top", r"$K, A \in \mathbb{R}^{n \times n}$; $K$ the transpose of $A$"),
    (r"f(-x) = f(x)", r"$f: \mathbb{R} \to \mathbb{R}$ an even function"),
)


@pytest.mark.parametrize(("step", "words"), UNREAD)
def test_words_that_are_not_read_keep_witnesses_from_counting(step: str, words: str) -> None:
    assert check_text(PLACES[0].format(words, step)).judgements[-1].verdict == "undecided"


@pytest.mark.parametrize("words", ["Let $Q$ be an orthogonal matrix. Then", "With $Q$ orthogonal,", "For orthogonal $Q$ we have"])
def test_words_of_the_text_about_a_name_of_the_given(words: str) -> None:
    page = f"**Given** {Q}\n\n## a)\n\n{words} $Q Q^\\top = I$.\n"
    assert check_text(page).judgements[-1].verdict != "refuted"


SQUARE = r"$A, B \in \mathbb{R}^{n \times n}$"
OF_ANOTHER = (  # what words say of another name, of something made of it, or in one case
    (f"{SQUARE}, $A$ is orthogonal", r"B B^\top = I"),
    (f"{SQUARE}, $A$ is symmetric", r"B = B^\top"),
    (r"$a, b \in \mathbb{R}$, $a$ is positive", r"|b| = b"),
    (r"$a, b \in \mathbb{R}$. The difference of $a$ and $b$ is positive", r"|b| = b"),
    (f"{PAIR}, $u$ and $v$ orthogonal", r"u^\top u = 0"),
    (f"{SQUARE}. The square of $A$ is symmetric", r"A = A^\top"),
    (f"{SQUARE}. The square of $B$ is idempotent", r"B B = B"),
    (f"{SQUARE}. The columns of $A$ are orthogonal", r"A^\top A = I"),
    (f"{SQUARE}. For $n = 2$, $A$ is orthogonal", r"A A^\top = I"),
    (f"{SQUARE}. In part (b), $A$ is orthogonal", r"A A^\top = I"),
    (f"{SQUARE}. It is false that $B$ is symmetric", r"B = B^\top"),
    (f"{SQUARE}. $A$ and $B$ are symmetric and orthogonal, respectively", r"A A^\top = I"),
    (f"{MATRIX}. Sometimes $v$ is an eigenvector of $A$ with eigenvalue $\\lambda$", r"A v = \lambda v"),
    (f"vectors {PAIR} that sum to zero", r"\sum_i u_i = 0"),
    (r"twice the identity matrix $B \in \mathbb{R}^{n \times n}$", r"B = I"),
)


@pytest.mark.parametrize(("words", "step"), OF_ANOTHER)
def test_words_of_another_name_prove_nothing_of_this_one(words: str, step: str) -> None:
    assert check_text(PLACES[0].format(words, step)).judgements[-1].verdict != "proved"
