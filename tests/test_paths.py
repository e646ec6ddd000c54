"""Which course is meant: the one around a folder, and never a folder that is none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder import cli
from autograder.core.errors import CourseError
from autograder.core.paths import CONFIG, find_root


def test_the_course_is_the_one_around_the_folder(tmp_path: Path) -> None:
    """It is found from its own folder, and from any folder in it."""
    (tmp_path / CONFIG).touch()
    inner = tmp_path / "work" / "submitted"
    inner.mkdir(parents=True)
    assert [tmp_path, tmp_path] == [find_root(tmp_path).path, find_root(inner).path]


def test_the_environment_does_not_decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that names another course changes nothing."""
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / CONFIG).touch()
    monkeypatch.setenv("SKEWLAB_COURSE", str(tmp_path / "other"))
    monkeypatch.chdir(tmp_path / "one")
    assert tmp_path / "one" == find_root().path


def test_a_folder_that_is_no_course_is_refused(tmp_path: Path) -> None:
    """The sentence says what is expected, where, and what to do."""
    with pytest.raises(CourseError, match=rf"is in no course: .*{CONFIG}.*--course FOLDER"):
        find_root(tmp_path)


@pytest.mark.parametrize("command", ["build", "grade", "report", "verify", "demo", "bundle"])
def test_nothing_is_written_where_no_course_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """Every command that needs a course ends with a sentence and 1 outside of one, and leaves no file."""
    monkeypatch.chdir(tmp_path)
    assert 1 == cli.main([command])
    assert "is in no course" in " ".join(capsys.readouterr().out.split())
    assert [] == list(tmp_path.iterdir())


def test_nbgraders_configuration_changes_nothing_else(tmp_path: Path) -> None:
    """A Jupyter server that reads it keeps its environment, its garbage collector and its nbgrader."""
    code = (
        "import gc, os, sys\n"
        "from nbgrader import api; from nbgrader.api import Gradebook; from nbgrader.converters import BaseConverter\n"
        "from nbgrader.nbgraderformat import common; from traitlets.config.loader import PyFileConfigLoader\n"
        "def state():\n"
        "    return (dict(os.environ), gc.get_threshold(), gc.get_freeze_count(), sys.getswitchinterval(),\n"
        "        api.create_engine, Gradebook.__init__, BaseConverter.init_assignment, common.jsonschema,\n"
        "        sys.modules.get('rfc3987_syntax', 0))\n"
        "before = state()\n"
        f"PyFileConfigLoader({CONFIG!r}, path={str(find_root(Path(__file__).parent).path)!r}).load_config()\n"
        "sys.exit(before != state())"
    )
    assert 0 == subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode
