"""`python -m tests.fuzz [--seconds N] [--found DIR]`: fuzz the reader with atheris, from the seeds beside this file.

Needs the extra `fuzz`; without it a notice is printed and the status is 0. libFuzzer prints executions and coverage; an input that breaks
the reader is written into the folder of findings, and the status is not 0.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path

SEEDS = Path(__file__).parent / "seeds"
WORDS = Path(__file__).parent / "words.txt"


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.fuzz")
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--found", type=Path, default=Path(".fuzz"), help="the folder of inputs that reach new code, and of findings")
    chosen = options.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed (pip install '.[fuzz]'): nothing was fuzzed")
        return
    import atheris

    with atheris.instrument_imports(include=["derive.reading"]):
        from tests.fuzz.target import check
    chosen.found.mkdir(parents=True, exist_ok=True)
    arguments = [
        sys.argv[0], str(chosen.found), str(SEEDS), f"-dict={WORDS}", f"-max_total_time={chosen.seconds}", "-timeout=5", "-max_len=3000",
        f"-artifact_prefix={chosen.found}/", "-print_final_stats=1", "-rss_limit_mb=3000",
    ]  # fmt: skip
    atheris.Setup(arguments, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
