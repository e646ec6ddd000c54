"""Mutations of handed-in notebooks: what people, editors and broken disks do to them."""

from __future__ import annotations

import copy
import functools
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from repository import HERE

from autograder.authoring.sample_class import solved
from autograder.core.paths import CourseRoot
from autograder.lessons import discover

ROOT = CourseRoot(Path(__file__).resolve().parent.parent)
EXERCISES = tuple(lesson.spec.exercise for lesson in discover(HERE))
Notebook = dict[str, Any]
Mutation = Callable[[Notebook, random.Random], None]
Damage = Callable[[bytes, random.Random], bytes]

JUNK: tuple[Any, ...] = (
    None, True, -1, 1e999, 10**400, "", "x", "\ud800", "a\0b\r\n", [], [[]], {}, {"x": []}, [1, "a"], {"nbgrader": "x"}, "!ls", "%%time\n",
)  # fmt: skip


@functools.cache
def released(exercise: str) -> Notebook:
    """The blank exercise, as JSON."""
    path = ROOT.path / "exercises" / exercise / f"{exercise}.ipynb"
    return json.loads(path.read_text(encoding="utf-8"))


@functools.cache
def start(exercise: str, kind: str) -> str:
    """A notebook to be mutated: blank or solved."""
    lesson = next(lesson for lesson in discover(HERE) if lesson.spec.exercise == exercise)
    return json.dumps(released(exercise) if kind == "blank" else solved(lesson, released(exercise)))


def pick(nb: Notebook, rng: random.Random) -> Any:
    """A cell, or something that stands where cells do."""
    cells = nb.get("cells")
    return rng.choice(cells) if isinstance(cells, list) and cells else {}


def cells_of(nb: Notebook) -> list[Any]:
    """The list of cells, or an empty one that nobody sees."""
    cells = nb.get("cells")
    return cells if isinstance(cells, list) else []


def text_of(cell: Any) -> str:
    """A cell's source, whatever it is."""
    source = cell.get("source", "") if isinstance(cell, dict) else ""
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def metadata_of(cell: Any) -> dict[str, Any]:
    """A cell's metadata, or a dictionary that nobody sees."""
    found = cell.get("metadata") if isinstance(cell, dict) else None
    return found if isinstance(found, dict) else {}


def delete_a_cell(nb: Notebook, rng: random.Random) -> None:
    """Delete."""
    cells = cells_of(nb)
    if cells:
        del cells[rng.randrange(len(cells))]


def duplicate_a_cell(nb: Notebook, rng: random.Random) -> None:
    """Copy and paste somewhere."""
    cells = cells_of(nb)
    cells.insert(rng.randint(0, len(cells)), copy.deepcopy(pick(nb, rng)))


def move_a_cell(nb: Notebook, rng: random.Random) -> None:
    """Cut and paste somewhere."""
    cells = cells_of(nb)
    if cells:
        cell = cells.pop(rng.randrange(len(cells)))
        cells.insert(rng.randint(0, len(cells)), cell)


def shuffle_cells(nb: Notebook, rng: random.Random) -> None:
    """All cells in another order."""
    rng.shuffle(cells_of(nb))


def split_a_cell(nb: Notebook, rng: random.Random) -> None:
    """Split at a line, as JupyterLab does: both halves keep the metadata."""
    cells = cells_of(nb)
    if cells:
        i = rng.randrange(len(cells))
        lines = text_of(cells[i]).splitlines(keepends=True)
        if isinstance(cells[i], dict) and len(lines) > 1:
            at = rng.randrange(1, len(lines))
            second = copy.deepcopy(cells[i])
            cells[i]["source"], second["source"] = "".join(lines[:at]), "".join(lines[at:])
            cells.insert(i + 1, second)


def merge_cells(nb: Notebook, rng: random.Random) -> None:
    """Merge some neighbours; the first's metadata stay."""
    cells = cells_of(nb)
    if len(cells) > 1:
        i = rng.randrange(len(cells) - 1)
        count = rng.choice((2, 2, 3, len(cells)))
        merged = cells[i : i + count]
        if isinstance(merged[0], dict):
            merged[0]["source"] = "\n\n".join(map(text_of, merged))
            cells[i : i + count] = merged[:1]


