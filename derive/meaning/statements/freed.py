r"""Words that set a name free again: "now let $x$ be arbitrary", "for any $x$", "$x$ need not be positive", "replacing $x$ by $-x$".

Comes in: a node that stands as a formula of its own, with the words around it. Goes out: the names that are no longer bound by what was
supposed of them.
"""

from __future__ import annotations

import re

from derive.meaning.names.scope import spelled
from derive.meaning.statements.letting import LET
from derive.reading.syntax import Chain, Listing, Name, Node, Scripted

_NUMBERS = r"(?:(?:real|possible|values?(?: of)?|choices?(?: of)?|numbers?)\s*)*"
FOR_ANY = re.compile(
    r"((?-i:(^|\s)For)|[.;:]\s*((but|now|and|so|similarly|likewise|analogously|also|hence|thus|then|therefore),? )?for)"
    r" ((all|any|every|each|(an? )?(arbitrary|general|other)"
    rf"|(non-?)?(negative|positive|zero)|vanishing|remaining)\s*)+{_NUMBERS}$"
    r"|\b(?:holds?|true|valid|remains?|same|so)\b (?:\w+ ){0,2}for (?:all|any|every|each)(?: (?:the|other|remaining|real|numbers?))*\s*$"
    r"|(?:对于?(?:任意|任何|所有|一般)的?|任取|为任意)[^,，.。;$]{0,4}$|(?:임의의|모든|任意の)\s*$",
    re.I,
)
_FREE = r"(?:any|every|each|arbitrary|general|generic|unrestricted|(?:non-?)?(?:negative|positive|zero)|beliebig\w*|quelconque|任意|임의)"
ANY = re.compile(
    rf"\b(?:let|take|consider|choose|pick|fix|given|now|next)\b[^.;:$]*\b{_FREE}\s*(?:(?:real|complex)\s*)?"
    r"(?:numbers?|values? of|vectors?|matri(?:x|ces)|scalars?|points?)?\s*$|\b(?:replac|substitut|exchang)ing\s*$",
    re.I,
)
_COPULA = r"(?:(?:is|are|be|being|ist|sei|est|soit|sea|es|now|again|an?|here|nun)\s+)*"
IS_ANY = re.compile(
    rf"^\s*,?\s*{_COPULA}{_FREE}\b(?!\s*(?:semi-?)?definite)|^\s*(?:need|may|might|can|could) (?:not|also|even|now|as well)\b"
    r"|^\s*(?:为任意|是任意|任意)"
    r"|^\s*[은는이가]?\s*임의",
    re.I,
)  # "let $A$ be positive definite" supposes


def freed(node: Node, lead: str, after: str) -> set[str | None]:
    """The names that the words set free: those of a membership that "let" declares, or that stand alone."""
    member = isinstance(node, Chain) and node.relations == ("in",)
    named = node.operands[0] if isinstance(node, Chain) and member else node
    names = {spelled(n) for n in (named.items if isinstance(named, Listing) else (named,)) if isinstance(n, Name | Scripted)}
    alone = member or not isinstance(node, Chain)
    free = (member and LET.search(lead) is not None) or (alone and (ANY.search(lead) or IS_ANY.match(after)))
    return names if free else set()
