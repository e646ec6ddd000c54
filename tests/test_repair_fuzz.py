"""Whatever is done to a notebook, it ends as one that nbgrader can grade: mutations by the thousand.

The fast property runs no kernel; nbgrader's own passes are real, with a real gradebook. The slow ones
send a class of mutants through the real grading.
"""

from __future__ import annotations

import copy
import functools
import json
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbgrader.converters import Autograde

from autograder.course.sample_class import solved
from autograder.engine.paths import CourseRoot
from autograder.lessons import discover
from autograder.nbgrader import api as nbgrader_api
from autograder.nbgrader import reading, repair
from autograder.nbgrader.finding import CourseAPI

ROOT = CourseRoot(Path(__file__).resolve().parent.parent)
EXERCISES = tuple(lesson.spec.exercise for lesson in discover())
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
    lesson = next(lesson for lesson in discover() if lesson.spec.exercise == exercise)
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


def read_bytes(folder: Path, exercise: str, data: bytes) -> NotebookNode:
    """What is made of a hand-in with these bytes."""
    path = folder / exercise / f"{exercise}.ipynb"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return reading.read_submission(path, ROOT, exercise)


def marks(nb: NotebookNode) -> list[tuple[str, dict[str, Any], str]]:
    """What nbgrader would count: grade id, its metadata, and the text of locked cells."""
    found = [c for c in nb.cells if "nbgrader" in c.metadata]
    return [
        (c.metadata.nbgrader.grade_id, c.metadata.nbgrader, c.source if c.metadata.nbgrader.locked else "")
        for c in found
    ]


@functools.cache
def original_of(exercise: str) -> NotebookNode:
    """The blank exercise, as a notebook."""
    return nbformat.reads(json.dumps(released(exercise)), as_version=4)


