"""A new lesson has every file, in order, and the package ships what it is made of."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import jupytext
import pytest
from hatchling.builders.wheel import WheelBuilder
from repository import HERE
from rich.console import Console

from autograder import cli
from autograder.authoring import build, data_files, new, planned
from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.notebooks import convert
from autograder.authoring.planned import default_tasks, parse_tasks
from autograder.authoring.solutions import names_defined
from autograder.core.course import lessons_of, settings_of
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.core.specs import Kind
from autograder.lessons import Lesson
from autograder.lessons import load as load_lesson

ROOT = HERE.path
POINTS = settings_of(HERE).points
LESSON_01 = lessons_of(HERE) / "normalization"
KINDS: tuple[Kind, ...] = get_args(Kind)
LONG = "a_name_of_forty_one_characters_is_allowed"


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each kind of lesson."""
    found: Kind = request.param
    return found


@pytest.fixture
def folder(tmp_path: Path, kind: Kind) -> Path:
    """A new lesson's folder."""
    new.write(tmp_path / "byte_pairs", 12, POINTS, kind=kind)
    return tmp_path / "byte_pairs"


def files(folder: Path) -> list[Path]:
    """The files in a folder and in those within, without what Python keeps there."""
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def load(folder: Path) -> Lesson:
    """The lesson in a folder that is not among the course's."""
    return load_lesson(folder, folder.parent / "data")


def test_it_has_the_files_of_every_lesson(folder: Path, kind: Kind) -> None:
    """A full lesson has the files that lesson 01 has, mixtures of turns aside; a short one has no notebook's."""
    wanted = {path.relative_to(LESSON_01) for path in files(LESSON_01)}
    wanted -= {Path("turns/mixtures.py")}
    if kind == "short":
        notebook = {Path("lesson.py"), Path("quiz.toml"), Path("figures.json")}
        wanted = {path for path in wanted - notebook if path.parts[0] != "turns"}
    assert wanted == {path.relative_to(folder) for path in files(folder)}


def test_no_placeholder_is_left(folder: Path) -> None:
    """Number, slug and title are filled in everywhere; what the builder fills in stays."""
    texts = {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in files(folder)}
    assert [] == [name for name, text in texts.items() if "<<" in text or "<%" in text]
    assert '"""Lesson 12: Byte pairs."""\n' == texts["__init__.py"]
    assert "{{badges}}" in texts["exercise.py"]


def test_it_fits_together(folder: Path, kind: Kind) -> None:
    """Spec, cells, patches, promises and words of a new lesson agree; solutions come from its reference."""
    lesson = load(folder)
    spec = lesson.spec
    assert ("12_byte_pairs", "Byte pairs", kind) == (spec.exercise, spec.title, spec.kind)
    build._check_spec(lesson)
    cells = json.loads(convert(lesson, "exercise.py"))["cells"]
    graded = [cell["id"] for cell in cells if "nbgrader" in cell["metadata"]]
    names = [task.name for task in spec.tasks]
    assert graded == [f"byte-pairs-{name}{end}" for name in names for end in ("-answer", "")]
    assert "    ### BEGIN SOLUTION\n    return (np.asarray(x) - 1.0) / " in convert(
        lesson, "exercise.py"
    ).replace("\\n", "\n")
    assert {"not-scaled"} == set(lesson.words())
    assert {promise.witness for promise in lesson.promises()} == set(lesson.witnesses())
    for patch in (
        *lesson.alternatives().values(),
        *lesson.misconceptions().values(),
        *lesson.mixtures().values(),
    ):
        assert frozenset({"predict"}) == lesson.reached_by(patch)
    if MINIMUMS[kind].notebook:
        assert convert(lesson, "lesson.py")
        assert 1 == len(lesson.questions())


def test_its_guide_has_a_row_for_each_task(folder: Path) -> None:
    """The table of what was taught asks for a line for each task, and the timing names each heading of the lesson."""
    guide = (folder / "guide.md").read_text(encoding="utf-8")
    assert all(f"| {task.name} | main | TODO" in guide for task in load(folder).spec.tasks)
    if (folder / "lesson.py").is_file():
        text = (folder / "lesson.py").read_text(encoding="utf-8")
        headings = [
            line.removeprefix("# ## ").lstrip("1234. ")
            for line in text.splitlines()
            if line.startswith("# ## ")
        ]
        assert 12 == len(headings)
        assert all(f"| {heading.removesuffix(': TODO')} |" in guide for heading in headings[:-1])


