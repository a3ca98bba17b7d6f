"""The homework, written in another way: other names, sides swapped, chains split and merged, typeset anew. No verdict changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from derive.checking import check_file
from tests import metamorphic
from tests.mutation import sources

HOMEWORK = Path(__file__).parents[1] / "derivations" / "cs224n_a2"
GIVEN = (HOMEWORK / "given.md").read_text(encoding="utf-8")
PAGE = (HOMEWORK / "handwritten.md").read_text(encoding="utf-8")
MATH = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|\\\[.*?\\\]", re.S)
Change = Callable[[str], str]


def verdicts(folder: Path, given: str, page: str) -> list[tuple[str, str]]:
    """(id, verdict) of every step."""
    (folder / "given.md").write_bytes(given.encode())
    (folder / "handwritten.md").write_bytes(page.encode())
    document = check_file(str(folder / "handwritten.md"))
    assert not document.notes
    return [(j.step.id, j.verdict.value) for j in document.judgements]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    found = verdicts(tmp_path_factory.mktemp("original"), GIVEN, PAGE)
    assert len(found) == 35
    return found


def in_math(change: Change) -> Change:
    """The change, made inside formulas alone."""
    return lambda text: MATH.sub(lambda m: change(m.group()), text)


# --- renaming

RENAMINGS = {
    "Latin": {"u": "b", "v": "o", "y": "q", "z": "s", "c": "k", "w": "g", "V": "W", "U": "B", "J": "L", "d": "n", "m": "r", "t": "l",
              "x": "h", "F": "G", "P": "Q", "j": "p", "i": "f", r"\delta": r"\eta"},
    "Greek": {"u": r"\mu", "v": r"\nu", "y": r"\gamma", "z": r"\zeta", "c": r"\kappa", "w": r"\omega", "J": r"\Lambda", "m": r"\rho",
              "t": r"\tau", "x": r"\xi", "F": r"\Phi", "j": r"\iota", r"\delta": r"\eta"},
    "bold": {"u": r"\mathbf{u}", "v": r"\mathbf{v}", "y": r"\mathbf{y}", "z": r"\mathbf{z}", "U": r"\mathbf{U}"},
    "calligraphic": {"V": r"\mathcal{V}", "J": r"\mathcal{J}", "P": r"\mathbb{P}", "F": r"\mathcal{F}", "U": r"\boldsymbol{U}"},
    "two swapped": {"u": "v", "v": "u", "c": "t", "t": "c", "d": "m", "m": "d", "i": "j", "j": "i"},
    "capitals": {"c": "C", "w": "N", "t": "T", "m": "M", "j": "K", "i": "I", "x": "X", "u": "A", "v": "B"},
}  # fmt: skip


def renamed(formula: str, names: dict[str, str]) -> str:
    """Names for names; the d of d/dx, transposes, e and words stay."""
    kept = re.compile(r"\\frac\{d(?=\\sigma)|\{dx\}|\^T|e\^|\\(?:text|operatorname|mathbb|begin|end)\{[^}]*\}")

    def one(m: re.Match[str]) -> str:
        token = m.group()
        if token == "{dx}":
            return "{d" + names.get("x", "x") + "}"
        if kept.fullmatch(token):
            return token
        new = names.get(token, token)
        following = formula[m.end() : m.end() + 1]
        return new + (" " if re.search(r"\\[A-Za-z]+$", new) and following.isalpha() else "")

    return re.sub(kept.pattern + r"|\\[A-Za-z]+|[A-Za-z]", one, formula)


@pytest.mark.parametrize("names", RENAMINGS)
def test_renaming(names: str, original: list[tuple[str, str]], tmp_path: Path) -> None:
    change = in_math(lambda formula: renamed(formula, RENAMINGS[names]))
    assert change(PAGE) != PAGE
    assert verdicts(tmp_path, change(GIVEN), change(PAGE)) == original


# --- sides swapped, chains split and merged

ALONE = {
    r"$\frac{\partial J}{\partial z} = \delta$": r"$\delta = \frac{\partial J}{\partial z}$",
    r"$J_{\text{skip-gram}}(v_c, w_{t-m}, \dots, w_{t+m}, U) = F$": r"$F = J_{\text{skip-gram}}(v_c, w_{t-m}, \dots, w_{t+m}, U)$",
    r"u_0 = V^T \cdot y, \sum_{t \in V} u_t \cdot y_t = V^T \cdot \hat{y}":
        r"V^T \cdot y = u_0, V^T \cdot \hat{y} = \sum_{t \in V} u_t \cdot y_t",
    r"(z = u^T v_c)": r"(u^T v_c = z)",
    r"\frac{\partial J}{\partial u_w} = \delta \cdot \frac{\partial z}{\partial u_w}, \quad \frac{\partial z}{\partial u_w} = v_c":
        r"\delta \cdot \frac{\partial z}{\partial u_w} = \frac{\partial J}{\partial u_w}, \quad v_c = \frac{\partial z}{\partial u_w}",
    r"(z = V v_c)": r"(V v_c = z)",
}  # fmt: skip
TWO_SIDES = re.compile(r"^(\$\$?)([^$=]*[^$=\\&\s]) = ([^$=]*?)( \\quad \(w \\neq c\))?(\$\$?)$")


def swapped_line(line: str) -> str:
    r"""A display or a labelled formula that is one relation: its sides the other way round. What `\Rightarrow 0` is compared with
    is the last left side, so the formula before it stays."""
    label = re.match(r"^(\((?:i|ii)\) |if \$[^$]*\$, )?", line)
    assert label
    head, formula = label.group(), line[label.end() :]
    m = TWO_SIDES.match(formula)
    if m is None or r"\quad (u_0" in formula or m[2].count("(") != m[2].count(")") or r"\left(" in m[2] or "= " in m[3]:
        return line
    return f"{head}{m[1]}{m[3]} = {m[2]}{m[4] or ''}{m[5]}"


def test_swapping_the_sides(original: list[tuple[str, str]], tmp_path: Path) -> None:
    page = PAGE
    for old, new in ALONE.items():
        page = page.replace(old, new)
    page = "\n".join(map(swapped_line, page.split("\n")))
    changed = [old for old, new in zip(PAGE.split("\n"), page.split("\n"), strict=True) if old != new]
    assert len(changed) >= 9
    assert verdicts(tmp_path, GIVEN, page) == original


SPLIT = {
    "a": (
        r"$$a) -\sum_{w \in \text{vocab}} y_w \log \hat{y}_w = -y_0 \log \hat{y}_0 = -\log \hat{y}_0$$",
        r"$$a) -\sum_{w \in \text{vocab}} y_w \log \hat{y}_w = -y_0 \log \hat{y}_0$$" "\n\n" r"$$-y_0 \log \hat{y}_0 = -\log \hat{y}_0$$",
    ),
    "d": (
        r"&= \sigma(x)(1-\sigma(x))",
        r"\frac{e^x}{e^x+1} \cdot \frac{1}{e^x+1} &= \sigma(x)(1-\sigma(x))",
    ),
    "d, in prose": (
        r"$\sigma(x) = \frac{1}{1+e^{-x}} = \frac{e^x}{e^x+1}$",
        r"$\sigma(x) = \frac{1}{1+e^{-x}}$ and $\frac{1}{1+e^{-x}} = \frac{e^x}{e^x+1}$",
    ),
    "f": (
        "$$= -\\log P(w_{t-m}, \\dots, w_{t+m} | w_t; U)$$\n",
        "$$= -\\log P(w_{t-m}, \\dots, w_{t+m} | w_t; U)$$\n\n$$-\\log P(w_{t-m}, \\dots, w_{t+m} | w_t; U)$$\n",
    ),
}
MERGED = {
    "f": (
        "$$J(v_c, w_{t-m}, \\dots, w_{t+m}, U)$$\n\n$$= -\\log P(w_{t-m}, \\dots, w_{t+m} | w_t; U)$$\n",
        "$$J(v_c, w_{t-m}, \\dots, w_{t+m}, U) = -\\log P(w_{t-m}, \\dots, w_{t+m} | w_t; U)$$\n",
    ),
    "c": (
        "= -v_c [1 - \\hat{y}_w]$\n\n$$= -v_c [y - \\hat{y}_w] = v_c \\cdot (\\hat{y}_w - y)$$",
        "= -v_c [1 - \\hat{y}_w] = -v_c [y - \\hat{y}_w] = v_c \\cdot (\\hat{y}_w - y)$",
    ),
    "d": (r"\frac{1}{e^x+1} \\ &= \sigma", r"\frac{1}{e^x+1} = \sigma"),
}


@pytest.mark.parametrize("where", SPLIT)
def test_splitting_a_chain(where: str, original: list[tuple[str, str]], tmp_path: Path) -> None:
    old, new = SPLIT[where]
    assert PAGE.count(old) == 1
    assert verdicts(tmp_path, GIVEN, PAGE.replace(old, new)) == original


@pytest.mark.parametrize("where", MERGED)
def test_merging_chains(where: str, original: list[tuple[str, str]], tmp_path: Path) -> None:
    old, new = MERGED[where]
    assert PAGE.count(old) == 1
    assert verdicts(tmp_path, GIVEN, PAGE.replace(old, new)) == original


# --- typesetting


def slashed(formula: str) -> str:
    r"""\frac{a}{b} as (a) / (b), the innermost first, in brackets of its own where it has neighbours; derivatives stay."""
    part = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
    fraction = re.compile(rf"\\frac(?!\{{(?:\\partial|d\\sigma)){part}{part}")
    while (m := fraction.search(formula)) is not None:
        formula = f"{formula[: m.start()]}((({m[1]}) / ({m[2]}))){formula[m.end() :]}"
    return formula


def bracketed(formula: str) -> str:
    """Brackets that grow with what they hold, where the formula has none yet; a label `a)` is no bracket."""
    if r"\left" in formula or formula.count("(") != formula.count(")"):
        return formula
    return formula.replace("(", r"\left(").replace(")", r"\right)")


TYPESETTING: dict[str, Change] = {
    "frac as a slash": in_math(slashed),
    "no left and right": in_math(lambda f: f.replace(r"\left", "").replace(r"\right", "")),
    "left and right": in_math(bracketed),
    "big brackets": in_math(lambda f: f.replace(r"\left", r"\bigl").replace(r"\right", r"\bigr")),
    "square brackets as braces": in_math(lambda f: re.sub(r"(?<!\\left)\[(.*?)(?<!\\right)\]", r"\\{\1\\}", f) if "[w" not in f else f),
    "thin spaces": in_math(lambda f: f.replace(r"\cdot", r"\,\cdot\;").replace(" = ", r" \,=\, ")),
    "no spaces": in_math(lambda f: re.sub(r"(?<![A-Za-z\\]) |(?<!\\) (?![A-Za-z])", "", f) if r"\text" not in f else f),
    "more spaces": in_math(lambda f: re.sub(r"([=+\-^_])", r" \1 ", f) if "skip-gram" not in f and "naive" not in f else f),
    "no cdot": in_math(lambda f: f.replace(r"\cdot", " ")),
    "top": in_math(lambda f: f.replace("^T", r"^\top")),
    "braced T": in_math(lambda f: f.replace("^T", "^{T}").replace(r"^\top", "^{T}")),
    "intercal": in_math(lambda f: f.replace("^T", r"^\intercal").replace(r"^\top", r"^{\intercal}")),
    "sans serif T": in_math(lambda f: f.replace("^T", r"^{\mathsf T}").replace(r"^\top", r"^{\mathsf{T}}")),
    "roman T": in_math(lambda f: f.replace("^T", r"^{\mathrm{T}}")),
    "exp as e to the power": in_math(lambda f: re.sub(r"\\exp\(([^()]*)\)", r"e^{\1}", f)),
    "e to the power as exp": in_math(lambda f: re.sub(r"e\^\{([^{}]*)\}", r"\\exp(\1)", f)),
    "e upright": in_math(lambda f: f.replace("e^", r"\mathrm{e}^")),
    "log as ln": in_math(lambda f: f.replace(r"\log", r"\ln")),
    "widehat": in_math(lambda f: f.replace(r"\hat", r"\widehat")),
    "hat without braces": in_math(lambda f: f.replace(r"\hat{y}", r"\hat y")),
    "le for leq": in_math(lambda f: f.replace(r"\leq", r"\le").replace(r"\neq", r"\ne")),
    "limits": in_math(lambda f: f.replace(r"\sum_", r"\sum\limits_").replace(r"\prod_", r"\prod\nolimits_")),
    "displaystyle": in_math(lambda f: f.replace(r"\frac", r"\dfrac").replace(r"\sum", r"\displaystyle\sum")),
    "indices in braces": in_math(lambda f: re.sub(r"_([a-z0-9])", r"_{\1}", f)),
    "brackets as displays": lambda text: re.sub(r"\$\$(.*?)\$\$", r"\\[\1\\]", text, flags=re.S),
    "dollars as parentheses": lambda text: re.sub(r"(?<!\$)\$([^$\n]+)\$(?!\$)", r"\\(\1\\)", text),
    "displays over lines": lambda text: re.sub(r"^\$\$(.*?)\$\$$", r"$$\n\1\n$$", text, flags=re.S | re.M),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "spaces at line ends": lambda text: re.sub(r"\$$", "$  ", text, flags=re.M),
    "underline as boxed": in_math(lambda f: f.replace(r"\underline", r"\boxed")),
    "coloured": in_math(lambda f: f.replace(r"\underline", r"\color{red}")),
    "comments": in_math(lambda f: f.replace("$$", "$$% a comment, x = y\n", 1) if f.startswith("$$=") else f),
}


@pytest.mark.parametrize("way", TYPESETTING)
def test_typesetting(way: str, original: list[tuple[str, str]], tmp_path: Path) -> None:
    change = TYPESETTING[way]
    assert change(PAGE) != PAGE or change(GIVEN) != GIVEN
    assert verdicts(tmp_path, change(GIVEN), change(PAGE)) == original


# --- typed claims, rewritten (`python -m tests.metamorphic --count N` takes as many as wanted)


def test_no_verdict_flips() -> None:
    steps, _ = sources(5, texts=0)
    found = list(metamorphic.run(steps, 120, seed=5, jobs=1))
    assert [text for _, result, text in found if result.isupper()] == []
    counts = Counter(result for _, result, _ in found)
    assert counts["same"] >= 110, counts
    assert {name for name, _, _ in found} == set(metamorphic.RELATIONS)
