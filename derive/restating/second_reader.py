"""The child process that holds the second readers: strangers' LaTeX in, readings and numbers out.

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
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NoReturn

import sympy
from sympy.core.function import AppliedUndef
from sympy.parsing import sympy_parser

MEMORY = 1 << 30
SECONDS = 3
DIGITS = 30
LONGEST = 300


def limit() -> None:
    """From here on no more than this memory, no files written, and no program that outlives its time by much."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sympy_parser.parse_expr = _never
    sympy_parser.eval_expr = _never


def more_time() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS, resource.RLIM_INFINITY))


def _never(*_: Any, **__: Any) -> NoReturn:
    raise ValueError("text is not executed here")


def readers() -> dict[str, Callable[[str], Any]]:
    """The readers that this interpreter has, each tried on a formula; a reader whose runtime does not fit is left out."""
    found: dict[str, Callable[[str], Any]] = {}
    for name, make in (("latex2sympy2", _latex2sympy2), ("lark", _lark), ("antlr", _antlr)):
        try:
            reader = make()
            if {str(s) for s in reader("x + 1").free_symbols} == {"x"}:
                found[name] = reader
        except Exception:
            continue
    return found


def _latex2sympy2() -> Callable[[str], Any]:
    import latex2sympy2 as module

    module.parse_expr = _never

    def read(latex: str) -> Any:
        module.set_variances({})  # what `x := 1` of another formula has left
        module.var, module.is_real = {}, None
        return module.latex2sympy(latex)

    return read


def _lark() -> Callable[[str], Any]:
    version("lark")
    from sympy.parsing.latex import parse_latex

    return lambda latex: parse_latex(latex, backend="lark")


def _antlr() -> Callable[[str], Any]:
    if not version("antlr4-python3-runtime").startswith("4.11"):
        raise PackageNotFoundError("SymPy's parser is made for another runtime")
    from sympy.parsing.latex import parse_latex

    return lambda latex: parse_latex(latex, backend="antlr")


# --- one formula ---


def plain(name: str) -> str:
    """A name without what readers write differently: `x_{1}` and `x_1`, `\\alpha` and `alpha`."""
    return "".join(c for c in name if c not in "\\{} ")


def _meant(applied: Any) -> Any:
    """Functions that both sides know by name."""
    match plain(applied.func.__name__), applied.args:
        case "sigma", (x,):
            return 1 / (1 + sympy.exp(-x))
        case "relu", (x,):
            return sympy.Max(x, 0)
    return applied


def _natural(e: Any) -> Any:
    return e.replace(lambda x: isinstance(x, sympy.log) and len(x.args) == 2 and x.args[1] == 10, lambda x: sympy.log(x.args[0]))


def _euler(e: Any) -> Any:
    return e.xreplace({s: sympy.E for s in e.free_symbols if str(s) == "e"})


SLIPS: dict[str, Callable[[Any], Any]] = {"it takes log to base 10": _natural, "it takes e for a variable": _euler}


def free_names(e: Any) -> list[str]:
    """Free symbols, and functions that mean nothing as `f(...)`."""
    applied = {f"{plain(a.func.__name__)}(...)" for a in e.atoms(AppliedUndef)}
    return sorted({plain(str(s)) for s in e.free_symbols} | applied)


def values(e: Any, points: list[dict[str, str]]) -> list[list[str] | None]:
    """The value at each point as real and imaginary part; None where there is none."""
    return [_value(e, {name: sympy.Rational(*map(int, text.split("/"))) for name, text in point.items()}) for point in points]


def _value(e: Any, point: dict[str, Any]) -> list[str] | None:
    number = e.subs({s: point[plain(str(s))] for s in e.free_symbols if plain(str(s)) in point}, simultaneous=True).evalf(DIGITS)
    real, imaginary = number.as_real_imag()
    return [str(real), str(imaginary)] if all(n.is_Float or n.is_Integer for n in (real, imaginary)) else None


def answer(known: dict[str, Callable[[str], Any]], request: dict[str, Any]) -> dict[str, Any]:
    """What the reader makes of the formula. Without "text" it made nothing of it, and "error" says why."""
    try:
        e = known[request["reader"]](request["latex"])
        if not isinstance(e, sympy.Expr) or e.is_Matrix:
            return {"error": "no single expression"}
        text = str(e)
        meaning = e.replace(lambda x: isinstance(x, AppliedUndef), _meant)
        found = {"text": text if len(text) <= LONGEST else text[:LONGEST] + "...", "free": free_names(meaning)}
        without = {why: repair(meaning) for why, repair in SLIPS.items()}
        slips = {why: [free_names(r), values(r, request["points"])] for why, r in without.items() if r != meaning}
        return {**found, "values": values(meaning, request["points"]), "slips": slips}
    except RecursionError:
        return {"error": "nested too deeply"}
    except MemoryError:
        return {"error": "more memory than it may have"}
    except Exception as why:
        return {"error": f"{type(why).__name__}"}


def main() -> None:
    limit()
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    logging.disable()
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        known = readers()
        print(json.dumps({"readers": list(known)}), file=out, flush=True)
        for line in sys.stdin:
            more_time()
            print(json.dumps(answer(known, json.loads(line))), file=out, flush=True)


if __name__ == "__main__":
    main()
