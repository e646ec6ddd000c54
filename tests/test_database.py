"""The gradebook's file: made as nbgrader makes it, whole, without a program on any path."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader import api
from nbgrader.api import Gradebook
from sqlalchemy import create_engine

from autograder.core.paths import CONFIG, CourseRoot, find_root
from autograder.nbgrader import database
from autograder.nbgrader.database import ensure_gradebook


def schema(path: Path) -> list[tuple[str, str]]:
    """The tables of a database, as they were declared, and the version that it names."""
    with sqlite3.connect(path) as book:
        tables = book.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        return [*tables, *book.execute("SELECT version_num, '' FROM alembic_version")]


def test_it_is_as_nbgrader_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same tables, and the version that the program ``alembic`` names."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    ensure_gradebook(f"sqlite:///{tmp_path / 'ours.db'}")
    monkeypatch.setattr(api, "create_engine", create_engine)
    Gradebook(f"sqlite:///{tmp_path / 'theirs.db'}").close()
    assert schema(tmp_path / "theirs.db") == schema(tmp_path / "ours.db")
    assert 10 < len(schema(tmp_path / "ours.db"))


def test_one_that_exists_stays(tmp_path: Path) -> None:
    """A gradebook is never touched, whatever is in it."""
    path = tmp_path / "gradebook.db"
    path.write_bytes(b"mine")
    ensure_gradebook(f"sqlite:///{path}")
    assert b"mine" == path.read_bytes()


def test_another_kind_of_database_is_left_to_nbgrader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address of a server makes no file."""
    monkeypatch.chdir(tmp_path)
    ensure_gradebook("postgresql://host/grades")
    assert [] == list(tmp_path.iterdir())


def test_half_of_one_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the making fails half way, no gradebook is there, and the next attempt makes it."""
    path = tmp_path / "gradebook.db"
    with monkeypatch.context() as patch:
        patch.setattr(database, "ALEMBIC_DIR", str(tmp_path / "nowhere"))
        with pytest.raises(Exception, match="nowhere"):
            ensure_gradebook(f"sqlite:///{path}")
    assert not path.exists()
    ensure_gradebook(f"sqlite:///{path}")
    assert path.is_file()


def test_formgraders_server_needs_no_program(tmp_path: Path) -> None:
    """A server that was started without activating anything opens a new course's gradebook."""
    made = CourseRoot(tmp_path)
    shutil.copyfile(find_root(Path(__file__).parent).path / CONFIG, made.path / CONFIG)
    code = (
        "from nbgrader.api import Gradebook; from traitlets.config.loader import PyFileConfigLoader\n"
        f"c = PyFileConfigLoader({CONFIG!r}, path={str(tmp_path)!r}).load_config()\n"
        "print(Gradebook(c.CourseDirectory.db_url, 'skewlab').students)"
    )
    run = [sys.executable, "-c", code]
    package = str(find_root(Path(__file__).parent).path)
    done = subprocess.run(
        run, env={"PATH": "/nowhere", "PYTHONPATH": package}, capture_output=True, text=True, check=False
    )
    assert ("[]\n", 0) == (done.stdout, done.returncode), done.stderr[-1000:]
