"""A class with attackers in it, graded by the real command: what they try, and that nobody pays for it.

Each attack is a submission. The whole class is graded once; every test looks at what came of it.
"""

from __future__ import annotations

import asyncio
import html
import html.parser
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from attacks.classroom import EXERCISE, ODD_NAME, Class, graded_class
from attacks.page import Page, read_page
from attacks.processes import MARKER
from attacks.tables import ATTACKS, GROUPS
from classroom import marks
from nbformat.v4 import new_code_cell, new_notebook
from repository import EQUIPMENT, HERE
from rich.console import Console

from autograder.desk import report
from autograder.grader import store
from autograder.lessons import find
from autograder.sandbox import zygote_client
from autograder.sandbox.client import Limits, run_notebook

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("confinement")]

BY_NAME = {attack.name: attack for attack in ATTACKS}


@pytest.fixture(scope="module")
def confined(confinement: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Proof, by a harmless attempt, that confinement holds; no attack is run without it."""
    folder = tmp_path_factory.mktemp("harmless")
    (folder / "word").write_text("planted", encoding="utf-8")
    attempts = {
        "read": f"print('DONE' if open({str(folder / 'word')!r}).read() else '')",
        "write": f"open({str(folder / 'new')!r}, 'w').close(); print('DONE')",
        "change": f"import os; os.chmod({str(folder / 'word')!r}, 0o600); print('DONE')",
        "connect": "import socket; socket.socket(2, 2).sendto(b'x', ('127.0.0.1', 9)); print('DONE')",
        "signal": f"import os; os.kill({os.getpid()}, 0); print('DONE')",
    }
    for code in attempts.values():
        exec(code)  # they would succeed: what refuses them is confinement
    (folder / "new").unlink()
    nb = new_notebook(cells=[new_code_cell(code) for code in attempts.values()])
    done = asyncio.run(run_notebook(nb, {}, Limits(cell_seconds=20, notebook_seconds=60), EQUIPMENT))
    assert done.stopped_at is None, done.reason
    for name, cell in zip(attempts, nb.cells, strict=True):
        assert [o.output_type for o in cell.outputs] == ["error"], f"{name} was not refused: nothing is tried"


@pytest.fixture(scope="module")
def graded(confined: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Class]:
    """The class: honest students and attackers side by side, graded once by ``autograder grade``."""
    with graded_class(tmp_path_factory.mktemp("attacked")) as made:
        yield made


def shown(graded: Class, name: str) -> tuple[str, str]:
    """What the graded notebook of an attack shows: printed by its own cells, and on the cards."""
    path = graded.course.of_student(graded.course.autograded, graded.attackers[name], EXERCISE)
    own, cards = [], []
    cells = nbformat.read(path, as_version=4).cells
    if BY_NAME[name].together:
        cells = [c for c in cells if c.source == graded.places.fill(BY_NAME[name].code)]
    for cell in cells:
        is_card = bool(cell.metadata.get("nbgrader", {}).get("grade"))
        for output in cell.get("outputs", []):
            text = output.get("text", "") or "\n".join(output.get("traceback", []))
            (cards if is_card else own).append(text + str(output.get("data", {}).get("text/plain", "")))
    return "".join(own), "\n".join(cards)


def test_confinement_holds_first(confined: None) -> None:
    """Attempts that succeed here are refused in a submission; where they are not, no attack is run."""


def test_there_are_attacks_of_every_kind() -> None:
    """At least fifty attacks, each with a name of its own."""
    assert len(ATTACKS) >= 50
    assert len(ATTACKS) == len(BY_NAME)
    assert all(GROUPS.values())


def test_grading_ends_without_a_grader_fault(graded: Class) -> None:
    """No submission makes the grader fail, and one zygote serves the whole class."""
    assert [line for line in graded.said.splitlines() if "fault" in line] == []
    assert graded.code == 0
    assert graded.zygotes == 1


def test_everybody_has_one_status_one_mark_and_one_page(graded: Class) -> None:
    """Nobody is left out: a row, a mark in the gradebook and a feedback page for each student."""
    students = {*graded.attackers.values(), *graded.honest, "honest-03"}
    assert students == set(graded.rows)
    assert students == set(marks(graded.course))
    pages = {s for s in students if (graded.course.feedback / s / EXERCISE / f"{EXERCISE}.html").is_file()}
    assert students == pages


@pytest.mark.parametrize("name", BY_NAME)
def test_an_attack_gains_nothing(graded: Class, name: str) -> None:
    """The attempt was made, was refused, and the submission has the status and the marks it deserves."""
    attack, row = BY_NAME[name], graded.rows[graded.attackers[name]]
    own, cards = shown(graded, name)
    assert not re.search("^DONE$", own, re.MULTILINE)
    assert re.search(attack.witness, f"{own}\n{cards}"), (
        f"no sign of the attempt:\n{own[-600:]}\n{cards[:600]}"
    )
    assert row.status in attack.status, cards[:1500]
    assert attack.marks == row.score == marks(graded.course)[row.student]


def test_honest_students_get_their_marks(graded: Class) -> None:
    """With attackers beside them, honest students have exactly the marks of their own answers."""
    found = {student: mark for student, mark in marks(graded.course).items() if student in graded.honest}
    assert graded.honest == found
    assert "raw-inputs" in graded.rows["honest-03"].diagnosis


def test_nothing_else_was_changed(graded: Class) -> None:
    """Solutions, keys, secret, package, submissions and the exercise's points and cells are as before."""
    assert graded.before == graded.after
    assert graded.new == set()
    assert not (graded.course.path.parent / "planted").exists()


def test_no_process_is_left(graded: Class) -> None:
    """Nothing that a submission started runs on."""
    names = []
    for path in Path("/proc").glob("[0-9]*/comm"):
        try:
            names.append(path.read_text(encoding="utf-8").strip())
        except OSError:
            continue
    assert MARKER not in names
    # The process that was started waits for the first one of the PID namespace in which all kernels are.
    (inner,) = children(zygote_client.zygote(EQUIPMENT.libraries)._process.pid)
    assert children(inner) == []


def children(pid: int) -> list[int]:
    """The processes that a process started and that still run."""
    lists = (path.read_text(encoding="ascii") for path in Path(f"/proc/{pid}/task").glob("*/children"))
    return [int(child) for text in lists for child in text.split()]


def test_the_search_for_scripts_finds_them() -> None:
    """What the next test looks for would be found: scripts, handlers, links that run."""
    page = Page()
    page.feed("<script>a</script><img src=x onerror=b><a href='java\nscript:c'>x</a><iframe></iframe>")
    assert page.scripts == ["{}", "a"]
    assert len(page.dangers) == 3


def test_no_page_runs_what_a_student_wrote(graded: Class) -> None:
    """Feedback pages hold nbconvert's own scripts, those of an honest page, and nothing else that could run."""
    name = f"{EXERCISE}.html"
    ours = read_page(graded.course.feedback / "honest-01" / EXERCISE / name).scripts
    for student in sorted(set(graded.attackers.values())):
        folder = graded.course.feedback / student / EXERCISE
        page = read_page(folder / name)
        assert (student, [], ours) == (student, page.dangers, page.scripts)
        assert (student, {name}) == (student, {p.name for p in folder.iterdir()})


@pytest.mark.parametrize(
    "name", ["a link to the solution", "links beside the notebook", "pipes beside the notebook"]
)
def test_plain_nbgrader_is_as_careful(graded: Class, name: str) -> None:
    """``nbgrader autograde`` gives the same mark, follows no link, waits for no pipe and copies neither."""
    student, before = graded.attackers[name], marks(graded.course)
    noted = (graded.course.entered / student / EXERCISE).read_text(encoding="ascii")
    store.forget(graded.course, noted)  # else nothing would run
    command = [sys.executable, "-m", "nbgrader", "autograde", EXERCISE, f"--student={student}", "--force"]
    done = subprocess.run(command, cwd=graded.course.path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert before == marks(graded.course)
    folder = graded.course.autograded / student / EXERCISE
    assert {f"{EXERCISE}.ipynb"} == {path.name for path in folder.iterdir()}


def test_the_report_runs_nothing_either(graded: Class) -> None:
    """The class report shows names and diagnoses of such a class as text."""
    assert report.run(graded.course, (find(HERE, "normalization"),), Console(quiet=True)) == 0
    page = read_page(graded.course.report)
    assert (page.dangers, page.scripts) == ([], [])
    assert html.escape(ODD_NAME, quote=False) in graded.course.report.read_text(encoding="utf-8").replace(
        "&#39;", "'"
    )


def test_nothing_that_was_linked_is_shown(graded: Class) -> None:
    """No autograded or feedback file holds a solution, the secret or a password file because of a link."""
    secret = graded.before["secret"]
    telling = ["### BEGIN SOLUTION", secret, "root:x:0"]
    for name in (n for n in graded.attackers if "link" in n):
        for tree in (graded.course.autograded, graded.course.feedback):
            for path in (p for p in (tree / graded.attackers[name]).rglob("*") if p.is_file()):
                assert not path.is_symlink()
                text = path.read_text(encoding="utf-8")
                assert [word for word in telling if word in text] == []
