"""Work that runs beside this process, in a forked one, while the caller goes on.

Comes in: tasks whose results are JSON. Goes out: their results, one by one, the same as if they had been computed here. A second
core then looks for witnesses (and pays for importing NumPy) while the first one proves.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import Any, TypeAlias

Task: TypeAlias = Callable[[], Any]


class Beside:
    """results[n] waits for task n. Where nothing can be forked, or the other process ended early, the task is done here."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = tasks
        self.results: list[Any] = []
        self.stream: TextIOWrapper | None = None
        self.child = 0
        if tasks and can_fork():
            self._fork()

    def _fork(self) -> None:
        read, write = os.pipe()
        sys.stdout.flush()
        self.child = os.fork()
        if self.child == 0:
            status = 1
            try:
                os.close(read)
                with os.fdopen(write, "w", encoding="ascii") as out:
                    for task in self.tasks:
                        print(json.dumps(task()), file=out, flush=True)
                status = 0
            finally:
                os._exit(status)
        os.close(write)
        self.stream = os.fdopen(read, encoding="ascii")

    def __getitem__(self, n: int) -> Any:
        while len(self.results) <= n:
            line = self.stream.readline() if self.stream is not None else ""
            if line.endswith("\n"):
                self.results.append(json.loads(line))
            else:
                self.close()
                self.results.append(json.loads(json.dumps(self.tasks[len(self.results)]())))
        return self.results[n]

    def close(self) -> None:
        """End the other process, if there is one."""
        if self.stream is not None:
            self.stream.close()
            self.stream = None
            os.waitpid(self.child, 0)


def can_fork() -> bool:
    """Fork only while NumPy (which starts threads) is not loaded yet, and where a second core has time for it."""
    return hasattr(os, "fork") and (os.cpu_count() or 1) > 1 and "numpy" not in sys.modules
