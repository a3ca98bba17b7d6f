"""Second readers: where they are known to be wrong, that they cannot hurt, and that part (d) of the homework is read alike.

A reader that is not installed is skipped with a notice: latex2sympy2 1.9.1 (antlr 4.7.2), lark, antlr (4.11) cannot all live in one
environment. DERIVE_CROSSCHECK_PYTHON names the interpreter that has them.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from derive.checking import check_file, check_text
from derive.restating import crosscheck as module
from derive.restating.crosscheck import NO_READER, compare, crosscheck
from derive.restating.second_reader import SECONDS, Child

HOMEWORK = Path(__file__).parents[2] / "derivations" / "cs224n_a2"
POINT = [{"x": "3/7", "y": "5/11", "u": "2/9", "v": "7/13"}]
E = "the base of exp is taken for a variable"
WRONG = [
    ("latex2sympy2", r"\log x", "log(x, 10)", "log to base 10"),
    ("latex2sympy2", r"u^T v", "u*v", "the transpose is dropped"),
    ("latex2sympy2", r"f'(x)", "f*x", "the prime is dropped, the function becomes a factor"),
    ("latex2sympy2", r"\sigma'(x)", "sigma*x", "the prime is dropped, the function becomes a factor"),
    ("latex2sympy2", r"\sigma(-x)", "sigma*(-1)*x", "a function of a negative number becomes a factor"),
    ("latex2sympy2", r"1/2x", "1/(2*x)", "what follows the slash is all below it"),
    ("latex2sympy2", r"\mathrm{e}^x", r"\mathrm{e}**x", E),
    ("lark", r"e^x", "e**x", E),
    ("lark", r"x^2y", None, "a factor after a power is not read at all"),
    ("lark", r"f'(x)", None, "several readings, none of them chosen"),
    ("lark", r"\theta^{(1)}", "theta", "an index in brackets is taken for a power"),
    ("antlr", r"e^x", "e**x", E),
    ("antlr", r"u^T v", "u**T*v", "the transpose is taken for a power"),
    ("antlr", r"u^\top v", "u**top*v", "the transpose is taken for a power"),
    ("antlr", r"f'(x)", "f'(x)", "the derivative is another function, not that of f"),
    ("antlr", r"\hat{y}", "hat*y", "an accent is taken for a factor"),
    ("antlr", r"x(x+1)", "x(x + 1)", "a factor before a bracket is taken for a function"),
    ("antlr", r"1{,}000", "1", "the text after a brace is dropped"),
]


def python() -> str:
    return os.environ.get("DERIVE_CROSSCHECK_PYTHON") or sys.executable


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child(python()) as made:
        yield made


def need(child: Child, reader: str) -> None:
    if reader not in child.readers:
        pytest.skip(f"{reader} is not installed for {child.python}: pip install 'derive[crosscheck]', or set DERIVE_CROSSCHECK_PYTHON")


@pytest.mark.parametrize(("reader", "latex", "reading", "reason"), WRONG, ids=[f"{r}: {x}" for r, x, _, _ in WRONG])
def test_known_wrong_readings(child: Child, reader: str, latex: str, reading: str | None, reason: str) -> None:
    need(child, reader)
    found = child.ask(reader, latex, POINT)
    assert found.get("text") == reading, f"{reason}? not any more: {found}"


@pytest.mark.parametrize("reader", ["latex2sympy2", "lark", "antlr"])
def test_a_reader_that_hangs_is_killed_and_another_goes_on(reader: str) -> None:
    with Child(python()) as child:
        need(child, reader)
        began = time.monotonic()
        found = child.ask(reader, "9^{9^{9^9}}", [{"x": "1/2"}])
        assert "text" not in found
        if "killed" in found:
            assert child.killed == 1 and found["killed"] == "no answer within 2 s"
        assert time.monotonic() - began < SECONDS + 4, "with the start of the next one"
        assert child.ask(reader, "x+1", [{"x": "1/2"}])["values"][0][0].startswith("1.5")


def test_the_kill_comes_in_time(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    with Child(python()) as hanging:
        need(hanging, "lark")
        started: list[float] = []
        monkeypatch.setattr(Child, "_start", lambda self: started.append(time.monotonic()))
        began = time.monotonic()
        assert hanging.ask("lark", "9^{9^{9^9}}", []) == {"killed": "no answer within 2 s"}
        assert started[0] - began < 3
        assert hanging.process.poll() is not None


@pytest.mark.parametrize("text", ["{" * 5000, "(" * 3000 + "x" + ")" * 3000, "\ud800", "x" * 300, r"\newcommand{\sum}{0}", "10000000!", ""])
def test_bad_text_is_answered_or_killed(child: Child, text: str) -> None:
    for reader in child.readers:
        child.killed = 0
        found = child.ask(reader, text, POINT)
        assert found.keys() & {"text", "error", "killed"}
        assert child.ask(reader, "x+1", POINT)["text"] == "x + 1"


def test_formulas_leave_nothing_behind(child: Child) -> None:
    need(child, "latex2sympy2")
    for latex in ("x := 5", "d x", r"\mathbf{x}"):
        child.ask("latex2sympy2", latex, POINT)
        assert child.ask("latex2sympy2", "x", POINT)["free"] == ["x"]


@pytest.mark.parametrize("reader", ["latex2sympy2", "antlr", "lark"])
def test_part_d_is_read_alike(child: Child, reader: str) -> None:
    """Where a reader takes e for a variable, the numbers agree once e is e."""
    need(child, reader)
    done = compare(check_file(str(HOMEWORK / "handwritten.md")))
    assert done.sides == 7
    warnings = [w for w in done.warnings if w.reader == reader]
    assert all(w.step.startswith("d.") and not w.is_note for w in warnings)
    if reader == "latex2sympy2":
        assert not warnings and len(done.agreed[reader]) == 7
    elif reader == "antlr":
        assert {w.reason for w in warnings} == {"it takes e for a variable, and agrees otherwise"}
        assert len(warnings) + len(done.agreed[reader]) == 7
    else:
        strange = [w for w in warnings if w.reason != "it takes e for a variable, and agrees otherwise"]
        assert [w.theirs for w in strange] == ["(-e**(2*x) + e**x(e**x + 1))/(e**x + 1)**2"], "a power before a bracket as a function"


def test_a_warning_shows_both_readings(child: Child) -> None:
    need(child, "latex2sympy2")
    document = check_text("**Given**\n- $p \\in \\mathbb{R}$; $p > 0$\n\n(a) $2 \\log p = \\log (p^2)$\n")
    lines = [w.line() for w in crosscheck(document) if w.reader == "latex2sympy2"]
    reason = "(it takes log to base 10, and agrees otherwise)"
    assert lines == [
        rf"<text>:4:6: a.1: latex2sympy2 reads 2 \log p as 2*log(p, 10), derive as 2*log(p) {reason}",
        rf"<text>:4:17: a.1: latex2sympy2 reads \log (p^2) as log(p**2, 10), derive as log(p**2) {reason}",
    ]


def test_what_we_misread_is_found(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were our own reading wrong, the second readers would say so."""
    if not child.readers:
        pytest.skip("no second reader is installed: pip install 'derive[crosscheck]'")
    document = check_text("**Given**\n- $x, y \\in \\mathbb{R}$\n\n(a) $x + 2 = 2 + x$\n")
    assert crosscheck(document) == []
    right = module.to_sympy
    monkeypatch.setattr(module, "to_sympy", lambda t: -right(t))
    assert {w.reader for w in crosscheck(document)} == set(child.readers)


def test_no_reader_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Child, "_start", lambda self: None)
    monkeypatch.setattr(Child, "__exit__", lambda *_: None)
    document = check_text("**Given**\n- $x \\in \\mathbb{R}$\n\n(a) $x = x$\n")
    assert [w.line() for w in crosscheck(document)] == [NO_READER]


def test_only_closed_scalars_are_sent() -> None:
    text = "**Given**\n- $d \\in \\mathbb{N}$; $u, v \\in \\mathbb{R}^d$; $x \\in \\mathbb{R}$\n\n(a) $u^T v = x = \\sum_{i=1}^d u_i v_i$\n"
    assert [side.latex for _, side, _ in module.sides(check_text(text))] == ["x"]
