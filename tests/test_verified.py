"""What was proven before is not run again, as long as nothing that it depends on has changed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from rich.console import Console
from tiny import Here, Tiny

from autograder.authoring import verified
from autograder.authoring.evidence import Evidence
from autograder.authoring.notebooks import convert
from autograder.authoring.survivors import hunt
from autograder.authoring.trials import collect
from autograder.authoring.verified import Verified
from autograder.authoring.workers import Workers
from autograder.core.paths import CourseRoot


class Course:
    """A course with the tiny lesson: collects trials and mutants, and says which jobs were run."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tiny = Tiny(folder)
        self.root = CourseRoot(folder)
        self.said: list[str] = []
        self.evidence: Evidence

    def run(self, *, force: bool = False, seeds: tuple[int, ...] = (3, 4)) -> list[str]:
        """Prove the lesson as it is now."""
        lesson, pool = self.tiny.load(), Here(Console(quiet=True))
        kept = Verified(self.root, lesson, self.said.append, force=force)
        skeleton = convert(lesson, "exercise.py").replace(
            "return (np.asarray", "raise NotImplementedError  # "
        )
        self.evidence = collect(self.root, lesson, skeleton, cast("Workers", pool), seeds, kept)
        hunt(self.root, lesson, cast("Workers", pool), kept)
        return [title.partition(": ")[2].rpartition(" ")[2] for title in pool.ran]

    def files(self) -> list[Path]:
        """What was kept."""
        return sorted((self.root.verified / "tiny").iterdir())


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course whose lesson was proven once."""
    made = Course(tmp_path, monkeypatch)
    assert ["inputs", "mutants"] == made.run()
    return made


PROSE = [
    ("exercise.py", "are right, also", "are the right ones, also"),
    ("spec.py", "Which idea.", "Which other idea."),
    ("spec.py", "exercise_minutes=10", "exercise_minutes=20"),
    ("feedback.toml", "Divide.", "Divide it."),
    ("exercise.py", '# %% role="setup"', '# %% [markdown]\n# A cell.\n\n# %% role="setup"'),
    ("guide.md", "# Guide", "# The guide"),
    ("promises.toml", "also for", "also for"),
]


@pytest.mark.parametrize(("file", "old", "new"), PROSE)
def test_a_word_of_prose_runs_nothing(course: Course, file: str, old: str, new: str) -> None:
    """No worker is asked anything, and the evidence is the same."""
    before = course.evidence
    course.tiny.plant(file, old, new)
    assert [] == course.run()
    assert before.harvests == course.evidence.harvests
    assert before.reference_seconds == course.evidence.reference_seconds


CODE = [
    ("cases.py", "(4, 3)", "(5, 3)", ["inputs", "mutants"]),
    ("reference.py", "- 1.0", "- 1.0 ", ["inputs", "mutants"]),
    ("alternatives.py", "* 0.5", "* 0.50", ["inputs", "mutants"]),
    ("exercise.py", "- 1.0) / 2.0", "- 1) / 2", ["inputs", "mutants"]),
    ("spec.py", "atol=1e-3", "atol=2e-3", ["inputs", "mutants"]),
    ("misconceptions.py", "- 1.0", "- 1", ["inputs"]),
    ("witnesses.py", "else None", "else 0", ["inputs"]),
]


@pytest.mark.parametrize(("file", "old", "new", "ran"), CODE)
def test_what_a_trial_depends_on_runs_it_again(
    course: Course, file: str, old: str, new: str, ran: list[str]
) -> None:
    """Changed cases, patches, solutions or tolerances run trials anew, and mutants where these depend on it."""
    kept = course.files()
    course.tiny.plant(file, old, new)
    assert ran == course.run()
    assert [] == course.run()
    assert kept == course.files()


def test_libraries_and_our_code_count(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a library, or other code of ours, proves nothing that was proven before."""
    monkeypatch.setattr(verified, "_machine", lambda _: {"numpy": "another"})
    assert ["inputs", "mutants"] == course.run()


def test_more_draws_add_to_those_that_are_kept(course: Course) -> None:
    """Each draw is kept by itself."""
    assert ["inputs"] == course.run(seeds=(3, 4, 5))
    assert [3, 4, 5] == [harvest.seed for harvest in course.evidence.harvests]


def test_force_runs_all_anew(course: Course) -> None:
    """``--force`` finds nothing of what was kept."""
    assert ["inputs", "mutants"] == course.run(force=True)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "another byte": lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
    "not compressed": gzip.decompress,
    "no JSON": lambda _: gzip.compress(b"["),
    "no record": lambda _: gzip.compress(b"[]"),
    "no digest": lambda _: gzip.compress(b"{}"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_worked_out_anew(course: Course, damage: Callable[[bytes], bytes]) -> None:
    """It is said in a line which file is damaged, and nothing of it is believed."""
    before = course.evidence
    path = course.root.verified / "tiny" / "draw-3.json.gz"
    path.write_bytes(damage(path.read_bytes()))
    assert ["inputs"] == course.run()
    (said,) = course.said
    assert ".skewlab/verified/tiny/draw-3.json.gz is damaged" in said
    assert before.harvests == course.evidence.harvests


def test_a_result_of_another_form_is_worked_out_anew(course: Course) -> None:
    """Also what is whole, but was written by other code, is not believed."""
    path = course.root.verified / "tiny" / "draw-3.json.gz"
    digest = json.loads(gzip.decompress(path.read_bytes()))["digest"]
    Verified(course.root, course.tiny.load()).keep("draw-3", digest, {"seed": 3, "trials": [{}]})
    assert ["inputs"] == course.run()
    assert "draw-3.json.gz is damaged" in course.said[0]


def test_a_fault_of_a_busy_machine_is_not_kept(course: Course) -> None:
    """What is not good is worked out again the next time; a reference that was slow once is timed again."""
    lesson = course.tiny.load()
    kept, made = Verified(course.root, lesson), iter([["too slow"], [], ["never made"]])
    assert [["too slow"], [], []] == [
        kept.get("kernel", "digest", lambda: next(made), lambda problems: not problems) for _ in range(3)
    ]
    course.tiny.plant("spec.py", 'kind="short",', 'kind="short",\n    cell_seconds=0.0,')
    assert [["inputs", "mutants"], ["inputs"]] == [course.run(force=True), course.run()]
