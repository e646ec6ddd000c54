"""What the documents say is held against the code: they can't fall behind."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from attacks.tables import GROUPS
from documents import (
    ROOT,
    change_problems,
    flow_problems,
    layout_problems,
    link_problems,
    name_problems,
    order_problems,
    orders_in,
    path_problems,
    read,
    word_problems,
)

from autograder import cli
from autograder.authoring.contract import POINTS
from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.truth_table import KINDS
from autograder.core.results import Status
from autograder.lessons import Lesson, discover

DESIGN = "docs/design.md"
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "data/README.md",
    *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
)
LESSONS = discover()


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
    """The README's table links each lesson, if it has a notebook, and its exercise."""
    text = read("README.md")
    assert MINIMUMS[lesson.spec.kind].notebook is (f"notebooks/{lesson.spec.exercise}.ipynb" in text)
    assert f"exercises/{lesson.spec.exercise}" in text


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.spec.slug)
def test_the_truth_table_is_complete(lesson: Lesson) -> None:
    """The truth table has each pipeline of each lesson, with the scores that were proven."""
    section = truth_table_of(lesson)
    rows = {
        (kind, name): score
        for name, kind, score in re.findall(r"^\| (.+?) \| (\w+) \| ([\d./ ]+) \|", section, re.MULTILINE)
    }
    right = {("solution", "solution"), *(("alternative", name) for name in lesson.alternatives())}
    wrong = {("misconception", name) for name in lesson.misconceptions()}
    wrong |= {("mixture", name) for name in lesson.mixtures()}
    nothing = {(kind, name) for kind, name in rows if kind in ("skeleton", "gaming")}
    assert right | wrong | nothing == {key for key in rows if key[0] in KINDS}
    assert {str(POINTS)} == {rows[key] for key in right}
    assert {"0"} == {rows[key] for key in nothing}
    assert all(max(map(float, rows[key].split(" / "))) < POINTS for key in wrong)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.spec.slug)
def test_the_truth_table_has_parts_promises_and_mutants(lesson: Lesson) -> None:
    """The truth table has the points of each part, each promise, and the share of mutants that are killed."""
    section = truth_table_of(lesson)
    for task in lesson.spec.graded:
        assert f"| {task.name} | main |" in section
        for part in task.parts:
            assert f"| {task.name} | {part.title} | {part.points:g} | {len(part.cases)} |" in section
    for promise in lesson.promises():
        assert f"| {promise.task} | {promise.case} | {promise.witness} |" in section
    killed = re.search(r"^Mutants: .* (\d+\.\d)% of the wrong ones killed\.$", section, re.MULTILINE)
    assert killed is not None
    assert float(killed.group(1)) >= 98.0


