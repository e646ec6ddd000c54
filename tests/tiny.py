"""A lesson of the shortest kind, in a folder of its own, for faults to be planted in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from autograder.authoring.bench import Bench
from autograder.lessons import Lesson, load

FILES = {
    "__init__.py": "",
    "spec.py": """\
from autograder.core.specs import LessonSpec, Task, Tolerance

SPEC = LessonSpec(
    number=41,
    slug="tiny",
    title="Tiny",
    claim="It fails.",
    lesson_minutes=0,
    exercise_minutes=10,
    objectives=("Find it.", "Repair it.", "Guard it."),
    kind="short",
    tasks=(
        Task(
            name="predict",
            title="Repair",
            entry_point="predict",
            signature="x",
            points=10,
            tolerance=Tolerance(atol=1e-3),
            hints=("Where to look.", "Which idea.", "Subtract, then divide."),
        ),
    ),
)
""",
    "cases.py": """\
import numpy as np

from autograder.core.specs import Case


def make_cases(rng):
    rows = Case(name="a few rows", args=(rng.normal(size=(4, 3)),))
    return {"predict": (rows, Case(name="no rows", args=(np.empty((0, 3)),)))}
""",
    "reference.py": "import numpy as np\n\n\ndef predict(x):\n    return (np.asarray(x) - 1.0) / 2.0\n",
    "misconceptions.py": "# %% not-scaled\ndef predict(x):\n    return np.asarray(x) - 1.0\n",
    "alternatives.py": "# %% multiplied\ndef predict(x):\n    return (np.asarray(x) - 1.0) * 0.5\n",
    "mixtures.py": "# %% doubled\ndef predict(x):\n    return np.asarray(x) * 2.0\n",
    "witnesses.py": "# %% refuses\ndef predict(x):\n    return (np.asarray(x) - 1.0) / 2.0 if len(x) else None\n",
    "feedback.toml": '[not-scaled]\ntitle = "Not divided"\nadvice = "Divide."\nreason = "It is wide."\n',
    "promises.toml": '[[promise]]\ntext = "also for no rows"\ntask = "predict"\ncase = "no rows"\nwitness = "refuses"\n',
    "equivalents.toml": "# none\n",
    "guide.md": """\
# Guide

| task | what is asked | taught by |
| --- | --- | --- |
| predict | main | `the answers are right` |
""",
    "exercise.py": '''\
# %% [markdown]
# # Tiny
#
# {{badges}}

# %% role="setup"
# filled in

# %%
import numpy as np

from autograder.student import check

# %% [markdown]
# ## 1 · Repair (10 points)
#
# **Done when** the answers are right, also for no rows.

# %% role="solution" gid="tiny-predict-answer"
def predict(x):
    """The answers."""
    ### BEGIN SOLUTION
    return (np.asarray(x) - 1.0) / 2.0
    ### END SOLUTION

# %% role="tests" task="predict"
''',
}


class Tiny:
    """Writes the lesson, with faults, and loads it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tiny"
        self.folder.mkdir()
        for name, text in FILES.items():
            (self.folder / name).write_text(text, encoding="utf-8")

    def plant(self, name: str, old: str, new: str) -> None:
        """Change a file."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        (self.folder / name).write_text(text.replace(old, new), encoding="utf-8")

    def load(self) -> Lesson:
        """The lesson as it is now."""
        for name in [name for name in sys.modules if name.startswith("lesson_")]:
            del sys.modules[name]  # a process loads a module once
        return load(self.folder, self.folder.parent / "data")


class Here:
    """Runs the jobs of a lesson in this process, and remembers what was run."""

    def __init__(self, console: Any) -> None:
        self.console = console
        self.ran: list[str] = []

    def run(self, title: str, lesson: Lesson, jobs: list[Any]) -> list[Any]:
        """The results of the jobs."""
        self.ran.append(title)
        return [job(Bench(lesson)) for job in jobs]
