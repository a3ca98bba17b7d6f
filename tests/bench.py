"""`python -m tests.bench`: how long derive takes, on its own and against others, in one run.

Comes in: the proved steps of derivations/. Goes out: medians, 99th percentiles and ratios; the compared programs take turns on the same
obligations. Asserts nothing: times depend on the machine, ratios less so.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from derive.checking import check_text
from derive.judging import Tools
from derive.proving.acceptance import NoProof
from derive.proving.proof_table import Checker
from derive.proving.prover import Prover
from derive.terms.claim import Claim, Given
from derive.terms.term import Symbol, Term, add, bind, finite_set, fn, index, mul, num, real
from tests.mutation import sources

HOMEWORK = Path(__file__).parent.parent / "derivations" / "cs224n_a2" / "handwritten.md"
RUNS = 5
SIZES = ({"V": 3, "d": 2}, {"V": 5, "d": 3}, {"V": 10, "d": 5})


class OutOfTime(Exception):
    pass


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seconds(action: Callable[[], Any]) -> float:
    """Of this process: other programs on the machine do not count."""
    start = time.process_time()
    action()
    return time.process_time() - start


def ours(claim: Claim) -> float:
    """To prove the claim from nothing; never 0, however coarse the clock is."""
    return max(statistics.median(seconds(lambda: Prover(claim.given).prove(claim)) for _ in range(3)), 1e-6)


def of_command(command: list[str]) -> float:
    start = time.perf_counter()
    elsewhere = tempfile.gettempdir()  # giac leaves a file where it runs
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd=elsewhere)
    return time.perf_counter() - start


def shown(label: str, times: list[float]) -> None:
    ordered = sorted(times)
    last = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
    print(f"{label:44} median {1e3 * statistics.median(ordered):9.2f} ms   99th {1e3 * last:9.2f} ms   n = {len(ordered)}")


def cold_start() -> None:
    beside = Path(sys.executable).parent / "derive"
    derive = str(beside) if beside.exists() else shutil.which("derive") or "derive"
    commands = [[derive, "check", str(HOMEWORK)], [sys.executable, "-c", "import sympy"]]
    for command in commands:
        of_command(command)
    pairs = [tuple(of_command(command) for command in commands) for _ in range(RUNS)]
    check, sympy = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"derive check {check:.3f} s, import sympy {sympy:.3f} s, median ratio {statistics.median(a / b for a, b in pairs):.2f}")


def proofs(claims: list[Claim]) -> None:
    """Each claim from nothing: a new prover; then a proof that a new checker replays; then the search that finds nothing."""
    from derive.evaluating.refuting import refute

    prove, checked, quick, thorough = [], [], [], []
    for claim in claims:
        rounds = [
            (
                seconds(lambda c=claim: Prover(c.given).prove(c)),  # type: ignore[misc]
                seconds(lambda c=claim: Tools(Prover(c.given), Checker(c.given.definitions)).prove(c)),  # type: ignore[misc]
                seconds(lambda c=claim: refute(c, thorough=False)),  # type: ignore[misc]
                seconds(lambda c=claim: refute(c)),  # type: ignore[misc]
            )
            for _ in range(3)
        ]
        for times, column in zip((prove, checked, quick, thorough), zip(*rounds, strict=True), strict=True):
            times.append(statistics.median(column))
    shown("to prove", prove)
    shown("to prove, extract and replay in a new kernel", checked)
    shown("failing to refute, beside a proof", quick)
    shown("failing to refute, thoroughly", thorough)


def against_sympy(claims: list[tuple[str, Claim]], budget: float) -> None:
    """SymPy's simplify of the difference of all entries, at three sizes; what takes longer than the budget counts as the budget. Twice:
    simplify alone, and with what comes before it, the entries written out and differentiated by SymPy, which is part of our time too.
    Every size but |V| is d."""
    from sympy import simplify

    from tests.entries import Entries

    for sizes in SIZES:
        alone: dict[str, list[float]] = {"scalar": [], "vector": []}
        whole: dict[str, list[float]] = {"scalar": [], "vector": []}
        late = skipped = 0
        for _, claim in claims:
            kind = "vector" if any(isinstance(a, Term) and a.op == "index" for a in claim.left.atoms | claim.right.atoms) else "scalar"
            start = begun = time.process_time()
            try:
                with limit(budget):
                    pairs = list(Entries(claim, sizes, sizes["d"]).pairs())
                    start = time.process_time()
                    for left, right in pairs:
                        simplify(left - right)
            except OutOfTime:
                late += 1
            except (NotImplementedError, TypeError, ValueError, AttributeError, RecursionError):
                skipped += 1
                continue
            end, own = time.process_time(), ours(claim)
            alone[kind].append((end - start) / own)
            whole[kind].append((end - begun) / own)
        where = f"(|V|, d) = ({sizes['V']}, {sizes['d']})"
        print(f"SymPy at {where}; {late} beyond {budget} s, {skipped} skipped")
        for label, ratios in (("simplify of all entries", alone), ("entries, derivatives and simplify", whole)):
            medians = (f"{k}: median {statistics.median(r):.1f}x, least {min(r):.1f}x (n = {len(r)})" for k, r in ratios.items() if r)
            print(f"    {label:36}" + ", ".join(medians))


def against(program: str, package: str, command: Callable[[str], list[str]], claims: list[tuple[str, Claim]]) -> None:
    """Maxima or giac on the scalar obligations, all of them in one call, less an empty call; each takes milliseconds, as we do."""
    if shutil.which(program) is None:
        print(f"{program}: not installed here (Debian package {package}), skipped")
        return
    from tests.entries import Entries

    texts, own = [], 0.0
    for _, claim in claims:
        if any(isinstance(a, Term) and a.op == "index" for a in claim.left.atoms | claim.right.atoms):
            continue
        try:
            pairs = list(Entries(claim, SIZES[0], 2).pairs())
        except (NotImplementedError, TypeError, ValueError):
            continue
        texts.append(",".join(f"({left})-({right})" for left, right in pairs).replace("**", "^"))
        own += ours(claim)
    if texts:
        calls = (statistics.median(of_command(command(text)) for _ in range(RUNS)) for text in ("0", ",".join(texts)))
        empty, all_of_them = calls
        print(f"{program} on scalar obligations at (3, 2), all together: {(all_of_them - empty) / own:.1f}x (n = {len(texts)})")


def growth_in_steps(most: int) -> None:
    given = "**Given**\n\n- $x, y \\in \\mathbb{R}$\n\n## a)\n\n"
    for count in (n for n in (100, 1000, 10_000) if n <= most):
        text = given + "\n\n".join(f"$$(x + {k}) y = {k} y + x y$$" for k in range(count))
        taken = seconds(lambda t=text: check_text(t))  # type: ignore[misc]
        print(f"a document of {count:6} steps: {taken:8.2f} s, {1e3 * taken / count:6.2f} ms a step")


def indices(count: int) -> None:
    """Interchangeable bound indices: a cycle, a complete graph and a star, summed in two orders."""
    v = finite_set("V")
    a = Symbol("A", (v, v))
    names = [index(f"i{k}", v) for k in range(count)]
    shapes = {
        "cycle": [(k, (k + 1) % count) for k in range(count)],
        "complete": [(k, m) for k in range(count) for m in range(k)],
        "star": [(0, k) for k in range(1, count)],
    }
    for shape, edges in shapes.items():
        sides = []
        for order in (names, names[count // 2 :] + names[: count // 2][::-1]):
            body = mul(*(add(real(a, names[x], names[y]), real(a, names[y], names[x])) for x, y in edges[:1]),
                       *(real(a, names[x], names[y]) for x, y in edges[1:]))  # fmt: skip
            for i in order:
                body = bind("sum", i, body)
            sides.append(body)
        claim = Claim(Given(), (), *sides)
        outcome: list[Any] = []
        taken = seconds(lambda c=claim, o=outcome: o.append(Prover(c.given).prove(c)))  # type: ignore[misc]
        verdict = "open" if isinstance(outcome[0], NoProof) else "proved"
        print(f"{count} interchangeable bound indices, {shape:8}: {1e3 * taken:8.1f} ms, {verdict}")


def table() -> None:
    """Time against the number of terms, and against nesting."""
    v = finite_set("V")
    i = index("i", v)
    for size in (2, 4, 8, 16, 32):
        f = [Symbol(f"f{k}", (v,)) for k in range(size)]
        total = bind("sum", i, add(*(real(s, i) for s in f)))
        parts = add(*(bind("sum", i, real(s, i)) for s in f))
        nested: Term = real(Symbol("x"))
        for _ in range(size):
            nested = fn("exp", mul(num(-1), add(nested, num(1))))
        twice = add(nested, nested), mul(num(2), nested)
        claims = Claim(Given(), (), total, parts), Claim(Given(), (), *twice)
        row = [1e3 * seconds(lambda c=c: Prover(c.given).prove(c)) for c in claims]  # type: ignore[misc]
        print(f"{size:3} terms under a sum: {row[0]:8.2f} ms    nested {size:3} deep: {row[1]:8.2f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--obligations", type=int, default=200, help="at most so many proved steps")
    parser.add_argument("--sympy", type=float, default=2.0, help="seconds that SymPy may take for one obligation; 0: not at all")
    parser.add_argument("--steps", type=int, default=1000, help="the longest document")
    chosen = parser.parse_args()
    cold_start()
    gc.disable()  # as `derive check` does
    steps, _ = sources(0, texts=0)
    every = max(1, len(steps) // chosen.obligations)
    claims = [(s.where, s.claim) for s in steps[::every]][: chosen.obligations]
    proofs([c for _, c in claims])
    growth_in_steps(chosen.steps)
    indices(12)
    table()
    if chosen.sympy:
        against_sympy(claims, chosen.sympy)
    against("maxima", "maxima", lambda e: ["maxima", "--very-quiet", f"--batch-string=radcan([{e}]);"], claims)
    against("giac", "xcas", lambda e: ["giac", f"simplify([{e}])"], claims)


if __name__ == "__main__":
    main()
