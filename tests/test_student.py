"""``check`` and ``hint`` speak in sentences, whatever they are given."""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from conftest import doubling_inputs, doubling_key
from repository import HERE

from autograder.core import environment, wire
from autograder.core.answers import INPUTS, Raised
from autograder.core.errors import CourseError
from autograder.core.results import AnswerKey
from autograder.core.specs import Asset
from autograder.lessons import find
from autograder.student import case, check, checks, graded, hint, memory, public, raising, session
from autograder.student.call import call_all


@pytest.fixture
def say(doubling: AnswerKey, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[float | None, str]]:
    """Calls ``check``; returns the points and the words that the student reads."""

    def run(task: Any, function: Any) -> tuple[float | None, str]:
        score = check(task, function)
        return score, capsys.readouterr().out

    return run


Say = Callable[..., tuple[float | None, str]]


def test_a_right_function_earns_its_points(say: Say) -> None:
    """A right answer on the public cases returns the task's points, which nbgrader reads as a number."""
    score, said = say("doubling.double", lambda x: x + x)
    assert (2.0, "2.0") == (score, repr(score))
    assert said.startswith("✓ passed: The task double (2 of 2 points)")


def test_a_wrong_function_earns_none(say: Say) -> None:
    """A wrong answer returns 0.0 and names the mistake."""
    score, said = say("doubling.double", lambda x: x**2)
    assert 0.0 == score
    assert "Diagnosis: Title of squares." in said


def test_practice_earns_nothing(say: Say) -> None:
    """Practice is checked, and returns None: there is nothing to add up."""
    score, said = say("doubling.practice", lambda x: 2 * x)
    assert None is score
    assert said.startswith("✓ passed: The task practice (practice)")


def test_a_guard_is_checked_by_what_it_refuses(say: Say) -> None:
    """A guard passes when it accepts the good and refuses the bad."""

    def guard(x: Any) -> None:
        if isinstance(x, str):
            raise ValueError("text")

    assert 1.0 == say("doubling.guard", guard)[0]


UNKNOWN = {
    "another task": (
        "doubling.dubble",
        "There is no task 'doubling.dubble'. Did you mean 'doubling.double'?",
    ),
    "no task": ("doubling", "There is no task 'doubling'."),
    "another lesson": (
        "normalisation.fit",
        "There is no lesson 'normalisation'. Did you mean 'normalization'?",
    ),
    "nothing": ("", "There is no lesson ''."),
    "a path": ("/etc/passwd.fit", "There is no lesson '/etc/passwd'."),
    "no text": (None, "There is no lesson 'None'."),
    "a number": (3.5, "There is no lesson '3'."),
}


