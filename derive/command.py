"""The command line: `derive check FILE...`.

Comes in: arguments. Goes out: a report on standard output, one line on standard error for what made a run fail, and the exit status:
0 nothing refuted, ill-typed or unreadable; 1 something was; 2 the run itself failed.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from derive import __version__
from derive.searching import Searches

if TYPE_CHECKING:
    from derive.checking import Checked
    from derive.terms.claim import Claim


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="derive", description="Verify the steps of a written derivation.")
    top.add_argument("--version", action="version", version=f"derive {__version__}")
    commands = top.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="judge every step of one or more documents")
    check.add_argument("files", nargs="+", metavar="FILE", help="a .md, .tex or .ipynb document, or a folder of them")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--given", action="append", default=[], metavar="FILE", help="take the Given blocks of this document too")
    check.add_argument("--suggest-given", action="store_true", help="write a Given with what can be inferred, instead of verdicts")
    check.add_argument("--strict", action="store_true", help="exit 1 also for undecided and ambiguous steps")
    check.add_argument("--strict-notation", action="store_true", help="mend no slips of notation: such a step is unreadable")
    check.add_argument("--expect", action="store_true", help="exit 1 where a verdict is not what the document expects, else 0")
    check.add_argument("--crosscheck", action="store_true", help="compare with other readers of LaTeX: differences are warnings only")
    check.add_argument("--lang", choices=("en", "ko"), default="en", help="the language of what is said about mistakes")
    check.add_argument("--timing", action="store_true", help="show how long each step took")
    check.add_argument("--proofs", metavar="DIR", help="write the proof of every proved step to a file there, for `derive recheck`")
    recheck = commands.add_parser("recheck", help="check proof files from themselves alone: no document, no prover")
    recheck.add_argument("files", nargs="+", metavar="FILE")
    assumptions = commands.add_parser("assumptions", help="which declared facts each proof used, which none did, which contradict")
    assumptions.add_argument("files", nargs="+", metavar="FILE")
    assumptions.add_argument("--given", action="append", default=[], metavar="FILE", help="take the Given blocks of this document too")
    commands.add_parser("trust", help="what has to be trusted: modules with their lines of code, axioms with their sources, rules")
    show = commands.add_parser("show", help="how each step was read: shapes, sets, terms, SymPy; nothing is judged")
    show.add_argument("file", metavar="FILE")
    show.add_argument("--given", action="append", default=[], metavar="FILE", help="take the Given blocks of this document too")
    explain = commands.add_parser("explain", help="say at length why a step holds or fails")
    explain.add_argument("file", metavar="FILE")
    explain.add_argument("id", metavar="ID", help="the step, for example b.3")
    explain.add_argument("--full", action="store_true", help="the repaired line and the witness, not only a hint")
    explain.add_argument("--lang", choices=("en", "ko"), default="en", help="the language of what is said about a mistake")
    explain.add_argument("--given", action="append", default=[], metavar="FILE", help="take the Given blocks of this document too")
    commands.add_parser("mistakes", help="the catalogue of mistakes, as Markdown")
    evaluate = commands.add_parser("evaluate", help="compare formulas, implementations and numerical derivatives at random models")
    evaluate.add_argument("files", nargs="+", metavar="FILE")
    evaluate.add_argument("--given", action="append", default=[], metavar="FILE", help="take the Given blocks of this document too")
    evaluate.add_argument("--plot", metavar="FILE", help="draw the error of every step over the sampled sizes (.png or .svg)")
    return top


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the interpreter's garbage collections: where nearly all of what is made is kept they only cost time."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


@uncollected()
def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status of `derive` with these arguments."""
    options = parser().parse_args(arguments)
    options.searches = Searches() if options.command == "check" else None  # first of all: it has most to load
    from derive.checking import CannotRead

    try:
        doors = {
            "check": _check, "recheck": _recheck, "assumptions": _assumptions, "trust": _trust, "explain": _explain,
            "evaluate": _evaluate, "show": _show, "mistakes": _mistakes,
        }  # fmt: skip
        return doors[options.command](options)
    except CannotRead as why:
        print(f"derive: {why}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    finally:
        if options.searches is not None:
            options.searches.close()


def _check(options: argparse.Namespace) -> int:
    if options.suggest_given:
        return _suggest(options)
    from derive.checking import check_files, expand
    from derive.reporting import json_report, text

    documents = list(check_files(expand(options.files), options.given, options.searches, options.strict_notation))
    for document in documents:
        for path, line, column, message in document.notes:
            print(f"{path}:{line}:{column}: {message}", file=sys.stderr)
    if options.format == "json":
        sys.stdout.write(json_report.render(documents, options.timing, _restated))
    else:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        sys.stdout.write(text.render(documents, colour, options.expect, options.timing, options.lang))
    if options.crosscheck:
        from derive.restating.crosscheck import crosscheck

        for warning in dict.fromkeys(w.line() for document in documents for w in crosscheck(document)):
            print(warning, file=sys.stderr)
    if options.proofs:
        from derive.reporting.proofs import write_proofs

        write_proofs(documents, options.proofs)
    return status(documents, options.strict, options.expect)


def _recheck(options: argparse.Namespace) -> int:
    from derive.reporting.proofs import rechecked

    good = True
    for holds, line in rechecked(options.files):
        print(line)
        good = good and holds
    return int(not good)


def _assumptions(options: argparse.Namespace) -> int:
    from derive.checking import check_files, expand, room_to_nest
    from derive.reporting.assumptions import assumptions

    for document in check_files(expand(options.files), options.given):
        with room_to_nest():
            sys.stdout.write("".join(f"{document.path}: {line}\n" for line in assumptions(document)))
    return 0


def _trust(options: argparse.Namespace) -> int:
    from derive.reporting.trust import trust

    sys.stdout.write(trust())
    return 0


def _restated(claim: Claim) -> tuple[str, str] | None:
    """Both sides as SymPy strings, where SymPy has objects for them."""
    from derive.restating.objects import CannotRestate
    from derive.restating.text import restated

    try:
        return restated(claim)
    except (CannotRestate, RecursionError):
        return None


def _show(options: argparse.Namespace) -> int:
    from derive.checking import load, room_to_nest, understand
    from derive.restating.showing import show

    page = load(options.file)
    with room_to_nest():
        reading, _ = understand(options.file, page, options.given)
        sys.stdout.write(show(reading, page))
    return 0


def _explain(options: argparse.Namespace) -> int:
    from derive.checking import CannotRead, check_files
    from derive.reporting.explaining import explained

    (document,) = check_files([options.file], options.given)
    found = next((j for j in document.judgements if j.step.id == options.id), None)
    if found is None:
        known = ", ".join(j.step.id for j in document.judgements) or "none"
        raise CannotRead(f"{options.file}: there is no step {options.id}; the steps are {known}")
    print("\n".join(explained(found, options.file, options.full, options.lang)))
    return 0


def _mistakes(options: argparse.Namespace) -> int:
    from derive.reporting.catalogue import catalogue

    sys.stdout.write(catalogue())
    return 0


def _suggest(options: argparse.Namespace) -> int:
    from derive.checking import expand
    from derive.reporting.suggestion import suggestion

    for path in expand(options.files):
        sys.stdout.write(suggestion(path, options.given))
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from derive.checking import expand
    from derive.implementing.evaluation import evaluate
    from derive.implementing.evaluation import status as exit_status

    done = [evaluate(path, options.given) for path in expand(options.files)]
    for evaluated in done:
        sys.stdout.write(evaluated.render())
    if options.plot:
        from derive.implementing.plotting import plot

        plot([r for e in done for r in e.results], options.plot)
    return exit_status(done)


def status(documents: Sequence[Checked], strict: bool, expect: bool) -> int:
    from derive.verdict import BAD, OPEN

    judgements = [j for d in documents for j in d.judgements]
    conflict = next((j for j in judgements if j.conflict), None)
    if conflict is not None:
        print(f"derive: step {conflict.step.id} was both proved and refuted: an internal error, please report it", file=sys.stderr)
        return 2
    if expect:
        return int(not all(j.as_expected for j in judgements))
    bad = BAD | OPEN if strict else BAD
    return int(any(j.verdict in bad for j in judgements))


if __name__ == "__main__":
    sys.exit(main())
