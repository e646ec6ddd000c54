"""What students get: it installs without dependencies, works alone, and holds no answer."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from rich.console import Console

from autograder.authoring import bundle
from autograder.core.paths import CourseRoot

ROOT = CourseRoot(Path(__file__).resolve().parent.parent)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The student package."""
    return bundle.write_wheel(ROOT, tmp_path_factory.mktemp("dist"))


def test_equal_courses_give_equal_bytes(wheel: Path, tmp_path: Path) -> None:
    """The wheel is the same, byte for byte, each time it is made."""
    assert bundle.write_wheel(ROOT, tmp_path).read_bytes() == wheel.read_bytes()


def test_it_holds_the_students_part_only(wheel: Path) -> None:
    """No lesson, no grader, no solution is in the wheel; every lesson's public cases are."""
    names = zipfile.ZipFile(wheel).namelist()
    allowed = tuple(f"autograder/{part}/" for part in (*bundle.PACKAGES, "data"))
    assert all(n.startswith((*allowed, "autograder/__init__.py", "skewlab_student-")) for n in names)
    lessons = {path.parent.name for path in (ROOT.path / "data").glob("*/public.json")}
    assert {f"autograder/data/{name}/public.json" for name in lessons} <= set(names)


def test_it_works_alone(wheel: Path, tmp_path: Path) -> None:
    """Installed without dependencies, away from the course, ``check`` finds its cases and gives points."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*pip, str(tmp_path / "site"), str(wheel)], check=True, capture_output=True)
    code = (
        "import autograder\n"
        "from autograder.student import check\n"
        "def fit_stats(train):\n"
        "    std = train.std(ddof=0).replace(0.0, 1.0)\n"
        "    return {'mean': train.mean().to_dict(), 'std': std.to_dict()}\n"
        "print(check('normalization.fit', fit_stats), autograder.__file__)"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environment,
    )
    points, where = done.stdout.strip().splitlines()[-1].split()
    assert points == "1.0"
    assert where.startswith(str(tmp_path))


def test_the_zip_has_all_notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``autograder bundle`` writes one archive with every lesson, every exercise and the wheel."""
    for tree in ("notebooks", "exercises", "data"):
        (tmp_path / tree).symlink_to(ROOT.path / tree)
    assert bundle.run(CourseRoot(tmp_path), Console(quiet=True)) == 0
    names = set(zipfile.ZipFile(tmp_path / "dist" / "skewlab-student.zip").namelist())
    lessons = {path.stem for path in (ROOT.path / "notebooks").glob("*.ipynb")}
    assert {f"notebooks/{name}.ipynb" for name in lessons} <= names
    assert {f"exercises/{name}/{name}.ipynb" for name in lessons} <= names
    assert not [name for name in names if "solution" in name]