def truth_table_of(lesson: Lesson) -> str:
    """What the truth table says of a lesson."""
    text = read("docs/truth-table.md")
    return text.partition(f"## {lesson.spec.number:02d} {lesson.spec.title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.spec.slug)
def test_every_data_file_has_its_licence(lesson: Lesson) -> None:
    """A manifest names each data file's digest, source and licence."""
    folder = ROOT / "data" / lesson.spec.slug
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    entries = {entry["file"]: entry for entry in manifest}
    made = {"public.json", "turns.json", "lesson.json", "make.py", "manifest.json"}
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


def test_every_room_is_in_the_layout() -> None:
    """The design's table of rooms has every folder of the package once, in the layers' order, and no other."""
    assert [] == layout_problems(read(DESIGN))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_layers_are_those_that_are_held(document: str) -> None:
    """Wherever a document states the order of the layers, it is that of the import contracts."""
    assert [] == order_problems(read(document))


def test_the_layers_are_stated() -> None:
    """The design and CONTRIBUTING state the order of the layers."""
    assert [1, 1] == [len(orders_in(read(name))) for name in (DESIGN, "CONTRIBUTING.md")]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_names_exists(document: str) -> None:
    """Files, functions, classes, tests and headings that a document names are there."""
    text = read(document)
    assert [] == path_problems(text) + name_problems(text) + link_problems(text, (ROOT / document).parent)


def test_every_change_to_nbgrader_is_in_the_design() -> None:
    """The design's table of changes to nbgrader's code is the list that is installed."""
    assert [] == change_problems(read(DESIGN))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_points_are_not_called_marks(document: str) -> None:
    """Documents use the words of the design's glossary."""
    assert [] == word_problems(read(document))


def test_the_flow_is_drawn_anew() -> None:
    """The picture and the text diagram of the flow are what docs/make_flow.py draws, of functions that exist."""
    assert [] == flow_problems(read(DESIGN))
    assert ["docs/flow.svg is not what docs/make_flow.py draws"] == flow_problems(read(DESIGN), "<svg/>")


PLANTED = (
    (
        layout_problems,
        DESIGN,
        "| `desk/` |",
        "| `office/` |",
        ["desk is in no line", "office is no folder of the package"],
    ),
    (
        layout_problems,
        DESIGN,
        "| `keys/` |",
        "| `core/` |",
        ["keys is in no line", "core stands there twice"],
    ),
    (
        layout_problems,
        DESIGN,
        "| `authoring/` |",
        "| `core/` |",
        ["the rooms do not stand in the order of the layers"],
    ),
    (order_problems, DESIGN, "\nstudent\ngrading\n", "\ngrading\nstudent\n", ["another order of layers"]),
    (
        order_problems,
        "CONTRIBUTING.md",
        "intake | keys | sandbox",
        "intake, keys | sandbox",
        ["another order of layers"],
    ),
    (path_problems, DESIGN, "`grader/log.py`", "`engine/log.py`", ["engine/log.py does not exist"]),
    (
        path_problems,
        "docs/trust.md",
        "`sandbox/watch.py`",
        "`sandbox/trees.py`",
        ["sandbox/trees.py does not exist"],
    ),
    (
        path_problems,
        "docs/author.md",
        "`autograder/authoring/data_files.py`",
        "`finding.py`",
        ["finding.py does not exist"],
    ),
    (
        path_problems,
        "docs/instructor.md",
        "autograder/lessons/<lesson>/",
        "x/<lesson>/guide.md ",
        ["x/<lesson>/guide.md does not exist"],
    ),
    (
        name_problems,
        DESIGN,
        "`grader.work.grade_one`",
        "`grader.work.grade_two`",
        ["there is no grader.work.grade_two"],
    ),
    (
        name_problems,
        "docs/trust.md",
        "`test_no_process_is_left`",
        "`test_none_is_left`",
        ["there is no test test_none_is_left"],
    ),
    (link_problems, DESIGN, "(#confinement)", "(#engine)", ["#engine has no such heading"]),
    (link_problems, "README.md", "(docs/trust.md)", "(docs/trusty.md)", ["docs/trusty.md leads nowhere"]),
    (
        flow_problems,
        DESIGN,
        "│  grader.job.grade_job ",
        "│  grader.job.grade ",
        ["the text diagram is not what docs/make_flow.py prints"],
    ),
    (
        change_problems,
        DESIGN,
        "| `nbgrader.api.create_engine` |",
        "| `nbgrader.api.find` |",
        ["nbgrader.api.create_engine is in no line", "nbgrader.api.find is not changed"],
    ),
    (
        word_problems,
        "docs/instructor.md",
        "Export points",
        "Export marks",
        ["Export marks: these are points"],
    ),
)


@pytest.mark.parametrize(("problems", "document", "old", "new", "told"), PLANTED)
def test_a_planted_fault_is_found(
    problems: Callable[[str], list[str]], document: str, old: str, new: str, told: list[str]
) -> None:
    """Each of the comparisons above finds a fault in a copy of a document, and names it."""
    text = read(document)
    assert old in text
    found = "\n".join(problems(text.replace(old, new)))
    assert [] == [words for words in told if words not in found], found
