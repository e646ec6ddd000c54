"""What students write in a lesson: enough of it, in each section, and their mistakes are named."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from repository import HERE

from autograder.authoring import turns
from autograder.authoring.bench import Bench
from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.notebooks import convert
from autograder.core.errors import CourseError
from autograder.core.specs import Case, LessonSpec, Task, Tolerance
from autograder.keys import compute
from autograder.lessons import Lesson, discover, find
from autograder.student import check, memory, public, yours

WITH_NOTEBOOK = [lesson for lesson in discover(HERE) if MINIMUMS[lesson.spec.kind].notebook]
SECTIONS = "".join(f"# ## {section}\n#\n{{}}\n" for section in turns.SECTIONS)


def made(name: str, points: float = 0) -> Task:
    """A task whose function has its own name."""
    hints = ("Look.", "Think.", "Nearly.")
    return Task(
        name=name, title=name, entry_point=name, signature="x", points=points,
        tolerance=Tolerance(), hints=hints,
    )  # fmt: skip


NAMES = ("one", "two", "three", "four", "five", "six")


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """A lesson with six turns."""
    spec = LessonSpec(
        number=7, slug="made_up", title="Made up", claim="It fails.", lesson_minutes=30, exercise_minutes=30,
        objectives=("a", "b", "c"), tasks=(made("graded", 10),),
    )  # fmt: skip
    whole = Lesson(tmp_path, spec, tmp_path)
    whole.__dict__["turns"] = dataclasses.replace(
        whole, spec=dataclasses.replace(spec, tasks=tuple(made(name) for name in NAMES))
    )
    return whole


def text(*calls: str) -> str:
    """The text of a lesson that makes such calls, spread over its sections."""
    parts = [calls[i::4] for i in range(4)]
    return SECTIONS.format(*("\n".join(part) for part in parts))


CALLS = tuple(f'check("made_up.{name}", {name})' for name in NAMES)


def test_enough_turns_pass(lesson: Lesson) -> None:
    """A check for each turn, one in each section, is all that is asked."""
    assert [] == turns.gate_turns(lesson, text(*CALLS))


@pytest.mark.parametrize(
    ("calls", "problem"),
    [
        (CALLS[1:], 'lesson.py has 0 lines check("made_up.one", one): it needs one'),
        ((*CALLS, CALLS[2]), 'lesson.py has 2 lines check("made_up.three", three): it needs one'),
        ((*CALLS, 'check("made_up.seven", seven)'), 'calls check("made_up.seven", seven), which is no task'),
        (CALLS[1:], "lesson.py has 5 checks; at least 6 are needed"),
        (tuple(call for i, call in enumerate(CALLS) if i % 4 != 1), "no check below '2. Evidence'"),
    ],
    ids=["a turn is not checked", "twice", "unknown", "too few", "a section without one"],
)
def test_planted_faults_are_found(lesson: Lesson, calls: tuple[str, ...], problem: str) -> None:
    """The gate names the turn, or the section."""
    given = text(*calls)
    if "below" in problem:
        given = "# ## 1. Contract\n" + "\n".join(calls) + "\n# ## 2. Evidence\n# ## 3. Repair\n"
    assert any(problem in found for found in turns.gate_turns(lesson, given))


def test_a_turn_earns_nothing(lesson: Lesson) -> None:
    """Points belong to the exercise."""
    tasks = (made("one", 1), *(made(name) for name in NAMES[1:]))
    lesson.__dict__["turns"] = dataclasses.replace(
        lesson.turns, spec=dataclasses.replace(lesson.spec, tasks=tasks)
    )
    assert ["turns/spec.py, one: a turn earns no points"] == turns.gate_turns(lesson, text(*CALLS))


def test_a_turn_has_a_name_of_its_own(lesson: Lesson) -> None:
    """``check`` finds a task by its name alone, so a turn may not hide a task of the exercise."""
    tasks = (made("graded"), *(made(name) for name in NAMES[1:]))
    lesson.__dict__["turns"] = dataclasses.replace(
        lesson.turns, spec=dataclasses.replace(lesson.spec, tasks=tasks)
    )
    assert any(
        "turns/spec.py, graded: the exercise has a task of this name" in problem
        for problem in turns.gate_turns(lesson, text(*CALLS))
    )


def test_a_lesson_without_turns_is_told(lesson: Lesson) -> None:
    """A lesson that is only watched does not pass."""
    lesson.__dict__["turns"] = None
    assert "there is no folder turns" in turns.gate_turns(lesson, text(*CALLS))[0]


def test_each_stub_is_written() -> None:
    """No turn of a lesson is left with its dots, and what calls them stays."""
    for lesson in WITH_NOTEBOOK:
        before = convert(lesson, "lesson.py")
        after = turns.written(lesson, before)
        assert "    return ...\\n" in before
        assert "    return ...\\n" not in after
        assert after.count("check(") == before.count("check(")


def test_a_stub_without_an_alternative_stays() -> None:
    """What nobody has written is left as it is: another gate says that the alternative is missing."""
    lesson = find(HERE, "normalization")
    cell = "def unknown(x):\n    return ...\n\n\ndef sds(train):\n    return ...\n"
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": cell}]})
    source = json.loads(turns.written(lesson, notebook))["cells"][0]["source"]
    assert source.startswith("def unknown(x):\n    return ...\n\n\ndef sds(train):\n    import")
    assert 1 == source.count("return ...")


FILES = {
    "reference.py": "def double(x):\n    return [2 * v for v in x]\n",
    "misconceptions.py": (
        "# %% squares\ndef double(x):\n    return [v**2 for v in x]\n"
        "# %% adds-two\ndef double(x):\n    return [v + 2 for v in x]\n"
    ),
    "alternatives.py": "# %% added\ndef double(x):\n    return [v + v for v in x]\n",
}


@pytest.fixture
def tried(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Tries the turns in such files; what is not given is right."""
    cases = {"double": (Case(name="a few", args=([3, 5, 7],)), Case(name="more", args=([4, 9],)))}
    monkeypatch.setattr(Lesson, "make_cases", lambda *_: cases)

    def trying(**files: str) -> list[str]:
        texts = FILES | {f"{k}.py": v for k, v in files.items()}
        known = re.findall(r"^# %% (.*)$", texts["misconceptions.py"], re.MULTILINE)
        texts["feedback.toml"] = "\n".join(
            f'[{name}]\ntitle = "T"\nadvice = "A."\nreason = "R."' for name in known
        )
        for name, content in texts.items():
            (lesson.folder / name).write_text(content, encoding="utf-8")
        spec = dataclasses.replace(lesson.spec, tasks=(made("double"),))
        return turns.try_turns(Bench(dataclasses.replace(lesson, spec=spec)))

    return trying


