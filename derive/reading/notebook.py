"""Notebooks: the Markdown cells of an .ipynb file as one page.

Comes in: the text of the file. Goes out: the Markdown of its cells, and the stretches that say which cell each part came from. Raises
PageError with one sentence where the file is no notebook. It does not know code, outputs or attachments.
"""

from __future__ import annotations

import json
import re
from typing import Any

from derive.reading.origins import Stretch
from derive.reading.problems import PageError

_SURROGATE = re.compile("[\ud800-\udfff]")


def markdown_of(text: str) -> tuple[str, tuple[Stretch, ...]]:
    """The Markdown cells of a notebook, a blank line between them; cells are counted from 1, those of code too."""
    parts: list[str] = []
    stretches: list[Stretch] = []
    length = 0
    for number, cell in enumerate(_cells(_parsed(text)), start=1):
        source = _source(cell)
        if source is None:
            continue
        stretches.append(Stretch(length, None, number))
        parts.append(source + "\n\n")
        length += len(parts[-1])
    return "".join(parts), tuple(stretches) or (Stretch(0),)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as why:
        raise PageError(f"line {why.lineno}, column {why.colno}: this is no notebook, the JSON breaks off here ({why.msg})") from None
    except RecursionError:
        raise PageError("this is no notebook: its JSON is nested too deeply") from None
    except ValueError:  # an integer of thousands of digits
        raise PageError("this is no notebook: its JSON holds a number that is too long") from None


def _cells(notebook: Any) -> list[Any]:
    """The cells, of this format (4) or the one before it (worksheets)."""
    if isinstance(notebook, dict):
        cells = notebook.get("cells")
        if isinstance(cells, list):
            return cells
        sheets = notebook.get("worksheets")
        if isinstance(sheets, list):
            inside = (sheet.get("cells") for sheet in sheets if isinstance(sheet, dict))
            return [cell for found in inside if isinstance(found, list) for cell in found]
    raise PageError("this is no notebook: there is no list of cells in it")


def _source(cell: Any) -> str | None:
    """The text of a Markdown cell; None for any other."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("markdown", "heading"):
        return None
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    texts = [line for line in lines if isinstance(line, str)]
    text = "".join(texts).replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("�", text)
