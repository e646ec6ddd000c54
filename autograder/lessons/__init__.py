"""The lessons of a course: one folder each, found by its ``spec.py``.

A lesson's ``reference.py`` is the training pipeline. ``misconceptions.py``, ``alternatives.py`` and
``mixtures.py`` hold *patches*: sections of a py:percent file, each redefining one or more functions of the
reference, as a student might have written them. A patch runs in the same namespace after the
reference, so that a redefined step is used by every step that calls it.

The heading of a patch is its name. A misconception may be written in several ways, its *spellings*: the name
is then followed by a colon and a name of the spelling, ``# %% batch-statistics: in-predict``. A mixture of
two misconceptions that grading should name is headed by both: ``# %% clipped + double-precision``.

The folder ``turns`` holds what students write in the lesson itself: tasks without points, in files of the
same names and forms.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import hashlib
import importlib
import importlib.machinery
import importlib.util
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.core.course import lessons_of
from autograder.core.environment import data_from
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.core.results import names_in
from autograder.core.specs import (
    Cases,
    Choice,
    Equivalent,
    Feedback,
    LessonSpec,
    Promise,
    Question,
    Unclaimed,
)
from autograder.core.text import did_you_mean
from autograder.lessons import faults
from autograder.lessons.reach import changed_by, leading_to, uses_of

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover - the same library under its old name
    import tomli as tomllib

TURNS = "turns"
"""The name of the folder, in a lesson's own, that holds what students write in the lesson."""
_HEADING = re.compile(r"^# *%%.*$", re.MULTILINE)
_SECTION = re.compile(r"^# %% ([a-z0-9-]+(?: \+ [a-z0-9-]+)?(?:: [a-z0-9-]+)?)\n", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Lesson:
    """One lesson.

    Attributes:
        folder: The folder that holds its files.
        spec: What its ``spec.py`` declares.
        data: The folder of its course's data, in which its code finds its own.
    """

    folder: Path
    spec: LessonSpec
    data: Path

    @functools.cached_property
    def turns(self) -> Lesson | None:
        """What the student writes in the lesson: its tasks are the turns; ``None`` if there are none."""
        folder = self.folder / TURNS
        if not (folder / "spec.py").is_file():
            return None
        with faults.told(self.folder):
            tasks = _module(folder, "spec").TASKS
        return dataclasses.replace(
            self, folder=folder, spec=dataclasses.replace(self.spec, tasks=tasks, alike=())
        )

    def make_cases(self, rng: np.random.Generator) -> Cases:
        """Draw the inputs of every task; generators in equal states give equal inputs.

        Raises:
            CourseError: ``cases.py`` has an error, or makes cases for other tasks than ``spec.py`` declares.
        """
        with faults.told(self.folder), data_from(self.data):
            cases: Cases = _module(self.folder, "cases").make_cases(rng)
        names, declared = set(cases), {task.name for task in self.spec.tasks}
        if names != declared:
            msg = f"{self.folder.name}/cases.py makes cases for {names}, but spec.py declares {declared}."
            raise CourseError(msg)
        return cases

    def functions(self, patch: str = "", title: str = "reference") -> Mapping[str, Callable[..., Any]]:
        """Run the reference, and a patch after it. This may import TensorFlow.

        Args:
            patch: Python source that redefines functions of the reference; empty for none.
            title: What the patch is called in tracebacks.

        Returns:
            The entry point of each task, by its name.

        Raises:
            CourseError: one of the two has an error, or an entry point of ``spec.py`` is not defined.
        """
        source = self.source("reference.py")
        namespace: dict[str, Any] = {"__name__": f"{self.spec.slug}.{title}"}
        with faults.told(self.folder), data_from(self.data):
            exec(compile(source, f"{self.folder.name}/reference.py", "exec"), namespace)  # noqa: S102 - our own code
            exec(compile(patch, f"{self.folder.name}/{title}", "exec"), namespace)  # noqa: S102 - our own code
        for task in self.spec.tasks:
            if task.entry_point not in namespace:
                known = [name for name, value in namespace.items() if callable(value)]
                msg = (
                    f"{self.folder.name}/reference.py does not define {task.entry_point}, the entry point of "
                    f"task {task.name!r}.{did_you_mean(task.entry_point, known)}"
                )
                raise CourseError(msg)
        return {task.entry_point: namespace[task.entry_point] for task in self.spec.tasks}

    def reached_by(self, patch: str) -> frozenset[str]:
        """The names of the tasks whose entry point a patch redefines, or calls what it redefines."""
        names = changed_by(self.source("reference.py"), patch)
        return frozenset(task.name for task in self.spec.tasks if names is None or task.entry_point in names)

    def uses(self) -> Mapping[str, tuple[str, ...]]:
        """For each task, by name, the tasks whose entry points its own entry point calls in the reference."""
        mentions = uses_of(self.source("reference.py"))
        callers = {task.entry_point: leading_to(mentions, [task.entry_point]) for task in self.spec.tasks}
        return {
            task.name: tuple(
                other.name
                for other in self.spec.tasks
                if other.entry_point != task.entry_point and task.entry_point in callers[other.entry_point]
            )
            for task in self.spec.tasks
        }

    def misconceptions(self) -> dict[str, str]:
        """The source of each misconception's patch, by its name or, for a further spelling, its heading."""
        return self.patches("misconceptions.py")

    def alternatives(self) -> dict[str, str]:
        """The source of each right alternative's patch, by name."""
        return self.patches("alternatives.py")

    def mixtures(self) -> dict[str, str]:
        """The source of each patch that makes two mistakes at once, by its heading; turns may have none.

        One that is headed by two misconceptions is diagnosed as both. The others may not be named.
        """
        return self.patches("mixtures.py") if (self.folder / "mixtures.py").is_file() else {}

    def witnesses(self) -> dict[str, str]:
        """The source of each witness's patch, by name: a wrong answer that one case alone catches."""
        return self.patches("witnesses.py")

    def promises(self) -> tuple[Promise, ...]:
        """What the exercise's text promises to be graded, in the order of ``promises.toml``.

        Raises:
            CourseError: the file is missing or malformed.
        """
        return tuple(Promise(**entry) for entry in self._entries("promises.toml", "promise", Promise))

    def equivalents(self) -> tuple[Equivalent, ...]:
        """The mutants that are right answers, in the order of ``equivalents.toml``.

        Raises:
            CourseError: the file is missing or malformed.
        """
        return tuple(
            Equivalent(**entry) for entry in self._entries("equivalents.toml", "equivalent", Equivalent)
        )

    def unclaimed(self) -> tuple[Unclaimed, ...]:
        """The numbers in prose that no figure claims, in the order of ``numbers.toml``; there may be none.

        Raises:
            CourseError: the file is malformed.
        """
        if not (self.folder / "numbers.toml").is_file():
            return ()
        return tuple(Unclaimed(**entry) for entry in self._entries("numbers.toml", "number", Unclaimed))

    def words(self) -> Mapping[str, Feedback]:
        """What a student is told about each misconception, by its name.

        Raises:
            CourseError: ``feedback.toml`` is damaged, or has words for other misconceptions than there are.
        """
        try:
            table = tomllib.loads(self.source("feedback.toml"))
            words = {name: Feedback(**entry) for name, entry in table.items()}
        except (tomllib.TOMLDecodeError, TypeError) as error:
            file = f"{self.folder.name}/feedback.toml"
            msg = f"{file}: each misconception needs title, advice and reason: {error}"
            raise CourseError(msg) from error
        known = {names_in(heading)[0] for heading in self.misconceptions()}
        if set(words) != known:
            odd = set(words) ^ known
            msg = f"{self.folder.name}: feedback.toml and misconceptions.py differ in {sorted(odd)}."
            raise CourseError(msg)
        return words

    def questions(self) -> tuple[Question, ...]:
        """The questions that the lesson asks with ``quiz``, in the order of ``quiz.toml``.

        Raises:
            CourseError: the file is missing or malformed; or a question has no right choice, no wrong one or
                another's name; or a choice is of a belief that the lesson does not know.
        """
        file = f"{self.folder.name}/quiz.toml"
        try:
            read = tomllib.loads(self.source("quiz.toml")).get("question", [])
            questions = [
                Question(**{**entry, "choices": tuple(Choice(**choice) for choice in entry["choices"])})
                for entry in read
            ]
        except (tomllib.TOMLDecodeError, TypeError, KeyError, AttributeError) as error:
            msg = (
                f"{file}: each [[question]] needs name, text and choices, and each choice text and reason, "
                f"with right and belief where they apply, and nothing else: {error}."
            )
            raise CourseError(msg) from error
        problems = list(_odd(questions, {names_in(heading)[0] for heading in self.misconceptions()}))
        if problems:
            raise CourseError(f"{file}: {' '.join(problems)}")
        return tuple(questions)

    def source(self, name: str) -> str:
        """The text of one of the lesson's files, by the file's name.

        Raises:
            CourseError: there is no such file.
        """
        path = self.folder / name
        try:
            return path.read_text(encoding="utf-8")
        except OSError as error:
            msg = f"Lesson {self.folder.name} has no {name}: every lesson needs one."
            raise CourseError(msg) from error

    def _entries(self, file: str, table: str, kind: type) -> list[dict[str, str]]:
        """The tables ``[[table]]`` of a TOML file, each with a text for every field of ``kind``."""
        wanted = {field.name for field in dataclasses.fields(kind)}
        try:
            entries = tomllib.loads(self.source(file)).get(table, [])
            for entry in entries:
                if set(entry) != wanted or not all(isinstance(value, str) for value in entry.values()):
                    msg = f"an entry has {', '.join(sorted(entry))}"
                    raise ValueError(msg)  # noqa: TRY301 - said in the same words as what TOML itself refuses
        except (ValueError, TypeError, AttributeError) as error:
            msg = (
                f"{self.folder.name}/{file}: each [[{table}]] needs the texts {', '.join(sorted(wanted))}, "
                f"and nothing else: {error}."
            )
            raise CourseError(msg) from error
        return list(entries)

    def patches(self, name: str) -> dict[str, str]:
        """The source of each patch in one of the lesson's files, by its heading.

        Raises:
            CourseError: the file is missing, a heading is malformed or used twice, or a patch is no Python.
        """
        text = self.source(name)
        pieces = _SECTION.split(text)
        names = pieces[1::2]
        for heading in _HEADING.findall(text):
            if not _SECTION.fullmatch(f"{heading}\n"):
                msg = f"{self.folder.name}/{name}: {heading!r} is no heading such as '# %% batch-statistics'."
                raise CourseError(msg)
        twice = sorted({patch for patch in names if names.count(patch) > 1})
        if twice:
            msg = f"{self.folder.name}/{name} uses a name for two patches: {', '.join(twice)}."
            raise CourseError(msg)
        patches = dict(zip(names, pieces[2::2], strict=True))
        for heading, patch in patches.items():
            with faults.told(self.folder):
                compile(patch, f"{self.folder.name}/{heading}", "exec", ast.PyCF_ONLY_AST)
        return patches


def _odd(questions: Sequence[Question], beliefs: Collection[str]) -> Iterator[str]:
    """What questions must not be, as sentences."""
    names = [question.name for question in questions]
    for question in questions:
        if names.count(question.name) > 1:
            yield f"The name {question.name!r} is used twice."
        if len({choice.right for choice in question.choices}) < 2:  # noqa: PLR2004 - right and wrong
            yield f"Question {question.name!r} needs a right choice and a wrong one."
        for belief in {choice.belief for choice in question.choices if choice.belief}.difference(beliefs):
            yield f"Question {question.name!r} names {belief!r}.{did_you_mean(belief, list(beliefs))}"


def discover(root: CourseRoot) -> tuple[Lesson, ...]:
    """All lessons of a course, in the order of their numbers.

    Raises:
        CourseError: a ``spec.py`` has an error, or another slug than its folder; or the settings have one.
    """
    folders = [path.parent for path in lessons_of(root).glob("*/spec.py")]
    found = (load(folder, root.data) for folder in folders)
    return tuple(sorted(found, key=lambda lesson: (lesson.spec.number, lesson.spec.slug)))


def find(root: CourseRoot, name: str) -> Lesson:
    """The lesson with this slug, or whose exercise has this name: ``normalization``, ``01_normalization``.

    Raises:
        CourseError: the course has none; the message names the closest.
    """
    lessons = discover(root)
    for lesson in lessons:
        if name in (lesson.spec.slug, lesson.spec.exercise):
            return lesson
    known = [lesson.spec.slug for lesson in lessons]
    hint = did_you_mean(name, known) if known else f" There is none at all in {lessons_of(root)}."
    msg = f"There is no lesson {name!r}.{hint}"
    raise CourseError(msg)


def load(folder: Path, data: Path) -> Lesson:
    """The lesson in a folder.

    Args:
        folder: The lesson's folder; its name is the slug.
        data: The folder of the course's data.

    Raises:
        CourseError: its ``spec.py`` has an error, or another slug.
    """
    with faults.told(folder):
        spec: LessonSpec = _module(folder, "spec").SPEC
    if spec.slug != folder.name:
        msg = f"{folder.name}/spec.py says slug={spec.slug!r}; the folder's name is the slug."
        raise CourseError(msg)
    return Lesson(folder, spec, data)


def _module(folder: Path, name: str) -> ModuleType:
    """A module in a lesson's folder, loaded once in a process.

    The folder is a package under a name that no other folder has. So two courses in one process don't mix,
    and a module imports its neighbours by ``from .reference import encode``.
    """
    package = f"lesson_{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"
    if package not in sys.modules:
        spec = importlib.machinery.ModuleSpec(package, None, is_package=True)
        spec.submodule_search_locations = [str(folder)]
        sys.modules[package] = importlib.util.module_from_spec(spec)
    return importlib.import_module(f"{package}.{name}")