def retype_a_cell(nb: Notebook, rng: random.Random) -> None:
    """Code, text or raw, or what is none."""
    cell = pick(nb, rng)
    if isinstance(cell, dict):
        cell["cell_type"] = rng.choice(("code", "markdown", "raw", "heading", "html", "x", None))


def edit_a_cell(nb: Notebook, rng: random.Random) -> None:
    """Lines added, lost or exchanged."""
    cell = pick(nb, rng)
    if isinstance(cell, dict):
        lines = text_of(cell).splitlines()
        rng.choice(
            (
                lambda: lines.append("x = 1"),
                lambda: lines.insert(0, rng.choice(("!pip install x", "%%time", "%%bash", "%cd x", "%load_ext y", "?")) ),
                lambda: lines.pop() if lines else None,
                lambda: lines.insert(rng.randint(0, len(lines)), rng.choice(('check("a.b", c)', "def guard(x): pass", "(((", "'''"))),
            )
        )()  # fmt: skip
        cell["source"] = "\n".join(lines)


def strip_metadata(nb: Notebook, rng: random.Random) -> None:
    """One cell's metadata gone, or all of them."""
    for cell in [pick(nb, rng)] if rng.random() < 0.5 else cells_of(nb):
        if isinstance(cell, dict):
            cell["metadata"] = {}


def strip_ids(nb: Notebook, rng: random.Random) -> None:
    """Cell ids gone, as in formats before 4.5."""
    for cell in cells_of(nb):
        if isinstance(cell, dict):
            cell.pop("id", None)
    nb["nbformat_minor"] = rng.randint(0, 6)


def scramble_ids(nb: Notebook, rng: random.Random) -> None:
    """Ids exchanged, doubled or invalid."""
    ids = [cell.get("id") for cell in cells_of(nb) if isinstance(cell, dict)]
    for cell in cells_of(nb):
        if isinstance(cell, dict) and rng.random() < 0.5:
            cell["id"] = rng.choice([*ids, "", "a b", "x" * 99, 7, None])


def scramble_grade_ids(nb: Notebook, rng: random.Random) -> None:
    """Grade ids exchanged, doubled or of another kind."""
    marks = [m for m in (metadata_of(c).get("nbgrader") for c in cells_of(nb)) if isinstance(m, dict)]
    names = [mark.get("grade_id") for mark in marks]
    for mark in marks:
        if rng.random() < 0.3:
            mark["grade_id"] = rng.choice([*names, "other", "", 5, None, []])


def edit_marks(nb: Notebook, rng: random.Random) -> None:
    """Points, flags, kinds and versions edited, lost, or of another type."""
    marks = [m for m in (metadata_of(c).get("nbgrader") for c in cells_of(nb)) if isinstance(m, dict)]
    for mark in marks:
        if rng.random() < 0.5:
            keys = (
                "points",
                "grade",
                "solution",
                "locked",
                "task",
                "schema_version",
                "cell_type",
                "checksum",
                "extra",
            )
            key = rng.choice(keys)
            mark[key] = rng.choice((*JUNK, 0, 1, 4, 100, "markdown", "code"))
            if rng.random() < 0.3:
                del mark[key]


def from_colab(nb: Notebook, rng: random.Random) -> None:
    """As Colab saves."""
    nb["metadata"] = {"colab": {"provenance": []}, "accelerator": "GPU", "widgets": {"x": "y" * 1000}}
    for cell in cells_of(nb):
        if isinstance(cell, dict):
            cell["metadata"] = {"id": cell.pop("id", "x"), "outputId": "y", **metadata_of(cell)}
    nb["nbformat_minor"] = 0


def to_format_3(nb: Notebook, rng: random.Random) -> None:
    """As IPython 2 saved."""
    for cell in cells_of(nb):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            cell["input"] = cell.pop("source", "")
    nb["worksheets"] = [{"cells": nb.pop("cells", []), "metadata": {}}]
    nb["nbformat"] = 3


