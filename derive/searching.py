"""The search for witnesses and models, for many claims at once; where it can, in a process of its own beside the prover.

Comes in: Givens and claims. Goes out: for each Given whether a model was found, for each claim what a quick search found. The other
process is forked before anything else is loaded: it loads NumPy meanwhile, and gets the claims as rows of JSON. The results are the
same, byte for byte, as if they had been computed here.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import IO, Any

from derive.terms.claim import Claim, Given
from derive.terms.table import Reader, Writer
from derive.terms.term import Symbol, Term
from derive.theory.calculus import unfold
from derive.witness import WitnessText


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: a witness or none, at how many points the sides agreed, and why points could not be looked at."""

    agreed: int
    witness: WitnessText | None
    lack: str | None = None


class Searches:
    """`start` a searcher, `send` it the claims, read the answers in order; `close` it in any case."""

    def __init__(self) -> None:
        self.child = 0
        self.requests: IO[str] | None = None
        self.answers: IO[str] | None = None
        if _can_fork():
            self._fork()
        self.todo: Iterator[Any] = iter(())
        self.work: tuple[Sequence[Given], Sequence[Claim]] = ((), ())

    def send(self, givens: Sequence[Given], claims: Sequence[Claim]) -> None:
        """Start on these: first the Givens, then the claims."""
        self.work = givens, claims
        self.read = 0
        if self.requests is not None:
            try:
                self.requests.write(_request(givens, claims) + "\n")
                self.requests.flush()
            except (BrokenPipeError, RecursionError):
                self.close()

    def next_model(self) -> str | None:
        """Of the next Given, why no model of it is known; None where one is."""
        found: str | None = self._next()
        return found

    def next_search(self) -> Found:
        agreed, witness, lack = self._next()
        return Found(agreed, None if witness is None else WitnessText(**witness), lack)

    def _next(self) -> Any:
        line = self.answers.readline() if self.answers is not None else ""
        if line.endswith("\n"):
            self.read += 1
            return json.loads(line)
        if self.answers is not None:
            self.close()
        if self.read >= 0:  # nothing answers: from here on the work is done in this process
            givens, claims = self.work
            self.todo, self.read = _answers(givens, claims, self.read), -1
        return json.loads(json.dumps(next(self.todo)))

    def _fork(self) -> None:
        (ask_out, ask_in), (answer_out, answer_in) = os.pipe(), os.pipe()
        sys.stdout.flush()
        self.child = os.fork()
        if self.child == 0:
            os.close(ask_in)
            os.close(answer_out)
            _serve(ask_out, answer_in)
        os.close(ask_out)
        os.close(answer_in)
        self.requests, self.answers = os.fdopen(ask_in, "w", encoding="ascii"), os.fdopen(answer_out, encoding="ascii")

    def close(self) -> None:
        """End the other process, if there is one."""
        for stream in (self.requests, self.answers):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        if self.child:
            os.waitpid(self.child, 0)
        self.child, self.requests, self.answers = 0, None, None


def _can_fork() -> bool:
    """Only while NumPy (which starts threads) is not loaded yet, and where a second core has time for it."""
    return hasattr(os, "fork") and (os.cpu_count() or 1) > 1 and "numpy" not in sys.modules


def _serve(ask: int, answer: int) -> None:
    status = 1
    try:
        import derive.evaluating.refuting  # noqa: F401 (loaded while the other process reads the document)

        with os.fdopen(ask, encoding="ascii") as requests, os.fdopen(answer, "w", encoding="ascii") as out:
            for line in requests:
                for found in _answers(*_work(json.loads(line)), 0):
                    print(json.dumps(found), file=out, flush=True)
        status = 0
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    finally:
        os._exit(status)


def _request(givens: Sequence[Given], claims: Sequence[Claim]) -> str:
    writer = Writer()
    own = list(dict.fromkeys(id(c.given) for c in claims))
    by_id = {id(c.given): c.given for c in claims}
    body = {
        "givens": [writer.given(g) for g in givens],
        "own": [writer.given(by_id[i]) for i in own],
        "claims": [[own.index(id(c.given)), writer.claim(c)] for c in claims],
    }
    return json.dumps({**body, "rows": writer.rows()})


def _work(request: Any) -> tuple[list[Given], list[Claim]]:
    reader = Reader(request["rows"])
    own = [reader.given(g) for g in request["own"]]
    return [reader.given(g) for g in request["givens"]], [reader.claim(own[n], c) for n, c in request["claims"]]


def _answers(givens: Sequence[Given], claims: Sequence[Claim], start: int) -> Iterator[Any]:
    for given in givens[start:]:
        yield without_model(given) if given.facts else None
    for claim in claims[max(start - len(givens), 0) :]:
        found = search(claim, (), thorough=False)
        yield [found.agreed, None if found.witness is None else asdict(found.witness), found.lack]


NONE_FOUND = "no example was found"


def without_model(
    given: Given, case: tuple[Term, ...] = (), conditions: tuple[Term, ...] = (), defined: tuple[Term, ...] = ()
) -> str | None:
    """Why there is no exact model of everything in which the terms `defined` are finite: none was found, or none could be looked for;
    None where there is one."""
    from derive.conservative import without_recursions
    from derive.evaluating.arithmetic import TooLarge, Unsupported
    from derive.evaluating.refuting import find_model

    try:
        given = without_recursions(given, (*case, *conditions), defined)
        return None if find_model(given, case, conditions, defined) is not None else NONE_FOUND
    except Unsupported as why:
        return f"no example could be looked for (there are no values for {why})"
    except (TooLarge, RecursionError) as why:
        said = why if isinstance(why, TooLarge) else "a formula is nested too deeply"
        return f"no example could be looked for ({said})"


def search(claim: Claim, conditions: tuple[Term, ...], thorough: bool) -> Found:
    """A witness against the claim under further conditions, or none."""
    from derive.evaluating.arithmetic import TooLarge, Unsupported
    from derive.evaluating.refuting import refute

    try:
        outcome = refute(claim, conditions, thorough=thorough)
    except TooLarge as why:
        return Found(0, None, str(why))
    except (Unsupported, RecursionError):
        return Found(0, None)
    return Found(outcome.agreed, None if outcome.witness is None else named(claim, outcome.witness), outcome.lack)


def named(claim: Claim, witness: Any) -> WitnessText:
    """The witness without what the two sides and the case do not speak of; a name that plays two parts is told apart."""
    atoms: set[object] = set()
    for t in (claim.left, claim.right, *claim.case):
        atoms |= unfold(t, claim.given.definitions).atoms
    atoms |= {a for s in atoms if isinstance(s, Symbol) for axis in s.axes for a in axis.atoms}  # the sizes of what is shown
    names = {a.name if isinstance(a, Symbol) else a.tag[0] for a in atoms if isinstance(a, Symbol | Term)}
    values: dict[str, Any] = {}
    for table in (witness.indices, witness.elements, witness.reals):
        for name, value in table.items():
            if name.split("~")[0] in names:
                values[_free(name, values)] = value
    integers = {n: v for n, v in witness.integers.items() if n in names}
    return WitnessText({**witness.sizes, **integers}, values, witness.left, witness.right, tuple(witness.sizes))


def _free(name: str, taken: Mapping[str, Any]) -> str:
    """The name, with a number from its second part on."""
    label, number = name, 1
    while label in taken:
        number += 1
        label = f"{name.split('~')[0]}~{number}"
    return label