def test_it_says_how_much_is_needed(folder: Path, kind: Kind) -> None:
    """The minimums of the kind stand in the files that they are about."""
    least = MINIMUMS[kind]
    for name, words in {
        "spec.py": f"at least {least.tasks} graded tasks, which earn {POINTS} points",
        "misconceptions.py": f"at least {least.misconceptions} misconceptions",
        "alternatives.py": f"at least {least.alternatives} alternatives",
        "mixtures.py": f"at least {least.mixtures} mixtures",
        "lesson.py" if least.notebook else "exercise.py": f"{least.words[0]} to {least.words[1]} words",
    }.items():
        assert words in (folder / name).read_text(encoding="utf-8"), name


def test_tasks_are_as_they_were_ordered(tmp_path: Path) -> None:
    """Names, points and order are those of --tasks; examples are about the task that earns most."""
    tasks = parse_tasks("see_it:2.5, mend_it:6.5,keep_it:1", 10)
    new.write(tmp_path / "quick", 3, POINTS, title="A look", tasks=tasks)
    lesson = load(tmp_path / "quick")
    assert [("see_it", 2.5), ("mend_it", 6.5), ("keep_it", 1)] == [
        (t.name, t.points) for t in lesson.spec.tasks
    ]
    assert "A look" == lesson.spec.title
    exercise = lesson.source("exercise.py")
    assert all(
        heading in exercise
        for heading in ("1 · See it (2.5 points)", "2 · Mend it (6.5 points)", "3 · Keep it (1 point)")
    )
    assert ["mend_it"] == [promise.task for promise in lesson.promises()]


@pytest.mark.parametrize(
    ("tasks", "told"),
    [
        ("evidence:2,predict", "'predict' has no points, as in 'predict:2'"),
        ("evidence:2,predict:", "'predict' has no points"),
        ("evidence:2,:8", "'' can't be a task's name: use 2 to 41 small letters"),
        ("evidence:2,", "'' has no points, as in 'predict:2'"),
        ("Evidence:2,predict:8", "'Evidence' can't be a task's name"),
        ("look-up:2,predict:8", "'look-up' can't be a task's name"),
        ("import:2,predict:8", "'import' means something else in the exercise"),
        ("print:2,predict:8", "'print' means something else"),
        ("check:2,predict:8", "'check' means something else"),
        ("predict:2,predict:8", "'predict' is there twice"),
        ("evidence:two,predict:8", "'evidence' should earn a multiple of 0.25 points, not 'two'"),
        ("evidence:0,predict:10", "'evidence' should earn a multiple of 0.25 points, not '0'"),
        ("evidence:0.1,predict:9.9", "not '0.1'"),
        ("evidence:nan,predict:9", "not 'nan'"),
        ("evidence:inf,predict:9", "not 'inf'"),
        ("evidence:2,predict:7", "the points add up to 9, not to 10"),
    ],
)  # fmt: skip
def test_malformed_tasks_are_refused(tasks: str, told: str) -> None:
    """The sentence says what was expected, and which piece is none."""
    with pytest.raises(CourseError) as error:
        parse_tasks(tasks, 10)
    assert told in str(error.value)
    assert "as in evidence:2,predict:6.5,guard:1.5: " in str(error.value)


def test_names_that_the_exercise_uses_are_no_tasks(tmp_path: Path) -> None:
    """What a new exercise or its turns define can't be a task's name."""
    new.write(tmp_path / "byte_pairs", 12, POINTS)
    lesson = load(tmp_path / "byte_pairs")
    nb = jupytext.reads(lesson.source("exercise.py"), fmt="py:percent")
    defined = names_defined(cell.source for cell in nb.cells if cell.cell_type == "code")
    assert defined - {task.name for task in lesson.spec.tasks} == planned._TAKEN - {"scaled"}
    assert 'name="scaled"' in lesson.source("turns/spec.py")


@pytest.mark.parametrize("total", [10, 7, 12.5, 100])
def test_points_have_a_default(kind: Kind, total: float) -> None:
    """Without --tasks there are as many as the kind needs; their points add up, and most are the repair's."""
    tasks = default_tasks(kind, total)
    assert MINIMUMS[kind].tasks == len(tasks)
    assert total == sum(task.points for task in tasks)
    assert "predict" == max(tasks, key=lambda task: task.points).name
    assert all(task.points > 0 for task in tasks)


