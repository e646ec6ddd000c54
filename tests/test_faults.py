"""What an author's code raises is a sentence with file and line; what does not end, ends at its limit."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import make_task, make_task_key, raised, returned
from rich.console import Console
from tiny import Tiny

from autograder.authoring import build, limits
from autograder.authoring.bench import Bench
from autograder.authoring.notebooks import convert
from autograder.authoring.raising import gate_raising
from autograder.authoring.verified import Verified
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.keys.compute import draw_inputs, make_key
from autograder.lessons import Lesson
from autograder.lessons.faults import told


def key(lesson: Lesson) -> object:
    """The key of one draw."""
    return make_key(lesson, draw_inputs(lesson, 1, limits.watch(lesson)), watch=limits.watch(lesson))


def solution(lesson: Lesson) -> object:
    """The functions of the exercise's solution."""
    return Bench(lesson).functions_of(convert(lesson, "exercise.py"))


ERRORS: dict[str, tuple[Callable[[Lesson], object], str, str, str, str]] = {
    "cases": (key, "cases.py", "rng.normal", "rgn.normal", r"tiny/cases\.py, line 7: NameError: .*rgn"),
    "reference": (key, "reference.py", "import numpy as np", "import nunpy", r"tiny/reference\.py, line 1: ModuleNotFoundError"),
    "syntax of a patch": (key, "misconceptions.py", "(x):", "(x)", r"tiny/misconceptions\.py, not-scaled, line 2: SyntaxError: expected ':'"),
    "name in a patch": (key, "misconceptions.py", "# %% not-scaled\n", "# %% not-scaled\nfrom nowhere import x\n", r"misconceptions\.py, not-scaled, line 2: ModuleNotFoundError"),
    "entry point": (key, "reference.py", "def predict", "def predicts", r"tiny/reference\.py does not define predict, the entry point of task 'predict'\. Did you mean 'predicts'"),
    "exercise": (solution, "exercise.py", "import numpy as np", "import nunpy as np", r"tiny/exercise\.py, cell tiny-03, line 1: ModuleNotFoundError"),
}  # fmt: skip


@pytest.mark.parametrize(("use", "file", "old", "new", "sentence"), ERRORS.values(), ids=ERRORS.keys())
def test_an_error_names_its_file_and_line(
    use: Callable[[Lesson], object], file: str, old: str, new: str, sentence: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """An author reads no traceback of ours."""
    tiny = Tiny(tmp_path)
    use(tiny.load())
    tiny.plant(file, old, new)
    with pytest.raises(CourseError, match=sentence):
        use(tiny.load())


def test_an_error_of_a_spec_is_named(tmp_path: Path) -> None:
    """Also what is wrong when a spec is imported is told so."""
    path = tmp_path / "spec.py"
    path.write_text("\nSPEC = LessonSpec()\n", encoding="utf-8")
    with pytest.raises(CourseError, match=rf"{tmp_path.name}/spec\.py, line 2: NameError"), told(tmp_path):
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), {})


def test_our_own_errors_stay_as_they_are(tmp_path: Path) -> None:
    """What no line of the lesson raised is a fault of ours, and keeps its traceback."""
    with pytest.raises(ZeroDivisionError), told(tmp_path):
        1 / 0  # noqa: B018


ENDLESS: dict[str, tuple[str, str, str, str]] = {
    "cases": ("cases.py", "    rows =", "    while True:\n        pass\n    rows =", r"lessons/tiny/cases\.py was not done .*drawing cases"),
    "reference": ("reference.py", "    return", "    while True:\n        pass\n    return", r"lessons/tiny/reference\.py was not done .*answering"),
    "a patch": ("misconceptions.py", "    return", "    while True:\n        pass\n    return", r"lessons/tiny/misconceptions\.py, not-scaled was not done"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "sentence"), ENDLESS.values(), ids=ENDLESS.keys())
def test_an_endless_loop_ends_in_a_sentence(
    file: str, old: str, new: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawing and answering have a limit of processor time; the sentence names the file and the limit."""
    monkeypatch.setattr(limits, "SECONDS", 0.3)
    monkeypatch.setattr(limits, "_AGAIN", 0.1)
    tiny = Tiny(tmp_path)
    tiny.plant(file, old, new)
    with pytest.raises(CourseError, match=f"{sentence}.*") as found:
        key(tiny.load())
    assert "after 0.3 s of processor time" in str(found.value)


def test_what_is_done_is_said_while_it_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A status line names the file that is drawing or answering."""
    shown = []
    console = Console(file=io.StringIO())
    status = console.status
    monkeypatch.setattr(console, "status", lambda text: shown.append(text) or status(text))
    lesson = Tiny(tmp_path).load()
    watch = limits.watch(lesson, console)
    make_key(lesson, draw_inputs(lesson, 1, watch), watch=watch)
    assert [
        "drawing cases: lessons/tiny/cases.py",
        "answering: lessons/tiny/reference.py",
        "answering: lessons/tiny/misconceptions.py, not-scaled",
    ] == shown


def test_a_reference_raises_on_purpose() -> None:
    """A ``raise ValueError`` of its own is an answer; another error, and one by accident, are faults."""
    wanted = {"fine": returned(1), "refused": raised("ValueError", "no", "line 3", own=True)}
    assert [] == gate_raising([make_task_key(make_task(), wanted)])
    wrong = {
        "index": raised("IndexError", "out", "line 4", own=True),
        "chance": raised("ValueError", "shapes", "line 5"),
    }
    found = gate_raising([make_task_key(make_task(), wrong)])
    assert [True, True] == [
        text in problem
        for text, problem in zip(
            ("reference.py, double, 'index': line 4 raises IndexError (out)", "'chance': line 5 raises ValueError"),
            found, strict=True,
        )
    ]  # fmt: skip


BUILT: dict[str, tuple[str, str, str, str]] = {
    "endless": (*ENDLESS["cases"][:3], r"lessons/tiny/cases\.py was not done after 0\.3 s"),
    "an error": ("cases.py", "rng.normal", "rgn.normal", r"tiny/cases\.py, line 7: NameError"),
    "an accident": (
        "reference.py",
        "    return",
        "    x[0]\n    return",
        r"tiny: reference\.py, predict, 'no rows': line 5.* raises IndexError .*: mend it, or refuse the input",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "sentence"), BUILT.values(), ids=BUILT.keys())
def test_building_says_it_too(
    file: str, old: str, new: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``build`` works public answers out under the same limit, and refuses accidents of the reference."""
    monkeypatch.setattr(limits, "SECONDS", 0.3)
    tiny, root, console = Tiny(tmp_path), CourseRoot(tmp_path), Console(quiet=True)

    def public() -> object:
        lesson = tiny.load()
        return build.public(root, lesson, Verified(root, lesson), console)

    assert json.dumps(public()) == json.dumps(public())
    tiny.plant(file, old, new)
    with pytest.raises(CourseError, match=sentence):
        public()
