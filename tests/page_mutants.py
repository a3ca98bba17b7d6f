r"""Mutations of the source text: what is only visible in how a formula is written (a transposition, a hat, a dot or a circle).

Comes in: a document. Goes out: claims of its steps that became others when one place of the text was changed. Knows nothing of what is
true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from derive.checking import CannotRead, understand
from derive.meaning.statements.step import Reading
from derive.reading.page import PageError, read_page
from derive.terms.claim import Claim

MATH = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$|\\\[.*?\\\]|\\begin\{(align|equation|gather)\*?\}.*?\\end\{\1\*?\}", re.S)
TRANSPOSE = r"\^\s*\{?\s*(?:\\top|\\intercal|\\mathsf\s*\{?T\}?|\\mathrm\{T\}|T)(?![A-Za-z])\s*\}?"
CHANGES = {
    "text: transposition dropped": (TRANSPOSE, ""),
    "text: transposition added": (r"(?<![\\A-Za-z{])([A-Z])(?![A-Za-z^_}])", r"\1^\\top "),
    "text: hat dropped": (r"\\(?:wide)?hat\s*\{?\s*([A-Za-z])\s*\}?", r"\1 "),
    "text: hat added": (r"(?<![\\A-Za-z{])(y|p)(?=_)", r"\\hat{\1}"),
    "text: matrix product for elementwise": (r"\\(?:odot|circ)(?![A-Za-z])", " "),
    "text: elementwise for a product": (r"\\cdot(?![A-Za-z])", r"\\odot "),
    "text: order of a product": (r"(?<![\\A-Za-z{])([A-Z]) ?([A-Z])(?![A-Za-z^_}])", r"\2 \1"),
    "text: sign before a bracket": (r"(?<=[=+ ])\(", "-("),
    "text: minus for plus": (r"\+(?![}\w]*[}])", "-"),
    "text: plus for minus": (r"(?<=[\w)}] )-(?= )", "+"),
    "text: brackets dropped": (r"\(([^()$=]*[+-][^()$=]*)\)", r"\1"),
    "text: subscript dropped": (r"_([a-z])(?![A-Za-z])", ""),
    "text: prime dropped": (r"(?<=[a-z])'", ""),
}


def page_mutants(path: str, text: str, proved: dict[str, Claim], random: Random, limit: int) -> Iterator[tuple[str, str, Claim]]:
    """The kind of change, the step and its claim after it; at most `limit` changes are tried. proved: the claims to be mutated, by id."""
    suffix = "." + path.rsplit(".", 1)[-1]
    places = [
        (kind, match.start() + m.start(), match.start() + m.end(), m.expand(new))
        for match in MATH.finditer(text)
        for kind, (old, new) in CHANGES.items()
        for m in re.finditer(old, match.group())
    ]
    for kind, start, end, new in random.sample(places, min(limit, len(places))):
        reading = understood(path, text[:start] + new + text[end:], suffix)
        for step in reading.steps if reading is not None else ():
            before = proved.get(step.id)
            if before is None or step.claim is None:
                continue
            if (step.claim.left, step.claim.right, step.claim.case) != (before.left, before.right, before.case):
                yield kind, step.id, step.claim


def understood(path: str, text: str, suffix: str) -> Reading | None:
    try:
        return understand(path, read_page(text, suffix))[0]
    except (PageError, CannotRead, ValueError):
        return None
