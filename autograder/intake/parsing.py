"""Turns the bytes of a handed-in file into a clean notebook of format 4.5.

Whatever editor wrote the file, only what grading and feedback need is taken over: each cell's kind, text,
id, pasted pictures and nbgrader's metadata. Outputs, the states of widgets and the metadata of Colab, Kaggle
or VS Code are left out, so nothing in them can do harm.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from autograder.core.text import plural, shorten, writable
from autograder.intake.magics import magic_lines, parse_python

MAX_BYTES = 50_000_000
"""Bytes of a handed-in file; an exercise with its outputs has well under a million."""

MAX_TEXT = 2_000_000
"""Characters in the text of all cells together; an exercise has about fifteen thousand."""

MAX_CELLS = 2_000
"""Cells in a notebook."""

MAX_MAGICS = 200
"""Shell lines and magics in a notebook; IPython reads the whole cell once for each."""

_MAX_PICTURES = 5_000_000
"""Characters (base64) of all pictures pasted into text cells together."""

_MOST_HASHES = 6
"""The deepest level of a heading in Markdown."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SCALARS = (str, int, float, type(None))


class UnreadableError(Exception):
    """The file is no notebook; the message is a clause for the student, such as ``it is empty``."""


def parse(data: bytes) -> tuple[NotebookNode, list[str]]:
    """Return the notebook in a file, and notes on what had to be mended in the file.

    Args:
        data: The content of the file, at most :data:`MAX_BYTES`.

    Returns:
        A notebook of format 4.5 without outputs, and one sentence for the student about each kind of damage.
        Cells may lack an ``id``; their metadata holds nothing but scalars under ``nbgrader``.

    Raises:
        UnreadableError: the file holds no notebook, or a limit of this module is exceeded.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"it is larger than {MAX_BYTES // 1_000_000} MB; clear the outputs before you save it"
        )
    notes: list[str] = []
    content = _load(_decode(data, notes), notes)
    if not isinstance(content, dict):
        raise UnreadableError(f"it contains {_kind(content)} instead of a notebook")
    cells = [_cell(raw, notes) for raw in _raw_cells(content, notes)]
    _refuse_huge(cells)
    _drop_many_pictures(cells, notes)
    _note_language(content.get("metadata"), notes)
    nb = NotebookNode(nbformat=4, nbformat_minor=5, metadata=NotebookNode(), cells=cells)
    return nb, list(dict.fromkeys(notes))


def _decode(data: bytes, notes: list[str]) -> str:
    """Return the text of a file in UTF-8, UTF-16 or UTF-32; characters that are damaged become ``�``."""
    encoding = json.detect_encoding(data)
    if not encoding.startswith("utf-8"):
        notes.append(f"The file was stored as {encoding.upper()}; it was read as such.")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        notes.append("Some characters of the file are damaged; each shows as �.")
        return data.decode(encoding, "replace")


def _load(text: str, notes: list[str]) -> Any:
    """Return the value of JSON text, parsed leniently.

    Control characters in strings, NaN (read as ``None``), keys given twice and text after the end are
    accepted.
    """
    twice = False

    def to_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        made = dict(pairs)
        twice |= len(made) < len(pairs)
        return made

    decoder = json.JSONDecoder(strict=False, object_pairs_hook=to_dict, parse_constant=lambda _: None)
    text = text.strip("\ufeff\0 \t\r\n")
    if not text:
        raise UnreadableError("it is empty")
    try:
        content, end = decoder.raw_decode(text)
    except RecursionError:
        raise UnreadableError("it is nested too deeply") from None
    except ValueError as error:
        raise UnreadableError(f"it is no valid JSON: {shorten(str(error), 100)}") from None
    if end < len(text):
        notes.append("The file went on after the end of the notebook; the rest was ignored.")
    if twice:
        notes.append("A part of the file appeared twice; the second one counts.")
    return content


def _kind(value: object) -> str:
    """Return the kind of a JSON value in words, for a message to the student."""
    names = {list: "a list", str: "text", int: "a number", float: "a number", bool: "true or false"}
    return names.get(type(value), "nothing")


def _raw_cells(content: dict[str, Any], notes: list[str]) -> list[Any]:
    """Return the cells, as dicts, of a notebook of format 4 or of the worksheets of formats 2 and 3."""
    version = content.get("nbformat")
    cells = content.get("cells")
    sheets = content.get("worksheets")
    if not isinstance(cells, list) and isinstance(sheets, list):
        cells = [cell for sheet in sheets for cell in _list(sheet, "cells")]
        notes.append("The notebook was saved in an old format and was brought up to date.")
    elif version != 4 or isinstance(version, float):  # noqa: PLR2004 - the format's number
        notes.append(f"The notebook's format number is {_short(version)}; it was read as 4.")
    if not cells:
        raise UnreadableError("it has no cells")
    if len(cells) > MAX_CELLS:
        raise UnreadableError(f"it has more than {MAX_CELLS} cells")
    good: list[Any] = [cell for cell in cells if isinstance(cell, dict)]
    if not good:
        raise UnreadableError("it has no cells")
    if len(good) < len(cells):
        notes.append(f"{plural(len(cells) - len(good), 'damaged cell')} could not be read.")
    return good


def _list(value: Any, name: str) -> list[Any]:
    """Return the list under ``name``; an empty one if there is none."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _short(value: object) -> str:
    return shorten(repr(value), 20) if isinstance(value, _SCALARS) and value is not None else "missing"


