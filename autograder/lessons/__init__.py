"""The lessons: one folder each, found by its ``spec.py``.

A lesson's ``reference.py`` is the training pipeline. ``misconceptions.py``, ``alternatives.py`` and
``mixtures.py`` hold *patches*: sections of a py:percent file, each redefining one or more functions of the
reference, as a student might have written them. A patch runs in the same namespace after the
reference, so that a redefined step is used by every step that calls it.
"""

from __future__ import annotations

import dataclasses
import importlib
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autograder.core.errors import CourseError
from autograder.core.specs import Cases, Feedback, LessonSpec
from autograder.core.text import did_you_mean

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover - the same library under its old name
    import tomli as tomllib

FOLDER = Path(__file__).resolve().parent
_HEADING = re.compile(r"^# *%%.*$", re.MULTILINE)
_SECTION = re.compile(r"^# %% (?P<name>[a-z0-9-]+)\n", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Lesson:
    """One lesson.

    Attributes:
        folder: The folder that holds its files.
        spec: What its ``spec.py`` declares.
    """

    folder: Path
    spec: LessonSpec

    def make_cases(self, rng: np.random.Generator) -> Cases:
        """Draw the inputs of every task; generators in equal states give equal inputs.

        Raises:
            CourseError: ``cases.py`` makes cases for other tasks than ``spec.py`` declares.
        """
        module = importlib.import_module(f"autograder.lessons.{self.spec.slug}.cases")
        cases: Cases = module.make_cases(rng)
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
            KeyError: an entry point that ``spec.py`` declares is not defined.
        """
        source = self.source("reference.py")
        namespace: dict[str, Any] = {"__name__": f"{self.spec.slug}.{title}"}
        exec(compile(source, f"{self.spec.slug}/reference.py", "exec"), namespace)  # noqa: S102 - our own code
        exec(compile(patch, f"{self.spec.slug}/{title}", "exec"), namespace)  # noqa: S102 - our own code
        return {task.entry_point: namespace[task.entry_point] for task in self.spec.tasks}

    def misconceptions(self) -> Mapping[str, str]:
        """The source of each misconception's patch, by name."""
        return self._patches("misconceptions.py")

    def alternatives(self) -> Mapping[str, str]:
        """The source of each right alternative's patch, by name."""
        return self._patches("alternatives.py")

    def mixtures(self) -> Mapping[str, str]:
        """The source of each patch that makes two mistakes at once, by name.

        No diagnosis may name them: there are words for one mistake only.
        """
        return self._patches("mixtures.py")

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
        if set(words) != set(self.misconceptions()):
            odd = set(words) ^ set(self.misconceptions())
            msg = f"{self.folder.name}: feedback.toml and misconceptions.py differ in {sorted(odd)}."
            raise CourseError(msg)
        return words

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

    def _patches(self, name: str) -> Mapping[str, str]:
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
        return dict(zip(names, pieces[2::2], strict=True))


def discover() -> tuple[Lesson, ...]:
    """All lessons, in the order of their numbers.

    Raises:
        CourseError: a ``spec.py`` has another slug than its folder.
    """
    slugs = sorted(path.parent.name for path in FOLDER.glob("*/spec.py"))
    return tuple(sorted(map(_load, slugs), key=lambda lesson: lesson.spec.number))


def find(name: str) -> Lesson:
    """The lesson with this slug, or whose exercise has this name: ``normalization``, ``01_normalization``.

    Raises:
        CourseError: there is none; the message names the closest.
    """
    lessons = discover()
    for lesson in lessons:
        if name in (lesson.spec.slug, lesson.spec.exercise):
            return lesson
    known = [lesson.spec.slug for lesson in lessons]
    msg = f"There is no lesson {name!r}.{did_you_mean(name, known)}"
    raise CourseError(msg)


def _load(slug: str) -> Lesson:
    spec: LessonSpec = importlib.import_module(f"autograder.lessons.{slug}.spec").SPEC
    if spec.slug != slug:
        msg = f"lessons/{slug}/spec.py says slug={spec.slug!r}; the folder's name is the slug."
        raise CourseError(msg)
    return Lesson(FOLDER / slug, spec)
