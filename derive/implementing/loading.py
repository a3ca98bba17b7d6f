"""The module that stands beside a document. This is the only place where code of a document runs.

Comes in: the path of a document and a plain identifier. Goes out: the executed module. Raises CannotRun with one sentence. Knows nothing
of formulas. Nothing else is ever loaded: no packages, no paths made from other text of the document, no byte code.
"""

from __future__ import annotations

import importlib.machinery
import os
import sys
from collections.abc import Callable
from keyword import iskeyword
from types import ModuleType
from typing import Any

from derive.checking import CannotRead

PREFIX = "derive_document_"


class CannotRun(CannotRead):
    """An evaluation that cannot be made; the message is one sentence with file and line."""


def plain(name: str) -> bool:
    """Whether it is an identifier that can only name a file in the folder itself."""
    return name.isascii() and name.isidentifier() and not iskeyword(name) and not name.startswith("__")


def load_module(document: str, name: str, where: str) -> ModuleType:
    """The module `name` beside the document. where: the place in the document that asks for it, for messages."""
    if not plain(name):
        raise CannotRun(f"{where}: `{name}` is no plain module name")
    path = os.path.join(os.path.dirname(os.path.abspath(document)), name + ".py")
    if not os.path.isfile(path):
        raise CannotRun(f"{where}: there is no {name}.py beside the document")
    loader = importlib.machinery.SourceFileLoader(PREFIX + name, path)
    module = ModuleType(PREFIX + name)
    module.__file__ = path
    before = sys.modules.get(module.__name__)
    sys.modules[module.__name__] = module  # dataclasses look their module up there
    try:
        exec(loader.source_to_code(loader.get_data(path), path), module.__dict__)
    except (Exception, SystemExit) as why:
        raise CannotRun(f"{where}: {name}.py cannot be loaded ({type(why).__name__}: {why})") from why
    finally:
        if before is None:
            sys.modules.pop(module.__name__, None)
        else:
            sys.modules[module.__name__] = before
    return module


def function_of(module: ModuleType, name: str, where: str) -> Callable[..., Any]:
    """A function of the module."""
    found = module.__dict__.get(name)
    if not plain(name) or not callable(found):
        raise CannotRun(f"{where}: {module.__name__.removeprefix(PREFIX)}.py has no function `{name}`")
    return found  # type: ignore[no-any-return]
