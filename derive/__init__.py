"""`derive`: a verifier of handwritten derivations. Every step is proved, refuted with a witness, or honestly something else.

For scripts and notebooks: `load` a document or `read` a text, look at its `Judgement`s and their `Verdict`s, restate steps in SymPy.
"""

from typing import Any

__version__ = "0.1.0"

_WHERE = {
    "Document": "derive.door",
    "evaluate": "derive.implementing.evaluation",
    "load": "derive.door",
    "read": "derive.door",
    "Judgement": "derive.verdict",
    "Verdict": "derive.verdict",
    "WitnessText": "derive.witness",
    "CannotRead": "derive.checking",
    "CannotRestate": "derive.restating.objects",
}
__all__ = ["CannotRead", "CannotRestate", "Document", "Judgement", "Verdict", "WitnessText", "__version__", "evaluate", "load", "read"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when they are asked for: `derive check` needs none of them."""
    if name not in _WHERE:
        raise AttributeError(f"module 'derive' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_WHERE[name]), name)
