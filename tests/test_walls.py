"""The walls between those who know answers and those who run students' code, in source and in a process."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from repository import EQUIPMENT
from zygotes import planted_zygote

import autograder
from autograder.sandbox.client import Limits, run_notebook

pytestmark = pytest.mark.slow

PACKAGE = Path(str(autograder.__file__)).parent
ROOMS = {"core", "grading", "sandbox", "student"}
"""What of the package a kernel may hold: what students have at home, and what confines it."""

PLANTS = {
    "sandbox/watch.py": "from autograder.lessons import find",
    "sandbox/shuffle.py": "def planted():\n    import autograder.keys.seeds",
    "sandbox/scratch.py": "from autograder.student.call import call_all",
    "sandbox/mounts.py": "from autograder.grading import grade",
    "intake/names.py": "from autograder.grading import cards",
    "intake/magics.py": "import nbgrader.api",
}
NAMED = (
    "autograder.sandbox.watch -> autograder.lessons",
    "autograder.sandbox.shuffle -> autograder.keys.seeds",
    "autograder.sandbox.scratch -> autograder.student.call",
    "autograder.sandbox.mounts -> autograder.grading",
    "autograder.intake.names -> autograder.grading",
    "autograder.intake.magics -> nbgrader",
)


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run lint-imports on the copy of the package in ``folder``."""
    code = (
        "import sys; from importlinter.cli import lint_imports;"
        "sys.exit(lint_imports(limit_to_contracts=tuple(sys.argv[1:]), no_cache=True, no_logo=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *contracts],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_forbidden_import_is_refused(tmp_path: Path) -> None:
    """Imports over a wall, planted into a copy of the package, are each named; without them the wall holds."""
    shutil.copytree(PACKAGE, tmp_path / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(PACKAGE.parent / "pyproject.toml", tmp_path / "pyproject.toml")
    clean = lint(tmp_path, "sandbox")
    assert 0 == clean.returncode, clean.stdout + clean.stderr
    for name, line in PLANTS.items():
        path = tmp_path / "autograder" / name
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    planted = lint(tmp_path, "sandbox", "intake")
    assert 1 == planted.returncode, planted.stderr
    assert [] == [name for name in NAMED if name not in planted.stdout], planted.stdout


SHOW = f"""
import json, sys
ours = {{}}
for name, module in list(sys.modules.items()):
    file = str(getattr(module, "__file__", None) or "")
    in_course = file.startswith({str(PACKAGE.parent) + os.sep!r}) and not file.startswith(sys.prefix + {os.sep!r})
    if name == "tensorflow" or name.startswith("autograder") or in_course:
        ours[name] = file
print(json.dumps(ours))
"""


def modules_of_a_kernel() -> dict[str, str]:
    """The package's, the course's and TensorFlow's modules that a forked kernel has imported, with their files."""
    nb: Any = new_notebook(cells=[new_code_cell(SHOW)])
    asyncio.run(run_notebook(nb, {}, Limits(cell_seconds=60, notebook_seconds=60), EQUIPMENT))
    found: dict[str, str] = json.loads(nb.cells[0].outputs[0].text)
    return found


def rooms(modules: dict[str, str]) -> set[str]:
    """Which parts of the package are among some modules."""
    return {name.split(".")[1] for name in modules if name.startswith("autograder.")}


def of_the_course(modules: dict[str, str]) -> list[str]:
    """The files of modules that lie in the course, but in no room that a kernel may hold."""
    allowed = [str(PACKAGE / room) + os.sep for room in ROOMS] + [str(PACKAGE / "__init__.py")]
    inside = [file for file in modules.values() if file.startswith(str(PACKAGE.parent) + os.sep)]
    return sorted(file for file in inside if not file.startswith((sys.prefix, *allowed)))


@pytest.mark.usefixtures("confinement")
def test_a_kernel_holds_nothing_that_knows_answers() -> None:
    """In a forked kernel of the real zygote are modules of the student's rooms, and none of the hidden course."""
    modules = modules_of_a_kernel()
    assert {"core", "student"} <= rooms(modules) <= ROOMS
    assert [] == of_the_course(modules)
    assert "tensorflow" in modules


@pytest.mark.usefixtures("confinement")
def test_a_zygote_that_imports_answers_is_found_out(tmp_path: Path) -> None:
    """What the zygote imported before it forked, planted here, is seen in its kernels."""
    with planted_zygote(tmp_path, "import autograder.keys.seeds, autograder.lessons.normalization.spec"):
        modules = modules_of_a_kernel()
    assert {"keys", "lessons"} == rooms(modules) - ROOMS
    assert str(PACKAGE / "lessons" / "normalization" / "spec.py") in of_the_course(modules)
