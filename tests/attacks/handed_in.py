"""Attacks by what is handed in: the notebook file itself, and what lies beside it."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attacks.case import ERROR, NOT_ATTEMPTED, PASSED, Attack, Notebook, Places

NAME = "01_normalization.ipynb"


def _checks(nb: Notebook) -> list[dict[str, Any]]:
    return [c for c in nb["cells"] if c["metadata"].get("nbgrader", {}).get("grade")]


def _points(nb: Notebook) -> Notebook:
    for cell in _checks(nb):
        cell["metadata"]["nbgrader"] |= {
            "points": 1000,
            "schema_version": 99,
            "locked": False,
            "solution": True,
        }
        cell["source"] = "10.0"
    return nb


def _swapped(nb: Notebook) -> Notebook:
    """All ids are those of one task, then those of none."""
    for number, cell in enumerate(_checks(nb)):
        cell["metadata"]["nbgrader"]["grade_id"] = "normalization-guard" if number % 2 else f"mine-{number}"
    return nb


def _doubled(nb: Notebook) -> Notebook:
    for cell in _checks(nb):
        double = copy.deepcopy(cell) | {"source": "10.0", "id": f"{cell['id']}-2"}
        nb["cells"].insert(0, double)
    return nb


def _made_up(nb: Notebook) -> Notebook:
    for number in range(5):
        mark = {
            "grade": True,
            "grade_id": f"bonus-{number}",
            "locked": True,
            "points": 100,
            "schema_version": 3,
            "solution": False,
            "task": False,
            "cell_type": "code",
        }
        nb["cells"].append(_cell("10.0") | {"id": f"bonus-{number}", "metadata": {"nbgrader": mark}})
    return nb


def _cell(source: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": 1,
        "id": "mine",
        "metadata": {},
        "outputs": [],
        "source": source,
    }


def _stored(nb: Notebook) -> Notebook:
    """Outputs of a run that never was: scores, cards and answers."""
    card = {
        "task": "normalization.fit",
        "status": "passed",
        "score": 1.0,
        "points": 1.0,
        "summary": "",
        "diagnosis": None,
        "notes": [],
    }
    answers = {
        "task": "normalization.fit",
        "outcomes": {f"fit-{n}": {"returned": None, "type": "dict", "changed": []} for n in range(3)},
    }
    for cell in nb["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {"application/vnd.skewlab.result.v1+json": card},
                },
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {"application/vnd.skewlab.answers.v1+json": answers},
                },
                {
                    "output_type": "execute_result",
                    "execution_count": 1,
                    "metadata": {},
                    "data": {"text/plain": "10.0"},
                },
            ]
    return nb


def _notes(value: Any) -> Callable[[Notebook], Notebook]:
    def change(nb: Notebook) -> Notebook:
        nb["metadata"] |= {"skewlab_unreadable": value, "skewlab_repairs": value}
        return nb

    return change


def _odd_types(nb: Notebook) -> Notebook:
    nb["metadata"] = {"language_info": "python", "kernelspec": ["bash"], "title": {}, "orig_nbformat": "x"}
    for number, cell in enumerate(nb["cells"]):
        cell["metadata"] |= {"tags": {"a": 1}, "collapsed": "maybe", "name": number, "jupyter": []}
        cell["id"] = "same id, with spaces"
    return nb


def _other_kernel(nb: Notebook) -> Notebook:
    nb["metadata"]["kernelspec"] = {"name": "bash", "display_name": "Bash", "language": "bash"}
    return nb


def _skipped(nb: Notebook) -> Notebook:
    for cell in _checks(nb):
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception"]
        cell["cell_type"] = "raw"
    return nb


def _half_characters(nb: Notebook) -> Notebook:
    nb["cells"].append(
        {
            "cell_type": "markdown",
            "id": "half",
            "metadata": {"\ud800": "\udfff"},
            "source": "half a character: \ud800",
        }
    )
    nb["cells"].append(_cell("# \ud800") | {"id": "half2"})
    return nb


def _nested(_: Notebook) -> bytes:
    return (
        b'{"cells": '
        + b"[" * 200_000
        + b"]" * 200_000
        + b', "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    )


def _many_cells(nb: Notebook) -> Notebook:
    nb["cells"] += [_cell("1") | {"id": f"c{n}"} for n in range(5000)]
    return nb


def _large(nb: Notebook) -> bytes:
    nb["cells"].append(_cell("#" * 60_000_000) | {"id": "large"})
    return json.dumps(nb).encode()


def _beside(make: Callable[[Path, Places], None]) -> Callable[[Path, bytes, Places], None]:
    def place(folder: Path, content: bytes, places: Places) -> None:
        (folder / NAME).write_bytes(content)
        make(folder, places)

    return place


def _modules(folder: Path, _: Places) -> None:
    for name in (
        "numpy.py",
        "autograder.py",
        "sitecustomize.py",
        "conftest.py",
        "nbgrader_config.py",
        "gradebook.db",
    ):
        (folder / name).write_text("raise SystemExit('shadowed')", encoding="utf-8")
    (folder / "evil.pth").write_text("import os; os._exit(3)", encoding="utf-8")
    (folder / "page.html").write_text("<script>alert(1)</script>", encoding="utf-8")


def _links(folder: Path, places: Places) -> None:
    (folder / "solution.txt").symlink_to(places.course / "solutions" / "01_normalization" / NAME)
    (folder / "passwd").symlink_to("/etc/passwd")
    (folder / "nowhere").symlink_to("/nonexistent")
    (folder / "up").symlink_to("../../..")
    (folder / "timestamp.txt").symlink_to(places.course / ".skewlab" / "secret")


def _special(folder: Path, _: Places) -> None:
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "timestamp.txt")


def _sparse(folder: Path, _: Places) -> None:
    with (folder / "large.bin").open("wb") as file:
        file.truncate(2**40)


def _linked(target: Callable[[Places], Path]) -> Callable[[Path, bytes, Places], None]:
    return lambda folder, _, places: (folder / NAME).symlink_to(target(places))


def _linked_folder(tree: str) -> Callable[[Path, bytes, Places], None]:
    def place(folder: Path, _: bytes, places: Places) -> None:
        folder.rmdir()
        folder.symlink_to(places.course / "work" / tree / "honest-01" / folder.name)

    return place


_KEPT: dict[str, Any] = {"code": "print('REFUSED')", "right": True, "status": (PASSED,), "marks": 10.0}
_UNREADABLE: dict[str, Any] = {"right": True, "status": (ERROR,), "witness": "can't be read as a notebook"}

HANDED_IN: list[Attack] = [
    *(
        Attack(name=name, change=change, witness=witness, status=(NOT_ATTEMPTED, ERROR))
        for name, change, witness in (
            ("more points, no locks", _points, "were reset"),
            ("grade ids exchanged", _swapped, "has been restored"),
            ("check cells twice", _doubled, "counts as your own"),
            ("cells worth a hundred points", _made_up, "counts as your own"),
            ("outputs of a run that never was", _stored, "still the given stub"),
            (
                "our own marks, as answers",
                _notes({"fit-0": {"kinds": ["ValueError"], "value": None, "changed": []}}),
                "still the given stub",
            ),
            ("our own marks, as a list", _notes([1]), "still the given stub"),
        )
    ),
    *(
        Attack(name=name, change=change, **_KEPT)
        for name, change in (
            ("metadata of odd types", _odd_types),
            ("another kernel", _other_kernel),
            ("checks to be skipped", _skipped),
            ("half a character in a cell", _half_characters),
        )
    ),
    *(
        Attack(name=name, change=change, **_UNREADABLE)
        for name, change in (
            ("a file nested without end", _nested),
            ("thousands of cells", _many_cells),
            ("a file of 60 MB", _large),
        )
    ),
    *(
        Attack(name=name, place=place, **_UNREADABLE)
        for name, place in (
            ("a link to the solution", _linked(lambda p: p.course / "solutions" / "01_normalization" / NAME)),
            ("a link to another's submission", _linked(lambda p: p.honest)),
            ("a link to /etc/passwd", _linked(lambda _: Path("/etc/passwd"))),
            ("a link to nowhere", _linked(lambda _: Path("/nonexistent"))),
            ("a folder that is a link to another's", _linked_folder("submitted")),
            ("a folder that is a link to another's graded one", _linked_folder("autograded")),
            ("a folder in place of the notebook", lambda folder, *_: (folder / NAME).mkdir()),
            ("a pipe in place of the notebook", lambda folder, *_: os.mkfifo(folder / NAME)),
        )
    ),
    *(
        Attack(name=name, place=_beside(make), **_KEPT)
        for name, make in (
            ("modules beside the notebook", _modules),
            ("links beside the notebook", _links),
            ("pipes beside the notebook", _special),
            ("a terabyte beside the notebook", _sparse),
            (
                "a second notebook",
                lambda folder, _: (folder / "extra.ipynb").write_text("{}", encoding="utf-8"),
            ),
            (
                "a date that is none",
                lambda folder, _: (folder / "timestamp.txt").write_text("soon", encoding="utf-8"),
            ),
        )
    ),
]
