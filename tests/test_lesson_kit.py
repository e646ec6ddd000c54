"""What lessons ask with: guesses, questions and a figure to move."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from repository import HERE

from autograder.authoring.contract import gate_questions
from autograder.core.answers import INPUTS
from autograder.core.errors import CourseError
from autograder.core.specs import Choice, Question
from autograder.lessons import find
from autograder.student import before_and_after, explore, gallery, public, quiz, reveal


@pytest.mark.parametrize(
    ("guess", "measured", "said"),
    [
        (2.0, 6982.4, "You guessed 2 mpg\nIt is 6,982 mpg: your guess was 3,491 times too low."),
        (25, 21.4, "You guessed 25 mpg\nIt is 21.4 mpg: your guess was close."),
        (21.4, 21.4, "You guessed 21.4 mpg\nIt is 21.4 mpg: your guess was right."),
        (-5, 21.4, "You guessed -5 mpg\nIt is 21.4 mpg: your guess was far off."),
        (0, 21.4, "You guessed 0 mpg\nIt is 21.4 mpg: your guess was too low."),
        (100, 0, "You guessed 100 mpg\nIt is 0 mpg: your guess was too high."),
        (50.0, 10.0, "You guessed 50 mpg\nIt is 10 mpg: your guess was 5.0 times too high."),
        (True, 1.0, "You guessed 1 mpg\nIt is 1 mpg: your guess was right."),
    ],
)
def test_a_guess_is_compared(
    guess: Any, measured: float, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Guess and measured number stand side by side, with how far they are apart."""
    reveal(guess, measured, "mpg")
    assert said == capsys.readouterr().out.strip()


class Unspeakable:
    """An object whose text can't be had."""

    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize("guess", [..., "two", None, float("nan"), [1, 2], Unspeakable()])
def test_without_a_guess_nothing_is_told(guess: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """As long as there is no number, the measured one stays hidden, and a sentence says what to do."""
    reveal(guess, 6982.4, "mpg")
    said = capsys.readouterr().out
    assert "6" not in said.replace("3.5", "")
    assert re.search("write a number|Write one", said)


QUESTIONS = {
    "single": {
        "text": "Why do `all` get <the same>?",
        "choices": [
            {"text": "Memory & chance.", "reason": "There is none.", "right": False},
            {"text": "Zero minus zero.", "reason": "Look at `x`.", "right": True},
        ],
    }
}

TASKS = [
    {"name": "practice", "title": "Practice", "points": 0},
    {"name": "double", "title": "Double", "points": 3.5},
]


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lesson ``made`` with one question."""
    (tmp_path / "made").mkdir()
    about = {"number": 7, "title": "Made", "tasks": TASKS, "questions": QUESTIONS}
    (tmp_path / "made" / public.ABOUT).write_text(json.dumps(about), encoding="utf-8")
    monkeypatch.setattr(public, "data_dir", lambda: tmp_path)


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("name", "choice", "said"),
    [
        (
            "made.single",
            "",
            "Why do `all` get <the same>?\n  A  Memory & chance.\n  B  Zero minus zero.\nAnswer",
        ),
        ("made.single", "A", "✗ Not this one\nThere is none."),
        ("made.single", " b", "✓ Right\nLook at `x`."),
        ("made.single", "C", "This choice is unknown\nThe choices are A, B; you gave 'C'."),
        (
            "made.singel",
            "",
            "This question is unknown\nThere is no question 'made.singel'. Did you mean 'made.single'?",
        ),
        ("maid.single", "", "This question is unknown"),
        ("../made.single", "", "This question is unknown"),
        (7, "", "This question is unknown\nThere is no lesson '7'."),
    ],
)
def test_a_question_speaks_in_sentences(
    name: Any, choice: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A question shows its choices, a choice its reason; whatever else is asked gets a sentence."""
    quiz(name, choice)
    assert said in capsys.readouterr().out


@pytest.mark.usefixtures("asked")
def test_a_damaged_quiz_is_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that can't be read is the course's fault, and is said to be."""
    (tmp_path / "made" / public.ABOUT).write_text("{", encoding="utf-8")
    quiz("made.single")
    assert "The quiz itself failed\nTell your instructor. (JSONDecodeError" in capsys.readouterr().out


def test_choices_are_folds() -> None:
    """Each choice is a fold with its verdict and its reason, without script or style sheet; text is escaped."""
    html = sys.modules["autograder.student.quiz"]._html(QUESTIONS["single"])
    assert (2, 2) == (html.count("<details"), html.count("<summary"))
    assert re.search("Zero minus zero.*✓ Right.*Look at <code>x</code>", html)
    assert "&lt;the same&gt;" in html
    assert not re.search("<script|<style", html)


def test_a_figure_moves_and_has_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each value has a picture and a sentence; a page without widgets shows all of them, each with its text."""
    module = sys.modules["autograder.student.explore"]
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr(module, "publish", shown.append)

    def draw(size: int) -> str:
        plt.plot([0, size])
        return f"the line ends at {size}"

    explore(draw, [1, 2], "size")
    (bundle,) = shown
    assert "size 1: the line ends at 1\nsize 2: the line ends at 2" == bundle["text/plain"]
    assert 2 == bundle["text/html"].count('<img alt="the line ends at ')
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert [] == plt.get_fignums()


def test_the_slider_changes_picture_and_words() -> None:
    """Moving the slider shows the picture and the sentence of that value."""
    module = sys.modules["autograder.student.explore"]
    frames = [module._Frame("1", b"one", "first"), module._Frame("2", b"two", "second")]
    box = module._box(frames, "size")
    slider, picture, words = box.children
    slider.value = 1
    assert (b"two", "size 2: second") == (picture.value, words.value)


def test_without_widgets_the_series_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ipywidgets is missing nothing fails."""
    module = sys.modules["autograder.student.explore"]
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert {} == module._slider([module._Frame("1", b"one", "first")], "size")


def stub() -> Any:
    """A service of a student who has not begun."""
    raise NotImplementedError


def broken() -> Any:
    """A service that calls what is not there."""
    return {}["hue"]


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("service", "said"),
    [
        (lambda: [0, 1, 1, 1], "Before, 1 of 4 bottles were right. With your service, 3 of 4 are."),
        (stub, "Not yet\nThis cell calls a function that is still the given stub."),
        (broken, "Not yet\nYour service raised KeyError: 'hue'."),
        (lambda: [[0, 1, 1, 1]], "Not yet\nExpected answers of shape (4,); your service gave (1, 4)."),
        (lambda: None, "Not yet\nExpected answers of shape (4,); your service gave ()."),
    ],
    ids=["written", "stub", "broken", "another shape", "nothing"],
)
def test_an_exercise_ends_with_what_it_was_worth(
    service: Callable[[], Any], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The repaired service runs once more beside the broken one; as long as it can't, a sentence says why."""
    before_and_after("made", service, [0, 0, 0, 0], [0, 1, 1, 2], "bottles")
    out = capsys.readouterr().out
    assert said in out
    assert ("Points so far: 0 of 3.5." in out) == said.startswith("Before")
    assert [] == plt.get_fignums()


def test_nothing_is_drawn_when_a_submission_is_graded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In grading, where nobody looks, the service is not even called."""
    monkeypatch.setenv(INPUTS, "inputs.json")
    before_and_after("made", stub, [0], [0], "bottles")
    assert "" == capsys.readouterr().out


GOOD = """
[[question]]
name = "one"
text = "Which?"
choices = [
    { text = "This.", reason = "No.", belief = "raw-inputs" },
    { text = "That.", reason = "Yes.", right = true },
]
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('text = "Which?"\n', "", "each [[question]] needs name, text and choices"),
        (', reason = "No."', "", "each [[question]] needs name, text and choices"),
        ("[[question]]", "[[question]", "each [[question]] needs name, text and choices"),
        ("right = true", "right = false", "Question 'one' needs a right choice and a wrong one."),
        ("raw-inputs", "raw-input", "Question 'one' names 'raw-input'. Did you mean 'raw-inputs'?"),
        ("\n[[question]]", GOOD + "[[question]]", "The name 'one' is used twice."),
    ],
)
def test_a_fault_in_a_quiz_is_said(old: str, new: str, fault: str, tmp_path: Path) -> None:
    """A malformed question is a sentence for its author that names the file."""
    source = find(HERE, "normalization")
    lesson = dataclasses.replace(source, folder=tmp_path)
    (tmp_path / "misconceptions.py").write_text(source.source("misconceptions.py"), encoding="utf-8")
    (tmp_path / "quiz.toml").write_text(GOOD, encoding="utf-8")
    assert 1 == len(lesson.questions())
    assert old in GOOD
    (tmp_path / "quiz.toml").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CourseError, match=re.escape(fault)) as error:
        lesson.questions()
    assert "quiz.toml" in str(error.value)


