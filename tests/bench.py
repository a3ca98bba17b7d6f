"""`python -m tests.bench`: a cold `derive check` of the homework against `python -c "import sympy"`; prints the ratio, asserts nothing.

Comes in: nothing. Goes out: the median wall-clock times of five runs of each, taken in turn, and their ratio.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HOMEWORK = Path(__file__).parent.parent / "derivations" / "cs224n_a2" / "handwritten.md"
RUNS = 5


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    derive = str(Path(sys.executable).parent / "derive")
    commands = [[derive if Path(derive).exists() else shutil.which("derive") or derive, "check", str(HOMEWORK)],
                [sys.executable, "-c", "import sympy"]]  # fmt: skip
    for command in commands:
        seconds(command)
    pairs = [tuple(seconds(command) for command in commands) for _ in range(RUNS)]
    check, sympy = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"derive check {check:.3f} s, import sympy {sympy:.3f} s, median ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
