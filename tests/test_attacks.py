"""A class with attackers in it, graded by the real command: what they try, and that nobody pays for it.

Each attack is a submission. The whole class is graded once; every test looks at what came of it.
"""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import hashlib
import html
import html.parser
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attacks
import nbformat
import pytest
from attacks import ATTACKS, MARKER, Attack, Places
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from rich.console import Console

import autograder
from autograder.course import report, sample_class
from autograder.engine import client, confine, keys, provisioner, seeds
from autograder.engine.client import Limits, run_notebook
from autograder.engine.paths import CourseRoot, find_root
from autograder.lessons import find
from autograder.nbgrader import grade

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(confine.gaps()), reason=f"this machine can't confine: {confine.gaps()}"),
]

EXERCISE = "01_normalization"
HERE = find_root(Path(__file__).parent)
ODD_NAME = "O'Neil *? & <b>"
TOGETHER = 9
BY_NAME = {attack.name: attack for attack in ATTACKS}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Class:
    """A class that was graded.

    Attributes:
        course, places: Its course, and where things lie.
        code, said: What ``autograder grade`` returned and printed.
        attackers: The student behind each attack, by its name.
        honest: The expected marks of the others.
        before, after: Digests of the files that nobody may change, and rows of the gradebook.
        new: What grading left in the folder of temporary files.
        zygotes: How many were started.
    """

    course: CourseRoot
    places: Places
    code: int
    said: str
    attackers: dict[str, str]
    honest: dict[str, float]
    before: dict[str, str]
    after: dict[str, str]
    new: set[str]
    zygotes: int
    rows: dict[str, grade.Row] = dataclasses.field(default_factory=dict)


@pytest.fixture(scope="module")
def confined(tmp_path_factory: pytest.TempPathFactory) -> None:
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
    nb = new_notebook(cells=[new_code_cell(code) for code in attempts.values()])
    done = asyncio.run(run_notebook(nb, {}, Limits(cell_seconds=20, notebook_seconds=60)))
    assert done.stopped_at is None, done.reason
    for name, cell in zip(attempts, nb.cells, strict=True):
        assert [o.output_type for o in cell.outputs] == ["error"], f"{name} was not refused: nothing is tried"


@pytest.fixture(scope="module")
def graded(confined: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Class]:
    """The class: honest students and attackers side by side, graded once by ``autograder grade``."""
    folder = tmp_path_factory.mktemp("attacked")
    course = _make_course(folder / "course")
    lesson = find("normalization")
    limits = dataclasses.replace(lesson.spec, cell_seconds=8.0, notebook_seconds=40.0)
    lesson = dataclasses.replace(lesson, spec=limits)
    blank = json.loads(
        (course.path / "exercises" / EXERCISE / f"{EXERCISE}.ipynb").read_text(encoding="utf-8")
    )
    right = sample_class.solved(lesson, blank)
    honest = _hand_in_honest(course, lesson, blank, right)
    places = Places(
        course=course.path,
        package=Path(autograder.__file__).parent,
        honest=course.notebook(course.submitted, "honest-01", EXERCISE),
        outside=folder / "planted",
        grader=os.getpid(),
    )
    attackers = {}
    for number, group in enumerate(_submissions(), start=1):
        student = f"attacker-{number:03d}"
        attackers |= {attack.name: student for attack in group}
        _hand_in(course, student, group, right if group[0].right else blank, places)
    temporary = Path(tempfile.mkdtemp(prefix="attacked-"))  # short: a socket's path has 107 characters
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.path)
        patch.setenv("SKEWLAB_PLANTED", "a secret in the grader's environment")
        patch.setattr(client, "for_scratch", _with_little_memory)
        patch.setattr(provisioner, "_zygotes", [])
        patch.setattr(tempfile, "tempdir", str(temporary))
        keys.ensure(course, lesson, range(seeds.POOL))
        assert grade.run(course, (lesson,), Console(quiet=True), student="honest-01") == 0  # a gradebook
        before = _state(course)
        console = Console(file=io.StringIO(), width=200)
        code = grade.run(course, (lesson,), console)
        made = Class(
            course=course,
            places=places,
            code=code,
            said=console.file.getvalue(),
            attackers=attackers,
            honest=honest,
            before=before,
            after=_state(course),
            new={path.name for path in temporary.iterdir() if not path.name.startswith("skewlab-zygote")},
            zygotes=len(provisioner._zygotes),
            rows={row.student: row for row in grade.rows_of(course, (lesson,))},
        )
        yield made
        for zygote in provisioner._zygotes:
            zygote.close()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(temporary, ignore_errors=True)


def _make_course(path: Path) -> CourseRoot:
    made = CourseRoot(path)
    for tree in ("solutions", "exercises"):
        shutil.copytree(HERE.path / tree / EXERCISE, made.path / tree / EXERCISE)
    shutil.copyfile(HERE.path / "nbgrader_config.py", made.path / "nbgrader_config.py")
    made.work.mkdir()
    return made


def _hand_in_honest(course: CourseRoot, lesson: Any, blank: Any, right: Any) -> dict[str, float]:
    wrong = sample_class.solved(lesson, blank, lesson.misconceptions()["raw-inputs"])
    never = sample_class._edit_last(right, "while True:\n    pass")
    notebooks = {
        "honest-01": (right, 10.0),
        "honest-02": (sample_class.solved(lesson, blank, next(iter(lesson.alternatives().values()))), 10.0),
        "honest-03": (wrong, None),
        "honest-04": (blank, 0.0),
        "honest-05": (never, 9.0),
        "zz-honest-06": (right, 10.0),
        ODD_NAME: (right, 10.0),
    }
    for student, (nb, _) in notebooks.items():
        _write(course, student, json.dumps(nb).encode())
    return {student: marks for student, (_, marks) in notebooks.items() if marks is not None}


