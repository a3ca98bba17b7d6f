"""`derive check` as a stranger runs it: in a process of its own, its output, its errors and its exit status."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from derive.checking import check_file
from derive.command import status
from derive.verdict import Verdict

HOMEWORK = Path(__file__).parents[1] / "derivations" / "cs224n_a2"
COMMAND = (sys.executable, "-m", "derive.command")

GIVEN = r"""**Given**

- $x \in \mathbb{R}$, $p > 0$
"""
PAGES = {
    "right.md": f"{GIVEN}\n(a) $e^{{\\log p}} = p$\n",
    "wrong.md": f"{GIVEN}\n(a) $x + x = x^2$\n",
    "wrong, expected.md": f"{GIVEN}\n(a) $x + x = x^2$ <!-- refuted -->\n",
    "right, expected wrong.md": f"{GIVEN}\n(a) $x + x = 2 x$ <!-- refuted -->\n",
    "either expected.md": f"{GIVEN}\n(a) $x + x = x^2$ <!-- refuted | undecided -->\n",
    "open.md": f"{GIVEN}\n(a) $x \\approx p$\n",
    "unreadable.md": f"{GIVEN}\n(a) $x + = 2$\n\n(b) $x + x = 2 x$\n",
    "ill typed.md": "**Given**\n\n- $n \\in \\mathbb{N}$; $a \\in \\mathbb{R}^n$, $x \\in \\mathbb{R}$\n\n(a) $a + x a^\\top a = x$\n",
    "prose.md": "# Nothing to check\n\nWords alone.\n",
    "without given.md": "(a) $e^{\\log p} = p$\n",
    "front matter.md": "---\ngiven: right.md\n---\n\n(a) $e^{\\log p} = p$\n",
    "page.tex": "\\begin{given}\n$p > 0$\n\\end{given}\n\\paragraph{(a)} $e^{\\log p} = p$\n",
}
STATUS = {
    ("right.md",): 0,
    ("wrong.md",): 1,
    ("unreadable.md",): 1,
    ("ill typed.md",): 1,
    ("open.md",): 0,
    ("open.md", "--strict"): 1,
    ("right.md", "--strict"): 0,
    ("prose.md",): 0,
    ("right.md", "wrong.md"): 1,
    ("wrong, expected.md",): 1,
    ("wrong, expected.md", "--expect"): 0,
    ("either expected.md", "--expect"): 0,
    ("wrong.md", "--expect"): 1,
    ("right, expected wrong.md", "--expect"): 1,
    ("open.md", "--expect"): 1,
    ("front matter.md",): 0,
    ("page.tex",): 0,
    ("missing.md",): 2,
    ("right.md", "missing.md"): 2,
    ("right.md", "--given", "missing.md"): 2,
    ("right.md", "--format", "xml"): 2,
    (): 2,
}
STEP_KEYS = {
    "id": str, "part": str, "line": int, "column": int, "end_line": int, "end_column": int, "left": str, "relation": str, "right": str,
    "under": list, "verdict": str, "reason": str, "layout": str | None, "conditions": list, "holds_when": str | None,
    "witness": dict | None, "repair": dict | None, "odd_one_out": str | None, "restated": dict | None, "proof": dict | None,
    "milliseconds": float | None,
}  # fmt: skip
VERDICTS = {"proved", "refuted", "ill-typed", "ambiguous", "unreadable", "undecided", "given"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def derive(*arguments: str, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "check", *arguments]
    return subprocess.run(
        command, cwd=folder or HOMEWORK, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", timeout=120
    )


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(derive("handwritten.md", "--format", "json").stdout)
    return found


# --- the exit status


@pytest.mark.parametrize("arguments", STATUS, ids=" ".join)
def test_exit_status(arguments: tuple[str, ...], folder: Path) -> None:
    run = derive(*arguments, folder=folder)
    assert run.returncode == STATUS[arguments], run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    if run.returncode == 2:
        assert run.stdout == "" and run.stderr.strip()


@pytest.mark.parametrize("arguments", [("missing.md",), ("right.md", "--given", "missing.md")], ids=" ".join)
def test_what_fails_is_said_in_one_line(arguments: tuple[str, ...], folder: Path) -> None:
    assert derive(*arguments, folder=folder).stderr == "derive: missing.md: no such file\n"


def test_proved_and_refuted_is_an_alarm(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = check_file(str(folder / "right.md"))
    both = replace(document, judgements=(replace(document.judgements[0], verdict=Verdict.UNDECIDED, conflict=True),))
    assert (status([document], False, False), status([document, both], False, True)) == (0, 2)
    assert capsys.readouterr().err.count("\n") == 1


def test_given(folder: Path) -> None:
    """--given settles the condition that the page alone leaves open."""
    alone = json.loads(derive("without given.md", "--format", "json", folder=folder).stdout)
    shared = json.loads(derive("without given.md", "--given", "right.md", "--format", "json", folder=folder).stdout)
    found = [run["files"][0]["steps"][0] for run in (alone, shared)]
    assert [(s["verdict"], s["conditions"]) for s in found] == [("proved", ["p > 0"]), ("proved", [])]


def test_a_folder_stands_for_its_documents(folder: Path) -> None:
    report = json.loads(derive(".", "--format", "json", folder=folder).stdout)
    assert [str(Path(f["path"])) for f in report["files"]] == sorted(PAGES)


# --- JSON


def test_json_keys_and_types(report: dict[str, Any]) -> None:
    assert list(report) == ["schema", "files", "summary"] and report["schema"] == 1
    (file,) = report["files"]
    assert list(file) == ["path", "steps"] and file["path"] == "handwritten.md"
    for step in file["steps"]:
        assert list(step) == list(STEP_KEYS)
        for key, kind in STEP_KEYS.items():
            assert isinstance(step[key], kind), (step["id"], key, step[key])
        assert step["verdict"] in VERDICTS and all(isinstance(c, str) for c in step["under"] + step["conditions"])


def test_json_says_what_belongs_to_a_verdict(report: dict[str, Any]) -> None:
    for step in report["files"][0]["steps"]:
        verdict = step["verdict"]
        assert (step["witness"] is not None) == (verdict == "refuted")
        assert (step["proof"] is not None) == (verdict == "proved")
        assert verdict == "proved" or step["reason"]
        if step["witness"]:
            assert list(step["witness"]) == ["sizes", "values", "left", "right"]
            assert all(isinstance(n, int) for n in step["witness"]["sizes"].values())
            assert isinstance(step["witness"]["left"], str) and isinstance(step["witness"]["right"], str)
        if step["proof"]:
            assert list(step["proof"]) == ["steps", "rules", "rechecked"]
            assert step["proof"]["steps"] > 0 and step["proof"]["rechecked"] is True
            assert step["proof"]["rules"] == sorted(set(step["proof"]["rules"])) != []


def test_sizes_are_sizes(report: dict[str, Any]) -> None:
    """`d in N` is a size (LANGUAGE.md, 1), and stands with the sizes of the witness."""
    witness = next(s["witness"] for s in report["files"][0]["steps"] if s["id"] == "b.7")
    assert set(witness["sizes"]) == {"V", "d"}


def test_places_are_those_of_the_page(report: dict[str, Any]) -> None:
    lines = (HOMEWORK / "handwritten.md").read_text(encoding="utf-8").split("\n")
    for step in report["files"][0]["steps"]:
        if step["line"] == step["end_line"]:
            written = lines[step["line"] - 1][step["column"] - 1 : step["end_column"] - 1]
            assert step["left"] in written or step["right"] in written, step["id"]
        assert any(step["right"] in line for line in lines), step["id"]


def test_summary(report: dict[str, Any]) -> None:
    found = [s["verdict"] for s in report["files"][0]["steps"]]
    assert set(report["summary"]) == VERDICTS
    assert report["summary"] == {v: found.count(v) for v in report["summary"]}
    assert report["summary"]["proved"] == 24 and report["summary"]["refuted"] == 3


def test_the_odd_one_out(report: dict[str, Any]) -> None:
    odd = {s["id"]: s["odd_one_out"] for s in report["files"][0]["steps"] if s["odd_one_out"]}
    right = next(s["right"] for s in report["files"][0]["steps"] if s["id"] == "f.3")
    assert odd == {"f.3": right, "f.4": right}


def test_timing(folder: Path) -> None:
    report = json.loads(derive("right.md", "--timing", "--format", "json", folder=folder).stdout)
    assert 0 < report["files"][0]["steps"][0]["milliseconds"] < 10_000
    assert re.search(r"\[\d+\.\d ms\]$", derive("right.md", "--timing", folder=folder).stdout.split("\n")[0])
    assert " ms]" not in derive("right.md", folder=folder).stdout


# --- slips of notation: read as meant, and said; with --strict-notation not read

SLIPS = r"""**Given** $V$ a finite set; $o \in V$; $p \in \mathbb{R}^V$; $p_w > 0$ for $w \in V$; $t_w = [w = o]$ for $w \in V$

