"""Tests that need more than Python may be skipped; where they are required, they fail instead."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from browser import conftest as browser_conftest
from conftest import REQUIRE_CONFINEMENT, need_confinement

TESTS = Path(__file__).parent
CONFINED = ("test_attacks.py", "test_confinement.py", "test_fails_closed.py", "test_pid_namespace.py")
GAP = "files are not protected (no Landlock)"


def test_a_machine_that_can_confine_runs_them() -> None:
    """Without a gap, nothing is skipped and nothing fails."""
    need_confinement([], required=False)
    need_confinement([], required=True)


def test_where_confinement_is_required_its_tests_fail() -> None:
    """A machine that can't confine skips the tests that need it, with the reason, or fails them."""
    with pytest.raises(pytest.skip.Exception, match="This machine can't confine submissions: files are not"):
        need_confinement([GAP], required=False)
    with pytest.raises(pytest.fail.Exception, match=r"files are not protected .* asks for the tests"):
        need_confinement([GAP], required=True)


@pytest.mark.slow
def test_the_setting_reaches_every_test_that_needs_confinement(tmp_path: Path) -> None:
    """On a machine with a gap, planted here, all tests of these files fail; none is skipped, none passes."""
    (tmp_path / "planted.py").write_text(
        f"from autograder.sandbox import confine\nconfine.gaps = lambda: [{GAP!r}]\n", encoding="utf-8"
    )
    words = ("-p", "planted", "-q", "--no-header", "--tb=line", *(str(TESTS / name) for name in CONFINED))
    done = pytest_in(tmp_path, *words, **{REQUIRE_CONFINEMENT: "1"})
    assert re.fullmatch(r"\d+ errors in .*", done.stdout.strip().splitlines()[-1]), done.stdout[-2000:]
    assert GAP in done.stdout


@pytest.mark.slow
def test_collecting_starts_no_process(tmp_path: Path) -> None:
    """Listing the tests runs none of our own programs: whoever runs one test waits for no other's trial."""
    (tmp_path / "planted.py").write_text(
        "import subprocess, sys\n"
        "real = subprocess.Popen.__init__\n"
        "def refuse(self, args, *words, **options):\n"
        "    self.returncode, self.args = 0, args\n"
        "    assert sys.executable not in args, f'collecting started {args}'\n"
        "    real(self, args, *words, **options)\n"
        "subprocess.Popen.__init__ = refuse\n",
        encoding="utf-8",
    )
    (tmp_path / "test_planted.py").write_text(
        "from autograder.sandbox import confine\nGAPS = confine.gaps()\n", encoding="utf-8"
    )
    words = ("-p", "planted", "-q", "--collect-only")
    done = pytest_in(tmp_path, *words, *(str(TESTS / name) for name in CONFINED))
    assert 0 == done.returncode, done.stdout[-2000:] + done.stderr[-2000:]
    done = pytest_in(tmp_path, *words, str(tmp_path / "test_planted.py"))
    assert "collecting started" in done.stdout


def test_continuous_integration_requires_them() -> None:
    """No test is skipped where a change is let in."""
    script = (TESTS.parent / ".ci" / "run").read_text(encoding="utf-8")
    for name in (REQUIRE_CONFINEMENT, browser_conftest.REQUIRE):
        assert f"{name}=1" in script


def pytest_in(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a process that imports modules from ``folder``, too."""
    path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=TESTS.parent,
        env={**os.environ, "PYTHONPATH": path, **more},
        capture_output=True,
        text=True,
        check=False,
    )