def test_named_mistakes_and_right_alternatives_pass(tried: Callable[..., list[str]]) -> None:
    """Two mistakes that are named, and another right way, are enough for a turn."""
    assert [] == tried()


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        (
            "alternatives",
            "# %% added\ndef double(x):\n    return [v + 3 for v in x]\n",
            "added: double, a few",
        ),
        ("alternatives", "", "turns/alternatives.py has none for double"),
        (
            "misconceptions",
            FILES["misconceptions.py"].replace("v + 2", "v + v"),
            "adds-two: every answer is right; add a case",
        ),
        (
            "misconceptions",
            FILES["misconceptions.py"].replace("v + 2", "v * v"),
            "adds-two: double is diagnosed as",
        ),
        (
            "misconceptions",
            FILES["misconceptions.py"].partition("# %% adds-two")[0],
            "has 1 for double; at least 2 are needed",
        ),
    ],
    ids=["an alternative is wrong", "no alternative", "no mistake", "another's name", "one mistake"],
)
def test_a_planted_gap_is_found(
    tried: Callable[..., list[str]], file: str, content: str, problem: str
) -> None:
    """The gate names the file, the heading and the turn."""
    assert any(problem in found for found in tried(**{file: content}))


@pytest.mark.parametrize("lesson", WITH_NOTEBOOK, ids=lambda lesson: lesson.spec.slug)
def test_each_lesson_lets_students_write(lesson: Lesson) -> None:
    """All lessons of the course pass the gate of what is written."""
    assert [] == turns.gate_turns(lesson, lesson.source("lesson.py"))


@pytest.fixture
def sds() -> Iterator[Callable[..., object]]:
    """The lesson's own first turn, in a kernel that has checked nothing."""
    memory.forget()
    turn = find(HERE, "normalization").turns
    assert turn is not None
    yield turn.functions()["sds"]
    memory.forget()


def test_the_lesson_goes_on_with_what_is_green(
    sds: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    """After a green check, ``yours`` returns the student's own function."""
    check("normalization.sds", sds)
    capsys.readouterr()
    assert sds is yours("normalization.sds", sds)
    assert "`sds` is what you wrote" in capsys.readouterr().out


@pytest.mark.parametrize("checked", [False, True], ids=["not checked", "wrong"])
def test_the_lesson_goes_on_without_what_is_not_green(
    sds: Callable[..., object], capsys: pytest.CaptureFixture[str], checked: bool
) -> None:
    """Without a green check of this very function, ``yours`` returns the lesson's own one, and says so."""
    check("normalization.sds", sds)  # another function's green check does not count

    def stub(train: object) -> object:
        return ...

    if checked:
        check("normalization.sds", stub)
    capsys.readouterr()
    own = yours("normalization.sds", stub)
    assert own not in (stub, sds)
    assert ("normalization.sds", "sds") == (own.__module__, own.__name__)
    assert [1.0, 2.0] == own(pd.DataFrame({"same": [4.0, 4.0], "apart": [1.0, 5.0]})).tolist()
    assert "not green yet" in capsys.readouterr().out


def test_an_unknown_turn_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in the name is answered with the closest one, and the student's function comes back."""
    assert len is yours("normalization.sdss", len)
    assert "Did you mean 'normalization.sds'?" in capsys.readouterr().out


def test_a_damaged_file_stops_no_lesson(
    sds: Callable[..., object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever fails, ``yours`` raises nothing and returns what it was given."""
    monkeypatch.setattr(public, "own_code", lambda _: "def sds(")
    assert sds is yours("normalization.sds", sds)
    assert "tell your instructor" in capsys.readouterr().out


def test_the_dots_are_not_attempted(capsys: pytest.CaptureFixture[str]) -> None:
    """A stub that returns its three dots is not wrong: nobody has written it yet."""
    memory.forget()
    check("normalization.sds", lambda train: ...)
    assert "not attempted" in capsys.readouterr().out


def test_turns_are_no_part_of_the_graded_key() -> None:
    """The hidden inputs of an exercise hold no turn: only its own tasks are drawn."""
    lesson = find(HERE, "normalization")
    assert lesson.turns is not None
    drawn = compute.draw_inputs(lesson, 1)
    assert not drawn.keys() & {task.name for task in lesson.turns.spec.tasks}


def test_a_lesson_without_a_folder_has_no_turns(tmp_path: Path) -> None:
    """Turns are found by their spec; without one there are none, and no code of the lesson's own."""
    assert dataclasses.replace(find(HERE, "normalization"), folder=tmp_path).turns is None
    with pytest.raises(CourseError, match="has no code of its own"):
        public.own_code("nothing")