def test_its_data_are_made_by_its_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder of data has a script, a small free file, and a manifest that holds."""
    new.write_data(tmp_path / "byte_pairs")
    assert {"make.py", "example.csv", "manifest.json"} == {
        path.name for path in files(tmp_path / "byte_pairs")
    }
    assert (0, "") == (data_files.check(tmp_path / "byte_pairs"), capsys.readouterr().out)
    (entry,) = json.loads((tmp_path / "byte_pairs" / "manifest.json").read_text(encoding="utf-8"))
    assert ("CC0 1.0", "data/byte_pairs/make.py") == (entry["licence"], entry["made_by"])


def test_it_is_lint_free(tmp_path: Path, kind: Kind) -> None:
    """The files of a new lesson that are Python of ours pass the course's own style check, with long names too."""
    lesson, data = tmp_path / "autograder" / "lessons" / LONG, tmp_path / "data" / LONG
    lesson.parent.mkdir(parents=True)
    tasks = parse_tasks(f"{LONG}:5,b{LONG[1:]}:5", 10)
    new.write(lesson, 12, POINTS, kind=kind, title="It's – " + "x" * 53, tasks=tasks)
    new.write_data(data)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(
        ROOT / "autograder" / "__init__.py", tmp_path / "autograder"
    )  # imports of it are sorted as ours
    for command in ("check", "format --check"):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command.split(), "--no-cache",
             "--config", f'src = ["{ROOT}"]',  # so that imports of the package are sorted as its own
             "."],
            capture_output=True, text=True, check=False, cwd=tmp_path,
        )  # fmt: skip
        assert 0 == done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_it_passes_the_builder_and_the_type_checker(tmp_path: Path, kind: Kind) -> None:
    """In a copy of the course, `autograder new`, `build` and mypy say nothing against it; its data are as they say."""
    shutil.copytree(
        ROOT / "autograder", tmp_path / "autograder", ignore=shutil.ignore_patterns("__pycache__")
    )
    for path in (*ROOT.glob("*.toml"), ROOT / "nbgrader_config.py"):
        shutil.copy(path, tmp_path)

    def run(*words: str) -> None:
        done = subprocess.run(
            [sys.executable, *words], capture_output=True, text=True, check=False, cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(tmp_path)},
        )  # fmt: skip
        assert 0 == done.returncode, done.stdout + done.stderr

    run("-m", "autograder.cli", "new", "byte_pairs", "--kind", kind, "--title", "Byte pairs")
    run("-m", "autograder.cli", "build", "byte_pairs")
    run("-m", "autograder.cli", "build", "--check", "byte_pairs")
    run("data/byte_pairs/make.py", "--check")
    run("-m", "mypy", "-p", "autograder.lessons.byte_pairs")


@pytest.mark.parametrize(
    ("slug", "title", "sentence"),
    [
        ("normalization", "", "There is a lesson 'normalization' already"),
        ("Tokens", "", "use 2 to 41 small letters"),
        ("../x", "", "use 2 to 41 small letters"),
        ("tokens", 'a "b"', "can't be a title: use up to 60 characters in one line"),
        ("tokens", "x" * 61, "can't be a title"),
        ("tokens", "one\ntwo", "can't be a title"),
    ],
    ids=["taken", "capitals", "a path", "quotes", "long", "lines"],
)
def test_a_slug_or_a_title_that_can_not_be_is_refused(
    slug: str, title: str, sentence: str, tmp_path: Path
) -> None:
    """Nothing is written over, and nothing outside the lessons' folder."""
    (tmp_path / "lessons" / "normalization").mkdir(parents=True)
    with pytest.raises(CourseError, match=sentence):
        new.run(CourseRoot(tmp_path), slug, Console(quiet=True), title=title)
    assert [tmp_path / "lessons" / "normalization"] == list(tmp_path.glob("*/*"))


def test_data_that_are_there_already_are_left_alone(tmp_path: Path) -> None:
    """A folder of data of the lesson's name is not written into, and no lesson is made."""
    (tmp_path / "data" / "tokens").mkdir(parents=True)
    with pytest.raises(CourseError, match="move it away, and its files back when the lesson is written"):
        new.run(CourseRoot(tmp_path), "tokens", Console(quiet=True))
    assert not (tmp_path / "lessons" / "tokens").exists()
    assert [] == files(tmp_path)


def test_its_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    """`autograder new --help` shows an order of tasks that it takes."""
    with pytest.raises(SystemExit):
        cli.main(["new", "--help"])
    order = capsys.readouterr().out.partition("--tasks ")[2]
    example = order[order.index("evidence:") :].split()[0]
    assert MINIMUMS["full"].tasks == len(parse_tasks(example, POINTS))


@pytest.mark.parametrize("folder", ["authoring/templates", "desk/templates"])
def test_the_package_ships_every_template(folder: str) -> None:
    """An installed ``autograder`` finds the templates that a clone has."""
    shipped = {Path(file.path) for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    templates = set(files(ROOT / "autograder" / folder))
    assert templates
    assert templates <= shipped