(a) $\sum_w t_w \log p_w = t_1 log p_1 + \dots + t_w log p_w$

(b) $\frac{1}{2} (p_o + p_o = frac{2}{2} p_o$, and $\frac{\partial}{p_o} p_o^2 = 2 p_o$

(c) $\log p_0 = \log p_o + 1$

(d) $e^(\log p_o) = p_o$ <!-- proved -->

(e) $t_o = 1$
"""
MENDED = [
    # id, verdict, under --strict-notation, kinds, the sides as they were read
    ("a.1", "proved", "ill-typed", ["reused index"] * 2, r"\sum_w t_w \log p_w", r"t_1 log p_1 + \dots + t_{|V|} log p_{|V|}"),
    ("b.1", "proved", "unreadable", ["missing bracket", "missing backslash"], r"\frac{1}{2} (p_o + p_o)", r"\frac{2}{2} p_o"),
    ("b.2", "proved", "unreadable", ["lost ∂"], r"\frac{\partial p_o^2}{\partial p_o}", "2 p_o"),
    ("c.1", "refuted", "ill-typed", ["zero for o"], r"\log p_o", r"\log p_o + 1"),
    ("d.1", "proved", "unreadable", ["missing braces"], r"e^{(\log p_o)}", "p_o"),
    ("e.1", "proved", "proved", [], None, None),
]


@pytest.fixture
def slips(tmp_path: Path) -> Path:
    (tmp_path / "slips.md").write_text(SLIPS, encoding="utf-8")
    return tmp_path


def test_slips_in_json(slips: Path) -> None:
    steps = json.loads(derive("slips.md", "--format", "json", folder=slips).stdout)["files"][0]["steps"]
    assert [(s["id"], s["verdict"]) for s in steps] == [(name, verdict) for name, verdict, *_ in MENDED]
    lines = SLIPS.split("\n")
    for step, (_, verdict, _, kinds, left, right) in zip(steps, MENDED, strict=True):
        repair = step["repair"]
        assert [m["kind"] for m in (repair or {}).get("mended", [])] == kinds
        assert repair is None or verdict == "refuted" or (repair["kind"], repair["left"], repair["right"]) == (kinds[0], left, right)
        for m in (repair or {}).get("mended", []):
            assert lines[m["line"] - 1][m["column"] - 1 : m["end_column"] - 1] == m["written"] and m["line"] == m["end_line"]
            assert f"`{m['read']}`" in m["message"] and (not m["written"] or f"`{m['written']}`" in m["message"])


@pytest.mark.parametrize(("arguments", "exit_status"), [((), 1), (("--expect",), 1)])
def test_strict_notation(arguments: tuple[str, ...], exit_status: int, slips: Path) -> None:
    run = derive("slips.md", "--strict-notation", "--format", "json", *arguments, folder=slips)
    steps = json.loads(run.stdout)["files"][0]["steps"]
    assert run.returncode == exit_status
    assert [(s["id"], s["verdict"]) for s in steps] == [(name, strict) for name, _, strict, *_ in MENDED]
    for step, (_, _, _, kinds, left, right) in zip(steps, MENDED, strict=True):
        assert step["proof"] is None or not kinds
        if kinds:
            assert all(m["message"] in step["reason"] for m in step["repair"]["mended"])
            assert (step["repair"]["kind"], step["repair"]["left"], step["repair"]["right"]) == (kinds[0], left, right)


def test_slips_in_text(slips: Path) -> None:
    lenient, strict = (derive("slips.md", *options, folder=slips).stdout for options in ((), ("--strict-notation",)))
    assert lenient.count("    mended: `") == sum(len(kinds) for _, _, _, kinds, *_ in MENDED)
    assert "mended" not in strict and "the backslash is missing" in strict


# --- text

LINE = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<mark>[✓·✗!?]) (?P<id>\S+\.\d+) (?P<verdict>[a-z-]+): .+$")
MARKS = {"proved": "✓", "given": "·", "refuted": "✗", "ill-typed": "✗", "unreadable": "!", "ambiguous": "?", "undecided": "?"}


def test_text_has_a_line_for_each_step(report: dict[str, Any]) -> None:
    *lines, last = derive("handwritten.md").stdout.rstrip("\n").split("\n")
    found = [m for m in map(LINE.match, lines) if m]
    steps = report["files"][0]["steps"]
    assert [(m["file"], int(m["line"]), int(m["column"]), m["id"], m["verdict"]) for m in found] == [
        ("handwritten.md", s["line"], s["column"], s["id"], s["verdict"]) for s in steps
    ]
    assert all(m["mark"] == MARKS[m["verdict"]] for m in found)
    below = [line.partition(": ")[0].strip() for line in lines if not LINE.match(line)]
    told = [(s["witness"] is not None) * ["witness"] + (s["repair"] is not None) * ["likely mistake"] for s in steps]
    assert below == [word for words in told for word in words]
    assert last == "24 proved, 3 refuted, 6 ill-typed, 2 given"


def on_a_terminal(*arguments: str, folder: Path, **environment: str) -> str:
    """What the command writes to a terminal."""
    master, slave = pty.openpty()
    kept = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    with subprocess.Popen([*COMMAND, "check", *arguments], cwd=folder, env={**kept, **environment}, stdout=slave, stderr=slave):
        os.close(slave)
        written = b""
        try:
            while block := os.read(master, 4096):
                written += block
        except OSError:
            pass
    os.close(master)
    return written.decode()


def test_colour_on_a_terminal_alone(folder: Path) -> None:
    assert "\x1b[31m✗\x1b[0m" in on_a_terminal("wrong.md", folder=folder)
    assert "\x1b" not in on_a_terminal("wrong.md", folder=folder, NO_COLOR="1")
    assert "\x1b" not in derive("wrong.md", folder=folder).stdout


# --- the same bytes, and no SymPy


@pytest.mark.parametrize("form", ["text", "json"])
def test_output_depends_on_the_input_alone(form: str) -> None:
    runs = [derive("given.md", "handwritten.md", "--format", form, PYTHONHASHSEED=seed) for seed in ("0", "1", "12345")]
    assert len(runs[0].stdout) > 3000 and len({run.stdout for run in runs}) == 1 and len({run.stderr for run in runs}) == 1


def test_sympy_is_not_imported() -> None:
    script = "import sys; from derive.command import main; s = main(sys.argv[1:]); sys.exit(100 + s + 10 * ('sympy' in sys.modules))"
    run = subprocess.run([sys.executable, "-c", script, "check", "handwritten.md"], cwd=HOMEWORK, capture_output=True, timeout=120)
    assert run.returncode == 101, run.stderr


def test_a_closed_pipe_is_no_traceback(folder: Path) -> None:
    with subprocess.Popen([*COMMAND, "check", "."], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None and run.stderr is not None
        run.stdout.close()
        assert b"Traceback" not in run.stderr.read()
