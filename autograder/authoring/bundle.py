"""``autograder bundle``: what students get, and nothing else.

``dist/skewlab-student.zip`` holds the lessons, the exercises and a wheel with the student's part of
the package and the public data. The wheel installs without dependencies, so Colab's own TensorFlow
stays as it is.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from rich.console import Console

from autograder.authoring import start
from autograder.core.course import settings_of
from autograder.core.paths import CourseRoot

NAME = "skewlab_student"
PACKAGES = ("core", "grading", "student")
"""The sub-packages of ``autograder`` that a student's kernel needs; none holds an answer."""

_PACKAGE = Path(__file__).resolve().parent.parent
_DATE = (2026, 1, 1, 0, 0, 0)
"""The date of every file in the archives: a real one would change the bytes of each build."""


def run(root: CourseRoot, console: Console) -> int:
    """Write ``dist/skewlab-student.zip`` and the wheel in it; returns 0, the command's exit code."""
    folder = root.path / "dist"
    folder.mkdir(exist_ok=True)
    wheel = write_wheel(root, folder)
    target = folder / "skewlab-student.zip"
    entries = [(PurePosixPath(wheel.name), wheel.read_bytes())]
    entries += [(PurePosixPath(name), text.encode()) for name, text in start.files(root).items()]
    _write_zip(target, entries)
    console.print(f"Wrote dist/{target.name} ({target.stat().st_size // 1024} KiB) and dist/{wheel.name}.")
    return 0


def texts(root: CourseRoot) -> Iterator[tuple[PurePosixPath, str]]:
    """The text of every text file that students get, with its name in the zip or in the wheel."""
    yield from ((PurePosixPath(name), text) for name, text in start.files(root).items())
    for name, path in _wheel_files(root):
        if path.suffix in (".py", ".json", ".csv", ".md"):
            yield name, path.read_text(encoding="utf-8")


def write_wheel(root: CourseRoot, folder: Path) -> Path:
    """Write the student package as a wheel; equal files give equal bytes.

    The format is that of https://packaging.python.org/en/latest/specifications/binary-distribution-format/

    Args:
        root: The course whose ``data/`` goes in.
        folder: Where the wheel is written.

    Returns:
        The wheel's path.
    """
    version = importlib.metadata.version("skewlab")
    info = f"{NAME}-{version}.dist-info"
    entries = [(name, path.read_bytes()) for name, path in _wheel_files(root)]
    metadata = (
        f"Metadata-Version: 2.1\nName: skewlab-student\nVersion: {version}\n"
        f"Summary: {settings_of(root).name} for students: check, hint, trace and the course's data\n"
        "License: MIT AND CC-BY-4.0\nRequires-Python: >=3.10\n"
    )
    tags = "Wheel-Version: 1.0\nGenerator: skewlab\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    entries += [
        (PurePosixPath(info, "METADATA"), metadata.encode()),
        (PurePosixPath(info, "WHEEL"), tags.encode()),
    ]
    record = "".join(f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in entries)
    record_name = PurePosixPath(info, "RECORD")
    entries.append((record_name, f"{record}{record_name},,\n".encode()))
    target = folder / f"{NAME}-{version}-py3-none-any.whl"
    _write_zip(target, entries)
    return target


def _wheel_files(root: CourseRoot) -> Iterator[tuple[PurePosixPath, Path]]:
    yield PurePosixPath("autograder", "__init__.py"), _PACKAGE / "__init__.py"
    for package in PACKAGES:
        for path in sorted((_PACKAGE / package).glob("*.py")):
            yield PurePosixPath("autograder", package, path.name), path
    for path in sorted(root.data.rglob("*")):
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts:
            inside = path.relative_to(root.data).as_posix()
            yield PurePosixPath("autograder", "data", inside), path


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def _write_zip(target: Path, entries: Iterable[tuple[PurePosixPath, bytes]]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            item = zipfile.ZipInfo(str(name), _DATE)
            item.external_attr = 0o644 << 16
            archive.writestr(item, data, zipfile.ZIP_DEFLATED)