def _cell(raw: dict[str, Any], notes: list[str]) -> NotebookNode:
    """Return a cell of format 4.5 with nothing of ``raw`` but what this module takes over."""
    source = _source(raw, notes)
    kind = _cell_kind(raw.get("cell_type"), source)
    if raw.get("cell_type") == "heading":  # format 3
        level = raw.get("level")
        source = "#" * (level if isinstance(level, int) and 0 < level <= _MOST_HASHES else 1) + " " + source
    cell = NotebookNode(cell_type=kind, source=source, metadata=NotebookNode())
    if kind == "code":
        cell.update(execution_count=None, outputs=[])
    elif pictures := _pictures(raw.get("attachments")):
        cell.attachments = pictures
    metadata = raw.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    # Colab keeps the id in the metadata.
    identity = next((i for i in (raw.get("id"), metadata.get("id")) if _is_id(i)), None)
    if identity:
        cell.id = identity
    if "nbgrader" in metadata:
        cell.metadata.nbgrader = _scalars(metadata["nbgrader"])
    return cell


def _source(raw: dict[str, Any], notes: list[str]) -> str:
    """Return a cell's text with plain line feeds; in formats 2 and 3, code is under ``input``."""
    source = raw.get("source", raw.get("input", ""))
    if isinstance(source, list):
        lines = [line for line in source if isinstance(line, str)]
        # Some tools write the lines without their ends; joined as they are, they would be one line.
        broken = len(lines) > 1 and not any(line.endswith(("\n", "\r")) for line in lines)
        text = ("\n" if broken else "").join(lines)
    else:
        text = source if isinstance(source, str) else ""
    if source and not text and source != [""]:
        notes.append("The text of a cell was damaged and is lost.")
    if "\r" in text:
        notes.append("Windows line ends were replaced.")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # A lone half of a character reads like all else in the file that no encoding can store.
    return writable(text.replace("\0", "�"), instead="�")


def _cell_kind(kind: Any, source: str) -> str:
    """Return the kind of a cell in format 4; an unknown kind is code if its text is Python."""
    if kind in ("code", "markdown", "raw"):
        return str(kind)
    if kind in ("heading", "html"):
        return "markdown"
    return "code" if parse_python(source) is not None else "markdown"


def _pictures(raw: Any) -> NotebookNode:
    """Return the attachments whose data are text, as base64 is; others are left out."""
    found = NotebookNode()
    for name, bundle in raw.items() if isinstance(raw, dict) else ():
        texts = [name, *bundle.keys(), *bundle.values()] if isinstance(bundle, dict) else [None]
        if all(isinstance(text, str) and writable(text) == text for text in texts):
            found[name] = NotebookNode({k: v for k, v in bundle.items() if not k.endswith("+json")})
    return found


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _scalars(raw: Any) -> NotebookNode:
    """Return nbgrader's metadata of a cell without lists and dicts, which nbgrader never writes there."""
    items: Iterator[tuple[str, Any]] = iter(raw.items() if isinstance(raw, dict) else ())
    return NotebookNode({key: value for key, value in items if isinstance(value, _SCALARS)})


def _refuse_huge(cells: list[NotebookNode]) -> None:
    """Raise :class:`UnreadableError` for a notebook that would take the grader too long."""
    if sum(len(cell.source) for cell in cells) > MAX_TEXT:
        raise UnreadableError(f"its cells hold more than {MAX_TEXT // 1_000_000} million characters")
    if sum(magic_lines(cell.source) for cell in cells if cell.cell_type == "code") > MAX_MAGICS:
        raise UnreadableError(f"it has more than {MAX_MAGICS} shell or magic lines")


def _drop_many_pictures(cells: list[NotebookNode], notes: list[str]) -> None:
    """Remove all pictures if they are too large together."""
    with_pictures = [cell for cell in cells if "attachments" in cell]
    size = sum(len(v) for c in with_pictures for bundle in c.attachments.values() for v in bundle.values())
    if size > _MAX_PICTURES:
        notes.append("The pictures in your text cells are too large for the feedback page and were removed.")
        for cell in with_pictures:
            del cell["attachments"]


def _note_language(metadata: Any, notes: list[str]) -> None:
    """Add a note if the notebook was saved with a kernel of another language: it is run as Python 3."""
    spec, info = (_dict(metadata, name) for name in ("kernelspec", "language_info"))
    if spec.get("name") == "python2":
        language = "Python 2"
    else:
        language = shorten(str(spec.get("language") or info.get("name") or "python"), 30)
    if not language.isascii() or language.lower() not in ("python", "ipython", "python3"):
        shown = ascii(language)[1:-1]
        notes.append(f"The notebook was saved with a kernel for {shown}; it was graded with Python 3.")


def _dict(value: Any, name: str) -> dict[str, Any]:
    """Return the dict under ``name``; an empty one if there is none."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}
