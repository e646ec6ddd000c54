"""The student's folder and its start page: what it holds, what it keeps, how far a student is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from repository import HERE
from rich.console import Console

from autograder.authoring import start
from autograder.authoring.kinds import MINIMUMS
from autograder.core.paths import CourseRoot
from autograder.lessons import Lesson, discover
from autograder.student import check, progress
from autograder.student.progress import START, _tr

ROOT = CourseRoot(Path(__file__).resolve().parent.parent)


def has_notebook(lesson: Lesson) -> bool:
    """Whether the lesson has a notebook of its own besides its exercise."""
    return MINIMUMS[lesson.spec.kind].notebook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A student's folder."""
    start.run(ROOT, tmp_path / "student", Console(quiet=True))
    return tmp_path / "student"


def test_it_holds_what_students_need_and_no_more(folder: Path) -> None:
    """Lessons, exercises and the start page are there; no solution, no test, no configuration."""
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    wanted = {f"exercises/{one.spec.exercise}/{one.spec.exercise}.ipynb" for one in discover(HERE)}
    wanted |= {f"notebooks/{one.spec.exercise}.ipynb" for one in discover(HERE) if has_notebook(one)}
    assert wanted | {START, ".skewlab/given.json"} == names


def test_every_link_leads_somewhere(folder: Path) -> None:
    """The start page, the lessons and the exercises link to each other, in a folder that is complete.

    The exercise of a lesson without a notebook has none to link to.
    """
    alone = {one.spec.exercise for one in discover(HERE) if not has_notebook(one)}
    for path in folder.rglob("*.ipynb"):
        nb = nbformat.read(path, as_version=4)
        prose = "\n".join(cell.source for cell in nb.cells if cell.cell_type == "markdown")
        links = re.findall(r"\]\(([^)#:]+\.ipynb)\)", prose)
        assert bool(links) is (path.stem not in alone)
        assert [] == [link for link in links if not (path.parent / link).is_file()]


def test_lessons_come_in_the_order_of_the_readme() -> None:
    """The start page and the README advise the same order."""
    numbers = [f"{lesson.spec.number:02d}" for lesson in start.in_order(HERE)]
    readme = (ROOT.path / "README.md").read_text(encoding="utf-8")
    assert f"A good order for teaching is {', '.join(numbers)}:" in " ".join(readme.split())


def test_the_start_page_gives_the_minutes() -> None:
    """Each lesson stands in the start page with its minutes and those of its exercise, as far as it has both."""
    text = "".join(json.loads(start.page(HERE))["cells"][0]["source"])
    for lesson in discover(HERE):
        spec = lesson.spec
        row = next(line for line in text.splitlines() if f"/{spec.exercise}/{spec.exercise}.ipynb)" in line)
        minutes = str(spec.lesson_minutes) if has_notebook(lesson) else "–"
        assert [minutes, str(spec.exercise_minutes)] == re.findall(r"\| (\d+|–) ", row)[1:]
        assert has_notebook(lesson) is (f"[{spec.title}](notebooks/{spec.exercise}.ipynb)" in row)


def test_a_students_work_is_kept(folder: Path) -> None:
    """Laid out again, a changed notebook stays, a deleted one comes back, and an untouched one is renewed."""
    mine, gone, old = (
        folder / "notebooks" / f"{lesson.spec.exercise}.ipynb" for lesson in discover(HERE)[:3]
    )
    mine.write_text("mine", encoding="utf-8")
    gone.unlink()
    given = folder / ".skewlab" / "given.json"
    old.write_text("of last year", encoding="utf-8")
    digests = json.loads(given.read_text(encoding="utf-8"))
    digests[old.relative_to(folder).as_posix()] = start._digest(old)
    given.write_text(json.dumps(digests), encoding="utf-8")
    console = Console(record=True, width=200, quiet=False, file=(folder / "said.txt").open("w"))
    start.run(ROOT, folder, console)
    assert "mine" == mine.read_text(encoding="utf-8")
    assert (folder / "notebooks" / gone.name).read_text(encoding="utf-8").startswith("{")
    assert old.read_text(encoding="utf-8").startswith("{")
    said = console.export_text()
    assert f"Kept as you changed it: notebooks/{mine.name}" in said
    assert 1 == said.count("Kept")


def test_a_damaged_note_costs_no_work(folder: Path) -> None:
    """Without its note of what was given, the folder is laid out again and changed files still stay."""
    mine = folder / START
    mine.write_text("mine", encoding="utf-8")
    (folder / ".skewlab" / "given.json").write_text("[", encoding="utf-8")
    start.run(ROOT, folder, Console(quiet=True))
    assert "mine" == mine.read_text(encoding="utf-8")


@pytest.mark.usefixtures("doubling")
def test_progress_counts_what_is_green(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each check is kept for ``progress``, which a later kernel reads; the last result counts."""
    data = folder / "data" / "doubling"
    data.mkdir(parents=True)
    tasks = [
        {"name": name, "title": name, "points": points} for name, points in (("practice", 0), ("double", 2))
    ]
    about = {"number": 7, "title": "Doubling", "tasks": tasks, "questions": {}}
    (data / "lesson.json").write_text(json.dumps(about), encoding="utf-8")
    monkeypatch.setattr("autograder.student.public.data_dir", lambda: folder / "data")
    monkeypatch.chdir(folder / "notebooks")
    for function, said in (
        (lambda x: x**2, "0 of 2 checks          0 of 2"),
        (lambda x: x + x, "1 of 2 checks          2 of 2"),
    ):
        check("doubling.double", function)
        capsys.readouterr()
        progress()
        assert f"07 Doubling            {said}" in capsys.readouterr().out


@pytest.mark.usefixtures("doubling")
def test_outside_a_students_folder_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an instructor's course, or on Colab, a check writes no file."""
    monkeypatch.chdir(tmp_path)
    check("doubling.double", lambda x: x + x)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.usefixtures("doubling")
@pytest.mark.parametrize("text", ["[", "[]", '{"doubling": 3}', '{"doubling": {"double": {}}}'])
def test_damaged_progress_is_begun_anew(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged file stops no check."""
    (folder / ".skewlab" / "progress.json").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    assert 2.0 == check("doubling.double", lambda x: x + x)
    assert json.loads((folder / ".skewlab" / "progress.json").read_text())["doubling"]["double"]["green"]


def test_a_title_is_no_format() -> None:
    """Whatever stands in a lesson's title is shown as it is, escaped."""
    row = _tr(("07 100 % <b>", "1 of 2 checks", "3 of 4"), "td", "<i>●</i>")
    assert "07 100 % &lt;b&gt;" in row
    assert "<i>●</i>1 of 2 checks" in row