def question(name: str, belief: str = "") -> Question:
    """A question with two choices."""
    choices = (Choice(text="a", reason="b", belief=belief), Choice(text="c", reason="d", right=True))
    return Question(name=name, text="e", choices=choices)


@pytest.mark.parametrize(
    ("names", "belief", "asked", "fault"),
    [
        ("abcd", "raw-inputs", "abcd", None),
        ("abc", "raw-inputs", "abc", "quiz.toml has 3 questions; at least 4 are needed"),
        ("abcd", "raw-inputs", "abc", "quiz.toml, normalization.d: lesson.py does not ask it"),
        (
            "abcd",
            "raw-inputs",
            "abcde",
            'lesson.py asks quiz("normalization.e"), which quiz.toml does not have',
        ),
        ("abcd", "", "abcd", "no choice names the misconception behind it"),
    ],
)
def test_the_gate_of_questions(names: str, belief: str, asked: str, fault: str | None) -> None:
    """There are at least four questions, each is asked, and misconceptions are among the choices."""
    lesson = "\n".join(f'quiz("normalization.{name}")' for name in asked)
    found = gate_questions(
        find(HERE, "normalization").spec, [question(name, belief) for name in names], lesson
    )
    assert bool(fault) == bool(found)
    assert fault is None or fault in found[0]


def test_a_gallery_has_words_for_those_who_do_not_see_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A gallery says what there is to see, and how many pictures of which kind, without a screen, too."""
    pictures = {"camera": np.zeros((3, 8, 8, 1)), "service": [np.zeros((8, 6, 3), "uint8")]}
    gallery(pictures, "Is a brick still a brick?")
    assert (
        "Is a brick still a brick? (camera: 3 pictures; service: 1 picture)"
        == capsys.readouterr().out.strip()
    )


def test_a_gallery_draws_nothing_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When a submission is graded, a gallery costs nothing."""
    monkeypatch.setenv(INPUTS, "somewhere")
    gallery({"camera": [object()]}, "Nobody looks")
    assert "" == capsys.readouterr().out