def other_kernel(nb: Notebook, rng: random.Random) -> None:
    """R, Julia, nothing, or rubbish."""
    nb["metadata"] = {"kernelspec": {"name": "ir", "language": rng.choice(("R", "julia", 5, None))}}


def change_a_type(nb: Notebook, rng: random.Random) -> None:
    """Something, anywhere in the file, becomes something else."""
    paths = list(_paths(nb))
    holder, key = rng.choice(paths) if paths else (nb, "cells")
    holder[key] = copy.deepcopy(rng.choice(JUNK))


def _paths(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in list(items):
        yield value, key
        yield from _paths(child)


def lose_a_key(nb: Notebook, rng: random.Random) -> None:
    """A key, anywhere in the file, is gone."""
    keys = [(holder, key) for holder, key in _paths(nb) if isinstance(holder, dict)]
    if keys:
        holder, key = rng.choice(keys)
        del holder[key]


def nest_deeply(nb: Notebook, rng: random.Random) -> None:
    """A value a hundred or a thousand levels deep."""
    deep: Any = "x"
    for _ in range(rng.choice((100, 400))):
        deep = [deep] if rng.random() < 0.5 else {"x": deep}
    target = rng.choice((nb, pick(nb, rng), metadata_of(pick(nb, rng))))
    if isinstance(target, dict):
        target[rng.choice(("metadata", "nbgrader", "source", "attachments", "deep"))] = deep


MUTATIONS: tuple[Mutation, ...] = (
    delete_a_cell,
    duplicate_a_cell,
    move_a_cell,
    shuffle_cells,
    split_a_cell,
    merge_cells,
    retype_a_cell,
    edit_a_cell,
    strip_metadata,
    strip_ids,
    scramble_ids,
    scramble_grade_ids,
    edit_marks,
    from_colab,
    to_format_3,
    other_kernel,
    change_a_type,
    lose_a_key,
    nest_deeply,
)


def truncate(data: bytes, rng: random.Random) -> bytes:
    """The end is missing."""
    return data[: rng.randint(0, len(data))]


def insert_bytes(data: bytes, rng: random.Random) -> bytes:
    """Rubbish somewhere."""
    at = rng.randint(0, len(data))
    return data[:at] + bytes(rng.randrange(256) for _ in range(rng.randint(1, 4))) + data[at:]


def append_bytes(data: bytes, rng: random.Random) -> bytes:
    """Rubbish at the end."""
    return data + rng.choice((b"}", b"\0\0", b"\x1a", data[:100]))


def windows_lines(data: bytes, rng: random.Random) -> bytes:
    """Windows line ends, within the texts too."""
    return data.replace(b"\\n", b"\\r\\n").replace(b"\n", b"\r\n")


def other_encoding(data: bytes, rng: random.Random) -> bytes:
    """A byte order mark, UTF-16, UTF-32 or Latin-1."""
    encoding = rng.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def twice(data: bytes, rng: random.Random) -> bytes:
    """The key of the cells is there twice."""
    return b'{"cells": [],' + data[1:]


DAMAGE: tuple[Damage, ...] = (truncate, insert_bytes, append_bytes, windows_lines, other_encoding, twice)


def mutant(
    exercise: str, kind: str, mutations: Sequence[Mutation], damage: Sequence[Damage], seed: int
) -> tuple[str, bytes]:
    """An exercise, and the bytes of a mutated hand-in of it."""
    rng = random.Random(seed)
    nb = json.loads(start(exercise, kind))
    for mutate in mutations:
        mutate(nb, rng)
    data = json.dumps(nb, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")
    for harm in damage:
        data = harm(data, rng)
    return exercise, data


MUTANTS = st.builds(
    mutant,
    st.sampled_from(EXERCISES),
    st.sampled_from(("blank", "solved")),
    st.lists(st.sampled_from(MUTATIONS), max_size=6),
    st.one_of(st.just([]), st.lists(st.sampled_from(DAMAGE), max_size=2)),
    st.integers(0, 2**32),
)