def _with_little_memory(scratch: Path) -> confine.Confinement:
    """Half of the usual memory: touching gigabytes takes seconds."""
    return dataclasses.replace(confine.for_scratch(scratch), memory_bytes=3 * 2**29)


def _submissions() -> Iterator[list[Attack]]:
    """The attacks of each submission: one, or a few that can be tried in one notebook."""
    together = [attack for attack in ATTACKS if attack.together]
    yield from (together[start : start + TOGETHER] for start in range(0, len(together), TOGETHER))
    yield from ([attack] for attack in ATTACKS if not attack.together)


def _hand_in(
    course: CourseRoot, student: str, group: list[Attack], base: dict[str, Any], places: Places
) -> None:
    nb = copy.deepcopy(base)
    for attack in group[1:]:
        nb = sample_class._add(nb, places.fill(attack.code))
    attack = group[0]
    if attack.guard:
        cell = next(c for c in nb["cells"] if "def guard(" in "".join(c["source"]))
        cell["source"] = places.fill(attack.guard)
    if attack.code:
        nb = sample_class._add(nb, places.fill(attack.code))
    changed = attack.change(nb)
    content = changed if isinstance(changed, bytes) else json.dumps(changed).encode()
    if attack.place is None:
        _write(course, student, content)
    else:
        folder = course.submitted / student / EXERCISE
        folder.mkdir(parents=True)
        attack.place(folder, content, places)


def _write(course: CourseRoot, student: str, content: bytes) -> None:
    path = course.notebook(course.submitted, student, EXERCISE)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)


def _state(course: CourseRoot) -> dict[str, str]:
    """Digests of what grading must leave alone, and the gradebook's own description of the exercise."""
    found = {}
    package = Path(autograder.__file__).parent
    trees = [course.path / "solutions", course.path / "exercises", course.path / ".skewlab" / "keys"]
    trees += [course.submitted, package, package.parent / "data"]
    for path in (p for tree in trees for p in tree.rglob("*")):
        if (
            path.is_file()
            and not path.is_symlink()
            and "__pycache__" not in path.parts
            and path.stat().st_size < 2**28
        ):
            status = path.stat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path)] = f"{digest} {status.st_mode:o} {status.st_mtime_ns}"
    found["secret"] = (course.path / ".skewlab" / "secret").read_text(encoding="ascii")
    with sqlite3.connect(course.work / "gradebook.db") as book:
        for table in ("assignment", "notebook", "base_cell", "grade_cells", "solution_cells", "source_cell"):
            rows = book.execute(f"select * from {table} order by 1").fetchall()
            found[table] = hashlib.sha256(repr(rows).encode()).hexdigest()
    book.close()
    return found


def marks(course: CourseRoot) -> dict[str, float]:
    """The marks in nbgrader's gradebook, by student."""
    with Gradebook(f"sqlite:///{course.work / 'gradebook.db'}", "skewlab") as gradebook:
        return {s.student.id: s.score for s in gradebook.assignment_submissions(EXERCISE)}


def shown(graded: Class, name: str) -> tuple[str, str]:
    """What the graded notebook of an attack shows: printed by its own cells, and on the cards."""
    path = graded.course.notebook(graded.course.autograded, graded.attackers[name], EXERCISE)
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


def test_there_are_attacks_of_every_kind() -> None:
    """At least fifty attacks, each with a name of its own."""
    assert len(ATTACKS) >= 50
    assert len(ATTACKS) == len(BY_NAME)
    assert all(attacks.GROUPS.values())


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
    children = Path(f"/proc/{provisioner.zygote()._process.pid}/task").glob("*/children")
    assert "".join(path.read_text(encoding="ascii") for path in children).split() == []


class _Page(html.parser.HTMLParser):
    """What of a page can run."""

    def __init__(self) -> None:
        super().__init__()
        self.dangers: list[str] = []
        self.scripts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script"
        if tag == "script":
            self.scripts.append(str(dict(attrs)))
        if tag in ("iframe", "object", "embed", "form", "base", "svg", "math"):
            self.dangers.append(tag)
        for name, value in attrs:
            plain = re.sub(r"[\s\x00]", "", value or "").lower()
            if name.startswith("on") or plain.startswith(("javascript:", "vbscript:", "data:text")):
                self.dangers.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts.append(data.strip())
            self._inside = False


def read_page(path: Path) -> _Page:
    """A feedback page, parsed."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def test_the_search_for_scripts_finds_them() -> None:
    """What the next test looks for would be found: scripts, handlers, links that run."""
    page = _Page()
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
    command = [sys.executable, "-m", "nbgrader", "autograde", EXERCISE, f"--student={student}", "--force"]
    done = subprocess.run(command, cwd=graded.course.path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert before == marks(graded.course)
    folder = graded.course.autograded / student / EXERCISE
    assert {f"{EXERCISE}.ipynb"} == {path.name for path in folder.iterdir()}


def test_the_report_runs_nothing_either(graded: Class) -> None:
    """The class report shows names and diagnoses of such a class as text."""
    assert report.run(graded.course, (find("normalization"),), Console(quiet=True)) == 0
    page = read_page(graded.course.report)
    assert (page.dangers, page.scripts) == ([], [])
    assert html.escape(ODD_NAME, quote=False) in graded.course.report.read_text(encoding="utf-8").replace(
        "&#x27;", "'"
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
