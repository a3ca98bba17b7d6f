r"""Commands that people use without saying what they are, because a style file that is not at hand defines them.

Comes in: the name of a command that neither LaTeX nor the document defines. Goes out: what it customarily stands for, as the number of its
arguments and a LaTeX body; None where there is no custom. It does not know where the command is used.
"""

from __future__ import annotations

import re

# name: (number of arguments, body), as the packages physics, commath, diffcoeff, mathtools, bbm, common preambles and
# KaTeX (which Markdown is shown with) define them.
_CUSTOMARY: dict[str, tuple[int, str]] = {
    "dd": (0, "d"), "diff": (0, "d"), "dif": (0, "d"), "d": (0, "d"), "differential": (0, "d"),
    "ddx": (0, r"\frac{d}{dx}"), "ddt": (0, r"\frac{d}{dt}"), "dydx": (0, r"\frac{dy}{dx}"),
    "dv": (2, r"\frac{d #1}{d #2}"), "dod": (2, r"\frac{d #1}{d #2}"), "od": (2, r"\frac{d #1}{d #2}"),
    "pdv": (2, r"\frac{\partial #1}{\partial #2}"), "pd": (2, r"\frac{\partial #1}{\partial #2}"),
    "pder": (2, r"\frac{\partial #1}{\partial #2}"), "pderiv": (2, r"\frac{\partial #1}{\partial #2}"),
    "grad": (0, r"\nabla"), "abs": (1, r"\left\lvert #1 \right\rvert"), "norm": (1, r"\left\lVert #1 \right\rVert"),
    "inner": (2, r"\langle #1, #2 \rangle"), "dotp": (2, r"\langle #1, #2 \rangle"), "set": (1, r"\{ #1 \}"),
    "vb": (1, r"\mathbf{#1}"), "mat": (1, r"\mathbf{#1}"), "matr": (1, r"\mathbf{#1}"), "vect": (1, r"\mathbf{#1}"),
    "R": (0, r"\mathbb{R}"), "N": (0, r"\mathbb{N}"), "Z": (0, r"\mathbb{Z}"), "Q": (0, r"\mathbb{Q}"), "C": (0, r"\mathbb{C}"),
    "reals": (0, r"\mathbb{R}"), "Reals": (0, r"\mathbb{R}"), "RR": (0, r"\mathbb{R}"), "E": (0, r"\mathbb{E}"), "EE": (0, r"\mathbb{E}"),
    "naturals": (0, r"\mathbb{N}"), "real": (0, r"\mathbb{R}"), "Real": (0, r"\mathbb{R}"), "expect": (0, r"\mathbb{E}"),
    "KL": (0, r"\operatorname{KL}"), "Cov": (0, r"\operatorname{Cov}"), "Tr": (0, r"\operatorname{tr}"), "trace": (0, r"\operatorname{tr}"),
    "softmax": (0, r"\operatorname{softmax}"), "sigmoid": (0, r"\operatorname{sigmoid}"), "relu": (0, r"\operatorname{relu}"),
    "argmax": (0, r"\operatorname{argmax}"), "argmin": (0, r"\operatorname{argmin}"), "diag": (0, r"\operatorname{diag}"),
    "sign": (0, r"\operatorname{sign}"), "sgn": (0, r"\operatorname{sgn}"), "rank": (0, r"\operatorname{rank}"),
    "ind": (1, r"\mathbb{1}[#1]"), "indicator": (1, r"\mathbb{1}[#1]"), "trans": (0, r"\top"), "tran": (0, r"\top"),
    "transpose": (0, r"\top"), "inv": (0, "{-1}"), "half": (0, r"\frac{1}{2}"), "eps": (0, r"\epsilon"), "given": (0, r"\mid"),
    "answer": (1, "#1"), "boxedeq": (1, "#1"), "eval": (1, r"\left. #1 \right|"), "evalat": (2, r"\left. #1 \right|_{#2}"),
    "Bbb": (1, r"\mathbb{#1}"), "frak": (1, r"\mathfrak{#1}"),
    "isin": (0, r"\in"), "infin": (0, r"\infty"), "empty": (0, r"\emptyset"), "exist": (0, r"\exists"), "sdot": (0, r"\cdot"),
    "plusmn": (0, r"\pm"), "lang": (0, r"\langle"), "rang": (0, r"\rangle"), "rarr": (0, r"\to"), "rArr": (0, r"\Rightarrow"),
    "hArr": (0, r"\iff"), "larr": (0, r"\leftarrow"), "natnums": (0, r"\mathbb{N}"), "cnums": (0, r"\mathbb{C}"),
    "ones": (0, r"\mathbf{1}"), "zeros": (0, r"\mathbf{0}"), "Id": (0, "I"), "ee": (0, "e"), "ii": (0, "i"),
}  # fmt: skip
_GREEK = "alpha|beta|gamma|delta|epsilon|theta|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|psi|omega|Theta|Lambda|Sigma|Phi|Omega|eta"
# `\bu`, `\bfu`, `\vx`, `\mW`, `\vecx`: a bold letter; `\cL`, `\calL`: a script one; `\btheta`, `\bsigma`: bold Greek.
_STYLED = re.compile(
    rf"(?:b|bf|bs|bm|bb|v|m|vec|vect|mat|bold|boldsymbol|(?P<script>c|cal|mc))(?:(?P<letter>[A-Za-z])|(?P<greek>{_GREEK}))"
)


def customary(name: str) -> tuple[int, str] | None:
    r"""The number of arguments and the body of an undefined command: `\norm` is `(1, "\left\lVert #1 \right\rVert")`."""
    known = _CUSTOMARY.get(name)
    if known is not None:
        return known
    styled = _STYLED.fullmatch(name)
    if styled is None:
        return None
    font = "mathcal" if styled.group("script") else "mathbf" if styled.group("letter") else "boldsymbol"
    return 0, rf"\{font}{{{styled.group('letter') or chr(92) + styled.group('greek')}}}"
