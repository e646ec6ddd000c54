"""Where a lesson's pipelines are run: what is the same for all of them is worked out once in a process."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from autograder.authoring.limits import watch
from autograder.authoring.mutants import Mutant
from autograder.authoring.notebooks import convert
from autograder.core.answers import Answers
from autograder.core.environment import data_from
from autograder.core.results import AnswerKey
from autograder.keys.compute import PUBLIC_SEED, Inputs, answer, draw_inputs, make_key
from autograder.lessons import Lesson, faults

Functions = Mapping[str, Callable[..., Any]]
"""The functions of a pipeline, by the name of the entry point."""


class Bench:
    """A lesson in a trusted process that imports TensorFlow.

    Attributes:
        lesson: The lesson.
        models: The models that are loaded, by name. All pipelines share them: none of ours changes one.
        watch: Holds the lesson's code to its limit.
    """

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.models: dict[str, Any] = {}
        self.watch = watch(lesson)
        self._inputs: dict[int, Inputs] = {}
        self._expected: dict[int, dict[str, Answers]] = {}
        self._functions: dict[str, Functions] = {}

    @functools.cached_property
    def reference(self) -> Functions:
        """The functions of the reference."""
        return self.lesson.functions()

    @functools.cached_property
    def public(self) -> AnswerKey:
        """The key of the public cases."""
        return make_key(self.lesson, self.inputs(PUBLIC_SEED), composed=False, watch=self.watch)

    @functools.cached_property
    def _notebook(self) -> dict[str, Any]:
        """What the exercise defines, its solution included."""
        return run_notebook_code(self.lesson, convert(self.lesson, "exercise.py"))

    def inputs(self, seed: int) -> Inputs:
        """The inputs of a seed, kept for the next pipeline."""
        if seed not in self._inputs:
            self._inputs[seed] = draw_inputs(self.lesson, seed, self.watch)
        return self._inputs[seed]

    def expected(self, seed: int) -> dict[str, Answers]:
        """The reference's answers to the inputs of a seed, kept for the next pipeline."""
        if seed not in self._expected:
            inputs = self.inputs(seed)
            with self.watch("reference.py"):
                self._expected[seed] = answer(self.lesson, self.reference, inputs, models=self.models)
        return self._expected[seed]

    def prepare(self, seeds: Iterable[int]) -> None:
        """Import what the lesson needs, and work out what all of its mutants are held against."""
        assert self._notebook
        for seed in seeds:
            self.expected(seed)

    def functions_of(self, notebook: str) -> Functions:
        """Run the code of one of our notebooks in this process once, and take the tasks' functions from it.

        Args:
            notebook: The text of the ``.ipynb`` file. It is executed, so it must not be a student's.

        Returns:
            A function for each entry point: the notebook's, or the reference's where the notebook has none.
        """
        if notebook not in self._functions:
            self._functions[notebook] = self._entry_points(run_notebook_code(self.lesson, notebook))
        return self._functions[notebook]

    def run_mutant(self, mutant: Mutant) -> Functions:
        """The functions of a mutant, by the name of the entry point.

        Raises:
            Exception: whatever running the mutant's text raises.
        """
        if mutant.of != "solution":
            return self.lesson.functions(mutant.source, mutant.of)
        namespace = dict(self._notebook)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of some mutants, such as a call of a number
            exec(compile(mutant.source, "mutant", "exec"), namespace)  # noqa: S102 - our own code
        return self._entry_points(namespace)

    def _entry_points(self, namespace: Mapping[str, Any]) -> Functions:
        names = [task.entry_point for task in self.lesson.spec.tasks]
        return {name: namespace.get(name) or self.reference[name] for name in names}


def solution_of(lesson: Lesson) -> str:
    """The text of the cells of an exercise that students write, with their solution.

    Raises:
        CourseError: ``exercise.py`` is missing or malformed.
    """
    cells = json.loads(convert(lesson, "exercise.py"))["cells"]
    texts = ["".join(c["source"]) for c in cells if c["metadata"].get("nbgrader", {}).get("solution")]
    return "\n\n\n".join(texts)


def run_notebook_code(lesson: Lesson, text: str) -> dict[str, Any]:
    """Run the code of a lesson's own exercise in this process.

    Args:
        lesson: The lesson.
        text: The text of the ``.ipynb`` file. It is executed, so it must not be a student's.

    Returns:
        The names that it defines.

    Raises:
        CourseError: a cell raises an error, or takes too long.
    """
    namespace: dict[str, Any] = {"__name__": lesson.spec.exercise}
    file = "exercise.py, cell"
    for cell in json.loads(text)["cells"]:
        source = "".join(cell["source"])
        graded = cell["metadata"].get("nbgrader", {}).get("grade", False)
        # The set-up cell has IPython's `%pip`, which is no Python; check cells would print their cards.
        if cell["cell_type"] == "code" and not graded and "google.colab" not in source:
            name = f"{lesson.folder.name}/{file} {cell['id']}"
            with (
                watch(lesson)(f"{file} {cell['id']}"),
                faults.told(lesson.folder),
                data_from(lesson.data),
                contextlib.redirect_stdout(io.StringIO()),
            ):
                exec(compile(source, name, "exec"), namespace)  # noqa: S102 - our own code
    return namespace