@pytest.mark.parametrize(("task", "sentence"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_unknown_tasks_are_answered_with_the_closest(say: Say, task: Any, sentence: str) -> None:
    """A wrong name is no traceback: the sentence names the closest one."""
    score, said = say(task, len)
    assert (0.0, True) == (score, sentence in said)


def test_a_very_long_name_is_unknown(say: Say) -> None:
    """Pasting the function's source instead of the task's name is no traceback."""
    for name in ("x" * 9999, "x" * 70 + "." + "y" * 9999, "def f(x):\n    return x"):
        score, said = say(name, len)
        assert (0.0, True) == (score, "There is no lesson '" in said)


@pytest.mark.parametrize("value", [np.ones(2), None, "double", 3], ids=["result", "None", "name", "number"])
def test_a_result_is_not_a_function(say: Say, value: Any) -> None:
    """Whoever passes ``f(x)`` instead of ``f`` is told so."""
    score, said = say("doubling.double", value)
    assert 0.0 == score
    assert f"`check` was given {type(value).__name__}, not a function: pass `double` itself" in said


ERRORS = [
    ValueError,
    KeyError,
    SystemExit,
    KeyboardInterrupt,
    GeneratorExit,
    BaseException,
    RecursionError,
    MemoryError,
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_no_exception_leaves_check(say: Say, error: type[BaseException]) -> None:
    """Whatever the function raises is shown as a sentence."""

    def double(x: Any) -> Any:
        raise error("broken")

    score, said = say("doubling.double", double)
    assert 0.0 == score
    assert ("it did not come back in time" if error is KeyboardInterrupt else f"{error.__name__}: ") in said


def test_an_error_shows_the_students_own_line(say: Say) -> None:
    """The line that is shown is the student's, not the library's."""

    def double(x: Any) -> Any:
        return np.concatenate([x, np.ones((2, 2))])

    assert ": return np.concatenate([x, np.ones((2, 2))])" in say("doubling.double", double)[1]


def test_an_error_whose_text_raises_is_shown(say: Say) -> None:
    """An exception with a broken ``__str__`` is still an answer."""

    class Rude(Exception):  # noqa: N818 - a student's class may have any name
        def __str__(self) -> str:
            raise ValueError

    def double(x: Any) -> Any:
        raise Rude

    assert "Rude" in say("doubling.double", double)[1]


RETURNED: dict[str, Any] = {
    "a structured array": np.zeros(2, "i4,f4"),
    "one record": np.zeros(1, "i4,f4")[0],
    "a huge integer": 10**400,
    "an array of huge integers": np.array([10**400, 1], dtype=object),
    "a generator": (i for i in range(3)),
    "a module": np,
    "a class": dict,
    "a ragged list": [[1], [2, 3]],
    "itself": check,
}


@pytest.mark.parametrize("value", RETURNED.values(), ids=RETURNED.keys())
def test_odd_results_are_wrong_and_no_more(say: Say, value: Any) -> None:
    """Whatever the function returns, the student reads what was expected."""
    score, said = say("doubling.double", lambda x: value)
    assert (0.0, 2) == (score, said.count("expected "))


@pytest.mark.parametrize("function", [lambda: 1, lambda x, y: x], ids=["too few", "too many"])
def test_another_signature_is_told(say: Say, function: Any) -> None:
    """Missing or extra parameters are answered with the advice to keep them."""
    said = say("doubling.double", function)[1]
    assert "Keep the parameters of the function as they were given: `double(x)`." in said


def test_a_changed_input_is_told(say: Say) -> None:
    """A function that works on the caller's array is wrong though its numbers are right."""

    def double(x: Any) -> Any:
        x *= 2
        return x

    score, said = say("doubling.double", double)
    assert (0.0, True) == (score, "`x` was changed in place" in said)


def test_an_own_refusal_is_told_from_an_accident() -> None:
    """A `raise` and an `assert` are the student's own, in a helper, too; an error of Python's is not."""

    def helper(x: Any) -> Any:
        raise ValueError(x)

    def asks(x: Any) -> Any:
        return helper(x)

    def asserts(x: Any) -> Any:
        assert x is None

    def ends(call: Callable[[Any], Any]) -> Raised:
        with pytest.raises(Exception) as caught:
            call(1)
        return raising.raised(caught.value)

    own = (asks, asserts)
    accidents = (lambda x: {}[x], lambda _: int("a"), lambda x: np.array([x, [x]]))
    assert [True, True, False, False, False] == [ends(call).own for call in (*own, *accidents)]


def test_our_own_errors_are_sentences() -> None:
    """A notebook shows what we refuse without a traceback; an error of the student's keeps its own."""
    shown: list[list[str]] = []
    shell = SimpleNamespace(
        user_ns={"In": ["setup()"]},
        InteractiveTB=SimpleNamespace(structured_traceback=lambda *_, **__: ["a", "traceback"]),
        _showtraceback=lambda _kind, _error, lines: shown.append(lines),
    )
    for error in (CourseError("There are no data."), NameError("name 'x' is not defined")):
        session._sentence(shell, type(error), error, cast("Any", None))
    assert [["There are no data."], ["a", "traceback"]] == shown


def test_each_call_gets_fresh_inputs(say: Say) -> None:
    """What one check changed, the next does not see."""

    def spoil(x: Any) -> Any:
        x[:] = 0

    say("doubling.double", spoil)
    assert 2.0 == say("doubling.double", lambda x: 2 * x)[0]


def test_the_stub_is_not_attempted(say: Say) -> None:
    """The given stub is no mistake."""

    def double(x: Any) -> Any:
        raise NotImplementedError

    assert say("doubling.double", double)[1].startswith("○ not attempted: The task double (0 of 2 points)")


def test_prints_are_the_students_own(say: Say) -> None:
    """What the function prints is shown, and costs nothing."""

    def double(x: Any) -> Any:
        print("looking at", x.shape)
        return 2 * x

    score, said = say("doubling.double", double)
    assert (2.0, True) == (score, "looking at (2,)" in said)


def test_noise_is_not_shown(doubling: AnswerKey, capfd: pytest.CaptureFixture[str]) -> None:
    """Warnings and what TensorFlow writes to descriptor 2 are no part of the answer."""

    def double(x: Any) -> Any:
        sys.stderr.write(warnings.formatwarning("noise", UserWarning, "cell", 1))  # as Python shows one
        os.write(2, b"noise")
        return 2 * x

    score = check("doubling.double", double)
    os.write(2, b"after")
    assert (2.0, "after") == (score, capfd.readouterr().err)


def test_an_interrupt_ends_the_check() -> None:
    """A function that did not come back once is not called again."""
    calls = []

    def double(x: Any) -> Any:
        calls.append(x)
        raise KeyboardInterrupt

    outcomes = call_all(double, doubling_inputs()["double"])
    assert (1, ["small"]) == (len(calls), list(outcomes))


@pytest.mark.parametrize(("rung", "words"), [(1, "Look at x."), (2, "Twice means"), (3, "`return 2 * x`")])
def test_hints_have_three_rungs(
    doubling: AnswerKey, capsys: pytest.CaptureFixture[str], rung: int, words: str
) -> None:
    """Where to look, which idea, nearly the code."""
    hint("doubling.double", rung)
    said = capsys.readouterr().out
    assert said.startswith(f"Hint {rung} of 3: The task double\n{words}")


@pytest.mark.parametrize("rung", [0, 4, -1, "2", None, 1.5, [1]], ids=repr)
def test_unknown_rungs_are_told(doubling: AnswerKey, capsys: pytest.CaptureFixture[str], rung: Any) -> None:
    """A rung that does not exist is answered with those that do."""
    hint("doubling.double", rung)
    assert f"Hints are numbered 1 to 3; you asked for {rung!r}." in capsys.readouterr().out


def test_a_rung_may_be_written_as_a_float(doubling: AnswerKey, capsys: pytest.CaptureFixture[str]) -> None:
    """2.0 is 2."""
    hint("doubling.double", 2.0)  # type: ignore[arg-type]
    assert capsys.readouterr().out.startswith("Hint 2 of 3: The task double\nTwice means")


class Unwritable:
    """Has no text."""

    def __repr__(self) -> str:
        raise ValueError("no text")


@pytest.mark.parametrize(
    "rung", [Unwritable(), np.array([1, 2]), float("nan")], ids=["no repr", "array", "NaN"]
)
def test_hint_never_raises(doubling: AnswerKey, capsys: pytest.CaptureFixture[str], rung: Any) -> None:
    """Whatever is given for a rung is answered."""
    hint("doubling.double", rung)
    assert "Hints are numbered 1 to 3" in capsys.readouterr().out


def test_a_fault_of_the_check_is_no_fault_of_the_student(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the check itself fails, a card says so, and nothing is raised."""

    def broken(*_: Any) -> Any:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(checks, "grade", broken)
    score, said = say("doubling.double", lambda x: x)
    assert (0.0, True) == (score, said.startswith("? grader fault: The task double (0 of 2 points)"))
    assert "The check itself failed; tell your instructor. (ZeroDivisionError: oops)" in said
    monkeypatch.setattr(public, "find_task", broken)
    score, said = say("doubling.double", lambda x: x)
    assert (0.0, True) == (
        score,
        "The check itself failed; tell your instructor. (ZeroDivisionError: oops)" in said,
    )


def test_hints_of_unknown_tasks_name_the_closest(
    doubling: AnswerKey, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong name is answered as ``check`` answers it."""
    hint("doubling.dubble")
    assert "Did you mean 'doubling.double'?" in capsys.readouterr().out


def test_outside_a_notebook_the_card_is_text(say: Say) -> None:
    """In a terminal nobody reads tags."""
    assert "<" not in say("doubling.double", lambda x: x)[1]


def test_a_case_is_what_check_calls_with(say: Say) -> None:
    """``case`` gives the arguments of a case, as a tuple, fresh each time."""
    (first,) = case("doubling.double", "large")
    first[:] = 0
    (second,) = case("doubling.double", "large")
    assert [30.0, 40.0] == second.tolist()


UNKNOWN_CASES: dict[str, tuple[Any, Any, str]] = {
    "another case": ("doubling.double", "larg", "There is no case 'larg'. Did you mean 'large'?"),
    "no name": ("doubling.double", None, "There is no case None. Known: small, large."),
    "an array": ("doubling.double", np.ones(2), "There is no case array([1., 1.])."),
    "another task": ("doubling.dubble", "large", "Did you mean 'doubling.double'?"),
    "no task": (None, None, "There is no lesson 'None'."),
}


@pytest.mark.parametrize(("task", "name", "sentence"), UNKNOWN_CASES.values(), ids=UNKNOWN_CASES.keys())
def test_unknown_cases_are_answered_with_the_closest(
    doubling: AnswerKey, capsys: pytest.CaptureFixture[str], task: Any, name: Any, sentence: str
) -> None:
    """Whatever is asked for, ``case`` raises nothing: a sentence names what there is."""
    assert () == case(task, name)
    assert sentence in capsys.readouterr().out


def test_a_fault_of_case_is_told(
    doubling: AnswerKey, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When ``case`` itself fails, a sentence says so."""
    monkeypatch.setattr(checks, "arguments", lambda *_: 1 // 0)
    assert () == case("doubling.double", "large")
    assert "The case itself failed; tell your instructor. (ZeroDivisionError" in capsys.readouterr().out


def test_the_card_at_home_has_a_line_for_each_case(say: Say) -> None:
    """What stands on the card gets the case."""
    said = say("doubling.double", lambda x: x**2)[1]
    (arguments,) = eval(re.findall(r"`(case\(.*?\))`", said)[0])
    assert [1.0, 2.0] == arguments.tolist()


def test_hints_go_on_where_a_task_fails_again(say: Say) -> None:
    """The card points to the first hint, then to the next, and to the first again after success."""
    rungs = [re.findall(r"hint\(.*, (\d)\)", say("doubling.double", lambda x: x)[1]) for _ in range(4)]
    assert [["1"], ["2"], ["3"], ["3"]] == rungs
    say("doubling.double", lambda x: 2 * x)
    assert 'hint("doubling.double", 1)' in say("doubling.double", lambda x: x)[1]


def test_a_hint_that_was_read_is_not_pointed_to(say: Say) -> None:
    """After the first hint, the card points to the second."""
    hint("doubling.double", 1)
    assert 'hint("doubling.double", 2)' in say("doubling.double", lambda x: x)[1]


def test_a_green_card_counts_the_points(say: Say) -> None:
    """The points of a lesson add up over its checks, each with its last result."""
    assert "Points so far, on the public cases: 2 of 3." in say("doubling.double", lambda x: 2 * x)[1]
    say("doubling.double", lambda x: x)

    def guard(x: Any) -> None:
        if isinstance(x, str):
            raise ValueError(x)

    assert "Points so far, on the public cases: 1 of 3." in say("doubling.guard", guard)[1]
    assert "Points" not in say("doubling.practice", lambda x: 2 * x)[1]


class Shell:
    """A notebook whose variables are ``user_ns``."""

    def __init__(self) -> None:
        self.user_ns: dict[str, Any] = {}


@pytest.fixture
def namespace(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The variables of the notebook."""
    shell = Shell()
    monkeypatch.setattr(memory, "get_ipython", lambda: shell)
    return shell.user_ns


@pytest.fixture
def graded_with(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The tasks whose answers each check is graded with."""
    seen: list[set[str]] = []
    grade = checks.grade

    def spy(key: Any, given: Any) -> Any:
        seen.append(set(given))
        return grade(key, given)

    monkeypatch.setattr(checks, "grade", spy)
    return seen


def test_earlier_answers_help_the_diagnosis(
    say: Say, namespace: dict[str, Any], graded_with: list[set[str]]
) -> None:
    """A check is graded with the answers of the tasks before it, as a submission is."""
    namespace |= {"double": lambda x: x**2, "guard": lambda x: None}
    for name in ("double", "guard", "double"):
        say(f"doubling.{name}", namespace[name])
    assert [{"double"}, {"double", "guard"}, {"double", "guard"}] == graded_with


def test_earlier_answers_of_another_function_are_forgotten(
    say: Say, namespace: dict[str, Any], graded_with: list[set[str]]
) -> None:
    """When a function was written anew, what was answered before is not known any more, of any task."""
    namespace |= {"double": lambda x: x**2, "guard": lambda x: None, "practice": lambda x: x}
    say("doubling.double", namespace["double"])
    say("doubling.practice", namespace["practice"])
    namespace["double"] = lambda x: 2 * x
    say("doubling.guard", namespace["guard"])
    assert [{"double"}, {"double", "practice"}, {"guard"}] == graded_with


def test_what_is_no_function_is_not_kept(
    say: Say, namespace: dict[str, Any], graded_with: list[set[str]]
) -> None:
    """A check without answers leaves none behind."""
    namespace |= {"double": 3, "guard": lambda x: None}
    say("doubling.double", namespace["double"])
    say("doubling.guard", namespace["guard"])
    assert [{"double"}, {"guard"}] == graded_with


def test_a_notebook_computes_as_grading_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before TensorFlow is imported, its settings become those of grading; the threads of NumPy stay."""
    monkeypatch.setattr(os, "environ", {"OMP_NUM_THREADS": "7", "TF_CPP_MIN_LOG_LEVEL": "0"})
    monkeypatch.delitem(sys.modules, "tensorflow", raising=False)
    assert environment.same_numerics()
    kept = {"OMP_NUM_THREADS": "7", "TF_CPP_MIN_LOG_LEVEL": "0"}
    assert {name: environment.NUMERICS[name] for name in environment.AT_HOME} | kept == os.environ


@pytest.mark.parametrize(
    ("settings", "said"), [({}, True), (environment.NUMERICS, False)], ids=["own", "ours"]
)
def test_who_imports_tensorflow_first_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], settings: dict[str, str], said: bool
) -> None:
    """Where TensorFlow was imported with other settings, nothing is changed, and a sentence says what to do."""
    monkeypatch.setattr(os, "environ", dict(settings))
    monkeypatch.setitem(sys.modules, "tensorflow", ModuleType("tensorflow"))
    monkeypatch.setattr(session.importlib, "import_module", lambda name: FakeLibrary())
    session.setup()
    assert said == ("Restart the kernel and run this cell first." in capsys.readouterr().out)
    assert bool(settings) == ("TF_ENABLE_ONEDNN_OPTS" in os.environ)


class FakeLibrary:
    """A library with a version; as Keras, it sets seeds."""

    __version__ = "1.0"
    utils = SimpleNamespace(set_random_seed=lambda seed: None)


@pytest.mark.parametrize("task", ["evidence", "fit"])
def test_a_lessons_own_reference_passes_its_public_cases(
    task: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shipped public key and the reference agree (lesson 01, tasks without a model)."""
    lesson = find(HERE, "normalization")
    spec = next(t for t in lesson.spec.tasks if t.name == task)
    assert spec.points == check(f"normalization.{task}", lesson.functions()[spec.entry_point])
    assert "passed" in capsys.readouterr().out


def test_a_lessons_known_mistake_is_named_at_home(capsys: pytest.CaptureFixture[str]) -> None:
    """A real misconception of lesson 01 is diagnosed by its title."""
    lesson = find(HERE, "normalization")
    patch = lesson.misconceptions()["variance"]
    assert 0.0 == check("normalization.fit", lesson.functions(patch)["fit_stats"])
    assert f"Diagnosis: {lesson.words()['variance'].title}." in capsys.readouterr().out


def test_the_tasks_of_a_submission_share_their_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """When a submission is graded, a model is loaded once, however many tasks give it to a function."""
    loaded: list[str] = []
    cases = [{"name": "a", "args": [wire.encode(Asset("made/model"))]}]
    monkeypatch.setattr("autograder.student.call.load_model", lambda name: loaded.append(name) or name)
    monkeypatch.setattr(graded, "_MODELS", {})
    monkeypatch.setattr(graded, "_inputs", lambda _: {"one": cases, "two": cases})
    monkeypatch.setattr(graded, "get_ipython", lambda: SimpleNamespace(user_ns={"f": len}))
    monkeypatch.setenv(INPUTS, "somewhere")
    for task in ("one", "two"):
        graded.record(f"made.{task}", "f")
    assert ["made/model"] == loaded


def test_the_made_up_key_is_right() -> None:
    """The fixture's inputs and key name the same cases: else these tests would prove nothing."""
    key, inputs = doubling_key(), doubling_inputs()
    for name, task in key.tasks.items():
        assert [case["name"] for case in inputs[name]] == [case.name for case in task.cases]
    assert public.FILE == "public.json"
