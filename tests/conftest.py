"""Small made-up nouns for all tests: a task, an outcome, a lesson's answer key."""

from __future__ import annotations

import builtins
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from repository import HERE

from autograder.core import wire
from autograder.core.answers import Answers, Outcome, Raised, Returned
from autograder.core.paths import CourseRoot
from autograder.core.results import AnswerKey, CaseKey, TaskKey
from autograder.core.specs import Feedback, Task, Tolerance
from autograder.grading.diagnose import agree
from autograder.sandbox import confine
from autograder.student import memory, public

REQUIRE_CONFINEMENT = "SKEWLAB_REQUIRE_CONFINEMENT"
"""Set to 1 where a machine that can't confine is a failure: in continuous integration."""

settings.register_profile(
    "course", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("course")


def make_task(name: str = "double", **changes: Any) -> Task:
    """A task whose function is called as the task is."""
    fields: dict[str, Any] = {
        "name": name,
        "title": f"The task {name}",
        "entry_point": name,
        "signature": "x",
        "points": 2.0,
        "tolerance": Tolerance(atol=1e-3),
        "hints": ("Look at x.", "Twice means two times.", "`return 2 * x`"),
    }
    return Task(**fields | changes)


def returned(value: Any, type_name: str | None = None, changed: tuple[int, ...] = ()) -> Outcome:
    """The function returned ``value``."""
    return Returned(value=value, type_name=type_name or type(value).__name__, changed=changed)


def raised(kind: str = "ValueError", message: str = "", where: str = "", *, own: bool = False) -> Outcome:
    """The function raised a built-in exception."""
    bases = getattr(builtins, kind).__mro__[:-1]
    return Raised(kinds=tuple(base.__name__ for base in bases), message=message, where=where, own=own)


def make_task_key(
    task: Task,
    expected: Mapping[str, Outcome],
    misconceptions: Mapping[str, Answers] | None = None,
    uses: tuple[str, ...] = (),
) -> TaskKey:
    """What the reference and the misconceptions do with a task's cases."""
    cases = tuple(
        CaseKey(name=name, call=f"{task.entry_point}(x: {name})", expected=outcome)
        for name, outcome in expected.items()
    )
    right = TaskKey(task=task, cases=cases, misconceptions={})
    wrong = {
        heading: {name: given for name, given in answers.items() if not agree(right, expected[name], given)}
        for heading, answers in (misconceptions or {}).items()
    }
    return TaskKey(task=task, cases=cases, misconceptions={h: wrong[h] for h in wrong if wrong[h]}, uses=uses)


def make_words(*names: str) -> dict[str, Feedback]:
    """Feedback for misconceptions."""
    return {
        name: Feedback(title=f"Title of {name}", advice=f"Advice for {name}.", reason=f"Reason of {name}.")
        for name in names
    }


X = {"small": np.array([1.0, 2.0]), "large": np.array([30.0, 40.0])}
"""The inputs of the made-up lesson ``doubling``."""


def doubling_key() -> AnswerKey:
    """The lesson ``doubling``: a graded task, its guard, and practice."""
    good = {name: returned(2 * x) for name, x in X.items()}
    wrong = {
        "squares": {name: returned(x**2) for name, x in X.items()},
        "adds-two": {name: returned(x + 2) for name, x in X.items()},
    }
    refuse = {"number": returned(None), "text": raised("ValueError")}
    return AnswerKey(
        slug="doubling",
        tasks={
            "double": make_task_key(make_task("double"), good, wrong),
            "guard": make_task_key(make_task("guard", points=1.0), refuse),
            "practice": make_task_key(make_task("practice", points=0.0), good),
        },
        words=make_words("squares", "adds-two"),
    )


def doubling_inputs() -> dict[str, list[dict[str, Any]]]:
    """The encoded cases that :func:`doubling_key` answers."""
    arrays = [{"name": name, "args": [wire.encode(x)]} for name, x in X.items()]
    guarded: list[dict[str, Any]] = [{"name": "number", "args": [1.0]}, {"name": "text", "args": ["one"]}]
    return {"double": arrays, "guard": guarded, "practice": arrays}


@pytest.fixture
def short_tmp() -> Iterator[Path]:
    """A folder with a short name, as the names of sockets have to be."""
    with tempfile.TemporaryDirectory(prefix="t-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def confinement() -> None:
    """A machine that can confine submissions; elsewhere, the tests that ask for it are skipped, or fail."""
    need_confinement(confine.gaps(), required=os.environ.get(REQUIRE_CONFINEMENT) == "1")


def need_confinement(gaps: list[str], *, required: bool) -> None:
    """Skip a test where this machine has gaps; fail it where it may not be skipped."""
    reason = f"This machine can't confine submissions: {'; '.join(gaps)}."
    if gaps and required:
        pytest.fail(f"{reason} {REQUIRE_CONFINEMENT}=1 asks for the tests that need it.")
    if gaps:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def graded_class(tmp_path_factory: pytest.TempPathFactory) -> CourseRoot:
    """The sample class of lesson 01, graded on this machine by one undisturbed run."""
    from classroom import make_course
    from rich.console import Console

    from autograder.grader import command
    from autograder.lessons import find
    from autograder.nbgrader.gradebook import NbgraderBook

    lesson = find(HERE, "normalization")
    made = make_course(tmp_path_factory.mktemp("class") / "course", lesson)
    assert command.run(made, (lesson,), Console(quiet=True), NbgraderBook(made)) == 0
    return made


@pytest.fixture
def doubling(monkeypatch: pytest.MonkeyPatch) -> AnswerKey:
    """The made-up lesson, as the only one that ``check`` knows."""
    key = doubling_key()
    real = public.load

    def load(slug: str, file: str = public.FILE) -> tuple[dict[str, list[dict[str, Any]]], AnswerKey]:
        return (doubling_inputs(), key) if slug == key.slug else real(slug, file)

    monkeypatch.setattr(public, "load", load)
    memory.forget()
    return key