def assert_gradable(nb: NotebookNode, exercise: str) -> None:
    """A valid notebook with each check of the exercise once, as released, and no mark but the exercise's."""
    nbformat.validate(nb)
    json.dumps(nb, allow_nan=False).encode()
    original = original_of(exercise)
    wanted, got = marks(original), marks(nb)
    assert [] == [mark for mark in got if mark not in wanted]
    assert len({name for name, *_ in got}) == len(got)
    checks = {name for name, data, _ in wanted if data.grade}
    assert checks == {name for name, data, _ in got if data.grade}
    assert {"code"} == {c.cell_type for c in nb.cells if "nbgrader" in c.metadata}
    assert original.metadata.kernelspec == nb.metadata.kernelspec


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where hand-ins are put to be read."""
    return tmp_path_factory.mktemp("submitted")


def assert_settled(nb: NotebookNode, exercise: str) -> None:
    """Repairing what was repaired changes nothing and says nothing."""
    again, notes = repair.repair(nb, original_of(exercise))
    assert [] == notes
    for before, after in zip(nb.cells, again.cells, strict=True):
        kept = {k: v for k, v in before.metadata.items() if k != reading.WRITTEN}
        assert (before.source, before.id, kept) == (after.source, after.id, after.metadata)


@settings(max_examples=3000)
@given(MUTANTS, st.sampled_from(EXERCISES))
def test_any_mutant_can_be_graded(folder: Path, made: tuple[str, bytes], other: str) -> None:
    """No exception, a valid notebook, each check once and as released, and nothing left to repair.

    Now and then it is handed in as another exercise.
    """
    exercise, data = made
    exercise = other if len(data) % 8 == 0 else exercise
    nb = read_bytes(folder, exercise, data)
    assert_gradable(nb, exercise)
    if len(data) % 2:
        assert_settled(nb, exercise)


@settings(max_examples=500)
@given(st.binary(max_size=200), st.sampled_from((b"", b'{"cells": [', b'{"cells": [{"source": "')))
def test_any_bytes_can_be_graded(folder: Path, data: bytes, head: bytes) -> None:
    """Also what never was a notebook."""
    assert_gradable(read_bytes(folder, EXERCISES[0], head + data), EXERCISES[0])


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("kind", ["blank", "solved"])
def test_what_is_not_touched_is_not_repaired(folder: Path, exercise: str, kind: str) -> None:
    """Every exercise, blank or solved, is read as it is, without a note."""
    nb = read_bytes(folder, exercise, start(exercise, kind).encode())
    assert [] == nb.metadata.pop(reading.REPAIRS)
    assert nbformat.reads(start(exercise, kind), as_version=4) == nb


def loses_a_check(nb: NotebookNode) -> None:
    """A repair that forgets a check."""
    nb.cells = [c for c in nb.cells if not c.metadata.get("nbgrader", {}).get("points")]


def doubles_a_check(nb: NotebookNode) -> None:
    """A repair that leaves a second copy marked."""
    nb.cells += [copy.deepcopy(c) for c in nb.cells if c.metadata.get("nbgrader", {}).get("points")]


def keeps_an_edit(nb: NotebookNode) -> None:
    """A repair that leaves points as a student set them."""
    for c in nb.cells:
        if "nbgrader" in c.metadata:
            c.metadata.nbgrader["points"] = 100


def keeps_rubbish(nb: NotebookNode) -> None:
    """A repair that leaves a cell which no notebook may hold."""
    nb.cells[0]["outputs"] = "x"


@pytest.mark.parametrize("fault", [loses_a_check, doubles_a_check, keeps_an_edit, keeps_rubbish])
def test_the_fuzz_finds_a_planted_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: Callable[[NotebookNode], None]
) -> None:
    """Each property can fail: a repair with a fault is caught."""

    def broken(nb: NotebookNode, exercise: NotebookNode) -> tuple[NotebookNode, list[str]]:
        made, notes = repair.repair(nb, exercise)
        fault(made)
        return made, notes

    monkeypatch.setattr(reading, "repair", broken)
    nb = read_bytes(folder, EXERCISES[0], start(EXERCISES[0], "solved").encode())
    with pytest.raises((AssertionError, nbformat.ValidationError)):
        assert_gradable(nb, EXERCISES[0])


def test_the_fuzz_finds_a_repair_that_never_settles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repair that makes work for the next one is caught."""
    nb = read_bytes(folder, EXERCISES[0], start(EXERCISES[0], "solved").encode())
    nb.cells.reverse()
    with pytest.raises(AssertionError):
        assert_settled(nb, EXERCISES[0])


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> CourseAPI:
    """A real nbgrader whose gradebook knows all exercises."""
    root = CourseRoot(tmp_path_factory.mktemp("gradebook"))
    shutil.copytree(ROOT.path / "solutions", root.path / "solutions")
    shutil.copy(ROOT.path / "nbgrader_config.py", root.path)
    opened = nbgrader_api.open_api(root)
    for exercise in EXERCISES:
        nbgrader_api.generate_assignment(opened, exercise)
    return opened


@pytest.mark.slow
@settings(max_examples=150)
@given(MUTANTS)
def test_nbgraders_own_passes_accept_any_mutant(
    folder: Path, api: CourseAPI, made: tuple[str, bytes]
) -> None:
    """All that ``nbgrader autograde`` does before the run succeeds, and changes no line of what will run.

    So the outputs kept under the digest of that code are found again.
    """
    exercise, data = made
    nb = read_bytes(folder, exercise, data)
    before = [c.source for c in nb.cells if c.cell_type == "code"]
    names = {"notebook": exercise, "assignment": exercise, "student": "s", "db_url": api.coursedir.db_url}
    passes = Autograde(coursedir=api.coursedir, parent=api).sanitize_preprocessors
    assert [
        "ClearOutput",
        "DeduplicateIds",
        "OverwriteKernelspec",
        "OverwriteCells",
        "CheckCellMetadata",
    ] == [each.__name__ for each in passes]
    for each in passes:
        nb, _ = each(parent=api).preprocess(nb, {"nbgrader": names})
    assert_gradable(nb, exercise)
    assert before == [c.source for c in nb.cells if c.cell_type == "code"]
