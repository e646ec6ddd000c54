"""``autograder new SLUG``: a lesson's folder with every file, ready to be filled in.

What it writes builds and runs; ``verify`` then says what is still missing, gate by gate.
"""

from __future__ import annotations

import re

from rich.console import Console

from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.lessons import FOLDER, discover

_SLUG = re.compile(r"[a-z][a-z0-9_]{1,40}")

_FILES = {
    "__init__.py": "",
    "spec.py": '''"""Lesson {number:02d}: say in one sentence what goes wrong."""

from autograder.core.specs import LessonSpec, Task, Tolerance

SPEC = LessonSpec(
    number={number},
    slug="{slug}",
    title="{title}",
    claim="The model is fine; say what is not.",
    lesson_minutes=35,
    exercise_minutes=30,
    objectives=("Measure ...", "Repair ...", "Guard ..."),
    tasks=(
        Task(
            name="predict",
            title="Repair: predictions of the training pipeline",
            entry_point="predict",
            signature="x",
            points=10,
            tolerance=Tolerance(atol=1e-3),
            rows=0,
            hints=("Where to look.", "Which idea.", "Nearly the code."),
        ),
    ),
)
''',
    "cases.py": '''"""Inputs for lesson {number:02d}."""

from __future__ import annotations

import numpy as np

from autograder.core.specs import Case, Cases


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; equal generators give equal inputs."""
    return {{"predict": (Case(name="a few rows", args=(rng.normal(size=(4, 3)),)),)}}
''',
    "reference.py": '''"""The pipeline that the model was trained with."""

import numpy as np


def predict(x):
    return (np.asarray(x) - 1.0) / 2.0
''',
    "misconceptions.py": '''"""What goes wrong: the reference with one step changed, as students write it."""

# %% not-scaled
def predict(x):
    return np.asarray(x) - 1.0
''',
    "alternatives.py": '''"""Right answers written differently: none of them may lose a mark."""

# %% multiplied
def predict(x):
    return (np.asarray(x) - 1.0) * 0.5
''',
    "mixtures.py": '''"""Two mistakes at once: wrong, and not to be named as either."""

# %% not-centred-and-doubled
def predict(x):
    return np.asarray(x) * 2.0
''',
    "feedback.toml": """[not-scaled]
title = "The deviation was not divided out"
advice = "Divide by the deviation of training."
reason = "The model expects spread 1."
""",
    "figures.json": """{{
 "gap": {{"value": 1.0, "quoted_as": "1.0", "tolerance": 0.0, "gap_at_least": 0.5}}
}}
""",
    "guide.md": "# Guide: {title}\n\nTiming, a question to discuss, likely errors and what to say.\n",
    "lesson.py": """# %% [markdown]
# # {number:02d} · {title}
#
# {{{{badges}}}}
#
# The gap between the broken and the repaired pipeline is 1.0.

# %% role="setup"
# filled in by the builder

# %% role="evidence"
figures = {{"gap": 1.0}}
figures
""",
    "exercise.py": '''# %% [markdown]
# # Exercise {number:02d} · {title}
#
# {{{{badges}}}}

# %% role="setup"
# filled in by the builder

# %%
import numpy as np

from autograder.student import check, hint

# %% role="solution" gid="{grade}-predict-answer"
def predict(x):
    """Say what comes in and what goes out, with shapes."""
    # TODO: what to write.
    # APPROACH: in which steps.
    # EXAMPLE: for 3.0 the result is 1.0.
    # HINT: hint("{slug}.predict", 1)
    ### BEGIN SOLUTION
    return (np.asarray(x) - 1.0) / 2.0
    ### END SOLUTION

# %% role="tests" task="predict"
''',
}


def run(root: CourseRoot, slug: str, console: Console) -> int:
    """Write the folder; refuses to touch one that is there."""
    del root
    if not _SLUG.fullmatch(slug):
        msg = f"{slug!r} can't be a lesson's name: use small letters, digits and _, a letter first."
        raise CourseError(msg)
    folder = FOLDER / slug
    if folder.exists():
        msg = f"There is a lesson {slug!r} already: {folder}."
        raise CourseError(msg)
    number = max((lesson.spec.number for lesson in discover()), default=0) + 1
    title = slug.replace("_", " ").capitalize()
    folder.mkdir()
    for name, text in _FILES.items():
        filled = text.format(number=number, slug=slug, title=title, grade=slug.replace("_", "-"))
        (folder / name).write_text(filled, encoding="utf-8", newline="\n")
    console.print(f"Wrote {folder}. Next: `autograder build {slug}`, then `autograder verify {slug}`.")
    return 0
