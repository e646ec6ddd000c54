"""What is imported by whom: students get no answers, and nobody waits for TensorFlow."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import autograder
from autograder.authoring.bundle import PACKAGES

PACKAGE = Path(str(autograder.__file__)).parent
HEAVY = ("tensorflow", "keras", "nbgrader", "sklearn", "matplotlib", "nbformat")
LIGHT = [
    "autograder",
    "autograder.student",
    "autograder.student.graded",
    "autograder.grading.grade",
    "autograder.lessons",
]


def imports(path: Path) -> set[str]:
    """The names of all modules that a file imports, anywhere in it; those of neighbours begin with a dot."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


@pytest.mark.parametrize("module", LIGHT)
def test_light_modules_stay_light(module: str) -> None:
    """Importing them imports no TensorFlow, no nbgrader and no pandas, in a fresh process."""
    heavy = (*HEAVY, "pandas") if module != "autograder.lessons" else HEAVY
    code = f"import sys, {module}; print(*sorted(set({heavy!r}) & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ("", "") == (run.stdout.strip(), run.stderr)


def test_specs_and_cases_need_no_tensorflow() -> None:
    """Discovering the lessons imports no TensorFlow."""
    code = (
        "import sys; from autograder.core.paths import find_root; from autograder.lessons import discover; "
        f"discover(find_root()); print(*set({HEAVY[:3]!r}) & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=PACKAGE.parent, capture_output=True, text=True, check=False
    )
    assert (0, "") == (run.returncode, run.stdout.strip()), run.stderr


STUDENT_FILES = [path for package in PACKAGES for path in sorted((PACKAGE / package).glob("*.py"))]
# A course's settings are read by those who build and grade; before Python 3.11 that takes a library.
ALLOWED = {"numpy", "IPython", "pandas", "keras", "tensorflow", "matplotlib", "ipywidgets", "tomli"} | set(
    sys.stdlib_module_names
)


@pytest.mark.parametrize("path", STUDENT_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_students_get_needs_only_what_students_get(path: Path) -> None:
    """The bundled packages import each other, NumPy, IPython, and what is loaded where it is used."""
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "autograder":
            assert not rest or rest.split(".")[0] in PACKAGES
        else:
            assert top in ALLOWED


def top_level(path: Path) -> set[str]:
    """The third-party packages that importing a file imports at once."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    quiet = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    names = {a.name for n in quiet if isinstance(n, ast.Import) for a in n.names}
    names |= {str(n.module) for n in quiet if isinstance(n, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"autograder"}


@pytest.mark.parametrize("path", STUDENT_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_students_load_only_numpy_and_ipython(path: Path) -> None:
    """At import time the bundled packages need NumPy and IPython."""
    assert top_level(path) <= {"numpy", "IPython"}


LAYERS = {"core": set(), "grading": {"core"}, "student": {"core", "grading"}}


@pytest.mark.parametrize("path", STUDENT_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_layers_look_down_only(path: Path) -> None:
    """Core knows nobody, grading knows core, student knows both."""
    own = path.parent.name
    known = {name.split(".")[1] for name in imports(path) if name.startswith("autograder.")}
    assert known - {own} <= LAYERS[own]


def test_a_planted_import_is_found(tmp_path: Path) -> None:
    """The reading above sees an import inside a function, and one at the top."""
    path = tmp_path / "planted.py"
    path.write_text("import pandas as pd\ndef f():\n    from autograder.lessons import find\n")
    assert ({"pandas", "autograder.lessons"}, {"pandas"}) == (imports(path), top_level(path))
