"""`python -m tests.corruption --count N`: proof files altered in structured ways, and what `recheck` makes of them.

Comes in: the proved steps of derivations/. Goes out: a table of kinds. An altered file is caught where it is refused; it is harmless
where it proves the very statement of the file it was made from (same Given, case, sides and conditions); it is about something else
where it states, and proves, another statement, which whoever compares statements sees. Something else must not be false: a search for a
witness goes over it. Accepted where the statement has been altered and the proof has not is what must never happen.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from derive.checking import check_file, room_to_nest
from derive.proving.proof_file import NotAProof, Statement, recheck, written
from derive.proving.rules import RULES
from derive.searching import search
from derive.theory.axioms import AXIOMS
from tests.mutation import DERIVATIONS

Body = dict[str, Any]
RELATIONS, BIG = ("eq", "ne", "lt", "le"), ("sum", "prod", "max", "min")
ONE_PLACE = ("exp", "log", "sin", "cos", "abs", "tanh", "relu", "sigma", "sign")


def _row(random: Random, body: Body, ops: tuple[str, ...]) -> list[Any] | None:
    rows = [r for r in body["terms"] if r[0] in ops]
    return random.choice(rows) if rows else None


def premise(random: Random, body: Body) -> None:
    """Another premise, one fewer, one more, or two in the other order."""
    n = random.randrange(len(body["lemmas"]))
    premises = body["lemmas"][n][2]
    way = random.randrange(4)
    if premises and way == 0:
        premises[random.randrange(len(premises))] = random.randrange(-1, n + 2)
    elif premises and way == 1:
        premises.pop(random.randrange(len(premises)))
    elif way == 2:
        random.shuffle(premises)
    else:
        premises.append(random.randrange(max(n, 1)))


def rule(random: Random, body: Body) -> None:
    random.choice(body["lemmas"])[0] = random.choice([*RULES, "admit"])


def argument(random: Random, body: Body) -> None:
    """Another term, word or list in the place of an argument; an axiom by another name."""
    args = random.choice([row[1] for row in body["lemmas"] if row[1]])
    n = random.randrange(len(args))
    kind = args[n][0]
    if kind == "term":
        args[n] = ["term", random.randrange(len(body["terms"]))]
    elif kind == "word":
        args[n] = ["word", random.choice([*AXIOMS, "lt", "le", "ne", "sum", "prod"])]
    elif kind == "list" and args[n][1]:
        args[n][1].pop(random.randrange(len(args[n][1])))
    else:
        args.pop(n)


def lemmas(random: Random, body: Body) -> None:
    """A lemma left out, doubled, or the table cut short."""
    n, way = random.randrange(len(body["lemmas"])), random.randrange(3)
    if way == 0:
        body["lemmas"].pop(n)
    elif way == 1:
        body["lemmas"].insert(n, deepcopy(body["lemmas"][n]))
    else:
        del body["lemmas"][n:]


def operator(random: Random, body: Body) -> None:
    group = random.choice((RELATIONS, BIG, ("add", "mul"), ONE_PLACE))
    if (row := _row(random, body, group)) is not None:
        row[0] = random.choice(group)


def number(random: Random, body: Body) -> None:
    if (row := _row(random, body, ("num", "bound"))) is not None:
        row[2] = random.choice(("0", "1", "-1", "2", "1/2", "-2")) if row[0] == "num" else random.randrange(3)


def index_set(random: Random, body: Body) -> None:
    """A set renamed, the ends of a range changed, a filter gone, an index of another set."""
    row = _row(random, body, ("set", "range", "filter", "index"))
    if row is None:
        return
    if row[0] == "set":
        row[2] += "'"
    elif row[0] == "index":
        row[2] = random.choice([[row[2][0] + "'", row[2][1]], [row[2][0], random.randrange(len(body["terms"]))]])
    else:
        row[1][random.randrange(2)] = random.randrange(len(body["terms"]))


def wiring(random: Random, body: Body) -> None:
    """A part of a term replaced by another, or its parts in another order."""
    rows = [r for r in body["terms"] if r[1]]
    if not rows:
        return
    parts = random.choice(rows)[1]
    if random.random() < 0.5:
        parts[random.randrange(len(parts))] = random.randrange(len(body["terms"]))
    else:
        random.shuffle(parts)


def condition(random: Random, body: Body) -> None:
    """A condition, a fact or a case left out or put in."""
    where = random.choice((body["conditions"], body["given"][1], body["claim"][0]))
    if where and random.random() < 0.7:
        where.pop(random.randrange(len(where)))
    else:
        where.append(random.randrange(len(body["terms"])))


def statement(random: Random, body: Body) -> None:
    n = random.randrange(1, 3)
    if random.random() < 0.3:
        body["claim"][1:] = body["claim"][:0:-1]
    else:
        body["claim"][n] = random.randrange(len(body["terms"]))


def model(random: Random, body: Body) -> None:
    """A definition changed or left out, a symbol of another name, sort or shape."""
    definitions, symbols = body["given"][0], body["symbols"]
    way = random.randrange(4)
    if way == 0 and definitions:
        definitions.pop(random.randrange(len(definitions)))
    elif way == 1 and definitions:
        random.choice(definitions)[1] = random.randrange(len(body["terms"]))
    elif symbols and way == 2:
        random.choice(symbols)[0] += "'"
    elif symbols:
        random.choice(symbols)[2] = random.choice(("real", "integer", "element", "defined"))


KINDS: dict[str, Callable[[Random, Body], None]] = {
    f.__name__: f for f in (premise, rule, argument, lemmas, operator, number, index_set, wiring, condition, statement, model)
}


def corpus(paths: list[str] | None = None) -> list[str]:
    """The proof files of all proved steps, those that are not too long for thousands of runs."""
    found = []
    for path in paths or sorted(map(str, DERIVATIONS.rglob("*.md"))):
        for j in check_file(path).judgements:
            if j.proof is not None and j.step.claim is not None and len(j.proof.lemmas) <= 150:
                found.append(written(j.step.claim, j.conditions, j.proof))
    return found


def same(one: Statement, other: Statement) -> bool:
    return one.claim == other.claim and one.conditions == other.conditions


def outcome(original: Statement, text: str) -> str:
    """caught, harmless, something else, or FALSE."""
    try:
        found = recheck(text)
    except NotAProof:
        return "caught"
    if same(found, original):
        return "harmless"
    return "something else" if search(found.claim, found.conditions, thorough=False).witness is None else "FALSE"


def run(texts: list[str], count: int, seed: int) -> tuple[Counter[tuple[str, str]], list[str]]:
    """How many of each kind came out how; and the files that prove what is false."""
    random, figures, bad = Random(seed), Counter[tuple[str, str]](), list[str]()
    originals = [recheck(text) for text in texts]
    while figures.total() < count:
        n, kind = random.randrange(len(texts)), random.choice(list(KINDS))
        body = json.loads(texts[n])
        KINDS[kind](random, body)
        if body == json.loads(texts[n]):
            continue
        altered = json.dumps(body)
        result = outcome(originals[n], altered)
        figures[kind, result] += 1
        if result == "FALSE":
            bad.append(altered)
    return figures, bad


def table(figures: Counter[tuple[str, str]]) -> str:
    columns = ("caught", "harmless", "something else", "FALSE")
    lines = [f"{'kind':12}" + "".join(f"{c:>16}" for c in columns)]
    lines += [f"{kind:12}" + "".join(f"{figures[kind, c]:>16}" for c in columns) for kind in KINDS]
    return "\n".join([*lines, f"{'all':12}" + "".join(f"{sum(figures[k, c] for k in KINDS):>16}" for c in columns)])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.corruption")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with room_to_nest():
        texts = corpus()
        figures, bad = run(texts, options.count, options.seed)
    print(f"{options.count} corruptions of {len(texts)} proof files, seed {options.seed}\n{table(figures)}")
    print("\n".join(bad))
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
