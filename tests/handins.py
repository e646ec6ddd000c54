"""Hand-ins of the first exercise, and what is made of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
from repository import HERE

from autograder.authoring import sample_class
from autograder.core.paths import CourseRoot
from autograder.intake import reading
from autograder.intake.reading import Received
from autograder.lessons import find

ROOT = CourseRoot(Path(__file__).resolve().parent.parent)
EXERCISE = "01_normalization"
Notebook = dict[str, Any]


def blank_exercise() -> Notebook:
    """The released exercise, as JSON."""
    path = ROOT.path / "exercises" / EXERCISE / f"{EXERCISE}.ipynb"
    made: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return made


def solved_exercise() -> Notebook:
    """The exercise as a student solved it."""
    return sample_class.solved(find(HERE, EXERCISE), blank_exercise())


def cells(source: str, count: int = 1) -> bytes:
    """A notebook of equal code cells."""
    return json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": source}] * count}).encode()


def read(folder: Path, content: bytes | Notebook, name: str = f"{EXERCISE}.ipynb") -> Received:
    """What is made of a hand-in."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (folder / name).write_bytes(data)
    received = reading.read_file(folder / f"{EXERCISE}.ipynb", ROOT, EXERCISE)
    nbformat.validate(received.notebook)
    assert 6 == sum(bool(c.metadata.get("nbgrader", {}).get("grade")) for c in received.notebook.cells)
    assert 6 == len(received.checks)
    return received


def said(received: Received) -> str:
    """The sentences above the first card."""
    return " ".join(received.repairs)


def code(received: Received) -> list[str]:
    """What runs."""
    return list(received.to_run)


def code_of(nb: Notebook) -> list[str]:
    """The code of a notebook in JSON."""
    return ["".join(c["source"]) for c in nb["cells"] if c["cell_type"] == "code"]
