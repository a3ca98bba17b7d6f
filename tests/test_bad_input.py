"""Bad input costs neither data nor time: one clear sentence with file and line, the other steps still judged, within two seconds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from derive.command import main

LONGEST = 2.0  # seconds of the process itself: those of a busy machine do not count
GIVEN = r"""**Given**

- $x, t \in \mathbb{R}$; $p > 0$; $n \in \mathbb{N}$
- $V$ a finite set; $o, c \in V$

"""
BEFORE, AFTER = "(a) $x + x = 2 x$\n\n", "\n\n(c) $p + x = x + p$\n"


@dataclass(frozen=True)
class Run:
    status: int
    out: str
    error: str
    seconds: float

    @property
    def steps(self) -> dict[str, dict[str, Any]]:
        return {s["id"]: s for s in json.loads(self.out)["files"][0]["steps"]}


Check = Callable[..., Run]


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    """`derive check page.md --format json` for a page, in this process."""

    def run(page: str | bytes | None, *arguments: str, name: str = "page.md") -> Run:
        monkeypatch.chdir(tmp_path)
        if page is not None:
            Path(name).write_bytes(page if isinstance(page, bytes) else page.encode())
        start = process_time()
        status = main(["check", name, *(arguments or ("--format", "json"))])
        seconds = process_time() - start
        captured = capsys.readouterr()
        assert seconds < LONGEST and "Traceback" not in captured.err
        return Run(status, captured.out, captured.err, seconds)

    return run


# --- files that cannot be read at all: status 2, one line on standard error, nothing on standard output

UNUSABLE: dict[str, tuple[bytes | None, str, str]] = {
    "a missing file": (None, "page.md", r"page\.md: no such file"),
    "undecodable bytes": (b"(a) $x = x$\n\n(b) $y = \xff\xfe$\n", "page.md", r"page\.md:3: .*UTF-8"),
    "UTF-16": ("(a) $x = x$".encode("utf-16"), "page.md", r"page\.md:1: .*UTF-8"),
    "another kind of file": (b"x = x", "page.docx", r"page\.docx: .*\.md.*"),
    "too many bytes": (b"words " * 800_000, "page.md", r"page\.md: .*bytes.*"),
    "a Given that is not there": (b"---\ngiven: nowhere.md\n---\n\n(a) $x = x$\n", "page.md", r"nowhere\.md: no such file"),
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_a_file_that_cannot_be_read(what: str, check: Check) -> None:
    page, name, sentence = UNUSABLE[what]
    run = check(page, name=name)
    assert (run.status, run.out) == (2, "")
    assert re.fullmatch(rf"derive: {sentence}\n", run.error), run.error


def test_a_folder_without_documents(check: Check, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    run = check(None, name="empty")
    assert (run.status, run.out) == (2, "") and re.fullmatch(r"derive: empty: .*\n", run.error)


@pytest.mark.parametrize("page", ["", "\n\n", "\ufeff", "Words alone.", "---\n---\n"])
def test_a_file_without_steps(page: str, check: Check) -> None:
    run = check(page)
    assert (run.status, run.steps, run.error) == (0, {}, "")


# --- a hostile formula between two good ones: they are judged, it gets one of these verdicts and a reason

HOSTILE: dict[str, tuple[str, set[str]]] = {
    "10^5 tokens": ("$" + "x + " * 50_000 + "x = x$", {"unreadable", "undecided", "refuted"}),
    "10^5 tokens side by side": ("$" + "x t " * 50_000 + "= x$", {"unreadable", "undecided", "refuted"}),
    "brackets 10^4 deep": ("$" + "(" * 10_000 + "x" + ")" * 10_000 + " = t$", {"unreadable", "undecided", "refuted"}),
    "open brackets": ("$" + "(" * 10_000 + "x = t$", {"unreadable"}),
    "groups 10^4 deep": ("$" + "{" * 10_000 + "x" + "}" * 10_000 + " = t$", {"unreadable", "undecided", "refuted"}),
    "fractions 10^3 deep": ("$" + r"\frac{1}{1 + " * 1000 + "x" + "}" * 1000 + " = t$", {"unreadable", "undecided", "refuted"}),
    "roots 10^3 deep": ("$" + r"\sqrt{" * 1000 + "p" + "}" * 1000 + " = t$", {"unreadable", "undecided", "refuted"}),
    "a tower of literals, negative": ("$2^{-9^{9^9}} = 0$", {"undecided", "refuted", "unreadable"}),
    "a tower of powers": ("$" + "x^{" * 300 + "x" + "}" * 300 + " = t$", {"unreadable", "undecided", "refuted"}),
    "a power of a sum": ("$(x + t + p + 1)^{1000} = 0$", {"undecided", "refuted"}),
    "a power of a power of a sum": ("$(((x + t)^{64} + p)^{64} + 1)^{64} = 0$", {"undecided", "refuted"}),
    "division by zero": (r"$\frac{1}{0} = 1$", {"undecided", "refuted", "ill-typed"}),
    "division by zero on both sides": (r"$\frac{1}{0} = \frac{2}{0}$", {"undecided", "ill-typed"}),
    "the log of zero": (r"$\log 0 = \log 0 + \log 1 + 1$", {"undecided", "ill-typed"}),
    "0 times 1/0": (r"$0 \cdot \frac{1}{0} = 0$", {"undecided", "ill-typed"}),
    "the root of a negative number": (r"$\sqrt{-1} \sqrt{-1} = 1$", {"undecided", "ill-typed"}),
    "a number of 10^5 digits": ("$" + "7" * 100_000 + " = x$", {"unreadable", "undecided", "refuted"}),
    "a decimal of 10^4 digits": ("$0." + "7" * 10_000 + " = x$", {"unreadable", "undecided", "refuted"}),
    "a long sum": (r"$\sum_{k=1}^{10^9} k = 1$", {"undecided", "refuted"}),
    "a long product": (r"$\prod_{k=1}^{1000000000} 2 = 1$", {"undecided", "refuted"}),
    "sums in sums": ("$" + "".join(rf"\sum_{{i_{{{k}}}=1}}^{{99}} " for k in range(12)) + "x = 1$", {"undecided", "unreadable"}),
    "400 relations in a formula": ("$" + " = ".join(f"x + {k}" for k in range(400)) + "$", {"unreadable", "undecided", "refuted"}),
    "an unknown command": (r"$\foo{x} = x$", {"unreadable"}),
    "a half formula": (r"$x + = x$", {"unreadable"}),
    "a fraction with one part": (r"$\frac{x} = x$", {"unreadable"}),
    "brackets that do not match": (r"$(x + t] = x$", {"unreadable"}),
    "control characters": ("$x \x00\x07 = x$", {"unreadable"}),
    "a sentence in a formula": (r"$\text{all of this} = \text{is not a formula}$", {"unreadable", "ill-typed", "undecided"}),
    "code": (r"$\input{/etc/passwd} = \write18{rm}$", {"unreadable"}),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_formula(what: str, check: Check) -> None:
    formula, verdicts = HOSTILE[what]
    run = check(f"{GIVEN}{BEFORE}(b) {formula}{AFTER}")
    assert (run.steps["a.1"]["verdict"], run.steps["c.1"]["verdict"]) == ("proved", "proved")
    found = [s for s in run.steps.values() if s["part"] == "b"]
    assert found and {s["verdict"] for s in found} <= verdicts, [(s["verdict"], s["reason"]) for s in found]
    assert all(s["line"] == 8 and s["reason"] and "\n" not in s["reason"] and len(s["reason"]) < 1000 for s in found)
    assert run.status == int(any(s["verdict"] in ("refuted", "unreadable", "ill-typed") for s in found))


# --- what hangs or crashes other readers: the sentence that each gets, at its place, within LONGEST

TOO_LARGE = "small enough to be computed"
BOMBS: dict[str, tuple[str, str, str]] = {
    # formula, verdict, what the reason says
    "a tower of literals": ("9^{9^{9^9}} = 1", "undecided", TOO_LARGE),
    "a tower of twos": ("2^{2^{2^{2^{2^2}}}} = 1", "undecided", TOO_LARGE),
    "a factorial": ("10000000! = 1", "undecided", TOO_LARGE),
    "a binomial coefficient": (r"\binom{10^7}{5\cdot 10^6} = 1", "undecided", TOO_LARGE),
    "an exponent of a program": ("1E9999999 = x", "unreadable", "`1E9999999`: an exponent beyond"),
    "a negative one": ("1e-9999999 = x", "unreadable", "`1e-9999999`: an exponent beyond"),
    "nearly e": ("(1+10^{-20})^{10^{20}} = e", "refuted", "the left side is 2.7182818284590452353"),
    "a long sum": (r"\sum_{k=1}^{10^9} \frac{1}{k^2} = 1", "undecided", "a set of 1000000000 elements; at most"),
    "a long product": (r"\prod_{k=1}^{10^9} k = 10^9!", "undecided", "a set of 1000000000 elements; at most"),
    **{f"{n} brackets": ("(" * n + "x" + ")" * n + " = t", *found) for n, found in {
        50: ("refuted", "witness"), 200: ("unreadable", "nested more than 60 deep"), 5000: ("unreadable", "more than 6000 symbols"),
    }.items()},
    **{f"{n} sized brackets": (r"\left(" * n + "x" + r"\right)" * n + " = t", *found) for n, found in {
        50: ("refuted", "witness"), 300: ("unreadable", "nested more than 60 deep"), 5000: ("unreadable", "more than 20000 characters"),
    }.items()},
    "a literal of 10^6 digits": ("7" * 10**6 + " = x", "unreadable", "more than 20000 characters"),
    "a literal of 10^4 digits": ("7" * 10**4 + " = x", "unreadable", "a number of more than 60 digits"),
    "10^6 decimals": ("0." + "7" * 10**6 + " = x", "unreadable", "more than 20000 characters"),
    "powers 12 deep": ("x^{" * 12 + "x" + "}" * 12 + " = t", "refuted", "witness"),
    "positive powers 12 deep": ("p^{" * 12 + "p" + "}" * 12 + " = p", "refuted", "witness"),
    "300 letters side by side": ("abdeghjklm" * 30 + " = x", "refuted", "witness"),
    "300 factors": ("x t p " * 100 + " = 1", "refuted", "witness"),
    "a sum of 1000 terms": (" + ".join(f"{k} x" for k in range(1, 1001)) + " = x", "refuted", "witness"),
    "a sum of 1000 powers": (" + ".join(f"x^{{{k}}}" for k in range(1000)) + " = x", "unreadable", "more than 6000 symbols"),
    "50,000 braces": ("{" * 50_000 + " x = x", "unreadable", "more than 20000 characters"),
    "text turned round": ("x \u202e= x + t\u202c", "unreadable", "U+202E turns round"),
    "text of no width": ("x\u200b t\u200d = t\ufeff x", "proved", "proved"),
    "a built-in command redefined": (r"\newcommand{\sum}{0} \sum_{k=1}^n k = 0", "unreadable", r"\sum is a built-in command"),
    "a command within itself": (r"\newcommand{\foo}{\foo\foo} \foo = x", "unreadable", r"the command \foo expands to too much"),
    "a billion letters": (
        r"\def\a{xx}" + "".join(rf"\def\{b}{{\{a}\{a}}}" for a, b in zip("abcdfghjklmnoqrsuvw", "bcdfghjklmnoqrsuvwz", strict=True))
        + r"\z = x", "unreadable", "expands to too much"),
    "derivatives 50 deep": (r"\frac{d}{dx}" * 50 + r" \sin(x^2)^x = 0", "undecided", "a derivative of order 11; at most 10 is read"),
    "derivatives 9 deep": (r"\frac{d}{dx}" * 9 + r" \sin(x^2)^x = 0", "undecided", "a derivative of order 7; at most 6 are evaluated"),
    "a derivative of order 1000": (r"\frac{d^{1000} e^{x^2}}{dx^{1000}} = 0", "unreadable", "not a number from 1 to 9"),
    "a question": ("x = ?", "unreadable", "'?' leaves open what stands here"),
}  # fmt: skip


@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_gets_a_sentence(what: str, check: Check) -> None:
    formula, verdict, sentence = BOMBS[what]
    run = check(f"{GIVEN}{BEFORE}(b) ${formula}${AFTER}")
    assert (run.steps["a.1"]["verdict"], run.steps["c.1"]["verdict"]) == ("proved", "proved")
    step = run.steps["b.1"]
    reason = step["reason"].replace("at the witness", "witness")
    assert (step["verdict"], step["line"]) == (verdict, 8) and sentence in reason and len(reason) < 500, step["reason"]
    assert 5 < step["column"] <= step["end_column"] <= 6 + len(formula)


def test_surrogates_are_no_text(check: Check) -> None:
    page = f"{GIVEN}{BEFORE}(b) $x = \ud800$\n".encode("utf-8", "surrogatepass")
    run = check(page)
    assert (run.status, run.out) == (2, "") and re.fullmatch(r"derive: page\.md:8: .*UTF-8.*\n", run.error)


UNCLOSED = {
    "a dollar": "(b) $x + x = 2 x\n\n(c) Words.\n\n(d) $p + x = x + p$\n",
    "two dollars": "(b) $$x + x = 2 x\n\n(c) Words.\n\n(d) $$p + x = x + p$$\n",
    "a bracket": "(b) \\[x + x = 2 x\n\n(c) Words.\n\n(d) $p + x = x + p$\n",
    "an environment": "(b) \\begin{align} x + x &= 2 x\n\n(c) Words.\n\n(d) $p + x = x + p$\n",
}


@pytest.mark.parametrize("what", UNCLOSED)
def test_an_unclosed_formula(what: str, check: Check) -> None:
    run = check(f"{GIVEN}{BEFORE}{UNCLOSED[what]}")
    found = {s: (v["verdict"], v["line"]) for s, v in run.steps.items()}
    assert found["a.1"][0] == "proved" and found["d.1"][0] == "proved"
    assert run.status == 1 and ("unreadable", 8) in found.values()


def test_a_division_by_zero_inside_a_chain(check: Check) -> None:
    run = check(f"{GIVEN}(a) $x + x = 2 x = \\frac{{2 x^2}}{{0}} = x + x + 0 = 2 x$\n")
    found = [run.steps[f"a.{n}"]["verdict"] for n in range(1, 5)]
    assert (found[0], found[3]) == ("proved", "proved") and set(found[1:3]) <= {"undecided", "ill-typed", "refuted"}


# --- a contradictory Given: it is said, and nothing is proved

CONTRADICTIONS = {
    "elements": r"$V$ a finite set; $o, c \in V$; $o \neq c$; $o = c$",
    "signs": r"$x \in \mathbb{R}$; $x > 0$; $x < 0$",
    "a value": r"$x \in \mathbb{R}$; $x = 1$; $x = 2$",
    "a square": r"$x \in \mathbb{R}$; $x^2 = -1$",
    "sizes": r"$n \in \mathbb{N}$; $n \geq 3$; $n \leq 2$",
    "a sum": r"$V$ a finite set; $y_w \in \mathbb{R}$ for $w \in V$; $y_w > 0$ for $w \in V$; $\sum_{w \in V} y_w = 0$",
    "in two places": r"$x > 0$; $t \in \mathbb{R}$; $x = -t^2$",
}


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_a_contradictory_given(what: str, check: Check) -> None:
    run = check(f"**Given**\n\n- {CONTRADICTIONS[what]}\n\n(a) $x + x = 2 x$\n\n(b) $1 = 2$\n")
    assert [s["verdict"] for s in run.steps.values()] == ["undecided", "undecided"]
    assert all("contradict" in s["reason"] for s in run.steps.values())


# --- what is not declared: which name, where, and what a declaration would do

UNDECLARED = {
    "a vector": (r"q^\top q = \sum_{i \in V} q_i^2", "q"),
    "a set": (r"\sum_{w \in W} 1 = 1", "W"),
    "a family": (r"\sum_{i=1}^n b_i = 0", "b"),
    "an index set": (r"\sum_{i \in I} x = x", "I"),
    "an index": (r"\sum_{w \in V} [w = r] = 1 + r_1", "r"),
    "a set to sum over": (r"\sum_k x = x", "k"),
}


@pytest.mark.parametrize("what", UNDECLARED)
def test_undeclared_names(what: str, check: Check) -> None:
    formula, name = UNDECLARED[what]
    page = f"{GIVEN}{BEFORE}(b) ${formula}${AFTER}"
    step = check(page).steps["b.1"]
    assert step["verdict"] in ("ill-typed", "unreadable", "undecided") and step["line"] == 8
    sentence = rf"`{name}.*(declared|not said).*in the Given would do"
    assert re.search(sentence, step["reason"]), step["reason"]
    assert re.search(rf"^page\.md:8:\d+: \S b\.1 .*{sentence}", check(page, "--format", "text").out, re.M)


def test_a_given_that_cannot_be_read_is_said(check: Check) -> None:
    run = check("**Given**\n\n- $x \\in \\mathbb{R}$\n- $y \\in \\mathbb{Q}^{7$\n- $p > 0$\n\n(a) $e^{\\log p} = p$\n\n(b) $x + x = 2x$\n")
    assert [s["verdict"] for s in run.steps.values()] == ["proved", "proved"]
    assert run.steps["a.1"]["conditions"] == [] and re.search(r"^page\.md:4:\d+: in the Given: .+$", run.error, re.M)
