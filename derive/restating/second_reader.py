"""The child process that holds the second readers: strangers' LaTeX in, readings and numbers out; and `Child`, the line to it.

Comes in: lines of JSON on standard input, `{"reader", "latex", "points"}`, a point being rational numbers by name. Goes out: first a line
that names the readers, then a line for each formula: what the reader made of it, its free names, and its value at each point. Knows
nothing of `derive`: it runs under any interpreter that has SymPy, `python second_reader.py` or `python -m derive.restating.second_reader`.

The readers are other people's programs: they run with limits on memory, time and the size of files, SymPy's door to `eval` is walled up,
and what hangs is killed from outside. Where a known slip explains a reading, the values without that slip are given too.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import select
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import partial
from importlib import import_module
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.parsing import sympy_parser
from sympy.parsing.latex import parse_latex

MEMORY = 1 << 30
SECONDS = 2.0
TO_START = 60.0
MOST_KILLED = 5
DIGITS = 30
LONGEST = 300
Reader = Callable[[str], Any]


class Child:
    """One process for many formulas, made anew after it had to be killed; a context manager. `python`: its interpreter."""

    def __init__(self, python: str = sys.executable) -> None:
        self.python, self.killed, self.answered = python, 0, b""
        self.readers: tuple[str, ...] = ()
        self._start()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def _start(self) -> None:
        """-P: what lies in this folder, or in the folder of the caller, is not on the child's path."""
        pipe, self.answered = subprocess.PIPE, b""
        self.process = subprocess.Popen([self.python, "-P", __file__], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        self.readers = tuple((self._line(TO_START) or {"readers": ()})["readers"])

    def ask(self, reader: str, latex: str, points: list[dict[str, str]]) -> dict[str, Any]:
        """The answer; with "killed", a sentence, where there is none."""
        if self.killed >= MOST_KILLED or reader not in self.readers:
            return {"killed": f"skipped, since the reader had to be killed {self.killed} times"}
        assert self.process.stdin is not None
        began = time.monotonic()
        with suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps({"reader": reader, "latex": latex, "points": points}).encode() + b"\n")
            self.process.stdin.flush()
        found: dict[str, Any] | None = self._line(SECONDS)
        if found is not None:
            return found
        late = time.monotonic() - began >= SECONDS
        self.killed += 1
        self.__exit__()
        self._start()
        return {"killed": f"no answer within {SECONDS:g} s" if late else "the reader died of it"}

    def _line(self, seconds: float) -> Any:
        """The next line of the child; None when it does not come in time, or never will."""
        assert self.process.stdout is not None
        end, out = time.monotonic() + seconds, self.process.stdout.fileno()
        while b"\n" not in self.answered:
            ready, _, _ = select.select([out], [], [], max(0.0, end - time.monotonic()))
            piece = os.read(out, 1 << 16) if ready else b""
            if not piece:
                return None
            self.answered += piece
        line, self.answered = self.answered.split(b"\n", 1)
        return json.loads(line)


def only_numbers(text: str, *_: Any, **__: Any) -> Any:
    """In place of SymPy's `parse_expr`, which executes text: numbers are all that a reader may hand over to it."""
    if not (text.isascii() and text.replace(".", "", 1).isdecimal()):
        raise ValueError("text is not executed here")
    return sympy.Float(text) if "." in text else sympy.Integer(text)


def readers() -> dict[str, Reader]:
    """The readers that this interpreter has, each tried on a formula; a reader whose runtime does not fit is left out."""
    found: dict[str, Reader] = {}
    for name, make in MAKERS.items():
        with suppress(Exception):
            reader = make()
            if {str(s) for s in reader("x + 1").free_symbols} == {"x"}:
                found[name] = reader
    return found


def _latex2sympy2() -> Reader:
    module: Any = import_module("latex2sympy2")
    module.parse_expr = only_numbers

    def read(latex: str) -> Any:
        module.set_variances({})  # what `x := 1` of another formula has left
        module.var, module.is_real = {}, None  # and `dx`, which leaves a symbol there
        return module.latex2sympy(latex)

    return read


MAKERS: dict[str, Callable[[], Reader]] = {
    "latex2sympy2": _latex2sympy2,
    "lark": lambda: partial(parse_latex, backend="lark"),
    "antlr": lambda: partial(parse_latex, backend="antlr"),
}


# --- one formula ---


def plain(name: str) -> str:
    """A name without what readers write differently: `x_{1}` and `x_1`, `\\alpha` and `alpha`."""
    return "".join(c for c in name if c not in "\\{} ")


MEANT: dict[str, Callable[[Any], Any]] = {"sigma": lambda x: 1 / (1 + sympy.exp(-x)), "relu": lambda x: sympy.Max(x, 0)}
SLIPS: dict[str, Callable[[Any], Any]] = {
    "it takes log to base 10": lambda e: e.replace(
        lambda x: isinstance(x, sympy.log) and x.args[1:] == (10,), lambda x: sympy.log(x.args[0])
    ),
    "it takes e for a variable": lambda e: e.xreplace({s: sympy.E for s in e.free_symbols if str(s) == "e"}),
}


def _known(e: Any) -> bool:
    return isinstance(e, AppliedUndef) and plain(e.func.__name__) in MEANT and len(e.args) == 1


def free_names(e: Any) -> list[str]:
    """Free symbols, and functions that mean nothing as `f(...)`."""
    return sorted({plain(str(s)) for s in e.free_symbols} | {f"{plain(a.func.__name__)}(...)" for a in e.atoms(AppliedUndef)})


def value(e: Any, point: dict[str, str]) -> list[str] | None:
    """The real and the imaginary part at this point; None where there is no value."""
    exact = {name: sympy.Rational(*map(int, number.split("/"))) for name, number in point.items()}
    number = e.subs({s: exact[plain(str(s))] for s in e.free_symbols if plain(str(s)) in exact}, simultaneous=True).evalf(DIGITS)
    real, imaginary = number.as_real_imag()
    return [str(real), str(imaginary)] if all(n.is_Float or n.is_Integer for n in (real, imaginary)) else None


def answer(known: dict[str, Reader], request: dict[str, Any]) -> dict[str, Any]:
    """What the reader makes of the formula. Without "text" it made nothing of it, and "error" says why."""
    try:
        e = known[request["reader"]](request["latex"])
        if not isinstance(e, sympy.Expr) or e.is_Matrix:
            return {"error": "no single expression"}
        text, points = str(e), request["points"]
        meaning = e.replace(_known, lambda x: MEANT[plain(x.func.__name__)](x.args[0]))
        without = {why: repair(meaning) for why, repair in SLIPS.items()}
        slips = {why: {"free": free_names(r), "values": [value(r, p) for p in points]} for why, r in without.items() if r != meaning}
        shown = text if len(text) <= LONGEST else text[:LONGEST] + "..."
        return {"text": shown, "free": free_names(meaning), "values": [value(meaning, p) for p in points], "slips": slips}
    except Exception as why:
        return {"error": type(why).__name__}


def main() -> None:
    for what, most in (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0):
        resource.setrlimit(what, (most, most))
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    logging.disable()
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        known = readers()
        sympy_parser.parse_expr = only_numbers  # after SymPy has read its own units
        print(json.dumps({"readers": list(known)}), file=out, flush=True)
        for line in sys.stdin:
            resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + SECONDS) + 1, resource.RLIM_INFINITY))
            print(json.dumps(answer(known, json.loads(line))), file=out, flush=True)


if __name__ == "__main__":
    main()
