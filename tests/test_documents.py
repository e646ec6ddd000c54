"""What the documents say is held against the code: they can't fall behind."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from attacks.tables import GROUPS

from autograder import cli
from autograder.authoring.contract import POINTS
from autograder.core.results import Status
from autograder.lessons import Lesson, discover

ROOT = Path(__file__).resolve().parent.parent
LESSONS = discover()


def read(name: str) -> str:
    """A document's text."""
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> list[str]:
    """The commands of ``autograder``."""
    choices = next(a.choices for a in cli._parser()._subparsers._group_actions)  # type: ignore[union-attr]
    assert choices is not None
    return list(choices)


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    """The README lists each command."""
    assert f"autograder {command}" in read("README.md")


@pytest.mark.parametrize("command", commands())
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``--help`` of each command says what it does and gives an example."""
    with pytest.raises(SystemExit) as end:
        cli.main([command, "--help"])
    text = capsys.readouterr().out
    assert end.value.code == 0
    assert f"example: autograder {command}" in text


def test_help_is_light() -> None:
    """``autograder --help`` imports neither TensorFlow nor nbgrader."""
    code = (
        "import sys, contextlib, io\n"
        "from autograder import cli\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
        "    cli.main(['--help'])\n"
        "print([m for m in ('tensorflow', 'keras', 'nbgrader', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_in_the_instructors_manual(status: Status) -> None:
    """The instructor's manual says what each status means."""
    assert str(status) in read("docs/instructor.md").lower()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.spec.slug)
def test_every_lesson_is_in_the_readme(lesson: Lesson) -> None:
    """The README's table links each lesson and its exercise."""
    text = read("README.md")
    assert f"notebooks/{lesson.spec.exercise}.ipynb" in text
    assert f"exercises/{lesson.spec.exercise}" in text


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.spec.slug)
def test_the_truth_table_is_complete(lesson: Lesson) -> None:
    """The truth table has each pipeline of each lesson, with the scores that were proven."""
    text = read("docs/truth-table.md")
    section = text.partition(f"## {lesson.spec.number:02d} {lesson.spec.title}\n")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| (\S+) \| (?!kind)\w+ \| ([\d./ ]+) \|", section, re.MULTILINE))
    assert set(rows) == {"solution", "skeleton", *lesson.alternatives(), *lesson.misconceptions()}
    assert {rows[name] for name in ("solution", *lesson.alternatives())} == {str(POINTS)}
    assert rows["skeleton"] == "0"
    assert all(max(map(float, rows[m].split(" / "))) < POINTS for m in lesson.misconceptions())


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.spec.slug)
def test_every_data_file_has_its_licence(lesson: Lesson) -> None:
    """A manifest names each data file's digest, source and licence."""
    folder = ROOT / "data" / lesson.spec.slug
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entries = {entry["file"]: entry for entry in manifest}
    made = {"public.json", "make.py", "manifest.json"}
    shipped = {p.name for p in folder.iterdir() if p.is_file()} - made
    assert shipped == set(entries)
    for name, entry in entries.items():
        data = (folder / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
        assert entry["licence"]
        assert entry["source"]


def test_every_attack_is_in_the_page_on_trust() -> None:
    """docs/trust.md lists exactly the attacks that the suite makes, by what they go at."""
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \|$", read("docs/trust.md").partition("## Attacks")[2], re.MULTILINE
    )
    listed = {group: names.split(" · ") for group, names in rows[2:]}
    assert {group: [attack.name for attack in members] for group, members in GROUPS.items()} == listed


def test_the_lock_names_no_registry() -> None:
    """The lock files carry hashes, and no address."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = read(name)
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|index-url|find-links", text)
